// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/button.h"
#include "widgets/controls/keyhint.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QFocusFrame>
#include <QPainter>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

DeskButton::DeskButton(const QString& text, Kind kind, QWidget* parent) : QPushButton(text, parent), m_kind(kind) { init(); }

DeskButton::DeskButton(const QString& iconName, const QString& name, const QString& key, QWidget* parent)
    : QPushButton(parent), m_kind(Kind::Icon), m_icon(iconName) {
  setAccessibleName(name);
  setToolTip(key.isEmpty() ? name : QString(name + u"  "_s + key));
  init();
}

void DeskButton::init() {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAttribute(Qt::WA_Hover);
  setAutoDefault(false);
  followTheme(this);
}

void DeskButton::setKind(Kind kind) {
  m_kind = kind;
  updateGeometry();
  update();
}
void DeskButton::setIconName(const QString& name) {
  m_icon = name;
  updateGeometry();
  update();
}
void DeskButton::setKeyHint(const QString& key) {
  m_key = key;
  updateGeometry();
  update();
}
void DeskButton::setCompact(bool compact) {
  m_compact = compact;
  updateGeometry();
}
void DeskButton::setDropDown(bool shown) {
  m_dropDown = shown;
  updateGeometry();
}
void DeskButton::setNumber(const QString& number) {
  if (number == m_number) return;
  m_number = number;
  updateGeometry();
  update();
}
void DeskButton::setStrong(bool strong) {
  m_strong = strong;
  update();
}
void DeskButton::setSpread(bool spread) {
  m_spread = spread;
  setSizePolicy(spread ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
}

namespace {
QFont textFont(DeskButton::Kind kind) {
  return Theme::current().ui(12, kind == DeskButton::Kind::Primary ? QFont::DemiBold : QFont::Medium);
}
/// Icons beside a word are 14, alone 16 (14 in a compact one).
int glyphSize(bool alone, bool compact) { return alone && !compact ? 16 : 14; }
}  // namespace

int DeskButton::contentWidth() const {
  const Theme& theme = Theme::current();
  const int gap = theme.px(6);
  int width = 0;
  const auto add = [&](int part) { width += part + (width > 0 ? gap : 0); };
  if (!m_icon.isEmpty()) add(theme.px(glyphSize(text().isEmpty(), m_compact)));
  if (!text().isEmpty()) add(QFontMetrics(textFont(m_kind)).size(Qt::TextShowMnemonic, text()).width());
  if (!m_number.isEmpty()) add(QFontMetrics(theme.code(12, QFont::DemiBold)).horizontalAdvance(m_number));
  if (!m_key.isEmpty()) add(KeyHint::widthOf(m_key));
  if (m_dropDown) add(theme.px(14));
  return width;
}

QSize DeskButton::sizeHint() const {
  const Theme& theme = Theme::current();
  const int height = theme.px(m_compact ? 24 : 28);
  if (m_kind == Kind::Icon) return QSize(height, height);
  return QSize(contentWidth() + 2 * theme.px(m_compact ? 8 : 10) + 2, height);
}

void DeskButton::focusInEvent(QFocusEvent* event) {
  QPushButton::focusInEvent(event);
  if (m_kind != Kind::Primary) return;
  if (!m_frame) m_frame = new QFocusFrame(this);
  m_frame->setWidget(this);
}

void DeskButton::focusOutEvent(QFocusEvent* event) {
  QPushButton::focusOutEvent(event);
  if (m_frame) m_frame->setWidget(nullptr);
}

QSize DeskButton::minimumSizeHint() const { return sizeHint(); }

void DeskButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bool on = isChecked(), enabled = isEnabled(), hovered = enabled && underMouse(), pressed = isDown();
  const qreal radius = theme.px(4);
  QColor ink = c.text.primary, keyInk = c.text.tertiary, keyEdge = c.border.normal;
  switch (m_kind) {
    case Kind::Primary:
      if (enabled) {
        bevel::rounded(painter, rect(), pressed ? c.accent.pressed : hovered ? c.accent.hover : c.accent.base, QColor(), radius);
        ink = keyInk = c.text.onAccent;
        keyEdge = QColor(255, 255, 255, 115);
      } else {
        bevel::rounded(painter, rect(), c.surface.raised, c.border.hairline, radius);
      }
      break;
    case Kind::Flat:
    case Kind::Icon:
      ink = m_strong || hovered ? c.text.primary : c.text.secondary;
      if (on)
        bevel::rounded(painter, rect(), c.accent.wash, c.accent.base, radius);
      else if (hovered || pressed)
        bevel::rounded(painter, rect(), pressed ? c.surface.sunken : c.surface.hover, QColor(), radius);
      break;
    case Kind::Danger: ink = c.semantic.error; [[fallthrough]];
    case Kind::Default: bevel::button(painter, rect(), {hovered, pressed, false, enabled, on}); break;
  }
  if (on) ink = keyInk = keyEdge = c.text.link;
  if (!enabled) ink = keyInk = c.text.disabled;
  if (hasFocus() && m_kind != Kind::Primary) bevel::focusFrame(painter, rect(), radius);
  const int gap = theme.px(6);
  const int pad = theme.px(m_compact ? 8 : 10) + 1;
  int x = m_spread ? pad : (width() - contentWidth()) / 2;
  const auto drawIcon = [&](const QString& name, int size, const QColor& color) {
    const int side = theme.px(size);
    painter.drawPixmap(x, (height() - side) / 2, theme.pixmap(name, size, color, devicePixelRatioF()));
    x += side + gap;
  };
  if (!m_icon.isEmpty()) drawIcon(m_icon, glyphSize(text().isEmpty(), m_compact), ink);
  if (!text().isEmpty()) {
    painter.setFont(textFont(m_kind));
    painter.setPen(ink);
    const int w = QFontMetrics(painter.font()).size(Qt::TextShowMnemonic, text()).width();
    painter.drawText(QRect(x, 0, w + 1, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, text());
    x += w + gap;
  }
  if (!m_number.isEmpty()) {
    painter.setFont(theme.code(12, QFont::DemiBold));
    painter.setPen(ink);
    const int w = QFontMetrics(painter.font()).horizontalAdvance(m_number);
    painter.drawText(QRect(x, 0, w + 1, height()), Qt::AlignLeft | Qt::AlignVCenter, m_number);
    x += w + gap;
  }
  if (!m_key.isEmpty()) {
    const int w = KeyHint::widthOf(m_key);
    if (m_spread) x = width() - pad - w;
    KeyHint::paint(painter, QRect(x, 0, w, height()), m_key, keyInk, keyEdge);
    x += w + gap;
  }
  if (m_dropDown) {
    if (m_spread) x = width() - pad - theme.px(14);
    drawIcon(u"down"_s, 14, enabled ? c.text.tertiary : c.text.disabled);
  }
}

}  // namespace scfdesk
