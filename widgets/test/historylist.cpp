// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/historylist.h"
#include "models/modelhub.h"
#include "models/queryfilter.h"
#include "widgets/controls/button.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/test/historydelegate.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QToolTip>
#include <QVBoxLayout>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

HistoryView::HistoryView(QWidget* parent) : QListView(parent) {
  setObjectName(u"test_history"_s);
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  setUniformItemSizes(true);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
}

QRect HistoryView::refireRect(const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const QRect row = visualRect(index);
  const int width = theme.px(HistoryDelegate::kRefirePx);
  return {row.right() + 1 - theme.px(8) - width, row.top(), width, row.height()};
}

void HistoryView::keyPressEvent(QKeyEvent* event) {
  const QModelIndex index = currentIndex();
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier)) break;
      if (index.isValid()) Q_EMIT shown(index);
      return;
    case Qt::Key_E:
      if (event->modifiers() == Qt::NoModifier && index.isValid()) Q_EMIT takenIntoEditor(index);
      return;
    case Qt::Key_C:
      if (event->modifiers() == Qt::NoModifier && index.isValid()) Q_EMIT compared(index);
      if (event->modifiers() == Qt::NoModifier) return;
      break;
    default: break;
  }
  if (event->text().size() == 1 && event->text().at(0).isPrint() && !(event->modifiers() & Qt::ControlModifier)) {
    event->ignore();  // single letters are shortcuts here, never type-ahead
    return;
  }
  const QScopedValueRollback user(m_byUser, true);
  QListView::keyPressEvent(event);
}

void HistoryView::mousePressEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->position().toPoint());
  if (event->button() == Qt::LeftButton && index.isValid() && refireRect(index).contains(event->position().toPoint())) {
    Q_EMIT refired(index);
    return;
  }
  const bool again = index.isValid() && index == currentIndex();
  const QScopedValueRollback user(m_byUser, true);
  QListView::mousePressEvent(event);
  if (again && event->button() == Qt::LeftButton) Q_EMIT shown(index);
}

void HistoryView::mouseMoveEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->position().toPoint());
  const bool over = index.isValid() && refireRect(index).contains(event->position().toPoint());
  viewport()->setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
  QListView::mouseMoveEvent(event);
}

bool HistoryView::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QModelIndex index = indexAt(help->pos());
    if (index.isValid() && refireRect(index).contains(help->pos())) {
      QToolTip::showText(help->globalPos(), tr("Fire this event again"), viewport());
      return true;
    }
  }
  return QListView::viewportEvent(event);
}

void HistoryView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QListView::currentChanged(current, previous);
  if (m_byUser && current.isValid()) Q_EMIT shown(current);
}

HistoryList::HistoryList(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub), m_model(new HistoryModel(hub, this)) {
  m_title = new PaneTitle({}, this);
  m_title->setHeight(28);
  m_view = new HistoryView(this);
  m_view->setModel(m_model);
  m_view->setItemDelegate(new HistoryDelegate(*m_model, m_view));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_title);
  column->addWidget(m_view, 1);
  const auto restyle = [this] {
    QPalette roles = m_view->palette();
    roles.setColor(QPalette::Base, Theme::current().colors().surface.panel);
    m_view->setPalette(roles);
    m_view->doItemsLayout();
  };
  restyle();
  connect(&Theme::current(), &Theme::changed, this, restyle);
  connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryList::remark);
  connect(m_model, &QAbstractItemModel::rowsInserted, this, &HistoryList::remark);
  connect(m_view, &HistoryView::shown, this, [this](const QModelIndex& index) {
    if (const LoadProgress* load = m_model->loadAt(index.row())) Q_EMIT loadChosen(load->run);
    else if (const Invocation* v = m_model->invocationAt(index.row())) Q_EMIT invocationChosen(v->id);
  });
  connect(m_view, &HistoryView::refired, this, [this](const QModelIndex& index) {
    if (const LoadProgress* load = m_model->loadAt(index.row())) Q_EMIT refireLoadRequested(load->run);
    else if (const Invocation* v = m_model->invocationAt(index.row())) Q_EMIT refireRequested(v->id);
  });
  connect(m_view, &HistoryView::takenIntoEditor, this, [this](const QModelIndex& index) {
    if (const Invocation* v = m_model->invocationAt(index.row())) Q_EMIT eventWanted(v->id);
  });
  m_compare = new DeskButton(QString(), DeskButton::Kind::Flat, m_title);
  m_compare->setObjectName(u"test_compare"_s);
  m_compare->setCompact(true);
  m_title->addRight(m_compare);
  m_all = new DeskButton(u"x"_s, QString(), QString(), m_title);
  m_all->setObjectName(u"test_history_all"_s);
  m_all->setCompact(true);
  m_title->addRight(m_all);
  connect(m_all, &DeskButton::clicked, this, [this] { m_hub.query().setText({}); });
  connect(&hub.query(), &QueryFilter::changed, this, &HistoryList::retranslate);
  connect(m_view, &HistoryView::compared, this, &HistoryList::compare);
  connect(m_compare, &DeskButton::clicked, this, [this] { compare(m_view->currentIndex()); });
  m_cold = new StateLegend(InstanceState::Starting, tr("Cold"), this);
  m_warm = new StateLegend(InstanceState::Busy, tr("Warm"), this);
  m_title->addRight(m_cold);
  m_title->addRight(m_warm);
  retranslate();
}

void HistoryList::retranslate() {
  m_title->setTitle(tr("History", "past invocations of a function"));
  const QueryFilter& query = m_hub.query();
  m_title->setCaption(m_name.isEmpty() ? QString() : query.active() ? tr("%1 · matching %2").arg(m_name, query.text()) : tr("%1 · Last 50").arg(m_name));
  m_cold->setText(tr("Cold"));
  m_warm->setText(tr("Warm"));
  m_all->setVisible(query.active());
  m_all->setAccessibleName(tr("Show all, not only what matches the query"));
  m_all->setToolTip(m_all->accessibleName());
  m_view->setAccessibleName(tr("History of %1").arg(m_name));
  const bool chosen = m_first != 0 || m_firstLoad != 0;
  m_compare->setText(chosen ? tr("Compare with…") : tr("Compare"));
  m_compare->setKeyHint(u"C"_s);
  m_compare->setToolTip(m_firstLoad != 0 ? tr("Choose another load run and press again; on the same one it is forgotten.") : m_first != 0 ? tr("Choose another invocation and press again; on the same one it is forgotten.") : tr("Compare the chosen invocation or load run with another one"));
}

void HistoryList::compare(const QModelIndex& index) {
  const LoadProgress* load = index.isValid() ? m_model->loadAt(index.row()) : nullptr;
  const Invocation* v = index.isValid() && !load ? m_model->invocationAt(index.row()) : nullptr;
  const InvocationId first = std::exchange(m_first, 0);
  const uint32_t firstLoad = std::exchange(m_firstLoad, 0);
  if (v && first != 0 && first != v->id) Q_EMIT compareWanted(first, v->id);
  else if (load && firstLoad != 0 && firstLoad != load->run) Q_EMIT compareLoadsWanted(firstLoad, load->run);
  else if (v && first != v->id) m_first = v->id;
  else if (load && firstLoad != load->run) m_firstLoad = load->run;
  retranslate();
}

void HistoryList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void HistoryList::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_model->setShown(true);
}

void HistoryList::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_model->setShown(false);
}

void HistoryList::setFunction(const FunctionInfo* function) {
  m_name = function ? function->key.name : QString();
  m_marked = 0;
  m_markedLoad = 0;
  m_first = 0;
  m_firstLoad = 0;
  m_model->setFunction(function ? function->id : 0);
  retranslate();
}

void HistoryList::mark(InvocationId id, uint32_t load) {
  m_marked = id;
  m_markedLoad = load;
  remark();
}

void HistoryList::remark() {
  const int row = m_marked ? m_model->rowOf(m_marked) : m_model->rowOfLoad(m_markedLoad);
  if (row < 0) {
    m_view->selectionModel()->clear();
    return;
  }
  const QModelIndex index = m_model->index(row);
  if (m_view->currentIndex() != index || !m_view->selectionModel()->isSelected(index))
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

}  // namespace scfdesk
