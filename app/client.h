// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/commandline.h"

namespace scfdesk {

/// The subcommands: talks to the engine that owns the data folder, over its Cloud API. Blocking; the exit status:
/// 0 done, 1 the function or the call failed, 2 wrong words, 5 no engine runs on this data folder.
int runCommand(const CommandLine& line);

}  // namespace scfdesk
