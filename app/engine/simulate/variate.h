// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string_view>

/// Random numbers of the simulator. Each is a function of (seed, function, number, attempt, purpose) and of nothing else, so
/// that two settings see the same requests and the order of events changes nothing. Pure; any thread.
namespace scfdesk::simulate {

/// splitmix64's finisher.
inline uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

/// What a number is drawn for.
enum class Purpose : uint8_t { Gap, Service, Init, Error, Place };

/// The numbers of one function.
class Draws final {
 public:
  Draws(uint64_t seed, std::string_view function);
  [[nodiscard]] uint64_t bits(uint64_t number, int attempt, Purpose purpose) const {
    const uint64_t which = static_cast<uint64_t>(attempt) << 3 | static_cast<uint64_t>(purpose);
    return mixed(mixed(m_key + number * 0x9E3779B97F4A7C15ull) + which * 0xD1B54A32D192ED03ull);
  }
  /// In (0, 1), never one of the ends.
  [[nodiscard]] double unit(uint64_t number, int attempt, Purpose purpose) const {
    return (static_cast<double>(bits(number, attempt, purpose) >> 11) + 0.5) * 0x1p-53;
  }

 private:
  uint64_t m_key;
};

/// Natural logarithm and exponential made of operations that IEEE 754 rounds exactly: a C library's own differ in the last bit
/// from machine to machine. Relative error below 1e-14. Requires of logOf: x > 0, finite and normal.
[[nodiscard]] double logOf(double x);
[[nodiscard]] double expOf(double x);
/// Quantile of the standard normal distribution (Acklam's rational approximation, relative error below 1.2e-9). Requires: 0 < p < 1.
[[nodiscard]] double normalAt(double p);

}  // namespace scfdesk::simulate
