// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include <QHash>

namespace scfdesk {

/// What earlier runs of the engine left, as batches that a view takes like any other: instances, gauges, invocations, log.
/// Numbers of invocations begin anew in each run, so they are given others, from `firstId` up. What lived when a run ended is
/// gone then, and its gauges are zero.
struct History {
  std::vector<EngineDelta> batches;             ///< in time order within a run; without a `now` of their own
  QHash<InvocationId, QByteArray> requestIds;   ///< of the numbers that were given
};

/// Pure. `known`: functions that still exist; the others are left out.
History historyOf(std::vector<StoredRun>&& runs, InvocationId firstId, const std::function<bool(FunctionId)>& known);

}  // namespace scfdesk
