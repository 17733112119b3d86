// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/spawner/birth.h"

namespace scfdesk::spawner {

/// Starts a runtime that will fork: in user and mount namespaces of its own, where it boots as root of a root like that of an
/// instance (what a library looks for while it boots must be where instances have it), with descriptors kZygoteFd,
/// kHostRootFd and kFilterFd. Its environment loads the library of zygotefork.cpp, which does the rest.
void startZygote(const Birthplace& place, int filterFd, char* packet, size_t size);

}  // namespace scfdesk::spawner
