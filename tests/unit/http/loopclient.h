// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <QByteArray>
#include <QDeadlineTimer>
#include <QHash>
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {

/// A clock that goes when it is told to.
class ManualClock final : public Clock {
 public:
  int64_t now = 1'000'000'000;
  TimeUs epoch = 1'700'000'000'000'000;
  double scale = 1;
  [[nodiscard]] int64_t nowNs() const override { return now; }
  [[nodiscard]] int64_t realNsUntil(int64_t deadline) const override { return int64_t(double(std::max<int64_t>(deadline - now, 0)) / scale); }
  [[nodiscard]] TimeUs nowUs() const override { return epoch + now / 1000; }
};

/// Turns the reactor until a condition holds; false after ten seconds.
template <typename F>
bool turnUntil(Reactor& reactor, F done) {
  QDeadlineTimer limit(10000);
  while (!done()) {
    if (limit.hasExpired()) return false;
    reactor.turn(1);
  }
  return true;
}

/// A raw client on loopback in the reactor's own thread: it never waits but by turning the reactor.
class LoopClient final {
 public:
  struct Response {
    int status = 0;
    QByteArray head, body;
    [[nodiscard]] QByteArray header(const QByteArray& name) const {
      for (const QByteArray& line : head.split('\n'))
        if (line.toLower().startsWith(QByteArray(name.toLower() + ":"))) return line.mid(name.size() + 1).trimmed();
      return {};
    }
  };

  LoopClient(Reactor& reactor, int port) : m_reactor(reactor), m_fd(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    const int on = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~LoopClient() { disconnect(); }
  LoopClient(const LoopClient&) = delete;
  LoopClient& operator=(const LoopClient&) = delete;

  void disconnect() {
    if (m_fd >= 0) close(m_fd);
    m_fd = -1;
  }
  bool send(const QByteArray& text) {
    QByteArrayView bytes(text);
    return turnUntil(m_reactor, [&] {
      while (!bytes.isEmpty()) {
        const ssize_t n = ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (n < 0) return errno != EAGAIN && errno != EINTR && errno != ENOTCONN;
        bytes = bytes.sliced(n);
      }
      return true;
    }) && bytes.isEmpty();
  }
  /// As much as goes now; -1 when it can't.
  qsizetype sendSome(QByteArrayView bytes) { return qsizetype(::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL)); }
  /// Takes what has come; false when the server has ended the connection.
  bool take() {
    char buffer[65536];
    while (true) {
      const ssize_t n = recv(m_fd, buffer, sizeof buffer, 0);
      if (n < 0) return errno == EAGAIN || errno == EINTR || errno == ENOTCONN;
      if (n == 0) return false;
      m_in.append(buffer, n);
    }
  }
  /// Says that no more will be sent; answers are still read.
  void finish() { shutdown(m_fd, SHUT_WR); }
  bool waitFor(QByteArrayView text) {
    return turnUntil(m_reactor, [&] { return !take() || m_in.contains(text); }) && m_in.contains(text);
  }
  /// The server ends the connection.
  bool waitForEnd() {
    return turnUntil(m_reactor, [&] { return !take(); });
  }
  /// One answer with Content-Length (or without a body); status 0 when none comes.
  Response response(bool head = false) {
    Response r;
    turnUntil(m_reactor, [&] {
      const bool open = take();
      const qsizetype end = m_in.indexOf("\r\n\r\n");
      if (end < 0) return !open;
      r.head = m_in.left(end);
      const qsizetype length = head ? 0 : r.header("Content-Length").toLongLong();
      if (m_in.size() < end + 4 + length) return !open;
      r.status = r.head.mid(9, 3).toInt();
      r.body = m_in.mid(end + 4, length);
      m_in.remove(0, end + 4 + length);
      return true;
    });
    return r;
  }
  Response ask(const QByteArray& request) {
    send(request);
    return response();
  }
  [[nodiscard]] QByteArray& in() { return m_in; }

 private:
  Reactor& m_reactor;
  int m_fd;
  QByteArray m_in;
};

}  // namespace scfdesk
