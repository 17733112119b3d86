// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scfdesk {

/// Raises this process's limit of open descriptors as far as the system allows, to limits::kDescriptors at most. The limit
/// that holds then. Once, before anything listens; the spawner gives instances a limit of their own.
int raiseDescriptorLimit();
/// How many clients a server may hold under a limit of descriptors: a quarter of them, and never fewer than 256, stay for
/// instances and files. Pure.
int connectionsFor(int descriptors);

}  // namespace scfdesk
