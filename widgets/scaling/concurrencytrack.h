// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/columns.h"
#include "widgets/scaling/track.h"

namespace scfdesk {

/// What counts against the limit over time: instances that start, initialise or run. The limit is a dashed line while it is in
/// reach; a stretch in which it was reached is marked, for what arrived then had to wait or was refused. GUI thread.
class ConcurrencyTrack final : public Track {
  Q_OBJECT
 public:
  explicit ConcurrencyTrack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QString paintedValue() const override;
  /// Of the window as it is shown.
  [[nodiscard]] int peak() const { return m_peak; }

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintOverlay(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override { return plot().timelineRevision(); }
  [[nodiscard]] QString tooltipAt(const QPoint& pos) const override;

 private:
  [[nodiscard]] int yOf(double value) const;
  [[nodiscard]] int at(TimeUs t) const;
  void fillValues();
  CountColumns m_columns;
  std::vector<int> m_values;  ///< of each column
  int m_peak = 0;
  int m_top = 4;
};

}  // namespace scfdesk
