// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/instancelock.h"
#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

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
    while (QLocalSocket* peer = m_server->nextPendingConnection()) listenTo(peer);
  });
  m_server->listen(m_path);
  return false;
}

void InstanceLock::listenTo(QLocalSocket* peer) {
  peer->setReadBufferSize(kLineBytes);
  connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
  const auto read = [this, peer] {
    if (!peer->canReadLine()) {
      if (peer->bytesAvailable() >= kLineBytes) peer->abort();
      return;
    }
    const QByteArray line = peer->readLine().trimmed();
    if (!line.startsWith("raise") || !m_raise) return peer->abort();
    m_raise(line.mid(qsizetype(sizeof "raise") - 1).trimmed(), [guard = QPointer<QLocalSocket>(peer)](const QByteArray& json) {
      if (!guard || guard->state() != QLocalSocket::ConnectedState) return;
      guard->write(json + '\n');
      guard->disconnectFromServer();
    });
  };
  connect(peer, &QLocalSocket::readyRead, this, read);
  read();  // it may have come with the connection
}

}  // namespace scfdesk
