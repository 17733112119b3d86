// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of connections: the menu, the dialog, a deploy that is planned; and of Services with its buckets and their dialog.
#include "tests/gui/connectionscenes.h"
#include "models/selection.h"
#include "tests/support/fakeconnections.h"
#include "tests/support/fakecos.h"
#include "tests/support/fakeservices.h"
#include "widgets/connections/connectionsdialog.h"
#include "widgets/connections/deploydialog.h"
#include "widgets/services/bucketdialog.h"
#include "widgets/services/bucketpane.h"
#include "widgets/services/servicesview.h"
#include <QAbstractButton>
#include <QAction>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

FakeConnections& connectionsOf(Stage& stage) {
  auto* fake = new FakeConnections(stage.hub.get());
  fake->attach(*stage.hub);
  return *fake;
}

QWidget* services(Stage& stage, std::function<QWidget*(ServicesView&)> then) {
  auto cos = std::make_shared<FakeCos>();
  stage.backend.localAnswer = [cos](const QByteArray& method, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
    if (method == "GET" && target == "/-/services") return fakeServices();
    if (const auto known = cos->answer(method, target, body)) return *known;
    return Error{u"UnsupportedOperation"_s, u"Not in a picture."_s, {}};
  };
  stage.window->showView(MainWindow::View::Services);
  settle(2500);
  auto* view = qobject_cast<ServicesView*>(stage.window->viewWidget(MainWindow::View::Services));
  return view ? then(*view) : nullptr;
}

}  // namespace

void addConnectionScenes(std::vector<Picture>& all) {
  const auto add = [&all](const QString& name, std::function<QWidget*(Stage&)> arrange) { all.push_back({name, true, std::move(arrange)}); };
  add(u"06-services"_s, [](Stage& stage) { return services(stage, [&stage](ServicesView&) { return stage.window.get(); }); });
  add(u"06-bucket"_s, [](Stage& stage) {
    return services(stage, [&stage](ServicesView& view) {
      view.findChild<BucketPane*>()->browse(u"labels-1253970026"_s, {});
      settle(500);
      return stage.window.get();
    });
  });
  add(u"06-new-bucket"_s, [](Stage& stage) {
    return services(stage, [](ServicesView& view) -> QWidget* {
      view.findChild<BucketPane*>()->newBucket();
      auto* dialog = view.findChild<BucketDialog*>();
      if (dialog) dialog->setName(u"Media-1250000000"_s);
      return dialog;
    });
  });
  add(u"29-connection-menu"_s, [](Stage& stage) -> QWidget* {
    connectionsOf(stage);
    stage.window->openFunction(stage.id(u"thumbnail"_s));
    settle();
    auto* button = stage.window->findChild<QWidget*>(u"connectionButton"_s);
    auto* first = stage.window->findChild<QAction*>(u"copyAddress"_s);
    auto* menu = first ? qobject_cast<QMenu*>(first->parent()) : nullptr;
    if (!button || !menu) return nullptr;
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    return menu;
  });
  add(u"29-connections"_s, [](Stage& stage) -> QWidget* {
    auto* dialog = new ConnectionsDialog(connectionsOf(stage), u"gz"_s, stage.window.get());
    dialog->show();
    if (auto* button = dialog->findChild<QAbstractButton*>(u"connections_test"_s)) button->click();
    return dialog;
  });
  add(u"29-connections-refused"_s, [](Stage& stage) -> QWidget* {
    FakeConnections& fake = connectionsOf(stage);
    fake.answer = Error{u"AuthFailure.SignatureFailure"_s, u"The SecretKey does not belong to this SecretId."_s, u"Copy both from the console of Tencent Cloud again."_s};
    auto* dialog = new ConnectionsDialog(fake, u"gz"_s, stage.window.get());
    dialog->show();
    if (auto* button = dialog->findChild<QAbstractButton*>(u"connections_test"_s)) button->click();
    return dialog;
  });
  add(u"29-deploy"_s, [](Stage& stage) -> QWidget* {
    stage.window->openFunction(stage.id(u"thumbnail"_s));
    auto* dialog = new DeployDialog(*stage.hub, connectionsOf(stage), DeployDialog::Way::Deploy, u"thumbnail"_s, stage.window.get());
    dialog->show();
    settle();
    if (auto* button = dialog->findChild<QAbstractButton*>(u"deploy_plan"_s)) button->click();
    settle(300);
    return dialog;
  });
}

}  // namespace scfdesk
