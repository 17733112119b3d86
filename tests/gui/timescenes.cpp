// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of time and load: a day in one-second values, drawn and replayed loads, two runs side by side.
#include "tests/gui/scenes.h"

#include "models/queryfilter.h"
#include "models/timestate.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/loadcompare.h"
#include "widgets/test/testview.h"
#include <QDialog>
#include <cmath>
#include <numbers>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kSecond = 1'000'000;

/// A day with a morning and an evening, and half an hour of failures.
Result<std::vector<SecondSample>> day(TimeUs begin, TimeUs end) {
  std::vector<SecondSample> out;
  for (TimeUs at = (begin + kSecond - 1) / kSecond * kSecond; at <= end; at += kSecond) {
    const double hour = std::fmod(double(at / kSecond) / 3600.0, 24.0);
    const double busy = 9 * std::exp(-std::pow(hour - 9.5, 2) / 4) + 6 * std::exp(-std::pow(hour - 19, 2) / 6) + 0.6 + 0.5 * std::sin(double(at / kSecond) / 300.0);
    if (busy < 0.4) continue;
    SecondSample s;
    s.second = at / kSecond;
    s.function = 1;
    s.busy = int(std::lround(busy));
    s.instances = s.busy + 3;
    s.invocations = s.busy * 3;
    s.failed = hour > 10 && hour < 10.5 && s.second % 40 == 0 ? 1 : 0;
    s.cold = s.second % 900 == 0 ? 1 : 0;
    s.queued = busy > 8 ? int(busy * 2) : 0;
    s.throttled = busy > 9.4 && s.second % 20 == 0 ? 2 : 0;
    s.p50Us = int64_t(120'000 + busy * 9'000);
    s.p99Us = int64_t(300'000 + busy * 60'000);
    s.maxMemoryBytes = int64_t((60 + busy * 4) * 1024 * 1024);
    out.push_back(s);
  }
  return out;
}

QWidget* scalingOver(Stage& stage, TimeUs span) {
  stage.backend.secondsAnswer = day;
  stage.window->openFunction(stage.id(u"thumbnail"_s));
  stage.window->showView(MainWindow::View::Scaling);
  stage.hub->time().setSpan(span);
  settle(900);
  return stage.window->viewWidget(MainWindow::View::Scaling) ? stage.window.get() : nullptr;
}

TestView* testOf(Stage& stage) {
  stage.window->openFunction(stage.id(u"thumbnail"_s));
  return qobject_cast<TestView*>(stage.window->tabWidget(MainWindow::Tab::Test));
}

QWidget* loadShape(Stage& stage, LoadShape shape) {
  TestView* test = testOf(stage);
  if (!test) return nullptr;
  settle();
  FireBar& bar = test->eventPane().fireBar();
  bar.setMode(FireBar::Mode::Load);
  LoadSpec spec;
  spec.shape = shape;
  bar.setLoad(spec);
  settle(300);
  return stage.window.get();
}
}  // namespace

std::vector<Picture> timePictures() {
  return {
      {u"26-day"_s, true, [](Stage& stage) { return scalingOver(stage, TimeState::kOverviews[2]); }},
      {u"26-hour"_s, true,
       [](Stage& stage) {
         QWidget* shown = scalingOver(stage, TimeState::kOverviews[1]);
         stage.hub->time().setCursor(stage.hub->time().now() - 2'400 * kSecond);
         settle(300);
         return shown;
       }},
      {u"27-drawn"_s, true, [](Stage& stage) { return loadShape(stage, LoadShape::Drawn); }},
      {u"27-replay"_s, true,
       [](Stage& stage) {
         stage.hub->time().setRange(stage.hub->time().now() - 300 * kSecond, stage.hub->time().now() - 60 * kSecond);
         return loadShape(stage, LoadShape::Replay);
       }},
      {u"27-compare"_s, true,
       [](Stage& stage) -> QWidget* {
         TestView* test = testOf(stage);
         if (!test) return nullptr;
         EngineDelta delta;
         delta.now = stage.backend.now() + 1000;
         for (const uint32_t number : {901U, 902U}) {
           LoadProgress p;
           p.run = number;
           p.function = stage.id(u"thumbnail"_s);
           p.spec.shape = number == 901 ? LoadShape::Ramp : LoadShape::Spike;
           p.spec.count = p.sent = 600;
           p.startedAt = delta.now - (1000 - TimeUs(number)) * 6 * kSecond;
           p.endedAt = p.startedAt + 14 * kSecond;
           p.failed = number == 901 ? 0 : 12;
           p.throttled = number == 901 ? 3 : 41;
           p.succeeded = 600 - p.failed - p.throttled;
           p.cold = number == 901 ? 24 : 31;
           p.p50Us = number == 901 ? 318'000 : 402'000;
           p.p99Us = number == 901 ? 1'204'000 : 1'910'000;
           p.maxUs = p.p99Us + 380'000;
           p.byCode = {{200, p.succeeded}, {432, p.throttled}};
           if (p.failed) p.byCode[430] = p.failed;
           delta.loads.push_back(p);
         }
         stage.backend.push(delta);
         settle();
         auto* dialog = new LoadCompare(*stage.hub, 901, 902, test);
         dialog->show();
         settle(200);
         return dialog;
       }},
      {u"28-filtered"_s, true,
       [](Stage& stage) -> QWidget* {
         testOf(stage);
         stage.window->showView(MainWindow::View::Scaling);
         stage.hub->time().setSpan(300 * kSecond);
         stage.hub->query().setText(u"status:failed"_s);
         settle(300);
         return stage.window->viewWidget(MainWindow::View::Scaling) ? stage.window.get() : nullptr;
       }},
  };
}

}  // namespace scfdesk
