// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/compare/comparison.h"
#include "models/deploy/deploytarget.h"
#include <QElapsedTimer>

namespace scfdesk {

struct CompareRequest {
  static constexpr int kMostRuns = 100;
  QString function;
  QString qualifier;        ///< empty = $LATEST
  QByteArray event = "{}";
  int runs = 1;             ///< at each end, by turns; 1 to kMostRuns
  QStringList muted;        ///< places of the result that are left out
};

/// Fires one event at two ends, by turns, so that two ends on one machine don't disturb each other. An end that cannot be asked is
/// not asked again; the other one is. One thread with an event loop; the ends must outlive it. Deleting it ends it.
class CompareRun final : public QObject {
  Q_OBJECT
 public:
  CompareRun(DeployTarget& first, DeployTarget& second, CompareRequest request, QObject* parent = nullptr);
  void start();
  [[nodiscard]] bool running() const { return m_running; }
  /// Complete after finished().
  [[nodiscard]] const Comparison& comparison() const { return m_comparison; }

 Q_SIGNALS:
  void progressed(int fired, int all);
  void finished();

 private:
  void next();
  void take(int side, const Result<QByteArray>& answer);
  DeployTarget* const m_ends[2];
  const CompareRequest m_request;
  CompareSide m_sides[2];
  QList<double> m_durations[2], m_roundTrips[2];
  QElapsedTimer m_clock;
  int m_fired = 0;
  bool m_running = false;
  Comparison m_comparison;
};

}  // namespace scfdesk
