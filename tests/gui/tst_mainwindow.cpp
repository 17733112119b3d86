// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/searchfield.h"
#include "widgets/logs/logsview.h"
#include "widgets/logs/queryfield.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/commands.h"
#include "widgets/shell/keysoverlay.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Stage {
  explicit Stage(const QString& settings = {}, bool pictures = true, bool history = false)
      : backend(pictures), hub(backend), window(std::make_unique<MainWindow>(hub, settings)) {
    if (history) backend.withHistory();
    window->resize(1280, 800);
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
  FakeBackend backend;
  ModelHub hub;
  std::unique_ptr<MainWindow> window;
};

}  // namespace

class TestMainWindow final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void init() {
    m_theme->setScale(1);
    m_theme->setScheme(Scheme::Dark);
  }

  void firstRunSelectsTheSampleAndFocusesFire() {
    Stage stage({}, false);
    QTRY_COMPARE(stage.window->openedFunction(), stage.backend.idOf(u"hello-event"_s));
    QCOMPARE(stage.window->view(), MainWindow::View::Function);
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    QWidget* test = stage.window->tabWidget(MainWindow::Tab::Test);
    QVERIFY(test);
    QTRY_VERIFY(qobject_cast<QAbstractButton*>(QApplication::focusWidget()) && test->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(stage.backend.invoked.size(), 1U);
    QCOMPARE(stage.backend.invoked.front().function.name, u"hello-event"_s);
  }

  void anotherFunctionLeavesTheFocusOnFire() {
    Stage stage({}, true, true);
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    const auto onFire = [] {
      const auto* button = qobject_cast<DeskButton*>(QApplication::focusWidget());
      return button && button->kind() == DeskButton::Kind::Primary && button->isEnabled();
    };
    QTRY_VERIFY(onFire());
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    QTRY_VERIFY2(onFire(), qPrintable(QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u"nothing"_s));
    stage.command(u"test_action_fire"_s)->trigger();
    QTRY_COMPARE(stage.backend.invoked.size(), 1U);
    stage.backend.advanceSeconds(3);
    QApplication::processEvents();
    QTRY_VERIFY2(onFire(), qPrintable(QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : u"nothing"_s));
  }

  void viewsAreBuiltWhenFirstShown() {
    Stage stage;
    QVERIFY(!stage.window->findChild<QWidget*>(u"scalingView"_s));
    stage.window->showView(MainWindow::View::Scaling);
    QVERIFY(stage.window->findChild<QWidget*>(u"scalingView"_s));
    QCOMPARE(stage.window->view(), MainWindow::View::Scaling);
    QVERIFY(!stage.window->findChild<QWidget*>(u"navigator"_s)->isVisible());
    stage.window->showView(MainWindow::View::Function);
    QVERIFY(stage.window->findChild<QWidget*>(u"navigator"_s)->isVisible());
  }

  void keysReachTheirCommandsFromTheEditor_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    const int ctrl = Qt::ControlModifier, shift = Qt::ShiftModifier, alt = Qt::AltModifier, pad = Qt::KeypadModifier;
    const auto row = [](const char* name, const char* command, int key, int modifiers) {
      QTest::newRow(name) << QString::fromLatin1(command) << key << modifiers;
    };
    row("palette", "palette", Qt::Key_K, ctrl);
    row("go to function", "goToFunction", Qt::Key_P, ctrl);
    row("functions", "viewFunctions", Qt::Key_1, ctrl);
    row("scaling", "viewScaling", Qt::Key_2, ctrl);
    row("settings", "viewSettings", Qt::Key_Comma, ctrl);
    row("navigator", "toggleNavigator", Qt::Key_B, ctrl);
    row("log", "toggleLog", Qt::Key_QuoteLeft, ctrl);
    row("new function", "newFunction", Qt::Key_N, ctrl);
    row("open folder", "openFolder", Qt::Key_O, ctrl);
    row("find", "find", Qt::Key_F, ctrl);
    row("next pane", "nextPane", Qt::Key_F6, 0);
    row("previous pane", "previousPane", Qt::Key_F6, shift);
    row("back", "back", Qt::Key_Left, alt);
    row("fire", "test_action_fire", Qt::Key_Return, ctrl);
    row("fire, keypad", "test_action_fire", Qt::Key_Enter, ctrl | pad);
    row("fire as load", "test_action_fire_load", Qt::Key_Return, ctrl | shift);
    row("stop load", "test_action_stop", Qt::Key_Period, ctrl);
    row("save", "test_action_save", Qt::Key_S, ctrl);
    row("format", "test_action_format", Qt::Key_F, ctrl | shift);
    row("next error", "test_action_next_error", Qt::Key_F8, 0);
    row("show as table", "showAsTable", Qt::Key_T, ctrl | shift);
  }
  /// Editors keep only navigation, clipboard, undo and select-all: every printed key is the window's even there.
  void keysReachTheirCommandsFromTheEditor() {
    QFETCH(QString, name);
    QFETCH(int, key);
    QFETCH(int, modifiers);
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    QWidget* editor = nullptr;
    const QList<QWidget*> inside = stage.window->tabWidget(MainWindow::Tab::Test)->findChildren<QWidget*>();
    for (QWidget* widget : inside)
      if (!editor && widget->inherits("QsciScintillaBase") && widget->isVisible()) editor = widget;
    QVERIFY(editor);
    editor->setFocus();
    QTRY_VERIFY(editor->hasFocus());
    QAction* action = stage.command(name);
    QVERIFY2(action, qPrintable(name));
    QSignalSpy triggered(action, &QAction::triggered);
    QTest::keyClick(editor, static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
    QTRY_COMPARE(triggered.count(), 1);
    for (QWidget* top : QApplication::topLevelWidgets())
      if (top != stage.window.get() && top->inherits("QDialog")) top->close();
  }

  void commandsAreInTheMenusAndOnTheWindow() {
    Stage stage;
    const QList<QAction*> all = stage.window->commands();
    QVERIFY(all.size() > 15);
    QList<QAction*> listed;
    for (const QAction* menu : stage.window->menuBar()->actions()) listed << menu->menu()->actions();
    for (QAction* action : all) {
      QVERIFY2(stage.window->actions().contains(action), qPrintable(action->objectName()));
      QVERIFY2(listed.contains(action), qPrintable(action->objectName()));
      QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
    }
    QStringList keys;
    for (const QAction* action : all)
      for (const QKeySequence& key : action->shortcuts()) {
        QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
        keys << key.toString();
      }
  }

  void menuBarIsCollapsedAndF10ExpandsIt() {
    Stage stage;
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    QCOMPARE(stage.window->menuBar()->height(), 0);
    QVERIFY(stage.window->menuBar()->isVisible());
    QTest::keyClick(stage.window.get(), Qt::Key_F10);
    QTRY_VERIFY(stage.window->menuBar()->height() >= 24);
    QTest::keyClick(stage.window.get(), Qt::Key_F10);
    QTRY_COMPARE(stage.window->menuBar()->height(), 0);
  }

  void escapeReturnsToTheFunctions() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    stage.window->findChild<QListView*>(u"navigatorList"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(stage.window->view(), MainWindow::View::Functions);
  }

  void logsOpenWithTheFunctionThatScalingShows() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    stage.window->showView(MainWindow::View::Scaling);
    auto* open = stage.window->findChild<QPushButton*>(u"scaling_open_logs"_s);
    QVERIFY(open);
    open->click();
    QCOMPARE(stage.window->view(), MainWindow::View::Logs);
    auto* logs = qobject_cast<LogsView*>(stage.window->viewWidget(MainWindow::View::Logs));
    QVERIFY(logs);
    QCOMPARE(logs->field().text(), u"fn:thumbnail"_s);
  }

  void backGoesWhereOneWas() {
    Stage stage;
    const FunctionId first = stage.backend.idOf(u"thumbnail"_s), second = stage.backend.idOf(u"order-api"_s);
    stage.window->openFunction(first);
    stage.window->openFunction(second);
    stage.window->showView(MainWindow::View::Scaling);
    stage.command(u"back"_s)->trigger();
    QCOMPARE(stage.window->view(), MainWindow::View::Function);
    QCOMPARE(stage.window->openedFunction(), second);
    stage.command(u"back"_s)->trigger();
    QCOMPARE(stage.window->openedFunction(), first);
  }

  void paletteFindsFunctionsCommandsAndRequests() {
    Stage stage;
    stage.window->openPalette();  // built once
    auto* palette = stage.window->findChild<CommandPalette*>();
    palette->close();
    QElapsedTimer clock;
    clock.start();
    stage.window->openPalette();
    QApplication::processEvents();
    QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(palette->isVisible());
    palette->field()->setText(u"thumb"_s);
    QCOMPARE(palette->entries().front().text, u"thumbnail"_s);
    palette->field()->setText(u">scaling"_s);
    QCOMPARE(palette->entries().front().action->objectName(), u"viewScaling"_s);
    palette->field()->setText(u"@order"_s);
    QCOMPARE(palette->entries().size(), 2U);  // order-api begins so, settle-orders has a word that does
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(stage.window->openedFunction(), stage.backend.idOf(u"order-api"_s));
    stage.window->openPalette();
    palette->field()->setText(u"no such thing"_s);
    QVERIFY(palette->entries().empty());
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QTest::keyClick(palette->field(), Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
  }

  void paletteScores() {
    QCOMPARE(paletteScore(u"thumbnail"_s, u"thumbnail"_s), 4);
    QCOMPARE(paletteScore(u"thumbnail"_s, u"Thumb"_s), 3);
    QCOMPARE(paletteScore(u"order-api"_s, u"api"_s), 2);
    QCOMPARE(paletteScore(u"thumbnail"_s, u"tnl"_s), 1);
    QCOMPARE(paletteScore(u"thumbnail"_s, u"x"_s), 0);
    QCOMPARE(paletteScore(u"thumbnail"_s, QString()), 1);
  }

  void questionMarkShowsTheKeys() {
    Stage stage;
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    stage.window->findChild<QListView*>(u"navigatorList"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), '?');
    auto* keys = stage.window->findChild<KeysOverlay*>();
    QTRY_VERIFY(keys->isVisible());
    QVERIFY(keys->shown() > 15);
    QTest::keyClick(keys, Qt::Key_Escape);
    QVERIFY(!keys->isVisible());
  }

  void troubleIsSaidUntilItIsOver() {
    Stage stage;
    auto* banner = stage.window->findChild<Banner*>(u"engineBanner"_s);
    QVERIFY(!banner->active());
    stage.backend.breakDown({u"Local.PortTaken"_s, u"Port 9700 is in use by another program."_s, u"Use 9701."_s});
    QVERIFY(banner->active());
    QCOMPARE(banner->text(), u"Port 9700 is in use by another program. Use 9701."_s);
    EngineDelta healthy;
    healthy.now = stage.backend.now();
    EngineStatus status = stage.hub.status();
    status.connected = true;
    status.message.clear();
    healthy.status = status;
    stage.backend.push(healthy);
    QTRY_VERIFY(!banner->active());
  }

  void windowIsRemembered() {
    QTemporaryDir folder;
    const QString file = folder.filePath(u"window.ini"_s);
    {
      Stage stage(file);
      stage.window->openFunction(stage.backend.idOf(u"order-api"_s), MainWindow::Tab::Configuration);
      stage.window->setNavigatorShown(false);
      stage.window->setLogDockShown(false);
      m_theme->setScheme(Scheme::Light);
      stage.window->close();
    }
    m_theme->setScheme(Scheme::Dark);
    Stage stage(file);
    QTRY_COMPARE(stage.window->openedFunction(), stage.backend.idOf(u"order-api"_s));
    QVERIFY(stage.window->tabWidget(MainWindow::Tab::Configuration)->isVisible());
    QVERIFY(!stage.window->navigatorShown());
    QVERIFY(!stage.window->logDockShown());
    QCOMPARE(m_theme->scheme(), Scheme::Light);
  }

  void damagedMemoryIsNoHindrance() {
    QTemporaryDir folder;
    QFile file(folder.filePath(u"window.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[window]\nview=99\ntab=7\ngeometry=nonsense\nnavigatorWidth=wide\nfunction=gone\n[appearance]\nscale=1000\n");
    file.close();
    Stage stage(file.fileName());
    QTRY_VERIFY(stage.window->openedFunction() != 0);
    QCOMPARE(m_theme->scale(), 2.0);
  }

  void deletedFunctionLeavesItsView() {
    Stage stage;
    const FunctionId id = stage.backend.idOf(u"thumbnail"_s);
    stage.window->openFunction(id);
    EngineDelta gone;
    gone.now = stage.backend.now();
    gone.functionsRemoved = {id};
    stage.backend.push(gone);
    QTRY_COMPARE(stage.window->view(), MainWindow::View::Functions);
    QVERIFY(stage.window->openedFunction() != id);
  }

  void minimumSizeHoldsEverything() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    stage.window->resize(1120, 700);
    QApplication::processEvents();
    QCOMPARE(stage.window->size(), QSize(1120, 700));
    QCOMPARE(stage.window->minimumSize(), QSize(1120, 700));
    stage.window->resize(1119, 699);
    QCOMPARE(stage.window->size(), QSize(1120, 700));
    auto* rail = stage.window->findChild<Rail*>();
    QVERIFY(rail->width() == 64 && rail->isVisible());
  }

  /// Everything that can take the focus has a name for screen readers and an object name for tests.
  void everyControlIsNamed() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    QVERIFY(stage.window->tabWidget(MainWindow::Tab::Configuration));
    for (const auto view : {MainWindow::View::Functions, MainWindow::View::Scaling, MainWindow::View::Settings})
      stage.window->showView(view);
    QStringList nameless;
    const QList<QWidget*> all = stage.window->findChildren<QWidget*>();
    for (QWidget* widget : all) {
      const bool part = widget->parentWidget() && (qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) || widget->parentWidget()->inherits("QComboBox") || widget->inherits("QComboBoxPrivateContainer") || widget->window() != stage.window.get());
      if (part || widget->focusPolicy() == Qt::NoFocus || qobject_cast<QLabel*>(widget) || qobject_cast<QScrollBar*>(widget) ||
          qobject_cast<QMenuBar*>(widget) || widget->objectName().startsWith("qt_"_L1))
        continue;
      const QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(widget);
      const auto* button = qobject_cast<DeskButton*>(widget);
      // The action of a banner that says nothing has no text yet: it gets one when it is shown.
      const bool waiting = button && button->kind() != DeskButton::Kind::Icon && button->text().isEmpty() && !button->isVisible();
      if (!waiting && (!heard || heard->text(QAccessible::Name).isEmpty()))
        nameless << QString::fromLatin1(widget->metaObject()->className()) + u" without accessible name: "_s + widget->objectName();
      if (widget->objectName().isEmpty() && !qobject_cast<QAbstractScrollArea*>(widget))
        nameless << QString::fromLatin1(widget->metaObject()->className()) + u" without object name: "_s + widget->accessibleName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
  }

  void tabGoesInReadingOrder() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    QWidget* start = stage.window->findChild<QWidget*>(u"connectionButton"_s);
    start->setFocus();
    const QStringList wanted{u"connectionButton"_s, u"paletteButton"_s, u"pauseButton"_s, u"themeButton"_s, u"keysButton"_s};
    for (const QString& name : wanted) {
      QCOMPARE(QApplication::focusWidget()->objectName(), name);
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(stage.window->findChild<Rail*>()->isAncestorOf(QApplication::focusWidget()));
  }

  void languageChangesInPlace() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    const QString before = stage.command(u"viewSettings"_s)->text();
    QVERIFY(installTranslator(*qApp, QLocale(QLocale::Chinese, QLocale::China)));
    QTRY_COMPARE(stage.command(u"viewSettings"_s)->text(), u"设置"_s);
    QVERIFY(!installTranslator(*qApp, QLocale(QLocale::English)));
    QTRY_COMPARE(stage.command(u"viewSettings"_s)->text(), before);
  }

  void scaleAndThemeApplyLive() {
    Stage stage;
    stage.window->openFunction(stage.backend.idOf(u"thumbnail"_s));
    auto* rail = stage.window->findChild<Rail*>();
    const QColor dark = rail->grab().toImage().pixelColor(2, rail->height() / 2);
    m_theme->setScheme(Scheme::Light);
    QTRY_COMPARE(rail->grab().toImage().pixelColor(2, rail->height() / 2), m_theme->colors().surface.rail);
    QVERIFY(dark != m_theme->colors().surface.rail);
    m_theme->setScale(1.5);
    QTRY_COMPARE(rail->width(), 96);
    QCOMPARE(stage.window->minimumWidth(), 1680);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
