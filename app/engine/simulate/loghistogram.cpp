// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/loghistogram.h"
#include <algorithm>
#include <cmath>

namespace scfdesk::simulate {

void LogHistogram::reach(uint32_t step) {
  if (m_counts.empty()) {
    m_first = step;
    m_counts.resize(1);
    return;
  }
  // Some more than asked for, so that a growing range is not moved step by step.
  const uint32_t spare = uint32_t{1} << (m_bits - 2);
  if (step < m_first) {
    const uint32_t first = step > spare ? step - spare : 0;
    m_counts.insert(m_counts.begin(), m_first - first, 0);
    m_first = first;
  } else {
    m_counts.resize(step - m_first + 1 + spare);
  }
}

void LogHistogram::add(const LogHistogram& other) {
  for (size_t i = 0; i < other.m_counts.size(); ++i) {
    if (other.m_counts[i] == 0) continue;
    const uint32_t step = other.m_first + static_cast<uint32_t>(i);
    if (step - m_first >= m_counts.size()) reach(step);
    m_counts[step - m_first] += other.m_counts[i];
  }
  m_total += other.m_total;
}

double LogHistogram::lowest(uint32_t step) const {
  const uint32_t size = uint32_t{1} << m_bits;
  if (step < size) return step;
  const uint32_t above = (step >> m_bits) - 1;
  return std::ldexp(static_cast<double>(step - (above << m_bits)), static_cast<int>(above));
}

double LogHistogram::quantile(double q) const {
  if (m_total == 0) return 0;
  const double rank = std::clamp(q * static_cast<double>(m_total), 1.0, static_cast<double>(m_total));
  double before = 0;
  for (size_t i = 0; i < m_counts.size(); ++i) {
    const auto here = static_cast<double>(m_counts[i]);
    if (before + here < rank || here == 0) {
      before += here;
      continue;
    }
    const uint32_t step = m_first + static_cast<uint32_t>(i);
    const double low = lowest(step);
    return (low + (lowest(step + 1) - low) * ((rank - before - 0.5) / here)) / 1e9;
  }
  return 0;
}

}  // namespace scfdesk::simulate
