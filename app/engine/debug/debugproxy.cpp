// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/debug/debugproxy.h"
#include "app/engine/readbuffer.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr size_t kPiece = 64 * 1024;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(uint16_t(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// A listening socket, or -1. Port 0 = any.
int listenAt(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const sockaddr_in address = loopback(port);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(fd, 16) == 0) return fd;
  ::close(fd);
  return -1;
}

int portOf(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  return getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0 ? ntohs(address.sin_port) : 0;
}
}  // namespace

int freeLoopbackPort() {
  const int fd = listenAt(0);
  if (fd < 0) return 0;
  const int port = portOf(fd);
  ::close(fd);
  return port;
}

/// One debugger's connection and its other half.
struct DebugProxy::Connection {
  struct Side final : FdHandler {
    Connection* owner = nullptr;
    Side* other = nullptr;
    int fd = -1;
    Reactor::Token token = 0;
    uint32_t events = 0;
    QByteArray out;       ///< to be written to this side
    bool ended = false;   ///< nothing more comes from it
    bool shut = false;    ///< nothing more is written to it
    void onReady(uint32_t ready) override { owner->ready(*this, ready); }
  };

  Connection(DebugProxy& proxy, int fd) : proxy(proxy), reader(proxy.m_protocol) {
    client.owner = target.owner = this;
    client.other = &target;
    target.other = &client;
    client.fd = fd;
    noDelay(fd);
    client.token = proxy.m_reactor.watch(client.fd, client.events = EPOLLIN, &client);
    reach();
  }
  ~Connection() {
    proxy.m_reactor.cancel(retry);
    for (Side* side : {&client, &target}) {
      if (side->fd < 0) continue;
      proxy.m_reactor.unwatch(side->token);
      ::close(side->fd);
    }
  }

  static void noDelay(int fd) {
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  /// Connects to the process; what the client says meanwhile is kept.
  void reach() {
    target.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (target.fd < 0) {
      failed = true;
      return;
    }
    noDelay(target.fd);
    const sockaddr_in address = loopback(proxy.m_target);
    if (connect(target.fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 && errno != EINPROGRESS) return reachLater();
    target.token = proxy.m_reactor.watch(target.fd, target.events = EPOLLIN | EPOLLOUT, &target);
  }

  void reachLater() {
    if (target.token) proxy.m_reactor.unwatch(std::exchange(target.token, 0));
    ::close(std::exchange(target.fd, -1));
    retry = proxy.m_reactor.callAfterMs(kRetryMs, [this] {
      retry = 0;
      reach();
      if (failed) proxy.drop(this);
    });
  }

  void ready(Side& side, uint32_t ready) {
    if (&side == &target && !connected) {
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(target.fd, SOL_SOCKET, SO_ERROR, &error, &size);
      if (error == ECONNREFUSED) return reachLater();
      if (error == 0 && !(ready & EPOLLOUT)) return;
      connected = true;
      write(target);
    }
    if (ready & (EPOLLOUT | EPOLLERR)) write(side);
    if (ready & (EPOLLIN | EPOLLHUP | EPOLLERR)) read(side);
    if (failed || (client.ended && target.ended)) return proxy.drop(this);
    settle(client);
    settle(target);
    proxy.look();
  }

  void read(Side& side) {
    static thread_local const ReadBuffer<kPiece> buffer;
    if (side.fd < 0 || side.ended || side.other->out.size() >= kBufferedBytes) return;
    const ssize_t n = recv(side.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR || errno == ENOTCONN)) return;
    if (n <= 0) {
      side.ended = true;
      // What a debugger leaves behind is of no use to it; what the program still says is.
      if (&side == &client || n < 0) failed = true;
      else if (side.other->out.isEmpty()) failed = true;
      return;
    }
    const QByteArrayView bytes(buffer.data(), n);
    if (&side == &client) {
      reader.fromClient(bytes);
      proxy.m_lastNs = proxy.m_reactor.clock().nowNs();
    } else {
      reader.fromTarget(bytes);
    }
    side.other->out += bytes.toByteArray();
    write(*side.other);
  }

  void write(Side& side) {
    if (&side == &target && !connected) return;
    qsizetype done = 0;
    while (done < side.out.size()) {
      const ssize_t n = send(side.fd, side.out.constData() + done, size_t(side.out.size() - done), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && (errno == EAGAIN || errno == ENOTCONN)) break;
      if (n < 0) {
        failed = true;
        return;
      }
      done += n;
    }
    side.out.remove(0, done);
    if (side.out.isEmpty() && side.other->ended) failed = true;
  }

  /// Waits for what each side is waited for.
  void settle(Side& side) const {
    uint32_t events = 0;
    if (!side.ended && side.other->out.size() < kBufferedBytes) events |= EPOLLIN;
    if (!side.out.isEmpty() || (&side == &target && !connected)) events |= EPOLLOUT;
    if (side.fd >= 0 && events != side.events) proxy.m_reactor.change(side.token, side.events = events);
  }

  DebugProxy& proxy;
  DebugReader reader;
  Side client, target;
  Reactor::TimerId retry = 0;
  bool connected = false;
  bool failed = false;
};

DebugProxy::DebugProxy(Reactor& reactor, DebugProtocol protocol, int target, Calls calls)
    : m_reactor(reactor), m_protocol(protocol), m_target(target), m_calls(std::move(calls)) {}

DebugProxy::~DebugProxy() {
  m_connections.clear();
  if (m_listener < 0) return;
  m_reactor.unwatch(m_token);
  ::close(m_listener);
}

Result<std::unique_ptr<DebugProxy>> DebugProxy::listen(Reactor& reactor, DebugProtocol protocol, int wanted, int target, Calls calls) {
  std::unique_ptr<DebugProxy> proxy(new DebugProxy(reactor, protocol, target, std::move(calls)));
  proxy->m_listener = listenAt(wanted);
  if (proxy->m_listener < 0) proxy->m_listener = listenAt(0);
  if (proxy->m_listener < 0)
    return Error{QStringLiteral("Local.DebugPort"), QStringLiteral("No port for a debugger can be opened: %1.").arg(QString::fromLocal8Bit(strerror(errno))), {}};
  proxy->m_port = portOf(proxy->m_listener);
  proxy->m_token = reactor.watch(proxy->m_listener, EPOLLIN, proxy.get());
  return proxy;
}

void DebugProxy::onReady(uint32_t) {
  const int fd = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  if (m_connections.size() >= kConnections) {
    ::close(fd);
    return;
  }
  m_connections.push_back(std::make_unique<Connection>(*this, fd));
  if (m_connections.back()->failed) drop(m_connections.back().get());
}

void DebugProxy::drop(Connection* connection) {
  // Called from inside its handler: it goes when that has returned.
  const auto it = std::find_if(m_connections.begin(), m_connections.end(), [connection](const auto& c) { return c.get() == connection; });
  if (it == m_connections.end()) return;
  std::shared_ptr<Connection> gone(it->release());
  m_connections.erase(it);
  m_reactor.cancel(std::exchange(gone->retry, 0));
  for (Connection::Side* side : {&gone->client, &gone->target}) {
    if (side->fd < 0) continue;
    m_reactor.unwatch(side->token);
    ::close(std::exchange(side->fd, -1));
  }
  m_reactor.callSoon([gone] {});
  look();
}

void DebugProxy::look() {
  const auto any = [this](auto what) { return std::any_of(m_connections.begin(), m_connections.end(), [what](const auto& c) { return (c->reader.*what)(); }); };
  const bool attached = any(&DebugReader::attached);
  const bool paused = any(&DebugReader::paused);
  const bool configured = any(&DebugReader::configured);
  if (attached == m_attached && paused == m_paused && configured == m_configured) return;
  m_attached = attached;
  m_paused = paused;
  m_configured = configured;
  m_calls.changed();
}

}  // namespace scfdesk
