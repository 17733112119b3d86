// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>

namespace scfdesk::spawner {

/// Which system calls a function may not make: those that change mounts, namespaces, the kernel or its keys, and those that
/// have been a way out of a namespace more than once. Each answers "not permitted"; clone3 answers "not there", so that the
/// C library takes clone, whose flags can be looked at. A program for the kernel, made once by libseccomp.
struct Filter {
  const void* program = nullptr;  ///< sock_filter entries; null = none in force
  size_t bytes = 0;
};
/// In the calling process and all that it forks or executes. Requires: no_new_privs.
bool applyFilter(const Filter& filter);
/// Reads a program that buildFilter has written. Kept for the life of the process.
Filter readFilter(int fd);
/// Writes the program to a file in memory; -1 when it can't be made. Only in the spawner: links libseccomp.
int buildFilter();

}  // namespace scfdesk::spawner
