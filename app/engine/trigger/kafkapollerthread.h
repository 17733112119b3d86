// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/clock.h"
#include "app/engine/postto.h"
#include "app/engine/trigger/kafkapoller.h"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <vector>

struct rd_kafka_message_s;
struct rd_kafka_queue_s;

namespace scfdesk {

/// What the engine thread tells the poller's thread, and the way back.
struct KafkaPoller::Shared {
  std::mutex mutex;  // protects all below
  std::condition_variable wake;
  bool stop = false, woken = false;
  QObject* home = nullptr;  ///< null when the poller is gone
  std::set<int32_t> done, hurried;
  double clockScale = 1;
  struct Production {
    QByteArray key, value;
    std::function<void(const Result<kafkaclient::Sent>&)> reply;
  };
  std::deque<Production> productions;

  void poke() {
    const std::lock_guard lock(mutex);
    woken = true;
    wake.notify_one();
  }
  /// Runs it on the engine thread unless the poller is gone by then.
  template <typename Fn>
  void tell(Fn&& fn) {
    const std::lock_guard lock(mutex);
    if (home) postTo(home, std::forward<Fn>(fn));
  }
};

/// The work of a KafkaPoller, on its thread from the constructor to the destructor.
class KafkaPollerThread final {
 public:
  KafkaPollerThread(std::shared_ptr<KafkaPoller::Shared> shared, KafkaPoller::Options options, KafkaPoller::Listener listener);
  ~KafkaPollerThread();
  KafkaPollerThread(const KafkaPollerThread&) = delete;
  KafkaPollerThread& operator=(const KafkaPollerThread&) = delete;
  void run();

 private:
  struct Partition {
    rd_kafka_queue_s* queue = nullptr;
    std::deque<rd_kafka_message_s*> ahead;  ///< taken, not in the event yet
    CkafkaEvent event;
    int64_t since = 0;     ///< of its first message, Clock::nowNs
    bool out = false;      ///< an event of it is with the function
    bool full = false, hurried = false;
  };
  bool connect();
  bool place();
  bool assign(const std::map<int32_t, int64_t>& offsets);
  Result<int> partitionCount();
  /// Offsets for a time (ms; -1 = the end, -2 = the begin) of the first `count` partitions.
  Result<std::map<int32_t, int64_t>> offsetsAt(int count, int64_t time);
  void readAll();
  void fill(int32_t number, Partition& partition);
  void leaveOut(int32_t number, const rd_kafka_message_s& damaged);
  void sendDue(int32_t number, Partition& partition);
  void look();
  void takeOrders();
  void letGo();
  void fail(const Error& error);
  void pause(int64_t ms);
  [[nodiscard]] int64_t nowMs() const { return m_clock.nowNs() / 1'000'000; }

  const std::shared_ptr<KafkaPoller::Shared> m_shared;
  const KafkaPoller::Options m_options;
  const KafkaPoller::Listener m_listener;
  SystemClock m_clock;
  double m_scale = 1;
  kafkaclient::Handle m_client;
  std::map<int32_t, int64_t> m_next;  ///< where each partition goes on
  std::map<int32_t, Partition> m_partitions;
  std::deque<KafkaPoller::Shared::Production> m_productions;
  qsizetype m_filled = 0;
  Error m_error;
  int m_pauseMs = KafkaPoller::kLeastPauseMs;
  int64_t m_lookAt = 0, m_topicsAt = 0;
};

}  // namespace scfdesk
