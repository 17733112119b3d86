// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/websocketframes.h"
#include "app/engine/reactor.h"
#include <QByteArray>

namespace scfdesk {

/// A WebSocket between a client and a web function's server, after both have agreed on it. Passes bytes on, at most kBuffer of each
/// direction held; watches SCF's limits (facts/scf.md 4.2): a message of more than 256 KB ends it, more than 128 KB or 10
/// messages in a second make it wait for the next. Engine thread; owns both descriptors.
class WebSocketTunnel final {
 public:
  /// 200, or why: 455 idle too long, 456 the client's end, 439 the server's.
  using Ended = std::function<void(int status, const QByteArray& text)>;
  struct Setup {
    int client = -1;
    int server = -1;
    QByteArray toClient;   ///< what is to be sent first: the answer's head, what came behind it
    QByteArray framesToClient;
    QByteArray toServer;
    int idleSeconds = 60;
  };
  WebSocketTunnel(Reactor& reactor, Setup&& setup, Ended ended);
  ~WebSocketTunnel();
  WebSocketTunnel(const WebSocketTunnel&) = delete;
  WebSocketTunnel& operator=(const WebSocketTunnel&) = delete;

  /// Ends both connections without a call.
  void close();

  static constexpr int64_t kMessageBytes = 256 * 1024;
  static constexpr int64_t kBytesPerSecond = 128 * 1024;
  static constexpr int kMessagesPerSecond = 10;
  static constexpr qsizetype kBuffer = 64 * 1024;
  static constexpr int kIdle = 455;
  static constexpr int kClientClosed = 456;

 private:
  /// One end: what is read from it goes to the other.
  struct End final : FdHandler {
    WebSocketTunnel* tunnel = nullptr;
    End* other = nullptr;
    int fd = -1;
    Reactor::Token token = 0;
    uint32_t events = 0;
    QByteArray out;          ///< to be written to this end
    qsizetype written = 0;
    WebSocketFrames frames{kMessageBytes};  ///< of what was read from this end
    bool isClient = false;
    bool atEnd = false;      ///< it sends no more
    void onReady(uint32_t ready) override;
  };
  void read(End& end);
  void write(End& end);
  void arm(End& end);
  bool pass(End& from, QByteArrayView bytes);
  void finish(End& by);
  void end(int status, const QByteArray& text);
  void touched();
  [[nodiscard]] bool overRate() const { return m_bytes > kBytesPerSecond || m_messages > kMessagesPerSecond; }

  Reactor& m_reactor;
  Ended m_ended;
  End m_client;
  End m_server;
  const End* m_closer = nullptr;  ///< who sent the first close frame
  const int m_idleSeconds;
  Reactor::TimerId m_idleTimer = 0;
  Reactor::TimerId m_rateTimer = 0;
  int64_t m_bytes = 0;       ///< in the present second
  int64_t m_messages = 0;
  bool m_closed = false;
};

}  // namespace scfdesk
