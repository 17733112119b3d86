// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkaservicejson.h"
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkaservice.h"
#include <nlohmann/json.hpp>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::kafkajson {
namespace {
using json = nlohmann::ordered_json;
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
Error bad(const QString& message) { return {u"InvalidParameterValue"_s, message, {}}; }

Status number(const json& body, const char* name, int64_t least, int64_t most, int64_t& into) {
  const auto it = body.find(name);
  if (it == body.end() || it->is_null()) return Done{};
  if (!it->is_number_integer() || it->get<int64_t>() < least || it->get<int64_t>() > most) return bad(u"%1 must be a whole number from %2 to %3."_s.arg(QLatin1String(name)).arg(least).arg(most));
  into = it->get<int64_t>();
  return Done{};
}

Result<kafkaclient::Outgoing> message(const json& value) {
  kafkaclient::Outgoing out;
  for (const char* name : {"key", "value"}) {
    const auto it = value.find(name);
    if (it == value.end() || it->is_null()) continue;
    if (!it->is_string()) return bad(u"A message is {\"key\":\"...\",\"value\":\"...\"}; its %1 is no text."_s.arg(QLatin1String(name)));
    (*name == 'k' ? out.key : out.value) = QByteArray::fromStdString(it->get_ref<const std::string&>());
  }
  return out;
}

json topicOf(const KafkaTopic& topic) {
  json partitions = json::array();
  int64_t bytes = 0, messages = 0;
  for (const auto& log : topic.partitions) {
    partitions.push_back({{"partition", partitions.size()}, {"begin", log->startOffset()}, {"end", log->endOffset()}, {"bytes", log->bytes()}, {"lastMs", log->lastTimestamp()}});
    bytes += log->bytes();
    messages += log->endOffset() - log->startOffset();
  }
  return {{"topic", topic.name.toStdString()}, {"messages", messages}, {"bytes", bytes}, {"retentionMs", topic.settings.retentionMs}, {"retentionBytes", topic.settings.retentionBytes}, {"partitions", std::move(partitions)}};
}

json groupsOf(KafkaBroker& broker) {
  std::set<QByteArray> ids;
  for (const auto& [key, value] : broker.offsets().all()) ids.insert(key.group);
  for (const auto& [id, group] : broker.groups()) ids.insert(id);
  json groups = json::array();
  for (const QByteArray& id : ids) {
    const auto known = broker.groups().find(id);
    json offsets = json::array();
    for (auto it = broker.offsets().all().lower_bound({id, {}, INT32_MIN}); it != broker.offsets().all().end() && it->first.group == id; ++it) {
      const KafkaLog* log = broker.topics().log(it->first.topic, it->first.partition);
      const int64_t end = log ? log->endOffset() : it->second.offset;
      offsets.push_back({{"topic", it->first.topic.toStdString()}, {"partition", it->first.partition}, {"offset", it->second.offset}, {"lag", std::max<int64_t>(end - it->second.offset, 0)}});
    }
    groups.push_back({{"group", id.toStdString()}, {"state", known == broker.groups().end() ? "Empty" : known->second->stateName()},
                      {"members", known == broker.groups().end() ? size_t(0) : known->second->members().size()}, {"offsets", std::move(offsets)}});
  }
  return groups;
}
}  // namespace

Result<Wish> parse(const QString& action, const QByteArray& body) {
  static const QStringList actions{u"start"_s, u"topics"_s, u"createTopic"_s, u"deleteTopic"_s, u"addPartitions"_s, u"produce"_s, u"browse"_s, u"groups"_s};
  if (!actions.contains(action)) return bad(u"CKafka has no action %1; it has %2."_s.arg(action.left(40), actions.join(u", "_s)));
  const json value = json::parse(body.begin(), body.end(), nullptr, false);
  if (!value.is_object()) return bad(u"The body must be a JSON object."_s);
  Wish wish;
  wish.browse = action == u"browse"_s;
  if (action == u"topics"_s || action == u"groups"_s) return wish;
  if (action == u"start"_s) {
    int64_t port = 0;
    if (const Status good = number(value, "port", 1, 65535, port); !good) return good.error();
    wish.port = int(port);
    return wish;
  }
  const auto topic = value.find("topic");
  if (topic == value.end() || !topic->is_string() || !KafkaTopics::isName(QByteArray::fromStdString(topic->get<std::string>()))) return bad(u"topic must have 1 to 249 letters, digits, dots, _ and -."_s);
  wish.topic = QByteArray::fromStdString(topic->get<std::string>());
  int64_t partition = wish.browse ? 0 : -1, partitions = 1, count = wish.count;
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max() / 2;
  for (const Status& good : {number(value, "partition", -1, KafkaTopics::kPartitions - 1, partition), number(value, "partitions", 1, KafkaTopics::kPartitions, partitions),
                             number(value, "count", 1, kafkaclient::kBrowseMost, count), number(value, "offset", -kMost, kMost, wish.offset),
                             number(value, "retentionMs", -1, kMost, wish.settings.retentionMs), number(value, "retentionBytes", -1, kMost, wish.settings.retentionBytes)})
    if (!good) return good.error();
  wish.partition = int32_t(partition);
  wish.partitions = int(partitions);
  wish.count = int(count);
  if (action != u"produce"_s) return wish;
  const json list = value.contains("messages") ? value["messages"] : json::array({value});
  if (!list.is_array() || list.empty() || list.size() > KafkaService::kProduceMost) return bad(u"messages must be a list of 1 to %1 messages."_s.arg(KafkaService::kProduceMost));
  for (const json& one : list) {
    auto out = one.is_object() ? message(one) : Result<kafkaclient::Outgoing>(bad(u"A message is {\"key\":\"...\",\"value\":\"...\"}."_s));
    if (!out) return out.error();
    wish.messages.append(std::move(out.value()));
  }
  return wish;
}

Result<QByteArray> act(KafkaBroker& broker, const QString& action, const Wish& wish) {
  if (action == u"topics"_s) {
    json topics = json::array();
    for (const auto& [name, topic] : broker.topics().all()) topics.push_back(topicOf(topic));
    return dump({{"topics", std::move(topics)}});
  }
  if (action == u"groups"_s) return dump({{"groups", groupsOf(broker)}});
  KafkaTopics::Outcome outcome;
  if (action == u"createTopic"_s) outcome = broker.topics().create(wish.topic, wish.partitions, wish.settings);
  else if (action == u"addPartitions"_s) outcome = broker.topics().grow(wish.topic, wish.partitions);
  else broker.removeTopic(wish.topic, &outcome);
  if (outcome.error == kafkaerror::kUnknownTopic) return Error{u"ResourceNotFound.Topic"_s, QString::fromUtf8(outcome.message), {}};
  if (outcome.error == kafkaerror::kTopicExists) return Error{u"ResourceInUse.Topic"_s, QString::fromUtf8(outcome.message), {}};
  if (outcome.error != kafkaerror::kNone) return bad(QString::fromUtf8(outcome.message));
  const KafkaTopic* topic = broker.topics().find(wish.topic);
  return topic ? dump(topicOf(*topic)) : QByteArray("{}");
}

QByteArray details(KafkaBroker& broker) {
  const KafkaBroker::Traffic& traffic = broker.traffic();
  return dump({{"connections", broker.server().connectionCount()}, {"memoryBytes", broker.server().heldBytes()}, {"topics", broker.topics().all().size()}, {"partitions", broker.topics().partitionCount()},
               {"dataBytes", broker.topics().bytes()}, {"messagesIn", traffic.messagesIn}, {"bytesIn", traffic.bytesIn}, {"bytesOut", traffic.bytesOut}, {"requests", traffic.requests}});
}

Result<QByteArray> produce(const KafkaAccess& access, const Wish& wish) {
  const auto sent = kafkaclient::produce(access, wish.topic, wish.partition, wish.messages);
  if (!sent) return sent.error();
  json list = json::array();
  for (const kafkaclient::Sent& one : *sent) list.push_back({{"partition", one.partition}, {"offset", one.offset}});
  return dump({{"messages", std::move(list)}});
}

Result<QByteArray> browse(const KafkaAccess& access, const Wish& wish) {
  const auto messages = kafkaclient::browse(access, wish.topic, std::max(wish.partition, 0), wish.offset, wish.count);
  if (!messages) return messages.error();
  json list = json::array();
  for (const kafkaclient::Message& one : *messages)
    list.push_back({{"partition", one.partition}, {"offset", one.offset}, {"timeMs", one.timestampMs}, {"key", one.key ? json(one.key->toStdString()) : json()}, {"value", one.value.toStdString()}, {"bytes", one.bytes}});
  return dump({{"messages", std::move(list)}});
}

}  // namespace scfdesk::kafkajson
