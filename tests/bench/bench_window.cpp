// SPDX-License-Identifier: GPL-3.0-or-later
// The promise that the window never freezes: the whole console over a real engine, with 600 events at 200/s, a function that
// prints 10,000 lines a second and one that eats memory, all at once. Prints the longest turn of the GUI thread's event loop,
// and how old a reply is when Scaling shows it.
// Gates on what happened (events done, lines held), never on time.
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/logstore.h"
#include "models/selection.h"
#include "models/turnwatch.h"
#include "tests/support/enginestage.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QEvent>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// How old the newest reply is when the lanes are painted with it for the first time.
class LagWatch final : public QObject {
 public:
  LagWatch(ModelHub& hub, QWidget* painted) : m_hub(hub) {
    if (hub.invocations().rowCount()) m_seen = hub.invocations().invocationAt(0)->id;
    painted->installEventFilter(this);
  }
  std::vector<double> ms;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    const Invocation* newest = m_hub.invocations().rowCount() ? m_hub.invocations().invocationAt(0) : nullptr;
    if (event->type() == QEvent::Paint && newest && newest->finished && newest->id != m_seen) {
      m_seen = newest->id;
      const auto now = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch());
      ms.push_back(static_cast<double>(now.count() - newest->at.replied) / 1000);
    }
    return false;
  }

 private:
  ModelHub& m_hub;
  InvocationId m_seen = 0;
};

/// One event after the other; false when one was never painted.
bool lag(EngineStage& stage) {
  stage.window().showView(MainWindow::View::Scaling);
  stage.let(500);
  auto* lanes = stage.window().findChild<QWidget*>(u"scaling_lanes"_s);
  if (!lanes) return false;
  LagWatch watch(stage.hub(), lanes);
  for (size_t i = 1; i <= 60; ++i) {
    const InvokeRequest one{{u"default"_s, u"hello-event"_s}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, R"({"name":"lag","workMs":20})"};
    stage.backend().invoke(one, &stage.window(), [](const Result<InvokeReply>&) {});
    const size_t before = watch.ms.size();
    if (!stage.until([&] { return watch.ms.size() > before; }, 20)) return false;
  }
  std::sort(watch.ms.begin(), watch.ms.end());
  printf("a reply is painted p50 %.1f ms, p95 %.1f ms, worst %.1f ms after the engine gave it\n", watch.ms[watch.ms.size() / 2], watch.ms[watch.ms.size() * 95 / 100], watch.ms.back());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_NO_GLIB", "1");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  TurnWatch watch;
  EngineStage stage(QSize(1440, 900));
  if (!stage.ready()) return 1;
  const QByteArray printer =
      "import time\ndef main_handler(event, context):\n    end = time.time() + event['s']\n    i = 0\n    while time.time() < end:\n"
      "        for _ in range(100):\n            print('line', i, 'of a function that has much to say about what it does')\n            i += 1\n"
      "        time.sleep(0.01)\n    return i\n";
  const QByteArray eater =
      "def main_handler(event, context):\n    kept = []\n    while True:\n        kept.append(bytearray(4 << 20))\n";
  if (!stage.create(u"printer"_s, printer) || !stage.create(u"eater"_s, eater)) return 1;
  const auto run = [&](MainWindow::View view, const char* name) {
    stage.window().showView(view);
    stage.let(300);
    watch.reset();
    int done = 0;
    int code = 0;
    LoadSpec load;
    load.function.name = u"hello-event"_s;
    load.payload = R"({"name":"load","workMs":50})";
    load.count = 600;
    load.peakPerSecond = 200;
    load.shape = LoadShape::Constant;
    const auto lines = stage.hub().logs().size();
    stage.backend().startLoad(load, &stage.window(), [](const Result<uint32_t>&) {});
    InvokeRequest print{{u"default"_s, u"printer"_s}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, R"({"s": 3})"};
    stage.backend().invoke(print, &stage.window(), [&](const Result<InvokeReply>&) { ++done; });
    InvokeRequest eat{{u"default"_s, u"eater"_s}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, "{}"};
    stage.backend().invoke(eat, &stage.window(), [&](const Result<InvokeReply>& r) {
      ++done;
      code = r ? r->statusCode : 0;
    });
    const bool ended = stage.until([&] {
      const LoadProgress* progress = stage.hub().lastLoad(stage.id(u"hello-event"_s));
      return done == 2 && progress && progress->endedAt;
    }, 60);
    printf("%-10s longest turn %6.1f ms, %lld of %lld turns over %lld ms, %lld lines, eater ended with %d\n", name, watch.worstMs(),
           static_cast<long long>(watch.overPromise()), static_cast<long long>(watch.turns()), static_cast<long long>(TurnWatch::kPromise.count()),
           static_cast<long long>(stage.hub().logs().size() - lines), code);
    return ended && code == 434 && stage.hub().logs().size() > lines;
  };
  const bool good = run(MainWindow::View::Function, "Test") & run(MainWindow::View::Scaling, "Scaling") & run(MainWindow::View::Functions, "Functions") & lag(stage);
  printf("Totals: %d passed, %d failed, 0 skipped\n", good, !good);
  return good ? 0 : 1;
}
