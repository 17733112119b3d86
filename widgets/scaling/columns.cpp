// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/columns.h"
#include <algorithm>

namespace scfdesk {

namespace {
/// Data older than this is complete (batches come every 16 ms).
constexpr TimeUs kSettled = 500'000;
constexpr TimeUs kLatencyStep = 250'000;
constexpr TimeUs kLatencyWindow = 1'500'000;
constexpr int kPointWidth = 2;  // columns; a line needs no more

int work(const CountStep& s) {
  return s.starting + s.init + s.busy;
}
bool more(const CountStep& a, const CountStep& b) {
  return work(a) != work(b) ? work(a) > work(b) : a.living() > b.living();
}
}  // namespace

void CountColumns::clear() {
  m_values.clear();
  m_usPerColumn = 0;
}

void CountColumns::update(const Timeline& timeline, FunctionId fn, const TimeScale& scale, TimeUs now, std::optional<VersionNumber> version) {
  const auto& steps = version ? timeline.steps(fn, *version) : timeline.steps(fn);
  const int64_t last = scale.firstColumn + scale.columns;
  const bool fresh = fn != m_function || version != m_version || scale.usPerColumn != m_usPerColumn || m_values.empty() || scale.firstColumn < m_first ||
                     scale.firstColumn >= m_first + static_cast<int64_t>(m_values.size());
  if (fresh) {
    m_values.clear();
    m_first = scale.firstColumn;
    m_final = m_first;
  }
  for (; m_first < scale.firstColumn; ++m_first) m_values.pop_front();
  m_function = fn;
  m_version = version;
  m_usPerColumn = scale.usPerColumn;
  const int64_t from = std::clamp(m_final, m_first, m_first + static_cast<int64_t>(m_values.size()));
  m_values.resize(static_cast<size_t>(from - m_first));
  m_computed = static_cast<int>(last - from);

  TimeUs begin = from * scale.usPerColumn;
  auto next = std::partition_point(steps.begin(), steps.end(), [begin](const CountStep& s) { return s.at <= begin; });
  CountStep force = next == steps.begin() ? CountStep{} : *std::prev(next);
  for (int64_t column = from; column < last; ++column, begin += scale.usPerColumn) {
    CountStep best = force;
    const TimeUs end = begin + scale.usPerColumn;
    for (; next != steps.end() && next->at < end; ++next) {
      force = *next;
      if (more(force, best)) best = force;
    }
    m_values.push_back(begin > now ? CountStep{} : best);
  }
  m_final = std::min(last, scale.columnOf(now - kSettled));
}

int CountColumns::mostLiving() const {
  int most = 0;
  for (const CountStep& s : m_values) most = std::max(most, s.living());
  return most;
}

void LatencyPoints::clear() {
  m_values.clear();
  m_step = 0;
}

void LatencyPoints::update(const Series& series, FunctionId fn, const TimeScale& scale, TimeUs now) {
  // Whole multiples of a quarter second, so that a point stays what it is while the graph scrolls.
  const TimeUs step = std::max<TimeUs>(1, (kPointWidth * scale.usPerColumn + kLatencyStep - 1) / kLatencyStep) * kLatencyStep;
  const TimeUs first = (scale.begin() / step - 1) * step;
  const TimeUs last = std::min(scale.end() + step, now) / step * step;
  if (fn != m_function || step != m_step || m_values.empty() || first < m_values.front().at || first > m_values.back().at) {
    m_values.clear();
    m_final = first;
  }
  m_function = fn;
  m_step = step;
  while (!m_values.empty() && m_values.front().at < first) m_values.pop_front();
  while (!m_values.empty() && (m_values.back().at >= m_final || m_values.back().at > last)) m_values.pop_back();
  const TimeUs from = m_values.empty() ? first : m_values.back().at + step;
  if (from <= last) {
    const int n = static_cast<int>((last - from) / step) + 1;
    const auto points = series.latencyColumns(fn, from, from + (n - 1) * step, n, std::max(kLatencyWindow, step));
    for (int i = 0; i < n; ++i) m_values.push_back({from + i * step, points[static_cast<size_t>(i)]});
  }
  m_final = (now - kSettled) / step * step;
}

}  // namespace scfdesk
