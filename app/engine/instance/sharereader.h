// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <sys/types.h>
#include <thread>

namespace scfdesk {

/// Reads proportional shares of trees (proportionalBytesBelow) on a thread of its own: such a reading waits for a lock that a
/// process holds while it forks, and one that gets no processor time keeps it for seconds. Used from the engine thread; the
/// thread begins with the first question.
class ShareReader final : public FdHandler {
 public:
  /// `told` gets each answer, on the engine thread.
  ShareReader(Reactor& reactor, std::function<void(uint64_t question, int64_t bytes)> told);
  ~ShareReader() override;
  ShareReader(const ShareReader&) = delete;
  ShareReader& operator=(const ShareReader&) = delete;

  void ask(uint64_t question, pid_t root);
  void onReady(uint32_t events) override;

 private:
  struct Item {
    uint64_t question;
    int64_t value;  ///< the root, then the bytes
  };
  void run();

  Reactor& m_reactor;
  std::function<void(uint64_t, int64_t)> m_told;
  int m_wake = -1;
  Reactor::Token m_token = 0;
  std::mutex m_mutex;  ///< over what follows
  std::condition_variable m_asked;
  std::deque<Item> m_questions;
  std::deque<Item> m_answers;
  bool m_ends = false;
  std::thread m_thread;
};

}  // namespace scfdesk
