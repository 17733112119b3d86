// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/loghistogram.h"
#include "app/engine/simulate/spec.h"

namespace scfdesk::simulate {

/// What a run looked like over time, in equal steps. Counts of instances and of what waits are the most of a step; the others
/// happened in it. Latency is that of requests that ended in it.
struct Series {
  double step = 0;  ///< seconds
  struct Point {
    int32_t starting = 0, busy = 0, idle = 0;  ///< when most lived
    int32_t waiting = 0;
    uint32_t arrivals = 0, rejected = 0, retried = 0, cold = 0, failed = 0;
  };
  std::vector<Point> points;
  std::vector<LogHistogram> latency;  ///< by point

  explicit Series(const Spec& spec);
  [[nodiscard]] bool on() const { return !points.empty(); }
  /// Of a moment; later ones count in the last step.
  [[nodiscard]] size_t at(Ns now) const {
    const auto i = static_cast<size_t>(now / m_step);
    return i < points.size() ? i : points.size() - 1;
  }
  /// The state from the last call until `now` was this.
  void hold(Ns now, int starting, int busy, int idle, int waiting);
  /// The quantile over a step and those within `around` steps of it.
  [[nodiscard]] double quantile(size_t i, double q, size_t around) const;

 private:
  Ns m_step = 1;
  size_t m_held = 0;
};

}  // namespace scfdesk::simulate
