// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "models/data/result.h"
#include <QByteArray>
#include <QString>
#include <map>
#include <memory>

namespace scfdesk {

class KafkaConnection;

/// Answers the frames of the clients. Lives on the broker thread, outlives the server.
class KafkaFrames {
 public:
  virtual ~KafkaFrames() = default;
  /// One request without its length; valid during the call. The answer goes to KafkaServer::answer(), now or later, once.
  /// False: nobody can make sense of it, the connection ends.
  virtual bool onFrame(KafkaConnection& connection, QByteArrayView frame) = 0;
};

/// The listener of the built-in broker. Bounded: clients, bytes of a frame, bytes held of all clients; whoever is silent in the
/// middle of a frame, or does not take its answer, is cut. Broker thread; owned by KafkaBroker.
class KafkaServer final : private FdHandler {
 public:
  static constexpr int kConnections = 512;
  static constexpr qsizetype kFrameBytes = 32 * 1024 * 1024;       ///< of one request
  static constexpr qsizetype kHeldBytes = 256LL * 1024 * 1024;     ///< of all clients together
  static constexpr qsizetype kUnsentBytes = 64 * 1024;             ///< an answer that is left, before the next request is read
  static constexpr int kSweepSeconds = 10, kStuckSweeps = 3, kIdleSweeps = 60;

  KafkaServer(Reactor& reactor, KafkaFrames& frames);
  ~KafkaServer() override;
  KafkaServer(const KafkaServer&) = delete;
  KafkaServer& operator=(const KafkaServer&) = delete;
  /// Numeric address or "localhost". The port; "Local.PortTaken" or "Local.AddressUnusable".
  Result<int> listen(const QString& host, int port);
  [[nodiscard]] int port() const { return m_port; }
  [[nodiscard]] int connectionCount() const { return int(m_connections.size()); }
  [[nodiscard]] qsizetype heldBytes() const;
  /// To a client that is gone it does nothing.
  void answer(uint64_t connection, QByteArray&& frame);
  [[nodiscard]] KafkaConnection* find(uint64_t connection) const;

 private:
  friend class KafkaConnection;
  void onReady(uint32_t events) override;
  void remove(uint64_t connection);
  void sweep();
  Reactor& m_reactor;
  KafkaFrames& m_frames;
  int m_fd = -1, m_port = 0;
  Reactor::Token m_token = 0;
  Reactor::TimerId m_sweepTimer = 0;
  uint64_t m_next = 1;
  std::map<uint64_t, std::unique_ptr<KafkaConnection>> m_connections;
};

}  // namespace scfdesk
