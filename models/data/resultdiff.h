// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <vector>

namespace scfdesk {

/// One place in which two JSON values differ.
struct JsonChange {
  enum class Kind : uint8_t { Changed, Added, Removed };
  Kind kind = Kind::Changed;
  QString path;     ///< "$.items[2].id", "$[\"a b\"]"
  QString pattern;  ///< the same place of any element: "$.items[*].id"; what is muted
  QString before, after;  ///< JSON, cut at kJsonChangeChars
  friend bool operator==(const JsonChange&, const JsonChange&) = default;
};

struct JsonDiff {
  std::vector<JsonChange> changes;  ///< in the order of the later value; at most kJsonChangesShown
  int muted = 0;                    ///< changes that were left out because their pattern is muted
  bool more = false;                ///< there are others beyond the limit
};

inline constexpr int kJsonChangesShown = 500;
inline constexpr qsizetype kJsonChangeChars = 400;
inline constexpr int kJsonDiffDepth = 100;               ///< deeper values are compared as a whole
inline constexpr qsizetype kJsonDiffBytes = 4 * 1024 * 1024;  ///< a larger result is compared as a whole

/// What changed from one result to another, by path. Texts that are no JSON are compared as a whole. Pure; any thread.
JsonDiff diffJson(const QByteArray& before, const QByteArray& after, const QStringList& mutedPatterns);

}  // namespace scfdesk
