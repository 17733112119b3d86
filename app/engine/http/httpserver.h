// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include "app/engine/reactor.h"
#include "models/data/limits.h"
#include "models/data/result.h"
#include <functional>
#include <memory>
#include <vector>

struct sockaddr_in;

namespace scfdesk {

class HttpConnection;

/// The right to answer one request, now or later. Copies share it; it goes dead with the answer, the client or the server,
/// and then does nothing. Engine thread.
class HttpReply final {
 public:
  HttpReply() = default;
  HttpReply(HttpConnection* connection, uint64_t number);
  /// For a request of this process itself: `done` takes status and body of send(), once; nothing can be streamed to it.
  explicit HttpReply(std::function<void(int status, const QByteArray& body)> done);
  HttpReply(const HttpReply& other);
  HttpReply(HttpReply&& other) noexcept;
  HttpReply& operator=(HttpReply other) noexcept;
  ~HttpReply();

  [[nodiscard]] bool alive() const;
  /// The whole answer. `headers`: further lines, each "Name: value\r\n", from trusted text only. An empty type leaves
  /// Content-Type out. Dead afterwards.
  void send(int status, QByteArrayView type, const QByteArray& body, QByteArrayView headers = {});
  /// Begins a streamed answer (chunked). Alive until end() or until the client goes.
  void beginStream(QByteArrayView type, QByteArrayView headers = {}, int status = 200);
  /// Begins an answer of `length` bytes that follow by write(); end() before the last of them cuts the connection.
  void beginSized(int status, QByteArrayView type, QByteArrayView headers, int64_t length);
  /// Sends a piece of the stream; a client that leaves more than limits::kHttpStreamBytes unread is cut. False when dead.
  bool write(QByteArrayView piece);
  void end();
  /// Takes the connection out of the server, for another protocol: its descriptor is the caller's, `ahead` what was read behind the
  /// request. -1 when it is dead, or answers of earlier requests are not out yet. Dead afterwards.
  int detach(QByteArray& ahead);
  /// Ends the connection in the middle of the answer, so that the client can tell.
  void cut();
  /// Bytes of the stream that the client has not taken yet.
  [[nodiscard]] size_t unsent() const;
  /// Called when the client has taken everything. One at a time.
  void onDrained(std::function<void()> fn);
  /// Called once when the client goes away before the answer is complete; not after it. One at a time.
  void onGone(std::function<void()> fn);

  [[nodiscard]] const QByteArray& peerAddress() const;   ///< "127.0.0.1"
  [[nodiscard]] bool fromLoopback() const;
  [[nodiscard]] QByteArray localAddress() const;         ///< of the connection's own end
  /// Both ends of the connection; false when they are not IPv4, or it is gone.
  [[nodiscard]] bool ends(sockaddr_in& own, sockaddr_in& peer) const;
  [[nodiscard]] bool firstOfConnection() const { return m_number == 1; }
  /// Nothing more is taken from the connection after this answer. Before the answer begins.
  void endConnection();

 private:
  HttpConnection* m_connection = nullptr;
  uint64_t m_number = 0;
  std::shared_ptr<std::function<void(int, const QByteArray&)>> m_own;
};

/// Who answers. Lives on the engine thread, outlives the server.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// `request` is valid during the call; its body may be moved away. The answer may come now or later.
  virtual void onRequest(HttpRequest& request, HttpReply reply) = 0;
  /// Asked when the head of a request is there whose body is long (limits::kHttpEarlyBytes), of unknown length or awaited:
  /// when the head alone forbids it, answers and returns true; the body is then not read and the connection ends.
  virtual bool refuseHead(const HttpRequest& /*head*/, HttpReply& /*reply*/) { return false; }
  /// The largest body taken for this request, asked when its head is there.
  [[nodiscard]] virtual int64_t bodyLimit(const HttpRequest& request) const = 0;
  /// Who takes the body of this request piece by piece, asked when its head is there; none: it is gathered.
  virtual std::unique_ptr<HttpBodySink> bodySink(HttpRequest& /*head*/) { return nullptr; }
  /// The same for a body that is to be passed on while it comes: onRequest() follows at once, with request.stream set. bodyLimit() does
  /// not hold for it (HttpBodyStream::setLimit). An answer that begins before its end ends the connection.
  virtual bool streamsBody(const HttpRequest& /*head*/) { return false; }
};

/// A bounded HTTP/1.1 server on the engine's Reactor: keep-alive, pipelined requests in order, one at a time per connection.
/// Past limits::kHttpConnections a client gets 503 with Retry-After, as does one whose request would take all requests that are
/// being read past limits::kHttpHeldBytes. Times out idle clients (limits::kHttpIdleSeconds) and slow heads, bodies and readers
/// (limits::kHttpHeaderSeconds, kHttpBytesPerSecond) in real seconds, however the engine's clock is scaled. Engine thread.
class HttpServer final : private FdHandler {
 public:
  HttpServer(Reactor& reactor, HttpHandler& handler);
  ~HttpServer() override;
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Numeric address or "localhost"; port 0 takes any free one. The port; "Local.PortTaken" or "Local.AddressUnusable".
  Result<int> listen(const QString& host, int port);
  /// On any free port of every loopback address (127.0.0.0/8), and to be reached through loopback alone: a client's own choice of
  /// address tells it from others (HttpReply::localAddress).
  Result<int> listenOnLoopback();
  /// Takes no new clients; those that are there go on.
  void stopListening();
  /// Ends listening and every connection; replies go dead and are told.
  void close();
  [[nodiscard]] bool listening() const { return m_fd >= 0; }
  [[nodiscard]] int connectionCount() const { return int(m_connections.size()); }
  /// The reactor's clock runs at another speed: the next second of the clients' time is counted anew.
  void clockChanged();
  /// Fewer than limits::kHttpConnections, where the system allows fewer descriptors.
  void setConnectionLimit(int connections) { m_connectionLimit = connections; }
  /// Instead of limits::kHttpIdleSeconds.
  void setIdleSeconds(int seconds) { m_idleSeconds = seconds; }
  /// Of requests that are being read.
  [[nodiscard]] int64_t heldBytes() const { return m_heldBytes; }
  /// Long answers that clients don't take, all together. Past it whoever has taken nothing for the longest time is cut.
  static constexpr int64_t kUnreadBytes = 256LL * 1024 * 1024;
  [[nodiscard]] int64_t unreadBytes() const { return m_unreadBytes; }

 private:
  friend class HttpConnection;
  void onReady(uint32_t events) override;
  int adopt(int fd);
  void acceptOne(int fd, QByteArray peer, bool loopback);
  void refuse(int fd) const;
  void remove(HttpConnection* connection);
  void cutSlowReaders();
  void startSweep();
  void sweep();

  Reactor& m_reactor;
  HttpHandler& m_handler;
  int m_fd = -1;
  int m_spareFd = -1;  ///< given up for a moment when the process has no descriptor left
  Reactor::Token m_token = 0;
  Reactor::TimerId m_sweepTimer = 0;
  int64_t m_sweepAt = 0;    ///< engine time
  int64_t m_sweepStep = 1;  ///< engine time of one real second
  std::vector<HttpConnection*> m_connections;
  int64_t m_heldBytes = 0;
  int64_t m_unreadBytes = 0;
  int m_connectionLimit;
  int m_idleSeconds = limits::kHttpIdleSeconds;
  std::vector<char> m_readBuffer;
};

}  // namespace scfdesk
