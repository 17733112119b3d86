// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/columns.h"
#include "widgets/scaling/lanebuckets.h"
#include "widgets/scaling/lanelayout.h"
#include "widgets/scaling/laneraster.h"
#include "widgets/scaling/lanesearch.h"
#include "widgets/scaling/track.h"
#include <memory>

class QScrollBar;

namespace scfdesk {

/// One lane per instance over time: states by height, colour and pattern, failures and cold starts never merged away. Over 64
/// lanes rows get thin, over 400 they are grouped by state unless asked not to. A click on a run selects its invocation, one on
/// the gutter its instance. Rows are never sorted anew under the pointer. GUI thread.
class LaneArea final : public Track {
  Q_OBJECT
 public:
  explicit LaneArea(Plot& plot, QWidget* parent = nullptr);
  ~LaneArea() override;

  void setSort(LaneSort sort);
  [[nodiscard]] LaneSort sort() const { return m_sort; }
  /// none = by the number of lanes.
  void setGrouped(std::optional<bool> grouped);
  [[nodiscard]] bool grouped() const { return m_layout.grouped; }
  [[nodiscard]] const LaneLayout& layoutNow();
  /// What lies under a point of the widget: the run nearest within 2 px, else the span at that time.
  [[nodiscard]] std::optional<LanePlace> placeAt(const QPoint& pos) const;
  void scrollRows(int rows);
  void showInstance(InstanceId id);
  /// Goes to the next or previous failure or cold start and selects it.
  void goToFailure(int step);
  void goToColdStart(int step);

  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Table; }
  [[nodiscard]] QString paintedValue() const override;

 Q_SIGNALS:
  /// How many lanes there are and how they are shown; for the header.
  void layoutChanged(int lanes, int rowHeight, bool grouped);

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintOverlay(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override { return plot().timelineRevision() * 31 + m_generation; }
  [[nodiscard]] QRect focusArea() const override;
  [[nodiscard]] QString tooltipAt(const QPoint& pos) const override;
  void clicked(const QPoint& pos) override;
  bool keyPressed(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void relayout();
  void onQuery();
  [[nodiscard]] LaneFilter filter() const;
  std::vector<const Lane*> ordered(const LaneOrder& order);
  void updateScrollBar();
  void choose(const LanePlace& place);
  void step(int rows);
  void go(const std::optional<LanePlace>& place);
  [[nodiscard]] int yOf(const LaneRow& row) const;
  [[nodiscard]] const LaneRow* rowAtY(int y) const;
  [[nodiscard]] QRect markRect(const LanePlace& place, const QRect& plot) const;
  [[nodiscard]] std::optional<LanePlace> selectedPlace() const;
  void paintBeforeDetail(QPainter& p, const QRect& area) const;
  void paintHeadingPlot(QPainter& p, const QRect& row, InstanceState state);
  void paintReclaimed(QPainter& p, const QRect& plot) const;
  void paintRowGutter(QPainter& p, const LaneRow& row, const QRect& area, bool selected, bool named) const;
  [[nodiscard]] QString describe(const Lane& lane) const;

  QScrollBar* m_bar;
  LaneLayout m_layout;               ///< tops and heights in logical pixels
  LaneSort m_sort = LaneSort::FirstStart;
  std::optional<bool> m_grouped;
  uint32_t m_open = 0;
  std::unique_ptr<LaneRaster> m_raster;
  double m_rasterDpr = 0;
  LaneBuckets m_buckets;
  CountColumns m_counts;
  QImage m_image;
  std::vector<InstanceId> m_order;   ///< as last sorted
  TimeUs m_sortedAt = 0;
  uint64_t m_generation = 0;
};

}  // namespace scfdesk
