// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/websockettunnel.h"
#include "app/engine/readbuffer.h"
#include "models/data/invocation.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kRateMs = 1000;
constexpr std::array kGoodCodes{1000, 1010, 1011};
}  // namespace

WebSocketTunnel::WebSocketTunnel(Reactor& reactor, Setup&& setup, Ended ended)
    : m_reactor(reactor), m_ended(std::move(ended)), m_idleSeconds(setup.idleSeconds) {
  m_client.isClient = true;
  m_client.fd = setup.client;
  m_server.fd = setup.server;
  m_client.other = &m_server;
  m_server.other = &m_client;
  m_client.out = std::move(setup.toClient);
  for (End* e : {&m_client, &m_server}) {
    e->tunnel = this;
    e->events = EPOLLIN;
    e->token = m_reactor.watch(e->fd, e->events, e);
  }
  touched();
  // What has come already goes the way of what comes; its trouble is told in a turn of its own.
  if (!pass(m_server, setup.framesToClient) || !pass(m_client, setup.toServer)) return;
  write(m_client);
  write(m_server);
}

WebSocketTunnel::~WebSocketTunnel() { close(); }

void WebSocketTunnel::close() {
  if (std::exchange(m_closed, true)) return;
  m_reactor.cancel(m_idleTimer);
  m_reactor.cancel(m_rateTimer);
  for (End* e : {&m_client, &m_server}) {
    m_reactor.unwatch(e->token);
    ::close(e->fd);
  }
}

void WebSocketTunnel::end(int status, const QByteArray& text) {
  if (m_closed) return;
  close();
  m_reactor.callSoon([ended = std::exchange(m_ended, nullptr), status, text] {
    if (ended) ended(status, text);
  });
}

void WebSocketTunnel::touched() {
  m_reactor.cancel(m_idleTimer);
  m_idleTimer = m_reactor.callAfterMs(int64_t(m_idleSeconds) * 1000, [this] {
    m_idleTimer = 0;
    end(kIdle, "The WebSocket was idle for " + QByteArray::number(m_idleSeconds) + " seconds");
  });
}

void WebSocketTunnel::End::onReady(uint32_t ready) {
  if (ready & EPOLLOUT) tunnel->write(*this);
  if (!tunnel->m_closed && atEnd && (ready & (EPOLLHUP | EPOLLERR))) return tunnel->finish(*this);
  if (!tunnel->m_closed && (ready & (EPOLLIN | EPOLLHUP | EPOLLERR))) tunnel->read(*this);
}

void WebSocketTunnel::arm(End& end) {
  if (m_closed) return;
  uint32_t events = 0;
  if (!end.atEnd && !overRate() && end.other->out.size() - end.other->written < kBuffer) events |= EPOLLIN;
  if (end.written < end.out.size()) events |= EPOLLOUT;
  if (events == end.events) return;
  end.events = events;
  m_reactor.change(end.token, events);
}

bool WebSocketTunnel::pass(End& from, QByteArrayView bytes) {
  if (bytes.isEmpty()) return true;
  const int64_t before = from.frames.messages();
  if (!from.frames.feed(bytes)) {
    const QByteArray who = from.isClient ? "The client" : "The server";
    end(from.isClient ? kClientClosed : status::kProcessExit,
        who + (from.frames.tooLong() ? " has sent a WebSocket message of more than 256 KB" : " has sent what is no WebSocket frame"));
    return false;
  }
  if (!m_closer && from.frames.closeCode()) m_closer = &from;
  m_bytes += bytes.size();
  m_messages += from.frames.messages() - before;
  if (m_rateTimer == 0)
    m_rateTimer = m_reactor.callAfterMs(kRateMs, [this] {
      m_rateTimer = 0;
      m_bytes = m_messages = 0;
      arm(m_client);
      arm(m_server);
    });
  from.other->out.append(bytes.data(), bytes.size());
  return true;
}

void WebSocketTunnel::read(End& end) {
  static thread_local const ReadBuffer<16 * 1024> buffer;
  const ssize_t n = recv(end.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) {
    end.atEnd = true;
    if (end.other->written == end.other->out.size()) return finish(end);
    return arm(end);
  }
  touched();
  if (!pass(end, QByteArrayView(buffer.data(), n))) return;
  write(*end.other);
  arm(end);
}

void WebSocketTunnel::write(End& end) {
  while (!m_closed && end.written < end.out.size()) {
    const ssize_t n = send(end.fd, end.out.constData() + end.written, size_t(end.out.size() - end.written), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) break;
    if (n < 0) return finish(end);
    end.written += n;
  }
  if (m_closed) return;
  if (end.written == end.out.size()) {
    end.out.clear();
    end.written = 0;
    if (end.other->atEnd) return finish(*end.other);
  }
  arm(end);
  arm(*end.other);
}

/// One side has ended its connection: the first close frame says how, its sender whose doing it was.
void WebSocketTunnel::finish(End& by) {
  const End& closer = m_closer ? *m_closer : by;
  const auto code = closer.frames.closeCode();
  if (code && std::find(kGoodCodes.begin(), kGoodCodes.end(), *code) != kGoodCodes.end()) return end(status::kSuccess, {});
  const QByteArray who = closer.isClient ? "The client" : "The server";
  end(closer.isClient ? kClientClosed : status::kProcessExit,
      code ? QByteArray(who + " has closed the WebSocket with code " + QByteArray::number(*code)) : QByteArray(who + " has ended the connection without closing the WebSocket"));
}

}  // namespace scfdesk
