// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <deque>
#include <unordered_map>

namespace scfdesk {

/// The last limits::kHistoryRows invocations of all functions, newest first; running ones update in place.
/// GUI thread; owned by ModelHub. The History pane filters it by function.
class InvocationModel final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Time, Status, Start, Phases, Total, ColumnCount };
  enum Role { InvocationIdRole = Qt::UserRole, FunctionIdRole, StatusRole, ColdRole, FinishedRole, TotalUsRole,
              InvocationRole /*!< scfdesk::Invocation */ };
  explicit InvocationModel(QObject* parent = nullptr);
  void apply(const EngineDelta& delta);
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] const Invocation* invocation(InvocationId id) const;
  [[nodiscard]] const Invocation* invocationAt(int row) const;

 Q_SIGNALS:
  void invocationUpdated(quint64 id);

 private:
  [[nodiscard]] int rowOf(InvocationId id) const;
  void update(const std::vector<const Invocation*>& changed);
  void insert(std::vector<Invocation> fresh);
  std::deque<Invocation> m_rows;  ///< newest at the front
  std::unordered_map<InvocationId, uint64_t> m_serial;  ///< order of arrival; the newest has m_pushed - 1
  uint64_t m_pushed = 0;
  InvocationId m_droppedUpTo = 0;  ///< the newest id that was dropped for room
};

/// The rows of one function, newest first; 0 = of all.
class InvocationHistory final : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit InvocationHistory(QObject* parent = nullptr);
  void setFunction(FunctionId fn);
  [[nodiscard]] FunctionId function() const { return m_function; }

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  FunctionId m_function = 0;
};

}  // namespace scfdesk
