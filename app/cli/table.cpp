// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table.h"
#include <QDateTime>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {

QString inked(const QString& text, Ink ink, bool on) {
  static constexpr const char* kCodes[] = {"", "2", "32", "33", "31"};
  if (!on || ink == Ink::Plain || text.isEmpty()) return text;
  return u"\x1b[%1m%2\x1b[0m"_s.arg(QLatin1String(kCodes[int(ink)]), text);
}

int columnsOf(const QString& text) {
  int columns = 0;
  for (const uint c : text.toUcs4()) {
    const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
                      (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
    columns += wide ? 2 : 1;
  }
  return columns;
}

QString Table::text(bool colours) const {
  QList<int> widths;
  QList<bool> right;
  for (const QString& head : m_heads) {
    right.append(head.startsWith(u'>'));
    widths.append(columnsOf(head) - (right.last() ? 1 : 0));
  }
  for (const auto& row : m_rows)
    for (qsizetype i = 0; i < row.size() && i < widths.size(); ++i) widths[i] = std::max(widths[i], columnsOf(row[i].text));
  QString out;
  const auto line = [&](const QList<Cell>& cells) {
    QString text;
    for (qsizetype i = 0; i < cells.size() && i < widths.size(); ++i) {
      const QString space(std::max(0, widths[i] - columnsOf(cells[i].text)), u' ');
      const QString inkedText = inked(cells[i].text, cells[i].ink, colours);
      text += right[i] ? space + inkedText : inkedText + space;
      if (i + 1 < cells.size()) text += u"  "_s;
    }
    while (text.endsWith(u' ')) text.chop(1);
    out += text + u'\n';
  };
  QList<Cell> heads;
  for (const QString& head : m_heads) heads.append(Cell(head.startsWith(u'>') ? head.mid(1) : head, Ink::Quiet));
  line(heads);
  for (const auto& row : m_rows) line(row);
  return out;
}

QString durationText(double us) {
  if (us < 1000) return u"%1 us"_s.arg(us, 0, 'f', 0);
  if (us < 1'000'000) return u"%1 ms"_s.arg(us / 1000, 0, 'f', us < 10'000 ? 2 : 1);
  return u"%1 s"_s.arg(us / 1'000'000, 0, 'f', 2);
}

QString bytesText(double bytes) {
  constexpr double kMega = 1024.0 * 1024;
  if (bytes < 1024) return bytes == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(bytes, 0, 'f', 0);
  return bytes < kMega ? u"%1 KB"_s.arg(bytes / 1024, 0, 'f', 0) : u"%1 MB"_s.arg(bytes / kMega, 0, 'f', 1);
}

QString cloudTimeText(const QString& text) {
  constexpr int kEastEightSeconds = 8 * 3600;
  const QDateTime at = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm:ss"_s);
  if (!at.isValid()) return text;
  return QDateTime(at.date(), at.time(), Qt::OffsetFromUTC, kEastEightSeconds).toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString timeText(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s); }

}  // namespace scfdesk::cli
