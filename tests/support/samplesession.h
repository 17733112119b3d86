// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/session.h"

namespace scfdesk {

/// A session as an engine would save it: a function under a load that rises and falls, its decisions by the real core. With
/// `changed`, one recorded decision is another one than the core takes.
simulate::Session sampleSession(bool changed = false);

}  // namespace scfdesk
