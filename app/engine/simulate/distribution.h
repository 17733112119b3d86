// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/config.h"
#include "app/engine/simulate/variate.h"
#include <vector>

namespace scfdesk::simulate {

using scaling::Ns;

/// Seconds to whole nanoseconds, rounded, within [0, a thousand years]. Always inline: a copy of it that was compiled elsewhere,
/// with multiplications and additions fused, would round otherwise.
[[nodiscard, gnu::always_inline]] inline Ns nsOf(double seconds) {
  constexpr double kMost = 1000.0 * 366 * 86400;
  if (!(seconds > 0)) return 0;
  return static_cast<Ns>((seconds < kMost ? seconds : kMost) * 1e9 + 0.5);
}
inline double secondsOf(Ns ns) { return static_cast<double>(ns) / 1e9; }

/// How long something takes, in seconds. A value.
struct Distribution {
  enum class Kind : uint8_t {
    Constant,     ///< a
    Uniform,      ///< a to b
    Exponential,  ///< a = mean
    LogNormal,    ///< a = mean (of the times, not of their logarithms), b = sigma (of the logarithms)
    Weibull,      ///< a = shape, b = scale
    Empirical,    ///< one of the values, all alike
    Quantiles,    ///< straight lines between (ranks, values)
  };
  Kind kind = Kind::Constant;
  double a = 0;
  double b = 0;
  std::vector<double> values;  ///< Quantiles: rising
  std::vector<double> ranks;   ///< Quantiles: rising, within [0, 1]

  /// The quantile of u. Requires: 0 < u < 1. Inline for what is asked for each request.
  [[nodiscard]] double at(double u) const { return kind == Kind::Constant ? a : other(u); }

 private:
  [[nodiscard]] double other(double u) const;
};

/// A distribution that is asked for each request: what most are is at hand, the rest lies elsewhere. The distribution outlives it.
class QuickDistribution final {
 public:
  explicit QuickDistribution(const Distribution& whole) : m_a(whole.a), m_whole(&whole), m_kind(whole.kind) {}
  [[nodiscard, gnu::always_inline]] double at(double u) const {
    if (m_kind == Distribution::Kind::Exponential) return -m_a * logOf(u);
    return m_kind == Distribution::Kind::Constant ? m_a : m_whole->at(u);
  }

 private:
  double m_a;
  const Distribution* m_whole;
  Distribution::Kind m_kind;
};

}  // namespace scfdesk::simulate
