// SPDX-License-Identifier: GPL-3.0-or-later
// Random histories: whatever comes, in whatever order, the invariants hold and an independent book agrees.
#include "tests/unit/scaling/observer.h"
#include "tests/unit/scaling/random.h"
#include <QtTest>

using namespace scfdesk::scaling;

namespace {

constexpr Ns kMs = kSecond / 1000;

/// Makes events that fit the state often, and any event sometimes.
class Histories final {
 public:
  explicit Histories(uint64_t seed) : m_random(seed) {}
  Event next(const Observer& book, const Core& core);

 private:
  FnConfig config();
  Limits limits();
  InstId anyInstance(const Observer& book, bool ready);
  ReqId anyRequest(const Observer& book);

  Random m_random;
  Ns m_now = 0;
  ReqId m_last = 0;
};

FnConfig Histories::config() {
  FnConfig c;
  c.memMb = static_cast<int>(64 << m_random.below(3));
  c.timeout = static_cast<Ns>(1 + m_random.below(5000)) * kMs;
  c.initTimeout = static_cast<Ns>(1 + m_random.below(5000)) * kMs;
  c.keepAlive = static_cast<Ns>(m_random.below(8000)) * kMs;
  c.reservedMb = m_random.chance(75) ? -1 : static_cast<int>(m_random.below(4) * 128);
  c.maxInstances = m_random.chance(60) ? -1 : static_cast<int>(1 + m_random.below(4));
  c.startPolicy = m_random.chance(40) ? StartPolicy::Wait : StartPolicy::Scf;
  c.reuse = m_random.chance(50) ? Reuse::Mru : Reuse::Lru;
  c.retries = static_cast<int>(m_random.below(4));
  c.retryInterval = static_cast<Ns>(1 + m_random.below(3000)) * kMs;
  c.maxAge = static_cast<Ns>(m_random.below(20000)) * kMs;
  return c;
}

Limits Histories::limits() {
  Limits l;
  l.accountMb = static_cast<int>(m_random.below(12) * 128);
  l.hostMb = m_random.chance(50) ? 0 : static_cast<int>(m_random.below(20) * 128);
  l.burst = static_cast<int>(m_random.below(40));
  l.burstWindow = 10 * kSecond;  // one length: the book counts windows by number
  return l;
}

InstId Histories::anyInstance(const Observer& book, bool ready) {
  const auto& all = book.instances();
  if (all.empty() || m_random.chance(3)) return static_cast<InstId>(m_random.next());
  auto it = all.begin();
  std::advance(it, m_random.below(all.size()));
  for (size_t tries = 0; tries < all.size() && it->second.ready != ready; ++tries)
    if (++it == all.end()) it = all.begin();
  return it->first;
}

ReqId Histories::anyRequest(const Observer& book) {
  const auto& all = book.requests();
  if (all.empty()) return 1;
  auto it = all.lower_bound(1 + m_random.below(m_last));
  return it == all.end() ? all.begin()->first : it->first;
}

Event Histories::next(const Observer& book, const Core& core) {
  static constexpr int kCodes[] = {200, 200, 200, 200, 430, 430, 434, 439, 443, 450, 500, 432};
  Event e;
  if (m_random.chance(70)) m_now += static_cast<Ns>(m_random.below(400)) * kMs;
  if (m_random.chance(5) && core.nextDeadline() != kNever) m_now = std::max(m_now, core.nextDeadline());
  e.now = m_now;
  e.fn = static_cast<FnId>(m_random.chance(98) ? 1 + m_random.below(4) : m_random.below(7));
  e.code = kCodes[m_random.below(std::size(kCodes))];
  const uint64_t dice = m_random.below(1000);
  if (dice < 380) {
    e.kind = EventKind::Arrive;
    e.mode = m_random.chance(50) ? Mode::Async : Mode::Sync;
    e.req = m_random.chance(1) ? anyRequest(book) : ++m_last;
    if (const auto it = book.requests().find(e.req); it != book.requests().end() && it->second.at == Observer::At::Final)
      e.req = ++m_last;  // an open one twice is a mistake; an id of a closed one is a new request
    if (m_random.chance(3)) {
      e.attempt = static_cast<int>(m_random.below(3));
      e.firstArrival = std::max<Ns>(1, e.now - static_cast<Ns>(m_random.below(25000)) * kMs);
    }
  } else if (dice < 580) {
    e.kind = EventKind::Ready;
    e.inst = anyInstance(book, false);
  } else if (dice < 840) {
    e.kind = EventKind::Done;
    e.inst = anyInstance(book, true);
    const auto it = book.instances().find(e.inst);
    e.req = it != book.instances().end() && !m_random.chance(3) ? it->second.req : m_random.below(50);
  } else if (dice < 900) {
    e.kind = EventKind::Stopped;
    e.inst = anyInstance(book, true);
    for (const auto& [id, inst] : book.instances())
      if (inst.stopping && m_random.chance(60)) {
        e.inst = id;
        break;
      }
  } else if (dice < 925) {
    e.kind = EventKind::Died;
    e.inst = anyInstance(book, m_random.chance(70));
  } else if (dice < 945) {
    e.kind = EventKind::InitFailed;
    e.inst = anyInstance(book, false);
  } else if (dice < 962) {
    e.kind = EventKind::Terminate;
    e.req = anyRequest(book);
  } else if (dice < 974) {
    e.kind = EventKind::Config;
    if (e.fn > 4) e.fn = 0;
    e.config = config();
  } else if (dice < 980) {
    e.kind = EventKind::SetLimits;
    e.limits = limits();
  } else if (dice < 988) {
    e.kind = EventKind::Deploy;
  } else if (dice < 991) {
    e.kind = EventKind::Remove;
  } else {
    e.kind = m_random.chance(20) ? EventKind::Pause : EventKind::Resume;
  }
  return e;
}

}  // namespace

class TestScalingHistories : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void invariants_data();
  void invariants();
  void drains();
  void sameLogSameHash();
};

void TestScalingHistories::invariants_data() {
  QTest::addColumn<int>("seed");
  for (int seed = 1; seed <= 40; ++seed) QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TestScalingHistories::invariants() {
  QFETCH(int, seed);
  Limits limits;
  limits.accountMb = 1024;
  limits.burst = 30;
  limits.burstWindow = 10 * kSecond;
  Core core(limits);
  Observer book(limits);
  Histories histories(static_cast<uint64_t>(seed));
  for (int i = 0; i < 3000; ++i) {
    const Event e = histories.next(book, core);
    core.tick(e.now - 1, book);  // what was due before, before the book hears of the event
    book.before(e);
    core.step(e, book);
    book.after(e);
    const std::string broken = core.checkInvariants();
    QVERIFY2(broken.empty(), broken.c_str());
    if (i % 8 == 0) book.compare(core);
    QVERIFY2(book.error().empty(), book.error().c_str());
  }
  const Totals t = core.totals();
  QVERIFY(t.arrived > 500 && t.started > 10 && t.late > 10);  // it was no empty history
}

/// Whatever happened: when all that runs has ended, nothing is left and nothing is armed.
void TestScalingHistories::drains() {
  for (uint64_t seed = 100; seed < 120; ++seed) {
    Limits limits;
    limits.accountMb = 1024;
    limits.burstWindow = 10 * kSecond;
    Core core(limits);
    Observer book(limits);
    Histories histories(seed);
    const auto feed = [&](const Event& e) {
      core.tick(e.now - 1, book);
      book.before(e);
      core.step(e, book);
      book.after(e);
    };
    Ns now = 0;
    for (int i = 0; i < 1000; ++i) {
      const Event e = histories.next(book, core);
      now = e.now;
      feed(e);
    }
    Event resume;
    resume.kind = EventKind::Resume;
    resume.now = now;
    feed(resume);
    // Nobody answers any more: timeouts end the runs, ages end the retries.
    int ticks = 0;
    for (; core.nextDeadline() != kNever && ticks < 100000; ++ticks) core.tick(core.nextDeadline(), book);
    QVERIFY2(core.nextDeadline() == kNever, "the core never comes to rest");
    const Totals t = core.totals();
    QCOMPARE(t.living, 0);
    QCOMPARE(t.executingMb, 0);
    QCOMPARE(t.arrived, t.rejected + t.done + t.failed + t.deadLettered);
    QVERIFY2(core.checkInvariants().empty(), core.checkInvariants().c_str());
    QVERIFY2(book.error().empty(), book.error().c_str());
  }
}

void TestScalingHistories::sameLogSameHash() {
  Limits limits;
  limits.accountMb = 1024;
  Core first(limits);
  Observer book(limits);
  Histories histories(7);
  std::vector<Event> log;
  for (int i = 0; i < 5000; ++i) {
    const Event e = histories.next(book, first);
    book.before(e);
    first.step(e, book);
    log.push_back(e);
  }
  Core second(limits);
  Observer ignored(limits);
  for (const Event& e : log) second.step(e, ignored);
  QCOMPARE(second.decisionHash(), first.decisionHash());
  // One event less, and the hash is another.
  const auto arrival = std::find_if(log.begin(), log.end(), [](const Event& e) { return e.kind == EventKind::Arrive; });
  log.erase(arrival);
  Core third(limits);
  for (const Event& e : log) third.step(e, ignored);
  QVERIFY(third.decisionHash() != first.decisionHash());
}

QTEST_APPLESS_MAIN(TestScalingHistories)
#include "tst_scalinghistories.moc"
