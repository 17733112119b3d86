// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/world.h"
#include <memory>

namespace scfdesk::simulate {

/// A function's figures over all replications: means, and half-widths of their 95 % intervals (Student's t).
struct Estimate {
  Figures mean{};
  Figures half{};
  std::vector<double> starts;  ///< by minute, mean
  uint64_t hash = 0;
  double initGbSeconds = 0;
};

struct Outcome {
  bool canceled = false;
  int replications = 1;
  double countedSeconds = 0;  ///< mean over replications
  double endSeconds = 0;      ///< until the last request was final; mean
  double quantileError = 0;   ///< relative, of latencies
  uint64_t hash = 0;          ///< over the decisions of all replications
  std::vector<Estimate> functions;
  Estimate total;
  std::vector<Series> series; ///< of the first replication; empty without
};

/// The replications of one spec, worked at by any number of threads: each takes one after the other. The outcome is the same,
/// whoever worked at what. `spec` and `watch` outlive it.
class Replications final {
 public:
  enum class Worked : uint8_t {
    None,  ///< there is none left to take, or it was canceled
    One,
    Last,  ///< with this one all are done: outcome() may be called
  };
  explicit Replications(const Spec& spec, Watch* watch = nullptr);
  ~Replications();
  Replications(const Replications&) = delete;
  Replications& operator=(const Replications&) = delete;
  /// Takes a replication and runs it. Any thread.
  Worked work();
  /// Once, when all are done or canceled and no thread is in work().
  Outcome outcome();

 private:
  struct Samples;
  const Spec& m_spec;
  Watch m_own;
  Watch& m_watch;
  const int m_count;
  std::atomic<int> m_next{0};
  std::mutex m_mutex;  ///< of what follows: the starts are sums of whole numbers, in any order the same
  int m_finished = 0;
  Outcome m_outcome;
  std::unique_ptr<Samples> m_samples;  ///< each written by who took it
};

/// Runs all replications on as many threads as the spec says, and waits for them. The same spec has the same outcome, whatever
/// the number of threads.
Outcome simulate(const Spec& spec, Watch* watch = nullptr);
/// The seed of a replication.
uint64_t seedOf(uint64_t seed, int replication);

}  // namespace scfdesk::simulate
