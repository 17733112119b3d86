// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/demand.h"
#include <QTest>

using namespace scfdesk;

namespace {
constexpr int64_t kSecond = 1'000'000'000;
}

class TestDemand : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothing();
  void burstEndsWithAPause();
  void largestCounts();
  void isForgotten();
  void holdsLittle();
};

void TestDemand::nothing() {
  Demand demand;
  QCOMPARE(demand.burst(0), 0);
  QCOMPARE(demand.recent(kSecond), 0);
}

void TestDemand::burstEndsWithAPause() {
  Demand demand;
  for (int i = 0; i < 5; ++i) demand.asked(kSecond + i);
  QCOMPARE(demand.burst(kSecond + 4), 5);
  QCOMPARE(demand.burst(kSecond + 4 + Demand::kGapNs - 1), 5);
  QCOMPARE(demand.burst(kSecond + 4 + Demand::kGapNs), 0);
  demand.asked(kSecond + 4 + Demand::kGapNs - 1);  // just in time
  QCOMPARE(demand.burst(3 * kSecond), 6);
  demand.asked(9 * kSecond);
  QCOMPARE(demand.burst(9 * kSecond), 1);
  QCOMPARE(demand.recent(9 * kSecond), 6);
}

void TestDemand::largestCounts() {
  Demand demand;
  const int sizes[] = {3, 7, 2, 5};
  int64_t at = 10 * kSecond;
  for (const int size : sizes) {
    for (int i = 0; i < size; ++i) demand.asked(at);
    at += 60 * kSecond;
  }
  QCOMPARE(demand.recent(at), 7);
  // The second is forgotten ten minutes after it, then the last is the largest.
  const int64_t second = 70 * kSecond + Demand::kMemoryNs;
  QCOMPARE(demand.recent(second - 1), 7);
  QCOMPARE(demand.recent(second), 5);
}

void TestDemand::isForgotten() {
  Demand demand;
  demand.asked(kSecond);
  QCOMPARE(demand.recent(kSecond + Demand::kMemoryNs - 1), 1);
  QCOMPARE(demand.recent(kSecond + Demand::kMemoryNs), 0);
  QCOMPARE(demand.lastNs(), kSecond);
}

void TestDemand::holdsLittle() {
  // A million single requests two seconds apart: each later one stands for all before it.
  Demand demand;
  for (int64_t i = 0; i < 1'000'000; ++i) demand.asked(i * 2 * kSecond);
  QCOMPARE(demand.recent(1'999'998 * kSecond), 1);
  QCOMPARE(demand.kept(), size_t(1));
}

QTEST_GUILESS_MAIN(TestDemand)
#include "tst_demand.moc"
