// SPDX-License-Identifier: GPL-3.0-or-later
// Invocations per second of the simulator on one thread, and how long a fixed loop over a heap takes in the same run: the ratio
// says more than seconds do, for machines differ. Fails when a request has no end.
#include "app/engine/simulate/simulation.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <queue>

using namespace scfdesk::simulate;

namespace {

double seconds(const std::chrono::steady_clock::time_point& begin) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); }

/// Nanoseconds of one push and pop of a heap of 2,048 numbers.
double heapNs() {
  std::priority_queue<double, std::vector<double>, std::greater<>> heap;
  for (uint64_t i = 0; i < 2048; ++i) heap.push(static_cast<double>(mixed(i) >> 40));
  constexpr int turns = 2'000'000;
  const auto begin = std::chrono::steady_clock::now();
  for (uint64_t i = 0; i < turns; ++i) {
    const double top = heap.top();
    heap.pop();
    heap.push(top + static_cast<double>(mixed(i) >> 40));
  }
  const double ns = seconds(begin) / turns * 1e9;
  return heap.empty() ? 0 : ns;
}

struct Load {
  const char* name;
  size_t functions;
  double rate;      ///< of all
  double service;
  uint64_t arrivals;
  scfdesk::scaling::PolicyId policy = scfdesk::scaling::PolicyId::Fixed;
};

bool measure(const Load& load, double loopNs) {
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
  const auto begin = std::chrono::steady_clock::now();
  const Outcome o = simulate(spec);
  const double took = seconds(begin);
  const Figures& t = o.total.mean;
  std::printf("%-30s %10llu invocations %8.0f instances %7.2f s %6.2f M/s, %6.1f heap turns each, hash %016llx\n", load.name, static_cast<unsigned long long>(load.arrivals), t[InstancesMax], took,
              static_cast<double>(load.arrivals) / took / 1e6, took * 1e9 / static_cast<double>(load.arrivals) / loopNs, static_cast<unsigned long long>(o.hash));
  return t[Arrivals] == static_cast<double>(load.arrivals) && t[DoneCount] == t[Arrivals];
}

}  // namespace

int main(int argc, char** argv) {
  const bool full = argc > 1 && std::strcmp(argv[1], "--full") == 0;
  const bool medium = argc > 1 && std::strcmp(argv[1], "--medium") == 0;
  const uint64_t n = full ? 100'000'000 : medium ? 5'000'000 : 300'000;
  const double loopNs = heapNs();
  std::printf("heap of 2,048: %.1f ns a turn\n", loopNs);
  bool ok = measure({"1 function", 1, 0.9, 1.991, n / 10}, loopNs);
  ok = measure({"5,000 functions", 5000, 1000, 2, n}, loopNs) && ok;
  ok = measure({"5,000 functions, histogram", 5000, 1000, 2, n / 10, scfdesk::scaling::PolicyId::Histogram}, loopNs) && ok;
  if (full || medium) ok = measure({"100,000 functions", 100'000, 5000, 2, n / 5}, loopNs) && ok;
  return ok ? 0 : 1;
}
