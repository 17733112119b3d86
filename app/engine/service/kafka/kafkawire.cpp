// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkawire.h"
#include <algorithm>

namespace scfdesk {

QByteArrayView KafkaReader::take(qsizetype size) {
  if (m_failed || size < 0 || size > left()) {
    fail();
    return {};
  }
  const QByteArrayView taken = m_bytes.sliced(m_at, size);
  m_at += size;
  return taken;
}

uint64_t KafkaReader::number(int size) {
  uint64_t value = 0;
  for (const char c : take(size)) value = value << 8 | uint8_t(c);
  return value;
}

QByteArray KafkaReader::string() {
  const int16_t size = i16();
  return take(size).toByteArray();
}

QByteArray KafkaReader::nullableString() {
  const int16_t size = i16();
  if (size == -1) return {};
  const QByteArrayView text = take(size);
  return text.isEmpty() ? QByteArray("") : text.toByteArray();
}

QByteArrayView KafkaReader::bytes() {
  const int32_t size = i32();
  return size == -1 ? QByteArrayView() : take(size);
}

int KafkaReader::array(int least, bool* null) {
  const int32_t count = i32();
  if (null) *null = count == -1;
  if (count == -1) return 0;
  if (count < 0 || count > left() / std::max(least, 1)) {
    fail();
    return 0;
  }
  return count;
}

uint32_t KafkaReader::uvarint() {
  uint64_t value = 0;
  for (int shift = 0; shift < 35; shift += 7) {
    const auto byte = uint8_t(i8());
    value |= uint64_t(byte & 0x7f) << shift;
    if (!(byte & 0x80)) {
      if (value > UINT32_MAX) break;
      return uint32_t(value);
    }
  }
  fail();
  return 0;
}

int64_t KafkaReader::varlong() {
  uint64_t value = 0;
  for (int shift = 0; shift < 70; shift += 7) {
    const auto byte = uint8_t(i8());
    value |= uint64_t(byte & 0x7f) << shift;
    if (!(byte & 0x80)) return int64_t(value >> 1) ^ -int64_t(value & 1);
  }
  fail();
  return 0;
}

QByteArray KafkaReader::compactString() {
  const uint32_t size = uvarint();
  return size == 0 ? QByteArray() : take(qsizetype(size) - 1).toByteArray();
}

void KafkaReader::tags() {
  for (uint32_t left = uvarint(); left > 0 && ok(); --left) {
    uvarint();
    take(uvarint());
  }
}

KafkaWriter& KafkaWriter::number(uint64_t v, int size) {
  char text[8] = {};
  for (int i = 0; i < size; ++i) text[i] = char(v >> (8 * (size - 1 - i)));
  m_out.append(text, size);
  return *this;
}

KafkaWriter& KafkaWriter::string(QByteArrayView text) {
  text = text.first(std::min<qsizetype>(text.size(), INT16_MAX));
  i16(int16_t(text.size()));
  m_out.append(text);
  return *this;
}

KafkaWriter& KafkaWriter::bytes(QByteArrayView data) {
  i32(int32_t(data.size()));
  m_out.append(data);
  return *this;
}

KafkaWriter& KafkaWriter::uvarint(uint32_t v) {
  for (; v >= 0x80; v >>= 7) i8(int8_t(v | 0x80));
  return i8(int8_t(v));
}

void KafkaWriter::put32(qsizetype at, int32_t v) {
  for (int i = 0; i < 4; ++i) m_out[at + i] = char(uint32_t(v) >> (8 * (3 - i)));
}

}  // namespace scfdesk
