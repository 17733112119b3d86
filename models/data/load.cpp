// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/load.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kReplayColumns = 120;
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

/// Area under the first `steps` stretches of a drawn curve; its whole length is 1.
double drawnArea(const std::vector<float>& points, size_t steps) {
  double area = 0;
  for (size_t i = 0; i < steps; ++i) area += (double(points[i]) + double(points[i + 1])) / 2;
  return area / double(points.size() - 1);
}

/// Where on a drawn curve, 0 to 1, a share of its area has been passed.
double drawnPart(const std::vector<float>& points, double share) {
  const double width = 1 / double(points.size() - 1);
  double left = share * drawnArea(points, points.size() - 1);
  for (size_t i = 0; i + 1 < points.size(); ++i) {
    const double a = points[i], b = points[i + 1], area = (a + b) / 2 * width;
    if (left > area) {
      left -= area;
      continue;
    }
    // a x + (b - a) x^2 / 2 = left / width, written so that a flat stretch divides by nothing
    const double root = std::sqrt(std::max(0.0, a * a + 2 * (b - a) * left / width));
    const double x = a + root > 0 ? 2 * left / width / (a + root) : 0;
    return (double(i) + std::clamp(x, 0.0, 1.0)) * width;
  }
  return 1;
}

}  // namespace

QString loadShapeName(LoadShape shape) {
  switch (shape) {
    case LoadShape::Constant: return u"constant"_s;
    case LoadShape::Ramp: return u"ramp"_s;
    case LoadShape::Spike: return u"spike"_s;
    case LoadShape::Wave: return u"wave"_s;
    case LoadShape::Drawn: return u"drawn"_s;
    case LoadShape::Replay: return u"replay"_s;
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
    case LoadShape::Drawn:
    case LoadShape::Replay: break;  // of a spec, not of the shape
  }
  return 1;
}

double loadRate(const LoadSpec& spec, double x) {
  x = std::clamp(x, 0.0, 1.0);
  if (spec.shape == LoadShape::Drawn && spec.curve && spec.curve->size() > 1) {
    const auto& points = *spec.curve;
    const double at = x * double(points.size() - 1);
    const auto i = std::min(size_t(at), points.size() - 2);
    return points[i] + (at - double(i)) * (points[i + 1] - points[i]);
  }
  if (spec.replays()) {
    const double length = spec.recorded->empty() ? 0 : spec.recorded->back().seconds;
    if (length <= 0) return 1;
    std::array<int, kReplayColumns> counts{};
    const auto column = [length](double seconds) { return std::min(size_t(seconds / length * kReplayColumns), size_t(kReplayColumns - 1)); };
    for (const LoadArrival& one : *spec.recorded) ++counts[column(one.seconds)];
    return double(counts[column(x * length)]) / *std::max_element(counts.begin(), counts.end());
  }
  return loadShapeRate(spec.shape, x);
}

std::vector<float> settledCurve(std::vector<float> points) {
  float most = 0;
  for (float& p : points) most = std::max(most, p = std::clamp(p, 0.0F, 1.0F));
  for (float& p : points) p = most > 0 ? p / most : 1;
  return points;
}

double loadDurationSeconds(const LoadSpec& spec) {
  if (spec.repeats()) return std::max(0, spec.count - 1) * spec.everySeconds;
  if (spec.replays()) return spec.recorded->empty() ? 0 : spec.recorded->back().seconds / spec.speed;
  if (spec.count <= 0 || spec.peakPerSecond <= 0) return 0;
  if (spec.shape == LoadShape::Drawn && spec.curve) {
    const double mean = drawnArea(*spec.curve, spec.curve->size() - 1);
    return mean > 0 ? spec.count / (spec.peakPerSecond * mean) : 0;
  }
  return spec.count / (spec.peakPerSecond * areaOf(spec.shape).back());
}

double loadDueSeconds(const LoadSpec& spec, int i) {
  if (spec.repeats()) return i * spec.everySeconds;
  if (spec.replays()) return size_t(i) < spec.recorded->size() ? (*spec.recorded)[size_t(i)].seconds / spec.speed : loadDurationSeconds(spec);
  if (spec.shape == LoadShape::Drawn && spec.curve) return drawnPart(*spec.curve, (i + 0.5) / std::max(spec.count, 1)) * loadDurationSeconds(spec);
  const auto& area = areaOf(spec.shape);
  const double wanted = area.back() * (i + 0.5) / std::max(spec.count, 1);
  const auto it = std::lower_bound(area.begin(), area.end(), wanted);
  const auto step = std::clamp<ptrdiff_t>(it - area.begin(), 1, kSteps);
  const double before = area[size_t(step) - 1], after = area[size_t(step)];
  const double part = after > before ? (wanted - before) / (after - before) : 0;
  return (double(step - 1) + part) / kSteps * loadDurationSeconds(spec);
}

}  // namespace scfdesk
