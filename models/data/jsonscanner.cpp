// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/jsonscanner.h"
#include <array>
#include <string_view>

namespace scfdesk {

namespace {

/// Bytes that need no look inside a string: everything printable in ASCII but the quote and the backslash.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> table{};
  for (int c = 0x20; c < 0x80; ++c) table[static_cast<size_t>(c)] = c != '"' && c != '\\';
  return table;
}();

bool isDigit(unsigned char c) { return c >= '0' && c <= '9'; }
bool isWord(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' || c == '-' || c == '+' || c == '.' || c >= 0x80;
}

void blame(JsonScanner::Token& token, const char* wrong, qsizetype at) {
  if (token.wrong) return;  // the first mistake of a token is the one to mend first
  token.wrong = wrong;
  token.wrongAt = at;
}

}  // namespace

int JsonScanner::utf8Length(qsizetype i) const {
  const auto follows = [this](qsizetype k) { return (at(k) & 0xC0) == 0x80; };
  const unsigned char c = at(i);
  if (c < 0x80) return 1;
  if (c < 0xC2) return 0;
  if (c < 0xE0) return follows(i + 1) ? 2 : 0;
  const unsigned char d = at(i + 1);
  if (c < 0xF0) {
    if (!follows(i + 1) || !follows(i + 2)) return 0;
    return (c == 0xE0 && d < 0xA0) || (c == 0xED && d >= 0xA0) ? 0 : 3;
  }
  if (c > 0xF4 || !follows(i + 1) || !follows(i + 2) || !follows(i + 3)) return 0;
  return (c == 0xF0 && d < 0x90) || (c == 0xF4 && d >= 0x90) ? 0 : 4;
}

void JsonScanner::skipSpace() {
  while (m_at < m_text.size()) {
    const char c = m_text[m_at];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
    ++m_at;
  }
}

JsonScanner::Token JsonScanner::next() {
  skipSpace();
  Token token;
  token.begin = token.end = m_at;
  if (m_at >= m_text.size()) return token;
  const unsigned char c = at(m_at);
  token.end = m_at + 1;
  token.ch = static_cast<char>(c);
  switch (c) {
    case '{':
    case '[': token.kind = Kind::Open; break;
    case '}':
    case ']': token.kind = Kind::Close; break;
    case ',': token.kind = Kind::Comma; break;
    case ':': token.kind = Kind::Colon; break;
    case '"': scanString(token); break;
    case '/': scanComment(token); break;
    case '\'':
      token.kind = Kind::String;
      blame(token, "strings need double quotes", m_at);
      while (at(token.end) && at(token.end) != '\'' && at(token.end) != '\n') ++token.end;
      if (at(token.end) == '\'') ++token.end;
      break;
    default:
      if (isDigit(c) || ((c == '-' || c == '+' || c == '.') && (isDigit(at(m_at + 1)) || !isWord(at(m_at + 1)))))
        scanNumber(token);
      else if (isWord(c))
        scanWord(token);
      else {
        token.kind = Kind::Junk;
        blame(token, c < 0x20 || c == 0x7F ? "control character" : "unexpected character", m_at);
      }
  }
  m_at = token.end;
  return token;
}

int JsonScanner::hex4(qsizetype i) const {
  int value = 0;
  for (qsizetype k = i; k < i + 4; ++k) {
    const unsigned char c = at(k);
    const int digit = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

void JsonScanner::scanEscape(qsizetype& i, Token& token) {
  const unsigned char c = at(i + 1);
  if (c != 'u') {
    if (c == 0 || std::string_view("\"\\/bfnrt").find(static_cast<char>(c)) == std::string_view::npos)
      blame(token, "unknown escape: after \\ comes one of \" \\ / b f n r t u", i);
    // What ends the string or the line is not swallowed by a wrong escape.
    i += c == '\n' || i + 1 >= m_text.size() ? 1 : c < 0x80 ? 2 : 1;
    return;
  }
  const int unit = hex4(i + 2);
  if (unit < 0) {
    blame(token, "expected four hex digits after \\u", i);
    i += 2;
    return;
  }
  const bool high = unit >= 0xD800 && unit < 0xDC00;
  if (high && at(i + 6) == '\\' && at(i + 7) == 'u') {
    if (const int second = hex4(i + 8); second >= 0xDC00 && second < 0xE000) {
      i += 12;
      return;
    }
  }
  if (unit >= 0xD800 && unit < 0xE000) blame(token, "half of a surrogate pair", i);
  i += 6;
}

void JsonScanner::scanString(Token& token) {
  token.kind = Kind::String;
  qsizetype i = m_at + 1;
  const qsizetype size = m_text.size();
  for (;;) {
    while (i < size && kPlain[static_cast<unsigned char>(m_text[i])]) ++i;
    if (i >= size || m_text[i] == '\n') {
      blame(token, "unterminated string", m_at);
      break;
    }
    const unsigned char c = at(i);
    if (c == '"') {
      ++i;
      break;
    }
    if (c == '\\') {
      scanEscape(i, token);
    } else if (c < 0x20) {
      blame(token, "control character in a string: write it as an escape such as \\t", i);
      ++i;
    } else {
      const int length = utf8Length(i);
      if (length == 0) blame(token, "bytes that are not UTF-8", i);
      i += length ? length : 1;
    }
  }
  token.end = i;
}

void JsonScanner::scanNumber(Token& token) {
  token.kind = Kind::Number;
  qsizetype i = m_at;
  const auto digits = [&] {
    const qsizetype first = i;
    while (isDigit(at(i))) ++i;
    return i > first;
  };
  if (at(i) == '+') {
    blame(token, "a number has no '+' in front", i);
    ++i;
  }
  if (at(i) == '-') ++i;
  const qsizetype whole = i;
  if (!digits())
    blame(token, at(i) == '.' ? "expected a digit before '.'" : "expected a digit after '-'", i);
  else if (at(whole) == '0' && i > whole + 1)
    blame(token, "a number has no leading zeros", whole);
  if (at(i) == '.') {
    ++i;
    if (!digits()) blame(token, "expected a digit after '.'", i);
  }
  if (at(i) == 'e' || at(i) == 'E') {
    ++i;
    if (at(i) == '+' || at(i) == '-') ++i;
    if (!digits()) blame(token, "expected a digit in the exponent", i);
  }
  if (isWord(at(i))) {
    blame(token, "not a number", m_at);
    while (isWord(at(i))) ++i;
  }
  token.end = i;
}

void JsonScanner::scanWord(Token& token) {
  qsizetype i = m_at;
  while (isWord(at(i))) {
    const int length = utf8Length(i);
    if (length == 0) blame(token, "bytes that are not UTF-8", i);
    i += length ? length : 1;
  }
  token.end = i;
  token.kind = Kind::Literal;
  const std::string_view word(m_text.data() + m_at, static_cast<size_t>(i - m_at));
  if (word == "true" || word == "false" || word == "null") return;
  if (word.starts_with("\xEF\xBB\xBF") && m_at == 0) {
    token.kind = Kind::Junk;
    token.end = m_at + 3;
    blame(token, "a byte order mark is not JSON: save the text without it", m_at);
  } else if (word == "True" || word == "False" || word == "None" || word == "TRUE" || word == "FALSE" || word == "NULL" || word == "Null") {
    blame(token, "write true, false or null", m_at);
  } else if (word == "NaN" || word == "Infinity" || word == "-Infinity" || word == "undefined") {
    blame(token, "JSON has no such value: write a number or null", m_at);
  } else {
    blame(token, "strings and names need double quotes", m_at);
  }
}

void JsonScanner::scanComment(Token& token) {
  token.kind = Kind::Junk;
  const unsigned char second = at(m_at + 1);
  if (second != '/' && second != '*') return blame(token, "unexpected character", m_at);
  blame(token, "JSON has no comments", m_at);
  qsizetype i = m_at + 2;
  const qsizetype size = m_text.size();
  if (second == '/')
    while (i < size && m_text[i] != '\n') ++i;
  else
    while (i < size && !(m_text[i - 1] == '*' && m_text[i] == '/' && i > m_at + 2)) ++i;
  token.end = second == '*' && i < size ? i + 1 : i;
}

}  // namespace scfdesk
