// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/selection.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/keysoverlay.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/statusstrip.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAction>
#include <QApplication>
#include <QAbstractItemView>
#include <QDialog>
#include <QListView>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Stage {
  explicit Stage(const QString& settings = {}) : hub(backend), window(std::make_unique<MainWindow>(hub, settings)) {
    window->resize(1280, 800);
    window->show();
    QSignalSpy first(&hub, &ModelHub::firstDelta);
    backend.start();
    if (first.isEmpty()) first.wait();
  }
  template <typename T>
  T* find(const QString& name) const {
    return window->findChild<T*>(name);
  }
  bool ready() { return QTest::qWaitForWindowActive(window.get()) && backend.idOf(u"thumbnail"_s) != 0; }
  FakeBackend backend;
  ModelHub hub;
  std::unique_ptr<MainWindow> window;
};

QByteArray focusName() { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName().toUtf8() : QByteArray("nothing"); }

}  // namespace

/// Where the focus goes, and what keeps its place, as one moves between the parts of the window.
class TestWindowFocus final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void aWideViewLeavesTheNavigatorItsWidth() {
    Stage stage;
    QVERIFY(stage.ready());
    auto* navigator = stage.find<QWidget>(u"navigator"_s);
    QCoreApplication::sendPostedEvents();
    const int width = navigator->width();
    QCOMPARE(width, 215);
    for (const auto view : {MainWindow::View::Simulate, MainWindow::View::Services, MainWindow::View::Logs, MainWindow::View::Scaling}) {
      stage.window->showView(view);
      QApplication::processEvents();
      stage.window->showView(MainWindow::View::Function);
      QApplication::processEvents();
      QTRY_VERIFY(navigator->isVisible());
      QCOMPARE(navigator->width(), width);
    }
    // And so do the tabs of a function.
    for (const auto tab : {MainWindow::Tab::Triggers, MainWindow::Tab::Concurrency, MainWindow::Tab::Versions, MainWindow::Tab::Test}) {
      stage.window->openFunction(stage.hub.selection().function(), tab);
      QApplication::processEvents();
      QCOMPARE(navigator->width(), width);
    }
  }
  void theNavigatorIsNeverNarrowerThanItsButton() {
    Stage stage;
    QVERIFY(stage.ready());
    const auto* navigator = stage.find<QWidget>(u"navigator"_s);
    const auto* button = stage.find<DeskButton>(u"navigatorNew"_s);
    QVERIFY(navigator->minimumWidth() >= button->sizeHint().width() + 16);
  }
  void tabReadsTheViewBeforeTheLogAndTheStrip() {
    Stage stage;
    QVERIFY(stage.ready());
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s), MainWindow::Tab::Configuration);
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s), MainWindow::Tab::Test);
    auto* tabs = stage.find<TabStrip>(u"functionTabs"_s);
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Tab);
    const QList<QWidget*> order{stage.find<QWidget>(u"testView"_s), stage.find<QWidget>(u"logDock"_s), stage.find<QWidget>(u"timeStrip"_s),
                                stage.window->findChild<StatusStrip*>()};
    QVERIFY2(order[0]->isAncestorOf(QApplication::focusWidget()), focusName().constData());
    qsizetype at = 0;
    QList<qsizetype> met;
    for (QWidget* one = tabs->nextInFocusChain(); one != tabs; one = one->nextInFocusChain()) {
      if (!(one->focusPolicy() & Qt::TabFocus) || !one->isVisible()) continue;
      for (qsizetype i = 0; i < order.size(); ++i)
        if (order[i] == one || order[i]->isAncestorOf(one)) {
          QVERIFY2(i >= at, qPrintable(one->objectName()));
          at = i;
          if (met.isEmpty() || met.last() != i) met << i;
        }
    }
    QVERIFY(met.size() >= 3);
    QCOMPARE(met.first(), qsizetype(0));
  }
  void triggersKeepTheFocusAndTheirKey() {
    Stage stage;
    QVERIFY(stage.ready());
    bool any = false;
    stage.backend.localAnswer = [&any](const QByteArray& method, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
      if (method != "GET" || !target.startsWith("/-/triggers")) return QByteArray("{}");
      if (!any) return QByteArray("{\"triggers\":[],\"timeMs\":1000}");
      return QByteArray("{\"triggers\":[{\"id\":\"t1\",\"name\":\"nightly\",\"type\":\"timer\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"enabled\":true,\"desc\":{\"cron\":\"0 30 23 * * * *\"}}],\"timeMs\":1000}");
    };
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s), MainWindow::Tab::Configuration);
    QWidget* field = nullptr;
    for (QLineEdit* one : stage.window->tabWidget(MainWindow::Tab::Configuration)->findChildren<QLineEdit*>())
      if (!field && one->isVisible() && one->isEnabled()) field = one;
    QVERIFY(field);
    field->setFocus();
    auto* tabs = stage.find<TabStrip>(u"functionTabs"_s);
    int triggersTab = -1;
    for (int i = 0; i < tabs->count(); ++i)
      if (tabs->tabText(i) == u"Triggers"_s) triggersTab = i;
    QVERIFY(triggersTab >= 0);
    tabs->setCurrentIndex(triggersTab);
    QWidget* triggers = stage.window->tabWidget(MainWindow::Tab::Triggers);
    const auto within = [triggers, &stage] {
      const QWidget* now = stage.window->focusWidget();
      return now && triggers->isAncestorOf(now) && now->isVisible();
    };
    QTRY_VERIFY2(within(), focusName().constData());
    QTest::keyClick(stage.window->focusWidget(), Qt::Key_A);
    QPointer<QDialog> dialog;
    QTRY_VERIFY(dialog = stage.window->findChild<QDialog*>(u"addtrigger"_s));
    dialog->reject();
    QTRY_VERIFY(!dialog);
    // The first one replaces the page that had the focus.
    any = true;
    auto* table = triggers->findChild<QAbstractItemView*>();
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), 10000);
    QTRY_VERIFY2(within(), focusName().constData());
    QCOMPARE(stage.window->focusWidget(), table);
  }
  void whatWasMadeIsFiredNext() {
    Stage stage;
    QVERIFY(stage.ready());
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    auto* variables = stage.find<QWidget>(u"test_variables"_s);
    QTRY_VERIFY(variables->isEnabled());
    variables->setFocus();
    for (QAction* action : stage.window->commands())
      if (action->objectName() == u"newFunction"_s) action->trigger();
    QPointer<QDialog> dialog;
    for (QDialog* one : stage.window->findChildren<QDialog*>())
      if (one->isVisible()) dialog = one;
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(stage.hub.selection().function(), stage.backend.idOf(u"my-function"_s));
    QTRY_COMPARE(stage.window->focusWidget() ? stage.window->focusWidget()->objectName() : QString(), u"test_fire"_s);
  }
  void keysAreToldOnce() {
    Stage stage;
    QVERIFY(stage.ready());
    auto* keys = stage.window->findChild<KeysOverlay*>();
    for (const auto view : {MainWindow::View::Scaling, MainWindow::View::Function, MainWindow::View::Logs}) {
      stage.window->showView(view);
      stage.window->openKeys();
      for (const QString& key : {u"Ctrl Shift T"_s, u"Ctrl N"_s, u"Ctrl K"_s, u"?"_s}) QCOMPARE(keys->told(key), qsizetype(1));
      QVERIFY(keys->height() <= stage.window->height() - 64);
      keys->close();
    }
  }
  void aKeyOfOnesOwn() {
    Stage stage;
    QVERIFY(stage.ready());
    stage.window->showView(MainWindow::View::Settings);
    auto* field = stage.find<QWidget>(u"settings_key_themeDark"_s);
    QVERIFY(field);
    const auto error = [field] { return field->accessibleDescription(); };
    field->setFocus();
    QTest::keyClick(field, Qt::Key_K, Qt::ControlModifier);  // the palette's
    QVERIFY(!error().isEmpty());
    QTest::keyClick(field, Qt::Key_D);
    QVERIFY(!error().isEmpty());
    QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!error().isEmpty());
    QTest::keyClick(field, Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(error().isEmpty());
    QAction* dark = nullptr;
    for (QAction* one : stage.window->commands())
      if (one->objectName() == u"themeDark") dark = one;
    QVERIFY(dark);
    QCOMPARE(dark->shortcuts(), QList<QKeySequence>{QKeySequence(u"Ctrl+Alt+D"_s)});
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(dark->shortcuts().isEmpty());
  }
  void thePaletteStaysWhereItIs() {
    Stage stage;
    QVERIFY(stage.ready());
    stage.window->openPalette();
    auto* palette = stage.window->findChild<CommandPalette*>();
    QApplication::processEvents();
    const QRect field = palette->field()->geometry();
    QCOMPARE(palette->list()->height() % 32, 0);  // whole rows
    palette->field()->setText(u"no such thing"_s);
    QApplication::processEvents();
    QVERIFY(palette->entries().empty());
    QVERIFY(palette->findChild<QWidget*>(u"paletteNone"_s)->isVisible());
    QCOMPARE(palette->field()->geometry(), field);
    QCOMPARE(palette->findChild<QWidget*>(u"paletteNone"_s)->y(), palette->list()->y());
  }
  void thePaletteLeadsToSettings() {
    Stage stage;
    QVERIFY(stage.ready());
    stage.window->openPalette();
    auto* palette = stage.window->findChild<CommandPalette*>();
    for (const PaletteEntry& one : palette->entries()) QVERIFY(one.kind != PaletteKind::Settings);  // nobody asked
    palette->field()->setText(u"keep"_s);
    QVERIFY(!palette->entries().empty());
    QCOMPARE(palette->entries().front().text, u"Keep-alive"_s);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(stage.window->view(), MainWindow::View::Settings);
    auto* keepAlive = stage.find<QWidget>(u"settings_keepAlive"_s);
    QVERIFY(keepAlive);
    QTRY_VERIFY2(keepAlive == QApplication::focusWidget() || keepAlive->isAncestorOf(QApplication::focusWidget()), focusName().constData());
  }
  void theChosenVersionIsFired() {
    Stage stage;
    QVERIFY(stage.ready());
    const FunctionId id = stage.backend.idOf(u"thumbnail"_s);
    stage.window->openFunction(id);
    auto* versions = stage.find<ComboField>(u"functionVersion"_s);
    QVERIFY(versions);
    QVERIFY(!versions->isVisible());  // nothing to choose from
    EngineDelta d;
    FunctionInfo f = stage.backend.info(id);
    f.versions = {VersionInfo(), VersionInfo()};
    f.versions[0].number = 1;
    f.versions[1].number = 2;
    AliasInfo live;
    live.name = u"live"_s;
    live.version = 1;
    f.aliases = {live};
    d.functions.push_back(f);
    stage.backend.push(d);
    QTRY_VERIFY(versions->isVisible());
    QStringList offered;
    for (int i = 0; i < versions->count(); ++i) offered << versions->itemData(i).toString();
    QCOMPARE(offered, QStringList({u"$LATEST"_s, u"2"_s, u"1"_s, u"live"_s}));
    QVERIFY(versions->width() < 200);
    Q_EMIT versions->activated(2);
    QCOMPARE(stage.hub.selection().qualifier(), u"1"_s);
    QTRY_VERIFY(stage.find<QWidget>(u"test_fire"_s)->isEnabled());
    const auto trigger = [&stage](const QString& name) {
      for (QAction* action : stage.window->commands())
        if (action->objectName() == name) action->trigger();
    };
    trigger(u"test_action_fire"_s);
    QTRY_COMPARE(stage.backend.invoked.size(), size_t(1));
    QCOMPARE(stage.backend.invoked.back().qualifier, u"1"_s);
    trigger(u"test_action_fire_load"_s);
    QTRY_COMPARE(stage.backend.loads.size(), size_t(1));
    QCOMPARE(stage.backend.loads.back().qualifier, u"1"_s);
    // Another function is fired as $LATEST, and so is this one when its version has gone.
    Q_EMIT versions->activated(2);
    f.versions.clear();
    f.aliases.clear();
    d.functions = {f};
    stage.backend.push(d);
    QTRY_COMPARE(stage.hub.selection().qualifier(), u"$LATEST"_s);
    QVERIFY(!versions->isVisible());
  }
  void deadLettersAreOpenedFromTheStatusBar() {
    Stage stage;
    QVERIFY(stage.ready());
    Q_EMIT stage.window->findChild<StatusStrip*>()->triggered(StatusStrip::Item::DeadLetters);
    QCOMPARE(stage.window->view(), MainWindow::View::Async);
    QCOMPARE(stage.find<TabStrip>(u"async_tabs"_s)->currentIndex(), 1);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestWindowFocus)
#include "tst_windowfocus.moc"
