// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/series.h"
#include "models/timeline.h"
#include "widgets/scaling/timescale.h"
#include <deque>
#include <optional>

namespace scfdesk {

/// Instances by state for each column of a scale. Of several changes within one column the one with most work is taken, so that
/// a short burst is never averaged away. Columns that can no longer change are kept: a scrolling graph computes only what is new.
/// GUI thread.
class CountColumns final {
 public:
  /// `version`: of its instances alone.
  void update(const Timeline& timeline, FunctionId fn, const TimeScale& scale, TimeUs now, std::optional<VersionNumber> version = {});
  void clear();
  /// One value per column of the scale of the last update.
  [[nodiscard]] const std::deque<CountStep>& values() const { return m_values; }
  [[nodiscard]] int mostLiving() const;
  /// Columns computed by the last update; what a test counts.
  [[nodiscard]] int computed() const { return m_computed; }

 private:
  std::deque<CountStep> m_values;
  int64_t m_first = 0;         ///< column of m_values.front()
  int64_t m_final = 0;         ///< columns below this one cannot change
  int64_t m_usPerColumn = 0;
  FunctionId m_function = 0;
  std::optional<VersionNumber> m_version;
  int m_computed = 0;
};

/// p50 and p99 at equal steps of absolute time over a scale, kept like CountColumns.
class LatencyPoints final {
 public:
  void update(const Series& series, FunctionId fn, const TimeScale& scale, TimeUs now);
  void clear();
  struct Point {
    TimeUs at = 0;
    Percentiles value;
  };
  [[nodiscard]] const std::deque<Point>& values() const { return m_values; }

 private:
  std::deque<Point> m_values;
  TimeUs m_step = 0;
  TimeUs m_final = 0;
  FunctionId m_function = 0;
};

}  // namespace scfdesk
