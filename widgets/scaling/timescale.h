// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <algorithm>

namespace scfdesk {

/// Maps time to x. A column is one device pixel and a whole number of microseconds; columns are counted from the epoch, so what
/// scrolls lands on the same pixels of the picture each time and nothing shimmers. A value; pure.
struct TimeScale {
  int64_t usPerColumn = 50'000;
  int64_t firstColumn = 0;  ///< number of the column at the left edge
  int columns = 1;          ///< device pixels
  int left = 0;             ///< logical pixels
  double dpr = 1;

  /// The scale of [end - span, end] on `width` logical pixels from `left`. The column that holds `end` is the last.
  static TimeScale of(TimeUs end, TimeUs span, int left, int width, double dpr);

  [[nodiscard]] TimeUs begin() const { return firstColumn * usPerColumn; }
  [[nodiscard]] TimeUs end() const { return (firstColumn + columns) * usPerColumn; }
  [[nodiscard]] int width() const { return static_cast<int>(columns / dpr); }
  /// Number of the column that holds t.
  [[nodiscard]] int64_t columnOf(TimeUs t) const;
  /// Distance of t from the left edge in columns.
  [[nodiscard]] double offset(TimeUs t) const { return static_cast<double>(t - begin()) / static_cast<double>(usPerColumn); }
  [[nodiscard]] double x(TimeUs t) const { return left + offset(t) / dpr; }
  /// The pixel of t; a time far outside is kFar away, so that a caller may add to it.
  static constexpr int kFar = 1'000'000;
  [[nodiscard]] int pixel(TimeUs t) const { return static_cast<int>(std::clamp(x(t), -double(kFar), double(kFar))); }
  [[nodiscard]] TimeUs timeAt(double x) const;
  friend bool operator==(const TimeScale&, const TimeScale&) = default;
};

/// Where a ruler has its marks: `major` with a time, `minor` between them; both in microseconds.
struct RulerSteps {
  int64_t major = 5'000'000;
  int64_t minor = 1'000'000;
};
/// The finest steps whose major marks are at least `room` logical pixels apart.
RulerSteps rulerSteps(const TimeScale& scale, int room);

/// The smallest of 1, 2, 4, 5, 8, 10, 20, ... that is at least v; for the top of an axis.
double niceCeiling(double v);
/// The largest of them that is at most v, at least 1; for the steps of an axis.
double niceFloor(double v);

}  // namespace scfdesk
