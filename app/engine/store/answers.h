// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <functional>
#include <mutex>
#include <vector>

namespace scfdesk {

/// The way back from the store's threads: calls posted by any thread run on the engine thread, in order, within the
/// reactor's turn. Lives on the engine thread; post() alone may be called from elsewhere. Calls that are left when the object
/// goes are dropped.
class Answers final : public FdHandler {
 public:
  explicit Answers(Reactor& reactor);
  ~Answers() override;
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  /// Any thread; `call` is run, or ends, on the engine thread.
  void post(std::function<void()> call);
  /// Any thread: many calls with one wake-up.
  void post(std::vector<std::function<void()>>&& calls);
  /// Engine thread: drops what waits and all that comes.
  void close();

 private:
  void onReady(uint32_t events) override;
  void wake();

  Reactor& m_reactor;
  int m_fd = -1;
  Reactor::Token m_token = 0;
  std::mutex m_mutex;  // protects m_calls, m_late and m_closed
  std::vector<std::function<void()>> m_calls;
  std::vector<std::function<void()>> m_late;  ///< came after the close: what they hold ends with this object
  bool m_closed = false;
};

}  // namespace scfdesk
