// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "widgets/controls/numberformat.h"
#include "widgets/logs/ansitext.h"
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
constexpr int kRightPx = 16;  // free of text: the scroll bar lies there
/// No screen shows more; a line may have 256 KB.
constexpr int kPaintedBytes = 2000;

QColor levelColor(LogLevel level, const Colors& c) {
  if (level == LogLevel::Error) return c.semantic.error;
  if (level == LogLevel::Warn) return c.semantic.warning;
  return c.text.tertiary;
}

QColor ansiColor(AnsiText::Color color, const Colors& c) {
  switch (color) {
    case AnsiText::Color::None: return c.text.primary;
    case AnsiText::Color::Black: return c.text.tertiary;
    case AnsiText::Color::Red: return c.semantic.error;
    case AnsiText::Color::Green: return c.semantic.success;
    case AnsiText::Color::Yellow: return c.semantic.warning;
    case AnsiText::Color::Blue: return c.accent.text;
    case AnsiText::Color::Magenta: return c.syntax.keyword;
    case AnsiText::Color::Cyan: return c.syntax.key;
    case AnsiText::Color::White: return c.text.primary;
  }
  return c.text.primary;
}
}  // namespace

/// The titles over the columns; asks the table where they are.
class LogTitles final : public QWidget {
 public:
  explicit LogTitles(LogTable* table) : QWidget(table), m_table(table) {}

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& t = Theme::current();
    const Colors& c = t.colors();
    QPainter p(this);
    p.fillRect(rect(), c.surface.panel);
    p.fillRect(QRect(0, height() - 1, width(), 1), c.border.hairline);
    p.setFont(t.ui(11, QFont::Medium));
    p.setPen(c.text.secondary);
    const LogTable::Columns at = m_table->columns();
    const auto title = [&](int x, const QString& text) { p.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, text); };
    title(at.time, LogTable::tr("Time %1").arg(format::zone()));
    title(at.level, LogTable::tr("Level"));
    if (at.instance > at.function) title(at.function, LogTable::tr("Function"));
    title(at.instance, LogTable::tr("Instance"));
    if (at.message > at.request) title(at.request, LogTable::tr("Request"));
    title(at.message, LogTable::tr("Message", "of a log line"));
  }

 private:
  LogTable* m_table;
};

void LogTable::setTitles(bool shown) {
  const int height = shown ? Theme::current().px(26) : 0;
  if (shown && !m_titles) m_titles = new LogTitles(this);
  if (m_titles) m_titles->setVisible(shown);
  setViewportMargins(0, height, 0, 0);
  if (m_titles) m_titles->setGeometry(viewport()->x(), 0, viewport()->width(), height);
}

LogTable::Columns LogTable::columns() const {
  const Theme& t = Theme::current();
  Columns at;
  at.time = t.px(12);
  at.level = at.time + t.px(108);
  at.function = at.level + t.px(52);
  at.instance = at.function + (m_functions ? t.px(112) : 0);
  at.request = at.instance + t.px(m_requests ? 64 : 68);
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
    if (const auto line = lineAt(row)) paintLine(p, area, row, *line, at, row == m_current, row >= low && row <= high && high > low);
  }
  if (hasFocus()) bevel::focusFrame(p, viewport()->rect(), 0);
}

void LogTable::paintLine(QPainter& p, const QRect& row, qint64 index, const LogLine& line, const Columns& at, bool current,
                         bool selected) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const LogRecord& r = line.record;
  if (r.seq == 0 && r.at == 0) {  // on its way from the disk
    if (current || selected) p.fillRect(row, c.surface.selected);
    p.setPen(c.text.disabled);
    p.drawText(QPoint(at.time, row.y() + (row.height() + p.fontMetrics().capHeight()) / 2), u"…"_s);
    return;
  }
  const bool chosen = r.invocation && r.invocation == m_hub.selection().invocation();
  const qint64 head = m_titles ? headOf(index) : index;
  const auto first = head != index ? lineAt(head) : std::nullopt;
  const LogLevel level = first ? first->record.level : r.level;
  const auto facts = [this, &line](InvocationId) { return m_view->factsOf(line); };
  const bool back = m_dim && m_marked && m_marked->line(r, line.text, facts) != LogMatcher::Verdict::Yes;
  if (current || selected || chosen) p.fillRect(row, c.surface.selected);
  else if (back) {}
  else if (level == LogLevel::Error) p.fillRect(row, c.semantic.errorWash);
  else if (level == LogLevel::Warn) p.fillRect(row, c.semantic.warningWash);
  if (current) p.fillRect(QRect(0, row.y(), t.px(3), row.height()), hasFocus() ? c.border.focus : c.accent.text);
  const int base = row.y() + (row.height() + p.fontMetrics().capHeight()) / 2;
  const QColor quiet = back ? c.text.disabled : c.text.tertiary;
  const auto cell = [&](int x, int next, const QString& text) {
    const int room = next - x - t.px(8);
    p.drawText(QPoint(x, base), p.fontMetrics().horizontalAdvance(text) > room ? p.fontMetrics().elidedText(text, Qt::ElideRight, room) : text);
  };
  if (!first) {
    p.setPen(quiet);
    p.drawText(QPoint(at.time, base), format::clock(r.at, 3));
    p.setPen(back ? quiet : levelColor(level, c));
    p.drawText(QPoint(at.level, base), logLevelName(level));
    p.setPen(back ? quiet : m_functions ? c.text.secondary : quiet);
    if (m_functions) {
      const FunctionInfo* info = m_hub.functions().info(r.function);
      cell(at.function, at.instance, info ? info->key.name : r.function ? u"—"_s : tr("engine"));
    }
    p.setPen(quiet);
    p.drawText(QPoint(at.instance, base), r.instance ? instanceName(r.instance) : r.function || m_functions ? u"—"_s : tr("engine"));
    if (m_requests) {
      p.setPen(back ? quiet : c.text.link);
      p.drawText(QPoint(at.request, base), requestIdOf(line));
    }
  }
  const QRect area(at.message, row.y(), row.width() - at.message - t.px(kRightPx), row.height());
  paintMessage(p, area, line.text, back ? c.text.disabled : r.function ? c.text.primary : c.text.secondary, back);
}

void LogTable::paintMessage(QPainter& p, const QRect& area, QByteArrayView line, const QColor& color, bool back) const {
  const Colors& c = Theme::current().colors();
  const AnsiText shown = AnsiText::of(line, kPaintedBytes);
  const QString& text = shown.text;
  const std::vector<LogMatcher::Span> spans = m_marked && !back ? m_marked->spans(text) : std::vector<LogMatcher::Span>();
  p.setPen(color);
  const QFontMetricsF metrics(p.font());
  // One advance per character in the code family, unless wide characters are in it.
  const auto fits = static_cast<qsizetype>(area.width() / std::max(1.0, metrics.horizontalAdvance(u'0')));
  if ((shown.runs.empty() || back) && spans.empty()) {
    p.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text.size() <= fits ? text : p.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    return;
  }
  // Piece by piece: cut where a colour or a mark begins or ends.
  std::vector<qsizetype> cuts{0, text.size()};
  for (const auto& run : shown.runs) cuts.insert(cuts.end(), {run.at, run.at + run.length});
  for (const auto& span : spans) cuts.insert(cuts.end(), {span.at, span.at + span.length});
  std::sort(cuts.begin(), cuts.end());
  p.save();
  p.setClipRect(area);
  const QFont normal = p.font();
  const qreal base = area.y() + (area.height() + p.fontMetrics().capHeight()) / 2;
  qreal x = area.x();
  for (size_t i = 1; i < cuts.size() && x < area.right(); ++i) {
    const qsizetype from = cuts[i - 1];
    if (cuts[i] == from) continue;
    const QString piece = text.mid(from, cuts[i] - from);
    const bool marked = std::any_of(spans.begin(), spans.end(), [from](const auto& s) { return s.at <= from && from < s.at + s.length; });
    const auto run = std::find_if(shown.runs.begin(), shown.runs.end(), [from](const auto& r) { return r.at <= from && from < r.at + r.length; });
    const bool styled = run != shown.runs.end();
    QFont font = normal;
    font.setBold(styled && run->bold);
    p.setFont(font);
    const qreal advance = QFontMetricsF(font).horizontalAdvance(piece);
    if (marked) {
      p.setPen(Qt::NoPen);
      p.setBrush(c.semantic.warning);
      p.drawRoundedRect(QRectF(x - 1, area.y() + 2, advance + 2, area.height() - 4), 2, 2);
    }
    p.setPen(marked ? c.surface.input : styled && run->color != AnsiText::Color::None ? ansiColor(run->color, c) : color);
    p.drawText(QPointF(x, base), piece);
    x += advance;
  }
  p.restore();
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
      const int room = viewport()->width() - at.message - Theme::current().px(kRightPx);
      const QString whole = AnsiText::of(line->text, kPaintedBytes).text;
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
