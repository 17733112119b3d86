// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/spawner/init.h"

namespace scfdesk::spawner {

/// The process that an init looks after.
struct Runtime {
  pid_t pid = -1;
  bool prepared = false;  ///< running without code so far
  bool place = false;     ///< nothing runs so far
  int mounts = -1;        ///< its mount namespace, while it has one of its own
};

/// Makes the surroundings and starts the runtime in them, with every privilege given up before its first instruction.
/// Where runtimes are forks, it returns in the fork too, with `runtime.pid` 0.
/// With an empty code folder the runtime gets a mount namespace of its own and the init keeps its rights for `assign`.
bool startRuntime(const InitSetup& setup, const BirthPlan& plan, Runtime& runtime, Failure& failure);
/// Puts the code into the running runtime (`codeMount`, or the folder that the packet names), then gives up the init's rights.
bool assign(const InitSetup& setup, const BirthPlan& plan, Runtime& runtime, char* packet, size_t size, int codeMount, Failure& failure);

/// Starts the program of `plan` in the place that was made for it, with its code at /var/user, then gives up the init's rights.
bool fill(const InitSetup& setup, const BirthPlan& plan, Runtime& runtime, int codeMount, Failure& failure);

}  // namespace scfdesk::spawner
