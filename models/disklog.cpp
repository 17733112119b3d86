// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/disklog.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype kCachedBytes = 32 << 20;
constexpr qsizetype kLineCost = 256;  // besides its text
constexpr int kFirstLines = 200;     // more than a screen
constexpr int kPageMatches = 20'000;
constexpr int kFetchedAtOnce = 400;
constexpr int kCutBytes = 16 * 1024; // of a line; the inspector shows no more of one on disk

LogLevel levelOf(const QString& name) {
  for (const LogLevel level : {LogLevel::Debug, LogLevel::Warn, LogLevel::Error, LogLevel::Platform})
    if (logLevelName(level) == name) return level;
  return LogLevel::Info;
}
}  // namespace

void keptLine(const QJsonObject& line, LogRecord& r, QByteArray& text, RequestFacts& facts) {
  // A seq of its own for each line, never 0: that is a line which is not there yet.
  r.seq = uint64_t(line[u"row"_s].toInteger()) * 2 + 1;
  r.at = line[u"us"_s].toInteger();
  r.function = FunctionId(line[u"functionId"_s].toInteger());
  r.instance = instanceOf(line[u"instance"_s].toString());
  r.level = levelOf(line[u"level"_s].toString());
  text = line[u"text"_s].toString().toUtf8();
  r.length = uint32_t(text.size());
  if (line.contains(u"requestId"_s))
    facts = {true, true, line[u"cold"_s].toBool(), line[u"status"_s].toInt(), line[u"durationUs"_s].toInteger(), line[u"requestId"_s].toString().toLatin1(), {}};
  if (line.contains(u"version"_s)) facts.version = versionFromName(line[u"version"_s].toString());
}

DiskLog::DiskLog(Backend& backend, QObject* parent) : LogRows(parent), m_backend(backend), m_lines(kCachedBytes) {
  m_soon.setSingleShot(true);
  connect(&m_soon, &QTimer::timeout, this, &DiskLog::fetch);
}

void DiskLog::search(const QString& query) {
  cancel();
  m_query = query;
  m_all = query.trimmed().isEmpty();
  m_id = "view-" + QByteArray::number(quintptr(this), 16) + '-' + QByteArray::number(qulonglong(++m_searches));
  m_matches.clear();
  m_lines.clear();
  m_wanted.clear();
  m_error.reset();
  m_first = m_end = m_next = m_looked = 0;
  m_complete = m_cancelled = m_started = false;
  m_busy = true;
  Q_EMIT reset();
  ask();
}

void DiskLog::cancel() {
  if (!m_busy) return;
  m_busy = false;
  m_cancelled = true;
  m_backend.local("DELETE", "/-/logs?id=" + m_id, {}, this, [](const Result<QByteArray>&) {});
  ++m_searches;
  Q_EMIT progressed();
}

void DiskLog::ask() {
  QByteArray target("/-/logs?id=" + m_id);
  if (m_all) target += "&index=1";
  else target += "&query=" + QUrl::toPercentEncoding(m_query);
  target += "&cut=" + QByteArray::number(kCutBytes);
  // The first page is what fills the screen; the others only say where.
  if (!m_started) target += "&lines=" + QByteArray::number(kFirstLines);
  else target += "&lines=0&before=" + QByteArray::number(m_next);
  target += "&matches=" + QByteArray::number(m_started ? kPageMatches : kFirstLines);
  m_backend.local("GET", target, {}, this, [this, search = m_searches](const Result<QByteArray>& page) {
    if (search == m_searches) onPage(page);
  });
}

void DiskLog::onPage(const Result<QByteArray>& page) {
  if (!page) {
    m_error = page.error();
    m_busy = false;
    Q_EMIT progressed();
    return;
  }
  const QJsonObject answer = QJsonDocument::fromJson(*page).object();
  const qint64 sizeBefore = size();
  m_first = answer[u"first"_s].toInteger();
  m_end = m_started ? m_end : answer[u"end"_s].toInteger();
  m_complete = answer[u"complete"_s].toBool();
  m_looked += answer[u"looked"_s].toInteger();
  m_next = answer[u"next"_s].toInteger();
  const QJsonArray lines = answer[u"lines"_s].toArray();
  for (const auto& line : lines) keep(line.toObject());
  const QJsonArray matches = answer[u"matches"_s].toArray();
  for (const auto& match : matches)
    if (!m_all && !full()) m_matches.push_front(match.toInteger());
  const bool first = !m_started;
  m_started = true;
  m_busy = answer[u"more"_s].toBool() && !full();
  const qint64 came = size() - sizeBefore;
  if (first) Q_EMIT reset();
  else if (came > 0) Q_EMIT changed(0, came, 0);
  Q_EMIT progressed();
  if (m_busy) ask();
}

void DiskLog::keep(const QJsonObject& line) {
  auto kept = std::make_unique<Kept>();
  keptLine(line, kept->record, kept->text, kept->facts);
  const qsizetype cost = kept->text.size() + kLineCost;
  m_lines.insert(line[u"row"_s].toInteger(), kept.release(), cost);
}

qint64 DiskLog::size() const { return m_all ? m_end - m_first : static_cast<qint64>(m_matches.size()); }
qint64 DiskLog::storeIndex(qint64 row) const { return m_all ? m_first + row : m_matches[static_cast<size_t>(row)]; }
qint64 DiskLog::rowAt(qint64 number) const {
  if (m_all) return std::clamp<qint64>(number - m_first, 0, size());
  return std::lower_bound(m_matches.begin(), m_matches.end(), number) - m_matches.begin();
}

bool DiskLog::there(qint64 row) const { return row >= 0 && row < size() && m_lines.contains(storeIndex(row)); }

LogLine DiskLog::at(qint64 row) const {
  const qint64 number = storeIndex(row);
  if (const Kept* kept = m_lines.object(number)) return {kept->record, kept->text};
  want(number);
  LogRecord empty;
  empty.seq = 0;
  return {empty, {}};
}

RequestFacts DiskLog::factsOf(const LogLine& line) const {
  const Kept* kept = line.record.seq == 0 ? nullptr : m_lines.object((static_cast<qint64>(line.record.seq) - 1) / 2);
  return kept ? kept->facts : RequestFacts();
}

void DiskLog::want(qint64 number) const {
  m_wanted.insert(number);
  if (!m_soon.isActive()) m_soon.start(0);
}

void DiskLog::fetch() {
  if (m_fetching || m_wanted.isEmpty()) return;
  // Of a fast scroll only the last screens are still of interest.
  QList<qint64> wanted(m_wanted.begin(), m_wanted.end());
  m_wanted.clear();
  std::sort(wanted.begin(), wanted.end());
  QByteArray target("/-/logs?cut=" + QByteArray::number(kCutBytes) + "&rows=");
  for (qsizetype i = 0; i < std::min<qsizetype>(wanted.size(), kFetchedAtOnce); ++i) target += (i ? "," : "") + QByteArray::number(wanted[i]);
  m_fetching = true;
  m_backend.local("GET", target, {}, this, [this, search = m_searches](const Result<QByteArray>& page) {
    m_fetching = false;
    if (page && search == m_searches) {
      const QJsonArray lines = QJsonDocument::fromJson(*page).object()[u"lines"_s].toArray();
      for (const auto& line : lines) keep(line.toObject());
      Q_EMIT changed(0, 0, 0);
    }
    if (!m_wanted.isEmpty()) m_soon.start(0);
  });
}

}  // namespace scfdesk
