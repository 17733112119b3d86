// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/series.h"
#include "widgets/scaling/timescale.h"
#include <algorithm>
#include <vector>

namespace scfdesk {

/// The highest value of a gauge in each column of a scale; what is in force where nothing was sampled. -1 = before the first
/// sample, or after `now`.
template <typename Value>
std::vector<double> sampleColumns(const std::deque<FunctionSample>& samples, const TimeScale& scale, TimeUs now, Value value) {
  std::vector<double> out(static_cast<size_t>(scale.columns), -1.0);
  const TimeUs start = scale.begin();
  auto next = std::partition_point(samples.begin(), samples.end(), [start](const FunctionSample& s) { return s.at <= start; });
  double force = next == samples.begin() ? -1.0 : value(*std::prev(next));
  TimeUs begin = start;
  for (size_t i = 0; i < out.size() && begin <= now; ++i, begin += scale.usPerColumn) {
    double best = force;
    for (; next != samples.end() && next->at < begin + scale.usPerColumn; ++next) {
      force = value(*next);
      best = std::max(best, force);
    }
    out[i] = best;
  }
  return out;
}

}  // namespace scfdesk
