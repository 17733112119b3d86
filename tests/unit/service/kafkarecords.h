// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkabatch.h"
#include "app/engine/service/kafka/kafkawire.h"
#include <QByteArrayList>

namespace scfdesk {

/// A record batch as a producer sends it: one record for each value, `timestamp` and on by 1 ms.
inline QByteArray kafkaBatchOf(const QByteArrayList& values, int64_t timestamp = 1000, int64_t producer = -1, int32_t sequence = -1, int16_t epoch = 0) {
  const auto varint = [](QByteArray& out, int64_t n) {
    auto bits = uint64_t(n) << 1 ^ uint64_t(n >> 63);
    for (; bits >= 0x80; bits >>= 7) out.append(char(bits | 0x80));
    out.append(char(bits));
  };
  QByteArray records;
  for (qsizetype i = 0; i < values.size(); ++i) {
    QByteArray record(1, '\0');
    varint(record, i);
    varint(record, i);
    varint(record, -1);
    varint(record, values[i].size());
    record += values[i];
    varint(record, 0);
    varint(records, record.size());
    records += record;
  }
  KafkaWriter tail;
  tail.i16(0).i32(int32_t(values.size()) - 1).i64(timestamp).i64(timestamp + values.size() - 1).i64(producer).i16(producer < 0 ? int16_t(-1) : epoch).i32(sequence).i32(int32_t(values.size())).raw(records);
  KafkaWriter out;
  out.i64(0).i32(int32_t(tail.out().size()) + 9).i32(0).i8(2).i32(int32_t(crc32c(tail.out()))).raw(tail.out());
  return out.out();
}

}  // namespace scfdesk
