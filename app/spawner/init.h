// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/spawner/filter.h"
#include "app/spawner/rootfs.h"
#include "app/spawner/protocol.h"
#include <sys/types.h>

namespace scfdesk::spawner {

inline constexpr uint32_t kMaxStrings = 4096;

/// A Birth packet taken apart. Pointers into the packet.
struct BirthPlan {
  Birth birth{};
  const char* hostname = "";
  RootPlan root{};
  char** argv = nullptr;  ///< ends in null
  char** envp = nullptr;  ///< ends in null
};
/// False when the packet is not whole. `pointers` has room for kMaxStrings.
bool parseBirth(char* packet, size_t size, char** pointers, BirthPlan& plan);

/// What the init of one instance has inherited.
struct InitSetup {
  bool namespaces = true;
  bool forks = false;         ///< the runtime is a fork of this process instead of a program that it executes
  bool separateUser = false;  ///< this process is root inside; the runtime must become the function's user
  Filter filter;
  void (*settled)() = nullptr;
  uint32_t instance = 0;
  int control = -1;    ///< SEQPACKET to the engine; its end is this instance's end
  int frame = -1;
  int out = -1;
  int err = -1;
};

/// The init of one instance: makes its surroundings, starts the runtime, reaps what comes home, ends with its control socket
/// or with the runtime. With namespaces it is PID 1, so the kernel then ends everything else. Returns only in a forked runtime.
void runInit(const InitSetup& setup, const BirthPlan& plan);
/// The same surroundings, only to see whether they can be had. Exits 0, or 1 after writing the step to `report`.
[[noreturn]] void runProbe(bool separateUser, const char* mountPoint, int report);

}  // namespace scfdesk::spawner
