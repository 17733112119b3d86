// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/birthlink.h"

namespace scfdesk {

/// The spawner process and the socket pair to it. Started by posix_spawn; watched through a pidfd and reaped.
/// Engine thread (the spawner dies with the thread that started it); owns the process.
class SpawnerLink final {
 public:
  SpawnerLink(Reactor& reactor, BirthLink::Receiver receiver);
  ~SpawnerLink();
  SpawnerLink(const SpawnerLink&) = delete;
  SpawnerLink& operator=(const SpawnerLink&) = delete;

  /// `mode`: auto | namespaces | process.
  Status start(const QString& program, const QString& mode, const QString& mountPoint);
  void send(QByteArray packet, int descriptor = -1) { m_link.send(std::move(packet), descriptor); }
  void waitForPacket(int timeoutMs) { m_link.waitForPacket(timeoutMs); }
  /// Closes the socket and reaps the process, by force when `timeoutMs` have passed.
  void stop(int timeoutMs);
  [[nodiscard]] bool running() const { return m_link.isOpen(); }
  [[nodiscard]] pid_t pid() const { return m_pid; }

 private:
  void reap(int timeoutMs);

  std::function<void()> m_lost;
  BirthLink m_link;
  pid_t m_pid = 0;
};

}  // namespace scfdesk
