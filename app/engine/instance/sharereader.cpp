// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/sharereader.h"
#include "app/engine/instance/processtree.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace scfdesk {

ShareReader::ShareReader(Reactor& reactor, std::function<void(uint64_t, int64_t)> told)
    : m_reactor(reactor), m_told(std::move(told)), m_wake(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  m_token = m_reactor.watch(m_wake, EPOLLIN, this);
}

ShareReader::~ShareReader() {
  {
    const std::lock_guard lock(m_mutex);
    m_ends = true;
  }
  m_asked.notify_one();
  if (m_thread.joinable()) m_thread.join();
  m_reactor.unwatch(m_token);
  close(m_wake);
}

void ShareReader::ask(uint64_t question, pid_t root) {
  {
    const std::lock_guard lock(m_mutex);
    m_questions.push_back({question, root});
  }
  if (!m_thread.joinable()) m_thread = std::thread([this] { run(); });
  m_asked.notify_one();
}

void ShareReader::run() {
  std::unique_lock lock(m_mutex);
  for (;;) {
    m_asked.wait(lock, [this] { return m_ends || !m_questions.empty(); });
    if (m_ends) return;
    const Item asked = m_questions.front();
    m_questions.pop_front();
    lock.unlock();
    const int64_t bytes = proportionalBytesBelow(pid_t(asked.value));
    lock.lock();
    m_answers.push_back({asked.question, bytes});
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_wake, &one, sizeof one);
  }
}

void ShareReader::onReady(uint32_t) {
  uint64_t count;
  [[maybe_unused]] const ssize_t got = read(m_wake, &count, sizeof count);
  std::deque<Item> answers;
  {
    const std::lock_guard lock(m_mutex);
    answers.swap(m_answers);
  }
  for (const Item& answer : answers) m_told(answer.question, answer.value);
}

}  // namespace scfdesk
