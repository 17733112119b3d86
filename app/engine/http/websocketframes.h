// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <array>
#include <cstdint>
#include <optional>

namespace scfdesk {

/// Looks at one direction of a WebSocket that passes by (RFC 6455, 5.2): how long its messages are, how many have ended, with
/// which code it closes. Changes and keeps nothing. Pure; any thread.
class WebSocketFrames final {
 public:
  explicit WebSocketFrames(int64_t maxMessage) : m_maxMessage(maxMessage) {}
  /// False when a message is longer than it may be, or the bytes are no frames; it stays so.
  [[nodiscard]] bool feed(QByteArrayView bytes);
  /// Text and binary messages that have ended.
  [[nodiscard]] int64_t messages() const { return m_messages; }
  [[nodiscard]] bool tooLong() const { return m_tooLong; }
  /// Of the first close frame; 1005 when that names none.
  [[nodiscard]] std::optional<int> closeCode() const { return m_closeCode; }

  static constexpr int kNoCode = 1005;

 private:
  bool takeHead();

  int64_t m_maxMessage;
  std::array<unsigned char, 14> m_head{};
  size_t m_headHave = 0;
  size_t m_headNeed = 2;
  uint64_t m_left = 0;       ///< of the payload of the present frame
  uint64_t m_at = 0;         ///< in it
  int64_t m_message = 0;     ///< bytes of the present message
  int64_t m_messages = 0;
  int m_code = 0;
  bool m_close = false;      ///< the present frame is a close frame
  bool m_broken = false;
  bool m_tooLong = false;
  std::array<unsigned char, 4> m_mask{};
  std::optional<int> m_closeCode;
};

}  // namespace scfdesk
