// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/commandline.h"

namespace scfdesk {

/// The subcommands: `line.command` is their words. Blocking; needs a QCoreApplication. The exit status (session.h).
int runCommand(const CommandLine& line);
/// The help of these words: of a subcommand, of a group, or of the program. `known`: there is such a thing.
QString helpText(const QStringList& words = {}, bool* known = nullptr);

}  // namespace scfdesk
