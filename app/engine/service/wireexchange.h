// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "models/data/result.h"
#include <QByteArray>

namespace scfdesk {

/// As Reactor::callAfterMs, in real time however the engine's clock is scaled: servers and networks don't follow it.
Reactor::TimerId callAfterRealMs(Reactor& reactor, int ms, std::function<void()> fn);

/// One question to a server over TCP: connects, sends bytes, gathers the answer. Nothing blocks. Engine thread; destroying it
/// cancels. Errors: "Local.NoAnswer".
class WireExchange final : private FdHandler {
 public:
  struct Question {
    QString host;               ///< numeric address
    int port = 0;
    QByteArray bytes;           ///< empty: the server speaks first
    /// Whether the answer is there as a whole.
    std::function<bool(const QByteArray& got)> whole;
    int limitMs = 2000;         ///< real time for all of it
  };
  /// `done` is called once, in a later turn, and may destroy this.
  WireExchange(Reactor& reactor, Question question, std::function<void(const Result<QByteArray>&)> done);
  ~WireExchange() override;
  WireExchange(const WireExchange&) = delete;
  WireExchange& operator=(const WireExchange&) = delete;

  static constexpr qsizetype kAnswerBytes = 4 * 1024 * 1024;  ///< more of an answer is refused

 private:
  void onReady(uint32_t events) override;
  void send();
  void end(const Result<QByteArray>& result);
  void fail(const QString& why);

  Reactor& m_reactor;
  Question m_question;
  std::function<void(const Result<QByteArray>&)> m_done;
  Reactor::Token m_token = 0;
  Reactor::TimerId m_timer = 0;
  QByteArray m_got;
  qsizetype m_sent = 0;
  int m_fd = -1;
};

}  // namespace scfdesk
