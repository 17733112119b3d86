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
  template <typename Archive>
  void visit(Archive& archive) { archive(m_value, m_known); }

 private:
  static constexpr Ns kLongest = 100'000 * kSecond;  ///< longer ones count as this: the arithmetic below can't overflow
  Ns m_value = 0;
  bool m_known = false;
};

/// How long runs usually take, for what waits behind them: a queue's length multiplies the error. So the least of the first
/// eight begins it (they load what later ones find), and after that one value counts as four times the mean at the most (a
/// pause of the machine is no news of what is usual).
class UsualTime final {
 public:
  void add(Ns value) {
    if (known()) return m_mean.add(std::min(value, std::max(4 * m_mean.value(), kSecond / 10'000)));
    m_least = m_count++ == 0 ? value : std::min(m_least, value);
    if (known()) m_mean.add(m_least);
  }
  [[nodiscard]] bool known() const { return m_count >= kFirst; }
  [[nodiscard]] Ns value() const { return m_mean.value(); }
  template <typename Archive>
  void visit(Archive& archive) { archive(m_mean, m_least, m_count); }

 private:
  static constexpr int kFirst = 8;
  MeanTime m_mean;
  Ns m_least = 0;
  int m_count = 0;
};

}  // namespace scfdesk::scaling
