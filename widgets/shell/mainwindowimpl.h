// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/shell/commands.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/views.h"
#include "widgets/shell/windowmemory.h"
#include <QPointer>
#include <vector>

namespace scfdesk {

class Banner;
class CommandPalette;
class FunctionPage;
class HairlineSplitter;
class KeysOverlay;
class Navigator;
class Rail;
class StatusStrip;
class TopBar;
class UnsavedDialog;
class ViewStack;

/// Insides of MainWindow, shared by its source files: mainwindow.cpp builds and moves, mainwindowactions.cpp holds the
/// commands, mainwindowevents.cpp what keys and the engine do.
struct MainWindow::Impl {
  Impl(MainWindow& window, ModelHub& theHub, const QString& settingsFile)
      : q(window), hub(theHub), memory(settingsFile), commands(window) {}

  /// Where one was: what Alt+← goes back to.
  struct Place {
    View view = View::Function;
    int tab = 0;
    FunctionId function = 0;
    bool live = true;
    TimeUs cursor = 0;
  };

  void build();
  void connectParts();
  void makeCommands();
  void restore();
  void remember();
  [[nodiscard]] QStringList unsavedLines() const;
  /// Runs `then` when nothing is unsaved, or after it was saved or discarded; never when that was cancelled.
  void settle(std::function<void()> then);
  void rememberAppearance();
  void retranslate();
  /// Views are made anew in the language in force, each in the place of the former one, with what was written in it.
  void remakeViews();
  void adoptActions();
  void applyTheme();
  void onFirstDelta();
  /// Takes the function of the last session, or the sample; again with each function that comes until one is taken.
  void chooseFunction();
  void onStatus();
  /// Puts the banner under the header of the view that is shown.
  void placeBanner();
  void onBannerAction();
  /// Nothing that needs the engine can be asked of it while it is lost.
  void guardControls();
  void leave();                ///< the place at hand goes on the way back
  void goBack();
  void setScheme(Scheme scheme);
  void focusPane(int by);
  [[nodiscard]] QList<QWidget*> panes() const;
  /// Puts the stops of Tab into reading order; views come into being when they are first shown.
  void orderTabs();
  void expandMenu(bool expanded);
  void openFolder(const QString& folder) const;
  [[nodiscard]] ViewRequests requests();
  [[nodiscard]] Place place() const;
  void openPart(Part part, FunctionId function);

  MainWindow& q;
  ModelHub& hub;
  WindowMemory memory;
  Commands commands;
  class OwnKeys* ownKeys = nullptr;
  TopBar* top = nullptr;
  Rail* rail = nullptr;
  HairlineSplitter* columns = nullptr;
  Navigator* navigator = nullptr;
  Banner* banner = nullptr;
  ViewStack* stack = nullptr;
  FunctionPage* page = nullptr;
  QWidget* functions = nullptr;
  QWidget* scaling = nullptr;
  QWidget* settings = nullptr;
  QWidget* more[4] = {};  ///< from View::Logs on
  QWidget* strip = nullptr;
  QWidget* range = nullptr;
  StatusStrip* status = nullptr;
  CommandPalette* palette = nullptr;
  KeysOverlay* keys = nullptr;
  View view = View::Function;
  bool navigatorWanted = true;
  bool firstRun = false;
  bool choosing = false;
  bool goingBack = false;
  bool altAlone = false;
  bool remaking = false;  ///< remakeViews() is under way to be called
  bool menuExpanded = false;
  enum class BannerAction : uint8_t { None, Restart, DataFolder } bannerAction = BannerAction::None;
  bool closing = false;        ///< asked, or not to be asked
  QPointer<UnsavedDialog> unsaved;
  std::vector<Place> back;
};

}  // namespace scfdesk
