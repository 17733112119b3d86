// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/segmentrecord.h"
#include "app/engine/store/moments.h"
#include <algorithm>
#include <cstddef>
#include <cstring>

namespace scfdesk {

/// Eight bytes a step.
uint64_t segmentChecksum(const char* bytes, size_t length) {
  uint64_t sum = 0x9e3779b97f4a7c15ULL ^ length;
  while (length >= 8) {
    uint64_t word = 0;
    memcpy(&word, bytes, 8);
    sum = (sum ^ word) * 0xff51afd7ed558ccdULL;
    sum ^= sum >> 32;
    bytes += 8;
    length -= 8;
  }
  uint64_t word = 0;
  if (length > 0) memcpy(&word, bytes, length);
  sum = (sum ^ word) * 0xc4ceb9fe1a85ec53ULL;
  return sum ^ (sum >> 29);
}

namespace {

constexpr uint32_t kMagic = 0x31464353;  // "SCF1"

/// One line of a log as it is kept.
struct PackedLine {
  uint64_t seq = 0;
  int64_t at = 0;
  uint64_t invocation = 0;
  uint32_t function = 0, instance = 0, length = 0;
  uint8_t level = 0;
  uint8_t unused[3] = {};
};
static_assert(sizeof(PackedLine) == 40);

uint64_t recordCheck(const SegmentRecord& record) {
  char bytes[sizeof record];
  memcpy(bytes, &record, sizeof record);
  constexpr size_t from = offsetof(SegmentRecord, run);
  return segmentChecksum(bytes + from, sizeof record - from) ^ record.dataCheck;
}

void appendLog(const LogChunk& log, SegmentRecord& record, QByteArray& data) {
  for (const LogRecord& line : log.records) {
    PackedLine packed;
    packed.seq = line.seq;
    packed.at = line.at;
    packed.invocation = line.invocation;
    packed.function = line.function;
    packed.instance = line.instance;
    packed.length = line.length;
    packed.level = uint8_t(line.level);
    char bytes[sizeof packed];
    memcpy(bytes, &packed, sizeof packed);
    data.append(bytes, sizeof bytes);
  }
  const qsizetype textFrom = data.size();
  for (const LogRecord& line : log.records) data.append(log.textOf(line));
  record.logRecords = uint32_t(log.records.size());
  record.logTextLength = uint32_t(data.size() - textFrom);
  record.logDropped = log.dropped;
}

bool decodeLog(const SegmentRecord& record, QByteArrayView lines, QByteArrayView text, LogChunk& log) {
  log.records.reserve(record.logRecords);
  log.text = text.toByteArray();
  log.dropped = record.logDropped;
  uint64_t offset = 0;
  for (uint32_t i = 0; i < record.logRecords; ++i) {
    PackedLine packed;
    memcpy(&packed, lines.data() + qsizetype(i) * qsizetype(sizeof packed), sizeof packed);
    if (offset + packed.length > uint64_t(text.size()) || packed.level > uint8_t(LogLevel::Platform)) return false;
    LogRecord line;
    line.seq = packed.seq;
    line.at = packed.at;
    line.invocation = packed.invocation;
    line.function = packed.function;
    line.instance = packed.instance;
    line.offset = uint32_t(offset);
    line.length = packed.length;
    line.level = LogLevel(packed.level);
    log.records.push_back(line);
    offset += packed.length;
  }
  return true;
}

}  // namespace

void encodeRow(const InvocationRow& row, SegmentKind kind, int64_t run, uint64_t dataBase, QByteArray& records, QByteArray& data) {
  const Invocation& v = row.invocation;
  const QByteArray message = v.message.toUtf8().left(kKeptBodyBytes);
  const qsizetype from = data.size();
  SegmentRecord r;
  r.magic = kMagic;
  r.run = run;
  r.id = v.id;
  const int64_t times[7] = {v.at.accepted, v.at.dispatched, v.at.started, v.at.ready, v.at.entered, v.at.left, v.at.replied};
  memcpy(r.times, times, sizeof times);
  r.durationUs = v.durationUs;
  r.billedMs = v.billedMs;
  r.peakMemoryBytes = v.peakMemoryBytes;
  r.eventBytes = v.eventBytes;
  r.resultBytes = v.resultBytes;
  r.dataOffset = dataBase + uint64_t(from);
  const QByteArray event = row.moments ? encodeMoments(*row.moments) : row.event.left(kKeptBodyBytes);
  r.eventLength = uint32_t(event.size());
  r.resultLength = uint32_t(std::min(row.result.size(), kKeptBodyBytes));
  r.messageLength = uint32_t(message.size());
  r.requestIdLength = uint32_t(std::min<qsizetype>(v.requestId.size(), sizeof r.requestId));
  r.function = v.function;
  r.instance = v.instance;
  r.loadRun = v.loadRun;
  r.statusCode = v.statusCode;
  r.retryNum = v.retryNum;
  r.memoryMb = v.memoryMb;
  r.kind = uint8_t(kind);
  r.mode = uint8_t(v.mode);
  r.source = uint8_t(v.source);
  r.way = uint8_t(v.way);
  r.cold = v.cold;
  r.finished = v.finished;
  memcpy(r.requestId, v.requestId.constData(), r.requestIdLength);
  memcpy(r.version, &v.version, sizeof r.version);
  data.append(event);
  data.append(row.result.constData(), r.resultLength);
  data.append(message);
  appendLog(row.log, r, data);
  r.dataCheck = uint32_t(segmentChecksum(data.constData() + from, size_t(data.size() - from)));
  r.check = recordCheck(r);
  char bytes[sizeof r];
  memcpy(bytes, &r, sizeof r);
  records.append(bytes, sizeof bytes);
}

bool validRecord(const SegmentRecord& r) {
  return r.magic == kMagic && r.check == recordCheck(r) && r.requestIdLength <= sizeof r.requestId &&
         r.kind >= uint8_t(SegmentKind::Invocation) && r.kind <= uint8_t(SegmentKind::Moments) &&
         r.mode <= uint8_t(InvokeMode::Async) && r.source <= uint8_t(kLastSource) && r.way <= uint8_t(BirthWay::Prepared);
}

uint64_t dataLength(const SegmentRecord& r) {
  return uint64_t(r.eventLength) + r.resultLength + r.messageLength + uint64_t(r.logRecords) * sizeof(PackedLine) + r.logTextLength;
}

bool decodeRow(const SegmentRecord& r, QByteArrayView data, bool bodies, InvocationRow& row) {
  if (uint64_t(data.size()) != dataLength(r) || uint32_t(segmentChecksum(data.data(), size_t(data.size()))) != r.dataCheck) return false;
  Invocation& v = row.invocation;
  v.id = r.id;
  v.requestId = QByteArray(r.requestId, r.requestIdLength);
  v.function = r.function;
  v.instance = r.instance;
  memcpy(&v.version, r.version, sizeof r.version);
  v.mode = InvokeMode(r.mode);
  v.source = Source(r.source);
  v.cold = r.cold != 0;
  v.finished = r.finished != 0;
  v.way = BirthWay(r.way);
  v.statusCode = r.statusCode;
  v.retryNum = r.retryNum;
  v.loadRun = r.loadRun;
  v.at = {r.times[0], r.times[1], r.times[2], r.times[3], r.times[4], r.times[5], r.times[6]};
  v.durationUs = r.durationUs;
  v.billedMs = r.billedMs;
  v.peakMemoryBytes = r.peakMemoryBytes;
  v.memoryMb = r.memoryMb;
  v.eventBytes = r.eventBytes;
  v.resultBytes = r.resultBytes;
  if (r.kind == uint8_t(SegmentKind::Moments)) {
    auto moments = std::make_shared<Moments>();
    if (!decodeMoments(QByteArray::fromRawData(data.data(), r.eventLength), *moments)) return false;
    row.moments = std::move(moments);
  } else if (bodies) {
    row.event = data.first(r.eventLength).toByteArray();
    row.result = data.sliced(r.eventLength, r.resultLength).toByteArray();
  }
  qsizetype at = qsizetype(r.eventLength) + r.resultLength;
  v.message = QString::fromUtf8(data.sliced(at, r.messageLength));
  at += r.messageLength;
  const qsizetype lines = qsizetype(r.logRecords) * qsizetype(sizeof(PackedLine));
  return decodeLog(r, data.sliced(at, lines), data.sliced(at + lines), row.log);
}

}  // namespace scfdesk
