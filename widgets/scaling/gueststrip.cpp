// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/gueststrip.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/columns.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFoot = 44, kTall = 29, kTicks = 120;  // token pixels, as in the overview
constexpr double kLeastBusy = 4;                     // one busy instance does not fill the strip
}  // namespace

GuestStrip::GuestStrip(GuestTime& guest, QWidget* parent) : QWidget(parent), m_guest(guest) {
  installPaintedAccessible();
  setObjectName(u"strip_session"_s);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&guest, &GuestTime::courseChanged, this, &GuestStrip::refresh);
  connect(&guest, &GuestTime::cursorChanged, this, &GuestStrip::refresh);
  followTheme(this);
  refresh();
}

void GuestStrip::refresh() {
  setAccessibleName(tr("Time of the session"));
  setAccessibleDescription(paintedValue());
  update();
}

QString GuestStrip::paintedValue() const {
  return m_guest.course() ? tr("Session %1 at %2").arg(m_guest.course()->name, format::clock(m_guest.cursor(), 1)) : QString();
}

double GuestStrip::xOf(TimeUs at) const {
  const GuestCourse& c = *m_guest.course();
  return static_cast<double>(at - c.from) / std::max(1.0, static_cast<double>(c.to() - c.from)) * (width() - 1);
}

void GuestStrip::pointTo(double x) {
  if (!m_guest.course()) return;
  const GuestCourse& c = *m_guest.course();
  m_guest.setCursor(c.from + static_cast<TimeUs>(std::clamp(x / std::max(1, width() - 1), 0.0, 1.0) * static_cast<double>(c.to() - c.from)));
}

void GuestStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) pointTo(event->position().x());
}

void GuestStrip::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) pointTo(event->position().x());
}

void GuestStrip::keyPressEvent(QKeyEvent* event) {
  if (!m_guest.course()) return QWidget::keyPressEvent(event);
  const GuestCourse& c = *m_guest.course();
  const auto step = static_cast<TimeUs>(c.stepUs);
  switch (event->key()) {
    case Qt::Key_Left: return m_guest.setCursor(m_guest.cursor() - step);
    case Qt::Key_Right: return m_guest.setCursor(m_guest.cursor() + step);
    case Qt::Key_Home: return m_guest.setCursor(c.from);
    case Qt::Key_L: return m_guest.setCourse({});
    case Qt::Key_End: return m_guest.setCursor(c.to());
    default: QWidget::keyPressEvent(event);
  }
}

void GuestStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

void GuestStrip::paintEvent(QPaintEvent*) {
  QPainter p(this);
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  p.fillRect(rect(), c.surface.rail);
  if (!m_guest.course()) return;
  const GuestCourse& course = *m_guest.course();
  const TimeScale scale = TimeScale::of(course.to(), std::max<TimeUs>(1, course.to() - course.from), 0, width(), devicePixelRatioF());
  const RulerSteps steps = rulerSteps(scale, t.px(kTicks));
  p.setFont(t.code(11));
  p.setPen(c.text.tertiary);
  for (TimeUs at = (course.from / steps.major + 1) * steps.major; at < course.to(); at += steps.major) {
    const int x = static_cast<int>(xOf(at));
    p.fillRect(QRect(x, 0, 1, height()), c.border.hairline);
    if (x + t.px(64) < width()) p.drawText(QPoint(x + t.px(4), t.px(11)), format::clock(at, steps.major < 1'000'000 ? 1 : 0));
  }
  double most = kLeastBusy;
  for (const double n : course.busy) most = std::max(most, n);
  const double foot = t.px(kFoot), tall = t.px(kTall), column = (width() - 1.0) / static_cast<double>(course.busy.size());
  QPainterPath line(QPointF(0, foot - course.busy.front() * tall / most));
  for (size_t i = 0; i < course.busy.size(); ++i) line.lineTo((static_cast<double>(i) + 0.5) * column, foot - course.busy[i] * tall / most);
  line.lineTo(width() - 1, foot - course.busy.back() * tall / most);
  QPainterPath area = line;
  area.lineTo(width() - 1, foot);
  area.lineTo(0, foot);
  p.setRenderHint(QPainter::Antialiasing);
  QColor fill = c.state.busy;
  fill.setAlphaF(0.34F);
  p.fillPath(area, fill);
  p.setPen(QPen(c.state.busy, 1.25));
  p.drawPath(line);
  p.setPen(Qt::NoPen);
  double last = -1e9;
  for (size_t i = 0; i < course.refused.size(); ++i) {
    const double x = (static_cast<double>(i) + 0.5) * column, half = t.px(7) / 2.0, top = t.px(12);
    if (course.refused[i] <= 0 || x - last < t.px(5)) continue;
    last = x;
    p.setBrush(c.state.failed);
    p.drawPolygon(QPolygonF({QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + t.px(5))}));
  }
  p.setRenderHint(QPainter::Antialiasing, false);
  for (size_t i = 0; i < course.cold.size(); ++i)
    if (course.cold[i] > 0) p.fillRect(QRect(static_cast<int>(static_cast<double>(i) * column), t.px(kFoot), 2, height() - t.px(kFoot) - 1), c.state.starting);
  const double x = std::floor(xOf(m_guest.cursor())), half = t.px(11) / 2.0, head = t.px(5);
  p.fillRect(QRectF(x, 0, 1, height()), c.chart.cursor);
  p.setRenderHint(QPainter::Antialiasing);
  p.setBrush(c.chart.cursor);
  p.drawPolygon(QPolygonF({QPointF(x + 0.5 - half, 0), QPointF(x + 0.5 + half, 0), QPointF(x + 0.5 + half, head), QPointF(x + 0.5, head * 2), QPointF(x + 0.5 - half, head)}));
  if (hasFocus()) bevel::focusFrame(p, rect(), 0);
}

}  // namespace scfdesk
