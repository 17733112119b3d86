// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/metric.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/attentionlist.h"
#include "widgets/functions/functionsdelegate.h"
#include "widgets/functions/functionstable.h"
#include "widgets/functions/functionsview.h"
#include "widgets/functions/instancesgraph.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

struct Window {
  explicit Window(bool history = true) {
    if (history) backend.withHistory();
    backend.start();
    view.resize(1376, 788);
    view.show();
  }
  bool ready() {
    return QTest::qWaitForWindowExposed(&view) && QTest::qWaitFor([this] { return hub.functions().rowCount() == 7 && hub.functions().totalsEnd() > 0; });
  }
  template <typename T>
  T* find(const QString& name) const {
    return view.findChild<T*>(name);
  }
  int rowOf(const QString& name) const {
    for (int r = 0; r < table->model()->rowCount(); ++r)
      if (table->model()->index(r, 0).data().toString() == name) return r;
    return -1;
  }
  FakeBackend backend;
  ModelHub hub{backend};
  FunctionsView view{hub};
  FunctionsTable* table = view.findChild<FunctionsTable*>();
};

}  // namespace

class TestFunctionsView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Scheme::Dark);
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void totalsAreThoseOfTheWindow() {
    Window w;
    QVERIFY(w.ready());
    const WindowTotals t = w.hub.series().totals(0, w.hub.functions().totalsBegin(), w.hub.functions().totalsEnd());
    QVERIFY(t.invocations > 5000);
    QCOMPARE(w.find<Metric>(u"functions_invocations"_s)->value(), format::count(t.invocations));
    QCOMPARE(w.find<Metric>(u"functions_throttled"_s)->value(), format::count(t.throttled));
    QCOMPARE(w.find<Metric>(u"functions_cold"_s)->value(), format::count(t.cold));
    QCOMPARE(w.find<Metric>(u"functions_succeeded"_s)->unit(), u"%"_s);
    QCOMPARE(w.find<Metric>(u"functions_latency"_s)->value(), format::milliseconds(t.latency.p99Us).value);
    QCOMPARE(w.find<Metric>(u"functions_compute"_s)->unit(), u"GB-s"_s);
    for (Metric* m : w.view.findChildren<Metric*>()) QVERIFY(!m->toolTip().isEmpty());
  }
  void beforeAnyInvocationThereIsNoRate() {
    Window w(false);
    QVERIFY(w.ready());
    QCOMPARE(w.find<Metric>(u"functions_succeeded"_s)->value(), format::none());
    QCOMPARE(w.find<Metric>(u"functions_latency"_s)->value(), format::none());
    QVERIFY(w.find<AttentionList>(u"functions_attention"_s)->items().empty());
    QVERIFY(!w.find<Chip>(u"functions_attention_count"_s)->isVisible());
    QCOMPARE(w.find<InstancesGraph>(u"functions_graph"_s)->highest(), 0);
  }
  void everyColumnIsShown() {
    Window w;
    QVERIFY(w.ready());
    int shown = 0;
    for (int c = 0; c < FunctionModel::ColumnCount; ++c) shown += w.table->isColumnHidden(c) ? 0 : 1;
    QCOMPARE(shown, int(FunctionModel::ColumnCount));
  }
  void columnsFitEveryWidth() {
    Window w;
    QVERIFY(w.ready());
    for (const int width : {1056, 1216, 1376, 2400}) {
      w.view.resize(width, 700);
      QCoreApplication::sendPostedEvents();
      QTRY_COMPARE(w.table->width(), width);
      int sum = 0;
      for (int c = 0; c < FunctionModel::ColumnCount; ++c) sum += w.table->columnWidth(c);
      QVERIFY2(sum <= w.table->viewport()->width(), qPrintable(QString::number(width)));
      QVERIFY(w.table->columnWidth(FunctionModel::Name) > 100);
    }
  }
  void filterByNameAndRuntime() {
    Window w;
    QVERIFY(w.ready());
    auto* filter = w.find<SearchField>(u"functions_filter"_s);
    w.view.focusFilter();
    QTest::keyClicks(filter, u"order"_s);
    QCOMPARE(w.table->model()->rowCount(), 2);  // order-api, settle-orders
    filter->setText(u"node.js"_s);
    QCOMPARE(w.table->model()->rowCount(), 2);  // order-api, risk-score
    filter->setText(u"zzz"_s);
    QCOMPARE(w.table->model()->rowCount(), 0);
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(w.table->model()->rowCount(), 7);
  }
  void keysOfTheFilterMoveTheTable() {
    Window w;
    QVERIFY(w.ready());
    QSignalSpy opened(&w.view, &FunctionsView::openFunction);
    w.view.focusFilter();
    auto* filter = w.find<SearchField>(u"functions_filter"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(filter, Qt::Key_Down);
    QCOMPARE(w.table->currentIndex().row(), 1);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toUInt(), w.table->currentFunction());
  }
  void enterOpensDeleteAsks() {
    Window w;
    QVERIFY(w.ready());
    QSignalSpy opened(&w.view, &FunctionsView::openFunction), asked(&w.view, &FunctionsView::deleteRequested);
    w.table->setCurrentIndex(w.table->model()->index(w.rowOf(u"settle-orders"_s), 0));
    QTest::keyClick(w.table, Qt::Key_Return);
    QTest::keyClick(w.table, Qt::Key_Delete);
    QTest::keyClick(w.table, Qt::Key_Space);
    QTest::keyClick(w.table, Qt::Key_T);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(opened[0][0].toUInt(), w.backend.idOf(u"settle-orders"_s));
    QCOMPARE(asked[0][0].toUInt(), w.backend.idOf(u"settle-orders"_s));
    QVERIFY(w.backend.deleted.empty());  // the view only asks
    QCOMPARE(w.table->currentFunction(), w.backend.idOf(u"settle-orders"_s));  // no type-ahead
  }
  void doubleClickOpens() {
    Window w;
    QVERIFY(w.ready());
    QSignalSpy opened(&w.view, &FunctionsView::openFunction);
    const QPoint at = w.table->visualRect(w.table->model()->index(w.rowOf(u"thumbnail"_s), 1)).center();
    QTest::mouseClick(w.table->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(w.table->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toUInt(), w.backend.idOf(u"thumbnail"_s));
  }
  void theCurrentRowIsTheSelectedFunction() {
    Window w;
    QVERIFY(w.ready());
    w.table->setCurrentIndex(w.table->model()->index(2, 0));
    QCOMPARE(w.hub.selection().function(), w.table->currentFunction());
    w.hub.selection().setFunction(w.backend.idOf(u"hello-event"_s));
    QCOMPARE(w.table->currentIndex().row(), w.rowOf(u"hello-event"_s));
    // Traffic must not move it.
    w.backend.advanceSeconds(3);
    QCOMPARE(w.table->currentIndex().row(), w.rowOf(u"hello-event"_s));
  }
  void newFunctionIsAskedFor() {
    Window w;
    QVERIFY(w.ready());
    QSignalSpy asked(&w.view, &FunctionsView::newFunctionRequested);
    QTest::mouseClick(w.find<DeskButton>(u"functions_new"_s), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
  }
  void attentionNamesTheWorstFirst() {
    Window w;
    QVERIFY(w.ready());
    const auto& items = w.find<AttentionList>(u"functions_attention"_s)->items();
    QVERIFY(items.size() >= 2);
    QVERIFY(items.size() <= 5);
    QCOMPARE(items[0].kind, Attention::Kind::Failing);
    QCOMPARE(items[0].function, w.backend.idOf(u"image-tag"_s));
    QVERIFY(items[0].detail.startsWith(u"430"_s));
    QCOMPARE(items[1].kind, Attention::Kind::Throttled);
    QSignalSpy log(&w.view, &FunctionsView::logRequested), timeline(&w.view, &FunctionsView::timelineRequested);
    QTest::mouseClick(w.find<DeskButton>(u"functions_attention_0"_s), Qt::LeftButton);
    QCOMPARE(log.count(), 1);
    QCOMPARE(w.hub.selection().function(), w.backend.idOf(u"image-tag"_s));
    QTest::mouseClick(w.find<DeskButton>(u"functions_attention_1"_s), Qt::LeftButton);
    QCOMPARE(timeline.count(), 1);
    QVERIFY(!w.hub.time().live());
    QCOMPARE(w.hub.time().cursor(), items[1].at);
  }
  void totalsOfADay() {
    Window w(false);
    const TimeUs now = w.backend.now();
    w.backend.secondsAnswer = [now](TimeUs begin, TimeUs end) -> Result<std::vector<SecondSample>> {
      std::vector<SecondSample> out;
      for (const int hours : {0, 5, 30}) {  // within the hour, within the day, before it
        SecondSample one;
        one.second = now / 1'000'000 - hours * 3600 - 600;
        one.function = 1;
        one.invocations = 10;
        one.failed = 1;
        one.cold = 2;
        one.throttled = 3;
        one.p99Us = 1000 * (hours + 1);
        one.computeMbMs = 1024 * 1000;
        if (one.second * 1'000'000 >= begin && one.second * 1'000'000 <= end) out.push_back(one);
      }
      return out;
    };
    QVERIFY(w.ready());
    auto* span = w.find<SegmentedControl>(u"functions_span"_s);
    QVERIFY(span);
    QCOMPARE(w.find<Metric>(u"functions_invocations"_s)->value(), u"0"_s);  // in the last 15 min
    span->setCurrentIndex(1);
    QTRY_COMPARE(w.find<Metric>(u"functions_invocations"_s)->value(), u"10"_s);
    span->setCurrentIndex(2);
    QTRY_COMPARE(w.find<Metric>(u"functions_invocations"_s)->value(), u"20"_s);
    QCOMPARE(w.find<Metric>(u"functions_throttled"_s)->value(), u"6"_s);
    QCOMPARE(w.find<Metric>(u"functions_cold"_s)->value(), u"4"_s);
    QCOMPARE(w.find<Metric>(u"functions_succeeded"_s)->value(), u"90.00"_s);
    QCOMPARE(w.find<Metric>(u"functions_compute"_s)->value(), u"2.0"_s);
    QCOMPARE(w.find<Metric>(u"functions_latency"_s)->value(), format::milliseconds(6000).value);
    span->setCurrentIndex(0);
    QCOMPARE(w.find<Metric>(u"functions_invocations"_s)->value(), u"0"_s);
  }
  void failuresAreCountedByTheirCode() {
    Window w(false);
    QVERIFY(w.ready());
    const FunctionId id = w.backend.idOf(u"image-tag"_s);
    const TimeUs from = w.backend.now();
    EngineDelta d;
    d.now = from;
    int n = 0;
    for (const int code : {status::kSuccess, status::kTimeLimit, status::kUserException, status::kTimeLimit}) {
      Invocation v;
      v.id = 900'000 + InvocationId(++n);
      v.function = id;
      v.finished = true;
      v.statusCode = code;
      v.at.accepted = v.at.entered = from - 10'000'000 + n * 1'000'000;
      v.at.left = v.at.replied = v.at.accepted + 100'000;
      d.invocations.push_back(v);
    }
    w.backend.push(d);
    w.hub.functions().refreshTotals(from - 900'000'000, from);
    const auto items = attentionOf(w.hub);
    QVERIFY(!items.empty());
    QCOMPARE(items[0].kind, Attention::Kind::Failing);
    QVERIFY2(items[0].detail.startsWith(u"433 TimeLimitReached × 2, 430 "_s), qPrintable(items[0].detail));
    QVERIFY2(items[0].detail.contains(u"3 of 3 since"_s), qPrintable(items[0].detail));
  }
  void attentionIsAtMostFive() {
    Window w;
    QVERIFY(w.ready());
    EngineDelta d;
    for (FunctionId id = 1; id <= 6; ++id) {
      FunctionInfo f = w.backend.info(id);
      f.status = FunctionStatus::UpdateFailed;
      f.statusReason = u"The folder is gone."_s;
      d.functions.push_back(f);
    }
    w.backend.push(d);
    QCOMPARE(attentionOf(w.hub, 6).size(), size_t(6));
    QCOMPARE(attentionOf(w.hub).size(), size_t(5));
    QCOMPARE(attentionOf(w.hub)[0].kind, Attention::Kind::Broken);
  }
  void aMissingInterpreterGivesItsCommand() {
    Window w(false);
    QVERIFY(w.ready());
    EngineDelta d;
    FunctionInfo f = w.backend.info(4);
    f.interpreterFound = false;
    f.installCommand = u"sudo apt-get install nodejs"_s;
    d.functions.push_back(f);
    EngineStatus s = w.hub.status();
    s.deadLetters = 1;
    d.status = s;
    w.backend.push(d);
    const auto items = attentionOf(w.hub);
    QCOMPARE(items.size(), size_t(2));
    QCOMPARE(items[0].kind, Attention::Kind::NoInterpreter);
    QVERIFY(items[0].detail.contains(f.installCommand));
    QCOMPARE(items[1].title, u"1 event in dead letters"_s);
    QCOMPARE(items[1].action, Attention::Action::Review);
    w.hub.functions().refreshTotals(w.hub.functions().totalsBegin(), w.hub.functions().totalsEnd());
    QTRY_COMPARE(w.find<AttentionList>(u"functions_attention"_s)->items().size(), size_t(2));
    QSignalSpy letters(&w.view, &FunctionsView::deadLettersRequested);
    QTest::mouseClick(w.find<DeskButton>(u"functions_attention_1"_s), Qt::LeftButton);
    QCOMPARE(letters.count(), 1);
  }
  void theGraphFollowsTheTimeline() {
    Window w;
    QVERIFY(w.ready());
    auto* graph = w.find<InstancesGraph>(u"functions_graph"_s);
    QTRY_VERIFY(graph->highest() > 10);
    QVERIFY(graph->height() >= 120);
  }
  void axes_data() {
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("top");
    QTest::addColumn<int>("step");
    QTest::newRow("nothing") << 0 << 2 << 1;
    QTest::newRow("one") << 1 << 2 << 1;
    QTest::newRow("four") << 4 << 5 << 1;
    QTest::newRow("five") << 5 << 8 << 2;
    QTest::newRow("27") << 27 << 40 << 10;
    QTest::newRow("1000") << 1000 << 1500 << 500;
    QTest::newRow("2147483") << 2147483 << 4000000 << 1000000;
  }
  void axes() {
    QFETCH(int, maximum);
    const auto [top, step] = axisFor(maximum, 5);
    QTEST(top, "top");
    QTEST(step, "step");
  }
  void bothSchemesAndScalesPaint() {
    Window w;
    QVERIFY(w.ready());
    QSet<QRgb> backgrounds;
    for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
      m_theme->setScheme(scheme);
      QCoreApplication::sendPostedEvents();
      const QImage image = w.view.grab().toImage();
      backgrounds.insert(image.pixel(image.width() / 2, 4));
      QCOMPARE(QColor(image.pixel(image.width() / 2, 4)), m_theme->colors().surface.panel);
    }
    QCOMPARE(backgrounds.size(), 2);
    m_theme->setScale(2.0);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(w.table->verticalHeader()->defaultSectionSize(), 88);
    m_theme->setScale(1.0);
    m_theme->setScheme(Scheme::Dark);
  }
  void everyControlHasANameForPeopleAndForTests() {
    Window w;
    QVERIFY(w.ready());
    for (QWidget* child : w.view.findChildren<QWidget*>()) {
      if (child->focusPolicy() == Qt::NoFocus || !child->isVisible() || child->focusProxy()) continue;
      QVERIFY2(!child->accessibleName().isEmpty(), child->metaObject()->className());
      QVERIFY2(!child->objectName().isEmpty(), child->metaObject()->className());
    }
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestFunctionsView)
#include "tst_functionsview.moc"
