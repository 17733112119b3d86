// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

/// splitmix64: the same numbers on every machine and library.
class Random final {
 public:
  explicit Random(uint64_t seed) : m_state(seed) {}
  uint64_t next() {
    uint64_t z = (m_state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  /// 0 .. bound - 1
  uint64_t below(uint64_t bound) { return next() % bound; }
  bool chance(int percent) { return below(100) < static_cast<uint64_t>(percent); }

 private:
  uint64_t m_state;
};
