// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"

namespace scfdesk {

/// The page of /metrics: Prometheus text format 0.0.4 of the engine's counters, gauges and this process. Engine thread.
[[nodiscard]] QByteArray metricsText(const EngineControl& engine);

}  // namespace scfdesk
