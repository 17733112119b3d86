// SPDX-License-Identifier: GPL-3.0-or-later
// Invocations per second of the simulator on one thread, and how long a fixed loop over a heap takes in the same run: the ratio
// says more than seconds do, for machines differ. Times are of the processor: other programs don't count. Fails when a request
// has no end, or when ten times as many requests take more memory.
//   bench_simulate [--medium|--full] [CASE]    CASE: only the one whose name contains it
#include "app/engine/simulate/simulation.h"
#include "app/engine/simulate/specjson.h"
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <queue>
#include <sys/resource.h>

using namespace scfdesk::simulate;

namespace {

double processorSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double wallSeconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The most memory that was in use, in MB.
double mostMb() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<double>(use.ru_maxrss) / 1024;
}

/// Nanoseconds of one push and pop of a heap of 2,048 numbers.
double heapNs() {
  std::priority_queue<double, std::vector<double>, std::greater<>> heap;
  for (uint64_t i = 0; i < 2048; ++i) heap.push(static_cast<double>(mixed(i) >> 40));
  constexpr int turns = 2'000'000;
  const double begin = processorSeconds();
  for (uint64_t i = 0; i < turns; ++i) {
    const double top = heap.top();
    heap.pop();
    heap.push(top + static_cast<double>(mixed(i) >> 40));
  }
  const double ns = (processorSeconds() - begin) / turns * 1e9;
  return heap.empty() ? 0 : ns;
}

const char* only = "";

struct Load {
  const char* name;
  size_t functions;
  double rate;      ///< of all
  double service;
  uint64_t arrivals;
  scfdesk::scaling::PolicyId policy = scfdesk::scaling::PolicyId::Fixed;
};

/// Heap turns that one invocation took in the last measurement.
double turns = 0;

bool measure(const Load& load) {
  turns = 0;
  if (!std::strstr(load.name, only)) return true;
  Spec spec;
  spec.arrivals = load.arrivals;
  spec.threads = 1;
  spec.limits.accountMb = 1 << 30;
  spec.limits.burst = 1 << 30;
  spec.limits.policy = load.policy;
  double sum = 0;
  for (size_t i = 1; i <= load.functions; ++i) sum += 1.0 / static_cast<double>(i);
  for (size_t i = 1; i <= load.functions; ++i) {
    FunctionSpec f;
    f.name = "f" + std::to_string(i);
    f.arrivals.gap = Distribution{Distribution::Kind::Exponential, static_cast<double>(i) * sum / load.rate, 0, {}, {}};
    f.service = Distribution{Distribution::Kind::Exponential, load.service, 0, {}, {}};
    f.init.a = 0.25;
    spec.functions.push_back(f);
  }
  const double loopNs = heapNs(), begin = processorSeconds(), wall = wallSeconds();
  const Outcome o = simulate(spec);
  const double took = processorSeconds() - begin;
  const Figures& t = o.total.mean;
  turns = took * 1e9 / static_cast<double>(load.arrivals) / loopNs;
  std::printf("%-30s %10llu invocations %8.0f instances %7.2f s (%.2f s on the clock) %6.2f M/s, %6.1f heap turns of %.0f ns each, most memory %.0f MB, hash %016llx\n", load.name,
              static_cast<unsigned long long>(load.arrivals), t[InstancesMax], took, wallSeconds() - wall, static_cast<double>(load.arrivals) / took / 1e6, turns, loopNs,
              mostMb(), static_cast<unsigned long long>(o.hash));
  std::fflush(stdout);
  return t[Arrivals] == static_cast<double>(load.arrivals) && t[DoneCount] == t[Arrivals];
}

/// A day in the shape of the public Azure 2019 trace: counts a minute of 1,000 functions with the published skew (few have most
/// of the events), their percentiles of run times, read from files and simulated.
bool azureDay(uint64_t events) {
  if (!std::strstr("azure day", only)) return true;
  constexpr int kFunctions = 1000, kMinutes = 1440;
  const QTemporaryDir folder;
  const QByteArray path = folder.path().toUtf8();
  FILE* counts = std::fopen(QByteArray(path + "/invocations.csv").constData(), "w");
  FILE* durations = std::fopen(QByteArray(path + "/durations.csv").constData(), "w");
  if (!counts || !durations) return false;
  std::fputs("HashOwner,HashApp,HashFunction,Trigger", counts);
  for (int m = 1; m <= kMinutes; ++m) std::fprintf(counts, ",%d", m);
  std::fputs("\nHashOwner,HashApp,HashFunction,Average,Count,Minimum,Maximum", durations);
  for (const int p : {0, 1, 25, 50, 75, 99, 100}) std::fprintf(durations, ",percentile_Average_%d", p);
  std::fputs("\n", counts);
  std::fputs("\n", durations);
  double sum = 0;
  for (int f = 1; f <= kFunctions; ++f) sum += 1.0 / f;
  uint64_t written = 0;
  for (int f = 1; f <= kFunctions; ++f) {
    const Draws draws(1, "f" + std::to_string(f));
    std::fprintf(counts, "o%d,a%d,f%d,http", f % 50, f % 300, f);
    const double perMinute = static_cast<double>(events) / f / sum / kMinutes;
    for (int m = 0; m < kMinutes; ++m) {
      // More by day than by night, by chance around that.
      const double wanted = perMinute * (1 + 0.6 * ((m / 360) % 2 == 0 ? -1 : 1)) * 2 * draws.unit(static_cast<uint64_t>(m), 0, Purpose::Gap);
      const auto whole = static_cast<uint64_t>(wanted);
      const uint64_t n = whole + (draws.unit(static_cast<uint64_t>(m), 1, Purpose::Gap) < wanted - static_cast<double>(whole) ? 1 : 0);
      written += n;
      std::fprintf(counts, ",%llu", static_cast<unsigned long long>(n));
    }
    std::fputs("\n", counts);
    const int ms = 50 + f * 37 % 900;
    std::fprintf(durations, "o%d,a%d,f%d,%d,1,%d,%d,%d,%d,%d,%d,%d,%d,%d\n", f % 50, f % 300, f, ms, ms / 4, ms * 8, ms / 4, ms / 3, ms / 2, ms, ms * 3 / 2, ms * 5, ms * 8);
  }
  std::fclose(counts);
  std::fclose(durations);
  const double begin = processorSeconds(), wall = wallSeconds();
  const auto spec = specFromJson("{\"threads\":1,\"settings\":{\"accountMemoryMb\":10000000,\"burstPerMinute\":100000},\"trace\":{\"file\":\"invocations.csv\",\"durations\":\"durations.csv\",\"format\":\"azure2019\","
                                 "\"init\":{\"kind\":\"constant\",\"value\":0.3}}}", path.toStdString());
  if (!spec) {
    std::printf("%s\n", qUtf8Printable(spec.error().message));
    return false;
  }
  const double read = processorSeconds() - begin;
  const Outcome o = simulate(*spec);
  const Figures& t = o.total.mean;
  std::printf("%-30s %10llu invocations %8.0f instances %7.2f s (%.2f s on the clock), %.2f s of it to read, cold %.2f %%, hash %016llx\n", "azure day, 1,000 functions", static_cast<unsigned long long>(written), t[InstancesMax],
              processorSeconds() - begin, wallSeconds() - wall, read, t[ColdShare] * 100, static_cast<unsigned long long>(o.hash));
  std::fflush(stdout);
  return t[Arrivals] == static_cast<double>(written) && t[DoneCount] == t[Arrivals];
}

}  // namespace

int main(int argc, char** argv) {
  bool full = false, medium = false;
  for (int i = 1; i < argc; ++i) {
    full = full || std::strcmp(argv[i], "--full") == 0;
    medium = medium || std::strcmp(argv[i], "--medium") == 0;
    if (argv[i][0] != '-') only = argv[i];
  }
  const uint64_t n = full ? 100'000'000 : medium ? 5'000'000 : 300'000;
  bool ok = measure({"1 function", 1, 0.9, 1.991, n / 10});
  ok = measure({"5,000 functions", 5000, 1000, 2, n / 10}) && ok;
  const double before = mostMb(), fixed = turns;
  ok = measure({"5,000 functions, histogram", 5000, 1000, 2, n / 10, scfdesk::scaling::PolicyId::Histogram}) && ok;
  if (fixed > 0 && turns > 0) std::printf("%-30s %.2f of the time of the fixed keep-alive\n", "", turns / fixed);
  ok = measure({"5,000 functions", 5000, 1000, 2, n}) && ok;
  // The number of requests takes no memory; more of the functions have had their first one by then.
  if (full || medium) ok = mostMb() < before * 1.5 + 8 && ok;
  // As long as the keep-alive time at the least, so that as many instances live as ever will.
  if (full || medium) ok = measure({"100,000 functions", 100'000, 12'000, 1, full ? n / 5 : n * 2}) && ok;
  ok = azureDay(full || medium ? 4'000'000 : 200'000) && ok;
  return ok ? 0 : 1;
}
