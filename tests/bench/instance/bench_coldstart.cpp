// SPDX-License-Identifier: GPL-3.0-or-later
// Cold starts (asked for -> first reply) and warm round trips, interleaved with the bare interpreter. Prints; gates nothing
// but that everything ran. SCFDESK_BENCH_ROUNDS: how many rounds (default 3).
#include "app/engine/instance/processtree.h"
#include "tests/unit/instance/instancebench.h"
#include <algorithm>
#include <spawn.h>
#include <sys/wait.h>

using namespace scfdesk;

namespace {
double bareMs(const QString& program, const QStringList& arguments) {
  std::vector<QByteArray> texts{program.toUtf8()};
  for (const QString& argument : arguments) texts.push_back(argument.toUtf8());
  std::vector<char*> argv;
  for (QByteArray& text : texts) argv.push_back(text.data());
  argv.push_back(nullptr);
  char* envp[] = {nullptr};
  const int64_t begin = machineMonotonicNs();
  pid_t pid = 0;
  if (posix_spawn(&pid, argv[0], nullptr, nullptr, argv.data(), envp) != 0) return 0;
  waitpid(pid, nullptr, 0);
  return double(machineMonotonicNs() - begin) / 1e6;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}
}  // namespace

class BenchColdStart : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void cold_data();
  void cold();
  void burst_data();
  void burst();
  void warm_data();
  void warm();

 private:
  static int rounds() { return std::max(1, qEnvironmentVariableIntValue("SCFDESK_BENCH_ROUNDS")) + 2; }
};

void BenchColdStart::cold_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::addColumn<QStringList>("bare");
  QTest::newRow("python3") << QStringLiteral("python3") << QByteArray("import time\ndef main_handler(event, context):\n    return event\n")
                           << QStringList{QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("-c"), QStringLiteral("pass")};
  QTest::newRow("nodejs") << QStringLiteral("nodejs") << QByteArray("exports.main_handler = async (event) => event;")
                          << QStringList{QStringLiteral("-e"), QStringLiteral("0")};
}

void BenchColdStart::cold() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  QFETCH(QStringList, bare);
  std::vector<double> bareTimes, spawned, prepared;
  Bench bench(QStringLiteral("auto"), true);
  const QString dir = bench.code(family == u"nodejs" ? QStringLiteral("index.js") : QStringLiteral("index.py"), code);
  const auto once = [&](bool allowed) {
    Recorder seen;
    InstanceSpec spec = bench.spec(family, dir);
    spec.preparedAllowed = allowed;
    const int64_t begin = machineMonotonicNs();
    auto instance = bench.factory->create(spec, seen);
    seen.onReady = [&] { instance->run(1, kContext, kRequestId, "{\"a\":1}"); };
    if (!bench.until([&] { return !seen.replies.empty() || seen.failed; }) || seen.failed) qFatal("%s", seen.text.constData());
    const double ms = double(machineMonotonicNs() - begin) / 1e6;
    (seen.way == BirthWay::Prepared ? prepared : spawned).push_back(ms);
    bool gone = false;
    instance->end([&] { gone = true; });
    bench.until([&] { return gone; });
    bench.until([] { return false; }, 100);  // a new spare boots
  };
  for (int i = 0; i < rounds(); ++i) {
    bareTimes.push_back(bareMs(Bench::interpreter(family), bare));
    once(false);
    once(true);
  }
  const double base = median(bareTimes);
  qInfo("%s: bare %.1f ms; spawned %.1f ms = %.2f x", qPrintable(family), base, median(spawned), median(spawned) / base);
  if (!prepared.empty()) qInfo("%s: prepared %.1f ms = %.2f x", qPrintable(family), median(prepared), median(prepared) / base);
  QVERIFY(!spawned.empty());
}

void BenchColdStart::burst_data() { cold_data(); }

/// From none to 20 at once: the first time, when nothing is prepared, and again.
void BenchColdStart::burst() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench(QStringLiteral("auto"), true);
  const QString dir = bench.code(family == u"nodejs" ? QStringLiteral("index.js") : QStringLiteral("index.py"), code);
  QVERIFY(!bench.factory->isolation().isEmpty());  // waits for the spawner, as the engine does
  for (int round = 0; round < 3; ++round) {
    std::vector<std::unique_ptr<Recorder>> seen;
    std::vector<std::unique_ptr<Instance>> instances;
    const int64_t begin = machineMonotonicNs();
    for (int i = 0; i < 20; ++i) {
      seen.push_back(std::make_unique<Recorder>());
      InstanceSpec spec = bench.spec(family, dir);
      spec.preparedAllowed = true;
      instances.push_back(bench.factory->create(spec, *seen.back()));
    }
    QVERIFY(bench.until([&] { return std::all_of(seen.begin(), seen.end(), [](const auto& s) { return s->ready || s->failed; }); }));
    const double ms = double(machineMonotonicNs() - begin) / 1e6;
    int64_t bytes = 0;
    for (const auto& instance : instances) bytes += proportionalBytesBelow(instance->pid());
    const auto prepared = std::count_if(seen.begin(), seen.end(), [](const auto& s) { return s->way == BirthWay::Prepared; });
    qInfo("%s: 0 to 20 in %.0f ms, %d of them prepared, %.2f MB each", qPrintable(family), ms, int(prepared), double(bytes) / 20 / 1048576);
    for (const auto& instance : instances) instance->end([] {});
    bench.until([] { return false; }, 1000);
  }
}

void BenchColdStart::warm_data() { cold_data(); }

void BenchColdStart::warm() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder one, two;
  auto first = bench.start(one, family, code);
  auto second = bench.start(two, family, code);
  const QByteArray event = "{\"a\":\"" + QByteArray(1000, 'x') + "\"}";
  const int64_t wanted = 1000LL * rounds();
  int64_t done = 0;
  one.onReply = [&] { ++done, one.replies.clear(), first->run(1, kContext, kRequestId, event); };
  two.onReply = [&] { ++done, two.replies.clear(), second->run(1, kContext, kRequestId, event); };
  const int64_t begin = machineMonotonicNs();
  first->run(1, kContext, kRequestId, event);
  second->run(1, kContext, kRequestId, event);
  QVERIFY(bench.until([&] { return done >= wanted; }));
  const double seconds = double(machineMonotonicNs() - begin) / 1e9;
  one.onReply = two.onReply = nullptr;
  qInfo("%s: 2 instances %.0f runs/s", qPrintable(family), double(done) / seconds);
}

QTEST_GUILESS_MAIN(BenchColdStart)
#include "bench_coldstart.moc"
