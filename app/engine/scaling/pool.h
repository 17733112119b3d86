// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/function.h"
#include "app/engine/scaling/idlehistogram.h"
#include "app/engine/scaling/instancetable.h"
#include "app/engine/scaling/timerheap.h"

namespace scfdesk::scaling {

/// What a policy sees and keeps: functions, instances, and what it has learnt. Plain values.
struct Pool {
  std::vector<Function> fns;  ///< by FnId
  InstanceTable instances;
  List lru;                   ///< idle instances that may be evicted, least recently used first; none while memory is not limited
  std::vector<IdleHistogram> histograms;
  TimerHeap victims;          ///< greedy-dual: by priority, node = FnId of a function with idle instances
  int64_t clock = 0;          ///< greedy-dual: priority of the last victim
};

}  // namespace scfdesk::scaling
