// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instancecore.h"
#include <deque>

namespace scfdesk {

/// The spawner process and the socket pair to it. Started by posix_spawn; watched through a pidfd and reaped.
/// Engine thread (the spawner dies with the thread that started it); owns the process.
class SpawnerLink final : public FdHandler {
 public:
  struct Receiver {
    std::function<void(bool namespaces, const QByteArray& missing)> hello;
    std::function<void(uint32_t instance, const BirthEnds& ends)> born;  ///< takes over the descriptors
    std::function<void(uint32_t instance, const QByteArray& text)> notBorn;
    std::function<void()> lost;  ///< the spawner has ended; nothing more comes
  };
  SpawnerLink(Reactor& reactor, Receiver receiver);
  ~SpawnerLink() override;
  SpawnerLink(const SpawnerLink&) = delete;
  SpawnerLink& operator=(const SpawnerLink&) = delete;

  /// `mode`: auto | namespaces | process.
  Status start(const QString& program, const QString& mode, const QString& mountPoint);
  void send(QByteArray packet);
  /// Handles what comes within `timeoutMs`, without the reactor: for the one who must know the answer now.
  void waitForPacket(int timeoutMs);
  /// Closes the socket and reaps the process, by force when `timeoutMs` have passed.
  void stop(int timeoutMs);
  [[nodiscard]] bool running() const { return m_fd >= 0; }
  [[nodiscard]] pid_t pid() const { return m_pid; }
  void onReady(uint32_t events) override;

 private:
  bool readPacket();
  void writeSome();
  void lose();
  void reap(int timeoutMs);

  Reactor& m_reactor;
  Receiver m_receiver;
  int m_fd = -1;
  pid_t m_pid = 0;
  Reactor::Token m_token = 0;
  bool m_wantsOut = false;
  std::deque<QByteArray> m_queue;
};

}  // namespace scfdesk
