// SPDX-License-Identifier: GPL-3.0-or-later
// A step in steady state allocates nothing.
#include "tests/unit/scaling/random.h"
#include "app/engine/scaling/core.h"
#include <QtTest>
#include <cstdlib>
#include <new>

static size_t g_allocations = 0;

void* operator new(size_t size) {
  ++g_allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, size_t) noexcept { std::free(p); }

using namespace scfdesk::scaling;

namespace {

/// Answers of a world with fixed slots: what the core decides happens on the next turn.
class World final : public Sink {
 public:
  void decide(const Decision& d) override {
    if (d.kind != DecisionKind::Start && d.kind != DecisionKind::Run && d.kind != DecisionKind::Stop) return;
    Event& e = pending[count++];
    e = Event{};
    e.inst = d.inst;
    e.req = d.req;
    e.code = d.req % 7 == 0 ? 430 : 200;
    e.kind = d.kind == DecisionKind::Start ? EventKind::Ready : d.kind == DecisionKind::Run ? EventKind::Done : EventKind::Stopped;
  }
  Event pending[4096];
  int count = 0;
};

}  // namespace

class TestScalingAlloc : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void steadyState_data();
  void steadyState();
};

void TestScalingAlloc::steadyState_data() {
  QTest::addColumn<int>("policy");
  QTest::newRow("fixed keep-alive") << int(PolicyId::Fixed);
  QTest::newRow("histogram") << int(PolicyId::Histogram);
  QTest::newRow("greedy-dual") << int(PolicyId::GreedyDual);
}

void TestScalingAlloc::steadyState() {
  QFETCH(int, policy);
  Limits limits;
  limits.policy = static_cast<PolicyId>(policy);
  limits.hostMb = 128 * 30;
  limits.burstSliding = true;
  limits.accountMb = 128 * 40;
  limits.burst = 100;
  limits.burstWindow = kSecond;
  Core core(limits);
  static World world;
  world.count = 0;
  Event e;
  e.kind = EventKind::Config;
  for (e.fn = 1; e.fn <= 8; ++e.fn) {
    e.config.keepAlive = kSecond / 10;
    e.config.maxInstances = e.fn % 2 ? 4 : -1;
    e.config.startPolicy = e.fn % 3 ? StartPolicy::Scf : StartPolicy::Wait;
    e.config.retryInterval = kSecond / 5;
    e.config.maxAge = kSecond;
    e.config.conc = e.fn == 4 || e.fn == 8 ? 3 : 1;  // and what is provisioned, pulled, measured comes and goes as well
    e.config.pullRetries = 2;
    core.step(e, world);
  }
  const auto scale = [&](Ns at, int count) {
    Event p;
    p.kind = EventKind::Provision;
    p.now = at;
    p.fn = 5;
    p.provision.count = count;
    core.step(p, world);
  };
  Ns now = 0;
  ReqId last = 0;
  const auto turn = [&](int turns, int most) {
    static Event batch[4096];
    for (int t = 0; t < turns; ++t) {
      now += kSecond / 100;
      const int count = world.count;
      std::copy_n(world.pending, count, batch);
      world.count = 0;
      for (int i = 0; i < count; ++i) {
        batch[i].now = now;
        core.step(batch[i], world);
      }
      if (t % 200 == 0) scale(now, t / 200 % 3);
      // Waves, so that instances start, idle and go away, and events wait and are refused.
      const int arrivals = t % 100 < 50 ? most : t % 20 == 0 ? 1 : 0;
      for (int i = 0; i < arrivals; ++i) {
        Event a;
        a.now = now;
        a.req = ++last;
        a.fn = static_cast<FnId>(1 + last % 8);
        a.mode = last % 3 ? Mode::Async : Mode::Sync;
        if (a.fn == 7) {
          if (t % 25 != 0) continue;  // batches wait for those before them: more than get done would pile up for ever
          a.mode = Mode::Pull;
          a.partition = static_cast<PartId>(1 + last % 5);
        }
        core.step(a, world);
      }
    }
  };
  // It has been busier before: every array has its size.
  Event quota;
  quota.kind = EventKind::SetLimits;
  quota.limits = limits;
  quota.limits.accountMb *= 2;
  core.step(quota, world);
  turn(1000, 60);
  quota.limits = limits;
  quota.now = now;
  core.step(quota, world);
  turn(6000, 30);
  const Totals before = core.totals();
  const size_t allocations = g_allocations;
  turn(20'000, 30);
  QCOMPARE(g_allocations - allocations, size_t(0));
  const Totals after = core.totals();
  const uint64_t turnover = limits.policy == PolicyId::Fixed ? 100 : 20;  // the others keep what is idle for longer
  QVERIFY(after.started > before.started + turnover);
  QVERIFY(after.stopped > before.stopped + turnover);
  QVERIFY(after.done > before.done + 10000);
  QVERIFY(after.rejected > before.rejected);
  QVERIFY(after.deadLettered > before.deadLettered);
  QVERIFY2(core.checkInvariants().empty(), core.checkInvariants().c_str());
}

QTEST_APPLESS_MAIN(TestScalingAlloc)
#include "tst_scalingalloc.moc"
