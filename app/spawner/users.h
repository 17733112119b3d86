// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/spawner/rootfs.h"
#include <cstdint>

namespace scfdesk::spawner {

inline constexpr unsigned long long kNamespaces = 0x20000 | 0x4000000 | 0x8000000 | 0x10000000 | 0x20000000;  // CLONE_NEWNS UTS IPC USER PID

/// Who the processes of an instance are. A machine's root must not lend its name to functions: they could read what only root
/// may, and no limit on processes binds it. So root's functions are somebody else; everybody else's are themselves.
struct Users {
  uid_t uid = 0;           ///< of the maker, in its own namespace
  gid_t gid = 0;
  bool separate = false;   ///< functions are `function` there, and the maker keeps its own name beside it
  uint32_t function = 0;
};
/// What the caller is; `zygote` = itself inside a namespace of ours, made from the same.
Users usersOf(bool zygote);

/// A user namespace for the mounts of code folders (MOUNT_ATTR_IDMAP): on them root's files are the function's. -1 = none.
int codeUsers(const Users& users);

/// Clones the caller into new namespaces and gives its users their names inside before the child goes on. Functions are
/// kUserInside; with `asRoot` the maker is root inside, so that it keeps its rights when it executes something. With
/// `sibling` the child's parent is the caller's parent. Returns as fork does; -1 with `failure` set.
pid_t cloneInto(unsigned long long flags, bool sibling, const Users& users, bool asRoot, int* pidFd, Failure& failure);

}  // namespace scfdesk::spawner
