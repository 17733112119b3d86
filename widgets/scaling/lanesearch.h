// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/timeline.h"
#include <optional>

namespace scfdesk {

/// A place on a lane.
struct LanePlace {
  const Lane* lane = nullptr;
  const LaneSpan* span = nullptr;
};

/// The nearest failed run after (step > 0) or before t, of a function or of all (0). Pure.
std::optional<LanePlace> findFailure(const Timeline& timeline, FunctionId fn, TimeUs t, int step);
/// The same for the first span of an instance: its cold start.
std::optional<LanePlace> findColdStart(const Timeline& timeline, FunctionId fn, TimeUs t, int step);
/// The span that runs an invocation; `near` is a time not after its begin, or 0.
std::optional<LanePlace> findInvocation(const Lane& lane, InvocationId id, TimeUs near);

}  // namespace scfdesk
