// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logstore.h"
#include <QTimer>
#include <algorithm>
#include <chrono>

namespace scfdesk {

namespace {

constexpr auto kSlice = std::chrono::milliseconds(8);  // half a frame
constexpr int kLinesPerLook = 256;                     // between two looks at the clock

}  // namespace

bool LogFilter::all() const {
  return function == 0 && invocation == 0 && instance == 0 && minimum == LogLevel::Debug && platform && text.isEmpty() && !query;
}

LogMatcher::Verdict LogFilter::verdict(const LogLine& line, const RequestFactsRing& facts) const {
  const LogRecord& r = line.record;
  constexpr auto kNo = LogMatcher::Verdict::No;
  if (function != 0 && r.function != function) return kNo;
  if (invocation != 0 && r.invocation != invocation) return kNo;
  if (instance != 0 && r.instance != instance) return kNo;
  if (r.level == LogLevel::Platform ? !platform : r.level < minimum) return kNo;
  if (!text.isEmpty() && !ByteSearch(text).in(line.text)) return kNo;
  if (!query) return LogMatcher::Verdict::Yes;
  return query->line(r, line.text, [&facts](InvocationId id) { return facts.of(id); });
}

LogView::LogView(const LogStore& store, QObject* parent) : LogRows(parent), m_store(store) {
  connect(&store, &LogStore::appended, this, &LogView::onAppended);
  connect(&store, &LogStore::trimmed, this, &LogView::onTrimmed);
  connect(&store, &LogStore::learned, this, &LogView::onLearned);
}

void LogView::setFilter(const LogFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  m_matches.clear();
  m_later.clear();
  m_scanTo = 0;
  if (!m_filter.all()) {
    m_scanTo = m_store.base() + m_store.size();
    if (m_scanTo == m_store.base()) m_scanTo = 0;
    scanSlice();  // the newest lines are there at once
  }
  Q_EMIT reset();
  scheduleSlice();
}

qint64 LogView::size() const { return m_filter.all() ? m_store.size() : static_cast<qint64>(m_matches.size()); }

LogLine LogView::at(qint64 row) const { return m_store.at(storeIndex(row)); }

qint64 LogView::storeIndex(qint64 row) const {
  return m_filter.all() ? row : m_matches[static_cast<size_t>(row)] - m_store.base();
}

qint64 LogView::rowAt(qint64 storeIndex) const {
  if (m_filter.all()) return std::clamp<qint64>(storeIndex, 0, m_store.size());
  return std::lower_bound(m_matches.begin(), m_matches.end(), storeIndex + m_store.base()) - m_matches.begin();
}

qint64 LogView::looked() const { return m_filter.all() || m_scanTo == 0 ? m_store.size() : m_store.base() + m_store.size() - m_scanTo; }

bool LogView::take(qint64 absolute, bool atFront) {
  const LogMatcher::Verdict verdict = m_filter.verdict(m_store.at(absolute - m_store.base()), m_store.requests());
  if (verdict == LogMatcher::Verdict::No) return false;
  std::deque<qint64>& to = verdict == LogMatcher::Verdict::Yes ? m_matches : m_later;
  if (atFront) to.push_front(absolute);
  else to.push_back(absolute);
  return verdict == LogMatcher::Verdict::Yes;
}

/// Lines of a request that has just ended take their places among the others.
void LogView::onLearned() {
  if (m_later.empty()) return;
  std::deque<qint64> later, found;
  for (const qint64 absolute : m_later) {
    if (absolute < m_store.base()) continue;
    const LogMatcher::Verdict verdict = m_filter.verdict(m_store.at(absolute - m_store.base()), m_store.requests());
    if (verdict == LogMatcher::Verdict::Later) later.push_back(absolute);
    if (verdict == LogMatcher::Verdict::Yes) found.push_back(absolute);
  }
  m_later.swap(later);
  if (found.empty()) return;
  const auto tail = m_matches.insert(m_matches.end(), found.begin(), found.end());
  std::inplace_merge(m_matches.begin(), tail, m_matches.end());
  std::vector<qint64> rows;
  for (const qint64 absolute : found) rows.push_back(std::lower_bound(m_matches.begin(), m_matches.end(), absolute) - m_matches.begin());
  Q_EMIT merged(rows);
}

void LogView::onAppended(qint64 count) {
  if (m_filter.all()) {
    Q_EMIT changed(0, 0, count);
    return;
  }
  qint64 found = 0;
  for (qint64 i = m_store.size() - count; i < m_store.size(); ++i) found += take(m_store.base() + i, false);
  if (found > 0) Q_EMIT changed(0, 0, found);
}

void LogView::onTrimmed(qint64 count) {
  if (m_filter.all()) {
    Q_EMIT changed(count, 0, 0);
    return;
  }
  qint64 gone = 0;
  while (!m_matches.empty() && m_matches.front() < m_store.base()) {
    m_matches.pop_front();
    ++gone;
  }
  if (m_scanTo <= m_store.base()) m_scanTo = 0;
  if (gone > 0) Q_EMIT changed(gone, 0, 0);
}

void LogView::scheduleSlice() {
  if (m_scanTo == 0 || m_scheduled) return;
  m_scheduled = true;
  QTimer::singleShot(0, this, [this] {
    m_scheduled = false;
    if (m_scanTo == 0) return;
    const qint64 found = scanSlice();
    if (found > 0 || m_scanTo == 0) Q_EMIT changed(0, found, 0);
    scheduleSlice();
  });
}

qint64 LogView::scanSlice() {
  const auto deadline = std::chrono::steady_clock::now() + kSlice;
  qint64 found = 0;
  int sinceLook = 0;
  while (m_scanTo > m_store.base()) {
    --m_scanTo;
    found += take(m_scanTo, true);
    if (++sinceLook < kLinesPerLook) continue;
    sinceLook = 0;
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  if (m_scanTo <= m_store.base()) m_scanTo = 0;
  return found;
}

}  // namespace scfdesk
