// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/linediff.h"
#include <QRegularExpression>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

std::vector<LineChange> diffLines(QList<QByteArray> first, QList<QByteArray> second) {
  first = first.mid(std::max<qsizetype>(0, first.size() - kLinesCompared));
  second = second.mid(std::max<qsizetype>(0, second.size() - kLinesCompared));
  const auto rows = size_t(first.size()), columns = size_t(second.size());
  // common[i][j]: lines that the rests behind i and j have in common, in order.
  std::vector<uint16_t> common((rows + 1) * (columns + 1));
  const auto at = [columns](size_t i, size_t j) { return i * (columns + 1) + j; };
  for (size_t i = rows; i-- > 0;)
    for (size_t j = columns; j-- > 0;)
      common[at(i, j)] = first[qsizetype(i)] == second[qsizetype(j)] ? uint16_t(common[at(i + 1, j + 1)] + 1) : std::max(common[at(i + 1, j)], common[at(i, j + 1)]);
  std::vector<LineChange> changes;
  size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    const bool both = i < rows && j < columns;
    if (both && first[qsizetype(i)] == second[qsizetype(j)]) {
      changes.push_back({LineChange::Kind::Same, first[qsizetype(i)]});
      ++i;
      ++j;
    } else if (j == columns || (i < rows && common[at(i + 1, j)] >= common[at(i, j + 1)])) {
      changes.push_back({LineChange::Kind::OnlyFirst, first[qsizetype(i++)]});
    } else {
      changes.push_back({LineChange::Kind::OnlySecond, second[qsizetype(j++)]});
    }
  }
  return changes;
}

QList<QByteArray> comparableLines(const QByteArray& log, const QByteArray& requestId) {
  static const QRegularExpression stamp(u"^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?(?=\\s)"_s);
  static const QRegularExpression measured(u"\\d+(\\.\\d+)? ?(ms|MB|s)\\b"_s);
  QList<QByteArray> lines;
  for (QByteArray line : log.split('\n')) {
    line = line.trimmed();
    if (line.isEmpty() || line.startsWith("Init Report ")) continue;
    if (!requestId.isEmpty()) line.replace(requestId, "<id>");
    QString text = QString::fromUtf8(line);
    if (line.startsWith("Report ")) text.replace(measured, u"..."_s);
    text.replace(stamp, u"<time>"_s);
    lines.append(text.toUtf8());
  }
  return lines;
}

}  // namespace scfdesk
