// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/columns.h"
#include "widgets/scaling/track.h"

namespace scfdesk {

/// Events that wait for an instance, and what was refused: a filled mark for a sync event (final), a hollow one for an async
/// event (it is tried again). GUI thread.
class QueueTrack final : public Track {
  Q_OBJECT
 public:
  explicit QueueTrack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QString paintedValue() const override;

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintOverlay(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override { return plot().seriesRevision(); }
  [[nodiscard]] QString tooltipAt(const QPoint& pos) const override;
  /// On a mark: why it was refused. On waiting events: why they wait; the cursor goes there as well.
  void clicked(const QPoint& pos) override;

 private:
  [[nodiscard]] int yOf(double value) const;
  [[nodiscard]] int queuedAt(TimeUs t) const;
  [[nodiscard]] int throttledUpTo(TimeUs t) const;
  void paintThrottles(QPainter& p, const QRect& plot) const;
  double m_top = 4;
};

/// p50 and p99 of Total over a moving 1.5 s as a band. GUI thread.
class LatencyTrack final : public Track {
  Q_OBJECT
 public:
  explicit LatencyTrack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QString paintedValue() const override;

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintOverlay(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override { return plot().seriesRevision(); }
  [[nodiscard]] QString tooltipAt(const QPoint& pos) const override;

 private:
  [[nodiscard]] double yOf(double us) const;
  [[nodiscard]] Percentiles at(TimeUs t) const;
  void fillValues();
  LatencyPoints m_points;
  std::vector<LatencyPoints::Point> m_values;  ///< one-second values, then the points
  double m_top = 100'000;  ///< us
};

/// Highest memory of any instance, with the configured size as a dashed line. GUI thread.
class MemoryTrack final : public Track {
  Q_OBJECT
 public:
  explicit MemoryTrack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QString paintedValue() const override;

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintOverlay(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override { return plot().seriesRevision(); }
  [[nodiscard]] QString tooltipAt(const QPoint& pos) const override;

 private:
  [[nodiscard]] int yOf(double mb) const;
  [[nodiscard]] double memoryAt(TimeUs t) const;  ///< MB; 0 = none
  [[nodiscard]] int configuredMb() const;
  double m_top = 128;
};

/// A ring on a line where the cursor crosses it.
void paintReadout(QPainter& p, const QPointF& at);

}  // namespace scfdesk
