// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/headless.h"
#include <QCoreApplication>
#include <QFileInfo>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The window and the subcommands are programs of their own beside this one, so that the engine loads no GUI library and no keyring.
/// Goes on as the one of this name, with the same words. Returns only when there is none.
int become(const char* program, const char* instead, int argc, char** argv) {
  const QByteArray path = (QCoreApplication::applicationDirPath() + u'/').toUtf8() + program;
  std::vector<char*> words;
  words.push_back(const_cast<char*>(path.constData()));
  for (int i = 1; i < argc; ++i) words.push_back(argv[i]);
  words.push_back(nullptr);
  execv(path.constData(), words.data());
  fprintf(stderr, "scfdesk: %s could not be started (%s). %s\n", path.constData(), strerror(errno), instead);
  return 1;
}

int becomeConsole(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    fprintf(stderr, "scfdesk: there is no display for the window. scfdesk --headless runs the engine without one.\n");
    return 1;
  }
  return become("scfdesk-console", "scfdesk --headless runs the engine without a window.", argc, argv);
}

int becomeCommand(int argc, char** argv) { return become("scfdesk-command", "Build it again: app/run --build-only.", argc, argv); }

}  // namespace

int main(int argc, char** argv) {
  QStringList words;
  for (int i = 1; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
  auto line = scfdesk::parseCommandLine(words);
  // glib's dispatcher costs a turn more than it gives an engine, whose own epoll set does the work. A command needs it: the desktop's
  // keyring answers through glib.
  const bool engine = line && line->mode == scfdesk::CommandLine::Mode::Headless;
  if (engine) qputenv("QT_NO_GLIB", "1");
  std::signal(SIGPIPE, SIG_IGN);
  QCoreApplication app(argc, argv);
  QCoreApplication::setApplicationName(u"scfdesk"_s);
  QCoreApplication::setApplicationVersion(QLatin1String(SCFDESK_VERSION));
  if (!line) {
    fprintf(stderr, "scfdesk: %s %s\n", qUtf8Printable(line.error().message), qUtf8Printable(line.error().next));
    return 2;
  }
  switch (line->mode) {
    case scfdesk::CommandLine::Mode::Help: return becomeCommand(argc, argv);
    case scfdesk::CommandLine::Mode::Version: printf("scfdesk %s\n", SCFDESK_VERSION); return 0;
    case scfdesk::CommandLine::Mode::Console: return becomeConsole(argc, argv);
    case scfdesk::CommandLine::Mode::Headless: return scfdesk::runHeadless(*line);
    case scfdesk::CommandLine::Mode::Command: return becomeCommand(argc, argv);
  }
  return 2;
}
