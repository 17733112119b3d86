// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkaconnection.h"
#include "app/engine/service/kafka/kafkaserver.h"
#include "app/engine/service/kafka/kafkawire.h"
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr qsizetype kReadBytes = 256 * 1024;
constexpr qsizetype kKeptBytes = 1024 * 1024;  // of the read buffer, between two frames
}  // namespace

KafkaConnection::KafkaConnection(KafkaServer& server, uint64_t id, int fd, QByteArray peer) : m_server(server), m_id(id), m_fd(fd), m_peer(std::move(peer)) {
  m_events = EPOLLIN;
  m_token = server.m_reactor.watch(fd, m_events, this);
}

KafkaConnection::~KafkaConnection() {
  m_server.m_reactor.unwatch(m_token);
  ::close(m_fd);
}

QByteArray KafkaConnection::localHost() const {
  sockaddr_storage own{};
  socklen_t length = sizeof own;
  char text[INET6_ADDRSTRLEN] = "";
  if (getsockname(m_fd, reinterpret_cast<sockaddr*>(&own), &length) < 0) return "127.0.0.1";
  if (own.ss_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&own)->sin_addr, text, sizeof text);
  else inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&own)->sin6_addr, text, sizeof text);
  return text;
}

void KafkaConnection::arm() {
  const bool reads = !m_ended && !m_answering && m_unsent <= KafkaServer::kUnsentBytes;
  const uint32_t events = (reads ? uint32_t(EPOLLIN) : uint32_t(EPOLLRDHUP)) | (m_unsent > 0 ? uint32_t(EPOLLOUT) : 0U);
  if (events == m_events || m_ended) return;
  m_events = events;
  m_server.m_reactor.change(m_token, events);
}

void KafkaConnection::onReady(uint32_t events) {
  if (m_ended) return;
  bool good = !(events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP));
  if (good && events & EPOLLOUT) good = flush();
  if (good && events & EPOLLIN) {
    readSome();
    return;
  }
  if (!good) {
    m_ended = true;
    m_server.remove(m_id);
    m_events = 0;
    m_server.m_reactor.change(m_token, 0);
    return;
  }
  handle();  // the client has taken its answer: what it sent before goes on
}

void KafkaConnection::readSome() {
  const qsizetype before = m_in.size();
  qsizetype room = kReadBytes;
  if (before >= 4) room = std::clamp<qsizetype>(4 + qsizetype(uint32_t(KafkaReader(m_in).i32())) - before, kReadBytes, 4 * kReadBytes);
  m_in.resize(before + room);
  const ssize_t n = recv(m_fd, m_in.data() + before, size_t(room), 0);
  m_in.resize(before + std::max<ssize_t>(n, 0));
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  const bool tooMuch = n > 0 && m_in.size() > kKeptBytes && m_server.heldBytes() > KafkaServer::kHeldBytes;
  if (n <= 0 || tooMuch) {
    m_ended = true;
    return m_server.remove(m_id);
  }
  m_moved = true;
  handle();
}

void KafkaConnection::handle() {
  if (m_handling) return;
  m_handling = true;
  qsizetype at = 0;
  while (!m_ended && !m_answering && m_unsent <= KafkaServer::kUnsentBytes && m_in.size() - at >= 4) {
    const int32_t size = KafkaReader(QByteArrayView(m_in).sliced(at, 4)).i32();
    if (size < 8 || size > KafkaServer::kFrameBytes) {
      m_ended = true;
      break;
    }
    if (m_in.size() - at - 4 < size) break;
    m_answering = true;
    if (!m_server.m_frames.onFrame(*this, QByteArrayView(m_in).sliced(at + 4, size))) m_ended = true;
    at += 4 + size;
  }
  m_handling = false;
  m_in.remove(0, at);
  if (m_in.isEmpty() && m_in.capacity() > kKeptBytes) m_in = QByteArray();
  if (m_ended) return m_server.remove(m_id);
  arm();
}

void KafkaConnection::answer(QByteArray&& frame) {
  if (m_ended) return;
  m_answering = false;
  if (!frame.isNull()) {
    m_unsent += frame.size();
    m_out.push_back(std::move(frame));
  }
  if (!flush()) {
    m_ended = true;
    return m_server.remove(m_id);
  }
  if (m_handling) return;
  // Not from here: the answer may come from the middle of another client's request.
  m_server.m_reactor.callSoon([server = &m_server, id = m_id] {
    if (KafkaConnection* self = server->find(id)) self->handle();
  });
}

bool KafkaConnection::flush() {
  while (!m_out.empty()) {
    const QByteArray& first = m_out.front();
    const ssize_t n = send(m_fd, first.constData() + m_sent, size_t(first.size() - m_sent), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN;
    m_moved = true;
    m_sent += n;
    m_unsent -= n;
    if (m_sent < first.size()) continue;
    m_out.pop_front();
    m_sent = 0;
  }
  return true;
}

bool KafkaConnection::pass() {
  m_silent = m_moved ? 0 : m_silent + 1;
  m_moved = false;
  if (m_ended) return false;
  if (m_in.isEmpty() && m_silent > 0) m_in = QByteArray();
  if (m_unsent > 0 || (!m_in.isEmpty() && !m_answering)) return m_silent < KafkaServer::kStuckSweeps;
  return m_answering || m_silent < KafkaServer::kIdleSweeps;
}

}  // namespace scfdesk
