// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointF>
#include <QWidget>

class QPainter;

namespace scfdesk {

/// ▼ of a refused event, 8 px wide, its top edge's middle at `at`. Filled: sync, final. Hollow: async, it is tried again.
void paintThrottleMark(QPainter& p, const QPointF& at, bool final);
/// The same where there is none: grey, for red is failure alone.
void paintThrottleMarkQuiet(QPainter& p, const QPointF& at);

/// Legend entry of the mark.
class ThrottleLegend final : public QWidget {
  Q_OBJECT
 public:
  explicit ThrottleLegend(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace scfdesk
