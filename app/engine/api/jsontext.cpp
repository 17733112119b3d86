// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/jsontext.h"
#include "app/engine/api/jsonscan.h"
#include <QList>
#include <QRandomGenerator>
#include <array>
#include <cstring>
#include <simdjson.h>

namespace scfdesk::jsontext {
namespace {
constexpr int kDepth = 512;

// what may not stand in a string as it is: quote, backslash, control characters
constexpr auto kSpecial = [] {
  std::array<bool, 256> t{};
  for (size_t c = 0; c < 0x20; ++c) t[c] = true;
  t['"'] = t['\\'] = true;
  return t;
}();
constexpr char kHex[] = "0123456789abcdef";

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = char(c | 0x20);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}
int hex4(const char* p, const char* end) {
  if (end - p < 4) return -1;
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const int d = hexDigit(p[i]);
    if (d < 0) return -1;
    value = value << 4 | d;
  }
  return value;
}
char* putUtf8(char* out, uint32_t c) {
  if (c < 0x80) {
    *out++ = char(c);
  } else if (c < 0x800) {
    *out++ = char(0xC0 | c >> 6);
    *out++ = char(0x80 | (c & 63));
  } else if (c < 0x10000) {
    *out++ = char(0xE0 | c >> 12);
    *out++ = char(0x80 | (c >> 6 & 63));
    *out++ = char(0x80 | (c & 63));
  } else {
    *out++ = char(0xF0 | c >> 18);
    *out++ = char(0x80 | (c >> 12 & 63));
    *out++ = char(0x80 | (c >> 6 & 63));
    *out++ = char(0x80 | (c & 63));
  }
  return out;
}
// After "\u": takes the digits (and a low surrogate that follows). False: not four digits.
bool takeUnicode(const char*& p, const char* end, char*& out) {
  int c = hex4(p, end);
  if (c < 0) return false;
  p += 4;
  if (c >= 0xD800 && c < 0xDC00) {
    const int low = end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2, end) : -1;
    if (low >= 0xDC00 && low < 0xE000) {
      p += 6;
      out = putUtf8(out, 0x10000 + (uint32_t(c - 0xD800) << 10) + uint32_t(low - 0xDC00));
      return true;
    }
    c = 0xFFFD;
  } else if (c >= 0xDC00 && c < 0xE000) {
    c = 0xFFFD;
  }
  out = putUtf8(out, uint32_t(c));
  return true;
}
}  // namespace

void appendString(QByteArray& out, QByteArrayView text) {
  constexpr qsizetype block = 256;  // room for the longest escapes is made for so many bytes at a time
  qsizetype at = out.size();
  const char* from = text.data();
  qsizetype left = text.size();
  do {
    const qsizetype size = std::min(left, block);
    // Room for the rest as it stands, and for this block at its longest.
    out.resize(std::max(out.size(), at + std::max(left, size * qsizetype(jsonscan::kMostPerByte)) + qsizetype(jsonscan::kBehind) + 2));
    char* const begin = out.data();
    char* end = begin + at;
    if (from == text.data()) *end++ = '"';
    end = jsonscan::escape(end, from, size_t(size));
    from += size;
    left -= size;
    if (left == 0) *end++ = '"';
    at = end - begin;
  } while (left > 0);
  out.resize(at);
}

std::optional<QByteArray> unescaped(QByteArrayView inner) {
  QByteArray result(inner.size(), Qt::Uninitialized);
  const char* p = inner.data();
  const char* const end = p + inner.size();
  char* out = result.data();
  while (p < end) {
    const char c = *p++;
    if (!kSpecial[static_cast<unsigned char>(c)]) [[likely]] {
      *out++ = c;
      continue;
    }
    if (c != '\\' || p == end) return std::nullopt;
    switch (*p++) {
      case '"': *out++ = '"'; break;
      case '\\': *out++ = '\\'; break;
      case '/': *out++ = '/'; break;
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'n': *out++ = '\n'; break;
      case 'r': *out++ = '\r'; break;
      case 't': *out++ = '\t'; break;
      case 'u':
        if (!takeUnicode(p, end, out)) return std::nullopt;
        break;
      default: return std::nullopt;
    }
  }
  result.resize(out - result.data());
  return result;
}

bool isValidUtf8(QByteArrayView text) { return simdjson::validate_utf8(text.data(), size_t(text.size())); }

QByteArray toValidUtf8(QByteArrayView text) {
  if (isValidUtf8(text)) return text.toByteArray();
  return QString::fromLatin1(text).toUtf8();
}

QByteArray newRequestId() {
  std::array<quint32, 4> words;
  QRandomGenerator::global()->fillRange(words.data(), qsizetype(words.size()));
  unsigned char bytes[16];
  memcpy(bytes, words.data(), sizeof bytes);
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  QByteArray id(36, '-');
  char* out = id.data();
  for (size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) ++out;
    *out++ = kHex[bytes[i] >> 4];
    *out++ = kHex[bytes[i] & 15];
  }
  return id;
}

ObjectScanner::ObjectScanner(QByteArrayView text) : m_at(text.data()), m_end(text.data() + text.size()) {
  skipSpace();
  if (m_at == m_end || *m_at != '{') {
    m_state = Bad;
    return;
  }
  ++m_at;
}

void ObjectScanner::skipSpace() {
  while (m_at < m_end && isSpace(*m_at)) ++m_at;
}

bool ObjectScanner::skipString() {
  if (m_at == m_end || *m_at != '"') return false;
  const char* const quote = jsonscan::closingQuote(m_at + 1, m_end);
  if (!quote) return false;
  m_at = quote + 1;
  return true;
}

// Brackets are matched by depth and kind; what lies between is not checked further.
bool ObjectScanner::skipNested() {
  std::array<char, kDepth> open;
  int depth = 0;
  while (m_at < m_end) {
    const char c = *m_at;
    if (c == '"') {
      if (!skipString()) return false;
      continue;
    }
    ++m_at;
    if (c == '{' || c == '[') {
      if (depth == kDepth) return false;
      open[size_t(depth++)] = char(c + 2);  // '}' and ']' lie two behind
    } else if (c == '}' || c == ']') {
      if (open[size_t(--depth)] != c) return false;
      if (depth == 0) return true;
    }
  }
  return false;
}

bool ObjectScanner::skipValue() {
  const char* begin = m_at;
  if (m_at == m_end) return false;
  if (*m_at == '"') {
    if (!skipString()) return false;
  } else if (*m_at == '{' || *m_at == '[') {
    if (!skipNested()) return false;
  } else {
    while (m_at < m_end && *m_at != ',' && *m_at != '}' && *m_at != ']' && !isSpace(*m_at)) ++m_at;
    if (m_at == begin) return false;
  }
  m_value = QByteArrayView(begin, m_at - begin);
  return true;
}

bool ObjectScanner::next() {
  if (m_state == End || m_state == Bad) return false;
  const State entered = std::exchange(m_state, Bad);
  skipSpace();
  if (m_at == m_end) return false;
  if (*m_at == '}') {
    ++m_at;
    skipSpace();
    m_state = m_at == m_end ? End : Bad;
    return false;
  }
  if (entered == More) {
    if (*m_at != ',') return false;
    ++m_at;
    skipSpace();
  }
  const char* key = m_at;
  if (!skipString()) return false;
  m_key = QByteArrayView(key + 1, m_at - key - 2);
  skipSpace();
  if (m_at == m_end || *m_at != ':') return false;
  ++m_at;
  skipSpace();
  if (!skipValue()) return false;
  m_state = More;
  return true;
}

std::optional<QList<QByteArray>> stringArray(QByteArrayView array) {
  QList<QByteArray> result;
  array = array.trimmed();
  if (array.size() < 2 || array.front() != '[' || array.back() != ']') return std::nullopt;
  // As the members of an object with the same keys would be: one string after the other.
  QByteArrayView rest = array.sliced(1, array.size() - 2).trimmed();
  while (!rest.isEmpty()) {
    if (rest.front() != '"') return std::nullopt;
    qsizetype end = 1;
    while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
    if (end >= rest.size()) return std::nullopt;
    auto text = unescaped(rest.sliced(1, end - 1));
    if (!text) return std::nullopt;
    result.append(std::move(*text));
    rest = rest.sliced(end + 1).trimmed();
    if (rest.isEmpty()) break;
    if (rest.front() != ',' || rest.size() == 1) return std::nullopt;
    rest = rest.sliced(1).trimmed();
    if (rest.isEmpty()) return std::nullopt;
  }
  return result;
}

}  // namespace scfdesk::jsontext
