// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/rulertrack.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <QPainterPath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kLabelRoom = 90;
}

RulerTrack::RulerTrack(Plot& plot, QWidget* parent) : Track(plot, u"scaling_ruler"_s, parent) {
  setAccessibleName(tr("Time"));
  // In History the graphs stand still, and how far back they are grows.
  connect(&plot.hub().time(), &TimeState::nowChanged, this, [this] {
    if (!isVisible() || this->plot().live() || distance() == m_shown) return;
    update();
    announce();
  });
}

QString RulerTrack::distance() const { return format::behind(plot().now() - plot().cursor()); }

TableData RulerTrack::table() const {
  return {};
}

QString RulerTrack::paintedValue() const {
  return spokenTime(plot().hub());
}

void RulerTrack::paintPlot(QPainter& p, const QRect& area) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const TimeScale& scale = plot().scale();
  p.fillRect(area, c.surface.panel);
  const RulerSteps steps = rulerSteps(scale, t.px(kLabelRoom));
  const int decimals = steps.major < 1'000'000 ? (steps.major < 100'000 ? 2 : 1) : 0;
  p.setFont(t.code(11));
  for (TimeUs at = scale.begin() / steps.minor * steps.minor; at <= scale.end(); at += steps.minor) {
    const int x = scale.pixel(at);
    const bool major = at % steps.major == 0;
    p.fillRect(QRect(x, area.bottom() + 1 - t.px(major ? 8 : 4), 1, t.px(major ? 8 : 4)), c.border.normal);
    if (!major || x < area.left()) continue;  // half a time is another time
    p.setPen(c.text.tertiary);
    const QString text = format::clock(at, decimals);
    if (x + t.px(4) + p.fontMetrics().horizontalAdvance(text) > area.right()) continue;
    p.drawText(QPoint(x + t.px(4), area.top() + t.px(14)), text);
  }
}

/// A time that the flag half covers would read as another time.
void RulerTrack::hideLabels(QPainter& p, const QRect& area, int left, int right) const {
  const Theme& t = Theme::current();
  const TimeScale& scale = plot().scale();
  const RulerSteps steps = rulerSteps(scale, t.px(kLabelRoom));
  const int w = QFontMetrics(t.code(11)).horizontalAdvance(u"00:00:00.00"_s);
  for (TimeUs at = scale.begin() / steps.major * steps.major; at <= scale.end(); at += steps.major) {
    const int x = scale.pixel(at) + t.px(4);
    if (x < right && x + w > left) {
      p.fillRect(QRect(x, area.top() + 1, w, area.height() - t.px(9)), Theme::current().colors().surface.panel);
    }
  }
}

void RulerTrack::paintOverlay(QPainter& p, const QRect& area) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const TimeScale& scale = plot().scale();
  const auto flag = [&](TimeUs at, const QColor& fill, const QColor& text, bool pointer) {
    const int x = scale.pixel(at);
    if (x < area.left() - 1 || x > area.right() + 1) return;
    const int w = t.px(88);
    const int left = std::clamp(x - w / 2, area.left(), std::max(area.left(), area.right() + 1 - w));
    hideLabels(p, area, left - t.px(4), left + w + t.px(4));
    p.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(QRectF(left, t.px(3), w, t.px(18)), t.px(3), t.px(3));
    if (pointer) {
      QPolygonF tip;
      tip << QPointF(x - t.px(4) + 0.5, t.px(20)) << QPointF(x + t.px(4) + 0.5, t.px(20))
          << QPointF(x + 0.5, t.px(24));
      path.addPolygon(tip);
    }
    path.setFillRule(Qt::WindingFill);
    p.fillPath(path, fill);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setFont(t.code(12, QFont::DemiBold));
    p.setPen(text);
    p.drawText(QRect(left, t.px(3), w, t.px(18)), Qt::AlignCenter, format::clock(at, 1));
  };
  if (plot().hover()) flag(*plot().hover(), c.surface.raised, c.text.primary, false);
  if (!plot().live()) flag(plot().cursor(), c.chart.cursor, c.surface.rail, true);
}

void RulerTrack::paintGutter(QPainter& p, const QRect& gutter) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const bool live = plot().live();
  p.setFont(t.ui(11, QFont::Medium));
  p.setPen(live ? c.text.secondary : c.semantic.past);
  const int base = gutter.top() + t.px(16);
  p.drawText(QPoint(t.px(16), base), live ? tr("Now") : tr("At cursor"));
  m_shown = live ? QString() : distance();
  const QString value = live ? tr("Live") : m_shown;
  if (live) p.setPen(c.semantic.success);
  else p.setFont(t.code(11));
  p.drawText(QPoint(gutter.right() - t.px(11) - p.fontMetrics().horizontalAdvance(value), base), value);
}

void RulerTrack::paintAxis(QPainter& p, const QRect& axis) {
  p.fillRect(axis, Theme::current().colors().surface.panel);
}

}  // namespace scfdesk
