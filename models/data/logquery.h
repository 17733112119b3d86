// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/log.h"
#include <QRegularExpression>
#include <optional>
#include <vector>

namespace scfdesk {

/// One condition of a query: fn: ver: req: inst: level: status: "text" /regex/ cold dur>; any of them with "-" before it.
struct LogTerm {
  enum class Kind : uint8_t { Function, Request, Instance, Level, Status, Text, Regex, Cold, Duration, Version };
  enum class Compare : uint8_t { Less, AtMost, More, AtLeast };
  struct Codes {
    int from = 0, to = 0;  ///< both included
  };
  Kind kind = Kind::Text;
  bool negated = false;
  qsizetype at = 0, length = 0;   ///< where it stands in the query, with its minus
  QStringList values;             ///< Function (a "*" at the end: any rest), Request (beginnings): one of them is enough
  std::vector<InstanceId> instances;
  std::vector<VersionNumber> versions;
  std::vector<Codes> codes;       ///< Status
  uint8_t levels = 0;             ///< bit 1 << LogLevel
  QByteArray text;                ///< Text: without regard to case for ASCII
  QRegularExpression regex;
  Compare compare = Compare::More;
  int64_t durationUs = 0;
};

/// What is wrong with a query and where.
struct LogQueryError {
  enum class Reason : uint8_t {
    UnknownField, NoValue, OpenQuote, OpenRegex, BadRegex, UnknownLevel, BadStatus, BadInstance, BadRequest, BadDuration, BadVersion, NothingNegated, TooLong, TooMany,
  };
  Reason reason = Reason::UnknownField;
  qsizetype at = 0, length = 0;   ///< of the mistake, in UTF-16 units
  QString what;                   ///< what the sentence names
  /// One English sentence with %1 for `what`; translated in the context "scfdesk::LogQuery".
  [[nodiscard]] const char* sentence() const;
  [[nodiscard]] QString english() const;
};

/// A query over log lines: terms divided by spaces, all of which must hold; commas within a field are alternatives.
///   fn:thumbnail,settle-*  ver:3,$LATEST  req:9be20f11  inst:i-5e48  level:warn+  status:433,5xx,failed  "two words"  word  /time.?out/i  -text
///   cold  dur>500ms  dur<=2s
/// Pure; a value, any thread.
class LogQuery final {
 public:
  static constexpr qsizetype kMostChars = 2000;
  static constexpr size_t kMostTerms = 50;
  struct Parsed;
  /// Reads the text up to its first mistake; what stands before it is in the query.
  static Parsed parse(const QString& text);
  [[nodiscard]] const std::vector<LogTerm>& terms() const { return m_terms; }
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] bool empty() const { return m_terms.empty(); }
  /// The names of the fields, for completion.
  static QStringList fields();
  /// The query without its term number `i`, as one would have typed it.
  [[nodiscard]] QString without(size_t i) const;
  /// A value as it is written in a query: in quotes where it needs them.
  static QString quoted(const QString& text);

 private:
  friend class LogQueryParser;
  QString m_text;
  std::vector<LogTerm> m_terms;
};

struct LogQuery::Parsed {
  LogQuery query;
  std::optional<LogQueryError> error;
};

}  // namespace scfdesk
