// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <cstdint>
#include <optional>

namespace scfdesk {

/// The head of a record batch (format 2), the unit in which messages travel and are kept. What follows it stays as the producer
/// wrote it, compressed or not. A value; any thread.
struct KafkaBatch {
  int64_t bytes = 0;  ///< of the whole batch, head included
  int64_t baseOffset = 0;
  int32_t lastOffsetDelta = 0;
  int32_t count = 0;
  int16_t attributes = 0;
  int64_t baseTimestamp = 0, maxTimestamp = 0;  ///< ms since the epoch
  int64_t producerId = -1;                      ///< -1 = not idempotent
  int16_t producerEpoch = -1;
  int32_t baseSequence = -1;

  static constexpr qsizetype kHead = 61;        ///< bytes of the head
  static constexpr qsizetype kLengthEnd = 12;   ///< base offset and length, which the length doesn't count
  [[nodiscard]] int64_t nextOffset() const { return baseOffset + lastOffsetDelta + 1; }
  [[nodiscard]] int codec() const { return attributes & 7; }

  /// The head at the begin of `bytes`, which need not hold the rest; none when it isn't one.
  static std::optional<KafkaBatch> head(QByteArrayView bytes);
  /// Whether the CRC of a whole batch is right.
  static bool intact(QByteArrayView batch);
  /// Whether a batch from outside may be kept: one whole batch, its CRC right, its records counted right, and what is
  /// compressed can be unpacked; no control records, not part of a transaction.
  static std::optional<KafkaBatch> checked(QByteArrayView batch);
  /// Gives the batch its place in the log; the CRC doesn't cover it.
  static void place(QByteArray& batch, int64_t baseOffset);
};

/// CRC-32C (Castagnoli), as iSCSI and Kafka use it.
uint32_t crc32c(QByteArrayView bytes);

}  // namespace scfdesk
