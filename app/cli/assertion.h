// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QList>
#include <QMap>
#include <vector>

namespace scfdesk::cli {

/// What a load came to. Times in microseconds; latencies count from when an event was due, so that a stall is not left out.
struct LoadFigures {
  int64_t count = 0;                    ///< events sent
  int64_t failed = 0;                   ///< refused, failed in the function, without an answer, or not as expected
  int64_t unexpected = 0;               ///< of these: answered, and not as --expect wants it
  int64_t late = 0;                     ///< sent later than they were due, as too many were under way
  double seconds = 0;                   ///< from the first event to the last answer
  double sentPerSecond = 0;
  double memoryBytes = 0;               ///< peak of all answers
  std::vector<int64_t> latencies;       ///< of all answered events, sorted
  std::vector<int64_t> durations;       ///< in the function, of those that ran, sorted
  QMap<QString, int64_t> codes;         ///< errors by code
  /// Nearest rank; 0 of none. `share` from 0 to 1.
  [[nodiscard]] static double percentile(const std::vector<int64_t>& sorted, double share);
  [[nodiscard]] static double mean(const std::vector<int64_t>& values);
};

/// "p99<200ms": a limit that a load must keep. Left: p1 to p99.99, mean, min, max (latency), run.p99 and its like (time in the function),
/// errors (a number, or with % a share), rate (events answered a second), memory (KB, MB, GB). Then < <= > >= == !=. Times take us, ms (also
/// without a unit) or s.
class Assertion final {
 public:
  /// Error: Local.Words, naming what is wrong.
  static Result<Assertion> parse(const QString& text);
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] double measured(const LoadFigures& figures) const;  ///< in the unit that was written
  [[nodiscard]] bool holds(const LoadFigures& figures) const;
  /// "p99 is 231.4 ms, not < 200 ms"
  [[nodiscard]] QString verdict(const LoadFigures& figures) const;

 private:
  enum class What : uint8_t { Percentile, Mean, Least, Most, Errors, ErrorShare, Rate, Memory };
  QString m_text, m_name, m_operation, m_unit;
  What m_what = What::Percentile;
  bool m_inFunction = false;
  double m_share = 0, m_limit = 0, m_scale = 1;
};

}  // namespace scfdesk::cli
