// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timestate.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/scaling/track.h"
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
constexpr int kDragPx = 4;             // less is a click
constexpr double kWheelZoom = 1.25;    // a notch
constexpr double kWheelPan = 0.1;      // of the window, a notch
}  // namespace

void Track::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_pressed = event->pos();
  m_down = true;
  m_dragging = false;
  m_ranging = event->modifiers() & Qt::ShiftModifier && plotRect().contains(m_pressed);
  if (m_ranging) m_rangeFrom = m_plot.scale().timeAt(m_pressed.x());
}

void Track::mouseMoveEvent(QMouseEvent* event) {
  const QRect plot = plotRect();
  if (m_down && plot.contains(m_pressed)) {
    if (!m_dragging && std::abs(event->pos().x() - m_pressed.x()) >= kDragPx) {
      m_dragging = true;
      m_plot.setHover({});
    }
    if (m_dragging && m_ranging) m_plot.hub().time().setRange(m_rangeFrom, m_plot.scale().timeAt(std::clamp(event->pos().x(), plot.left(), plot.right())));
    else if (m_dragging) m_plot.setCursorAt(event->pos().x());
    return;
  }
  if (plot.contains(event->pos())) m_plot.setHover(m_plot.scale().timeAt(event->pos().x()));
  else m_plot.setHover({});
}

void Track::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_down) return;
  m_down = false;
  if (!m_dragging && m_ranging) m_plot.hub().time().clearRange();
  else if (!m_dragging) clicked(event->pos());
  m_ranging = false;
  m_dragging = false;
}

void Track::leaveEvent(QEvent* event) {
  m_plot.setHover({});
  QWidget::leaveEvent(event);
}

void Track::clicked(const QPoint& pos) {
  if (plotRect().contains(pos)) m_plot.setCursorAt(pos.x());
}

void Track::wheelEvent(QWheelEvent* event) {
  const QPoint angle = event->angleDelta();
  const double notches = (angle.y() != 0 ? angle.y() : angle.x()) / 120.0;
  TimeState& time = m_plot.hub().time();
  if (event->modifiers() & Qt::ControlModifier) {
    time.zoom(std::pow(kWheelZoom, -notches), m_plot.scale().timeAt(event->position().x()));
  } else if (event->modifiers() & Qt::ShiftModifier || (angle.x() != 0 && angle.y() == 0)) {
    time.pan(-std::llround(notches * kWheelPan * static_cast<double>(time.span())));
  } else {
    Q_EMIT scrollWanted(static_cast<int>(-std::lround(notches * 3)));
  }
  event->accept();
}

bool Track::keyPressed(QKeyEvent*) {
  return false;
}

void Track::keyPressEvent(QKeyEvent* event) {
  if (keyPressed(event) || handleTimeKey(*event, m_plot.hub(), m_plot.function())) return;
  switch (event->key()) {
    case Qt::Key_BracketLeft: Q_EMIT failureWanted(-1); return;
    case Qt::Key_BracketRight: Q_EMIT failureWanted(1); return;
    case Qt::Key_BraceLeft: Q_EMIT coldStartWanted(-1); return;
    case Qt::Key_BraceRight: Q_EMIT coldStartWanted(1); return;
    case Qt::Key_W: Q_EMIT whyHereWanted(); return;
    default: break;
  }
  QWidget::keyPressEvent(event);
}

bool Track::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && isTimeKey(*static_cast<QKeyEvent*>(event))) {
    event->accept();  // single letters belong to what has the focus, not to the window
    return true;
  }
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = tooltipAt(help->pos());
    if (text.isEmpty()) QToolTip::hideText();
    else QToolTip::showText(help->globalPos(), text, this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace scfdesk
