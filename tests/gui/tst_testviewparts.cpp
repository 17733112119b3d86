// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtemplates.h"
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/eventbar.h"
#include "widgets/test/eventdrafts.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/historymodel.h"
#include "widgets/test/phases.h"
#include "widgets/test/replypane.h"
#include "widgets/test/replywords.h"
#include "widgets/test/testview.h"
#include "widgets/test/validationline.h"
#include "widgets/theme/theme.h"
#include <QAbstractItemModelTester>
#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// Parts of the Test view that are not about firing: sources of events, saved events, history rows, phases, sentences, keys.
class TstTestViewParts final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<Theme>(); }
  void cleanupTestCase() { m_theme.reset(); }
  void cleanup() {
    m_view.reset();
    m_hub.reset();
    m_backend.reset();
  }

  // Sources of events

  void beginsWithTheFirstSavedEvent() {
    open({saved(u"hello"_s, "{\"name\": \"SCF\"}"), saved(u"other"_s, "[1]")});
    QCOMPARE(editor().bytes(), QByteArray("{\"name\": \"SCF\"}"));
    QCOMPARE(savedBox()->currentData().toString(), u"hello"_s);
  }

  void aMissingInterpreterIsSaidWithItsCommand() {
    open({});
    FunctionInfo f = *m_hub->functions().info(m_fn);
    f.interpreterFound = false;
    f.installCommand = u"sudo apt-get install php-cli"_s;
    push(f);
    auto* pane = m_view->findChild<ReplyPane*>();
    const auto text = [&] {
      QString all;
      for (const auto* label : pane->findChild<QWidget*>(u"test_empty"_s)->findChildren<QLabel*>()) all += label->text() + u'\n';
      return all;
    };
    QTRY_VERIFY(text().contains(u"hello-event has no interpreter."_s));
    auto* step = pane->findChild<QWidget*>(u"test_empty"_s)->findChild<QAbstractButton*>(u"step0"_s);
    QVERIFY(step);
    QGuiApplication::clipboard()->clear();
    step->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), f.installCommand);
    QVERIFY(text().contains(u"Copied"_s));
    f.interpreterFound = true;
    f.installCommand.clear();
    push(f);
    QTRY_VERIFY(!text().contains(u"interpreter"_s));
  }

  void beginsWithATemplateWhenNothingIsSaved() {
    open({});
    QCOMPARE(editor().bytes(), eventTemplates().first().json);
    QVERIFY(!savedBox()->isVisible());
  }

  void changingTheSourceKeepsEditsAndUndoRestores() {
    open({saved(u"one"_s, "[1]"), saved(u"two"_s, "[2]")});
    type("[1, 11]");
    QVERIFY(savedBox()->currentText().contains(u"edited"_s));
    choose(u"two"_s);
    QCOMPARE(editor().bytes(), QByteArray("[2]"));
    QCOMPARE(savedBox()->currentData().toString(), u"two"_s);
    editor().undo();
    QCOMPARE(editor().bytes(), QByteArray("[1, 11]"));
    QTRY_COMPARE(savedBox()->currentData().toString(), u"one"_s);
    editor().redo();
    QCOMPARE(editor().bytes(), QByteArray("[2]"));
    QTRY_COMPARE(savedBox()->currentData().toString(), u"two"_s);
    choose(u"one"_s);  // the unsaved edits come back
    QCOMPARE(editor().bytes(), QByteArray("[1, 11]"));
    choose(u"one"_s);  // chosen once more: without them
    QCOMPARE(editor().bytes(), QByteArray("[1]"));
    editor().undo();
    QCOMPARE(editor().bytes(), QByteArray("[1, 11]"));
  }

  void choosingATemplateIsUndoable() {
    open({saved(u"one"_s, "[1]")});
    auto* box = m_view->findChild<QComboBox*>(u"test_template"_s);
    const EventTemplate& chosen = eventTemplates().last();
    Q_EMIT box->activated(box->findData(chosen.id));
    QCOMPARE(editor().bytes(), chosen.json);
    QCOMPARE(box->currentData().toString(), chosen.id);
    editor().undo();
    QCOMPARE(editor().bytes(), QByteArray("[1]"));
    QCOMPARE(savedBox()->currentData().toString(), u"one"_s);
  }

  void everyFunctionHasItsOwnDraft() {
    open({saved(u"one"_s, "[1]")});
    type("[1, 2]");
    m_hub->selection().setFunction(m_backend->idOf(u"thumbnail"_s));
    QTRY_VERIFY(m_view->eventPane().ready());
    QCOMPARE(editor().bytes().contains("[1, 2]"), false);
    m_hub->selection().setFunction(m_fn);
    QCOMPARE(editor().bytes(), QByteArray("[1, 2]"));
    QTRY_COMPARE(savedBox()->currentData().toString(), u"one"_s);
  }

  // Saving

  void savesUnderAName() {
    open({});
    type("{\"a\": 1}");
    QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);
    auto* name = m_view->findChild<QLineEdit*>(u"test_event_name"_s);
    QVERIFY(name->isVisible() && name->hasFocus());
    QTest::keyClick(name, Qt::Key_Return);  // no name yet: nothing happens
    QVERIFY(m_backend->saved.empty());
    QTest::keyClicks(name, u"mine"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(m_backend->saved.size(), size_t(1));
    QCOMPARE(m_backend->saved[0].name, u"mine"_s);
    QCOMPARE(m_backend->saved[0].json, QByteArray("{\"a\": 1}"));
    QCOMPARE(m_backend->saved[0].function.name, u"hello-event"_s);
    QVERIFY(!name->isVisible() && editor().hasFocus());
    QTRY_COMPARE(savedBox()->currentData().toString(), u"mine"_s);
    type("{\"a\": 2}");
    QTest::keyClick(&editor(), Qt::Key_S, Qt::ControlModifier);  // it has a name now
    QCOMPARE(m_backend->saved.size(), size_t(2));
    QCOMPARE(m_backend->saved[1].name, u"mine"_s);
    QTRY_COMPARE(savedBox()->currentText(), u"mine"_s);
  }

  void escapeGivesUpTheName() {
    open({});
    m_view->saveEvent();
    auto* name = m_view->findChild<QLineEdit*>(u"test_event_name"_s);
    QTest::keyClick(name, Qt::Key_Escape);
    QVERIFY(!name->isVisible() && editor().hasFocus());
    QVERIFY(m_backend->saved.empty());
  }

  void saysWhySavingFailed() {
    open({saved(u"one"_s, "[1]")});
    m_backend->failNext({u"Local.Full"_s, u"The data folder is full."_s, u"Free some space."_s});
    m_view->saveEvent();
    QTRY_COMPARE(m_view->findChild<ValidationLine*>()->text(), u"The data folder is full. Free some space."_s);
  }

  void deletesAndKeepsTheText() {
    open({saved(u"one"_s, "[1]"), saved(u"two"_s, "[2]")});
    Q_EMIT m_view->findChild<EventBar*>()->deleteRequested(u"one"_s);
    QTRY_COMPARE(savedBox()->findData(u"one"_s), -1);
    QVERIFY(savedBox()->findData(u"two"_s) >= 0);
    QCOMPARE(editor().bytes(), QByteArray("[1]"));
  }

  // Keys of the view, with the editor focused

  void formatsByKey() {
    open({saved(u"one"_s, "{\"a\":1}")});
    QTest::keyClick(&editor(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editor().bytes(), *formatJson("{\"a\":1}"));
  }

  void goesToErrorsByKey() {
    open({saved(u"one"_s, "[\n 1 2,\n tru\n]")});
    QTest::keyClick(&editor(), Qt::Key_F8);
    QCOMPARE(editor().caretLine(), 2);
    QTest::keyClick(&editor(), Qt::Key_F8);
    QCOMPARE(editor().caretLine(), 3);
    QTest::keyClick(&editor(), Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(editor().caretLine(), 2);
  }

  void firesByEveryEnter_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<bool>("load");
    const int control = Qt::ControlModifier, shift = Qt::ShiftModifier, keypad = Qt::KeypadModifier;
    QTest::newRow("Ctrl Return") << int(Qt::Key_Return) << control << false;
    QTest::newRow("Ctrl keypad Enter") << int(Qt::Key_Enter) << (control | keypad) << false;
    QTest::newRow("Ctrl Shift Return") << int(Qt::Key_Return) << (control | shift) << true;
    QTest::newRow("Ctrl Shift keypad Enter") << int(Qt::Key_Enter) << (control | shift | keypad) << true;
  }
  void firesByEveryEnter() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(bool, load);
    open({saved(u"one"_s, "[1]")});
    QTest::keyClick(&editor(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(m_backend->invoked.size(), size_t(load ? 0 : 1));
    QCOMPARE(m_backend->loads.size(), size_t(load ? 1 : 0));
    QCOMPARE(editor().bytes(), QByteArray("[1]"));
  }

  void plainEnterOnFireFires() {
    open({saved(u"one"_s, "[1]")});
    m_view->setFocusOnFire();
    QTest::keyClick(m_view->focusWidget(), Qt::Key_Return);
    QCOMPARE(m_backend->invoked.size(), size_t(1));
  }

  void keysAreNotAmbiguous() {
    open({});
    QSet<QString> seen;
    for (const QAction* action : m_view->actions())
      for (const QKeySequence& key : action->shortcuts()) {
        QVERIFY2(!seen.contains(key.toString()), qPrintable(key.toString()));
        seen.insert(key.toString());
      }
    QVERIFY(seen.contains(u"Ctrl+Return"_s) && seen.contains(u"Ctrl+Enter"_s));
  }

  // History

  void historyIsAModel() {
    open({});
    HistoryModel model(*m_hub);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFunction(m_fn);
    m_backend->activity().startLoad(m_fn, spec(30));
    m_backend->advanceSeconds(1);
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(model.loadAt(0));
    QVERIFY(!model.invocationAt(0));
    m_backend->advanceSeconds(20);
    QTRY_VERIFY(model.loadAt(0)->endedAt != 0);
    QCOMPARE(model.rowCount(), 1);
    for (int i = 0; i < HistoryModel::kRows + 3; ++i) {
      m_backend->activity().fire(m_fn, InvokeMode::Sync, Source::Api, 10);
      m_backend->advanceSeconds(1);
    }
    QTRY_COMPARE(model.rowCount(), HistoryModel::kRows);
    QTRY_VERIFY(model.invocationAt(0) && model.invocationAt(0)->finished);
    QCOMPARE(model.rowOfLoad(1), -1);  // pushed out at the end
    for (int row = 1; row < model.rowCount(); ++row)
      QVERIFY(model.invocationAt(row - 1)->at.accepted >= model.invocationAt(row)->at.accepted);
    QVERIFY(model.longestUs() >= model.totalUs(*model.invocationAt(0)));
    QVERIFY(!model.data(model.index(0), Qt::AccessibleTextRole).toString().isEmpty());
  }

  // Phases

  void phasesOfAColdRun() {
    const Invocation v = cold();
    const Phases p = phasesOf(v, 0);
    QCOMPARE(p.us[Phases::Wait], 2000);
    QCOMPARE(p.us[Phases::Starting], 431000);
    QCOMPARE(p.us[Phases::Init], 381000);
    QCOMPARE(p.us[Phases::Run], 311600);
    QVERIFY(p.cold && !p.failed && p.current == Phases::PartCount);
    QCOMPARE(p.spoken(), u"Wait 2, starting 431, init 381, run 312 milliseconds"_s);
  }

  void phasesGrowWhereTheyAre() {
    Invocation v = cold();
    v.finished = false;
    v.at.replied = v.at.left = v.at.entered = 0;
    v.durationUs = 0;
    v.at.ready = 0;
    Phases p = phasesOf(v, v.at.started + 100);
    QVERIFY(p.current == Phases::Init);
    QCOMPARE(p.us[Phases::Init], 100);
    v.at.started = v.at.dispatched = 0;
    v.cold = false;
    p = phasesOf(v, v.at.accepted + 7);
    QVERIFY(p.current == Phases::Wait);
    QCOMPARE(p.sum(), 7);
  }

  void phasesOfARefusedEvent() {
    Invocation v;
    v.at.accepted = 1000;
    v.at.replied = 1500;
    v.finished = true;
    v.statusCode = status::kResourceLimitReached;
    const Phases p = phasesOf(v, 9999);
    QVERIFY(p.failed && !p.cold);
    QCOMPARE(p.us[Phases::Wait], 500);
    QCOMPARE(p.sum(), 500);
  }

  // Sentences

  void aSentenceForEveryCode_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::addColumn<int>("action");
    const auto row = [](int code, const QString& part, ReplyWords::Action action) {
      QTest::addRow("%d", code) << code << part << int(action);
    };
    using A = ReplyWords::Action;
    row(status::kInvalidEvent, u"not valid JSON"_s, A::None);
    row(status::kRequestTooLarge, u"larger than the limit of 6 MB"_s, A::None);
    row(status::kResponseTooLarge, u"more than the limit of 6 MB"_s, A::None);
    row(status::kResourceLimit, u"burst limit"_s, A::FireAgain);
    row(status::kUserException, u"exception"_s, A::LogTail);
    row(status::kResourceLimitReached, u"quota"_s, A::FireAgain);
    row(status::kTimeLimit, u"timeout of 7 s"_s, A::Configuration);
    row(status::kMemoryLimit, u"256 MB"_s, A::Configuration);
    row(status::kFunctionNotFound, u"does not exist"_s, A::None);
    row(status::kHandlerNotFound, u"index.nothing"_s, A::Configuration);
    row(status::kFunctionStatus, u"not Active"_s, A::Configuration);
    row(status::kProcessExit, u"process ended"_s, A::LogTail);
    row(status::kUserCodeError, u"loading"_s, A::LogTail);
    row(status::kInitTimeout, u"init timeout of 11 s"_s, A::Configuration);
    row(status::kCanceled, u"canceled"_s, A::FireAgain);
    row(status::kInternal, u"could not run"_s, A::LogTail);
  }
  void aSentenceForEveryCode() {
    QFETCH(int, code);
    QFETCH(QString, part);
    QFETCH(int, action);
    FunctionInfo fn;
    fn.config.timeoutSeconds = 7;
    fn.config.initTimeoutSeconds = 11;
    fn.config.handler = u"index.nothing"_s;
    Invocation v;
    v.finished = true;
    v.statusCode = code;
    v.memoryMb = 256;
    v.eventBytes = 7'000'000;
    const FunctionInfo* const both[] = {&fn, nullptr};
    for (const FunctionInfo* known : both) {
      const ReplyWords::Words words = ReplyWords::of(v, known);
      QVERIFY2(words.sentence.endsWith(u'.'), qPrintable(words.sentence));
      QVERIFY2(!words.sentence.contains(u".."_s), qPrintable(words.sentence));
      QCOMPARE(int(words.action), action);
      QCOMPARE(words.actionText.isEmpty(), words.action == ReplyWords::Action::None);
      if (known) QVERIFY2(words.sentence.contains(part), qPrintable(words.sentence));
    }
    QVERIFY(!ReplyWords::historyWord(v).isEmpty());
  }

  void noSentenceForSuccess() {
    Invocation v;
    v.finished = true;
    v.statusCode = status::kSuccess;
    QVERIFY(ReplyWords::of(v, nullptr).sentence.isEmpty());
    QCOMPARE(ReplyWords::historyWord(v), u"Warm"_s);
    v.cold = true;
    QCOMPARE(ReplyWords::historyWord(v), u"Cold"_s);
  }

 private:
  static Invocation cold() {
    Invocation v;
    v.cold = v.finished = true;
    v.statusCode = status::kSuccess;
    v.at = {.accepted = 1'000'000, .dispatched = 1'002'000, .started = 1'433'000, .ready = 1'814'000, .entered = 1'814'000,
            .left = 2'125'600, .replied = 2'126'000};
    v.durationUs = 311'600;
    return v;
  }
  static LoadSpec spec(int count) {
    LoadSpec s;
    s.function.name = u"hello-event"_s;
    s.count = count;
    s.peakPerSecond = 20;
    return s;
  }
  static SavedEvent saved(const QString& name, const QByteArray& json) {
    return {{u"default"_s, u"hello-event"_s}, name, json, u"blank"_s};
  }
  void push(const FunctionInfo& f) {
    EngineDelta d;
    d.functions.push_back(f);
    m_backend->push(d);
  }
  void open(const QList<SavedEvent>& events) {
    m_backend = std::make_unique<FakeBackend>(true);
    m_backend->setTraffic(false);
    m_backend->events = events;
    m_hub = std::make_unique<ModelHub>(*m_backend);
    m_view = std::make_unique<TestView>(*m_hub);
    m_view->resize(1160, 700);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_backend->start();
    QTRY_VERIFY(m_hub->status().connected);
    m_fn = m_backend->idOf(u"hello-event"_s);
    m_hub->selection().setFunction(m_fn);
    QTRY_VERIFY(m_view->eventPane().ready());
    m_view->eventPane().focusEditor();
    QTRY_VERIFY(editor().hasFocus());
  }
  EventEditor& editor() const { return m_view->eventPane().editor(); }
  QComboBox* savedBox() const { return m_view->findChild<QComboBox*>(u"test_saved"_s); }
  void choose(const QString& name) { Q_EMIT savedBox()->activated(savedBox()->findData(name)); }
  void type(const QByteArray& text) {
    editor().replaceBytes(text);
    QCOMPARE(editor().bytes(), text);
  }

  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<FakeBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  std::unique_ptr<TestView> m_view;
  FunctionId m_fn = 0;
};

QTEST_MAIN(TstTestViewParts)
#include "tst_testviewparts.moc"
