// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QMainWindow>
#include <functional>
#include <memory>

namespace scfdesk {

/// The window (design.md section 2): top bar, rail, navigator, views, log dock, time strip, status bar; every command as a
/// QAction of the window. Views are built when first shown. GUI thread; owned by the Application.
class MainWindow final : public QMainWindow {
  Q_OBJECT
 public:
  // Kept by number from one session to the next.
  enum class View : uint8_t { Functions, Function, Scaling, Settings, Logs, Async, Services, Simulate };
  enum class Tab : uint8_t { Test, Configuration, Code, Triggers, Versions, Concurrency };

  /// `settingsFile`: INI file for geometry, splitters, theme and last view; empty = remember nothing.
  explicit MainWindow(ModelHub& hub, const QString& settingsFile = {}, QWidget* parent = nullptr);
  ~MainWindow() override;

  void showView(View view);
  [[nodiscard]] View view() const;
  /// Opens the function in the Function view on a tab.
  void openFunction(FunctionId id, Tab tab = Tab::Test);
  [[nodiscard]] FunctionId openedFunction() const;
  /// Shows an invocation in Test of its function.
  void showInvocation(InvocationId id);
  [[nodiscard]] bool navigatorShown() const;
  void setNavigatorShown(bool shown);
  [[nodiscard]] bool logDockShown() const;
  void setLogDockShown(bool shown);
  /// The widget of a view, built if it was not; null when the part is not in this build.
  [[nodiscard]] QWidget* viewWidget(View view);
  [[nodiscard]] QWidget* tabWidget(Tab tab);
  /// All commands of the window, for the palette, the keys overlay and tests.
  [[nodiscard]] QList<QAction*> commands() const;
  void openPalette();
  void openKeys();
  /// Closes without asking for what is not saved: the program is told to end by its session.
  void closeNow();
  /// Runs `then` when nothing is unsaved, or after it was saved or discarded; never when that was cancelled.
  void settle(std::function<void()> then);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace scfdesk
