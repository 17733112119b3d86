// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QString>

class QKeyEvent;

namespace scfdesk {

class ModelHub;

/// The keys of time (design.md section 6): arrows move the cursor, + - 0 zoom, L returns to Live, Space holds or follows.
/// Returns whether the key was one of them. GUI thread.
bool handleTimeKey(const QKeyEvent& event, ModelHub& hub, FunctionId fn);
/// A key that a graph or the lanes answer themselves while they have the focus, letters without modifiers among them.
bool isTimeKey(const QKeyEvent& event);
/// Live again, over a span that shows all that is recorded of the function (30 s to 15 min).
void fitTime(ModelHub& hub, FunctionId fn);

/// "14:31:32.9, 35.5 seconds ago, history" or "14:32:08.4, live".
QString spokenTime(const ModelHub& hub);
/// "60 s", "5 min": the length of a window.
QString spanText(TimeUs span);

}  // namespace scfdesk
