// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/lanelayout.h"
#include <algorithm>
#include <unordered_map>

namespace scfdesk {

namespace {
/// Working first; what is not there last.
constexpr InstanceState kOrder[] = {InstanceState::Starting, InstanceState::Init,   InstanceState::Busy,
                                    InstanceState::Idle,     InstanceState::Frozen, InstanceState::Gone};

int rankOf(InstanceState state) {
  for (int i = 0; i < static_cast<int>(std::size(kOrder)); ++i) {
    if (kOrder[i] == state) return i;
  }
  return static_cast<int>(std::size(kOrder));
}
}  // namespace

int lanerules::rowHeight(int lanes, int roomHeight) {
  if (lanes > kThinOver) return kThinRow;
  // Roomier rows only where a tall window has space for more than a screen of the usual ones anyway.
  return roomHeight >= 20 * kRoomyRow && lanes * kRoomyRow <= roomHeight ? kRoomyRow : kRow;
}

bool lanerules::groupedByDefault(int lanes) {
  return lanes > kGroupOver;
}

int LaneLayout::rowAt(int y) const {
  if (y < 0 || y >= height) return -1;
  const auto it = std::partition_point(rows.begin(), rows.end(), [y](const LaneRow& r) { return r.top <= y; });
  return static_cast<int>(it - rows.begin()) - 1;
}

int LaneLayout::rowOf(InstanceId instance) const {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].lane && rows[i].lane->instance == instance) return static_cast<int>(i);
  }
  return -1;
}

int64_t busyTime(const Lane& lane, TimeUs begin, TimeUs end) {
  int64_t busy = 0;
  for (size_t i = lane.firstSpanAfter(begin); i < lane.spans.size() && lane.spans[i].begin < end; ++i) {
    const LaneSpan& s = lane.spans[i];
    if (s.state != InstanceState::Busy) continue;
    busy += std::min(s.end ? s.end : end, end) - std::max(s.begin, begin);
  }
  return busy;
}

std::vector<const Lane*> sortLanes(std::vector<const Lane*> lanes, const LaneOrder& order) {
  if (order.grouped || order.sort == LaneSort::State) {
    std::unordered_map<const Lane*, int> rank;
    for (const Lane* lane : lanes) rank[lane] = rankOf(lane->stateAt(order.cursor));
    std::stable_sort(lanes.begin(), lanes.end(), [&](const Lane* a, const Lane* b) { return rank[a] < rank[b]; });
  } else if (order.sort == LaneSort::Busiest) {
    std::unordered_map<const Lane*, int64_t> busy;
    for (const Lane* lane : lanes) busy[lane] = busyTime(*lane, order.begin, order.end);
    std::stable_sort(lanes.begin(), lanes.end(), [&](const Lane* a, const Lane* b) { return busy[a] > busy[b]; });
  }
  return lanes;
}

LaneLayout layoutLanes(const std::vector<const Lane*>& sorted, const LaneOrder& order, int roomHeight) {
  LaneLayout layout;
  layout.lanes = static_cast<int>(sorted.size());
  layout.grouped = order.grouped;
  layout.rowHeight = lanerules::rowHeight(layout.lanes, roomHeight);
  layout.rows.reserve(sorted.size() + std::size(kOrder));
  const auto add = [&layout](LaneRow row, int height) {
    row.top = layout.height;
    row.height = height;
    layout.height += height;
    layout.rows.push_back(row);
  };
  if (!order.grouped) {
    for (const Lane* lane : sorted) add({lane, lane->stateAt(order.cursor), 0, 0, 0}, layout.rowHeight);
    return layout;
  }
  for (const InstanceState state : kOrder) {
    std::vector<const Lane*> members;
    for (const Lane* lane : sorted) {
      if (lane->stateAt(order.cursor) == state) members.push_back(lane);
    }
    // The living states keep their places: a heading that comes and goes would move the rest under the pointer.
    if (members.empty() && (state == InstanceState::Gone || sorted.empty())) continue;
    add({nullptr, state, static_cast<int>(members.size()), 0, 0}, lanerules::kHeading);
    if (!(order.open & (1U << static_cast<unsigned>(state)))) continue;
    for (const Lane* lane : members) add({lane, state, 0, 0, 0}, layout.rowHeight);
  }
  return layout;
}

}  // namespace scfdesk
