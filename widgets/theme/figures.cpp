// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/figures.h"
#include "widgets/theme/theme.h"
#include <QFontMetrics>
#include <vector>

namespace scfdesk {

namespace {

struct Run {
  QString text;
  bool number = false;
};

/// A number is a run of digits with the signs inside it: "12,590", "14:28:39", "3.11.2"; a digit inside a word ("p99") is not one.
std::vector<Run> runsOf(const QString& text) {
  std::vector<Run> runs;
  qsizetype at = 0;
  while (at < text.size()) {
    const bool digit = text[at].isDigit() && (at == 0 || !text[at - 1].isLetterOrNumber());
    qsizetype end = at + 1;
    if (digit) {
      while (end < text.size() && (text[end].isDigit() || (QStringView(u".,:").contains(text[end]) && end + 1 < text.size() && text[end + 1].isDigit()))) ++end;
    } else {
      while (end < text.size() && !(text[end].isDigit() && !text[end - 1].isLetterOrNumber())) ++end;
    }
    runs.push_back({text.mid(at, end - at), digit});
    at = end;
  }
  return runs;
}

}  // namespace

int figuresWidth(const QString& text, int size, QFont::Weight weight) {
  const QFontMetrics words(Theme::current().ui(size, weight)), numbers(Theme::current().code(size));
  int width = 0;
  for (const Run& run : runsOf(text)) width += (run.number ? numbers : words).horizontalAdvance(run.text);
  return width;
}

void drawFigures(QPainter& painter, const QRect& rect, const QString& text, int size, QFont::Weight weight, Qt::Alignment align) {
  const Theme& theme = Theme::current();
  const QFont words = theme.ui(size, weight), numbers = theme.code(size);
  const int whole = figuresWidth(text, size, weight);
  if (whole > rect.width()) {
    painter.setFont(words);
    painter.drawText(rect, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    return;
  }
  int x = align & Qt::AlignRight ? rect.right() + 1 - whole : rect.left();
  const QFontMetrics metrics(words);
  const int baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
  for (const Run& run : runsOf(text)) {
    painter.setFont(run.number ? numbers : words);
    painter.drawText(x, baseline, run.text);
    x += painter.fontMetrics().horizontalAdvance(run.text);
  }
}

}  // namespace scfdesk
