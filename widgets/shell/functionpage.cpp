// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/functionpage.h"
#include "models/selection.h"
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/controls/viewstack.h"
#include "widgets/shell/functionsources.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/viewheader.h"
#include "widgets/theme/followtheme.h"
#include <QEvent>
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
struct TabPart {
  MainWindow::Tab tab;
  Part part;
};
// As they stand in the strip; Test and Configuration are always there.
constexpr TabPart kParts[] = {{MainWindow::Tab::Code, Part::Code},
                              {MainWindow::Tab::Triggers, Part::Triggers},
                              {MainWindow::Tab::Versions, Part::Versions},
                              {MainWindow::Tab::Concurrency, Part::Concurrency}};

views::Maker makerOf(int tab) {
  if (tab == static_cast<int>(MainWindow::Tab::Test)) return views::makeTest;
  if (tab == static_cast<int>(MainWindow::Tab::Configuration)) return views::makeConfiguration;
  for (const TabPart& one : kParts)
    if (tab == static_cast<int>(one.tab)) return views::maker(one.part);
  return nullptr;
}
}  // namespace

FunctionPage::FunctionPage(ModelHub& hub, const ViewRequests& requests, QWidget* parent)
    : QWidget(parent),
      m_hub(hub),
      m_requests(requests),
      m_sources(new FunctionSources(hub, this)),
      m_header(new ViewHeader(hub, this)),
      m_tabs(new TabStrip(QString(), this)),
      m_split(new HairlineSplitter(Qt::Vertical, this)),
      m_stack(new ViewStack),
      m_dock(views::makeLogDock(hub, nullptr)) {
  setObjectName(u"functionView"_s);
  m_tabs->setObjectName(u"functionTabs"_s);
  m_stack->setObjectName(u"functionPages"_s);
  m_split->setObjectName(u"functionSplit"_s);
  m_order << static_cast<int>(MainWindow::Tab::Test) << static_cast<int>(MainWindow::Tab::Configuration);
  for (const TabPart& one : kParts)
    if (views::maker(one.part)) m_order.insert(one.tab == MainWindow::Tab::Code ? 1 : m_order.size(), static_cast<int>(one.tab));
  for (int i = 0; i < m_order.size(); ++i) m_tabs->addTab(QString());
  m_split->addWidget(m_stack);
  m_split->setStretchFactor(0, 1);
  if (m_dock) {
    m_dock->setObjectName(u"logDock"_s);
    m_split->addWidget(m_dock);
    m_split->setStretchFactor(1, 0);
    views::onLogsWanted(m_dock, this, [this] {
      if (m_requests.openLogs) m_requests.openLogs(m_hub.selection().function());
    });
    views::onLogOpenChanged(m_dock, this, [this](bool) { applyDock(); });
  }
  connect(m_split, &QSplitter::splitterMoved, this, [this] {
    m_sized = true;
    if (m_dock) m_dockHeight = m_dock->height();
  });
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_header);
  column->addWidget(m_tabs);
  column->addWidget(m_split, 1);
  connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { setTab(m_order.value(index)); });
  connect(m_sources, &FunctionSources::changed, this, &FunctionPage::showCounts);
  connect(&m_hub.selection(), &Selection::functionChanged, this, &FunctionPage::showCounts);
  retranslate();
  followTheme(this, [this] { applyDock(); });
}

void FunctionPage::retranslate() {
  m_tabs->setAccessibleName(tr("Parts of the function"));
  const auto name = [this](MainWindow::Tab tab, const QString& text) { m_tabs->setTabText(int(m_order.indexOf(static_cast<int>(tab))), text); };
  name(MainWindow::Tab::Test, tr("Test"));
  name(MainWindow::Tab::Code, tr("Code"));
  name(MainWindow::Tab::Configuration, tr("Configuration"));
  name(MainWindow::Tab::Triggers, tr("Triggers"));
  name(MainWindow::Tab::Versions, tr("Versions && aliases"));
  name(MainWindow::Tab::Concurrency, tr("Concurrency"));
}

void FunctionPage::showCounts() {
  const int at = int(m_order.indexOf(static_cast<int>(MainWindow::Tab::Triggers))), count = m_sources->countOf(m_hub.selection().function());
  if (at >= 0) m_tabs->setCount(at, count > 0 ? count : -1);
}

void FunctionPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_sources->setWatched(true);
  showCounts();
}

void FunctionPage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_sources->setWatched(false);
}

void FunctionPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

QWidget* FunctionPage::page(int tab) {
  if (!m_order.contains(tab)) return nullptr;
  if (!m_pages[tab]) {
    m_pages[tab] = makerOf(tab)(m_hub, m_requests, m_stack);
    if (m_pages[tab]) m_stack->addWidget(m_pages[tab]);
  }
  return m_pages[tab];
}

void FunctionPage::remakePages(const std::function<void(QWidget*)>& leaving) {
  for (const int tab : std::as_const(m_order)) {
    QWidget* former = m_pages[tab];
    if (!former || tab == static_cast<int>(MainWindow::Tab::Test)) continue;
    QWidget* made = makerOf(tab)(m_hub, m_requests, m_stack);
    views::takeOver(*former, *made);
    const bool shown = m_stack->currentWidget() == former;
    m_stack->insertWidget(m_stack->indexOf(former), made);
    if (shown) {
      m_stack->setCurrentWidget(made);
      m_tabs->setCorner(views::tabAction(made));
    }
    m_stack->removeWidget(former);
    m_pages[tab] = made;
    leaving(former);
    former->hide();
    former->deleteLater();
  }
}

QList<QWidget*> FunctionPage::builtPages() const {
  QList<QWidget*> built;
  for (QWidget* one : m_pages)
    if (one) built << one;
  return built;
}

void FunctionPage::setTab(int tab) {
  QWidget* wanted = page(tab);
  if (!wanted) return;
  const bool moved = m_tab != tab || m_stack->currentWidget() != wanted;
  const QWidget* held = window()->focusWidget();
  const bool within = held && (m_stack->isAncestorOf(held) || (m_dock && m_dock->isAncestorOf(held)));
  m_tab = tab;
  m_tabs->setCurrentIndex(int(m_order.indexOf(tab)));
  // Where a page is entered for the first time its own choice counts, not whichever button comes first.
  const bool entered = wanted->focusWidget() != nullptr;
  m_stack->setCurrentWidget(wanted);
  m_tabs->setCorner(views::tabAction(wanted));
  if (m_dock) m_dock->setVisible(tab != static_cast<int>(MainWindow::Tab::Triggers));  // it shows deliveries of its own, and needs the room
  // What had the focus is hidden now: it stays on this page instead of going to the first control of the window.
  held = window()->focusWidget();
  if (moved && within && (!entered || !(held && held->isVisibleTo(this) && isAncestorOf(held)))) wanted->setFocus(Qt::OtherFocusReason);
  if (moved) Q_EMIT tabChanged(tab);
}

/// design.md section 2: 136 in a small window, 196 as drawn, 320 in a tall one.
int FunctionPage::wantedDockHeight() const {
  const Theme& theme = Theme::current();
  const int window = this->window()->height();
  return theme.px(window < theme.px(860) ? 136 : window > theme.px(1200) ? 320 : 196);
}

void FunctionPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (!m_sized) applyDock();
}

void FunctionPage::applyDock() {
  if (!m_dock) return;
  if (!views::logOpen(m_dock)) {
    // Only its title line stays.
    m_split->setSizes({qMax(1, m_split->height()), 1});
    return;
  }
  const int dock = m_sized && m_dockHeight > Theme::current().px(64) ? m_dockHeight : wantedDockHeight();
  m_split->setSizes({qMax(1, m_split->height() - dock - 1), dock});
}

void FunctionPage::setDockOpen(bool open) {
  if (!m_dock || views::logOpen(m_dock) == open) return;
  views::setLogOpen(m_dock, open);
  applyDock();
}

QByteArray FunctionPage::saveSizes() const { return m_sized ? QByteArray::number(m_dockHeight) : QByteArray(); }

void FunctionPage::restoreSizes(const QByteArray& sizes) {
  const int height = sizes.toInt();
  if (height <= 0) return;
  m_sized = true;
  m_dockHeight = height;
  applyDock();
}

}  // namespace scfdesk
