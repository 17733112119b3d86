// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/timeline.h"
#include <cstdint>
#include <deque>
#include <functional>
#include <unordered_map>

namespace scfdesk {

/// Does a run match what is asked for?
using LaneFilter = std::function<bool(const Lane& lane, const LaneSpan& run)>;

/// A quarter of a second of one lane.
struct LaneBucket {
  static constexpr TimeUs kWidth = 250'000;
  static constexpr uint8_t kFailed = 1, kStarting = 2, kInit = 4, kIdle = 8, kFrozen = 16;
  uint8_t busyMs = 0;  ///< of 250
  uint8_t flags = 0;
};

/// Quarter-second buckets of lanes, for windows where a column is wider than one: failures and cold starts are flags, so that
/// they are never merged away. Each lane is worked off once; only what may still change is taken anew. GUI thread.
class LaneBuckets final {
 public:
  struct Row {
    std::deque<LaneBucket> buckets;
    int64_t first = 0;      ///< number of the front bucket since the epoch
    [[nodiscard]] const LaneBucket* at(int64_t number) const;
  };
  /// Buckets of a lane up to `now`. The reference is valid until the next call.
  const Row& of(const Lane& lane, TimeUs now);
  /// Forgets lanes that are not in the timeline any more.
  void prune(const Timeline& timeline);
  void clear() { m_rows.clear(); }
  /// Runs that do not pass count as idle. Null = all pass. All is counted anew.
  void setFilter(LaneFilter filter) {
    m_filter = std::move(filter);
    clear();
  }
  [[nodiscard]] size_t spansRead() const { return m_spansRead; }  ///< by the last `of`; what a test counts

 private:
  struct Entry {
    Row row;
    TimeUs settled = 0;  ///< a bucket's begin; those before it are final
  };
  std::unordered_map<InstanceId, Entry> m_rows;
  LaneFilter m_filter;
  size_t m_spansRead = 0;
};

}  // namespace scfdesk
