// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time of the frames of the lanes: p50 and p95 of a whole repaint of the lane area, thin rows, ungrouped.
//   bench_lanes           a quick run (200 lanes, 100,000 spans); checks that frames are painted at all
//   bench_lanes --full    2,000 lanes, 5,000,000 spans
#include "models/modelhub.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QTextStream>
#include <algorithm>
#include <ctime>
#include <vector>

using namespace scfdesk;

namespace {
/// CPU time of this thread: what a frame costs, whatever else the machine is doing.
int64_t cpuNs() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

constexpr TimeUs kWindow = 900'000'000;

/// Lanes that run and rest in turn over 15 minutes; every 97th run fails.
void fill(FakeBackend& backend, int lanes, int spans, TimeUs end) {
  const int runs = std::max(1, spans / lanes / 2);
  const TimeUs period = kWindow / (runs + 1);
  InvocationId id = 0;
  for (int lane = 0; lane < lanes; ++lane) {
    LaneDeltas d(1);
    const auto instance = static_cast<InstanceId>(lane + 1);
    const TimeUs born = end - kWindow + lane * 1000;
    d.to(instance, InstanceState::Starting, born).to(instance, InstanceState::Init, born + period / 4);
    for (int i = 0; i < runs; ++i) {
      const TimeUs at = born + period / 2 + i * period;
      ++id;
      d.to(instance, InstanceState::Busy, at, id);
      d.to(instance, InstanceState::Idle, at + period * 2 / 3, 0, id % 97 == 0);
    }
    backend.push(d.now(end).take());
  }
}

int64_t at(const std::vector<int64_t>& sorted, double p) {
  return sorted[static_cast<size_t>(p * static_cast<double>(sorted.size() - 1))];
}
}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  const bool full = app.arguments().contains(QStringLiteral("--full"));
  const int lanes = full ? 2000 : 200, spans = full ? 5'000'000 : 100'000, frames = full ? 200 : 30;
  QTextStream out(stdout);
  FakeBackend backend(false);
  ModelHub hub(backend);
  const TimeUs end = kFakeNow + kWindow;
  fill(backend, lanes, spans, end);
  Plot plot(hub);
  LaneArea area(plot);
  area.resize(1376, 600);
  area.setGrouped(false);
  plot.setRoom(176, 1376 - 176 - 48, 1);
  area.show();
  plot.setShown(true);
  while (area.renders() == 0) QCoreApplication::processEvents();
  int wrong = 0;
  TimeUs now = end;
  for (const TimeUs span : {TimeUs(30'000'000), TimeUs(60'000'000), TimeUs(300'000'000), kWindow}) {
    hub.time().setSpan(span);
    area.grab();  // the first look at a window works off the buckets once
    std::vector<int64_t> times;
    const int before = area.renders();
    for (int i = 0; i < frames; ++i) {
      now += std::max<TimeUs>(33'000, plot.scale().usPerColumn);  // each frame scrolls by at least a column
      LaneDeltas d(1);
      d.to(1, i % 2 ? InstanceState::Busy : InstanceState::Idle, now, static_cast<InvocationId>(i + 1));
      backend.push(d.now(now).take());
      const int64_t begin = cpuNs();
      plot.refresh();
      area.repaint();
      times.push_back(cpuNs() - begin);
    }
    wrong += area.renders() - before < frames;
    std::sort(times.begin(), times.end());
    out << lanes << " lanes, " << spans << " spans, window " << span / 1'000'000 << " s: p50 "
        << QString::number(static_cast<double>(at(times, 0.5)) / 1e6, 'f', 2) << " ms, p95 "
        << QString::number(static_cast<double>(at(times, 0.95)) / 1e6, 'f', 2) << " ms, worst "
        << QString::number(static_cast<double>(times.back()) / 1e6, 'f', 2) << " ms\n";
  }
  if (wrong) out << "A frame was not painted.\n";
  return wrong ? 1 : 0;
}
