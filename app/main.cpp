// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run.h"
#include "app/commandline.h"
#include "app/headless.h"
#include <QCoreApplication>
#include <QFileInfo>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The window is a program of its own beside this one, so that this one links no GUI library.
int becomeConsole(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    fprintf(stderr, "scfdesk: there is no display for the window. scfdesk --headless runs the engine without one.\n");
    return 1;
  }
  const QByteArray console = (QCoreApplication::applicationDirPath() + u"/scfdesk-console"_s).toUtf8();
  std::vector<char*> words;
  words.push_back(const_cast<char*>(console.constData()));
  for (int i = 1; i < argc; ++i) words.push_back(argv[i]);
  words.push_back(nullptr);
  execv(console.constData(), words.data());
  fprintf(stderr, "scfdesk: the console %s could not be started (%s). scfdesk --headless runs the engine without a window.\n", console.constData(),
          strerror(errno));
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  QStringList words;
  for (int i = 1; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
  auto line = scfdesk::parseCommandLine(words);
  // glib's dispatcher costs a turn more than it gives an engine, whose own epoll set does the work. A command needs it: the desktop's
  // keyring answers through glib.
  if (!line || line->mode != scfdesk::CommandLine::Mode::Command) qputenv("QT_NO_GLIB", "1");
  std::signal(SIGPIPE, SIG_IGN);
  QCoreApplication app(argc, argv);
  QCoreApplication::setApplicationName(u"scfdesk"_s);
  QCoreApplication::setApplicationVersion(QLatin1String(SCFDESK_VERSION));
  if (!line) {
    fprintf(stderr, "scfdesk: %s %s\n", qUtf8Printable(line.error().message), qUtf8Printable(line.error().next));
    return 2;
  }
  switch (line->mode) {
    case scfdesk::CommandLine::Mode::Help: fputs(scfdesk::helpText().toUtf8().constData(), stdout); return 0;
    case scfdesk::CommandLine::Mode::Version: printf("scfdesk %s\n", SCFDESK_VERSION); return 0;
    case scfdesk::CommandLine::Mode::Console: return becomeConsole(argc, argv);
    case scfdesk::CommandLine::Mode::Headless: return scfdesk::runHeadless(*line);
    case scfdesk::CommandLine::Mode::Command: return scfdesk::runCommand(*line);
  }
  return 2;
}
