// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <QByteArray>
#include <netinet/in.h>

namespace scfdesk {

/// Answers the bind() and listen() calls of one instance's processes (seccomp user notification). All web functions bind
/// 0.0.0.0:9000 of one machine; each gets its port at a loopback address of its own instead: the call is made here, on the process's
/// own socket, so that nothing it says can change after it was looked at. Other ports, protocols and addresses are left to
/// the kernel. Engine thread; owns the listener.
class BindWatch final : private FdHandler {
 public:
  struct Calls {
    /// The server takes connections at this address from now on.
    std::function<void(const sockaddr_in& address)> listening;
  };
  BindWatch(Reactor& reactor, uint16_t port, Calls calls);
  ~BindWatch() override;
  BindWatch(const BindWatch&) = delete;
  BindWatch& operator=(const BindWatch&) = delete;

  void open(int listener);
  void close();
  /// What is wrong with how the port was bound until now, in words; empty = nothing, or nothing was bound.
  [[nodiscard]] QByteArray problem() const { return m_problem; }
  [[nodiscard]] bool bound() const { return m_bound; }

 private:
  struct Wanted;
  void onReady(uint32_t events) override;
  /// What the call gives: 0, or an errno; none = the kernel is to do it.
  std::optional<int> bindFor(const Wanted& wanted);
  std::optional<int> listenFor(const Wanted& wanted, bool& isPort);
  int bindAt(int socket, bool six, const sockaddr_in& address);

  Reactor& m_reactor;
  const uint16_t m_port;
  Calls m_calls;
  int m_listener = -1;
  Reactor::Token m_token = 0;
  sockaddr_in m_address{};
  bool m_bound = false;
  QByteArray m_problem;
};

}  // namespace scfdesk
