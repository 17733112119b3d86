// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/distribution.h"
#include "app/engine/simulate/variate.h"
#include <algorithm>

namespace scfdesk::simulate {

double Distribution::other(double u) const {
  switch (kind) {
    case Kind::Constant: return a;
    case Kind::Uniform: return a + (b - a) * u;
    case Kind::Exponential: return -a * logOf(u);
    case Kind::LogNormal: return a > 0 ? expOf(logOf(a) - b * b / 2 + b * normalAt(u)) : 0;
    case Kind::Weibull: return b * expOf(logOf(-logOf(u)) / a);
    case Kind::Empirical: return values[std::min(static_cast<size_t>(u * static_cast<double>(values.size())), values.size() - 1)];
    case Kind::Quantiles: {
      const size_t i = static_cast<size_t>(std::lower_bound(ranks.begin(), ranks.end(), u) - ranks.begin());
      if (i == 0) return values.front();
      if (i == ranks.size()) return values.back();
      const double width = ranks[i] - ranks[i - 1];
      return width > 0 ? values[i - 1] + (values[i] - values[i - 1]) * (u - ranks[i - 1]) / width : values[i];
    }
  }
  return 0;
}

}  // namespace scfdesk::simulate
