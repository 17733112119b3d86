// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/figureslabel.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/followtheme.h"

namespace scfdesk {

FiguresLabel::FiguresLabel(int size, Tone tone, QWidget* parent) : QWidget(parent), m_size(size), m_tone(tone) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  followTheme(this);
}

void FiguresLabel::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  setAccessibleName(text);
  updateGeometry();
  update();
}

QSize FiguresLabel::sizeHint() const { return {figuresWidth(m_text, m_size, QFont::Normal) + 1, Theme::current().px(m_size + 6)}; }
QSize FiguresLabel::minimumSizeHint() const { return {0, sizeHint().height()}; }

void FiguresLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(isEnabled() ? toneColor(m_tone) : toneColor(Tone::Disabled));
  drawFigures(painter, rect(), m_text, m_size, QFont::Normal);
}

}  // namespace scfdesk
