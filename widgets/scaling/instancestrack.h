// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/columns.h"
#include "widgets/scaling/track.h"

namespace scfdesk {

/// Instances stacked by state over time, busy at the foot; the limit as a dashed line when it is in range. GUI thread.
class InstancesTrack final : public Track {
  Q_OBJECT
 public:
  explicit InstancesTrack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] int axisTop() const { return m_top; }

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override;
  [[nodiscard]] QString tooltipAt(const QPoint& pos) const override;

 private:
  [[nodiscard]] int yOf(double value) const;
  void fillValues();
  [[nodiscard]] QImage stack(const QRect& area, double dpr) const;
  /// Does the query tell those that are counted from each other by what they ran?
  [[nodiscard]] bool divided() const;
  /// Of the busy ones at t those whose run matches the query; none when it does not tell runs apart.
  [[nodiscard]] std::optional<int> matchingAt(TimeUs t) const;
  [[nodiscard]] bool limitInRange() const;
  CountColumns m_columns;
  std::vector<CountStep> m_values;  ///< of each column: as it was, or from one-second values
  std::vector<int> m_matching;      ///< of each column: runs that match the query; empty when it does not tell them apart
  int m_top = 4;
};

}  // namespace scfdesk
