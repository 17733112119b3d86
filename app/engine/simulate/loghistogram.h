// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

namespace scfdesk::simulate {

/// Counts of times in nanoseconds, in steps that grow with the time: each power of two has 2^bits of them, so that a quantile
/// is right within 2^-bits of itself, however many there are (up to 2^32 in one step). Memory: the steps between the shortest and the longest seen.
class LogHistogram final {
 public:
  explicit LogHistogram(int bits = 10) : m_bits(bits) {}
  void add(int64_t ns, uint64_t times = 1) {
    const uint32_t step = stepOf(ns < 0 ? 0 : static_cast<uint64_t>(ns));
    if (step - m_first >= m_counts.size()) reach(step);
    m_counts[step - m_first] += static_cast<uint32_t>(times);
    m_total += times;
  }
  /// This time is going to be added soon.
  void prefetch(int64_t ns) const {
    const uint32_t step = stepOf(ns < 0 ? 0 : static_cast<uint64_t>(ns));
    if (step - m_first < m_counts.size()) __builtin_prefetch(m_counts.data() + (step - m_first), 1);
  }
  /// Requires: other has as many bits.
  void add(const LogHistogram& other);
  [[nodiscard]] uint64_t total() const { return m_total; }
  /// Seconds, within 2^-bits; 0 when empty. 0 < q <= 1.
  [[nodiscard]] double quantile(double q) const;
  [[nodiscard]] double error() const { return 1.0 / static_cast<double>(uint64_t{1} << m_bits); }

 private:
  [[nodiscard]] uint32_t stepOf(uint64_t ns) const {
    if (ns >> m_bits == 0) return static_cast<uint32_t>(ns);
    const int above = 63 - __builtin_clzll(ns) - m_bits;
    return (static_cast<uint32_t>(above) << m_bits) + static_cast<uint32_t>(ns >> above);
  }
  [[nodiscard]] double lowest(uint32_t step) const;
  void reach(uint32_t step);

  int m_bits;
  uint32_t m_first = 0;
  uint64_t m_total = 0;
  std::vector<uint32_t> m_counts;
};

}  // namespace scfdesk::simulate
