// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/linesplitter.h"
#include <QString>
#include <QUtf8StringView>
#include <cstring>

namespace scfdesk {
namespace {
constexpr QByteArrayView kCutNote("... [line cut]");

bool isAscii(QByteArrayView bytes) {
  const char* p = bytes.data();
  const char* const end = p + bytes.size();
  for (; end - p >= 8; p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    if (word & 0x8080808080808080ULL) return false;
  }
  for (; p < end; ++p)
    if (*p & 0x80) return false;
  return true;
}

/// Does not leave half a character at the end of a cut line.
QByteArrayView withoutBrokenEnd(QByteArrayView line) {
  qsizetype n = line.size();
  for (int back = 0; back < 3 && n > 0 && (line[n - 1] & 0xc0) == 0x80; ++back) --n;
  if (n > 0 && (line[n - 1] & 0xc0) == 0xc0) return line.first(n - 1);
  return line;
}
}  // namespace

QByteArray replacedUtf8(QByteArrayView bytes) {
  if (isAscii(bytes) || QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8()) return {};
  return QString::fromUtf8(bytes).toUtf8();
}

bool LineSplitter::give(QByteArrayView line, const Sink& sink) {
  if (line.endsWith('\r')) line.chop(1);
  QByteArray cut;
  const QByteArray fixed = replacedUtf8(line);
  if (!fixed.isNull()) line = fixed;
  if (line.size() > m_maxLine) {
    cut = withoutBrokenEnd(line.first(m_maxLine - kCutNote.size())).toByteArray() + kCutNote.toByteArray();
    line = cut;
  }
  return sink(line);
}

bool LineSplitter::feed(QByteArrayView bytes, const Sink& sink) {
  while (!bytes.isEmpty()) {
    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView part = end < 0 ? bytes : bytes.first(end);
    bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
    if (m_dropping) {
      m_dropping = end < 0;
      continue;
    }
    if (end >= 0 && m_held.isEmpty() && part.size() <= m_maxLine + 1) {  // + 1: a carriage return does not count
      if (!give(part, sink)) return false;
      continue;
    }
    m_held.append(part.first(std::min(part.size(), m_maxLine + 2 - m_held.size())));
    const bool tooLong = m_held.size() > m_maxLine + 1;
    if (end < 0 && !tooLong) return true;
    const QByteArray line = std::exchange(m_held, QByteArray());
    m_dropping = end < 0;
    if (!give(line, sink)) return false;
  }
  return true;
}

bool LineSplitter::finish(const Sink& sink) {
  m_dropping = false;
  if (m_held.isEmpty()) return true;
  const QByteArray line = std::exchange(m_held, QByteArray());
  return give(line, sink);
}

}  // namespace scfdesk
