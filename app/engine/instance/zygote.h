// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/birthlink.h"
#include "app/engine/instance/spare.h"
#include <set>

namespace scfdesk {

/// A booted runtime that instances are forked from (app/spawner/zygotefork.cpp). Its end leaves them alive. Engine thread.
class Zygote final {
 public:
  struct Calls {
    std::function<void()> up;
    std::function<void()> gone;  ///< the last call; may destroy it
    std::function<void(uint32_t birth, const BirthEnds& ends)> born;
    std::function<void(uint32_t birth, const QByteArray& text)> notBorn;
    std::function<void(uint32_t birth)> orphan;  ///< it ended before it answered
  };
  Zygote(Reactor& reactor, uint32_t birth, Calls calls);
  ~Zygote();
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;

  void bornItself(const BirthEnds& ends);
  /// Asks for an instance. `code`: a mount for it, or -1; taken over.
  void fork(uint32_t birth, QByteArray packet, int code);
  /// Births that it has not answered; it owes them to nobody then.
  std::set<uint32_t> takePending() { return std::exchange(m_pending, {}); }
  [[nodiscard]] uint32_t birth() const { return m_process.birth(); }
  [[nodiscard]] bool up() const { return m_process.up(); }
  [[nodiscard]] int pid() const { return m_process.pid(); }
  /// It has given birth at least once: it works.
  [[nodiscard]] bool proved() const { return m_proved; }
  [[nodiscard]] int copyOfPidFd() const { return m_process.copyOfPidFd(); }

 private:
  void lose();

  Calls m_calls;
  Spare m_process;
  BirthLink m_link;
  std::set<uint32_t> m_pending;
  bool m_proved = false;
};

}  // namespace scfdesk
