// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/timescale.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {

namespace {
int64_t floorDiv(int64_t a, int64_t b) {
  const int64_t q = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}
}  // namespace

TimeScale TimeScale::of(TimeUs end, TimeUs span, int left, int width, double dpr) {
  TimeScale s;
  s.left = left;
  s.dpr = dpr > 0 ? dpr : 1;
  s.columns = std::max(1, static_cast<int>(std::lround(width * s.dpr)));
  s.usPerColumn = std::max<int64_t>(1, (span + s.columns - 1) / s.columns);
  s.firstColumn = floorDiv(end, s.usPerColumn) - s.columns + 1;
  return s;
}

int64_t TimeScale::columnOf(TimeUs t) const {
  return floorDiv(t, usPerColumn);
}

TimeUs TimeScale::timeAt(double x) const {
  return begin() + std::llround((x - left) * dpr * static_cast<double>(usPerColumn));
}

RulerSteps rulerSteps(const TimeScale& scale, int room) {
  static constexpr RulerSteps kSteps[] = {
      {10'000, 2'000},          {50'000, 10'000},         {100'000, 20'000},        {200'000, 50'000},
      {500'000, 100'000},       {1'000'000, 200'000},     {2'000'000, 500'000},     {5'000'000, 1'000'000},
      {10'000'000, 2'000'000},  {15'000'000, 5'000'000},  {30'000'000, 5'000'000},  {60'000'000, 10'000'000},
      {120'000'000, 30'000'000}, {300'000'000, 60'000'000}, {600'000'000, 120'000'000}, {1'800'000'000, 300'000'000},
      {3'600'000'000, 600'000'000}, {7'200'000'000, 1'800'000'000},
  };
  for (const RulerSteps& s : kSteps) {
    if (static_cast<double>(s.major) / static_cast<double>(scale.usPerColumn) / scale.dpr >= room) return s;
  }
  return kSteps[std::size(kSteps) - 1];
}

double niceCeiling(double v) {
  if (v <= 1) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(v)));
  for (const double m : {1.0, 2.0, 4.0, 5.0, 8.0, 10.0}) {
    if (v <= m * power * (1 + 1e-9)) return m * power;
  }
  return 10 * power;
}

double niceFloor(double v) {
  if (v <= 1) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(v) + 1e-9));
  for (const double m : {8.0, 5.0, 4.0, 2.0}) {
    if (v >= m * power * (1 - 1e-9)) return m * power;
  }
  return power;
}

}  // namespace scfdesk
