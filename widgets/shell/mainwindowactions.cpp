// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "widgets/connections/connectionmenu.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/viewstack.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/functionpage.h"
#include "widgets/shell/keysoverlay.h"
#include "widgets/shell/mainwindowimpl.h"
#include "widgets/shell/navigator.h"
#include "widgets/shell/ownkeys.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/statusstrip.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/viewheader.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QMenu>
#include <QUrl>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

void MainWindow::Impl::makeCommands() {
  palette = new CommandPalette(hub, [this] { return commands.all(); }, [this] { return views::settingNames(q.viewWidget(View::Settings)); }, &q);
  keys = new KeysOverlay(&q);
  QObject::connect(palette, &CommandPalette::functionChosen, &q, [this](quint32 id) { q.openFunction(id); });
  QObject::connect(palette, &CommandPalette::settingChosen, &q, [this](const QString& control) {
    q.showView(View::Settings);
    views::revealSetting(settings, control);
  });
  QObject::connect(palette, &CommandPalette::invocationChosen, &q, [this](quint64 id) {
    if (const Invocation* one = hub.invocations().invocation(id)) {
      q.openFunction(one->function);
      requests().showInvocation(id);
    }
  });
  using Menu = Commands::Menu;
  const auto selected = [this] { return hub.selection().function(); };
  commands.add(Menu::Function, u"newFunction"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "New function"), {Qt::CTRL | Qt::Key_N},
               [this] { requests().newFunction(); });
  commands.add(Menu::Function, u"openFolder"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Open folder"), {Qt::CTRL | Qt::Key_O},
               [this] { requests().openFolder(); });
  commands.add(Menu::Function, u"importProject"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Import project file…"), {}, [this] { requests().importProject(); });
  commands.add(Menu::Function, u"exportProject"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Export project file…"), {}, [this, selected] { views::exportProject(hub, selected(), &q); });
  commands.add(Menu::Function, u"copyFunction"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Copy function…"), {},
               [this, selected] {
                 if (hub.functions().info(selected())) requests().copyFunction(selected());
               });
  commands.add(Menu::Function, u"deleteFunction"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Delete function…"), {},
               [this, selected] {
                 if (hub.functions().info(selected())) requests().deleteFunction(selected());
               });
  commands.add(Menu::Function, u"goToFunction"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Go to function"), {Qt::CTRL | Qt::Key_P},
               [this] { palette->open(PaletteKind::Functions); });
  commands.add(Menu::Function, u"pauseArrivals"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Pause or resume arrivals"), {},
               [this] { hub.backend().setPaused(!hub.status().paused); });
  if (Connections::of(hub)) {
    commands.addSeparator(Menu::Function);
    commands.add(Menu::Function, u"connections"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Connections…"), {}, [this] { connectioncommands::openConnections(hub, &q); });
    commands.add(Menu::Function, u"deploy"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Deploy function to a connection…"), {}, [this] { connectioncommands::deploy(hub, &q); });
    commands.add(Menu::Function, u"pull"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Pull function from a connection…"), {}, [this] { connectioncommands::pull(hub, &q); });
    commands.add(Menu::Function, u"compareFunction"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Compare function here and there…"), {}, [this] { connectioncommands::compare(hub, &q); });
  }
  commands.addSeparator(Menu::Function);
  commands.add(Menu::Function, u"quit"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Quit"), {Qt::CTRL | Qt::Key_Q}, [this] { q.close(); });

  commands.add(Menu::View, u"viewFunctions"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Functions"), {Qt::CTRL | Qt::Key_1},
               [this] { q.showView(View::Functions); });
  commands.add(Menu::View, u"viewScaling"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Scaling"), {Qt::CTRL | Qt::Key_2},
               [this] { q.showView(View::Scaling); });
  const auto other = [this](View one, Part part, const QString& objectName, const char* text, Qt::Key key) {
    if (views::maker(part)) commands.add(Menu::View, objectName, text, {Qt::CTRL | key}, [this, one] { q.showView(one); });
  };
  other(View::Logs, Part::Logs, u"viewLogs"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Logs"), Qt::Key_3);
  other(View::Async, Part::Async, u"viewAsync"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Async"), Qt::Key_4);
  other(View::Services, Part::Services, u"viewServices"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Services"), Qt::Key_5);
  other(View::Simulate, Part::Simulate, u"viewSimulate"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Simulate"), Qt::Key_6);
  commands.add(Menu::View, u"viewSettings"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Settings"), {Qt::CTRL | Qt::Key_Comma},
               [this] { q.showView(View::Settings); });
  commands.addSeparator(Menu::View);
  commands.add(Menu::View, u"toggleNavigator"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Show or hide navigator"), {Qt::CTRL | Qt::Key_B},
               [this] { q.setNavigatorShown(!q.navigatorShown()); });
  commands.add(Menu::View, u"toggleLog"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Show or hide log"), {Qt::CTRL | Qt::Key_QuoteLeft},
               [this] { q.setLogDockShown(!q.logDockShown()); });
  commands.add(Menu::View, u"find"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Find in this view"), {Qt::CTRL | Qt::Key_F}, [this] {
    if (view == View::Function)
      views::focusLogFilter(page->dock());
    else
      views::focusFind(stack->currentWidget());
  });
  commands.add(Menu::View, u"showAsTable"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Show graph as table"),
               {Qt::CTRL | Qt::SHIFT | Qt::Key_T}, [this] {
                 if (view == View::Scaling) views::showAsTable(scaling);
                 else views::showAsTable(stack->currentWidget());
               });
  commands.add(Menu::View, u"nextPane"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Next pane"), {Qt::Key_F6}, [this] { focusPane(1); });
  commands.add(Menu::View, u"previousPane"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Previous pane"), {Qt::SHIFT | Qt::Key_F6},
               [this] { focusPane(-1); });
  commands.add(Menu::View, u"back"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Back"), {Qt::ALT | Qt::Key_Left}, [this] { goBack(); });
  commands.add(Menu::View, u"themeDark"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Theme: dark"), {}, [this] { setScheme(Scheme::Dark); });
  commands.add(Menu::View, u"themeLight"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Theme: light"), {}, [this] { setScheme(Scheme::Light); });
  commands.add(Menu::View, u"themeSystem"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Theme: as the desktop"), {},
               [this] { setScheme(Scheme::System); });

  commands.add(Menu::Help, u"palette"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Search functions, requests, commands"),
               {Qt::CTRL | Qt::Key_K}, [this] { q.openPalette(); });
  commands.add(Menu::Help, u"keys"_s, QT_TRANSLATE_NOOP("scfdesk::Commands", "Keys of this view"), {}, [this] { q.openKeys(); });

  ownKeys = new OwnKeys(q, commands, memory);

  QMenu* connection = top->connectionMenu();
  QAction* copy = connection->addAction(QString());
  copy->setObjectName(u"copyAddress"_s);
  QObject::connect(copy, &QAction::triggered, &q, [this] { QApplication::clipboard()->setText(u"http://"_s + hub.status().api); });
  QAction* data = connection->addAction(QString());
  data->setObjectName(u"openDataFolder"_s);
  QObject::connect(data, &QAction::triggered, &q, [this] { openFolder(hub.status().dataDir); });
  connection->addSeparator();
  QAction* settingsAction = connection->addAction(QString());
  settingsAction->setObjectName(u"engineSettings"_s);
  QObject::connect(settingsAction, &QAction::triggered, &q, [this] { q.showView(View::Settings); });
  QObject::connect(connection, &QMenu::aboutToShow, &q, [this, copy, data] {
    copy->setEnabled(hub.status().connected);
    data->setEnabled(!hub.status().dataDir.isEmpty());
  });
  keepConnectionMenu(connection, hub, &q);

  QObject::connect(&page->header(), &ViewHeader::copyRequested, &q, [this](quint32 id) { requests().copyFunction(id); });
  QObject::connect(&page->header(), &ViewHeader::deleteRequested, &q, [this](quint32 id) { requests().deleteFunction(id); });
  QObject::connect(&page->header(), &ViewHeader::openFolderRequested, &q, [this](const QString& folder) { openFolder(folder); });
}

void MainWindow::Impl::openFolder(const QString& folder) const {
  if (!folder.isEmpty()) QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

void MainWindow::Impl::retranslate() {
  commands.retranslate();
  const auto name = [this](View one, const QString& text) {
    if (RailButton* button = rail->button(static_cast<int>(one))) button->setLabel(text);
  };
  name(View::Functions, tr("Functions"));
  name(View::Scaling, tr("Scaling"));
  name(View::Settings, tr("Settings"));
  name(View::Logs, tr("Logs"));
  name(View::Async, tr("Async"));
  name(View::Services, tr("Services"));
  name(View::Simulate, tr("Simulate"));
  rail->setAccessibleName(tr("Views"));
  if (keys) keys->setAccessibleName(KeysOverlay::tr("Keys of this view"));
  onStatus();
  const QMenu* connection = top->connectionMenu();
  for (QAction* action : connection->actions()) {
    if (action->objectName() == "copyAddress"_L1) action->setText(tr("Copy address"));
    if (action->objectName() == "openDataFolder"_L1) action->setText(tr("Open data folder"));
    if (action->objectName() == "engineSettings"_L1) action->setText(tr("Engine settings"));
  }
}

void MainWindow::Impl::setScheme(Scheme scheme) {
  Theme::current().setScheme(scheme);
  memory.setScheme(Theme::current().scheme());
}

/// Panes in reading order: the leaves of the visible splitters, and what lies around them.
QList<QWidget*> MainWindow::Impl::panes() const {
  QList<QWidget*> found;
  const std::function<void(QWidget*)> collect = [&](QWidget* root) {
    if (!root || !root->isVisible()) return;
    QList<QSplitter*> inner;
    if (auto* self = qobject_cast<QSplitter*>(root)) {
      inner << self;
    } else {
      const QList<QSplitter*> all = root->findChildren<QSplitter*>();
      for (QSplitter* one : all) {
        const bool nested = std::any_of(all.begin(), all.end(), [one](QSplitter* other) { return other != one && other->isAncestorOf(one); });
        if (!nested && one->isVisible()) inner << one;
      }
    }
    if (inner.isEmpty()) {
      found << root;
      return;
    }
    for (QSplitter* one : inner)
      for (int i = 0; i < one->count(); ++i) collect(one->widget(i));
  };
  found << top << rail;
  collect(columns);
  if (strip) found << strip;
  return found;
}

void MainWindow::Impl::orderTabs() {
  const QList<QWidget*> regions{top, rail, navigator, stack, page ? page->dock() : nullptr, strip, status};
  const auto regionOf = [&regions](const QWidget* widget) {
    qsizetype found = regions.size();
    for (qsizetype i = 0; i < regions.size(); ++i)  // the dock lies in the stack: the later one holds
      if (regions[i] && (regions[i] == widget || regions[i]->isAncestorOf(widget))) found = i;
    return found;
  };
  std::vector<std::pair<qsizetype, QWidget*>> stops;
  for (QWidget* one = q.nextInFocusChain(); one != &q; one = one->nextInFocusChain())
    if (one->focusPolicy() & Qt::TabFocus && !one->focusProxy() && one->window() == &q) stops.emplace_back(regionOf(one), one);
  const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (std::is_sorted(stops.begin(), stops.end(), before)) return;
  std::stable_sort(stops.begin(), stops.end(), before);
  for (size_t i = 1; i < stops.size(); ++i) QWidget::setTabOrder(stops[i - 1].second, stops[i].second);
}

void MainWindow::Impl::focusPane(int by) {
  const QList<QWidget*> all = panes();
  const QWidget* focus = QApplication::focusWidget();
  qsizetype at = -1;
  for (qsizetype i = 0; i < all.size(); ++i)
    if (focus && (all[i] == focus || all[i]->isAncestorOf(focus))) at = i;
  for (qsizetype step = 1; step <= all.size(); ++step) {
    const qsizetype next = (at + by * step + 2 * all.size()) % all.size();
    QWidget* pane = all[next];
    if (pane->focusPolicy() & Qt::TabFocus) return pane->setFocus(Qt::TabFocusReason);
    // The first stop of the pane in tab order.
    for (QWidget* one = pane->nextInFocusChain(); one && one != pane; one = one->nextInFocusChain())
      if (pane->isAncestorOf(one) && one->isVisible() && one->isEnabled() && one->focusPolicy() & Qt::TabFocus)
        return one->setFocus(Qt::TabFocusReason);
  }
}

}  // namespace scfdesk
