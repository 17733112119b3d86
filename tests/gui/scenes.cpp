// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/scenes.h"
#include "tests/gui/connectionscenes.h"
#include "tests/gui/simulatescenes.h"

#include "models/decisionhistory.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "widgets/async/asyncview.h"
#include "widgets/functions/newfunctiondialog.h"
#include "widgets/logs/logsview.h"
#include "widgets/logs/logtable.h"
#include "widgets/logs/queryfield.h"
#include "widgets/shell/views.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include <QAbstractItemView>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void settle(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

void Stage::start(const QSize& size) {
  window->resize(size);
  window->show();
  backend.start();
  settle(350);
}

namespace {

QWidget* dialogOf(Stage& stage) {
  settle();
  const QList<QDialog*> dialogs = stage.window->findChildren<QDialog*>();
  for (QDialog* dialog : dialogs)
    if (dialog->isVisible()) return dialog;
  return nullptr;
}

QWidget* tab(Stage& stage, const QString& function, MainWindow::Tab which) {
  stage.window->openFunction(stage.id(function), which);
  return stage.window->tabWidget(which) ? stage.window.get() : nullptr;
}

/// A debug session of a Python function, as the engine tells of it. `how`: its state, as JSON members.
QWidget* debugged(Stage& stage, const QByteArray& how) {
  stage.backend.localAnswer = [how](const QByteArray& method, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
    if (!target.startsWith("/-/debug/") || method == "HEAD") return Error{u"UnsupportedOperation"_s, u"Not in a picture."_s, {}};
    return QByteArray("{" + how + ",\"protocol\":\"debugpy\",\"host\":\"127.0.0.1\",\"port\":5678,"
                      "\"localRoot\":\"\",\"remoteRoot\":\"/var/user\",\"nvim\":\"\",\"vscode\":\"{\\n  \\\"version\\\": \\\"0.2.0\\\",\\n  \\\"configurations\\\": [\\n    {\\n"
                      "      \\\"name\\\": \\\"SCF Desk: thumbnail\\\",\\n      \\\"type\\\": \\\"debugpy\\\",\\n      \\\"request\\\": \\\"attach\\\",\\n"
                      "      \\\"connect\\\": { \\\"host\\\": \\\"127.0.0.1\\\", \\\"port\\\": 5678 }\\n    }\\n  ]\\n}\\n\"}");
  };
  QWidget* view = tab(stage, u"thumbnail"_s, MainWindow::Tab::Test);
  if (auto* button = stage.window->findChild<QPushButton*>(u"test_debug"_s)) button->click();
  settle(300);
  return view;
}

QWidget* newFunction(Stage& stage, const std::function<void(NewFunctionDialog&)>& fill) {
  auto* dialog = new NewFunctionDialog(*stage.hub, stage.window.get());
  dialog->show();
  fill(*dialog);
  settle(300);
  return dialog;
}

}  // namespace

std::vector<Picture> pictures() {
  using View = MainWindow::View;
  const auto view = [](View which) {
    return [which](Stage& stage) -> QWidget* {
      stage.window->showView(which);
      return stage.window->viewWidget(which) ? stage.window.get() : nullptr;
    };
  };
  std::vector<Picture> all{
      {u"00-first-run"_s, false, [](Stage& stage) { return tab(stage, u"hello-event"_s, MainWindow::Tab::Test); }},
      {u"01-test"_s, true,
       [](Stage& stage) {
         QWidget* shown = tab(stage, u"thumbnail"_s, MainWindow::Tab::Test);
         if (!shown) return shown;
         const auto actions = stage.window->commands();
         for (QAction* action : actions)
           if (action->objectName() == "test_action_fire"_L1) action->trigger();
         settle();
         stage.backend.advanceSeconds(3);
         settle();
         return shown;
       }},
      {u"01-load"_s, true,
       [](Stage& stage) {
         QWidget* shown = tab(stage, u"thumbnail"_s, MainWindow::Tab::Test);
         if (!shown) return shown;
         views::fireLoad(stage.window->tabWidget(MainWindow::Tab::Test));
         settle();
         stage.backend.advanceSeconds(6);
         settle();
         return shown;
       }},
      {u"01-repeat"_s, true,
       [](Stage& stage) {
         QWidget* shown = tab(stage, u"order-api"_s, MainWindow::Tab::Test);
         auto* test = qobject_cast<TestView*>(stage.window->tabWidget(MainWindow::Tab::Test));
         if (!shown || !test) return shown;
         test->eventPane().fireBar().setMode(FireBar::Mode::Repeat);
         test->fire();
         settle();
         stage.backend.advanceSeconds(3.4);
         settle();
         return shown;
       }},
      {u"01-debug"_s, true, [](Stage& stage) { return debugged(stage, "\"state\":\"ready\",\"attached\":false,\"paused\":false,\"timeLeftMs\":2940"); }},
      {u"01-debug-loading"_s, true, [](Stage& stage) { return debugged(stage, "\"state\":\"loading\",\"attached\":true,\"paused\":false"); }},
      {u"01-debug-modulelevel"_s, true, [](Stage& stage) { return debugged(stage, "\"state\":\"paused\",\"attached\":true,\"paused\":true"); }},
      {u"16-newfunction-image"_s, false, [](Stage& stage) -> QWidget* { return newFunction(stage, [](NewFunctionDialog& dialog) { dialog.setImage(u"ccr.ccs.tencentyun.com/shop/orders:1.4"_s); }); }},
      {u"01-paused"_s, true,
       [](Stage& stage) {
         QWidget* shown = tab(stage, u"order-api"_s, MainWindow::Tab::Test);
         auto* test = qobject_cast<TestView*>(stage.window->tabWidget(MainWindow::Tab::Test));
         if (!shown || !test) return shown;
         stage.backend.setTraffic(false);
         stage.backend.setManual(true);
         stage.backend.setPaused(true);
         test->fire();
         settle();
         stage.backend.advanceSeconds(0.1);
         settle(500);
         return shown;
       }},
      {u"19-why"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         views::fireLoad(stage.window->tabWidget(MainWindow::Tab::Test));
         settle();
         stage.backend.advanceSeconds(20);
         stage.window->showView(View::Scaling);
         stage.hub->selection().setInvocation(0);
         for (const Decision& d : stage.hub->decisions().decisions())
           if (d.kind == u"start" && d.function == stage.id(u"thumbnail"_s)) stage.hub->selection().setInstance(d.instance);
         settle();
         if (auto* ask = stage.window->findChild<QPushButton*>(u"scaling_ask_why"_s)) ask->click();
         return stage.window.get();
       }},
      {u"20-range"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         stage.window->showView(View::Scaling);
         stage.hub->time().setRange(stage.hub->time().now() - 45'000'000, stage.hub->time().now() - 12'000'000);
         return stage.window.get();
       }},
      {u"21-diff"_s, true,
       [](Stage& stage) -> QWidget* {
         tab(stage, u"thumbnail"_s, MainWindow::Tab::Test);
         stage.backend.setTraffic(false);
         auto* test = qobject_cast<TestView*>(stage.window->tabWidget(MainWindow::Tab::Test));
         if (!test) return nullptr;
         for (int i = 0; i < 3; ++i) {
           test->fire();
           settle();
           stage.backend.advanceSeconds(2);
           settle();
         }
         test->showDiff();
         return stage.window.get();
       }},
      {u"18-unsaved"_s, true,
       [](Stage& stage) {
         tab(stage, u"thumbnail"_s, MainWindow::Tab::Test);
         settle();
         if (auto* test = qobject_cast<TestView*>(stage.window->tabWidget(MainWindow::Tab::Test))) test->loadEvent("{\"edited\":1}");
         stage.window->close();
         return dialogOf(stage);
       }},
      {u"01-configuration"_s, true,
       [](Stage& stage) { return tab(stage, u"thumbnail"_s, MainWindow::Tab::Configuration); }},
      {u"02-scaling"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         views::fireLoad(stage.window->tabWidget(MainWindow::Tab::Test));
         settle();
         stage.backend.advanceSeconds(20);
         stage.window->showView(View::Scaling);
         settle();
         return stage.window->viewWidget(View::Scaling) ? stage.window.get() : nullptr;
       }},
      {u"02-scaling-history"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         views::fireLoad(stage.window->tabWidget(MainWindow::Tab::Test));
         settle();
         stage.backend.advanceSeconds(20);
         stage.window->showView(View::Scaling);
         stage.hub->time().setCursor(stage.hub->time().now() - 9'500'000);
         settle(400);
         return stage.window->viewWidget(View::Scaling) ? stage.window.get() : nullptr;
       }},
      {u"22-async"_s, true,
       [](Stage& stage) -> QWidget* {
         tellResources(stage);
         stage.window->showView(View::Async);
         settle(400);
         return stage.window->viewWidget(View::Async) ? stage.window.get() : nullptr;
       }},
      {u"22-dead-letters"_s, true,
       [](Stage& stage) -> QWidget* {
         tellResources(stage);
         stage.window->showView(View::Async);
         auto* async = qobject_cast<AsyncView*>(stage.window->viewWidget(View::Async));
         if (!async) return nullptr;
         async->showDeadLetters();
         settle(300);
         return stage.window.get();
       }},
      {u"22-async-empty"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.backend.answers.insert(u"GET /-/async"_s, QByteArray(R"({"time":0,"functions":[]})"));
         stage.window->showView(View::Async);
         return stage.window->viewWidget(View::Async) ? stage.window.get() : nullptr;
       }},
      {u"23-versions"_s, true,
       [](Stage& stage) {
         tellResources(stage);
         return tab(stage, u"thumbnail"_s, MainWindow::Tab::Versions);
       }},
      {u"24-concurrency"_s, true,
       [](Stage& stage) {
         tellResources(stage);
         QWidget* shown = tab(stage, u"thumbnail"_s, MainWindow::Tab::Concurrency);
         settle(300);
         return shown;
       }},
      {u"25-code"_s, true,
       [](Stage& stage) {
         tellResources(stage);
         QWidget* shown = tab(stage, u"thumbnail"_s, MainWindow::Tab::Code);
         settle(400);
         return shown;
       }},
      {u"05-functions"_s, true, view(View::Functions)},
      {u"04-logs"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         views::fireLoad(stage.window->tabWidget(MainWindow::Tab::Test));
         settle();
         stage.backend.advanceSeconds(20);
         stage.window->showView(View::Logs);
         settle();
         auto* logs = qobject_cast<LogsView*>(stage.window->viewWidget(View::Logs));
         if (!logs) return nullptr;
         logs->field().setQuery(u"fn:thumbnail,settle-orders level:info+,plat resized"_s);
         logs->setInContext(true);
         settle();
         logs->table().setFollowing(false);
         logs->table().setCurrentRow(logs->table().rowCount() - 12);
         settle(400);
         return stage.window.get();
       }},
      {u"04-logs-mistake"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->showView(View::Logs);
         settle();
         auto* logs = qobject_cast<LogsView*>(stage.window->viewWidget(View::Logs));
         if (!logs) return nullptr;
         logs->field().setQuery(u"fn:thumbnail level:error resized"_s);
         settle();
         logs->field().setText(u"fn:thumbnail level:error resized status:4"_s);
         settle(400);
         return stage.window.get();
       }},
      {u"08-settings"_s, true, view(View::Settings)},
      {u"10-new-function"_s, true,
       [](Stage& stage) {
         views::newFunction(*stage.hub, false, stage.window.get(), [](FunctionId) {});
         return dialogOf(stage);
       }},
      {u"11-delete"_s, true,
       [](Stage& stage) {
         views::deleteFunction(*stage.hub, stage.id(u"thumbnail"_s), stage.window.get());
         return dialogOf(stage);
       }},
      {u"12-copy"_s, true,
       [](Stage& stage) {
         views::copyFunction(*stage.hub, stage.id(u"thumbnail"_s), stage.window.get(), [](FunctionId) {});
         return dialogOf(stage);
       }},
      {u"13-palette"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         stage.window->openPalette();
         return stage.window.get();
       }},
      {u"14-keys"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         stage.window->openKeys();
         return stage.window.get();
       }},
      {u"16-menu"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         auto* menu = stage.window->findChild<QMenu*>(u"menu2"_s);
         if (menu) menu->popup(stage.window->mapToGlobal(QPoint(40, 40)));
         return menu;
       }},
      {u"17-choice"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         QWidget* test = stage.window->tabWidget(MainWindow::Tab::Test);
         auto* choice = test ? test->findChild<QComboBox*>() : nullptr;
         if (choice) choice->showPopup();
         return choice ? choice->view()->window() : nullptr;
       }},
      {u"15-trouble"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.window->openFunction(stage.id(u"thumbnail"_s));
         stage.backend.breakDown({u"Local.PortTaken"_s, u"Port 9700 is in use by another program."_s, u"Choose another port in Settings."_s});
         return stage.window.get();
       }},
  };
  for (Picture& one : timePictures()) all.push_back(std::move(one));
  for (Picture& one : testPictures()) all.push_back(std::move(one));
  addSimulateScenes(all);
  addConnectionScenes(all);
  addTriggerScenes(all);
  return all;
}

}  // namespace scfdesk
