// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/invoke/deltafeed.h"
#include "app/engine/enginecontrol.h"
#include <map>

namespace scfdesk {

/// Load runs: fires events along a curve on the engine's clock and tallies what becomes of them. Engine thread; owned by Engine.
class LoadRuns final {
 public:
  /// Fires event number `index` of a run.
  using Fire = std::function<void(const LoadSpec&, uint32_t run, int index)>;
  /// A run has ended.
  using Ended = std::function<void(const LoadProgress&)>;
  LoadRuns(Reactor& reactor, DeltaFeed& feed, Fire fire);

  /// Refuses a count or rate past limits.h, and a second run of the same function.
  Result<uint32_t> start(const LoadSpec& spec, FunctionId function);
  void stop(uint32_t run);
  void stopAll(FunctionId function);
  /// An event of a replay was not kept: the run's own was fired instead.
  void substituted(uint32_t run);
  /// Runs of this engine begin at this number. Requires: none was started.
  void numberFrom(uint32_t first) { m_next = first; }
  void setEndedHandler(Ended ended) { m_ended = std::move(ended); }
  static constexpr size_t kRunsKept = 100;
  /// A finished attempt of an event that a run fired.
  void finished(const Invocation& invocation);

 private:
  struct Run {
    LoadProgress progress;
    int64_t beganNs = 0;
    int64_t measuredNs = 0;  ///< when the percentiles were taken
    std::vector<int64_t> totals;
    Reactor::TimerId timer = 0;
  };
  void arm(Run& run);
  void fireDue(uint32_t number);
  void tell(Run& run);
  void measure(Run& run);
  Reactor& m_reactor;
  DeltaFeed& m_feed;
  Fire m_fire;
  Ended m_ended;
  std::map<uint32_t, Run> m_runs;
  uint32_t m_next = 1;
};

}  // namespace scfdesk
