// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/throttlemark.h"
#include "widgets/theme/theme.h"
#include <QPainter>

namespace scfdesk {

namespace {
void paintMark(QPainter& p, const QPointF& at, bool final, const QColor& color) {
  const Theme& t = Theme::current();
  const double half = t.px(4), tall = t.px(13) / 2.0;
  const QPolygonF shape({at + QPointF(-half, 0), at + QPointF(half, 0), at + QPointF(0, tall)});
  p.save();
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(final ? QPen(Qt::NoPen) : QPen(color, 1.2));
  p.setBrush(final ? QBrush(color) : QBrush(t.colors().surface.track));
  p.drawPolygon(shape);
  p.restore();
}
}  // namespace

void paintThrottleMark(QPainter& p, const QPointF& at, bool final) { paintMark(p, at, final, Theme::current().colors().state.throttled); }
void paintThrottleMarkQuiet(QPainter& p, const QPointF& at) { paintMark(p, at, true, Theme::current().colors().text.tertiary); }

ThrottleLegend::ThrottleLegend(QWidget* parent) : QWidget(parent) {
  setToolTip(tr("Events refused with 432 or 429. Filled: sync, final. Hollow: async, tried again."));
}

QSize ThrottleLegend::sizeHint() const {
  const Theme& t = Theme::current();
  return {t.px(20) + QFontMetrics(t.ui(11, QFont::Medium)).horizontalAdvance(tr("throttled")), t.px(16)};
}

void ThrottleLegend::paintEvent(QPaintEvent*) {
  const Theme& t = Theme::current();
  QPainter p(this);
  paintThrottleMark(p, QPointF(t.px(7), (height() - t.px(7)) / 2.0), true);
  p.setFont(t.ui(11, QFont::Medium));
  p.setPen(t.colors().text.tertiary);
  p.drawText(rect().adjusted(t.px(20), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("throttled"));
}

}  // namespace scfdesk
