// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/views.h"
#include <QPointer>
#include <QWidget>
#ifdef SCFDESK_HAS_CONFIGURATION
#include "widgets/functions/configurationview.h"
#endif
#ifdef SCFDESK_HAS_DIALOGS
#include "widgets/functions/functiondialogs.h"
#endif
#ifdef SCFDESK_HAS_FUNCTIONS
#include "widgets/functions/functionsview.h"
#endif
#ifdef SCFDESK_HAS_NEW
#include "widgets/functions/newfunctiondialog.h"
#endif
#ifdef SCFDESK_HAS_SETTINGS
#include "widgets/settings/settingsview.h"
#endif
#ifdef SCFDESK_HAS_TEST
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#endif
#ifdef SCFDESK_HAS_SCALING
#include "widgets/scaling/scalingview.h"
#endif
#ifdef SCFDESK_HAS_STRIP
#include "widgets/scaling/timestrip.h"
#endif
#ifdef SCFDESK_HAS_LOGS
#include "widgets/logs/logdock.h"
#endif

namespace scfdesk::views {
using namespace Qt::Literals::StringLiterals;

QWidget* makeFunctions([[maybe_unused]] ModelHub& hub, [[maybe_unused]] const ViewRequests& requests, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_FUNCTIONS
  auto* view = new FunctionsView(hub, parent);
  view->setObjectName(u"functionsView"_s);
  QObject::connect(view, &FunctionsView::openFunction, view, requests.openFunction);
  QObject::connect(view, &FunctionsView::configurationRequested, view, requests.openConfiguration);
  QObject::connect(view, &FunctionsView::newFunctionRequested, view, requests.newFunction);
  QObject::connect(view, &FunctionsView::copyRequested, view, requests.copyFunction);
  QObject::connect(view, &FunctionsView::deleteRequested, view, requests.deleteFunction);
  QObject::connect(view, &FunctionsView::logRequested, view, requests.openFunction);
  QObject::connect(view, &FunctionsView::timelineRequested, view, requests.showScaling);
  return view;
#else
  return nullptr;
#endif
}

QWidget* makeTest([[maybe_unused]] ModelHub& hub, [[maybe_unused]] const ViewRequests& requests, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_TEST
  auto* view = new TestView(hub, parent);
  view->setObjectName(u"testView"_s);
  QObject::connect(view, &TestView::configurationRequested, view, [requests] { requests.openConfiguration(0); });
  QObject::connect(view, &TestView::scalingRequested, view, requests.showScaling);
  QObject::connect(view, &TestView::openFolderRequested, view, requests.openFolder);
  QObject::connect(view, &TestView::newFunctionRequested, view, requests.newFunction);
  return view;
#else
  return nullptr;
#endif
}

QWidget* makeConfiguration([[maybe_unused]] ModelHub& hub, [[maybe_unused]] const ViewRequests& requests,
                           [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_CONFIGURATION
  auto* view = new ConfigurationView(hub, parent);
  view->setObjectName(u"configurationView"_s);
  QObject::connect(view, &ConfigurationView::copyRequested, view, requests.copyFunction);
  QObject::connect(view, &ConfigurationView::deleteRequested, view, requests.deleteFunction);
  return view;
#else
  return nullptr;
#endif
}

QWidget* makeScaling([[maybe_unused]] ModelHub& hub, [[maybe_unused]] const ViewRequests& requests, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_SCALING
  auto* view = new ScalingView(hub, parent);
  view->setObjectName(u"scalingView"_s);
  QObject::connect(view, &ScalingView::invocationActivated, view, requests.showInvocation);
  return view;
#else
  return nullptr;
#endif
}

QWidget* makeSettings([[maybe_unused]] ModelHub& hub, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_SETTINGS
  auto* view = new SettingsView(hub, parent);
  view->setObjectName(u"settingsView"_s);
  return view;
#else
  return nullptr;
#endif
}

QWidget* makeLogDock([[maybe_unused]] ModelHub& hub, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_LOGS
  return new LogDock(hub, parent);
#else
  return nullptr;
#endif
}

QWidget* makeTimeStrip([[maybe_unused]] ModelHub& hub, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_STRIP
  auto* strip = new TimeStrip(hub, parent);
  strip->setObjectName(u"timeStrip"_s);
  return strip;
#else
  return nullptr;
#endif
}

bool hasScaling() {
#ifdef SCFDESK_HAS_SCALING
  return true;
#else
  return false;
#endif
}
bool hasSettings() {
#ifdef SCFDESK_HAS_SETTINGS
  return true;
#else
  return false;
#endif
}
bool hasConfiguration() {
#ifdef SCFDESK_HAS_CONFIGURATION
  return true;
#else
  return false;
#endif
}
bool hasNewFunction() {
#ifdef SCFDESK_HAS_NEW
  return true;
#else
  return false;
#endif
}

void focusFire([[maybe_unused]] QWidget* test) {
#ifdef SCFDESK_HAS_TEST
  auto* view = qobject_cast<TestView*>(test);
  if (!view) return;
  view->setFocusOnFire();
  if (view->eventPane().ready()) return;
  // Fire cannot take the focus before there is an event; it gets it then, unless somebody has moved it meanwhile.
  QPointer<QWidget> focus = view->window()->focusWidget();
  QObject::connect(
      &view->eventPane(), &EventPane::readied, view,
      [view, focus] {
        if (view->window()->focusWidget() == focus) view->setFocusOnFire();
      },
      Qt::SingleShotConnection);
#endif
}
void fireLoad([[maybe_unused]] QWidget* test) {
#ifdef SCFDESK_HAS_TEST
  if (auto* view = qobject_cast<TestView*>(test)) view->fireLoad();
#endif
}
void showAsTable([[maybe_unused]] QWidget* scaling) {
#ifdef SCFDESK_HAS_SCALING
  if (auto* view = qobject_cast<ScalingView*>(scaling)) view->showAsTable();
#endif
}
void focusFind([[maybe_unused]] QWidget* view) {
#ifdef SCFDESK_HAS_FUNCTIONS
  if (auto* functions = qobject_cast<FunctionsView*>(view)) functions->focusFilter();
#endif
#ifdef SCFDESK_HAS_SETTINGS
  if (auto* settings = qobject_cast<SettingsView*>(view)) settings->focusSearch();
#endif
}

void focusTable([[maybe_unused]] QWidget* functions) {
#ifdef SCFDESK_HAS_FUNCTIONS
  if (auto* view = qobject_cast<FunctionsView*>(functions)) view->focusTable();
#endif
}

void setLogOpen([[maybe_unused]] QWidget* dock, [[maybe_unused]] bool open) {
#ifdef SCFDESK_HAS_LOGS
  if (auto* log = qobject_cast<LogDock*>(dock)) log->setOpen(open);
#endif
}
bool logOpen([[maybe_unused]] const QWidget* dock) {
#ifdef SCFDESK_HAS_LOGS
  if (const auto* log = qobject_cast<const LogDock*>(dock)) return log->isOpen();
#endif
  return false;
}
void onLogOpenChanged([[maybe_unused]] QWidget* dock, [[maybe_unused]] QObject* context,
                      [[maybe_unused]] std::function<void(bool)> changed) {
#ifdef SCFDESK_HAS_LOGS
  if (auto* log = qobject_cast<LogDock*>(dock)) QObject::connect(log, &LogDock::openChanged, context, std::move(changed));
#endif
}
void focusLogFilter([[maybe_unused]] QWidget* dock) {
#ifdef SCFDESK_HAS_LOGS
  if (auto* log = qobject_cast<LogDock*>(dock)) log->focusFilter();
#endif
}

void newFunction([[maybe_unused]] ModelHub& hub, [[maybe_unused]] bool fromFolder, [[maybe_unused]] QWidget* parent,
                 [[maybe_unused]] std::function<void(FunctionId)> made) {
#ifdef SCFDESK_HAS_NEW
  auto* dialog = new NewFunctionDialog(hub, parent);
  if (fromFolder) dialog->setSource(NewFunctionDialog::Source::Folder);
  QObject::connect(dialog, &NewFunctionDialog::functionCreated, parent, std::move(made));
  dialog->show();
#endif
}
void copyFunction([[maybe_unused]] ModelHub& hub, [[maybe_unused]] FunctionId id, [[maybe_unused]] QWidget* parent,
                  [[maybe_unused]] std::function<void(FunctionId)> made) {
#ifdef SCFDESK_HAS_DIALOGS
  auto* dialog = new CopyDialog(hub, id, parent);
  QObject::connect(dialog, &CopyDialog::functionCreated, parent, std::move(made));
  dialog->show();
#endif
}
void deleteFunction([[maybe_unused]] ModelHub& hub, [[maybe_unused]] FunctionId id, [[maybe_unused]] QWidget* parent) {
#ifdef SCFDESK_HAS_DIALOGS
  (new DeleteDialog(hub, id, parent))->show();
#endif
}

}  // namespace scfdesk::views
