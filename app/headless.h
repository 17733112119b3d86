// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/commandline.h"

namespace scfdesk {

/// Runs the engine without a window until SIGTERM or SIGINT; prints the ready line. The exit status of the contract.
int runHeadless(const CommandLine& line);
/// Exit status for an engine that did not open: 3 the data folder, 4 a given port that is taken, else 1.
int exitStatus(const Error& error);

}  // namespace scfdesk
