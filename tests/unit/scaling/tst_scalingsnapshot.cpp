// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots and logs: a restored core continues as the saved one would have, and a log gives the same decisions everywhere.
#include "app/engine/scaling/eventlog.h"
#include "tests/unit/scaling/history.h"
#include <QtTest>

using namespace scfdesk::scaling;

namespace {

class Nobody final : public Sink {
 public:
  void decide(const Decision&) override {}
};

/// A history as a log, and the core that lived it.
struct Lived {
  std::vector<Event> events;
  std::unique_ptr<Core> core = std::make_unique<Core>();
};

Lived live(uint64_t seed, int events) {
  Lived lived;
  Observer book{Limits{}};
  History history(seed);
  for (int i = 0; i < events; ++i) {
    const Event e = history.next(book, *lived.core);
    book.before(e);
    lived.core->step(e, book);
    book.after(e);
    lived.events.push_back(e);
  }
  return lived;
}

}  // namespace

class TestScalingSnapshot : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void continues();
  void bytesAreTheState();
  void damaged();
  void storedHash();
  void logReplays();
  void logDamaged();
};

void TestScalingSnapshot::continues() {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const Lived lived = live(seed, 3000);
    Core core;
    Nobody nobody;
    std::unique_ptr<Core> restored;
    const size_t cut = 200 * seed;
    for (size_t i = 0; i < lived.events.size(); ++i) {
      if (i == cut) {
        std::string why;
        restored = Core::restore(core.save(), &why);
        QVERIFY2(restored, why.c_str());
        QCOMPARE(restored->decisionHash(), core.decisionHash());
        QCOMPARE(restored->nextDeadline(), core.nextDeadline());
      }
      core.step(lived.events[i], nobody);
      if (!restored) continue;
      restored->step(lived.events[i], nobody);
      QCOMPARE(restored->decisionHash(), core.decisionHash());
    }
    QVERIFY2(restored->checkInvariants().empty(), restored->checkInvariants().c_str());
    QCOMPARE(restored->decisionHash(), lived.core->decisionHash());
  }
}

void TestScalingSnapshot::bytesAreTheState() {
  const Lived lived = live(3, 2000);
  const std::vector<uint8_t> bytes = lived.core->save();
  const auto restored = Core::restore(bytes);
  QVERIFY(restored);
  QVERIFY(restored->save() == bytes);
  Nobody nobody;
  const Lived same = live(3, 2000);
  QVERIFY(same.core->save() == bytes);
}

void TestScalingSnapshot::damaged() {
  const Lived lived = live(5, 500);
  const std::vector<uint8_t> bytes = lived.core->save();
  std::string why;
  QVERIFY(!Core::restore({}, &why));
  QCOMPARE(why, std::string("no snapshot of this format"));
  auto cut = bytes;
  cut.pop_back();
  QVERIFY(!Core::restore(cut, &why));
  QCOMPARE(why, std::string("the snapshot is damaged"));
  auto longer = bytes;
  longer.push_back(0);
  QVERIFY(!Core::restore(longer, &why));
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    auto flipped = bytes;
    flipped[random.below(flipped.size())] ^= static_cast<uint8_t>(1u << random.below(8));
    QVERIFY2(!Core::restore(flipped, &why), "a damaged snapshot was taken");
  }
}

/// The hashes stand here: another compiler, build type or machine must come to the same. A change of the rules changes them;
/// then they are written anew, once, with the reason in the commit.
void TestScalingSnapshot::storedHash() {
  QStringList is;
  for (uint64_t seed = 1; seed <= 3; ++seed) is += QString::number(live(seed, 4000).core->decisionHash(), 16);
  QCOMPARE(is.join(QLatin1Char(' ')), QStringLiteral("1e125edd63bc6c7f aded6cfed05ee98 4e39a3416c265c00"));
}

void TestScalingSnapshot::logReplays() {
  const Lived lived = live(11, 4000);
  EventLog log;
  for (const Event& e : lived.events) log.append(e);
  Core core;
  Nobody nobody;
  QCOMPARE(EventLog::replay(log.bytes(), core, nobody), lived.events.size());
  QCOMPARE(core.decisionHash(), lived.core->decisionHash());
  qInfo("%zu events, %.1f bytes each", lived.events.size(), double(log.bytes().size()) / double(lived.events.size()));
}

void TestScalingSnapshot::logDamaged() {
  const Lived lived = live(12, 300);
  EventLog log;
  for (const Event& e : lived.events) log.append(e);
  Nobody nobody;
  auto cut = log.bytes();
  cut.resize(cut.size() - 3);
  Core first;
  QCOMPARE(EventLog::replay(cut, first, nobody), lived.events.size() - 1);  // a torn tail: all whole events
  Random random(2);
  for (int i = 0; i < 3000; ++i) {
    auto flipped = log.bytes();
    flipped[random.below(flipped.size())] ^= static_cast<uint8_t>(1u << random.below(8));
    Core core;
    EventLog::replay(flipped, core, nobody);
    const std::string broken = core.checkInvariants();
    QVERIFY2(broken.empty(), broken.c_str());
  }
}

QTEST_APPLESS_MAIN(TestScalingSnapshot)
#include "tst_scalingsnapshot.moc"
