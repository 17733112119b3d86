// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <cmath>

namespace scfdesk {

namespace bevel {

QRegion corners(const QRect& rect, int radius) {
  QRegion region(rect.adjusted(0, radius, 0, -radius));
  for (int row = 0; row < radius; ++row) {
    const double up = radius - row - 0.5;
    const int in = static_cast<int>(std::floor(radius - std::sqrt(radius * radius - up * up)));
    region += QRect(rect.left() + in, rect.top() + row, rect.width() - 2 * in, 1);
    region += QRect(rect.left() + in, rect.bottom() - row, rect.width() - 2 * in, 1);
  }
  return region;
}

void rounded(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, qreal radius, qreal width) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal inset = width / 2;
  if (border.isValid() && border.alpha() > 0) {
    painter.setPen(QPen(border, width));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
  } else if (fill.isValid()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect, radius, radius);
  }
  painter.restore();
}

void focusFrame(QPainter& painter, const QRect& rect, qreal radius) {
  rounded(painter, rect, QColor(), Theme::current().colors().border.focus, radius, 2);
}

void field(QPainter& painter, const QRect& rect, const Look& look, const QColor& border) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const qreal radius = theme.px(4);
  const QColor edge = !look.enabled ? c.border.hairline : look.hovered && !look.focused ? c.text.tertiary : border;
  rounded(painter, rect, look.enabled ? c.surface.input : c.surface.panel, look.focused ? QColor() : edge, radius);
  if (look.focused) focusFrame(painter, rect, radius);
}

void button(QPainter& painter, const QRect& rect, const Look& look) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  QColor fill = look.pressed ? c.surface.sunken : look.hovered ? c.surface.hover : c.surface.raised;
  QColor edge = c.border.normal;
  if (look.on) fill = c.accent.wash, edge = c.accent.base;
  if (!look.enabled) fill = c.surface.panel, edge = c.border.hairline;
  rounded(painter, rect, fill, edge, theme.px(4));
  if (look.focused) focusFrame(painter, rect, theme.px(4));
}

}  // namespace bevel

Surface::Surface(Fill fill, QWidget* parent) : QWidget(parent), m_fill(fill) {
  connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Surface::setEdges(Qt::Edges edges) {
  m_edges = edges;
  update();
}

void Surface::setFill(Fill fill) {
  m_fill = fill;
  update();
}

QColor Surface::colorOf(Fill fill) {
  const auto& s = Theme::current().colors().surface;
  switch (fill) {
    case Fill::Window: return s.window;
    case Fill::Rail: return s.rail;
    case Fill::Panel: return s.panel;
    case Fill::Raised: return s.raised;
    case Fill::Sunken: return s.sunken;
    case Fill::Input: return s.input;
    case Fill::Popup: return s.popup;
  }
  return s.window;
}

void Surface::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), colorOf(m_fill));
  const QColor line = Theme::current().colors().border.hairline;
  if (m_edges & Qt::TopEdge) painter.fillRect(0, 0, width(), 1, line);
  if (m_edges & Qt::BottomEdge) painter.fillRect(0, height() - 1, width(), 1, line);
  if (m_edges & Qt::LeftEdge) painter.fillRect(0, 0, 1, height(), line);
  if (m_edges & Qt::RightEdge) painter.fillRect(width() - 1, 0, 1, height(), line);
}

}  // namespace scfdesk
