// SPDX-License-Identifier: GPL-3.0-or-later
// The core against queueing theory: Erlang's loss formula, a system without loss, and Little's law. The random numbers are
// seeded and made of integers and a table, so that a run is the same on every machine; the bounds are those of its length.
#include "app/engine/scaling/core.h"
#include "tests/unit/scaling/random.h"
#include <QtTest>
#include <cmath>
#include <queue>

using namespace scfdesk::scaling;

namespace {

struct Departure {
  Ns at;
  InstId inst;
  ReqId req;
  bool operator<(const Departure& other) const { return at != other.at ? at > other.at : req > other.req; }
};

class World final : public Sink {
 public:
  void decide(const Decision& d) override {
    if (d.kind == DecisionKind::Start) started = d.inst;
    if (d.kind == DecisionKind::Run) runs.push_back(d);
    if (d.kind == DecisionKind::Stop) stops.push_back(d.inst);
    rejected += d.kind == DecisionKind::Reject;
  }
  InstId started = 0;
  std::vector<Decision> runs;
  std::vector<InstId> stops;
  uint64_t rejected = 0;
};

struct Outcome {
  double loss = 0;
  double meanBusy = 0;   ///< over time
  double meanRun = 0;    ///< seconds, of those that ran
  double ranPerSecond = 0;
};

/// Poisson arrivals of `rate` per second, runs of `draw` seconds, room for `servers` at a time; starts take no time.
Outcome simulate(double rate, int servers, int arrivals, const std::function<double(Random&)>& draw) {
  Limits limits;
  limits.accountMb = servers > 0 ? 128 * servers : 1 << 30;
  limits.burst = 1 << 30;
  Core core(limits);
  World world;
  Event e;
  e.kind = EventKind::Config;
  e.fn = 1;
  e.config.timeout = 100'000 * kSecond;
  core.step(e, world);
  Random random(7);
  std::priority_queue<Departure> departures;
  Ns now = 0;
  double busyTime = 0, runTime = 0;
  uint64_t ran = 0;
  const auto advance = [&](Ns to) {
    busyTime += static_cast<double>(core.counters(1).busy) * static_cast<double>(to - now);
    now = to;
  };
  const auto step = [&](EventKind kind, InstId inst, ReqId req) {
    Event s;
    s.kind = kind;
    s.now = now;
    s.fn = 1;
    s.inst = inst;
    s.req = req;
    s.code = 200;
    core.step(s, world);
    for (size_t i = 0; i < world.stops.size(); ++i) {
      s.kind = EventKind::Stopped;
      s.inst = world.stops[i];
      core.step(s, world);
    }
    world.stops.clear();
  };
  for (int i = 1; i <= arrivals; ++i) {
    const double uniform = (static_cast<double>(random.next() >> 11) + 0.5) / 9007199254740992.0;
    const Ns next = now + static_cast<Ns>(-std::log(uniform) / rate * 1e9);
    while (!departures.empty() && departures.top().at <= next) {
      const Departure d = departures.top();
      departures.pop();
      advance(d.at);
      step(EventKind::Done, d.inst, d.req);
    }
    advance(next);
    world.started = 0;
    step(EventKind::Arrive, 0, static_cast<ReqId>(i));
    if (world.started) step(EventKind::Ready, world.started, 0);
    for (const Decision& run : world.runs) {
      const double seconds = draw(random);
      runTime += seconds;
      ++ran;
      departures.push({now + 1 + static_cast<Ns>(seconds * 1e9), run.inst, run.req});
    }
    world.runs.clear();
  }
  const double seconds = static_cast<double>(now) / 1e9;
  return {static_cast<double>(world.rejected) / arrivals, busyTime / static_cast<double>(now), runTime / static_cast<double>(ran),
          static_cast<double>(ran) / seconds};
}

double erlangB(int servers, double load) {
  double b = 1;
  for (int k = 1; k <= servers; ++k) b = load * b / (k + load * b);
  return b;
}

double exponential(Random& random, double mean) {
  return -std::log((static_cast<double>(random.next() >> 11) + 0.5) / 9007199254740992.0) * mean;
}

}  // namespace

class TestScalingTheory : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void erlangLoss_data();
  void erlangLoss();
  void noLoss();
};

void TestScalingTheory::erlangLoss_data() {
  QTest::addColumn<int>("servers");
  QTest::addColumn<double>("load");
  QTest::addColumn<bool>("constant");  // the formula does not ask how runs are distributed
  for (const auto& [servers, load] : {std::pair(1, 0.5), std::pair(5, 4.0), std::pair(20, 18.0), std::pair(100, 95.0)})
    for (const bool constant : {false, true})
      QTest::newRow(qPrintable(QStringLiteral("%1 servers, load %2, %3 runs").arg(servers).arg(load).arg(constant ? QStringLiteral("constant") : QStringLiteral("exponential"))))
          << servers << load << constant;
}

void TestScalingTheory::erlangLoss() {
  QFETCH(int, servers);
  QFETCH(double, load);
  QFETCH(bool, constant);
  // A crowded system remembers for long: its loss is known no better than this from so many arrivals.
  const double bound = (servers >= 100 ? 0.06 : 0.03);
  const Outcome o = simulate(load / 2, servers, 400'000, [&](Random& r) { return constant ? 2.0 : exponential(r, 2); });
  const double expected = erlangB(servers, load);
  QVERIFY2(std::abs(o.loss - expected) < bound * expected + 0.001, qPrintable(QStringLiteral("loss %1, Erlang B %2").arg(o.loss).arg(expected)));
  const double carried = load * (1 - expected);
  QVERIFY2(std::abs(o.meanBusy - carried) < 0.02 * carried, qPrintable(QStringLiteral("busy %1, carried %2").arg(o.meanBusy).arg(carried)));
  // Little: what is busy is what arrives and runs, times how long it runs.
  QVERIFY(std::abs(o.meanBusy - o.ranPerSecond * o.meanRun) < 0.005 * o.meanBusy);
}

void TestScalingTheory::noLoss() {
  // Runs of 1 s and 9 s mixed: only the mean counts.
  const Outcome o = simulate(30, 0, 300'000, [](Random& r) { return r.chance(25) ? 9.0 : 1.0; });
  QCOMPARE(o.loss, 0.0);
  QVERIFY2(std::abs(o.meanBusy - 30 * 3.0) < 0.02 * 90, qPrintable(QString::number(o.meanBusy)));
  QVERIFY(std::abs(o.meanBusy - o.ranPerSecond * o.meanRun) < 0.005 * o.meanBusy);
}

QTEST_APPLESS_MAIN(TestScalingTheory)
#include "tst_scalingtheory.moc"
