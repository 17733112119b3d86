// SPDX-License-Identifier: GPL-3.0-or-later
// What is known about the core's rules from outside: with the most recently used instance reused and a fixed keep-alive T,
// the living instances at t are as many as the most that were busy at any time in [t - T, t].
#include "app/engine/scaling/core.h"
#include "tests/unit/scaling/random.h"
#include <QtTest>
#include <deque>
#include <queue>

using namespace scfdesk::scaling;

namespace {

class LastRun final : public Sink {
 public:
  void decide(const Decision& d) override {
    if (d.kind == DecisionKind::Start) started = d.inst;
    if (d.kind == DecisionKind::Run) run = d;
    if (d.kind == DecisionKind::Stop) stops.push_back(d.inst);
    if (d.kind == DecisionKind::Reject) ++rejected;
  }
  InstId started = 0;
  Decision run;
  std::vector<InstId> stops;
  int rejected = 0;
};

/// The most busy in the last T, straight from its definition: a queue of (until when, how many), highest first.
class MaxWindow final {
 public:
  explicit MaxWindow(Ns length) : m_length(length) {}
  /// From the last change to `now` as many as before were busy.
  void change(Ns now, int busy) {
    while (!m_past.empty() && m_past.back().second <= m_busy) m_past.pop_back();
    m_past.emplace_back(now, m_busy);
    m_busy = busy;
  }
  int most(Ns now) {
    while (!m_past.empty() && m_past.front().first <= now - m_length) m_past.pop_front();
    return std::max(m_busy, m_past.empty() ? 0 : m_past.front().second);
  }

 private:
  Ns m_length;
  int m_busy = 0;
  std::deque<std::pair<Ns, int>> m_past;
};

struct Departure {
  Ns at;
  InstId inst;
  ReqId req;
  bool operator<(const Departure& other) const { return at != other.at ? at > other.at : req > other.req; }
};

}  // namespace

class TestScalingOracles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void maxWindow_data();
  void maxWindow();
};

void TestScalingOracles::maxWindow_data() {
  QTest::addColumn<int>("arrivals");
  QTest::addColumn<qlonglong>("gap");
  QTest::addColumn<qlonglong>("service");
  QTest::addColumn<qlonglong>("keepAlive");
  QTest::newRow("a million") << 1'000'000 << 10'000'000ll << 400'000'000ll << qlonglong{2 * kSecond};
  QTest::newRow("idle most of the time") << 100'000 << qlonglong{20 * kSecond} << qlonglong{2 * kSecond} << qlonglong{15 * kSecond};
  QTest::newRow("no keep-alive") << 100'000 << 10'000'000ll << 50'000'000ll << 0ll;
  QTest::newRow("many at the same instant") << 200'000 << 3ll << 200ll << 500ll;
}

void TestScalingOracles::maxWindow() {
  QFETCH(int, arrivals);
  QFETCH(qlonglong, gap);
  QFETCH(qlonglong, service);
  QFETCH(qlonglong, keepAlive);
  Limits limits;
  limits.accountMb = 1 << 30;
  limits.burst = 1 << 30;
  Core core(limits);
  LastRun sink;
  Event e;
  e.kind = EventKind::Config;
  e.fn = 1;
  e.config.keepAlive = keepAlive;
  e.config.timeout = 900 * kSecond;
  core.step(e, sink);

  Random random(42);
  MaxWindow oracle(keepAlive);
  std::priority_queue<Departure> departures;
  int busy = 0, cold = 0;
  Ns now = 0;
  const auto stopped = [&] {
    for (const InstId inst : sink.stops) {
      Event s;
      s.kind = EventKind::Stopped;
      s.now = now;
      s.inst = inst;
      core.step(s, sink);
    }
    sink.stops.clear();
  };
  for (int i = 1; i <= arrivals; ++i) {
    const Ns next = now + static_cast<Ns>(random.below(static_cast<uint64_t>(2 * gap)));
    while (!departures.empty() && departures.top().at <= next) {
      const Departure d = departures.top();
      departures.pop();
      now = d.at;
      e.kind = EventKind::Done;
      e.now = now;
      e.inst = d.inst;
      e.req = d.req;
      e.code = 200;
      core.step(e, sink);
      stopped();
      oracle.change(now, --busy);
    }
    now = next;
    e.kind = EventKind::Arrive;
    e.now = now;
    e.req = static_cast<ReqId>(i);
    sink.run = Decision{};
    sink.started = 0;
    core.step(e, sink);
    const bool wasCold = sink.started != 0;
    if (wasCold) {
      e.kind = EventKind::Ready;
      e.inst = sink.started;
      core.step(e, sink);
    }
    stopped();
    const bool expectedCold = busy + 1 > oracle.most(now);
    if (wasCold != expectedCold) QFAIL(qPrintable(QStringLiteral("arrival %1: cold is %2").arg(i).arg(wasCold)));
    if (sink.run.req != e.req || sink.run.cold != wasCold) QFAIL(qPrintable(QStringLiteral("arrival %1 does not run").arg(i)));
    oracle.change(now, ++busy);
    const int living = core.totals().living;
    if (living != oracle.most(now)) QFAIL(qPrintable(QStringLiteral("arrival %1: %2 living").arg(i).arg(living)));
    cold += wasCold;
    departures.push({now + 1 + static_cast<Ns>(random.below(static_cast<uint64_t>(2 * service))), sink.run.inst, e.req});
  }
  QCOMPARE(sink.rejected, 0);
  QVERIFY(cold > 5 && (keepAlive == 0 || cold < arrivals));
  QVERIFY2(core.checkInvariants().empty(), core.checkInvariants().c_str());
}

QTEST_APPLESS_MAIN(TestScalingOracles)
#include "tst_scalingoracles.moc"
