// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <functional>

class QWidget;

namespace scfdesk {

/// What views ask of the window.
struct ViewRequests {
  std::function<void(FunctionId)> openFunction;
  std::function<void(FunctionId)> openConfiguration;
  std::function<void()> newFunction;
  std::function<void()> openFolder;
  std::function<void(FunctionId)> copyFunction;
  std::function<void(FunctionId)> deleteFunction;
  std::function<void()> showScaling;
  std::function<void(InvocationId)> showInvocation;
  std::function<void()> keepAppearance;  ///< theme, scale or motion was changed
};

/// Makes the views and connects what they ask for. This is the one file that knows every view.
namespace views {
QWidget* makeFunctions(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeTest(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeConfiguration(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeScaling(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeSettings(ModelHub& hub, const ViewRequests& requests, QWidget* parent);
QWidget* makeLogDock(ModelHub& hub, QWidget* parent);
QWidget* makeTimeStrip(ModelHub& hub, QWidget* parent);

// What the window asks of views.
void focusFire(QWidget* test);
void fireLoad(QWidget* test);
[[nodiscard]] QByteArray testState(const QWidget* test);
void restoreTest(QWidget* test, const QByteArray& state);
void showAsTable(QWidget* scaling);
void focusFind(QWidget* view);
void focusTable(QWidget* functions);
void setLogOpen(QWidget* dock, bool open);
[[nodiscard]] bool logOpen(const QWidget* dock);
void onLogOpenChanged(QWidget* dock, QObject* context, std::function<void(bool)> changed);
void focusLogFilter(QWidget* dock);

// Dialogs; they answer through `requests`.
void newFunction(ModelHub& hub, bool fromFolder, QWidget* parent, std::function<void(FunctionId)> made);
void copyFunction(ModelHub& hub, FunctionId id, QWidget* parent, std::function<void(FunctionId)> made);
void deleteFunction(ModelHub& hub, FunctionId id, QWidget* parent);
}  // namespace views

}  // namespace scfdesk
