// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/tabledata.h"
#include <QPointF>
#include <QWidget>
#include <vector>

namespace scfdesk {

/// The load as a curve, events per second over time, with handles to drag: right click (or Delete) takes one away, a double
/// click adds one. Arrow keys move the chosen handle. Dragging makes it a drawn load. GUI thread.
class SimLoadCurve final : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  static constexpr int kHandles = 40;  ///< more points than this are shown without handles
  explicit SimLoadCurve(QWidget* parent = nullptr);
  /// `smooth`: a recorded or preset curve, shown without handles until it is drawn on.
  void setCurve(const std::vector<QPointF>& curve, double seconds);
  [[nodiscard]] const std::vector<QPointF>& curve() const { return m_curve; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] TableData table() const override;

 Q_SIGNALS:
  void drawn(const std::vector<QPointF>& curve);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] double top() const;
  [[nodiscard]] QPointF place(const QPointF& point) const;
  [[nodiscard]] QPointF value(const QPointF& at) const;
  [[nodiscard]] int handleAt(const QPointF& at) const;
  void move(int handle, QPointF to);
  void simplify();
  void told();
  std::vector<QPointF> m_curve;
  double m_seconds = 60, m_top = 0;  ///< m_top: held while a handle is dragged
  int m_handle = -1;
  bool m_dragging = false;
};

}  // namespace scfdesk
