// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/matchingruns.h"
#include <algorithm>

namespace scfdesk::matchingruns {

namespace {
/// When it began to run: it was billed from then on, rounded up to a millisecond.
TimeUs beginOf(const Finished& row) { return row.at - std::min<int64_t>(row.billedMs * 1000, row.totalUs); }

std::deque<Finished>::const_iterator firstAfter(const std::deque<Finished>& rows, TimeUs begin) {
  return std::partition_point(rows.begin(), rows.end(), [begin](const Finished& row) { return row.at < begin; });
}
}  // namespace

std::vector<int> touching(const std::deque<Finished>& rows, TimeUs begin, TimeUs step, size_t count) {
  std::vector<int> found(count + 1, 0);
  const TimeUs end = begin + step * static_cast<TimeUs>(count);
  for (auto row = firstAfter(rows, begin); row != rows.end(); ++row) {
    const TimeUs from = std::max(beginOf(*row), begin);
    if (from >= end) continue;
    ++found[static_cast<size_t>((from - begin) / step)];
    --found[std::min(count, static_cast<size_t>((row->at - begin) / step) + 1)];
  }
  for (size_t i = 1; i < found.size(); ++i) found[i] += found[i - 1];
  found.resize(count);
  return found;
}

std::vector<double> mean(const std::deque<Finished>& rows, TimeUs begin, TimeUs step, size_t count) {
  std::vector<double> found(count, 0);
  for (auto row = firstAfter(rows, begin); row != rows.end(); ++row) {
    const TimeUs from = std::max(beginOf(*row), begin);
    for (auto i = static_cast<size_t>((from - begin) / step); i < count; ++i) {
      const TimeUs left = begin + step * static_cast<TimeUs>(i), right = left + step;
      if (left >= row->at) break;
      found[i] += static_cast<double>(std::min(row->at, right) - std::max(from, left)) / static_cast<double>(step);
    }
  }
  return found;
}

}  // namespace scfdesk::matchingruns
