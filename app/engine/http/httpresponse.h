// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <cstdint>
#include <string>
#include <vector>

namespace scfdesk {

/// Answers of an HTTP/1.1 server, bytes in. Pure: no descriptor, no clock. Interim answers (1xx but 101) are passed over. Refuses
/// what could be understood in two ways: bare CR, folded lines, names that are no token, conflicting lengths. Bounded by
/// kHeadBytes. Engine thread.
/// States: Head -> HeadDone -> Body -> Complete -> (begin) Head; any -> Failed, which is final.
class HttpResponseParser final {
 public:
  enum class State : uint8_t { Head, HeadDone, Body, Complete, Failed };
  struct Header {
    QByteArray name, value;
  };
  static constexpr qsizetype kHeadBytes = 16 * 1024;
  static constexpr int kHeaders = 128;

  /// The next answer; `toHead`: of a HEAD request, without a body whatever its head says.
  void begin(bool toHead);
  /// Takes bytes from [data, data+size) and says how many. Stops at HeadDone, after each piece of the body (see piece()), at
  /// Complete and Failed.
  size_t feed(const char* data, size_t size);
  /// After HeadDone: moves on to Body or Complete.
  void beginBody();
  /// The connection has ended: that is the end of a body of unknown length, and a failure anywhere else.
  void finish();

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] int status() const { return m_status; }
  [[nodiscard]] const std::vector<Header>& headers() const { return m_headers; }
  /// First value of a header, by its lower-case name; null when it is missing.
  [[nodiscard]] QByteArrayView header(QByteArrayView lowerName) const;
  /// Announced length of the body, -1 = not known.
  [[nodiscard]] int64_t length() const { return m_length; }
  [[nodiscard]] bool hasBody() const { return m_body; }
  /// Bytes of the headers as they came.
  [[nodiscard]] qsizetype headBytes() const { return m_headBytes; }
  /// The part of the body that the last feed() gave; a view into what was fed.
  [[nodiscard]] QByteArrayView piece() const { return m_piece; }
  /// The connection can take another request after this answer.
  [[nodiscard]] bool keepsAlive() const { return m_keepAlive && !m_untilClose; }
  /// Nothing of an answer has come yet.
  [[nodiscard]] bool untouched() const { return m_state == State::Head && m_text.empty(); }
  [[nodiscard]] const char* reason() const { return m_reason; }

 private:
  enum class Chunk : uint8_t { Size, Data, DataEnd, Trailer };
  size_t fail(const char* reason);
  bool parseHead();
  bool takeLine(const std::string& line);
  bool frameBody();
  size_t feedHead(const char* data, size_t size);
  size_t feedChunked(const char* data, size_t size);

  State m_state = State::Head;
  std::string m_text;  ///< of the head, or of a line of the chunked framing
  std::vector<Header> m_headers;
  QByteArrayView m_piece;
  int m_status = 0;
  int64_t m_length = -1;
  int64_t m_left = 0;
  qsizetype m_headBytes = 0;
  qsizetype m_trailerBytes = 0;
  Chunk m_chunk = Chunk::Size;
  bool m_toHead = false;
  bool m_body = false;
  bool m_chunked = false;
  bool m_untilClose = false;
  bool m_keepAlive = true;
  const char* m_reason = "";
};

}  // namespace scfdesk
