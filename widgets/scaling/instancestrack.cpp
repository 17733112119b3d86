// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/instancestrack.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/timeline.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/scaling/matchingruns.h"
#include "widgets/theme/theme.h"
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
struct StateCount {
  InstanceState state;
  int CountStep::*count;
};
/// From the foot up.
constexpr StateCount kStack[] = {
    {InstanceState::Busy, &CountStep::busy},       {InstanceState::Idle, &CountStep::idle},
    {InstanceState::Frozen, &CountStep::frozen},   {InstanceState::Init, &CountStep::init},
    {InstanceState::Starting, &CountStep::starting},
};
constexpr StateCount kRows[] = {
    {InstanceState::Starting, &CountStep::starting}, {InstanceState::Init, &CountStep::init},
    {InstanceState::Frozen, &CountStep::frozen},     {InstanceState::Idle, &CountStep::idle},
    {InstanceState::Busy, &CountStep::busy},
};
constexpr double kOthers = 0.3;     // opacity of busy ones whose runs do not match the query
constexpr double kLimitRoom = 1.4;  // the limit is drawn when it is at most this far above what lives

QBrush brushOf(InstanceState state, double dpr) {
  switch (state) {
    case InstanceState::Starting: return startingBrush(dpr);
    case InstanceState::Frozen: return frozenBrush(dpr);
    default: {
      QColor color = stateColor(state);
      if (state == InstanceState::Busy) color.setAlphaF(0.92F);
      if (state == InstanceState::Idle) color.setAlphaF(0.6F);
      return color;
    }
  }
}

QString parts(const CountStep& s) {
  QStringList words;
  for (const StateCount& row : kRows) {
    if (s.*row.count) words.append(format::count(s.*row.count) + u' ' + stateText(row.state));
  }
  return words.join(u", "_s);
}
}  // namespace

InstancesTrack::InstancesTrack(Plot& plot, QWidget* parent) : Track(plot, u"scaling_instances"_s, parent) {
  setAccessibleName(tr("Instances"));
}

uint64_t InstancesTrack::dataKey() const {
  const uint64_t key = plot().timelineRevision();
  return divided() ? key ^ (plot().seriesRevision() << 24) : key;
}

bool InstancesTrack::divided() const { return plot().hub().query().dividesRuns(plot().counted() != 0); }

std::optional<int> InstancesTrack::matchingAt(TimeUs t) const {
  if (!divided() || t < plot().detailBegin()) return std::nullopt;
  return std::min(matchingruns::touching(plot().finished().finished(plot().counted()), t, 1, 1).front(), plot().countsAt(t).busy);
}

QString InstancesTrack::paintedValue() const {
  const CountStep s = plot().countsAt(plot().cursor());
  QString said = tr("%1 at %2").arg(format::count(s.living()), format::clock(plot().cursor(), 1));
  if (s.living()) said += u": "_s + parts(s);
  if (const auto matching = matchingAt(plot().cursor())) said += u", "_s + tr("%1 of the busy ones match the filter").arg(format::count(*matching));
  return said;
}

QString InstancesTrack::tooltipAt(const QPoint& pos) const {
  if (!plotRect().contains(pos)) {
    return pos.x() < plotRect().left() ? tr("Instances: starting, init, busy, idle and frozen; reclaimed are not counted") : QString();
  }
  const TimeUs at = plot().scale().timeAt(pos.x());
  const CountStep s = plot().countsAt(at);
  QString text = format::clock(at, 1) + u"  "_s + tr("%n instance(s)", nullptr, s.living());
  if (s.living()) text += u'\n' + parts(s);
  if (at < plot().detailBegin()) return text + u'\n' + tr("One-second values: busy, and all that did not work");
  if (const auto matching = matchingAt(at)) text += u'\n' + tr("%1 of the busy ones match the filter").arg(format::count(*matching));
  text += u'\n' + tr("Concurrency %1 of %2").arg(format::count(s.starting + s.init + s.busy), format::count(plot().limit()));
  return text;
}

bool InstancesTrack::limitInRange() const {
  return plot().limit() > 0 && plot().limit() <= m_top;
}

int InstancesTrack::yOf(double value) const {
  const Theme& t = Theme::current();
  return static_cast<int>(height() - 1 - value / m_top * (height() - t.px(10)));
}

void InstancesTrack::fillValues() {
  const FunctionId function = plot().counted();
  m_columns.update(plot().hub().timeline(), function, plot().scale(), plot().now(), plot().countedVersion());
  m_values.assign(m_columns.values().begin(), m_columns.values().end());
  const auto& seconds = plot().seconds().values();
  for (size_t i = 0, n = std::min(plot().seconds().before(plot().detailBegin()), m_values.size()); i < n; ++i)
    m_values[i] = Plot::ofSecond(0, seconds[i].instances, seconds[i].busy);
  m_matching.clear();
  if (divided()) m_matching = matchingruns::touching(plot().finished().finished(function), plot().scale().begin(), plot().scale().usPerColumn, m_values.size());
}

/// The layers, column by column: each column differs from the next under load, and five rectangles for each cost ten times as much.
QImage InstancesTrack::stack(const QRect& area, double dpr) const {
  const QSize size(static_cast<int>(std::ceil(area.width() * dpr)), static_cast<int>(std::ceil(area.height() * dpr)));
  QImage picture(size, QImage::Format_ARGB32_Premultiplied), layerPicture(size, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  const QRgb outline = Theme::current().colors().state.initOutline.rgba();
  const int line = std::max(1, static_cast<int>(dpr));
  const auto row = [&](double value) { return std::clamp(static_cast<int>(std::lround((yOf(value) - area.top()) * dpr)), 0, size.height()); };
  const auto fill = [&](const QBrush& brush, double opacity) {
    layerPicture.fill(Qt::transparent);
    QPainter p(&layerPicture);
    p.scale(dpr, dpr);
    p.translate(-area.topLeft());
    p.setOpacity(opacity);
    p.fillRect(area, brush);
  };
  const auto copy = [&](int column, int from, int to) {
    for (int y = from; y < to; ++y) reinterpret_cast<QRgb*>(picture.scanLine(y))[column] = reinterpret_cast<const QRgb*>(layerPicture.constScanLine(y))[column];
  };
  const int columns = std::min(size.width(), static_cast<int>(m_values.size()));
  std::vector<int> foot(static_cast<size_t>(columns), 0);
  for (const StateCount& layer : kStack) {
    const bool apart = layer.state == InstanceState::Busy && !m_matching.empty();
    const QBrush brush = brushOf(layer.state, dpr);
    fill(brush, apart ? kOthers : 1);
    for (int i = 0; i < columns; ++i) {
      const auto at = static_cast<size_t>(i);
      const int n = m_values[at].*layer.count;
      if (n == 0) continue;
      const int top = row(foot[at] + n), bottom = row(foot[at]);
      copy(i, top, bottom);
      foot[at] += n;
      for (int y = 0; layer.state == InstanceState::Init && y < line && bottom - top > 2 * line; ++y)
        for (const int edge : {top + y, bottom - 1 - y}) reinterpret_cast<QRgb*>(picture.scanLine(edge))[i] = outline;
    }
    if (!apart) continue;
    fill(brush, 1);
    for (int i = 0; i < columns; ++i) {
      const auto at = static_cast<size_t>(i);
      copy(i, row(std::min(m_matching[at], m_values[at].busy)), row(0));
    }
  }
  picture.setDevicePixelRatio(dpr);
  return picture;
}

void InstancesTrack::paintPlot(QPainter& p, const QRect& area) {
  const Theme& t = Theme::current();
  const TimeScale& scale = plot().scale();
  fillValues();
  int most = 4;
  for (const CountStep& s : m_values) most = std::max(most, s.living());
  m_top = static_cast<int>(niceCeiling(most));
  const int limit = plot().limit();
  if (limit > 0 && limit <= most * kLimitRoom) {
    const int both = std::max(most, limit);
    m_top = both + std::max(1, both / 8);  // the line is not the edge of the graph
  }
  p.setPen(QPen(t.colors().chart.grid, 0));
  const int step = static_cast<int>(niceFloor(m_top / 4.0));
  for (int v = step; v < m_top; v += step) p.drawLine(area.left(), yOf(v), area.right(), yOf(v));
  p.drawImage(area.topLeft(), stack(area, scale.dpr));
  if (limitInRange()) paintLimit(p, area, yOf(limit));
}

void InstancesTrack::paintAxis(QPainter& p, const QRect& axis) {
  const int limit = limitInRange() ? plot().limit() : 0;
  const int room = Theme::current().px(14);
  const int step = static_cast<int>(niceFloor(m_top / 4.0));
  for (int v = step; v <= m_top; v += step) {
    if (limit && std::abs(yOf(v) - yOf(limit)) < room) continue;
    if (yOf(v) >= room / 2) paintGridLine(p, axis, yOf(v), format::count(v));
  }
  if (!limit) return;
  const bool small = limit < 1000;  // a longer one has no room for the word
  paintGridLine(p, axis, yOf(limit), small ? tr("max %1").arg(limit) : format::count(limit), !small);
}

void InstancesTrack::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const CountStep s = plot().countsAt(plot().cursor());
  paintFigure(p, gutter, tr("Instances"), format::count(s.living()), {});
  int y = gutter.top() + t.px(32);
  for (const StateCount& row : kRows) {
    const int n = s.*row.count;
    paintState(p, QRectF(t.px(16), y - t.px(1), t.px(14), t.px(10)), row.state);
    p.setFont(t.ui(11));
    p.setPen(c.text.secondary);
    p.drawText(QPoint(t.px(38), y + t.px(8)), stateText(row.state));
    p.setFont(t.code(12));
    p.setPen(n ? c.text.primary : c.text.tertiary);
    const QString number = format::count(n);
    p.drawText(QPoint(gutter.right() - t.px(11) - p.fontMetrics().horizontalAdvance(number), y + t.px(8)), number);
    y += t.px(16);
  }
}

TableData InstancesTrack::table() const {
  TableData data{tr("Instances"), {tr("Time")}, {}};
  for (const StateCount& row : kRows) data.columns.append(stateText(row.state));
  data.columns << tr("instances");
  const TimeScale& scale = plot().scale();
  const TimeUs step = std::max<TimeUs>(250'000, (scale.end() - scale.begin()) / 1000);
  for (TimeUs at = scale.begin(); at <= std::min(scale.end(), plot().now()); at += step) {
    const CountStep s = plot().countsAt(at);
    QStringList cells{format::clock(at, 3)};
    for (const StateCount& row : kRows) cells.append(QString::number(s.*row.count));
    cells.append(QString::number(s.living()));
    data.rows.append(cells);
  }
  return data;
}

}  // namespace scfdesk
