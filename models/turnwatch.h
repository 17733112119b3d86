// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <chrono>

namespace scfdesk {

/// Measures how long the turns of this thread's event loop take: from the moment it wakes to the moment it waits again.
/// A turn is what a user feels as a frozen window. GUI thread; owned by the Application. Costs two clock readings a turn.
class TurnWatch final : public QObject {
  Q_OBJECT
 public:
  /// What the window promises: no turn longer than this.
  static constexpr std::chrono::milliseconds kPromise{50};
  /// Requires: a QCoreApplication on this thread.
  explicit TurnWatch(QObject* parent = nullptr);
  /// Begins anew: what happened before does not count.
  void reset();
  [[nodiscard]] double worstMs() const { return std::chrono::duration<double, std::milli>(m_worst).count(); }
  [[nodiscard]] qint64 turns() const { return m_turns; }
  [[nodiscard]] qint64 overPromise() const { return m_over; }

 private:
  using Time = std::chrono::steady_clock;
  void begin() { m_began = Time::now(); }
  void end();
  Time::time_point m_began = Time::now();
  Time::duration m_worst{};
  qint64 m_turns = 0;
  qint64 m_over = 0;
};

}  // namespace scfdesk
