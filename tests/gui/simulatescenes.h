// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/gui/scenes.h"

namespace scfdesk {

/// Simulate over a real simulator: A, B and C, a sweep, a search, a calibration, an opened session.
void addSimulateScenes(std::vector<Picture>& all);

}  // namespace scfdesk
