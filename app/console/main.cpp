// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/application.h"
#include <QApplication>
#include <csignal>
#include <cstdio>
#include <memory>
#include <unistd.h>
#include <xcb/xcb.h>

using namespace Qt::Literals::StringLiterals;

namespace {
/// The X display that the window would go to and that can't be reached, or nothing. Qt aborts there, and with words that help nobody.
QByteArray deafDisplay() {
  if (!qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) return {};
  xcb_connection_t* connection = xcb_connect(nullptr, nullptr);
  const bool deaf = xcb_connection_has_error(connection) != 0;
  xcb_disconnect(connection);
  return deaf ? qgetenv("DISPLAY") : QByteArray();
}
}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  // Blocked before any library makes a thread, so that every thread leaves them to the Application's descriptor.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  // Qt aborts without a display, and with words that help nobody.
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    fprintf(stderr, "scfdesk: there is no display for the window. scfdesk --headless runs the engine without one, scfdesk --help tells more.\n");
    return 1;
  }
  if (const QByteArray deaf = deafDisplay(); !deaf.isEmpty()) {
    fprintf(stderr, "scfdesk: the display \"%s\" (DISPLAY) doesn't answer, or doesn't let this user in. Start from a terminal of the desktop, or run the engine without a window: scfdesk --headless\n",
            deaf.constData());
    return 1;
  }
  QApplication app(argc, argv);
  // The GUI thread keeps glib's loop, through which the desktop's keyring answers. Threads that begin from here on, the engine's
  // before all, go without: its dispatcher costs a turn more than it gives.
  qputenv("QT_NO_GLIB", "1");
  QApplication::setApplicationName(u"scfdesk"_s);
  QApplication::setApplicationDisplayName(u"SCF Desk"_s);
  QApplication::setApplicationVersion(QLatin1String(SCFDESK_VERSION));
  QApplication::setDesktopFileName(u"scfdesk"_s);
  const auto line = scfdesk::parseCommandLine(QApplication::arguments().mid(1));
  if (!line) {
    fprintf(stderr, "scfdesk: %s %s\n", qUtf8Printable(line.error().message), qUtf8Printable(line.error().next));
    return 2;
  }
  auto application = std::make_unique<scfdesk::Application>(*line);
  const int status = application->run();
  if (!application->restartWanted()) {
    application.reset();
    return status;
  }
  // The same process, a new program: what it had open closes by itself, and its instances end with the thread they came from.
  sigprocmask(SIG_UNBLOCK, &ends, nullptr);
  execv("/proc/self/exe", argv);
  perror("scfdesk: cannot start anew");
  _exit(1);
}
