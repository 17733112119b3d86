// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QAbstractTableModel>

namespace scfdesk {

class Series;
class Timeline;

/// What a function is doing, for its dot: worst first.
enum class FunctionActivity : uint8_t { Failing, Busy, Starting, Frozen, Idle, None };

/// All functions, samples last, each group by name. Raw values by role; delegates give colours, icons and units.
/// GUI thread; owned by ModelHub. Also the source of the navigator (column 0) and of the Functions view (all columns).
class FunctionModel final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, State, Triggers, Instances, Invocations, P50, P99, Cold, Failed, LastInvoked, ColumnCount };
  enum Role {
    FunctionIdRole = Qt::UserRole, SortRole, ActivityRole, SampleRole, NamespaceRole,
    InstancesRole,   ///< living
    LimitRole,       ///< account quota / memory
    BusyRole, StartingRole, IdleRole, FrozenRole, QueuedRole,
    RuntimeRole,     ///< runtimeShown
    StatusRole,      ///< FunctionStatus as int
    StatusReasonRole,
  };
  FunctionModel(const Series& series, const Timeline& timeline, QObject* parent = nullptr);

  void apply(const EngineDelta& delta);
  /// Window totals are taken anew (once a second, by the hub).
  void refreshTotals(TimeUs begin, TimeUs end);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  [[nodiscard]] const FunctionInfo* info(FunctionId id) const;
  [[nodiscard]] const FunctionInfo* infoAt(int row) const;
  [[nodiscard]] const FunctionInfo* infoOf(const FunctionKey& key) const;
  [[nodiscard]] int rowOf(FunctionId id) const;  ///< -1 = none
  [[nodiscard]] FunctionActivity activity(FunctionId id) const;
  [[nodiscard]] FunctionSample gauges(FunctionId id) const;

 Q_SIGNALS:
  void functionChanged(quint32 id);  ///< configuration or status
  void functionRemoved(quint32 id);

 private:
  struct Row;
  const Series& m_series;
  const Timeline& m_timeline;
  std::vector<std::shared_ptr<Row>> m_rows;
  TimeUs m_begin = 0, m_end = 0;
};

}  // namespace scfdesk
