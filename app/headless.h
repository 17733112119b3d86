// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/commandline.h"

namespace scfdesk {

/// Runs the engine without a window until SIGTERM or SIGINT; prints the ready line. The exit status of the contract.
int runHeadless(const CommandLine& line);

}  // namespace scfdesk
