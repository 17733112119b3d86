// SPDX-License-Identifier: GPL-3.0-or-later
// What the Scaling view is made of, without its widgets: the axis, columns, buckets and their picture, the table's CSV.
#include "models/timeline.h"
#include "tests/support/fakefunctions.h"
#include "tests/support/lanedeltas.h"
#include "widgets/scaling/columnline.h"
#include "widgets/scaling/columns.h"
#include "widgets/scaling/laneraster.h"
#include "widgets/scaling/track.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr FunctionId kFn = 1;
constexpr TimeUs kT0 = kFakeNow + 1'000'000;
constexpr TimeUs s(double seconds) { return kT0 + static_cast<TimeUs>(seconds * 1e6); }
}  // namespace

class TestScalingParts final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void scaleMapsBackAndForth();
  void scaleMovesByWholeColumns();
  void columnsAreTheSameInPartsAndWhole();
  void bucketsKeepEveryFailure();
  void linesReachWhatTheyPass();
  void stepsJoinTheirNeighbours();
  void linesArePainted();
  void csvQuotes();
};

void TestScalingParts::scaleMapsBackAndForth() {
  for (const int width : {1, 600, 1152}) {
    for (const double dpr : {1.0, 1.5, 2.0}) {
      const TimeScale scale = TimeScale::of(kFakeNow, 60'000'000, 176, width, dpr);
      QVERIFY(scale.end() > kFakeNow);
      QVERIFY(scale.begin() <= kFakeNow - 60'000'000 + scale.usPerColumn);
      QVERIFY(std::abs(scale.timeAt(scale.x(kFakeNow - 7'654'321)) - (kFakeNow - 7'654'321)) <= 2);
    }
  }
}

void TestScalingParts::scaleMovesByWholeColumns() {
  const TimeScale a = TimeScale::of(s(60), 60'000'000, 0, 1200, 1);
  QCOMPARE(a.usPerColumn, 50'000);
  QCOMPARE(TimeScale::of(a.end() - 1, 60'000'000, 0, 1200, 1), a);
  QCOMPARE(TimeScale::of(a.end(), 60'000'000, 0, 1200, 1).firstColumn, a.firstColumn + 1);
  QCOMPARE(rulerSteps(a, 90).major, 5'000'000);
  QCOMPARE(rulerSteps(a, 101).major, 10'000'000);
  QCOMPARE(niceCeiling(4.0), 4.0);
  QCOMPARE(niceCeiling(4.1), 5.0);
  QCOMPARE(niceCeiling(81), 100.0);
  QCOMPARE(niceFloor(4.5), 4.0);
  QCOMPARE(niceFloor(10.0), 10.0);
  QCOMPARE(niceFloor(0.25), 1.0);
}

void TestScalingParts::columnsAreTheSameInPartsAndWhole() {
  Timeline timeline;
  CountColumns parts;
  TimeUs now = s(0);
  uint32_t seed = 7;
  const auto random = [&seed](uint32_t n) { return (seed = seed * 1664525 + 1013904223) / 65536 % n; };
  for (int i = 0; i < 400; ++i) {
    LaneDeltas d(kFn);
    const auto id = static_cast<InstanceId>(1 + random(9));
    const auto state = static_cast<InstanceState>(random(5));
    d.to(id, state, now + random(20'000), i + 1);
    now += 50'000;
    timeline.apply(d.now(now).take());
    const TimeScale scale = TimeScale::of(now, 10'000'000, 0, 321, 1);
    parts.update(timeline, kFn, scale, now);
    QVERIFY2(i == 0 || parts.computed() < 60, "a scrolling graph computes only what is new");
    if (i % 20) continue;
    CountColumns whole;
    whole.update(timeline, kFn, scale, now);
    QCOMPARE(parts.values().size(), whole.values().size());
    for (size_t c = 0; c < whole.values().size(); ++c) {
      QCOMPARE(parts.values()[c].busy, whole.values()[c].busy);
      QCOMPARE(parts.values()[c].living(), whole.values()[c].living());
    }
  }
}

void TestScalingParts::bucketsKeepEveryFailure() {
  Timeline timeline;
  LaneBuckets buckets;
  LaneDeltas d(kFn);
  d.to(1, InstanceState::Starting, s(0));
  int failures = 0;
  for (int i = 0; i < 3000; ++i) {
    const bool failed = i % 100 == 50;
    failures += failed;
    d.to(1, InstanceState::Busy, s(1) + i * 200'000, i + 1);
    d.to(1, InstanceState::Idle, s(1) + i * 200'000 + 3'000, 0, failed);
  }
  const TimeUs now = s(1) + 3000 * 200'000;
  timeline.apply(d.now(now).take());
  const Lane& lane = *timeline.lane(1);
  const LaneBuckets::Row& row = buckets.of(lane, now);
  int flagged = 0;
  for (const LaneBucket& b : row.buckets) flagged += (b.flags & LaneBucket::kFailed) != 0;
  QCOMPARE(flagged, failures);
  QVERIFY(row.at(s(0) / LaneBucket::kWidth)->flags & LaneBucket::kStarting);
  QVERIFY(buckets.spansRead() > 5000);
  (void)buckets.of(lane, now + 10'000);
  QVERIFY2(buckets.spansRead() < 20, "only what may still change is read again");
  // Each failure is painted, however little of a column it lasted.
  LaneRaster raster(1);
  const TimeScale scale = TimeScale::of(now, 900'000'000, 0, 1200, 1);
  QVERIFY(LaneRaster::wantsBuckets(scale));
  QImage image(1200, 18, QImage::Format_RGB32);
  image.fill(Theme::current().colors().surface.track);
  raster.paint(image, 0, 18, lane, &buckets.of(lane, now), scale, now);
  int red = 0;
  for (int x = 0; x < 1200; ++x) {
    const bool here = image.pixel(x, 1) == Theme::current().colors().state.failed.rgb();
    const bool before = x > 0 && image.pixel(x - 1, 1) == Theme::current().colors().state.failed.rgb();
    red += here && !before;
  }
  QCOMPARE(red, failures);
}

void TestScalingParts::linesReachWhatTheyPass() {
  ColumnLine line(QRect(10, 0, 8, 40), 1);
  line.segment(10, 4, 14, 12);  // two down a column
  QCOMPARE(line.columns()[0], (ColumnLine::Reach{4, 6}));
  QCOMPARE(line.columns()[3], (ColumnLine::Reach{10, 12}));
  QVERIFY(!line.columns()[4].any());
  line.segment(15.25, 30, 15.5, 2);  // a peak within a column is not lost
  line.segment(15.5, 2, 15.75, 30);
  QCOMPARE(line.columns()[5], (ColumnLine::Reach{2, 30}));
  line.segment(-50, 0, 100, 30);  // outside of the area nothing is written
  QCOMPARE(line.columns().size(), size_t(8));
  QVERIFY(line.columns()[7].any());
}

void TestScalingParts::stepsJoinTheirNeighbours() {
  ColumnLine line(QRect(0, 0, 10, 40), 1);
  line.step(0, 3, 30);
  line.step(3, 5, 10);
  line.step(6, 99, 20);  // after a gap
  QCOMPARE(line.columns()[2], (ColumnLine::Reach{30, 30}));
  QCOMPARE(line.columns()[3], (ColumnLine::Reach{10, 30}));
  QCOMPARE(line.columns()[4], (ColumnLine::Reach{10, 10}));
  QVERIFY(!line.columns()[5].any());
  QCOMPARE(line.columns()[6], (ColumnLine::Reach{20, 20}));
  QCOMPARE(line.columns()[9], (ColumnLine::Reach{20, 20}));
}

void TestScalingParts::linesArePainted() {
  for (const double dpr : {1.0, 2.0}) {
    QImage image(QSize(20, 20) * dpr, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(dpr);
    image.fill(Qt::black);
    QPainter p(&image);
    ColumnLine crisp(QRect(0, 0, 10, 20), dpr), smooth(QRect(10, 0, 10, 20), dpr);
    crisp.step(0, static_cast<size_t>(10 * dpr), 5.5);
    smooth.segment(10, 12, 20, 12);
    crisp.paintCrisp(p, Qt::white, 1.5);
    smooth.paintSmooth(p, Qt::white, 1);
    p.end();
    const auto light = [&](double x) {
      double all = 0;
      for (int y = 0; y < image.height(); ++y) all += qGray(image.pixel(static_cast<int>(x * dpr), y)) / 255.0;
      return all;
    };
    QCOMPARE(light(4), std::round(1.5 * dpr));         // whole pixels
    QVERIFY(std::abs(light(15) - dpr) < 0.1);  // as much light as the line is thick
  }
}

void TestScalingParts::csvQuotes() {
  const TableData data{u"x"_s, {u"a"_s, u"b"_s}, {{u"1,2"_s, u"say \"no\""_s}}};
  QCOMPARE(data.csv(), QByteArray("a,b\n\"1,2\",\"say \"\"no\"\"\"\n"));
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  TestScalingParts test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_scalingparts.moc"
