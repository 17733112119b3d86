// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/rowtable.h"
#include "widgets/controls/tablelook.h"
#include "widgets/theme/followtheme.h"
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

class RowDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    painter->save();
    paintRowBackground(*painter, option, index.column() == 0);
    const Theme& theme = Theme::current();
    const bool first = index.column() == 0, last = index.column() == index.model()->columnCount() - 1;
    const QRect cell = option.rect.adjusted(theme.px(first ? 16 : 8), 0, -theme.px(last ? 16 : 8), -1);
    const bool code = index.data(RowModel::CodeRole).toBool();
    painter->setFont(code ? theme.code(12) : theme.ui(12, first ? QFont::Medium : QFont::Normal));
    painter->setPen(option.state & QStyle::State_Enabled ? toneColor(static_cast<Tone>(index.data(RowModel::ToneRole).toInt())) : toneColor(Tone::Disabled));
    const auto align = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(cell, int(align), painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, cell.width()));
    painter->restore();
  }
};

}  // namespace

void RowModel::setColumns(const QList<Column>& columns) {
  beginResetModel();
  m_columns = columns;
  endResetModel();
}

int RowModel::rowOf(const QString& key) const {
  for (qsizetype i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].key == key) return int(i);
  return -1;
}

void RowModel::setRows(const QList<Row>& rows) {
  const bool same = rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Row& a, const Row& b) { return a.key == b.key; });
  if (!same) {
    beginResetModel();
    m_rows = rows;
    endResetModel();
    return;
  }
  for (qsizetype i = 0; i < rows.size(); ++i) {
    if (m_rows[i] == rows[i]) continue;
    m_rows[i] = rows[i];
    Q_EMIT dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
  }
}

QVariant RowModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= m_rows.size()) return {};
  const Row& row = m_rows[index.row()];
  if (role == KeyRole) return row.key;
  if (role == Qt::ToolTipRole && !row.toolTip.isEmpty()) return row.toolTip;
  if (role == Qt::TextAlignmentRole) return int((m_columns[index.column()].right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  const RowCell cell = row.cells.value(index.column());
  switch (role) {
    case Qt::DisplayRole: case Qt::ToolTipRole: return cell.text;
    case Qt::AccessibleTextRole: return cell.text.isEmpty() ? QString() : QString(m_columns[index.column()].title + u": "_s + cell.text);
    case ToneRole: return int(cell.tone);
    case CodeRole: return cell.code;
    default: return {};
  }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size()) return {};
  if (role == Qt::DisplayRole) return m_columns[section].title;
  if (role == Qt::TextAlignmentRole) return int((m_columns[section].right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

RowTable::RowTable(const QString& accessibleName, QWidget* parent) : QTableView(parent), m_model(new RowModel(this)) {
  setAccessibleName(accessibleName);
  setModel(m_model);
  setItemDelegate(new RowDelegate(this));
  setupTable(*this, 30);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  horizontalHeader()->setSectionsClickable(false);
  connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
    const QString key = current.data(RowModel::KeyRole).toString();
    if (m_filling || key == m_current) return;
    m_current = key;
    Q_EMIT currentKeyChanged(key);
  });
  connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { Q_EMIT rowActivated(index.data(RowModel::KeyRole).toString()); });
  followTheme(this, [this] { layOutColumns(); });
}

void RowTable::setColumns(const QList<RowModel::Column>& columns) {
  m_filling = true;
  m_model->setColumns(columns);
  m_filling = false;
  layOutColumns();
}

void RowTable::setRows(const QList<Row>& rows) {
  const int place = verticalScrollBar()->value();
  m_filling = true;
  m_model->setRows(rows);
  const int row = m_model->rowOf(m_current);
  if (row >= 0 && currentIndex().row() != row) setCurrentIndex(m_model->index(row, 0));
  else if (row < 0) clearSelection();
  verticalScrollBar()->setValue(place);
  m_filling = false;
  if (row >= 0 || m_current.isEmpty()) return;
  m_current.clear();
  Q_EMIT currentKeyChanged({});
}

QString RowTable::currentKey() const { return m_current; }

void RowTable::choose(const QString& key) {
  const int row = m_model->rowOf(key);
  if (row >= 0) setCurrentIndex(m_model->index(row, 0));
}

void RowTable::keyPressEvent(QKeyEvent* event) {
  if (!m_current.isEmpty() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier) Q_EMIT rowActivated(m_current);
  else if (!m_current.isEmpty() && event->key() == Qt::Key_Delete) Q_EMIT deleteWanted(m_current);
  else QTableView::keyPressEvent(event);
}

void RowTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  layOutColumns();
}

void RowTable::layOutColumns() {
  const Theme& theme = Theme::current();
  for (int i = 0; i < m_model->columnCount(); ++i) {
    const int width = m_model->columns()[i].width;
    horizontalHeader()->setSectionResizeMode(i, width > 0 ? QHeaderView::Fixed : QHeaderView::Stretch);
    if (width > 0) setColumnWidth(i, theme.px(width));
  }
}

}  // namespace scfdesk
