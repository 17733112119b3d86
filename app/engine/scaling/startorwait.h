// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"
#include <algorithm>

namespace scfdesk::scaling {

/// An exponentially weighted mean (weight 1/8) in integers, so that every machine computes the same.
class MeanTime final {
 public:
  void add(Ns value) {
    value = std::min(value, kLongest);
    m_value = m_known ? m_value + (value - m_value) / 8 : value;
    m_known = true;
  }
  [[nodiscard]] bool known() const { return m_known; }
  [[nodiscard]] Ns value() const { return m_value; }

 private:
  static constexpr Ns kLongest = 100'000 * kSecond;  ///< longer ones count as this: the arithmetic below can't overflow
  Ns m_value = 0;
  bool m_known = false;
};

/// Expected time until a busy instance is free for one more request: the rest of the oldest run, then its share of the
/// `ahead` runs that wait already, over `busy` instances. A run that is over its expected time is expected to need as much
/// again as it is over. Requires: busy > 0.
inline Ns expectedWait(Ns oldestAge, Ns meanRun, uint32_t ahead, uint32_t busy) {
  const Ns rest = oldestAge < meanRun ? meanRun - oldestAge : oldestAge - meanRun;
  return std::min(rest, kNever / 2) + meanRun / busy * std::min(ahead, 10'000u);
}

}  // namespace scfdesk::scaling
