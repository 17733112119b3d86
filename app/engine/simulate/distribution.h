// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/config.h"
#include <vector>

namespace scfdesk::simulate {

using scaling::Ns;

/// Seconds to whole nanoseconds, rounded, within [0, a thousand years].
[[nodiscard]] Ns nsOf(double seconds);
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

}  // namespace scfdesk::simulate
