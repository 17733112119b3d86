// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/answers.h"
#include <iterator>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace scfdesk {

Answers::Answers(Reactor& reactor) : m_reactor(reactor), m_fd(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  m_token = m_reactor.watch(m_fd, EPOLLIN, this);
}

Answers::~Answers() {
  m_reactor.unwatch(m_token);
  ::close(m_fd);
}

void Answers::wake() {
  const uint64_t one = 1;
  [[maybe_unused]] const auto written = write(m_fd, &one, sizeof one);
}

void Answers::post(std::function<void()> call) {
  bool first = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_closed) return m_late.push_back(std::move(call));
    first = m_calls.empty();
    m_calls.push_back(std::move(call));
  }
  if (first) wake();
}

void Answers::post(std::vector<std::function<void()>>&& calls) {
  if (calls.empty()) return;
  bool first = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_closed) return void(m_late.insert(m_late.end(), std::make_move_iterator(calls.begin()), std::make_move_iterator(calls.end())));
    first = m_calls.empty();
    if (first)
      m_calls = std::move(calls);
    else
      m_calls.insert(m_calls.end(), std::make_move_iterator(calls.begin()), std::make_move_iterator(calls.end()));
  }
  if (first) wake();
}

void Answers::onReady(uint32_t) {
  uint64_t count = 0;
  [[maybe_unused]] const auto got = read(m_fd, &count, sizeof count);
  std::vector<std::function<void()>> calls;
  {
    const std::lock_guard lock(m_mutex);
    calls.swap(m_calls);
  }
  for (auto& call : calls) call();
}

void Answers::close() {
  std::vector<std::function<void()>> calls;
  const std::lock_guard lock(m_mutex);
  m_closed = true;
  calls.swap(m_calls);
}

}  // namespace scfdesk
