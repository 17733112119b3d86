// SPDX-License-Identifier: GPL-3.0-or-later
// Random histories: whatever comes, in whatever order, the invariants hold and an independent book agrees.
// "tst_scalinghistories --seeds N" style longer runs: set SCFDESK_HISTORY_SEEDS and SCFDESK_HISTORY_EVENTS.
#include "tests/unit/scaling/history.h"
#include <QtTest>

using namespace scfdesk::scaling;

namespace {

Limits start() {
  Limits limits;
  limits.accountMb = 1024;
  limits.burst = 30;
  limits.burstWindow = 10 * kSecond;
  return limits;
}

int number(const char* name, int otherwise) {
  bool ok = false;
  const int value = qEnvironmentVariableIntValue(name, &ok);
  return ok && value > 0 ? value : otherwise;
}

}  // namespace

class TestScalingHistories : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void invariants();
  void drains();
  void sameLogSameHash();
};

void TestScalingHistories::invariants() {
  const int seeds = number("SCFDESK_HISTORY_SEEDS", 60), events = number("SCFDESK_HISTORY_EVENTS", 3000);
  uint64_t steps = 0, starts = 0, provisioned = 0, acks = 0, shared = 0, late = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    Core core(start());
    Observer book(start());
    History history(static_cast<uint64_t>(seed));
    for (int i = 0; i < events; ++i) {
      const Event e = history.next(book, core);
      // What is due before it, before the book hears of the event: timers come before arrivals and after all else.
      core.tick(e.kind == EventKind::Arrive ? e.now : e.now - 1, book);
      book.before(e);
      core.step(e, book);
      book.after(e);
      const std::string broken = core.checkInvariants();
      QVERIFY2(broken.empty(), qPrintable(QStringLiteral("seed %1, event %2: %3").arg(seed).arg(i).arg(QString::fromStdString(broken))));
      if (i % 8 == 0) book.compare(core);
      QVERIFY2(book.error().empty(), qPrintable(QStringLiteral("seed %1, event %2: %3").arg(seed).arg(i).arg(QString::fromStdString(book.error()))));
    }
    const Totals t = core.totals();
    steps += t.steps;
    starts += t.started;
    late += t.late;
    provisioned += book.provisionedStarts();
    acks += book.acks();
    shared += book.shared();
  }
  qInfo("%d seeds of %d events, all invariants after each of %llu steps: %llu starts (%llu provisioned), %llu runs beside others, %llu "
        "batches acknowledged, %llu late events",
        seeds, events, static_cast<unsigned long long>(steps), static_cast<unsigned long long>(starts),
        static_cast<unsigned long long>(provisioned), static_cast<unsigned long long>(shared), static_cast<unsigned long long>(acks),
        static_cast<unsigned long long>(late));
  // They were no empty histories.
  QVERIFY(starts > steps / 30 && provisioned > starts / 50 && shared > steps / 300 && acks > steps / 200 && late > steps / 30);
}

/// Whatever happened: when all that runs has ended, nothing is left and nothing is armed.
void TestScalingHistories::drains() {
  for (uint64_t seed = 100; seed < 120; ++seed) {
    Core core(start());
    Observer book(start());
    History history(seed);
    const auto feed = [&](const Event& e) {
      core.tick(e.kind == EventKind::Arrive ? e.now : e.now - 1, book);
      book.before(e);
      core.step(e, book);
      book.after(e);
    };
    Event e;
    for (int i = 0; i < 1000; ++i) {
      e = history.next(book, core);
      feed(e);
    }
    Event last;
    last.now = e.now;
    last.kind = EventKind::SetLimits;
    last.limits.burstWindow = 10 * kSecond;
    feed(last);
    for (FnId fn = 1; fn <= 7; ++fn) {
      last.fn = fn;
      last.kind = EventKind::ClearSchedule;
      feed(last);
      last.kind = EventKind::Provision;
      feed(last);
      last.kind = EventKind::Config;
      last.config.pullRetries = 2;
      feed(last);
    }
    last.kind = EventKind::Resume;
    feed(last);
    // Nobody answers any more: timeouts end the runs, ages end the retries.
    int ticks = 0;
    for (; core.nextDeadline() != kNever && ticks < 100000; ++ticks) core.tick(core.nextDeadline(), book);
    QVERIFY2(core.nextDeadline() == kNever, "the core never comes to rest");
    const Totals t = core.totals();
    QCOMPARE(t.living, 0);
    QCOMPARE(t.executingMb, 0);
    QCOMPARE(t.provisionedMb, 0);
    QCOMPARE(t.arrived, t.rejected + t.done + t.failed + t.deadLettered);
    QVERIFY2(core.checkInvariants().empty(), core.checkInvariants().c_str());
    QVERIFY2(book.error().empty(), book.error().c_str());
  }
}

void TestScalingHistories::sameLogSameHash() {
  Core first(start());
  Observer book(start());
  History history(7);
  std::vector<Event> log;
  for (int i = 0; i < 5000; ++i) {
    const Event e = history.next(book, first);
    book.before(e);
    first.step(e, book);
    log.push_back(e);
  }
  Core second(start());
  Observer ignored(start());
  for (const Event& e : log) second.step(e, ignored);
  QCOMPARE(second.decisionHash(), first.decisionHash());
  // One event less, and the hash is another.
  const auto arrival = std::find_if(log.begin(), log.end(), [](const Event& e) { return e.kind == EventKind::Arrive; });
  log.erase(arrival);
  Core third(start());
  for (const Event& e : log) third.step(e, ignored);
  QVERIFY(third.decisionHash() != first.decisionHash());
}

QTEST_APPLESS_MAIN(TestScalingHistories)
#include "tst_scalinghistories.moc"
