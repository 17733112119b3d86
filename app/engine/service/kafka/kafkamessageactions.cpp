// SPDX-License-Identifier: GPL-3.0-or-later
// KafkaBroker: messages in and out.
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkawait.h"
#include <algorithm>

namespace scfdesk {

void KafkaBroker::produce(Call& call) {
  KafkaReader& in = call.in;
  const QByteArray transaction = in.nullableString();
  const int16_t acks = in.i16();
  in.i32();  // timeout: there is nobody to wait for
  KafkaWriter out = begin(placeOf(call));
  const int topics = in.array(6);
  out.i32(topics);
  for (int t = 0; t < topics && in.ok(); ++t) {
    const QByteArray name = in.string();
    KafkaTopic* topic = m_topics->find(name);
    const int partitions = in.array(8);
    out.string(name).i32(partitions);
    for (int p = 0; p < partitions && in.ok(); ++p) {
      const int32_t index = in.i32();
      const QByteArrayView records = in.bytes();
      if (!in.ok()) break;
      KafkaLog* log = m_topics->log(name, index);
      KafkaLog::Appended done{kafkaerror::kNone, -1, false};
      QByteArray why;
      const auto head = log ? KafkaBatch::checked(records) : std::nullopt;
      if (acks < -1 || acks > 1) done.error = kafkaerror::kInvalidAcks;
      else if (!transaction.isNull()) done = {kafkaerror::kInvalidRequest, -1, false}, why = "The built-in broker has no transactions.";
      else if (!log) done.error = kafkaerror::kUnknownTopic;
      else if (records.size() > topic->settings.maxMessageBytes) done.error = kafkaerror::kMessageTooLarge, why = "The batch has " + QByteArray::number(records.size()) + " bytes; the topic takes " + QByteArray::number(topic->settings.maxMessageBytes) + '.';
      else if (!head) done.error = kafkaerror::kCorruptMessage, why = "A record batch of format 2 is wanted, with a right CRC and records that can be unpacked.";
      else {
        QByteArray batch = records.toByteArray();
        done = log->append(batch, *head);
        if (done.error == kafkaerror::kNone && !done.repeated) {
          m_traffic.messagesIn += head->count;
          m_traffic.bytesIn += batch.size();
          wake(log, batch.size());
        }
      }
      out.i32(index).i16(done.error).i64(done.offset).i64(-1);
      if (call.version >= 5) out.i64(log ? log->startOffset() : -1);
      if (call.version >= 8) out.i32(0).nullableString(why);
    }
  }
  out.i32(0);
  if (!whole(call)) return;
  if (acks == 0) return m_server->answer(call.connection, {});
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::fetch(Call& call) {
  KafkaReader& in = call.in;
  auto wait = std::make_unique<Wait>();
  wait->place = placeOf(call);
  in.i32();  // replica
  const int32_t waitMs = std::clamp(in.i32(), 0, kMostWaitMs);
  wait->leastBytes = in.i32();
  wait->mostBytes = std::clamp(in.i32(), 0, kMostFetchBytes);
  in.i8();  // isolation: nothing is ever uncommitted
  if (call.version >= 7) {
    in.i32();  // fetch sessions are not kept
    in.i32();
  }
  const int topics = in.array(6);
  for (int t = 0; t < topics && in.ok(); ++t) {
    Wait::Topic topic{in.string(), {}};
    const int partitions = in.array(16);
    for (int p = 0; p < partitions && in.ok(); ++p) {
      Wait::Partition partition;
      partition.index = in.i32();
      if (call.version >= 9) in.i32();
      partition.offset = in.i64();
      if (call.version >= 5) in.i64();
      partition.most = std::max(in.i32(), 0);
      topic.partitions.push_back(partition);
    }
    wait->topics.push_back(std::move(topic));
  }
  if (!whole(call)) return;  // what follows (forgotten topics, a rack) is not used
  bool now = waitMs == 0 || wait->leastBytes <= 0 || wait->topics.empty();
  std::vector<KafkaLog*> logs;
  for (const Wait::Topic& topic : wait->topics) {
    for (const Wait::Partition& partition : topic.partitions) {
      KafkaLog* log = m_topics->log(topic.name, partition.index);
      // An error is told at once; and whoever wants more than one byte gets what is there: it waits for the first, no longer.
      if (!log || partition.offset < log->startOffset() || partition.offset > log->endOffset() || partition.offset < log->endOffset()) now = true;
      else logs.push_back(log);
    }
  }
  if (now) return answerFetch(*wait);
  const uint64_t id = m_nextWait++;
  for (KafkaLog* log : logs) m_waiting[log].insert(id);
  wait->timer = m_reactor.callAfterMs(waitMs, [this, id] {
    m_waits[id]->timer = 0;
    endWait(id);
  });
  m_waits[id] = std::move(wait);
}

void KafkaBroker::wake(KafkaLog* log, int64_t bytes) {
  const auto waiting = m_waiting.find(log);
  if (waiting == m_waiting.end()) return;
  const std::vector<uint64_t> ids(waiting->second.begin(), waiting->second.end());
  for (const uint64_t id : ids) {
    Wait& wait = *m_waits[id];
    wait.have += bytes;
    if (wait.have >= wait.leastBytes || wait.have >= wait.mostBytes) endWait(id);
  }
}

void KafkaBroker::endWait(uint64_t id) {
  auto node = m_waits.extract(id);
  if (node.empty()) return;
  const Wait& wait = *node.mapped();
  if (wait.timer) m_reactor.cancel(wait.timer);
  for (const Wait::Topic& topic : wait.topics) {
    for (const Wait::Partition& partition : topic.partitions) {
      const auto it = m_waiting.find(m_topics->log(topic.name, partition.index));
      if (it == m_waiting.end()) continue;
      it->second.erase(id);
      if (it->second.empty()) m_waiting.erase(it);
    }
  }
  answerFetch(wait);
}

void KafkaBroker::answerFetch(const Wait& wait) {
  const int16_t version = wait.place.version;
  KafkaWriter out = begin(wait.place);
  out.i32(0);
  if (version >= 7) out.i16(kafkaerror::kNone).i32(0);
  out.i32(int32_t(wait.topics.size()));
  int64_t left = m_server->heldBytes() > kFetchHeldBytes ? 0 : wait.mostBytes;
  bool any = false;
  for (const Wait::Topic& topic : wait.topics) {
    out.string(topic.name).i32(int32_t(topic.partitions.size()));
    for (const Wait::Partition& partition : topic.partitions) {
      KafkaLog* log = m_topics->log(topic.name, partition.index);
      int16_t error = !log ? kafkaerror::kUnknownTopic : partition.offset < log->startOffset() || partition.offset > log->endOffset() ? kafkaerror::kOffsetOutOfRange : kafkaerror::kNone;
      QByteArray records;
      if (error == kafkaerror::kNone && (left > 0 || !any)) {
        auto read = log->read(partition.offset, std::min<int64_t>(left, partition.most), !any);
        if (read) records = std::move(read.value());
        else error = kafkaerror::kStorage;
      }
      any = any || !records.isEmpty();
      left -= records.size();
      m_traffic.bytesOut += records.size();
      const int64_t end = log ? log->endOffset() : -1;
      out.i32(partition.index).i16(error).i64(end).i64(end);
      if (version >= 5) out.i64(log ? log->startOffset() : -1);
      out.i32(-1);
      if (version >= 11) out.i32(-1);
      out.bytes(records);
    }
  }
  reply(wait.place, std::move(out));
}

void KafkaBroker::listOffsets(Call& call) {
  constexpr int64_t kLatest = -1, kEarliest = -2;
  KafkaReader& in = call.in;
  in.i32();
  if (call.version >= 2) in.i8();
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 2) out.i32(0);
  const int topics = in.array(6);
  out.i32(topics);
  for (int t = 0; t < topics && in.ok(); ++t) {
    const QByteArray name = in.string();
    const int partitions = in.array(12);
    out.string(name).i32(partitions);
    for (int p = 0; p < partitions && in.ok(); ++p) {
      const int32_t index = in.i32();
      if (call.version >= 4) in.i32();
      const int64_t time = in.i64();
      KafkaLog* log = m_topics->log(name, index);
      KafkaLog::Found found;
      if (log && time == kLatest) found.offset = log->endOffset();
      else if (log && time == kEarliest) found.offset = log->startOffset();
      else if (log && time >= 0) found = log->offsetOf(time);
      out.i32(index).i16(!log ? kafkaerror::kUnknownTopic : time < kEarliest ? kafkaerror::kInvalidRequest : kafkaerror::kNone).i64(found.timestamp).i64(found.offset);
      if (call.version >= 4) out.i32(found.offset >= 0 ? 0 : -1);
    }
  }
  if (whole(call)) reply(placeOf(call), std::move(out));
}

void KafkaBroker::initProducerId(Call& call) {
  const bool transaction = !call.in.nullableString().isNull();
  call.in.i32();
  if (!whole(call)) return;
  const int64_t id = transaction ? -1 : m_topics->nextProducerId();
  KafkaWriter out = begin(placeOf(call));
  out.i32(0).i16(transaction ? kafkaerror::kInvalidRequest : id < 0 ? kafkaerror::kStorage : kafkaerror::kNone).i64(id).i16(id < 0 ? -1 : 0);
  reply(placeOf(call), std::move(out));
}

}  // namespace scfdesk
