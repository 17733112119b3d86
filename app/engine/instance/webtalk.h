// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/bindwatch.h"
#include "app/engine/instance/runtimetalk.h"
#include "app/engine/instance/webconnection.h"
#include <list>

namespace scfdesk {

/// A web function (facts/scf.md 4.2): its server listens on port 9000, requests go to it as they come. Ready when the port takes
/// connections. Engine thread.
class WebTalk final : public RuntimeTalk {
 public:
  WebTalk(Reactor& reactor, TalkListener& listener, const InstanceSpec& spec);
  ~WebTalk() override;

  [[nodiscard]] QByteArray program() const override { return "scf_bootstrap"; }
  [[nodiscard]] bool wantsBinds() const override { return true; }
  void watchBinds(int listener) override { m_binds.open(listener); }
  void run(uint64_t request, QByteArrayView requestId, const QByteArray& payload) override;
  void serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange) override;
  void cancel(uint64_t request) override;
  [[nodiscard]] QByteArray waitsFor() const override;
  void close() override;

  static constexpr uint16_t kPort = 9000;

 private:
  /// One request with the connection that serves it.
  struct Visit {
    uint64_t request = 0;
    QByteArray requestId;
    std::shared_ptr<WebExchange> exchange;
    WebConnection* connection = nullptr;
    int64_t enteredNs = 0;
    Reactor::TimerId late = 0;
  };
  using Visits = std::list<Visit>;
  void start(Visit& visit, bool fresh);
  void onEnded(WebConnection* connection, WebConnection::End&& end);
  void tell(Visits::iterator visit, int status, const QByteArray& text);
  void discard(WebConnection* connection);

  Reactor& m_reactor;
  TalkListener& m_listener;
  BindWatch m_binds;
  sockaddr_in m_server{};
  bool m_ready = false;
  bool m_closed = false;
  QByteArray m_headers;
  Visits m_visits;
  std::list<std::unique_ptr<WebConnection>> m_connections;
};

}  // namespace scfdesk
