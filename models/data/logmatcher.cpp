// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/logmatcher.h"
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;
using Kind = LogTerm::Kind;
using Verdict = LogMatcher::Verdict;

namespace {
constexpr size_t kMostSpans = 200;

bool asksOfRequest(Kind kind) { return kind == Kind::Request || kind == Kind::Status || kind == Kind::Cold || kind == Kind::Duration || kind == Kind::Version; }

bool compares(LogTerm::Compare compare, int64_t value, int64_t with) {
  switch (compare) {
    case LogTerm::Compare::Less: return value < with;
    case LogTerm::Compare::AtMost: return value <= with;
    case LogTerm::Compare::More: return value > with;
    case LogTerm::Compare::AtLeast: return value >= with;
  }
  return false;
}
/// Verbs, quotes and comments: what follows them is not read as here.
bool readsOtherwise(const QString& pattern) { return pattern.contains("(*"_L1) || pattern.contains("\\Q"_L1) || pattern.contains("(?#"_L1); }
}  // namespace

QByteArray literalOf(const QString& pattern) {
  if (readsOtherwise(pattern)) return {};
  QByteArray best, run;
  int depth = 0;
  const auto end = [&] {
    if (run.size() > best.size()) best = run;
    run.clear();
  };
  for (qsizetype i = 0; i < pattern.size(); ++i) {
    const QChar c = pattern[i];
    if (c == u'|' && depth == 0) return {};
    if (c == u'(') {
      // Inline options may change what the rest means.
      if (i + 2 < pattern.size() && pattern[i + 1] == u'?' && (pattern[i + 2].isLetter() || pattern[i + 2] == u'^' || pattern[i + 2] == u'-')) return {};
      end();
      ++depth;
    } else if (c == u')') {
      end();
      --depth;
    } else if (c == u'[') {
      end();
      ++i;
      if (i < pattern.size() && pattern[i] == u'^') ++i;
      if (i < pattern.size() && pattern[i] == u']') ++i;
      for (; i < pattern.size() && pattern[i] != u']'; ++i) {
        if (pattern[i] == u'\\') ++i;
        else if (pattern[i] == u'[' && i + 1 < pattern.size() && pattern[i + 1] == u':') return best;  // a POSIX class has brackets of its own
      }
    } else if (c == u'*' || c == u'?' || c == u'{') {
      // Whole characters: one of several bytes goes with all of them.
      while (!run.isEmpty() && (static_cast<unsigned char>(run.back()) & 0xC0U) == 0x80U) run.chop(1);
      run.chop(std::min<qsizetype>(1, run.size()));
      end();
      if (c == u'{')
        while (i < pattern.size() && pattern[i] != u'}') ++i;
    } else if (c == u'+' || c == u'.' || c == u'^' || c == u'$') {
      end();
    } else if (c == u'\\') {
      ++i;
      if (i >= pattern.size()) return best;
      if (pattern[i].isLetterOrNumber()) {
        end();
        if (QStringView(u"xopPgkcNu").contains(pattern[i])) return best;  // what follows belongs to it
      } else if (depth == 0) {
        run += QStringView(pattern).mid(i, 1).toUtf8();
      }
    } else if (depth == 0 && c.unicode() < 0x80) {
      run += char(c.unicode());
    } else {
      end();  // beyond ASCII the case of a letter is not known here
    }
  }
  end();
  return best;
}

QList<QByteArray> literalsOf(const QString& pattern) {
  if (readsOtherwise(pattern)) return {};
  QStringList alternatives(QString{});
  int depth = 0;
  bool inClass = false;
  for (qsizetype i = 0; i < pattern.size(); ++i) {
    const QChar c = pattern[i];
    if (c == u'|' && depth == 0 && !inClass) {
      alternatives << QString();
      continue;
    }
    alternatives.last() += c;
    if (c == u'\\') {
      if (++i >= pattern.size() || pattern[i] == u'c') return {};  // the next one belongs to \c, whatever it is
      alternatives.last() += pattern[i];
    } else if (inClass) {
      if (c == u'[' && i + 1 < pattern.size() && pattern[i + 1] == u':') return {};
      inClass = c != u']';
    } else if (c == u'[') {
      inClass = true;
      // A bracket that comes first is one of the class.
      for (const QChar first : {u'^', u']'})
        if (i + 1 < pattern.size() && pattern[i + 1] == first) alternatives.last() += pattern[++i];
    } else if (c == u'(') {
      ++depth;
    } else if (c == u')') {
      --depth;
    }
  }
  QList<QByteArray> literals;
  for (const QString& one : alternatives) {
    literals << literalOf(one);
    if (literals.last().isEmpty()) return {};
  }
  return literals;
}

bool LogMatcher::anyIn(const std::vector<ByteSearch>& searches, QByteArrayView bytes) {
  return searches.empty() || std::any_of(searches.begin(), searches.end(), [bytes](const ByteSearch& one) { return one.in(bytes); });
}

LogMatcher::LogMatcher(LogQuery query, NameOf nameOf) : m_query(std::move(query)), m_nameOf(std::move(nameOf)) {
  qsizetype longest = 0;
  for (const LogTerm& term : m_query.terms()) {
    const QList<QByteArray> texts = term.kind == Kind::Text ? QList<QByteArray>{term.text} : term.kind == Kind::Regex ? literalsOf(QString::fromUtf8(term.text)) : QList<QByteArray>();
    std::vector<ByteSearch> searches(texts.begin(), texts.end());
    qsizetype shortest = texts.isEmpty() ? 0 : texts.front().size();
    for (const QByteArray& text : texts) shortest = std::min(shortest, text.size());
    if (!term.negated && shortest > longest) {
      longest = shortest;
      m_needles = searches;
    }
    m_terms.push_back({term, std::move(searches), {}});
    m_outcome = m_outcome || term.kind == Kind::Status || term.kind == Kind::Duration;
    m_asksRequest = m_asksRequest || asksOfRequest(term.kind);
  }
  const auto cost = [](const Ready& r) { return r.term.kind == Kind::Regex ? 3 : r.term.kind == Kind::Text ? 2 : asksOfRequest(r.term.kind) ? 1 : 0; };
  std::stable_sort(m_terms.begin(), m_terms.end(), [cost](const Ready& a, const Ready& b) { return cost(a) < cost(b); });
}

bool LogMatcher::function(const Ready& ready, FunctionId id) const {
  if (const auto it = ready.functions.constFind(id); it != ready.functions.constEnd()) return *it;
  const QString name = id == 0 ? u"engine"_s : m_nameOf ? m_nameOf(id) : QString();
  const bool is = std::any_of(ready.term.values.begin(), ready.term.values.end(), [&](const QString& wanted) {
    return wanted.endsWith(u'*') ? name.startsWith(QStringView(wanted).chopped(1), Qt::CaseInsensitive) : name.compare(wanted, Qt::CaseInsensitive) == 0;
  });
  if (!name.isEmpty()) ready.functions.insert(id, is);
  return is;
}

Verdict LogMatcher::request(const Ready& ready, const RequestFacts& facts, bool hasRequest) const {
  const LogTerm& term = ready.term;
  bool is = false;
  if (hasRequest && facts.known) {
    if ((term.kind == Kind::Status || term.kind == Kind::Duration) && !facts.finished) return Verdict::Later;
    switch (term.kind) {
      case Kind::Cold: is = facts.cold; break;
      case Kind::Version: is = facts.version && std::find(term.versions.begin(), term.versions.end(), *facts.version) != term.versions.end(); break;
      case Kind::Duration: is = compares(term.compare, facts.durationUs, term.durationUs); break;
      case Kind::Status:
        is = std::any_of(term.codes.begin(), term.codes.end(), [&](const LogTerm::Codes& c) { return facts.statusCode >= c.from && facts.statusCode <= c.to; });
        break;
      default: is = std::any_of(term.values.begin(), term.values.end(), [&](const QString& v) { return facts.requestId.startsWith(v.toLatin1()); });
    }
  }
  return is != term.negated ? Verdict::Yes : Verdict::No;
}

Verdict LogMatcher::line(const LogRecord& record, QByteArrayView text, const FactsOf& factsOf) const {
  Verdict verdict = Verdict::Yes;
  std::optional<RequestFacts> facts;
  for (const Ready& ready : m_terms) {
    const LogTerm& term = ready.term;
    bool is = false;
    switch (term.kind) {
      case Kind::Function: is = function(ready, record.function); break;
      case Kind::Instance: is = std::find(term.instances.begin(), term.instances.end(), record.instance) != term.instances.end(); break;
      case Kind::Level: is = (term.levels >> uint8_t(record.level) & 1U) != 0; break;
      case Kind::Text: is = anyIn(ready.searches, text); break;
      case Kind::Regex: is = anyIn(ready.searches, text) && term.regex.match(QString::fromUtf8(text)).hasMatch(); break;
      default: {
        if (!facts) facts = record.invocation != 0 ? factsOf(record.invocation) : RequestFacts();
        const Verdict one = request(ready, *facts, record.invocation != 0);
        if (one == Verdict::No) return one;
        if (one == Verdict::Later) verdict = one;
        continue;
      }
    }
    if (is == term.negated) return Verdict::No;
  }
  return verdict;
}

Verdict LogMatcher::invocation(FunctionId id, InstanceId instance, const RequestFacts& facts) const {
  Verdict verdict = Verdict::Yes;
  for (const Ready& ready : m_terms) {
    const LogTerm& term = ready.term;
    if (term.kind == Kind::Text || term.kind == Kind::Regex || term.kind == Kind::Level) continue;
    if (term.kind == Kind::Function || term.kind == Kind::Instance) {
      const bool is = term.kind == Kind::Function ? function(ready, id) : std::find(term.instances.begin(), term.instances.end(), instance) != term.instances.end();
      if (is == term.negated) return Verdict::No;
      continue;
    }
    const Verdict one = request(ready, facts, true);
    if (one == Verdict::No) return one;
    if (one == Verdict::Later) verdict = one;
  }
  return verdict;
}

bool LogMatcher::takesFunction(FunctionId id) const {
  return std::none_of(m_terms.begin(), m_terms.end(), [&](const Ready& ready) { return ready.term.kind == Kind::Function && function(ready, id) == ready.term.negated; });
}

bool LogMatcher::rowMayMatch(FunctionId id, const RequestFacts& facts) const {
  return std::none_of(m_terms.begin(), m_terms.end(), [&](const Ready& ready) {
    if (asksOfRequest(ready.term.kind)) return request(ready, facts, true) == Verdict::No;
    return ready.term.kind == Kind::Function && !ready.term.negated && !function(ready, 0) && !function(ready, id);
  });
}

std::vector<LogMatcher::Span> LogMatcher::spans(const QString& text) const {
  std::vector<Span> found;
  for (const Ready& ready : m_terms) {
    if (ready.term.negated) continue;
    if (ready.term.kind == Kind::Text) {
      const QString wanted = QString::fromUtf8(ready.term.text);
      for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0 && found.size() < kMostSpans; at = text.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive))
        found.push_back({at, wanted.size()});
    } else if (ready.term.kind == Kind::Regex) {
      for (auto it = ready.term.regex.globalMatch(text); it.hasNext() && found.size() < kMostSpans;) {
        const QRegularExpressionMatch match = it.next();
        if (match.capturedLength() > 0) found.push_back({match.capturedStart(), match.capturedLength()});
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Span& a, const Span& b) { return a.at < b.at; });
  std::vector<Span> spans;
  for (const Span& s : found) {
    if (!spans.empty() && s.at <= spans.back().at + spans.back().length) spans.back().length = std::max(spans.back().length, s.at + s.length - spans.back().at);
    else spans.push_back(s);
  }
  return spans;
}

RequestFacts LogMatcher::factsOf(const Invocation& v) { return {true, v.finished, v.cold, v.statusCode, v.durationUs, v.requestId, v.version}; }

}  // namespace scfdesk
