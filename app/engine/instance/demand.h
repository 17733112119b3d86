// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>

namespace scfdesk {

/// How many instances of a kind were asked for in a row: what prepared ones are counted by. Pure.
class Demand final {
 public:
  static constexpr int64_t kGapNs = 1'000'000'000;           ///< a longer pause ends a burst
  static constexpr int64_t kMemoryNs = 600LL * 1'000'000'000; ///< a burst counts this long

  void asked(int64_t nowNs);
  /// Size of the burst under way.
  [[nodiscard]] int burst(int64_t nowNs) const;
  /// Size of the largest burst that still counts.
  [[nodiscard]] int recent(int64_t nowNs) const;
  [[nodiscard]] int64_t lastNs() const { return m_bursts.empty() ? 0 : m_bursts.back().lastNs; }
  [[nodiscard]] size_t kept() const { return m_bursts.size(); }  ///< for tests

 private:
  struct Burst {
    int64_t lastNs;
    int size;
  };
  std::deque<Burst> m_bursts;  ///< in the order of time; an earlier one is larger than all after it, except for the last
};

}  // namespace scfdesk
