// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel hands events out in exactly the order of the heap, whatever their rate, ties and leaps.
#include "app/engine/simulate/eventwheel.h"
#include "app/engine/simulate/variate.h"
#include <QtTest>
#include <algorithm>

using namespace scfdesk::simulate;

namespace {
constexpr int64_t kEnd = INT64_MAX;
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
  void foresees();
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
  // Time ends before its number does.
  const auto later = [](int64_t at, int64_t by) { return at > kEnd - by ? kEnd : at + by; };
  const auto delay = [&](double m) { return static_cast<int64_t>(std::min(-logOf((static_cast<double>(mixed(seq) >> 11) + 0.5) * 0x1p-53) * m, 0x1p62)); };
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
    both(later(next.at, kind == 0 ? 0 : kind == 1 ? delay(now * 3000) : delay(now)));
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

void TestSimulateQueue::foresees() {
  // Nearly all events are seen once by each of the two looks, none after its turn; again only when the stretch changes.
  EventWheel<Event> wheel;
  std::vector<int> far(50'001), near(50'001);
  uint64_t seq = 0;
  const auto push = [&](int64_t now) { wheel.push({now + 1 + static_cast<int64_t>(mixed(seq + 1) % 1'000'000), seq + 1}), ++seq; };
  for (int i = 0; i < 500; ++i) push(0);
  constexpr int kGone = 1000;
  size_t turn = 0, foreseen = 0, again = 0;
  while (!wheel.empty()) {
    const Event next = wheel.top();
    again += far[next.seq] > 1 || near[next.seq] > 1;
    foreseen += far[next.seq] >= 1 && near[next.seq] >= 1;
    far[next.seq] = near[next.seq] = kGone;
    wheel.pop();
    ++turn;
    if (seq < 50'000) push(next.at);
    wheel.foresee<0>(8, [&](const Event& e) { ++far[e.seq]; });
    wheel.foresee<1>(4, [&](const Event& e) { ++near[e.seq]; });
  }
  for (size_t i = 1; i < far.size(); ++i) QVERIFY2(far[i] == kGone && near[i] == kGone, "seen after its turn");
  QCOMPARE(turn, size_t{50'000});
  QVERIFY2(again < 100, qPrintable(QString::number(again)));
  QVERIFY2(foreseen > 40'000, qPrintable(QString::number(foreseen)));
}

QTEST_APPLESS_MAIN(TestSimulateQueue)
#include "tst_simulatequeue.moc"
