// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that go elsewhere as they come, and answers of a known length that come in pieces.
#include "app/engine/http/httpbodystream.h"
#include "app/engine/http/httpserver.h"
#include "models/data/limits.h"
#include "tests/unit/http/httpbench.h"
#include <QTest>

using namespace scfdesk;

namespace {
struct Taken {
  QByteArray bytes;
  int pieces = 0;
  int alive = 0;
};
class TestSink final : public HttpBodySink {
 public:
  explicit TestSink(Taken& taken) : m_taken(taken) { ++m_taken.alive; }
  ~TestSink() override { --m_taken.alive; }
  void take(QByteArrayView piece) override {
    m_taken.bytes.append(piece);
    ++m_taken.pieces;
  }

 private:
  Taken& m_taken;
};
}  // namespace

class TestHttpStreams final : public QObject, private HttpBench {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    QVERIFY(start());
    handler->sink = [this](HttpRequest& head) { return head.path() == QByteArrayView("/sink") ? std::make_unique<TestSink>(m_taken) : nullptr; };
    m_taken = {};
  }
  void cleanup() { stop(); }

  void aSinkTakesTheBody_data() {
    QTest::addColumn<bool>("chunked");
    QTest::newRow("length") << false;
    QTest::newRow("chunked") << true;
  }
  void aSinkTakesTheBody() {
    QFETCH(bool, chunked);
    handler->limit = 10'000'000;
    const QByteArray body(3'000'000, 'b');
    handler->on = [&](HttpRequest& r, HttpReply reply) {
      reply.send(200, "text/plain", QByteArray::number(r.body.size()) + (r.sink ? " sink" : " none"));
    };
    LoopClient client(*reactor, port);
    QByteArray request = post("/sink", body);
    if (chunked) request = "POST /sink HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2dc6c0\r\n" + body + "\r\n0\r\n\r\n";
    QCOMPARE(client.ask(request).body, QByteArray("0 sink"));
    QVERIFY(m_taken.bytes == body);
    QVERIFY(m_taken.pieces > 10);
    QCOMPARE(m_taken.alive, 0);  // it goes with its request
    QCOMPARE(client.ask(post("/other", "text")).body, QByteArray("4 none"));
  }

  void aBodyPassesThroughWhileItComes() {
    handler->streams = true;
    std::shared_ptr<HttpBodyStream> body;
    HttpReply answer;
    handler->on = [&](HttpRequest& r, HttpReply reply) {
      body = r.stream;
      answer = std::move(reply);
    };
    LoopClient client(*reactor, port);
    const QByteArray sent(3'000'000, 'b');
    QVERIFY(client.send(post("/s", sent).first(200)));
    QVERIFY(turnUntil(*reactor, [&] { return body && body->received() > 0; }));  // handed over by its head
    QCOMPARE(body->length(), qint64(sent.size()));
    QVERIFY(!body->complete());
    // A slow one who serves: no more than a piece over the limit is held, whatever the client sends.
    QByteArray rest = post("/s", sent).sliced(200), got;
    qsizetype most = 0;
    QVERIFY(turnUntil(*reactor, [&] {
      if (!rest.isEmpty()) rest.remove(0, std::max<qsizetype>(client.sendSome(rest), 0));
      most = std::max(most, body->held());
      if (body->full() || rest.isEmpty()) {
        got += body->front().first(std::min<qsizetype>(body->held(), 50'000));
        body->take(std::min<qsizetype>(body->held(), 50'000));
      }
      return body->ended();
    }));
    QVERIFY(got == sent);
    QVERIFY2(most >= HttpBodyStream::kHeldBytes && most < HttpBodyStream::kHeldBytes + 3 * 64 * 1024, qPrintable(QString::number(most)));
    answer.send(200, "text/plain", "done");
    QCOMPARE(client.response().body, QByteArray("done"));
    handler->streams = false;
    handler->on = [](HttpRequest& r, HttpReply reply) { reply.send(200, "text/plain", r.body); };
    QCOMPARE(client.ask(post("/next", "text")).body, QByteArray("text"));  // the connection goes on
    QCOMPARE(server->heldBytes(), 0);
  }

  void anAnswerBeforeTheEndOfABodyEndsTheConnection() {
    handler->streams = true;
    handler->on = [](HttpRequest&, HttpReply reply) { reply.send(406, "text/plain", "no"); };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(post("/s", QByteArray(100'000, 'b')).first(50'000)));
    const auto told = client.response();
    QCOMPARE(told.status, 406);
    QCOMPARE(told.header("Connection"), QByteArray("close"));
    QVERIFY(client.send(QByteArray(50'000, 'b')));  // is dropped
    QVERIFY(client.send(kGet));                     // is no request here
    pass(6);
    QVERIFY(client.waitForEnd());
    QVERIFY(client.in().isEmpty());
  }

  void whoIsRefusedByItsHeadIsNotToldToGoOn() {
    handler->streams = true;
    handler->on = [](HttpRequest& r, HttpReply reply) {
      if (r.path() == QByteArrayView("/no")) reply.send(406, "text/plain", "no");
    };
    LoopClient refused(*reactor, port), awaited(*reactor, port);
    QVERIFY(refused.send("POST /no HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n"));
    QCOMPARE(refused.response().status, 406);
    QVERIFY(awaited.send("POST /yes HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n"));
    QCOMPARE(awaited.response().status, 100);
  }

  void aBodyThatHasComeWithItsHeadIsGathered() {
    handler->streams = true;
    handler->on = [](HttpRequest& r, HttpReply reply) { reply.send(200, "text/plain", r.body + (r.stream ? " streamed" : " gathered")); };
    LoopClient client(*reactor, port);
    QCOMPARE(client.ask(post("/s", "text")).body, QByteArray("text gathered"));
    QCOMPARE(client.ask(post("/s", "next")).body, QByteArray("next gathered"));  // the connection goes on
  }

  void anUploadThatStandsIsGivenUp() {
    handler->streams = true;
    HttpReply answer;
    bool gone = false;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      answer = reply;
      reply.onGone([&] { gone = true; });
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(post("/s", QByteArray(100'000, 'b')).first(50'000)));
    QVERIFY(turnUntil(*reactor, [&] { return answer.alive(); }));
    pass(limits::kHttpHeaderSeconds - 2);
    QVERIFY(!gone);
    pass(4);
    QVERIFY(gone && !answer.alive());
    QCOMPARE(client.response().status, 408);
  }

  void aClientThatLeavesInTheMiddleIsTold() {
    handler->streams = true;
    HttpReply answer;
    bool gone = false;
    handler->on = [&](HttpRequest&, HttpReply reply) {
      answer = reply;
      reply.onGone([&] { gone = true; });
    };
    {
      LoopClient client(*reactor, port);
      QVERIFY(client.send(post("/s", QByteArray(100'000, 'b')).first(50'000)));
      QVERIFY(turnUntil(*reactor, [&] { return answer.alive(); }));
    }
    QVERIFY(turnUntil(*reactor, [&] { return gone; }));
  }

  void aSinkGoesWithItsClient() {
    handler->limit = 1'000'000;
    {
      LoopClient client(*reactor, port);
      QVERIFY(client.send(post("/sink", QByteArray(500'000, 'b')).chopped(1)));
      QVERIFY(turnUntil(*reactor, [&] { return m_taken.alive == 1; }));
    }
    QVERIFY(turnUntil(*reactor, [&] { return m_taken.alive == 0; }));
  }

  // What goes elsewhere is not held: its size counts neither alone nor with others.
  void aSinkMayTakeMoreThanIsHeld() {
    handler->limit = limits::kHttpHeldBytes * 4;
    LoopClient client(*reactor, port);
    QVERIFY(client.send("POST /sink HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(qlonglong(limits::kHttpHeldBytes) + 1) + "\r\n\r\nbegin"));
    QVERIFY(turnUntil(*reactor, [&] { return m_taken.bytes == "begin"; }));
    QCOMPARE(server->heldBytes(), int64_t(0));
    LoopClient other(*reactor, port);
    QCOMPARE(other.ask("POST /held HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(qlonglong(limits::kHttpHeldBytes) + 1) + "\r\n\r\n").status, 503);
  }

  void aSizedAnswerComesInPieces() {
    HttpReply reply;
    handler->on = [&](HttpRequest&, HttpReply r) {
      reply = r;
      r.beginSized(206, "text/x", "X-A: b\r\n", 6);
      QVERIFY(r.write("abc"));
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return reply.alive(); }));
    QVERIFY(reply.write("defTOO MUCH"));
    reply.end();
    const auto r = client.response();
    QCOMPARE(r.status, 206);
    QCOMPARE(r.header("Content-Length"), QByteArray("6"));
    QCOMPARE(r.header("X-A"), QByteArray("b"));
    QCOMPARE(r.body, QByteArray("abcdef"));
    handler->on = [](HttpRequest&, HttpReply next) { next.send(200, "text/plain", "next"); };
    QCOMPARE(client.ask(kGet).body, QByteArray("next"));  // the connection goes on
  }

  void aSizedAnswerThatEndsEarlyCutsTheConnection() {
    handler->on = [&](HttpRequest&, HttpReply r) {
      r.beginSized(200, "text/x", {}, 6);
      QVERIFY(r.write("abc"));
      r.end();
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send(kGet));
    QVERIFY(turnUntil(*reactor, [&] { return server->connectionCount() == 0; }));
  }

  void headOfASizedAnswerHasNoBody() {
    handler->on = [](HttpRequest&, HttpReply r) {
      r.beginSized(200, "text/x", {}, 600);
      r.end();
    };
    LoopClient client(*reactor, port);
    QVERIFY(client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n"));
    QCOMPARE(client.response(true).header("Content-Length"), QByteArray("600"));
    QCOMPARE(server->connectionCount(), 1);
  }

 private:
  Taken m_taken;
};

QTEST_GUILESS_MAIN(TestHttpStreams)
#include "tst_httpstreams.moc"
