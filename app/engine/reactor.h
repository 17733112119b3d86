// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/clock.h"
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace scfdesk {

class ReactorDispatcher;

/// Gets told when a descriptor can be read or written. Lives on the engine thread, outlives its watch.
class FdHandler {
 public:
  virtual ~FdHandler() = default;
  /// `events`: EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP.
  virtual void onReady(uint32_t events) = 0;
};

/// The engine's one epoll set with its timers. Every socket, pipe and pidfd of the engine sits in it. The thread waits in it itself
/// (ReactorDispatcher), or one QSocketNotifier watches it where the thread has a loop of Qt's own, which polls every descriptor it
/// knows: 2.5 ms a turn at 9,000 of them.
/// Lives on the engine thread. Owns no descriptor that it watches.
class Reactor final {
 public:
  using Token = uint64_t;  ///< of a watch; 0 is none
  using TimerId = uint64_t;///< of a timer; 0 is none

  explicit Reactor(const Clock& clock);
  ~Reactor();
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  [[nodiscard]] const Clock& clock() const { return m_clock; }

  /// Level-triggered. Requires: fd >= 0 and non-blocking; handler lives until unwatch.
  Token watch(int fd, uint32_t events, FdHandler* handler);
  void change(Token token, uint32_t events);
  /// May be called from inside onReady, also for another descriptor of the same turn. Call it before close(fd).
  void unwatch(Token token);

  /// Calls `fn` once when engine time reaches `deadlineNs` (Clock::nowNs). May be called from anywhere on this thread.
  TimerId callAt(int64_t deadlineNs, std::function<void()> fn);
  TimerId callAfterMs(int64_t ms, std::function<void()> fn);
  void cancel(TimerId id);
  /// Calls `fn` at the end of this turn, or in the next one.
  void callSoon(std::function<void()> fn);
  /// Called at the end of every turn, after all handlers (flush points).
  void setEndOfTurn(std::function<void()> fn) { m_endOfTurn = std::move(fn); }

  /// Puts the set under the event loop of this thread.
  void attachToQt();
  /// Waits at most `timeoutMs` (-1 = for ever), then handles what is ready, once. Was there anything?
  bool round(int timeoutMs);
  /// Rounds until nothing is ready, at most kRoundsPerTurn; only the first waits. Also what the notifier calls with 0.
  void turn(int timeoutMs);
  /// The clock was scaled: deadlines are looked at anew.
  void rearm();

 private:
  struct Slot {
    FdHandler* handler = nullptr;
    int fd = -1;
    uint32_t generation = 0;
  };
  void wake();
  void arm();
  void runTimers();
  bool runSoon();

  const Clock& m_clock;
  int m_epoll = -1;
  int m_timerFd = -1;
  int m_wakeFd = -1;
  std::vector<Slot> m_slots;
  std::vector<uint32_t> m_free;
  std::multimap<int64_t, std::pair<TimerId, std::function<void()>>> m_timers;
  std::unordered_map<TimerId, std::multimap<int64_t, std::pair<TimerId, std::function<void()>>>::iterator> m_timerById;
  std::vector<std::function<void()>> m_soon;
  std::function<void()> m_endOfTurn;
  TimerId m_nextTimer = 1;
  int64_t m_armedFor = -1;
  bool m_woken = false;
  int m_depth = 0;  ///< of rounds that run: what they leave for soon they look at themselves
  std::unique_ptr<QSocketNotifier> m_notifier;
  ReactorDispatcher* m_dispatcher = nullptr;  ///< the thread's, which waits in this set
};

}  // namespace scfdesk
