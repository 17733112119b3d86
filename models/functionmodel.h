// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/series.h"
#include <QAbstractTableModel>
#include <memory>
#include <unordered_map>

namespace scfdesk {

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
    MemoryRole,      ///< configured MB
    SparkRole,       ///< QList<int>: finished invocations per column of the totals' window
    TotalCountRole,  ///< finished invocations behind p50 and p99
  };
  static constexpr int kSparkColumns = 60;
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
  /// Of all functions together, from the same samples: what the status bar shows beside the views.
  [[nodiscard]] FunctionSample allGauges() const;
  /// As of the last refreshTotals.
  [[nodiscard]] WindowTotals totals(FunctionId id) const;
  [[nodiscard]] TimeUs totalsBegin() const { return m_begin; }
  [[nodiscard]] TimeUs totalsEnd() const { return m_end; }

 Q_SIGNALS:
  void functionChanged(quint32 id);  ///< configuration or status
  void functionRemoved(quint32 id);
  void totalsRefreshed();

 private:
  struct Row;
  void applyRemoved(const EngineDelta& delta);
  void applyFunctions(const EngineDelta& delta);
  void insertRows(std::vector<std::shared_ptr<Row>> fresh);
  void applyOutcomes(const EngineDelta& delta, std::vector<bool>& touched);
  void emitRuns(const std::vector<bool>& touched, int firstColumn, int lastColumn, const QList<int>& roles);
  [[nodiscard]] const Row* row(FunctionId id) const;
  [[nodiscard]] QVariant cell(const Row& row, int column) const;
  void reindex();
  std::unordered_map<FunctionId, int> m_index;
  const Series& m_series;
  std::vector<std::shared_ptr<Row>> m_rows;
  TimeUs m_begin = 0, m_end = 0;
};

}  // namespace scfdesk
