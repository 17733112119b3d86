// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/track.h"

namespace scfdesk {

/// The time axis of the view, 24 px: marks and times, and in History the cursor's flag, which can be dragged. GUI thread.
class RulerTrack final : public Track {
  Q_OBJECT
 public:
  explicit RulerTrack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Slider; }
  [[nodiscard]] QString paintedValue() const override;

 protected:
  void paintPlot(QPainter& p, const QRect& plot) override;
  void paintOverlay(QPainter& p, const QRect& plot) override;
  void paintGutter(QPainter& p, const QRect& gutter) override;
  void paintAxis(QPainter& p, const QRect& axis) override;
  [[nodiscard]] uint64_t dataKey() const override { return 0; }

 private:
  [[nodiscard]] QString distance() const;
  void hideLabels(QPainter& p, const QRect& area, int left, int right) const;
  QString m_shown;  ///< of the gutter, in History
};

}  // namespace scfdesk
