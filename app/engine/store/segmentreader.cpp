// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/segments.h"
#include "app/engine/store/moments.h"
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <map>
#include <optional>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr qint64 kMinuteMs = 60'000;

/// One segment as it was when it was opened. The writer appends, and takes back what it could not write whole: so the
/// records are read in pieces, never mapped.
class Segment {
 public:
  explicit Segment(const QString& path) : m_records(path + ".rec"_L1), m_data(path + ".dat"_L1) {
    if (m_records.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && m_data.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
      m_count = m_records.size() / qint64(kSegmentRecordBytes);
  }
  [[nodiscard]] qint64 count() const { return m_count; }
  /// The record's bytes; empty when they are gone. Valid until the next call.
  [[nodiscard]] QByteArrayView bytes(qint64 i) {
    const qint64 piece = i / kPieceRecords * kPieceRecords;
    if (piece != m_pieceFrom) {
      m_pieceFrom = piece;
      m_piece = m_records.seek(piece * qint64(kSegmentRecordBytes)) ? m_records.read(kPieceRecords * qint64(kSegmentRecordBytes)) : QByteArray();
    }
    const qint64 at = (i - piece) * qint64(kSegmentRecordBytes);
    if (at + qint64(kSegmentRecordBytes) > m_piece.size()) return {};
    return QByteArrayView(m_piece).sliced(at, qsizetype(kSegmentRecordBytes));
  }
  [[nodiscard]] SegmentRecord record(qint64 i) {
    SegmentRecord record;
    if (const QByteArrayView view = bytes(i); !view.isEmpty()) memcpy(&record, view.data(), sizeof record);
    return record;
  }
  [[nodiscard]] bool hasRequestId(qint64 i, const QByteArray& id) {
    const QByteArrayView view = bytes(i);
    return !view.isEmpty() && id.size() <= qsizetype(sizeof SegmentRecord::requestId) && memcmp(view.data() + offsetof(SegmentRecord, requestId), id.constData(), size_t(id.size())) == 0;
  }
  /// The row of a valid record; nothing when its bytes are torn.
  [[nodiscard]] std::optional<InvocationRow> row(const SegmentRecord& record, bool bodies) {
    const uint64_t length = dataLength(record);
    if (record.dataOffset > uint64_t(m_data.size()) || length > uint64_t(m_data.size()) - record.dataOffset) return {};
    if (!m_data.seek(qint64(record.dataOffset))) return {};
    const QByteArray bytes = m_data.read(qint64(length));
    InvocationRow row;
    if (!decodeRow(record, bytes, bodies, row)) return {};
    return row;
  }

 private:
  static constexpr qint64 kPieceRecords = 4096;
  QFile m_records;
  QFile m_data;
  QByteArray m_piece;
  qint64 m_pieceFrom = -1;
  qint64 m_count = 0;
};

/// Newest first.
QStringList segmentNames(const QString& folder) {
  QStringList names = QDir(folder).entryList({u"*.rec"_s}, QDir::Files);
  std::sort(names.begin(), names.end(), std::greater<>());
  for (QString& name : names) name.chop(4);
  return names;
}

}  // namespace

Result<InvocationRow> SegmentReader::find(const QByteArray& requestId) const {
  if (!requestId.isEmpty() && requestId.size() <= qsizetype(sizeof SegmentRecord::requestId)) {
    for (const QString& name : segmentNames(m_folder)) {
      Segment segment(m_folder + u'/' + name);
      for (qint64 i = segment.count() - 1; i >= 0; --i) {
        if (!segment.hasRequestId(i, requestId)) continue;
        const SegmentRecord record = segment.record(i);
        if (!validRecord(record) || record.requestIdLength != uint32_t(requestId.size())) continue;
        if (auto row = segment.row(record, true)) return *std::move(row);
      }
    }
  }
  return Error{u"ResourceNotFound.RequestId"_s, u"No invocation with the request id %1 is kept."_s.arg(QString::fromLatin1(requestId)), {}};
}

std::vector<InvocationRow> SegmentReader::recent(int count, int64_t notOfRun, int64_t maxBytes) const {
  std::vector<InvocationRow> rows;
  int64_t bytes = 0;
  for (const QString& name : segmentNames(m_folder)) {
    Segment segment(m_folder + u'/' + name);
    for (qint64 i = segment.count() - 1; i >= 0; --i) {
      if (int(rows.size()) >= count || bytes >= maxBytes) break;
      const SegmentRecord record = segment.record(i);
      if (!validRecord(record) || record.run == notOfRun || record.kind > uint8_t(SegmentKind::EngineLog)) continue;
      auto row = segment.row(record, false);
      if (!row) continue;
      bytes += row->log.text.size();
      rows.push_back(*std::move(row));
    }
    if (int(rows.size()) >= count || bytes >= maxBytes) break;
  }
  std::reverse(rows.begin(), rows.end());
  return rows;
}

std::vector<InvocationRow> SegmentReader::attempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, int count, int64_t maxBytes) const {
  std::vector<InvocationRow> rows;
  constexpr qsizetype kReplied = 6;
  // A segment is named after the minute of its first row; rows that are written late lie in the next one.
  const QString first = QDateTime::fromMSecsSinceEpoch(from / 1000 - kMinuteMs, Qt::UTC).toString(u"yyyyMMdd-HHmm"_s);
  int64_t bytes = 0;
  for (const QString& name : segmentNames(m_folder)) {
    if (name < first) break;
    Segment segment(m_folder + u'/' + name);
    for (qint64 i = segment.count() - 1; i >= 0; --i) {
      if (int(rows.size()) >= count || bytes >= maxBytes) return rows;
      if (!requestId.isEmpty() && !segment.hasRequestId(i, requestId)) continue;
      const SegmentRecord record = segment.record(i);
      if (!validRecord(record) || record.function != fn || record.kind != uint8_t(SegmentKind::Invocation)) continue;
      if (record.times[kReplied] < from || record.times[kReplied] > to) continue;
      auto row = segment.row(record, true);
      if (!row) continue;
      bytes += rowBytes(*row);
      rows.push_back(*std::move(row));
    }
  }
  return rows;
}

QByteArray SegmentReader::decisions(TimeUs from, TimeUs to, int count) const {
  constexpr qsizetype kReplied = 6;
  constexpr qsizetype kMostBytes = 16 * 1024 * 1024;
  const QString first = QDateTime::fromMSecsSinceEpoch(from / 1000 - kMinuteMs, Qt::UTC).toString(u"yyyyMMdd-HHmm"_s);
  QList<QByteArray> lines;  // newest first
  qsizetype bytes = 0;
  for (const QString& name : segmentNames(m_folder)) {
    if (name < first) break;
    Segment segment(m_folder + u'/' + name);
    for (qint64 i = segment.count() - 1; i >= 0 && lines.size() < count && bytes < kMostBytes; --i) {
      const SegmentRecord record = segment.record(i);
      if (!validRecord(record) || record.kind != uint8_t(SegmentKind::Decisions)) continue;
      if (record.times[kReplied] < from || record.times[0] > to) continue;
      const auto row = segment.row(record, true);
      if (!row) continue;
      QList<QByteArray> batch = row->event.split('\n');
      for (auto line = batch.crbegin(); line != batch.crend() && lines.size() < count; ++line) {
        constexpr QByteArrayView kStart("{\"us\":");
        if (!line->startsWith(kStart)) continue;
        const TimeUs at = line->mid(kStart.size(), line->indexOf(',') - kStart.size()).toLongLong();
        if (at < from || at > to) continue;
        lines.append(*line);
        bytes += line->size();
      }
    }
  }
  QByteArray text;
  text.reserve(bytes + lines.size());
  for (auto line = lines.crbegin(); line != lines.crend(); ++line) text.append(*line).append('\n');
  return text;
}

std::vector<StoredRun> SegmentReader::detail(TimeUs from, int atLeast, int atMost, int64_t notOfRun, int64_t maxBytes) const {
  std::map<int64_t, StoredRun> runs;  // by their start
  const QString first = QDateTime::fromMSecsSinceEpoch(from / 1000 - kMinuteMs, Qt::UTC).toString(u"yyyyMMdd-HHmm"_s);
  int64_t bytes = 0;
  int invocations = 0;
  for (const QString& name : segmentNames(m_folder)) {
    const bool before = name < first;
    if (invocations >= (before ? atLeast : atMost)) break;
    Segment segment(m_folder + u'/' + name);
    for (qint64 i = segment.count() - 1; i >= 0 && invocations < (before ? atLeast : atMost); --i) {
      const SegmentRecord record = segment.record(i);
      if (!validRecord(record) || record.run == notOfRun || record.kind == uint8_t(SegmentKind::Decisions)) continue;
      if (before && record.kind == uint8_t(SegmentKind::Moments)) continue;
      auto row = segment.row(record, false);
      if (!row) continue;
      StoredRun& run = runs[record.run];
      if (row->moments) {
        for (const InstanceTransition& t : row->moments->transitions) run.last = std::max(run.last, t.at);
        for (const FunctionSample& s : row->moments->samples) run.last = std::max(run.last, s.at);
        run.moments.push_back(std::move(row->moments));
        continue;
      }
      run.last = std::max(run.last, row->invocation.at.replied);
      invocations += record.kind == uint8_t(SegmentKind::Invocation);
      bytes += row->log.text.size();
      if (bytes > maxBytes) row->log = {};
      run.rows.push_back(*std::move(row));
    }
  }
  std::vector<StoredRun> result;
  for (auto& [start, run] : runs) {
    std::reverse(run.rows.begin(), run.rows.end());
    std::reverse(run.moments.begin(), run.moments.end());
    result.push_back(std::move(run));
  }
  return result;
}

}  // namespace scfdesk
