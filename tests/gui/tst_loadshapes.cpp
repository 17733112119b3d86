// SPDX-License-Identifier: GPL-3.0-or-later
// Loads drawn by hand, replays of what was recorded, and the comparison of two runs, through the Test view.
#include "models/functionmodel.h"
#include "models/logstore.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/test/curveeditor.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/historylist.h"
#include "widgets/test/loadcompare.h"
#include "widgets/test/recording.h"
#include "widgets/test/testview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QPushButton>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TstLoadShapes final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void init() {
    m_backend = std::make_unique<FakeBackend>(false);
    m_hub = std::make_unique<ModelHub>(*m_backend);
    m_view = std::make_unique<TestView>(*m_hub);
    m_view->resize(1200, 700);
    m_view->show();
    m_backend->start();
    QTRY_VERIFY(m_hub->functions().rowCount() > 0);
    m_fn = m_backend->idOf(u"hello-event"_s);
    m_hub->selection().setFunction(m_fn);
    QTRY_VERIFY(m_view->eventPane().ready());
    bar().setMode(FireBar::Mode::Load);
  }
  void cleanup() {
    m_view.reset();
    m_hub.reset();
    m_backend.reset();
  }

  void drawsWithTheMouse() {
    shape(LoadShape::Drawn);
    auto* curve = m_view->findChild<CurveEditor*>(u"test_load_curve"_s);
    QVERIFY(curve->isVisible());
    const int right = curve->width() - 6, low = curve->height() - 6, high = 10;
    QTest::mousePress(curve, Qt::LeftButton, {}, {6, high});
    QTest::mouseMove(curve, {curve->width() / 2, low});
    QTest::mouseMove(curve, {right, high});
    QTest::mouseRelease(curve, Qt::LeftButton, {}, {right, high});
    m_view->fire();
    QCOMPARE(m_backend->loads.size(), 1U);
    const LoadSpec& spec = m_backend->loads.front();
    QVERIFY(spec.shape == LoadShape::Drawn && spec.curve);
    QCOMPARE(spec.curve->size(), size_t(CurveEditor::kPoints));
    QVERIFY(spec.curve->front() > 0.9F && spec.curve->back() > 0.9F);
    QVERIFY((*spec.curve)[CurveEditor::kPoints / 2] < 0.1F);
    QCOMPARE(*std::max_element(spec.curve->begin(), spec.curve->end()), 1.0F);
  }

  void drawsWithTheKeyboard() {
    shape(LoadShape::Drawn);
    auto* curve = m_view->findChild<CurveEditor*>(u"test_load_curve"_s);
    curve->setCurve({1, 1});
    curve->setFocus();
    QTest::keyClick(curve, Qt::Key_Home);
    for (int i = 0; i < 3; ++i) QTest::keyClick(curve, Qt::Key_Right);
    for (int i = 0; i < 4; ++i) QTest::keyClick(curve, Qt::Key_PageDown);
    QCOMPARE(curve->current(), 3);
    QCOMPARE(curve->curve()[3], 0.0F);
    QCOMPARE(curve->curve()[4], 1.0F);
    QTest::keyClick(curve, Qt::Key_Up);
    QVERIFY(std::abs(curve->curve()[3] - 0.05F) < 1e-5F);
    QVERIFY(curve->paintedValue().contains(u"5 %"_s));
    QTest::keyClick(curve, Qt::Key_End);
    QTest::keyClick(curve, Qt::Key_Right);  // one past the last stays there
    QCOMPARE(curve->current(), CurveEditor::kPoints - 1);
  }

  void replaysTheRangeWithItsGaps() {
    const TimeUs t0 = kFakeNow;
    LaneDeltas d(m_fn);
    d.invocation(1, 1, t0, t0 + 100'000).invocation(2, 1, t0 + 2'000'000, t0 + 2'100'000).invocation(3, 1, t0 + 2'500'000, t0 + 9'000'000).invocation(4, 1, t0 + 20'000'000, t0 + 20'100'000);
    m_backend->push(d.now(t0 + 30'000'000).take());
    QTRY_COMPARE(m_hub->series().finished(m_fn).size(), 4U);
    m_hub->time().setRange(t0 - 1000, t0 + 3'000'000);  // of acceptance: the third one ended long after
    shape(LoadShape::Replay);
    QVERIFY(m_view->findChild<Label*>(u"test_load_span"_s)->text().contains(u"3 event"_s));
    m_view->findChild<NumberField*>(u"test_load_speed"_s)->setValue(10);
    m_view->fire();
    QCOMPARE(m_backend->loads.size(), 1U);
    const LoadSpec& spec = m_backend->loads.front();
    QCOMPARE(spec.count, 3);
    QCOMPARE(spec.speed, 10.0);
    QVERIFY(std::abs(loadDueSeconds(spec, 1) - 0.2) < 1e-9 && std::abs(loadDueSeconds(spec, 2) - 0.25) < 1e-9);
    QCOMPARE((*spec.recorded)[2].invocation, InvocationId(3));
    QCOMPARE(spec.payload, m_view->eventPane().payload());
  }

  void aRetriedEventIsReplayedOnce() {
    const TimeUs t0 = kFakeNow;
    LaneDeltas d(m_fn);
    d.invocation(1, 1, t0, t0 + 100'000, 430).invocation(2, 1, t0, t0 + 61'000'000);
    EngineDelta delta = d.now(t0 + 70'000'000).take();
    delta.invocations[1].requestId = delta.invocations[0].requestId;
    delta.invocations[1].retryNum = 1;
    m_backend->push(delta);
    QTRY_COMPARE(m_hub->series().finished(m_fn).size(), 2U);
    const Recording found = recordedIn(*m_hub, m_fn, t0, t0 + 1'000'000);
    QVERIFY(found.arrivals);
    QCOMPARE(found.arrivals->size(), 1U);
    QVERIFY(!recordedIn(*m_hub, m_fn, t0 + 1, t0 + 1'000'000).arrivals);
  }

  void nothingRecordedCantBeFired() {
    shape(LoadShape::Replay);
    auto* fire = m_view->findChild<QPushButton*>(u"test_fire"_s);
    QVERIFY(!fire->isEnabled());
    QVERIFY(fire->toolTip().contains(u"Nothing was recorded"_s));
    shape(LoadShape::Ramp);
    QVERIFY(fire->isEnabled());
  }

  void comparesTwoRuns() {
    const auto run = [this](uint32_t number, int failed, int64_t p99) {
      LoadProgress p;
      p.run = number;
      p.function = m_fn;
      p.spec.count = p.sent = 100;
      p.startedAt = kFakeNow - 60'000'000 + number * 10'000'000;
      p.endedAt = p.startedAt + 5'000'000;
      p.failed = failed;
      p.succeeded = 100 - failed;
      p.p99Us = p99;
      p.byCode = {{200, 100 - failed}};
      if (failed) p.byCode[430] = failed;
      return p;
    };
    EngineDelta delta;
    delta.now = kFakeNow + 1000;
    delta.loads = {run(1, 0, 100'000), run(2, 10, 150'000)};
    m_backend->push(delta);
    QTRY_COMPARE(m_view->history().model().rowCount(), 2);
    HistoryView& list = m_view->history().view();
    list.setFocus();
    list.setCurrentIndex(list.model()->index(1, 0));
    QTest::keyClick(&list, Qt::Key_C);
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(&list, Qt::Key_C);
    auto* dialog = m_view->findChild<LoadCompare*>();
    QVERIFY(dialog && dialog->isVisible());
    const QList<Row> rows = LoadCompare::rowsOf(m_hub->loads().at(1), m_hub->loads().at(2));
    const auto changeOf = [&rows](const QString& key) {
      for (const Row& row : rows)
        if (row.key == key) return row.cells[3].text;
      return u"none"_s;
    };
    QCOMPARE(changeOf(u"p99"_s), u"+50.0 %"_s);
    QCOMPARE(changeOf(u"Failed"_s), u"+10"_s);
    QCOMPARE(changeOf(u"Succeeded"_s), u"\u221210.0 %"_s);
    QCOMPARE(changeOf(u"Shape"_s), QString());
    dialog->close();
  }

 private:
  FireBar& bar() { return m_view->eventPane().fireBar(); }
  void shape(LoadShape wanted) { m_view->findChild<ComboField*>(u"test_load_shape"_s)->setCurrentIndex(int(wanted)); }
  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<FakeBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  std::unique_ptr<TestView> m_view;
  FunctionId m_fn = 0;
};

QTEST_MAIN(TstLoadShapes)
#include "tst_loadshapes.moc"
