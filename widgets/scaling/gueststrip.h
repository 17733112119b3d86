// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/guesttime.h"
#include "widgets/scaling/paintedaccessible.h"
#include <QWidget>

namespace scfdesk {

/// The course of a session in the time strip: busy instances as an area, refusals as marks, cold starts along the foot, and the
/// playhead, which a click, a drag or the arrow keys move. Painted. GUI thread; owned by the strip.
class GuestStrip final : public QWidget, public PaintedAccessible {
  Q_OBJECT
 public:
  explicit GuestStrip(GuestTime& guest, QWidget* parent = nullptr);
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Slider; }
  [[nodiscard]] QString paintedValue() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void pointTo(double x);
  [[nodiscard]] double xOf(TimeUs at) const;
  GuestTime& m_guest;
};

}  // namespace scfdesk
