// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <QByteArray>
#include <deque>

namespace scfdesk {

class KafkaServer;

/// One client of the built-in broker: frames of a 32 bit length in, answers out, one request at a time. While an answer is not
/// there, or not taken, nothing more is read. Broker thread; owned by KafkaServer.
class KafkaConnection final : private FdHandler {
 public:
  KafkaConnection(KafkaServer& server, uint64_t id, int fd, QByteArray peer);
  ~KafkaConnection() override;
  [[nodiscard]] uint64_t id() const { return m_id; }
  [[nodiscard]] const QByteArray& peer() const { return m_peer; }
  [[nodiscard]] QByteArray localHost() const;
  [[nodiscard]] qsizetype heldBytes() const { return m_in.capacity() + m_unsent; }
  /// The answer to the request that was given to the handler last; null = it wants none.
  void answer(QByteArray&& frame);
  /// Called every KafkaServer::kSweepSeconds: false = it has been silent for too long.
  [[nodiscard]] bool pass();

 private:
  void onReady(uint32_t events) override;
  void readSome();
  void handle();
  bool flush();
  void arm();
  KafkaServer& m_server;
  const uint64_t m_id;
  const int m_fd;
  const QByteArray m_peer;
  Reactor::Token m_token = 0;
  uint32_t m_events = 0;
  QByteArray m_in;
  std::deque<QByteArray> m_out;
  qsizetype m_sent = 0;    ///< of the first in m_out
  qsizetype m_unsent = 0;
  bool m_answering = false, m_handling = false, m_ended = false, m_moved = true;
  int m_silent = 0;
};

}  // namespace scfdesk
