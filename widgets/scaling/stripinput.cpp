// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/stripoverview.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/theme/theme.h"
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace scfdesk {

namespace {
constexpr int kGrip = 8;        // token pixels of reach, beside a 4 px grip
constexpr int kCursorReach = 6;
constexpr int kDrag = 3;
constexpr double kWheelZoom = 1.25;
constexpr double kWheelPan = 0.1;
constexpr TimeUs kLeastSpan = 1'000'000;
}  // namespace

StripOverview::Grab StripOverview::grabAt(double x) const {
  const Theme& t = Theme::current();
  const QRectF brush = brushRect();
  const bool live = m_hub.time().live();
  if (!live && std::abs(x - m_scale.x(m_hub.time().cursor())) <= t.px(kCursorReach)) return Grab::Cursor;
  if (std::abs(x - brush.left()) <= t.px(kGrip)) return Grab::Left;
  if (!live && std::abs(x - brush.right()) <= t.px(kGrip)) return Grab::Right;
  return brush.contains(x, 1) ? Grab::Body : Grab::None;
}

void StripOverview::setCursorAt(double x) {
  if (x >= width() - 2) m_hub.time().returnToLive();
  else m_hub.time().setCursor(m_scale.timeAt(std::max(0.0, x)));
}

void StripOverview::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || empty()) return;
  m_pressed = event->position().x();
  m_last = m_scale.timeAt(m_pressed);
  m_grab = grabAt(m_pressed);
  m_dragged = false;
  if (event->modifiers() & Qt::ShiftModifier) {
    m_grab = Grab::Range;
    return;
  }
  if (m_grab == Grab::None) {
    m_grab = Grab::Cursor;
    setCursorAt(m_pressed);
  }
}

void StripOverview::dragEdge(TimeUs t) {
  TimeState& time = m_hub.time();
  const TimeUs begin = time.viewBegin(), end = time.viewEnd();
  if (m_grab == Grab::Left) {
    const TimeUs span = std::max(kLeastSpan, end - t);
    time.zoom(static_cast<double>(span) / static_cast<double>(time.span()), end);
  } else {
    const TimeUs span = std::max(kLeastSpan, t - begin);
    time.zoom(static_cast<double>(span) / static_cast<double>(time.span()), begin);
  }
}

void StripOverview::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (!(event->buttons() & Qt::LeftButton) || m_grab == Grab::None) {
    const Grab at = empty() ? Grab::None : grabAt(x);
    setCursor(at == Grab::Left || at == Grab::Right ? Qt::SizeHorCursor
              : at == Grab::Body                    ? Qt::OpenHandCursor
              : at == Grab::Cursor                  ? Qt::SplitHCursor
                                                    : Qt::ArrowCursor);
    return;
  }
  if (!m_dragged && std::abs(x - m_pressed) < kDrag) return;
  m_dragged = true;
  const TimeUs t = m_scale.timeAt(x);
  switch (m_grab) {
    case Grab::Cursor: setCursorAt(x); break;
    // Not past what the strip shows: its scale must not change under the pointer.
    case Grab::Body: m_hub.time().pan(std::max(t - m_last, m_scale.begin() - m_hub.time().viewBegin())); break;
    case Grab::Range: m_hub.time().setRange(m_scale.timeAt(m_pressed), m_scale.timeAt(std::clamp(x, 0.0, width() - 1.0))); break;
    default: dragEdge(t); break;
  }
  m_last = t;
}

void StripOverview::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  TimeState& time = m_hub.time();
  if (m_grab == Grab::Range && !m_dragged) time.clearRange();
  if (m_grab == Grab::Body && !m_dragged) setCursorAt(event->position().x());
  // The brush pushed against now means now.
  if (m_grab == Grab::Body && m_dragged && time.viewEnd() >= time.now()) time.returnToLive();
  m_grab = Grab::None;
}

void StripOverview::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) fitTime(m_hub, 0);
}

void StripOverview::wheelEvent(QWheelEvent* event) {
  TimeState& time = m_hub.time();
  const QPoint angle = event->angleDelta();
  const double notches = (angle.y() != 0 ? angle.y() : angle.x()) / 120.0;
  if (event->modifiers() & Qt::ShiftModifier || angle.y() == 0) {
    time.pan(-std::llround(notches * kWheelPan * static_cast<double>(time.span())));
  } else {
    time.zoom(std::pow(kWheelZoom, -notches), m_scale.timeAt(event->position().x()));
  }
  event->accept();
}

void StripOverview::keyPressEvent(QKeyEvent* event) {
  if (!handleTimeKey(*event, m_hub, 0)) QWidget::keyPressEvent(event);
}

bool StripOverview::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && isTimeKey(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  if (event->type() == QEvent::ToolTip && !empty()) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), format::clock(m_scale.timeAt(help->pos().x()), 0) + u'\n' + tr("Shift+drag picks out a range"), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace scfdesk
