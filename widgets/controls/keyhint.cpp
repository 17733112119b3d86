// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/keyhint.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QPainter>

namespace scfdesk {

KeyHint::KeyHint(const QString& key, QWidget* parent) : QWidget(parent), m_key(key) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  followTheme(this);
}

void KeyHint::setKey(const QString& key) {
  m_key = key;
  updateGeometry();
  update();
}

void KeyHint::setLarge(bool large) {
  m_large = large;
  updateGeometry();
  update();
}

int KeyHint::widthOf(const QString& key) {
  const Theme& theme = Theme::current();
  return qMax(QFontMetrics(theme.ui(11, QFont::Medium)).horizontalAdvance(key) + theme.px(10), theme.px(18));
}

void KeyHint::paint(QPainter& painter, const QRect& area, const QString& key, const QColor& text, const QColor& border) {
  const Theme& theme = Theme::current();
  const int height = theme.px(18);
  const QRect box(area.x(), area.y() + (area.height() - height) / 2, widthOf(key), height);
  bevel::rounded(painter, box, QColor(), border, theme.px(3));
  painter.setFont(theme.ui(11, QFont::Medium));
  painter.setPen(text);
  painter.drawText(box, Qt::AlignCenter, key);
}

QSize KeyHint::sizeHint() const {
  const Theme& theme = Theme::current();
  if (!m_large) return QSize(widthOf(m_key), theme.px(18));
  return QSize(QFontMetrics(theme.ui(13, QFont::DemiBold)).horizontalAdvance(m_key) + theme.px(22), theme.px(28));
}

void KeyHint::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  if (!m_large) return paint(painter, rect(), m_key, c.text.tertiary, c.border.normal);
  bevel::rounded(painter, rect(), c.surface.raised, c.border.control, theme.px(4));
  painter.setFont(theme.ui(13, QFont::DemiBold));
  painter.setPen(c.text.primary);
  painter.drawText(rect(), Qt::AlignCenter, m_key);
}

}  // namespace scfdesk
