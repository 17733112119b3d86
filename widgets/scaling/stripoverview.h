// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/scaling/columns.h"
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/secondcolumns.h"
#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace scfdesk {

/// All that is recorded of all functions, at a glance: busy instances as an area, failures and refusals as marks, cold starts as
/// ticks along the foot; over it the brush of the view and the cursor. The picture is made at most twice a second and only when
/// something moved; brush and cursor lie over it. GUI thread.
class StripOverview final : public QWidget, public PaintedAccessible {
  Q_OBJECT
 public:
  explicit StripOverview(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] const TimeScale& scale() const { return m_scale; }
  [[nodiscard]] QRectF brushRect() const;
  [[nodiscard]] int renders() const { return m_renders; }
  [[nodiscard]] bool empty() const;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Slider; }
  [[nodiscard]] QString paintedValue() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Grab : uint8_t { None, Cursor, Body, Left, Right, Range };
  [[nodiscard]] Grab grabAt(double x) const;
  void refresh();
  void render();
  void paintActivity(QPainter& p);
  /// When the first thing that is known of happened.
  [[nodiscard]] TimeUs firstKnown() const;
  void paintMarks(QPainter& p);
  void paintTicks(QPainter& p);
  void paintBrush(QPainter& p);
  void paintRange(QPainter& p) const;
  void setCursorAt(double x);
  void dragEdge(TimeUs t);
  ModelHub& m_hub;
  TimeScale m_scale;
  CountColumns m_columns;
  SecondColumns m_seconds;  ///< before the detail
  QPixmap m_picture;
  QTimer m_timer;
  uint64_t m_seen = ~uint64_t(0);
  int m_renders = 0;
  bool m_valid = false;
  Grab m_grab = Grab::None;
  bool m_dragged = false;
  double m_pressed = 0;
  TimeUs m_last = 0;
};

}  // namespace scfdesk
