// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"
#include <array>
#include <deque>
#include <functional>
#include <optional>

namespace scfdesk {

/// Events of one trigger; of a pull one, messages. made = delivered + deadLettered + refused + pending(), always.
struct TriggerCounts {
  uint64_t made = 0;          ///< by the source
  uint64_t delivered = 0;     ///< the function ran on it, and nothing more will happen
  uint64_t failed = 0;        ///< of those: its run failed, and the caller was told or the event was given up without a dead letter
  uint64_t deadLettered = 0;  ///< out of retries or age
  uint64_t refused = 0;       ///< not taken: no function, over a limit, cancelled
  uint64_t retried = 0;       ///< further attempts
  [[nodiscard]] uint64_t pending() const { return made - delivered - deadLettered - refused; }
};

/// One event that a trigger has brought, as the list of recent ones shows it.
struct TriggerDelivery {
  QByteArray requestId;
  InvocationId invocation = 0;
  TimeUs at = 0;
  TimeUs ended = 0;           ///< 0 while it waits or runs
  int statusCode = status::kRunning;
  int attempts = 0;           ///< that have ended
  int64_t durationUs = 0;     ///< of the last run
  int64_t bytes = 0;
  int records = 1;            ///< messages in it
  bool deadLetter = false;
  QByteArray event;           ///< its first kEventBytes
  QByteArray note;            ///< JSON object of the type's own (partition, offsets), or empty
  QString message;            ///< why it failed
};

/// What one trigger has brought and what became of it: counters that survive, rates, recent events. Engine thread; owned by its
/// Trigger. Times are the engine's.
class TriggerLedger final {
 public:
  static constexpr int kRecent = 50;
  static constexpr qsizetype kEventBytes = 2048;
  static constexpr int kRecentPerSecond = 20;  ///< more than that are only counted
  static constexpr int kHistoryBuckets = 48;
  static constexpr TimeUs kHistoryUs = 15LL * 60 * 1'000'000;
  static constexpr int kRateSeconds = 10;

  /// Invoked: events that go to the function; of a pull trigger, whose Made are messages, its batches.
  enum class What : uint8_t { Made, Delivered, Retried, DeadLettered, Refused, Invoked };
  [[nodiscard]] const TriggerCounts& counts() const { return m_counts; }
  [[nodiscard]] const std::deque<TriggerDelivery>& recent() const { return m_recent; }  ///< newest first
  [[nodiscard]] TimeUs lastEvent() const { return m_last; }
  /// Per second, over the last kRateSeconds.
  [[nodiscard]] double rate(What what, TimeUs now) const;
  /// Invoked, of the last 15 minutes in kHistoryBuckets parts, oldest first.
  [[nodiscard]] std::array<uint32_t, kHistoryBuckets> history(TimeUs now) const;

  void made(TimeUs now, int count = 1);
  /// A pull trigger counts its messages by these: an attempt is only shown, whatever became of it; then they are delivered, given
  /// up, or (it was switched off) left at their source, which gives them again.
  void attempted(TimeUs now, TriggerDelivery&& delivery);
  void delivered(TimeUs now, int count);
  void givenUp(TimeUs now, const QByteArray& requestId, int count);
  void left(int count);
  void refused(TimeUs now, TriggerDelivery&& delivery);
  /// The function has it: done (sync) or durable (async, statusCode kRunning).
  void taken(TimeUs now, TriggerDelivery&& delivery);
  void retried(TimeUs now, const QByteArray& requestId, const Invocation* attempt);
  /// An async event that taken() was told of has come to its end.
  void ended(TimeUs now, const Invocation& attempt, bool deadLetter);

  /// What survives; `pending` events are known to be still on their way (0 for what waits for a caller). `last`: the totals as they
  /// were when an earlier run was killed, where they are known better than `saved` has them.
  [[nodiscard]] QByteArray save() const;
  void restore(const QByteArray& saved, uint64_t pending, const std::optional<TriggerCounts>& last = {});
  /// True once after each change since the last call.
  [[nodiscard]] bool takeChanged() { return std::exchange(m_changed, false); }
  /// The same for the totals alone, which are told at once: called when they have changed for the first time since then.
  [[nodiscard]] bool takeCounted() { return std::exchange(m_counted, false); }
  void setCountedHandler(std::function<void()> handler) { m_onCounted = std::move(handler); }

 private:
  struct Second {
    int64_t second = -1;
    std::array<uint32_t, 6> counts{};
  };
  struct Bucket {
    int64_t number = -1;
    uint32_t count = 0;
  };
  void count(What what, TimeUs now, int by = 1);
  void counted();
  void keep(TimeUs now, TriggerDelivery&& delivery);
  TriggerDelivery* find(const QByteArray& requestId);

  TriggerCounts m_counts;
  std::deque<TriggerDelivery> m_recent;
  std::array<Second, 16> m_seconds{};
  std::array<Bucket, kHistoryBuckets + 1> m_history{};
  TimeUs m_last = 0;
  int64_t m_keptSecond = -1;
  int m_keptInSecond = 0;
  bool m_changed = false;
  bool m_counted = false;
  std::function<void()> m_onCounted;
};

}  // namespace scfdesk
