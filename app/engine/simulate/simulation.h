// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/world.h"

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

/// Runs all replications on as many threads as the spec says, and waits for them. The same spec has the same outcome, whatever
/// the number of threads.
Outcome simulate(const Spec& spec, Watch* watch = nullptr);
/// The seed of a replication.
uint64_t seedOf(uint64_t seed, int replication);

}  // namespace scfdesk::simulate
