// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QCoreApplication>
#include <QJsonObject>
#include <array>
#include <cstdint>
#include <vector>

namespace scfdesk {

/// What times are drawn from.
enum class SimShape : uint8_t { Measured, LogNormal, Weibull, Exponential, Constant };
inline constexpr std::array<SimShape, 5> kAllSimShapes{SimShape::Measured, SimShape::LogNormal, SimShape::Weibull, SimShape::Exponential, SimShape::Constant};

/// A distribution fitted to measured times (seconds, above 0) by maximum likelihood. Pure; a value.
struct SimFit {
  SimShape shape = SimShape::Measured;
  double a = 0;         ///< LogNormal: mean of the logarithms; Weibull: shape; Exponential: mean; Constant: median
  double b = 0;         ///< LogNormal: sigma; Weibull: scale
  double distance = 0;  ///< the largest distance between its and the measured distribution function (Kolmogorov-Smirnov), 0 to 1
  [[nodiscard]] double cumulative(double x) const;
  static SimFit to(std::vector<double> values, SimShape shape);
};

/// The distribution as a spec has it (contract.md), stretched so that its median is `median` seconds. Without measured times,
/// or with a median of 0, always that.
QJsonObject distributionOf(const std::vector<double>& measured, SimShape shape, double median);

class SimShapes final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::SimShapes)
 public:
  static QString nameOf(SimShape shape);
};

}  // namespace scfdesk
