// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/debug/debugprotocol.h"
#include "app/engine/reactor.h"

namespace scfdesk {

/// The address that a debugger attaches to: passes each connection on to the process that is debugged, and reads along, so that
/// the engine knows when someone is there and when the program stands still. A process that does not listen yet is waited for, as
/// long as the debugger does. 127.0.0.1 only. Engine thread; owned by its session.
class DebugProxy final : private FdHandler {
 public:
  struct Calls {
    std::function<void()> changed;  ///< attached(), paused() or configured() has changed; may destroy the proxy
  };
  /// Takes `wanted` when it is free, else any port. `target`: the port of the debugged process.
  static Result<std::unique_ptr<DebugProxy>> listen(Reactor& reactor, DebugProtocol protocol, int wanted, int target, Calls calls);
  ~DebugProxy() override;
  DebugProxy(const DebugProxy&) = delete;
  DebugProxy& operator=(const DebugProxy&) = delete;

  [[nodiscard]] int port() const { return m_port; }
  [[nodiscard]] bool attached() const { return m_attached; }
  [[nodiscard]] bool paused() const { return m_paused; }
  [[nodiscard]] bool configured() const { return m_configured; }
  /// Engine time of the last bytes that a debugger has sent; 0 before.
  [[nodiscard]] int64_t lastNs() const { return m_lastNs; }

  static constexpr int kRetryMs = 50;                 ///< between two tries to reach a process that does not listen yet
  static constexpr size_t kConnections = 16;          ///< one editor has one; its list of targets a few more
  static constexpr qsizetype kBufferedBytes = 262144; ///< of one direction: then its sender waits

 private:
  struct Connection;
  DebugProxy(Reactor& reactor, DebugProtocol protocol, int target, Calls calls);
  void onReady(uint32_t events) override;
  void look();
  void drop(Connection* connection);

  Reactor& m_reactor;
  DebugProtocol m_protocol;
  int m_target;
  Calls m_calls;
  int m_listener = -1;
  int m_port = 0;
  Reactor::Token m_token = 0;
  int64_t m_lastNs = 0;
  bool m_attached = false;
  bool m_paused = false;
  bool m_configured = false;
  std::vector<std::unique_ptr<Connection>> m_connections;
};

/// A TCP port of 127.0.0.1 that nobody listens on now; 0 when there is none.
[[nodiscard]] int freeLoopbackPort();

}  // namespace scfdesk
