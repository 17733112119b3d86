// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <functional>

namespace scfdesk {

/// Changes that wait for the disk, one after the other: each sees what the one before has left. Engine thread.
class ChangeQueue final {
 public:
  using Next = std::function<void()>;
  /// `change` calls `next` once when it is done; at once if nothing is under way.
  void push(std::function<void(Next next)> change) {
    m_waiting.push_back(std::move(change));
    if (m_waiting.size() == 1) run();
  }

 private:
  void run() {
    // A copy: the change may end, and be taken off, before its call returns.
    const auto change = m_waiting.front();
    change([this] {
      m_waiting.pop_front();
      if (!m_waiting.empty()) run();
    });
  }
  std::deque<std::function<void(Next)>> m_waiting;  // the front one is under way
};

}  // namespace scfdesk
