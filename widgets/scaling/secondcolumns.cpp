// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/secondcolumns.h"
#include <algorithm>

namespace scfdesk {

namespace {
constexpr TimeUs kSecond = 1'000'000;
}

void SecondColumns::update(const SecondsHistory& history, FunctionId fn, const TimeScale& scale, TimeUs until) {
  until = std::min(until, scale.end()) / scale.usPerColumn * scale.usPerColumn;  // whole columns
  if (scale == m_scale && fn == m_function && until == m_until && history.revision() == m_revision) return;
  m_scale = scale;
  m_function = fn;
  m_until = until;
  m_revision = history.revision();
  m_values.clear();
  if (until <= scale.begin()) return;
  m_values.resize(static_cast<size_t>(scale.columns));
  const auto last = static_cast<int64_t>(before(until));
  const auto& rows = history.rows(fn);
  for (auto it = history.from(fn, scale.begin()); it != rows.end() && it->second * kSecond < until; ++it) {
    const TimeUs at = it->second * kSecond;
    const int64_t from = std::max<int64_t>(0, scale.columnOf(at) - scale.firstColumn);
    const int64_t to = std::min(last - 1, scale.columnOf(at + kSecond - 1) - scale.firstColumn);
    for (int64_t i = from; i <= to; ++i) {
      Column& c = m_values[static_cast<size_t>(i)];
      c.p50Us = std::max(c.p50Us, it->p50Us);
      c.p99Us = std::max(c.p99Us, it->p99Us);
      c.maxMemoryBytes = std::max(c.maxMemoryBytes, it->maxMemoryBytes);
      c.instances = std::max(c.instances, it->instances);
      c.busy = std::max(c.busy, it->busy);
      c.queued = std::max(c.queued, it->queued);
      c.ran = c.ran || it->invocations > 0;
      if (i > from) continue;
      c.invocations += it->invocations;
      c.failed += it->failed;
      c.cold += it->cold;
      c.throttled += it->throttled;
    }
  }
}

size_t SecondColumns::before(TimeUs t) const {
  const int64_t n = (t - m_scale.begin() + m_scale.usPerColumn - 1) / m_scale.usPerColumn;
  return static_cast<size_t>(std::clamp<int64_t>(n, 0, static_cast<int64_t>(m_values.size())));
}

}  // namespace scfdesk
