// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/clock.h"
#include "app/engine/reactor.h"
#include <QAbstractEventDispatcher>
#include <atomic>
#include <map>
#include <vector>

namespace scfdesk {

/// The event loop of a thread whose descriptors sit in a Reactor: it waits in the epoll set itself, so that an event of a socket is
/// one wait, not Qt's ppoll() and then ours (two calls of the system and Qt's notifier less for each wake, and three of Qt's
/// descriptors). Posted events, timers and socket notifiers of Qt work as everywhere; ExcludeSocketNotifiers is not honoured.
/// Made by EventThread, lives on that thread (wakeUp() and interrupt() from any).
class ReactorDispatcher final : public QAbstractEventDispatcher {
Q_OBJECT
 public:
  ReactorDispatcher();
  ~ReactorDispatcher() override;

  /// The reactor in whose set this thread waits from now on; it detaches itself before it ends. One at a time.
  void attach(Reactor* reactor);
  void detach(const Reactor* reactor);

  bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
  void registerSocketNotifier(QSocketNotifier* notifier) override;
  void unregisterSocketNotifier(QSocketNotifier* notifier) override;
  void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject* object) override;
  bool unregisterTimer(int timerId) override;
  bool unregisterTimers(QObject* object) override;
  QList<TimerInfo> registeredTimers(QObject* object) const override;
  int remainingTime(int timerId) override;
  void wakeUp() override;
  void interrupt() override;

 private:
  /// One descriptor with Qt's notifiers for it.
  struct Socket final : FdHandler {
    void onReady(uint32_t events) override;
    [[nodiscard]] uint32_t wanted() const;
    ReactorDispatcher* owner = nullptr;
    int fd = -1;
    QSocketNotifier* of[3] = {};  ///< by QSocketNotifier::Type
    Reactor::Token token = 0;
  };
  struct Wake final : FdHandler {
    void onReady(uint32_t events) override;
    ReactorDispatcher* owner = nullptr;
    Reactor::Token token = 0;
  };
  struct Timer {
    int id = 0;
    qint64 intervalMs = 0;
    Qt::TimerType type = Qt::CoarseTimer;
    QObject* object = nullptr;
    int64_t dueNs = 0;  ///< by m_clock
    bool running = false;
  };
  void moveTo(Reactor* set);
  [[nodiscard]] int waitMs() const;
  bool runTimers();

  SystemClock m_clock;  ///< real time: a scaled clock of the engine is not Qt's
  Reactor m_plain;      ///< until one is attached
  Reactor* m_set;
  Wake m_wake;
  std::map<int, std::unique_ptr<Socket>> m_sockets;
  std::vector<std::unique_ptr<Socket>> m_ended;  ///< they may be in the turn that runs
  std::vector<Timer> m_timers;
  int m_wakeFd;
  int m_depth = 0;
  bool m_again = false;  ///< posted by this thread itself since the last look
  std::atomic<bool> m_signalled{false};
  std::atomic<bool> m_interrupted{false};
};

}  // namespace scfdesk
