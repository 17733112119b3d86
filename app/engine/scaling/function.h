// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/lists.h"
#include "app/engine/scaling/meantime.h"
#include <array>

namespace scfdesk::scaling {

/// What the core knows of one function version. Everything that only some functions have lies in a table of its own and is
/// named by an index here, so that the part that every request touches stays small: three cache lines.
struct alignas(64) Function {
  // What every request touches, together.
  List idle;      ///< oldest first; without provisioned ones
  List busy;      ///< oldest run first; of instances that run one request at a time
  List waiting;   ///< requests, oldest first
  int executingMb = 0;
  int groupMb = 0;           ///< executing of the group that this function names; only of the named one
  int groupReservedMb = -1;  ///< the same
  FnId group = 0;            ///< in force; itself when it is alone
  uint32_t running = 0;      ///< requests that run
  uint32_t living = 0;       ///< instances of any state but stopping
  uint32_t loads = kNoSlot;  ///< LoadTable, of instances that run several at a time
  uint32_t provisioned = kNoSlot;
  Ns quietSince = -1;        ///< when its last request ended; -1 = something runs, or nothing ever did
  UsualTime run;             ///< of runs that ended, but for the first of each instance
  List starting;             ///< with a request bound to it
  bool known = false;
  FnConfig config;           ///< what a warm request needs of it comes first
  // The rest.
  Ns queuedSince = -1;       ///< since when requests wait without a break of two runs, or the last start if that is later
  Ns lastWaited = -1;        ///< when the last one that waited left an empty queue
  List unbound;   ///< on demand, starting, for no request: its request went away, or it is ahead of its event
  MeanTime init;          ///< from start to ready
  List retrying;          ///< requests
  List draining;          ///< busy ones of several requests that stop when the last one ends
  int asyncWaiting = 0;
  int groupMembers = 0;   ///< known functions that name this one as their group
  uint32_t histogram = kNoSlot;
  int64_t calls = 0;      ///< greedy-dual: arrivals since it last had no instance
  int measuredMb = 0;     ///< what its instances took of this machine; 0 = not known yet
};

/// Busy instances of one function by the number of requests that they run, so that the most loaded one with a free slot is
/// found at once.
struct LoadTable {
  std::array<List, kMostConcurrency + 1> lists;
  std::array<uint64_t, 2> used{};  ///< bit = load with an instance
};

/// Provisioned concurrency of one version.
struct Provisioned {
  Provision wanted;
  int target = 0;
  List idle;              ///< oldest first
  List starting;
  uint32_t living = 0;    ///< that count for the target: not to be replaced or given up
  uint32_t ready = 0;     ///< of these, idle or busy
  Ns lastScaled = -1;     ///< tracking: when the target moved last
  Ns blockedUntil = 0;    ///< after starts that failed
  int failures = 0;       ///< starts in a row that failed
  int lastFailure = 0;    ///< code of the last one
  bool toldShort = false; ///< that the account's memory holds it back was told
  std::array<ScheduledProvision, kScheduledTasks> tasks;
  int taskCount = 0;
  int nextTask = -1;      ///< whose moment the timer waits for
};

}  // namespace scfdesk::scaling
