// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkalog.h"
#include <map>

namespace scfdesk {

struct KafkaTopicSettings {
  int64_t retentionMs = 7LL * 24 * 3600 * 1000;          ///< -1 = for ever
  int64_t retentionBytes = 1024LL * 1024 * 1024;         ///< of each partition; -1 = no limit
  int32_t maxMessageBytes = 12 * 1024 * 1024;            ///< of a batch, as CKafka's largest message
};

struct KafkaTopic {
  QByteArray name;
  KafkaTopicSettings settings;
  std::vector<std::unique_ptr<KafkaLog>> partitions;
};

/// The topics of the built-in broker: a folder for each partition, and topics.json, which says what there is. Broker thread; it
/// blocks on the disk. Owned by KafkaBroker.
class KafkaTopics final {
 public:
  static constexpr int kNameChars = 249;      ///< as Kafka
  static constexpr int kPartitions = 256;     ///< of one topic
  static constexpr int kAllPartitions = 1000; ///< of all topics together

  static Result<std::unique_ptr<KafkaTopics>> open(const QString& folder);

  [[nodiscard]] const std::map<QByteArray, KafkaTopic>& all() const { return m_topics; }
  KafkaTopic* find(const QByteArray& name);
  KafkaLog* log(const QByteArray& name, int32_t partition);
  /// kafkaerror codes; the message is for people. `only` looks whether it could.
  struct Outcome {
    int16_t error = 0;
    QByteArray message;
  };
  Outcome create(const QByteArray& name, int partitions, const KafkaTopicSettings& settings, bool only = false);
  Outcome grow(const QByteArray& name, int partitions, bool only = false);
  Outcome change(const QByteArray& name, const KafkaTopicSettings& settings);
  Outcome remove(const QByteArray& name);
  [[nodiscard]] int64_t bytes() const;
  [[nodiscard]] int partitionCount() const;
  [[nodiscard]] const QByteArray& clusterId() const { return m_clusterId; }
  /// A number that no producer has had.
  int64_t nextProducerId();
  /// Drops what is past the retention of its topic.
  void dropOld(int64_t nowMs);
  void close();
  static bool isName(const QByteArray& name);

 private:
  explicit KafkaTopics(QString folder) : m_folder(std::move(folder)) {}
  Status load();
  Status save();
  [[nodiscard]] QString folderOf(const QByteArray& name, int partition) const;
  Outcome addLogs(KafkaTopic& topic, int partitions);

  const QString m_folder;
  QByteArray m_clusterId;
  int64_t m_producerId = 0, m_producerIdsKept = 0;  ///< ids below the second may have been given
  std::map<QByteArray, KafkaTopic> m_topics;
};

}  // namespace scfdesk
