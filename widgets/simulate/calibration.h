// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/scenario.h"
#include <QCoreApplication>

namespace scfdesk {

/// A load run that was fired for real, held against simulations of the same arrivals. Which stage explains a difference is
/// found by putting its measured times in the place of the fitted ones: what then closes the gap explains it. Pure but for the
/// language; GUI thread.
class SimCalibration final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::SimCalibration)
 public:
  enum Against : size_t { Fitted, MeasuredRuns, MeasuredStarts, MeasuredBoth, kAgainst };  ///< the order of the simulations
  struct Row {
    QString figure;
    QString predicted, measured, difference;
    QString stage;       ///< "run times", "start times", "run and start times", "dispatch and machine", or "" within 10 %
    QString why;         ///< one sentence
    bool close = false;  ///< within 10 %
  };
  /// The specs to simulate: `fitted` are the timings of before, `own` those that were measured in the run.
  static std::vector<QByteArray> specs(const SimSettings& settings, const SimTimings& fitted, const SimTimings& own, const SimLoad& arrivals, int64_t seed);
  /// Cold starts, peak instances, throttled, p50 and p99.
  static std::vector<Row> rows(const SimOutcome& measured, const std::array<SimOutcome, kAgainst>& simulated);
  /// "The prediction holds: 4 of 5 figures are within 10 %." and the like.
  static QString headline(const std::vector<Row>& rows);
};

}  // namespace scfdesk
