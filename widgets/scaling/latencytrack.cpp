// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secondshistory.h"
#include "models/series.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/columnline.h"
#include "widgets/scaling/gaugetracks.h"
#include "widgets/theme/theme.h"
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kTwo = 2;            // fewer samples have no percentile
constexpr int kHundred = 100;      // fewer make a p99 that is marked so

QString number(int64_t us) {
  return format::milliseconds(us).value;
}
QString axisText(double us) {
  return us >= 1e6 ? QString::number(us / 1e6, 'g', 3) + u" s"_s : QString::number(us / 1e3, 'g', 4) + u" ms"_s;
}
}  // namespace

void paintReadout(QPainter& p, const QPointF& at) {
  const Theme& t = Theme::current();
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(QPen(t.colors().chart.cursor, 1.5));
  p.setBrush(t.colors().surface.track);
  p.drawEllipse(at + QPointF(0.5, 0), t.px(7) / 2.0, t.px(7) / 2.0);
  p.setRenderHint(QPainter::Antialiasing, false);
}

LatencyTrack::LatencyTrack(Plot& plot, QWidget* parent) : Track(plot, u"scaling_latency"_s, parent) {
  setAccessibleName(tr("Latency"));
}

Percentiles LatencyTrack::at(TimeUs t) const {
  if (t < plot().finishedBegin()) {
    const auto second = plot().secondAt(t, plot().finishedBegin());
    return second ? Percentiles{second->invocations, second->p50Us, second->p99Us} : Percentiles{};
  }
  return plot().finished().latencyAt(plot().function(), t);
}

void LatencyTrack::fillValues() {
  const TimeScale& scale = plot().scale();
  m_points.update(plot().finished(), plot().function(), scale, plot().now());
  m_values.clear();
  const auto& seconds = plot().seconds();
  const size_t n = seconds.before(plot().finishedBegin());
  for (size_t i = 0; i < n; ++i) {
    const SecondColumns::Column& c = seconds.values()[i];
    m_values.push_back({scale.begin() + static_cast<int64_t>(i) * scale.usPerColumn, {c.ran ? 1 : 0, c.p50Us, c.p99Us}});
  }
  const TimeUs begin = n > 0 ? scale.begin() + static_cast<int64_t>(n) * scale.usPerColumn : 0;
  for (const auto& point : m_points.values())
    if (point.at >= begin) m_values.push_back(point);
}

QString LatencyTrack::paintedValue() const {
  const Percentiles v = at(plot().cursor());
  const QString when = format::clock(plot().cursor(), 1);
  if (v.count < kTwo) return tr("no percentile at %1").arg(when);
  return tr("p50 %1, p99 %2, %n sample(s), at %3", nullptr, v.count)
      .arg(format::milliseconds(v.p50Us).text(), format::milliseconds(v.p99Us).text(), when);
}

QString LatencyTrack::tooltipAt(const QPoint& pos) const {
  if (pos.x() < plotRect().left()) return tr("p50 and p99 of Total, accepted to reply, in a moving window of 1.5 s");
  if (!plotRect().contains(pos)) return {};
  const TimeUs when = plot().scale().timeAt(pos.x());
  const Percentiles v = at(when);
  QString text = format::clock(when, 1);
  if (v.count < kTwo) return text + u"  "_s + format::none();
  text += u"  p99 "_s + format::milliseconds(v.p99Us).text() + u", p50 "_s + format::milliseconds(v.p50Us).text();
  if (when < plot().finishedBegin()) return text + u'\n' + tr("%n invocation(s) in this second", nullptr, v.count);
  return text + u'\n' + tr("%n invocation(s) in 1.5 s", nullptr, v.count);
}

double LatencyTrack::yOf(double us) const {
  return height() - 1 - std::min(us, m_top) / m_top * (height() - Theme::current().px(12));
}

void LatencyTrack::paintPlot(QPainter& p, const QRect& area) {
  const Colors& c = Theme::current().colors();
  const TimeScale& scale = plot().scale();
  fillValues();
  int64_t most = 0;
  for (const auto& point : m_values) {
    if (point.value.count) most = std::max(most, point.value.p99Us);
  }
  m_top = niceCeiling(std::max<double>(most, 100'000) / 1000) * 1000;
  p.setPen(QPen(c.chart.grid, 0));
  for (const double v : {m_top / 2, m_top}) {
    const int y = static_cast<int>(yOf(v));
    p.drawLine(area.left(), y, area.right(), y);
  }
  ColumnLine low(area, scale.dpr), high(area, scale.dpr);
  const LatencyPoints::Point* before = nullptr;
  for (const auto& point : m_values) {
    if (point.value.count == 0) {
      before = nullptr;
      continue;
    }
    const double x = scale.x(point.at), l = yOf(static_cast<double>(point.value.p50Us)), h = yOf(static_cast<double>(point.value.p99Us));
    if (before) {
      const double x0 = scale.x(before->at);
      low.segment(x0, yOf(static_cast<double>(before->value.p50Us)), x, l);
      high.segment(x0, yOf(static_cast<double>(before->value.p99Us)), x, h);
    } else {
      low.segment(x, l, x + 1, l);  // a lone point is seen as well
      high.segment(x, h, x + 1, h);
    }
    before = &point;
  }
  high.fillDownTo(p, low, c.chart.band);
  low.paintSmooth(p, c.chart.p50, 1.25);
  high.paintSmooth(p, c.chart.p99, 1.5);
}

void LatencyTrack::paintOverlay(QPainter& p, const QRect&) {
  if (plot().live()) return;
  const Percentiles v = at(plot().cursor());
  if (v.count < 1) return;
  const double x = plot().scale().x(plot().cursor());
  paintReadout(p, {x, yOf(static_cast<double>(v.p50Us))});
  paintReadout(p, {x, yOf(static_cast<double>(v.p99Us))});
}

void LatencyTrack::paintAxis(QPainter& p, const QRect& axis) {
  for (const double v : {m_top / 2, m_top}) paintGridLine(p, axis, static_cast<int>(yOf(v)), axisText(v));
}

void LatencyTrack::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const Percentiles v = at(plot().cursor());
  const bool any = v.count >= kTwo;
  paintFigure(p, gutter, tr("Latency"), any ? number(v.p99Us) : format::none(),
              any ? format::milliseconds(v.p99Us).unit + u" p99"_s : u"p99"_s);
  p.setFont(t.ui(11));
  p.setPen(c.text.tertiary);
  const int base = gutter.top() + t.px(34);
  p.drawText(QPoint(t.px(16), base), u"p50"_s);
  int x = t.px(22) + p.fontMetrics().horizontalAdvance(u"p50"_s);
  p.setFont(t.code(11));
  p.setPen(c.text.secondary);
  const QString p50 = any ? format::milliseconds(v.p50Us).text() : format::none();
  p.drawText(QPoint(x, base), p50);
  if (any && v.count < kHundred) {
    const QString note = u"n "_s + QString::number(v.count);
    p.setPen(c.text.tertiary);
    p.drawText(QPoint(gutter.right() - t.px(11) - p.fontMetrics().horizontalAdvance(note), base), note);
  }
  p.setFont(t.ui(11));
  p.setPen(c.text.tertiary);
  if (height() >= t.px(60)) p.drawText(QPoint(t.px(16), base + t.px(16)), tr("queue + start + run"));
}

TableData LatencyTrack::table() const {
  TableData data{tr("Latency"), {tr("Time"), tr("p50 ms"), tr("p99 ms"), tr("samples in 1.5 s")}, {}};
  const auto add = [&data](TimeUs at, const Percentiles& v) {
    data.rows.append({format::clock(at, 3), QString::number(static_cast<double>(v.p50Us) / 1e3, 'f', 1),
                      QString::number(static_cast<double>(v.p99Us) / 1e3, 'f', 1), QString::number(v.count)});
  };
  const TimeScale& scale = plot().scale();
  const auto& rows = plot().hub().seconds().rows(plot().function());
  if (!plot().seconds().values().empty())
    for (auto it = plot().hub().seconds().from(plot().function(), scale.begin()); it != rows.end() && it->second * 1'000'000 < std::min(plot().finishedBegin(), scale.end()); ++it)
      if (it->invocations > 0) add(it->second * 1'000'000, {it->invocations, it->p50Us, it->p99Us});
  LatencyPoints points;
  points.update(plot().finished(), plot().function(), scale, plot().now());
  for (const auto& point : points.values())
    if (point.value.count > 0 && point.at >= plot().finishedBegin()) add(point.at, point.value);
  return data;
}

}  // namespace scfdesk
