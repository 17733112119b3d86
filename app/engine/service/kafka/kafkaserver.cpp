// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkaserver.h"
#include "app/engine/service/kafka/kafkaconnection.h"
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

KafkaServer::KafkaServer(Reactor& reactor, KafkaFrames& frames) : m_reactor(reactor), m_frames(frames) {}

KafkaServer::~KafkaServer() {
  if (m_sweepTimer) m_reactor.cancel(m_sweepTimer);
  m_connections.clear();
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    ::close(m_fd);
  }
}

Result<int> KafkaServer::listen(const QString& host, int port) {
  const QByteArray text = host == u"localhost"_s ? QByteArray("127.0.0.1") : host.toLatin1();
  sockaddr_storage storage{};
  socklen_t length = 0;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, text.constData(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(uint16_t(port));
    length = sizeof *v4;
  } else if (inet_pton(AF_INET6, text.constData(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(uint16_t(port));
    length = sizeof *v6;
  }
  const int fd = length ? socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0) : -1;
  const int on = 1;
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (fd < 0 || bind(fd, reinterpret_cast<const sockaddr*>(&storage), length) < 0 || ::listen(fd, 128) < 0) {
    const int why = length ? errno : EINVAL;
    if (fd >= 0) ::close(fd);
    if (why == EADDRINUSE) return Error{u"Local.PortTaken"_s, u"Port %1 on %2 is taken by another program."_s.arg(port).arg(host), u"End that program, or let CKafka take another port."_s};
    return Error{u"Local.AddressUnusable"_s, u"%1:%2 can't be listened on: %3."_s.arg(host).arg(port).arg(QString::fromLocal8Bit(strerror(why))), {}};
  }
  length = sizeof storage;
  getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &length);
  m_port = ntohs(storage.ss_family == AF_INET ? v4->sin_port : v6->sin6_port);
  m_fd = fd;
  m_token = m_reactor.watch(fd, EPOLLIN, this);
  m_sweepTimer = m_reactor.callAfterMs(kSweepSeconds * 1000, [this] { sweep(); });
  return m_port;
}

void KafkaServer::onReady(uint32_t) {
  for (int i = 0; i < 64; ++i) {
    sockaddr_storage peer{};
    socklen_t length = sizeof peer;
    const int fd = accept4(m_fd, reinterpret_cast<sockaddr*>(&peer), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    if (connectionCount() >= kConnections) {
      ::close(fd);
      continue;
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    char text[INET6_ADDRSTRLEN] = "";
    if (peer.ss_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&peer)->sin_addr, text, sizeof text);
    else inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&peer)->sin6_addr, text, sizeof text);
    const uint64_t id = m_next++;
    m_connections[id] = std::make_unique<KafkaConnection>(*this, id, fd, text);
  }
}

KafkaConnection* KafkaServer::find(uint64_t connection) const {
  const auto it = m_connections.find(connection);
  return it == m_connections.end() ? nullptr : it->second.get();
}

void KafkaServer::answer(uint64_t connection, QByteArray&& frame) {
  if (KafkaConnection* client = find(connection)) client->answer(std::move(frame));
}

void KafkaServer::remove(uint64_t connection) {
  // Not from within its own call.
  m_reactor.callSoon([this, connection] { m_connections.erase(connection); });
}

qsizetype KafkaServer::heldBytes() const {
  qsizetype bytes = 0;
  for (const auto& [id, connection] : m_connections) bytes += connection->heldBytes();
  return bytes;
}

void KafkaServer::sweep() {
  m_sweepTimer = m_reactor.callAfterMs(kSweepSeconds * 1000, [this] { sweep(); });
  std::erase_if(m_connections, [](const auto& c) { return !c.second->pass(); });
}

}  // namespace scfdesk
