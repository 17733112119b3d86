// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/reactor.h"
#include "app/engine/reactordispatcher.h"
#include <QSocketNotifier>
#include <array>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr uint64_t kTimerData = ~0ULL;
constexpr uint64_t kWakeData = ~0ULL - 1;
constexpr int kEventsPerRound = 256;
constexpr int kRoundsPerTurn = 8;  // the loop of the thread gets its turn even under load
uint64_t dataOf(uint32_t slot, uint32_t generation) { return uint64_t(generation) << 32 | slot; }
}  // namespace

Reactor::Reactor(const Clock& clock) : m_clock(clock) {
  m_epoll = epoll_create1(EPOLL_CLOEXEC);
  m_timerFd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  m_wakeFd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  epoll_event e{};
  e.events = EPOLLIN;
  e.data.u64 = kTimerData;
  epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_timerFd, &e);
  e.data.u64 = kWakeData;
  epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeFd, &e);
}

Reactor::~Reactor() {
  if (m_dispatcher) m_dispatcher->detach(this);
  m_notifier.reset();
  close(m_wakeFd);
  close(m_timerFd);
  close(m_epoll);
}

Reactor::Token Reactor::watch(int fd, uint32_t events, FdHandler* handler) {
  uint32_t index;
  if (m_free.empty()) {
    index = uint32_t(m_slots.size());
    m_slots.emplace_back();
  } else {
    index = m_free.back();
    m_free.pop_back();
  }
  Slot& slot = m_slots[index];
  slot.handler = handler;
  slot.fd = fd;
  slot.generation = (slot.generation + 1) & 0x7fffffff;  // the top bit stays clear of kTimerData and kWakeData
  if (slot.generation == 0) slot.generation = 1;
  epoll_event e{};
  e.events = events;
  e.data.u64 = dataOf(index, slot.generation);
  epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &e);
  return e.data.u64;
}

void Reactor::change(Token token, uint32_t events) {
  const auto index = uint32_t(token);
  if (index >= m_slots.size() || m_slots[index].generation != token >> 32 || !m_slots[index].handler) return;
  epoll_event e{};
  e.events = events;
  e.data.u64 = token;
  epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_slots[index].fd, &e);
}

void Reactor::unwatch(Token token) {
  const auto index = uint32_t(token);
  if (index >= m_slots.size() || m_slots[index].generation != token >> 32 || !m_slots[index].handler) return;
  epoll_ctl(m_epoll, EPOLL_CTL_DEL, m_slots[index].fd, nullptr);
  m_slots[index].handler = nullptr;
  m_slots[index].fd = -1;
  m_free.push_back(index);
}

Reactor::TimerId Reactor::callAt(int64_t deadlineNs, std::function<void()> fn) {
  const TimerId id = m_nextTimer++;
  m_timerById[id] = m_timers.emplace(deadlineNs, std::pair(id, std::move(fn)));
  arm();
  return id;
}

Reactor::TimerId Reactor::callAfterMs(int64_t ms, std::function<void()> fn) {
  return callAt(m_clock.nowNs() + ms * 1'000'000, std::move(fn));
}

void Reactor::cancel(TimerId id) {
  const auto it = m_timerById.find(id);
  if (it == m_timerById.end()) return;
  m_timers.erase(it->second);
  m_timerById.erase(it);
}

void Reactor::callSoon(std::function<void()> fn) {
  m_soon.push_back(std::move(fn));
  if (m_depth == 0 && !m_dispatcher) wake();  // a round, and a dispatcher of this thread, look before they wait
}

void Reactor::wake() {
  if (m_woken) return;
  m_woken = true;
  const uint64_t one = 1;
  [[maybe_unused]] const auto n = write(m_wakeFd, &one, sizeof one);
}

void Reactor::rearm() {
  m_armedFor = -1;
  arm();
}

void Reactor::arm() {
  if (m_timers.empty()) return;
  const int64_t deadline = m_timers.begin()->first;
  if (deadline == m_armedFor) return;
  m_armedFor = deadline;
  const int64_t left = std::max<int64_t>(m_clock.realNsUntil(deadline), 1);
  itimerspec spec{};
  spec.it_value.tv_sec = left / 1'000'000'000;
  spec.it_value.tv_nsec = left % 1'000'000'000;
  timerfd_settime(m_timerFd, 0, &spec, nullptr);
}

void Reactor::runTimers() {
  m_armedFor = -1;
  const int64_t now = m_clock.nowNs();
  while (!m_timers.empty() && m_timers.begin()->first <= now) {
    auto entry = std::move(m_timers.begin()->second);
    m_timers.erase(m_timers.begin());
    m_timerById.erase(entry.first);
    entry.second();
  }
  rearm();
}

bool Reactor::runSoon() {
  if (m_soon.empty()) return false;
  auto calls = std::move(m_soon);
  m_soon.clear();
  for (auto& fn : calls) fn();
  return true;
}

void Reactor::attachToQt() {
  if (auto* dispatcher = qobject_cast<ReactorDispatcher*>(QAbstractEventDispatcher::instance())) {
    m_dispatcher = dispatcher;
    return dispatcher->attach(this);
  }
  m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
  QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { turn(0); });
}

bool Reactor::round(int timeoutMs) {
  std::array<epoll_event, kEventsPerRound> events;
  const int n = epoll_wait(m_epoll, events.data(), int(events.size()), m_soon.empty() ? timeoutMs : 0);
  if (n <= 0 && m_soon.empty()) return false;
  ++m_depth;
  for (int i = 0; i < n; ++i) {
    const uint64_t data = events[size_t(i)].data.u64;
    if (data == kTimerData) {
      uint64_t count;
      [[maybe_unused]] const auto got = read(m_timerFd, &count, sizeof count);
      runTimers();
      continue;
    }
    if (data == kWakeData) {
      uint64_t count;
      [[maybe_unused]] const auto got = read(m_wakeFd, &count, sizeof count);
      m_woken = false;
      continue;
    }
    const auto index = uint32_t(data);
    if (m_slots[index].generation != data >> 32 || !m_slots[index].handler) continue;  // unwatched earlier in this round
    m_slots[index].handler->onReady(events[size_t(i)].events);
  }
  runSoon();
  if (m_endOfTurn) m_endOfTurn();
  --m_depth;
  return true;
}

void Reactor::turn(int timeoutMs) {
  for (int i = 0; i < kRoundsPerTurn && round(i == 0 ? timeoutMs : 0); ++i) {}
  if (m_notifier && m_depth == 0 && !m_soon.empty()) wake();
}

}  // namespace scfdesk
