// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/load.h"
#include <QtTest>

using namespace scfdesk;

class TestLoad : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void shapes_data();
  void shapes();
  void constantIsEven();
  void repeat();
  void firstRun();
  void nothingToDo();
  void drawnFollowsItsCurve();
  void drawnCurveIsSettled();
  void replayKeepsGaps();
};

void TestLoad::shapes_data() {
  QTest::addColumn<int>("shape");
  QTest::addColumn<int>("count");
  QTest::addColumn<double>("peak");
  for (const LoadShape shape : {LoadShape::Constant, LoadShape::Ramp, LoadShape::Spike, LoadShape::Wave})
    for (const auto& [count, peak] : {std::pair{600, 78.0}, {1, 5.0}, {2, 0.5}, {5000, 200.0}, {100000, 5000.0}})
      QTest::newRow(qPrintable(QStringLiteral("%1 %2 at %3").arg(loadShapeName(shape)).arg(count).arg(peak))) << int(shape) << count << peak;
}

void TestLoad::shapes() {
  QFETCH(int, shape);
  QFETCH(int, count);
  QFETCH(double, peak);
  LoadSpec spec;
  spec.shape = LoadShape(shape);
  spec.count = count;
  spec.peakPerSecond = peak;
  const double duration = loadDurationSeconds(spec);
  QVERIFY(duration >= count / peak * 0.999);
  // All events are due within the run, in order.
  std::vector<double> due;
  for (int i = 0; i < count; ++i) due.push_back(loadDueSeconds(spec, i));
  QVERIFY(due.front() >= 0 && due.back() <= duration);
  for (size_t i = 1; i < due.size(); ++i) QVERIFY(due[i] > due[i - 1]);
  // No second has more than the peak (one more where the second cuts the spacing, a thousandth for the table's steps).
  size_t first = 0;
  size_t most = 0;
  for (size_t i = 0; i < due.size(); ++i) {
    while (due[first] <= due[i] - 1) ++first;
    most = std::max(most, i - first + 1);
  }
  QVERIFY2(double(most) <= peak * 1.001 + 1, qPrintable(QString::number(most)));
  // And where the run is long enough, the peak is reached.
  if (duration > 10) QVERIFY2(double(most) >= peak * 0.6, qPrintable(QString::number(most)));
  // The rate stays within (0, 1] and touches 1.
  double highest = 0;
  for (int i = 0; i <= 1000; ++i) {
    const double rate = loadShapeRate(spec.shape, i / 1000.0);
    QVERIFY(rate > 0 && rate <= 1);
    highest = std::max(highest, rate);
  }
  QVERIFY(highest > 0.999);
}

void TestLoad::constantIsEven() {
  LoadSpec spec;
  spec.shape = LoadShape::Constant;
  spec.count = 100;
  spec.peakPerSecond = 10;
  QVERIFY(qAbs(loadDurationSeconds(spec) - 10) < 1e-9);
  for (int i = 1; i < 100; ++i) QVERIFY(qAbs(loadDueSeconds(spec, i) - loadDueSeconds(spec, i - 1) - 0.1) < 1e-6);
}

void TestLoad::repeat() {
  LoadSpec spec;
  spec.count = 5;
  spec.everySeconds = 2;
  QVERIFY(spec.repeats());
  QCOMPARE(loadDurationSeconds(spec), 8.0);
  // The first one at once, not after half an interval.
  for (int i = 0; i < spec.count; ++i) QCOMPARE(loadDueSeconds(spec, i), 2.0 * i);
  spec.count = 1;
  QCOMPARE(loadDurationSeconds(spec), 0.0);
}

void TestLoad::firstRun() {
  const double duration = loadDurationSeconds(LoadSpec{});  // 600 events as a ramp, peak 78/s
  QVERIFY2(duration > 10 && duration < 15, qPrintable(QString::number(duration)));
}

void TestLoad::nothingToDo() {
  LoadSpec spec;
  spec.count = 0;
  QCOMPARE(loadDurationSeconds(spec), 0.0);
  spec.count = 10;
  spec.peakPerSecond = 0;
  QCOMPARE(loadDurationSeconds(spec), 0.0);
  LoadProgress progress;
  progress.succeeded = 3;
  progress.failed = 2;
  progress.throttled = 1;
  QCOMPARE(progress.finished(), 6);
}

void TestLoad::drawnFollowsItsCurve() {
  LoadSpec spec;
  spec.shape = LoadShape::Drawn;
  spec.count = 1000;
  spec.peakPerSecond = 100;
  // Rises for the first half, then nothing, then all at once.
  spec.curve = std::make_shared<const std::vector<float>>(std::vector<float>{0, 1, 0, 0, 1});
  const double duration = loadDurationSeconds(spec);
  QVERIFY(std::abs(duration - 1000 / (100 * 0.375)) < 1e-6);  // three of eight triangles' worth
  std::vector<double> due;
  for (int i = 0; i < spec.count; ++i) due.push_back(loadDueSeconds(spec, i));
  QVERIFY(std::is_sorted(due.begin(), due.end()));
  QVERIFY(due.front() >= 0 && due.back() <= duration);
  const auto within = [&](double from, double to) {
    return std::count_if(due.begin(), due.end(), [&](double d) { return d >= from * duration && d < to * duration; });
  };
  QVERIFY(std::abs(within(0, 0.25) - 333) <= 2);
  QVERIFY(std::abs(within(0.25, 0.5) - 333) <= 2);
  QVERIFY(within(0.5, 0.75) <= 1);  // a rate of nothing sends nothing
  QCOMPARE(loadRate(spec, 0.125), 0.5);
  // A flat curve is a constant load.
  spec.curve = std::make_shared<const std::vector<float>>(std::vector<float>{1, 1, 1});
  for (int i = 1; i < spec.count; ++i) QVERIFY(std::abs(loadDueSeconds(spec, i) - loadDueSeconds(spec, i - 1) - 0.01) < 1e-9);
}

void TestLoad::drawnCurveIsSettled() {
  QCOMPARE(settledCurve({0, 0.25F, 0.5F}), (std::vector<float>{0, 0.5F, 1}));
  QCOMPARE(settledCurve({0, 0}), (std::vector<float>{1, 1}));
  QCOMPARE(settledCurve({-1, 2}), (std::vector<float>{0, 1}));
}

void TestLoad::replayKeepsGaps() {
  LoadSpec spec;
  spec.shape = LoadShape::Replay;
  spec.recorded = std::make_shared<const LoadRecording>(LoadRecording{{0, 1}, {0.5, 2}, {0.5, 3}, {10, 4}});
  spec.count = 4;
  for (const double speed : {LoadSpec::kSlowest, 1.0, LoadSpec::kFastest}) {
    spec.speed = speed;
    QVERIFY(std::abs(loadDurationSeconds(spec) - 10 / speed) < 1e-9);
    QCOMPARE(loadDueSeconds(spec, 0), 0.0);
    QVERIFY(std::abs(loadDueSeconds(spec, 1) - 0.5 / speed) < 1e-9);
    QCOMPARE(loadDueSeconds(spec, 2), loadDueSeconds(spec, 1));
    QVERIFY(std::abs(loadDueSeconds(spec, 3) - 10 / speed) < 1e-9);
  }
  QVERIFY(loadRate(spec, 0.05) >= 0 && loadRate(spec, 1) > 0 && loadRate(spec, 0.5) == 0);
}

QTEST_APPLESS_MAIN(TestLoad)
#include "tst_load.moc"
