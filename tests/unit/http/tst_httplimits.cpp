// SPDX-License-Identifier: GPL-3.0-or-later
// What the server takes at most, and for how long.
#include "app/engine/descriptors.h"
#include "models/data/limits.h"
#include "tests/unit/http/httpbench.h"

using namespace scfdesk;

class TestHttpLimits final : public QObject, private HttpBench {
  Q_OBJECT
 private Q_SLOTS:
  void init() { QVERIFY(start()); }
  void cleanup() { stop(); }

  void refusesLongBodiesByTheirHead_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("asked");
    QTest::newRow("short") << QByteArray("Content-Length: " + QByteArray::number(limits::kHttpEarlyBytes)) << false;
    QTest::newRow("long") << QByteArray("Content-Length: " + QByteArray::number(limits::kHttpEarlyBytes + 1)) << true;
    QTest::newRow("chunked") << QByteArray("Transfer-Encoding: chunked") << true;
    QTest::newRow("awaited") << QByteArray("Expect: 100-continue\r\nContent-Length: 4") << true;
  }
  void refusesLongBodiesByTheirHead() {
    QFETCH(QByteArray, head);
    handler->limit = limits::kHttpBodyBytes;
    QFETCH(bool, asked);
    handler->refuse = [&](const HttpRequest& request, HttpReply& reply) {
      reply.send(403, "text/plain", "not " + request.path().toByteArray());
      return true;
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send("POST /x HTTP/1.1\r\nHost: h\r\n" + head + "\r\n\r\n"));
    if (!asked) {
      QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 1; }));
      for (int i = 0; i < 20; ++i) reactor->turn(0);
      QCOMPARE(client.ask(QByteArray(limits::kHttpEarlyBytes, 'x')).status, 200);
      return;
    }
    const auto r = client.response();
    QCOMPARE(r.status, 403);
    QCOMPARE(r.body, QByteArray("not /x"));
    QCOMPARE(r.header("Connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd());
    QVERIFY(turnUntil(*reactor, [&] {
      client.disconnect();
      return server->connectionCount() == 0;
    }));
    QCOMPARE(server->heldBytes(), 0);
  }

  void aRefusedClientMayGoOnSending() {
    handler->limit = limits::kHttpBodyBytes;
    handler->refuse = [&](const HttpRequest&, HttpReply& reply) {
      reply.send(401, "text/plain", "no");
      return true;
    };
    LoopClient client(*reactor, port);
    // Sent without looking, as many clients do: the answer is still there to be read.
    QVERIFY(client.send(post("/x", QByteArray(5'000'000, 'x'))));
    QCOMPARE(client.response().status, 401);
    QCOMPARE(server->heldBytes(), 0);
  }

  void allRequestsTogetherHoldNoMoreThanTheLimit() {
    handler->limit = limits::kHttpBodyBytes;
    const int64_t each = limits::kHttpBodyBytes;
    const QByteArray piece(1 << 20, 'x');
    std::vector<std::unique_ptr<LoopClient>> clients;
    const auto fill = [&](int64_t announced, int64_t sent) {
      clients.push_back(std::make_unique<LoopClient>(*reactor, port));
      const int64_t before = server->heldBytes();
      if (!clients.back()->send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(announced) + "\r\n\r\n")) return false;
      for (int64_t left = sent; left > 0; left -= piece.size())
        if (!clients.back()->send(piece.left(std::min<int64_t>(left, piece.size())))) return false;
      return turnUntil(*reactor, [&] { return server->heldBytes() == before + sent; });
    };
    int64_t room = limits::kHttpHeldBytes;
    while (room > each) {
      QVERIFY(fill(each, each - 1));
      room -= each - 1;
    }
    QVERIFY(fill(room, room - 10));
    QVERIFY(fill(11, 10));  // at the limit
    QCOMPARE(server->heldBytes(), limits::kHttpHeldBytes);
    LoopClient small(*reactor, port);  // what comes in one piece needs no room
    QCOMPARE(small.ask(kGet).status, 200);
    LoopClient early(*reactor, port);  // its head says that it will not fit
    QVERIFY(early.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(limits::kHttpEarlyBytes + 1) + "\r\n\r\n"));
    auto r = early.response();
    QCOMPARE(r.status, 503);
    QCOMPARE(r.header("Retry-After"), QByteArray("1"));
    QVERIFY(r.body.contains("256 MB"));
    LoopClient late(*reactor, port);  // one past the limit
    QVERIFY(late.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n"));
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() >= int(clients.size()) + 2; }));
    QVERIFY(late.send("x"));
    r = late.response();
    QCOMPARE(r.status, 503);
    QCOMPARE(server->heldBytes(), limits::kHttpHeldBytes);
    clients.clear();
    QVERIFY(turnUntil(*reactor, [&] { return server->heldBytes() == 0; }));
    LoopClient again(*reactor, port);
    QCOMPARE(again.ask(post("/y", "fits")).body, QByteArray("/y:fits"));
  }

  void endsIdleConnections() {
    LoopClient client(*reactor, port);
    QCOMPARE(client.ask(kGet).status, 200);
    pass(limits::kHttpIdleSeconds - 1);
    QCOMPARE(server->connectionCount(), 1);
    pass(1);
    QCOMPARE(server->connectionCount(), 0);
    QVERIFY(client.waitForEnd());
  }

  void endsSlowHeads() {
    LoopClient client(*reactor, port);
    QVERIFY(client.send("GET / HTT"));
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 1; }));
    for (int i = 0; i < 20; ++i) reactor->turn(0);
    pass(limits::kHttpHeaderSeconds / 2);
    QVERIFY(client.send("P/1.1\r\n"));  // dripping does not help
    pass(limits::kHttpHeaderSeconds / 2 - 1);
    QCOMPARE(client.in().size(), 0);
    pass(1);
    QCOMPARE(client.response().status, 408);
    QVERIFY(client.waitForEnd());
  }

  // A second of the clients' time is a real one, also for those who came while the clock ran at another speed.
  void endsSlowHeadsAfterTheClockChanged() {
    clock.scale = 3600;
    LoopClient client(*reactor, port);
    QVERIFY(client.send("GET / HTT"));
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 1; }));
    for (int i = 0; i < 20; ++i) reactor->turn(0);
    clock.scale = 1;
    server->clockChanged();
    pass(limits::kHttpHeaderSeconds);
    QCOMPARE(client.response().status, 408);
  }

  void endsStuckBodies() {
    LoopClient client(*reactor, port);
    QVERIFY(client.send("POST /s HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n"));
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 1; }));
    for (int k = 0; k < 20; ++k) reactor->turn(0);
    pass(limits::kHttpHeaderSeconds - 1);
    QVERIFY(client.send("x"));
    for (int k = 0; k < 20; ++k) reactor->turn(0);
    QCOMPARE(client.in().size(), 0);
    pass(1);  // dripping does not help
    QCOMPARE(client.response().status, 408);
    QVERIFY(client.waitForEnd());
  }

  void takesBodiesThatAreSlowButSteady() {
    handler->limit = limits::kHttpBodyBytes;
    const QByteArray piece(limits::kHttpHeaderSeconds * limits::kHttpBytesPerSecond, 'x');
    LoopClient client(*reactor, port);
    QVERIFY(client.send("POST /s HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(piece.size() * 4) + "\r\n\r\n"));
    const auto slowly = [&](const QByteArray& bytes) {
      for (const QByteArray& half : {bytes.first(piece.size() / 2), bytes.sliced(piece.size() / 2)}) {
        const int64_t before = server->heldBytes();
        QVERIFY(client.send(half));
        QVERIFY(turnUntil(*reactor, [&] { return server->heldBytes() == before + half.size(); }));
        pass(limits::kHttpHeaderSeconds / 2);
      }
    };
    for (int i = 0; i < 3; ++i) {
      slowly(piece);
      QCOMPARE(server->connectionCount(), 1);
      QCOMPARE(server->heldBytes(), piece.size() * (i + 1));
    }
    slowly(piece.chopped(1));  // one byte less than is wanted
    QCOMPARE(client.response().status, 408);
    QCOMPARE(server->heldBytes(), 0);
  }

  void endsReadersThatDrip() {
    const QByteArray body(20'000'000, 'x');  // more than the socket buffers take
    handler->on = [&](HttpRequest&, HttpReply reply) { reply.send(200, "text/plain", body); };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    for (int k = 0; k < 200; ++k) reactor->turn(0);
    QCOMPARE(server->connectionCount(), 1);
    pass(limits::kHttpHeaderSeconds - 1);
    QCOMPARE(server->connectionCount(), 1);
    pass(1);
    QCOMPARE(server->connectionCount(), 0);
  }

  void allAnswersTogetherWaitForNoMoreThanTheLimit() {
    const QByteArray body(HttpServer::kUnreadBytes / 8, 'x');  // shared, so that the test itself stays small
    int asked = 0;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      ++asked;
      reply.send(200, "text/plain", body);
    };
    std::vector<std::unique_ptr<LoopClient>> clients;
    const auto ask = [&] {
      clients.push_back(std::make_unique<LoopClient>(*reactor, port));
      const int64_t before = server->unreadBytes();
      return clients.back()->send(kGet) && turnUntil(*reactor, [&] { return server->unreadBytes() != before || server->connectionCount() < int(clients.size()); });
    };
    for (int i = 0; i < 8; ++i) {
      QVERIFY(ask());
      pass(1);
    }
    QCOMPARE(server->unreadBytes(), HttpServer::kUnreadBytes);  // at the limit
    QCOMPARE(server->connectionCount(), 8);
    clients.push_back(std::make_unique<LoopClient>(*reactor, port));
    QVERIFY(clients.back()->send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return asked == 9 && server->connectionCount() == 8; }));
    QVERIFY(clients.front()->waitForEnd());  // the first, which has waited longest
    QCOMPARE(server->unreadBytes(), HttpServer::kUnreadBytes);
    QCOMPARE(server->connectionCount(), 8);
    QCOMPARE(clients[1]->response().body.size(), body.size());  // who reads gets it whole
    QVERIFY(server->unreadBytes() <= HttpServer::kUnreadBytes - body.size());
    clients.clear();
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 0; }));
    QCOMPARE(server->unreadBytes(), 0);
  }

  void doesNotEndARunningRequest() {
    HttpReply waiting;
    handler->on = [&](HttpRequest&, HttpReply reply) { waiting = reply; };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return waiting.alive(); }));
    pass(limits::kHttpIdleSeconds * 3);
    QVERIFY(waiting.alive());
    waiting.send(200, "text/plain", "late but fine");
    QCOMPARE(client.response().body, QByteArray("late but fine"));
    pass(limits::kHttpIdleSeconds - 1);  // its quiet time begins with the answer
    QCOMPARE(server->connectionCount(), 1);
  }

  void refusesPastTheConnectionLimit() {
    constexpr int kFew = 50;
    server->setConnectionLimit(kFew);
    std::vector<std::unique_ptr<LoopClient>> clients;
    for (int i = 0; i < kFew; ++i) clients.push_back(std::make_unique<LoopClient>(*reactor, port));
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == kFew; }));
    LoopClient late(*reactor, port);
    const auto r = late.response();
    QCOMPARE(r.status, 503);
    QCOMPARE(r.header("Retry-After"), QByteArray("1"));
    QVERIFY(r.body.endsWith("}}"));
    QVERIFY(late.waitForEnd());
    QCOMPARE(clients.front()->ask(kGet).status, 200);
    clients.pop_back();
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == kFew - 1; }));
    LoopClient next(*reactor, port);
    QCOMPARE(next.ask(kGet).status, 200);
  }

  void connectionsLeaveRoomForInstances() {
    QCOMPARE(connectionsFor(limits::kDescriptors), limits::kHttpConnections);
    QCOMPARE(connectionsFor(16000), 12000);
    QCOMPARE(connectionsFor(1024), 768);
    QCOMPARE(connectionsFor(512), 256);
    QCOMPARE(connectionsFor(64), 16);
    const int raised = raiseDescriptorLimit();
    QVERIFY(raised >= 256);
    QCOMPARE(raiseDescriptorLimit(), raised);
  }
};

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
