// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secondshistory.h"
#include "models/series.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/columnline.h"
#include "widgets/scaling/gaugetracks.h"
#include "widgets/scaling/samplecolumns.h"
#include "widgets/scaling/throttlemark.h"
#include "widgets/theme/theme.h"
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kMarkReach = 6;  // token pixels beside a mark
constexpr int kMarkBand = 14;  // token pixels from the top in which marks lie
}  // namespace

QueueTrack::QueueTrack(Plot& plot, QWidget* parent) : Track(plot, u"scaling_queue"_s, parent) {
  setAccessibleName(tr("Queue"));
}

int QueueTrack::queuedAt(TimeUs t) const {
  if (t < plot().detailBegin()) {
    const auto second = plot().secondAt(t, plot().detailBegin());
    return second ? second->queued : 0;
  }
  const auto sample = plot().hub().series().sampleAt(plot().function(), t);
  return sample ? sample->queued : 0;
}

int QueueTrack::throttledUpTo(TimeUs t) const {
  const auto& all = plot().hub().series().throttles(plot().function());
  const TimeUs begin = plot().scale().begin();
  const auto from = std::partition_point(all.begin(), all.end(), [begin](const Throttle& x) { return x.at < begin; });
  const auto to = std::partition_point(all.begin(), all.end(), [t](const Throttle& x) { return x.at <= t; });
  const auto before = begin < plot().detailBegin() ? plot().hub().seconds().totals(plot().function(), begin, std::min(t, plot().detailBegin())).throttled : 0;
  return static_cast<int>(before + std::max<std::ptrdiff_t>(0, to - from));
}

QString QueueTrack::paintedValue() const {
  return tr("%1 waiting, %2 throttled in this window, at %3")
      .arg(format::count(queuedAt(plot().cursor())), format::count(throttledUpTo(plot().cursor())),
           format::clock(plot().cursor(), 1));
}

QString QueueTrack::tooltipAt(const QPoint& pos) const {
  if (pos.x() < plotRect().left()) return tr("Events accepted and not yet given to an instance: async backlog, and events waiting for a start");
  if (!plotRect().contains(pos)) return {};
  const TimeUs at = plot().scale().timeAt(pos.x());
  QString text = format::clock(at, 1) + u"  "_s + tr("%1 waiting").arg(format::count(queuedAt(at)));
  const auto& all = plot().hub().series().throttles(plot().function());
  const TimeUs reach = plot().scale().usPerColumn * 4;
  int final = 0, again = 0, code = 0;
  for (auto it = std::partition_point(all.begin(), all.end(), [&](const Throttle& x) { return x.at < at - reach; });
       it != all.end() && it->at <= at + reach; ++it) {
    (it->final ? final : again) += 1;
    code = it->code;
  }
  if (final + again) text += u'\n' + tr("throttled (%1): %2 sync, %3 async").arg(code).arg(final).arg(again);
  return text;
}

void QueueTrack::clicked(const QPoint& pos) {
  if (!plotRect().contains(pos)) return Track::clicked(pos);
  const TimeUs at = plot().scale().timeAt(pos.x());
  const auto& all = plot().hub().series().throttles(plot().function());
  // A mark stands for all that lie up to the next one, 5 px apart.
  const TimeUs reach = plot().scale().usPerColumn * static_cast<TimeUs>(Theme::current().px(kMarkReach) * plot().scale().dpr);
  const auto it = std::partition_point(all.begin(), all.end(), [&](const Throttle& x) { return x.at < at - reach; });
  if (pos.y() <= Theme::current().px(kMarkBand) && it != all.end() && it->at <= at + reach) {
    Q_EMIT whyWanted(it->final ? u"reject"_s : u"retry"_s, 0, at - reach, at + reach);
    return;
  }
  Track::clicked(pos);
  if (queuedAt(at) > 0) Q_EMIT whyWanted(u"wait"_s, 0, at - reach, at + reach);
}

int QueueTrack::yOf(double value) const {
  return static_cast<int>(height() - 1 - value / m_top * (height() - Theme::current().px(14)));
}

void QueueTrack::paintPlot(QPainter& p, const QRect& area) {
  const Colors& c = Theme::current().colors();
  const TimeScale& scale = plot().scale();
  auto values = sampleColumns(plot().hub().series().samples(plot().function()), scale, plot().now(),
                              [](const FunctionSample& s) { return static_cast<double>(s.queued); });
  const auto& seconds = plot().seconds();
  for (size_t i = 0, n = std::min(seconds.before(plot().detailBegin()), values.size()); i < n; ++i) {
    const SecondColumns::Column& second = seconds.values()[i];
    values[i] = second.instances > 0 || second.queued > 0 ? second.queued : -1;  // nothing is known of a time in which nothing lived
  }
  m_top = niceCeiling(std::max(4.0, *std::max_element(values.begin(), values.end())));
  p.setPen(QPen(c.chart.grid, 0));
  p.drawLine(area.left(), yOf(m_top / 2), area.right(), yOf(m_top / 2));
  QColor fill = c.state.queued;
  fill.setAlphaF(0.28F);
  const double w = 1 / scale.dpr;
  ColumnLine line(area, scale.dpr);
  const double foot = yOf(0);
  for (size_t i = 0; i < values.size();) {
    size_t end = i + 1;
    while (end < values.size() && values[end] == values[i]) ++end;
    const double x0 = area.left() + static_cast<double>(i) * w, x1 = area.left() + static_cast<double>(end) * w;
    if (values[i] >= 0) {
      const double y = yOf(values[i]);
      p.fillRect(QRectF(x0, y, x1 - x0, foot - y), fill);
      line.step(i, end, y - 0.5);
    }
    i = end;
  }
  line.paintCrisp(p, c.state.queued, 1.5);
  paintThrottles(p, area);
}

void QueueTrack::paintThrottles(QPainter& p, const QRect& area) const {
  const Theme& t = Theme::current();
  const TimeScale& scale = plot().scale();
  const auto& all = plot().hub().series().throttles(plot().function());
  const TimeUs begin = std::max(plot().detailBegin(), scale.begin() - scale.usPerColumn * 8);
  auto it = std::partition_point(all.begin(), all.end(), [begin](const Throttle& x) { return x.at < begin; });
  const double apart = t.px(5);  // marks closer than this are one mark; the figures count them all
  double lastFinal = -1e9, lastAgain = -1e9;
  const auto& seconds = plot().seconds();
  for (size_t i = 0, n = seconds.before(plot().detailBegin()); i < n; ++i) {
    const double x = area.left() + static_cast<double>(i) / scale.dpr;
    if (seconds.values()[i].throttled == 0 || x - lastFinal < apart) continue;
    lastFinal = x;
    paintThrottleMark(p, QPointF(x, area.top() + t.px(3)), true);
  }
  for (; it != all.end() && it->at <= scale.end(); ++it) {
    const double x = scale.x(it->at);
    double& last = it->final ? lastFinal : lastAgain;
    if (x - last < apart) continue;
    last = x;
    paintThrottleMark(p, QPointF(x, area.top() + t.px(3)), it->final);
  }
}

void QueueTrack::paintOverlay(QPainter& p, const QRect&) {
  if (plot().live()) return;
  paintReadout(p, QPointF(plot().scale().x(plot().cursor()), yOf(queuedAt(plot().cursor()))));
}

void QueueTrack::paintAxis(QPainter& p, const QRect& axis) {
  paintGridLine(p, axis, yOf(m_top), format::count(static_cast<int64_t>(m_top)));
  paintGridLine(p, axis, yOf(m_top / 2), format::count(static_cast<int64_t>(m_top / 2)));
}

void QueueTrack::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  paintFigure(p, gutter, tr("Queue"), format::count(queuedAt(plot().cursor())), tr("waiting"));
  const int n = throttledUpTo(plot().cursor());
  const int base = gutter.top() + t.px(34);
  if (n) paintThrottleMark(p, QPointF(t.px(20), base - t.px(7)), true);
  else paintThrottleMarkQuiet(p, QPointF(t.px(20), base - t.px(7)));
  int x = t.px(30);
  p.setFont(t.ui(11));
  p.setPen(c.text.tertiary);
  const QString word = tr("throttled");
  p.drawText(QPoint(x, base), word);
  x += p.fontMetrics().horizontalAdvance(word) + t.px(6);
  p.setFont(t.code(11));
  p.setPen(n ? c.state.throttled : c.text.tertiary);
  const QString number = format::count(n);
  p.drawText(QPoint(x, base), number);
  x += p.fontMetrics().horizontalAdvance(number) + t.px(5);
  p.setFont(t.ui(11));
  p.setPen(c.text.tertiary);
  p.drawText(QPoint(x, base), tr("so far"));
}

TableData QueueTrack::table() const {
  TableData data{tr("Queue"), {tr("Time"), tr("waiting"), tr("throttled"), tr("Code")}, {}};
  const Series& series = plot().hub().series();
  for (const FunctionSample& s : series.samples(plot().function())) {
    if (s.at < plot().scale().begin() || s.at > plot().scale().end()) continue;
    data.rows.append({format::clock(s.at, 3), QString::number(s.queued), QString::number(s.throttled), {}});
  }
  for (const Throttle& x : series.throttles(plot().function())) {
    if (x.at < plot().scale().begin() || x.at > plot().scale().end()) continue;
    data.rows.append({format::clock(x.at, 3), {}, x.final ? tr("sync") : tr("async"), QString::number(x.code)});
  }
  std::stable_sort(data.rows.begin(), data.rows.end(), [](const QStringList& a, const QStringList& b) { return a[0] < b[0]; });
  return data;
}

}  // namespace scfdesk
