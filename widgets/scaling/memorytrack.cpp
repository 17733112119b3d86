// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/series.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/columnline.h"
#include "widgets/scaling/gaugetracks.h"
#include "widgets/scaling/samplecolumns.h"
#include "widgets/theme/theme.h"
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr double kMb = 1024.0 * 1024.0;

double megabytes(const FunctionSample& s) {
  return s.maxMemoryBytes > 0 ? static_cast<double>(s.maxMemoryBytes) / kMb : -1.0;
}
}  // namespace

MemoryTrack::MemoryTrack(Plot& plot, QWidget* parent) : Track(plot, u"scaling_memory"_s, parent) {
  setAccessibleName(tr("Memory"));
}

double MemoryTrack::memoryAt(TimeUs t) const {
  if (t < plot().detailBegin()) {
    const auto second = plot().secondAt(t, plot().detailBegin());
    return second ? static_cast<double>(second->maxMemoryBytes) / kMb : 0;
  }
  const auto sample = plot().hub().series().sampleAt(plot().function(), t);
  return sample ? std::max(0.0, megabytes(*sample)) : 0;
}

int MemoryTrack::configuredMb() const {
  const FunctionInfo* info = plot().hub().functions().info(plot().function());
  return info ? info->config.memoryMb : 0;
}

QString MemoryTrack::paintedValue() const {
  const double mb = memoryAt(plot().cursor());
  const QString when = format::clock(plot().cursor(), 1);
  if (mb <= 0) return tr("no instance at %1").arg(when);
  return tr("%1 MB at %2, the highest of all instances").arg(QString::number(mb, 'f', 1), when);
}

QString MemoryTrack::tooltipAt(const QPoint& pos) const {
  if (pos.x() < plotRect().left()) return tr("Memory of the instance that uses most; not the sum");
  if (!plotRect().contains(pos)) return {};
  const TimeUs at = plot().scale().timeAt(pos.x());
  const double mb = memoryAt(at);
  return format::clock(at, 1) + u"  "_s + (mb > 0 ? QString(QString::number(mb, 'f', 1) + u" MB"_s) : format::none());
}

int MemoryTrack::yOf(double mb) const {
  return static_cast<int>(height() - 1 - std::min(mb, m_top) / m_top * (height() - Theme::current().px(10)));
}

void MemoryTrack::paintPlot(QPainter& p, const QRect& area) {
  const Colors& c = Theme::current().colors();
  const TimeScale& scale = plot().scale();
  auto values = sampleColumns(plot().hub().series().samples(plot().function()), scale, plot().now(), megabytes);
  const auto& seconds = plot().seconds();
  for (size_t i = 0, n = std::min(seconds.before(plot().detailBegin()), values.size()); i < n; ++i)
    values[i] = seconds.values()[i].maxMemoryBytes > 0 ? static_cast<double>(seconds.values()[i].maxMemoryBytes) / kMb : -1.0;
  const double most = *std::max_element(values.begin(), values.end());
  m_top = configuredMb() ? configuredMb() : niceCeiling(std::max(16.0, most));
  m_top = std::max(m_top, most);
  if (configuredMb()) paintLimit(p, area, yOf(configuredMb()));
  ColumnLine line(area, scale.dpr);
  for (size_t i = 0; i < values.size();) {
    size_t end = i + 1;
    while (end < values.size() && values[end] == values[i]) ++end;
    if (values[i] >= 0) line.step(i, end, yOf(values[i]) + 0.5);
    i = end;
  }
  line.paintCrisp(p, c.chart.memory, 1.25);
}

void MemoryTrack::paintOverlay(QPainter& p, const QRect&) {
  const double mb = memoryAt(plot().cursor());
  if (!plot().live() && mb > 0) paintReadout(p, QPointF(plot().scale().x(plot().cursor()), yOf(mb) + 0.5));
}

void MemoryTrack::paintAxis(QPainter& p, const QRect& axis) {
  const double shown = configuredMb() ? configuredMb() : m_top;
  paintGridLine(p, axis, yOf(shown), format::count(static_cast<int64_t>(shown)));
}

void MemoryTrack::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const double mb = memoryAt(plot().cursor());
  paintFigure(p, gutter, tr("Memory"), mb > 0 ? QString::number(mb, 'f', 1) : format::none(), tr("MB max"));
  p.setFont(t.ui(11));
  p.setPen(t.colors().text.tertiary);
  const QString note = configuredMb() ? tr("of %1 MB per instance").arg(format::count(configuredMb())) : tr("highest of all instances");
  p.drawText(QPoint(t.px(16), gutter.top() + t.px(34)), note);
}

TableData MemoryTrack::table() const {
  TableData data{tr("Memory"), {tr("Time"), tr("MB max")}, {}};
  for (const FunctionSample& s : plot().hub().series().samples(plot().function())) {
    if (s.at < plot().scale().begin() || s.at > plot().scale().end()) continue;
    data.rows.append({format::clock(s.at, 3), QString::number(std::max(0.0, megabytes(s)), 'f', 1)});
  }
  return data;
}

}  // namespace scfdesk
