// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/scaling/timestrip.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/translation.h"
#include "widgets/shell/unsaveddialog.h"
#include "widgets/test/eventdrafts.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/historylist.h"
#include "widgets/test/testview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QPushButton>
#include <QApplication>
#include <QBoxLayout>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Stage {
  Stage() : backend(true), hub(backend), window(std::make_unique<MainWindow>(hub)) {
    backend.setTraffic(false);
    window->resize(1440, 900);
    window->show();
    QSignalSpy first(&hub, &ModelHub::firstDelta);
    backend.start();
    if (first.isEmpty()) first.wait();
  }
  QAction* command(const QString& name) {
    const QList<QAction*> all = window->commands();
    for (QAction* action : all)
      if (action->objectName() == name) return action;
    return nullptr;
  }
  TestView* test() { return qobject_cast<TestView*>(window->tabWidget(MainWindow::Tab::Test)); }
  template <typename T>
  T* part(const QString& name) {
    return window->findChild<T*>(name);
  }
  UnsavedDialog* question() { return part<UnsavedDialog>(u"unsaved"_s); }
  bool open(const QString& function) {
    window->openFunction(backend.idOf(function));
    return QTest::qWaitFor([this] { return test()->eventPane().ready(); });
  }
  void edit(const QByteArray& text) { test()->loadEvent(text); }
  FakeBackend backend;
  ModelHub hub;
  std::unique_ptr<MainWindow> window;
};

}  // namespace

/// The window as a whole: what closing asks, what it shows without an engine, and keys from view to view.
class TestWindowState final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void closingAsksNothingWhenAllIsSaved() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    QVERIFY(stage.window->close());
    QVERIFY(!stage.question());
  }

  void closingAsksForAnEditedEvent() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    stage.edit("{\"edited\":1}");
    QVERIFY(!stage.window->close());
    QVERIFY(stage.window->isVisible());
    UnsavedDialog* question = stage.question();
    QVERIFY(question && question->isVisible());
    QVERIFY(stage.part<Label>(u"unsaved_lines"_s)->text().startsWith(u"thumbnail: event "));
    QVERIFY(!stage.window->close());  // asked once
    QCOMPARE(stage.window->findChildren<UnsavedDialog*>().size(), 1);
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_cancel"_s), Qt::LeftButton);
    QTRY_VERIFY(!stage.question());
    QVERIFY(stage.window->isVisible());
    QVERIFY(stage.backend.saved.empty());
    QVERIFY(!stage.window->close());
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_discard"_s), Qt::LeftButton);
    QTRY_VERIFY(!stage.window->isVisible());
    QVERIFY(stage.backend.saved.empty());
  }

  void closingSavesEventsAndConfiguration() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    stage.edit("{\"edited\":1}");
    stage.window->openFunction(stage.backend.idOf(u"order-api"_s), MainWindow::Tab::Configuration);
    auto* description = stage.part<QLineEdit>(u"configuration_description"_s);
    QVERIFY(description);
    QTRY_VERIFY(description->isEnabled());
    description->setText(u"takes orders"_s);
    // Another function is looked at meanwhile; nothing is forgotten.
    stage.window->openFunction(stage.backend.idOf(u"risk-score"_s));
    stage.command(u"quit"_s)->trigger();
    QVERIFY(stage.question());
    const QString lines = stage.part<Label>(u"unsaved_lines"_s)->text();
    QVERIFY2(lines.contains(u"order-api: configuration") && lines.contains(u"thumbnail: event"), qPrintable(lines));
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_save"_s), Qt::LeftButton);
    QTRY_VERIFY(!stage.window->isVisible());
    QCOMPARE(stage.backend.configured.size(), size_t(1));
    QCOMPARE(stage.backend.configured[0].description.value(), u"takes orders"_s);
    QCOMPARE(stage.backend.saved.size(), size_t(1));
    QVERIFY(stage.backend.saved[0].json.contains("edited"));
    QCOMPARE(stage.backend.saved[0].function.name, u"thumbnail"_s);
  }

  void whatCannotBeSavedKeepsTheWindow() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    stage.edit("{\"edited\":1}");
    stage.backend.failNext({u"Local.DiskFull"_s, u"No space is left."_s, u"Free some space."_s});
    QVERIFY(!stage.window->close());
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_save"_s), Qt::LeftButton);
    auto* banner = stage.question()->findChild<Banner*>();
    QTRY_VERIFY(banner->active());
    QVERIFY2(banner->text().contains(u"thumbnail") && banner->text().contains(u"Free some space."), qPrintable(banner->text()));
    QVERIFY(stage.window->isVisible());
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_save"_s), Qt::LeftButton);
    QTRY_VERIFY(!stage.window->isVisible());
  }

  void anEventWithoutANameGetsAFreeOne() {
    Stage stage;
    stage.backend.events = {{{u"default"_s, u"hello-event"_s}, u"event 1"_s, "{}", u"blank"_s}};
    QVERIFY(stage.open(u"hello-event"_s));
    EventDrafts& drafts = stage.test()->eventPane().drafts();
    drafts.chooseTemplate(u"timer"_s);
    stage.edit("{\"edited\":2}");
    QTRY_COMPARE(drafts.unsaved().size(), 1);
    QVERIFY(drafts.unsaved().first().saved.isEmpty());
    QVERIFY(!stage.window->close());
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_save"_s), Qt::LeftButton);
    QTRY_VERIFY(!stage.window->isVisible());
    QCOMPARE(stage.backend.saved.back().name, u"event 2"_s);
  }

  void theSessionEndsWithoutAQuestion() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    stage.edit("{\"edited\":1}");
    stage.window->closeNow();
    QVERIFY(!stage.window->isVisible());
    QVERIFY(!stage.question());
  }

  void aLostEngineIsSaidUnderTheHeaderWithItsAction() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    auto* banner = stage.part<Banner>(u"engineBanner"_s);
    auto* pause = stage.part<QPushButton>(u"pauseButton"_s);
    stage.backend.breakDown({u"Local.EngineSilent"_s, u"The engine has not answered for 10 s."_s, u"Restart it."_s});
    QVERIFY(banner->isVisible());
    const auto under = [&](const QString& view) {
      auto* shown = stage.part<QWidget>(view);
      return shown && qobject_cast<QBoxLayout*>(shown->layout())->indexOf(banner) == 1;
    };
    QVERIFY(under(u"functionView"_s));
    auto* action = banner->findChild<QPushButton*>(u"bannerAction"_s);
    QCOMPARE(action->text(), u"Restart engine"_s);
    QVERIFY(!stage.part<QPushButton>(u"navigatorNew"_s)->isEnabled());
    QVERIFY(!stage.part<QPushButton>(u"navigatorNew"_s)->toolTip().isEmpty());
    QVERIFY(!stage.part<QPushButton>(u"test_fire"_s)->isEnabled());
    QVERIFY(!stage.command(u"newFunction"_s)->isEnabled());
    QVERIFY(!pause->isEnabled() && !pause->toolTip().isEmpty());
    // It goes along to every view, and stays.
    stage.window->showView(MainWindow::View::Scaling);
    QVERIFY(under(u"scalingView"_s) && banner->isVisible());
    stage.window->showView(MainWindow::View::Functions);
    QVERIFY(under(u"functionsView"_s) && banner->isVisible());
    action->click();
    QTRY_VERIFY(!banner->isVisible());
    QVERIFY(stage.backend.calls.contains(u"restart"_s));
    QVERIFY(stage.part<QPushButton>(u"navigatorNew"_s)->isEnabled());
    QVERIFY(stage.command(u"newFunction"_s)->isEnabled());
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    QTRY_VERIFY(stage.part<QPushButton>(u"test_fire"_s)->isEnabled());
  }

  void restartingAsksForWhatIsNotSaved() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    stage.edit("{\"edited\":1}");
    stage.backend.breakDown({u"Local.EngineSilent"_s, u"The engine has not answered for 10 s."_s, u"Restart it."_s});
    stage.part<Banner>(u"engineBanner"_s)->findChild<QPushButton*>(u"bannerAction"_s)->click();
    QVERIFY(stage.question());
    QVERIFY(!stage.backend.calls.contains(u"restart"_s));
    QTest::mouseClick(stage.part<QPushButton>(u"unsaved_discard"_s), Qt::LeftButton);
    QTRY_VERIFY(stage.backend.calls.contains(u"restart"_s));
    QVERIFY(stage.window->isVisible());
  }

  void firesFromTheOverviewAtTheFirstPress() {
    Stage stage;
    QVERIFY(stage.open(u"order-api"_s));
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    QTest::keyClick(stage.window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(stage.window->view(), MainWindow::View::Functions);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(stage.backend.invoked.size(), size_t(1));
    QCOMPARE(stage.backend.invoked[0].function.name, u"order-api"_s);
    QCOMPARE(stage.window->view(), MainWindow::View::Function);
  }

  void anEventThatWaitsSaysForWhat() {
    Stage stage;
    QVERIFY(stage.open(u"order-api"_s));
    const HistoryModel& history = stage.test()->history().model();
    Invocation waiting;
    waiting.id = 900'001;
    waiting.requestId = QByteArray(36, 'a');
    waiting.function = stage.backend.idOf(u"order-api"_s);
    waiting.mode = InvokeMode::Async;
    waiting.at.accepted = stage.backend.now();
    waiting.retryAt = stage.backend.now() + 59'400'000;
    EngineDelta delta;
    delta.now = stage.backend.now();
    delta.invocations = {waiting};
    stage.backend.push(delta);
    QTRY_VERIFY(history.rowOf(waiting.id) >= 0);
    const Invocation* shown = history.invocationAt(history.rowOf(waiting.id));
    QVERIFY(shown);
    QVERIFY2(history.word(*shown).startsWith(u"Retry in "), qPrintable(history.word(*shown)));
    // It counts down while somebody looks, though nothing is heard.
    QSignalSpy ticks(&history, &QAbstractItemModel::dataChanged);
    QTRY_VERIFY(ticks.count() >= 3);
    waiting.retryAt = 0;
    stage.backend.setPaused(true);
    delta.invocations = {waiting};
    stage.backend.push(delta);
    QTRY_COMPARE(history.word(*history.invocationAt(history.rowOf(waiting.id))), u"Paused"_s);
  }

  void aNewLanguageHasItsRoomInTheSameFrame() {
    Stage stage;
    QVERIFY(stage.open(u"thumbnail"_s));
    auto* title = stage.part<Label>(u"functionName"_s);
    QVERIFY(title);
    installTranslator(*qApp, QLocale(u"zh_CN"_s));
    QCoreApplication::sendPostedEvents(qApp, 0);
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(stage.window.get(), &change);
    // No layout is left to be done later.
    for (const Label* label : stage.window->findChildren<Label*>())
      if (label->isVisible() && label->minimumWidth() == 0 && label->minimumSizeHint().width() == label->sizeHint().width() && !label->wordWrap())
        QVERIFY2(label->width() >= label->sizeHint().width() || label->text().isEmpty(), qPrintable(label->text()));
    installTranslator(*qApp, QLocale::c());
  }

 private:
  std::unique_ptr<Theme> m_theme;
};
QTEST_MAIN(TestWindowState)
#include "tst_windowstate.moc"
