// SPDX-License-Identifier: GPL-3.0-or-later
// KafkaBroker: topics, and who leads them (always this one).
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkawait.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr int8_t kTopicResource = 2, kBrokerResource = 4;
constexpr char kRetentionMs[] = "retention.ms", kRetentionBytes[] = "retention.bytes", kMaxMessageBytes[] = "max.message.bytes";

// False for a value that can't be; settings of real brokers that mean nothing here are taken and have no effect.
bool set(KafkaTopicSettings& settings, const QByteArray& name, const QByteArray& value) {
  bool number = false;
  const int64_t n = value.toLongLong(&number);
  if (name == kRetentionMs) return number && n >= -1 && (settings.retentionMs = n, true);
  if (name == kRetentionBytes) return number && n >= -1 && (settings.retentionBytes = n, true);
  if (name == kMaxMessageBytes) return number && n >= KafkaBatch::kHead && n <= KafkaServer::kFrameBytes / 2 && (settings.maxMessageBytes = int32_t(n), true);
  if (name == "cleanup.policy") return value == "delete";
  return true;
}
}  // namespace

void KafkaBroker::metadata(Call& call) {
  KafkaReader& in = call.in;
  bool null = false;
  const int count = in.array(2, &null);
  std::vector<QByteArray> names;
  for (int i = 0; i < count && in.ok(); ++i) names.push_back(in.string());
  const bool make = call.version < 4 || in.boolean();
  if (call.version >= 8) {
    in.i8();
    in.i8();
  }
  if (!whole(call)) return;
  if (null || (call.version == 0 && count == 0))
    for (const auto& [name, topic] : m_topics->all()) names.push_back(name);
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 3) out.i32(0);
  out.i32(1).i32(kNodeId).string(call.localHost).i32(m_server->port());
  if (call.version >= 1) out.nullString();
  if (call.version >= 2) out.string(m_topics->clusterId());
  if (call.version >= 1) out.i32(kNodeId);
  out.i32(int32_t(names.size()));
  for (const QByteArray& name : names) {
    const KafkaTopic* topic = m_topics->find(name);
    int16_t error = topic ? kafkaerror::kNone : KafkaTopics::isName(name) ? kafkaerror::kUnknownTopic : kafkaerror::kInvalidTopic;
    if (!topic && make) {
      // As a broker with auto.create.topics.enable, which is the usual one to develop against.
      error = m_topics->create(name, 1, {}).error;
      topic = m_topics->find(name);
    }
    out.i16(error).string(name);
    if (call.version >= 1) out.boolean(false);
    out.i32(topic ? int32_t(topic->partitions.size()) : 0);
    for (size_t i = 0; topic && i < topic->partitions.size(); ++i) {
      out.i16(kafkaerror::kNone).i32(int32_t(i)).i32(kNodeId);
      if (call.version >= 7) out.i32(0);
      out.i32(1).i32(kNodeId).i32(1).i32(kNodeId);
      if (call.version >= 5) out.i32(0);
    }
    if (call.version >= 8) out.i32(INT32_MIN);
  }
  if (call.version >= 8) out.i32(INT32_MIN);
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::createTopics(Call& call) {
  KafkaReader& in = call.in;
  struct One {
    QByteArray name;
    int32_t partitions = 1;
    KafkaTopicSettings settings;
    KafkaTopics::Outcome outcome;
  };
  std::vector<One> wanted;
  const int count = in.array(16);
  for (int t = 0; t < count && in.ok(); ++t) {
    One one;
    one.name = in.string();
    one.partitions = in.i32();
    const int16_t replicas = in.i16();
    const int assigned = in.array(8);
    for (int i = 0; i < assigned && in.ok(); ++i) {
      in.i32();
      in.skip(qsizetype(4) * in.array(4));
    }
    if (one.partitions == -1) one.partitions = assigned > 0 ? assigned : 1;
    if (replicas != 1 && replicas != -1) one.outcome = {kafkaerror::kInvalidReplication, "The built-in broker is one broker: a topic has 1 replica."};
    const int configs = in.array(4);
    for (int i = 0; i < configs && in.ok(); ++i) {
      const QByteArray name = in.string(), value = in.nullableString();
      if (!set(one.settings, name, value)) one.outcome = {kafkaerror::kInvalidConfig, name + " can't be '" + value.left(80) + "' at the built-in broker."};
    }
    wanted.push_back(std::move(one));
  }
  in.i32();
  const bool only = call.version >= 1 && in.boolean();
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 2) out.i32(0);
  out.i32(int32_t(wanted.size()));
  for (One& one : wanted) {
    if (one.outcome.error == kafkaerror::kNone) one.outcome = m_topics->create(one.name, one.partitions, one.settings, only);
    out.string(one.name).i16(one.outcome.error);
    if (call.version >= 1) out.nullableString(one.outcome.message);
  }
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::removeTopic(const QByteArray& name, KafkaTopics::Outcome* outcome) {
  if (KafkaTopic* topic = m_topics->find(name)) {
    std::set<uint64_t> waits;
    for (const auto& log : topic->partitions)
      if (const auto it = m_waiting.find(log.get()); it != m_waiting.end()) waits.insert(it->second.begin(), it->second.end());
    // They are told of its end by what they ask next.
    for (const uint64_t id : waits) endWait(id);
  }
  *outcome = m_topics->remove(name);
  if (outcome->error == kafkaerror::kNone) m_offsets->removeTopic(name);
}

void KafkaBroker::deleteTopics(Call& call) {
  KafkaReader& in = call.in;
  const int count = in.array(2);
  std::vector<QByteArray> names;
  for (int i = 0; i < count && in.ok(); ++i) names.push_back(in.string());
  in.i32();
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 1) out.i32(0);
  out.i32(count);
  for (const QByteArray& name : names) {
    KafkaTopics::Outcome outcome;
    removeTopic(name, &outcome);
    out.string(name).i16(outcome.error);
  }
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::createPartitions(Call& call) {
  KafkaReader& in = call.in;
  std::vector<std::pair<QByteArray, int32_t>> wanted;
  const int count = in.array(10);
  for (int t = 0; t < count && in.ok(); ++t) {
    QByteArray name = in.string();
    wanted.emplace_back(std::move(name), in.i32());
    const int assigned = in.array(4);
    for (int i = 0; i < assigned && in.ok(); ++i) in.skip(qsizetype(4) * in.array(4));
  }
  in.i32();
  const bool only = in.boolean();
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  out.i32(0).i32(int32_t(wanted.size()));
  for (const auto& [name, partitions] : wanted) {
    const KafkaTopics::Outcome outcome = m_topics->grow(name, partitions, only);
    out.string(name).i16(outcome.error).nullableString(outcome.message);
  }
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::describeConfigs(Call& call) {
  KafkaReader& in = call.in;
  KafkaWriter out = begin(placeOf(call));
  out.i32(0);
  const int count = in.array(7);
  out.i32(count);
  for (int r = 0; r < count && in.ok(); ++r) {
    const int8_t type = in.i8();
    const QByteArray name = in.string();
    bool all = false;
    std::vector<QByteArray> keys;
    const int wanted = in.array(2, &all);
    for (int i = 0; i < wanted && in.ok(); ++i) keys.push_back(in.string());
    const KafkaTopic* topic = type == kTopicResource ? m_topics->find(name) : nullptr;
    const bool known = topic || (type == kBrokerResource && name == QByteArray::number(kNodeId));
    out.i16(known ? kafkaerror::kNone : type == kTopicResource ? kafkaerror::kUnknownTopic : kafkaerror::kInvalidRequest).nullString().i8(type).string(name);
    std::vector<std::pair<QByteArray, QByteArray>> values;
    if (topic) {
      values = {{kRetentionMs, QByteArray::number(qlonglong(topic->settings.retentionMs))}, {kRetentionBytes, QByteArray::number(qlonglong(topic->settings.retentionBytes))},
                {kMaxMessageBytes, QByteArray::number(topic->settings.maxMessageBytes)}, {"cleanup.policy", "delete"}};
    } else if (known) {
      values = {{"num.partitions", "1"}, {"default.replication.factor", "1"}, {"auto.create.topics.enable", "true"}, {"message.max.bytes", QByteArray::number(KafkaTopicSettings().maxMessageBytes)}};
    }
    if (!all) std::erase_if(values, [&](const auto& v) { return std::find(keys.begin(), keys.end(), v.first) == keys.end(); });
    out.i32(int32_t(values.size()));
    for (const auto& [key, value] : values) {
      out.string(key).string(value).boolean(!topic);
      if (call.version == 0) out.boolean(false);
      else out.i8(topic ? 1 : 4);
      out.boolean(false);
      if (call.version >= 1) out.i32(0);
    }
  }
  if (call.version >= 1) in.i8();
  if (whole(call)) reply(placeOf(call), std::move(out));
}

void KafkaBroker::alterConfigs(Call& call) {
  KafkaReader& in = call.in;
  struct One {
    int8_t type = 0;
    QByteArray name;
    KafkaTopicSettings settings;
    KafkaTopics::Outcome outcome;
  };
  std::vector<One> wanted;
  const int count = in.array(7);
  for (int r = 0; r < count && in.ok(); ++r) {
    One one;
    one.type = in.i8();
    one.name = in.string();
    const int configs = in.array(4);
    for (int i = 0; i < configs && in.ok(); ++i) {
      const QByteArray name = in.string(), value = in.nullableString();
      if (!set(one.settings, name, value)) one.outcome = {kafkaerror::kInvalidConfig, name + " can't be '" + value.left(80) + "' at the built-in broker."};
    }
    if (one.type != kTopicResource) one.outcome = {kafkaerror::kInvalidRequest, "Only topics can be configured at the built-in broker."};
    wanted.push_back(std::move(one));
  }
  const bool only = in.boolean();
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  out.i32(0).i32(int32_t(wanted.size()));
  for (One& one : wanted) {
    if (one.outcome.error == kafkaerror::kNone && !only) one.outcome = m_topics->change(one.name, one.settings);
    out.i16(one.outcome.error).nullableString(one.outcome.message).i8(one.type).string(one.name);
  }
  reply(placeOf(call), std::move(out));
}

}  // namespace scfdesk
