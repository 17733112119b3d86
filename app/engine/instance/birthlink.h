// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instancecore.h"
#include <deque>

namespace scfdesk {

/// The engine's end of the packet socket to whoever gives birth: the spawner, or a zygote. Never blocks. Engine thread; owns
/// the descriptor.
class BirthLink final : public FdHandler {
 public:
  struct Hello {
    bool namespaces = false;
    bool ownUser = false;    ///< functions are another user than the engine
    bool filter = false;     ///< of system calls
    int users = -1;          ///< a user namespace for code mounts (CodeMounts); the receiver's then
    QByteArray missing;      ///< why there are no namespaces
  };
  struct Receiver {
    std::function<void(const Hello& hello)> hello;
    std::function<void(uint32_t birth, const BirthEnds& ends)> born;  ///< takes over the descriptors
    std::function<void(uint32_t birth, const QByteArray& text)> notBorn;
    std::function<void()> lost;  ///< the other side has ended; nothing more comes
  };
  BirthLink(Reactor& reactor, Receiver receiver);
  ~BirthLink() override;
  BirthLink(const BirthLink&) = delete;
  BirthLink& operator=(const BirthLink&) = delete;

  void open(int fd);
  void close();
  [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
  /// `descriptor` goes along when it is not -1, and is closed here then.
  void send(QByteArray packet, int descriptor = -1);
  /// Handles what comes within `timeoutMs`, without the reactor: for the one who must know the answer now.
  void waitForPacket(int timeoutMs);
  void onReady(uint32_t events) override;

 private:
  struct Packet {
    QByteArray bytes;
    int descriptor = -1;
  };
  bool readPacket();
  void take(const char* data, qsizetype size, const int* fds, int fdCount);
  void writeSome();
  void dropFirst();

  Reactor& m_reactor;
  Receiver m_receiver;
  int m_fd = -1;
  Reactor::Token m_token = 0;
  bool m_wantsOut = false;
  std::deque<Packet> m_queue;
};

/// Sends one packet with a descriptor, which stays the caller's; -1 = none. False with errno.
bool sendPacket(int socket, const QByteArray& packet, int descriptor);
/// Receives one, with at most one descriptor (-1 = none came), which is the caller's. As recv; never blocks.
ssize_t receivePacket(int socket, char* packet, size_t size, int* descriptor);

}  // namespace scfdesk
