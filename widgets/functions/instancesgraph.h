// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/scaling/tabledata.h"
#include "models/timeline.h"
#include <QTimer>
#include <QWidget>

namespace scfdesk {

/// Instances of all functions by state over the last 15 minutes, stacked: busy, idle, frozen, starting; the mean of each 5 s
/// (the tooltip also has the most). Repaints at most 4 times a second and only when something has changed.
/// Ends at now in Live; in History the cursor is drawn. GUI thread.
class InstancesGraph final : public QWidget, public Tabled {
  Q_OBJECT
 public:
  explicit InstancesGraph(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] QSize minimumSizeHint() const override;
  /// Highest mean in sight, rounded up.
  [[nodiscard]] int highest() const;
  [[nodiscard]] TableData table() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// Instances over kColumn of time, which begins at a multiple of it.
  struct Column {
    TimeUs begin = 0;
    double starting = 0, busy = 0, idle = 0, frozen = 0;  ///< mean over its time
    double others = 0;                                    ///< of `busy`: runs that do not match the window's query
    int most = 0;                                         ///< living at one moment
    [[nodiscard]] double living() const { return starting + busy + others + idle + frozen; }
  };
  static constexpr TimeUs kColumn = 5'000'000;
  void onTick();
  void gather();
  /// Counts of the functions that the query concerns, together, as they change from `from` on; the first is in force there.
  [[nodiscard]] std::vector<CountStep> stepsFrom(TimeUs from) const;
  [[nodiscard]] double peak() const;
  [[nodiscard]] QRect plot() const;
  void paintAxes(QPainter& painter, const QRect& plot, int top) const;
  void paintStack(QPainter& painter, const QRect& plot, int top) const;
  [[nodiscard]] double xOf(TimeUs t, const QRect& plot) const;
  [[nodiscard]] const Column* columnAt(int x) const;

  ModelHub& m_hub;
  QTimer m_ticker;
  std::deque<Column> m_columns;
  uint64_t m_revision = ~0ULL, m_query = 0;
  TimeUs m_painted = 0;
};

/// Top of an axis for a maximum, and the distance of its lines: 1, 2, 5, 10, 20, 50 ... Pure.
std::pair<int, int> axisFor(int maximum, int lines);

}  // namespace scfdesk
