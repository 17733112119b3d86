// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/timeline.h"
#include <vector>

namespace scfdesk {

enum class LaneSort : uint8_t { FirstStart, Busiest, State };

/// A row of the lane area: an instance, or a heading of a state with its count.
struct LaneRow {
  const Lane* lane = nullptr;
  InstanceState state = InstanceState::Gone;  ///< at the cursor; Gone = not started or reclaimed
  int count = 0;                              ///< of a heading
  int top = 0;                                ///< token pixels from the first row
  int height = 0;
  [[nodiscard]] bool heading() const { return !lane; }
};

/// Rules of how many lanes look like what (design.md section 5, 0.3). Token pixels. Pure.
namespace lanerules {
inline constexpr int kRow = 18;
inline constexpr int kRoomyRow = 24;
inline constexpr int kThinRow = 6;
inline constexpr int kHeading = 24;
inline constexpr int kThinOver = 64;    ///< more lanes than this get thin rows
inline constexpr int kGroupOver = 400;  ///< more lanes than this are grouped unless asked not to
int rowHeight(int lanes, int roomHeight);
bool groupedByDefault(int lanes);
}  // namespace lanerules

struct LaneLayout {
  std::vector<LaneRow> rows;
  int height = 0;      ///< of all rows
  int rowHeight = lanerules::kRow;
  int lanes = 0;
  bool grouped = false;
  [[nodiscard]] int rowAt(int y) const;                   ///< -1 = none
  [[nodiscard]] int rowOf(InstanceId instance) const;     ///< -1 = none
};

struct LaneOrder {
  LaneSort sort = LaneSort::FirstStart;
  TimeUs begin = 0, end = 0;   ///< of the window, for Busiest
  TimeUs cursor = 0;           ///< for State and grouping
  bool grouped = false;
  uint32_t open = 0;           ///< bit per InstanceState: headings whose lanes are shown
};

/// Sorted by first start, by busy time in the window (most first), or by state at the cursor (working first).
std::vector<const Lane*> sortLanes(std::vector<const Lane*> lanes, const LaneOrder& order);
LaneLayout layoutLanes(const std::vector<const Lane*>& sorted, const LaneOrder& order, int roomHeight);
/// Busy time within [begin, end]; `now` ends what lasts.
int64_t busyTime(const Lane& lane, TimeUs begin, TimeUs end);

}  // namespace scfdesk
