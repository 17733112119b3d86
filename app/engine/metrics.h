// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/instance.h"
#include <array>
#include <map>
#include <tuple>

namespace scfdesk {

/// Counters behind /metrics. Written by the dispatcher, read by the metrics page; engine thread.
class Metrics final {
 public:
  /// Upper bounds of the duration histogram, seconds.
  static constexpr std::array<double, 14> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
  struct Histogram {
    std::array<uint64_t, kBounds.size() + 1> buckets{};
    double sum = 0;
    uint64_t count = 0;
  };
  struct InvocationKey {
    FunctionId function;
    VersionNumber version;
    Source source;
    int code;
    auto operator<=>(const InvocationKey&) const = default;
  };

  void countInvocation(FunctionId fn, VersionNumber version, Source source, int code, int64_t totalUs);
  void countColdStart(FunctionId fn, BirthWay way) { ++m_coldStarts[{fn, way}]; }
  void countThrottle(FunctionId fn, int code) { ++m_throttled[{fn, code}]; }
  void forget(FunctionId fn);

  [[nodiscard]] const std::map<InvocationKey, uint64_t>& invocations() const { return m_invocations; }
  [[nodiscard]] const std::map<FunctionId, Histogram>& durations() const { return m_durations; }
  [[nodiscard]] const std::map<std::pair<FunctionId, BirthWay>, uint64_t>& coldStarts() const { return m_coldStarts; }
  [[nodiscard]] const std::map<std::pair<FunctionId, int>, uint64_t>& throttled() const { return m_throttled; }

 private:
  std::map<InvocationKey, uint64_t> m_invocations;
  std::map<FunctionId, Histogram> m_durations;
  std::map<std::pair<FunctionId, BirthWay>, uint64_t> m_coldStarts;
  std::map<std::pair<FunctionId, int>, uint64_t> m_throttled;
};

}  // namespace scfdesk
