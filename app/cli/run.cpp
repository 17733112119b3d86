// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run.h"
#include "app/cli/session.h"
#include "app/paths.h"
#include <QDir>
#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
bool beginsCommand(const QStringList& words) {
  const auto all = cli::commands();
  return std::any_of(all.begin(), all.end(), [&](const cli::CommandSpec& c) { return QString::fromLatin1(c.name).split(u' ').mid(0, words.size()) == words; });
}

bool takesValue(const QString& option) {
  const auto all = cli::commonOptions();
  return std::any_of(all.begin(), all.end(), [&](const cli::OptionSpec& o) { return o.value && option == QLatin1String(o.name); });
}
}

QString helpText(const QStringList& words, bool* known) {
  if (known) *known = true;
  if (const cli::CommandSpec* command = cli::commandOf(words)) return cli::helpOf(*command);
  if (!words.isEmpty()) {
    const QString group = cli::helpOfGroup(words.first());
    if (known) *known = !group.isEmpty();
    return group;
  }
  return u"SCF Desk: run, fire and watch serverless functions on this machine.\n"
         "\n"
         "  scfdesk                     open the console (the window with the engine in it)\n"
         "  scfdesk --headless          the engine alone; prints one ready line on stdout\n"
         "\n"
         "Commands talk to the running console or engine; scfdesk COMMAND --help has examples\n"_s +
         cli::listOfCommands() +
         u"\n"
         "Options of the console and of --headless\n"
         "  --data-dir DIR              everything is kept there (default: the XDG data folder, scfdesk/)\n"
         "  --port N                    Cloud API endpoint (default 9700, or the next free port; 0 = any free one)\n"
         "  --host ADDR                 address to listen on (default 127.0.0.1)\n"
         "  --samples                   a new data folder gets the sample functions (the console does so by itself)\n"
         "  --service NAME              start a state service with the engine\n"
         "  --web-body MB               largest body of a request to a web function (default 6, as in SCF; 1 to 4096)\n"
         "  --log-level LEVEL           error, warn, info or debug, on stderr\n"
         "\n"
         "SCFDESK_SECRET_ID, SCFDESK_SECRET_KEY: the keys that clients sign with. NO_COLOR: no colours.\n"
         "Exit status: 0 done, 1 failed, 2 wrong words, 3 data folder, 4 port taken, 5 nothing answers, 6 a limit or expectation is broken.\n"_s;
}

int runCommand(const CommandLine& line) {
  if (line.command.value(0) == u"help"_s) {
    QStringList about;
    for (qsizetype i = 1; i < line.command.size(); ++i) {
      if (!line.command[i].startsWith(u'-')) about << line.command[i];
      else if (takesValue(line.command[i])) ++i;
    }
    bool there = true;
    const QString text = helpText(about, &there);
    if (!there) return cli::Session::fail({u"Local.Words"_s, u"There is no command \"%1\"."_s.arg(about.join(u' ')), u"scfdesk --help shows what there is."_s});
    fputs(text.toUtf8().constData(), stdout);
    return cli::exits::kDone;
  }
  // Options of the target may stand before the command's second word too.
  QStringList name, rest;
  bool named = false;
  for (qsizetype i = 0; i < line.command.size(); ++i) {
    const QString& word = line.command[i];
    if (!named && word.startsWith(u'-') && word.size() > 1) {
      rest << word;
      if (takesValue(word) && i + 1 < line.command.size()) rest << line.command[++i];
    } else if (!named && beginsCommand(name + QStringList(word))) {
      name << word;
    } else {
      named = true;
      rest << word;
    }
  }
  const cli::CommandSpec* command = cli::commandOf(name);
  const bool help = rest.contains(u"--help"_s) || rest.contains(u"-h"_s) || (!command && rest.isEmpty());
  bool known = true;
  if (help || !command) {
    const QString text = helpText(name, &known);
    if (!help || !known) return cli::Session::fail({u"Local.Words"_s, u"There is no command \"%1\"."_s.arg((name + rest.mid(0, 1)).join(u' ')), u"scfdesk %1--help shows what there is."_s.arg(name.isEmpty() ? QString() : name.first() + u' ')});
    const bool asked = rest.contains(u"--help"_s) || rest.contains(u"-h"_s);
    fputs(text.toUtf8().constData(), asked ? stdout : stderr);
    return asked ? cli::exits::kDone : cli::exits::kWords;
  }
  const auto words = cli::Words::parse(*command, rest);
  if (!words) return cli::Session::fail(words.error());
  const QString folder = words->has(u"--data-dir"_s) ? QDir(words->value(u"--data-dir"_s)).absolutePath() : line.dataDir.isEmpty() ? defaultDataDir() : line.dataDir;
  cli::Session session(*words, folder);
  return command->run(session, *words);
}

}  // namespace scfdesk
