// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/tabledata.h"
#include "widgets/simulate/scenario.h"
#include <QWidget>

namespace scfdesk {

/// Measured starts and runs as distribution functions (grey steps, times on a logarithmic scale) with what was fitted to them
/// (blue). Painted. GUI thread.
class FitChart final : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  explicit FitChart(QWidget* parent = nullptr);
  void setTimings(const SimTimings& timings);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] TableData table() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintOne(class QPainter& painter, const QRectF& area, const QString& title, const std::vector<double>& sorted, const SimFit& fit) const;
  std::vector<double> m_starts, m_runs;  ///< sorted
  SimFit m_startFit, m_runFit;
};

}  // namespace scfdesk
