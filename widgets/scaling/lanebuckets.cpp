// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/lanebuckets.h"
#include <algorithm>

namespace scfdesk {

namespace {
constexpr TimeUs kSettled = 1'000'000;  // batches come every 16 ms: what is older is complete
constexpr TimeUs kWidth = LaneBucket::kWidth;

uint8_t flagOf(const LaneSpan& span) {
  switch (span.state) {
    case InstanceState::Starting: return LaneBucket::kStarting;
    case InstanceState::Init: return LaneBucket::kInit | (span.failed ? LaneBucket::kFailed : 0);
    case InstanceState::Idle: return LaneBucket::kIdle;
    case InstanceState::Frozen: return LaneBucket::kFrozen;
    case InstanceState::Busy: return span.failed ? LaneBucket::kFailed : 0;
    case InstanceState::Gone: break;
  }
  return 0;
}
}  // namespace

const LaneBucket* LaneBuckets::Row::at(int64_t number) const {
  if (number < first || number >= first + static_cast<int64_t>(buckets.size())) return nullptr;
  return &buckets[static_cast<size_t>(number - first)];
}

const LaneBuckets::Row& LaneBuckets::of(const Lane& lane, TimeUs now) {
  m_spansRead = 0;
  Entry& entry = m_rows[lane.instance];
  Row& row = entry.row;
  if (lane.spans.empty()) return row;
  if (row.buckets.empty()) {
    row.first = lane.spans.front().begin / kWidth;
    entry.settled = row.first * kWidth;
  }
  // What began before the detail has gone from the front; buckets of it go too.
  for (const int64_t front = lane.spans.front().begin / kWidth; row.first < front && !row.buckets.empty(); ++row.first) {
    row.buckets.pop_front();
  }
  if (row.buckets.empty()) row.first = std::max(row.first, lane.spans.front().begin / kWidth);
  entry.settled = std::max(entry.settled, row.first * kWidth);
  const auto keep = std::min<int64_t>(entry.settled / kWidth - row.first, static_cast<int64_t>(row.buckets.size()));
  row.buckets.resize(static_cast<size_t>(std::max<int64_t>(0, keep)));

  const TimeUs from = entry.settled;
  TimeUs unsettled = now - kSettled;
  for (size_t i = lane.firstSpanAfter(from); i < lane.spans.size(); ++i) {
    const LaneSpan& span = lane.spans[i];
    const TimeUs begin = std::max(span.begin, from), end = std::max(span.end ? span.end : now, begin + 1);
    if (!span.end) unsettled = std::min(unsettled, span.begin);  // it may still fail
    const bool back = m_filter && span.state == InstanceState::Busy && !m_filter(lane, span);
    const uint8_t flag = back ? static_cast<uint8_t>(LaneBucket::kIdle) : flagOf(span);
    const int64_t last = (end - 1) / kWidth;
    while (row.first + static_cast<int64_t>(row.buckets.size()) <= last) row.buckets.push_back({});
    for (int64_t b = begin / kWidth; b <= last; ++b) {
      LaneBucket& bucket = row.buckets[static_cast<size_t>(b - row.first)];
      bucket.flags |= flag;
      if (span.state != InstanceState::Busy || back) continue;
      const TimeUs part = std::min(end, (b + 1) * kWidth) - std::max(begin, b * kWidth);
      bucket.busyMs = static_cast<uint8_t>(std::min<TimeUs>(250, bucket.busyMs + (part + 999) / 1000));
    }
    ++m_spansRead;
  }
  entry.settled = std::max(entry.settled, unsettled / kWidth * kWidth);
  return row;
}

void LaneBuckets::prune(const Timeline& timeline) {
  std::erase_if(m_rows, [&timeline](const auto& entry) { return timeline.lane(entry.first) == nullptr; });
}

}  // namespace scfdesk
