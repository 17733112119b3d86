// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/commandline.h"
#include <QObject>
#include <memory>

namespace scfdesk {

class ConnectionSwitch;
class EmbeddedBackend;
class InstanceLock;
class MainWindow;
class ModelHub;
class Theme;

/// The one place where engine, models and window are connected. GUI thread; made by main().
class Application final : public QObject {
  Q_OBJECT
 public:
  explicit Application(const CommandLine& line);
  ~Application() override;
  /// Shows the window and runs; the exit status of the contract.
  int run();
  /// The window asked for the engine to begin anew: main() begins the program again in this process.
  [[nodiscard]] bool restartWanted() const { return m_restart; }

 private:
  void onFailed(const struct Error& error);
  void showWindow(ModelHub& hub);
  CommandLine m_line;
  QString m_dataDir;
  std::unique_ptr<InstanceLock> m_lock;
  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<EmbeddedBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  std::unique_ptr<ConnectionSwitch> m_switch;
  std::unique_ptr<MainWindow> m_window;
  int m_status = 0;
  bool m_started = false;  ///< the engine was there
  bool m_restart = false;
};

}  // namespace scfdesk
