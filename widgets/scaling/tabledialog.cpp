// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/tabledialog.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/tablelook.h"
#include "widgets/theme/theme.h"
#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
class Rows final : public QAbstractTableModel {
 public:
  Rows(const TableData& data, QObject* parent) : QAbstractTableModel(parent), m_data(data) {}
  [[nodiscard]] int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : static_cast<int>(m_data.rows.size()); }
  [[nodiscard]] int columnCount(const QModelIndex& parent) const override {
    return parent.isValid() ? 0 : static_cast<int>(m_data.columns.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    if (role == Qt::DisplayRole) return m_data.rows[index.row()].value(index.column());
    if (role == Qt::FontRole) return Theme::current().code(12);
    return {};
  }
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) return m_data.columns.value(section);
    return {};
  }

 private:
  TableData m_data;
};
}  // namespace

TableDialog::TableDialog(TableData data, QWidget* parent) : QDialog(parent), m_data(std::move(data)) {
  setObjectName(u"scaling_table_dialog"_s);
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(m_data.title);
  const Theme& t = Theme::current();
  auto* view = new QTableView;
  view->setObjectName(u"scaling_table"_s);
  view->setAccessibleName(m_data.title);
  setupTable(*view, 26);
  view->setModel(new Rows(m_data, this));
  view->resizeColumnsToContents();
  auto* count = new Label(Label::Role::Dense, Tone::Tertiary, tr("%1 rows").arg(format::count(m_data.rows.size())));
  auto* copy = new DeskButton(tr("Copy as CSV"));
  copy->setObjectName(u"scaling_table_copy"_s);
  copy->setIconName(u"copy"_s);
  auto* close = new DeskButton(tr("Close"));
  close->setObjectName(u"scaling_table_close"_s);
  close->setKeyHint(u"Esc"_s);
  connect(copy, &DeskButton::clicked, this, &TableDialog::copyCsv);
  connect(close, &DeskButton::clicked, this, &QDialog::close);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(t.px(8));
  foot->addWidget(count);
  foot->addStretch(1);
  foot->addWidget(copy);
  foot->addWidget(close);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12));
  column->setSpacing(t.px(12));
  column->addWidget(view, 1);
  column->addLayout(foot);
  resize(t.px(640), t.px(480));
  view->setFocus();
}

void TableDialog::copyCsv() const {
  QApplication::clipboard()->setText(QString::fromUtf8(m_data.csv()));
}

}  // namespace scfdesk
