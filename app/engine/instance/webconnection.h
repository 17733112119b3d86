// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpresponse.h"
#include "app/engine/http/webexchange.h"
#include "app/engine/http/websockettunnel.h"
#include <netinet/in.h>

namespace scfdesk {

/// One connection to a web function's server: a request out as it comes, its answer streamed to the client as fast as that takes it,
/// then the next request. A body in chunks that comes within kGatherMs and fits into what is held is sent with its length, which
/// simple servers need; a longer or slower one goes on in chunks. Never holds more than a piece of the answer. Engine thread; owned by WebTalk.
/// States: Idle -> Busy -> Idle, or -> Closed, which is final.
class WebConnection final : private FdHandler {
 public:
  /// How an exchange ended: `status` 200, or an SCF code with a text.
  struct End {
    int status = 200;
    QByteArray text;
    bool noAnswer = false;   ///< the connection ended before the first byte of an answer
    bool reused = false;     ///< and it had served another request before
  };
  struct Calls {
    /// May destroy the connection.
    std::function<void(WebConnection*, End&&)> ended;
    std::function<void(WebConnection*)> lost;     ///< closed while idle; may destroy it
  };
  WebConnection(Reactor& reactor, const sockaddr_in& server, Calls calls);
  ~WebConnection() override;
  WebConnection(const WebConnection&) = delete;
  WebConnection& operator=(const WebConnection&) = delete;

  /// `scfHeaders`: lines of the platform. Requires: idle.
  void begin(const std::shared_ptr<WebExchange>& exchange, const QByteArray& requestId, const QByteArray& scfHeaders);
  [[nodiscard]] bool idle() const { return m_fd >= 0 && !m_exchange; }
  [[nodiscard]] bool open() const { return m_fd >= 0; }
  /// Gives up what is under way, without a call.
  void close();

  static constexpr int kGatherMs = 100;

 private:
  void onReady(uint32_t events) override;
  void writeSome();
  bool decideFraming();
  void frameChunk();
  void waitForBody(int64_t ms);
  void bodyHasMore();
  void readSome();
  bool take(const char* data, size_t size);
  bool beginAnswer();
  void beginTunnel(QByteArrayView rest);
  void finish(End&& end);
  void setEvents(uint32_t events);
  void pause();
  void clientGone();

  Reactor& m_reactor;
  Calls m_calls;
  int m_fd = -1;
  Reactor::Token m_token = 0;
  uint32_t m_events = 0;
  std::shared_ptr<WebExchange> m_exchange;
  HttpResponseParser m_parser;
  QByteArray m_requestId;
  QByteArray m_head;
  qsizetype m_written = 0;     ///< of the head, or of what frames a chunk
  /// How the server is told where the body ends. Undecided: its client has not told a length; nothing is written until all of it is
  /// there, or more than is held, or its patience has run out.
  enum class Framing : uint8_t { Known, Undecided, Chunked };
  Framing m_framing = Framing::Known;
  qsizetype m_chunkLeft = 0;   ///< of the chunk that is being written
  bool m_lastChunk = false;    ///< the empty one is on its way
  bool m_impatient = false;
  Reactor::TimerId m_patience = 0;
  bool m_deaf = false;         ///< the server takes no more of the request
  int64_t m_answered = 0;      ///< bytes of the body
  int m_served = 0;
  bool m_paused = false;
  std::unique_ptr<WebSocketTunnel> m_tunnel;  ///< has the descriptor then
  /// Calls of the client's reply outlive this.
  std::shared_ptr<WebConnection*> m_self;
};

}  // namespace scfdesk
