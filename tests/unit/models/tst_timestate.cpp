// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timestate.h"
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;

namespace {
constexpr TimeUs kS = 1'000'000;
constexpr TimeUs kNow = 1000 * kS;
}  // namespace

class TestTimeState : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void liveFollowsNow() {
    TimeState t;
    t.setNow(kNow);
    QVERIFY(t.live());
    QCOMPARE(t.cursor(), kNow);
    QCOMPARE(t.viewEnd(), kNow);
    QCOMPARE(t.viewBegin(), kNow - 60 * kS);
    t.setNow(kNow + kS);
    QCOMPARE(t.cursor(), kNow + kS);
    QCOMPARE(t.viewEnd(), kNow + kS);
  }
  void nowNeverStepsBack() {
    TimeState t;
    QSignalSpy spy(&t, &TimeState::nowChanged);
    t.setNow(kNow);
    t.setNow(kNow - 1);
    t.setNow(kNow);
    QCOMPARE(t.now(), kNow);
    QCOMPARE(spy.count(), 1);
  }
  void cursorGoesToHistoryAndBack() {
    TimeState t;
    t.setNow(kNow);
    QSignalSpy mode(&t, &TimeState::modeChanged), cursor(&t, &TimeState::cursorChanged), view(&t, &TimeState::viewChanged);
    t.setCursor(kNow - 5 * kS);
    QVERIFY(!t.live());
    QCOMPARE(mode.count(), 1);
    QCOMPARE(mode[0][0].toBool(), false);
    QCOMPARE(cursor.count(), 1);
    QCOMPARE(view.count(), 1);
    t.setNow(kNow + 20 * kS);  // the engine goes on, the past stands
    QCOMPARE(t.cursor(), kNow - 5 * kS);
    QCOMPARE(t.viewEnd(), kNow);
    t.setCursor(kNow - 6 * kS);
    QCOMPARE(view.count(), 1);  // in sight: the range stays
    t.setCursor(kNow + 20 * kS);  // now is Live
    QVERIFY(t.live());
    QCOMPARE(mode.count(), 2);
    QCOMPARE(mode[1][0].toBool(), true);
    t.returnToLive();
    QCOMPARE(mode.count(), 2);
  }
  void cursorStaysInSight() {
    TimeState t;
    t.setNow(kNow);
    t.setCursor(kNow - 300 * kS);
    QVERIFY(t.viewBegin() <= t.cursor() && t.cursor() <= t.viewEnd());
    t.setCursor(kNow - 10 * kS);
    QVERIFY(t.viewBegin() <= t.cursor() && t.cursor() <= t.viewEnd());
  }
  void spanIsBounded() {
    TimeState t;
    t.setNow(kNow);
    t.setSpan(kS);
    QCOMPARE(t.span(), kS);
    t.setSpan(kS - 1);
    QCOMPARE(t.span(), kS);
    t.setSpan(24 * 3600 * kS);
    QCOMPARE(t.span(), 24 * 3600 * kS);
    t.setSpan(24 * 3600 * kS + 1);
    QCOMPARE(t.span(), 24 * 3600 * kS);
    QVERIFY(t.live());
  }
  void zoomKeepsThePlace() {
    TimeState t;
    t.setNow(kNow);
    t.setCursor(kNow - 100 * kS);
    const TimeUs at = t.viewBegin() + 15 * kS;
    const double before = double(at - t.viewBegin()) / double(t.span());
    t.zoom(0.5, at);
    QCOMPARE(t.span(), 30 * kS);
    QCOMPARE(double(at - t.viewBegin()) / double(t.span()), before);
    t.zoom(0, at);
    t.zoom(-1, at);
    t.zoom(qQNaN(), at);
    QCOMPARE(t.span(), 30 * kS);
    t.zoom(1e12, at);
    QCOMPARE(t.span(), 24 * 3600 * kS);
    QVERIFY(t.viewEnd() <= t.now());
  }
  void zoomInLiveStaysLive() {
    TimeState t;
    t.setNow(kNow);
    t.zoom(2, kNow - 30 * kS);
    QVERIFY(t.live());
    QCOMPARE(t.span(), 120 * kS);
    QCOMPARE(t.viewEnd(), kNow);
  }
  void panGoesToHistoryAndEndsAtNow() {
    TimeState t;
    t.setNow(kNow);
    t.pan(10 * kS);
    QVERIFY(t.live());  // there is nothing after now
    t.pan(-10 * kS);
    QVERIFY(!t.live());
    QCOMPARE(t.viewEnd(), kNow - 10 * kS);
    QCOMPARE(t.cursor(), kNow - 10 * kS);
    t.pan(100 * kS);
    QCOMPARE(t.viewEnd(), kNow);
    QVERIFY(!t.live());
    QVERIFY(t.cursor() >= t.viewBegin() && t.cursor() <= t.viewEnd());
  }
  void aRangeIsAStretchBeforeNow() {
    TimeState time;
    time.setNow(100'000'000);
    QSignalSpy changed(&time, &TimeState::rangeChanged);
    QVERIFY(!time.hasRange());
    time.setRange(90'000'000, 80'000'000);
    QVERIFY(time.hasRange());
    QCOMPARE(time.rangeBegin(), TimeUs(80'000'000));
    QCOMPARE(time.rangeEnd(), TimeUs(90'000'000));
    QVERIFY(time.live());  // looking at a stretch is no travel in time
    time.setRange(80'000'000, 90'000'000);
    QCOMPARE(changed.count(), 1);
    time.setRange(95'000'000, 200'000'000);
    QCOMPARE(time.rangeEnd(), TimeUs(100'000'000));
    time.setRange(50'000'000, 50'000'000 + TimeState::kLeastRange);
    QVERIFY(time.hasRange());
    time.setRange(50'000'000, 50'000'000 + TimeState::kLeastRange - 1);
    QVERIFY(!time.hasRange());
    time.clearRange();
    QCOMPARE(changed.count(), 4);
    time.setRange(60'000'000, 70'000'000);
    time.showRange();
    QVERIFY(!time.live());
    QVERIFY(time.viewBegin() <= 60'000'000 && time.viewEnd() >= 70'000'000);
    QVERIFY(time.span() < 13'000'000);
  }
};

QTEST_GUILESS_MAIN(TestTimeState)
#include "tst_timestate.moc"
