// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/services.h"

namespace scfdesk {

/// Puts the state services of an engine together. Engine thread; owned by Engine.
class EngineServices final {
 public:
  struct Parts {
    Reactor& reactor;
    QString dataDir;
    QString spawnerProgram;
    QString host;                       ///< of COS
    int cosPort = 0;
    Error cosTrouble;                   ///< why there is none
    QString secretId, secretKey;
    std::function<void(const QList<FunctionKey>&)> environmentChanged;
    std::function<bool(const FunctionKey&)> functionExists;
    class CosThread* cos = nullptr;     ///< none when it could not start; lives longer than the services
    QObject* home = nullptr;            ///< of the engine thread: where its answers come
    std::function<QByteArray()> cosEvents = {};  ///< Triggers::cosEvents()
    bool anyPort = false;               ///< services need not be at their usual ports
  };
  explicit EngineServices(const Parts& parts);
  ~EngineServices();
  [[nodiscard]] Services& list() { return *m_list; }
  [[nodiscard]] const Services& list() const { return *m_list; }
  /// host:port of the built-in CKafka; empty while it does not run.
  [[nodiscard]] QByteArray kafkaAddress() const;
  /// Connection of a Redis by its name, a JSON object; empty while it does not run, and when there is none of that name.
  [[nodiscard]] QByteArray redisConnection(const QString& name) const;

 private:
  std::unique_ptr<Services> m_list;
  class KafkaService* m_kafka = nullptr;  ///< one of them
};

}  // namespace scfdesk
