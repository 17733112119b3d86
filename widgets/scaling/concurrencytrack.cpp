// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/concurrencytrack.h"
#include "models/timeline.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/columnline.h"
#include "widgets/scaling/gaugetracks.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kLimitRoom = 4;    // the limit is drawn when it is at most so many times what was used
constexpr int kReachedPx = 2;    // token pixels of the mark where the limit was reached
constexpr float kFill = 0.28F;

int concurrency(const CountStep& s) { return s.starting + s.init + s.busy; }
}  // namespace

ConcurrencyTrack::ConcurrencyTrack(Plot& plot, QWidget* parent) : Track(plot, u"scaling_concurrency"_s, parent) {
  setAccessibleName(tr("Concurrency"));
}

int ConcurrencyTrack::at(TimeUs t) const { return concurrency(plot().countsAt(t)); }

QString ConcurrencyTrack::paintedValue() const {
  const QString used = format::count(at(plot().cursor())), when = format::clock(plot().cursor(), 1);
  return plot().limit() ? tr("%1 of %2 at %3").arg(used, format::count(plot().limit()), when) : tr("%1 at %2").arg(used, when);
}

QString ConcurrencyTrack::tooltipAt(const QPoint& pos) const {
  if (pos.x() < plotRect().left()) return tr("Concurrency: starting, init and busy; the limit applies to these. Limit: account quota by memory.");
  if (!plotRect().contains(pos)) return {};
  const TimeUs when = plot().scale().timeAt(pos.x());
  const QString used = format::count(at(when));
  return format::clock(when, 1) + u"  "_s + (plot().limit() ? tr("Concurrency %1 of %2").arg(used, format::count(plot().limit())) : tr("Concurrency %1").arg(used));
}

int ConcurrencyTrack::yOf(double value) const {
  return static_cast<int>(height() - 1 - std::min<double>(value, m_top) / m_top * (height() - Theme::current().px(10)));
}

void ConcurrencyTrack::fillValues() {
  m_columns.update(plot().hub().timeline(), plot().counted(), plot().scale(), plot().now(), plot().countedVersion());
  m_values.resize(m_columns.values().size());
  std::transform(m_columns.values().begin(), m_columns.values().end(), m_values.begin(), concurrency);
  const auto& seconds = plot().seconds().values();
  for (size_t i = 0, n = std::min(plot().seconds().before(plot().detailBegin()), m_values.size()); i < n; ++i) m_values[i] = seconds[i].busy;
  m_peak = m_values.empty() ? 0 : *std::max_element(m_values.begin(), m_values.end());
}

void ConcurrencyTrack::paintPlot(QPainter& p, const QRect& area) {
  const Colors& c = Theme::current().colors();
  fillValues();
  m_top = static_cast<int>(niceCeiling(std::max(4, m_peak)));
  const int limit = plot().limit();
  if (limit > 0 && limit <= std::max(4, m_peak) * kLimitRoom) {
    const int both = std::max(m_peak, limit);
    m_top = both + std::max(1, both / 8);  // the line is not the edge of the graph
  }
  p.setPen(QPen(c.chart.grid, 0));
  p.drawLine(area.left(), yOf(m_top / 2.0), area.right(), yOf(m_top / 2.0));
  QColor fill = c.state.busy;
  fill.setAlphaF(kFill);
  const double w = 1 / plot().scale().dpr, foot = yOf(0);
  const bool inRange = limit > 0 && limit <= m_top;
  ColumnLine line(area, plot().scale().dpr);
  std::vector<QRectF> reached;
  for (size_t i = 0; i < m_values.size();) {
    size_t end = i + 1;
    while (end < m_values.size() && m_values[end] == m_values[i]) ++end;
    const double x0 = area.left() + static_cast<double>(i) * w, x1 = area.left() + static_cast<double>(end) * w, y = yOf(m_values[i]);
    if (m_values[i] > 0) p.fillRect(QRectF(x0, y, x1 - x0, foot - y), fill);
    if (inRange && m_values[i] >= limit) reached.emplace_back(x0, yOf(limit) - Theme::current().px(kReachedPx), x1 - x0, Theme::current().px(kReachedPx));
    line.step(i, end, y - 0.5);
    i = end;
  }
  line.paintCrisp(p, c.state.busy, 1.5);
  if (inRange) paintLimit(p, area, yOf(limit));
  for (const QRectF& stretch : reached) p.fillRect(stretch, c.state.queued);
}

void ConcurrencyTrack::paintOverlay(QPainter& p, const QRect&) {
  if (!plot().live()) paintReadout(p, QPointF(plot().scale().x(plot().cursor()), yOf(at(plot().cursor()))));
}

void ConcurrencyTrack::paintAxis(QPainter& p, const QRect& axis) {
  const int limit = plot().limit();
  if (limit <= 0 || limit > m_top) return paintGridLine(p, axis, yOf(m_top), format::count(m_top));
  const bool small = limit < 1000;  // a longer one has no room for the word
  paintGridLine(p, axis, yOf(limit), small ? tr("max %1").arg(limit) : format::count(limit), !small);
}

void ConcurrencyTrack::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const int limit = plot().limit();
  paintFigure(p, gutter, tr("Concurrency"), format::count(at(plot().cursor())), limit ? u"/ "_s + format::count(limit) : QString());
  p.setFont(t.ui(11));
  p.setPen(t.colors().text.tertiary);
  p.drawText(QPoint(t.px(16), gutter.top() + t.px(34)), tr("peak %1 in this window").arg(format::count(m_peak)));
}

TableData ConcurrencyTrack::table() const {
  TableData data{tr("Concurrency"), {tr("Time"), tr("concurrency"), tr("limit")}, {}};
  const TimeScale& scale = plot().scale();
  const TimeUs step = std::max<TimeUs>(250'000, (scale.end() - scale.begin()) / 1000);
  for (TimeUs t = scale.begin(); t <= std::min(scale.end(), plot().now()); t += step)
    data.rows.append({format::clock(t, 3), QString::number(at(t)), plot().limit() ? QString::number(plot().limit()) : QString()});
  return data;
}

}  // namespace scfdesk
