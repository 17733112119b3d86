// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/batchsource.h"
#include "app/engine/trigger/ckafkaconfig.h"
#include "app/engine/trigger/ckafkaevent.h"
#include "app/engine/trigger/redislink.h"
#include <functional>
#include <map>
#include <memory>
#include <mutex>

class QObject;

namespace scfdesk {

/// Reads one Redis stream as the consumer `kConsumer` of a group, on a thread of its own, and makes events of it in the order of the
/// stream: one out at a time, the next one being filled meanwhile. An entry is acknowledged when it was handled, and until then
/// belongs to the group's pending ones, which come first after a break: a kill delivers again and never skips. What it holds is
/// bounded. A server that goes away is waited for. Made and used on the engine thread; its thread ends by itself some time after it.
class RedisPoller final : public BatchSource {
 public:
  struct Options {
    RedisLink::Address address;
    QByteArray stream, group;
    int maxMessages = 100;
    int waitMs = 5000;           ///< engine time
    qsizetype maxBytes = 0;      ///< of an event
    double clockScale = 1;
    CkafkaConfig::Start start = CkafkaConfig::Start::Latest;
    int64_t startMs = 0;
    QByteArray after;            ///< id of the last entry that was handled; a group that is lost begins behind it. Empty: `start` holds
    bool moved = false;          ///< `start` is another one now: a group that is there goes there
    QByteArrayList handled;      ///< ids that are not acknowledged yet
    int64_t firstNumber = 1;     ///< entries are numbered in their order
    std::shared_ptr<std::mutex> turn;  ///< of the pollers of one trigger: one at a time
  };
  struct Figures {
    int64_t entries = 0;         ///< of the stream
    int64_t pending = 0;         ///< read and not acknowledged
    int64_t lag = 0;             ///< not handled yet, pending ones among them; at most, where the server does not know
  };
  /// Called on the engine thread, not after the poller is gone.
  struct Listener {
    std::function<void(const QByteArray& after)> placed;  ///< the group begins behind this id
    std::function<void(CkafkaEvent&& event, const QByteArrayList& ids)> event;  ///< then handled() and done(), once
    std::function<void(const Figures& figures, const Error& error)> looked;     ///< each second; an error: nothing comes
    std::function<void(const QByteArray& id, const QString& why)> leftOut;      ///< it can't be had any more
  };
  static constexpr char kConsumer[] = "scf";
  static constexpr int kFirstCount = 16, kMostCount = 1000;      ///< entries asked for at once
  static constexpr qsizetype kAimBytes = 4 * 1024 * 1024;        ///< of a reply: the count follows
  static constexpr int kBlockMs = 500, kLookMs = 1000;
  static constexpr int kLeastPauseMs = 500, kMostPauseMs = 8000; ///< between two tries to reach the server

  RedisPoller(Options options, Listener listener);
  ~RedisPoller() override;
  RedisPoller(const RedisPoller&) = delete;
  RedisPoller& operator=(const RedisPoller&) = delete;

  void done(int32_t partition) override;
  void hurry(int32_t) override {}  ///< what produce() put in hurries by itself
  void setClockScale(double scale) override;
  /// Replies when the entry goes to the function.
  void produce(const QByteArray& key, const QByteArray& value, std::function<void(const Result<kafkaclient::Sent>&)> reply) override;
  /// To be acknowledged.
  void handled(const QByteArrayList& ids);

  struct Shared;

 private:
  std::shared_ptr<Shared> m_shared;
  std::unique_ptr<QObject> m_home;
  std::map<uint64_t, std::function<void(const Result<kafkaclient::Sent>&)>> m_replies;  ///< of produce()
  uint64_t m_lastProduced = 0;
};

/// {"Redis":{"stream","id","fields":{...}}}
QByteArray redisRecord(const QByteArray& stream, const QByteArray& id, const QList<resp::Value>& fields);

}  // namespace scfdesk
