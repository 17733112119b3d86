// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/recordedcore.h"
#include <functional>
#include <optional>

namespace scfdesk::scaling {

/// Where a replay and its recording part for the first time.
struct FirstDifference {
  uint64_t decision = 0;             ///< its number, from 1
  uint64_t event = 0;                ///< the event during which, from 1
  Ns at = 0;
  std::optional<Decision> recorded;  ///< none: the replay decided more
  std::optional<Decision> replayed;  ///< none: it decided less
};

struct ReplayOutcome {
  bool same = false;
  uint64_t events = 0, decisions = 0;
  uint64_t recordedHash = 0, replayedHash = 0;
  std::optional<FirstDifference> difference;
  std::string trouble;               ///< in words, when the recording is damaged
};

/// After each event; `event` is null for a tick. `decided`: what the replay decided in it. False ends the replay.
using ReplayStep = std::function<bool(const Core& core, const Event* event, Ns now, const std::vector<Decision>& decided)>;

/// Steps new cores through parts that follow each other: each begins with its own snapshot, and must end with its own hash.
[[nodiscard]] ReplayOutcome replay(const std::vector<std::shared_ptr<const RecordedPart>>& parts, const ReplayStep& step = {});

}  // namespace scfdesk::scaling
