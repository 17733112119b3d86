// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QRectF>
#include <vector>

class QPainter;

namespace scfdesk {

/// Line with a 22 % fill below it, scaled to its own maximum. All zero: a hairline in border.default at the foot.
void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<int>& values, const QColor& color);

/// Instances of a function against their limit: busy 8 px, starting hatched 8, idle 4, frozen 2 dashed, on a track.
struct InstanceBar {
  int starting = 0, busy = 0, idle = 0, frozen = 0, limit = 0;
};
void paintInstanceBar(QPainter& painter, const QRectF& rect, const InstanceBar& bar);

}  // namespace scfdesk
