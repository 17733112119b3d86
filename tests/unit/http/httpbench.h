// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpserver.h"
#include "tests/unit/http/loopclient.h"
#include <QTest>

namespace scfdesk {

/// A server on loopback whose handler and clock do what the test says.
struct HttpBench {
  struct Handler final : HttpHandler {
    std::function<void(HttpRequest&, HttpReply)> on = [](HttpRequest& r, HttpReply reply) { reply.send(200, "text/plain", r.path().toByteArray() + ":" + r.body); };
    int64_t limit = 1000;
    void onRequest(HttpRequest& request, HttpReply reply) override { on(request, std::move(reply)); }
    int64_t bodyLimit(const HttpRequest&) const override { return limit; }
    std::function<bool(const HttpRequest&, HttpReply&)> refuse = [](const HttpRequest&, HttpReply&) { return false; };
    bool refuseHead(const HttpRequest& head, HttpReply& reply) override { return refuse(head, reply); }
    std::function<std::unique_ptr<HttpBodySink>(HttpRequest&)> sink = [](HttpRequest&) { return nullptr; };
    std::unique_ptr<HttpBodySink> bodySink(HttpRequest& head) override { return sink(head); }
    bool streams = false;
    bool streamsBody(const HttpRequest&) override { return streams; }
  };

  ManualClock clock;
  std::unique_ptr<Reactor> reactor;
  std::unique_ptr<Handler> handler;
  std::unique_ptr<HttpServer> server;
  int port = 0;

  [[nodiscard]] bool start() {
    reactor = std::make_unique<Reactor>(clock);
    handler = std::make_unique<Handler>();
    server = std::make_unique<HttpServer>(*reactor, *handler);
    const auto result = server->listen(QStringLiteral("127.0.0.1"), 0);
    if (result) port = *result;
    return result.ok();
  }
  void stop() {
    server.reset();
    handler.reset();
    reactor.reset();
  }
  // Lets `seconds` pass one by one, so that every sweep happens.
  void pass(int seconds) {
    for (int i = 0; i < seconds; ++i) {
      clock.now += 1'000'000'000;
      bool ran = false;
      reactor->callAt(0, [&] { ran = true; });  // an overdue timer makes the reactor look at all of them
      QVERIFY(turnUntil(*reactor, [&] { return ran; }));
    }
  }

  inline static const QByteArray kGet{"GET /a HTTP/1.1\r\nHost: h\r\n\r\n"};
  static QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& more = {}) {
    return "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + more + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
  }
};

}  // namespace scfdesk
