// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpconnection.h"
#include "models/data/limits.h"
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kLingerSeconds = 5;  // how long a client may go on sending after its last answer
constexpr int kDirectReads = 16;   // of a long body, before others get their turn
constexpr size_t kKeptBytes = 256 * 1024;
constexpr int64_t kPieceBytes = int64_t(limits::kHttpHeaderSeconds) * limits::kHttpBytesPerSecond;
constexpr uint32_t kReading = EPOLLIN | EPOLLRDHUP;

class StreamSink final : public HttpBodySink {
 public:
  explicit StreamSink(std::shared_ptr<HttpBodyStream> stream) : m_stream(std::move(stream)) {}
  void take(QByteArrayView piece) override { m_stream->put(piece); }

 private:
  std::shared_ptr<HttpBodyStream> m_stream;
};
constexpr char kTooMuchHeld[] = "the requests that are being read hold 256 MB together, as much as they may; try again in a moment";
}  // namespace

HttpConnection::HttpConnection(HttpServer& server, int fd, QByteArray peer, bool loopback)
    : m_server(&server), m_fd(fd), m_peer(std::move(peer)), m_loopback(loopback) {
  m_events = EPOLLIN | EPOLLRDHUP;
  m_token = server.m_reactor.watch(fd, m_events, this);
}

HttpConnection::~HttpConnection() = default;

void HttpConnection::setEvents(uint32_t events) {
  if (m_fd < 0 || events == m_events) return;
  m_events = events;
  m_server->m_reactor.change(m_token, events);
}

void HttpConnection::cut() {
  if (m_fd < 0) return;
  m_server->m_reactor.unwatch(m_token);
  close(m_fd);
  m_fd = -1;
  const bool answering = std::exchange(m_answering, false);
  const auto gone = std::exchange(m_gone, nullptr);
  m_drained = nullptr;
  closeStream();
  m_large = QByteArray();
  m_server->m_heldBytes -= std::exchange(m_charged, 0);
  chargeUnread(0);
  HttpServer* server = std::exchange(m_server, nullptr);
  ref();
  server->remove(this);
  if (answering && gone) gone();
  unref();
}

void HttpConnection::onReady(uint32_t events) {
  ref();
  const bool readable = events & (EPOLLIN | EPOLLRDHUP);
  // With reading switched off an end of the stream can't be told from unread bytes: it is the end.
  if (events & (EPOLLERR | EPOLLHUP) || (events & EPOLLRDHUP && !(m_events & EPOLLIN))) {
    cut();
  } else {
    if (events & EPOLLOUT) flush();
    if (m_fd >= 0 && readable) readSome();
  }
  unref();
}

void HttpConnection::readSome() {
  for (int i = 0; i < kDirectReads; ++i) {
    auto [data, size] = m_answering || m_lingering ? std::pair<char*, size_t>{} : m_parser.room();
    const bool direct = size > 0;
    if (!direct) {
      data = m_server->m_readBuffer.data();
      size = m_server->m_readBuffer.size();
    }
    const ssize_t n = recv(m_fd, data, size, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n == 0 && !m_answering && !m_lingering && unsent() > 0) {
      // The client has said all it wanted to say and still reads: it gets the rest.
      m_closing = true;
      m_ahead.clear();
      return setEvents(EPOLLOUT);
    }
    if (n <= 0) return cut();
    m_quietSeconds = 0;
    if (m_lingering) return;
    if (direct) {
      m_parser.wrote(size_t(n));
      if (m_parser.state() == HttpParser::State::Body && charge()) continue;
      return take(nullptr, 0);
    }
    if (m_stream || (!m_answering && !m_blocked && m_ahead.empty())) return take(data, size_t(n));
    m_ahead.append(data, size_t(n));
    if (!charge()) return cut();
    if (m_ahead.size() >= size_t(limits::kHttpPipelineBytes)) setEvents(m_events & ~uint32_t(EPOLLIN));
    return;
  }
}

void HttpConnection::take(const char* data, size_t size) {
  size_t used = 0;
  m_processing = true;
  for (bool more = true; more && m_fd >= 0;) {
    switch (m_parser.state()) {
      case HttpParser::State::HeadDone:
        if (m_parser.longBody() && refusedByHead()) {
          more = false;
          break;
        }
        m_headSeconds = 0;
        m_mark = 0;
        m_parser.request().sink = m_server->m_handler.bodySink(m_parser.request());
        // One that has come with its head needs no way of its own.
        if (!m_parser.request().sink && (m_parser.chunked() || m_parser.announcedBytes() > int64_t(size - used)) && m_server->m_handler.streamsBody(m_parser.request()))
          openStream();
        if (!m_parser.request().sink && m_parser.longBody() && wouldHoldTooMuch()) {
          refuse(503, kTooMuchHeld);
          more = false;
          break;
        }
        m_parser.beginBody(m_stream ? INT64_MAX : m_server->m_handler.bodyLimit(m_parser.request()));
        if (m_stream) begin();
        if (m_parser.expectsContinue() && used == size && !m_closing && !m_streaming) m_out += "HTTP/1.1 100 Continue\r\n\r\n";
        if (m_fd < 0 || m_closing) more = false;  // answered by its head
        break;
      case HttpParser::State::Complete:
        if (m_stream) {
          endStreamedBody();
          if (m_fd >= 0 && !m_answering && !m_closing) m_parser.next();
          more = !m_answering && !m_blocked && !m_closing;
          break;
        }
        if (m_closing) {  // answered before its body was whole
          more = false;
          break;
        }
        begin();
        if (m_fd < 0) break;
        if (!m_answering) m_parser.next();
        if (!m_large.isEmpty() || m_out.size() > kKeptBytes) flush();
        more = !m_answering && !m_blocked && !m_closing;
        break;
      case HttpParser::State::Failed:
        if (m_answering) endUpload(m_parser.status(), m_parser.reason());
        else refuse(m_parser.status(), m_parser.reason());
        more = false;
        break;
      default:
        more = used < size;
        if (more) used += m_parser.feed(data + used, size - used);
    }
  }
  m_processing = false;
  if (m_fd < 0) return;
  if (used < size && !m_closing) m_ahead.append(data + used, size - used);
  if ((m_charged > 0 || m_parser.state() == HttpParser::State::Body || !m_ahead.empty()) && !charge() && !m_closing) {
    if (m_stream && m_stream->held() > 0) pauseStream();
    else if (m_answering) return cut();
    else refuse(503, kTooMuchHeld);
  }
  if (m_stream && m_stream->full()) pauseStream();
  flush();
}

void HttpConnection::openStream() {
  m_stream = std::make_shared<HttpBodyStream>(m_parser.chunked() ? -1 : m_parser.announcedBytes());
  m_parser.request().stream = m_stream;
  m_parser.request().sink = std::make_unique<StreamSink>(m_stream);
}

/// Whoever serves the request has enough for now: the client waits.
void HttpConnection::pauseStream() {
  setEvents(m_events & ~kReading);
  m_stream->onRoom([this] {
    static_cast<void>(charge());
    setEvents(m_events | kReading);
  });
}

void HttpConnection::closeStream() {
  if (const auto stream = std::exchange(m_stream, nullptr)) stream->onRoom({});
}

void HttpConnection::endStreamedBody() {
  const auto stream = m_stream;
  closeStream();
  setEvents(m_events | kReading);
  stream->finish();
}

bool HttpConnection::charge() {
  const int64_t body = m_stream ? m_stream->held() : m_parser.request().sink ? 0 : m_parser.bodyBytes();
  const int64_t held = body + int64_t(m_closing ? 0 : m_ahead.size());
  m_server->m_heldBytes += held - m_charged;
  m_charged = held;
  return m_server->m_heldBytes <= limits::kHttpHeldBytes;
}

void HttpConnection::chargeUnread(int64_t bytes) { m_server->m_unreadBytes += bytes - std::exchange(m_unread, bytes); }

bool HttpConnection::wouldHoldTooMuch() {
  const int64_t announced = m_parser.announcedBytes();
  return m_server->m_heldBytes + announced > limits::kHttpHeldBytes && announced <= m_server->m_handler.bodyLimit(m_parser.request());
}

bool HttpConnection::refusedByHead() {
  HttpRequest& request = m_parser.request();
  ++m_number;
  m_answering = true;
  m_streaming = m_keepAlive = false;
  m_minorOne = request.minorVersion() == 1;
  m_noBody = request.isHead();
  HttpReply reply(this, m_number);
  const bool refused = m_server->m_handler.refuseHead(request, reply);
  m_answering = false;
  return refused;
}

void HttpConnection::begin() {
  HttpRequest& request = m_parser.request();
  ++m_number;
  m_answering = true;
  m_streaming = false;
  m_headSeconds = 0;
  m_keepAlive = request.keepAlive();
  m_minorOne = request.minorVersion() == 1;
  m_noBody = request.isHead();
  m_server->m_handler.onRequest(request, HttpReply(this, m_number));
  // Nobody reads it any more, and its answer may take long.
  if (m_answering && size_t(request.body.size()) > kKeptBytes) request.body = QByteArray();
}

void HttpConnection::resumeSoon() {
  if (m_ahead.empty() || m_resuming) return;
  // Not from here: an answer may come from the middle of the engine's own work, and the next request must not enter there.
  m_resuming = true;
  ref();
  m_server->m_reactor.callSoon([this] {
    m_resuming = false;
    if (m_fd >= 0 && !m_answering && !m_blocked && !m_closing) {
      const std::string ahead = std::exchange(m_ahead, {});
      take(ahead.data(), ahead.size());
      if (m_fd >= 0 && m_ahead.size() < size_t(limits::kHttpPipelineBytes)) setEvents(m_events | EPOLLIN);
    }
    unref();
  });
}

void HttpConnection::finishAnswer() {
  m_answering = m_streaming = false;
  closeStream();
  m_gone = nullptr;
  m_drained = nullptr;
  if (!m_keepAlive) m_closing = true;
  m_quietSeconds = 0;
  if (m_processing) return;
  m_parser.next();
  flush();
  if (m_fd >= 0 && !m_blocked) resumeSoon();
}

void HttpConnection::flush() {
  while (m_fd >= 0 && unsent() > 0) {
    iovec parts[2];
    int count = 0;
    if (m_outAt < m_out.size()) parts[count++] = {m_out.data() + m_outAt, m_out.size() - m_outAt};
    if (!m_large.isEmpty()) parts[count++] = {const_cast<char*>(m_large.constData()) + m_largeAt, size_t(m_large.size() - m_largeAt)};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = size_t(count);
    const ssize_t n = sendmsg(m_fd, &message, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) {
      if (!std::exchange(m_blocked, true)) {
        m_headSeconds = 0;
        m_mark = int64_t(unsent());
      }
      if (m_outAt > kKeptBytes / 4) m_out.erase(0, std::exchange(m_outAt, 0));
      setEvents(m_events | EPOLLOUT);
      chargeUnread(m_large.size());
      return m_server->cutSlowReaders();
    }
    if (n < 0) return cut();
    m_quietSeconds = 0;
    const size_t small = std::min(size_t(n), m_out.size() - m_outAt);
    m_outAt += small;
    m_largeAt += n - ssize_t(small);
  }
  if (m_fd < 0) return;
  m_out.clear();
  m_outAt = 0;
  if (m_out.capacity() > kKeptBytes) m_out.shrink_to_fit();
  if (m_largeAt) {
    m_large = QByteArray();
    m_largeAt = 0;
    chargeUnread(0);
  }
  if (m_closing && !m_answering && !m_lingering) {
    // A close with unread bytes would reset the connection and take the answer with it.
    m_lingering = true;
    m_headSeconds = 0;
    m_ahead.clear();
    shutdown(m_fd, SHUT_WR);
    return setEvents(EPOLLIN | EPOLLRDHUP);
  }
  const bool blocked = std::exchange(m_blocked, false);
  if (blocked) setEvents(m_events & ~uint32_t(EPOLLOUT));
  if (std::exchange(m_owesDrained, false) && m_drained) {
    const auto drained = m_drained;
    drained();
  }
  if (blocked && m_fd >= 0 && !m_answering) resumeSoon();
}

void HttpConnection::pass(int seconds) {
  m_quietSeconds += seconds;
  if (m_lingering) {
    m_headSeconds += seconds;
    if (m_headSeconds >= kLingerSeconds) cut();
  } else if (m_blocked) {
    m_headSeconds += seconds;
    const bool slow = m_headSeconds >= limits::kHttpHeaderSeconds && !m_streaming && m_mark - int64_t(unsent()) < kPieceBytes;
    if (slow || m_quietSeconds >= limits::kHttpHeaderSeconds) return cut();
    if (m_headSeconds < limits::kHttpHeaderSeconds) return;
    m_headSeconds = 0;
    m_mark = int64_t(unsent());
  } else if (m_answering) {
    passUpload(seconds);
  } else if (m_parser.midway()) {
    m_headSeconds += seconds;
    const bool head = m_parser.state() == HttpParser::State::Head;
    if (!head && m_headSeconds >= limits::kHttpHeaderSeconds && m_parser.bodyBytes() - m_mark >= kPieceBytes) {
      m_headSeconds = 0;
      m_mark = m_parser.bodyBytes();
    }
    if (m_headSeconds >= limits::kHttpHeaderSeconds || (!head && m_quietSeconds >= limits::kHttpHeaderSeconds)) {
      refuse(408, "the request did not arrive in time");
      flush();
    }
  } else if (m_quietSeconds >= m_server->m_idleSeconds) {
    cut();
  }
}

/// A client that is to send the rest of a body while its request is served already.
void HttpConnection::passUpload(int seconds) {
  if (!m_stream || !(m_events & EPOLLIN)) {
    m_quietSeconds = m_headSeconds = 0;
    return;
  }
  m_headSeconds += seconds;
  if (m_headSeconds >= limits::kHttpHeaderSeconds && m_parser.bodyBytes() - m_mark >= kPieceBytes) {
    m_headSeconds = 0;
    m_mark = m_parser.bodyBytes();
  }
  if (m_headSeconds < limits::kHttpHeaderSeconds && m_quietSeconds < limits::kHttpHeaderSeconds) return;
  ref();
  endUpload(408, "the request did not arrive in time");
  if (m_fd >= 0) flush();
  unref();
}

/// The rest of a body will not come, or is no body: whoever serves its request hears that its client is gone.
void HttpConnection::endUpload(int status, const char* reason) {
  if (m_streaming) return cut();
  m_answering = false;
  closeStream();
  ref();
  if (const auto gone = std::exchange(m_gone, nullptr)) gone();
  if (m_fd >= 0) refuse(status, reason);
  unref();
}

bool HttpConnection::ends(sockaddr_in& own, sockaddr_in& peer) const {
  const auto get = [this](auto call, sockaddr_in& to) {
    socklen_t length = sizeof to;
    return call(m_fd, reinterpret_cast<sockaddr*>(&to), &length) == 0 && to.sin_family == AF_INET;
  };
  return m_fd >= 0 && get(getsockname, own) && get(getpeername, peer);
}

QByteArray HttpConnection::localAddress() const {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (m_fd < 0 || getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &length) < 0) return {};
  char text[INET6_ADDRSTRLEN] = "";
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&address)->sin_addr, text, sizeof text);
  } else {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr, text, sizeof text);
  }
  return QByteArray(text);
}

}  // namespace scfdesk
