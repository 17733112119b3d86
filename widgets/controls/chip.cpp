// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/chip.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QPainter>

namespace scfdesk {

namespace {
struct ChipInk {
  QColor fill, edge, text;
};
ChipInk inkOf(Chip::Kind kind) {
  const Colors& c = Theme::current().colors();
  switch (kind) {
    case Chip::Kind::Ok: return {c.semantic.successWash, {}, c.semantic.success};
    case Chip::Kind::Warn: return {c.semantic.warningWash, {}, c.semantic.warning};
    case Chip::Kind::Error: return {c.semantic.errorWash, {}, c.semantic.error};
    case Chip::Kind::Info: return {c.accent.wash, {}, c.text.link};
    case Chip::Kind::Past: return {c.semantic.pastWash, {}, c.semantic.past};
    case Chip::Kind::Plain: break;
  }
  return {c.surface.raised, c.border.normal, c.text.secondary};
}
}  // namespace

Chip::Chip(const QString& text, Kind kind, QWidget* parent) : QWidget(parent), m_text(text), m_kind(kind) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  followTheme(this);
  refresh();
}

void Chip::refresh() {
  QString spoken = m_text;
  if (!m_code.isEmpty()) spoken = m_leading ? QString(m_code + u' ' + m_text) : QString(m_text + u' ' + m_code);
  setAccessibleName(spoken.trimmed());
  updateGeometry();
  update();
}

void Chip::setKind(Kind kind) {
  m_kind = kind;
  update();
}
void Chip::setText(const QString& text) {
  m_text = text;
  refresh();
}
void Chip::setCode(const QString& code, bool leading) {
  m_code = code;
  m_leading = leading;
  refresh();
}
void Chip::setIconName(const QString& name) {
  m_icon = name;
  refresh();
}
void Chip::setTall(bool tall) {
  m_tall = tall;
  refresh();
}

QSize Chip::sizeHint() const {
  const Theme& theme = Theme::current();
  const int text = m_tall ? 12 : 11;
  int width = 2 * theme.px(6);
  int parts = 0;
  const auto add = [&](int part) { width += part + (parts++ > 0 ? theme.px(4) : 0); };
  if (!m_icon.isEmpty()) add(theme.px(12));
  if (!m_code.isEmpty()) add(QFontMetrics(theme.code(text)).horizontalAdvance(m_code));
  if (!m_text.isEmpty()) add(QFontMetrics(theme.ui(text, QFont::Medium)).horizontalAdvance(m_text));
  return QSize(width + 1, theme.px(m_tall ? 20 : 18));
}

void Chip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const ChipInk ink = inkOf(m_kind);
  bevel::rounded(painter, rect(), ink.fill, ink.edge, theme.px(3));
  const int text = m_tall ? 12 : 11;
  int x = theme.px(6);
  if (!m_icon.isEmpty()) {
    const int side = theme.px(12);
    painter.drawPixmap(x, (height() - side) / 2, theme.pixmap(m_icon, 12, ink.text, devicePixelRatioF()));
    x += side + theme.px(4);
  }
  painter.setPen(ink.text);
  const auto draw = [&](const QString& part, const QFont& font) {
    if (part.isEmpty()) return;
    painter.setFont(font);
    const int w = QFontMetrics(font).horizontalAdvance(part);
    painter.drawText(QRect(x, 0, w + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, part);
    x += w + theme.px(4);
  };
  const QFont code = theme.code(text), word = theme.ui(text, QFont::Medium);
  if (m_leading) draw(m_code, code);
  draw(m_text, word);
  if (!m_leading) draw(m_code, code);
}

}  // namespace scfdesk
