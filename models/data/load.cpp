// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/load.h"
#include <algorithm>
#include <cmath>
#include <numbers>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kSteps = 2000;  // of the numeric integral; 600 events land within 0.1 % of their place

/// Area under the relative curve from 0 to each step, so that the last is the mean rate relative to the peak.
const std::array<double, kSteps + 1>& areaOf(LoadShape shape) {
  static const auto tables = [] {
    std::array<std::array<double, kSteps + 1>, 4> all{};
    for (size_t s = 0; s < all.size(); ++s) {
      all[s][0] = 0;
      for (int i = 0; i < kSteps; ++i)
        all[s][size_t(i) + 1] = all[s][size_t(i)] + loadShapeRate(LoadShape(s), (i + 0.5) / kSteps) / kSteps;
    }
    return all;
  }();
  return tables[size_t(shape)];
}

}  // namespace

QString loadShapeName(LoadShape shape) {
  switch (shape) {
    case LoadShape::Constant: return u"constant"_s;
    case LoadShape::Ramp: return u"ramp"_s;
    case LoadShape::Spike: return u"spike"_s;
    case LoadShape::Wave: return u"wave"_s;
  }
  return {};
}

double loadShapeRate(LoadShape shape, double x) {
  x = std::clamp(x, 0.0, 1.0);
  const auto smooth = [](double t) { return t * t * (3 - 2 * t); };
  switch (shape) {
    case LoadShape::Constant: return 1;
    case LoadShape::Ramp:  // slow rise, a plateau, a quick fall
      if (x < 0.6) return 0.05 + 0.95 * smooth(x / 0.6);
      if (x < 0.85) return 1;
      return 0.05 + 0.95 * (1 - smooth((x - 0.85) / 0.15));
    case LoadShape::Spike: {
      const double d = (x - 0.5) / 0.06;
      return std::max(0.08, std::exp(-d * d));
    }
    case LoadShape::Wave: return 0.1 + 0.9 * (0.5 - 0.5 * std::cos(x * 3 * 2 * std::numbers::pi));
  }
  return 1;
}

double loadDurationSeconds(const LoadSpec& spec) {
  if (spec.repeats()) return std::max(0, spec.count - 1) * spec.everySeconds;
  if (spec.count <= 0 || spec.peakPerSecond <= 0) return 0;
  return spec.count / (spec.peakPerSecond * areaOf(spec.shape).back());
}

double loadDueSeconds(const LoadSpec& spec, int i) {
  if (spec.repeats()) return i * spec.everySeconds;
  const auto& area = areaOf(spec.shape);
  const double wanted = area.back() * (i + 0.5) / std::max(spec.count, 1);
  const auto it = std::lower_bound(area.begin(), area.end(), wanted);
  const auto step = std::clamp<ptrdiff_t>(it - area.begin(), 1, kSteps);
  const double before = area[size_t(step) - 1], after = area[size_t(step)];
  const double part = after > before ? (wanted - before) / (after - before) : 0;
  return (double(step - 1) + part) / kSteps * loadDurationSeconds(spec);
}

}  // namespace scfdesk
