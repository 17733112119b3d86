// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every view in each theme, size and language to PNG files, without a display.
//   scfdesk-snapshots FOLDER [NAME ...]    NAME: only pictures whose name contains it
// Exit status 1: a view is missing or a picture could not be written.
#include "models/decisionhistory.h"
#include "models/functionmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/fakeservices.h"
#include "tests/support/resourcefake.h"
#include "widgets/async/asyncview.h"
#include "widgets/functions/packagefile.h"
#include "widgets/logs/logsview.h"
#include "widgets/logs/logtable.h"
#include "widgets/logs/queryfield.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/translation.h"
#include "widgets/shell/views.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCursor>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTextStream>
#include <QTimer>
#include <functional>

namespace {

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// Lets everything queued happen: answers of the fake, layouts, views that settle by timers of at most `ms`.
void settle(int ms = 120) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

/// One window over a fresh backend.
struct Stage {
  explicit Stage(bool pictures) : backend(pictures) {
    if (pictures) backend.withHistory();
    hub = std::make_unique<ModelHub>(backend);
    window = std::make_unique<MainWindow>(*hub);
  }
  void start(const QSize& size) {
    window->resize(size);
    window->show();
    backend.start();
    settle(350);
  }
  FunctionId id(const QString& name) const { return backend.idOf(name); }
  ResourceFake backend;
  std::unique_ptr<ModelHub> hub;
  std::unique_ptr<MainWindow> window;
};

struct Picture {
  QString name;
  bool pictures;                            ///< the functions of the design's pictures, else a first run
  std::function<QWidget*(Stage&)> arrange;  ///< what to grab; null = the view is missing
};

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

/// What the engine would say of async events, dead letters, versions and quotas.
void tellResources(Stage& stage) {
  const QByteArray thumbnail = QByteArray::number(stage.id(u"thumbnail"_s)), orders = QByteArray::number(stage.id(u"settle-orders"_s));
  const qint64 now = kFakeNow / 1000;
  const auto ms = [now](qint64 ago) { return QByteArray::number(now - ago); };
  auto& answers = stage.backend.answers;
  const QByteArray functions = "\"time\":" + QByteArray::number(now) + ",\"functions\":[{\"id\":" + thumbnail + ",\"namespace\":\"default\",\"name\":\"thumbnail\",\"depth\":1204,\"running\":16,\"retrying\":2,\"oldestMs\":" +
                               ms(81'000) + ",\"nextRetryMs\":" + ms(-24'000) + "},{\"id\":" + orders +
                               ",\"namespace\":\"default\",\"name\":\"settle-orders\",\"depth\":3,\"running\":3,\"retrying\":0,\"oldestMs\":" + ms(4'200) + ",\"nextRetryMs\":0}]";
  QByteArray events;
  for (int i = 0; i < 9; ++i)
    events += QByteArray(i ? "," : "") + "{\"requestId\":\"5f1c9e2" + QByteArray::number(i) + "-7ee5-4542-90b7-d11b23cbf7d9\",\"state\":\"" + (i == 0 ? "retrying" : i < 4 ? "running" : "waiting") +
              "\",\"acceptedMs\":" + ms(81'000 - i * 7'000) + ",\"attempt\":" + (i == 0 ? "3" : "1") + ",\"retryAtMs\":" + (i == 0 ? ms(-24'000) : "0") + "}";
  answers.insert(u"GET /-/async"_s, QByteArray("{" + functions + "}"));
  answers.insert(u"GET /-/async?function"_s, QByteArray("{" + functions + ",\"events\":[" + events + "],\"total\":1204}"));
  answers.insert(u"GET /-/async/"_s,
                 QByteArray("{\"requestId\":\"5f1c9e20-7ee5-4542-90b7-d11b23cbf7d9\",\"qualifier\":\"$LATEST\",\"source\":\"api\",\"state\":\"retrying\",\"acceptedMs\":" + ms(81'000) + ",\"attempt\":3,\"retryAtMs\":" + ms(-24'000) +
                            ",\"bytes\":74,\"payload\":\"{\\\"key\\\":\\\"photos/2026/IMG_2211.jpg\\\",\\\"sizes\\\":[64,256,1024]}\",\"attempts\":[{\"attempt\":1,\"statusCode\":433,\"startMs\":" + ms(80'000) + ",\"endMs\":" + ms(70'000) +
                            ",\"durationUs\":10000000,\"message\":\"Invoking task timed out after 10 seconds\"},{\"attempt\":2,\"statusCode\":430,\"startMs\":" + ms(37'000) + ",\"endMs\":" + ms(36'000) +
                            ",\"durationUs\":412000,\"message\":\"PIL.UnidentifiedImageError: cannot identify image file '/tmp/in.jpg'\"}]}"));
  QByteArray letters;
  const QByteArray reasons[] = {"PIL.UnidentifiedImageError: cannot identify image file '/tmp/in.jpg'", "KeyError: 'invoice'"};
  for (int i = 0; i < 6; ++i)
    letters += QByteArray(i ? "," : "") + "{\"id\":\"" + QByteArray::number(40 - i) + "\",\"namespace\":\"default\",\"function\":\"" + (i < 4 ? "thumbnail" : "settle-orders") +
               "\",\"statusCode\":430,\"attempts\":3,\"firstMs\":" + ms(600'000 + i * 400'000) + ",\"lastMs\":" + ms(420'000 + i * 400'000) + ",\"bytes\":74,\"error\":\"{\\\"stackTrace\\\":\\\"" + reasons[i / 4] + "\\\"}\"}";
  answers.insert(u"GET /-/dead-letters?brief"_s, QByteArray("{\"deadLetters\":[" + letters + "]}"));
  answers.insert(u"GET /-/dead-letters/"_s,
                 QByteArray("{\"id\":\"40\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"requestId\":\"0ac61d8b-6f1a-4f5b-9f3e-2c8b7a0d5e11\",\"source\":\"api\",\"statusCode\":430,\"attempts\":3,\"firstMs\":" + ms(600'000) +
                            ",\"lastMs\":" + ms(420'000) + ",\"bytes\":74,\"error\":\"{\\\"stackTrace\\\":\\\"" + reasons[0] + "\\\"}\",\"payload\":\"{\\\"key\\\":\\\"photos/2026/broken.jpg\\\"}\",\"attemptList\":[{\"attempt\":1,\"statusCode\":430,\"startMs\":" + ms(600'000) +
                            ",\"durationUs\":301000},{\"attempt\":2,\"statusCode\":430,\"startMs\":" + ms(540'000) + ",\"durationUs\":296000},{\"attempt\":3,\"statusCode\":430,\"startMs\":" + ms(480'000) + ",\"durationUs\":299000}]}"));
  answers.insert(u"GET /-/provisioned/"_s,
                 QByteArray(R"({"versions":[{"version":1,"memoryMb":128},{"version":2,"memoryMb":128,"config":{"count":4,"tracking":false,"target":0,"least":0,"most":0,"tasks":[{"name":"Office hours","count":12,"cron":"0 0 8 * * MON-FRI *"},{"name":"Night","count":1,"cron":"0 30 20 * * MON-FRI *"}]},"target":12,"ready":9,"failures":0}]})"));
  answers.insert(u"GetAccount"_s, QByteArray(R"({"AccountUsage":{"TotalConcurrencyMem":128000,"TotalAllocatedConcurrencyMem":34816}})"));
  answers.insert(u"GetFunction"_s, QByteArray(R"({"MemorySize":128,"Timeout":10,"Runtime":"Python3.10","Handler":"index.main_handler","Description":"Three sizes of every picture that is uploaded"})"));
  answers.insert(u"GET /-/code/"_s, storedZip({{u"index.py"_s, "import os\n\nfrom lib.pictures import resize\n\nSIZES = [int(s) for s in os.environ.get(\"SIZES\", \"64,256\").split(\",\")]\n\n\ndef main_handler(event, context):\n    \"\"\"Three sizes of every picture that is uploaded.\"\"\"\n    made = []\n    for record in event[\"Records\"]:\n        key = record[\"cos\"][\"cosObject\"][\"key\"]\n        print(\"fetch\", key)\n        for size in SIZES:\n            made.append(resize(key, size))  # writes beside the original\n    return {\"sizes\": SIZES, \"made\": len(made)}\n"},
                                               {u"lib/pictures.py"_s, "def resize(key, size):\n    return key\n"}, {u"lib/__init__.py"_s, ""}, {u"requirements.txt"_s, "pillow\n"}}));
  FunctionInfo info = stage.backend.info(stage.id(u"thumbnail"_s));
  info.reservedMemoryMb = 2048;
  info.lastVersion = 2;
  info.versions = {{1, 101, u"First release"_s, kFakeNow - 9 * 86'400'000'000LL}, {2, 102, u"Three sizes instead of two"_s, kFakeNow - 86'400'000'000LL}};
  info.aliases = {{u"release"_s, 1, u"what the shop calls"_s, {{2, 0.3}}, {}, kFakeNow, kFakeNow}, {u"staff"_s, 1, {}, {}, {{2, u"invoke.headers.User"_s, u"exact"_s, u"anna"_s}}, kFakeNow, kFakeNow}};
  EngineDelta delta;
  delta.functions = {info};
  stage.backend.push(delta);
  settle();
}

std::vector<Picture> pictures() {
  using View = MainWindow::View;
  const auto view = [](View which) {
    return [which](Stage& stage) -> QWidget* {
      stage.window->showView(which);
      return stage.window->viewWidget(which) ? stage.window.get() : nullptr;
    };
  };
  return {
      {u"06-services"_s, true,
       [](Stage& stage) -> QWidget* {
         stage.backend.localAnswer = [](const QByteArray& method, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
           if (method == "GET" && target == "/-/services") return fakeServices();
           return Error{u"UnsupportedOperation"_s, u"Not in a picture."_s, {}};
         };
         stage.window->showView(MainWindow::View::Services);
         settle(2500);
         return stage.window->viewWidget(MainWindow::View::Services) ? stage.window.get() : nullptr;
       }},
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
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QTextStream out(stdout);
  const QStringList arguments = app.arguments();
  if (arguments.size() < 2) {
    out << "usage: scfdesk-snapshots FOLDER [NAME ...]\n";
    return 2;
  }
  const QDir folder(arguments.at(1));
  if (!QDir().mkpath(folder.path())) {
    out << "The folder " << folder.path() << " cannot be made.\n";
    return 1;
  }
  Theme theme;
  applyTheme(app, theme);
  QCursor::setPos(3000, 3000);  // nothing is hovered
  int wrong = 0, written = 0;
  for (const QString& language : {u"en"_s, u"zh_CN"_s}) {
    installTranslator(app, QLocale(language));
    for (const Scheme scheme : {Scheme::Dark, Scheme::Light}) {
      theme.setScheme(scheme);
      for (const QSize size : {QSize(1440, 900), QSize(1280, 800)}) {
        for (const Picture& picture : pictures()) {
          const QString name = picture.name + u'-' + (scheme == Scheme::Dark ? u"dark"_s : u"light"_s) + u'-' +
                               QString::number(size.width()) + u"x"_s + QString::number(size.height()) + u'-' + language;
          bool wanted = arguments.size() == 2;
          for (qsizetype i = 2; i < arguments.size(); ++i) wanted = wanted || name.contains(arguments.at(i));
          if (!wanted) continue;
          Stage stage(picture.pictures);
          stage.start(size);
          QWidget* shown = picture.arrange(stage);
          settle();
          if (!shown) {
            out << "missing: " << name << '\n';
            ++wrong;
            continue;
          }
          if (!shown->grab().save(folder.filePath(name + u".png"_s))) {
            out << "cannot write: " << folder.filePath(name + u".png"_s) << '\n';
            ++wrong;
            continue;
          }
          ++written;
        }
      }
    }
  }
  out << written << " pictures in " << folder.path() << ", " << wrong << " missing\n";
  return wrong ? 1 : 0;
}
