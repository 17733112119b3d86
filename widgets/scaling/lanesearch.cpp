// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/lanesearch.h"

namespace scfdesk {

namespace {
bool nearer(const std::optional<LanePlace>& best, TimeUs begin, int step) {
  if (!best) return true;
  return step > 0 ? begin < best->span->begin : begin > best->span->begin;
}
}  // namespace

std::optional<LanePlace> findFailure(const Timeline& timeline, FunctionId fn, TimeUs t, int step) {
  std::optional<LanePlace> best;
  for (const auto& lane : timeline.lanes()) {
    if (fn && lane->function != fn) continue;
    if (step > 0) {
      for (size_t i = lane->firstSpanAfter(t); i < lane->spans.size(); ++i) {
        const LaneSpan& s = lane->spans[i];
        if (!s.failed || s.begin <= t) continue;
        if (nearer(best, s.begin, step)) best = LanePlace{lane.get(), &s};
        break;
      }
    } else {
      for (size_t i = std::min(lane->firstSpanAfter(t) + 1, lane->spans.size()); i-- > 0;) {
        const LaneSpan& s = lane->spans[i];
        if (!s.failed || s.begin >= t) continue;
        if (nearer(best, s.begin, step)) best = LanePlace{lane.get(), &s};
        break;
      }
    }
  }
  return best;
}

std::optional<LanePlace> findColdStart(const Timeline& timeline, FunctionId fn, TimeUs t, int step) {
  std::optional<LanePlace> best;
  for (const auto& lane : timeline.lanes()) {
    if ((fn && lane->function != fn) || lane->spans.empty()) continue;
    const LaneSpan& first = lane->spans.front();
    if (first.state != InstanceState::Starting) continue;  // its start is older than the detail
    if (step > 0 ? first.begin <= t : first.begin >= t) continue;
    if (nearer(best, first.begin, step)) best = LanePlace{lane.get(), &first};
  }
  return best;
}

std::optional<LanePlace> findInvocation(const Lane& lane, InvocationId id, TimeUs near) {
  for (size_t i = lane.firstSpanAfter(near); i < lane.spans.size(); ++i) {
    if (lane.spans[i].state == InstanceState::Busy && lane.spans[i].invocation == id) return LanePlace{&lane, &lane.spans[i]};
  }
  return {};
}

}  // namespace scfdesk
