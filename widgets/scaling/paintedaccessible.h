// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAccessible>
#include <QString>

namespace scfdesk {

/// What a painted widget says about itself to assistive tools. Implemented beside QWidget; installPaintedAccessible makes the
/// interfaces.
class PaintedAccessible {
 public:
  virtual ~PaintedAccessible() = default;
  [[nodiscard]] virtual QAccessible::Role paintedRole() const = 0;
  /// "16 at 14:31:32.9: 2 starting, 14 busy".
  [[nodiscard]] virtual QString paintedValue() const = 0;
};

/// Registers the accessible interfaces of all widgets that are PaintedAccessible. Safe to call more than once. GUI thread.
void installPaintedAccessible();

}  // namespace scfdesk
