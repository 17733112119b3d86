// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudbackend.h"
#include "app/cloud/connectionbook.h"
#include "models/modelhub.h"
#include <QPointer>

namespace scfdesk {

class MainWindow;

/// Turns the window from one connection to another at run time. The embedded engine and its models go on underneath; those of a
/// remote connection live while it is shown. The window is made anew over the other models, at the place of the old one. Asks
/// in its name before anything destructive, and before the first Fire of a run, on a remote connection. GUI thread; owned by
/// the Application.
class ConnectionSwitch final : public QObject {
  Q_OBJECT
 public:
  /// `keyring` null = the desktop's.
  ConnectionSwitch(const QString& dataDir, Backend& embedded, ModelHub& hub, std::unique_ptr<Keyring> keyring = nullptr);
  ~ConnectionSwitch() override;
  [[nodiscard]] ConnectionBook& book() { return *m_book; }
  /// The window as it is now; told at each new one.
  void setWindow(MainWindow* window);
  [[nodiscard]] CloudBackend* remote() const { return m_remote.get(); }
  /// The models of the remote connection; null while the embedded engine is shown.
  [[nodiscard]] ModelHub* shown() const { return m_remoteHub.get(); }
  void switchTo(const QString& id);

 Q_SIGNALS:
  /// Make a window over these models; the one there was has agreed to go.
  void windowWanted(scfdesk::ModelHub* hub);

 private:
  void open(const QString& id);
  void ask(const ConsentQuestion& question, const std::function<void(bool)>& answer);
  void turn(const ConnectionProfile& profile, std::shared_ptr<CloudBackend> backend);
  std::unique_ptr<Keyring> m_keyring;
  ModelHub& m_hub;
  std::unique_ptr<ConnectionBook> m_book;
  std::shared_ptr<CloudBackend> m_remote;
  std::unique_ptr<ModelHub> m_remoteHub;
  QPointer<MainWindow> m_window;
};

}  // namespace scfdesk
