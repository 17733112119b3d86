// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/numberfield.h"
#include "models/data/limits.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/metric.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/test/codeview.h"
#include "widgets/test/diffview.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/firesession.h"
#include "widgets/test/historylist.h"
#include "widgets/test/loadtally.h"
#include "widgets/test/phasebar.h"
#include "widgets/test/replyheader.h"
#include "widgets/test/replynote.h"
#include "widgets/test/replypane.h"
#include "widgets/test/replytext.h"
#include "widgets/test/testview.h"
#include "widgets/theme/theme.h"
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// The whole Test view over a backend that records what it is told.
class TstTestView final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<Theme>(); }
  void cleanupTestCase() { m_theme.reset(); }
  void init() { open(true); }
  void cleanup() {
    m_view.reset();
    m_hub.reset();
    m_backend.reset();
  }

  void firesTheExactBytesFromTheEditor() {
    const QByteArray event = "{\n\t\"a\" : 1.50,   \"ä\": \"日本\"}\n";
    editor().setBytes(event);
    editor().setFocus();
    QTRY_VERIFY(editor().hasFocus());
    QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_backend->invoked.size(), size_t(1));
    const InvokeRequest& request = m_backend->invoked[0];
    QCOMPARE(request.payload, event);
    QCOMPARE(request.function.name, u"hello-event"_s);
    QVERIFY(request.mode == InvokeMode::Sync);
    QVERIFY(request.source == Source::Console);
    QCOMPARE(editor().bytes(), event);
  }

  void firesAsync() {
    child<SegmentedControl>(u"test_invoke"_s)->segment(1)->click();
    click(u"test_fire"_s);
    QCOMPARE(m_backend->invoked.size(), size_t(1));
    QVERIFY(m_backend->invoked[0].mode == InvokeMode::Async);
    m_backend->advanceSeconds(5);
    QTRY_COMPARE(status(), u"200 Success"_s);
  }

  void neverFiresInvalidJson() {
    editor().setBytes("{\"a\": 1 \"b\": 2}");
    editor().setFocus();
    QTRY_VERIFY(editor().hasFocus());
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
      QTest::keyClick(&editor(), key, Qt::ControlModifier);
      QTest::keyClick(&editor(), key, Qt::ControlModifier | Qt::ShiftModifier);
    }
    m_view->fire();
    m_view->fireLoad();
    m_view->fireOffer();
    QVERIFY(!fireButton()->isEnabled());
    QVERIFY(fireButton()->toolTip().contains(u"not valid JSON"_s));
    QVERIFY(m_backend->invoked.empty());
    QVERIFY(m_backend->loads.empty());
    editor().setBytes("{\"a\": 1, \"b\": 2}");
    QTRY_VERIFY(fireButton()->isEnabled());
  }

  void holdsTheSizeLimits_data() {
    QTest::addColumn<bool>("async");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("fires");
    QTest::newRow("async at the limit") << true << qint64(limits::kAsyncEventBytes) << true;
    QTest::newRow("async past it") << true << qint64(limits::kAsyncEventBytes + 1) << false;
    QTest::newRow("sync at the limit") << false << qint64(limits::kSyncEventBytes) << true;
    QTest::newRow("sync past it") << false << qint64(limits::kSyncEventBytes + 1) << false;
  }
  void holdsTheSizeLimits() {
    QFETCH(bool, async);
    QFETCH(qint64, bytes);
    QFETCH(bool, fires);
    QByteArray event = "[\n";
    const QByteArray line = "\"" + QByteArray(1021, 'x') + "\",\n";
    while (event.size() + line.size() + 8 < bytes) event += line;
    event += "\"" + QByteArray(bytes - event.size() - 3, 'y') + "\"]";
    QCOMPARE(event.size(), bytes);
    m_view->eventPane().fireBar().setInvokeMode(async ? InvokeMode::Async : InvokeMode::Sync);
    editor().setBytes(event);
    m_view->fire();
    QCOMPARE(m_backend->invoked.size(), size_t(fires ? 1 : 0));
    QCOMPARE(fireButton()->isEnabled(), fires);
    if (fires) QCOMPARE(m_backend->invoked[0].payload, event);
    else QVERIFY(fireButton()->toolTip().contains(async ? u"128 KB"_s : u"6 MB"_s));
  }

  void showsTheReply() {
    m_view->fire();
    QTRY_COMPARE(status(), u"200 Success"_s);
    const Invocation* v = newest();
    QVERIFY(v);
    QCOMPARE(child<Label>(u"test_request_id"_s)->text(), QString::fromLatin1(v->requestId));
    QCOMPARE(metric(u"test_duration"_s), format::duration(v->durationUs).text());
    QCOMPARE(metric(u"test_billed"_s), format::milliseconds(v->billedMs * 1000).text());
    QCOMPARE(metric(u"test_total"_s), format::milliseconds(v->at.replied - v->at.accepted).text());
    QVERIFY(metric(u"test_memory"_s).endsWith(u"/ 128 MB"_s));
    const Phases& phases = child<PhaseBar>(u"test_phases"_s)->phases();
    QVERIFY(v->cold && phases.cold);
    QCOMPARE(phases.us[Phases::Starting], v->at.started - v->at.dispatched);
    QCOMPARE(phases.us[Phases::Init], v->at.entered - v->at.started);  // handing it over belongs to its own start
    QVERIFY(child<QWidget>(u"test_cold"_s)->isVisible());
    QVERIFY(!child<CodeView>(u"test_result"_s)->bytes().isEmpty());
    QCOMPARE(m_hub->selection().invocation(), v->id);
  }

  void growsWhileItRuns() {
    m_backend->setManual(true);
    m_view->fire();
    m_backend->advance(1000);
    QTRY_VERIFY(m_view->session().live() != nullptr);
    QVERIFY(m_view->session().running());
    QTRY_COMPARE(status(), u"Running"_s);
    const auto* bar = child<PhaseBar>(u"test_phases"_s);
    m_backend->advanceSeconds(0.05);
    QTRY_VERIFY(bar->phases().sum() > 0);
    const int64_t before = bar->phases().sum();
    m_backend->advanceSeconds(0.05);
    QTRY_VERIFY(bar->phases().sum() > before);
    QTRY_VERIFY(child<QWidget>(u"test_elapsed"_s)->isVisible());  // after 300 ms
    m_backend->advanceSeconds(5);
    QTRY_COMPARE(status(), u"200 Success"_s);
    QVERIFY(!m_view->session().running());
  }

  void saysWhyItFailed() {
    FakeProfile* profile = m_backend->activity().profile(m_fn);
    profile->failRate = 1;
    profile->failCode = status::kTimeLimit;
    m_view->fire();
    QTRY_COMPARE(status(), u"433 TimeLimitReached"_s);
    auto* note = child<ReplyNote>(u"test_error"_s);
    QVERIFY(note->isVisible());
    QCOMPARE(note->sentence(), u"The function ran longer than its timeout of 3 s. Raise the timeout in Configuration."_s);
    QSignalSpy wanted(m_view.get(), &TestView::configurationRequested);
    click(u"test_error_action"_s);
    QCOMPARE(wanted.count(), 1);
    profile->failRate = 0;
    m_view->fire();
    QTRY_COMPARE(status(), u"200 Success"_s);
    QVERIFY(!note->isVisible());
  }

  void saysWhyTheEngineRefused() {
    m_backend->failNext({u"Local.Full"_s, u"The data folder is full."_s, u"Free some space."_s});
    m_view->fire();
    QTRY_COMPARE(status(), u"Local.Full"_s);
    QCOMPARE(child<ReplyNote>(u"test_error"_s)->sentence(), u"The data folder is full. Free some space."_s);
    QVERIFY(!m_view->session().running());
  }

  void keepsAPressUntilTheEngineIsUp() {
    open(false);
    m_view->fire();
    QVERIFY(m_backend->invoked.empty());
    QCOMPARE(status(), u"Engine starting. Fires when ready."_s);
    m_backend->start();
    QTRY_VERIFY(!m_hub->functions().rowCount() == 0);
    m_hub->selection().setFunction(m_backend->idOf(u"hello-event"_s));
    QTRY_COMPARE(m_backend->invoked.size(), size_t(1));
    QTRY_COMPARE(status(), u"200 Success"_s);
  }

  void runsALoadAndStopsIt() {
    m_view->fireOffer();
    QCOMPARE(m_backend->loads.size(), size_t(1));
    const LoadSpec& spec = m_backend->loads[0];
    QCOMPARE(spec.count, 600);
    QCOMPARE(spec.peakPerSecond, 78.0);
    QVERIFY(spec.shape == LoadShape::Ramp);
    QCOMPARE(spec.payload, editor().bytes());
    QTRY_VERIFY(m_view->replyPane().showsLoad());
    m_backend->advanceSeconds(4);
    QTRY_VERIFY(fireButton()->text() == u"Stop"_s);
    QTRY_VERIFY(child<Metric>(u"test_tally_sent"_s)->value().toInt() > 0);
    QCOMPARE(child<Metric>(u"test_tally_sent"_s)->unit(), u"/ 600"_s);
    QTRY_COMPARE(m_view->history().model().rowCount(), 1);  // one row for the run, not one for each event
    m_view->fireLoad();                                     // one run at a time
    QCOMPARE(m_backend->loads.size(), size_t(1));
    QTest::keyClick(m_view.get(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(m_backend->stopped.size(), size_t(1));
    m_backend->advanceSeconds(5);
    QTRY_COMPARE(fireButton()->text(), u"Fire"_s);
    const LoadProgress* load = m_hub->lastLoad(m_fn);
    QVERIFY(load && load->stopped && load->sent < 600);
    QSignalSpy scaling(m_view.get(), &TestView::scalingRequested);
    click(u"test_show_scaling"_s);
    QCOMPARE(scaling.count(), 1);
  }

  void repeatsAtAnInterval() {
    m_view->eventPane().fireBar().setMode(FireBar::Mode::Repeat);
    child<QDoubleSpinBox>(u"test_repeat_count"_s)->setValue(7);
    child<QDoubleSpinBox>(u"test_repeat_every"_s)->setValue(0.5);
    click(u"test_fire"_s);
    QCOMPARE(m_backend->loads.size(), size_t(1));
    QCOMPARE(m_backend->loads[0].count, 7);
    QCOMPARE(m_backend->loads[0].everySeconds, 0.5);
    m_backend->advanceSeconds(0.1);
    // The first event went at once; the tally and the history call the run what it is.
    QTRY_COMPARE(child<Metric>(u"test_tally_sent"_s)->value(), u"1"_s);
    QTRY_VERIFY(m_view->history().model().rowCount() > 0);
    QVERIFY(m_view->history().model().index(0).data(Qt::AccessibleTextRole).toString().startsWith(u"Repeat of 7 events"));
    QVERIFY(fireButton()->toolTip().contains(u"repeating"));
  }
  void comparesWithTheReplyToTheSameEvent() {
    DiffView& diff = m_view->replyPane().reply().text().diff();
    m_view->fire();
    QTRY_VERIFY(m_view->replyPane().reply().shown() != 0);
    const InvocationId first = m_view->replyPane().reply().shown();
    m_view->fire();
    QTRY_VERIFY(m_view->replyPane().reply().shown() != 0 && m_view->replyPane().reply().shown() != first);
    QTRY_VERIFY(diff.comparable());
    const size_t differences = diff.diff().changes.size();
    if (differences > 0) {
      diff.mute(diff.diff().changes[0].pattern);
      QVERIFY(diff.diff().muted >= 1);
      QVERIFY(diff.diff().changes.size() < differences);
    }
    // What was muted is remembered with the view.
    const QByteArray state = m_view->saveState();
    const QStringList muted = diff.muted();
    diff.unmuteAll();
    m_view->restoreState(state);
    m_view->fire();
    QTRY_COMPARE(diff.muted(), muted);
    // Another event is not comparable with these.
    m_view->loadEvent("{\"another\":\"event\"}");
    m_view->fire();
    QTRY_VERIFY(!diff.comparable() && m_view->replyPane().reply().shown() != 0);
  }
  void variablesAreNoMistake() {
    m_view->loadEvent("{\"id\": {{counter}}, \"u\": \"{{uuid}}\"}");
    QVERIFY2(m_view->eventPane().blocked().isEmpty(), qPrintable(m_view->eventPane().blocked()));
    m_view->formatEvent();
    const QByteArray laidOut = m_view->eventPane().payload();
    QVERIFY2(laidOut.contains("{{counter}}") && laidOut.contains("{{uuid}}") && laidOut.contains('\n'), laidOut.constData());
    m_view->eventPane().preview();
    auto* text = m_view->findChild<CodeView*>(u"test_preview_text"_s);
    QVERIFY(text && text->bytes().contains("\"id\": 1,"));
    QVERIFY(!text->bytes().contains("{{"));
    m_view->loadEvent("{\"id\": {{nonsense}}}");
    QVERIFY(!m_view->eventPane().blocked().isEmpty());
  }
  void aNumberOutsideItsRangeIsSaidAndNotFired() {
    m_view->eventPane().fireBar().setMode(FireBar::Mode::Load);
    auto* count = child<NumberField>(u"test_load_count"_s);
    count->setFocus();
    count->selectAll();
    QTest::keyClicks(count, u"250000"_s);
    m_view->fire();
    QVERIFY(m_backend->loads.empty());
    QCOMPARE(count->intValue(), limits::kLoadEvents);
    QCOMPARE(count->text(), u"100,000"_s);
    auto* note = child<Label>(u"test_fire_note"_s);
    QVERIFY(note->isVisible());
    QVERIFY2(note->text().contains(u"250,000") && note->text().contains(u"100,000"), qPrintable(note->text()));
    m_view->fire();  // what is said there is what goes now
    QTRY_COMPARE(m_backend->loads.size(), size_t(1));
    QCOMPARE(m_backend->loads[0].count, limits::kLoadEvents);
    count->setFocus();
    count->selectAll();
    QTest::keyClicks(count, u"12"_s);
    QVERIFY(!note->isVisible());
  }

  void talliesARun() {
    m_view->fireOffer();
    for (int i = 0; i < 40; ++i) m_backend->advanceSeconds(1);
    QTRY_COMPARE(child<Metric>(u"test_tally_sent"_s)->value(), u"600"_s);
    const LoadProgress* load = m_hub->lastLoad(m_fn);
    QVERIFY(load && load->endedAt != 0);
    QCOMPARE(child<Metric>(u"test_tally_succeeded"_s)->value().toInt(), load->succeeded);
    QCOMPARE(child<Metric>(u"test_tally_failed"_s)->value().toInt(), load->failed);
    QCOMPARE(child<Metric>(u"test_tally_throttled"_s)->value().toInt(), load->throttled);
    QCOMPARE(fireButton()->text(), u"Fire"_s);
  }

  void showsARowOfTheHistory() {
    m_view->fire();
    QTRY_COMPARE(status(), u"200 Success"_s);
    const InvocationId first = newest()->id;
    m_view->fire();
    QTRY_VERIFY(newest()->id != first && newest()->finished);
    QTRY_COMPARE(m_view->history().model().rowCount(), 2);
    QTRY_COMPARE(m_view->replyPane().reply().shown(), newest()->id);
    HistoryView& rows = m_view->history().view();
    const QRect row = rows.visualRect(rows.model()->index(1, 0));
    QTest::mouseClick(rows.viewport(), Qt::LeftButton, {}, row.center());
    QTRY_COMPARE(m_view->replyPane().reply().shown(), first);
    QCOMPARE(m_hub->selection().invocation(), first);
    rows.setFocus();
    QTest::keyClick(&rows, Qt::Key_Up);
    QTRY_COMPARE(m_view->replyPane().reply().shown(), newest()->id);
  }

  void aRunningRowIsShownToItsEnd() {
    m_backend->setManual(true);
    m_backend->activity().fire(m_fn, InvokeMode::Sync, Source::Api, 10);
    m_backend->advance(1000);
    QTRY_COMPARE(m_view->history().model().rowCount(), 1);
    HistoryView& rows = m_view->history().view();
    rows.setFocus();
    rows.setCurrentIndex(rows.model()->index(0, 0));
    QTest::keyClick(&rows, Qt::Key_Return);
    QTRY_COMPARE(status(), u"202 Running"_s);
    m_backend->advanceSeconds(5);
    QTRY_COMPARE(status(), u"200 Success"_s);
  }

  void firesARowAgain() {
    m_view->fire();
    QTRY_COMPARE(status(), u"200 Success"_s);
    QTRY_COMPARE(m_view->history().model().rowCount(), 1);
    HistoryView& rows = m_view->history().view();
    QTRY_VERIFY(rows.isVisible() && rows.visualRect(rows.model()->index(0, 0)).isValid());
    QTest::mouseClick(rows.viewport(), Qt::LeftButton, {}, rows.refireRect(rows.model()->index(0, 0)).center());
    QTRY_COMPARE(m_backend->invoked.size(), size_t(2));
    QCOMPARE(m_backend->invoked[1].payload, QByteArray(R"({"key1":"test value 1","key2":"test value 2"})"));
  }

  void takesARowIntoTheEditor() {
    m_view->fire();
    QTRY_COMPARE(m_view->history().model().rowCount(), 1);
    editor().setBytes("[]");
    HistoryView& rows = m_view->history().view();
    rows.setFocus();
    rows.setCurrentIndex(rows.model()->index(0, 0));
    QTest::keyClick(&rows, Qt::Key_E);
    QTRY_COMPARE(editor().bytes(), QByteArray(R"({"key1":"test value 1","key2":"test value 2"})"));
    editor().undo();
    QCOMPARE(editor().bytes(), QByteArray("[]"));
  }

  void offersNextStepsOnce() {
    auto* next = child<QWidget>(u"test_next"_s);
    QVERIFY(!next->isVisible());
    m_view->fire();
    QTRY_VERIFY(next->isVisible());
    QVERIFY(child<QWidget>(u"test_result"_s)->isVisible());
    click(u"test_next_dismiss"_s);
    QVERIFY(!next->isVisible());
    const QByteArray state = m_view->saveState();
    m_view->fire();
    QTRY_COMPARE(m_backend->invoked.size(), size_t(2));
    QTRY_VERIFY(!m_view->session().running());
    QVERIFY(!next->isVisible());
    open(true);
    m_view->restoreState(state);
    m_view->fire();
    QTRY_COMPARE(status(), u"200 Success"_s);
    QVERIFY(!child<QWidget>(u"test_next"_s)->isVisible());
  }

  void survivesAStateThatIsNoState() {
    const QByteArray before = m_view->saveState();
    m_view->restoreState("nonsense");
    QCOMPARE(m_view->saveState(), before);
  }

  void offersAFolder() {
    QSignalSpy folder(m_view.get(), &TestView::openFolderRequested);
    m_view->fire();
    QTRY_VERIFY(child<QWidget>(u"test_next"_s)->isVisible());
    click(u"test_next_folder"_s);
    QCOMPARE(folder.count(), 1);
  }

  void changingTheFunctionLeavesTheFocusOnFire() {
    m_view->setFocusOnFire();
    QTRY_VERIFY(fireButton()->hasFocus());
    m_backend->holdReplies(true);  // the saved events are long in coming
    m_hub->selection().setFunction(0);
    m_hub->selection().setFunction(m_fn);
    QVERIFY(fireButton()->isEnabled());
    QVERIFY(fireButton()->hasFocus());
    m_backend->holdReplies(false);
    QTRY_VERIFY(m_view->eventPane().ready());
    QVERIFY(fireButton()->hasFocus());
  }

  void everyControlHasAName() {
    m_view->fire();
    QTRY_COMPARE(status(), u"200 Success"_s);
    for (const QWidget* widget : m_view->findChildren<QWidget*>()) {
      if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->inherits("QAbstractScrollArea") == false) continue;
      QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
    for (const QPushButton* button : m_view->findChildren<QPushButton*>())
      QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty() || !button->isVisible(), qPrintable(button->objectName()));
    QCOMPARE(fireButton()->accessibleName(), u"Fire event at hello-event, sync"_s);
  }

 private:
  void open(bool started) {
    cleanup();
    m_backend = std::make_unique<FakeBackend>(false);
    m_hub = std::make_unique<ModelHub>(*m_backend);
    m_view = std::make_unique<TestView>(*m_hub);
    m_view->resize(1160, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    if (!started) return;
    m_backend->start();
    QTRY_VERIFY(m_hub->status().connected);
    m_fn = m_backend->idOf(u"hello-event"_s);
    m_hub->selection().setFunction(m_fn);
    QTRY_VERIFY(m_view->eventPane().ready());
  }
  EventEditor& editor() const { return m_view->eventPane().editor(); }
  template <typename T>
  T* child(const QString& name) const {
    return m_view->findChild<T*>(name);
  }
  QPushButton* fireButton() const { return child<QPushButton>(u"test_fire"_s); }
  void click(const QString& name) { QTest::mouseClick(child<QPushButton>(name), Qt::LeftButton); }
  QString status() const { return m_view->replyPane().findChild<ReplyHeader*>()->statusText(); }
  QString metric(const QString& name) const {
    const auto* m = child<Metric>(name);
    return m->value() + u' ' + m->unit();
  }
  const Invocation* newest() const { return m_hub->invocations().invocationAt(0); }

  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<FakeBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  std::unique_ptr<TestView> m_view;
  FunctionId m_fn = 0;
};

QTEST_MAIN(TstTestView)
#include "tst_testview.moc"
