// SPDX-License-Identifier: GPL-3.0-or-later
// The body half of HttpParser: Content-Length and chunked.
#include "app/engine/http/httpparser.h"
#include "models/data/limits.h"
#include <QString>
#include <algorithm>
#include <cstring>

namespace scfdesk {
namespace {
constexpr size_t kChunkLineBytes = 256;     // a chunk size with its extensions, or one trailer
constexpr int64_t kFirstRoom = 256 * 1024;  // a claimed length is believed up to here; then the body grows as it comes
constexpr size_t kDirectBytes = 32 * 1024;  // from here on a body is read to its place
constexpr int kChunkDigits = 12;
}  // namespace

bool HttpParser::longBody() const { return m_chunked || m_expect || m_length > limits::kHttpEarlyBytes; }

void HttpParser::abandon(int status, const char* reason) {
  m_request.body = QByteArray();
  fail(status, reason);
}

void HttpParser::failTooLarge() {
  m_words = "the body is larger than the " + QByteArray::number(qlonglong(m_max)) + " bytes that are taken here";
  fail(413, m_words.constData());
}

void HttpParser::beginBody(int64_t maxBytes) {
  if (m_state != State::HeadDone) return;
  m_max = maxBytes;
  if (!m_chunked && m_length == 0) {
    m_state = State::Complete;
    return;
  }
  if (m_length > m_max) return failTooLarge();
  m_state = State::Body;
  if (!m_chunked && !m_request.sink) growBody(std::min(m_length, kFirstRoom));
}

void HttpParser::growBody(int64_t wanted) {
  QByteArray& body = m_request.body;
  if (wanted <= body.size()) return;
  if (body.isEmpty()) {
    body = QByteArray(qsizetype(wanted), Qt::Uninitialized);
  } else {
    if (wanted > body.capacity()) body.reserve(qsizetype(std::min(std::max(wanted, int64_t(body.size()) * 2), m_max)));
    body.resize(qsizetype(wanted));
  }
}

std::pair<char*, size_t> HttpParser::room() {
  if (m_state != State::Body || m_chunked || m_request.sink || m_length - m_got < int64_t(kDirectBytes)) return {nullptr, 0};
  if (m_got == m_request.body.size()) growBody(std::min(m_length, std::max(m_got * 2, kFirstRoom)));
  return {m_request.body.data() + m_got, size_t(m_request.body.size() - m_got)};
}

void HttpParser::wrote(size_t size) {
  m_got += int64_t(size);
  if (m_got == m_length) m_state = State::Complete;
}

size_t HttpParser::feedBody(const char* data, size_t size) {
  const auto take = size_t(std::min(int64_t(size), m_length - m_got));
  keep(data, take);
  if (m_got == m_length) m_state = State::Complete;
  return take;
}

void HttpParser::keep(const char* data, size_t size) {
  if (m_request.sink) {
    m_request.sink->take(QByteArrayView(data, qsizetype(size)));
  } else {
    growBody(m_got + int64_t(size));
    memcpy(m_request.body.data() + m_got, data, size);
  }
  m_got += int64_t(size);
}

size_t HttpParser::feedChunked(const char* data, size_t size) {
  size_t used = 0;
  while (used < size && m_state == State::Body) {
    if (m_chunk == Chunk::Data) {
      const auto take = size_t(std::min(int64_t(size - used), m_chunkLeft));
      keep(data + used, take);
      m_chunkLeft -= int64_t(take);
      used += take;
      if (m_chunkLeft == 0) m_chunk = Chunk::DataEnd;
      continue;
    }
    const char c = data[used++];
    m_line.push_back(c);
    if (c == '\n') {
      chunkLine();
    } else if (m_line.size() > kChunkLineBytes && m_chunk != Chunk::Trailer) {
      fail(400, "a chunk's head is too long");
    } else if (m_chunk == Chunk::Trailer && m_trailerBytes + m_line.size() > size_t(limits::kHttpHeaderBytes)) {
      fail(431, "the trailers are longer than 16 KB");
    }
  }
  return used;
}

void HttpParser::chunkLine() {
  const size_t size = m_line.size();
  if (size < 2 || m_line[size - 2] != '\r' || memchr(m_line.data(), '\r', size - 2)) return fail(400, "a chunk's line ends without CR LF");
  const QByteArrayView line(m_line.data(), qsizetype(size - 2));
  switch (m_chunk) {
    case Chunk::DataEnd:
      if (!line.isEmpty()) return fail(400, "a chunk is longer than it says");
      m_chunk = Chunk::Size;
      break;
    case Chunk::Size: {
      int64_t value = 0;
      int digits = 0;
      for (const char c : line) {
        const int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (d < 0) break;
        if (++digits > kChunkDigits) return failTooLarge();
        value = value * 16 + d;
      }
      if (digits == 0 || (digits < line.size() && line[digits] != ';')) return fail(400, "a chunk's size is not legal");
      if (value > m_max - m_got) return failTooLarge();
      m_chunkLeft = value;
      m_chunk = value ? Chunk::Data : Chunk::Trailer;
      break;
    }
    case Chunk::Trailer:
      // Trailers are read and dropped: nothing here may depend on them.
      m_trailerBytes += size;
      if (line.isEmpty()) {
        if (!m_request.sink) m_request.body.resize(qsizetype(m_got));
        m_state = State::Complete;
      } else if (line[0] == ' ' || line[0] == '\t' || line.indexOf(':') <= 0) {
        return fail(400, "a trailer is not legal");
      }
      break;
    case Chunk::Data: break;
  }
  m_line.clear();
}

}  // namespace scfdesk
