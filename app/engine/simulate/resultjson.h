// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/simulation.h"
#include <QByteArray>

namespace scfdesk::simulate {

/// The result as contract.md says it: {"functions":[...],"total":{...},...}. `wallSeconds` is what the run took, measured by
/// the caller; below 0 it is left out.
QByteArray resultToJson(const Spec& spec, const Outcome& outcome, double wallSeconds, bool indented);

/// The result as lines for people: the total, and each function while there are few.
QByteArray resultAsText(const Spec& spec, const Outcome& outcome, double wallSeconds);

}  // namespace scfdesk::simulate
