// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <QByteArrayList>
#include <sys/types.h>

namespace scfdesk {

/// A program that the engine runs for itself, one at a time: without input, output and environment. Engine thread.
class Errand final : public FdHandler {
 public:
  explicit Errand(Reactor& reactor) : m_reactor(reactor) {}
  ~Errand() override;
  Errand(const Errand&) = delete;
  Errand& operator=(const Errand&) = delete;

  /// In `folder`, when that is not empty. `done` is called once with whether it ended with status 0; never from inside, never after the destructor.
  void run(QByteArrayList argv, std::function<void(bool ok)> done, const QByteArray& folder = {});
  [[nodiscard]] bool running() const { return m_done != nullptr; }
  void onReady(uint32_t events) override;

 private:
  bool reap(int timeoutMs);

  Reactor& m_reactor;
  std::function<void(bool)> m_done;
  Reactor::TimerId m_failed = 0;
  pid_t m_pid = 0;
  int m_pidFd = -1;
  Reactor::Token m_token = 0;
};

}  // namespace scfdesk
