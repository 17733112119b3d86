// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/navigator.h"
#include "models/selection.h"
#include "widgets/controls/button.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/shell/functionsources.h"
#include "widgets/shell/navigatormodel.h"
#include "widgets/theme/followtheme.h"
#include "widgets/triggers/triggerdata.h"
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QStyledItemDelegate>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

class NavigatorDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    const Theme& theme = Theme::current();
    if (!caption(index)) return QSize(0, theme.row(30));
    return QSize(0, theme.px(index.row() == 0 ? 24 : 32));
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    painter->save();
    if (caption(index))
      paintCaption(*painter, option.rect, index);
    else
      paintFunction(*painter, option, index);
    painter->restore();
  }

 private:
  static bool caption(const QModelIndex& index) { return index.data(NavigatorModel::CaptionRole).isValid(); }

  static void paintCaption(QPainter& painter, const QRect& rect, const QModelIndex& index) {
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const QRect line(rect.x() + theme.px(14), rect.bottom() - theme.px(20) + 1, rect.width() - theme.px(28), theme.px(16));
    painter.setPen(c.text.tertiary);
    painter.setFont(theme.ui(11, QFont::Medium));
    const QString words = index.data().toString() + u" · "_s;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, words);
    const int x = painter.fontMetrics().horizontalAdvance(words);
    painter.setFont(theme.code(11));
    painter.drawText(line.adjusted(x, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     format::count(index.data(NavigatorModel::CountRole).toInt()));
  }

  static void paintFunction(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    const QRect row = option.rect.adjusted(theme.px(6), 0, -theme.px(6), 0);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    if (selected || hovered)
      bevel::rounded(painter, row, selected ? c.surface.selected : c.surface.hover, QColor(), theme.px(4));
    if (selected && option.state & QStyle::State_HasFocus) bevel::focusFrame(painter, row, theme.px(4));
    int left = row.left() + theme.px(8), right = row.right() + 1 - theme.px(8);
    const int dot = theme.px(10);
    paintActivity(painter, QRectF(left, row.center().y() - dot / 2.0 + 0.5, dot, dot),
                  static_cast<FunctionActivity>(index.data(FunctionModel::ActivityRole).toInt()));
    left += dot + theme.px(8);
    const int instances = index.data(FunctionModel::InstancesRole).toInt();
    painter.setFont(theme.code(11));
    const QString number = instances > 0 ? format::count(instances) : QString();
    const int room = qMax(theme.px(14), painter.fontMetrics().horizontalAdvance(number));
    painter.setPen(selected ? c.text.secondary : c.text.tertiary);
    painter.drawText(QRect(right - room, row.y(), room, row.height()), Qt::AlignRight | Qt::AlignVCenter, number);
    right -= room + theme.px(8);
    // By what it is fired.
    if (const QString type = index.data(NavigatorModel::SourceRole).toString(); !type.isEmpty()) {
      const int side = theme.px(14);
      right -= side;
      painter.drawPixmap(QRect(right, row.y() + (row.height() - side) / 2, side, side), theme.pixmap(type == NavigatorModel::kManual ? u"fn"_s : triggerwords::iconOf(type), 14, selected ? c.text.secondary : c.text.tertiary, painter.device()->devicePixelRatioF()));
      right -= theme.px(8);
    }
    painter.setFont(theme.ui(13, selected ? QFont::Medium : QFont::Normal));
    painter.setPen(c.text.primary);
    painter.drawText(QRect(left, row.y(), right - left, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, right - left));
  }
};

}  // namespace

Navigator::Navigator(ModelHub& hub, QWidget* parent)
    : Surface(Fill::Window, parent),
      m_hub(hub),
      m_sources(new FunctionSources(hub, this)),
      m_model(new NavigatorModel(hub.functions(), *m_sources, this)),
      m_filter(new SearchField(QString(), QString(), this)),
      m_add(new DeskButton(u"plus"_s, QString(), QString(), this)),
      m_new(new DeskButton(QString(), DeskButton::Kind::Flat)),
      m_list(new QListView(this)),
      m_foot(new Surface(Fill::Window, this)) {
  setObjectName(u"navigator"_s);
  m_model->setInstancesTold(hub.backend().capabilities().instances);
  m_filter->setObjectName(u"navigatorFilter"_s);
  m_add->setObjectName(u"navigatorAdd"_s);
  m_new->setObjectName(u"navigatorNew"_s);
  m_list->setObjectName(u"navigatorList"_s);
  m_filter->setCompact(true);
  m_add->setCompact(true);
  m_new->setCompact(true);
  m_new->setIconName(u"plus"_s);
  m_new->setSpread(true);
  m_new->setKeyHint(u"Ctrl N"_s);
  m_foot->setEdges(Qt::TopEdge);
  m_list->setModel(m_model);
  m_list->setItemDelegate(new NavigatorDelegate(m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setMouseTracking(true);
  m_list->setSelectionMode(QAbstractItemView::SingleSelection);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->installEventFilter(this);

  auto* head = new QHBoxLayout;
  head->addWidget(m_filter, 1);
  head->addWidget(m_add);
  auto* foot = new QHBoxLayout(m_foot);
  foot->addWidget(m_new);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(m_list, 1);
  column->addWidget(m_foot);

  connect(m_filter, &QLineEdit::textChanged, m_model, &NavigatorModel::setFilter);
  connect(m_filter, &SearchField::stepped, this, &Navigator::step);
  connect(m_filter, &SearchField::left, this, [this] { m_list->setFocus(Qt::ShortcutFocusReason); });
  connect(m_filter, &QLineEdit::returnPressed, this, [this] {
    if (m_hub.selection().function()) Q_EMIT functionActivated(m_hub.selection().function());
  });
  connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
    if (const FunctionId id = m_model->functionAt(index.row())) Q_EMIT functionActivated(id);
  });
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    if (const FunctionId id = m_model->functionAt(index.row())) m_hub.selection().setFunction(id);
  });
  connect(m_add, &DeskButton::clicked, this, &Navigator::newFunctionRequested);
  connect(m_new, &DeskButton::clicked, this, &Navigator::newFunctionRequested);
  connect(&hub.selection(), &Selection::functionChanged, this, &Navigator::takeSelection);
  connect(m_model, &QAbstractItemModel::modelReset, this, &Navigator::takeSelection);
  retranslate();
  followTheme(this, [this] { rescale(); });
  takeSelection();
}

void Navigator::rescale() {
  const Theme& theme = Theme::current();
  setMinimumWidth(qMax(theme.px(168), m_new->sizeHint().width() + theme.px(16)));  // its widest control stays whole
  auto* column = static_cast<QVBoxLayout*>(layout());
  QLayout* head = column->itemAt(0)->layout();
  head->setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8));
  head->setSpacing(theme.px(6));
  m_foot->layout()->setContentsMargins(theme.px(8), theme.px(8) + 1, theme.px(8), theme.px(8));
  QPalette p = m_list->palette();
  p.setColor(QPalette::Base, theme.colors().surface.window);
  m_list->setPalette(p);
  m_list->doItemsLayout();
}

void Navigator::retranslate() {
  m_filter->setAccessibleName(tr("Filter functions"));
  m_filter->setPlaceholderText(tr("Filter functions"));
  m_list->setAccessibleName(tr("Functions"));
  m_add->setAccessibleName(tr("New function"));
  m_add->setToolTip(tr("New function") + u"  Ctrl N"_s);
  m_new->setText(tr("New function"));
  m_new->setAccessibleName(tr("New function"));
  m_model->retranslate();
}

void Navigator::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  Surface::changeEvent(event);
}

void Navigator::showEvent(QShowEvent* event) {
  Surface::showEvent(event);
  m_sources->setWatched(true);
}

void Navigator::hideEvent(QHideEvent* event) {
  Surface::hideEvent(event);
  m_sources->setWatched(false);
}

void Navigator::focusFilter() {
  m_filter->setFocus(Qt::ShortcutFocusReason);
  m_filter->selectAll();
}

void Navigator::takeSelection() {
  const int row = m_model->rowOf(m_hub.selection().function());
  const QModelIndex index = m_model->index(qMax(row, 0));
  if (row < 0)
    m_list->selectionModel()->clear();
  else if (m_list->currentIndex() != index)
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void Navigator::step(int by) {
  int row = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
  do row += by;
  while (row >= 0 && row < m_model->rowCount() && m_model->functionAt(row) == 0);
  if (const FunctionId id = m_model->functionAt(row)) m_hub.selection().setFunction(id);
}

bool Navigator::eventFilter(QObject* object, QEvent* event) {
  if (object == m_list && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
      if (key->modifiers() & ~Qt::KeypadModifier) return false;
      if (const FunctionId id = m_model->functionAt(m_list->currentIndex().row())) Q_EMIT functionActivated(id);
      return true;
    }
    if (!key->text().isEmpty() && key->text().front().isPrint()) {
      // No type-ahead: single letters and signs are the window's ("?", "/").
      event->ignore();
      return true;
    }
    if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
      step(key->key() == Qt::Key_Up ? -1 : 1);
      return true;
    }
  }
  return Surface::eventFilter(object, event);
}

}  // namespace scfdesk
