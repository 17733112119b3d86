// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logstore.h"
#include <QTimer>
#include <algorithm>
#include <chrono>

namespace scfdesk {

namespace {

constexpr auto kSlice = std::chrono::milliseconds(8);  // half a frame
constexpr int kLinesPerLook = 256;                     // between two looks at the clock

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool containsText(QByteArrayView text, const QByteArray& wanted) {
  if (wanted.size() > text.size()) return false;
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end();
}

}  // namespace

bool LogFilter::all() const {
  return function == 0 && invocation == 0 && instance == 0 && minimum == LogLevel::Debug && platform && text.isEmpty();
}

bool LogFilter::accepts(const LogLine& line) const {
  const LogRecord& r = line.record;
  if (function != 0 && r.function != function) return false;
  if (invocation != 0 && r.invocation != invocation) return false;
  if (instance != 0 && r.instance != instance) return false;
  if (r.level == LogLevel::Platform ? !platform : r.level < minimum) return false;
  return text.isEmpty() || containsText(line.text, text);
}

LogView::LogView(const LogStore& store, QObject* parent) : QObject(parent), m_store(store) {
  connect(&store, &LogStore::appended, this, &LogView::onAppended);
  connect(&store, &LogStore::trimmed, this, &LogView::onTrimmed);
}

void LogView::setFilter(const LogFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  m_matches.clear();
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

void LogView::onAppended(qint64 count) {
  if (m_filter.all()) {
    Q_EMIT changed(0, 0, count);
    return;
  }
  qint64 found = 0;
  for (qint64 i = m_store.size() - count; i < m_store.size(); ++i) {
    if (!m_filter.accepts(m_store.at(i))) continue;
    m_matches.push_back(m_store.base() + i);
    ++found;
  }
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
    if (m_filter.accepts(m_store.at(m_scanTo - m_store.base()))) {
      m_matches.push_front(m_scanTo);
      ++found;
    }
    if (++sinceLook < kLinesPerLook) continue;
    sinceLook = 0;
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  if (m_scanTo <= m_store.base()) m_scanTo = 0;
  return found;
}

}  // namespace scfdesk
