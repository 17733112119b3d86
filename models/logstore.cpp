// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logstore.h"
#include <algorithm>

namespace scfdesk {

namespace {
constexpr size_t kChunkLines = 4096;            // a front chunk is dropped whole: this is how far below the limit it may go
constexpr qsizetype kChunkBytes = 1024 * 1024;  // small batches are gathered up to here
constexpr TimeUs kSecondUs = 1'000'000;
}  // namespace

LogStore::LogStore(QObject* parent, qint64 capacity) : QObject(parent), m_capacity(capacity) {}

void LogStore::learn(const std::vector<Invocation>& invocations) {
  if (m_requests.learn(invocations)) Q_EMIT learned();
}

void LogStore::append(const LogChunk& chunk) {
  m_dropped += chunk.dropped;
  const auto count = static_cast<qint64>(chunk.records.size());
  if (count == 0) return;
  const size_t piece = std::clamp<size_t>(static_cast<size_t>(m_capacity) / 16, 1, kChunkLines);
  if (chunk.records.size() <= piece && (m_chunks.empty() || m_chunks.back().data.records.size() + chunk.records.size() > piece ||
                                        m_chunks.back().data.text.size() + chunk.text.size() > kChunkBytes)) {
    m_chunks.push_back({chunk, m_base + m_size});  // shares the batch's text
    m_size += count;
  } else {
    for (size_t i = 0; i < chunk.records.size();) {
      if (m_chunks.empty() || m_chunks.back().data.records.size() >= piece || m_chunks.back().data.text.size() >= kChunkBytes)
        m_chunks.push_back({{}, m_base + m_size});
      const size_t room = piece - m_chunks.back().data.records.size();
      const size_t end = std::min(chunk.records.size(), i + room);
      appendSlice(chunk, i, end);
      i = end;
    }
  }
  // A chunk may tell of long before as well, when the engine is met: what is older than a second is no part of the rate.
  const TimeUs last = chunk.records.back().at;
  const auto recent = std::count_if(chunk.records.begin(), chunk.records.end(), [last](const auto& r) { return r.at > last - kSecondUs; });
  m_rate.emplace_back(last, static_cast<int>(recent));
  while (m_rate.size() > 1 && m_rate.front().first <= chunk.records.back().at - kSecondUs) m_rate.pop_front();

  qint64 gone = 0;
  while (m_size > m_capacity) {
    const auto lines = static_cast<qint64>(m_chunks.front().data.records.size());
    m_chunks.pop_front();
    m_size -= lines;
    m_base += lines;
    gone += lines;
  }
  if (gone > 0) Q_EMIT trimmed(gone);
  Q_EMIT appended(std::min(count, m_size));
}

void LogStore::appendSlice(const LogChunk& chunk, size_t begin, size_t end) {
  LogChunk& to = m_chunks.back().data;
  for (size_t i = begin; i < end; ++i) {
    LogRecord record = chunk.records[i];
    const QByteArrayView text = chunk.textOf(record);
    record.offset = static_cast<uint32_t>(to.text.size());
    to.text.append(text.data(), text.size());
    to.records.push_back(record);
  }
  m_size += static_cast<qint64>(end - begin);
}

const LogStore::Chunk& LogStore::chunkOf(qint64 absolute) const {
  const auto it = std::partition_point(m_chunks.begin(), m_chunks.end(), [=](const Chunk& c) { return c.first <= absolute; });
  return *std::prev(it);
}

LogLine LogStore::at(qint64 index) const {
  Q_ASSERT(index >= 0 && index < m_size);
  if (index < 0 || index >= m_size) return {};
  const Chunk& chunk = chunkOf(m_base + index);
  const LogRecord& record = chunk.data.records[static_cast<size_t>(m_base + index - chunk.first)];
  return {record, chunk.data.textOf(record)};
}

qint64 LogStore::indexAtTime(TimeUs t) const {
  const auto chunk = std::partition_point(m_chunks.begin(), m_chunks.end(), [t](const Chunk& c) { return c.data.records.back().at < t; });
  if (chunk == m_chunks.end()) return m_size;
  const auto& records = chunk->data.records;
  const auto line = std::partition_point(records.begin(), records.end(), [t](const LogRecord& r) { return r.at < t; });
  return chunk->first - m_base + (line - records.begin());
}

int LogStore::linesPerSecond(TimeUs now) const {
  int lines = 0;
  for (const auto& [at, count] : m_rate)
    if (at > now - kSecondUs) lines += count;
  return lines;
}

}  // namespace scfdesk
