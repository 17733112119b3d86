// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/scenario.h"
#include <QCoreApplication>
#include <optional>

namespace scfdesk {

/// What the numbers of two simulations say, in sentences. Pure but for the language; GUI thread.
class SimVerdict final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::SimVerdict)
 public:
  /// "B removes 213 throttled events and cuts p99 by 17 %." One sentence, from what matters most.
  static QString headline(const SimOutcome& a, const SimOutcome& b, bool same);
  /// Of B (1) and C (2), which does better: throttles less, then answers faster, then costs less. 0: neither is better than A.
  static int best(const SimOutcome& a, const SimOutcome& b, const SimOutcome& c);
  /// The headline of C: what it does, and how it stands against B.
  static QString third(const SimOutcome& a, const SimOutcome& b, const SimOutcome& c);
  /// What B costs for it: "It keeps 41.6 GB-s more memory idle in the same 60 s." Empty when it costs nothing more.
  static QString price(const SimOutcome& a, const SimOutcome& b, double seconds);
  /// What was measured against what was predicted, and the stage that explains the largest difference.
  static QString calibration(const SimOutcome& predicted, const SimOutcome& measured);
  /// That the runs were not those that were fitted; empty when they were.
  static QString fitWarning(const SimOutcome& predicted, const SimOutcome& measured);
  static QString nameOf(SimSetting setting);
  static QString unitOf(SimSetting setting);
};

/// "1,172 ms" from seconds, as the rest of the window writes it.
QString latencyText(double seconds);
/// Signed change in percent, rounded; nothing when `a` is 0.
std::optional<int> changePercent(double a, double b);

}  // namespace scfdesk
