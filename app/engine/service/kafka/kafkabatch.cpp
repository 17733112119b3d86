// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkabatch.h"
#include "app/engine/service/kafka/kafkacodec.h"
#include "app/engine/service/kafka/kafkawire.h"
#include <array>
#include <cstring>

namespace scfdesk {
namespace {

constexpr std::array<uint32_t, 256> makeTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0x82F63B78U ^ value >> 1 : value >> 1;
    table[i] = value;
  }
  return table;
}
constexpr auto kTable = makeTable();

uint32_t crcByTable(QByteArrayView bytes) {
  uint32_t crc = ~0U;
  for (const char c : bytes) crc = kTable[(crc ^ uint8_t(c)) & 0xff] ^ crc >> 8;
  return ~crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) uint32_t crcByMachine(QByteArrayView bytes) {
  uint64_t crc = ~0U;
  const char* at = bytes.data();
  qsizetype left = bytes.size();
  for (; left >= 8; left -= 8, at += 8) {
    uint64_t word;
    std::memcpy(&word, at, sizeof word);
    crc = __builtin_ia32_crc32di(crc, word);
  }
  auto rest = uint32_t(crc);
  for (; left > 0; --left, ++at) rest = __builtin_ia32_crc32qi(rest, uint8_t(*at));
  return ~rest;
}
#endif

constexpr int16_t kTransactional = 0x10, kControl = 0x20;
constexpr int kCodecs = 5;  // none, gzip, snappy, lz4, zstd

// Records of an uncompressed batch: as many as the head says, numbered on from 0, of the length they have.
bool recordsMatch(QByteArrayView records, int32_t count) {
  KafkaReader in(records);
  for (int32_t i = 0; i < count && in.ok(); ++i) {
    const int64_t size = in.varlong();
    const qsizetype before = in.left();
    if (size < 0 || size > before) return false;
    in.i8();
    in.varlong();
    if (in.varlong() != i) return false;
    const qsizetype rest = qsizetype(size) - (before - in.left());
    if (rest < 0) return false;
    in.skip(rest);
  }
  return in.ok() && in.atEnd();
}
}  // namespace

uint32_t crc32c(QByteArrayView bytes) {
#if defined(__x86_64__)
  static const bool machine = __builtin_cpu_supports("sse4.2");
  if (machine) return crcByMachine(bytes);
#endif
  return crcByTable(bytes);
}

std::optional<KafkaBatch> KafkaBatch::head(QByteArrayView bytes) {
  KafkaReader in(bytes);
  KafkaBatch batch;
  batch.baseOffset = in.i64();
  batch.bytes = int64_t(in.i32()) + kLengthEnd;
  in.i32();  // leader epoch
  const int8_t magic = in.i8();
  in.i32();  // CRC
  batch.attributes = in.i16();
  batch.lastOffsetDelta = in.i32();
  batch.baseTimestamp = in.i64();
  batch.maxTimestamp = in.i64();
  batch.producerId = in.i64();
  batch.producerEpoch = in.i16();
  batch.baseSequence = in.i32();
  batch.count = in.i32();
  if (!in.ok() || magic != 2 || batch.bytes < kHead || batch.lastOffsetDelta < 0 || batch.baseOffset < 0) return std::nullopt;
  return batch;
}

bool KafkaBatch::intact(QByteArrayView batch) {
  if (batch.size() < kHead) return false;
  KafkaReader in(batch.sliced(17, 4));
  return uint32_t(in.i32()) == crc32c(batch.sliced(21));
}

std::optional<KafkaBatch> KafkaBatch::checked(QByteArrayView bytes) {
  const auto batch = head(bytes);
  if (!batch || batch->bytes != bytes.size() || !intact(bytes)) return std::nullopt;
  if (batch->count <= 0 || batch->lastOffsetDelta != batch->count - 1) return std::nullopt;
  if (batch->attributes & (kTransactional | kControl) || batch->codec() >= kCodecs) return std::nullopt;
  if (batch->codec() == 0) return recordsMatch(bytes.sliced(kHead), batch->count) ? batch : std::nullopt;
  const auto records = kafkacodec::unpacked(batch->codec(), bytes.sliced(kHead));
  if (!records || !recordsMatch(*records, batch->count)) return std::nullopt;
  return batch;
}

void KafkaBatch::place(QByteArray& batch, int64_t baseOffset) {
  char* at = batch.data();
  for (int i = 0; i < 8; ++i) at[i] = char(uint64_t(baseOffset) >> (8 * (7 - i)));
  std::memset(at + kLengthEnd, 0, 4);  // leader epoch 0
}

}  // namespace scfdesk
