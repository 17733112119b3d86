// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpparser.h"
#include "models/data/limits.h"
#include <QTest>

using namespace scfdesk;

namespace {
struct Outcome {
  int status = 0;  // 200 = complete, 0 = wants more, else refused
  QByteArray method, path, query, body;
  int headers = 0;
  bool keepAlive = false;
  qsizetype used = 0;
};

Outcome parse(const QByteArray& bytes, qsizetype step, int64_t maxBody = 1000) {
  HttpParser parser;
  Outcome o;
  while (true) {
    if (parser.state() == HttpParser::State::HeadDone) {
      parser.beginBody(maxBody);
      continue;
    }
    if (parser.state() == HttpParser::State::Failed) {
      o.status = parser.status();
      return o;
    }
    if (parser.state() == HttpParser::State::Complete) {
      const HttpRequest& r = parser.request();
      o = {200, r.method().toByteArray(), r.path().toByteArray(), r.query().toByteArray(), r.body, r.headerCount(), r.keepAlive(), o.used};
      return o;
    }
    if (o.used == bytes.size()) return o;
    const auto n = parser.feed(bytes.constData() + o.used, size_t(std::min(step, bytes.size() - o.used)));
    if (n == 0) return o;
    o.used += qsizetype(n);
  }
}

QByteArray withHead(const QByteArray& lines, const QByteArray& body = {}) { return "POST /p HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n" + body; }
}  // namespace

class TestHttpParser final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void outcome_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const QByteArray none;
    QTest::newRow("get") << QByteArray("GET /a?b=1 HTTP/1.1\r\nHost: h\r\n\r\n") << 200 << none;
    QTest::newRow("one blank line before") << QByteArray("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n") << 200 << none;
    QTest::newRow("two blank lines before") << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("length") << withHead("Content-Length: 3\r\n", "abc") << 200 << QByteArray("abc");
    QTest::newRow("length 0") << withHead("Content-Length: 0\r\n") << 200 << none;
    QTest::newRow("body short") << withHead("Content-Length: 4\r\n", "abc") << 0 << none;
    QTest::newRow("body at limit") << withHead("Content-Length: 1000\r\n", QByteArray(1000, 'x')) << 200 << QByteArray(1000, 'x');
    QTest::newRow("body past limit") << withHead("Content-Length: 1001\r\n", QByteArray(1001, 'x')) << 413 << none;
    QTest::newRow("length huge") << withHead("Content-Length: 99999999999999999999999999\r\n") << 413 << none;
    QTest::newRow("length twice") << withHead("Content-Length: 3\r\nContent-Length: 3\r\n", "abc") << 400 << none;
    QTest::newRow("length list") << withHead("Content-Length: 3, 3\r\n", "abc") << 400 << none;
    QTest::newRow("length signed") << withHead("Content-Length: +3\r\n", "abc") << 400 << none;
    QTest::newRow("length negative") << withHead("Content-Length: -1\r\n") << 400 << none;
    QTest::newRow("length empty") << withHead("Content-Length:\r\n") << 400 << none;
    QTest::newRow("length hex") << withHead("Content-Length: 0x3\r\n", "abc") << 400 << none;
    QTest::newRow("length and chunked") << withHead("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("chunked twice") << withHead("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") << 400 << none;
    QTest::newRow("chunked list") << withHead("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n") << 400 << none;
    QTest::newRow("encoding xchunked") << withHead("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n") << 400 << none;
    QTest::newRow("chunked in 1.0") << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("chunked") << withHead("Transfer-Encoding: Chunked\r\n", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n") << 200 << QByteArray("abcde");
    QTest::newRow("chunked trailer") << withHead("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nX: y\r\n\r\n") << 200 << QByteArray("a");
    QTest::newRow("chunked folded trailer") << withHead("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n X: y\r\n\r\n") << 400 << none;
    QTest::newRow("chunk at limit") << withHead("Transfer-Encoding: chunked\r\n", "3e8\r\n" + QByteArray(1000, 'x') + "\r\n0\r\n\r\n") << 200 << QByteArray(1000, 'x');
    QTest::newRow("chunk past limit") << withHead("Transfer-Encoding: chunked\r\n", "3e9\r\n" + QByteArray(1001, 'x') + "\r\n0\r\n\r\n") << 413 << none;
    QTest::newRow("chunks past limit") << withHead("Transfer-Encoding: chunked\r\n", "3e8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n") << 413 << none;
    QTest::newRow("chunk size overflow") << withHead("Transfer-Encoding: chunked\r\n", "ffffffffffffffff1\r\n") << 413 << none;
    QTest::newRow("chunk size empty") << withHead("Transfer-Encoding: chunked\r\n", "\r\nabc\r\n") << 400 << none;
    QTest::newRow("chunk size spaced") << withHead("Transfer-Encoding: chunked\r\n", "3 \r\nabc\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("chunk size negative") << withHead("Transfer-Encoding: chunked\r\n", "-3\r\nabc\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("chunk longer than said") << withHead("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("chunk with bare LF") << withHead("Transfer-Encoding: chunked\r\n", "3\nabc\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("chunk line at limit") << withHead("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(253, 'e') + "\r\na\r\n0\r\n\r\n") << 200 << QByteArray("a");
    QTest::newRow("chunk line too long") << withHead("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(300, 'e') + "\r\na\r\n0\r\n\r\n") << 400 << none;
    QTest::newRow("obs-fold") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n") << 400 << none;
    QTest::newRow("space before colon") << QByteArray("GET / HTTP/1.1\r\nHost : h\r\n\r\n") << 400 << none;
    QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nabc\r\n\r\n") << 400 << none;
    QTest::newRow("empty name") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n: c\r\n\r\n") << 400 << none;
    QTest::newRow("NUL in value") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nA: b\0c\r\n\r\n", 35) << 400 << none;
    QTest::newRow("bare CR in value") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nA: b\rc\r\n\r\n") << 400 << none;
    QTest::newRow("bare LF lines") << QByteArray("GET / HTTP/1.1\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400 << none;
    QTest::newRow("two hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") << 400 << none;
    QTest::newRow("no host in 1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << 200 << none;
    QTest::newRow("version 2") << QByteArray("GET / HTTP/2.0\r\nHost: h\r\n\r\n") << 505 << none;
    QTest::newRow("version odd") << QByteArray("GET / HTTP/1.x\r\nHost: h\r\n\r\n") << 505 << none;
    QTest::newRow("no version") << QByteArray("GET /\r\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("space in target") << QByteArray("GET /a b HTTP/1.1\r\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("target no path") << QByteArray("GET a HTTP/1.1\r\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("fragment") << QByteArray("GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("method illegal") << QByteArray("G(T / HTTP/1.1\r\nHost: h\r\n\r\n") << 400 << none;
    QTest::newRow("method at limit") << QByteArray(20, 'M') + " / HTTP/1.1\r\nHost: h\r\n\r\n" << 200 << none;
    QTest::newRow("method too long") << QByteArray(21, 'M') + " / HTTP/1.1\r\nHost: h\r\n\r\n" << 400 << none;
    QTest::newRow("expectation unknown") << withHead("Expect: cake\r\n") << 417 << none;
    const QByteArray rest = " HTTP/1.1\r\nHost: h\r\n\r\n";
    QTest::newRow("head at limit") << "GET /" + QByteArray(limits::kHttpHeaderBytes - 5 - rest.size(), 'a') + rest << 200 << none;
    QTest::newRow("head past limit") << "GET /" + QByteArray(limits::kHttpHeaderBytes - 4 - rest.size(), 'a') + rest << 431 << none;
    QTest::newRow("endless head") << "GET /" + QByteArray(3 * limits::kHttpHeaderBytes, 'a') << 431 << none;
    QTest::newRow("headers at limit") << withHead(QByteArray("A: b\r\n").repeated(limits::kHttpHeaders - 1)) << 200 << none;
    QTest::newRow("headers past limit") << withHead(QByteArray("A: b\r\n").repeated(limits::kHttpHeaders)) << 431 << none;
  }
  void outcome() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const qsizetype step : {qsizetype(1), qsizetype(2), qsizetype(7), bytes.size()}) {
      const Outcome o = parse(bytes, step);
      QCOMPARE(o.status, status);
      if (status == 200) {
        QCOMPARE(o.body, body);
        QCOMPARE(o.used, bytes.size());
      }
    }
  }

  void readsTheRequestLine() {
    const Outcome o = parse("PUT /a/b%20c?x=1&y=%3F HTTP/1.1\r\nHost: h\r\nX-A:  v \t\r\n\r\n", 3);
    QCOMPARE(o.method, QByteArray("PUT"));
    QCOMPARE(o.path, QByteArray("/a/b%20c"));
    QCOMPARE(o.query, QByteArray("x=1&y=%3F"));
    QCOMPARE(o.headers, 2);
    QCOMPARE(parse("GET http://other/p?q HTTP/1.1\r\nHost: h\r\n\r\n", 100).path, QByteArray("/p"));
    QCOMPARE(parse("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 100).path, QByteArray("*"));
  }

  void findsHeaders() {
    HttpParser parser;
    const QByteArray bytes("GET / HTTP/1.1\r\nHost: h\r\nX-Thing:  some value \r\nEmpty:\r\n\r\n");
    QCOMPARE(parser.feed(bytes.constData(), size_t(bytes.size())), size_t(bytes.size()));
    QCOMPARE(parser.state(), HttpParser::State::HeadDone);
    const HttpRequest& r = parser.request();
    QCOMPARE(r.header("x-thing").toByteArray(), QByteArray("some value"));
    QVERIFY(r.has("empty"));
    QVERIFY(r.header("empty").isEmpty());
    QVERIFY(!r.has("x-thin"));
  }

  void keepsAlive_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keep");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
  }
  void keepsAlive() {
    QFETCH(QByteArray, bytes);
    QTEST(parse(bytes, bytes.size()).keepAlive, "keep");
  }

  void takesPipelinedRequestsOneByOne() {
    const QByteArray one = withHead("Content-Length: 1\r\n", "1"), two("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
    const QByteArray both = one + two;
    HttpParser parser;
    size_t used = parser.feed(both.constData(), size_t(both.size()));
    parser.beginBody(10);
    used += parser.feed(both.constData() + used, size_t(both.size()) - used);
    QCOMPARE(parser.state(), HttpParser::State::Complete);
    QCOMPARE(used, size_t(one.size()));
    QCOMPARE(parser.feed(both.constData() + used, 1), size_t(0));
    parser.next();
    QVERIFY(!parser.midway());
    used += parser.feed(both.constData() + used, size_t(both.size()) - used);
    QCOMPARE(used, size_t(both.size()));
    QCOMPARE(parser.request().path().toByteArray(), QByteArray("/2"));
  }

  void readsLongBodiesInPlace() {
    const qsizetype size = 1'000'000;
    const QByteArray head = withHead("Content-Length: " + QByteArray::number(size) + "\r\n");
    HttpParser parser;
    parser.feed(head.constData(), size_t(head.size()));
    parser.beginBody(size);
    QByteArray expected;
    int pieces = 0;
    while (parser.state() == HttpParser::State::Body) {
      auto [data, room] = parser.room();
      const char fill = char('a' + pieces++ % 26);
      if (room == 0) {  // the last bytes come the usual way
        const QByteArray rest(size - expected.size(), fill);
        QCOMPARE(parser.feed(rest.constData(), size_t(rest.size())), size_t(rest.size()));
        expected += rest;
        continue;
      }
      const size_t n = std::min<size_t>(room, 77'777);
      memset(data, fill, n);
      parser.wrote(n);
      expected += QByteArray(qsizetype(n), fill);
    }
    QCOMPARE(parser.state(), HttpParser::State::Complete);
    QVERIFY(pieces > 10);
    QVERIFY(parser.request().body == expected);
  }

  void saysWhenTheClientWaits() {
    const QByteArray head = withHead("Expect: 100-Continue\r\nContent-Length: 2\r\n");
    HttpParser parser;
    parser.feed(head.constData(), size_t(head.size()));
    QVERIFY(!parser.expectsContinue());
    parser.beginBody(10);
    QVERIFY(parser.expectsContinue());
  }
};

QTEST_APPLESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
