// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel hands events out in exactly the order of the heap, whatever their rate, ties and leaps.
#include "app/engine/simulate/eventwheel.h"
#include "app/engine/simulate/variate.h"
#include <QtTest>

using namespace scfdesk::simulate;

namespace {
struct Event {
  int64_t at;
  uint64_t seq;
  [[nodiscard]] bool before(const Event& o) const { return at != o.at ? at < o.at : seq < o.seq; }
};
}  // namespace

class TestSimulateQueue : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void sameOrder_data();
  void sameOrder();
};

void TestSimulateQueue::sameOrder_data() {
  QTest::addColumn<int>("events");
  QTest::addColumn<double>("mean");
  for (const int events : {1, 7, 300, 3000})
    for (const double mean : {10.0, 1e4, 2e9, 5e13}) QTest::addRow("%d events, mean %g ns", events, mean) << events << mean;
}

void TestSimulateQueue::sameOrder() {
  QFETCH(int, events);
  QFETCH(double, mean);
  EventHeap<Event> heap;
  EventWheel<Event> wheel;
  uint64_t seq = 0;
  const auto both = [&](int64_t at) {
    const Event e{at, ++seq};
    heap.push(e);
    wheel.push(e);
  };
  const auto delay = [&](double m) { return static_cast<int64_t>(-logOf((static_cast<double>(mixed(seq) >> 11) + 0.5) * 0x1p-53) * m); };
  for (int i = 0; i < events; ++i) both(delay(mean));
  for (int i = 0; i < 60'000; ++i) {
    QCOMPARE(wheel.size(), heap.size());
    const Event next = heap.top();
    QCOMPARE(wheel.top().seq, next.seq);
    heap.pop();
    wheel.pop();
    // The rate changes on the way; some events come at once, some very late, some before what was seen last.
    const double now = i < 20'000 ? mean : i < 40'000 ? mean / 1000 : mean * 50;
    const uint64_t kind = mixed(~seq) % 64;
    both(next.at + (kind == 0 ? 0 : kind == 1 ? delay(now * 3000) : delay(now)));
    if (kind == 2) {
      const Event coming = heap.top();
      QCOMPARE(wheel.top().seq, coming.seq);
      both(next.at + (coming.at - next.at) / 2);
    }
    if (kind == 3 && heap.size() > 1) {
      heap.pop();
      wheel.pop();
    }
  }
  for (; !heap.empty(); heap.pop(), wheel.pop()) QCOMPARE(wheel.top().seq, heap.top().seq);
  QVERIFY(wheel.empty());
}

QTEST_APPLESS_MAIN(TestSimulateQueue)
#include "tst_simulatequeue.moc"
