// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/instancelock.h"
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
InstanceLock::InstanceLock(const QString& dataDir, QObject* parent) : QObject(parent), m_path(dataDir + u"/console.socket"_s) {}
InstanceLock::~InstanceLock() = default;

InstanceLock::Found InstanceLock::take(int answerMs, int endMs) {
  const QDeadlineTimer limit(endMs);
  for (bool said = false;; said = true) {
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(answerMs)) {
      listen();
      return Found::Nobody;
    }
    socket.write("raise\n");
    socket.waitForBytesWritten(answerMs);
    if (socket.waitForReadyRead(answerMs) && socket.bytesAvailable() > 0) return Found::Shown;
    // Its event loop has ended, its engine has not: it has no window to show any more, and hangs up when it is through.
    if (!said) fprintf(stderr, "scfdesk: the console of %s is ending; waiting for it\n", qUtf8Printable(QFileInfo(m_path).path()));
    if (socket.state() == QLocalSocket::ConnectedState) socket.waitForDisconnected(int(std::max<qint64>(limit.remainingTime(), 1)));
    if (limit.hasExpired()) return Found::Ending;
  }
}

void InstanceLock::listen() {
  QDir().mkpath(QFileInfo(m_path).path());
  QLocalServer::removeServer(m_path);  // left by a console that was killed
  m_server = std::make_unique<QLocalServer>();
  m_server->setSocketOptions(QLocalServer::UserAccessOption);
  connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
    while (QLocalSocket* peer = m_server->nextPendingConnection()) listenTo(peer);
  });
  m_server->listen(m_path);
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
