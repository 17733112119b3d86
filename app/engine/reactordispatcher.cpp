// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/reactordispatcher.h"
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>
#include <algorithm>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int64_t kMsNs = 1'000'000;
constexpr int64_t kLongestWaitMs = 24LL * 3600 * 1000;  // a wait for longer is looked at anew
// What is ready for QSocketNotifier::Read, Write and Exception: as Qt's own dispatcher has it.
constexpr uint32_t kReady[] = {EPOLLIN | EPOLLHUP | EPOLLERR, EPOLLOUT | EPOLLHUP | EPOLLERR, EPOLLPRI | EPOLLHUP | EPOLLERR};
constexpr uint32_t kWanted[] = {EPOLLIN, EPOLLOUT, EPOLLPRI};
}  // namespace

void ReactorDispatcher::Socket::onReady(uint32_t events) {
  for (size_t type = 0; type < std::size(of); ++type) {
    if (!of[type] || !(events & kReady[type])) continue;
    QEvent ready(QEvent::SockAct);
    QCoreApplication::sendEvent(of[type], &ready);
  }
}

uint32_t ReactorDispatcher::Socket::wanted() const {
  uint32_t events = 0;
  for (size_t type = 0; type < std::size(of); ++type)
    if (of[type]) events |= kWanted[type];
  return events;
}

void ReactorDispatcher::Wake::onReady(uint32_t) {
  uint64_t count;
  [[maybe_unused]] const auto n = read(owner->m_wakeFd, &count, sizeof count);
  owner->m_signalled.store(false);  // before the posted events are looked at: what comes after writes again
}

ReactorDispatcher::ReactorDispatcher() : m_plain(m_clock), m_set(&m_plain), m_wakeFd(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  m_wake.owner = this;
  m_wake.token = m_set->watch(m_wakeFd, EPOLLIN, &m_wake);
}

ReactorDispatcher::~ReactorDispatcher() {
  moveTo(&m_plain);
  for (const auto& [fd, socket] : m_sockets) m_set->unwatch(socket->token);
  m_set->unwatch(m_wake.token);
  close(m_wakeFd);
}

void ReactorDispatcher::moveTo(Reactor* set) {
  if (set == m_set) return;
  m_set->unwatch(m_wake.token);
  for (const auto& [fd, socket] : m_sockets) m_set->unwatch(socket->token);
  m_set = set;
  m_wake.token = m_set->watch(m_wakeFd, EPOLLIN, &m_wake);
  for (const auto& [fd, socket] : m_sockets) socket->token = m_set->watch(fd, socket->wanted(), socket.get());
}

void ReactorDispatcher::attach(Reactor* reactor) { moveTo(reactor); }

void ReactorDispatcher::detach(const Reactor* reactor) {
  if (m_set == reactor) moveTo(&m_plain);
}

bool ReactorDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags) {
  m_interrupted.store(false);
  m_again = false;
  QCoreApplication::sendPostedEvents();
  const bool wait = flags & QEventLoop::WaitForMoreEvents && !m_again && !m_interrupted.load();
  if (wait) Q_EMIT aboutToBlock();
  ++m_depth;
  const bool handled = m_set->round(wait ? waitMs() : 0);
  if (--m_depth == 0) m_ended.clear();
  if (wait) Q_EMIT awake();
  return runTimers() || handled || m_again;
}

void ReactorDispatcher::registerSocketNotifier(QSocketNotifier* notifier) {
  const int fd = int(notifier->socket());
  auto& socket = m_sockets[fd];
  const bool first = !socket;
  if (first) {
    socket = std::make_unique<Socket>();
    socket->owner = this;
    socket->fd = fd;
  }
  socket->of[notifier->type()] = notifier;
  if (first)
    socket->token = m_set->watch(fd, socket->wanted(), socket.get());
  else
    m_set->change(socket->token, socket->wanted());
}

void ReactorDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier) {
  const auto it = m_sockets.find(int(notifier->socket()));
  if (it == m_sockets.end() || it->second->of[notifier->type()] != notifier) return;
  Socket& socket = *it->second;
  socket.of[notifier->type()] = nullptr;
  if (socket.wanted() != 0) return m_set->change(socket.token, socket.wanted());
  m_set->unwatch(socket.token);
  if (m_depth > 0) m_ended.push_back(std::move(it->second));
  m_sockets.erase(it);
}

void ReactorDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject* object) {
  m_timers.push_back({timerId, interval, timerType, object, m_clock.nowNs() + interval * kMsNs, false});
}

bool ReactorDispatcher::unregisterTimer(int timerId) {
  return std::erase_if(m_timers, [=](const Timer& t) { return t.id == timerId; }) > 0;
}

bool ReactorDispatcher::unregisterTimers(QObject* object) {
  return std::erase_if(m_timers, [=](const Timer& t) { return t.object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> ReactorDispatcher::registeredTimers(QObject* object) const {
  QList<TimerInfo> all;
  for (const Timer& t : m_timers)
    if (t.object == object) all.append(TimerInfo(t.id, int(t.intervalMs), t.type));
  return all;
}

int ReactorDispatcher::remainingTime(int timerId) {
  for (const Timer& t : m_timers)
    if (t.id == timerId) return int(std::max<int64_t>((t.dueNs - m_clock.nowNs() + kMsNs - 1) / kMsNs, 0));
  return -1;
}

int ReactorDispatcher::waitMs() const {
  int64_t first = -1;
  for (const Timer& t : m_timers)
    if (!t.running && (first < 0 || t.dueNs < first)) first = t.dueNs;
  if (first < 0) return -1;
  return int(std::clamp<int64_t>((first - m_clock.nowNs() + kMsNs - 1) / kMsNs, 0, kLongestWaitMs));
}

bool ReactorDispatcher::runTimers() {
  if (m_timers.empty()) return false;
  const int64_t now = m_clock.nowNs();
  std::vector<int> due;
  for (const Timer& t : m_timers)
    if (!t.running && t.dueNs <= now) due.push_back(t.id);
  for (const int id : due) {
    // Looked up for each, before and after: a receiver may end its timer or another's.
    const auto find = [&] { return std::find_if(m_timers.begin(), m_timers.end(), [=](const Timer& t) { return t.id == id; }); };
    auto it = find();
    if (it == m_timers.end() || it->running) continue;
    it->dueNs = std::max<int64_t>(it->dueNs + it->intervalMs * kMsNs, now);
    it->running = true;
    QTimerEvent event(id);
    QCoreApplication::sendEvent(it->object, &event);
    if (it = find(); it != m_timers.end()) it->running = false;
  }
  return !due.empty();
}

void ReactorDispatcher::wakeUp() {
  if (QThread::currentThread() == thread()) {
    m_again = true;  // it looks before it waits
    return;
  }
  if (m_signalled.exchange(true)) return;
  const uint64_t one = 1;
  [[maybe_unused]] const auto n = write(m_wakeFd, &one, sizeof one);
}

void ReactorDispatcher::interrupt() {
  m_interrupted.store(true);
  wakeUp();
}

}  // namespace scfdesk
