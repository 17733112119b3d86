// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <memory>

class QLocalServer;

namespace scfdesk {

/// One console a data folder: the second one asks the first to show its window and ends. The meeting point is a local socket
/// in the data folder. GUI thread; owned by the Application.
class InstanceLock final : public QObject {
  Q_OBJECT
 public:
  explicit InstanceLock(const QString& dataDir, QObject* parent = nullptr);
  ~InstanceLock() override;
  /// True when another console of this folder took over: this one has nothing left to do.
  [[nodiscard]] bool handedOver();

 Q_SIGNALS:
  void raiseRequested();

 private:
  QString m_path;
  std::unique_ptr<QLocalServer> m_server;
};

}  // namespace scfdesk
