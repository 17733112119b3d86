// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "models/modelhub.h"
#include "models/queryfilter.h"
#include "models/secondshistory.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;

namespace {
constexpr TimeUs kSecond = 1'000'000;
constexpr TimeUs kHour = 3600 * kSecond;
constexpr TimeUs kNow = kFakeNow;

SecondSample sample(TimeUs at, FunctionId fn, int invocations, int64_t p99) {
  SecondSample s;
  s.second = at / kSecond;
  s.function = fn;
  s.invocations = invocations;
  s.p50Us = p99 / 2;
  s.p99Us = p99;
  s.instances = 2;
  s.busy = 1;
  s.maxMemoryBytes = 1000 * fn;
  return s;
}

/// A backend that keeps one value a minute of two functions, and notes what it is asked.
struct Kept {
  Kept() : backend(false) {
    backend.secondsAnswer = [this](TimeUs begin, TimeUs end) -> Result<std::vector<SecondSample>> {
      asked.append({begin, end});
      if (fails) return Error{QStringLiteral("Local.Unreadable"), QStringLiteral("The file cannot be read."), {}};
      std::vector<SecondSample> out;
      for (TimeUs at = (begin + 60 * kSecond - 1) / (60 * kSecond) * 60 * kSecond; at <= end; at += 60 * kSecond) {
        out.push_back(sample(at, 1, 3, 10'000));
        out.push_back(sample(at, 2, 1, 40'000));
      }
      return out;
    };
  }
  FakeBackend backend;
  QList<QPair<TimeUs, TimeUs>> asked;
  bool fails = false;
};
}  // namespace

class TestSecondsHistory final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void asksAnHourAtATimeNewestFirst();
  void addsFunctionsUp();
  void asksNothingTwice();
  void asksForTheEndAgain();
  void holdsADay();
  void holdsSomeFunctions();
  void anErrorIsTriedAgainLater();
  void queryLeavesWhatMatches();
};

void TestSecondsHistory::asksAnHourAtATimeNewestFirst() {
  Kept kept;
  SecondsHistory history(kept.backend);
  history.want(0, kNow - 3 * kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy() && history.heldBegin() > 0);
  QCOMPARE(kept.asked.size(), 3);
  QVERIFY(kept.asked[0].first > kept.asked[1].first && kept.asked[1].first > kept.asked[2].first);
  QCOMPARE(history.heldBegin(), (kNow - 3 * kHour) / kSecond * kSecond);
  QVERIFY(std::is_sorted(history.rows(0).begin(), history.rows(0).end(), [](const SecondSample& a, const SecondSample& b) { return a.second < b.second; }));
  QVERIFY(history.rows(0).size() >= 179 && history.rows(0).size() <= 181);
}

void TestSecondsHistory::addsFunctionsUp() {
  Kept kept;
  SecondsHistory history(kept.backend);
  history.want(1, kNow - kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy() && !history.rows(1).empty());
  const SecondSample all = history.rows(0).front(), one = history.rows(1).front();
  QCOMPARE(all.invocations, 4);
  QCOMPARE(all.instances, 4);
  QCOMPARE(all.p99Us, 40'000);  // of two functions the slower one; never a mean
  QCOMPARE(all.maxMemoryBytes, 2000);
  QCOMPARE(one.invocations, 3);
  QCOMPARE(one.p99Us, 10'000);
  QVERIFY(history.rows(2).empty());
  const TimeUs at = all.second * kSecond;
  QVERIFY(history.at(0, at + kSecond - 1));
  QVERIFY(!history.at(0, at + kSecond));
  const SecondTotals totals = history.totals(0, at, at + 60 * kSecond);
  QCOMPARE(totals.invocations, 4);
  QCOMPARE(totals.mostP99Us, 40'000);
}

void TestSecondsHistory::asksNothingTwice() {
  Kept kept;
  SecondsHistory history(kept.backend);
  history.want(0, kNow - kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy() && history.heldBegin() > 0);
  const auto before = kept.asked.size();
  history.want(0, kNow - kHour / 2, kNow, kNow);
  QVERIFY(!history.busy());
  QCOMPARE(kept.asked.size(), before);
  history.want(0, kNow - 2 * kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy());
  QCOMPARE(kept.asked.size(), before + 1);
  QVERIFY(kept.asked.last().second < kept.asked.first().first);
}

void TestSecondsHistory::asksForTheEndAgain() {
  Kept kept;
  SecondsHistory history(kept.backend);
  history.want(0, kNow - kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy() && history.heldBegin() > 0);
  const auto rows = history.rows(0).size();
  history.want(0, kNow - kHour, kNow + SecondsHistory::kBehind, kNow + SecondsHistory::kBehind);
  QVERIFY(!history.busy());  // at the limit
  history.want(0, kNow - kHour, kNow + 180 * kSecond, kNow + 180 * kSecond);
  QTRY_VERIFY(!history.busy());
  QCOMPARE(history.rows(0).size(), rows + 3);  // and no second is there twice
}

void TestSecondsHistory::holdsADay() {
  Kept kept;
  SecondsHistory history(kept.backend);
  history.want(0, 0, kNow, kNow);
  QTRY_VERIFY(!history.busy() && history.heldBegin() > 0);
  QCOMPARE(history.heldBegin(), (kNow - 24 * kHour) / kSecond * kSecond);
  QCOMPARE(kept.asked.size(), 24);
  const auto rows = history.rows(0).size();
  history.want(0, 0, kNow + kHour, kNow + kHour);
  QTRY_VERIFY(!history.busy() && history.heldEnd() >= kNow + kHour - 10 * kSecond);
  QVERIFY(std::abs(int(history.rows(0).size()) - int(rows)) <= 1);  // an hour came, an hour went
}

void TestSecondsHistory::holdsSomeFunctions() {
  Kept kept;
  SecondsHistory history(kept.backend);
  for (FunctionId fn = 1; fn <= SecondsHistory::kFunctionsHeld; ++fn) history.want(fn, kNow - kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy() && !history.rows(1).empty());
  history.want(SecondsHistory::kFunctionsHeld + 1, kNow - kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy() && !history.rows(2).empty());
  QVERIFY(history.rows(1).empty());  // wanted longest ago
  QVERIFY(!history.rows(0).empty());
}

void TestSecondsHistory::anErrorIsTriedAgainLater() {
  Kept kept;
  kept.fails = true;
  SecondsHistory history(kept.backend);
  history.want(0, kNow - kHour, kNow, kNow);
  QTRY_VERIFY(!history.busy());
  QCOMPARE(kept.asked.size(), 1);
  history.want(0, kNow - kHour, kNow, kNow + SecondsHistory::kAgainAfter - 1);
  QCOMPARE(kept.asked.size(), 1);
  kept.fails = false;
  history.want(0, kNow - kHour, kNow, kNow + SecondsHistory::kAgainAfter);
  QTRY_VERIFY(!history.rows(0).empty());
}

void TestSecondsHistory::queryLeavesWhatMatches() {
  FakeBackend backend(false);
  ModelHub hub(backend);
  QSignalSpy up(&hub, &ModelHub::firstDelta);
  backend.start();
  QTRY_COMPARE(up.size(), 1);
  const FunctionId fn = backend.idOf(QStringLiteral("hello-event"));
  LaneDeltas d(fn);
  d.invocation(1, 1, kNow, kNow + 10'000, 200, true).invocation(2, 1, kNow + 20'000, kNow + 30'000, 430, false);
  backend.push(d.now(kNow + kSecond).take());
  QTRY_COMPARE(hub.series().finished(fn).size(), 2U);
  QSignalSpy changed(&hub.query(), &QueryFilter::changed);
  QCOMPARE(&hub.query().series(), &hub.series());
  hub.query().setText(QStringLiteral("status:failed"));
  QCOMPARE(changed.size(), 1);
  QCOMPARE(hub.query().series().finished(fn).size(), 1U);
  QCOMPARE(hub.query().series().finished(fn).front().code, 430);
  QVERIFY(hub.query().matches(fn, 1, 2) && !hub.query().matches(fn, 1, 1));
  LaneDeltas more(fn);
  more.invocation(3, 1, kNow + kSecond, kNow + kSecond + 10'000, 430, false);
  backend.push(more.now(kNow + 2 * kSecond).take());
  QTRY_COMPARE(hub.query().series().finished(fn).size(), 2U);  // it is kept up to date
  hub.query().setText(QStringLiteral("fn:nobody"));
  QVERIFY(hub.query().series().finished(fn).empty());
  hub.query().setText({});
  QVERIFY(!hub.query().active());
  QCOMPARE(&hub.query().series(), &hub.series());
}

QTEST_GUILESS_MAIN(TestSecondsHistory)
#include "tst_secondshistory.moc"
