// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/loadruns.h"
#include "models/data/limits.h"
#include "tests/unit/invoke/handclock.h"
#include <QTest>

using namespace scfdesk;

class TestLoadRuns final : public QObject {
  Q_OBJECT
  static LoadSpec spec(int count, double peak) { return {{QStringLiteral("default"), QStringLiteral("fn")}, InvokeMode::Async, "{}", count, peak, LoadShape::Constant}; }
 private Q_SLOTS:
  void sendsWhatIsDue() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    int fired = 0;
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t) { ++fired; });
    QVERIFY(runs.start(spec(100, 100), 1).ok());
    reactor.turn(0);
    QCOMPARE(fired, 0);
    for (int i = 0; i < 10; ++i) {
      clock.advanceMs(50);
      reactor.rearm();
      for (int t = 0; t < 8; ++t) reactor.turn(10);
    }
    QVERIFY2(fired >= 49 && fired <= 51, QByteArray::number(fired).constData());
    clock.advanceMs(5000);  // after a stall all that is due goes out
    reactor.rearm();
    for (int t = 0; t < 8; ++t) reactor.turn(10);
    QCOMPARE(fired, 100);
  }
  void repeatFiresAtOnceThenEachInterval() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    int fired = 0;
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t) { ++fired; });
    LoadSpec wanted = spec(3, 78);
    wanted.everySeconds = 2;
    QVERIFY(runs.start(wanted, 1).ok());
    const auto turn = [&](int ms) {
      clock.advanceMs(ms);
      reactor.rearm();
      for (int t = 0; t < 8; ++t) reactor.turn(10);
      return fired;
    };
    QCOMPARE(turn(0), 1);
    QCOMPARE(turn(1990), 1);
    QCOMPARE(turn(10), 2);
    QCOMPARE(turn(1990), 2);
    QCOMPARE(turn(10), 3);
    QCOMPARE(turn(10'000), 3);
  }
  void tallies() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    LoadProgress last;
    feed.setConsole([&](const EngineDelta& d) {
      if (!d.loads.empty()) last = d.loads.back();
    });
    LoadRuns runs(reactor, feed, [](const LoadSpec&, uint32_t) {});
    const uint32_t run = *runs.start(spec(4, 1000), 1);
    clock.advanceMs(1000);
    reactor.rearm();
    for (int t = 0; t < 8; ++t) reactor.turn(10);
    for (const int code : {200, 430, 432, 200}) {
      Invocation v;
      v.loadRun = run;
      v.statusCode = code;
      runs.finished(v);
    }
    feed.taken();
    feed.flush();
    QCOMPARE((std::array{last.sent, last.succeeded, last.failed, last.throttled}), (std::array{4, 2, 1, 1}));
    QVERIFY(last.endedAt > 0);
    QCOMPARE(last.byCode.at(200), 2);
  }
  void stopStops() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    int fired = 0;
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t) { ++fired; });
    const uint32_t run = *runs.start(spec(100, 10), 1);
    QCOMPARE(runs.start(spec(1, 1), 1).error().code, QStringLiteral("Local.LoadRunning"));
    runs.stop(run);
    clock.advanceMs(60'000);
    reactor.rearm();
    for (int t = 0; t < 8; ++t) reactor.turn(10);
    QCOMPARE(fired, 0);
    QVERIFY(runs.start(spec(1, 1), 1).ok());
  }
  void limitsHold() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    LoadRuns runs(reactor, feed, [](const LoadSpec&, uint32_t) {});
    QVERIFY(runs.start(spec(limits::kLoadEvents, limits::kLoadRatePerSecond), 1).ok());
    QCOMPARE(runs.start(spec(limits::kLoadEvents + 1, 1), 2).error().code, QStringLiteral("Local.LoadCount"));
    QCOMPARE(runs.start(spec(1, limits::kLoadRatePerSecond + 1), 2).error().code, QStringLiteral("Local.LoadRate"));
    QCOMPARE(runs.start(spec(0, 1), 2).error().code, QStringLiteral("Local.LoadCount"));
    QCOMPARE(runs.start(spec(1, 0), 2).error().code, QStringLiteral("Local.LoadRate"));
    LoadSpec repeat = spec(1, 78);
    FunctionId fn = 10;
    for (const auto& [every, allowed] : {std::pair{limits::kRepeatLeastSeconds, true}, {limits::kRepeatLeastSeconds / 2, false},
                                         {limits::kRepeatMostSeconds, true}, {limits::kRepeatMostSeconds + 1, false}, {-1.0, false}}) {
      repeat.everySeconds = every;
      const auto started = runs.start(repeat, fn++);
      QCOMPARE(started.ok(), allowed);
      if (!allowed) {
        QCOMPARE(started.error().code, QStringLiteral("Local.LoadInterval"));
        QVERIFY(!started.error().next.isEmpty());
      }
    }
  }
};
QTEST_GUILESS_MAIN(TestLoadRuns)
#include "tst_loadruns.moc"
