// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include <QWidget>
#include <vector>

namespace scfdesk {

/// The shape of a load run drawn by hand: kPoints rates over its length, relative to the peak. Dragging draws; with the keyboard
/// ← → choose a point and ↑ ↓ move it (Page by a quarter, Home and End to the first and the last). GUI thread; owned by FireBar.
class CurveEditor final : public QWidget, public PaintedAccessible {
  Q_OBJECT
 public:
  static constexpr int kPoints = 33;
  explicit CurveEditor(QWidget* parent = nullptr);
  /// As many points as it has are taken at equal steps.
  void setCurve(const std::vector<float>& points);
  /// The highest point is at 1.
  [[nodiscard]] std::vector<float> curve() const;
  [[nodiscard]] int current() const { return m_current; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;

 Q_SIGNALS:
  void drawn();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  /// All points between two places of the pointer take the line between them.
  void draw(const QPointF& from, const QPointF& to);
  void told();
  void retranslate();
  std::vector<float> m_points;
  QPointF m_last;
  int m_current = 0;
};

}  // namespace scfdesk
