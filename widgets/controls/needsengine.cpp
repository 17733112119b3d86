// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/needsengine.h"
#include <QAction>
#include <QCoreApplication>

namespace scfdesk {

namespace {

template <typename Control>
void follow(Control* control, ModelHub& hub, void (*describe)(Control*, const QString&)) {
  const auto refresh = [control, &hub, describe, before = QString(), lost = false]() mutable {
    const QString why = engineMissing(hub);
    if (lost == !why.isEmpty()) return;
    lost = !why.isEmpty();
    if (lost) before = control->toolTip();
    control->setEnabled(!lost);
    control->setToolTip(lost ? why : before);
    describe(control, why);
  };
  QObject::connect(&hub, &ModelHub::statusChanged, control, refresh);
}

}  // namespace

QString engineMissing(const ModelHub& hub) {
  if (!hub.loss()) return {};
  return QCoreApplication::translate("scfdesk::NeedsEngine", "The engine is not connected. The line under the header says why and what to do.");
}

void needsEngine(QWidget* control, ModelHub& hub) {
  follow<QWidget>(control, hub, [](QWidget* one, const QString& why) { one->setAccessibleDescription(why); });
}

void needsEngine(QAction* action, ModelHub& hub) {
  follow<QAction>(action, hub, [](QAction*, const QString&) {});
}

}  // namespace scfdesk
