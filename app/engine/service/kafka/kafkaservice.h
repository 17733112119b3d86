// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/service.h"
#include <QThreadPool>
#include <memory>

namespace scfdesk {

class KafkaThread;

/// The built-in CKafka as a state service: "ckafka", instance "ckafka-local". Its own actions, with the JSON object that they take:
/// topics; createTopic {topic, partitions, retentionMs, retentionBytes}; deleteTopic {topic}; addPartitions {topic, partitions};
/// produce {topic, partition, key, value} or {topic, partition, messages: [{key, value}]}; browse {topic, partition, offset, count},
/// where a negative offset counts from the end; groups; start {port}. Engine thread; owned by Services.
class KafkaService final : public Service {
 public:
  struct Options {
    QString folder;            ///< <data-dir>/services/ckafka
    QString host = QStringLiteral("127.0.0.1");
    int port = 0;              ///< and the next free one; 0 = any
    std::function<void()> connectionChanged;  ///< it has an address now, maybe another one than before
  };
  static constexpr int kPort = 9092;
  static constexpr auto kName = "ckafka";
  static constexpr auto kInstance = "ckafka-local";
  static constexpr int kProduceMost = 1000;  ///< messages of one action

  explicit KafkaService(Options options);
  ~KafkaService() override;
  [[nodiscard]] QString name() const override { return QLatin1String(kName); }
  [[nodiscard]] ServiceState state() const override { return m_state; }
  [[nodiscard]] Error trouble() const override { return m_trouble; }
  void start(Reply reply) override;
  void stop(Reply reply) override;
  void reset(Reply reply) override;
  [[nodiscard]] QByteArray connection() const override;
  QByteArray details() override;
  [[nodiscard]] QList<ServiceVariable> variables() const override;
  void act(const QString& action, const QByteArray& body, Answer answer) override;
  /// host:port; empty while it does not run.
  [[nodiscard]] QByteArray address() const;

 private:
  void started(const Result<int>& port);
  void end(bool wipe, Reply reply);
  /// Works out an answer on the broker thread.
  void onBroker(std::function<Result<QByteArray>(class KafkaBroker&)> work, Answer answer);
  /// Works out an answer on a worker thread, where it may block.
  void onWorker(std::function<Result<QByteArray>()> work, Answer answer);

  const Options m_options;
  ServiceState m_state = ServiceState::Stopped;
  Error m_trouble;
  int m_port = 0, m_lastPort = 0;
  QByteArray m_details = "{}";
  QList<Reply> m_starting, m_stopping;
  std::unique_ptr<KafkaThread> m_broker;
  QObject m_home;
  QThreadPool m_workers;
};

}  // namespace scfdesk
