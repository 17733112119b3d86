// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include <cstdint>
#include <functional>

namespace scfdesk {

/// The body of a request on its way through: its connection puts in what comes, whoever serves the request takes it out, and more
/// than kHeldBytes are never held (then the client is not read). As long as nothing was dropped it can be taken from the begin
/// again. Engine thread; shared by both sides.
class HttpBodyStream final {
 public:
  static constexpr qsizetype kHeldBytes = 256 * 1024;
  static constexpr qsizetype kLowBytes = 64 * 1024;  ///< the client is read again from here on

  /// `length`: announced; -1 = not known (chunked).
  explicit HttpBodyStream(int64_t length) : m_length(length) {}

  [[nodiscard]] int64_t length() const { return m_length; }
  [[nodiscard]] int64_t received() const { return m_received; }
  /// Of a body without an announced length: past it nothing more is held, and tooLarge() says so.
  void setLimit(int64_t bytes) { m_limit = bytes; }
  [[nodiscard]] int64_t limit() const { return m_limit; }
  [[nodiscard]] bool tooLarge() const { return m_received > m_limit; }
  [[nodiscard]] qsizetype held() const { return m_held.size() - m_at; }
  [[nodiscard]] bool full() const { return held() >= kHeldBytes; }
  [[nodiscard]] bool complete() const { return m_complete; }  ///< all has come; some of it may still be held
  [[nodiscard]] bool ended() const { return m_complete && held() == 0; }

  // The connection
  void put(QByteArrayView piece);
  void finish();
  /// Called when there is room again after full().
  void onRoom(std::function<void()> fn) { m_room = std::move(fn); }

  // Whoever serves
  /// What can be taken now; a view until the next call.
  [[nodiscard]] QByteArrayView front() const { return QByteArrayView(m_held).sliced(m_at); }
  void take(qsizetype bytes);
  /// Back to the begin; false when some of it is gone.
  bool rewind();
  /// Called when something has come, or the end has.
  void onMore(std::function<void()> fn) { m_more = std::move(fn); }

 private:
  const int64_t m_length;
  int64_t m_limit = INT64_MAX;
  int64_t m_received = 0;
  QByteArray m_held;
  qsizetype m_at = 0;       ///< taken of m_held
  bool m_dropped = false;
  bool m_complete = false;
  bool m_wasFull = false;
  std::function<void()> m_room, m_more;
};

}  // namespace scfdesk
