// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"

class QMenu;
class QWidget;

namespace scfdesk {

/// Puts the connections (the shown one is checked), "Connections...", and deploy and pull of the chosen function at the head of
/// the top bar's menu, each time it opens. Nothing where the console has no connections. GUI thread.
void keepConnectionMenu(QMenu* menu, ModelHub& hub, QWidget* window);

/// What stands in that menu as commands of the window: nothing happens where there are no connections, or no function is chosen.
namespace connectioncommands {
void openConnections(ModelHub& hub, QWidget* window);
void deploy(ModelHub& hub, QWidget* window);
void pull(ModelHub& hub, QWidget* window);
void compare(ModelHub& hub, QWidget* window);
}  // namespace connectioncommands

}  // namespace scfdesk
