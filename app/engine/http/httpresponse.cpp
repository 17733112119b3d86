// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpresponse.h"
#include <QByteArrayList>
#include <algorithm>
#include <charconv>
#include <cstring>

namespace scfdesk {
namespace {

bool tokenChar(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || strchr("!#$%&'*+-.^_`|~", c) != nullptr;
}
bool valueChar(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u == '\t' || (u >= 0x20 && u != 0x7f);
}
bool has(QByteArrayView list, const char* word) {
  for (const QByteArray& part : list.toByteArray().toLower().split(','))
    if (part.trimmed() == word) return true;
  return false;
}

}  // namespace

void HttpResponseParser::begin(bool toHead) {
  m_state = State::Head;
  m_text.clear();
  m_headers.clear();
  m_piece = {};
  m_status = 0;
  m_length = -1;
  m_left = m_headBytes = m_trailerBytes = 0;
  m_chunk = Chunk::Size;
  m_toHead = toHead;
  m_body = m_chunked = m_untilClose = false;
  m_keepAlive = true;
}

size_t HttpResponseParser::fail(const char* reason) {
  m_state = State::Failed;
  m_reason = reason;
  m_piece = {};
  return 0;
}

QByteArrayView HttpResponseParser::header(QByteArrayView lowerName) const {
  for (const Header& h : m_headers)
    if (h.name.size() == lowerName.size() && qstrnicmp(h.name.constData(), h.name.size(), lowerName.data(), lowerName.size()) == 0) return h.value;
  return {};
}

size_t HttpResponseParser::feed(const char* data, size_t size) {
  m_piece = {};
  if (m_state == State::Head) return feedHead(data, size);
  if (m_state != State::Body) return 0;
  if (m_chunked) return feedChunked(data, size);
  const size_t n = m_untilClose ? size : std::min(size, size_t(m_left));
  m_piece = QByteArrayView(data, qsizetype(n));
  if (!m_untilClose) {
    m_left -= int64_t(n);
    if (m_left == 0) m_state = State::Complete;
  }
  return n;
}

size_t HttpResponseParser::feedHead(const char* data, size_t size) {
  // The end of the head may lie across two reads.
  const size_t before = m_text.size();
  m_text.append(data, std::min(size, size_t(kHeadBytes) - before));
  const size_t end = m_text.find("\r\n\r\n", before < 3 ? 0 : before - 3);
  if (end == std::string::npos) {
    if (m_text.size() == size_t(kHeadBytes)) return fail("the head of the answer is longer than 16 KB"), size;
    return size;
  }
  const size_t used = end + 4 - before;
  m_text.resize(end + 2);
  m_headBytes = qsizetype(m_text.size());
  if (!parseHead()) return used;
  m_text.clear();
  if (m_status >= 100 && m_status < 200 && m_status != 101) {
    m_headers.clear();  // the answer itself is still to come
    return used;
  }
  if (frameBody()) m_state = State::HeadDone;
  return used;
}

bool HttpResponseParser::parseHead() {
  size_t at = m_text.find("\r\n");
  const std::string first = m_text.substr(0, at);
  const bool shape = first.size() >= 12 && (first.compare(0, 8, "HTTP/1.1") == 0 || first.compare(0, 8, "HTTP/1.0") == 0) && first[8] == ' ' &&
                     std::all_of(first.begin() + 9, first.begin() + 12, [](char c) { return c >= '0' && c <= '9'; }) && (first.size() == 12 || first[12] == ' ');
  if (!shape || !std::all_of(first.begin(), first.end(), valueChar)) return fail("the answer does not begin with HTTP/1.1 and a status"), false;
  m_status = (first[9] - '0') * 100 + (first[10] - '0') * 10 + (first[11] - '0');
  if (m_status < 100) return fail("the answer has a status below 100"), false;
  m_keepAlive = first[7] == '1';
  for (at += 2; at < m_text.size();) {
    const size_t end = m_text.find("\r\n", at);
    if (!takeLine(m_text.substr(at, end - at))) return false;
    at = end + 2;
  }
  return true;
}

bool HttpResponseParser::takeLine(const std::string& line) {
  const size_t colon = line.find(':');
  if (colon == std::string::npos || colon == 0 || !std::all_of(line.begin(), line.begin() + ptrdiff_t(colon), tokenChar))
    return fail("the answer has a header line without a proper name"), false;
  if (!std::all_of(line.begin() + ptrdiff_t(colon), line.end(), valueChar)) return fail("the answer has a control character in a header"), false;
  if (int(m_headers.size()) == kHeaders) return fail("the answer has more than 128 headers"), false;
  m_headers.push_back({QByteArray(line.data(), qsizetype(colon)), QByteArray(line.data() + colon + 1, qsizetype(line.size() - colon - 1)).trimmed()});
  return true;
}

/// How the end of the body is told (RFC 9112, 6.3).
bool HttpResponseParser::frameBody() {
  const QByteArrayView connection = header("connection");
  if (has(connection, "close")) m_keepAlive = false;
  else if (has(connection, "keep-alive")) m_keepAlive = true;
  const QByteArrayView coding = header("transfer-encoding");
  for (const Header& h : m_headers) {
    if (qstricmp(h.name.constData(), "content-length") != 0) continue;
    int64_t value = -1;
    const auto [end, error] = std::from_chars(h.value.constData(), h.value.constData() + h.value.size(), value);
    if (error != std::errc() || end != h.value.constData() + h.value.size() || value < 0 || (m_length >= 0 && value != m_length))
      return fail("the answer has a Content-Length that is no number, or two that differ"), false;
    m_length = value;
  }
  if (!coding.isNull()) {
    if (qstricmp(coding.toByteArray().constData(), "chunked") != 0) return fail("the answer has a Transfer-Encoding other than chunked"), false;
    if (m_length >= 0) return fail("the answer has both Content-Length and Transfer-Encoding"), false;
    m_chunked = true;
  }
  m_body = !m_toHead && m_status != 101 && m_status != 204 && m_status != 304;
  m_untilClose = m_body && !m_chunked && m_length < 0;
  return true;
}

void HttpResponseParser::beginBody() {
  m_left = m_length;
  const bool none = !m_body || (!m_chunked && !m_untilClose && m_length == 0);
  m_state = none ? State::Complete : State::Body;
}

size_t HttpResponseParser::feedChunked(const char* data, size_t size) {
  if (m_chunk == Chunk::Data) {
    const size_t n = std::min(size, size_t(m_left));
    m_piece = QByteArrayView(data, qsizetype(n));
    m_left -= int64_t(n);
    if (m_left == 0) m_chunk = Chunk::DataEnd;
    return n;
  }
  const auto* newline = static_cast<const char*>(memchr(data, '\n', size));
  const size_t n = newline ? size_t(newline - data) + 1 : size;
  m_text.append(data, n);
  if (m_text.size() > 1024) return fail("the answer has a line of its chunked framing that is too long"), n;
  if (!newline) return n;
  if (m_text.size() < 2 || m_text[m_text.size() - 2] != '\r') return fail("the answer has a bare newline in its chunked framing"), n;
  m_text.resize(m_text.size() - 2);
  if (m_chunk == Chunk::DataEnd) {
    if (!m_text.empty()) return fail("the answer has a chunk that is longer than it says"), n;
    m_chunk = Chunk::Size;
  } else if (m_chunk == Chunk::Size) {
    int64_t value = -1;
    const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), value, 16);
    const bool whole = end == m_text.data() + m_text.size() || *end == ';' || *end == ' ';
    if (error != std::errc() || !whole || value < 0) return fail("the answer has a chunk without a proper size"), n;
    m_left = value;
    m_chunk = value == 0 ? Chunk::Trailer : Chunk::Data;
  } else {
    m_trailerBytes += qsizetype(m_text.size());
    if (m_trailerBytes > kHeadBytes) return fail("the answer has trailers of more than 16 KB"), n;
    if (m_text.empty()) m_state = State::Complete;
  }
  m_text.clear();
  return n;
}

void HttpResponseParser::finish() {
  m_piece = {};
  if (m_state == State::Body && m_untilClose) m_state = State::Complete;
  else if (m_state != State::Complete) fail("the server has closed the connection before the end of its answer");
}

}  // namespace scfdesk
