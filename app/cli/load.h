// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/assertion.h"
#include "app/cli/expectation.h"
#include "app/cli/transport.h"

namespace scfdesk::cli {

/// A series of invocations from the command line.
struct LoadPlan {
  static constexpr qint64 kMostEvents = 1'000'000;
  static constexpr double kMostPerSecond = 100'000;
  static constexpr int kMostAtOnce = 4000;  ///< under way; further events wait for a place, and their latency shows it
  QByteArray params;     ///< of Invoke
  std::function<QByteArray(qint64)> made;  ///< in their place, of the n-th event (from 1), where its event has variables
  qint64 count = 1;
  double rate = 0;       ///< events a second, open loop; 0 = one after the other
  int limitMs = 0;       ///< for each answer
  bool async = false;
  std::optional<Expectation> expect;
};

/// Runs it to its end and gives what it came to. Events are sent when they are due, whatever became of the earlier ones. Blocking (turns the
/// event loop); `progress` is called now and then with how many have ended.
[[nodiscard]] LoadFigures runLoad(Transport& transport, const LoadPlan& plan, const std::function<void(qint64)>& progress);

/// The status code of a failed invocation's error object; 0 when there is none.
[[nodiscard]] int statusCodeOf(const QByteArray& result);

}  // namespace scfdesk::cli
