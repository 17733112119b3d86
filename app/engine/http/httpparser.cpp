// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpparser.h"
#include "models/data/limits.h"
#include <algorithm>
#include <cstring>

namespace scfdesk {
namespace {
constexpr size_t kHeadBytes = size_t(limits::kHttpHeaderBytes);
constexpr size_t kMethodBytes = 20;

// RFC 9110 token characters.
constexpr auto kToken = [] {
  std::array<bool, 256> t{};
  for (int c = '0'; c <= '9'; ++c) t[size_t(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c) t[size_t(c)] = t[size_t(c - 32)] = true;
  for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'}) t[size_t(c)] = true;
  return t;
}();
bool isToken(char c) { return kToken[static_cast<unsigned char>(c)]; }
// HTAB, SP, visible ASCII and bytes past it; no other control character.
bool isFieldByte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u == '\t' || (u >= 0x20 && u != 0x7f);
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool equalsLower(QByteArrayView text, QByteArrayView lowerText) {
  if (text.size() != lowerText.size()) return false;
  for (qsizetype i = 0; i < text.size(); ++i)
    if (lower(text[i]) != lowerText[i]) return false;
  return true;
}

// Does a comma separated list hold this (lower-case) word?
bool listHas(QByteArrayView list, QByteArrayView word) {
  while (!list.isEmpty()) {
    const qsizetype comma = list.indexOf(',');
    if (equalsLower((comma < 0 ? list : list.first(comma)).trimmed(), word)) return true;
    if (comma < 0) return false;
    list = list.sliced(comma + 1);
  }
  return false;
}
}  // namespace

QByteArrayView HttpRequest::header(QByteArrayView lowerName) const {
  for (int i = 0; i < m_count; ++i) {
    const Span name = m_headers[size_t(i)].name;
    if (qsizetype(name.length) == lowerName.size() && equalsLower(at(name.offset, name.length), lowerName)) return headerValue(i);
  }
  return {};
}

void HttpParser::fail(int status, const char* reason) {
  m_state = State::Failed;
  m_status = status;
  m_reason = reason;
}

void HttpParser::next() {
  m_request.m_head.clear();
  m_request.m_count = 0;
  m_request.body = QByteArray();
  m_request.sink.reset();
  m_request.stream.reset();
  m_state = State::Head;
  m_length = m_got = m_chunkLeft = 0;
  m_trailerBytes = 0;
  m_chunked = m_expect = m_skippedBlank = false;
  m_chunk = Chunk::Size;
  m_line.clear();
}

size_t HttpParser::feed(const char* data, size_t size) {
  if (m_state == State::Head) return feedHead(data, size);
  if (m_state == State::Body) return m_chunked ? feedChunked(data, size) : feedBody(data, size);
  return 0;
}

size_t HttpParser::feedHead(const char* data, size_t size) {
  size_t used = 0;
  std::string& head = m_request.m_head;
  if (head.empty()) {
    // One empty line before a request is tolerated (RFC 9112, 2.2).
    if (!m_skippedBlank && size >= 2 && data[0] == '\r' && data[1] == '\n') {
      m_skippedBlank = true;
      used = 2;
    }
    if (used == size) return used;
  }
  // The end may lie across two reads: look at the last three bytes again.
  const size_t before = head.size();
  const size_t take = std::min(size - used, kHeadBytes + 4 - std::min(before, kHeadBytes + 4));
  head.append(data + used, take);
  const size_t from = before > 3 ? before - 3 : 0;
  const auto* begin = head.data();
  const auto* found = static_cast<const char*>(memmem(begin + from, head.size() - from, "\r\n\r\n", 4));
  if (!found) {
    if (head.size() >= kHeadBytes + 4) {
      fail(431, "the request head is longer than 16 KB");
    } else if (!m_skippedBlank && head.size() == 2 && head == "\r\n") {
      head.clear();
      m_skippedBlank = true;
    }
    return used + take;
  }
  const size_t headSize = size_t(found - begin) + 4;
  used += headSize - before;
  head.resize(headSize);
  if (headSize > kHeadBytes) {
    fail(431, "the request head is longer than 16 KB");
    return used;
  }
  if (parseHead() && settleFraming()) m_state = State::HeadDone;
  return used;
}

bool HttpParser::parseHead() {
  const std::string& head = m_request.m_head;
  const size_t size = head.size() - 2;  // without the empty line
  size_t begin = 0;
  bool first = true;
  while (begin < size) {
    const auto* cr = static_cast<const char*>(memchr(head.data() + begin, '\r', size - begin));
    const size_t end = cr ? size_t(cr - head.data()) : size;
    if (!cr || head[end + 1] != '\n') {
      fail(400, "a line ends without CR LF");
      return false;
    }
    if (first ? !parseRequestLine(end) : !parseHeader(begin, end)) return false;
    first = false;
    begin = end + 2;
  }
  if (first) fail(400, "the request line is missing");
  return !first;
}

bool HttpParser::parseRequestLine(size_t end) {
  const std::string& head = m_request.m_head;
  size_t i = 0;
  while (i < end && isToken(head[i])) ++i;
  if (i == 0 || i > kMethodBytes || i >= end || head[i] != ' ') return fail(400, "the method is not legal"), false;
  m_request.m_methodLength = uint32_t(i);
  size_t begin = ++i;
  const size_t last = head.rfind(' ', end - 1);
  if (last == std::string::npos || last <= begin) return fail(400, "the request line has no target or no version"), false;
  for (size_t k = begin; k < last; ++k) {
    const auto u = static_cast<unsigned char>(head[k]);
    if (u <= 0x20 || u == 0x7f) return fail(400, "the target holds a space or a control character"), false;
  }
  const QByteArrayView version(head.data() + last + 1, qsizetype(end - last - 1));
  if (version.size() != 8 || !version.startsWith("HTTP/") || version[6] != '.') return fail(400, "the version is not legal"), false;
  if (version[5] != '1' || (version[7] != '0' && version[7] != '1')) return fail(505, "only HTTP/1.0 and HTTP/1.1 are spoken"), false;
  m_request.m_minor = version[7] - '0';
  // absolute-form: what a proxy is sent; the authority is dropped, the Host header counts.
  QByteArrayView target(head.data() + begin, qsizetype(last - begin));
  if (target.startsWith("http://")) {
    const qsizetype slash = target.indexOf('/', 7);
    if (slash < 0) return fail(400, "the target has no path"), false;
    begin += size_t(slash);
    target = target.sliced(slash);
  }
  if (!target.startsWith('/') && target != QByteArrayView("*", 1)) return fail(400, "the target is not a path"), false;
  const qsizetype hash = target.indexOf('#');
  if (hash >= 0) return fail(400, "the target holds a fragment"), false;
  const qsizetype mark = target.indexOf('?');
  m_request.m_path = {uint32_t(begin), uint32_t(mark < 0 ? target.size() : mark)};
  m_request.m_query = mark < 0 ? HttpRequest::Span{uint32_t(last), 0} : HttpRequest::Span{uint32_t(begin + size_t(mark) + 1), uint32_t(target.size() - mark - 1)};
  return true;
}

bool HttpParser::parseHeader(size_t begin, size_t end) {
  const std::string& head = m_request.m_head;
  if (m_request.m_count >= limits::kHttpHeaders) return fail(431, "more than 128 headers"), false;
  size_t colon = begin;
  while (colon < end && isToken(head[colon])) ++colon;
  if (colon == begin || colon == end || head[colon] != ':') return fail(400, "a header line is not legal"), false;
  size_t from = colon + 1, to = end;
  while (from < to && (head[from] == ' ' || head[from] == '\t')) ++from;
  while (to > from && (head[to - 1] == ' ' || head[to - 1] == '\t')) --to;
  for (size_t i = from; i < to; ++i)
    if (!isFieldByte(head[i])) return fail(400, "a header value holds a control character"), false;
  m_request.m_headers[size_t(m_request.m_count++)] = {{uint32_t(begin), uint32_t(colon - begin)}, {uint32_t(from), uint32_t(to - from)}};
  return true;
}

bool HttpParser::settleFraming() {
  int hosts = 0, lengths = 0, encodings = 0;
  bool close = false, keep = false;
  for (int i = 0; i < m_request.m_count; ++i) {
    const QByteArrayView name = m_request.headerName(i), value = m_request.headerValue(i);
    switch (name.size()) {
      case 4:
        if (equalsLower(name, "host")) ++hosts;
        break;
      case 6:
        if (equalsLower(name, "expect")) {
          if (!equalsLower(value, "100-continue")) return fail(417, "only 100-continue can be expected"), false;
          m_expect = m_request.m_minor == 1;
        }
        break;
      case 10:
        if (equalsLower(name, "connection")) {
          close = close || listHas(value, "close");
          keep = keep || listHas(value, "keep-alive");
        }
        break;
      case 14:
        if (equalsLower(name, "content-length")) {
          if (lengths++ || value.isEmpty()) return fail(400, "Content-Length is empty or there twice"), false;
          m_length = 0;
          for (const char c : value) {
            if (c < '0' || c > '9') return fail(400, "Content-Length is not a number"), false;
            if (m_length < (int64_t(1) << 55)) m_length = m_length * 10 + (c - '0');  // longer ones stay too large
          }
        }
        break;
      case 17:
        if (equalsLower(name, "transfer-encoding")) {
          if (encodings++ || !equalsLower(value, "chunked")) return fail(400, "the Transfer-Encoding is not chunked"), false;
        }
        break;
      default: break;
    }
  }
  if (lengths && encodings) return fail(400, "both Content-Length and Transfer-Encoding"), false;
  if (encodings && m_request.m_minor == 0) return fail(400, "Transfer-Encoding in HTTP/1.0"), false;
  if (hosts > 1 || (hosts == 0 && m_request.m_minor == 1)) return fail(400, "there must be one Host header"), false;
  m_chunked = encodings > 0;
  m_request.m_keepAlive = m_request.m_minor == 1 ? !close : keep && !close;
  return true;
}

}  // namespace scfdesk
