// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/viewstack.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/functionpage.h"
#include "widgets/shell/keysoverlay.h"
#include "widgets/shell/mainwindowimpl.h"
#include "widgets/shell/navigator.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/statusstrip.h"
#include "widgets/shell/topbar.h"
#include "widgets/theme/theme.h"
#include <QAction>
#include <QApplication>
#include <QMenuBar>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

MainWindow::MainWindow(ModelHub& hub, const QString& settingsFile, QWidget* parent)
    : QMainWindow(parent), m(std::make_unique<Impl>(*this, hub, settingsFile)) {
  setObjectName(u"mainWindow"_s);
  setWindowTitle(u"SCF Desk"_s);
  m->build();
  m->makeCommands();
  m->connectParts();
  m->guardControls();
  m->restore();
  m->retranslate();
  qApp->installEventFilter(this);
  // Over models that were fed before: their first delta does not come again.
  if (hub.status().connected) QMetaObject::invokeMethod(this, [this] { m->onFirstDelta(); }, Qt::QueuedConnection);
}

MainWindow::~MainWindow() { qApp->removeEventFilter(this); }

void MainWindow::Impl::build() {
  auto* central = new QWidget(&q);
  auto* rows = new QVBoxLayout(central);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  top = new TopBar(hub, central);
  rows->addWidget(top);

  auto* middle = new QHBoxLayout;
  middle->setSpacing(0);
  rail = new Rail(central);
  rail->addView(static_cast<int>(View::Functions), u"fn"_s, {}, u"Ctrl 1"_s);
  rail->addView(static_cast<int>(View::Scaling), u"scale"_s, {}, u"Ctrl 2"_s);
  const auto add = [this](View one, Part part, const QString& icon, const QString& key) {
    if (views::maker(part)) rail->addView(static_cast<int>(one), icon, {}, key);
  };
  add(View::Logs, Part::Logs, u"log"_s, u"Ctrl 3"_s);
  add(View::Async, Part::Async, u"queue"_s, u"Ctrl 4"_s);
  add(View::Services, Part::Services, u"db"_s, u"Ctrl 5"_s);
  add(View::Simulate, Part::Simulate, u"sim"_s, u"Ctrl 6"_s);
  rail->addView(static_cast<int>(View::Settings), u"gear"_s, {}, u"Ctrl ,"_s, true);
  middle->addWidget(rail);
  columns = new HairlineSplitter(Qt::Horizontal, central);
  columns->setObjectName(u"columns"_s);
  navigator = new Navigator(hub);
  columns->addWidget(navigator);
  auto* content = new QWidget;
  auto* contentRows = new QVBoxLayout(content);
  contentRows->setContentsMargins(0, 0, 0, 0);
  contentRows->setSpacing(0);
  banner = new Banner(content);
  banner->setObjectName(u"engineBanner"_s);
  stack = new ViewStack(content);
  stack->setObjectName(u"views"_s);
  contentRows->addWidget(stack, 1);
  columns->addWidget(content);
  columns->setStretchFactor(0, 0);
  columns->setStretchFactor(1, 1);
  middle->addWidget(columns, 1);
  rows->addLayout(middle, 1);

  strip = views::makeTimeStrip(hub, central);
  if (strip) rows->addWidget(strip);
  status = new StatusStrip(hub, central);
  rows->addWidget(status);
  q.setCentralWidget(central);
  const auto showRange = [this] {
    q.showView(View::Scaling);
    hub.time().showRange();
  };
  if (strip)
    range = views::makeRangePanel(hub, strip, central, showRange, [this, showRange](const QString& file) {
      showRange();
      return views::writePicture(scaling, file);
    });
  page = new FunctionPage(hub, requests(), stack);
  stack->addWidget(page);

  // Collapsed, not hidden: the keys of a hidden bar are dead.
  q.menuBar()->setNativeMenuBar(false);
  q.menuBar()->setObjectName(u"menuBar"_s);
  expandMenu(false);
}

void MainWindow::Impl::connectParts() {
  QObject::connect(rail, &Rail::triggered, &q, [this](int id) { q.showView(static_cast<View>(id)); });
  QObject::connect(top, &TopBar::paletteRequested, &q, &MainWindow::openPalette);
  QObject::connect(top, &TopBar::keysRequested, &q, &MainWindow::openKeys);
  QObject::connect(top, &TopBar::themeToggled, &q, [this] { setScheme(Theme::current().dark() ? Scheme::Light : Scheme::Dark); });
  QObject::connect(navigator, &Navigator::functionActivated, &q, [this](quint32 id) { q.openFunction(id, static_cast<Tab>(q.m->page->tab())); });
  QObject::connect(navigator, &Navigator::newFunctionRequested, &q, [this] { requests().newFunction(); });
  QObject::connect(page, &FunctionPage::tabChanged, &q, [this] { adoptActions(); });
  QObject::connect(&hub, &ModelHub::firstDelta, &q, [this] { onFirstDelta(); });
  QObject::connect(&hub.functions(), &QAbstractItemModel::rowsInserted, &q, [this] { chooseFunction(); });
  QObject::connect(&hub.functions(), &FunctionModel::functionChanged, &q, [this] { chooseFunction(); });
  // Chosen by hand meanwhile: nothing is taken over the user's head.
  QObject::connect(&hub.selection(), &Selection::functionChanged, &q, [this](quint32 id) { choosing = choosing && id == 0; });
  QObject::connect(&hub, &ModelHub::statusChanged, &q, [this] { onStatus(); });
  QObject::connect(banner, &Banner::actionTriggered, &q, [this] { onBannerAction(); });
  QObject::connect(&hub.functions(), &FunctionModel::functionRemoved, &q, [this](quint32 id) {
    if (hub.selection().function() == id || !hub.functions().info(hub.selection().function())) {
      hub.selection().setFunction(0);
      if (view == View::Function) q.showView(View::Functions);
    }
  });
  // Fired from the overview: the reply is in the Function view.
  const auto actions = page->page(0)->actions();
  for (QAction* action : actions)
    if (action->objectName() == "test_action_fire"_L1 || action->objectName() == "test_action_fire_load"_L1)
      QObject::connect(action, &QAction::triggered, &q, [this] {
        if (view != View::Functions) return;
        page->setTab(0);
        q.showView(View::Function);
      });
  QObject::connect(status, &StatusStrip::triggered, &q, [this](StatusStrip::Item item) {
    switch (item) {
      case StatusStrip::Item::Engine: q.showView(View::Settings); break;
      case StatusStrip::Item::LogLines:
        q.showView(View::Function);
        q.setLogDockShown(true);
        break;
      case StatusStrip::Item::Queue: openPart(Part::Async, 0); break;
      case StatusStrip::Item::DeadLetters: requests().showDeadLetters(); break;
      default: q.showView(View::Scaling);
    }
  });
  QObject::connect(&Theme::current(), &Theme::changed, &q, [this] { applyTheme(); });
}

ViewRequests MainWindow::Impl::requests() {
  ViewRequests r;
  r.ownKeys = ownKeys;
  r.openFunction = [this](FunctionId id) { q.openFunction(id); };
  r.openConfiguration = [this](FunctionId id) { q.openFunction(id ? id : hub.selection().function(), Tab::Configuration); };
  // What was made is fired next, whatever had the focus before the dialog.
  const auto openMade = [this](FunctionId id) {
    q.openFunction(id);
    views::focusFire(page->page(0));
  };
  r.newFunction = [this, openMade] { views::newFunction(hub, false, &q, openMade); };
  r.openFolder = [this, openMade] { views::newFunction(hub, true, &q, openMade); };
  r.importProject = [this, openMade] { views::importProject(hub, &q, openMade); };
  r.copyFunction = [this, openMade](FunctionId id) { views::copyFunction(hub, id, &q, openMade); };
  r.deleteFunction = [this](FunctionId id) { views::deleteFunction(hub, id, &q); };
  r.showScaling = [this] { q.showView(View::Scaling); };
  r.showInvocation = [this](InvocationId id) {
    q.showView(View::Function);
    page->setTab(0);
    hub.selection().setInvocation(id);
  };
  r.showWhy = [this](InvocationId id) {
    q.showView(View::Scaling);
    views::showWhy(scaling, id);
  };
  r.openSetting = [this](const QString& field, FunctionId function) {
    if (function) q.openFunction(function, Tab::Configuration);
    else q.showView(View::Settings);
    views::revealSetting(function ? page->page(static_cast<int>(Tab::Configuration)) : settings, field);
  };
  r.keepAppearance = [this] { rememberAppearance(); };
  r.openPart = [this](Part part, FunctionId id) { openPart(part, id); };
  r.showDeadLetters = [this] {
    openPart(Part::Async, 0);
    views::showDeadLetters(stack->currentWidget());
  };
  r.openTest = [this](FunctionId id, const QByteArray& event) {
    q.openFunction(id);
    views::loadEvent(page->page(0), event);
  };
  r.openLogs = [this](FunctionId id) {
    openPart(Part::Logs, 0);
    const FunctionInfo* info = id ? hub.functions().info(id) : nullptr;
    views::showQuery(q.viewWidget(View::Logs), info ? u"fn:"_s + info->key.name : QString());
  };
  r.fireAgain = [this](InvocationId id) {
    const Invocation* v = hub.invocations().invocation(id);
    if (!v) return;
    q.openFunction(v->function);
    views::fireAgain(page->page(0), id);
  };
  r.setBadge = [this](Part part, int count, const QString& said) {
    if (RailButton* button = part <= Part::Simulate ? rail->button(static_cast<int>(View::Logs) + static_cast<int>(part)) : nullptr)
      button->setBadge(count, said);
  };
  return r;
}

void MainWindow::Impl::openPart(Part part, FunctionId function) {
  if (!views::maker(part)) return;
  if (part <= Part::Simulate) {
    if (function) hub.selection().setFunction(function);
    return q.showView(static_cast<View>(static_cast<int>(View::Logs) + static_cast<int>(part)));
  }
  constexpr Tab kTabs[] = {Tab::Code, Tab::Triggers, Tab::Versions, Tab::Concurrency};
  q.openFunction(function ? function : hub.selection().function(), kTabs[static_cast<int>(part) - static_cast<int>(Part::Code)]);
}

void MainWindow::showInvocation(InvocationId id) {
  if (const Invocation* v = m->hub.invocations().invocation(id)) openFunction(v->function);
  m->requests().showInvocation(id);
}

QWidget* MainWindow::viewWidget(View wanted) {
  const auto built = [this](QWidget*& view, QWidget* made) {
    view = made;
    if (view) m->stack->addWidget(view);
    return view;
  };
  switch (wanted) {
    case View::Function: return m->page;
    case View::Functions:
      return m->functions ? m->functions : built(m->functions, views::makeFunctions(m->hub, m->requests(), m->stack));
    case View::Scaling: return m->scaling ? m->scaling : built(m->scaling, views::makeScaling(m->hub, m->requests(), m->stack));
    case View::Settings: return m->settings ? m->settings : built(m->settings, views::makeSettings(m->hub, m->requests(), m->stack));
    case View::Logs:
    case View::Async:
    case View::Services:
    case View::Simulate: {
      const int at = static_cast<int>(wanted) - static_cast<int>(View::Logs);
      const views::Maker make = views::maker(static_cast<Part>(at));
      return m->more[at] || !make ? m->more[at] : built(m->more[at], make(m->hub, m->requests(), m->stack));
    }
  }
  return nullptr;
}

QWidget* MainWindow::tabWidget(Tab tab) { return m->page->page(static_cast<int>(tab)); }

MainWindow::View MainWindow::view() const { return m->view; }

void MainWindow::showView(View wanted) {
  QWidget* widget = viewWidget(wanted);
  if (!widget) {
    // Without the overview the functions are still in the navigator.
    if (wanted != View::Functions) return;
    wanted = View::Function;
    widget = m->page;
  }
  if (wanted != m->view) m->leave();
  m->view = wanted;
  if (wanted == View::Function) m->page->setTab(m->page->tab());
  m->stack->setCurrentWidget(widget);
  m->placeBanner();
  if (m->range) views::setRangeOfAll(m->range, wanted != View::Function && wanted != View::Scaling);
  m->rail->setCurrent(static_cast<int>(wanted == View::Function ? View::Functions : wanted));
  m->navigator->setVisible(m->navigatorWanted && wanted == View::Function);
  m->adoptActions();
  // The stack gives focus to a view's first control; a view that names another one gets that.
  if (wanted != View::Function && (widget->focusProxy() || !widget->isAncestorOf(QApplication::focusWidget()))) widget->setFocus(Qt::OtherFocusReason);
  if (wanted == View::Functions) views::focusTable(widget);
}

void MainWindow::openFunction(FunctionId id, Tab tab) {
  if (!m->hub.functions().info(id)) return;
  // Fire is disabled for as long as the other function's event takes to come, and would lose the focus.
  const auto* held = qobject_cast<DeskButton*>(focusWidget());
  const bool onFire = held && held->kind() == DeskButton::Kind::Primary && m->page->isAncestorOf(held);
  if (m->view != View::Function || m->hub.selection().function() != id || m->page->tab() != static_cast<int>(tab)) m->leave();
  m->hub.selection().setFunction(id);
  const bool entered = m->view != View::Function;
  const bool noted = std::exchange(m->goingBack, true);  // the way back holds one entry for this step
  m->page->setTab(static_cast<int>(tab));
  showView(View::Function);
  m->goingBack = noted;
  if ((entered || onFire) && tab == Tab::Test) views::focusFire(m->page->page(0));
}

FunctionId MainWindow::openedFunction() const { return m->hub.selection().function(); }

bool MainWindow::navigatorShown() const { return m->navigatorWanted; }
void MainWindow::setNavigatorShown(bool shown) {
  m->navigatorWanted = shown;
  if (!shown && m->navigator->isAncestorOf(QApplication::focusWidget())) m->stack->currentWidget()->setFocus();
  m->navigator->setVisible(shown && m->view == View::Function);
}

bool MainWindow::logDockShown() const { return views::logOpen(m->page->dock()); }
void MainWindow::setLogDockShown(bool shown) { m->page->setDockOpen(shown); }

QList<QAction*> MainWindow::commands() const { return m->commands.all(); }

void MainWindow::openPalette() { m->palette->open(); }

void MainWindow::openKeys() {
  const bool test = m->view == View::Function && m->page->tab() == static_cast<int>(Tab::Test);
  const bool log = m->view == View::Function || m->view == View::Scaling || m->view == View::Logs;
  m->keys->open(m->commands.all(), (m->view == View::Scaling ? KeysOverlay::Graphs : 0) | (log ? KeysOverlay::Log : 0) | (test ? KeysOverlay::History : 0));
}

MainWindow::Impl::Place MainWindow::Impl::place() const {
  return {view, page->tab(), hub.selection().function(), hub.time().live(), hub.time().cursor()};
}

void MainWindow::Impl::leave() {
  constexpr size_t kPlaces = 50;
  if (goingBack) return;
  back.push_back(place());
  if (back.size() > kPlaces) back.erase(back.begin());
}

void MainWindow::Impl::goBack() {
  if (back.empty()) return;
  const Place to = back.back();
  back.pop_back();
  goingBack = true;
  if (to.function && hub.functions().info(to.function)) hub.selection().setFunction(to.function);
  if (to.view == View::Function) page->setTab(to.tab);
  q.showView(to.view);
  if (to.live)
    hub.time().returnToLive();
  else
    hub.time().setCursor(to.cursor);
  goingBack = false;
}

void MainWindow::Impl::adoptActions() {
  // A view's keys act while it is shown.
  QWidget* shown = view == View::Function ? page->builtPage(page->tab()) : stack->currentWidget();
  QList<QWidget*> all = page->builtPages();
  all << functions << scaling << settings;
  for (QWidget* one : more) all << one;
  for (QWidget* one : std::as_const(all))
    if (one && one != shown) commands.release(one);
  commands.adopt(shown);
  // One looks at Scaling while events are fired and loads run.
  if (view == View::Scaling || view == View::Functions)
    commands.adopt(page->builtPage(0), {u"test_action_fire"_s, u"test_action_fire_load"_s, u"test_action_stop"_s});
}

}  // namespace scfdesk
