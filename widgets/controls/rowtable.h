// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/controls/label.h"
#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace scfdesk {

/// One cell of a RowTable.
struct RowCell {
  QString text;
  Tone tone = Tone::Primary;
  bool code = false;  ///< in the code family: numbers, ids, times
  friend bool operator==(const RowCell&, const RowCell&) = default;
};
/// One row; `key` names it over refreshes.
struct Row {
  QString key;
  QList<RowCell> cells;
  QString toolTip = {};
  friend bool operator==(const Row&, const Row&) = default;
};

/// Rows of texts for a RowTable. GUI thread; owned by it.
class RowModel final : public QAbstractTableModel {
  Q_OBJECT
 public:
  struct Column {
    QString title;
    int width = 0;  ///< token pixels; 0 takes what is left
    bool right = false;
  };
  enum Role { ToneRole = Qt::UserRole, CodeRole, KeyRole };
  explicit RowModel(QObject* parent) : QAbstractTableModel(parent) {}
  void setColumns(const QList<Column>& columns);
  /// Rows that are the same ones in the same order change in place.
  void setRows(const QList<Row>& rows);
  [[nodiscard]] const QList<Row>& rows() const { return m_rows; }
  [[nodiscard]] const QList<Column>& columns() const { return m_columns; }
  [[nodiscard]] int rowOf(const QString& key) const;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_columns.size()); }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QList<Column> m_columns;
  QList<Row> m_rows;
};

/// A table of texts that is filled anew from time to time: the chosen row and the place stay. Enter or double click activates a
/// row, Del asks for its end. GUI thread; owned by its parent.
class RowTable final : public QTableView {
  Q_OBJECT
 public:
  explicit RowTable(const QString& accessibleName, QWidget* parent = nullptr);
  void setColumns(const QList<RowModel::Column>& columns);
  void setRows(const QList<Row>& rows);
  [[nodiscard]] QString currentKey() const;
  /// Chooses a row, without telling when it was chosen already; an unknown key chooses none.
  void choose(const QString& key);
  [[nodiscard]] RowModel& rowModel() const { return *m_model; }

 Q_SIGNALS:
  void currentKeyChanged(const QString& key);
  void rowActivated(const QString& key);
  void deleteWanted(const QString& key);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void layOutColumns();
  RowModel* m_model;
  QString m_current;
  bool m_filling = false;
};

}  // namespace scfdesk
