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
  void set(std::vector<TriggerEvent>&& events);
  [[nodiscard]] const TriggerEvent* at(int row) const;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_events.size()); }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(Columns); }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<TriggerEvent> m_events;
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
  void set(std::vector<TriggerEvent>&& events) { m_model.set(std::move(events)); }
  [[nodiscard]] RecentEventsModel& events() { return m_model; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  RecentEventsModel m_model;
};

}  // namespace scfdesk
