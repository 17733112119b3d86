// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <sys/types.h>
#include <vector>

namespace scfdesk {

/// All descendants of a process, from /proc; the process itself is not among them. Any thread.
std::vector<pid_t> descendantsOf(pid_t root);
/// Resident bytes of the descendants of `root`, shared pages included.
int64_t residentBytesBelow(pid_t root);
/// What the machine would get back from them: each page divided by how many share it. Slower: about 0.25 ms a process.
int64_t proportionalBytesBelow(pid_t root);
/// Sends a signal to every descendant, also to those that are born meanwhile.
void signalBelow(pid_t root, int signal);

}  // namespace scfdesk
