// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"

namespace scfdesk {

/// Size of one record of a .rec file; never changes within a format.
inline constexpr size_t kSegmentRecordBytes = 256;
/// What is kept of an event and of a result each.
inline constexpr qsizetype kKeptBodyBytes = 64 * 1024;

/// Decisions: a batch of lines as the event of a row; the times of its first and last one as accepted and replied.
enum class SegmentKind : uint8_t { Invocation = 1, EngineLog = 2, Decisions = 3, Moments = 4 };

/// One fixed-width record: an invocation (or a piece of the engine's own log) and where its bytes lie in the .dat file.
/// The bytes are, in this order: event, result, message, log records, log text; of Moments they are all `event`. Plain values, host byte order.
struct SegmentRecord {
  uint32_t magic = 0;
  uint32_t dataCheck = 0;
  uint64_t check = 0;  ///< of all that follows
  int64_t run = 0;     ///< start of the engine that wrote it
  uint64_t id = 0;
  int64_t times[7] = {};
  int64_t durationUs = 0, billedMs = 0, peakMemoryBytes = 0, eventBytes = 0, resultBytes = 0;
  uint64_t dataOffset = 0;
  uint64_t logDropped = 0;
  uint32_t eventLength = 0, resultLength = 0, messageLength = 0, logRecords = 0, logTextLength = 0, requestIdLength = 0;
  uint32_t function = 0, instance = 0, loadRun = 0;
  int32_t statusCode = 0, retryNum = 0, memoryMb = 0;
  uint8_t kind = 0, mode = 0, source = 0, way = 0, cold = 0, finished = 0;
  char requestId[36] = {};
  uint8_t version[4] = {};  ///< a number; not aligned
  uint8_t unused[18] = {};
};
static_assert(sizeof(SegmentRecord) == kSegmentRecordBytes);

/// Appends the row to both buffers. `dataBase`: where `data`'s first byte will lie in the .dat file.
void encodeRow(const InvocationRow& row, SegmentKind kind, int64_t run, uint64_t dataBase, QByteArray& records, QByteArray& data);
/// Finds torn and overwritten bytes, not malice.
uint64_t segmentChecksum(const char* bytes, size_t length);
/// A whole and undamaged record? Anything else (a torn tail) is not shown.
bool validRecord(const SegmentRecord& record);
/// Length of the record's bytes in the .dat file.
uint64_t dataLength(const SegmentRecord& record);
/// False when the bytes are not those that were written. `bodies`: event and result too.
bool decodeRow(const SegmentRecord& record, QByteArrayView data, bool bodies, InvocationRow& row);

}  // namespace scfdesk
