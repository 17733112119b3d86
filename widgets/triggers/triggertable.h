// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/triggers/triggerdata.h"
#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace scfdesk {

/// Triggers of one function, grouped Push and Pull: a row that names a group has no trigger. GUI thread.
class TriggerTableModel final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Source, Delivery, Fails, Events, Last, On, Columns };
  using QAbstractTableModel::QAbstractTableModel;
  /// Keeps rows as they are when only figures have changed.
  void set(std::vector<TriggerView>&& triggers, int retries, TimeUs now);
  [[nodiscard]] const TriggerView* at(int row) const;  ///< null for a group
  [[nodiscard]] int rowOf(const QString& id) const;    ///< -1 when it is not there
  [[nodiscard]] int firstRow() const { return m_rows.empty() ? -1 : 1; }
  [[nodiscard]] TimeUs now() const { return m_now; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Row {
    int trigger = -1;  ///< -1: a group
    bool pull = false;
  };
  std::vector<TriggerView> m_triggers;
  std::vector<Row> m_rows;
  int m_retries = 2;
  TimeUs m_now = 0;
};

class TriggerDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paintCell(QPainter& painter, const QRect& cell, const QModelIndex& index, const TriggerView& t) const;
};

/// The table of triggers. Space and a click on the last column switch the current one. GUI thread.
class TriggerTable final : public QTableView {
  Q_OBJECT
 public:
  explicit TriggerTable(QWidget* parent = nullptr);
  [[nodiscard]] TriggerTableModel& triggers() { return m_model; }
  void set(std::vector<TriggerView>&& triggers, int retries, TimeUs now);
  void select(const QString& id);
  [[nodiscard]] const TriggerView* selected() const;
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void selectedChanged();
  void switched(const QString& id, bool on);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void layOut();
  void toggle(const TriggerView* t);
  TriggerTableModel m_model;
};

}  // namespace scfdesk
