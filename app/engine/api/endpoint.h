// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/eventstream.h"
#include "app/engine/api/functionurl.h"
#include "app/engine/api/httptriggers.h"
#include "app/engine/api/localapi.h"

namespace scfdesk {

/// The engine's one port: Cloud API 3.0 at /, function URLs below /url/, API Gateway below /apigw/, CLB below /clb/, the local additions below /-/ and /metrics.
/// Lives on the engine thread, owned by the Engine, which outlives it.
class Endpoint final : private HttpHandler {
 public:
  struct Keys {
    QString secretId, secretKey;
  };
  Endpoint(Reactor& reactor, EngineControl& engine, const Keys& keys);
  ~Endpoint() override;

  /// Listens on a numeric address. Port 0: any free one. `exact` false: the next free port when it is taken.
  /// The port; errors "Local.PortTaken" (names port and next step) and "Local.AddressUnusable".
  Result<int> listen(const QString& host, int port, bool exact);
  /// Takes no new clients; answers that are owed are still given.
  void stopListening() { m_server.stopListening(); }
  void setConnectionLimit(int connections) { m_server.setConnectionLimit(connections); }
  /// The engine's clock runs at another speed.
  void clockChanged() { m_server.clockChanged(); }
  /// Ends listening and every connection.
  void close();
  /// What the engine has just told its views, for /-/events.
  void feed(const EngineDelta& delta) { m_events.feed(delta); }
  void setReaderHandler(std::function<void()> handler) { m_events.setReaderHandler(std::move(handler)); }

  /// The log kept in this folder can be asked for at /-/logs.
  void serveLogs(const QString& folder) { m_local.serveLogs(folder, m_reactor); }

  /// A request of this process itself: "POST" "/" is a Cloud API action named by `action`; else what stands under /-/.
  /// Takes no signature. `done` comes once, perhaps before this returns: HTTP status and body.
  void ask(const QByteArray& method, const QByteArray& target, const QByteArray& action, const QByteArray& body,
           std::function<void(int status, const QByteArray& body)> done);

  /// "127.0.0.1:9700"; empty when it does not listen.
  [[nodiscard]] QString address() const { return m_address; }
  [[nodiscard]] int port() const { return m_port; }
  /// "http://127.0.0.1:9700/url/<id>".
  [[nodiscard]] QString urlOf(const TriggerInfo& trigger) const;

 private:
  void onRequest(HttpRequest& request, HttpReply reply) override;
  bool refuseHead(const HttpRequest& head, HttpReply& reply) override;
  bool streamsBody(const HttpRequest& head) override;
  [[nodiscard]] int64_t bodyLimit(const HttpRequest& request) const override;

  Reactor& m_reactor;
  CloudApi m_cloud;
  FunctionUrl m_url;
  HttpTriggers m_http;
  EventStream m_events;
  LocalApi m_local;
  const QByteArray m_bearer;
  HttpServer m_server;
  QString m_address;
  int m_port = 0;
};

}  // namespace scfdesk
