// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/views.h"
#include "widgets/async/asyncview.h"
#include "widgets/code/sourceview.h"
#include "widgets/concurrency/concurrencyview.h"
#include "widgets/connections/absentview.h"
#include "widgets/controls/enginewords.h"
#include "widgets/functions/configurationview.h"
#include "widgets/functions/functiondialogs.h"
#include "widgets/functions/functionsview.h"
#include "widgets/functions/newfunctiondialog.h"
#include "widgets/functions/projectexportdialog.h"
#include "widgets/logs/logdock.h"
#include "widgets/logs/logsview.h"
#include "widgets/logs/queryfield.h"
#include "widgets/scaling/rangepanel.h"
#include "widgets/scaling/scalingview.h"
#include "widgets/scaling/tabledialog.h"
#include "widgets/scaling/timestrip.h"
#include "widgets/services/servicesview.h"
#include "widgets/settings/settingsview.h"
#include "widgets/simulate/simulateview.h"
#include "widgets/test/eventdrafts.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include "widgets/triggers/triggersview.h"
#include "widgets/versions/versionsview.h"
#include <QCoreApplication>
#include <QPixmap>
#include <QPointer>
#include <QWidget>

namespace scfdesk {
bool ViewRequests::has(Part part) { return views::maker(part) != nullptr; }
}  // namespace scfdesk

namespace scfdesk::views {
using namespace Qt::Literals::StringLiterals;

namespace {
QWidget* makeTriggers(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new TriggersView(hub, parent);
  QObject::connect(view, &TriggersView::invocationWanted, view, requests.showInvocation);
  view->setObjectName(u"triggersView"_s);
  return view;
}
QWidget* makeLogs(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new LogsView(hub, parent);
  QObject::connect(view, &LogsView::invocationWanted, view, requests.showInvocation);
  QObject::connect(view, &LogsView::eventWanted, view, requests.openTest);
  return view;
}
}  // namespace

Maker maker(Part part) {
  switch (part) {
    case Part::Logs: return makeLogs;
    case Part::Async: return makeAsync;
    case Part::Services: return makeServices;
    case Part::Simulate: return makeSimulate;
    case Part::Code: return makeCode;
    case Part::Triggers: return makeTriggers;
    case Part::Versions: return makeVersions;
    case Part::Concurrency: return makeConcurrency;
  }
  return nullptr;
}

QWidget* makeFunctions(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new FunctionsView(hub, parent);
  view->setObjectName(u"functionsView"_s);
  QObject::connect(view, &FunctionsView::openFunction, view, requests.openFunction);
  QObject::connect(view, &FunctionsView::configurationRequested, view, requests.openConfiguration);
  QObject::connect(view, &FunctionsView::newFunctionRequested, view, requests.newFunction);
  QObject::connect(view, &FunctionsView::importRequested, view, requests.importProject);
  QObject::connect(view, &FunctionsView::copyRequested, view, requests.copyFunction);
  QObject::connect(view, &FunctionsView::deleteRequested, view, requests.deleteFunction);
  QObject::connect(view, &FunctionsView::logRequested, view, requests.openFunction);
  QObject::connect(view, &FunctionsView::timelineRequested, view, requests.showScaling);
  QObject::connect(view, &FunctionsView::deadLettersRequested, view, requests.showDeadLetters);
  return view;
}

QWidget* makeTest(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new TestView(hub, parent);
  view->setObjectName(u"testView"_s);
  QObject::connect(view, &TestView::configurationRequested, view, [requests] { requests.openConfiguration(0); });
  QObject::connect(view, &TestView::scalingRequested, view, requests.showScaling);
  QObject::connect(view, &TestView::whyRequested, view, requests.showWhy);
  QObject::connect(view, &TestView::openFolderRequested, view, requests.openFolder);
  QObject::connect(view, &TestView::bucketsRequested, view, [requests] { requests.openPart(Part::Services, 0); });
  QObject::connect(view, &TestView::newFunctionRequested, view, requests.newFunction);
  return view;
}

QWidget* makeConfiguration(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new ConfigurationView(hub, parent);
  view->setObjectName(u"configurationView"_s);
  QObject::connect(view, &ConfigurationView::copyRequested, view, requests.copyFunction);
  QObject::connect(view, &ConfigurationView::deleteRequested, view, requests.deleteFunction);
  return view;
}

QWidget* makeScaling(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  if (!hub.backend().capabilities().instances)
    return new AbsentView(hub, QCoreApplication::translate("scfdesk::views", "Instances and their lanes"),
                          QCoreApplication::translate("scfdesk::views", "Pull a function down to see it scale here."), parent);
  auto* view = new ScalingView(hub, parent);
  view->setObjectName(u"scalingView"_s);
  QObject::connect(view, &ScalingView::invocationActivated, view, requests.showInvocation);
  QObject::connect(view, &ScalingView::fireAgainWanted, view, requests.fireAgain);
  QObject::connect(view, &ScalingView::settingWanted, view, requests.openSetting);
  QObject::connect(view, &ScalingView::logsWanted, view, requests.openLogs);
  return view;
}

QWidget* makeSettings(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new SettingsView(hub, parent);
  view->setKeys(requests.ownKeys);
  QObject::connect(view, &SettingsView::appearanceChanged, view, requests.keepAppearance);
  view->setObjectName(u"settingsView"_s);
  return view;
}

QWidget* makeAsync(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new AsyncView(hub, parent);
  view->setObjectName(u"asyncView"_s);
  QObject::connect(view, &AsyncView::editWanted, view, requests.openTest);
  return view;
}

QWidget* makeSimulate(ModelHub& hub, const ViewRequests&, QWidget* parent) {
  auto* view = new SimulateView(hub, parent);
  view->setObjectName(u"simulateView"_s);
  return view;
}

QWidget* makeVersions(ModelHub& hub, const ViewRequests&, QWidget* parent) {
  auto* view = new VersionsView(hub, parent);
  view->setObjectName(u"versionsView"_s);
  return view;
}

QWidget* makeServices(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  if (!hub.backend().capabilities().localAdditions)
    return new AbsentView(hub, QCoreApplication::translate("scfdesk::views", "State services"),
                          QCoreApplication::translate("scfdesk::views", "They are other products there, with consoles of their own."), parent);
  auto* view = new ServicesView(hub, parent);
  view->setObjectName(u"servicesView"_s);
  QObject::connect(view, &ServicesView::invocationWanted, view, requests.showInvocation);
  QObject::connect(view, &ServicesView::logsWanted, view, [requests] { requests.openLogs(0); });
  return view;
}

QWidget* makeConcurrency(ModelHub& hub, const ViewRequests& requests, QWidget* parent) {
  auto* view = new ConcurrencyView(hub, ViewRequests::has(Part::Simulate), parent);
  view->setObjectName(u"concurrencyView"_s);
  QObject::connect(view, &ConcurrencyView::settingWanted, view, [requests](const QString& field) { requests.openSetting(field, 0); });
  QObject::connect(view, &ConcurrencyView::versionsWanted, view, [requests] { requests.openPart(Part::Versions, 0); });
  QObject::connect(view, &ConcurrencyView::simulateWanted, view, [requests] { requests.openPart(Part::Simulate, 0); });
  return view;
}

QWidget* makeCode(ModelHub& hub, const ViewRequests&, QWidget* parent) {
  auto* view = new SourceView(hub, parent);
  view->setObjectName(u"codeView"_s);
  return view;
}

QWidget* makeLogDock(ModelHub& hub, QWidget* parent) { return new LogDock(hub, parent); }

QWidget* makeTimeStrip(ModelHub& hub, QWidget* parent) {
  auto* strip = new TimeStrip(hub, parent);
  strip->setObjectName(u"timeStrip"_s);
  return strip;
}

void takeOver(QWidget& from, QWidget& to) {
  const auto both = [&from, &to]<typename View>(View* former) {
    auto* view = qobject_cast<View*>(&to);
    former = qobject_cast<View*>(&from);
    if (view && former) view->takeOver(*former);
  };
  both(static_cast<ConfigurationView*>(nullptr));
  both(static_cast<SourceView*>(nullptr));
  both(static_cast<LogsView*>(nullptr));
  both(static_cast<SettingsView*>(nullptr));
  both(static_cast<TriggersView*>(nullptr));
  both(static_cast<ConcurrencyView*>(nullptr));
  both(static_cast<VersionsView*>(nullptr));
  both(static_cast<FunctionsView*>(nullptr));
  both(static_cast<ScalingView*>(nullptr));
  both(static_cast<AsyncView*>(nullptr));
  both(static_cast<ServicesView*>(nullptr));
  both(static_cast<SimulateView*>(nullptr));
}

QWidget* tabAction(const QWidget* page) {
  const auto* view = qobject_cast<const TriggersView*>(page);
  return view ? view->addButton() : nullptr;
}

void focusFire(QWidget* test) {
  auto* view = qobject_cast<TestView*>(test);
  if (!view) return;
  view->setFocusOnFire();
  if (view->eventPane().ready()) return;
  // Fire cannot take the focus before there is an event; it gets it then, unless somebody writes or has gone elsewhere. That
  // the focus wanders inside the view while parts of it are disabled and hidden is nobody's doing.
  QPointer<QWidget> focus = view->window()->focusWidget();
  QObject::connect(
      &view->eventPane(), &EventPane::readied, view,
      [view, focus] {
        const QWidget* now = view->window()->focusWidget();
        const bool writes = now && (now->inherits("QLineEdit") || now->inherits("QsciScintillaBase"));
        if (now == focus || (now && view->isAncestorOf(now) && !writes)) view->setFocusOnFire();
      },
      Qt::SingleShotConnection);
}
void fireLoad(QWidget* test) {
  if (auto* view = qobject_cast<TestView*>(test)) view->fireLoad();
}
QByteArray testState(const QWidget* test) {
  const auto* view = qobject_cast<const TestView*>(test);
  return view ? view->saveState() : QByteArray();
}
void loadEvent(QWidget* test, const QByteArray& event) {
  if (auto* view = qobject_cast<TestView*>(test)) view->eventPane().loadEvent(event);
}
void fireAgain(QWidget* test, InvocationId id) {
  if (auto* view = qobject_cast<TestView*>(test)) view->refire(id);
}
void restoreTest(QWidget* test, const QByteArray& state) {
  if (auto* view = qobject_cast<TestView*>(test); view && !state.isEmpty()) view->restoreState(state);
}
void showAsTable(QWidget* view) {
  if (auto* scaling = qobject_cast<ScalingView*>(view)) return scaling->showAsTable();
  if (auto* simulate = qobject_cast<SimulateView*>(view)) return simulate->showAsTable();
  if (const Tabled* one = tabledIn(view)) (new TableDialog(one->table(), view->window()))->show();
}
void showQuery(QWidget* logs, const QString& query) {
  if (auto* view = qobject_cast<LogsView*>(logs)) view->field().setQuery(query);
}

void focusFind(QWidget* view) {
  if (auto* functions = qobject_cast<FunctionsView*>(view)) functions->focusFilter();
  if (auto* settings = qobject_cast<SettingsView*>(view)) settings->focusSearch();
  if (auto* logs = qobject_cast<LogsView*>(view)) logs->focusQuery();
}

Status writePicture(QWidget* scaling, const QString& file) {
  auto* view = qobject_cast<ScalingView*>(scaling);
  if (view && view->picture().save(file, "PNG")) return Done{};
  return Error{u"Local.PictureNotWritten"_s, QCoreApplication::translate("scfdesk::views", "%1 cannot be written.").arg(file),
               QCoreApplication::translate("scfdesk::views", "Choose another place.")};
}

QWidget* makeRangePanel(ModelHub& hub, QWidget* strip, QWidget* window, std::function<void()> asked, std::function<Status(const QString&)> png) {
  auto* panel = new RangePanel(hub, strip, window);
  QObject::connect(panel, &RangePanel::scalingWanted, panel, std::move(asked));
  QObject::connect(panel, &RangePanel::pngWanted, panel, [panel, png = std::move(png)](const QString& file) {
    const Status written = png(file);
    panel->say(written ? QCoreApplication::translate("scfdesk::RangePanel", "Saved %1").arg(file) : EngineWords::text(written.error()), !written);
  });
  return panel;
}

void setRangeOfAll(QWidget* panel, bool all) {
  if (auto* range = qobject_cast<RangePanel*>(panel)) range->setScope(all);
}

void showWhy(QWidget* scaling, InvocationId id) {
  if (auto* view = qobject_cast<ScalingView*>(scaling)) view->showWhy(id);
}

QList<SettingName> settingNames(const QWidget* settings) {
  QList<SettingName> names;
  if (const auto* view = qobject_cast<const SettingsView*>(settings))
    for (const auto& [label, control] : view->names()) names.append({label, control});
  return names;
}

void showDeadLetters(QWidget* async) {
  if (auto* view = qobject_cast<AsyncView*>(async)) view->showDeadLetters();
}

void revealSetting(QWidget* settingsOrConfiguration, const QString& field) {
  if (auto* settings = qobject_cast<SettingsView*>(settingsOrConfiguration)) settings->reveal(field);
  if (auto* configuration = qobject_cast<ConfigurationView*>(settingsOrConfiguration)) configuration->reveal(field);
}

void focusTable(QWidget* functions) {
  if (auto* view = qobject_cast<FunctionsView*>(functions)) view->focusTable();
}

void setLogOpen(QWidget* dock, bool open) {
  if (auto* log = qobject_cast<LogDock*>(dock)) log->setOpen(open);
}
bool logOpen(const QWidget* dock) {
  if (const auto* log = qobject_cast<const LogDock*>(dock)) return log->isOpen();
  return false;
}
void onLogOpenChanged(QWidget* dock, QObject* context,
                      std::function<void(bool)> changed) {
  if (auto* log = qobject_cast<LogDock*>(dock)) QObject::connect(log, &LogDock::openChanged, context, std::move(changed));
}
void onLogsWanted(QWidget* dock, QObject* context, std::function<void()> wanted) {
  if (auto* log = qobject_cast<LogDock*>(dock)) QObject::connect(log, &LogDock::logsWanted, context, std::move(wanted));
}
void focusLogFilter(QWidget* dock) {
  if (auto* log = qobject_cast<LogDock*>(dock)) log->focusFilter();
}

QStringList unsaved(const QList<QWidget*>& built) {
  QStringList lines;
  const auto said = [](const char* text) { return QCoreApplication::translate("scfdesk::views", text); };
  for (const QWidget* one : built) {
    if (const auto* view = qobject_cast<const ConfigurationView*>(one))
      for (const QString& name : view->unsaved()) lines << said(QT_TRANSLATE_NOOP("scfdesk::views", "%1: configuration")).arg(name);
    if (const auto* view = qobject_cast<const SourceView*>(one)) lines << view->unsaved();
    if (const auto* view = qobject_cast<const TriggersView*>(one)) lines << view->unsaved();
    if (const auto* view = qobject_cast<const ConcurrencyView*>(one)) lines << view->unsaved();
    if (const auto* view = qobject_cast<const TestView*>(one))
      for (const EventDrafts::Unsaved& draft : view->eventPane().drafts().unsaved())
        lines << (draft.saved.isEmpty() ? said(QT_TRANSLATE_NOOP("scfdesk::views", "%1: an event without a name yet")).arg(draft.functionName)
                                        : said(QT_TRANSLATE_NOOP("scfdesk::views", "%1: event %2")).arg(draft.functionName, draft.saved));
  }
  return lines;
}

void saveAll(const QList<QWidget*>& built, std::function<void(const Status&)> done) {
  if (built.isEmpty()) return done(Done{});
  const auto rest = [rest = built.mid(1), done](const Status& before) {
    if (!before) return done(before);
    saveAll(rest, done);
  };
  if (auto* view = qobject_cast<ConfigurationView*>(built.first())) return view->saveAll(rest);
  if (auto* view = qobject_cast<SourceView*>(built.first())) return view->saveAll(rest);
  if (auto* view = qobject_cast<TriggersView*>(built.first())) return view->saveAll(rest);
  if (auto* view = qobject_cast<ConcurrencyView*>(built.first())) return view->saveAll(rest);
  if (auto* view = qobject_cast<TestView*>(built.first())) return view->eventPane().drafts().saveAll(rest);
  rest(Done{});
}

void newFunction(ModelHub& hub, bool fromFolder, QWidget* parent,
                 std::function<void(FunctionId)> made) {
  auto* dialog = new NewFunctionDialog(hub, parent);
  if (fromFolder) dialog->setSource(NewFunctionDialog::Source::Folder);
  QObject::connect(dialog, &NewFunctionDialog::functionCreated, parent, std::move(made));
  dialog->show();
}
void importProject(ModelHub& hub, QWidget* parent, std::function<void(FunctionId)> made) {
  auto* dialog = new NewFunctionDialog(hub, parent);
  dialog->setSource(NewFunctionDialog::Source::Project);
  QObject::connect(dialog, &NewFunctionDialog::functionCreated, parent, std::move(made));
  dialog->show();
}
void exportProject(ModelHub& hub, FunctionId id, QWidget* parent) { (new ProjectExportDialog(hub, id, parent))->show(); }
void copyFunction(ModelHub& hub, FunctionId id, QWidget* parent,
                  std::function<void(FunctionId)> made) {
  auto* dialog = new CopyDialog(hub, id, parent);
  QObject::connect(dialog, &CopyDialog::functionCreated, parent, std::move(made));
  dialog->show();
}
void deleteFunction(ModelHub& hub, FunctionId id, QWidget* parent) {
  (new DeleteDialog(hub, id, parent))->show();
}

}  // namespace scfdesk::views
