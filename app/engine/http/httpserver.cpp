// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpserver.h"
#include "app/engine/http/httpconnection.h"
#include "models/data/limits.h"
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kAcceptsPerTurn = 64;
constexpr int kBacklog = 1024;
constexpr size_t kReadBytes = 64 * 1024;
constexpr int64_t kSecondNs = 1'000'000'000;

struct Address {
  sockaddr_storage storage{};
  socklen_t length = 0;
};

bool addressOf(const QString& host, int port, Address& address) {
  const QByteArray text = host == QLatin1String("localhost") ? QByteArrayLiteral("127.0.0.1") : host.toUtf8();
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  if (inet_pton(AF_INET, text.constData(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(uint16_t(port));
    address.length = sizeof(sockaddr_in);
    return true;
  }
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (inet_pton(AF_INET6, text.constData(), &v6->sin6_addr) != 1) return false;
  v6->sin6_family = AF_INET6;
  v6->sin6_port = htons(uint16_t(port));
  address.length = sizeof(sockaddr_in6);
  return true;
}

// Text of a peer; a mapped IPv4 address is shown as IPv4.
QByteArray peerText(const sockaddr_storage& storage, bool& loopback) {
  char text[INET6_ADDRSTRLEN] = "";
  loopback = false;
  if (storage.ss_family == AF_INET) {
    const auto& address = reinterpret_cast<const sockaddr_in*>(&storage)->sin_addr;
    loopback = ntohl(address.s_addr) >> 24 == 127;
    inet_ntop(AF_INET, &address, text, sizeof text);
  } else if (storage.ss_family == AF_INET6) {
    const auto& address = reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
      loopback = address.s6_addr[12] == 127;
      inet_ntop(AF_INET, &address.s6_addr[12], text, sizeof text);
    } else {
      loopback = IN6_IS_ADDR_LOOPBACK(&address);
      inet_ntop(AF_INET6, &address, text, sizeof text);
    }
  }
  return QByteArray(text);
}
}  // namespace

HttpServer::HttpServer(Reactor& reactor, HttpHandler& handler)
    : m_reactor(reactor), m_handler(handler), m_connectionLimit(limits::kHttpConnections), m_readBuffer(kReadBytes) {}

HttpServer::~HttpServer() { close(); }

Result<int> HttpServer::listen(const QString& host, int port) {
  const QString place = host + QLatin1Char(':') + QString::number(port);
  Address address;
  if (port < 0 || port > 65535 || !addressOf(host, port, address)) {
    return Error{QStringLiteral("Local.AddressUnusable"), QStringLiteral("\"%1\" is not an address to listen on: a numeric one is wanted, with a port of 0 to 65535.").arg(place), QStringLiteral("Use --host 127.0.0.1, or --host 0.0.0.0 to be reached from elsewhere.")};
  }
  const int fd = socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (fd < 0 || bind(fd, reinterpret_cast<const sockaddr*>(&address.storage), address.length) < 0 || ::listen(fd, kBacklog) < 0) {
    const int why = errno;
    if (fd >= 0) ::close(fd);
    if (why == EADDRINUSE) {
      return Error{QStringLiteral("Local.PortTaken"), QStringLiteral("Port %1 on %2 is taken by another program.").arg(port).arg(host), QStringLiteral("Choose another one with --port, or end that program.")};
    }
    return Error{QStringLiteral("Local.AddressUnusable"), why == EADDRNOTAVAIL ? QStringLiteral("%1 can't be listened on: this machine has no such address.").arg(place) : QStringLiteral("%1 can't be listened on: %2.").arg(place, QString::fromLocal8Bit(strerror(why))), QStringLiteral("Use --host 127.0.0.1 and a port above 1023.")};
  }
  return adopt(fd);
}

Result<int> HttpServer::listenOnLoopback() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in any{};
  any.sin_family = AF_INET;
  // Bound to the device: no packet from elsewhere gets here.
  const bool listens = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 2) == 0 &&
                       bind(fd, reinterpret_cast<const sockaddr*>(&any), sizeof any) == 0 && ::listen(fd, kBacklog) == 0;
  if (listens) return adopt(fd);
  const int why = errno;
  if (fd >= 0) ::close(fd);
  return Error{QStringLiteral("Local.AddressUnusable"), QStringLiteral("Loopback can't be listened on: %1.").arg(QString::fromLocal8Bit(strerror(why))), {}};
}

int HttpServer::adopt(int fd) {
  close();
  m_fd = fd;
  m_spareFd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  m_token = m_reactor.watch(fd, EPOLLIN, this);
  Address bound;
  bound.length = sizeof bound.storage;
  getsockname(fd, reinterpret_cast<sockaddr*>(&bound.storage), &bound.length);
  return int(ntohs(bound.storage.ss_family == AF_INET ? reinterpret_cast<const sockaddr_in*>(&bound.storage)->sin_port : reinterpret_cast<const sockaddr_in6*>(&bound.storage)->sin6_port));
}

void HttpServer::stopListening() {
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    ::close(m_fd);
    m_fd = -1;
  }
  if (m_spareFd >= 0) ::close(std::exchange(m_spareFd, -1));
}

void HttpServer::close() {
  stopListening();
  while (!m_connections.empty()) m_connections.back()->cut();
  if (m_sweepTimer) m_reactor.cancel(std::exchange(m_sweepTimer, 0));
}

void HttpServer::onReady(uint32_t) {
  for (int i = 0; i < kAcceptsPerTurn && m_fd >= 0; ++i) {
    sockaddr_storage peer{};
    socklen_t length = sizeof peer;
    const int fd = accept4(m_fd, reinterpret_cast<sockaddr*>(&peer), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if ((errno == EMFILE || errno == ENFILE) && m_spareFd >= 0) {
        // No descriptor left: take the client with the spare one and say no, so that it does not stay in the backlog.
        ::close(m_spareFd);
        const int refused = accept4(m_fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (refused >= 0) refuse(refused);
        m_spareFd = open("/dev/null", O_RDONLY | O_CLOEXEC);
      }
      return;
    }
    bool loopback = false;
    QByteArray text = peerText(peer, loopback);
    if (connectionCount() >= m_connectionLimit) {
      refuse(fd);
    } else {
      acceptOne(fd, std::move(text), loopback);
    }
  }
}

void HttpServer::acceptOne(int fd, QByteArray peer, bool loopback) {
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  auto* connection = new HttpConnection(*this, fd, std::move(peer), loopback);
  connection->serverIndex = m_connections.size();
  m_connections.push_back(connection);
  if (!m_sweepTimer) startSweep();
}

void HttpServer::refuse(int fd) const {
  const QByteArray body = "{\"error\":{\"code\":\"Http.503\",\"message\":\"" + QByteArray::number(m_connectionLimit) + " connections are open, the most there may be\"}}";
  const QByteArray text = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 1\r\nContent-Length: " + QByteArray::number(body.size()) +
                          "\r\nConnection: close\r\n\r\n" + body;
  [[maybe_unused]] const auto sent = ::send(fd, text.constData(), size_t(text.size()), MSG_NOSIGNAL);
  shutdown(fd, SHUT_WR);
  char dropped[4096];  // what has come already would turn the close into a reset
  while (recv(fd, dropped, sizeof dropped, 0) > 0) {
  }
  ::close(fd);
}

void HttpServer::remove(HttpConnection* connection) {
  const size_t index = connection->serverIndex;
  m_connections[index] = m_connections.back();
  m_connections[index]->serverIndex = index;
  m_connections.pop_back();
  connection->unref();
}

void HttpServer::cutSlowReaders() {
  while (m_unreadBytes > kUnreadBytes) {
    const auto slowest = std::max_element(m_connections.begin(), m_connections.end(), [](const HttpConnection* a, const HttpConnection* b) { return a->unreadFor() < b->unreadFor(); });
    if (slowest == m_connections.end() || (*slowest)->unreadFor() < 0) return;
    (*slowest)->cut();
  }
}

void HttpServer::startSweep() {
  // One second of the client's time: engine time runs faster while the clock is scaled.
  const Clock& clock = m_reactor.clock();
  const int64_t now = clock.nowNs();
  const int64_t real = std::max<int64_t>(clock.realNsUntil(now + kSecondNs), 1);
  m_sweepAt = now + int64_t(double(kSecondNs) * (double(kSecondNs) / double(real)));
  m_sweepStep = m_sweepAt - now;
  m_sweepTimer = m_reactor.callAt(m_sweepAt, [this] {
    m_sweepTimer = 0;
    sweep();
  });
}

void HttpServer::clockChanged() {
  if (!m_sweepTimer) return;
  m_reactor.cancel(m_sweepTimer);
  startSweep();
}

void HttpServer::sweep() {
  const int64_t late = m_reactor.clock().nowNs() - m_sweepAt;
  const int seconds = 1 + int(std::max<int64_t>(late, 0) / m_sweepStep);
  for (size_t i = m_connections.size(); i-- > 0;) {
    if (i >= m_connections.size()) continue;
    HttpConnection* connection = m_connections[i];
    connection->ref();
    connection->pass(seconds);
    connection->unref();
  }
  if (!m_connections.empty()) startSweep();
}

}  // namespace scfdesk
