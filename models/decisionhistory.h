// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QHash>
#include <QObject>
#include <deque>

namespace scfdesk {

/// The decisions of the scaling core that the console holds, oldest first, at most limits::kDecisionsHeld; those that give an
/// event to an instance are most of all and are held apart, as many again, so that they push no start out. What a view asks
/// when somebody wants to know why. GUI thread; owned by ModelHub.
class DecisionHistory final : public QObject {
  Q_OBJECT
 public:
  explicit DecisionHistory(QObject* parent = nullptr);
  void apply(const EngineDelta& delta);

  /// Starts, stops, waits, refusals, retries: all but runs and ends of events.
  [[nodiscard]] const std::deque<Decision>& decisions() const { return m_held; }
  [[nodiscard]] const Decision* startOf(InstanceId instance) const;
  [[nodiscard]] const Decision* stopOf(InstanceId instance) const;
  /// Of one attempt, in time order: why it waited, whom it was given to, why it was refused or is tried again.
  [[nodiscard]] std::vector<Decision> of(InvocationId invocation) const;
  /// The decisions of a kind in [begin, end] of a function (0 = all), in time order, at most `most` (the last ones).
  [[nodiscard]] std::vector<Decision> in(FunctionId function, const QString& kind, TimeUs begin, TimeUs end, size_t most) const;
  [[nodiscard]] uint64_t dropped() const { return m_dropped; }

 Q_SIGNALS:
  void appended();

 private:
  QString shared(const QString& text);
  std::deque<Decision> m_held, m_runs;
  QHash<QString, QString> m_texts;  ///< one copy of each rule, kind and setting
  uint64_t m_dropped = 0;
};

}  // namespace scfdesk
