// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/spawner/protocol.h"
#include <cstddef>
#include <sys/types.h>

namespace scfdesk::spawner {

/// Sends a packet of the protocol: header, text without its NUL, descriptors.
void answer(int socket, Kind kind, uint32_t instance, int32_t value, const char* text, const int* fds = nullptr, int fdCount = 0,
            int32_t extra = 0);
/// Receives one, with at most one descriptor (-1 = none came), close-on-exec. As recv; retries when interrupted.
ssize_t receive(int socket, char* packet, size_t size, int flags, int* descriptor);

}  // namespace scfdesk::spawner
