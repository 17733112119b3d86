// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>

namespace scfdesk::spawner {

/// Kills every descendant of the caller (a subreaper, so nothing can leave) and reaps it. Returns when none is left.
/// Only for systems that forbid namespaces: elsewhere the kernel does this. Children in `spared` (0-ended) are left alone.
void sweepDescendants(const pid_t* spared);

}  // namespace scfdesk::spawner
