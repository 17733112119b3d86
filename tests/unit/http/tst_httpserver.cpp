// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpserver.h"
#include "models/data/limits.h"
#include "tests/unit/http/httpbench.h"
#include <QTest>

using namespace scfdesk;

class TestHttpServer final : public QObject, private HttpBench {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QVERIFY(start()); }
  void cleanup() { stop(); }

  void answersOnOneConnection() {
    LoopClient client(*reactor, port);
    for (int i = 0; i < 3; ++i) {
      const auto r = client.ask(post("/x" + QByteArray::number(i), "body"));
      QCOMPARE(r.status, 200);
      QCOMPARE(r.body, "/x" + QByteArray::number(i) + ":body");
      QCOMPARE(r.header("Content-Type"), QByteArray("text/plain"));
    }
    QCOMPARE(server->connectionCount(), 1);
  }

  void answersPipelinedRequestsInOrder() {
    LoopClient client(*reactor, port);
    QVERIFY(client.send(post("/1", "a") + post("/2", "b") + post("/3", QByteArray(900, 'c')) + kGet));
    QCOMPARE(client.response().body, QByteArray("/1:a"));
    QCOMPARE(client.response().body, QByteArray("/2:b"));
    QCOMPARE(client.response().body, "/3:" + QByteArray(900, 'c'));
    QCOMPARE(client.response().body, QByteArray("/a:"));
  }

  void answersPipelinedRequestsOneAtATimeWhenDeferred() {
    QList<HttpReply> waiting;
    QList<QByteArray> paths;
    handler->on = [&](HttpRequest& r, HttpReply reply) {
      paths.append(r.path().toByteArray());
      waiting.append(std::move(reply));
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(post("/1", "a") + post("/2", "b")));
    QVERIFY(turnUntil(*reactor, [&] { return waiting.size() == 1; }));
    for (int i = 0; i < 20; ++i) reactor->turn(0);
    QCOMPARE(paths, QList<QByteArray>{"/1"});
    waiting[0].send(200, "text/plain", "one");
    QVERIFY(!waiting[0].alive());
    QVERIFY(turnUntil(*reactor, [&] { return waiting.size() == 2; }));
    waiting[0].send(200, "text/plain", "again");  // dead: nothing happens
    waiting[1].send(200, "text/plain", "two");
    QCOMPARE(client.response().body, QByteArray("one"));
    QCOMPARE(client.response().body, QByteArray("two"));
    QVERIFY(client.in().isEmpty());
  }

  void tellsWhenTheClientLeaves() {
    HttpReply waiting;
    int gone = 0;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      waiting = reply;
      reply.onGone([&] { ++gone; });
    };
    {
      LoopClient client(*reactor, port);
      QVERIFY(client.send(kGet));
      QVERIFY(turnUntil(*reactor, [&] { return waiting.alive(); }));
    }
    QVERIFY(turnUntil(*reactor, [&] { return gone == 1; }));
    QVERIFY(!waiting.alive());
    waiting.send(200, "text/plain", "late");
    QCOMPARE(server->connectionCount(), 0);
    QCOMPARE(gone, 1);
  }

  void doesNotTellAfterTheAnswer() {
    int gone = 0;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      reply.onGone([&] { ++gone; });
      reply.send(200, "text/plain", "done");
    };
    LoopClient client(*reactor, port);
    QCOMPARE(client.ask(kGet).status, 200);
    client.disconnect();
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 0; }));
    QCOMPARE(gone, 0);
  }

  void aReplyOutlivesTheServer() {
    HttpReply waiting;
    int gone = 0;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      waiting = reply;
      reply.onGone([&] { ++gone; });
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return waiting.alive(); }));
    server.reset();
    QCOMPARE(gone, 1);
    QVERIFY(!waiting.alive());
    waiting.send(200, "text/plain", "late");
    QVERIFY(client.waitForEnd());
  }

  void headHasNoBody() {
    LoopClient client(*reactor, port);
    QVERIFY(client.send("HEAD /abc HTTP/1.1\r\nHost: h\r\n\r\n"));
    const auto r = client.response(true);
    QCOMPARE(r.status, 200);
    QCOMPARE(r.header("Content-Length"), QByteArray("5"));
    QCOMPARE(client.ask(kGet).body, QByteArray("/a:"));  // nothing of it is left on the connection
  }

  void aClientThatHasSaidAllGetsItsAnswer() {
    const QByteArray body(20'000'000, 'x');  // more than the socket buffers take
    handler->on = [&](HttpRequest&, HttpReply reply) { reply.send(200, "text/plain", body); };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    client.finish();
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 1; }));
    for (int i = 0; i < 20; ++i) reactor->turn(0);
    const auto r = client.response();
    QCOMPARE(r.status, 200);
    QVERIFY(r.body == body);
    QVERIFY(client.waitForEnd());
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 0; }));
  }

  void bodilessStatusHasNoLength() {
    handler->on = [](HttpRequest&, HttpReply reply) { reply.send(204, {}, "ignored", "X-A: b\r\n"); };
    LoopClient client(*reactor, port);
    const auto r = client.ask(kGet);
    QCOMPARE(r.status, 204);
    QCOMPARE(r.header("X-A"), QByteArray("b"));
    QVERIFY(r.header("Content-Length").isEmpty());
    QVERIFY(client.in().isEmpty());
  }

  void closesWhenAsked() {
    LoopClient client(*reactor, port);
    const auto r = client.ask("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QCOMPARE(r.status, 200);
    QCOMPARE(r.header("Connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd());
    LoopClient old(*reactor, port);
    QCOMPARE(old.ask("GET /a HTTP/1.0\r\n\r\n").status, 200);
    QVERIFY(old.waitForEnd());
  }

  void refusesAndCloses_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("smuggling") << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc") << 400;
    QTest::newRow("too large") << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n") + QByteArray(1001, 'x') << 413;
    QTest::newRow("head") << QByteArray("GET /" + QByteArray(limits::kHttpHeaderBytes, 'x')) << 431;
    QTest::newRow("noise") << QByteArray("\x16\x03\x01\x02\x00\x01\r\n\r\n", 10) << 400;
  }
  void refusesAndCloses() {
    QFETCH(QByteArray, bytes);
    bool called = false;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      called = true;
      reply.send(200, "text/plain", {});
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(bytes));
    const auto r = client.response();
    QTEST(r.status, "status");
    QCOMPARE(r.header("Connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd());
    QVERIFY(!called);
  }

  void answersBeforeItRefuses() {
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet + "BAD\r\n\r\n"));
    QCOMPARE(client.response().status, 200);
    QCOMPARE(client.response().status, 400);
    QVERIFY(client.waitForEnd());
  }

  void continuesWhenExpected() {
    LoopClient client(*reactor, port);
    QVERIFY(client.send("POST /c HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
    QVERIFY(client.waitFor("HTTP/1.1 100 Continue\r\n\r\n"));
    client.in().clear();
    QCOMPARE(client.ask("body").body, QByteArray("/c:body"));
    LoopClient eager(*reactor, port);  // has sent its body already: no 100
    QCOMPARE(eager.ask(post("/c", "now", "Expect: 100-continue\r\n")).body, QByteArray("/c:now"));
    LoopClient large(*reactor, port);  // refused before the body is sent
    QCOMPARE(large.ask("POST /c HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4000\r\n\r\n").status, 413);
  }

  void movesLargeBodiesBothWays() {
    handler->limit = limits::kHttpBodyBytes;
    const char* before = nullptr;
    handler->on = [&](HttpRequest& r, HttpReply reply) {
      before = r.body.constData();
      const QByteArray body = std::move(r.body);
      QCOMPARE(body.constData(), before);  // moved, not copied
      reply.send(200, "application/octet-stream", body);
    };
    QByteArray body(5'000'000, Qt::Uninitialized);
    for (qsizetype i = 0; i < body.size(); ++i) body[i] = char(i * 31 >> 3);
    LoopClient client(*reactor, port);
    const QByteArray request = post("/", body);
    qsizetype sent = 0;
    // Both directions at once, as the socket buffers are smaller than the body.
    QVERIFY(client.send(request));
    Q_UNUSED(sent);
    const auto r = client.response();
    QCOMPARE(r.status, 200);
    QVERIFY(r.body == body);
    QCOMPARE(client.ask(kGet).status, 200);
  }

  void streamsInChunks() {
    HttpReply stream;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      stream = reply;
      stream.beginStream("text/event-stream", "Cache-Control: no-store\r\n");
      stream.write("first");
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(client.waitFor("\r\n5\r\nfirst\r\n"));
    QVERIFY(client.in().contains("Transfer-Encoding: chunked\r\n"));
    QVERIFY(stream.write("second!"));
    QVERIFY(client.waitFor("7\r\nsecond!\r\n"));
    stream.end();
    QVERIFY(client.waitFor("0\r\n\r\n"));
    client.in().clear();
    QVERIFY(!stream.write("late"));
    QVERIFY(client.send(kGet));  // the connection goes on
    QVERIFY(client.waitFor("first"));
  }

  void cutsASlowReader() {
    HttpReply stream;
    int gone = 0;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      stream = reply;
      stream.onGone([&] { ++gone; });
      stream.beginStream("text/event-stream");
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return stream.alive(); }));
    const QByteArray piece(16 * 1024, 'x');
    int written = 0;
    while (written < 10000 && stream.write(piece)) ++written;
    QVERIFY(written < 10000);
    QVERIFY(written * piece.size() >= limits::kHttpStreamBytes - piece.size());
    QCOMPARE(gone, 1);
    QVERIFY(!stream.alive());
    QCOMPARE(server->connectionCount(), 0);
  }

  void tellsWhenTheReaderHasCaughtUp() {
    HttpReply stream;
    int drained = 0;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      stream = reply;
      stream.beginStream("text/plain");
      stream.onDrained([&] { ++drained; });
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return stream.alive(); }));
    const QByteArray piece(16 * 1024, 'x');
    while (stream.unsent() == 0) QVERIFY(stream.write(piece));
    QCOMPARE(drained, 0);
    QVERIFY(turnUntil(*reactor, [&] { return client.take() && drained == 1; }));
    QCOMPARE(stream.unsent(), size_t(0));
  }

  void namesATakenPort() {
    HttpServer other(*reactor, *handler);
    const auto result = other.listen(QStringLiteral("127.0.0.1"), port);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("Local.PortTaken"));
    QVERIFY(result.error().message.contains(QString::number(port)));
    QVERIFY(!result.error().next.isEmpty());
    QCOMPARE(other.listen(QStringLiteral("not an address"), 0).error().code, QStringLiteral("Local.AddressUnusable"));
    QCOMPARE(other.listen(QStringLiteral("127.0.0.1"), 70000).error().code, QStringLiteral("Local.AddressUnusable"));
  }

  void keepsClientsWhenItStopsListening() {
    LoopClient client(*reactor, port);
    QCOMPARE(client.ask(kGet).status, 200);
    server->stopListening();
    QCOMPARE(client.ask(kGet).status, 200);
    LoopClient late(*reactor, port);
    QVERIFY(!late.send(kGet));
  }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
