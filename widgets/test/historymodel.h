// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QAbstractListModel>
#include <QTimer>

namespace scfdesk {

class ModelHub;

/// The last kRows invocations of one function, newest first, where all invocations of a load run are one row.
/// Takes changes in at most every kIntervalMs, so a busy function costs one scan per interval. GUI thread; owned by HistoryList.
class HistoryModel final : public QAbstractListModel {
  Q_OBJECT
 public:
  static constexpr int kRows = 50;
  static constexpr int kIntervalMs = 50;
  static constexpr int kTickMs = 100;  ///< a row that goes on grows and counts
  enum Role { IsLoadRole = Qt::UserRole, TotalUsRole };

  explicit HistoryModel(ModelHub& hub, QObject* parent = nullptr);
  void setFunction(FunctionId function);
  [[nodiscard]] FunctionId function() const { return m_function; }
  /// Rows tick only while somebody looks.
  void setShown(bool shown);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  /// DisplayRole is the row in words, for those who hear it.
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  /// Null when the row is a load run, or the engine's history has moved past it.
  [[nodiscard]] const Invocation* invocationAt(int row) const;
  /// Null when the row is an invocation.
  [[nodiscard]] const LoadProgress* loadAt(int row) const;
  [[nodiscard]] int rowOf(InvocationId id) const;
  [[nodiscard]] int rowOfLoad(uint32_t run) const;
  /// Longest total of the rows: the shared scale of the bars. At least 1 ms.
  [[nodiscard]] int64_t longestUs() const { return m_longestUs; }
  /// accepted to replied, or to now while it runs.
  [[nodiscard]] int64_t totalUs(const Invocation& invocation) const;
  /// "Cold", "Timeout", "Retry in 58 s", ...
  [[nodiscard]] QString word(const Invocation& invocation) const;

 private:
  struct Row {
    InvocationId invocation = 0;
    uint32_t load = 0;
    TimeUs at = 0;
    friend bool operator==(const Row& a, const Row& b) { return a.invocation == b.invocation && a.load == b.load; }
  };
  void schedule();
  void refresh();
  void tick();
  [[nodiscard]] bool goesOn(int row) const;
  [[nodiscard]] std::vector<Row> collect() const;
  void measure();
  ModelHub& m_hub;
  FunctionId m_function = 0;
  std::vector<Row> m_rows;
  int64_t m_longestUs = 1000;
  QTimer m_timer, m_tick;
  bool m_shown = false;
};

}  // namespace scfdesk
