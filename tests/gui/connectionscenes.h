// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/gui/scenes.h"

namespace scfdesk {

/// Connections (menu, dialog, deploy) and Services with its buckets.
void addConnectionScenes(std::vector<Picture>& all);

/// Triggers, and the console of a service.
void addTriggerScenes(std::vector<Picture>& all);

}  // namespace scfdesk
