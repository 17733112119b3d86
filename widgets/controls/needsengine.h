// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

class QAction;

namespace scfdesk {

/// Why nothing can be asked of the engine just now, one sentence with the next step; empty while it runs or is starting.
QString engineMissing(const ModelHub& hub);

/// Disables a control while the engine is lost and says why as its tooltip and description; afterwards it is as before. For
/// controls that nobody else enables. GUI thread.
void needsEngine(QWidget* control, ModelHub& hub);
void needsEngine(QAction* action, ModelHub& hub);

}  // namespace scfdesk
