// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/demand.h"
#include <algorithm>

namespace scfdesk {

void Demand::asked(int64_t nowNs) {
  while (!m_bursts.empty() && nowNs - m_bursts.front().lastNs >= kMemoryNs) m_bursts.pop_front();
  if (!m_bursts.empty() && nowNs - m_bursts.back().lastNs < kGapNs) {
    m_bursts.back().lastNs = nowNs;
    ++m_bursts.back().size;
  } else {
    m_bursts.push_back({nowNs, 1});
  }
  // What is older and not larger than the last can't be the largest any more.
  const Burst last = m_bursts.back();
  m_bursts.pop_back();
  while (!m_bursts.empty() && m_bursts.back().size <= last.size) m_bursts.pop_back();
  m_bursts.push_back(last);
}

int Demand::burst(int64_t nowNs) const {
  return m_bursts.empty() || nowNs - m_bursts.back().lastNs >= kGapNs ? 0 : m_bursts.back().size;
}

int Demand::recent(int64_t nowNs) const {
  int most = 0;
  for (const Burst& burst : m_bursts)
    if (nowNs - burst.lastNs < kMemoryNs) most = std::max(most, burst.size);
  return most;
}

}  // namespace scfdesk
