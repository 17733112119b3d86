// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/theme/theme.h"
#include <QWidget>

namespace scfdesk {

/// Runs `take` now and at each change of the theme for as long as the widget lives, then lays out and repaints it.
template <typename F>
void followTheme(QWidget* widget, F take) {
  take();
  QObject::connect(&Theme::current(), &Theme::changed, widget, [widget, take] {
    take();
    widget->updateGeometry();
    widget->update();
  });
}
inline void followTheme(QWidget* widget) {
  followTheme(widget, [] {});
}

}  // namespace scfdesk
