// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/application.h"
#include "app/console/connectionswitch.h"
#include "app/console/instancelock.h"
#include "app/console/openrequest.h"
#include "app/console/startfailure.h"
#include "app/engine/embeddedbackend.h"
#include "app/exitstatus.h"
#include "app/paths.h"
#include "models/modelhub.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QFileInfo>
#include <QScreen>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

Application::Application(const CommandLine& line)
    : m_line(line), m_dataDir(line.dataDir.isEmpty() ? defaultDataDir() : line.dataDir), m_lock(std::make_unique<InstanceLock>(m_dataDir)) {}

Application::~Application() {
  m_window.reset();
  m_switch.reset();
  m_hub.reset();
  m_backend.reset();
}

int Application::run() {
  switch (m_lock->take()) {
    case InstanceLock::Found::Nobody: break;
    case InstanceLock::Found::Shown: fprintf(stderr, "scfdesk: the console of %s is open already; its window is shown\n", qUtf8Printable(m_dataDir)); return 0;
    case InstanceLock::Found::Ending:
      fprintf(stderr, "scfdesk: the console of %s was closed, but its engine is still ending. Start it again in a moment.\n", qUtf8Printable(m_dataDir));
      return 1;
  }
  EngineOptions options;
  options.dataDir = m_dataDir;
  options.host = m_line.host;
  options.port = m_line.port;
  options.exactPort = m_line.port > 0;
  options.resourceDir = resourceDir();
  options.spawnerProgram = spawnerProgram();
  options.secretId = qEnvironmentVariable("SCFDESK_SECRET_ID");
  options.secretKey = qEnvironmentVariable("SCFDESK_SECRET_KEY");
  options.logLevel = m_line.logLevel;
  options.samples = true;
  options.services = m_line.services;
  options.webBodyMb = m_line.webBodyMb;

  m_theme = std::make_unique<Theme>();
  applyTheme(*qApp, *m_theme);
  installTranslator(*qApp, QLocale::system());
  m_backend = std::make_unique<EmbeddedBackend>(options);
  m_hub = std::make_unique<ModelHub>(*m_backend);
  const QString memory = m_dataDir + u"/console.ini"_s;
  const bool remembered = QFileInfo::exists(memory);
  m_switch = std::make_unique<ConnectionSwitch>(m_dataDir, *m_backend, *m_hub);
  connect(m_switch.get(), &ConnectionSwitch::windowWanted, this, [this](ModelHub* hub) { showWindow(*hub); });
  m_window = std::make_unique<MainWindow>(*m_hub, memory);
  m_switch->setWindow(m_window.get());
  connect(m_backend.get(), &Backend::failed, this, &Application::onFailed);
  connect(m_hub.get(), &ModelHub::firstDelta, this, [this] { m_started = true; });
  connect(m_backend.get(), &EmbeddedBackend::restartRequested, this, [this] {
    m_restart = true;
    m_window->closeNow();
    QApplication::exit(0);
  });
  m_lock->onRaise([this](const QByteArray& wish, const InstanceLock::Answer& answer) {
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    ModelHub* hub = m_switch->shown() ? m_switch->shown() : m_hub.get();
    if (m_started) return answer(openInWindow(*m_window, *hub, wish));
    // What exists is known with the first delta.
    connect(hub, &ModelHub::firstDelta, m_window.get(), [this, hub, wish, answer] { answer(openInWindow(*m_window, *hub, wish)); }, Qt::SingleShotConnection);
  });
  // A screen that cannot hold the window with its frame gets it maximized: nothing of it may lie outside.
  const QSize room = m_window->screen()->availableSize();
  if (!remembered && (room.width() <= m_window->width() || room.height() < m_window->height() + m_theme->px(40)))
    m_window->showMaximized();
  else
    m_window->show();
  m_backend->start();

  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGTERM);
  sigaddset(&wanted, SIGINT);
  const int signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
  QSocketNotifier notifier(signals, QSocketNotifier::Read);
  connect(&notifier, &QSocketNotifier::activated, this, [this] {
    m_window->closeNow();  // nobody is there to be asked
    QApplication::exit(0);
  });

  const int code = QApplication::exec();
  m_window->hide();
  close(signals);
  if (m_restart && m_backend->silent()) return 0;  // it would never end; the new program image takes its thread away
  m_backend->stop();
  return m_status ? m_status : code;
}

// The window of the connection before has agreed to go: another one in its place.
void Application::showWindow(ModelHub& hub) {
  QApplication::setQuitOnLastWindowClosed(false);
  m_window->closeNow();
  m_window.reset();
  m_window = std::make_unique<MainWindow>(hub, m_dataDir + u"/console.ini"_s);
  m_switch->setWindow(m_window.get());
  m_window->show();
  QApplication::setQuitOnLastWindowClosed(true);
}

void Application::onFailed(const Error& error) {
  if (m_started) return;  // lost while it ran: the window says so, and stays
  fprintf(stderr, "scfdesk: %s %s\n", qUtf8Printable(error.message), qUtf8Printable(error.next));
  m_status = exitStatus(error);
  m_window->hide();
  auto* sentence = new StartFailure(error);
  sentence->setAttribute(Qt::WA_DeleteOnClose);
  connect(sentence, &QObject::destroyed, qApp, &QApplication::quit);
  sentence->show();
}

}  // namespace scfdesk
