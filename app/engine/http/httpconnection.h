// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpbodystream.h"
#include "app/engine/http/httpparser.h"
#include "app/engine/http/httpserver.h"

namespace scfdesk {

/// One client of an HttpServer. Counted by the server and by the replies that point to it; the descriptor closes as soon as
/// the client is done, whoever still counts it. Engine thread.
/// States of the exchange: Reading -> Answering -> (answer out) -> Reading; Streaming is an Answering that goes on; Closing
/// drains the last answer; closed (no descriptor) is final.
class HttpConnection final : private FdHandler {
 public:
  HttpConnection(HttpServer& server, int fd, QByteArray peer, bool loopback);
  void ref() { ++m_refs; }
  void unref() {
    if (--m_refs == 0) delete this;
  }
  /// Closes at once; tells onGone when a request was being answered.
  void cut();
  /// `seconds` of real time have passed.
  void pass(int seconds);

  // what HttpReply asks; `number` says for which request
  void endAfterAnswer() { m_keepAlive = false; }
  /// Both ends; false when they are not IPv4.
  [[nodiscard]] bool ends(sockaddr_in& own, sockaddr_in& peer) const;
  [[nodiscard]] bool answers(uint64_t number) const { return m_fd >= 0 && m_answering && m_number == number; }
  void send(int status, QByteArrayView type, const QByteArray& body, QByteArrayView headers);
  void beginStream(QByteArrayView type, QByteArrayView headers, int status);
  void beginSized(int status, QByteArrayView type, QByteArrayView headers, int64_t length);
  bool writeStream(QByteArrayView piece);
  void endStream();
  int detach(QByteArray& ahead);
  void setGone(std::function<void()> fn) { m_gone = std::move(fn); }
  void setDrained(std::function<void()> fn) { m_drained = std::move(fn); }
  [[nodiscard]] size_t unsent() const { return m_out.size() - m_outAt + (m_large.isEmpty() ? 0 : size_t(m_large.size() - m_largeAt)); }
  [[nodiscard]] const QByteArray& peer() const { return m_peer; }
  [[nodiscard]] bool loopback() const { return m_loopback; }
  [[nodiscard]] QByteArray localAddress() const;

  /// Seconds for which the client has taken nothing of a long answer; -1 = there is none that waits for it.
  [[nodiscard]] int unreadFor() const { return m_unread > 0 ? m_quietSeconds : -1; }

  size_t serverIndex = 0;  ///< place in the server's list

 private:
  ~HttpConnection() override;
  void onReady(uint32_t events) override;
  void readSome();
  void take(const char* data, size_t size);
  void begin();
  void openStream();
  void closeStream();
  void endStreamedBody();
  void pauseStream();
  void passUpload(int seconds);
  void endUpload(int status, const char* reason);
  bool refusedByHead();
  [[nodiscard]] bool wouldHoldTooMuch();
  /// What is held of the client's request goes to the server's account; false when all together hold too much.
  [[nodiscard]] bool charge();
  /// The same for a long answer that the client does not take.
  void chargeUnread(int64_t bytes);
  void refuse(int status, const char* reason);
  void resumeSoon();
  void appendHead(int status, QByteArrayView type, QByteArrayView headers, int64_t length);
  void finishAnswer();
  void flush();
  void setEvents(uint32_t events);

  HttpServer* m_server;
  int m_fd;
  int m_refs = 1;
  Reactor::Token m_token = 0;
  uint32_t m_events = 0;
  HttpParser m_parser;
  std::string m_ahead;     ///< read while a request is being answered; bounded by limits::kHttpPipelineBytes
  size_t m_aheadAt = 0;
  std::string m_out;       ///< heads and small bodies
  size_t m_outAt = 0;
  QByteArray m_large;      ///< one large body behind m_out, not copied
  qsizetype m_largeAt = 0;
  uint64_t m_number = 0;
  int m_quietSeconds = 0;
  int m_headSeconds = 0;     ///< since the head, the present piece of a body or of an answer began
  int64_t m_mark = 0;        ///< bytes of the body then; of the answer that were unsent
  int64_t m_charged = 0;
  int64_t m_unread = 0;
  bool m_answering = false;
  bool m_streaming = false;
  int64_t m_sizedLeft = -1;  ///< of a streamed answer of known length; -1 = not known
  bool m_noBody = false;   ///< HEAD
  bool m_chunkedOut = false;
  bool m_keepAlive = true;
  bool m_minorOne = true;
  bool m_closing = false;  ///< when everything is out
  bool m_processing = false; ///< take() is running: it flushes at its end
  bool m_blocked = false;    ///< the client does not read: waiting for EPOLLOUT
  bool m_lingering = false;  ///< the answer is out, the rest of what the client sends is dropped
  bool m_resuming = false;
  std::shared_ptr<HttpBodyStream> m_stream;  ///< of the request that is being answered, until its body is whole
  bool m_owesDrained = false;  ///< a write of the stream has left bytes here
  const QByteArray m_peer;
  const bool m_loopback;
  std::function<void()> m_gone, m_drained;
};

}  // namespace scfdesk
