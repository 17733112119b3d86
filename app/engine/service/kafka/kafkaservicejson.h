// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkaclient.h"
#include "app/engine/service/kafka/kafkatopics.h"

namespace scfdesk {

class KafkaBroker;

/// What /-/services/ckafka is asked and answers, as JSON.
namespace kafkajson {

/// One action, its fields checked.
struct Wish {
  QByteArray topic;
  int32_t partition = -1;
  int partitions = 1;
  int64_t offset = 0;
  int count = 100;
  int port = 0;
  bool browse = false;
  KafkaTopicSettings settings;
  QList<kafkaclient::Outgoing> messages;
};
/// Error InvalidParameterValue names the field.
Result<Wish> parse(const QString& action, const QByteArray& body);
/// On the broker thread: topics, createTopic, deleteTopic, addPartitions, groups.
Result<QByteArray> act(KafkaBroker& broker, const QString& action, const Wish& wish);
QByteArray details(KafkaBroker& broker);
/// These block, on a worker thread.
Result<QByteArray> produce(const KafkaAccess& access, const Wish& wish);
Result<QByteArray> browse(const KafkaAccess& access, const Wish& wish);

}  // namespace kafkajson
}  // namespace scfdesk
