// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/switch.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QPainter>

namespace scfdesk {

Switch::Switch(const QString& accessibleName, QWidget* parent) : QCheckBox(parent) {
  setAccessibleName(accessibleName);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  followTheme(this);
}

QSize Switch::sizeHint() const { return QSize(Theme::current().px(32), Theme::current().px(24)); }
bool Switch::hitButton(const QPoint& pos) const { return rect().contains(pos); }

void Switch::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const QRectF track((width() - theme.px(28)) / 2.0, (height() - theme.px(16)) / 2.0, theme.px(28), theme.px(16));
  const bool on = isChecked();
  const qreal inset = theme.px(2), knob = track.height() - 2 * inset;
  if (on)
    bevel::rounded(painter, track, isEnabled() ? c.accent.base : c.border.normal, QColor(), track.height() / 2);
  else
    bevel::rounded(painter, track, c.surface.input, isEnabled() ? c.border.control : c.border.normal, track.height() / 2);
  const QRectF disc(on ? track.right() - inset - knob : track.left() + inset, track.top() + inset, knob, knob);
  bevel::rounded(painter, disc, !isEnabled() ? c.text.disabled : on ? c.text.onAccent : c.border.control, QColor(), knob / 2);
  if (hasFocus()) bevel::focusFrame(painter, rect().adjusted(0, theme.px(2), 0, -theme.px(2)), theme.px(10));
}

}  // namespace scfdesk
