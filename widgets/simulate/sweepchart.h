// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/tabledata.h"
#include "widgets/simulate/scenario.h"
#include <QWidget>
#include <optional>

namespace scfdesk {

/// One setting over its values: p99 and cost, and the knee, beyond which more costs much and brings little. A click takes a
/// value for B. Painted. GUI thread.
class SweepChart final : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  struct Point {
    double value = 0;
    std::optional<SimOutcome> outcome;
  };
  explicit SweepChart(QWidget* parent = nullptr);
  void setPoints(SimSetting setting, const std::vector<Point>& points, double a, double b);
  /// p99 that is to be kept, in seconds; the cheapest value that keeps it, and throttles nothing, is marked. 0 = none.
  void setLimit(double p99);
  [[nodiscard]] int cheapest() const { return m_cheapest; }
  /// The index of the knee, -1 when there is none or not all is known.
  [[nodiscard]] int knee() const { return m_knee; }
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] TableData table() const override;

 Q_SIGNALS:
  void chosen(double value);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] double xOf(double value) const;
  SimSetting m_setting = SimSetting::Limit;
  std::vector<Point> m_points;
  double m_a = 0, m_b = 0;
  void search();
  double m_limit = 0;
  int m_knee = -1, m_cheapest = -1;
};

}  // namespace scfdesk
