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

}  // namespace scfdesk::scaling
