// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timestate.h"
#include "tests/gui/scalingstage.h"
#include "widgets/scaling/concurrencytrack.h"
#include "widgets/scaling/trackstack.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QImage>
#include <QTest>
#include <algorithm>

using namespace scfdesk;

/// The graph of concurrency, and what has the focus among graphs and lanes.
class TestScalingGraphs final : public QObject {
  Q_OBJECT
  using Stage = ScalingStage;
 private Q_SLOTS:
  void concurrencyIsWhatTheLimitAppliesTo();
  void aLowWindowSparesConcurrency();
  void theFocusHidesNoThinRow();
};

void TestScalingGraphs::concurrencyIsWhatTheLimitAppliesTo() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  auto* track = static_cast<ConcurrencyTrack*>(stage.track(u"scaling_concurrency"_s));
  QVERIFY(track && track->isVisible());
  stage.history(s(12.5));  // one busy and one busy
  QVERIFY2(track->paintedValue().startsWith(u'2'), qPrintable(track->paintedValue()));
  stage.history(s(2));  // one that starts
  QVERIFY2(track->paintedValue().startsWith(u'1'), qPrintable(track->paintedValue()));
  stage.history(s(25));  // frozen and idle ones live, but nothing runs
  QVERIFY2(track->paintedValue().startsWith(u'0'), qPrintable(track->paintedValue()));
  track->grab();
  QCOMPARE(track->peak(), 2);
  const TableData table = track->table();
  QCOMPARE(table.columns.size(), 3);
  QVERIFY(std::any_of(table.rows.begin(), table.rows.end(), [](const QStringList& row) { return row[1] == u"2"; }));
  QCOMPARE(track->plotRect().left(), stage.track(u"scaling_instances"_s)->plotRect().left());
}

void TestScalingGraphs::aLowWindowSparesConcurrency() {
  Stage stage;
  QVERIFY(stage.ready());
  Track* track = stage.track(u"scaling_concurrency"_s);
  QVERIFY(track->isVisible());
  TrackStack stack(track->plot());
  auto* own = stack.findChild<ConcurrencyTrack*>();
  // Ruler, graphs and so many lanes: one pixel decides.
  const int least = 24 + 116 + 44 + 60 + 72 + 44 + TrackStack::kLanesLeast * 18;
  stack.resize(1200, least);
  stack.show();
  QVERIFY(!own->isHidden());
  stack.resize(1200, least - 1);
  QTRY_VERIFY(own->isHidden());
  QVERIFY(stack.lanes()->height() > TrackStack::kLanesLeast * 18);
}

void TestScalingGraphs::theFocusHidesNoThinRow() {
  Stage stage;
  QVERIFY(stage.ready());
  LaneDeltas d(kFn);
  for (InstanceId id = 1; id <= 65; ++id) d.to(id, InstanceState::Starting, s(1)).to(id, InstanceState::Busy, s(2), id);
  stage.backend.push(d.now(s(40)).take());
  stage.history(s(30));
  QTRY_COMPARE(stage.lanes()->layoutNow().rowHeight, 6);
  QVERIFY(QTest::qWaitForWindowActive(&stage.view));
  const auto firstRow = [&] {
    const QRect plot = stage.lanes()->plotRect();
    return stage.lanes()->grab(QRect(plot.left(), 0, plot.width(), 6)).toImage();
  };
  stage.track(u"scaling_memory"_s)->setFocus();
  QTRY_VERIFY(!stage.lanes()->hasFocus());
  const QImage without = firstRow();
  const QImage gutter = stage.lanes()->grab(QRect(0, 0, 60, 60)).toImage();
  stage.lanes()->setFocus();
  QTRY_VERIFY(stage.lanes()->hasFocus());
  QCOMPARE(firstRow(), without);
  QVERIFY(stage.lanes()->grab(QRect(0, 0, 60, 60)).toImage() != gutter);  // and is seen
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  TestScalingGraphs test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_scalinggraphs.moc"
