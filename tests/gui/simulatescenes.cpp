// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/simulatescenes.h"
#include "models/selection.h"
#include "tests/support/simulationanswers.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/sessionpane.h"
#include "widgets/simulate/sessiontrack.h"
#include "widgets/simulate/simulateview.h"
#include <QElapsedTimer>
#include <QPushButton>
#include <QRadioButton>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

enum Shown : int { Tracks, Sweep, Search, Calibration, Session };

/// The view, with A, B (and C) in it, and one of its panes.
SimulateView* open(Stage& stage, Shown shown, bool third) {
  auto answers = std::make_shared<SimulationAnswers>();
  stage.backend.localAnswer = [answers](const QByteArray& method, const QByteArray& target, const QByteArray& body) { return answers->answer(method, target, body); };
  stage.backend.shown.localAdditions = true;
  stage.hub->selection().setFunction(stage.id(u"thumbnail"_s));
  stage.window->showView(MainWindow::View::Simulate);
  auto* view = stage.window->findChild<SimulateView*>();
  if (!view) return nullptr;
  settle(400);
  const auto set = [&](const QString& name, double value) { view->findChild<NumberField*>(name)->setValue(value); };
  set(u"simulate_limit_a"_s, 16);
  set(u"simulate_limit_b"_s, 28);
  set(u"simulate_provisioned_b"_s, 10);
  set(u"simulate_init_b"_s, 0.3);
  if (third) {
    view->findChild<QPushButton*>(u"simulate_addC"_s)->click();
    set(u"simulate_limit_c"_s, 22);
  }
  view->findChild<SegmentedControl*>(u"simulate_shown"_s)->segment(shown)->click();
  settle(700);
  return view;
}

void press(SimulateView* view, const QString& name, int ms) {
  view->findChild<QPushButton*>(name)->click();
  settle(ms);
}

}  // namespace

void addSimulateScenes(std::vector<Picture>& all) {
  const auto add = [&all](const QString& name, Shown shown, bool third, std::function<void(Stage&, SimulateView*)> then) {
    all.push_back({name, true, [=](Stage& stage) -> QWidget* {
                     SimulateView* view = open(stage, shown, third);
                     if (!view) return nullptr;
                     if (then) then(stage, view);
                     return stage.window.get();
                   }});
  };
  add(u"07-simulate"_s, Tracks, false, {});
  add(u"07-simulate-three"_s, Tracks, true, {});
  add(u"07-sweep"_s, Sweep, false, {});
  add(u"07-search"_s, Search, false, [](Stage&, SimulateView* view) { press(view, u"simulate_search_go"_s, 6000); });
  add(u"07-calibration"_s, Calibration, false, [](Stage& stage, SimulateView* view) {
    stage.backend.setTraffic(false);
    press(view, u"simulate_fire"_s, 200);
    stage.backend.advanceSeconds(60);
    settle(200);
    press(view, u"simulate_calibrate"_s, 1500);
  });
  add(u"07-session"_s, Session, false, [](Stage&, SimulateView* view) {
    press(view, u"simulate_session_own"_s, 800);
    if (const auto& session = view->findChild<SessionPane*>()->session()) view->findChild<SessionTrack*>()->setPlayhead(session->from + 18'000'000);
    settle();
  });
}

}  // namespace scfdesk
