// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/loghistogram.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/tabledialog.h"
#include "widgets/theme/followtheme.h"
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>
#include <utility>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kColumnPx = 10;  // with its gap
constexpr int kLabels = 6;
}  // namespace

LogHistogram::LogHistogram(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  installPaintedAccessible();
  setObjectName(u"logs_histogram"_s);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&hub.time(), &TimeState::viewChanged, this, qOverload<>(&QWidget::update));
  connect(&hub.time(), &TimeState::cursorChanged, this, qOverload<>(&QWidget::update));
  connect(&hub.time(), &TimeState::nowChanged, this, [this] {
    // The columns move when a whole one has passed.
    const TimeUs column = m_hub.time().now() / columnUs();
    if (m_hub.time().live() && isVisible() && std::exchange(m_column, column) != column) update();
  });
  followTheme(this, [this] {
    updateGeometry();
    update();
  });
}

void LogHistogram::setSummary(const LogSummary* summary) {
  m_summary = summary;
  update();
}

void LogHistogram::setScreen(TimeUs begin, TimeUs end) {
  if (begin == m_begin && end == m_end) return;
  m_begin = begin;
  m_end = end;
  update();
}

QSize LogHistogram::sizeHint() const { return {Theme::current().px(400), Theme::current().px(66)}; }

QRect LogHistogram::plot() const {
  const Theme& t = Theme::current();
  return {t.px(16), t.px(6), width() - t.px(32), height() - t.px(6 + 19)};
}

TimeUs LogHistogram::columnUs() const {
  const TimeState& time = m_hub.time();
  const int most = std::max(1, plot().width() / Theme::current().px(kColumnPx));
  TimeUs column = LogSummary::kColumnUs;
  for (const TimeUs step : {TimeUs(2), TimeUs(4), TimeUs(8), TimeUs(20), TimeUs(40), TimeUs(120), TimeUs(240), TimeUs(480), TimeUs(1200), TimeUs(2400), TimeUs(7200)}) {
    if (time.span() / column <= most) break;
    column = LogSummary::kColumnUs * step;
  }
  return column;
}

TimeUs LogHistogram::timeAt(int x) const {
  const QRect area = plot();
  const TimeState& time = m_hub.time();
  return time.viewBegin() + static_cast<TimeUs>(double(x - area.x()) / std::max(1, area.width()) * double(time.span()));
}

void LogHistogram::paintEvent(QPaintEvent*) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const TimeState& time = m_hub.time();
  QPainter p(this);
  p.fillRect(rect(), c.surface.panel);
  p.fillRect(QRect(0, height() - 1, width(), 1), c.border.hairline);
  const QRect area = plot();
  if (!m_summary || area.width() < 2 || time.viewEnd() <= 0) return;
  const TimeUs column = columnUs(), begin = time.viewBegin(), end = time.viewEnd();
  const auto x = [&](TimeUs at) { return area.x() + static_cast<int>(double(at - begin) / double(time.span()) * area.width()); };
  uint32_t most = 1;
  for (TimeUs at = begin / column * column; at < end; at += column) most = std::max(most, m_summary->counts(at, at + column).lines);
  p.setClipRect(area.adjusted(-1, -t.px(4), 1, 1));
  for (TimeUs at = begin / column * column; at < end; at += column) {
    const LogSummary::Counts counts = m_summary->counts(at, at + column);
    if (counts.lines == 0) continue;
    const int left = x(at), width = std::max(1, x(at + column) - left - t.px(1));
    const auto tall = [&](uint32_t n) { return n == 0 ? 0 : std::max(t.px(2), static_cast<int>(std::lround(double(n) / most * area.height()))); };
    const int all = std::max(tall(counts.lines), tall(counts.errors) + tall(counts.warnings));
    int foot = area.bottom() + 1;
    p.fillRect(QRect(left, foot - all, width, all), at + column > m_begin && at < m_end ? c.text.disabled : c.border.normal);
    p.fillRect(QRect(left, foot - tall(counts.errors), width, tall(counts.errors)), c.semantic.error);
    foot -= tall(counts.errors);
    p.fillRect(QRect(left, foot - tall(counts.warnings), width, tall(counts.warnings)), c.semantic.warning);
  }
  p.fillRect(QRect(area.x(), area.bottom() + 1, area.width(), 1), c.chart.axis);
  if (m_end > m_begin && m_end >= begin && m_begin <= end) {
    const QRect frame(std::max(area.x(), x(m_begin)), area.y() - t.px(3), std::max(t.px(3), std::min(area.right(), x(m_end)) - std::max(area.x(), x(m_begin))), area.height() + t.px(4));
    QColor wash = c.accent.wash;
    wash.setAlpha(90);
    p.fillRect(frame, wash);
    p.setPen(c.accent.text);
    p.drawRect(frame.adjusted(0, 0, -1, -1));
  }
  p.setClipping(false);
  if (!time.live()) {
    const int at = x(time.cursor());
    if (at >= area.x() && at <= area.right()) p.fillRect(QRect(at, area.y() - t.px(3), t.px(1), area.height() + t.px(4)), c.chart.cursor);
  }
  p.setFont(t.code(11));
  p.setPen(c.text.tertiary);
  for (int i = 0; i <= kLabels; ++i) {
    const QString label = format::clock(begin + time.span() * i / kLabels, 0);
    const int w = p.fontMetrics().horizontalAdvance(label);
    const int at = std::clamp(area.x() + area.width() * i / kLabels - (i == 0 ? 0 : i == kLabels ? w : w / 2), 0, width() - w);
    p.drawText(QRect(at, area.bottom() + t.px(3), w, t.px(16)), Qt::AlignCenter, label);
  }
}

QString LogHistogram::paintedValue() const {
  if (!m_summary) return {};
  const TimeState& time = m_hub.time();
  const LogSummary::Counts counts = m_summary->counts(time.viewBegin(), time.viewEnd());
  return tr("%1 to %2: %3 lines, %4 warnings, %5 errors")
      .arg(format::clock(time.viewBegin(), 0), format::clock(time.viewEnd(), 0), format::count(counts.lines), format::count(counts.warnings), format::count(counts.errors));
}

TableData LogHistogram::table() const {
  TableData data;
  data.title = tr("Lines of the log");
  data.columns = {tr("Time"), tr("Lines"), tr("Warnings"), tr("Errors")};
  if (!m_summary) return data;
  const TimeState& time = m_hub.time();
  const TimeUs column = columnUs();
  for (TimeUs at = time.viewBegin() / column * column; at < time.viewEnd(); at += column) {
    const LogSummary::Counts n = m_summary->counts(at, at + column);
    data.rows.append({format::clock(at, 3), QString::number(n.lines), QString::number(n.warnings), QString::number(n.errors)});
  }
  return data;
}

void LogHistogram::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_pressed = timeAt(event->pos().x());
  if (!(event->modifiers() & Qt::ShiftModifier)) Q_EMIT timeWanted(m_pressed);
}

void LogHistogram::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton)) return;
  if (event->modifiers() & Qt::ShiftModifier) m_hub.time().setRange(m_pressed, timeAt(event->pos().x()));
  else Q_EMIT timeWanted(timeAt(event->pos().x()));
}

void LogHistogram::contextMenuEvent(QContextMenuEvent* event) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Show as table"), this, [this] { (new TableDialog(table(), window()))->show(); });
  menu->popup(event->globalPos());
}

bool LogHistogram::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && m_summary) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const TimeUs column = columnUs(), at = timeAt(help->pos().x()) / column * column;
    const LogSummary::Counts n = m_summary->counts(at, at + column);
    QToolTip::showText(help->globalPos(), tr("%1, %2 s: %3 lines, %4 warnings, %5 errors")
                                              .arg(format::clock(at, 1), QString::number(double(column) / 1e6), format::count(n.lines), format::count(n.warnings), format::count(n.errors)), this);
    return true;
  }
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::Polish) setAccessibleName(tr("Lines by time"));
  return QWidget::event(event);
}

}  // namespace scfdesk
