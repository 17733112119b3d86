// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/metric.h"
#include "widgets/theme/figures.h"
#include "widgets/theme/followtheme.h"
#include <QPainter>

namespace scfdesk {

Metric::Metric(const QString& caption, QWidget* parent) : QWidget(parent), m_caption(caption) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(caption);
  followTheme(this);
}

void Metric::setCaption(const QString& caption) {
  m_caption = caption;
  setAccessibleName(caption);
  updateGeometry();
  update();
}

void Metric::setValue(const format::Quantity& quantity) { setValue(quantity.value, quantity.unit); }

void Metric::setValue(const QString& value, const QString& unit) {
  if (value == m_value && unit == m_unit) return;
  m_value = value;
  m_unit = unit;
  setAccessibleDescription(unit.isEmpty() ? value : QString(value + QLatin1Char(' ') + unit));
  updateGeometry();
  update();
}

void Metric::setNote(const QString& note) {
  if (note == m_note) return;
  const bool grew = note.isEmpty() != m_note.isEmpty();
  m_note = note;
  if (grew) updateGeometry();
  update();
}

void Metric::setTone(Tone tone) {
  if (tone == m_tone) return;
  m_tone = tone;
  update();
}

QSize Metric::sizeHint() const {
  const Theme& theme = Theme::current();
  int value = QFontMetrics(theme.code(20, QFont::Medium)).horizontalAdvance(m_value);
  if (!m_unit.isEmpty()) value += theme.px(8) + QFontMetrics(theme.code(12)).horizontalAdvance(m_unit);
  const QFontMetrics caption(theme.ui(11, QFont::Medium));
  const int width = qMax(value, qMax(caption.horizontalAdvance(m_caption), figuresWidth(m_note, 11, QFont::Medium)));
  return QSize(width + 1, theme.px(m_note.isEmpty() ? 16 + 2 + 26 : 16 + 2 + 26 + 1 + 16));
}

QSize Metric::minimumSizeHint() const {
  const Theme& theme = Theme::current();
  return QSize(qMin(sizeHint().width(), theme.px(72)), sizeHint().height());
}

void Metric::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const int line = theme.px(16), big = theme.px(26);
  painter.setFont(theme.ui(11, QFont::Medium));
  painter.setPen(c.text.tertiary);
  painter.drawText(QRect(0, 0, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(m_caption, Qt::ElideRight, width()));
  if (!m_note.isEmpty()) drawFigures(painter, QRect(0, height() - line, width(), line), m_note, 11, QFont::Medium);
  const QFont value = theme.code(20, QFont::Medium), unit = theme.code(12);
  // One baseline for figure and unit.
  const QFontMetrics metrics(value);
  const int baseline = line + theme.px(2) + (big - metrics.height()) / 2 + metrics.ascent();
  painter.setFont(value);
  painter.setPen(toneColor(m_tone));
  painter.drawText(0, baseline, m_value);
  if (m_unit.isEmpty()) return;
  const int x = metrics.horizontalAdvance(m_value) + theme.px(8);
  painter.setFont(unit);
  painter.setPen(c.text.tertiary);
  painter.drawText(x, baseline, painter.fontMetrics().elidedText(m_unit, Qt::ElideRight, qMax(0, width() - x)));
}

}  // namespace scfdesk
