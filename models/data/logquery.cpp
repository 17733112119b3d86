// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/logquery.h"
#include "models/data/invocation.h"
#include <QCoreApplication>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;
using Reason = LogQueryError::Reason;
using Kind = LogTerm::Kind;

namespace {
constexpr int64_t kMostDurationUs = 24LL * 3600 * 1'000'000;
/// A regular expression gets this many steps for one line; then the line does not match. What one types must not hang the window.
constexpr auto kStepLimit = "(*LIMIT_MATCH=100000)"_L1;

bool fieldLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

std::optional<LogLevel> levelOf(const QString& name) {
  for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error, LogLevel::Platform})
    if (logLevelName(level).compare(name, Qt::CaseInsensitive) == 0) return level;
  return std::nullopt;
}
}  // namespace

const char* LogQueryError::sentence() const {
  switch (reason) {
    case Reason::UnknownField: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "There is no field %1. Use fn, ver, req, inst, level, status or dur, or put the text in quotes.");
    case Reason::NoValue: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "%1 needs a value.");
    case Reason::OpenQuote: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "The quote is not closed.");
    case Reason::OpenRegex: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "The regular expression is not closed with /.");
    case Reason::BadRegex: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "The regular expression is wrong: %1.");
    case Reason::UnknownLevel: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "There is no level %1. Use debug, info, warn, error or plat; warn+ is warn and up.");
    case Reason::BadStatus: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "%1 is no status. Use a code like 433, 4xx, ok or failed.");
    case Reason::BadInstance: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "%1 is no instance. Use a name like i-5e48.");
    case Reason::BadRequest: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "%1 is not the beginning of a request id.");
    case Reason::BadVersion: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "%1 is no version. Use a number, or $LATEST.");
    case Reason::BadDuration: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "%1 is no duration. Use a number with us, ms, s or m, like dur>500ms.");
    case Reason::NothingNegated: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "- stands before what must not match.");
    case Reason::TooLong: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "A query has at most %1 characters.");
    case Reason::TooMany: return QT_TRANSLATE_NOOP("scfdesk::LogQuery", "A query has at most %1 terms.");
  }
  return "";
}

QString LogQueryError::english() const {
  const QString text = QString::fromLatin1(sentence());
  return text.contains("%1"_L1) ? text.arg(what) : text;
}

/// Reads one query from its beginning; stops at the first mistake.
class LogQueryParser final {
 public:
  explicit LogQueryParser(const QString& text) : m_text(text) {}
  LogQuery::Parsed run() {
    m_out.query.m_text = m_text;
    if (m_text.size() > LogQuery::kMostChars) fail(Reason::TooLong, LogQuery::kMostChars, m_text.size() - LogQuery::kMostChars, QString::number(LogQuery::kMostChars));
    while (!m_out.error) {
      while (m_at < m_text.size() && m_text[m_at].isSpace()) ++m_at;
      if (m_at >= m_text.size()) break;
      term();
    }
    return std::move(m_out);
  }

 private:
  void fail(Reason reason, qsizetype at, qsizetype length, const QString& what = {}) {
    m_out.error = LogQueryError{reason, at, std::max<qsizetype>(length, 1), what};
  }
  [[nodiscard]] QChar peek(qsizetype by = 0) const { return m_at + by < m_text.size() ? m_text[m_at + by] : QChar(); }

  void term() {
    LogTerm t;
    t.at = m_at;
    if (m_out.query.m_terms.size() >= LogQuery::kMostTerms) return fail(Reason::TooMany, m_at, m_text.size() - m_at, QString::number(LogQuery::kMostTerms));
    if (peek() == u'-' ) {
      t.negated = true;
      ++m_at;
      if (peek().isNull() || peek().isSpace()) return fail(Reason::NothingNegated, t.at, 1);
    }
    if (peek() == u'"') readQuoted(t);
    else if (peek() == u'/') readRegex(t);
    else readWord(t);
    if (m_out.error) return;
    t.length = m_at - t.at;
    m_out.query.m_terms.push_back(std::move(t));
  }

  void readQuoted(LogTerm& t) {
    const qsizetype from = m_at++;
    QString text;
    for (; m_at < m_text.size() && m_text[m_at] != u'"'; ++m_at) {
      if (m_text[m_at] == u'\\' && (peek(1) == u'"' || peek(1) == u'\\')) ++m_at;
      text += m_text[m_at];
    }
    if (m_at >= m_text.size()) return fail(Reason::OpenQuote, from, m_text.size() - from);
    ++m_at;
    if (text.isEmpty()) return fail(Reason::NoValue, from, 2, u"\"\""_s);
    t.kind = Kind::Text;
    t.text = text.toUtf8();
  }

  void readRegex(LogTerm& t) {
    const qsizetype from = m_at++;
    QString pattern;
    bool inClass = false;
    for (; m_at < m_text.size() && (m_text[m_at] != u'/' || inClass); ++m_at) {
      const QChar c = m_text[m_at];
      if (c == u'\\' && m_at + 1 < m_text.size()) {
        if (peek(1) != u'/') pattern += c;
        pattern += m_text[++m_at];
        continue;
      }
      if (c == u'[') inClass = true;
      if (c == u']') inClass = false;
      pattern += c;
    }
    if (m_at >= m_text.size()) return fail(Reason::OpenRegex, from, m_text.size() - from);
    ++m_at;
    if (pattern.isEmpty()) return fail(Reason::NoValue, from, 2, u"//"_s);
    QRegularExpression::PatternOptions options = QRegularExpression::NoPatternOption;
    if (peek() == u'i') {
      options |= QRegularExpression::CaseInsensitiveOption;
      ++m_at;
    }
    t.kind = Kind::Regex;
    t.text = pattern.toUtf8();
    t.regex = QRegularExpression(kStepLimit + pattern, options);
    if (!t.regex.isValid()) {
      const qsizetype offset = std::clamp<qsizetype>(t.regex.patternErrorOffset() - kStepLimit.size(), 0, pattern.size());
      return fail(Reason::BadRegex, std::min(from + 1 + offset, m_at - 1), 1, t.regex.errorString());
    }
    t.regex.optimize();
  }

  void readWord(LogTerm& t) {
    const qsizetype from = m_at;
    while (m_at < m_text.size() && !m_text[m_at].isSpace()) ++m_at;
    const QString word = m_text.mid(from, m_at - from);
    qsizetype letters = 0;
    while (letters < word.size() && fieldLetter(word[letters])) ++letters;
    const QString field = word.left(letters).toLower();
    if (field == "dur"_L1 && letters < word.size() && (word[letters] == u'>' || word[letters] == u'<')) return readDuration(t, from, word, letters);
    if (letters > 0 && letters < word.size() && word[letters] == u':' && !word.mid(letters).startsWith("://"_L1)) return readField(t, from, word, letters);
    if (word == "cold"_L1) {
      t.kind = Kind::Cold;
      return;
    }
    t.kind = Kind::Text;
    t.text = word.toUtf8();
  }

  void readDuration(LogTerm& t, qsizetype from, const QString& word, qsizetype letters) {
    t.kind = Kind::Duration;
    const bool more = word[letters] == u'>';
    qsizetype value = letters + 1;
    const bool equal = value < word.size() && word[value] == u'=';
    if (equal) ++value;
    t.compare = more ? (equal ? LogTerm::Compare::AtLeast : LogTerm::Compare::More) : (equal ? LogTerm::Compare::AtMost : LogTerm::Compare::Less);
    const QString text = word.mid(value);
    if (text.isEmpty()) return fail(Reason::NoValue, from, word.size(), word);
    qsizetype digits = 0;
    while (digits < text.size() && (text[digits].isDigit() || text[digits] == u'.')) ++digits;
    const QString unit = text.mid(digits).toLower();
    bool number = false;
    const double amount = text.left(digits).toDouble(&number);
    const double factor = unit == "us"_L1 ? 1 : unit.isEmpty() || unit == "ms"_L1 ? 1e3 : unit == "s"_L1 ? 1e6 : unit == "m"_L1 ? 60e6 : 0;
    if (!number || factor == 0 || amount * factor > double(kMostDurationUs)) return fail(Reason::BadDuration, from + value, text.size(), text);
    t.durationUs = int64_t(amount * factor + 0.5);
  }

  void readField(LogTerm& t, qsizetype from, const QString& word, qsizetype letters) {
    const QString field = word.left(letters).toLower();
    if (!LogQuery::fields().contains(field)) return fail(Reason::UnknownField, from, letters, word.left(letters));
    if (letters + 1 >= word.size()) return fail(Reason::NoValue, from, word.size(), field + u':');
    t.kind = field == "fn"_L1 ? Kind::Function : field == "req"_L1 ? Kind::Request : field == "inst"_L1 ? Kind::Instance : field == "level"_L1 ? Kind::Level : field == "ver"_L1 ? Kind::Version : Kind::Status;
    qsizetype at = letters + 1;
    for (const QString& value : word.mid(at).split(u',')) {
      if (value.isEmpty()) return fail(Reason::NoValue, from + std::min(at, word.size() - 1), 1, field + u':');
      readValue(t, value, from + at);
      if (m_out.error) return;
      at += value.size() + 1;
    }
  }

  void readValue(LogTerm& t, const QString& value, qsizetype at) {
    switch (t.kind) {
      case Kind::Request: {
        const QString id = value.toLower();
        const bool good = id.size() <= 36 && std::all_of(id.begin(), id.end(), [](QChar c) { return c.isDigit() || (c >= u'a' && c <= u'f') || c == u'-'; });
        if (!good) return fail(Reason::BadRequest, at, value.size(), value);
        t.values << id;
        return;
      }
      case Kind::Instance: {
        const InstanceId id = instanceOf(value.startsWith("i-"_L1, Qt::CaseInsensitive) ? value : QString(u"i-"_s + value));
        if (id == 0) return fail(Reason::BadInstance, at, value.size(), value);
        t.instances.push_back(id);
        return;
      }
      case Kind::Version: {
        const auto version = versionFromName(value.compare("$LATEST"_L1, Qt::CaseInsensitive) == 0 ? versionName(0) : value);
        if (!version) return fail(Reason::BadVersion, at, value.size(), value);
        t.versions.push_back(*version);
        return;
      }
      case Kind::Level: return readLevel(t, value, at);
      case Kind::Status: return readStatus(t, value, at);
      default: t.values << value;
    }
  }

  void readLevel(LogTerm& t, const QString& value, qsizetype at) {
    const bool up = value.endsWith(u'+');
    const auto level = levelOf(up ? value.chopped(1) : value);
    if (!level || (up && *level == LogLevel::Platform)) return fail(Reason::UnknownLevel, at, value.size(), value);
    const LogLevel last = up ? LogLevel::Error : *level;
    for (auto l = uint8_t(*level); l <= uint8_t(last); ++l) t.levels |= uint8_t(1U << l);
  }

  void readStatus(LogTerm& t, const QString& value, qsizetype at) {
    const QString word = value.toLower();
    if (word == "ok"_L1) return t.codes.push_back({status::kSuccess, status::kSuccess});
    if (word == "failed"_L1) return t.codes.push_back({400, 599});
    bool number = false;
    const int code = word.toInt(&number);
    if (number && word.size() == 3 && code >= 100) return t.codes.push_back({code, code});
    if (word.size() == 3 && word[0] >= u'1' && word[0] <= u'9' && word.endsWith("xx"_L1)) {
      const int hundred = (word[0].unicode() - u'0') * 100;
      return t.codes.push_back({hundred, hundred + 99});
    }
    fail(Reason::BadStatus, at, value.size(), value);
  }

  const QString m_text;
  qsizetype m_at = 0;
  LogQuery::Parsed m_out;
};

LogQuery::Parsed LogQuery::parse(const QString& text) { return LogQueryParser(text).run(); }

QStringList LogQuery::fields() { return {u"fn"_s, u"ver"_s, u"req"_s, u"inst"_s, u"level"_s, u"status"_s}; }

QString LogQuery::without(size_t i) const {
  QString text = m_text;
  if (i >= m_terms.size()) return text;
  text.remove(m_terms[i].at, m_terms[i].length);
  return text.simplified() == text ? text : text.trimmed().replace(u"  "_s, u" "_s);
}

QString LogQuery::quoted(const QString& text) {
  QString inner = text;
  inner.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
  return u'"' + inner + u'"';
}

}  // namespace scfdesk
