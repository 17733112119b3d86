// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/timekeys.h"
#include "models/modelhub.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include <QCoreApplication>
#include <QKeyEvent>
#include <algorithm>

namespace scfdesk {

namespace {
constexpr TimeUs kStep = 1'000'000;
constexpr TimeUs kSmallStep = 100'000;
constexpr double kZoomStep = 0.6;
constexpr TimeUs kFitLeast = 30'000'000;
constexpr TimeUs kFitMost = 900'000'000;

/// The change of any instance before or after t; t itself when there is none.
TimeUs nextEvent(const ModelHub& hub, FunctionId fn, TimeUs t, int step) {
  const auto& steps = hub.timeline().steps(fn);
  const auto after = std::partition_point(steps.begin(), steps.end(), [t](const CountStep& s) { return s.at <= t; });
  if (step > 0) return after == steps.end() ? t : after->at;
  const auto before = std::partition_point(steps.begin(), steps.end(), [t](const CountStep& s) { return s.at < t; });
  return before == steps.begin() ? t : std::prev(before)->at;
}

void moveCursor(ModelHub& hub, FunctionId fn, int step, Qt::KeyboardModifiers modifiers) {
  TimeState& time = hub.time();
  const TimeUs at = time.cursor();
  if (modifiers & Qt::ControlModifier) {
    const TimeUs to = nextEvent(hub, fn, at, step);
    if (to != at) time.setCursor(to);
    return;
  }
  time.setCursor(at + step * (modifiers & Qt::ShiftModifier ? kSmallStep : kStep));
}
}  // namespace

void fitTime(ModelHub& hub, FunctionId fn) {
  TimeState& time = hub.time();
  const auto& steps = hub.timeline().steps(fn);
  const TimeUs recorded = steps.empty() ? kFitLeast : time.now() - steps.front().at;
  time.returnToLive();
  time.setSpan(std::clamp(recorded + recorded / 20, kFitLeast, kFitMost));
}

bool isTimeKey(const QKeyEvent& event) {
  const auto modifiers = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: return (modifiers & ~Qt::ControlModifier) == Qt::NoModifier;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_0:
    case Qt::Key_L:
    case Qt::Key_M:
    case Qt::Key_T:
    case Qt::Key_W:
    case Qt::Key_G:
    case Qt::Key_Space:
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
    case Qt::Key_BraceLeft:
    case Qt::Key_BraceRight: return modifiers == Qt::NoModifier;
    default: return false;
  }
}

bool handleTimeKey(const QKeyEvent& event, ModelHub& hub, FunctionId fn) {
  if (!isTimeKey(event)) return false;
  TimeState& time = hub.time();
  switch (event.key()) {
    case Qt::Key_Left: moveCursor(hub, fn, -1, event.modifiers()); return true;
    case Qt::Key_Right: moveCursor(hub, fn, 1, event.modifiers()); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: time.zoom(kZoomStep, time.cursor()); return true;
    case Qt::Key_Minus: time.zoom(1 / kZoomStep, time.cursor()); return true;
    case Qt::Key_0: fitTime(hub, fn); return true;
    case Qt::Key_L: time.returnToLive(); return true;
    case Qt::Key_M: time.mark(); return true;
    case Qt::Key_Space:
      if (time.live()) time.setCursor(time.now() - 1);
      else time.returnToLive();
      return true;
    default: return false;
  }
}

QString spokenTime(const ModelHub& hub) {
  const TimeState& time = hub.time();
  const QString when = format::clock(time.cursor(), 1);
  if (time.live()) return QCoreApplication::translate("scfdesk::TimeStrip", "%1, live").arg(when);
  const double ago = static_cast<double>(time.now() - time.cursor()) / 1e6;
  return QCoreApplication::translate("scfdesk::TimeStrip", "%1, %2 seconds ago, history").arg(when, QString::number(ago, 'f', 1));
}

QString spanText(TimeUs span) {
  const double s = static_cast<double>(span) / 1e6;
  if (s < 100) return QString::number(s, 'g', 3) + QStringLiteral(" s");
  if (s >= 3600) return QCoreApplication::translate("scfdesk::format", "%1 h").arg(QString::number(s / 3600, 'g', 3));
  return QCoreApplication::translate("scfdesk::format", "%1 min").arg(QString::number(s / 60, 'g', 3));
}

}  // namespace scfdesk
