// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/series.h"
#include "models/timeline.h"
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <random>

using namespace scfdesk;

namespace {

constexpr TimeUs kS = 1'000'000;
constexpr TimeUs kT0 = 5000 * kS;

Invocation done(FunctionId fn, TimeUs replied, int64_t total, int code = 200, bool cold = false) {
  static InvocationId id = 0;
  Invocation i;
  i.id = ++id;
  i.function = fn;
  i.finished = true;
  i.statusCode = code;
  i.cold = cold;
  i.memoryMb = 128;
  i.billedMs = 100;
  i.at.accepted = replied - total;
  i.at.replied = replied;
  return i;
}

Percentiles oracle(const std::vector<Invocation>& all, TimeUs t, TimeUs window) {
  std::vector<int64_t> v;
  for (const auto& i : all)
    if (i.at.replied > t - window && i.at.replied <= t) v.push_back(i.at.replied - i.at.accepted);
  std::sort(v.begin(), v.end());
  Percentiles p;
  p.count = int(v.size());
  if (v.empty()) return p;
  p.p50Us = v[size_t(std::ceil(0.50 * double(v.size()))) - 1];
  p.p99Us = v[size_t(std::ceil(0.99 * double(v.size()))) - 1];
  return p;
}

}  // namespace

class TestSeries : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ranks_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("p");
    QTest::addColumn<int>("rank");
    QTest::newRow("one") << 1 << 0.99 << 0;
    QTest::newRow("median of two is the lower") << 2 << 0.5 << 0;
    QTest::newRow("median of three") << 3 << 0.5 << 1;
    QTest::newRow("p99 of 99") << 99 << 0.99 << 98;
    QTest::newRow("p99 of 100") << 100 << 0.99 << 98;
    QTest::newRow("p99 of 101") << 101 << 0.99 << 99;
  }
  void ranks() {
    QFETCH(int, count);
    QFETCH(double, p);
    QTEST(int(percentileRank(count, p)), "rank");
  }
  void percentilesAgainstANaiveOracle() {
    std::mt19937 random(3);
    Series series;
    std::vector<Invocation> all;
    TimeUs at = kT0;
    for (int batch = 0; batch < 300; ++batch) {
      EngineDelta d;
      for (unsigned k = 0, n = random() % 9; k < n; ++k) {
        at += random() % 60'000;
        all.push_back(done(1, at, 1000 + random() % 400'000));
        d.invocations.push_back(all.back());
      }
      d.now = at;
      series.apply(d);
    }
    for (int k = 0; k < 100; ++k) {
      const TimeUs t = kT0 + TimeUs(random() % uint64_t(at - kT0));
      const Percentiles got = series.latencyAt(1, t), want = oracle(all, t, 1'500'000);
      QCOMPARE(got.count, want.count);
      QCOMPARE(got.p50Us, want.p50Us);
      QCOMPARE(got.p99Us, want.p99Us);
    }
    for (const auto& [begin, end, columns] : {std::tuple{kT0, at, 200}, std::tuple{kT0 + 2 * kS, kT0 + 4 * kS, 500}, std::tuple{at, at, 1}, std::tuple{kT0 - 50 * kS, at + 50 * kS, 33}}) {
      const auto got = series.latencyColumns(1, begin, end, columns);
      QCOMPARE(got.size(), size_t(columns));
      for (int i = 0; i < columns; ++i) {
        const TimeUs t = columns == 1 ? end : begin + (end - begin) * i / (columns - 1);
        const Percentiles want = oracle(all, t, 1'500'000);
        QCOMPARE(got[size_t(i)].count, want.count);
        QCOMPARE(got[size_t(i)].p50Us, want.p50Us);
        QCOMPARE(got[size_t(i)].p99Us, want.p99Us);
      }
    }
    QVERIFY(series.latencyColumns(1, kT0, at, 0).empty());
    QCOMPARE(series.latencyColumns(42, kT0, at, 3).size(), size_t(3));
  }
  void repliesOutOfOrderFindTheirPlace() {
    Series series;
    EngineDelta d;
    d.invocations = {done(1, kT0 + 30, 5), done(1, kT0 + 10, 5), done(1, kT0 + 20, 5)};
    d.now = kT0 + 40;
    series.apply(d);
    const auto& rows = series.finished(1);
    QCOMPARE(rows.size(), size_t(3));
    QVERIFY(std::is_sorted(rows.begin(), rows.end(), [](auto& a, auto& b) { return a.at < b.at; }));
  }
  void totalsOfAWindow() {
    Series series;
    EngineDelta d;
    d.invocations = {done(1, kT0, 10'000), done(1, kT0 + kS, 20'000, 430), done(1, kT0 + 2 * kS, 30'000, 200, true), done(2, kT0 + 2 * kS, 40'000),
                     done(1, kT0 + 2 * kS, 1, 432)};
    Invocation running = done(1, kT0 + 5 * kS, 1);
    running.finished = false;
    d.invocations.push_back(running);
    d.throttles = {{1, kT0 + 2 * kS, 432, true}};
    d.now = kT0 + 3 * kS;
    series.apply(d);
    const WindowTotals t = series.totals(1, kT0, kT0 + 2 * kS);  // open at the left, closed at the right
    QCOMPARE(t.invocations, 2);
    QCOMPARE(t.failed, 1);
    QCOMPARE(t.cold, 1);
    QCOMPARE(t.throttled, 1);
    QCOMPARE(t.latency.p99Us, int64_t(30'000));
    QCOMPARE(t.computeGbSeconds, 2 * 0.1 * 0.125);
    QCOMPARE(series.totals(0, kT0 - 1, kT0 + 2 * kS).invocations, 4);
    QCOMPARE(series.totals(1, kT0 - 1, kT0).invocations, 1);
    QCOMPARE(series.totals(9, 0, kT0 * 2).invocations, 0);
    QCOMPARE(t.lastInvoked, running.at.accepted);
  }
  void countsPerColumn() {
    Series series;
    EngineDelta d;
    d.invocations = {done(1, kT0 + 1, 1), done(1, kT0 + 10, 1), done(1, kT0 + 11, 1), done(1, kT0 + 20, 1), done(1, kT0 + 21, 1)};
    d.now = kT0 + 30;
    series.apply(d);
    QCOMPARE(series.countColumns(1, kT0, kT0 + 20, 2), (std::vector<int>{2, 2}));
    QCOMPARE(series.countColumns(1, kT0, kT0 + 20, 0), std::vector<int>{});
    QCOMPARE(series.countColumns(1, kT0, kT0, 2), (std::vector<int>{0, 0}));
  }
  void samplesAndTheSumOfAll() {
    Series series;
    FunctionSample a{.function = 1, .at = kT0, .busy = 2, .idle = 1, .throttled = 3, .maxMemoryBytes = 10};
    FunctionSample b{.function = 2, .at = kT0 + 50'000, .busy = 5, .maxMemoryBytes = 30};
    FunctionSample c{.function = 1, .at = kT0 + 250'000, .busy = 1, .maxMemoryBytes = 9};
    EngineDelta d;
    d.samples = {a, b, c};
    d.now = c.at;
    series.apply(d);
    QVERIFY(!series.sampleAt(1, kT0 - 1));
    QCOMPARE(series.sampleAt(1, kT0)->busy, 2);
    QCOMPARE(series.sampleAt(1, kT0 + 249'999)->busy, 2);
    QCOMPARE(series.sampleAt(1, kT0 + 250'000)->busy, 1);
    QCOMPARE(series.samples(0).size(), size_t(2));
    QCOMPARE(series.sampleAt(0, kT0 + 100'000)->busy, 7);
    QCOMPARE(series.sampleAt(0, kT0 + 100'000)->throttled, 3);
    QCOMPARE(series.sampleAt(0, kT0 + 100'000)->maxMemoryBytes, int64_t(30));
    QCOMPARE(series.sampleAt(0, kT0 + 250'000)->busy, 6);
  }
  void boundedByTime() {
    Series series;
    EngineDelta d;
    for (int i = 0; i < 10; ++i) {
      d.samples.push_back({.function = 1, .at = kT0 + i * kS, .busy = i});
      d.throttles.push_back({1, kT0 + i * kS, 432, true});
      d.invocations.push_back(done(1, kT0 + i * kS, 5));
    }
    d.now = kT0 + 9 * kS;
    series.apply(d);
    EngineDelta later;
    later.now = kT0 + 5 * kS + Timeline::kDetail - 1;
    series.apply(later);
    QCOMPARE(series.throttles(1).size(), size_t(5));
    QCOMPARE(series.finished(1).size(), size_t(5));
    later.now += 1;
    series.apply(later);
    QCOMPARE(series.throttles(1).size(), size_t(4));
    QCOMPARE(series.finished(0).size(), size_t(4));
    QCOMPARE(series.sampleAt(1, later.now - Timeline::kDetail)->busy, 5);  // in force where the detail begins
    QCOMPARE(series.samples(1).size(), size_t(5));
  }
  void boundedByCount() {
    Series series;
    EngineDelta d;
    d.invocations.reserve(Series::kMaxFinished);
    for (size_t i = 0; i < Series::kMaxFinished; ++i) d.invocations.push_back(done(1, kT0 + TimeUs(i), 5));
    d.now = kT0 + kS;
    series.apply(d);
    QCOMPARE(series.finished(1).size(), Series::kMaxFinished);
    QCOMPARE(series.finished(1).front().at, kT0);
    EngineDelta one;
    one.invocations = {done(1, kT0 + kS, 5)};
    one.now = kT0 + kS;
    series.apply(one);
    QCOMPARE(series.finished(1).size(), Series::kMaxFinished);
    QCOMPARE(series.finished(1).front().at, kT0 + 1);
  }
  void oneSignalABatchAndForget() {
    Series series;
    QSignalSpy changed(&series, &Series::changed);
    EngineDelta d;
    d.invocations = {done(1, kT0, 5), done(2, kT0, 5)};
    d.throttles = {{1, kT0, 432, true}};
    d.now = kT0;
    series.apply(d);
    QCOMPARE(changed.count(), 1);
    EngineDelta nothing;
    nothing.now = kT0 + 1;
    series.apply(nothing);
    QCOMPARE(changed.count(), 1);
    series.forget(1);
    QCOMPARE(changed.count(), 2);
    QVERIFY(series.finished(1).empty());
    QCOMPARE(series.finished(0).size(), size_t(2));  // what happened, happened
    series.forget(1);
    QCOMPARE(changed.count(), 2);
  }
};

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
