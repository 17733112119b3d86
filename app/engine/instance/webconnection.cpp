// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/webconnection.h"
#include "app/engine/readbuffer.h"
#include "models/data/invocation.h"
#include "models/data/limits.h"
#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr size_t kReadBytes = 64 * 1024;
constexpr int kReadsPerTurn = 8;
constexpr size_t kUnsentBytes = 128 * 1024;  // of the client: above it the server is not read; well below what cuts a client

bool dropped(const QByteArray& name) {
  for (const char* own : {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length", "content-type"})
    if (qstricmp(name.constData(), own) == 0) return true;
  return qstrnicmp(name.constData(), "x-scf-", 6) == 0;
}
}  // namespace

WebConnection::WebConnection(Reactor& reactor, const sockaddr_in& server, Calls calls)
    : m_reactor(reactor), m_calls(std::move(calls)), m_self(std::make_shared<WebConnection*>(this)) {
  m_fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (m_fd < 0) return;
  const int on = 1;
  setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(m_fd, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 && errno != EINPROGRESS) {
    ::close(std::exchange(m_fd, -1));
    return;
  }
  m_events = EPOLLIN | EPOLLRDHUP;
  m_token = m_reactor.watch(m_fd, m_events, this);
}

WebConnection::~WebConnection() {
  *m_self = nullptr;
  close();
}

void WebConnection::close() {
  m_reactor.cancel(std::exchange(m_patience, 0));
  if (const auto exchange = std::exchange(m_exchange, nullptr)) {
    exchange->whenGone = nullptr;
    exchange->body->onMore({});
  }
  if (m_tunnel) m_tunnel->close();
  if (m_fd < 0) return;
  m_reactor.unwatch(m_token);
  ::close(std::exchange(m_fd, -1));
}

void WebConnection::setEvents(uint32_t events) {
  if (m_fd < 0 || events == m_events) return;
  m_events = events;
  m_reactor.change(m_token, events);
}

void WebConnection::begin(const std::shared_ptr<WebExchange>& exchange, const QByteArray& requestId, const QByteArray& scfHeaders) {
  m_exchange = exchange;
  m_requestId = requestId;
  m_written = 0;
  m_answered = 0;
  m_paused = m_deaf = false;
  m_parser.begin(exchange->method == "HEAD");
  m_head.clear();
  m_head.reserve(exchange->headers.size() + scfHeaders.size() + exchange->target.size() + 160);
  m_head.append(exchange->method).append(' ').append(exchange->target).append(" HTTP/1.1\r\n").append(exchange->headers);
  if (exchange->upgrade) m_head.append("Connection: Upgrade\r\nUpgrade: websocket\r\n");
  m_head.append("X-Scf-Request-Id: ").append(requestId).append("\r\n").append(scfHeaders);
  m_framing = exchange->body->length() < 0 ? Framing::Undecided : Framing::Known;
  m_chunkLeft = 0;
  m_lastChunk = m_impatient = false;
  const bool bodiless = exchange->body->length() == 0 && (exchange->method == "GET" || exchange->method == "HEAD" || exchange->method == "OPTIONS" || exchange->method == "DELETE");
  if (m_framing == Framing::Known) {
    if (!bodiless) m_head.append("Content-Length: ").append(QByteArray::number(qlonglong(exchange->body->length()))).append("\r\n");
    m_head.append("\r\n");
  } else {
    waitForBody(kGatherMs);
  }
  exchange->whenGone = [self = m_self] {
    if (*self) (*self)->clientGone();
  };
  if (!exchange->body->complete())
    exchange->body->onMore([self = m_self] {
      if (*self) (*self)->bodyHasMore();
    });
  writeSome();
}

/// False: nothing can be said yet.
bool WebConnection::decideFraming() {
  if (m_framing != Framing::Undecided) return true;
  const HttpBodyStream& body = *m_exchange->body;
  if (!body.complete() && !body.full() && !m_impatient) return false;
  m_reactor.cancel(std::exchange(m_patience, 0));
  if (body.complete()) m_head.append("Content-Length: ").append(QByteArray::number(qlonglong(body.received())));
  else m_head.append("Transfer-Encoding: chunked");
  m_head.append("\r\n\r\n");
  m_framing = body.complete() ? Framing::Known : Framing::Chunked;
  return true;
}

/// What comes before the next bytes of the body, once all that was to be said before is written.
void WebConnection::frameChunk() {
  if (m_framing != Framing::Chunked || m_chunkLeft > 0 || m_lastChunk || m_written < m_head.size()) return;
  const qsizetype size = m_exchange->body->held();
  if (size == 0 && !m_exchange->body->complete()) return;
  m_head = QByteArray::number(qlonglong(size), 16) + "\r\n";
  m_written = 0;
  m_chunkLeft = size;
  m_lastChunk = size == 0;
  if (m_lastChunk) m_head += "\r\n";
}

/// In a turn of its own: the client's connection is in the middle of its work.
void WebConnection::waitForBody(int64_t ms) {
  m_reactor.cancel(m_patience);
  m_patience = m_reactor.callAfterMs(ms, [this] {
    m_patience = 0;
    if (!m_exchange) return;
    const HttpBodyStream& body = *m_exchange->body;
    if (body.tooLarge())
      return finish({status::kRequestTooLarge, "the request's body has more than " + QByteArray::number(qlonglong(body.limit())) +
                                                   " bytes; the engine takes larger ones when it is started with --web-body"});
    m_impatient = true;
    writeSome();
  });
}

void WebConnection::bodyHasMore() {
  if (m_exchange && m_exchange->body->tooLarge()) return waitForBody(0);
  if (m_exchange && !m_deaf && !(m_events & EPOLLOUT)) writeSome();
}

void WebConnection::writeSome() {
  if (m_exchange && !decideFraming()) return;
  while (m_fd >= 0 && m_exchange) {
    frameChunk();
    QByteArrayView front = m_exchange->body->front();
    if (m_framing == Framing::Chunked) front = front.first(std::min(front.size(), m_chunkLeft));
    const qsizetype head = m_head.size();
    iovec parts[2];
    size_t count = 0;
    if (m_written < head) parts[count++] = {m_head.data() + m_written, size_t(head - m_written)};
    if (!front.isEmpty()) parts[count++] = {const_cast<char*>(front.data()), size_t(front.size())};
    if (count == 0) break;  // the rest has not come yet, or there is none
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = count;
    const ssize_t n = sendmsg(m_fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == ENOTCONN)) return setEvents(m_events | EPOLLOUT);
    if (n < 0) {  // what has come of an answer is still read, and tells the rest
      m_deaf = true;
      break;
    }
    const qsizetype ofHead = std::min<qsizetype>(n, head - m_written);
    m_written += ofHead;
    if (n == ofHead) continue;
    if (m_framing == Framing::Chunked && (m_chunkLeft -= n - ofHead) == 0) {
      m_head = "\r\n";
      m_written = 0;
    }
    m_exchange->body->take(n - ofHead);
  }
  setEvents(m_events & ~uint32_t(EPOLLOUT));
}

void WebConnection::onReady(uint32_t events) {
  if (!m_exchange && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))) {
    close();  // the server wants no more requests here
    return m_calls.lost(this);
  }
  if (events & EPOLLOUT) writeSome();
  if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) readSome();
}

void WebConnection::readSome() {
  static thread_local const ReadBuffer<kReadBytes> buffer;
  for (int i = 0; i < kReadsPerTurn && m_fd >= 0 && !m_paused; ++i) {
    const ssize_t n = recv(m_fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
      const bool untouched = m_parser.untouched();
      m_parser.finish();
      if (m_parser.state() == HttpResponseParser::State::Complete) return finish({});
      return finish({status::kUserException, m_parser.reason(), untouched, m_served > 0});
    }
    if (!take(buffer.data(), size_t(n))) return;
    if (size_t(n) < buffer.size()) return;
  }
}

/// False when the exchange has ended: this may be gone.
bool WebConnection::take(const char* data, size_t size) {
  using State = HttpResponseParser::State;
  // Each word to the client may be the one that finds it gone, which ends the exchange and perhaps this.
  const auto self = m_self;
  const auto ended = [&self] { return !*self || !(*self)->m_exchange; };
  for (size_t used = 0;;) {
    switch (m_parser.state()) {
      case State::HeadDone:
        if (m_parser.status() == 101 && m_exchange->upgrade) {
          beginTunnel(QByteArrayView(data + used, qsizetype(size - used)));
          return false;
        }
        if (!beginAnswer() || ended()) return false;
        m_parser.beginBody();
        continue;
      case State::Complete:
        finish({});
        return false;
      case State::Failed:
        finish({status::kUserException, QByteArray("The server's answer is not HTTP: ") + m_parser.reason()});
        return false;
      default: break;
    }
    if (used == size) return true;
    used += m_parser.feed(data + used, size - used);
    const QByteArrayView piece = m_parser.piece();
    if (piece.isEmpty()) continue;
    m_answered += piece.size();
    const bool tooLarge = m_answered > limits::kResponseBytes;
    const auto exchange = m_exchange;
    const bool written = !tooLarge && exchange->reply.write(piece);
    if (ended()) return false;
    if (!written) {
      finish({tooLarge ? status::kWebResponseTooLarge : status::kCanceled, {}});
      return false;
    }
    if (m_exchange->reply.unsent() > kUnsentBytes) pause();
  }
}

void WebConnection::pause() {
  if (m_paused) return;
  m_paused = true;
  setEvents(m_events & ~uint32_t(EPOLLIN | EPOLLRDHUP));
  m_exchange->reply.onDrained([self = m_self] {
    WebConnection* c = *self;
    if (!c || !c->m_exchange) return;
    c->m_paused = false;
    c->setEvents(c->m_events | EPOLLIN | EPOLLRDHUP);
  });
}

void WebConnection::clientGone() {
  if (m_exchange) finish({status::kCanceled, {}});
}

/// Both have agreed on a WebSocket: from here on bytes go to and fro, and the invocation lasts as long as that.
void WebConnection::beginTunnel(QByteArrayView rest) {
  WebSocketTunnel::Setup setup;
  setup.client = m_exchange->reply.detach(setup.toServer);
  if (setup.client < 0) return finish({status::kCanceled, {}});
  m_exchange->setBegun();
  m_exchange->whenGone = nullptr;
  setup.toClient = "HTTP/1.1 101 Switching Protocols\r\n" + m_exchange->moreHeaders + "X-Scf-Request-Id: " + m_requestId + "\r\n";
  for (const auto& h : m_parser.headers())
    if (qstrnicmp(h.name.constData(), "x-scf-", 6) != 0) setup.toClient.append(h.name).append(": ").append(h.value).append("\r\n");
  setup.toClient.append("\r\n");
  setup.framesToClient = rest.toByteArray();
  setup.idleSeconds = m_exchange->idleSeconds;
  m_reactor.unwatch(m_token);
  setup.server = std::exchange(m_fd, -1);
  m_tunnel = std::make_unique<WebSocketTunnel>(m_reactor, std::move(setup), [self = m_self](int status, const QByteArray& text) {
    if (*self && (*self)->m_exchange) (*self)->finish({status, text});
  });
}

bool WebConnection::beginAnswer() {
  const int status = m_parser.status();
  if (status == 101) {
    finish({status::kUserException, "The server has switched to another protocol, which was not asked for"});
    return false;
  }
  if (m_parser.headBytes() > limits::kWebHeaderBytes || m_parser.length() > limits::kResponseBytes) {
    const bool head = m_parser.headBytes() > limits::kWebHeaderBytes;
    finish({status::kWebResponseTooLarge, head ? QByteArray("its headers have " + QByteArray::number(m_parser.headBytes()) + " bytes; they may have 4 KB") : QByteArray()});
    return false;
  }
  QByteArray lines = m_exchange->moreHeaders;
  for (const auto& h : m_parser.headers())
    if (!dropped(h.name)) lines.append(h.name).append(": ").append(h.value).append("\r\n");
  lines.append("X-Scf-Request-Id: ").append(m_requestId).append("\r\n");
  const QByteArrayView type = m_parser.header("content-type");
  HttpReply& reply = m_exchange->reply;
  m_exchange->setBegun();
  if (m_parser.length() >= 0 && status != 204 && status != 304) reply.beginSized(status, type, lines, m_parser.length());
  else if (m_parser.hasBody() || m_exchange->method == "HEAD") reply.beginStream(type, lines, status);
  else reply.send(status, type, {}, lines);
  return true;
}

void WebConnection::finish(End&& end) {
  const auto exchange = std::exchange(m_exchange, nullptr);
  const bool reusable = end.status == status::kSuccess && m_parser.keepsAlive() && m_written == m_head.size() && exchange->body->ended() && (m_framing != Framing::Chunked || m_lastChunk);
  m_reactor.cancel(std::exchange(m_patience, 0));
  exchange->whenGone = nullptr;
  exchange->body->onMore({});
  ++m_served;
  if (end.status == status::kSuccess) {
    exchange->setComplete();
    exchange->reply.onDrained({});
    exchange->reply.end();
  }
  if (!reusable) close();
  m_calls.ended(this, std::move(end));
}

}  // namespace scfdesk
