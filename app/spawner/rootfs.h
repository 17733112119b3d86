// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>

namespace scfdesk::spawner {

/// What the file system of an instance is made of. Host paths, absolute.
struct RootPlan {
  const char* mountPoint;   ///< an empty folder that the new root is built on
  const char* codeDir;      ///< becomes /var/user, or empty
  const char* bootstrapDir; ///< becomes /var/runtime, or empty
  const char* layerDir;     ///< becomes /opt, or empty
  const char* prefix;       ///< the interpreter's own folder outside /usr, or empty
  int codeMount = -1;       ///< the code folder as a mount that is nowhere yet, or -1: then it is looked up
  bool hostProcesses = false;  ///< /proc is the host's: without a process namespace there is no other
};

/// Where something failed: what the window shows as "what is missing".
struct Failure {
  const char* step = nullptr;
  int error = 0;
};

/// Builds the root on plan.mountPoint: read-only host programs, own /proc, private /tmp. The host stays in sight.
bool buildRoot(const RootPlan& plan, Failure& failure);
/// Makes plan.mountPoint the root and lets the host go.
bool enterRoot(const char* mountPoint, Failure& failure);
/// Takes a read-only picture of a host folder as a mount that is nowhere yet; -1 on failure.
int cloneReadOnly(const char* path);
/// Puts such a mount on a folder of the caller's mount namespace.
bool attach(int mountFd, const char* target);
/// Gives up every capability for good, of this process and of all that it executes.
bool dropPrivileges(Failure& failure);
/// The same, and becomes the function's user, whom the namespace must have beside its root.
bool becomeFunctionUser(Failure& failure);

}  // namespace scfdesk::spawner
