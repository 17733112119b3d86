// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/fit.h"
#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kLn2 = 0.69314718055994531;
constexpr size_t kFewest = 2;  // of fewer nothing can be fitted

/// The shape for which the likelihood of Weibull times is the highest; its equation has one root, found by halving. `x` is
/// within (0, 1].
double weibullShape(const std::vector<double>& x) {
  double meanLog = 0;
  for (const double v : x) meanLog += std::log(v);
  meanLog /= static_cast<double>(x.size());
  const auto side = [&](double k) {
    double sum = 0, weighted = 0;
    for (const double v : x) {
      const double power = std::pow(v, k);
      sum += power;
      weighted += power * std::log(v);
    }
    return weighted / sum - 1 / k - meanLog;
  };
  double low = 0.02, high = 200;
  for (int i = 0; i < 60; ++i) {
    const double middle = std::sqrt(low * high);
    (side(middle) < 0 ? low : high) = middle;
  }
  return std::sqrt(low * high);
}

}  // namespace

double SimFit::cumulative(double x) const {
  if (x <= 0) return 0;
  switch (shape) {
    case SimShape::LogNormal: return b > 0 ? 0.5 * std::erfc(-(std::log(x) - a) / b / std::sqrt(2.0)) : x >= std::exp(a) ? 1 : 0;
    case SimShape::Weibull: return 1 - std::exp(-std::pow(x / b, a));
    case SimShape::Exponential: return 1 - std::exp(-x / a);
    case SimShape::Constant: return x >= a ? 1 : 0;
    case SimShape::Measured: return 0;
  }
  return 0;
}

SimFit SimFit::to(std::vector<double> values, SimShape shape) {
  std::erase_if(values, [](double v) { return !(v > 0); });
  SimFit fit;
  if (values.size() < kFewest || shape == SimShape::Measured) return fit;
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  fit.shape = shape;
  switch (shape) {
    case SimShape::LogNormal: {
      for (const double v : values) fit.a += std::log(v) / n;
      for (const double v : values) fit.b += (std::log(v) - fit.a) * (std::log(v) - fit.a) / n;
      fit.b = std::sqrt(fit.b);
      break;
    }
    case SimShape::Weibull: {
      std::vector<double> x = values;
      for (double& v : x) v /= values.back();
      fit.a = weibullShape(x);
      double sum = 0;
      for (const double v : x) sum += std::pow(v, fit.a);
      fit.b = values.back() * std::pow(sum / n, 1 / fit.a);
      break;
    }
    case SimShape::Exponential: fit.a = std::accumulate(values.begin(), values.end(), 0.0) / n; break;
    case SimShape::Constant: fit.a = values[values.size() / 2]; break;
    case SimShape::Measured: break;
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const double at = fit.cumulative(values[i]);
    fit.distance = std::max({fit.distance, std::abs(at - static_cast<double>(i) / n), std::abs(at - static_cast<double>(i + 1) / n)});
  }
  return fit;
}

QJsonObject distributionOf(const std::vector<double>& measured, SimShape shape, double median) {
  std::vector<double> sorted = measured;
  std::sort(sorted.begin(), sorted.end());
  const double now = sorted.empty() ? 0 : sorted[sorted.size() / 2];
  const QJsonObject always{{u"kind"_s, u"constant"_s}, {u"value"_s, std::max(median, 0.0)}};
  if (!(now > 0) || !(median > 0)) return always;
  const SimFit fit = SimFit::to(measured, shape);
  if (shape != SimShape::Measured && fit.shape == SimShape::Measured) return always;
  switch (fit.shape) {
    case SimShape::LogNormal: return {{u"kind"_s, u"lognormal"_s}, {u"mean"_s, median * std::exp(fit.b * fit.b / 2)}, {u"sigma"_s, fit.b}};
    case SimShape::Weibull: return {{u"kind"_s, u"weibull"_s}, {u"shape"_s, fit.a}, {u"scale"_s, median / std::pow(kLn2, 1 / fit.a)}};
    case SimShape::Exponential: return {{u"kind"_s, u"exponential"_s}, {u"mean"_s, median / kLn2}};
    case SimShape::Constant: return always;
    case SimShape::Measured: break;
  }
  QJsonArray values;
  for (const double value : measured) values.append(value * median / now);
  return {{u"kind"_s, u"empirical"_s}, {u"values"_s, values}};
}

QString SimShapes::nameOf(SimShape shape) {
  switch (shape) {
    case SimShape::Measured: return tr("as measured");
    case SimShape::LogNormal: return tr("log-normal");
    case SimShape::Weibull: return tr("Weibull");
    case SimShape::Exponential: return tr("exponential");
    case SimShape::Constant: return tr("always the median");
  }
  return {};
}

}  // namespace scfdesk
