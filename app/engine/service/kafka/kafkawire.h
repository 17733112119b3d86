// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <cstdint>

namespace scfdesk {

/// Reads a request of the Kafka protocol (big-endian, lengths before strings). Never reads past its bytes: the first value that is
/// not there makes it fail for good, and everything after is 0 or empty. A value over foreign bytes; any thread.
class KafkaReader final {
 public:
  explicit KafkaReader(QByteArrayView bytes) : m_bytes(bytes) {}
  [[nodiscard]] bool ok() const { return !m_failed; }
  [[nodiscard]] bool atEnd() const { return m_at == m_bytes.size(); }
  [[nodiscard]] qsizetype left() const { return m_bytes.size() - m_at; }
  void fail() { m_failed = true; m_at = m_bytes.size(); }

  int8_t i8() { return int8_t(number(1)); }
  int16_t i16() { return int16_t(number(2)); }
  int32_t i32() { return int32_t(number(4)); }
  int64_t i64() { return int64_t(number(8)); }
  bool boolean() { return i8() != 0; }
  /// UTF-8 with a 16 bit length; the nullable one gives a null array for -1.
  QByteArray string();
  QByteArray nullableString();
  /// Bytes with a 32 bit length, where they lie; empty for -1.
  QByteArrayView bytes();
  /// Elements of an array of which each takes at least `least` bytes: a length that can't be true fails. -1 counts as none,
  /// and is told by `null`.
  int array(int least, bool* null = nullptr);
  /// Unsigned variable-length number, as lengths of the flexible versions.
  uint32_t uvarint();
  /// Signed (zigzag) variable-length number, as in records.
  int64_t varlong();
  QByteArray compactString();
  /// Skips the tagged fields of a flexible version.
  void tags();
  void skip(qsizetype size) { take(size); }

 private:
  QByteArrayView take(qsizetype size);
  uint64_t number(int size);
  QByteArrayView m_bytes;
  qsizetype m_at = 0;
  bool m_failed = false;
};

/// Builds an answer of the Kafka protocol. A value; any thread.
class KafkaWriter final {
 public:
  KafkaWriter& i8(int8_t v) { return number(uint8_t(v), 1); }
  KafkaWriter& i16(int16_t v) { return number(uint16_t(v), 2); }
  KafkaWriter& i32(int32_t v) { return number(uint32_t(v), 4); }
  KafkaWriter& i64(int64_t v) { return number(uint64_t(v), 8); }
  KafkaWriter& boolean(bool v) { return i8(v ? 1 : 0); }
  KafkaWriter& string(QByteArrayView text);
  KafkaWriter& nullString() { return i16(-1); }
  /// Null when the array is null.
  KafkaWriter& nullableString(const QByteArray& text) { return text.isNull() ? nullString() : string(text); }
  KafkaWriter& bytes(QByteArrayView data);
  KafkaWriter& uvarint(uint32_t v);
  /// Room for a 32 bit number that becomes known later: where it lies.
  qsizetype hold32() { i32(0); return m_out.size() - 4; }
  void put32(qsizetype at, int32_t v);
  void raw(QByteArrayView data) { m_out.append(data); }
  [[nodiscard]] QByteArray& out() { return m_out; }

 private:
  KafkaWriter& number(uint64_t v, int size);
  QByteArray m_out;
};

/// Error codes of the protocol that this broker gives.
namespace kafkaerror {
inline constexpr int16_t kNone = 0, kOffsetOutOfRange = 1, kCorruptMessage = 2, kUnknownTopic = 3, kMessageTooLarge = 10, kMetadataTooLarge = 12,
                         kInvalidTopic = 17, kInvalidAcks = 21, kIllegalGeneration = 22, kInconsistentProtocol = 23, kInvalidGroup = 24,
                         kUnknownMember = 25, kInvalidSessionTimeout = 26, kRebalanceInProgress = 27, kUnsupportedVersion = 35, kTopicExists = 36,
                         kInvalidPartitions = 37, kInvalidReplication = 38, kInvalidConfig = 40, kInvalidRequest = 42, kPolicyViolation = 44,
                         kOutOfOrderSequence = 45, kDuplicateSequence = 46, kInvalidProducerEpoch = 47, kStorage = 56, kNonEmptyGroup = 68,
                         kGroupNotFound = 69, kMemberIdRequired = 79, kGroupMaxSize = 81, kFencedInstance = 82, kInvalidRecord = 87;
}  // namespace kafkaerror

}  // namespace scfdesk
