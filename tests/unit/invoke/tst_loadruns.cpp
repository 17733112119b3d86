// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/loadarchive.h"
#include "app/engine/invoke/loadruns.h"
#include "app/engine/invoke/replayevents.h"
#include "models/data/limits.h"
#include "tests/unit/invoke/handclock.h"
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace scfdesk;

class TestLoadRuns final : public QObject {
  Q_OBJECT
  static LoadSpec spec(int count, double peak) {
    LoadSpec made;
    made.function = {QStringLiteral("default"), QStringLiteral("fn")};
    made.payload = "{}";
    made.count = count;
    made.peakPerSecond = peak;
    made.shape = LoadShape::Constant;
    return made;
  }
 private Q_SLOTS:
  void sendsWhatIsDue() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    int fired = 0;
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t, int) { ++fired; });
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
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t, int) { ++fired; });
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
    LoadRuns runs(reactor, feed, [](const LoadSpec&, uint32_t, int) {});
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
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t, int) { ++fired; });
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
    LoadRuns runs(reactor, feed, [](const LoadSpec&, uint32_t, int) {});
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
  void refusesWhatNoShapeCanBe() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    LoadRuns runs(reactor, feed, [](const LoadSpec&, uint32_t, int) {});
    const auto codeOf = [&](const LoadSpec& s) {
      const auto started = runs.start(s, 1);
      return started ? QString() : started.error().code;
    };
    LoadSpec drawn = spec(10, 100);
    drawn.shape = LoadShape::Drawn;
    QCOMPARE(codeOf(drawn), QStringLiteral("Local.LoadCurve"));  // nothing drawn
    drawn.curve = std::make_shared<const std::vector<float>>(LoadSpec::kCurvePoints + 1, 1.0F);
    QCOMPARE(codeOf(drawn), QStringLiteral("Local.LoadCurve"));
    drawn.curve = std::make_shared<const std::vector<float>>(std::vector<float>{0.5F, 0.2F});  // no peak
    QCOMPARE(codeOf(drawn), QStringLiteral("Local.LoadCurve"));
    LoadSpec replay = spec(2, 100);
    replay.shape = LoadShape::Replay;
    QCOMPARE(codeOf(replay), QStringLiteral("Local.LoadRecording"));
    replay.recorded = std::make_shared<const LoadRecording>(LoadRecording{{1, 7}, {0, 8}});
    QCOMPARE(codeOf(replay), QStringLiteral("Local.LoadRecording"));  // not by time
    replay.recorded = std::make_shared<const LoadRecording>(LoadRecording{{0, 7}, {1, 8}});
    for (const double speed : {LoadSpec::kSlowest * 0.99, LoadSpec::kFastest * 1.01, std::nan("")}) {
      replay.speed = speed;
      QCOMPARE(codeOf(replay), QStringLiteral("Local.LoadSpeed"));
    }
    replay.speed = LoadSpec::kFastest;
    QCOMPARE(codeOf(replay), QString());
    runs.stopAll(1);
    drawn.curve = std::make_shared<const std::vector<float>>(LoadSpec::kCurvePoints, 1.0F);
    const auto ok = runs.start(drawn, 2);
    QVERIFY(ok.ok());
  }
  void replaysWithItsGaps() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    QList<int> fired;
    LoadRuns runs(reactor, feed, [&](const LoadSpec&, uint32_t, int index) { fired << index; });
    LoadSpec replay = spec(3, 100);
    replay.shape = LoadShape::Replay;
    replay.recorded = std::make_shared<const LoadRecording>(LoadRecording{{0, 7}, {4, 8}, {4.5, 9}});
    replay.speed = 2;
    QVERIFY(runs.start(replay, 1).ok());
    const auto turn = [&](int ms) {
      clock.advanceMs(ms);
      reactor.rearm();
      for (int t = 0; t < 8; ++t) reactor.turn(10);
      return int(fired.size());
    };
    QCOMPARE(turn(1), 1);
    QCOMPARE(turn(1990), 1);
    QCOMPARE(turn(20), 2);
    QCOMPARE(turn(200), 2);
    QCOMPARE(turn(50), 3);
    QCOMPARE(fired, (QList<int>{0, 1, 2}));
  }
  void measuresAndKeepsWhatEnded() {
    HandClock clock;
    Reactor reactor(clock);
    DeltaFeed feed(reactor);
    LoadRuns runs(reactor, feed, [](const LoadSpec&, uint32_t, int) {});
    std::vector<LoadProgress> kept;
    runs.setEndedHandler([&](const LoadProgress& p) { kept.push_back(p); });
    const uint32_t run = *runs.start(spec(100, 1000), 1);
    clock.advanceMs(1000);
    reactor.rearm();
    for (int t = 0; t < 8; ++t) reactor.turn(10);
    for (int i = 1; i <= 100; ++i) {
      QVERIFY(kept.empty());
      Invocation v;
      v.loadRun = run;
      v.statusCode = 200;
      v.cold = i <= 3;
      v.at.accepted = 1000;
      v.at.replied = 1000 + i * 1000;
      runs.finished(v);
    }
    QCOMPARE(kept.size(), 1U);
    QCOMPARE(kept.front().p50Us, 50'000);
    QCOMPARE(kept.front().p99Us, 99'000);
    QCOMPARE(kept.front().maxUs, 100'000);
    QCOMPARE(kept.front().cold, 3);
    QVERIFY(kept.front().endedAt > 0);
  }
  void archiveSurvives() {
    QTemporaryDir folder;
    LoadProgress run;
    run.run = 77;
    run.function = 5;
    run.spec = spec(12, 34);
    run.spec.shape = LoadShape::Drawn;
    run.spec.qualifier = QStringLiteral("live");
    run.spec.curve = std::make_shared<const std::vector<float>>(std::vector<float>{0, 1, 0.5F});
    run.spec.payload = QByteArray("\xff\x00 not UTF-8", 12);
    run.startedAt = 1;
    run.endedAt = 2;
    run.sent = 12;
    run.byCode = {{200, 10}, {430, 2}};
    run.p99Us = 9;
    run.cold = 4;
    {
      LoadArchive archive(folder.path());
      QVERIFY(archive.runs().empty());
      for (uint32_t i = 0; i < LoadArchive::kMostRuns + 5; ++i) {
        run.run = 100 + i;
        archive.keep(run);
      }
      QCOMPARE(archive.runs().size(), LoadArchive::kMostRuns);
    }
    const LoadArchive again(folder.path());
    QCOMPARE(again.runs().size(), LoadArchive::kMostRuns);
    QCOMPARE(again.runs().front().run, 105U);  // the oldest have gone
    const LoadProgress& back = again.runs().back();
    QCOMPARE(back.run, 204U);
    QCOMPARE(back.spec.payload, run.spec.payload);
    QCOMPARE(back.spec.qualifier, QStringLiteral("live"));
    QCOMPARE(*back.spec.curve, *run.spec.curve);
    QCOMPARE(back.byCode, run.byCode);
    QCOMPARE(back.p99Us, 9);
    QVERIFY(back.spec.mode == InvokeMode::Async && back.spec.function.name == run.spec.function.name);
    // A torn or foreign file is no run, and no refusal.
    QVERIFY(LoadArchive::runsOf("{\"run\":1,\"shape\":99}\n[1]\n{\"run\":").empty());
  }
  void replayReadsAhead() {
    QList<InvocationId> asked;
    std::map<InvocationId, ReplayEvents::Found> waiting;
    ReplayEvents events([&](InvocationId id, ReplayEvents::Found found) {
      asked << id;
      waiting[id] = std::move(found);
    });
    LoadRecording recorded;
    for (InvocationId id = 1; id <= 100; ++id) recorded.push_back({double(id), id});
    QByteArrayList sent;
    const auto go = [&](bool kept, const QByteArray& event) { sent << (kept ? event : QByteArray("-")); };
    events.take(1, recorded, 0, go);
    QCOMPARE(asked.size(), ReplayEvents::kAhead + 1);
    QVERIFY(sent.isEmpty());  // not read yet: it goes when it is
    waiting[1](true, "one");
    QCOMPARE(sent, QByteArrayList{"one"});
    waiting[2](false, {});
    events.take(1, recorded, 1, go);
    QCOMPARE(sent.last(), QByteArray("-"));
    waiting[3](true, QByteArray(ReplayEvents::kMostBytes, 'x'));
    const auto before = asked.size();
    events.take(1, recorded, 3, go);  // no room to read further ahead
    QCOMPARE(asked.size(), before);
    events.forget(1);
    QCOMPARE(events.heldBytes(), 0);
    waiting[4](true, "late");  // of a run that has ended
    QCOMPARE(sent.size(), 2);
  }
};
QTEST_GUILESS_MAIN(TestLoadRuns)
#include "tst_loadruns.moc"
