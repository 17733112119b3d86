// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/series.h"
#include <algorithm>

namespace scfdesk::simulate {

Series::Series(const Spec& spec) {
  if (spec.points <= 0 || !(spec.seconds > 0)) return;
  m_step = std::max<Ns>(1, nsOf(spec.seconds / spec.points));
  step = secondsOf(m_step);
  points.resize(static_cast<size_t>(spec.points));
  latency.assign(static_cast<size_t>(spec.points), LogHistogram(6));
}

void Series::hold(Ns now, int starting, int busy, int idle, int waiting) {
  const size_t last = at(now);
  for (size_t i = m_held; i <= last; ++i) {
    Point& p = points[i];
    if (starting + busy + idle > p.starting + p.busy + p.idle || (starting + busy + idle == p.starting + p.busy + p.idle && busy > p.busy)) {
      p.starting = starting;
      p.busy = busy;
      p.idle = idle;
    }
    p.waiting = std::max(p.waiting, waiting);
  }
  m_held = last;
}

double Series::quantile(size_t i, double q, size_t around) const {
  LogHistogram all(6);
  for (size_t k = i > around ? i - around : 0; k <= std::min(i + around, latency.size() - 1); ++k) all.add(latency[k]);
  return all.quantile(q);
}

}  // namespace scfdesk::simulate
