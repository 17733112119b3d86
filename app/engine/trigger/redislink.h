// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/resp.h"
#include "models/data/result.h"
#include <optional>

namespace scfdesk {

/// One connection to a Redis server over TCP. Calls block at most as long as they say; not on the engine thread. Owned by who polls.
/// Errors "Local.RedisAway" (it may come back), "Local.RedisRefused", "Local.ReplyTooLarge"; after one of a call the link is closed.
class RedisLink final {
 public:
  struct Address {
    QByteArray host;
    int port = 0;
    QByteArray user, password;
    QString passwordFile;  ///< read at each connect; instead of `password`
    [[nodiscard]] QString text() const { return QString::fromUtf8(host) + u':' + QString::number(port); }
    friend bool operator==(const Address&, const Address&) = default;
  };
  RedisLink() = default;
  ~RedisLink() { close(); }
  RedisLink(const RedisLink&) = delete;
  RedisLink& operator=(const RedisLink&) = delete;

  /// Connects and logs in.
  Status open(const Address& address);
  void close();
  [[nodiscard]] int fd() const { return m_fd; }

  /// Sends a command; its reply comes by take().
  Status send(const QByteArrayList& words);
  /// The reply of what was sent, as far as it has come; none yet. Never waits.
  Result<std::optional<resp::Value>> take();
  /// Both. A reply '-' is a value like others.
  Result<resp::Value> ask(const QByteArrayList& words);

  static constexpr int kWaitMs = 3000;                            ///< for the connection, for a reply
  static constexpr qsizetype kReplyBytes = 128 * 1024 * 1024;     ///< of one reply

 private:
  Error away(const QString& why);
  Address m_address;
  QByteArray m_got;
  resp::Scan m_scan;
  int m_fd = -1;
};

}  // namespace scfdesk
