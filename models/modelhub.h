// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QTimer>
#include <chrono>
#include <map>

namespace scfdesk {

class DecisionHistory;
class FunctionModel;
class InvocationModel;
class LogStore;
class QueryFilter;
class SecondsHistory;
class Selection;
class Series;
class TimeState;
class Timeline;

/// Everything the views read, fed by one backend: it hands each delta to the models in a fixed order and keeps now going.
/// GUI thread; owned by the Application. A view gets a ModelHub and nothing else.
class ModelHub final : public QObject {
  Q_OBJECT
 public:
  explicit ModelHub(Backend& backend, QObject* parent = nullptr);
  ~ModelHub() override;

  [[nodiscard]] Backend& backend() const { return m_backend; }
  [[nodiscard]] FunctionModel& functions() const { return *m_functions; }
  [[nodiscard]] InvocationModel& invocations() const { return *m_invocations; }
  [[nodiscard]] LogStore& logs() const { return *m_logs; }
  [[nodiscard]] Series& series() const { return *m_series; }
  [[nodiscard]] Timeline& timeline() const { return *m_timeline; }
  [[nodiscard]] DecisionHistory& decisions() const { return *m_decisions; }
  /// What lies before the detail of timeline() and series(), in one-second values.
  [[nodiscard]] SecondsHistory& seconds() const { return *m_seconds; }
  /// The query of the window: lanes, graphs and tables show what it matches.
  [[nodiscard]] QueryFilter& query() const { return *m_query; }
  [[nodiscard]] TimeState& time() const { return *m_time; }
  [[nodiscard]] Selection& selection() const { return *m_selection; }
  /// As last heard. Not connected: before the first batch, and after the target was lost, until it is heard again.
  [[nodiscard]] const EngineStatus& status() const { return m_status; }
  /// Why the target is not there: it did not start, or was lost. None while it runs or is starting.
  [[nodiscard]] const std::optional<Error>& loss() const { return m_loss; }
  /// Load runs of this session by number; the last one of a function by lastLoad().
  [[nodiscard]] const std::map<uint32_t, LoadProgress>& loads() const { return m_loads; }
  [[nodiscard]] const LoadProgress* lastLoad(FunctionId fn) const;
  static constexpr size_t kLoadRunsHeld = 200;
  static constexpr int kTickMs = 33;       ///< something lives: 30 a second
  static constexpr int kIdleTickMs = 250;  ///< nothing does: time alone moves

 Q_SIGNALS:
  void statusChanged();
  void loadChanged(quint32 run);
  void failed(const scfdesk::Error& error);  ///< loss() says so already; statusChanged follows
  void firstDelta();  ///< the target is up: functions are listed

 private:
  void onDelta(const EngineDelta& delta);
  void onTick();
  void onFailed(const Error& error);
  void applyLoads(const EngineDelta& delta);
  void refreshTotals();
  [[nodiscard]] bool active() const;
  std::chrono::steady_clock::time_point m_heardAt;  ///< when the last delta came; now is carried on from it
  TimeUs m_heardNow = 0;
  TimeUs m_totalsAt = 0;
  Backend& m_backend;
  Timeline* m_timeline;
  Series* m_series;
  FunctionModel* m_functions;
  InvocationModel* m_invocations;
  LogStore* m_logs;
  DecisionHistory* m_decisions;
  SecondsHistory* m_seconds;
  QueryFilter* m_query;
  TimeState* m_time;
  Selection* m_selection;
  EngineStatus m_status;
  std::optional<Error> m_loss;
  std::map<uint32_t, LoadProgress> m_loads;
  QTimer m_ticker;
  bool m_first = true;
};

}  // namespace scfdesk
