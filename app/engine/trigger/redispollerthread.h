// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/clock.h"
#include "app/engine/postto.h"
#include "app/engine/trigger/redispoller.h"
#include <deque>
#include <vector>

namespace scfdesk {

/// What the engine thread tells the poller's thread, and the way back.
struct RedisPoller::Shared {
  Shared();
  ~Shared();
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  const int wake;             ///< an eventfd
  std::mutex mutex;           // protects all below
  bool stop = false, done = false;
  QObject* home = nullptr;    ///< null when the poller is gone
  double clockScale = 1;
  QByteArrayList handled;
  struct Production {
    uint64_t number = 0;
    QByteArray key, value;
  };
  std::vector<Production> productions;
  std::function<void(uint64_t number, const Result<kafkaclient::Sent>& sent)> produced;  ///< engine thread

  void poke() const;
  /// Runs it on the engine thread unless the poller is gone by then.
  template <typename Fn>
  void tell(Fn&& fn) {
    const std::lock_guard lock(mutex);
    if (home) postTo(home, std::forward<Fn>(fn));
  }
};

/// The work of a RedisPoller, on its thread from the constructor to the destructor.
class RedisPollerThread final {
 public:
  RedisPollerThread(std::shared_ptr<RedisPoller::Shared> shared, RedisPoller::Options options, RedisPoller::Listener listener);
  void run();

 private:
  struct Entry {
    QByteArray id;
    QList<resp::Value> fields;
  };
  [[nodiscard]] bool stopped() const;
  bool open();
  Status place();
  void breakOff(const Error& error);
  void takeOrders();
  void produce(const RedisPoller::Shared::Production& production);
  void acknowledge();
  void look();
  void read();
  void onReply(const resp::Value& reply);
  void onTooLarge(const Error& error);
  void fill();
  void sendDue();
  void pause(int64_t ms);
  [[nodiscard]] Error errorOf(const resp::Value& reply) const;
  [[nodiscard]] int64_t nowMs() const { return m_clock.nowNs() / 1'000'000; }

  const std::shared_ptr<RedisPoller::Shared> m_shared;
  const RedisPoller::Options m_options;
  const RedisPoller::Listener m_listener;
  SystemClock m_clock;
  double m_scale = 1;
  RedisLink m_reader;    ///< waits for entries
  RedisLink m_control;   ///< everything else
  bool m_ready = false;  ///< both links and the group are there
  bool m_moved;
  bool m_reading = false;        ///< a read is under way
  bool m_catchingUp = true;      ///< pending entries come first
  QByteArray m_cursor = "0-0";   ///< behind which the pending ones begin that nobody has
  QByteArray m_after;            ///< of Options
  QByteArrayList m_handled;      ///< to be acknowledged
  std::deque<Entry> m_ahead;     ///< read, not in the event yet
  CkafkaEvent m_event;
  QByteArrayList m_ids;          ///< of the event
  QByteArray m_lastOut = "0-0", m_lastRead = "0-0";
  std::map<QByteArray, uint64_t> m_produced;
  int64_t m_number;
  int64_t m_since = 0;           ///< of the event's first entry, Clock::nowNs
  int m_count = RedisPoller::kFirstCount;
  bool m_out = false, m_full = false, m_hurried = false;
  uint64_t m_read = 0, m_readAtLook = 0;
  bool m_strays = false;         ///< the look before found entries that nobody has
  int m_pauseMs = RedisPoller::kLeastPauseMs;
  int64_t m_lookAt = 0;
};

}  // namespace scfdesk
