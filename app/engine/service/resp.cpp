// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/resp.h"
#include <algorithm>

namespace scfdesk::resp {
namespace {
enum class Got { Whole, Part, Wrong };

Got one(const QByteArray& bytes, qsizetype& at, Value& value, int depth) {
  const qsizetype end = bytes.indexOf("\r\n", at);
  if (end < 0) return bytes.size() - at > 64 * 1024 && bytes[at] != '+' && bytes[at] != '-' ? Got::Wrong : Got::Part;
  value.kind = bytes[at];
  const QByteArray line = bytes.mid(at + 1, end - at - 1);
  qsizetype next = end + 2;
  bool ok = true;
  if (value.kind == '+' || value.kind == '-' || value.kind == ':') {
    value.text = line;
  } else if (value.kind == '$') {
    const int size = line.toInt(&ok);
    if (!ok || size < -1) return Got::Wrong;
    if (size < 0) {
      value.kind = '_';
    } else {
      if (bytes.size() < next + size + 2) return Got::Part;
      value.text = bytes.mid(next, size);
      next += size + 2;
    }
  } else if (value.kind == '*') {
    const int count = line.toInt(&ok);
    if (!ok || count < -1 || count > kItems || depth >= kDepth) return Got::Wrong;
    if (count < 0) value.kind = '_';
    for (int i = 0; i < count; ++i) {
      if (next >= bytes.size()) return Got::Part;
      Value item;
      if (const Got got = one(bytes, next, item, depth + 1); got != Got::Whole) return got;
      value.items.append(std::move(item));
    }
  } else {
    return Got::Wrong;
  }
  at = next;
  return Got::Whole;
}
}  // namespace

std::optional<QList<Value>> parse(const QByteArray& bytes) {
  QList<Value> values;
  for (qsizetype at = 0; at < bytes.size();) {
    Value value;
    const Got got = one(bytes, at, value, 0);
    if (got == Got::Wrong) return std::nullopt;
    if (got == Got::Part) break;
    values.append(std::move(value));
  }
  return values;
}

Scan::Found Scan::look(QByteArrayView bytes) {
  constexpr qsizetype kLine = 64 * 1024;
  while (m_at < bytes.size()) {
    const qsizetype end = bytes.indexOf(QByteArrayView("\r\n"), m_at);
    // The same limit whether the end of the line has come with the rest or not yet.
    if ((end < 0 ? bytes.size() : end + 1) - m_at > kLine) return Found::Wrong;
    if (end < 0) return Found::More;
    const char kind = bytes[m_at];
    qsizetype next = end + 2;
    int inside = 0;
    if (kind == '$' || kind == '*') {
      bool ok = true;
      const int size = bytes.sliced(m_at + 1, end - m_at - 1).toInt(&ok);
      if (!ok || size < -1) return Found::Wrong;
      if (kind == '$' && size >= 0) next += size + 2;
      if (kind == '*' && (size > kItems || m_open.size() >= kDepth)) return Found::Wrong;
      if (kind == '*') inside = std::max(size, 0);
      if (next > bytes.size()) return Found::More;
    } else if (kind != '+' && kind != '-' && kind != ':') {
      return Found::Wrong;
    }
    m_at = next;
    if (inside > 0) {
      m_open.append(inside);
      continue;
    }
    while (!m_open.isEmpty() && --m_open.last() == 0) m_open.removeLast();
    if (m_open.isEmpty()) return Found::Whole;
  }
  return Found::More;
}

QByteArray command(const QByteArrayList& words) {
  QByteArray bytes = '*' + QByteArray::number(words.size()) + "\r\n";
  for (const QByteArray& word : words) bytes += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
  return bytes;
}

std::optional<QByteArrayList> words(const QByteArray& line) {
  QByteArrayList list;
  QByteArray word;
  char quote = 0;
  bool open = false;
  for (qsizetype i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote && c == quote) {
      quote = 0;
    } else if (quote == '"' && c == '\\' && i + 1 < line.size()) {
      const char next = line[++i];
      if (next == 'x' && i + 2 < line.size()) {
        word += char(line.mid(i + 1, 2).toInt(nullptr, 16));
        i += 2;
      } else {
        word += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
      }
    } else if (quote) {
      word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      open = true;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (open) list << std::exchange(word, {});
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (quote) return std::nullopt;
  if (open) list << word;
  return list;
}

QByteArray shown(const Value& value) {
  if (value.kind == '_') return "(nil)";
  if (value.kind != '*') return value.text;
  QByteArrayList parts;
  for (const Value& item : value.items) parts << shown(item);
  return '[' + parts.join(", ") + ']';
}

}  // namespace scfdesk::resp
