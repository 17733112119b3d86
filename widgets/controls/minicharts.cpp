// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/minicharts.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace scfdesk {

void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<int>& values, const QColor& color) {
  const int top = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
  painter.save();
  if (top <= 0 || values.size() < 2) {
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), Theme::current().colors().border.normal);
    painter.restore();
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath line;
  const double step = rect.width() / static_cast<double>(values.size() - 1);
  for (size_t i = 0; i < values.size(); ++i) {
    const QPointF at(rect.left() + static_cast<double>(i) * step,
                     rect.bottom() - 1 - (rect.height() - 2) * static_cast<double>(values[i]) / top);
    if (i == 0)
      line.moveTo(at);
    else
      line.lineTo(at);
  }
  QPainterPath area = line;
  area.lineTo(rect.bottomRight());
  area.lineTo(rect.bottomLeft());
  QColor fill = color;
  fill.setAlphaF(0.22F);
  painter.fillPath(area, fill);
  painter.setPen(QPen(color, 1.25));
  painter.drawPath(line);
  painter.restore();
}

void paintInstanceBar(QPainter& painter, const QRectF& rect, const InstanceBar& bar) {
  const Theme& theme = Theme::current();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  const double track = theme.px(8);
  const double middle = rect.center().y();
  painter.fillRect(QRectF(rect.left(), middle - track / 2, rect.width(), track), theme.colors().surface.raised);
  // Idle and frozen instances may stand above the limit: then the bar is the living ones.
  const int living = bar.starting + bar.busy + bar.idle + bar.frozen;
  const double unit = rect.width() / std::max({bar.limit, living, 1});
  double x = rect.left();
  const auto part = [&](int n, InstanceState state, double height) {
    if (n <= 0) return;
    // A single instance of many stays visible.
    const double w = std::max(n * unit, 3.0);
    const double lane = height * 12.0 / std::max(1, stateHeight(state));
    paintState(painter, QRectF(x, middle - lane / 2, std::max(1.0, w - 1), lane), state);
    x += w;
  };
  part(bar.starting, InstanceState::Starting, track);
  part(bar.busy, InstanceState::Busy, track);
  part(bar.idle, InstanceState::Idle, theme.px(4));
  part(bar.frozen, InstanceState::Frozen, theme.px(2));
  painter.restore();
}

}  // namespace scfdesk
