// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/secondshistory.h"
#include "widgets/scaling/timescale.h"
#include <vector>

namespace scfdesk {

/// One-second values by pixel column: of each gauge and percentile the highest in the column (nothing is averaged), of what is
/// counted the sum. Where a column is narrower than a second, the second is in all of its columns, and its counts in the first.
/// Kept until axis or data change. GUI thread; owned by what paints.
class SecondColumns final {
 public:
  struct Column {
    int64_t p50Us = 0, p99Us = 0, maxMemoryBytes = 0;
    int invocations = 0, failed = 0, cold = 0, throttled = 0;
    int instances = 0, busy = 0, queued = 0;
    bool ran = false;  ///< some invocation ended: the percentiles are of it
  };
  /// Columns that begin before `until`; the others are empty.
  void update(const SecondsHistory& history, FunctionId fn, const TimeScale& scale, TimeUs until);
  /// One a column of the scale; empty when there is nothing before `until`.
  [[nodiscard]] const std::vector<Column>& values() const { return m_values; }
  /// Columns before `t`, at most all.
  [[nodiscard]] size_t before(TimeUs t) const;

 private:
  std::vector<Column> m_values;
  TimeScale m_scale;
  FunctionId m_function = 0;
  TimeUs m_until = -1;
  uint64_t m_revision = 0;
};

}  // namespace scfdesk
