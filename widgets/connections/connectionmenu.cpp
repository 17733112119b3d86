// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/connectionmenu.h"
#include "models/connections.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/connections/connectioncompare.h"
#include "widgets/connections/connectionsdialog.h"
#include "widgets/connections/deploydialog.h"
#include <QCoreApplication>
#include <QMenu>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
const char* const kOurs = "connectionEntry";
QString said(const char* text) { return QCoreApplication::translate("scfdesk::ConnectionMenu", text); }

void fill(QMenu* menu, ModelHub& hub, QWidget* window, Connections& connections) {
  const auto old = menu->actions();
  for (QAction* action : old)
    if (action->property(kOurs).toBool()) delete action;
  QAction* const before = menu->actions().value(0);
  const auto add = [&](const QString& name, const QString& text) {
    auto* action = new QAction(text, menu);
    action->setObjectName(name);
    action->setProperty(kOurs, true);
    menu->insertAction(before, action);
    return action;
  };
  const ConnectionProfile current = connections.current();
  for (const ConnectionProfile& one : connections.profiles()) {
    QAction* action = add(u"connectionTo_"_s + one.id, one.kind == ConnectionKind::Embedded ? said(QT_TRANSLATE_NOOP("scfdesk::ConnectionMenu", "Embedded engine")) : one.name);
    action->setCheckable(true);
    action->setChecked(one.id == current.id);
    QObject::connect(action, &QAction::triggered, &connections, [&connections, id = one.id] { connections.switchTo(id); });
  }
  QObject::connect(add(u"openConnections"_s, said(QT_TRANSLATE_NOOP("scfdesk::ConnectionMenu", "Connections..."))), &QAction::triggered, window, [&connections, id = current.id, window] {
    (new ConnectionsDialog(connections, id == embeddedConnection().id ? QString() : id, window))->show();
  });
  if (const FunctionInfo* function = hub.functions().info(hub.selection().function())) {
    const auto open = [&hub, &connections, window, name = function->key.name](DeployDialog::Way way) { (new DeployDialog(hub, connections, way, name, window))->show(); };
    QAction* deploy = add(u"deployFunction"_s, said(QT_TRANSLATE_NOOP("scfdesk::ConnectionMenu", "Deploy %1...")).arg(function->key.name));
    QObject::connect(deploy, &QAction::triggered, window, [open] { open(DeployDialog::Way::Deploy); });
    QAction* compare = add(u"compareFunction"_s, said(QT_TRANSLATE_NOOP("scfdesk::ConnectionMenu", "Compare %1 here and there...")).arg(function->key.name));
    compare->setEnabled(connections.profiles().size() > 1);
    QObject::connect(compare, &QAction::triggered, window, [&hub, &connections, window, name = function->key.name] { (new ConnectionCompare(hub, connections, name, {}, window))->show(); });
    if (current.kind != ConnectionKind::Embedded) {
      QAction* pull = add(u"pullFunction"_s, said(QT_TRANSLATE_NOOP("scfdesk::ConnectionMenu", "Pull %1 down...")).arg(function->key.name));
      QObject::connect(pull, &QAction::triggered, window, [open] { open(DeployDialog::Way::Pull); });
    }
  }
  auto* line = new QAction(menu);
  line->setSeparator(true);
  line->setProperty(kOurs, true);
  menu->insertAction(before, line);
}
}  // namespace

namespace connectioncommands {
namespace {
QString chosen(const ModelHub& hub) {
  const FunctionInfo* function = hub.functions().info(hub.selection().function());
  return function ? function->key.name : QString();
}
void carry(ModelHub& hub, QWidget* window, DeployDialog::Way way) {
  Connections* connections = Connections::of(hub);
  if (const QString name = chosen(hub); connections && !name.isEmpty()) (new DeployDialog(hub, *connections, way, name, window))->show();
}
}  // namespace

void openConnections(ModelHub& hub, QWidget* window) {
  if (Connections* connections = Connections::of(hub)) (new ConnectionsDialog(*connections, connections->current().kind == ConnectionKind::Embedded ? QString() : connections->current().id, window))->show();
}
void deploy(ModelHub& hub, QWidget* window) { carry(hub, window, DeployDialog::Way::Deploy); }
void pull(ModelHub& hub, QWidget* window) {
  Connections* connections = Connections::of(hub);
  if (connections && connections->current().kind == ConnectionKind::Embedded) return openConnections(hub, window);  // it comes from the connection that is shown
  carry(hub, window, DeployDialog::Way::Pull);
}
void compare(ModelHub& hub, QWidget* window) {
  Connections* connections = Connections::of(hub);
  if (const QString name = chosen(hub); connections && !name.isEmpty()) (new ConnectionCompare(hub, *connections, name, {}, window))->show();
}
}  // namespace connectioncommands

void keepConnectionMenu(QMenu* menu, ModelHub& hub, QWidget* window) {
  QObject::connect(menu, &QMenu::aboutToShow, window, [menu, &hub, window] {
    if (Connections* connections = Connections::of(hub)) fill(menu, hub, window, *connections);
  });
}

}  // namespace scfdesk
