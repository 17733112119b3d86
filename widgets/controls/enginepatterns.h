// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>
#include <vector>

namespace scfdesk {

/// The engine's sentences that EngineWords knows: the source texts of their translations. A new sentence of the engine that
/// people read in the window is added here and to the glossary.
const std::vector<const char*>& enginePatterns();
/// The same of connections and deploys.
const std::vector<const char*>& cloudPatterns();
/// The same of triggers, the broker and the queues.
const std::vector<const char*>& triggerPatterns();

}  // namespace scfdesk
