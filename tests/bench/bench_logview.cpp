// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time of the frames of the log: 10,000 lines a second appended in batches of a frame, followed and painted, with many lines held.
//   bench_logview           a quick run (20,000 lines held)
//   bench_logview --full    1,000,000 lines held, 10 s
#include "models/logstore.h"
#include "models/modelhub.h"
#include "tests/support/fakebackend.h"
#include "widgets/logs/logtable.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QScrollBar>
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

constexpr int kPerFrame = 167;  // 10,000 lines a second at 60 frames

LogChunk lines(uint64_t from, int count) {
  LogChunk chunk;
  for (int i = 0; i < count; ++i) {
    LogRecord r;
    r.seq = from + static_cast<uint64_t>(i);
    r.at = kFakeNow + static_cast<TimeUs>(r.seq) * 100;
    r.function = 1;
    r.instance = static_cast<InstanceId>(1 + r.seq % 16);
    r.invocation = r.seq / 10 + 1;
    r.level = r.seq % 50 == 0 ? LogLevel::Error : r.seq % 11 == 0 ? LogLevel::Warn : LogLevel::Info;
    chunk.append(r, QByteArray("resized landing/hero-" + QByteArray::number(quint64(r.seq)) +
                               ".jpg 2400x1350 to 640x360 in 87.4 ms, cache miss, 48,211 bytes written to thumb/640"));
  }
  return chunk;
}

struct Times {
  std::vector<int64_t> all;
  void print(QTextStream& out, const char* what) {
    std::sort(all.begin(), all.end());
    const auto at = [this](double p) { return static_cast<double>(all[static_cast<size_t>(p * static_cast<double>(all.size() - 1))]) / 1e6; };
    out << what << ": p50 " << QString::number(at(0.5), 'f', 2) << " ms, p95 " << QString::number(at(0.95), 'f', 2) << " ms, worst "
        << QString::number(at(1), 'f', 2) << " ms\n";
  }
};
}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  const bool full = app.arguments().contains(QStringLiteral("--full"));
  const int held = full ? 1'000'000 : 20'000, frames = full ? 600 : 60;
  QTextStream out(stdout);
  FakeBackend backend(false);
  ModelHub hub(backend);
  LogStore store(nullptr, held);
  LogView view(store);
  LogTable table(hub, view);
  table.resize(1376, 320);
  table.show();
  uint64_t seq = 0;
  for (int i = 0; i < held / 1000; ++i, seq += 1000) store.append(lines(seq, 1000));
  QCoreApplication::processEvents();
  int wrong = 0;
  const auto run = [&](const char* what, bool follow) {
    Times times;
    table.setFollowing(follow);
    if (!follow) table.verticalScrollBar()->setValue(static_cast<int>(table.rowCount() / 2));
    for (int i = 0; i < frames; ++i, seq += kPerFrame) {
      const LogChunk chunk = lines(seq, kPerFrame);
      const int64_t begin = cpuNs();
      store.append(chunk);
      if (follow) table.viewport()->repaint();
      else QCoreApplication::processEvents();
      times.all.push_back(cpuNs() - begin);
    }
    wrong += follow && table.topRow() + table.visibleRows() < table.rowCount();
    times.print(out, what);
  };
  out << held << " lines held, 10,000 lines/s\n";
  run("followed", true);
  run("scrolled up", false);
  LogFilter filter;
  filter.minimum = LogLevel::Warn;
  view.setFilter(filter);
  while (view.busy()) QCoreApplication::processEvents();
  run("followed, filtered by level", true);
  if (wrong) out << "The tail was not in sight.\n";
  return wrong ? 1 : 0;
}
