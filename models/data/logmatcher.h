// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/bytesearch.h"
#include "models/data/logquery.h"
#include <QHash>
#include <functional>

namespace scfdesk {

/// What is known of the request that a line belongs to.
struct RequestFacts {
  bool known = false;
  bool finished = false;
  bool cold = false;
  int statusCode = status::kRunning;
  int64_t durationUs = 0;    ///< run of the handler
  QByteArray requestId;      ///< text
  std::optional<VersionNumber> version = {};  ///< which one ran; none where nobody says
};

/// A query made ready to be asked of lines and invocations. Cheap conditions come first; what a line's bytes must hold is looked
/// for before anything is decoded. Asks for a function's name once. One thread at a time.
class LogMatcher final {
 public:
  using NameOf = std::function<QString(FunctionId)>;
  using FactsOf = std::function<RequestFacts(InvocationId)>;
  enum class Verdict : uint8_t { No, Yes, Later /*!< when the request has ended */ };

  LogMatcher(LogQuery query, NameOf nameOf);
  [[nodiscard]] const LogQuery& query() const { return m_query; }
  [[nodiscard]] Verdict line(const LogRecord& record, QByteArrayView text, const FactsOf& factsOf) const;
  /// Only what an invocation has: text and level are left out. `facts` of it.
  [[nodiscard]] Verdict invocation(FunctionId function, InstanceId instance, const RequestFacts& facts) const;
  /// Do the conditions on the function hold?
  [[nodiscard]] bool takesFunction(FunctionId id) const;
  /// Can any line of a request match, as far as its function and its outcome tell? False is sure.
  [[nodiscard]] bool rowMayMatch(FunctionId function, const RequestFacts& facts) const;
  /// Can bytes that hold many lines have one that matches? False is sure.
  [[nodiscard]] bool bytesMayMatch(QByteArrayView bytes) const { return anyIn(m_needles, bytes); }
  [[nodiscard]] bool hasNeedle() const { return !m_needles.empty(); }
  /// Does it ask for anything that only an ended request has?
  [[nodiscard]] bool asksOutcome() const { return m_outcome; }
  struct Span {
    qsizetype at, length;
  };
  /// What is to be marked in a text, in order, without overlaps.
  [[nodiscard]] std::vector<Span> spans(const QString& text) const;

  static RequestFacts factsOf(const Invocation& invocation);

 private:
  struct Ready {
    LogTerm term;
    std::vector<ByteSearch> searches;  ///< Text: the text; Regex: every match holds one of them; empty = any line may match
    mutable QHash<FunctionId, bool> functions;
  };
  [[nodiscard]] static bool anyIn(const std::vector<ByteSearch>& searches, QByteArrayView bytes);
  [[nodiscard]] bool function(const Ready& ready, FunctionId id) const;
  [[nodiscard]] Verdict request(const Ready& ready, const RequestFacts& facts, bool hasRequest) const;
  LogQuery m_query;
  NameOf m_nameOf;
  std::vector<Ready> m_terms;  ///< cheapest first
  std::vector<ByteSearch> m_needles;  ///< every match holds one of them, of the term where they are longest; empty = none is known
  bool m_outcome = false, m_asksRequest = false;
};

/// The longest text that every match of a pattern must hold (case aside); empty where none is sure. Pure.
QByteArray literalOf(const QString& pattern);
/// Texts of which every match of a pattern must hold one (case aside): one for each of its alternatives; empty where none is sure.
/// Pure.
QList<QByteArray> literalsOf(const QString& pattern);

}  // namespace scfdesk
