// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
Error wrong(const QString& message) { return {u"Local.CommandLine"_s, message, u"scfdesk --help shows what there is."_s}; }
const QStringList kCommands{u"status"_s, u"list"_s, u"invoke"_s, u"call"_s, u"simulate"_s, u"replay"_s};
}  // namespace

Result<CommandLine> parseCommandLine(const QStringList& arguments) {
  CommandLine line;
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
    } else if (word == u"--json"_s && (line.command.value(0) == u"simulate"_s || line.command.value(0) == u"replay"_s)) {
      line.command << word;
    } else if (word == u"--samples"_s) {
      line.samples = true;
    } else if (word == u"--data-dir"_s) {
      if (!take() || value.isEmpty()) return wrong(u"--data-dir takes a folder."_s);
      line.dataDir = QDir(value).absolutePath();
    } else if (word == u"--host"_s) {
      if (!take() || value.isEmpty()) return wrong(u"--host takes an address."_s);
      line.host = value;
    } else if (word == u"--port"_s) {
      bool ok = false;
      if (take()) line.port = value.toInt(&ok);
      if (!ok || line.port < 0 || line.port > 65535) return wrong(u"--port takes a number from 0 to 65535, not \"%1\"."_s.arg(value));
    } else if (word == u"--service"_s) {
      if (!take() || value.isEmpty()) return wrong(u"--service takes the name of a state service."_s);
      line.services << value;
    } else if (word == u"--log-level"_s) {
      const QStringList names{u"debug"_s, u"info"_s, u"warn"_s, u"error"_s};  // in the order of LogLevel
      if (!take() || !names.contains(value)) return wrong(u"--log-level takes error, warn, info or debug."_s);
      line.logLevel = LogLevel(names.indexOf(value));
    } else if (word.startsWith(u'-') && line.command.isEmpty()) {
      return wrong(u"There is no option %1."_s.arg(word));
    } else {
      if (line.command.isEmpty() && !kCommands.contains(word)) return wrong(u"There is no command %1."_s.arg(word));
      line.mode = CommandLine::Mode::Command;
      line.command << arguments[i];
    }
  }
  return line;
}

QString helpText() {
  return u"SCF Desk: run, fire and watch serverless functions on this machine.\n"
         "\n"
         "scfdesk                         open the console (the window with the engine in it)\n"
         "scfdesk --headless              the engine alone; prints one ready line on stdout\n"
         "scfdesk status                  what the running engine is doing\n"
         "scfdesk list                    its functions\n"
         "scfdesk invoke NAME [EVENT]     fire an event (JSON text, or - for standard input) and print the result\n"
         "scfdesk call ACTION [JSON]      a signed Cloud API 3.0 call\n"
         "scfdesk simulate SPEC [--json]  what would happen under a load; needs no engine, invokes nothing\n"
         "scfdesk replay FILE [--json]    a session file's decisions through the scaling core again; are they the same?\n"
         "\n"
         "--data-dir DIR      everything is kept there (default: the XDG data folder, scfdesk/)\n"
         "--port N            Cloud API endpoint (default 9700, or the next free port; 0 = any free one)\n"
         "--host ADDR         address to listen on (default 127.0.0.1)\n"
         "--samples           a new data folder gets the sample functions (the console does so by itself)\n"
         "--service NAME      start a state service with the engine\n"
         "--log-level LEVEL   error, warn, info or debug, on stderr\n"
         "SCFDESK_SECRET_ID, SCFDESK_SECRET_KEY: the keys that clients sign with\n"_s;
}

}  // namespace scfdesk
