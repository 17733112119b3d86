// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkagroup.h"
#include "app/engine/service/kafka/kafkaoffsets.h"
#include "app/engine/service/kafka/kafkaserver.h"
#include "app/engine/service/kafka/kafkatopics.h"
#include "app/engine/service/kafka/kafkawire.h"
#include <set>

namespace scfdesk {

/// The built-in CKafka: one Kafka broker that keeps its messages. Speaks the versions of the protocol from before the "flexible"
/// ones, which all clients since Kafka 0.11 know: producing (idempotent too), consuming with long polls, groups, topics and
/// offsets. Not: transactions, SASL, TLS, quotas, compaction. The format of a message is checked and kept as it came.
/// On the broker thread (KafkaThread): it blocks on the disk.
class KafkaBroker final : private KafkaFrames {
 public:
  static constexpr int kGroups = 1000;
  static constexpr int kNodeId = 1;
  static constexpr int32_t kMostFetchBytes = 16 * 1024 * 1024;     ///< of one answer, beyond its first batch
  static constexpr qsizetype kFetchHeldBytes = 128 * 1024 * 1024;  ///< held of all clients: more, and an answer has one batch
  static constexpr int kMostWaitMs = 60'000;

  static Result<std::unique_ptr<KafkaBroker>> open(Reactor& reactor, const QString& folder);
  ~KafkaBroker() override;
  Result<int> listen(const QString& host, int port) { return m_server->listen(host, port); }

  [[nodiscard]] KafkaTopics& topics() { return *m_topics; }
  [[nodiscard]] KafkaOffsets& offsets() { return *m_offsets; }
  [[nodiscard]] const KafkaServer& server() const { return *m_server; }
  [[nodiscard]] const std::map<QByteArray, std::unique_ptr<KafkaGroup>>& groups() const { return m_groups; }
  void removeTopic(const QByteArray& name, KafkaTopics::Outcome* outcome);
  struct Traffic { int64_t messagesIn = 0, bytesIn = 0, bytesOut = 0, requests = 0; };
  [[nodiscard]] const Traffic& traffic() const { return m_traffic; }
  /// Drops old segments, and gives the open files that were written to `sync`, which closes them.
  void housekeep(const std::function<void(int fd)>& sync);

  /// For the fuzz target: one request as if a client had sent it.
  void tryFrame(QByteArrayView frame);

 private:
  /// A request, read so far as all have it, and where its answer goes.
  struct Call {
    int16_t key = 0, version = 0;
    int32_t correlation = 0;
    uint64_t connection = 0;
    QByteArray client, host, localHost;
    KafkaReader in;
  };
  struct Place { uint64_t connection = 0; int32_t correlation = 0; int16_t version = 0; };
  struct Wait;
  using Action = void (KafkaBroker::*)(Call&);
  struct Api { int16_t key, least, most; Action action; };
  static const std::vector<Api>& apis();

  explicit KafkaBroker(Reactor& reactor);
  bool onFrame(KafkaConnection& connection, QByteArrayView frame) override;
  bool handle(Call& call);
  void reply(const Place& place, KafkaWriter&& answer);
  static KafkaWriter begin(const Place& place);
  static Place placeOf(const Call& call) { return {call.connection, call.correlation, call.version}; }
  /// A malformed request: false, after which its connection ends.
  bool whole(Call& call);

  // kafkabroker.cpp
  void apiVersions(Call& call);
  void writeVersions(KafkaWriter& out, int16_t version, int16_t error) const;
  // kafkatopicactions.cpp
  void metadata(Call& call);
  void createTopics(Call& call);
  void deleteTopics(Call& call);
  void createPartitions(Call& call);
  void describeConfigs(Call& call);
  void alterConfigs(Call& call);
  // kafkamessageactions.cpp
  void produce(Call& call);
  void fetch(Call& call);
  void answerFetch(const Wait& wait);
  void wake(KafkaLog* log, int64_t bytes);
  void endWait(uint64_t id);
  void listOffsets(Call& call);
  void initProducerId(Call& call);
  // kafkagroupactions.cpp
  void findCoordinator(Call& call);
  void joinGroup(Call& call);
  void syncGroup(Call& call);
  void heartbeat(Call& call);
  void leaveGroup(Call& call);
  void offsetCommit(Call& call);
  void offsetFetch(Call& call);
  void describeGroups(Call& call);
  void listGroups(Call& call);
  void deleteGroups(Call& call);
  KafkaGroup* group(const QByteArray& id);

  Reactor& m_reactor;
  std::unique_ptr<KafkaTopics> m_topics;
  std::unique_ptr<KafkaOffsets> m_offsets;
  std::map<QByteArray, std::unique_ptr<KafkaGroup>> m_groups;
  std::map<uint64_t, std::unique_ptr<Wait>> m_waits;
  std::map<KafkaLog*, std::set<uint64_t>> m_waiting;  ///< ids of waits, by what they wait for
  uint64_t m_nextWait = 1;
  Traffic m_traffic;
  bool m_malformed = false;
  std::unique_ptr<KafkaServer> m_server;
};

}  // namespace scfdesk
