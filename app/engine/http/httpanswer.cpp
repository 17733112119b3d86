// SPDX-License-Identifier: GPL-3.0-or-later
// The answering half of HttpConnection, and HttpReply, its handle.
#include "app/engine/http/httpconnection.h"
#include "models/data/limits.h"
#include <utility>
#include <charconv>

namespace scfdesk {
namespace {
constexpr qsizetype kJoinedBytes = 16 * 1024;  // a body up to here is copied behind its head

const char* reasonPhrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

void appendNumber(std::string& out, int64_t value, int base = 10) {
  char text[24];
  const auto end = std::to_chars(text, text + sizeof text, value, base).ptr;
  out.append(text, size_t(end - text));
}
void append(std::string& out, QByteArrayView text) { out.append(text.data(), size_t(text.size())); }
}  // namespace

/// `length` < 0: no Content-Length.
void HttpConnection::appendHead(int status, QByteArrayView type, QByteArrayView headers, int64_t length) {
  if (m_stream) m_keepAlive = false;  // the rest of the body is not waited for
  m_out += "HTTP/1.1 ";
  appendNumber(m_out, status);
  m_out += ' ';
  m_out += reasonPhrase(status);
  m_out += "\r\n";
  if (!type.isEmpty()) {
    m_out += "Content-Type: ";
    append(m_out, type);
    m_out += "\r\n";
  }
  append(m_out, headers);
  if (length >= 0) {
    m_out += "Content-Length: ";
    appendNumber(m_out, length);
    m_out += "\r\n";
  }
  if (!m_keepAlive) {
    m_out += "Connection: close\r\n";
  } else if (!m_minorOne) {
    m_out += "Connection: keep-alive\r\n";
  }
}

void HttpConnection::send(int status, QByteArrayView type, const QByteArray& body, QByteArrayView headers) {
  const bool bodiless = status < 200 || status == 204 || status == 304;
  appendHead(status, type, headers, bodiless ? -1 : body.size());
  m_out += "\r\n";
  if (!m_noBody && !bodiless) {
    if (body.size() <= kJoinedBytes) {
      append(m_out, body);
    } else {
      m_large = body;
      m_largeAt = 0;
    }
  }
  finishAnswer();
}

void HttpConnection::refuse(int status, const char* reason) {
  m_parser.abandon(status, reason);
  m_keepAlive = m_noBody = false;
  m_minorOne = true;
  const QByteArray body = QByteArrayLiteral("{\"error\":{\"code\":\"Http.") + QByteArray::number(status) + QByteArrayLiteral("\",\"message\":\"") + reason + QByteArrayLiteral("\"}}");
  appendHead(status, "application/json", status == 503 ? "Retry-After: 1\r\n" : "", body.size());
  m_out += "\r\n";
  append(m_out, body);
  m_closing = true;
  static_cast<void>(charge());
}

void HttpConnection::beginStream(QByteArrayView type, QByteArrayView headers, int status) {
  m_streaming = true;
  m_chunkedOut = m_minorOne;
  if (!m_chunkedOut) m_keepAlive = false;
  appendHead(status, type, headers, -1);
  m_out += m_chunkedOut ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n";
  if (!m_processing) flush();
}

void HttpConnection::beginSized(int status, QByteArrayView type, QByteArrayView headers, int64_t length) {
  m_streaming = true;
  m_chunkedOut = false;
  m_sizedLeft = length;
  appendHead(status, type, headers, length);
  m_out += "\r\n";
}

bool HttpConnection::writeStream(QByteArrayView piece) {
  if (!m_streaming) return false;
  if (m_sizedLeft >= 0 && !m_noBody) {
    if (piece.size() > m_sizedLeft) piece = piece.first(m_sizedLeft);
    m_sizedLeft -= piece.size();
  }
  if (piece.isEmpty() || m_noBody) return true;
  if (unsent() + size_t(piece.size()) > size_t(limits::kHttpStreamBytes)) {
    cut();
    return false;
  }
  if (m_chunkedOut) {
    appendNumber(m_out, piece.size(), 16);
    m_out += "\r\n";
  }
  append(m_out, piece);
  if (m_chunkedOut) m_out += "\r\n";
  if (!m_processing && !m_blocked) flush();
  m_owesDrained = m_fd >= 0 && unsent() > 0;
  return m_fd >= 0;
}

int HttpConnection::detach(QByteArray& ahead) {
  if (m_fd < 0 || m_processing || m_streaming || unsent() > 0) return -1;
  ahead = QByteArray(m_ahead.data(), qsizetype(m_ahead.size()));
  m_server->m_reactor.unwatch(m_token);
  const int fd = std::exchange(m_fd, -1);
  m_answering = false;
  m_gone = m_drained = nullptr;
  m_server->m_heldBytes -= std::exchange(m_charged, 0);
  std::exchange(m_server, nullptr)->remove(this);
  return fd;
}

void HttpConnection::endStream() {
  if (!m_streaming) return;
  if (m_chunkedOut && !m_noBody) m_out += "0\r\n\r\n";
  if (std::exchange(m_sizedLeft, -1) > 0 && !m_noBody) return cut();  // the client is told of more
  finishAnswer();
}

HttpReply::HttpReply(HttpConnection* connection, uint64_t number) : m_connection(connection), m_number(number) { m_connection->ref(); }
HttpReply::HttpReply(std::function<void(int, const QByteArray&)> done)
    : m_own(std::make_shared<std::function<void(int, const QByteArray&)>>(std::move(done))) {}
HttpReply::HttpReply(const HttpReply& other) : m_connection(other.m_connection), m_number(other.m_number), m_own(other.m_own) {
  if (m_connection) m_connection->ref();
}
HttpReply::HttpReply(HttpReply&& other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)), m_number(other.m_number), m_own(std::move(other.m_own)) {}
HttpReply& HttpReply::operator=(HttpReply other) noexcept {
  std::swap(m_connection, other.m_connection);
  std::swap(m_number, other.m_number);
  std::swap(m_own, other.m_own);
  return *this;
}
HttpReply::~HttpReply() {
  if (m_connection) m_connection->unref();
}

bool HttpReply::alive() const { return m_connection ? m_connection->answers(m_number) : m_own && *m_own; }
void HttpReply::send(int status, QByteArrayView type, const QByteArray& body, QByteArrayView headers) {
  if (!alive()) return;
  if (m_connection) return m_connection->send(status, type, body, headers);
  // Dead before it is told, as a request may lead to the next.
  std::exchange(*m_own, nullptr)(status, body);
}
// A write may find that the client has left: whoever is told of that may drop this reply, so each holds the connection by a copy.
void HttpReply::beginStream(QByteArrayView type, QByteArrayView headers, int status) {
  const HttpReply keep(*this);
  if (keep.m_connection && keep.alive()) keep.m_connection->beginStream(type, headers, status);
}
void HttpReply::beginSized(int status, QByteArrayView type, QByteArrayView headers, int64_t length) {
  const HttpReply keep(*this);
  if (keep.m_connection && keep.alive()) keep.m_connection->beginSized(status, type, headers, length);
}
bool HttpReply::write(QByteArrayView piece) {
  const HttpReply keep(*this);
  return keep.m_connection && keep.alive() && keep.m_connection->writeStream(piece) && keep.alive();
}
void HttpReply::end() {
  const HttpReply keep(*this);
  if (keep.m_connection && keep.alive()) keep.m_connection->endStream();
}
int HttpReply::detach(QByteArray& ahead) { return m_connection && alive() ? m_connection->detach(ahead) : -1; }
void HttpReply::cut() {
  const HttpReply keep(*this);
  if (keep.m_connection && keep.alive()) keep.m_connection->cut();
}
size_t HttpReply::unsent() const { return m_connection && alive() ? m_connection->unsent() : 0; }
void HttpReply::onDrained(std::function<void()> fn) {
  if (m_connection && alive()) m_connection->setDrained(std::move(fn));
}
void HttpReply::onGone(std::function<void()> fn) {
  if (m_connection && alive()) m_connection->setGone(std::move(fn));
}
const QByteArray& HttpReply::peerAddress() const {
  static const QByteArray none;
  return m_connection ? m_connection->peer() : none;
}
bool HttpReply::fromLoopback() const { return m_connection && m_connection->loopback(); }
bool HttpReply::ends(sockaddr_in& own, sockaddr_in& peer) const { return m_connection && m_connection->ends(own, peer); }
void HttpReply::endConnection() {
  if (m_connection && alive()) m_connection->endAfterAnswer();
}
QByteArray HttpReply::localAddress() const { return m_connection ? m_connection->localAddress() : QByteArray(); }

}  // namespace scfdesk
