// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpresponse.h"
#include "app/engine/reactor.h"
#include "models/data/result.h"
#include <list>
#include <string>
#include <sys/socket.h>

namespace scfdesk::cli {

/// Requests to one HTTP/1.1 server, as many at once as are asked for, each on a connection of its own; connections are kept and used
/// again. Thread of its reactor. A request is sent once: one whose connection broke is told as failed, never sent again, as it may
/// have been executed.
class HttpPool final {
 public:
  static constexpr int kConnectMs = 3000;
  static constexpr qint64 kAnswerBytes = 128LL * 1024 * 1024;
  static constexpr int64_t kKeptMs = 5000;  ///< a connection that idled longer isn't used again
  struct Answer {
    int status = 0;
    QByteArray body;
  };
  using Reply = std::function<void(Result<Answer>)>;

  /// `host`: a name or an address, without brackets.
  HttpPool(Reactor& reactor, QString host, int port);
  ~HttpPool();
  HttpPool(const HttpPool&) = delete;
  HttpPool& operator=(const HttpPool&) = delete;

  /// "127.0.0.1:9700", as it stands in the Host header.
  [[nodiscard]] const QByteArray& authority() const { return m_authority; }
  /// `head`: request line and headers, each with its line end; Host, Content-Length and the empty line are added.
  /// Errors: Local.NoEngine, Local.NoAnswer, Local.BadAnswer.
  void send(const QByteArray& head, const QByteArray& body, int limitMs, Reply done);
  [[nodiscard]] int open() const { return m_busy; }

 private:
  class Link;
  [[nodiscard]] Status resolve();
  void settle(Link* link);

  Reactor& m_reactor;
  const QString m_host;
  const int m_port;
  QByteArray m_authority;
  sockaddr_storage m_address{};
  socklen_t m_addressSize = 0;
  std::list<std::unique_ptr<Link>> m_links;
  std::vector<Link*> m_idle;
  int m_busy = 0;
};

}  // namespace scfdesk::cli
