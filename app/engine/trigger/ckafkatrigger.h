// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/trigger/batchsource.h"
#include "app/engine/trigger/kafkapoller.h"
#include "app/engine/trigger/trigger.h"
#include <vector>

namespace scfdesk {

/// CKafka (pull, sync): batches of each partition in their order, the next one when the last one is through. An offset is kept only
/// after success or after the batch was given up as configured, so a kill delivers again and never skips.
/// Order, retries (a failed run up to `retry` times, refusals for ever) and the pauses between are the scaling core's; what the engine
/// does not let get there (no such function) is tried again here.
class CkafkaTrigger : public Trigger {
 public:
  CkafkaTrigger(Triggers& host, const TriggerInfo& info);
  ~CkafkaTrigger() override;

  void clockChanged() override;
  /// `what`: {"key":..., "value":...}; produces it and waits until the function has had it. While the trigger is off, or no broker
  /// is there, the function gets a made-up event.
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray about() const override;

  static constexpr int kLeastPauseMs = 500, kMostPauseMs = 30'000;  ///< before the core is asked again, engine time
  static constexpr int kKeepMs = 20;      ///< offsets are gathered this long before they are written
  static constexpr int kBrokerMs = 1000;  ///< how often a built-in broker that is off is looked for

 protected:
  void start() override;
  void stop() override;

  // What another source than a broker does in its own way.
  /// What its TriggerDesc says of batches; called at each start.
  virtual CkafkaConfig config();
  /// Makes m_source.
  virtual void begin();
  /// A batch up to and with `last` was handled, or given up.
  virtual void handled(int32_t partition, int64_t last);
  /// A made-up event of one message, for when there is no source.
  [[nodiscard]] virtual CkafkaEvent sampleOf(const QByteArray& key, const QByteArray& value) const;
  /// "Partition 0 of orders stands at offset 17", for the trouble of one that stopped.
  [[nodiscard]] virtual QString standsAt(int32_t partition, int64_t first) const;
  void onEvent(CkafkaEvent&& event);
  /// begin() is due once nothing of before runs any more; `retryMs`: it is tried again then.
  void beginLater(int retryMs);
  /// What the source says each second; an error: nothing comes.
  void onLooked(const Error& error);
  /// Something of the partition can't be read and was left out; shown until a batch of it was handled.
  void leaveOut(int32_t partition, const QString& why);
  /// Off and on again, in a later turn: the source is elsewhere now.
  void applyLater();
  /// The batch of a partition that is under way, or null: a JSON value, for about().
  [[nodiscard]] QByteArray batchOf(int32_t partition) const;

  CkafkaConfig m_config;
  QByteArray m_topic;                     ///< or the queue, the stream
  std::unique_ptr<BatchSource> m_source;
  int64_t m_skipped = 0;                  ///< messages that were given up, since the start
  bool m_beginWhenIdle = false;

 private:
  /// A batch with the function, or waiting for its next attempt.
  struct Flight {
    CkafkaEvent event;
    int failures = 0;         ///< attempts of this part that have failed
    int tries = 0;            ///< that did not get to the core, in a row
    bool running = false;     ///< the core has it
    Reactor::TimerId timer = 0;
    std::vector<CkafkaEvent> rest;  ///< of a batch that is being halved: what comes after this part, the next one last
    bool halved = false;
    bool stopped = false;     ///< waits until the trigger is enabled again
    QString message;          ///< why it failed last
  };
  struct Waiting {
    int32_t partition = 0;
    int64_t offset = 0;
    Reply reply;
  };
  void run(int32_t partition);
  void onFailed(int32_t partition, const InvokeReply& attempt);
  void onReply(int32_t partition, const Result<InvokeReply>& result);
  void retry(int32_t partition, const QByteArray& requestId);
  void giveUp(int32_t partition, const InvokeReply& last);
  /// Says where it stands, and that trying again is the remedy.
  void standStill(int32_t partition);
  void through(int32_t partition);
  void leave(const Flight& flight);
  void answerWaiting(const CkafkaEvent& event, const Result<InvokeReply>& result);
  void keepSoon();
  void keepNow();
  void idle();
  [[nodiscard]] QByteArray identity() const;

  std::map<int32_t, int64_t> m_offsets;   ///< the next wanted of each partition
  std::map<int32_t, Flight> m_flights;    ///< by partition
  std::vector<KafkaPoller::Ends> m_ends;
  std::map<int32_t, QString> m_leftOut;   ///< what could not be read of a partition last, until something of it was handled
  std::vector<Waiting> m_waiting;
  QByteArray m_identity;                  ///< whose offsets those are
  Reactor::TimerId m_keepTimer = 0, m_brokerTimer = 0;
  QByteArray m_brokers;                   ///< that are polled
};

}  // namespace scfdesk
