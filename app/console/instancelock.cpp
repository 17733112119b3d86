// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/instancelock.h"
#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kAnswerMs = 500;  // before any window is shown
}

InstanceLock::InstanceLock(const QString& dataDir, QObject* parent) : QObject(parent), m_path(dataDir + u"/console.socket"_s) {}
InstanceLock::~InstanceLock() = default;

bool InstanceLock::handedOver() {
  QLocalSocket socket;
  socket.connectToServer(m_path);
  if (socket.waitForConnected(kAnswerMs)) {
    socket.write("raise\n");
    socket.waitForBytesWritten(kAnswerMs);
    return true;
  }
  QDir().mkpath(QFileInfo(m_path).path());
  QLocalServer::removeServer(m_path);  // left by a console that was killed
  m_server = std::make_unique<QLocalServer>();
  m_server->setSocketOptions(QLocalServer::UserAccessOption);
  connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
    while (QLocalSocket* peer = m_server->nextPendingConnection()) {
      connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
      Q_EMIT raiseRequested();
    }
  });
  m_server->listen(m_path);
  return false;
}

}  // namespace scfdesk
