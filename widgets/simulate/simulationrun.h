// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "widgets/simulate/scenario.h"
#include <QJsonArray>
#include <QTimer>
#include <optional>

namespace scfdesk {

/// One job at the engine's simulator: starts it, asks how far it is, hands on each result as it comes. A new one cancels the
/// one before. Nothing is invoked. GUI thread.
class SimulationRun final : public QObject {
  Q_OBJECT
 public:
  explicit SimulationRun(Backend& backend, QObject* parent = nullptr);
  void start(const std::vector<QByteArray>& specs);
  void cancel();
  [[nodiscard]] bool running() const { return m_running; }
  [[nodiscard]] double progress() const { return m_progress; }
  /// What a run has come to so far: an object with seconds, arrivals, done, latency, ... or nothing yet.
  [[nodiscard]] QJsonObject partial(size_t spec) const { return m_partial.at(static_cast<qsizetype>(spec)).toObject(); }
  /// By spec; empty = not yet.
  [[nodiscard]] const std::vector<std::optional<SimOutcome>>& outcomes() const { return m_outcomes; }

 Q_SIGNALS:
  void changed();                              ///< progress, or a result
  void finished();                             ///< all results are there
  void failed(const scfdesk::Error& error);

 private:
  void ask();
  void take(const QByteArray& state);
  Backend& m_backend;
  QTimer m_timer;
  quint64 m_turn = 0;  ///< answers to an earlier start are dropped
  QByteArray m_target;
  bool m_running = false;
  double m_progress = 0;
  QJsonArray m_partial;
  std::vector<std::optional<SimOutcome>> m_outcomes;
};

}  // namespace scfdesk
