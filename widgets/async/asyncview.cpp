// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/async/asyncview.h"
#include "models/timestate.h"
#include "widgets/async/deadletters.h"
#include "widgets/async/eventqueue.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QHBoxLayout>
#include <QStackedWidget>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

AsyncView::AsyncView(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_stack(new QStackedWidget(this)) {
  setObjectName(u"async"_s);
  setAccessibleName(tr("Async"));
  auto* header = new Surface(Surface::Fill::Panel, this);
  auto* row = new QHBoxLayout(header);
  row->addWidget(new Label(Label::Role::Title, tr("Async"), header));
  m_facts = new Label(Label::Role::Dense, Tone::Secondary, {}, header);
  m_facts->setObjectName(u"async_facts"_s);
  row->addWidget(m_facts);
  row->addStretch(1);
  m_tabs = new TabStrip(tr("Async"), this);
  m_tabs->setObjectName(u"async_tabs"_s);
  m_tabs->addTab(tr("Queue"));
  m_tabs->addTab(tr("Dead letters"));
  m_queue = new EventQueue(hub, m_stack);
  m_letters = new DeadLetters(hub, m_stack);
  m_stack->addWidget(m_queue);
  m_stack->addWidget(m_letters);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(header);
  column->addWidget(m_tabs);
  column->addWidget(m_stack, 1);
  connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
  connect(m_queue, &EventQueue::editWanted, this, &AsyncView::editWanted);
  connect(m_letters, &DeadLetters::editWanted, this, &AsyncView::editWanted);
  connect(m_queue, &EventQueue::depthChanged, this, &AsyncView::onStatus);
  connect(&hub, &ModelHub::statusChanged, this, &AsyncView::onStatus);
  followTheme(header, [header, row] {
    const Theme& theme = Theme::current();
    header->setFixedHeight(theme.px(48));
    row->setContentsMargins(theme.px(16), 0, theme.px(12), 1);
    row->setSpacing(theme.px(12));
  });
  setFocusProxy(m_queue);
  onStatus();
}

void AsyncView::showDeadLetters() { m_tabs->setCurrentIndex(1); }
void AsyncView::showQueue() { m_tabs->setCurrentIndex(0); }

void AsyncView::takeOver(const AsyncView& from) { m_tabs->setCurrentIndex(from.m_tabs->currentIndex()); }

void AsyncView::onStatus() {
  const int letters = m_hub.status().deadLetters, depth = m_queue->depth();
  m_tabs->setCount(1, letters > 0 ? letters : -1);
  m_tabs->setCount(0, depth > 0 ? depth : -1);
  if (m_hub.loss()) {
    m_facts->setTone(Tone::Tertiary);
    m_facts->setText(tr("last data %1").arg(format::clock(m_hub.time().now(), 0)));
    return;
  }
  m_facts->setTone(Tone::Secondary);
  m_facts->setText(letters == 1 ? tr("%1 waiting or running, 1 dead letter").arg(format::count(depth))
                                : tr("%1 waiting or running, %2 dead letters").arg(format::count(depth), format::count(letters)));
}

}  // namespace scfdesk
