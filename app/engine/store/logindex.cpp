// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/logindex.h"
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cstring>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr size_t kReplied = 6;
constexpr auto kRecordBytes = int64_t(kSegmentRecordBytes);

bool holdsLines(const SegmentRecord& r) {
  return validRecord(r) && r.logRecords > 0 && (r.kind == uint8_t(SegmentKind::Invocation) || r.kind == uint8_t(SegmentKind::EngineLog));
}

SegmentRecord recordAt(const QByteArray& bytes, int64_t i) {
  SegmentRecord r;
  memcpy(&r, bytes.constData() + i * kRecordBytes, sizeof r);
  return r;
}
}  // namespace

QByteArray LogIndex::recordsOf(const QString& segment, int64_t from, int64_t count) const {
  QFile file(m_folder + u'/' + segment + ".rec"_L1);
  if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(from * kRecordBytes)) return {};
  QByteArray bytes = file.read(count < 0 ? file.size() - from * kRecordBytes : count * kRecordBytes);
  bytes.truncate(bytes.size() / kRecordBytes * kRecordBytes);  // a torn tail
  return bytes;
}

std::vector<LogBlock> LogIndex::read(const QString& segment, int64_t from, int64_t* to) const {
  std::vector<LogBlock> blocks;
  const QByteArray bytes = recordsOf(segment, from, -1);
  const int64_t count = bytes.size() / kRecordBytes;
  *to = from + count;
  for (int64_t i = 0; i < count; ++i) {
    const SegmentRecord r = recordAt(bytes, i);
    if (!holdsLines(r)) continue;
    const uint64_t end = r.dataOffset + dataLength(r);
    const bool joins = !blocks.empty() && blocks.back().lines + int64_t(r.logRecords) <= kBlockLines && r.dataOffset >= blocks.back().dataFrom && end - blocks.back().dataFrom <= kBlockBytes;
    if (!joins) blocks.push_back({segment, 0, from + i, 0, 0, r.dataOffset, end, 0});
    LogBlock& block = blocks.back();
    block.records = int32_t(from + i - block.firstRecord + 1);
    block.lines += int32_t(r.logRecords);
    block.dataTo = std::max(block.dataTo, end);
    block.last = std::max(block.last, r.times[kReplied]);
  }
  return blocks;
}

void LogIndex::refresh() {
  QStringList names = QDir(m_folder).entryList({u"*.rec"_s}, QDir::Files, QDir::Name);
  for (QString& name : names) name.chop(4);
  if (!m_listed) {
    m_listed = true;
    m_older = QStringList(names.crbegin(), names.crend());
    m_newest = names.isEmpty() ? QString() : names.last();
    if (!m_newest.isEmpty()) {
      m_older.removeFirst();
      for (LogBlock& block : read(m_newest, 0, &m_newestRecords)) {
        m_end += block.lines;
        m_blocks.push_back(std::move(block));
      }
      int64_t row = -m_end;
      m_end = 0;
      for (LogBlock& block : m_blocks) {
        block.row = row;
        row += block.lines;
      }
    }
    return;
  }
  // Old segments go, oldest first.
  const QString oldest = names.isEmpty() ? u"~"_s : names.first();
  while (!m_blocks.empty() && m_blocks.front().segment < oldest) m_blocks.pop_front();
  m_older.removeIf([&](const QString& name) { return name < oldest; });
  for (const QString& name : names) {
    if (name < m_newest) continue;
    if (name > m_newest) m_newestRecords = 0;
    m_newest = name;
    for (LogBlock& block : read(name, m_newestRecords, &m_newestRecords)) {
      block.row = m_end;
      m_end += block.lines;
      m_blocks.push_back(std::move(block));
    }
  }
}

bool LogIndex::extend(int64_t records) {
  while (records > 0 && !m_older.isEmpty()) {
    int64_t count = 0;
    std::vector<LogBlock> blocks = read(m_older.takeFirst(), 0, &count);
    records -= count + 1;
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
      block->row = first() - block->lines;
      m_blocks.push_front(std::move(*block));
    }
  }
  return !m_older.isEmpty();
}

int64_t LogIndex::blockBefore(int64_t row) const {
  const auto it = std::partition_point(m_blocks.begin(), m_blocks.end(), [row](const LogBlock& b) { return b.row < row; });
  return it - m_blocks.begin() - 1;
}

QByteArray LogIndex::bytesOf(const LogBlock& block) const {
  QFile file(m_folder + u'/' + block.segment + ".dat"_L1);
  if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(int64_t(block.dataFrom))) return {};
  return file.read(int64_t(block.dataTo - block.dataFrom));
}

KeptLines LogIndex::linesOf(const LogBlock& block, const QByteArray& bytes, const std::function<bool(const InvocationRow&)>& wanted) const {
  KeptLines out;
  const QByteArray records = recordsOf(block.segment, block.firstRecord, block.records);
  const int64_t count = records.size() / kRecordBytes;
  struct Place {
    TimeUs at;
    uint64_t seq;
    size_t line;
  };
  std::vector<Place> order;
  int64_t row = 0;
  for (int64_t i = 0; i < count; ++i) {
    const SegmentRecord r = recordAt(records, i);
    if (!holdsLines(r) || r.dataOffset < block.dataFrom || r.dataOffset - block.dataFrom + dataLength(r) > uint64_t(bytes.size())) continue;
    auto owner = std::make_unique<InvocationRow>();
    if (!decodeRow(r, QByteArrayView(bytes).sliced(qsizetype(r.dataOffset - block.dataFrom), qsizetype(dataLength(r))), false, *owner)) continue;
    for (const LogRecord& line : owner->log.records) {
      order.push_back({line.at, line.seq, out.lines.size()});
      out.lines.push_back({0, line, owner->log.textOf(line), out.owners.size()});
    }
    out.owners.push_back(std::move(owner));
  }
  // A line's number is its place among all of the block, whatever is wanted of them.
  std::stable_sort(order.begin(), order.end(), [](const Place& a, const Place& b) { return a.at != b.at ? a.at < b.at : a.seq < b.seq; });
  std::vector<bool> keep(out.owners.size(), true);
  if (wanted)
    for (size_t i = 0; i < keep.size(); ++i) keep[i] = wanted(*out.owners[i]);
  std::vector<KeptLine> lines;
  lines.reserve(order.size());
  for (const Place& place : order) {
    KeptLine& line = out.lines[place.line];
    line.row = block.row + row++;
    if (keep[line.owner]) lines.push_back(line);
  }
  out.lines.swap(lines);
  return out;
}

}  // namespace scfdesk
