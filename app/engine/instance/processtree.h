// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <sys/types.h>
#include <vector>

namespace scfdesk {

/// All descendants of a process, from /proc; the process itself is not among them. Any thread.
std::vector<pid_t> descendantsOf(pid_t root);
/// Memory of a tree below a process.
struct TreeMemory {
  int processes = 0;
  int64_t resident = 0;  ///< sum over the processes: pages that they share count once in each
  int64_t largest = 0;   ///< resident bytes of the largest one
};
/// About 40 us a process.
TreeMemory treeMemory(pid_t root);
/// What the machine would get back from them: each page divided by how many share it. About 0.25 ms a process; of more than
/// 64 the largest are read and the rest is taken in proportion.
int64_t proportionalBytesBelow(pid_t root);
/// The share of the processors that the session of what `init` has started gets against other sessions (sched(7), autogroups): `nice`
/// as of a process. False while it has no session of its own yet, and where the kernel or the rights are not for it: without
/// CAP_SYS_ADMIN the kernel lets this be done ten times a second, by all together.
bool setSessionNice(pid_t init, int nice);
/// Sends a signal to every descendant, also to those that are born meanwhile.
void signalBelow(pid_t root, int signal);

}  // namespace scfdesk
