// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/shell/paletteentries.h"
#include <functional>

class QWidget;

namespace scfdesk {

/// Views and tabs beside the first ones. One without a maker is not in this build and is not shown.
enum class Part : uint8_t { Logs, Async, Services, Simulate, Code, Triggers, Versions, Concurrency };

/// What views ask of the window.
struct ViewRequests {
  std::function<void(FunctionId)> openFunction;
  std::function<void(FunctionId)> openConfiguration;
  std::function<void()> showDeadLetters;
  std::function<void()> newFunction;
  std::function<void()> openFolder;
  std::function<void()> importProject;  ///< functions with their triggers from a project file
  std::function<void(FunctionId)> copyFunction;
  std::function<void(FunctionId)> deleteFunction;
  std::function<void()> showScaling;
  std::function<void(InvocationId)> showInvocation;
  std::function<void(InvocationId)> showWhy;  ///< the decisions about it, in Scaling
  /// The control of a setting by its name ("accountMemoryMb"): of the engine, or of a function when that is not 0.
  std::function<void(const QString&, FunctionId)> openSetting;
  class OwnKeys* ownKeys = nullptr;     ///< keys of the user's own for the commands of the window
  std::function<void()> keepAppearance;  ///< theme, scale or motion was changed
  /// Shows a part; a tab for this function, or for the selected one when it is 0. Nothing where it is not in this build.
  std::function<void(Part, FunctionId)> openPart;
  /// Test with this event in the editor, ready to be fired.
  std::function<void(FunctionId, const QByteArray&)> openTest;
  std::function<void(FunctionId)> openLogs;  ///< Logs with the lines of this function, or of all when it is 0
  std::function<void(InvocationId)> fireAgain;  ///< its event, as it was, in Test of its function
  /// A count at a view's place in the rail, and what is said of it ("2 dead letters"); 0 takes it away.
  std::function<void(Part, int, const QString&)> setBadge;
  [[nodiscard]] static bool has(Part part);
};

/// Makes the views and connects what they ask for. This is the one file that knows every view.
namespace views {
using Maker = QWidget* (*)(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
/// Null for a part that is not in this build.
[[nodiscard]] Maker maker(Part part);
QWidget* makeFunctions(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeTest(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeConfiguration(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeScaling(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeSettings(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeAsync(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeVersions(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeServices(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeConcurrency(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeCode(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeSimulate(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeLogDock(ModelHub& hub, QWidget* parent);
QWidget* makeTimeStrip(ModelHub& hub, QWidget* parent);

/// What is written in a view and not saved, what is searched for and chosen: from one view to another of the same kind. The former
/// one is of no use afterwards.
void takeOver(QWidget& from, QWidget& to);

// What the window asks of views.
void focusFire(QWidget* test);
void fireLoad(QWidget* test);
[[nodiscard]] QByteArray testState(const QWidget* test);
void loadEvent(QWidget* test, const QByteArray& event);
void fireAgain(QWidget* test, InvocationId id);
void restoreTest(QWidget* test, const QByteArray& state);
/// The numbers of the graph in a view that has the focus, else of its first one.
void showAsTable(QWidget* view);
void focusFind(QWidget* view);
/// Logs shows what this query finds; empty = every line.
void showQuery(QWidget* logs, const QString& query);
/// Writes the graphs as PNG; an Error says why not.
[[nodiscard]] Status writePicture(QWidget* scaling, const QString& file);
/// The strip's range with its figures, floating in the window; `asked` shows the range in Scaling, `png` writes it there.
QWidget* makeRangePanel(ModelHub& hub, QWidget* strip, QWidget* window, std::function<void()> asked, std::function<Status(const QString&)> png);
void setRangeOfAll(QWidget* panel, bool all);
void showWhy(QWidget* scaling, InvocationId id);
void revealSetting(QWidget* settingsOrConfiguration, const QString& field);
[[nodiscard]] QList<SettingName> settingNames(const QWidget* settings);
void focusTable(QWidget* functions);
void showDeadLetters(QWidget* async);
/// The action of a page that stands in the tab bar over it; null = it has none.
[[nodiscard]] QWidget* tabAction(const QWidget* page);
void setLogOpen(QWidget* dock, bool open);
[[nodiscard]] bool logOpen(const QWidget* dock);
/// The dock's lines are to be seen in Logs.
void onLogsWanted(QWidget* dock, QObject* context, std::function<void()> wanted);
void onLogOpenChanged(QWidget* dock, QObject* context, std::function<void(bool)> changed);
void focusLogFilter(QWidget* dock);

// What would be lost with the window. A view that was not built has nothing.
/// One line each: "thumbnail: configuration", "thumbnail: event hero upload".
[[nodiscard]] QStringList unsaved(const QList<QWidget*>& built);
/// One view after the other; ends with the first that can't.
void saveAll(const QList<QWidget*>& built, std::function<void(const Status&)> done);

// Dialogs; they answer through `requests`.
void newFunction(ModelHub& hub, bool fromFolder, QWidget* parent, std::function<void(FunctionId)> made);
void importProject(ModelHub& hub, QWidget* parent, std::function<void(FunctionId)> made);
/// `id`: the function that is offered first; 0: all of a namespace.
void exportProject(ModelHub& hub, FunctionId id, QWidget* parent);
void copyFunction(ModelHub& hub, FunctionId id, QWidget* parent, std::function<void(FunctionId)> made);
void deleteFunction(ModelHub& hub, FunctionId id, QWidget* parent);
}  // namespace views

}  // namespace scfdesk
