// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/jsontext.h"
#include "models/data/jsonscanner.h"
#include <algorithm>
#include <cstring>

namespace scfdesk {

namespace {

using Kind = JsonScanner::Kind;
using Token = JsonScanner::Token;

/// Reads a whole text and notes what is wrong. A table of states and an explicit stack: depth costs no call stack.
class Checker final {
 public:
  Checker(QByteArrayView text, int most) : m_text(text), m_scanner(text), m_most(most) {}
  std::vector<JsonError> run();

 private:
  enum class State : uint8_t { Value, FirstElement, FirstName, Name, Colon, AfterValue };
  struct Container {
    char open;
    qsizetype at;
  };

  void note(qsizetype offset, const QString& message);
  void note(qsizetype offset, const char* message) { note(offset, QString::fromUtf8(message)); }
  /// One token in the present state. False: look at the same token again in the new state.
  bool take(const Token& t);
  bool takeValue(const Token& t);
  bool takeName(const Token& t);
  bool takeColon(const Token& t);
  bool takeAfterValue(const Token& t);
  void afterValue(qsizetype end) {
    m_state = State::AfterValue;
    m_valueEnd = end;
  }
  void close(const Token& t);
  void atEnd();
  [[nodiscard]] bool inObject() const { return !m_stack.empty() && m_stack.back().open == '{'; }
  [[nodiscard]] qsizetype placeOf(const Token& t) const;

  QByteArrayView m_text;
  JsonScanner m_scanner;
  int m_most;
  State m_state = State::Value;
  std::vector<Container> m_stack;
  std::vector<JsonError> m_errors;
  qsizetype m_comma = -1;     ///< the comma that was the last token, or -1
  qsizetype m_valueEnd = 0;   ///< where the last value ended
  bool m_stop = false;
};

void Checker::note(qsizetype offset, const QString& message) {
  if (m_stop || (!m_errors.empty() && m_errors.back().offset == offset)) return;
  // Lines and columns are counted from the error before: the whole text is counted once, however many errors there are.
  JsonError e;
  qsizetype from = 0;
  if (!m_errors.empty() && m_errors.back().offset <= offset) {
    e = m_errors.back();
    from = e.offset;
  }
  for (qsizetype i = from; i < offset; ++i) {
    const auto c = static_cast<unsigned char>(m_text[i]);
    if (c == '\n') {
      ++e.line;
      e.column = 1;
    } else if ((c & 0xC0) != 0x80) {
      ++e.column;
    }
  }
  e.offset = offset;
  e.message = message;
  m_errors.push_back(e);
  if (static_cast<int>(m_errors.size()) >= m_most) m_stop = true;
}

std::vector<JsonError> Checker::run() {
  while (!m_stop) {
    const Token t = m_scanner.next();
    if (t.wrong) note(t.wrongAt, t.wrong);
    if (t.kind == Kind::Junk) continue;
    if (t.kind == Kind::End) {
      atEnd();
      break;
    }
    while (!m_stop && !take(t)) {
    }
    m_comma = t.kind == Kind::Comma ? t.begin : -1;
  }
  // A missing comma is noted at the end of its line, which may lie before a mistake inside the next token.
  std::stable_sort(m_errors.begin(), m_errors.end(), [](const JsonError& a, const JsonError& b) { return a.offset < b.offset; });
  const auto same = [](const JsonError& a, const JsonError& b) { return a.offset == b.offset; };
  m_errors.erase(std::unique(m_errors.begin(), m_errors.end(), same), m_errors.end());
  return std::move(m_errors);
}

bool Checker::take(const Token& t) {
  switch (m_state) {
    case State::Value:
    case State::FirstElement: return takeValue(t);
    case State::FirstName:
    case State::Name: return takeName(t);
    case State::Colon: return takeColon(t);
    case State::AfterValue: return takeAfterValue(t);
  }
  return true;
}

bool Checker::takeValue(const Token& t) {
  switch (t.kind) {
    case Kind::Open:
      if (m_stack.size() >= static_cast<size_t>(kJsonDepth)) {
        note(t.begin, QStringLiteral("nested deeper than %1 levels").arg(kJsonDepth));
        m_stop = true;
        return true;
      }
      m_stack.push_back({t.ch, t.begin});
      m_state = t.ch == '{' ? State::FirstName : State::FirstElement;
      return true;
    case Kind::String:
    case Kind::Number:
    case Kind::Literal: afterValue(t.end); return true;
    case Kind::Close:
      if (m_stack.empty()) {
        note(t.begin, "expected a value");
        m_stop = true;
        return true;
      }
      if (m_state == State::Value) {
        if (m_comma >= 0)
          note(m_comma, "trailing comma");
        else
          note(t.begin, "expected a value");
      }
      close(t);
      return true;
    case Kind::Comma:
      note(t.begin, "expected a value");
      if (m_stack.empty()) return true;
      afterValue(t.begin);
      return false;
    case Kind::Colon:
      note(t.begin, "expected a value");
      return true;
    case Kind::End:
    case Kind::Junk: break;
  }
  return true;
}

bool Checker::takeName(const Token& t) {
  switch (t.kind) {
    case Kind::String:
      m_state = State::Colon;
      return true;
    case Kind::Literal:
    case Kind::Number:
      if (!t.wrong) note(t.begin, "names need double quotes");
      m_state = State::Colon;
      return true;
    case Kind::Close:
      if (m_state == State::Name) note(m_comma >= 0 ? m_comma : t.begin, "trailing comma");
      close(t);
      return true;
    case Kind::Colon:
      note(t.begin, "expected a name in double quotes");
      m_state = State::Value;
      return true;
    case Kind::Comma:
      note(t.begin, "expected a name in double quotes");
      m_state = State::Name;
      return true;
    case Kind::Open:
      // A value without a name: read it as one, so that its inside makes no further noise.
      note(t.begin, "expected a name in double quotes");
      m_state = State::Value;
      return false;
    case Kind::End:
    case Kind::Junk: break;
  }
  return true;
}

bool Checker::takeColon(const Token& t) {
  if (t.kind == Kind::Colon) {
    m_state = State::Value;
    return true;
  }
  note(placeOf(t), "expected ':' after name");
  if (t.kind == Kind::Comma || t.kind == Kind::Close)
    afterValue(t.begin);
  else
    m_state = State::Value;
  return false;
}

bool Checker::takeAfterValue(const Token& t) {
  if (m_stack.empty()) {
    note(t.begin, "unexpected text after the value");
    m_stop = true;
    return true;
  }
  if (t.kind == Kind::Comma) {
    m_state = inObject() ? State::Name : State::Value;
    return true;
  }
  if (t.kind == Kind::Close) {
    close(t);
    return true;
  }
  if (t.kind == Kind::Colon) {
    note(t.begin, "unexpected ':'");
    m_state = State::Value;
    return true;
  }
  note(placeOf(t), "expected ',' after value");
  m_state = inObject() ? State::Name : State::Value;
  return false;
}

/// Where something is missing before a token: at the token, or where its line ends when the token is on a later line.
qsizetype Checker::placeOf(const Token& t) const {
  qsizetype i = t.begin;
  while (i > 0 && (m_text[i - 1] == ' ' || m_text[i - 1] == '\t' || m_text[i - 1] == '\r' || m_text[i - 1] == '\n')) --i;
  return QByteArrayView(m_text).sliced(i, t.begin - i).contains('\n') ? i : t.begin;
}

void Checker::close(const Token& t) {
  const char wanted = inObject() ? '}' : ']';
  if (t.ch != wanted) {
    note(t.begin, QStringLiteral("expected '%1', not '%2'").arg(QLatin1Char(wanted)).arg(QLatin1Char(t.ch)));
    // The brace of a container further out: what lies between is taken as closed too.
    const char open = t.ch == '}' ? '{' : '[';
    const auto outer = std::find_if(m_stack.rbegin(), m_stack.rend(), [open](const Container& c) { return c.open == open; });
    if (outer != m_stack.rend()) m_stack.erase(outer.base(), m_stack.end());
  }
  m_stack.pop_back();
  afterValue(t.end);
}

void Checker::atEnd() {
  const qsizetype end = m_text.size();
  if (m_stack.empty()) {
    if (m_state != State::AfterValue) note(end, "expected a value");
    return;
  }
  if (m_comma >= 0)
    note(m_comma, "trailing comma");
  else if (m_state == State::Value)
    note(end, "expected a value");
  else if (m_state == State::Colon)
    note(end, "expected ':' after name");
  if (m_stop) return;
  const Container& innermost = m_stack.back();
  note(innermost.at, QStringLiteral("'%1' is never closed").arg(QLatin1Char(innermost.open)));
}

/// Copies the tokens of a valid text, asking `between` for what stands between them.
template <typename Piece, typename Break>
void walk(QByteArrayView text, Piece piece, Break newLine) {
  JsonScanner scanner(text);
  int depth = 0;
  bool empty = false;  // the last token opened a container
  for (Token t = scanner.next(); t.kind != Kind::End; t = scanner.next()) {
    if (t.kind == Kind::Close) {
      --depth;
      if (!empty) newLine(depth);
    } else if (empty) {
      newLine(depth);
    }
    piece(text.sliced(t.begin, t.end - t.begin), t.kind);
    empty = t.kind == Kind::Open;
    if (empty) ++depth;
    if (t.kind == Kind::Comma) newLine(depth);
  }
}

}  // namespace

std::vector<JsonError> checkJson(QByteArrayView text, int most) { return Checker(text, std::max(most, 1)).run(); }

bool isJson(QByteArrayView text) { return checkJson(text, 1).empty(); }

std::optional<QByteArray> formatJson(QByteArrayView text) {
  if (!isJson(text)) return std::nullopt;
  qsizetype size = 0;
  walk(text, [&](QByteArrayView token, Kind kind) { size += token.size() + (kind == Kind::Colon); }, [&](int depth) { size += 1 + 2 * depth; });
  if (size > kJsonLaidOutBytes) return std::nullopt;
  QByteArray out(size, ' ');
  char* at = out.data();
  walk(
      text,
      [&](QByteArrayView token, Kind kind) {
        std::memcpy(at, token.data(), static_cast<size_t>(token.size()));
        at += token.size() + (kind == Kind::Colon);
      },
      [&](int depth) {
        *at = '\n';
        at += 1 + 2 * depth;
      });
  return out;
}

std::optional<QByteArray> compactJson(QByteArrayView text) {
  if (!isJson(text)) return std::nullopt;
  QByteArray out;
  out.reserve(text.size());
  walk(text, [&](QByteArrayView token, Kind) { out.append(token); }, [](int) {});
  return out;
}

}  // namespace scfdesk
