// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/track.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

Track::Track(Plot& plot, const QString& objectName, QWidget* parent) : QWidget(parent), m_plot(plot) {
  installPaintedAccessible();
  setObjectName(objectName);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&plot, &Plot::frame, this, &Track::onFrame);
  connect(&plot, &Plot::overlay, this, [this] {
    update();
    announce();
  });
  connect(&plot, &Plot::functionChanged, this, &Track::invalidate);
  connect(&plot.hub().time(), &TimeState::rangeChanged, this, qOverload<>(&QWidget::update));
  connect(&Theme::current(), &Theme::changed, this, [this] {
    ++m_theme;
    updateGeometry();
    update();
  });
}

QRect Track::plotRect() const {
  const Theme& t = Theme::current();
  return {t.px(kGutter), 0, std::max(1, width() - t.px(kGutter) - t.px(kAxis)), height()};
}

Track::Key Track::key() const {
  return {m_plot.scale(), size(), dataKey(), m_theme, m_plot.function()};
}

void Track::invalidate() {
  m_valid = false;
  update();
}

void Track::onFrame() {
  if (!isVisible()) return;
  if (m_valid && key() == m_painted) return;
  update();
  announce();
}

void Track::render() {
  const QRect plot = plotRect();
  const double dpr = m_plot.scale().dpr;
  if (m_picture.isNull() || m_picture.size() != plot.size() * dpr) {
    m_picture = QPixmap(plot.size() * dpr);
    m_picture.setDevicePixelRatio(dpr);
  }
  m_painted = key();
  m_valid = true;
  ++m_renders;
  QPainter p(&m_picture);
  const Colors& c = Theme::current().colors();
  p.fillRect(QRect(QPoint(0, 0), plot.size()), c.surface.track);
  p.translate(-plot.topLeft());
  const TimeScale& scale = m_plot.scale();
  const RulerSteps steps = rulerSteps(scale, Theme::current().px(90));
  p.setPen(QPen(c.chart.grid, 0));
  for (TimeUs t = (scale.begin() / steps.major + 1) * steps.major; t <= scale.end(); t += steps.major) {
    const int x = scale.pixel(t);
    p.drawLine(x, plot.top(), x, plot.bottom());
  }
  paintPlot(p, plot);
}

void Track::paintEvent(QPaintEvent*) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  if (!m_valid || !(key() == m_painted)) render();
  const QRect plot = plotRect();
  QPainter p(this);
  const QRect gutter(0, 0, plot.left(), height()), axis(plot.right() + 1, 0, width() - plot.right() - 1, height());
  p.fillRect(gutter, c.surface.panel);
  p.fillRect(axis, c.surface.track);
  p.drawPixmap(plot.topLeft(), m_picture);
  paintGutter(p, gutter);
  paintAxis(p, axis);
  p.save();
  p.setClipRect(plot);
  paintOverlay(p, plot);
  p.restore();
  paintRange(p, plot);
  paintCursor(p, plot);
  p.fillRect(QRect(plot.left() - 1, 0, 1, height()), c.border.normal);
  p.fillRect(QRect(0, 0, width(), 1), c.border.hairline);
  if (hasFocus()) bevel::focusFrame(p, focusArea(), 0);
}

void Track::paintRange(QPainter& p, const QRect& plot) const {
  const TimeState& time = m_plot.hub().time();
  const TimeScale& scale = m_plot.scale();
  if (time.marked()) {
    const int x = scale.pixel(*time.marked());
    if (x >= plot.left() && x <= plot.right()) p.fillRect(QRect(x, plot.top(), 1, plot.height()), Theme::current().colors().accent.text);
  }
  if (!time.hasRange()) return;
  const double from = std::max<double>(plot.left(), scale.x(time.rangeBegin())), to = std::min<double>(plot.right() + 1, scale.x(time.rangeEnd()));
  if (to <= from) return;
  const Colors& c = Theme::current().colors();
  QColor fill = c.accent.base;
  fill.setAlphaF(0.12F);
  p.fillRect(QRectF(from, plot.top(), to - from, plot.height()), fill);
  for (const TimeUs edge : {time.rangeBegin(), time.rangeEnd()}) {
    const int x = scale.pixel(edge);
    if (x >= plot.left() && x <= plot.right()) p.fillRect(QRect(x, plot.top(), 1, plot.height()), c.accent.text);
  }
}

void Track::paintCursor(QPainter& p, const QRect& plot) const {
  const Colors& c = Theme::current().colors();
  const TimeScale& scale = m_plot.scale();
  const auto line = [&](TimeUs t, const QColor& color) {
    const int x = scale.pixel(t);
    if (x >= plot.left() && x <= plot.right()) p.fillRect(QRect(x, plot.top(), 1, plot.height()), color);
  };
  if (m_plot.hover() && !m_dragging) {
    QColor hover = c.chart.hover;
    hover.setAlphaF(0.35F);
    line(*m_plot.hover(), hover);
  }
  if (!m_plot.live()) line(m_plot.cursor(), c.chart.cursor);
}

void Track::paintOverlay(QPainter&, const QRect&) {}

void Track::paintAxis(QPainter&, const QRect&) {}

QString Track::tooltipAt(const QPoint&) const {
  return {};
}

void Track::paintFigure(QPainter& p, const QRect& gutter, const QString& name, const QString& value, const QString& unit) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const int base = gutter.top() + t.px(18), right = gutter.right() - t.px(11);
  p.setFont(t.ui(12, QFont::Medium));
  p.setPen(c.text.primary);
  p.drawText(QPoint(t.px(16), gutter.top() + t.px(17)), name);
  int x = right;
  if (!unit.isEmpty()) {
    p.setFont(t.code(11));
    x -= p.fontMetrics().horizontalAdvance(unit);
    p.setPen(c.text.tertiary);
    p.drawText(QPoint(x, base), unit);
    x -= t.px(6);
  }
  p.setFont(t.code(15, QFont::Medium));
  p.setPen(c.text.primary);
  p.drawText(QPoint(x - p.fontMetrics().horizontalAdvance(value), base), value);
}

void Track::paintGridLine(QPainter& p, const QRect& axis, int y, const QString& text, bool code) const {
  const Theme& t = Theme::current();
  p.setFont(code ? t.code(11) : t.ui(11));
  p.setPen(code ? t.colors().text.tertiary : t.colors().text.secondary);
  p.drawText(QPoint(axis.left() + t.px(6), y + t.px(4)), text);
}

void Track::paintLimit(QPainter& p, const QRect& plot, int y) const {
  QPen pen(Theme::current().colors().chart.limit, 1);
  pen.setDashPattern({5, 4});
  p.setPen(pen);
  p.drawLine(plot.left(), y, plot.right(), y);
}

void Track::announce() {
  if (!hasFocus() || !QAccessible::isActive()) return;
  QAccessibleValueChangeEvent event(this, paintedValue());
  QAccessible::updateAccessibility(&event);
}

}  // namespace scfdesk
