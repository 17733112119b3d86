// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/deltafeed.h"
#include "models/data/limits.h"
#include "tests/unit/invoke/handclock.h"
#include <QTest>

using namespace scfdesk;

class TestDeltaFeed final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothingIsGatheredWithoutAReader() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    feed.line({}, "a");
    int batches = 0;
    feed.setConsole([&](const EngineDelta&) { ++batches; });
    feed.flush();
    QCOMPARE(batches, 0);
  }
  void oneBatchPerIntervalAndNoneBeforeTheLastWasTaken() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    std::vector<size_t> lines;
    feed.setConsole([&](const EngineDelta& d) { lines.push_back(d.log.records.size()); });
    feed.line({}, "a");
    feed.line({}, "b");
    reactor.turn(1000);  // the first is due at once
    QCOMPARE(lines, std::vector<size_t>{2});
    feed.line({}, "c");
    clock.advanceMs(limits::kDeltaIntervalMs);
    reactor.turn(0);
    QCOMPARE(lines.size(), 1U);  // not taken yet
    feed.line({}, "d");
    feed.taken();
    reactor.turn(1000);
    QCOMPARE(lines, (std::vector<size_t>{2, 2}));
  }
  void earlierRunsComeBeforeThisOne_data() {
    QTest::addColumn<int>("earlier");
    QTest::addColumn<bool>("takenFirst");
    for (const int earlier : {0, 1, 3})
      for (const bool takenFirst : {false, true})
        QTest::addRow("%d batches, %s", earlier, takenFirst ? "console ready" : "console busy") << earlier << takenFirst;
  }
  void earlierRunsComeBeforeThisOne() {
    QFETCH(int, earlier);
    QFETCH(bool, takenFirst);
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    std::vector<size_t> lines;
    feed.setConsole([&](const EngineDelta& d) { lines.push_back(d.log.records.size()); });
    feed.line({}, "first");
    feed.flush();
    feed.hold();
    if (takenFirst) feed.taken();
    for (int i = 0; i < 5; ++i) feed.line({}, "of this run");
    clock.advanceMs(limits::kDeltaIntervalMs);
    reactor.turn(0);
    QCOMPARE(lines, std::vector<size_t>{1});  // held
    std::vector<EngineDelta> batches(static_cast<size_t>(earlier));
    for (EngineDelta& b : batches)
      for (int i = 0; i < 2; ++i) b.log.append(LogRecord{}, "of an earlier run");
    feed.replay(std::move(batches));
    if (!takenFirst) feed.taken();
    std::vector<size_t> expected{1};
    for (int i = 0; i < earlier; ++i) {
      expected.push_back(2);
      QCOMPARE(lines, expected);  // each only when the one before was taken
      feed.taken();
    }
    expected.push_back(5);
    clock.advanceMs(limits::kDeltaIntervalMs);
    for (int i = 0; i < 3; ++i) reactor.turn(0);
    QCOMPARE(lines, expected);
  }
  void momentsAreKept() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    std::vector<std::shared_ptr<const Moments>> kept;
    feed.setKeeper([&](std::shared_ptr<const Moments> m) { kept.push_back(std::move(m)); });
    feed.setConsole([](const EngineDelta&) {});
    feed.line({}, "no moment");
    feed.flush();
    QCOMPARE(kept.size(), 0U);
    feed.transition({7, 3, InstanceState::Starting, 1, 0, false, BirthWay::None, {}});
    feed.flush();
    QCOMPARE(kept.size(), 1U);
    QCOMPARE(kept[0]->transitions.size(), 1U);
  }
  void laterValuesOfOneInvocationReplaceEarlierOnes() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    std::vector<Invocation> got;
    feed.setConsole([&](const EngineDelta& d) { got = d.invocations; });
    Invocation v;
    v.id = 7;
    feed.invocation(v);
    v.finished = true;
    feed.invocation(v);
    feed.flush();
    QCOMPARE(got.size(), 1U);
    QVERIFY(got.front().finished);
  }
  void aSlowConsoleLosesLinesAloud() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    EngineDelta got;
    feed.setConsole([&](const EngineDelta& d) { got = d; });
    for (int i = 0; i < 200'000; ++i) feed.line({}, "x");
    QCOMPARE(got.log.records.size(), 0U);
    feed.line({}, "one too many");
    feed.flush();
    QCOMPARE(got.log.records.size(), 200'000U);
    QCOMPARE(got.log.dropped, 1U);
  }
};
QTEST_GUILESS_MAIN(TestDeltaFeed)
#include "tst_deltafeed.moc"
