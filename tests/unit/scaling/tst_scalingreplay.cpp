// SPDX-License-Identifier: GPL-3.0-or-later
// The recording of a live core and its replay: the same hash, or the first decision that differs.
#include "app/engine/scaling/replay.h"
#include "tests/unit/scaling/history.h"
#include <QtTest>

using namespace scfdesk::scaling;

namespace {

class Nobody final : public Sink {
 public:
  void decide(const Decision&) override {}
};

/// A random history lived by a recorded core, with ticks where something falls due.
std::unique_ptr<RecordedCore> lived(uint64_t seed, int events, size_t partBytes = RecordedCore::kPartBytes) {
  auto core = std::make_unique<RecordedCore>(partBytes);
  Observer book{Limits{}};
  History history(seed);
  for (int i = 0; i < events; ++i) {
    const Event e = history.next(book, core->core());
    if (core->nextDeadline() < e.now) core->tick(core->nextDeadline(), book);
    book.before(e);
    core->step(e, book);
    book.after(e);
  }
  return core;
}

std::vector<std::shared_ptr<const RecordedPart>> changed(const std::vector<std::shared_ptr<const RecordedPart>>& parts, const std::function<void(RecordedPart&)>& change) {
  auto copy = std::make_shared<RecordedPart>(*parts.front());
  change(*copy);
  return {copy};
}

}  // namespace

class TestScalingReplay : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sameHash();
  void startsInTheMiddle();
  void keepsWithinItsLimit();
  void firstDifference();
  void otherEvents();
  void cutShort();
  void earlyTick();
  void words();
};

void TestScalingReplay::sameHash() {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const auto core = lived(seed, 3000);
    const ReplayOutcome o = replay(core->parts());
    QVERIFY2(o.same, o.difference ? (textOf(o.difference->recorded.value_or(Decision{})) + " / " + textOf(o.difference->replayed.value_or(Decision{}))).c_str() : o.trouble.c_str());
    QCOMPARE(o.replayedHash, core->core().decisionHash());
    QVERIFY(o.decisions > 1000);
    QVERIFY(o.events >= 3000);
  }
}

void TestScalingReplay::startsInTheMiddle() {
  const auto core = lived(5, 6000, 64 * 1024);
  const auto parts = core->parts();
  QVERIFY(parts.size() > 1);
  for (const auto& part : parts) QVERIFY(replay({part}).same);
  QVERIFY(replay(parts).same);
}

void TestScalingReplay::keepsWithinItsLimit() {
  constexpr size_t kSmall = 16 * 1024;
  const auto core = lived(7, 8000, kSmall);
  const auto parts = core->parts();
  QVERIFY(parts.size() <= RecordedCore::kParts);
  QVERIFY(core->forgotten() > 0);
  uint64_t kept = 0;
  for (const auto& part : parts) {
    kept += part->eventCount;
    // One event more may be in it, with what it led to.
    QVERIFY(part->events.size() + part->decisions.size() < kSmall + 64 * 1024);
  }
  QVERIFY(kept + core->forgotten() >= 8000);
}

void TestScalingReplay::firstDifference() {
  const auto parts = lived(3, 2000)->parts();
  // The code of the 501st decision, as if another program had decided.
  const size_t entry = parts.front()->decisions.size() / parts.front()->decisionCount;
  const ReplayOutcome o = replay(changed(parts, [&](RecordedPart& p) { p.decisions[500 * entry + 3] ^= 0x40; }));
  QVERIFY(!o.same);
  QVERIFY(o.difference);
  QCOMPARE(o.difference->decision, uint64_t{501});
  QVERIFY(o.difference->recorded && o.difference->replayed);
  QCOMPARE(o.difference->recorded->code ^ o.difference->replayed->code, 0x40);
  QCOMPARE(o.recordedHash, o.replayedHash);  // only the tape was changed
}

void TestScalingReplay::otherEvents() {
  const auto core = lived(4, 2000);
  const auto parts = core->parts();
  // One more event that no one recorded: a limit that refuses what was run.
  const ReplayOutcome o = replay(changed(parts, [&](RecordedPart& p) {
    EventLog log;
    Event e;
    e.kind = EventKind::SetLimits;
    e.now = p.from;
    e.limits.burst = 1;
    log.append(e);
    p.events.insert(p.events.begin(), log.bytes().begin(), log.bytes().end());
    ++p.eventCount;
  }));
  QVERIFY(!o.same);
  QVERIFY(o.difference);
  QVERIFY(o.recordedHash != o.replayedHash);
}

void TestScalingReplay::cutShort() {
  const auto parts = lived(9, 500)->parts();
  ReplayOutcome o = replay(changed(parts, [](RecordedPart& p) { p.events.resize(p.events.size() / 2); }));
  QVERIFY(!o.same);
  QVERIFY2(o.trouble.find("is damaged") != std::string::npos, o.trouble.c_str());
  o = replay(changed(parts, [](RecordedPart& p) { p.snapshot[30] ^= 1; }));
  QVERIFY(!o.same);
  QCOMPARE(o.trouble, std::string("the snapshot is damaged"));
  o = replay(changed(parts, [](RecordedPart& p) { p.decisions.resize(p.decisions.size() - 1); }));
  QVERIFY(!o.same);
  QVERIFY(o.difference && !o.difference->recorded);
  QVERIFY(!replay({}).same);
}

void TestScalingReplay::earlyTick() {
  RecordedCore core;
  Nobody nobody;
  Event e;
  e.kind = EventKind::Config;
  e.fn = 1;
  core.step(e, nobody);
  core.tick(5, nobody);
  QCOMPARE(core.parts().front()->eventCount, uint64_t{1});
}

void TestScalingReplay::words() {
  Decision d;
  d.kind = DecisionKind::Run;
  d.inst = 5;
  d.req = 12;
  d.cold = true;
  QCOMPARE(textOf(d), std::string("run instance 5 for request 12, cold"));
  d = Decision{};
  d.kind = DecisionKind::Reject;
  d.req = 3;
  d.code = 429;
  d.reason = Reason{Rule::Burst, 500, 30 * kSecond, 500};
  QCOMPARE(textOf(d), std::string("reject request 3, status 429: burst limit (500 of 500 starts made, next window in 30 s)"));
}

QTEST_GUILESS_MAIN(TestScalingReplay)
#include "tst_scalingreplay.moc"
