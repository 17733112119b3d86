// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelhub.h"
#include "models/secondshistory.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/gueststrip.h"
#include "widgets/scaling/rangepanel.h"
#include "widgets/scaling/stripoverview.h"
#include "widgets/scaling/timestrip.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAccessible>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr FunctionId kFn = 1;
constexpr TimeUs kT0 = kFakeNow + 1'000'000;
constexpr TimeUs s(double seconds) { return kT0 + static_cast<TimeUs>(seconds * 1e6); }

struct Stage {
  Stage() : backend(false), hub(backend), strip(hub) {
    backend.start();
    strip.resize(1440, 48);
    strip.show();
  }
  bool ready() { return QTest::qWaitForWindowExposed(&strip) && QTest::qWaitFor([this] { return hub.time().now() >= kFakeNow; }); }
  /// Ten minutes with one busy instance, a failure and a cold start.
  void story() {
    LaneDeltas d(kFn);
    d.to(1, InstanceState::Starting, s(100)).to(1, InstanceState::Busy, s(101), 1).to(1, InstanceState::Idle, s(400), 0, true);
    d.to(1, InstanceState::Gone, s(500)).invocation(1, 1, s(100), s(400), 430, true);
    backend.push(d.now(s(600)).take());
    // The overview looks at most twice a second; its next look has this.
    const int before = overview()->renders();
    QTRY_VERIFY(overview()->renders() > before && !overview()->empty());
    for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
  }
  StripOverview* overview() { return strip.overview(); }
  QPoint at(TimeUs t) { return {static_cast<int>(overview()->scale().x(t)), 30}; }
  void drag(const QPoint& from, const QPoint& to) {
    QTest::mousePress(overview(), Qt::LeftButton, {}, from);
    QTest::mouseMove(overview(), from + QPoint((to.x() - from.x()) / 2, 0));
    QTest::mouseMove(overview(), to);
    QTest::mouseRelease(overview(), Qt::LeftButton, {}, to);
  }
  FakeBackend backend;
  ModelHub hub;
  TimeStrip strip;
};
}  // namespace

class TestTimeStrip final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void saysWhatItIsForWhenEmpty();
  void clickOutsideTheBrushGoesThere();
  void cursorIsDragged();
  void brushIsDraggedAndPans();
  void brushPushedToNowIsLive();
  void leftGripZooms();
  void doubleClickFits();
  void returnToLiveByKeyAndButton();
  void paintsOnlyWhenSomethingMoved();
  void marksFailuresAndColdStarts();
  void saysNothingOfTheTimeBefore();
  void isASlider();
  void showsADayOfSeconds();
  void growsToWhatIsLookedAt();
  void rangeOfThePastIsCountedBySeconds();
  void rangeByKeyboard();
  void sessionInTheStrip();
};

void TestTimeStrip::saysWhatItIsForWhenEmpty() {
  Stage stage;
  QVERIFY(stage.ready());
  QVERIFY(stage.overview()->empty());
  QVERIFY(!stage.strip.liveButton()->isVisible());
  QTest::mouseClick(stage.overview(), Qt::LeftButton, {}, {200, 20});
  QVERIFY(stage.hub.time().live());  // there is nowhere to go
}

void TestTimeStrip::clickOutsideTheBrushGoesThere() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  const QPoint at = stage.at(s(200));
  const TimeUs wanted = stage.overview()->scale().timeAt(at.x());
  QTest::mouseClick(stage.overview(), Qt::LeftButton, {}, at);
  QVERIFY(!stage.hub.time().live());
  QCOMPARE(stage.hub.time().cursor(), wanted);
  QVERIFY(stage.hub.time().viewBegin() <= wanted && stage.hub.time().viewEnd() >= wanted);
  QVERIFY(stage.strip.liveButton()->isVisible());
}

void TestTimeStrip::cursorIsDragged() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setCursor(s(300));
  const QPoint to = stage.at(s(250));
  const TimeUs wanted = stage.overview()->scale().timeAt(to.x());
  stage.drag(stage.at(s(300)), to);
  QCOMPARE(stage.hub.time().cursor(), wanted);
}

void TestTimeStrip::brushIsDraggedAndPans() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setSpan(120'000'000);
  const TimeUs end = stage.hub.time().viewEnd();
  const QPoint from = stage.at(end - 60'000'000);
  const int width = stage.overview()->width();
  stage.drag(from, from - QPoint(100, 0));
  QVERIFY(!stage.hub.time().live());
  QCOMPARE(stage.overview()->width(), width);  // nothing moves under the pointer
  const TimeUs by = 100 * stage.overview()->scale().usPerColumn;
  QVERIFY(std::abs(end - stage.hub.time().viewEnd() - by) < 3'000'000);
  QCOMPARE(stage.hub.time().span(), 120'000'000);
}

void TestTimeStrip::brushPushedToNowIsLive() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setSpan(120'000'000);
  stage.hub.time().setCursor(s(520));
  stage.hub.time().pan(-30'000'000);
  const QPoint from = stage.at(stage.hub.time().viewEnd() - 20'000'000);
  stage.drag(from, from + QPoint(300, 0));
  QVERIFY(stage.hub.time().live());
}

void TestTimeStrip::leftGripZooms() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  const QPoint grip(static_cast<int>(stage.overview()->brushRect().left()) + 1, 24);
  const QPoint to = grip - QPoint(150, 0);
  stage.drag(grip, to);
  QVERIFY(stage.hub.time().live());  // the right end stays at now
  QVERIFY(stage.hub.time().span() > 150'000'000);
}

void TestTimeStrip::doubleClickFits() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setCursor(s(300));
  QTest::mouseDClick(stage.overview(), Qt::LeftButton, {}, stage.at(s(150)));
  QVERIFY(stage.hub.time().live());
  QVERIFY(stage.hub.time().viewBegin() <= s(100));
}

void TestTimeStrip::returnToLiveByKeyAndButton() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setCursor(s(300));
  QTest::keyClick(stage.overview(), Qt::Key_L);
  QVERIFY(stage.hub.time().live());
  stage.hub.time().setCursor(s(300));
  QCOMPARE(stage.strip.clockText(), format::clock(s(300), 1));
  stage.strip.liveButton()->click();
  QVERIFY(stage.hub.time().live());
  QVERIFY(!stage.strip.liveButton()->isVisible());
}

void TestTimeStrip::paintsOnlyWhenSomethingMoved() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  const int renders = stage.overview()->renders();
  // A cursor that moves lies over the picture; the picture stays.
  stage.hub.time().setCursor(s(300));
  stage.overview()->grab();
  stage.hub.time().setCursor(s(301));
  stage.overview()->grab();
  QVERIFY(stage.overview()->renders() <= renders + 1);
}

void TestTimeStrip::marksFailuresAndColdStarts() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  const QImage image = stage.overview()->grab().toImage();
  const Colors& c = Theme::current().colors();
  const int x = stage.at(s(400)).x();
  bool failure = false, cold = false;
  for (int dx = -3; dx <= 3; ++dx) {
    failure = failure || image.pixelColor(x + dx, 13) == c.state.failed;
    cold = cold || image.pixelColor(x + dx, 44) == c.state.starting;
  }
  QVERIFY(failure);
  QVERIFY(cold);
}

void TestTimeStrip::saysNothingOfTheTimeBefore() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  const QImage image = stage.overview()->grab().toImage();
  const auto lineAt = [&](TimeUs t) {
    const int x = stage.at(t).x();
    bool line = false;
    for (int y = 40; y < 45; ++y) {  // below is the frame of the focus
      const QColor one = image.pixelColor(x, y);
      line = line || one.blue() - one.red() > 60;
    }
    return line;
  };
  QVERIFY(lineAt(s(300)));   // busy
  QVERIFY(lineAt(s(550)));   // known to be 0
  QVERIFY(!lineAt(s(-60)));  // not known at all
}

void TestTimeStrip::isASlider() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setCursor(s(300));
  QAccessibleInterface* strip = QAccessible::queryAccessibleInterface(stage.overview());
  QCOMPARE(strip->role(), QAccessible::Slider);
  QVERIFY(strip->text(QAccessible::Value).endsWith(u"history"_s));
  stage.hub.time().returnToLive();
  QVERIFY(strip->text(QAccessible::Value).endsWith(u"live"_s));
}

void TestTimeStrip::showsADayOfSeconds() {
  Stage stage;
  constexpr TimeUs kPast = kT0 - 7'200'000'000;
  stage.backend.secondsAnswer = [](TimeUs begin, TimeUs end) -> Result<std::vector<SecondSample>> {
    std::vector<SecondSample> out;
    for (TimeUs at = kPast; at < kPast + 600'000'000; at += 1'000'000) {
      if (at < begin || at > end) continue;
      SecondSample sample;
      sample.second = at / 1'000'000;
      sample.function = kFn;
      sample.invocations = 10;
      sample.failed = 1;
      sample.busy = 8;
      sample.instances = 9;
      out.push_back(sample);
    }
    return out;
  };
  QVERIFY(stage.ready());
  QVERIFY(stage.overview()->empty());
  auto* range = stage.strip.findChild<ComboField*>(u"strip_range"_s);
  QVERIFY(range);
  QCOMPARE(range->count(), 3);
  range->setCurrentIndex(2);
  Q_EMIT range->activated(2);
  QCOMPARE(stage.hub.time().overviewSpan(), 86'400'000'000);
  QTRY_COMPARE(stage.hub.seconds().rows(0).size(), 600U);
  QTRY_VERIFY(!stage.overview()->empty());
  const QImage image = stage.overview()->grab().toImage();
  const Colors& c = Theme::current().colors();
  const int x = stage.at(kPast + 300'000'000).x(), before = stage.at(kPast - 3'600'000'000).x();
  bool failure = false, work = false, idle = true;
  for (int dx = -4; dx <= 4; ++dx) {
    failure = failure || image.pixelColor(x + dx, 13) == c.state.failed;
    work = work || image.pixelColor(x + dx, 40) != c.surface.rail;
    idle = idle && image.pixelColor(before + dx, 40) == c.surface.rail;
  }
  QVERIFY(failure);
  QVERIFY(work);
  QVERIFY(idle || stage.at(kPast - 3'600'000'000).x() % 60 < 5);  // but for an hour's mark
  // A click goes there.
  QTest::mouseClick(stage.overview(), Qt::LeftButton, {}, QPoint(x, 30));
  QVERIFY(std::abs(stage.hub.time().cursor() - (kPast + 300'000'000)) < 100'000'000);
}

void TestTimeStrip::growsToWhatIsLookedAt() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  TimeState& time = stage.hub.time();
  QCOMPARE(time.overviewSpan(), TimeState::kOverviews[0]);
  time.setSpan(TimeState::kOverviews[0]);
  QCOMPARE(time.overviewSpan(), TimeState::kOverviews[0]);
  time.setSpan(TimeState::kOverviews[0] + 1);
  QCOMPARE(time.overviewSpan(), TimeState::kOverviews[1]);
  time.setCursor(time.now() - TimeState::kOverviews[1] - 1);
  QCOMPARE(time.overviewSpan(), TimeState::kOverviews[2]);
  QCOMPARE(stage.strip.findChild<ComboField*>(u"strip_range"_s)->currentIndex(), 2);
}

void TestTimeStrip::rangeOfThePastIsCountedBySeconds() {
  Stage stage;
  constexpr TimeUs kPast = kT0 / 1'000'000 * 1'000'000 - 7'200'000'000;
  stage.backend.secondsAnswer = [](TimeUs begin, TimeUs end) -> Result<std::vector<SecondSample>> {
    std::vector<SecondSample> out;
    for (int i = 0; i < 10; ++i) {
      SecondSample sample;
      sample.second = kPast / 1'000'000 + i;
      sample.function = kFn;
      sample.invocations = 10;
      sample.cold = i == 0 ? 5 : 0;
      sample.p50Us = 1'000 * (i + 1);
      sample.p99Us = 20'000 * (i + 1);
      if (sample.second * 1'000'000 >= begin && sample.second * 1'000'000 <= end) out.push_back(sample);
    }
    return out;
  };
  QVERIFY(stage.ready());
  stage.story();
  QWidget window;
  window.resize(900, 400);
  auto* anchor = new QWidget(&window);
  anchor->setGeometry(0, 350, 900, 50);
  RangePanel panel(stage.hub, anchor, &window);
  panel.setScope(true);
  stage.hub.time().setRange(kPast, kPast + 5'000'000);
  QVERIFY(panel.inSeconds());
  QTRY_COMPARE(panel.totals().invocations, 50);
  QCOMPARE(panel.totals().cold, 5);
  QCOMPARE(panel.totals().latency.p99Us, 100'000);  // of the slowest second: an upper bound
  QCOMPARE(panel.csv().count('\n'), 6);
  QVERIFY(panel.csv().startsWith("second,"));
  // What reaches into the detail counts both, each once.
  stage.hub.time().setRange(kPast, s(600));
  QTRY_COMPARE(panel.totals().invocations, 101);
  stage.hub.time().setRange(s(0), s(600));
  QVERIFY(!panel.inSeconds());
  QCOMPARE(panel.totals().invocations, 1);
}

void TestTimeStrip::rangeByKeyboard() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setCursor(s(300));
  QTest::keyClick(stage.overview(), Qt::Key_M);
  QVERIFY(!stage.hub.time().hasRange());
  QVERIFY(stage.hub.time().marked());
  for (int i = 0; i < 5; ++i) QTest::keyClick(stage.overview(), Qt::Key_Left);
  QTest::keyClick(stage.overview(), Qt::Key_M);
  QCOMPARE(stage.hub.time().rangeBegin(), s(295));
  QCOMPARE(stage.hub.time().rangeEnd(), s(300));
  QVERIFY(!stage.hub.time().marked());
}

/// While a session is looked through the strip shows its course and its time; the way back to live ends that.
void TestTimeStrip::sessionInTheStrip() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  GuestTime& guest = stage.hub.time().guest();
  auto* strip = stage.strip.findChild<GuestStrip*>(u"strip_session"_s);
  QVERIFY(strip && !strip->isVisible() && stage.overview()->isVisible());
  const TimeUs from = 1'700'000'000'000'000, step = 500'000;
  guest.setCourse(GuestCourse{u"monday.scfsession"_s, from, double(step), std::vector<double>(100, 2), std::vector<double>(100, 0), {}});
  QVERIFY(strip->isVisible() && !stage.overview()->isVisible());
  QCOMPARE(guest.cursor(), from);
  guest.setCursor(from + 10 * step);
  QCOMPARE(stage.strip.clockText(), format::clock(from + 10 * step, 1));
  QVERIFY2(strip->accessibleDescription().contains(u"monday.scfsession"), qPrintable(strip->accessibleDescription()));
  QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(strip->width() / 2, 30));
  QVERIFY(std::abs(guest.cursor() - (from + 50 * step)) <= step);
  const TimeUs before = guest.cursor();
  QTest::keyClick(strip, Qt::Key_Right);
  QCOMPARE(guest.cursor(), before + step);
  QTest::keyClick(strip, Qt::Key_End);
  QTest::keyClick(strip, Qt::Key_Right);
  QCOMPARE(guest.cursor(), from + 100 * step);  // no further
  QVERIFY(!stage.strip.grab().isNull());
  QVERIFY(stage.strip.liveButton()->isVisible());
  stage.strip.liveButton()->click();
  QVERIFY(!guest.course() && !strip->isVisible() && stage.overview()->isVisible() && !stage.strip.liveButton()->isVisible());
  guest.setCourse(GuestCourse{u"again"_s, from, double(step), {1, 2}, {}, {}});
  QTest::keyClick(strip, Qt::Key_L);  // as on the button
  QVERIFY(!guest.course());
  // A course without anything in it is none.
  guest.setCourse(GuestCourse{u"empty"_s, from, double(step), {}, {}, {}});
  QVERIFY(!guest.course());
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  TestTimeStrip test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_timestrip.moc"
