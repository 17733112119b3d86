// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of servers, in any pieces: what is understood, how the end is told, what is refused.
#include "app/engine/http/httpresponse.h"
#include <QTest>

using namespace scfdesk;
using State = HttpResponseParser::State;

namespace {
struct Read {
  State state = State::Head;
  QByteArray body;
  qsizetype used = 0;
};

Read read(HttpResponseParser& parser, const QByteArray& bytes, qsizetype step, bool ends) {
  Read got;
  for (qsizetype at = 0; at < bytes.size();) {
    const qsizetype end = std::min(at + step, bytes.size());
    while (at < end && parser.state() != State::Complete && parser.state() != State::Failed) {
      at += qsizetype(parser.feed(bytes.constData() + at, size_t(end - at)));
      got.body += parser.piece().toByteArray();
      if (parser.state() == State::HeadDone) parser.beginBody();
    }
    got.used = at;
    if (parser.state() == State::Complete || parser.state() == State::Failed) break;
  }
  if (ends) parser.finish();
  got.state = parser.state();
  return got;
}
}  // namespace

class TestHttpResponse : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void understood_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("ends");
    QTest::addColumn<bool>("keeps");
    const auto row = [](const char* name, const char* bytes, int status, const char* body, bool ends = false, bool keeps = true) {
      QTest::newRow(name) << QByteArray(bytes) << status << QByteArray(body) << ends << keeps;
    };
    row("a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello");
    row("no reason", "HTTP/1.1 201\r\ncontent-length:0\r\n\r\n", 201, "");
    row("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=1\r\nde\r\n0\r\nTrailer: t\r\n\r\n", 200, "abcde");
    row("until the end", "HTTP/1.1 200 OK\r\n\r\nall of it", 200, "all of it", true, false);
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false, false);
    row("close", "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false, false);
    row("no content", "HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", 204, "");
    row("an interim answer before", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x");
    row("a length that is repeated", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", 200, "x");
  }
  void understood() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, ends);
    for (const qsizetype step : {qsizetype(1), qsizetype(2), qsizetype(7), bytes.size()}) {
      HttpResponseParser parser;
      parser.begin(false);
      const Read got = read(parser, bytes, step, ends);
      QVERIFY2(got.state == State::Complete, parser.reason());
      QTEST(parser.status(), "status");
      QTEST(got.body, "body");
      QTEST(parser.keepsAlive(), "keeps");
      QCOMPARE(got.used, bytes.size());
    }
  }
  void refused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no HTTP") << QByteArray("hello there, this is no answer\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx");
    QTest::newRow("length and chunks") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx");
    QTest::newRow("another coding") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx");
    QTest::newRow("a negative length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx");
    QTest::newRow("a length with more behind it") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\nx");
    QTest::newRow("a folded line") << QByteArray("HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n");
    QTest::newRow("a bare newline in a value") << QByteArray("HTTP/1.1 200 OK\r\nX: a\nY: b\r\n\r\n");
    QTest::newRow("a space before the colon") << QByteArray("HTTP/1.1 200 OK\r\nX : a\r\n\r\n");
    QTest::newRow("a chunk without a size") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    QTest::newRow("a chunk longer than it says") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n");
    QTest::newRow("an end in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    QTest::newRow("an end in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
  }
  void refused() {
    QFETCH(QByteArray, bytes);
    for (const qsizetype step : {qsizetype(1), bytes.size()}) {
      HttpResponseParser parser;
      parser.begin(false);
      QCOMPARE(read(parser, bytes, step, true).state, State::Failed);
      QVERIFY(qstrlen(parser.reason()) > 0);
    }
  }
  void headOfKeptSize() {
    const QByteArray start("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ");
    for (const int more : {0, 1}) {
      const QByteArray bytes = start + QByteArray(HttpResponseParser::kHeadBytes - start.size() - 4 + more, 'x') + "\r\n\r\n";
      HttpResponseParser parser;
      parser.begin(false);
      QCOMPARE(read(parser, bytes, 1000, true).state, more == 0 ? State::Complete : State::Failed);
    }
    QByteArray many("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i <= HttpResponseParser::kHeaders; ++i) many += "A: b\r\n";
    HttpResponseParser parser;
    parser.begin(false);
    QCOMPARE(read(parser, QByteArray(many + "\r\n"), 1000, true).state, State::Failed);
  }
  void answerToHead() {
    HttpResponseParser parser;
    parser.begin(true);
    QCOMPARE(read(parser, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", 5, false).state, State::Complete);
    QCOMPARE(parser.length(), int64_t(100));
  }
  void oneAfterTheOther() {
    HttpResponseParser parser;
    for (int i = 0; i < 3; ++i) {
      parser.begin(false);
      QVERIFY(parser.untouched());
      const Read got = read(parser, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: b\r\n\r\nok", 3, false);
      QCOMPARE(got.body, QByteArray("ok"));
      QCOMPARE(parser.header("a").toByteArray(), QByteArray("b"));
      QCOMPARE(parser.headers().size(), size_t(2));
    }
  }
};

QTEST_GUILESS_MAIN(TestHttpResponse)
#include "tst_httpresponse.moc"
