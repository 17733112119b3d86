// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <vector>

namespace scfdesk {

/// A line of two texts laid over each other.
struct LineChange {
  enum class Kind : uint8_t { Same, OnlyFirst, OnlySecond };
  Kind kind = Kind::Same;
  QByteArray text;
  friend bool operator==(const LineChange&, const LineChange&) = default;
};

inline constexpr qsizetype kLinesCompared = 2000;  ///< of longer texts only the last so many lines

/// The fewest lines taken away and added that make the second of the first, in order. Pure; any thread.
std::vector<LineChange> diffLines(QList<QByteArray> first, QList<QByteArray> second);

/// The lines of one request's log without what is never the same twice: request ids, times and sizes of the platform's own lines, the
/// times at the beginning of Node.js lines; and without the report of a cold start. Pure; any thread.
QList<QByteArray> comparableLines(const QByteArray& log, const QByteArray& requestId);

}  // namespace scfdesk
