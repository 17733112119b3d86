// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logsummary.h"
#include <algorithm>
#include <chrono>

namespace scfdesk {

namespace {
constexpr auto kSlice = std::chrono::milliseconds(4);
constexpr int kLinesPerLook = 256;
}  // namespace

LogSummary::LogSummary(const LogView& view, QObject* parent) : QObject(parent), m_view(view) {
  m_soon.setSingleShot(true);
  connect(&m_soon, &QTimer::timeout, this, &LogSummary::slice);
  connect(&view, &LogView::changed, this, &LogSummary::onChanged);
  connect(&view, &LogView::merged, this, [this](const std::vector<qint64>& rows) {
    for (const qint64 row : rows) {
      if (row < m_front) ++m_front;
      else count(m_view.at(row), m_view.store().base() + m_view.storeIndex(row), false);
    }
    Q_EMIT changed();
  });
  connect(&view, &LogView::reset, this, &LogSummary::restart);
  restart();
}

void LogSummary::restart() {
  m_columns.clear();
  m_errors.clear();
  m_front = m_view.size();
  slice();
}

void LogSummary::onChanged(qint64 removed, qint64 inserted, qint64 appended) {
  m_front = std::max<qint64>(0, m_front - removed) + inserted;
  const qint64 base = m_view.store().base();
  while (!m_errors.empty() && m_errors.front() < base) m_errors.pop_front();
  for (qint64 row = std::max<qint64>(m_front, m_view.size() - appended); row < m_view.size(); ++row) count(m_view.at(row), base + m_view.storeIndex(row), false);
  if (removed > 0 && m_view.size() > 0) {
    // The columns before the oldest line stand for lines that are gone.
    const int64_t oldest = m_view.at(0).record.at / kColumnUs;
    while (!m_columns.empty() && m_first < oldest) {
      m_columns.pop_front();
      ++m_first;
    }
  }
  if (m_front > 0 && !m_soon.isActive()) m_soon.start(0);
  Q_EMIT changed();
}

void LogSummary::slice() {
  const auto deadline = std::chrono::steady_clock::now() + kSlice;
  const qint64 base = m_view.store().base();
  int sinceLook = 0;
  while (m_front > 0) {
    --m_front;
    count(m_view.at(m_front), base + m_view.storeIndex(m_front), true);
    if (++sinceLook < kLinesPerLook) continue;
    sinceLook = 0;
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  if (m_front > 0) m_soon.start(0);
  Q_EMIT changed();
}

void LogSummary::count(const LogLine& line, qint64 absolute, bool atFront) {
  const bool error = line.record.level == LogLevel::Error;
  if (error) {
    if (atFront) m_errors.push_front(absolute);
    else if (m_errors.empty() || m_errors.back() < absolute) m_errors.push_back(absolute);
    else m_errors.insert(std::lower_bound(m_errors.begin(), m_errors.end(), absolute), absolute);
  }
  const int64_t column = line.record.at / kColumnUs;
  if (m_columns.empty()) m_first = column;
  if (column < m_first) {
    if (m_first - column + int64_t(m_columns.size()) > int64_t(kColumns)) return;
    m_columns.insert(m_columns.begin(), size_t(m_first - column), Counts());
    m_first = column;
  }
  if (column - m_first >= int64_t(m_columns.size() + kColumns)) {
    m_columns.clear();
    m_first = column;
  }
  while (m_first + int64_t(m_columns.size()) <= column) m_columns.emplace_back();
  while (m_columns.size() > kColumns) {
    m_columns.pop_front();
    ++m_first;
  }
  Counts& counts = m_columns[size_t(column - m_first)];
  ++counts.lines;
  counts.errors += error;
  counts.warnings += line.record.level == LogLevel::Warn;
}

LogSummary::Counts LogSummary::counts(TimeUs begin, TimeUs end) const {
  Counts sum;
  const int64_t from = std::max(begin / kColumnUs, m_first), to = std::min((end + kColumnUs - 1) / kColumnUs, m_first + int64_t(m_columns.size()));
  for (int64_t i = from; i < to; ++i) {
    const Counts& c = m_columns[size_t(i - m_first)];
    sum.lines += c.lines;
    sum.warnings += c.warnings;
    sum.errors += c.errors;
  }
  return sum;
}

bool LogSummary::errorIn(qint64 fromRow, qint64 toRow) const {
  if (fromRow >= toRow || m_view.size() == 0) return false;
  const qint64 base = m_view.store().base(), last = m_view.size() - 1;
  const qint64 from = base + m_view.storeIndex(std::clamp<qint64>(fromRow, 0, last)), to = base + m_view.storeIndex(std::clamp<qint64>(toRow - 1, 0, last));
  const auto it = std::lower_bound(m_errors.begin(), m_errors.end(), from);
  return it != m_errors.end() && *it <= to;
}

}  // namespace scfdesk
