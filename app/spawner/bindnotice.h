// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

namespace scfdesk::spawner {

/// From now on the kernel holds each bind() and listen() of this process, and of all that it forks or executes, until the engine
/// has answered (seccomp user notification). Sends the listener over the control socket of the instance. Requires: no_new_privs.
/// Also in effect for programs without a C library of their own to be interposed.
bool tellBinds(int control, uint32_t instance);

}  // namespace scfdesk::spawner
