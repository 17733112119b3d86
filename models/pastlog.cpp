// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pastlog.h"
#include "models/disklog.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace scfdesk {

namespace {
constexpr int kCutBytes = 16 * 1024;  // of a line
}

PastLog::PastLog(Backend& backend, QObject* parent) : LogRows(parent), m_backend(backend) {}

bool PastLog::before(const LogStore& store, TimeUs t) { return store.size() == 0 || store.at(0).record.at > t; }

void PastLog::setFilter(const LogFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  this->filter();
}

void PastLog::show(TimeUs t) {
  if (t == m_at && (m_busy || !m_error)) return;
  m_at = t;
  ++m_turn;
  m_error.reset();
  // Near what is held already: nothing to ask for.
  if (!m_lines.empty() && m_lines.front().record.at < t - kRoom && m_lines.back().record.at > t + kRoom) return;
  m_first = m_end = m_next = 0;
  m_all = false;
  m_steps = 0;
  m_busy = true;
  look();
}

void PastLog::ask(const QByteArray& target, Answer then) {
  if (++m_steps > kSteps) {
    m_busy = false;
    return;
  }
  m_backend.local("GET", target, {}, this, [this, then = std::move(then), turn = m_turn](const Result<QByteArray>& answer) {
    if (turn != m_turn) return;  // another moment is wanted
    if (!answer) {
      m_error = answer.error();
      m_busy = false;
      Q_EMIT reset();
      return;
    }
    then(QJsonDocument::fromJson(*answer).object());
  });
}

/// How many lines there are is found out from the newest back, until those that are known reach the moment.
void PastLog::look() {
  QByteArray target("/-/logs?index=1");
  if (m_end > 0) target += "&before=" + QByteArray::number(m_next);
  ask(target, [this](const QJsonObject& page) {
    if (m_end == 0) m_end = page[QStringLiteral("end")].toInteger();
    m_first = page[QStringLiteral("first")].toInteger();
    m_next = page[QStringLiteral("next")].toInteger();
    m_all = page[QStringLiteral("complete")].toBool() || !page[QStringLiteral("more")].toBool();
    if (m_first >= m_end) {
      if (!m_all) return look();
      m_lines.clear();
      m_busy = false;
      return filter();
    }
    ask("/-/logs?cut=1&rows=" + QByteArray::number(m_first), [this](const QJsonObject& row) {
      const QJsonArray lines = row[QStringLiteral("lines")].toArray();
      const TimeUs oldest = lines.isEmpty() ? 0 : lines.at(0)[QStringLiteral("us")].toInteger();
      if (oldest > m_at && !m_all) return look();
      m_low = m_first;
      m_high = m_end;
      halve();
    });
  });
}

/// The first line after the moment lies in [m_low, m_high].
void PastLog::halve() {
  if (m_low >= m_high) return fetch();
  const qint64 middle = m_low + (m_high - m_low) / 2;
  ask("/-/logs?cut=1&rows=" + QByteArray::number(middle), [this, middle](const QJsonObject& row) {
    const QJsonArray lines = row[QStringLiteral("lines")].toArray();
    if (!lines.isEmpty() && lines.at(0)[QStringLiteral("us")].toInteger() > m_at) m_high = middle;
    else m_low = middle + 1;
    halve();
  });
}

void PastLog::fetch() {
  QByteArray rows;
  for (qint64 row = std::max(m_first, m_low - kLines / 2); row < std::min(m_end, m_low + kLines / 2); ++row) rows += (rows.isEmpty() ? "" : ",") + QByteArray::number(row);
  ask("/-/logs?cut=" + QByteArray::number(kCutBytes) + "&rows=" + rows, [this](const QJsonObject& page) {
    m_lines.clear();
    const QJsonArray lines = page[QStringLiteral("lines")].toArray();
    for (const auto& line : lines) {
      Line one;
      keptLine(line.toObject(), one.record, one.text, one.facts);
      m_lines.push_back(std::move(one));
    }
    std::sort(m_lines.begin(), m_lines.end(), [](const Line& a, const Line& b) { return a.record.seq < b.record.seq; });
    m_busy = false;
    filter();
  });
}

void PastLog::filter() {
  m_shown.clear();
  for (size_t i = 0; i < m_lines.size(); ++i) {
    const Line& line = m_lines[i];
    LogFilter plain = m_filter;
    plain.query.reset();
    if (plain.verdict({line.record, line.text}, RequestFactsRing()) != LogMatcher::Verdict::Yes) continue;
    if (m_filter.query && m_filter.query->line(line.record, line.text, [&line](InvocationId) { return line.facts; }) != LogMatcher::Verdict::Yes) continue;
    m_shown.push_back(i);
  }
  Q_EMIT reset();
}

LogLine PastLog::at(qint64 row) const {
  const Line& line = m_lines[m_shown[static_cast<size_t>(row)]];
  return {line.record, line.text};
}

RequestFacts PastLog::factsOf(const LogLine& line) const {
  const auto it = std::partition_point(m_lines.begin(), m_lines.end(), [&line](const Line& one) { return one.record.seq < line.record.seq; });
  return it != m_lines.end() && it->record.seq == line.record.seq ? it->facts : RequestFacts();
}

}  // namespace scfdesk
