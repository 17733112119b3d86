// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"

namespace scfdesk {

/// Bytes in, one request at a time out. Pure: no descriptor, no clock. Refuses what two readers could understand in two ways
/// (request smuggling): obs-fold, bare CR or LF, space before a colon, repeated or combined Content-Length and
/// Transfer-Encoding, more than one Host. Every size is bounded by models/data/limits.h. Engine thread.
/// States: Head -> HeadDone -> Body -> Complete -> (next) Head; any -> Failed, which is final.
class HttpParser final {
 public:
  enum class State : uint8_t {
    Head,      ///< wants more bytes of the head
    HeadDone,  ///< the head is read: the owner calls beginBody once
    Body,      ///< wants more bytes of the body
    Complete,  ///< request() is whole; next() goes on
    Failed,    ///< status() and reason() say why; the connection must end
  };

  /// Takes bytes from [data, data+size) and says how many; stops at HeadDone, Complete and Failed.
  size_t feed(const char* data, size_t size);
  /// After HeadDone: the largest body that is taken. Moves to Body, Complete or Failed (413).
  void beginBody(int64_t maxBytes);
  /// After Complete: forgets the request.
  void next();

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] HttpRequest& request() { return m_request; }
  [[nodiscard]] int status() const { return m_status; }
  [[nodiscard]] const char* reason() const { return m_reason; }
  /// A request has begun and is not whole.
  [[nodiscard]] bool midway() const { return m_state == State::Body || m_state == State::HeadDone || !m_request.m_head.empty(); }
  /// The client waits for "100 Continue" before it sends the body.
  [[nodiscard]] bool expectsContinue() const { return m_expect && m_state == State::Body; }

  /// A body is announced that is long (limits::kHttpEarlyBytes), of unknown length or awaited by the client. In HeadDone.
  [[nodiscard]] bool longBody() const;
  [[nodiscard]] int64_t announcedBytes() const { return m_length; }
  /// Its length is not known before its end.
  [[nodiscard]] bool chunked() const { return m_chunked; }
  /// Of a body that is not whole yet.
  [[nodiscard]] int64_t bodyBytes() const { return m_state == State::Body ? m_got : 0; }
  /// Gives the request up: moves to Failed, its bytes go.
  void abandon(int status, const char* reason);

  /// Room where bytes of a long body of known length can be read to without a copy; empty when there is none.
  /// What was written there is told by wrote().
  [[nodiscard]] std::pair<char*, size_t> room();
  void wrote(size_t size);

 private:
  enum class Chunk : uint8_t { Size, Data, DataEnd, Trailer };
  void fail(int status, const char* reason);
  void failTooLarge();
  bool parseHead();
  bool parseRequestLine(size_t end);
  bool parseHeader(size_t begin, size_t end);
  bool settleFraming();
  void growBody(int64_t wanted);
  void keep(const char* data, size_t size);
  size_t feedHead(const char* data, size_t size);
  size_t feedBody(const char* data, size_t size);
  size_t feedChunked(const char* data, size_t size);
  void chunkLine();

  HttpRequest m_request;
  State m_state = State::Head;
  int m_status = 0;
  const char* m_reason = "";
  QByteArray m_words;        ///< of a reason that names a limit
  int64_t m_length = 0;      ///< of a body with Content-Length
  int64_t m_got = 0;         ///< bytes of the body so far
  int64_t m_max = 0;
  int64_t m_chunkLeft = 0;
  std::string m_line;        ///< of the chunked framing
  size_t m_trailerBytes = 0;
  Chunk m_chunk = Chunk::Size;
  bool m_chunked = false;
  bool m_expect = false;
  bool m_skippedBlank = false;
};

}  // namespace scfdesk
