// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/viewstack.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/functionpage.h"
#include "widgets/shell/keysoverlay.h"
#include "widgets/shell/mainwindowimpl.h"
#include "widgets/shell/navigator.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/translation.h"
#include "widgets/shell/unsaveddialog.h"
#include "widgets/theme/theme.h"
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QListView>
#include <QMenuBar>
#include <QTimer>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

void MainWindow::Impl::restore() {
  firstRun = memory.empty();
  Theme& theme = Theme::current();
  theme.setScale(memory.number(u"appearance/scale"_s, theme.scale()));
  theme.setDensity(memory.text(u"appearance/density"_s) == "compact"_L1 ? Density::Compact : Density::Comfortable);
  format::setZone(memory.text(u"general/zone"_s));
  theme.setReducedMotion(memory.flag(u"appearance/reducedMotion"_s, theme.reducedMotion()));
  if (!memory.text(u"appearance/theme"_s).isEmpty()) theme.setScheme(memory.scheme());
  if (const QString language = memory.text(u"appearance/language"_s); !language.isEmpty() && language != chosenLanguage()) chooseLanguage(*qApp, language);
  q.resize(theme.px(1440), theme.px(900));
  q.restoreGeometry(memory.bytes(u"window/geometry"_s));
  applyTheme();
  navigatorWanted = memory.flag(u"window/navigator"_s, true);
  columns->setSizes({qRound(memory.number(u"window/navigatorWidth"_s, theme.px(215))), q.width()});
  page->restoreSizes(memory.bytes(u"window/dockHeight"_s));
  page->setDockOpen(memory.flag(u"window/log"_s, true));
  views::restoreTest(page->page(0), memory.bytes(u"window/test"_s));
  // What was open comes back once the functions are listed; until then the Function view says that the engine starts.
  q.showView(View::Function);
  navigator->list()->setFocus(Qt::OtherFocusReason);
  back.clear();
}

void MainWindow::Impl::rememberAppearance() {
  const Theme& theme = Theme::current();
  memory.setScheme(theme.scheme());
  memory.setNumber(u"appearance/scale"_s, theme.scale());
  memory.setFlag(u"appearance/reducedMotion"_s, theme.reducedMotion());
  memory.setText(u"appearance/language"_s, chosenLanguage());
  memory.setText(u"appearance/density"_s, theme.density() == Density::Compact ? u"compact"_s : u"comfortable"_s);
  memory.setText(u"general/zone"_s, format::chosenZone());
}

void MainWindow::Impl::remember() {
  rememberAppearance();
  memory.setBytes(u"window/geometry"_s, q.saveGeometry());
  memory.setFlag(u"window/navigator"_s, navigatorWanted);
  if (navigator->isVisible()) memory.setNumber(u"window/navigatorWidth"_s, navigator->width());
  memory.setBytes(u"window/dockHeight"_s, page->saveSizes());
  memory.setFlag(u"window/log"_s, q.logDockShown());
  if (QWidget* test = q.tabWidget(MainWindow::Tab::Test)) memory.setBytes(u"window/test"_s, views::testState(test));
  memory.setText(u"window/view"_s, QString::number(static_cast<int>(view)));
  memory.setText(u"window/tab"_s, QString::number(page->tab()));
  if (const FunctionInfo* info = hub.functions().info(hub.selection().function())) {
    memory.setText(u"window/namespace"_s, info->key.ns);
    memory.setText(u"window/function"_s, info->key.name);
  }
}

void MainWindow::Impl::onFirstDelta() {
  choosing = true;
  chooseFunction();
}

void MainWindow::Impl::chooseFunction() {
  if (!choosing) return;
  FunctionModel& model = hub.functions();
  const FunctionInfo* wanted = model.infoOf({memory.text(u"window/namespace"_s, u"default"_s), memory.text(u"window/function"_s)});
  // First run: the sample that is ready to be fired. A new data folder makes its samples while the window is up already.
  if (!wanted) wanted = model.infoOf({u"default"_s, u"hello-event"_s});
  if (firstRun && (!wanted || wanted->status != FunctionStatus::Active)) return;
  if (!wanted) wanted = model.infoAt(0);
  if (!wanted) return;
  choosing = false;
  if (!hub.selection().function()) hub.selection().setFunction(wanted->id);
  if (firstRun) {
    page->setTab(0);
    views::focusFire(page->page(0));
    return;
  }
  const int tab = memory.text(u"window/tab"_s).toInt();
  page->setTab(tab);
  const int last = memory.text(u"window/view"_s).toInt();
  if (last >= 0 && last <= static_cast<int>(View::Simulate)) q.showView(static_cast<View>(last));
  if (view == View::Function && page->tab() == 0) views::focusFire(page->page(0));
  back.clear();
}

void MainWindow::Impl::onStatus() {
  const EngineStatus& now = hub.status();
  if (RailButton* async = rail->button(static_cast<int>(View::Async))) async->setBadge(now.deadLetters, now.deadLetters == 1 ? tr("1 dead letter") : tr("%1 dead letters").arg(now.deadLetters));
  QString text, action;
  bannerAction = BannerAction::None;
  if (hub.loss()) {
    text = EngineWords::text(*hub.loss());
    bannerAction = BannerAction::Restart;
    action = hub.loss()->code == "Local.EngineSilent"_L1 ? tr("Restart engine") : tr("Try again");
  } else if (!now.message.isEmpty()) {
    text = EngineWords::text(now.message);
    if (!now.dataDir.isEmpty() && now.message.contains(now.dataDir)) {
      bannerAction = BannerAction::DataFolder;
      action = tr("Open data folder");
    }
  }
  if (text.isEmpty()) return banner->clear();
  const Banner::Kind kind = hub.loss() ? Banner::Kind::Error : Banner::Kind::Warning;
  if (banner->text() != text || banner->kind() != kind) banner->show(text, action, kind);
}

void MainWindow::Impl::placeBanner() {
  auto* column = stack->currentWidget() ? qobject_cast<QVBoxLayout*>(stack->currentWidget()->layout()) : nullptr;
  if (!column || column->indexOf(banner) == 1) return;
  const bool shown = banner->active();
  column->insertWidget(std::min(1, column->count()), banner);
  banner->setVisible(shown);
}

void MainWindow::Impl::onBannerAction() {
  if (bannerAction == BannerAction::DataFolder) return openFolder(hub.status().dataDir);
  if (bannerAction == BannerAction::Restart) settle([this] { hub.backend().restart(); });
}

void MainWindow::Impl::remakeViews() {
  remaking = false;
  const QWidget* focus = QApplication::focusWidget();
  const QString focused = focus && (stack->isAncestorOf(focus)) ? focus->objectName() : QString();
  // The banner stands in the layout of the view that is shown, and must not go with it.
  const bool warned = banner->active();
  banner->setParent(stack->parentWidget());
  const bool noted = std::exchange(goingBack, true);
  const auto again = [this](QWidget*& one, views::Maker make) {
    if (!one || !make) return;
    QWidget* former = one;
    one = make(hub, requests(), stack);
    views::takeOver(*former, *one);
    const bool shown = stack->currentWidget() == former;
    stack->insertWidget(stack->indexOf(former), one);
    if (shown) stack->setCurrentWidget(one);
    stack->removeWidget(former);
    commands.release(former);
    former->hide();
    former->deleteLater();
  };
  again(functions, views::makeFunctions);
  again(scaling, views::makeScaling);
  again(settings, views::makeSettings);
  for (int i = 0; i < int(std::size(more)); ++i) again(more[i], views::maker(static_cast<Part>(i)));
  page->remakePages([this](QWidget* former) { commands.release(former); });
  banner->setVisible(warned);
  placeBanner();
  adoptActions();
  goingBack = noted;
  onStatus();
  if (QWidget* to = focused.isEmpty() ? nullptr : stack->currentWidget()->findChild<QWidget*>(focused)) to->setFocus(Qt::OtherFocusReason);
}

void MainWindow::Impl::guardControls() {
  for (QAction* action : commands.all())
    for (const QLatin1StringView name : {"newFunction"_L1, "openFolder"_L1, "importProject"_L1, "exportProject"_L1, "copyFunction"_L1, "deleteFunction"_L1, "pauseArrivals"_L1})
      if (action->objectName() == name) needsEngine(action, hub);
  for (const QLatin1StringView name : {"navigatorAdd"_L1, "navigatorNew"_L1})
    if (auto* button = navigator->findChild<QWidget*>(name)) needsEngine(button, hub);
}

void MainWindow::Impl::applyTheme() {
  const Theme& theme = Theme::current();
  q.setMinimumSize(theme.px(1120), theme.px(700));
  expandMenu(menuExpanded);
}

void MainWindow::Impl::expandMenu(bool expanded) {
  menuExpanded = expanded;
  QMenuBar* bar = q.menuBar();
  bar->setFixedHeight(expanded ? bar->sizeHint().height() : 0);
  if (!expanded) return;
  bar->setFocus(Qt::MenuBarFocusReason);
  if (!bar->actions().isEmpty()) bar->setActiveAction(bar->actions().constFirst());
}

QStringList MainWindow::Impl::unsavedLines() const { return views::unsaved(page->builtPages()); }

void MainWindow::Impl::settle(std::function<void()> then) {
  const QStringList lines = unsavedLines();
  if (lines.isEmpty()) return then();
  if (unsaved) {
    unsaved->raise();
    unsaved->activateWindow();
    return;
  }
  unsaved = new UnsavedDialog(lines, [built = page->builtPages()](auto done) { views::saveAll(built, std::move(done)); }, &q);
  QObject::connect(unsaved, &UnsavedDialog::settled, &q, std::move(then));
  unsaved->show();
}

void MainWindow::settle(std::function<void()> then) { m->settle(std::move(then)); }

bool MainWindow::focusNextPrevChild(bool next) {
  m->orderTabs();
  return QMainWindow::focusNextPrevChild(next);
}

void MainWindow::closeNow() {
  m->closing = true;
  close();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!m->closing && !m->unsavedLines().isEmpty()) {
    event->ignore();
    m->settle([this] { closeNow(); });
    return;
  }
  m->remember();
  QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent* event) {
  if (event->type() != QEvent::LanguageChange) return QMainWindow::event(event);
  m->retranslate();
  const bool done = QMainWindow::event(event);  // tells the widgets in it
  // Not now: the choice may have been made in one of them.
  if (!std::exchange(m->remaking, true)) QTimer::singleShot(0, this, [this] { m->remakeViews(); });
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);  // new words have their room in the same frame
  return done;
}

namespace {
bool writesText(const QWidget* widget) {
  return widget && (widget->inherits("QLineEdit") || qobject_cast<const QAbstractSpinBox*>(widget) ||
                    widget->inherits("QTextEdit") || widget->inherits("QsciScintillaBase"));
}
}  // namespace

void MainWindow::keyPressEvent(QKeyEvent* event) {
  // Keys that nothing below answered.
  const Qt::KeyboardModifiers plain = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
  if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::NoModifier) return m->expandMenu(!m->menuExpanded);
  if (event->key() == Qt::Key_Escape && plain == Qt::NoModifier) {
    if (m->menuExpanded) return m->expandMenu(false);
    if (m->view == View::Function && writesText(QApplication::focusWidget())) return m->focusPane(-1);
    if (m->view == View::Function) return showView(View::Functions);
    return;
  }
  if (plain == Qt::NoModifier && event->text() == u"?"_s) return openKeys();
  if (plain == Qt::NoModifier && event->text() == u"/"_s) {
    if (m->view == View::Function && m->navigator->isVisible()) return m->navigator->focusFilter();
    return views::focusFind(m->stack->currentWidget());
  }
  QMainWindow::keyPressEvent(event);
}

bool MainWindow::eventFilter(QObject* object, QEvent* event) {
  // Alt pressed and released with nothing between expands the menu bar; focus elsewhere collapses it.
  switch (event->type()) {
    case QEvent::KeyPress:
      if (isActiveWindow()) m->altAlone = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt;
      break;
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::WindowDeactivate: m->altAlone = false; break;
    case QEvent::KeyRelease:
      if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt && std::exchange(m->altAlone, false) && isActiveWindow()) {
        m->expandMenu(!m->menuExpanded);
        return true;
      }
      break;
    case QEvent::FocusOut:
      if (object == menuBar() && m->menuExpanded && !QApplication::activePopupWidget()) {
        m->menuExpanded = false;
        menuBar()->setFixedHeight(0);
      }
      break;
    default: break;
  }
  return QMainWindow::eventFilter(object, event);
}

}  // namespace scfdesk
