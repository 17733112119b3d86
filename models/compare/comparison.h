// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/compare/linediff.h"
#include "models/data/result.h"
#include "models/data/resultdiff.h"
#include <optional>

namespace scfdesk {

/// What one end made of an event.
struct CompareSide {
  QString name;                  ///< of the end, for people
  std::optional<Error> error;    ///< it could not be asked; everything below is empty then
  int statusCode = 0;            ///< 200, 430, ...; of the last run
  QByteArray result;             ///< what came back, or the error object
  QByteArray log;                ///< its end: at most 4 KB (facts/scf.md 1.9)
  QByteArray requestId;
  int runs = 0;
  int coldStarts = 0;
  double durationMs = 0;         ///< in the function; the median over the runs
  double roundTripMs = 0;        ///< from here and back; the median over the runs
  double billedMs = 0;
  int64_t memoryBytes = 0;       ///< the most of all runs
};

/// The same event at two ends.
struct Comparison {
  CompareSide first, second;
  JsonDiff result;               ///< from the first to the second
  std::vector<LineChange> log;   ///< without what is never the same twice (comparableLines)

  /// Both answered, with the same status code and the same result (but for what is muted).
  [[nodiscard]] bool same() const;
  [[nodiscard]] bool sameLog() const;
  /// Both could be asked.
  [[nodiscard]] bool complete() const { return !first.error && !second.error; }
};

/// Works out what differs; `muted` are patterns of places as in JsonChange::pattern. Pure.
Comparison compareSides(CompareSide first, CompareSide second, const QStringList& muted);

/// The answer of Invoke with the tail of its log added to a side. Error: Local.BadAnswer.
Status takeInvoke(CompareSide& side, const QByteArray& answer, double roundTripMs);

}  // namespace scfdesk
