// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"

namespace scfdesk {

/// Exit status for an engine that did not open (contract.md): 2 what was asked for on the command line can't be
/// (an address that is none), 3 the data folder, 4 a given port that is taken, else 1.
int exitStatus(const Error& error);

}  // namespace scfdesk
