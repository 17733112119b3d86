// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/engine.h"

namespace scfdesk {

/// Folder with runtimes/, samples/, templates/: beside the program, or share/scfdesk of its installation. Empty = not found.
QString resourceDir();
/// scfdesk-spawner beside the program, or libexec of its installation.
QString spawnerProgram();
/// The XDG data folder of this user, "scfdesk" in it.
QString defaultDataDir();

}  // namespace scfdesk
