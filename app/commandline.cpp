// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
Error wrong(const QString& message) { return {u"Local.CommandLine"_s, message, u"scfdesk --help shows what there is."_s}; }
const QStringList kTargets{u"--endpoint"_s, u"--connection"_s, u"--namespace"_s, u"--max-time"_s};  // of a subcommand that follows
}  // namespace

Result<CommandLine> parseCommandLine(const QStringList& arguments) {
  CommandLine line;
  QString ofCommand;
  for (int i = 0; i < arguments.size(); ++i) {
    QString word = arguments[i];
    QString value;
    bool joined = false;
    if (word.startsWith(u"--"_s))
      if (const auto eq = word.indexOf(u'='); eq > 0) {
        value = word.mid(eq + 1);
        word = word.left(eq);
        joined = true;
      }
    const auto take = [&]() -> bool {
      if (joined) return true;
      if (i + 1 >= arguments.size()) return false;
      value = arguments[++i];
      return true;
    };
    if (word == u"--headless"_s) {
      line.mode = CommandLine::Mode::Headless;
    } else if (word == u"--help"_s || word == u"-h"_s) {
      line.mode = CommandLine::Mode::Help;
      return line;
    } else if (word == u"--version"_s) {
      line.mode = CommandLine::Mode::Version;
      return line;
    } else if (word == u"--samples"_s) {
      line.samples = true;
    } else if (word == u"--data-dir"_s) {
      if (!take() || value.isEmpty()) return wrong(u"--data-dir takes a folder."_s);
      // Bytes that are no character have become this one: the folder would be another.
      if (value.contains(QChar::ReplacementCharacter)) return wrong(u"--data-dir takes a folder whose name is UTF-8; this one isn't: \"%1\"."_s.arg(value));
      line.dataDir = QDir(value).absolutePath();
    } else if (word == u"--host"_s) {
      if (!take() || value.isEmpty()) return wrong(u"--host takes an address."_s);
      line.host = value;
    } else if (word == u"--port"_s) {
      bool ok = false;
      if (take()) line.port = value.toInt(&ok);
      if (!ok || line.port < 0 || line.port > 65535) return wrong(u"--port takes a number from 0 to 65535, not \"%1\"."_s.arg(value));
    } else if (word == u"--web-body"_s) {
      bool ok = false;
      if (take()) line.webBodyMb = value.toInt(&ok);
      if (!ok || line.webBodyMb < 1 || line.webBodyMb > CommandLine::kWebBodyMostMb) return wrong(u"--web-body takes a number of MB from 1 to %1, not \"%2\"."_s.arg(CommandLine::kWebBodyMostMb).arg(value));
    } else if (word == u"--service"_s) {
      if (!take() || value.isEmpty()) return wrong(u"--service takes the name of a state service."_s);
      line.services << value;
    } else if (word == u"--log-level"_s) {
      const QStringList names{u"debug"_s, u"info"_s, u"warn"_s, u"error"_s};  // in the order of LogLevel
      if (!take() || !names.contains(value)) return wrong(u"--log-level takes error, warn, info or debug."_s);
      line.logLevel = LogLevel(names.indexOf(value));
    } else if (kTargets.contains(word)) {
      if (!take() || value.isEmpty()) return wrong(u"%1 takes a value."_s.arg(word));
      ofCommand = word;
    } else if (word == u"--json"_s) {
      ofCommand = word;
    } else if (word.startsWith(u'-')) {
      return wrong(u"There is no option %1."_s.arg(word));
    } else {
      // The rest belongs to the subcommand, which knows its own options (app/cli).
      line.mode = CommandLine::Mode::Command;
      line.command = QStringList(word) + arguments.mid(0, i) + arguments.mid(i + 1);
      return line;
    }
  }
  if (!ofCommand.isEmpty()) return wrong(u"%1 is an option of a command, and there is none."_s.arg(ofCommand));
  return line;
}

}  // namespace scfdesk
