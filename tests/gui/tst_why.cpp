// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decisionhistory.h"
#include "models/selection.h"
#include "models/series.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/label.h"
#include "widgets/controls/metric.h"
#include "widgets/scaling/invocationinspector.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/scaling/rangepanel.h"
#include "widgets/scaling/stripoverview.h"
#include "widgets/scaling/whycard.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Stage {
  Stage() : backend(true), hub(backend), window(std::make_unique<MainWindow>(hub)) {
    backend.withHistory();
    window->resize(1440, 900);
    window->show();
    QSignalSpy first(&hub, &ModelHub::firstDelta);
    backend.start();
    if (first.isEmpty()) first.wait();
    window->openFunction(backend.idOf(u"thumbnail"_s));
  }
  template <typename T>
  T* part(const QString& name) {
    return window->findChild<T*>(name);
  }
  FakeBackend backend;
  ModelHub hub;
  std::unique_ptr<MainWindow> window;
};

Decision decision(const QString& kind, const QString& rule, const QString& limit) {
  Decision d;
  d.kind = kind;
  d.rule = rule;
  d.limit = limit;
  d.inputs = u"executing 1,024 MB + 128 MB of 128,000 MB"_s;
  d.instance = 3;
  d.at = kFakeNow;
  return d;
}

}  // namespace

/// Why the engine decided so, and a stretch of time with its figures.
class TestWhy final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void everyDecisionHasASentenceAndItsSetting() {
    const auto words = WhyWords::of(decision(u"reject"_s, u"account quota"_s, u"accountMemoryMb"_s), nullptr);
    QCOMPARE(words.title, u"Event refused"_s);
    QVERIFY(words.rule.contains(u"432"));
    QCOMPARE(words.inputs, u"Executing 1,024 MB + 128 MB of 128,000 MB"_s);
    QVERIFY(words.place == WhyWords::Place::Settings);
    QCOMPARE(words.field, u"accountMemoryMb"_s);
    // The same rule of an event that is tried again is no refusal.
    QVERIFY(!WhyWords::of(decision(u"retry"_s, u"account quota"_s, u"accountMemoryMb"_s), nullptr).rule.contains(u"432"));
    // A function's own value is what to change.
    FunctionInfo fn;
    const Decision stop = decision(u"stop"_s, u"keep-alive"_s, u"keepAliveSeconds"_s);
    QVERIFY(WhyWords::of(stop, &fn).place == WhyWords::Place::Settings);
    fn.overrides.keepAliveSeconds = 15;
    QVERIFY(WhyWords::of(stop, &fn).place == WhyWords::Place::Configuration);
    QVERIFY(WhyWords::of(decision(u"wait"_s, u"instance limit"_s, u"maxInstances"_s), nullptr).place == WhyWords::Place::None);
    // A rule the window does not know is said as the engine says it.
    QCOMPARE(WhyWords::of(decision(u"start"_s, u"a new rule"_s, {}), &fn).rule, u"a new rule"_s);
  }

  void theStartOfALaneLeadsToTheSettingThatDecided() {
    Stage stage;
    stage.window->showView(MainWindow::View::Scaling);
    const Decision* start = nullptr;
    for (const Decision& d : stage.hub.decisions().decisions())
      if (d.kind == u"start" && d.limit == u"accountMemoryMb" && stage.hub.timeline().lane(d.instance)) start = &d;
    QVERIFY(start);
    auto* inspector = stage.part<InvocationInspector>(u"scaling_inspector"_s);
    QVERIFY(inspector);
    stage.hub.selection().setInvocation(0);
    stage.hub.selection().setInstance(start->instance);
    auto* ask = stage.part<QPushButton>(u"scaling_ask_why"_s);
    QTRY_VERIFY(ask->isVisible());
    ask->click();
    QVERIFY(inspector->why().isVisible());
    QCOMPARE(inspector->why().decision().instance, start->instance);
    QVERIFY(!stage.part<Label>(u"why_rule"_s)->text().isEmpty());
    auto* change = stage.part<QPushButton>(u"why_change"_s);
    QVERIFY(change->isVisible());
    change->click();
    QCOMPARE(stage.window->view(), MainWindow::View::Settings);
    auto* field = stage.part<QWidget>(u"settings_accountMemory"_s);
    QVERIFY(field && field->isVisible());
    QVERIFY(field == stage.window->focusWidget() || field->isAncestorOf(stage.window->focusWidget()));
    // Something else is selected: the reasons make room for it.
    stage.window->showView(MainWindow::View::Scaling);
    stage.hub.selection().setInstance(start->instance == 1 ? 2 : 1);
    QVERIFY(!inspector->why().isVisible());
  }

  void clickingACrossSaysWhyItWentAndAStartWhyItCame() {
    Stage stage;
    stage.window->showView(MainWindow::View::Scaling);
    auto* lanes = stage.part<LaneArea>(u"scaling_lanes"_s);
    QVERIFY(lanes);
    const Lane* gone = nullptr;
    const FunctionId fn = stage.hub.selection().function();
    for (const auto& lane : stage.hub.timeline().lanes())
      if (lane->function == fn && lane->gone && stage.hub.decisions().stopOf(lane->instance)) gone = lane.get();
    QVERIFY(gone);
    stage.hub.time().setRange(gone->gone - 20'000'000, gone->gone + 20'000'000);
    stage.hub.time().showRange();
    stage.hub.time().clearRange();
    QTRY_VERIFY(lanes->layoutNow().rowOf(gone->instance) >= 0);
    lanes->showInstance(gone->instance);
    QApplication::processEvents();
    const int row = lanes->layoutNow().rowOf(gone->instance);
    const LaneRow& at = lanes->layoutNow().rows[static_cast<size_t>(row)];
    const int x = static_cast<int>(lanes->plot().scale().x(gone->gone));
    QVERIFY(lanes->plotRect().contains(x, lanes->rect().center().y()));
    auto* inspector = stage.part<InvocationInspector>(u"scaling_inspector"_s);
    // Where the row lies after scrolling.
    bool said = false;
    for (int y = 0; y < lanes->height() && !said; y += 3) {
      QTest::mouseClick(lanes, Qt::LeftButton, {}, QPoint(x, y));
      said = inspector->why().isVisible() && inspector->why().decision().kind == u"stop" && inspector->why().decision().instance == gone->instance;
    }
    QVERIFY2(said, qPrintable(QString::number(at.top)));
  }

  void aRangeOfTheStripHasItsFigures() {
    Stage stage;
    auto* strip = stage.part<StripOverview>(u"strip_overview"_s);
    auto* panel = stage.part<RangePanel>(u"range_panel"_s);
    QVERIFY(strip && panel && !panel->isVisible());
    QTRY_VERIFY(!strip->empty());
    const QPoint from(strip->width() / 2, 20), to(strip->width() - 40, 20);
    QTest::mousePress(strip, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(strip, from + QPoint(30, 0));
    QMouseEvent move(QEvent::MouseMove, QPointF(to), strip->mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
    QApplication::sendEvent(strip, &move);
    QTest::mouseRelease(strip, Qt::LeftButton, Qt::ShiftModifier, to);
    QVERIFY(stage.hub.time().hasRange());
    QVERIFY(stage.hub.time().live());
    QVERIFY(panel->isVisible());
    panel->setScope(true);
    const WindowTotals all = stage.hub.series().totals(0, stage.hub.time().rangeBegin(), stage.hub.time().rangeEnd());
    QVERIFY(all.invocations > 100);
    QCOMPARE(stage.part<Metric>(u"range_count"_s)->value().remove(u','), QString::number(all.invocations));
    const qsizetype lines = panel->csv().count('\n') - 1;
    QVERIFY2(lines >= all.invocations && lines <= all.invocations + all.throttled, qPrintable(QString::number(lines)));
    QVERIFY(panel->csv().startsWith("time,total_ms,"));
    panel->setScope(false);
    QCOMPARE(panel->function(), stage.hub.selection().function());
    QVERIFY(panel->fileName().startsWith(u"thumbnail-"));
    // In Scaling, and away again.
    stage.part<QPushButton>(u"range_show"_s)->click();
    QCOMPARE(stage.window->view(), MainWindow::View::Scaling);
    QVERIFY(stage.hub.time().viewBegin() <= stage.hub.time().rangeBegin() && stage.hub.time().viewEnd() >= stage.hub.time().rangeEnd());
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!stage.hub.time().hasRange());
    QVERIFY(!panel->isVisible());
  }

 private:
  std::unique_ptr<Theme> m_theme;
};
QTEST_MAIN(TestWhy)
#include "tst_why.moc"
