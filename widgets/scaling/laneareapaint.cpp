// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/selection.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
int CountStep::*countOf(InstanceState state) {
  switch (state) {
    case InstanceState::Starting: return &CountStep::starting;
    case InstanceState::Init: return &CountStep::init;
    case InstanceState::Busy: return &CountStep::busy;
    case InstanceState::Idle: return &CountStep::idle;
    case InstanceState::Frozen: return &CountStep::frozen;
    case InstanceState::Gone: break;
  }
  return nullptr;
}
}  // namespace

void LaneArea::paintPlot(QPainter& p, const QRect& area) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const TimeScale& scale = plot().scale();
  relayout();
  if (!m_raster || m_rasterDpr != scale.dpr) {
    m_raster = std::make_unique<LaneRaster>(scale.dpr);
    m_rasterDpr = scale.dpr;
    m_raster->setFilter(filter());
  }
  const QSize device(scale.columns, static_cast<int>(std::lround(area.height() * scale.dpr)));
  if (m_image.size() != device) m_image = QImage(device, QImage::Format_RGB32);
  m_image.fill(c.surface.track);
  m_image.setDevicePixelRatio(scale.dpr);
  QPainter on(&m_image);
  on.translate(-area.topLeft());
  const RulerSteps steps = rulerSteps(scale, t.px(90));
  on.setPen(QPen(c.chart.grid, 0));
  for (TimeUs at = (scale.begin() / steps.major + 1) * steps.major; at <= scale.end(); at += steps.major) {
    const int x = scale.pixel(at);
    on.drawLine(x, area.top(), x, area.bottom());
  }
  QColor hair = c.border.hairline;
  hair.setAlphaF(0.6F);
  const bool buckets = LaneRaster::wantsBuckets(scale);
  const bool lines = m_layout.rowHeight >= lanerules::kRow;
  for (const LaneRow& row : m_layout.rows) {
    const int y = yOf(row);
    if (y + row.height <= 0 || y >= area.height()) continue;
    if (lines && row.top > 0) on.fillRect(QRect(area.left(), y, area.width(), 1), hair);
    if (row.heading()) {
      paintHeadingPlot(on, QRect(area.left(), y, area.width(), row.height), row.state);
      continue;
    }
    m_raster->paint(m_image, static_cast<int>(std::lround(y * scale.dpr)), m_layout.rowHeight, *row.lane,
                    buckets ? &m_buckets.of(*row.lane, plot().now()) : nullptr, scale, plot().now());
  }
  if (lines) paintReclaimed(on, area);
  on.end();
  p.drawImage(area.topLeft(), m_image);
  paintBeforeDetail(p, area);
  if (m_layout.lanes == 0 && plot().detailBegin() < scale.end()) {
    p.setFont(t.ui(12));
    p.setPen(c.text.tertiary);
    p.drawText(area.adjusted(t.px(16), t.px(10), 0, 0), Qt::AlignLeft | Qt::AlignTop, tr("No instance in this window"));
  }
}

/// Which instance did what is not kept for long; the graphs above go on.
void LaneArea::paintBeforeDetail(QPainter& p, const QRect& area) const {
  const TimeScale& scale = plot().scale();
  if (plot().detailBegin() <= scale.begin()) return;
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const int right = std::max(area.left(), std::min(area.right() + 1, scale.pixel(plot().detailBegin())));
  const QRect past(area.left(), area.top(), right - area.left(), area.height());
  p.fillRect(past, c.surface.sunken);
  if (right <= area.right()) p.fillRect(QRect(right - 1, area.top(), 1, area.height()), c.border.normal);
  const QString text = tr("Detail kept for 15 min.");
  p.setFont(t.ui(12));
  const QRect room = past.adjusted(t.px(16), t.px(10), -t.px(8), 0);
  if (p.fontMetrics().horizontalAdvance(text) > room.width()) return;
  p.setPen(c.text.tertiary);
  p.drawText(room, Qt::AlignLeft | Qt::AlignTop, text);
}

void LaneArea::paintHeadingPlot(QPainter& p, const QRect& row, InstanceState state) {
  const auto count = countOf(state);
  if (!count) return;
  m_counts.update(plot().hub().timeline(), plot().function(), plot().scale(), plot().now());
  const auto& values = m_counts.values();
  int most = 1;  // one scale for all headings: they are compared
  for (const CountStep& s : values) most = std::max({most, s.starting, s.init, s.busy, s.idle, s.frozen});
  const double w = 1 / plot().scale().dpr, room = row.height() - Theme::current().px(5);
  const QBrush brush = state == InstanceState::Starting ? startingBrush(plot().scale().dpr)
                       : state == InstanceState::Frozen ? frozenBrush(plot().scale().dpr)
                                                        : QBrush(stateColor(state));
  for (size_t i = 0; i < values.size();) {
    size_t end = i + 1;
    while (end < values.size() && values[end].*count == values[i].*count) ++end;
    const double h = std::ceil(values[i].*count * room / most);
    if (h > 0) {
      p.fillRect(QRectF(row.left() + static_cast<double>(i) * w, row.bottom() - h, static_cast<double>(end - i) * w, h), brush);
    }
    i = end;
  }
}

void LaneArea::paintReclaimed(QPainter& p, const QRect& area) const {
  const Theme& t = Theme::current();
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(QPen(t.colors().state.reclaimed, 1.5));
  const double side = t.px(7);
  for (const LaneRow& row : m_layout.rows) {
    if (row.heading() || !row.lane->gone) continue;
    const int y = yOf(row);
    if (y + row.height <= 0 || y >= area.height()) continue;
    const double x = plot().scale().x(row.lane->gone) + t.px(2), top = y + (row.height - side) / 2;
    if (x > area.right() || x + side < area.left()) continue;
    p.drawLine(QPointF(x, top), QPointF(x + side, top + side));
    p.drawLine(QPointF(x + side, top), QPointF(x, top + side));
  }
  p.setRenderHint(QPainter::Antialiasing, false);
}

QRect LaneArea::markRect(const LanePlace& place, const QRect& area) const {
  const Theme& t = Theme::current();
  const int i = m_layout.rowOf(place.lane->instance);
  if (i < 0) return {};
  const LaneRow& row = m_layout.rows[static_cast<size_t>(i)];
  // A cold run is shown with the start that it paid for.
  const bool first = place.lane->spans.size() > 2 && place.lane->spans[0].state == InstanceState::Starting &&
                     (&place.lane->spans[1] == place.span || &place.lane->spans[2] == place.span);
  const TimeUs begin = first ? place.lane->spans.front().begin : place.span->begin;
  const TimeUs end = place.span->end ? place.span->end : plot().now();
  const int left = std::max(area.left() - t.px(4), plot().scale().pixel(begin) - t.px(2));
  const int right = std::min(area.right() + t.px(4), plot().scale().pixel(end) + t.px(1));
  return {left, yOf(row) + t.px(1), std::max(t.px(5), right - left), std::max(t.px(6), row.height - t.px(2))};
}

void LaneArea::paintOverlay(QPainter& p, const QRect& area) {
  const Theme& t = Theme::current();
  const auto place = selectedPlace();
  if (!place) return;
  const QRect mark = markRect(*place, area);
  if (mark.isEmpty() || mark.right() < area.left() || mark.left() > area.right()) return;
  p.setRenderHint(QPainter::Antialiasing);
  p.setBrush(Qt::NoBrush);
  p.setPen(QPen(t.colors().text.primary, 1.5));
  p.drawRoundedRect(QRectF(mark).adjusted(0.75, 0.75, -0.75, -0.75), t.px(2), t.px(2));
  p.setRenderHint(QPainter::Antialiasing, false);
}

void LaneArea::paintAxis(QPainter& p, const QRect& axis) {
  if (m_bar->isVisible()) p.fillRect(axis.adjusted(axis.width() - m_bar->width(), 0, 0, 0), Theme::current().colors().surface.track);
}

void LaneArea::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const auto place = selectedPlace();
  const InstanceId selected = place ? place->lane->instance : plot().hub().selection().instance();
  const bool thin = m_layout.rowHeight < lanerules::kRow;
  for (const LaneRow& row : m_layout.rows) {
    const QRect area(0, yOf(row), gutter.width(), row.height);
    if (area.bottom() < 0 || area.top() >= height()) continue;
    if (row.heading()) {
      p.fillRect(area, c.surface.sunken);
      p.fillRect(QRect(0, area.top(), gutter.width(), 1), c.border.hairline);
      paintState(p, QRectF(t.px(16), area.center().y() - t.px(5), t.px(14), t.px(10)), row.state);
      p.setFont(t.ui(11, QFont::Medium));
      p.setPen(c.text.primary);
      const bool open = m_open & (1U << static_cast<unsigned>(row.state));
      p.drawText(area.adjusted(t.px(38), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                 row.state == InstanceState::Gone ? tr("not living") : stateText(row.state));
      p.setFont(t.code(12));
      p.drawText(area.adjusted(0, 0, -t.px(32), 0), Qt::AlignVCenter | Qt::AlignRight, format::count(row.count));
      p.drawPixmap(QPoint(gutter.width() - t.px(28), area.center().y() - t.px(7)),
                   t.pixmap(open ? u"down"_s : u"right"_s, 14, c.text.tertiary, devicePixelRatioF()));
      continue;
    }
    paintRowGutter(p, row, area, row.lane->instance == selected, !thin);
  }
  if (!thin || m_layout.grouped) return;
  // Thin rows have no room for names: the one selected has its own, and the head says what all of them are.
  const int i = m_layout.rowOf(selected);
  if (i >= 0) {
    const LaneRow& row = m_layout.rows[static_cast<size_t>(i)];
    paintRowGutter(p, row, QRect(0, yOf(row) + row.height / 2 - t.px(9), gutter.width(), t.px(18)), true, true);
  }
  const QRect head(t.px(36), 0, gutter.width() - t.px(36), t.px(22));
  p.fillRect(head, c.surface.panel);
  p.setFont(t.code(11));
  p.setPen(c.text.secondary);
  const QString number = format::count(m_layout.lanes);
  p.drawText(head.adjusted(t.px(2), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, number);
  const int w = p.fontMetrics().horizontalAdvance(number);
  p.setFont(t.ui(11));
  p.drawText(head.adjusted(t.px(8) + w, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("instances"));
}

void LaneArea::paintRowGutter(QPainter& p, const LaneRow& row, const QRect& area, bool selected, bool named) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  if (selected) p.fillRect(area, c.surface.selected);
  const InstanceState state = row.lane->stateAt(plot().cursor());
  const bool gone = row.lane->gone && row.lane->gone <= plot().cursor();
  if (state != InstanceState::Gone || (gone && named)) {
    const double h = named ? t.px(10) : area.height();
    paintState(p, QRectF(t.px(16), area.top() + (area.height() - h) / 2, t.px(14), h), state);
  }
  if (!named) return;
  const int base = area.top() + (area.height() + t.px(8)) / 2;
  p.setFont(t.code(11));
  p.setPen(selected ? c.text.primary : c.text.secondary);
  p.drawText(QPoint(t.px(38), base), instanceName(row.lane->instance));
  p.setFont(t.ui(11));
  p.setPen(c.text.tertiary);
  const QString word = state != InstanceState::Gone ? stateText(state) : gone ? tr("reclaimed") : tr("not started");
  p.drawText(QPoint(area.right() - t.px(11) - p.fontMetrics().horizontalAdvance(word), base), word);
}

}  // namespace scfdesk
