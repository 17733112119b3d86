// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "models/series.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "tests/gui/scalingstage.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/scaling/instancestrack.h"
#include "widgets/scaling/invocationinspector.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/scaling/rulertrack.h"
#include "widgets/scaling/scalingview.h"
#include "widgets/scaling/tabledialog.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

using Stage = ScalingStage;

class TestScalingView final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void statesHaveTheirColours();
  void clickOnARunSelectsIt();
  void clickOnAStartSelectsItsRun();
  void dragMovesTheCursorIntoHistory();
  void dragToTheRightEdgeIsLive();
  void nothingChangesNothingPaints();
  void theDistanceOfTheCursorGrows();
  void theLogOpensInLogs();
  void thePastIsNotPaintedAgain();
  void hiddenPaintsNothing();
  void failuresAndColdStartsByKey();
  void timeKeys();
  void wheelZoomsAtThePointer();
  void rowsGetThinOver64();
  void lanesAreGroupedOver400();
  void sortsByBusyAndState();
  void tableHasTheNumbers();
  void describesItself();
  void inspectorTellsReasons();
  void functionComboFollowsSelection();
  void emptyWindowSaysSo();
};

void TestScalingView::init() {
  Theme::current().setScheme(Scheme::Dark);
}

void TestScalingView::statesHaveTheirColours() {
  for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
    Theme::current().setScheme(scheme);
    Stage stage;
    QVERIFY(stage.ready());
    stage.story();
    stage.history(s(50));
    const Colors& c = Theme::current().colors();
    const QImage image = stage.lanes()->grab().toImage();
    const auto pixel = [&](double second, int row, int dy = 0) {
      return image.pixelColor(stage.at(s(second), row) + QPoint(0, dy));
    };
    QCOMPARE(pixel(6, 0), c.state.init);
    QCOMPARE(pixel(6, 0, -6), c.state.initOutline);
    QCOMPARE(pixel(11.3, 0), c.state.busy);
    QCOMPARE(pixel(11.3, 0, -6), c.state.busy);
    QCOMPARE(pixel(17, 0), c.state.idle);
    QCOMPARE(pixel(17, 0, 4), c.surface.track);   // idle is 4 high
    QCOMPARE(pixel(32, 0), c.state.failed);
    QCOMPARE(pixel(32, 0, -8), c.state.failed);   // failed is 16 high
    QCOMPARE(pixel(11.3, 0, -8), c.surface.track);  // busy is 12 high
    QSet<QRgb> hatch, dashes;
    for (int dx = 0; dx < 17; ++dx) hatch.insert(image.pixel(stage.at(s(1), 0) + QPoint(dx, 0)));
    for (int dx = 0; dx < 12; ++dx) dashes.insert(image.pixel(stage.at(s(25), 0) + QPoint(dx, 0)));
    QVERIFY(hatch.contains(c.state.starting.rgb()) && hatch.contains(c.state.startingHatch.rgb()));
    QCOMPARE(dashes, (QSet<QRgb>{c.state.frozen.rgb(), c.surface.track.rgb()}));
    QCOMPARE(pixel(47, 0), c.surface.track);  // reclaimed: nothing
  }
}

void TestScalingView::clickOnARunSelectsIt() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(50));
  for (const InvocationId id : {9, 10, 11}) {
    QTest::mouseClick(stage.lanes(), Qt::LeftButton, {}, stage.at(s(2.5 + static_cast<double>(id)), 1));
    QCOMPARE(stage.hub.selection().invocation(), id);
    QCOMPARE(stage.hub.selection().instance(), InstanceId(2));
  }
  QVERIFY(!stage.hub.time().live());
  QCOMPARE(stage.hub.time().cursor(), s(50));  // selecting does not move time
  const auto place = stage.lanes()->placeAt(stage.at(s(33), 0));
  QVERIFY(place && place->span->failed);
  QVERIFY(!stage.lanes()->placeAt(stage.at(s(50), 0)));
}

void TestScalingView::clickOnAStartSelectsItsRun() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.hub.time().setSpan(80'000'000);  // the start lies well inside
  stage.history(s(50));
  QTest::mouseClick(stage.lanes(), Qt::LeftButton, {}, stage.at(s(2), 0));
  QCOMPARE(stage.hub.selection().invocation(), InvocationId(7));
  // Its outline begins at the start that it paid for.
  const QImage image = stage.lanes()->grab().toImage();
  int bright = 0;
  for (int dx = -4; dx <= 0; ++dx) {
    bright += image.pixelColor(stage.at(s(0), 0) + QPoint(dx, 0)).lightness() > 150;
  }
  QVERIFY(bright >= 1);
}

void TestScalingView::dragMovesTheCursorIntoHistory() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.settle();
  QSignalSpy mode(&stage.hub.time(), &TimeState::modeChanged);
  Track* track = stage.track(u"scaling_instances"_s);
  const QPoint from(600, 50), to(700, 50);
  QTest::mousePress(track, Qt::LeftButton, {}, from);
  QTest::mouseMove(track, from + QPoint(10, 0));
  QTest::mouseMove(track, to);
  const TimeUs wanted = track->plot().scale().timeAt(to.x());
  QTest::mouseRelease(track, Qt::LeftButton, {}, to);
  QCOMPARE(mode.size(), 1);
  QVERIFY(!stage.hub.time().live());
  QCOMPARE(stage.hub.time().cursor(), wanted);
  QTest::keyClick(track, Qt::Key_L);
  QVERIFY(stage.hub.time().live());
}

void TestScalingView::dragToTheRightEdgeIsLive() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(59));
  Track* track = stage.track(u"scaling_instances"_s);
  track->plot().setCursorAt(track->plotRect().right() + 1);
  QVERIFY(stage.hub.time().live());
}

void TestScalingView::nothingChangesNothingPaints() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(50));
  Track* ruler = stage.track(u"scaling_ruler"_s);  // says how far back the view is, which grows
  QList<QWidget*> tracks;
  for (Track* track : stage.view.findChildren<Track*>())
    if (track != ruler) tracks.append(track);
  QCOMPARE(tracks.size(), 6);
  QTRY_VERIFY(stage.lanes()->renders() > 0);
  stage.settle();
  PaintCount count(tracks);
  QSignalSpy ticks(&stage.hub.time(), &TimeState::nowChanged);
  QVERIFY(ticks.wait());  // time goes on, the view does not
  stage.settle();
  QCOMPARE(count.all(), 0);
  stage.hub.time().setCursor(s(49));
  stage.settle();
  QCOMPARE(count.all(), 6);  // and a moved cursor paints each once
}

void TestScalingView::theDistanceOfTheCursorGrows() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(50));
  stage.settle();
  PaintCount count({stage.track(u"scaling_ruler"_s)});
  stage.backend.push(LaneDeltas(kFn).now(s(75)).take());
  QTRY_VERIFY(stage.hub.time().now() >= s(75));
  QTRY_VERIFY(count.all() > 0);
}

void TestScalingView::theLogOpensInLogs() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.view.setFunction(kFn);
  QSignalSpy wanted(&stage.view, &ScalingView::logsWanted);
  auto* open = stage.find<QPushButton>(u"scaling_open_logs"_s);
  QVERIFY(open && open->isVisible());
  open->click();
  QCOMPARE(wanted.size(), 1);
  QCOMPARE(wanted.at(0).at(0).toUInt(), kFn);
}

void TestScalingView::thePastIsNotPaintedAgain() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.backend.push(LaneDeltas(kFn).now(s(120)).take());
  stage.hub.time().setCursor(s(50));
  stage.hub.time().pan(-30'000'000);
  stage.settle();
  const int renders = stage.lanes()->renders();
  PaintCount count({stage.lanes(), stage.track(u"scaling_instances"_s)});
  for (int i = 0; i < 5; ++i) {
    LaneDeltas d(kFn);
    d.to(static_cast<InstanceId>(100 + i), InstanceState::Starting, s(121 + i));
    stage.backend.push(d.take());
    stage.settle();
  }
  QCOMPARE(count.all(), 0);
  QCOMPARE(stage.lanes()->renders(), renders);
}

void TestScalingView::hiddenPaintsNothing() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.settle();
  stage.view.hide();
  const int renders = stage.lanes()->renders();
  QVERIFY(!stage.lanes()->plot().shown());
  LaneDeltas d(kFn);
  d.to(5, InstanceState::Starting, s(61));
  stage.backend.push(d.take());
  stage.settle();
  QCOMPARE(stage.lanes()->renders(), renders);
}

void TestScalingView::failuresAndColdStartsByKey() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(5));
  QTest::keyClick(stage.lanes(), Qt::Key_BracketRight);
  QCOMPARE(stage.hub.time().cursor(), s(30));
  QCOMPARE(stage.hub.selection().invocation(), InvocationId(8));
  QTest::keyClick(stage.lanes(), Qt::Key_BracketRight);  // there is no other
  QCOMPARE(stage.hub.time().cursor(), s(30));
  QTest::keyClick(stage.lanes(), Qt::Key_BraceLeft, Qt::ShiftModifier);
  QCOMPARE(stage.hub.time().cursor(), s(10));
  QCOMPARE(stage.hub.selection().instance(), InstanceId(2));
  QTest::keyClick(stage.lanes(), Qt::Key_BraceLeft, Qt::ShiftModifier);
  QCOMPARE(stage.hub.time().cursor(), s(0));
  QVERIFY(!findFailure(stage.hub.timeline(), kFn, s(30), -1));
  QVERIFY(findFailure(stage.hub.timeline(), 0, s(31), -1));
}

void TestScalingView::timeKeys() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(40));
  Track* track = stage.track(u"scaling_latency"_s);
  QTest::keyClick(track, Qt::Key_Left);
  QCOMPARE(stage.hub.time().cursor(), s(39));
  QTest::keyClick(track, Qt::Key_Right, Qt::ShiftModifier);
  QCOMPARE(stage.hub.time().cursor(), s(39.1));
  QTest::keyClick(track, Qt::Key_Left, Qt::ControlModifier);
  QCOMPARE(stage.hub.time().cursor(), s(36));
  const TimeUs span = stage.hub.time().span();
  QTest::keyClick(track, Qt::Key_Plus);
  QVERIFY(stage.hub.time().span() < span);
  QTest::keyClick(track, Qt::Key_Space);
  QVERIFY(stage.hub.time().live());
  QTest::keyClick(track, Qt::Key_0);
  QVERIFY(stage.hub.time().span() >= s(60) - s(0));
}

void TestScalingView::wheelZoomsAtThePointer() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(50));
  Track* track = stage.lanes();
  const QPointF at(700, 40);
  const TimeUs before = track->plot().scale().timeAt(at.x());
  QWheelEvent event(at, track->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(track, &event);
  QVERIFY(stage.hub.time().span() < 60'000'000);
  QVERIFY(std::abs(track->plot().scale().timeAt(at.x()) - before) <= 2 * track->plot().scale().usPerColumn);
  const TimeUs end = stage.hub.time().viewEnd();
  QWheelEvent pan(at, track->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::ShiftModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(track, &pan);
  QVERIFY(stage.hub.time().viewEnd() < end);
}

namespace {
void pushLanes(Stage& stage, int lanes) {
  LaneDeltas d(kFn);
  for (int i = 0; i < lanes; ++i) {
    d.to(static_cast<InstanceId>(i + 1), InstanceState::Starting, s(0) + i);
    d.to(static_cast<InstanceId>(i + 1), i % 2 ? InstanceState::Idle : InstanceState::Busy, s(1), static_cast<InvocationId>(i + 1));
  }
  stage.backend.push(d.now(s(30)).take());
}
}  // namespace

void TestScalingView::rowsGetThinOver64() {
  for (const auto& [lanes, height] : {std::pair(64, 18), std::pair(65, 6)}) {
    Stage stage;
    QVERIFY(stage.ready());
    pushLanes(stage, lanes);
    stage.settle();
    QCOMPARE(stage.lanes()->layoutNow().lanes, lanes);
    QCOMPARE(stage.lanes()->layoutNow().rowHeight, height);
    QCOMPARE(stage.lanes()->layoutNow().height, lanes * height);
  }
  QCOMPARE(lanerules::rowHeight(20, 20 * 24), 24);
  QCOMPARE(lanerules::rowHeight(20, 20 * 24 - 1), 18);
  QCOMPARE(lanerules::rowHeight(21, 20 * 24), 18);
}

void TestScalingView::lanesAreGroupedOver400() {
  Stage stage;
  QVERIFY(stage.ready());
  pushLanes(stage, 400);
  stage.settle();
  QVERIFY(!stage.lanes()->grouped());
  auto* group = stage.find<QAbstractButton>(u"scaling_group"_s);
  QTRY_VERIFY(group->isVisible());
  LaneDeltas d(kFn);
  d.to(401, InstanceState::Starting, s(31));
  stage.backend.push(d.take());
  stage.settle();
  QTRY_VERIFY(stage.lanes()->grouped());
  const LaneLayout& layout = stage.lanes()->layoutNow();
  QCOMPARE(layout.rows.size(), size_t(5));  // starting, init, busy, idle, frozen
  QCOMPARE(layout.rows[2].state, InstanceState::Busy);
  QCOMPARE(layout.rows[2].count, 200);
  QCOMPARE(layout.rows[4].count, 0);
  QTest::mouseClick(stage.lanes(), Qt::LeftButton, {}, QPoint(60, 2 * 24 + 12));
  QCOMPARE(stage.lanes()->layoutNow().rows.size(), size_t(205));
  QTRY_VERIFY(group->isChecked());
  group->click();
  QCOMPARE(stage.lanes()->layoutNow().rows.size(), size_t(401));  // thin rows stay available
  QCOMPARE(stage.lanes()->layoutNow().rowHeight, 6);
}

void TestScalingView::sortsByBusyAndState() {
  Stage stage;
  QVERIFY(stage.ready());
  LaneDeltas d(kFn);
  d.to(1, InstanceState::Starting, s(0)).to(1, InstanceState::Busy, s(1), 1).to(1, InstanceState::Idle, s(2));
  d.to(2, InstanceState::Starting, s(3)).to(2, InstanceState::Busy, s(4), 2);
  d.to(3, InstanceState::Starting, s(5)).to(3, InstanceState::Busy, s(6), 3).to(3, InstanceState::Frozen, s(9));
  stage.backend.push(d.now(s(20)).take());
  stage.history(s(15));
  const auto order = [&] {
    QList<InstanceId> ids;
    for (const LaneRow& row : stage.lanes()->layoutNow().rows) ids.append(row.lane->instance);
    return ids;
  };
  QCOMPARE(order(), (QList<InstanceId>{1, 2, 3}));
  stage.lanes()->setSort(LaneSort::Busiest);
  QCOMPARE(order(), (QList<InstanceId>{2, 3, 1}));
  stage.lanes()->setSort(LaneSort::State);
  QCOMPARE(order(), (QList<InstanceId>{2, 1, 3}));
}

void TestScalingView::tableHasTheNumbers() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(33));
  const TableData lanes = stage.lanes()->table();
  QCOMPARE(lanes.rows.size(), 2);
  QCOMPARE(lanes.rows[0][5], u"2"_s);   // runs
  QCOMPARE(lanes.rows[0][6], u"1"_s);   // failed
  QCOMPARE(lanes.rows[0][7], u"12000"_s);
  QVERIFY(lanes.rows[0][9].contains(u"keep-alive"_s));
  stage.lanes()->setFocus();
  QTest::keyClick(stage.lanes(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
  auto* dialog = stage.find<TableDialog>(u"scaling_table_dialog"_s);
  QTRY_VERIFY((dialog = stage.find<TableDialog>(u"scaling_table_dialog"_s)) != nullptr);
  dialog->copyCsv();
  QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Instance,Function,State"_s));
  dialog->close();
}

void TestScalingView::describesItself() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(33));
  QAccessibleInterface* lanes = QAccessible::queryAccessibleInterface(stage.lanes());
  QVERIFY(lanes);
  QCOMPARE(lanes->role(), QAccessible::Table);
  QVERIFY(lanes->text(QAccessible::Description).startsWith(u"2 instance"_s));
  QAccessibleInterface* graph = QAccessible::queryAccessibleInterface(stage.track(u"scaling_instances"_s));
  QCOMPARE(graph->role(), QAccessible::Chart);
  QCOMPARE(graph->text(QAccessible::Name), u"Instances"_s);
  QVERIFY2(graph->text(QAccessible::Value).startsWith(u"2 at "_s), qPrintable(graph->text(QAccessible::Value)));
  QVERIFY(graph->text(QAccessible::Value).contains(u"1 busy"_s));
  QCOMPARE(QAccessible::queryAccessibleInterface(stage.track(u"scaling_ruler"_s))->role(), QAccessible::Slider);
}

void TestScalingView::inspectorTellsReasons() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.story();
  stage.history(s(50));
  QTest::mouseClick(stage.lanes(), Qt::LeftButton, {}, stage.at(s(10), 0));
  auto* inspector = stage.find<InvocationInspector>(u"scaling_inspector"_s);
  const auto has = [inspector](const QString& part) {
    for (const QLabel* label : inspector->findChildren<QLabel*>()) {
      if (label->isVisible() && label->text().contains(part)) return true;
    }
    return false;
  };
  QVERIFY(has(u"00000007-0000"_s));
  QVERIFY(has(u"no idle instance"_s));
  QVERIFY(has(u"keep-alive is 8 s"_s));
  QTest::mouseClick(stage.lanes(), Qt::LeftButton, {}, QPoint(60, 27));  // the second lane's name
  QCOMPARE(stage.hub.selection().instance(), InstanceId(2));
  QVERIFY(has(instanceName(2)));
}

void TestScalingView::functionComboFollowsSelection() {
  Stage stage;
  QVERIFY(stage.ready());
  auto* combo = stage.find<QComboBox>(u"scaling_function"_s);
  QTRY_COMPARE(combo->count(), 2);
  QCOMPARE(combo->currentData().toUInt(), 0U);
  const FunctionId id = stage.backend.idOf(u"hello-event"_s);
  stage.hub.selection().setFunction(id);
  QCOMPARE(stage.view.function(), id);
  QCOMPARE(combo->currentData().toUInt(), id);
}

void TestScalingView::emptyWindowSaysSo() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.settle();
  QCOMPARE(stage.lanes()->paintedValue(), u"No instance in this window"_s);
  const QImage image = stage.lanes()->grab().toImage();
  const QRect text(180, 8, 200, 20);
  bool drawn = false;
  for (int x = text.left(); x < text.right() && !drawn; ++x) {
    for (int y = text.top(); y < text.bottom(); ++y) {
      drawn = drawn || image.pixelColor(x, y).lightness() > 100;
    }
  }
  QVERIFY(drawn);
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  TestScalingView test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_scalingview.moc"
