// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkaclient.h"
#include "app/engine/trigger/batchsource.h"
#include "app/engine/trigger/ckafkaconfig.h"
#include "app/engine/trigger/ckafkaevent.h"
#include <functional>
#include <map>
#include <memory>

class QObject;

namespace scfdesk {

/// Reads one topic with librdkafka on a thread of its own and makes events of it: each partition in its order, one event of it out
/// at a time, the next one being filled meanwhile. Partitions are assigned by hand, offsets are the owner's: no group protocol.
/// What it holds is bounded, so a slow function makes the lag grow and not the memory. A broker that goes away is waited for.
/// Made and used on the engine thread; its thread ends by itself some time after it, and never later than the process.
class KafkaPoller final : public BatchSource {
 public:
  struct Options {
    KafkaAccess access;
    QByteArray topic, group;
    int maxMessages = 100;
    int waitMs = 5000;           ///< engine time
    qsizetype maxBytes = 0;      ///< of an event
    double clockScale = 1;
    CkafkaConfig::Start start = CkafkaConfig::Start::Latest;
    int64_t startMs = 0;
    std::map<int32_t, int64_t> offsets;  ///< the next wanted of each partition that is known; none at all: `start` holds
  };
  struct Ends {
    int32_t partition = 0;
    int64_t begin = -1, end = -1;  ///< of what the broker has
  };
  /// Called on the engine thread, not after the poller is gone.
  struct Listener {
    std::function<void(const std::map<int32_t, int64_t>& offsets)> placed;  ///< partitions that had no offset begin here
    std::function<void(CkafkaEvent&& event)> event;                         ///< then done(), once
    std::function<void(const std::vector<Ends>& ends, const Error& error)> looked;  ///< each second; an error: nothing comes
    /// What lies at `offset` can't be unpacked, whatever the function does; it was left out.
    std::function<void(int32_t partition, int64_t offset, const QString& why)> leftOut = {};
  };
  static constexpr int64_t kHeldBytes = 16LL * 1024 * 1024;     ///< of messages that librdkafka has read ahead
  static constexpr qsizetype kFilledBytes = 64 * 1024 * 1024;   ///< of all events that are being filled
  static constexpr int kLookMs = 1000, kRequestMs = 1000, kTopicsMs = 10'000;
  static constexpr int kLeastPauseMs = 500, kMostPauseMs = 8000; ///< between two tries to reach a broker

  KafkaPoller(Options options, Listener listener);
  ~KafkaPoller() override;
  KafkaPoller(const KafkaPoller&) = delete;
  KafkaPoller& operator=(const KafkaPoller&) = delete;

  void done(int32_t partition) override;
  void hurry(int32_t partition) override;
  void setClockScale(double scale) override;
  void produce(const QByteArray& key, const QByteArray& value, std::function<void(const Result<kafkaclient::Sent>&)> reply) override;

  struct Shared;

 private:
  std::shared_ptr<Shared> m_shared;
  std::unique_ptr<QObject> m_home;
};

}  // namespace scfdesk
