// SPDX-License-Identifier: GPL-3.0-or-later
// How long views take for what a person waits for: a large event opens and takes letters, the command palette opens, the graphs of
// Scaling are painted over 3,600 points of ten series, lanes are panned and zoomed. Gates on what happened, never on time.
//   bench_views           a quick run
//   bench_views --full    an event of 6 MB, 2,000 lanes with 5,000,000 spans
#include "models/data/limits.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/scaling/trackstack.h"
#include "widgets/controls/searchfield.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/test/eventeditor.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QKeyEvent>
#include <QMap>
#include <QTextStream>
#include <algorithm>
#include <chrono>
#include <vector>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;
constexpr TimeUs kSecond = 1'000'000;
constexpr TimeUs kWindow = 900 * kSecond;
constexpr int kPoints = 3600;

QTextStream& out() {
  static QTextStream stream(stdout);
  return stream;
}

double since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

void print(const QString& what, std::vector<double> ms) {
  std::sort(ms.begin(), ms.end());
  const auto at = [&ms](double p) { return QString::number(ms[static_cast<size_t>(p * static_cast<double>(ms.size() - 1))], 'f', 2); };
  out() << what << ": p50 " << at(0.5) << " ms, p95 " << at(0.95) << " ms, worst " << at(1) << " ms\n";
  out().flush();
}

void settle() {
  for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
}

void press(QWidget* on, int key, const QString& text = {}) {
  QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
  QCoreApplication::sendEvent(on, &event);
}

/// A list of orders, indented, of about so many bytes.
QByteArray orders(qsizetype bytes) {
  QByteArray text = "{\n  \"Records\": [";
  for (int i = 0; text.size() < bytes - 400; ++i) {
    const QByteArray n = QByteArray::number(i);
    text += (i ? "," : "") + QByteArray("\n    {\n      \"id\": ") + n + ",\n      \"customer\": \"mei-" + n + "\",\n      \"paid\": true,\n      \"total\": " + n +
            ".25,\n      \"lines\": [{\"sku\": \"A-1\", \"count\": 3}, {\"sku\": \"日本-2\", \"count\": 1}]\n    }";
  }
  return text + "\n  ]\n}\n";
}

bool events(MainWindow& window, FunctionId function, bool full) {
  window.openFunction(function, MainWindow::Tab::Test);
  settle();
  auto* test = qobject_cast<TestView*>(window.tabWidget(MainWindow::Tab::Test));
  if (!test) return false;
  EventEditor& editor = test->eventPane().editor();
  const QByteArray laidOut = orders(full ? qsizetype(limits::kSyncEventBytes) : 100'000);
  const auto compact = compactJson(laidOut);
  bool good = compact.has_value();
  for (const QByteArray& event : {laidOut, *compact}) {
    auto begin = Clock::now();
    test->loadEvent(event);
    editor.viewport()->repaint();
    out() << "event of " << event.size() << " bytes, " << (event.size() == laidOut.size() ? "indented" : "in one line") << ": opens in "
          << QString::number(since(begin), 'f', 1) << " ms\n";
    good = good && editor.issues().empty() && editor.byteCount() >= event.size();
    begin = Clock::now();
    editor.goTo(editor.lines() / 2, 5);
    editor.viewport()->repaint();
    out() << "  its middle is seen after " << QString::number(since(begin), 'f', 1) << " ms\n";
    const qint64 before = editor.byteCount();
    std::vector<double> letters;
    for (int i = 0; i < 60; ++i) {
      begin = Clock::now();
      press(&editor, Qt::Key_Space, u" "_s);
      editor.viewport()->repaint();
      QCoreApplication::processEvents();
      letters.push_back(since(begin));
    }
    good = good && editor.byteCount() == before + 60;
    print(u"  a letter in its middle"_s, letters);
    begin = Clock::now();
    editor.validateNow();
    out() << "  is valid again after " << QString::number(since(begin), 'f', 1) << " ms\n";
  }
  return good;
}

bool palette(MainWindow& window) {
  std::vector<double> open, typed;
  auto* one = window.findChild<CommandPalette*>();
  if (!one) return false;
  for (int i = 0; i < 20; ++i) {
    auto begin = Clock::now();
    window.openPalette();
    one->repaint();
    QCoreApplication::processEvents();
    open.push_back(since(begin));
    begin = Clock::now();
    one->field()->setText(u"fu"_s);
    one->repaint();
    QCoreApplication::processEvents();
    typed.push_back(since(begin));
    if (one->entries().empty()) return false;
    one->close();
    settle();
  }
  out() << "command palette, first time " << QString::number(open.front(), 'f', 1) << " ms\n";
  print(u"command palette opens"_s, open);
  print(u"command palette, a letter"_s, typed);
  return true;
}

/// Instances by state (5), concurrency, limit, queue, p50, p99, memory: 3,600 points of each over 15 minutes.
void fillPoints(FakeBackend& backend, TimeUs end) {
  EngineDelta delta;
  LaneDeltas lanes(1);
  const TimeUs step = kWindow / kPoints;
  InvocationId id = 0;
  for (int i = 0; i < kPoints; ++i) {
    const TimeUs at = end - kWindow + i * step;
    FunctionSample s;
    s.function = 1;
    s.at = at;
    s.busy = 4 + i * 7 % 13;
    s.queued = i * 31 % 240;
    s.limit = 16;
    s.maxMemoryBytes = (60 + i % 17) * 1024LL * 1024;
    delta.samples.push_back(s);
    if (i % 9 == 0) delta.throttles.push_back({1, at, 432, i % 2 == 0});
    const auto instance = static_cast<InstanceId>(1 + i % 16);
    constexpr InstanceState kStates[] = {InstanceState::Busy, InstanceState::Idle, InstanceState::Busy, InstanceState::Frozen};
    lanes.to(instance, i < 16 ? InstanceState::Starting : kStates[i / 16 % 4], at, ++id);
    lanes.invocation(id, instance, at - (i * 13 % 900) * 1000, at);
  }
  EngineDelta moved = lanes.take();
  delta.transitions = std::move(moved.transitions);
  delta.invocations = std::move(moved.invocations);
  delta.now = end;
  backend.push(delta);
}

bool graphs() {
  FakeBackend backend(false);
  ModelHub hub(backend);
  const TimeUs end = kFakeNow + kWindow;
  fillPoints(backend, end);
  Plot plot(hub);
  plot.setFunction(1);
  TrackStack stack(plot);
  stack.resize(1376, 700);
  stack.show();
  plot.setShown(true);
  hub.time().setSpan(kWindow);
  settle();
  QList<Track*> tracks;
  for (Track* track : stack.findChildren<Track*>())
    if (track->isVisible()) tracks << track;
  std::vector<double> frames;
  QMap<QString, double> each;
  TimeUs now = end;
  int painted = 0;
  for (int i = 0; i < 200; ++i) {
    now += std::max<TimeUs>(33'000, plot.scale().usPerColumn);
    EngineDelta next;
    FunctionSample s;
    s.function = 1;
    s.at = next.now = now;
    s.queued = i % 50;
    s.limit = 16;
    next.samples.push_back(s);
    backend.push(next);
    const auto begin = Clock::now();
    plot.refresh();
    double last = 0;
    for (Track* track : tracks) {
      if (track == stack.lanes()) continue;  // they are measured below
      track->grab();  // repaint() of one would paint whatever else of the window is to be painted
      const double all = since(begin);
      each[track->objectName()] += all - last;
      last = all;
    }
    frames.push_back(last);
    for (Track* track : tracks) painted += track == stack.lanes() || track->renders() > 0;
  }
  for (auto it = each.cbegin(); it != each.cend(); ++it) out() << "  " << it.key() << " " << QString::number(it.value() / 200, 'f', 2) << " ms\n";
  print(u"%1 graphs over %2 points of ten series, scrolling"_s.arg(tracks.size() - 2).arg(kPoints), frames);
  return tracks.size() == 7 && painted == 200 * tracks.size();
}

bool lanes(bool full) {
  const int count = full ? 2000 : 200, spans = full ? 5'000'000 : 100'000;
  FakeBackend backend(false);
  ModelHub hub(backend);
  const TimeUs end = kFakeNow + kWindow;
  const int runs = spans / count / 2;
  const TimeUs period = kWindow / (runs + 1);
  InvocationId id = 0;
  for (int lane = 0; lane < count; ++lane) {
    LaneDeltas d(1 + static_cast<FunctionId>(lane % 400));
    const auto instance = static_cast<InstanceId>(lane + 1);
    const TimeUs born = end - kWindow + lane * 1000;
    d.to(instance, InstanceState::Starting, born);
    for (int i = 0; i < runs; ++i) {
      const TimeUs at = born + period / 2 + i * period;
      d.to(instance, InstanceState::Busy, at, ++id);
      d.to(instance, InstanceState::Idle, at + period * 2 / 3, 0, id % 97 == 0);
    }
    backend.push(d.now(end).take());
  }
  Plot plot(hub);
  LaneArea area(plot);
  area.resize(1376, 600);
  plot.setRoom(176, 1376 - 176 - 48, 1);
  area.show();
  plot.setShown(true);
  settle();
  bool good = true;
  for (const bool grouped : {false, true}) {
    area.setGrouped(grouped);
    hub.time().setSpan(60 * kSecond);
    settle();
    area.grab();
    const auto run = [&](const QString& what, const auto& move) {
      std::vector<double> frames;
      const int before = area.renders();
      for (int i = 0; i < 120; ++i) {
        move(i);
        const auto begin = Clock::now();
        plot.refresh();
        area.repaint();
        frames.push_back(since(begin));
      }
      good = good && area.renders() - before >= 100;
      print(QString((grouped ? u"grouped"_s : u"ungrouped"_s) + u", "_s + what), frames);
    };
    run(u"pan"_s, [&](int i) { hub.time().pan(i < 60 ? -3 * kSecond : 3 * kSecond); });
    run(u"zoom"_s, [&](int i) { hub.time().setSpan(30 * kSecond + i * 7 * kSecond); });
    run(u"scroll"_s, [&](int i) {
      hub.time().pan(i < 60 ? -kSecond : kSecond);
      if (!grouped) area.scrollRows(i < 60 ? 12 : -12);
    });
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_NO_GLIB", "1");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  const bool full = app.arguments().contains("--full"_L1);
  bool good = true;
  {
    FakeBackend backend(true);
    backend.withHistory();
    ModelHub hub(backend);
    MainWindow window(hub);
    window.resize(1440, 900);
    window.show();
    backend.start();
    settle();
    EngineDelta many;
    many.now = backend.now();
    for (int i = 0; i < 400; ++i) {
      FunctionInfo info;
      info.id = static_cast<FunctionId>(1000 + i);
      info.key = {u"default"_s, u"function-%1"_s.arg(i)};
      many.functions.push_back(info);
    }
    backend.push(many);
    settle();
    good &= events(window, backend.idOf(u"thumbnail"_s), full);
    good &= palette(window);
  }
  good &= graphs();
  if (!app.arguments().contains("--graphs"_L1)) good &= lanes(full);
  if (!good) out() << "Something was not shown.\n";
  return good ? 0 : 1;
}
