// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QObject>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>

namespace scfdesk {

/// A finished invocation, small.
struct Finished {
  TimeUs at = 0;         ///< replied
  int64_t totalUs = 0;   ///< accepted to replied
  int64_t billedMs = 0;
  int32_t memoryMb = 0;
  int16_t code = 200;
  bool cold = false;
  InstanceId instance = 0;
  FunctionId function = 0;
  InvocationId invocation = 0;
};
struct Percentiles {
  int count = 0;
  int64_t p50Us = 0, p99Us = 0;
};
/// Index of percentile p (0..1) among `count` sorted values: nearest rank. Requires: count > 0.
int64_t percentileRank(int64_t count, double p);

/// Totals over a window, design.md section 7. Events refused with 432 or 429 are counted in `throttled` alone: they never ran.
struct WindowTotals {
  int invocations = 0, failed = 0, cold = 0, throttled = 0;
  Percentiles latency;
  double computeGbSeconds = 0;
  TimeUs lastInvoked = 0;  ///< accepted; not bound to the window; 0 = never
};

/// Gauges and finished invocations per function (0 = all). Bounded: 15 min of samples at 4 Hz, kMaxFinished invocations a
/// function. GUI thread; owned by ModelHub.
class Series final : public QObject {
  Q_OBJECT
 public:
  static constexpr size_t kMaxFinished = 200'000;
  static constexpr size_t kMaxSamples = 20'000;
  explicit Series(QObject* parent = nullptr);
  void apply(const EngineDelta& delta);
  /// Takes over rows of another series, by time: those that pass.
  void takeFinished(const Series& from, const std::function<bool(const Finished&)>& passes);
  void forget(FunctionId fn);

  [[nodiscard]] const std::deque<FunctionSample>& samples(FunctionId fn) const;
  [[nodiscard]] const std::deque<Finished>& finished(FunctionId fn) const;
  [[nodiscard]] const std::deque<Throttle>& throttles(FunctionId fn) const;
  /// The sample in force at t, if any.
  [[nodiscard]] std::optional<FunctionSample> sampleAt(FunctionId fn, TimeUs t) const;
  /// p50 and p99 of Total over (t - window, t].
  [[nodiscard]] Percentiles latencyAt(FunctionId fn, TimeUs t, TimeUs window = 1'500'000) const;
  /// latencyAt for `columns` equal steps over [begin, end], the first at begin and the last at end, in one pass (for painting).
  [[nodiscard]] std::vector<Percentiles> latencyColumns(FunctionId fn, TimeUs begin, TimeUs end, int columns,
                                                        TimeUs window = 1'500'000) const;
  [[nodiscard]] WindowTotals totals(FunctionId fn, TimeUs begin, TimeUs end) const;
  /// Finished invocations per bucket, for sparklines and the strip.
  [[nodiscard]] std::vector<int> countColumns(FunctionId fn, TimeUs begin, TimeUs end, int columns) const;
  /// Rows that ended after this are all there; 0 = as far back as time goes. Later than now - Timeline::kDetail where there are more
  /// than kMaxFinished.
  [[nodiscard]] TimeUs finishedBegin(FunctionId fn) const;
  [[nodiscard]] uint64_t revision() const { return m_revision; }

 Q_SIGNALS:
  void changed();

 private:
  struct PerFunction {
    std::deque<FunctionSample> samples;
    std::deque<Finished> finished;
    std::deque<Throttle> throttles;
    TimeUs lastInvoked = 0;
  };
  [[nodiscard]] const PerFunction& of(FunctionId fn) const;
  void addToAll(const FunctionSample& sample);
  void trim(TimeUs now);
  std::unordered_map<FunctionId, FunctionSample> m_last;
  std::unordered_map<FunctionId, PerFunction> m_functions;
  uint64_t m_revision = 0;
};

}  // namespace scfdesk
