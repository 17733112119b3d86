// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/loghistogram.h"
#include "app/engine/simulate/spec.h"
#include <array>

namespace scfdesk::simulate {

/// Why an event was refused, in the order of the names that the result has for them.
enum class Throttle : uint8_t { Burst, AccountQuota, ReservedQuota, FunctionOff, HostMemory };
inline constexpr size_t kThrottles = 5;
inline constexpr std::array<const char*, kThrottles> kThrottleNames{"burst", "accountQuota", "reservedQuota", "functionOff", "hostMemory"};

/// What a function did. Counts are of requests that arrived after the warm-up; time is that from the warm-up to the last arrival.
struct alignas(64) Tally {
  explicit Tally(int bits = 10) : plain(bits), latency(bits), wait(bits), init(bits), run(bits) {}
  // What every request touches, together.
  uint64_t hash = 0x5CFDE5C0FFEEull;
  uint64_t arrivals = 0, done = 0;
  uint64_t attempts = 0;   ///< runs
  uint64_t finished = 0;   ///< with a latency: done and failed
  double runSeconds = 0, latencySeconds = 0, busySeconds = 0;
  LogHistogram plain;      ///< warm requests that waited for nothing: their latency is their run, one step in one histogram
  uint64_t failed = 0, deadLetters = 0;
  uint64_t rejected432 = 0, rejected429 = 0;
  uint64_t cold = 0;       ///< of these, that waited for the start of their own instance
  uint64_t waited = 0;     ///< of these, that waited for another one
  double waitSeconds = 0;
  double initSeconds = 0;
  std::array<uint64_t, kThrottles> throttled{};  ///< refusals, of async events each time anew
  LogHistogram latency, wait, init, run;
  // Time
  double livingSeconds = 0, startingSeconds = 0;
  int64_t living = 0, mostLiving = 0;
  double executingGbSeconds = 0;  ///< known at the end, as are those that follow
  double initGbSeconds = 0, idleGbSeconds = 0;
  double idleProvisionedGbSeconds = 0;
  std::vector<uint32_t> starts;  ///< by minute

  void startedAt(Ns now);
  void add(const Tally& other);
};

/// The figures of a tally that a replication is reduced to; their order is that of Figure.
enum Figure : uint8_t {
  Arrivals, DoneCount, Failed, Rejected432, Rejected429, DeadLetters, Attempts, ColdShare, LossShare, WaitShare, WaitMean,
  LatencyP50, LatencyP95, LatencyP99, LatencyMean, WaitP50, WaitP99, InitP50, InitP99, RunP50, RunP99,
  InstancesMean, InstancesMax, BusyMean, IdleMean, ExecutingGbSeconds, IdleGbSeconds, IdleProvisionedGbSeconds, Cost,
  ThrottledFirst, kFigures = ThrottledFirst + kThrottles,
};
using Figures = std::array<double, kFigures>;
/// `seconds` is the time that is counted.
Figures figuresOf(const Tally& tally, double seconds, const Tariff& tariff);

/// The bill as published: each item rounded to cents.
struct Bill {
  double resources = 0, calls = 0, idleProvisioned = 0;
};
Bill billOf(const Figures& figures, double initGbSeconds, const Tariff& tariff);

/// How many provisioned instances stood idle, by the published rule: in each window of 10 s, started ones less the most that
/// ran at the same time.
class IdleProvisioned final {
 public:
  void change(Ns now, int started, int running);
  /// Instance-seconds until `now`, whole windows only.
  double until(Ns now);

 private:
  static constexpr Ns kWindow = 10 * scaling::kSecond;
  void close(int64_t window);
  int64_t m_window = 0;
  int m_started = 0, m_running = 0;
  int m_mostStarted = 0, m_mostRunning = 0;
  double m_seconds = 0;
};

}  // namespace scfdesk::simulate
