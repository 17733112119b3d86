// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/tc3.h"
#include "tests/unit/api/apibench.h"
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;

class TestTc3 final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // facts/scf.md 1.3
  void vectors_data() {
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("timestamp");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("V1") << QByteArray("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE") << QByteArray("1539084154") << QByteArray("2018-10-09") << QByteArray("cvm") << QByteArray("GET") << QByteArray("Limit=10&Offset=0") << QByteArray("application/x-www-form-urlencoded") << QByteArray("cvm.tencentcloudapi.com") << QByteArray() << QByteArray("91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7") << QByteArray("5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474");
    QTest::newRow("V2") << QByteArray("Gu5t9xGARNpq86cd98joQYCN3*******") << QByteArray("1551113065") << QByteArray("2019-02-25") << QByteArray("cvm") << QByteArray("POST") << QByteArray() << QByteArray("application/json; charset=utf-8") << QByteArray("cvm.tencentcloudapi.com") << QByteArray("{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}") << QByteArray("5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031") << QByteArray("2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c");
    QTest::newRow("V3") << QByteArray("localSecretEXAMPLE") << QByteArray("1704067200") << QByteArray("2024-01-01") << QByteArray("scf") << QByteArray("POST") << QByteArray() << QByteArray("application/json") << QByteArray("scf.tencentcloudapi.com") << QByteArray("{\"FunctionName\":\"hello\",\"InvocationType\":\"RequestResponse\",\"ClientContext\":\"{\\\"key1\\\":\\\"v1\\\"}\",\"Namespace\":\"default\"}") << QByteArray("829c53d46c03eafcb88c98d016504bb4e92f64d63e63b4426287166270c31b80") << QByteArray("ebb6d96dc849aa9068683531c2a527bed72d47c729e74cc955de116691af51f1");
  }
  void vectors() {
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, timestamp);
    QFETCH(QByteArray, date);
    QFETCH(QByteArray, service);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, body);
    const Tc3Verifier verifier("id", key);
    const std::pair<QByteArrayView, QByteArrayView> headers[] = {{"content-type", type}, {"host", host}};
    const QByteArray hash = verifier.canonicalHash({method, query, verifier.sha256Hex(body), headers});
    QTEST(hash, "hash");
    QTEST(verifier.signature(timestamp, date, service, hash), "signature");
    QTEST(verifier.signature(timestamp, date, service, hash), "signature");  // with the key it has kept
  }

  void accepts_data() {
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<bool>("withPort");
    QTest::addColumn<int>("skew");
    QTest::newRow("Python, Go") << QByteArray("scf") << true << 0;
    QTest::newRow("Node.js") << QByteArray("127") << false << 0;
    QTest::newRow("five minutes early") << QByteArray("scf") << true << -300;
    QTest::newRow("five minutes late") << QByteArray("scf") << true << 300;
  }
  void accepts() {
    QFETCH(bool, withPort);
    QFETCH(int, skew);
    QFETCH(QByteArray, service);
    ApiBench bench;
    ApiBench::Signing s;
    s.service = service;
    s.skew = skew;
    if (!withPort) s.host = "127.0.0.1";
    const auto r = bench.response(bench.raw("ListNamespaces", "{}", s));
    QVERIFY2(!r.contains("Error") && !r.contains("Broken"), r.dump().c_str());
  }

  void acceptsUnsignedPayload() {
    ApiBench bench;
    ApiBench::Signing s;
    s.payloadHash = ApiBench::hexHash("UNSIGNED-PAYLOAD");
    QVERIFY(!bench.response(bench.raw("ListNamespaces", "{}", s, "X-TC-Content-SHA256: UNSIGNED-PAYLOAD\r\n")).contains("Error"));
    QVERIFY(bench.response(bench.raw("ListNamespaces", "{}", s)).contains("Error"));
  }

  void acceptsGet() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    ApiBench::Signing s;
    s.method = "GET";
    s.query = "Limit=1&Offset=0&Orderby=FunctionName";
    s.contentType = "application/x-www-form-urlencoded";
    const auto r = bench.response(bench.raw("ListFunctions", {}, s));
    QCOMPARE(r["Functions"].size(), size_t(1));
  }

  void refuses_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("wrong key") << 0 << QByteArray("AuthFailure.SignatureFailure");
    QTest::newRow("wrong id") << 1 << QByteArray("AuthFailure.SecretIdNotFound");
    QTest::newRow("301 s early") << 2 << QByteArray("AuthFailure.SignatureExpire");
    QTest::newRow("301 s late") << 3 << QByteArray("AuthFailure.SignatureExpire");
    QTest::newRow("other host") << 4 << QByteArray("AuthFailure.SignatureFailure");
    QTest::newRow("other payload") << 5 << QByteArray("AuthFailure.SignatureFailure");
  }
  void refuses() {
    QFETCH(int, what);
    ApiBench bench;
    ApiBench::Signing s;
    if (what == 0) s.key = "wrong";
    if (what == 1) s.id = "AKIDother";
    if (what == 2) s.skew = -301;
    if (what == 3) s.skew = 301;
    if (what == 4) s.host = "scf.example.com";
    if (what == 5) s.payloadHash = ApiBench::hexHash("other");
    const auto r = bench.response(bench.raw("ListNamespaces", "{}", s));
    QVERIFY2(r.contains("Error"), r.dump().c_str());
    QTEST(QByteArray::fromStdString(r["Error"]["Code"].get<std::string>()), "code");
  }

  void refusesWithoutSignature() {
    ApiBench bench;
    for (const char* line : {"", "Authorization: SKIP\r\n", "Authorization: TC3-HMAC-SHA256 \r\n", "Authorization: TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x\r\n",
                             "Authorization: TC3-HMAC-SHA256 Credential=AKIDtest/2023-11-14/scf/tc3_request, SignedHeaders=content-type, Signature=x\r\n"}) {
      const auto r = bench.response(bench.client.ask(QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nX-TC-Action: ListFunctions\r\n") + line + "Content-Length: 2\r\n\r\n{}"));
      QVERIFY2(r.contains("Error"), line);
      QCOMPARE(QByteArray::fromStdString(r["Error"]["Code"].get<std::string>()), QByteArray("AuthFailure.SignatureFailure"));
    }
  }

  void comparesWhole() {
    QVERIFY(equalsConstantTime("abc", "abc"));
    QVERIFY(!equalsConstantTime("abc", "abd"));
    QVERIFY(!equalsConstantTime("abc", "ab"));
    QVERIFY(!equalsConstantTime("", "a"));
  }
};

QTEST_GUILESS_MAIN(TestTc3)
#include "tst_tc3.moc"
