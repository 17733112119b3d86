// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/memorywatch.h"
#include <algorithm>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr long kPeriodNs = 100'000'000;
}

MemoryWatch::MemoryWatch(Reactor& reactor)
    : m_reactor(reactor),
      m_timer(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)),
      m_shares(reactor, [this](uint64_t question, int64_t bytes) { onShare(question, bytes); }) {
  m_token = m_reactor.watch(m_timer, EPOLLIN, this);
}

MemoryWatch::~MemoryWatch() {
  m_reactor.unwatch(m_token);
  close(m_timer);
}

void MemoryWatch::arm(bool on) {
  if (m_armed == on) return;
  m_armed = on;
  itimerspec spec{};
  if (on) spec.it_value.tv_nsec = spec.it_interval.tv_nsec = kPeriodNs;
  timerfd_settime(m_timer, 0, &spec, nullptr);
}

void MemoryWatch::busy(MemoryWatched* tree) {
  m_busy.insert(tree);
  arm(true);
}

void MemoryWatch::idle(MemoryWatched* tree) {
  if (m_busy.erase(tree)) m_once.insert(tree);
}

void MemoryWatch::remove(MemoryWatched* tree) {
  m_busy.erase(tree);
  m_once.erase(tree);
  std::erase_if(m_questions, [tree](const auto& q) { return q.second == tree; });
}

void MemoryWatch::askShare(MemoryWatched* tree, pid_t root) {
  if (std::any_of(m_questions.begin(), m_questions.end(), [tree](const auto& q) { return q.second == tree; })) return;
  m_questions.emplace(m_nextQuestion, tree);
  m_shares.ask(m_nextQuestion++, root);
}

void MemoryWatch::onShare(uint64_t question, int64_t bytes) {
  const auto it = m_questions.find(question);
  if (it == m_questions.end()) return;
  MemoryWatched* tree = it->second;
  m_questions.erase(it);
  tree->shareTold(bytes);
}

void MemoryWatch::onReady(uint32_t) {
  uint64_t count;
  [[maybe_unused]] const auto got = read(m_timer, &count, sizeof count);
  const auto once = std::exchange(m_once, {});
  for (MemoryWatched* tree : once)
    if (!m_busy.contains(tree)) tree->lookAtMemory();
  const auto busy = m_busy;
  for (MemoryWatched* tree : busy) tree->lookAtMemory();
  if (m_busy.empty() && m_once.empty()) arm(false);
}

}  // namespace scfdesk
