// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "models/decisionhistory.h"
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestDecisionHistory final : public QObject {
  Q_OBJECT
  static Decision one(uint64_t seq, const QString& kind, InstanceId instance = 0, InvocationId invocation = 0) {
    return {seq, TimeUs(seq) * 1000, 3, instance, invocation, kind, u"rule"_s, u"inputs"_s, u"limit"_s};
  }
 private Q_SLOTS:
  void findsWhatAnInstanceAndAnEventLivedThrough() {
    DecisionHistory log;
    QSignalSpy told(&log, &DecisionHistory::appended);
    EngineDelta delta;
    delta.decisions = {one(1, u"wait"_s, 0, 70), one(2, u"start"_s, 5, 70), one(3, u"run"_s, 5, 70), one(4, u"finish"_s, 5, 70),
                       one(5, u"run"_s, 5, 71), one(6, u"stop"_s, 5), one(7, u"start"_s, 6, 72)};
    log.apply(delta);
    QCOMPARE(told.count(), 1);
    QCOMPARE(log.startOf(5)->seq, uint64_t(2));
    QCOMPARE(log.stopOf(5)->seq, uint64_t(6));
    QVERIFY(!log.stopOf(6) && !log.startOf(0) && !log.startOf(99));
    QStringList kinds;
    for (const Decision& d : log.of(70)) kinds << d.kind;
    QCOMPARE(kinds, QStringList({u"wait"_s, u"start"_s, u"run"_s}));
    QVERIFY(log.of(0).empty());
    log.apply({});
    QCOMPARE(told.count(), 1);
  }
  void findsAKindInAStretchOfTime() {
    DecisionHistory log;
    EngineDelta delta;
    for (uint64_t seq = 1; seq <= 10; ++seq) delta.decisions.push_back(one(seq, seq % 2 ? u"reject"_s : u"stop"_s));
    delta.decisions.back().function = 4;
    log.apply(delta);
    QCOMPARE(log.in(0, u"reject"_s, 3000, 7000, 100).size(), size_t(3));
    QCOMPARE(log.in(0, u"reject"_s, 3000, 7000, 2).front().seq, uint64_t(5));  // the last ones
    QCOMPARE(log.in(4, u"stop"_s, 0, 100'000, 100).size(), size_t(1));
    QVERIFY(log.in(9, u"stop"_s, 0, 100'000, 100).empty());
  }
  void holdsNoMoreThanItsLimitAndRunsPushNoStartOut() {
    DecisionHistory log;
    EngineDelta delta;
    delta.decisions.push_back(one(1, u"start"_s, 5));
    for (int i = 0; i < limits::kDecisionsHeld + 10; ++i) delta.decisions.push_back(one(uint64_t(i) + 2, u"run"_s, 5, 1));
    log.apply(delta);
    QVERIFY(log.startOf(5));
    QCOMPARE(log.dropped(), uint64_t(10));
    QCOMPARE(log.of(1).size(), size_t(limits::kDecisionsHeld));
    EngineDelta more;
    for (int i = 0; i < limits::kDecisionsHeld - 1; ++i) more.decisions.push_back(one(uint64_t(i) + 100'000, u"wait"_s));
    log.apply(more);
    QVERIFY(log.startOf(5));
    QCOMPARE(log.decisions().size(), size_t(limits::kDecisionsHeld));
    EngineDelta last;
    last.decisions.push_back(one(900'000, u"wait"_s));
    log.apply(last);
    QVERIFY(!log.startOf(5));
    QCOMPARE(log.decisions().size(), size_t(limits::kDecisionsHeld));
  }
};
QTEST_GUILESS_MAIN(TestDecisionHistory)
#include "tst_decisionhistory.moc"
