// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline.h"
#include "tests/support/fakefunctions.h"
#include <QSignalSpy>
#include <QTest>
#include <random>

using namespace scfdesk;
using S = InstanceState;

namespace {

constexpr TimeUs kS = 1'000'000;
constexpr TimeUs kT0 = 2000 * kS;

InstanceTransition go(InstanceId id, S state, TimeUs at, FunctionId fn = 1, bool failed = false) {
  InstanceTransition t;
  t.instance = id;
  t.function = fn;
  t.state = state;
  t.at = at;
  t.failed = failed;
  if (state == S::Busy) t.invocation = 77;
  if (state == S::Starting) t.way = BirthWay::Spawn;
  return t;
}

EngineDelta deltaOf(std::vector<InstanceTransition> transitions, TimeUs now) {
  EngineDelta d;
  d.now = now;
  d.transitions = std::move(transitions);
  return d;
}

/// The state of an instance at t, from the transitions alone.
S oracleState(const std::vector<InstanceTransition>& all, InstanceId id, TimeUs t) {
  S state = S::Gone;
  for (const auto& x : all)
    if (x.instance == id && x.at <= t) state = x.state;
  return state;
}

}  // namespace

class TestTimeline : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void versionsAreCountedApart() {
    Timeline timeline;
    const auto of = [](VersionNumber version, InstanceTransition t) {
      t.version = version;
      return t;
    };
    timeline.apply(deltaOf({go(1, S::Starting, kT0), go(1, S::Busy, kT0 + 10)}, kT0 + 20));
    QCOMPARE(timeline.countsAt(1, 0, kT0 + 15).busy, 1);
    QCOMPARE(timeline.countsAt(1, 2, kT0 + 15).living(), 0);
    timeline.apply(deltaOf({of(2, go(2, S::Starting, kT0 + 30)), of(2, go(2, S::Busy, kT0 + 40)), go(1, S::Idle, kT0 + 50)}, kT0 + 60));
    // What was there before a version was seen is $LATEST's.
    QCOMPARE(timeline.countsAt(1, 0, kT0 + 15).busy, 1);
    QCOMPARE(timeline.countsAt(1, 0, kT0 + 55).busy, 0);
    QCOMPARE(timeline.countsAt(1, 0, kT0 + 55).idle, 1);
    QCOMPARE(timeline.countsAt(1, 2, kT0 + 35).starting, 1);
    QCOMPARE(timeline.countsAt(1, 2, kT0 + 55).busy, 1);
    QCOMPARE(timeline.countsAt(1, kT0 + 55).living(), 2);
    QCOMPARE(timeline.lane(2)->version, VersionNumber(2));
  }
  void aLifeBecomesSpans() {
    Timeline timeline;
    QSignalSpy changed(&timeline, &Timeline::changed);
    timeline.apply(deltaOf({go(1, S::Starting, kT0), go(1, S::Init, kT0 + 10), go(1, S::Busy, kT0 + 20), go(1, S::Idle, kT0 + 30, 1, true),
                            go(1, S::Frozen, kT0 + 40), go(1, S::Gone, kT0 + 50)}, kT0 + 60));
    QCOMPARE(changed.count(), 1);
    const Lane* lane = timeline.lane(1);
    QVERIFY(lane);
    QCOMPARE(lane->born, kT0);
    QCOMPARE(lane->gone, kT0 + 50);
    QCOMPARE(lane->way, BirthWay::Spawn);
    QCOMPARE(lane->spans.size(), size_t(5));
    QCOMPARE(lane->spans[2].invocation, InvocationId(77));
    QVERIFY(lane->spans[2].failed);
    QVERIFY(!lane->spans[3].failed);
    for (size_t i = 1; i < lane->spans.size(); ++i) QCOMPARE(lane->spans[i].begin, lane->spans[i - 1].end);
    QCOMPARE(lane->stateAt(kT0 - 1), S::Gone);
    QCOMPARE(lane->stateAt(kT0), S::Starting);
    QCOMPARE(lane->stateAt(kT0 + 29), S::Busy);
    QCOMPARE(lane->stateAt(kT0 + 30), S::Idle);
    QCOMPARE(lane->stateAt(kT0 + 50), S::Gone);
  }
  void busyToBusyIsTwoRuns() {
    Timeline timeline;
    timeline.apply(deltaOf({go(1, S::Starting, kT0), go(1, S::Busy, kT0 + 10), go(1, S::Busy, kT0 + 20, 1, true), go(1, S::Idle, kT0 + 30)}, kT0 + 40));
    const Lane* lane = timeline.lane(1);
    QCOMPARE(lane->spans.size(), size_t(4));
    QVERIFY(lane->spans[1].failed);
    QVERIFY(!lane->spans[2].failed);
    QCOMPARE(timeline.countsAt(1, kT0 + 25).busy, 1);
  }
  void lateWordsChangeNothing() {
    Timeline timeline;
    timeline.apply(deltaOf({go(1, S::Starting, kT0), go(1, S::Gone, kT0 + 10), go(1, S::Idle, kT0 + 20), go(9, S::Gone, kT0 + 30)}, kT0 + 40));
    QCOMPARE(timeline.lane(1)->spans.size(), size_t(1));
    QVERIFY(!timeline.lane(9));
    QCOMPARE(timeline.countsAt(0, kT0 + 40).living(), 0);
  }
  void nothingNewIsNoChange() {
    Timeline timeline;
    timeline.apply(deltaOf({go(1, S::Starting, kT0)}, kT0));
    const uint64_t revision = timeline.revision();
    QSignalSpy changed(&timeline, &Timeline::changed);
    timeline.apply(deltaOf({}, kT0 + 5));
    QCOMPARE(timeline.revision(), revision);
    QCOMPARE(changed.count(), 0);
  }
  void againstANaiveOracle() {
    std::mt19937 random(5);
    std::vector<InstanceTransition> all;
    std::map<InstanceId, S> living;
    InstanceId next = 1;
    TimeUs at = kT0;
    for (int i = 0; i < 1200; ++i) {
      at += random() % 50'000;
      if (living.empty() || random() % 5 == 0) {
        living[next] = S::Starting;
        all.push_back(go(next, S::Starting, at, 1 + next % 3));
        ++next;
        continue;
      }
      auto it = std::next(living.begin(), std::ptrdiff_t(random() % living.size()));
      const S to = std::array{S::Init, S::Busy, S::Idle, S::Frozen, S::Gone}[random() % 5];
      all.push_back(go(it->first, to, at, 1 + it->first % 3));
      if (to == S::Gone) living.erase(it);
      else it->second = to;
    }
    Timeline timeline;
    for (size_t i = 0; i < all.size(); i += 17) {
      std::vector<InstanceTransition> batch(all.begin() + std::ptrdiff_t(i), all.begin() + std::ptrdiff_t(std::min(all.size(), i + 17)));
      const TimeUs now = batch.back().at;
      timeline.apply(deltaOf(std::move(batch), now));
    }
    for (int k = 0; k < 80; ++k) {
      const TimeUs t = kT0 + TimeUs(random() % uint64_t(at - kT0 + 1));
      CountStep expected[4];
      for (InstanceId id = 1; id < next; ++id) {
        const S state = oracleState(all, id, t);
        const Lane* lane = timeline.lane(id);
        QVERIFY(lane);
        QCOMPARE(lane->stateAt(t), state);
        for (const FunctionId fn : {FunctionId(0), FunctionId(1 + id % 3)}) {
          if (state == S::Starting) ++expected[fn].starting;
          if (state == S::Init) ++expected[fn].init;
          if (state == S::Busy) ++expected[fn].busy;
          if (state == S::Idle) ++expected[fn].idle;
          if (state == S::Frozen) ++expected[fn].frozen;
        }
      }
      for (FunctionId fn = 0; fn < 4; ++fn) {
        const CountStep got = timeline.countsAt(fn, t);
        QCOMPARE(got.starting, expected[fn].starting);
        QCOMPARE(got.init, expected[fn].init);
        QCOMPARE(got.busy, expected[fn].busy);
        QCOMPARE(got.idle, expected[fn].idle);
        QCOMPARE(got.frozen, expected[fn].frozen);
      }
    }
  }
  void lanesInAWindow() {
    Timeline timeline;
    timeline.apply(deltaOf({go(1, S::Starting, kT0), go(2, S::Starting, kT0 + 10, 2), go(1, S::Gone, kT0 + 20), go(3, S::Starting, kT0 + 30)}, kT0 + 40));
    QCOMPARE(timeline.lanesIn(0, kT0, kT0 + 40).size(), size_t(3));
    QCOMPARE(timeline.lanesIn(1, kT0 + 21, kT0 + 40).size(), size_t(1));
    QCOMPARE(timeline.lanesIn(1, kT0 + 20, kT0 + 40).size(), size_t(2));
    QCOMPARE(timeline.lanesIn(2, kT0, kT0 + 9).size(), size_t(0));
    QCOMPARE(timeline.lanesIn(2, kT0, kT0 + 10).size(), size_t(1));
  }
  void detailIsTrimmedAtFifteenMinutes() {
    Timeline timeline;
    QSignalSpy trimmed(&timeline, &Timeline::trimmed);
    timeline.apply(deltaOf({go(1, S::Starting, kT0), go(2, S::Starting, kT0), go(2, S::Busy, kT0 + kS), go(1, S::Gone, kT0 + 2 * kS)}, kT0 + 2 * kS));
    const TimeUs limit = kT0 + 2 * kS + Timeline::kDetail;
    timeline.apply(deltaOf({}, limit - kS));  // its end is still inside
    QVERIFY(timeline.lane(1));
    timeline.apply(deltaOf({}, limit + kS));
    QVERIFY(!timeline.lane(1));
    QCOMPARE(timeline.lanes().size(), size_t(1));
    QCOMPARE(timeline.lane(2)->spans.size(), size_t(1));  // the old state of a living one went too
    QVERIFY(trimmed.count() >= 1);
    QCOMPARE(timeline.countsAt(0, limit).busy, 1);  // what was in force is still known
    QCOMPARE(timeline.steps(0).size(), size_t(1));
  }
  void spansAreBounded_data() {
    QTest::addColumn<bool>("gone");
    QTest::newRow("lanes that are gone go first") << true;
    QTest::newRow("only living lanes: their older half goes") << false;
  }
  void spansAreBounded() {
    QFETCH(bool, gone);
    Timeline timeline;
    timeline.setMaxSpans(100);
    std::vector<InstanceTransition> all;
    TimeUs at = kT0;
    for (InstanceId id = 1; id <= 25; ++id) {
      all.push_back(go(id, S::Starting, ++at));
      all.push_back(go(id, S::Init, ++at));
      all.push_back(go(id, S::Busy, ++at));
      all.push_back(go(id, S::Idle, ++at));
      if (gone) all.push_back(go(id, S::Gone, ++at));
    }
    timeline.apply(deltaOf(all, at));
    QCOMPARE(timeline.spanCount(), size_t(100));
    QCOMPARE(timeline.lanes().size(), size_t(25));
    timeline.apply(deltaOf({go(26, S::Starting, ++at)}, at));
    QVERIFY(timeline.spanCount() <= 100);
    QVERIFY(timeline.lane(26));
    QCOMPARE(timeline.lane(1) != nullptr, !gone);
    size_t counted = 0;
    for (const auto& lane : timeline.lanes()) counted += lane->spans.size();
    QCOMPARE(timeline.spanCount(), counted);
  }
  void theFakesHistoryIsConsistent() {
    FakeActivity fake(kFakeNow - kFakeHistory);
    for (const auto& p : fakeProfiles()) fake.add(p);
    fake.setTraffic(true);
    Timeline timeline;
    const EngineDelta d = fake.advance(kFakeNow);
    TimeUs last = 0;
    for (const auto& t : d.transitions) {
      QVERIFY(t.at >= last);
      last = t.at;
    }
    timeline.apply(d);
    QCOMPARE(timeline.countsAt(0, kFakeNow).living(), fake.living(0));
    QVERIFY(timeline.lanes().size() > 40);
    bool failed = false;
    for (const auto& lane : timeline.lanes())
      for (const auto& span : lane->spans) failed = failed || span.failed;
    QVERIFY(failed);
  }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
