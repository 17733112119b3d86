// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpparser.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include "app/engine/service/cossignature.h"
#include <QTest>

using namespace scfdesk;

class TestCosNames final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void buckets_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << QByteArray("pics-1250000000") << true;
    QTest::newRow("dashes") << QByteArray("a-b-1") << true;
    QTest::newRow("longest") << QByteArray(50, 'a').append("-123456789") << true;
    QTest::newRow("one longer") << QByteArray(51, 'a').append("-123456789") << false;
    QTest::newRow("no appid") << QByteArray("pics") << false;
    QTest::newRow("appid in letters") << QByteArray("pics-12a") << false;
    QTest::newRow("capital") << QByteArray("Pics-12") << false;
    QTest::newRow("dot") << QByteArray(".new-12") << false;
    QTest::newRow("dash first") << QByteArray("-a-12") << false;
    QTest::newRow("up") << QByteArray("../x-12") << false;
    QTest::newRow("empty") << QByteArray() << false;
  }
  void buckets() {
    QFETCH(QByteArray, name);
    QTEST(cosnames::isBucket(name), "good");
  }

  void keys_data() {
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("key_ok");
    QTest::addColumn<bool>("path");
    QTest::newRow("plain") << QByteArray("a/b.txt") << true << true;
    QTest::newRow("unicode") << QByteArray("\xE4\xB8\xAD/x") << true << true;
    QTest::newRow("longest name") << QByteArray(255, 'n') << true << true;
    QTest::newRow("name too long") << QByteArray(256, 'n') << true << false;
    QTest::newRow("longest key") << QByteArray(850, 'k') << true << false;
    QTest::newRow("key too long") << QByteArray(851, 'k') << false << false;
    QTest::newRow("empty") << QByteArray() << false << false;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << false << false;
    QTest::newRow("not UTF-8") << QByteArray("a\xFF") << false << true;
    QTest::newRow("up") << QByteArray("../x") << true << false;
    QTest::newRow("up inside") << QByteArray("a/../../x") << true << false;
    QTest::newRow("dot") << QByteArray("a/./x") << true << false;
    QTest::newRow("absolute") << QByteArray("/etc/passwd") << true << false;
    QTest::newRow("empty part") << QByteArray("a//b") << true << false;
    QTest::newRow("folder") << QByteArray("a/") << true << false;
    QTest::newRow("newline") << QByteArray("a\nb") << true << false;
    QTest::newRow("dots are names") << QByteArray(".hidden/...") << true << true;
  }
  void keys() {
    QFETCH(QByteArray, key);
    QTEST(cosnames::isKey(key), "key_ok");
    QTEST(cosnames::isPath(key), "path");
    QCOMPARE(cosnames::asideName(key).size(), 64);
  }

  // What is too long is told from what has bytes that no key may have.
  void badKeysAreNamed() {
    for (const QByteArray& key : {QByteArray(), QByteArray(851, 'k')}) QCOMPARE(cosnames::badKey(key).code, QStringLiteral("KeyTooLong"));
    for (const QByteArray& key : {QByteArray("a\0b", 3), QByteArray("a\xFF")}) QCOMPARE(cosnames::badKey(key).code, QStringLiteral("InvalidArgument"));
    QVERIFY(cosnames::badKey(QByteArray("a\0b", 3)).message.contains(QStringLiteral("without NUL")));
  }

  void escapes() {
    QCOMPARE(cosnames::decoded("a%2Fb+%E4%b8%AD"), QByteArray("a/b+\xE4\xB8\xAD"));
    QVERIFY(cosnames::decoded("%").isNull() && cosnames::decoded("%4").isNull() && cosnames::decoded("%4g").isNull());
    QVERIFY(!cosnames::decoded("").isNull());
    QCOMPARE(cosnames::encoded("a/b c!'()*~-_."), QByteArray("a%2Fb%20c%21%27%28%29%2A~-_."));
    QCOMPARE(cosnames::encoded("a/b", true), QByteArray("a/b"));
  }

  void ranges_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("range");  // from+size, "ignored" or "impossible"
    QTest::newRow("middle") << QByteArray("bytes=2-4") << QByteArray("2+3");
    QTest::newRow("to the end") << QByteArray("bytes=8-") << QByteArray("8+2");
    QTest::newRow("past the end") << QByteArray("bytes=8-99") << QByteArray("8+2");
    QTest::newRow("last three") << QByteArray("bytes=-3") << QByteArray("7+3");
    QTest::newRow("last of more") << QByteArray("bytes=-99") << QByteArray("0+10");
    QTest::newRow("one byte") << QByteArray("bytes=9-9") << QByteArray("9+1");
    QTest::newRow("behind it") << QByteArray("bytes=10-") << QByteArray("impossible");
    QTest::newRow("last none") << QByteArray("bytes=-0") << QByteArray("impossible");
    QTest::newRow("backwards") << QByteArray("bytes=4-2") << QByteArray("ignored");
    QTest::newRow("two") << QByteArray("bytes=0-1,3-4") << QByteArray("ignored");
    QTest::newRow("other unit") << QByteArray("lines=0-1") << QByteArray("ignored");
    QTest::newRow("rubbish") << QByteArray("bytes=a-b") << QByteArray("ignored");
    QTest::newRow("huge") << QByteArray("bytes=99999999999999999999-") << QByteArray("ignored");
  }
  void ranges() {
    QFETCH(QByteArray, header);
    bool possible = true;
    const auto range = cosRangeOf(header, 10, possible);
    const QByteArray got = !possible ? QByteArray("impossible") : !range ? QByteArray("ignored") : QByteArray(QByteArray::number(qlonglong(range->from)) + '+' + QByteArray::number(qlonglong(range->size)));
    QTEST(got, "range");
  }

  void copySources() {
    const auto source = [](const char* text) {
      const auto got = cosCopySourceOf(text);
      return got ? QByteArray(got->first + '|' + got->second) : QByteArray("refused");
    };
    QCOMPARE(source("b-1.cos.ap-guangzhou.myqcloud.com/a%20b/c"), QByteArray("b-1|a b/c"));
    QCOMPARE(source("127.0.0.1:9701/b-1/k"), QByteArray("b-1|k"));
    QCOMPARE(source("b-1/k/l"), QByteArray("b-1|k/l"));
    QCOMPARE(source("b-1"), QByteArray("refused"));
    QCOMPARE(source("host/nobucket/k"), QByteArray("refused"));
  }

  // The example of COS's own documentation ("Request signature", upload of an object), recomputed with its key.
  void signsAsDocumented() {
    const CosSignature signature("AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz");
    const QByteArray text = signature.sign("PUT", "/exampleobject(\xE8\x85\xBE\xE8\xAE\xAF\xE4\xBA\x91)", {},
                                           {{"content-length", "13"},
                                            {"content-md5", "mQ/fVh815F3k6TAUm8m0eg=="},
                                            {"content-type", "text/plain"},
                                            {"date", "Thu, 16 May 2019 06:45:51 GMT"},
                                            {"host", "examplebucket-1250000000.cos.ap-beijing.myqcloud.com"},
                                            {"x-cos-acl", "private"},
                                            {"x-cos-grant-read", "uin=\"100000000011\""}},
                                           1557989151, 1557996351);
    QVERIFY2(text.endsWith("&q-signature=3b8851a11a569213c17ba8fa7dcf2abec6935172"), text.constData());
  }

  void verifies() {
    const CosSignature signature("id", "key");
    const QByteArray auth = signature.sign("GET", "/b-1/k", {{"prefix", "a/b"}}, {{"host", "h"}}, 100, 200);
    const auto ask = [&](const QByteArray& head, int64_t now, const CosSignature& with) {
      HttpParser parser;
      parser.feed(head.constData(), size_t(head.size()));
      const auto status = with.verify(parser.request(), cosQueryOf(parser.request().query()), "/b-1/k", "/k", now);
      return status ? QByteArray("ok") : status.error().code.toLatin1();
    };
    const QByteArray good = "GET /b-1/k?prefix=a%2Fb HTTP/1.1\r\nHost: h\r\nAuthorization: " + auth + "\r\n\r\n";
    QCOMPARE(ask(good, 150, signature), QByteArray("ok"));
    QCOMPARE(ask(good, 201, signature), QByteArray("AccessDenied"));
    QCOMPARE(ask(QByteArray(good).replace("a%2Fb", "a%2Fc"), 150, signature), QByteArray("SignatureDoesNotMatch"));
    QCOMPARE(ask(QByteArray(good).replace("Host: h", "Host: i"), 150, signature), QByteArray("SignatureDoesNotMatch"));
    QCOMPARE(ask(QByteArray(good).replace("GET", "PUT"), 150, signature), QByteArray("SignatureDoesNotMatch"));
    QCOMPARE(ask(good, 150, CosSignature("id", "other")), QByteArray("SignatureDoesNotMatch"));
    QCOMPARE(ask(good, 150, CosSignature("other", "key")), QByteArray("InvalidAccessKeyId"));
    QCOMPARE(ask("GET /b-1/k HTTP/1.1\r\nHost: h\r\n\r\n", 150, signature), QByteArray("AccessDenied"));
    // Presigned: the same words in the query.
    const QByteArray presigned = "GET /b-1/k?" + signature.sign("GET", "/k", {}, {}, 100, 200) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    QCOMPARE(ask(presigned, 150, signature), QByteArray("ok"));
    QCOMPARE(ask(presigned, 500, signature), QByteArray("AccessDenied"));
  }
};

QTEST_APPLESS_MAIN(TestCosNames)
#include "tst_cosnames.moc"
