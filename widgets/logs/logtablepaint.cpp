// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelhub.h"
#include "models/selection.h"
#include "widgets/controls/numberformat.h"
#include "widgets/logs/logtable.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
/// No screen shows more; a line may have 256 KB.
constexpr int kPaintedBytes = 2000;

QColor levelColor(LogLevel level, const Colors& c) {
  if (level == LogLevel::Error) return c.semantic.error;
  if (level == LogLevel::Warn) return c.semantic.warning;
  return c.text.tertiary;
}

QString shown(QByteArrayView text) {
  QString s = QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), kPaintedBytes)));
  s.replace(u'\t', u"    "_s);
  return s;
}
}  // namespace

LogTable::Columns LogTable::columns() const {
  const Theme& t = Theme::current();
  Columns at;
  at.time = t.px(12);
  at.level = at.time + t.px(108);
  at.instance = at.level + t.px(52);
  at.request = at.instance + t.px(m_requests ? 60 : 64);
  at.message = at.request + (m_requests ? t.px(80) : 0);
  return at;
}

void LogTable::paintEvent(QPaintEvent*) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  QPainter p(viewport());
  p.fillRect(viewport()->rect(), c.surface.input);
  p.setFont(t.code(12));
  if (rowCount() == 0) {
    p.setFont(t.ui(12));
    p.setPen(c.text.tertiary);
    p.drawText(QRect(t.px(12), t.px(2), viewport()->width() - t.px(24), rowHeight()), Qt::AlignVCenter | Qt::AlignLeft, m_emptyText);
  }
  const Columns at = columns();
  const qint64 top = topRow();
  const qint64 low = std::min(m_current, m_anchor < 0 ? m_current : m_anchor), high = std::max(m_current, m_anchor);
  const int h = rowHeight();
  int y = t.px(2);
  for (qint64 row = top; row < rowCount() && y < viewport()->height(); ++row, y += h) {
    const QRect area(0, y, viewport()->width(), h);
    if (row == m_rule) {
      paintRule(p, area);
      p.setFont(t.code(12));
      continue;
    }
    if (const auto line = lineAt(row)) paintLine(p, area, *line, at, row == m_current, row >= low && row <= high && high > low);
  }
  if (hasFocus() && rowCount() == 0) bevel::focusFrame(p, viewport()->rect(), 0);
}

void LogTable::paintLine(QPainter& p, const QRect& row, const LogLine& line, const Columns& at, bool current,
                         bool selected) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const LogRecord& r = line.record;
  const bool chosen = r.invocation && r.invocation == m_hub.selection().invocation();
  if (current || selected || chosen) p.fillRect(row, c.surface.selected);
  else if (r.level == LogLevel::Error) p.fillRect(row, c.semantic.errorWash);
  else if (r.level == LogLevel::Warn) p.fillRect(row, c.semantic.warningWash);
  if (current) p.fillRect(QRect(0, row.y(), t.px(3), row.height()), hasFocus() ? c.border.focus : c.accent.text);
  const int base = row.y() + (row.height() + p.fontMetrics().capHeight()) / 2;
  p.setPen(c.text.tertiary);
  p.drawText(QPoint(at.time, base), format::clock(r.at, 3));
  p.setPen(levelColor(r.level, c));
  p.drawText(QPoint(at.level, base), logLevelName(r.level));
  p.setPen(c.text.tertiary);
  const QString where = r.instance ? instanceName(r.instance) : r.function ? u"—"_s : tr("engine");
  p.drawText(QPoint(at.instance, base), where);
  if (m_requests && r.invocation) {
    p.setPen(c.text.link);
    p.drawText(QPoint(at.request, base), requestIdOf(r.invocation));
  }
  p.setPen(r.function ? c.text.primary : c.text.secondary);
  const QString text = shown(line.text);
  const int room = row.width() - at.message - t.px(12);
  const int fits = std::max(1, static_cast<int>(room / std::max(1.0, QFontMetricsF(p.font()).horizontalAdvance(u'0'))));
  const bool simple = text.size() <= fits;  // one advance per character in the code family, unless wide characters are in it
  p.drawText(QRect(at.message, row.y(), room, row.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
             simple ? text : p.fontMetrics().elidedText(text, Qt::ElideRight, room));
}

void LogTable::paintRule(QPainter& p, const QRect& row) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  p.fillRect(row, c.semantic.pastWash);
  p.fillRect(QRect(0, row.y(), row.width(), 1), c.chart.cursor);
  const int icon = t.px(12);
  p.drawPixmap(QPoint(t.px(12), row.y() + (row.height() - icon) / 2), t.pixmap(u"clock"_s, 12, c.semantic.past, devicePixelRatioF()));
  p.setPen(c.semantic.past);
  p.setFont(t.code(11));
  const QString when = format::clock(m_window->cursor, 1);
  const int x = t.px(12) + icon + t.px(8);
  const int base = row.y() + (row.height() + p.fontMetrics().capHeight()) / 2;
  p.drawText(QPoint(x, base), when);
  const int w = p.fontMetrics().horizontalAdvance(when) + t.px(6);
  p.setFont(t.ui(11));
  p.drawText(QPoint(x + w, base), tr("cursor"));
}

bool LogTable::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto line = lineAt(rowAt(help->pos()));
    const Columns at = columns();
    QString text;
    if (line && help->pos().x() >= at.message) {
      const int room = viewport()->width() - at.message - Theme::current().px(12);
      const QString whole = shown(line->text);
      if (QFontMetrics(Theme::current().code(12)).horizontalAdvance(whole) > room) text = whole;
    } else if (line && m_requests && help->pos().x() >= at.request && line->record.invocation) {
      text = tr("Select this invocation");
    }
    if (text.isEmpty()) QToolTip::hideText();
    else QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), viewport());
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace scfdesk
