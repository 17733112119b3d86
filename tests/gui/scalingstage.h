// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the tests of the Scaling view stand on. GUI thread.
#include "models/modelhub.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/scaling/scalingview.h"

#include <QEvent>
#include <QTest>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

inline constexpr FunctionId kFn = 1;
inline constexpr TimeUs kT0 = kFakeNow + 1'000'000;
inline constexpr TimeUs s(double seconds) { return kT0 + static_cast<TimeUs>(seconds * 1e6); }

/// Counts the paint events of some widgets.
class PaintCount final : public QObject {
 public:
  explicit PaintCount(const QList<QWidget*>& widgets) {
    for (QWidget* w : widgets) w->installEventFilter(this);
  }
  bool eventFilter(QObject* object, QEvent* event) override {
    if (event->type() == QEvent::Paint) ++paints[object->objectName()];
    return false;
  }
  int all() const {
    int n = 0;
    for (const int c : paints) n += c;
    return n;
  }
  QHash<QString, int> paints;
};

/// A shown Scaling view over a backend that only says what a test tells it.
struct ScalingStage {
  ScalingStage() : backend(false), hub(backend), view(hub) {
    backend.start();
    view.resize(1376, 788);
    view.show();
  }
  bool ready() { return QTest::qWaitForWindowExposed(&view) && QTest::qWaitFor([this] { return hub.time().now() >= kFakeNow; }); }
  template <typename T>
  T* find(const QString& name) {
    return view.findChild<T*>(name);
  }
  LaneArea* lanes() { return find<LaneArea>(u"scaling_lanes"_s); }
  Track* track(const QString& name) { return find<Track>(name); }
  /// Everything queued is done and painted.
  void settle() {
    lanes()->plot().refresh();
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
  }
  QPoint at(TimeUs t, int row) {
    return {static_cast<int>(lanes()->plot().scale().x(t)), row * 18 + 9};
  }
  /// One instance with every state, one failed run; then a second instance with 1 s runs.
  void story() {
    LaneDeltas d(kFn);
    d.to(1, InstanceState::Starting, s(0), 7, false, u"no idle instance"_s).to(1, InstanceState::Init, s(4));
    d.to(1, InstanceState::Busy, s(8), 7).to(1, InstanceState::Idle, s(14)).to(1, InstanceState::Frozen, s(20));
    d.to(1, InstanceState::Busy, s(30), 8).to(1, InstanceState::Idle, s(36), 0, true);
    d.to(1, InstanceState::Gone, s(44), 0, false, u"idle for 8 s, keep-alive is 8 s"_s);
    d.invocation(7, 1, s(0) - 5000, s(14), 200, true).invocation(8, 1, s(30) - 5000, s(36), 430);
    d.to(2, InstanceState::Starting, s(10)).to(2, InstanceState::Busy, s(11), 9).to(2, InstanceState::Busy, s(12), 10);
    d.to(2, InstanceState::Busy, s(13), 11).to(2, InstanceState::Idle, s(14));
    for (InvocationId id : {9, 10, 11}) d.invocation(id, 2, s(2.0 + static_cast<double>(id)), s(3.0 + static_cast<double>(id)));
    backend.push(d.now(s(60)).take());
  }
  void history(TimeUs cursor) {
    hub.time().setCursor(cursor);
    settle();
  }
  FakeBackend backend;
  ModelHub hub;
  ScalingView view;
};

}  // namespace scfdesk
