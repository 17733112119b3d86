// SPDX-License-Identifier: GPL-3.0-or-later
// The same window over the real engine: first run, a fire, and a ramp of 600 events while it runs, in each theme and size.
//   scfdesk-engine-shots FOLDER
// Exit status 1: the engine did not do it, or a picture could not be written.
#include "models/selection.h"
#include "models/invocationmodel.h"
#include "tests/support/enginestage.h"
#include "widgets/controls/label.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/shell/translation.h"
#include "widgets/shell/views.h"
#include "widgets/simulate/sessionpane.h"
#include "widgets/simulate/simulateview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QPushButton>
#include <QRadioButton>
#include <QTextStream>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

int failed(const char* what) {
  fprintf(stderr, "scfdesk-engine-shots: %s\n", what);
  return 1;
}

/// The window as it is at this moment, in both themes and sizes; live data goes on meanwhile.
int take(EngineStage& stage, Theme& theme, const QDir& folder, const QString& name) {
  int wrong = 0;
  for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
    theme.setScheme(scheme);
    for (const QSize size : {QSize(1280, 800), QSize(1440, 900)}) {
      stage.window().resize(size);
      stage.let(150);
      const QString file = name + (scheme == Scheme::Dark ? u"-dark-"_s : u"-light-"_s) + QString::number(size.width()) + u'x' + QString::number(size.height()) + u".png"_s;
      wrong += !stage.window().grab().save(folder.filePath(file));
    }
  }
  return wrong;
}

void trigger(MainWindow& window, QLatin1String name) {
  const auto actions = window.commands();
  for (QAction* action : actions)
    if (action->objectName() == name) action->trigger();
}

/// The ramp beside a simulation of the same arrivals; the table on stdout too.
bool compare(EngineStage& stage) {
  stage.window().showView(MainWindow::View::Simulate);
  auto* view = stage.window().findChild<SimulateView*>();
  if (!view) return false;
  stage.let(1500);
  view->findChild<SegmentedControl*>(u"simulate_shown"_s)->segment(3)->click();
  auto* button = view->findChild<QPushButton*>(u"simulate_calibrate"_s);
  if (!stage.until([&] { return button->isEnabled(); }, 20)) return false;
  button->click();
  auto* table = view->findChild<RowTable*>(u"simulate_calibration_table"_s);
  if (!stage.until([&] { return table->rowModel().rowCount() == 5; }, 60)) return false;
  QTextStream out(stdout);
  out << view->findChild<Label*>(u"simulate_calibration_said"_s)->text() << '\n';
  for (const Row& row : table->rowModel().rows()) {
    for (const RowCell& cell : row.cells) out << cell.text << " | ";
    out << '\n';
  }
  return true;
}

/// The engine's own recording through the scaling core again.
bool replay(EngineStage& stage) {
  auto* view = stage.window().findChild<SimulateView*>();
  view->findChild<SegmentedControl*>(u"simulate_shown"_s)->segment(4)->click();
  auto* pane = view->findChild<SessionPane*>();
  pane->open({});
  if (!stage.until([&] { return pane->session().has_value(); }, 60)) return false;
  QTextStream(stdout) << pane->verdict() << '\n';
  return pane->session()->same;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_NO_GLIB", "1");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  if (argc < 2) return failed("usage: scfdesk-engine-shots FOLDER");
  const QDir folder(app.arguments().at(1));
  QDir().mkpath(folder.path());
  Theme theme;
  applyTheme(app, theme);
  installTranslator(app, QLocale(u"en"_s));
  QCursor::setPos(3000, 3000);  // nothing is hovered
  int wrong = 0;
  EngineStage stage(QSize(1440, 900));
  if (!stage.ready()) return failed("the engine did not come up with hello-event");
  stage.let(600);
  wrong += take(stage, theme, folder, u"real-00-first-run"_s);
  const FunctionId fn = stage.hub().selection().function();
  const auto replied = [&](int count) {
    return stage.until([&] {
      int done = 0;
      for (int row = 0; row < stage.hub().invocations().rowCount(); ++row) done += stage.hub().invocations().invocationAt(row)->finished;
      return done >= count;
    });
  };
  for (int i = 1; i <= 3; ++i) {
    trigger(stage.window(), "test_action_fire"_L1);
    if (!replied(i)) return failed("no reply came");
    stage.let(200);
  }
  wrong += take(stage, theme, folder, u"real-01-test"_s);
  views::fireLoad(stage.window().tabWidget(MainWindow::Tab::Test));
  stage.let(6000);
  wrong += take(stage, theme, folder, u"real-01-load"_s);
  stage.window().showView(MainWindow::View::Scaling);
  stage.let(1500);
  wrong += take(stage, theme, folder, u"real-02-scaling"_s);
  if (!stage.until([&] { const LoadProgress* load = stage.hub().lastLoad(fn); return load && load->endedAt; }, 60)) return failed("the ramp did not end");
  stage.let(12'000);
  wrong += take(stage, theme, folder, u"real-02-scaling-after"_s);
  if (!compare(stage)) return failed("the load was not held against its simulation");
  wrong += take(stage, theme, folder, u"real-07-calibration"_s);
  if (!replay(stage)) return failed("what the engine decided was not replayed");
  wrong += take(stage, theme, folder, u"real-07-session"_s);
  stage.window().showView(MainWindow::View::Functions);
  wrong += take(stage, theme, folder, u"real-05-functions"_s);
  stage.window().openFunction(fn, MainWindow::Tab::Configuration);
  wrong += take(stage, theme, folder, u"real-01-configuration"_s);
  stage.window().showView(MainWindow::View::Settings);
  wrong += take(stage, theme, folder, u"real-08-settings"_s);
  QTextStream(stdout) << "pictures of the real engine in " << folder.path() << '\n';
  return wrong ? failed("a picture could not be written") : 0;
}
