// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instancecore.h"
#include <optional>

namespace scfdesk {

/// A runtime that boots and then waits in namespaces of its own: a spare for its code, a zygote for births. Engine thread;
/// owns its descriptors and ends the process when it is destroyed, which may happen inside either call.
class Spare final {
 public:
  struct Calls {
    std::function<void()> up;    ///< booted
    std::function<void()> gone;  ///< ended by itself, or sent what no booted runtime sends
  };
  Spare(Reactor& reactor, uint32_t birth, Calls calls);
  ~Spare();
  Spare(const Spare&) = delete;
  Spare& operator=(const Spare&) = delete;

  void born(const BirthEnds& ends);
  /// While it boots: its processes are stopped, until `goOn`.
  void stand();
  void goOn();
  /// Gives the process away.
  BirthEnds release();
  [[nodiscard]] uint32_t birth() const { return m_birth; }
  [[nodiscard]] bool up() const { return m_up; }
  [[nodiscard]] int64_t since() const { return m_since; }  ///< when it was asked for, of the reactor's clock
  [[nodiscard]] int pid() const { return m_ends.pid; }  ///< 0 before it is born
  /// Memory that it takes from the machine, as seen when it had booted.
  [[nodiscard]] int64_t bytes() const { return m_bytes; }
  /// A copy of the descriptor that tells its end; the caller's. -1 before it is born.
  [[nodiscard]] int copyOfPidFd() const;

 private:
  struct Watch final : FdHandler {
    Spare* spare = nullptr;
    void (Spare::*member)() = nullptr;
    Reactor::Token token = 0;
    void onReady(uint32_t) override { (spare->*member)(); }
  };
  void bootAside(int tries);
  void endAside();
  void onFrame();
  void onGone();
  void unwatch();

  Reactor& m_reactor;
  uint32_t m_birth;
  int64_t m_since;
  Calls m_calls;
  BirthEnds m_ends;
  bool m_up = false;
  bool m_stands = false;
  bool m_aside = false;  ///< its session gets little of the processors
  Reactor::TimerId m_timer = 0;
  int64_t m_bytes = 0;
  Watch m_frame;
  Watch m_gone;
};

}  // namespace scfdesk
