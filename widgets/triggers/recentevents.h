// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/triggers/triggerdata.h"
#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace scfdesk {

/// The last events of one trigger, newest first. GUI thread.
class RecentEventsModel final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Time, Event, Attempts, Result, Duration, Columns };
  using QAbstractTableModel::QAbstractTableModel;
  void set(std::vector<TriggerEvent>&& events, bool batches = false);
  [[nodiscard]] const TriggerEvent* at(int row) const;
  [[nodiscard]] bool batches() const { return m_batches; }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_events.size()); }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(Columns); }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<TriggerEvent> m_events;
  bool m_batches = false;
};

class RecentEventsDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

class RecentEvents final : public QTableView {
  Q_OBJECT
 public:
  explicit RecentEvents(QWidget* parent = nullptr);
  /// `batches`: of a pull trigger, whose events are batches of a partition.
  void set(std::vector<TriggerEvent>&& events, bool batches = false);
  [[nodiscard]] RecentEventsModel& events() { return m_model; }

 Q_SIGNALS:
  void invocationChosen(quint64 invocation);  ///< a click, or the arrows
  void invocationWanted(quint64 invocation);  ///< a double click, or Enter

 protected:
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void layColumns();
  RecentEventsModel m_model;
};

}  // namespace scfdesk
