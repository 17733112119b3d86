// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/metrics.h"
#include <algorithm>

namespace scfdesk {

void Metrics::countInvocation(FunctionId fn, VersionNumber version, Source source, int code, int64_t totalUs) {
  ++m_invocations[{fn, version, source, code}];
  Histogram& h = m_durations[fn];
  const double seconds = double(totalUs) / 1e6;
  const auto bucket = size_t(std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin());
  ++h.buckets[bucket];
  h.sum += seconds;
  ++h.count;
}

void Metrics::forget(FunctionId fn) {
  std::erase_if(m_invocations, [fn](const auto& e) { return e.first.function == fn; });
  m_durations.erase(fn);
  std::erase_if(m_coldStarts, [fn](const auto& e) { return e.first.first == fn; });
  std::erase_if(m_throttled, [fn](const auto& e) { return e.first.first == fn; });
}

}  // namespace scfdesk
