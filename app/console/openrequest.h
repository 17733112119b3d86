// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace scfdesk {

class MainWindow;
class ModelHub;

/// Shows in the window what `scfdesk open` asks for: {"function","namespace","tab","request","view"}, each of which may be missing. Requires:
/// the hub has its first delta. Gives the answer: {"shown":...}, or {"error":{"code","message","next"}} when there is no such thing. GUI thread.
[[nodiscard]] QByteArray openInWindow(MainWindow& window, ModelHub& hub, const QByteArray& wish);

}  // namespace scfdesk
