// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/apijson.h"
#include "app/engine/api/urlevent.h"
#include "models/data/limits.h"
#include "tests/unit/api/apibench.h"
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;
using json = nlohmann::json;

namespace {
const char* const kMalformed = "{\"errno\":403,\"error\":\"Invalid scf response format. please check your scf response format.\"}";
struct UrlBench : ApiBench {
  explicit UrlBench(const QString& cors = {}) {
    engine.add(QStringLiteral("web"));
    TriggerInfo t;
    t.function = {QStringLiteral("default"), QStringLiteral("web")};
    t.name = QStringLiteral("url");
    t.type = QStringLiteral("http");
    t.qualifier = QStringLiteral("$LATEST");
    t.desc = QStringLiteral("{\"AuthType\":\"NONE\"%1}").arg(cors.isEmpty() ? cors : QStringLiteral(",\"CorsConfig\":") + cors);
    if (!engine.createTrigger(t)) qFatal("no trigger");
  }
  LoopClient::Response ask(const QByteArray& line, const QByteArray& headers = {}, const QByteArray& body = {}) {
    return client.ask(line + " HTTP/1.1\r\nHost: h:1\r\n" + headers + (body.isEmpty() ? QByteArray() : QByteArray("Content-Length: " + QByteArray::number(body.size()) + "\r\n")) + "\r\n" + body);
  }
  void answer(const QByteArray& result, int status = 200) { engine.next = InvokeReply{1, "11111111-2222-4333-8444-555555555555", status, result, {}, 1, 1, 1}; }
  QByteArray event() { return engine.invocations.back().request.payload; }
};
}  // namespace

class TestFunctionUrl final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void eventIsByteExact() {
    UrlBench bench;
    QVERIFY(bench.ask("POST /url/u1/a/b%20c?x=1&y=%C3%BC+z&x=2&flag", "Content-Type: application/json\r\nX-MiXed:  a\tb \r\nX-Scf-Remote-Addr: 6.6.6.6\r\nCookie: a=1\r\nCookie: b=2\r\n", "{\"k\":\"v\\n\"}").status == 200);
    QCOMPARE(bench.event(), QByteArray("{\"body\":\"{\\\"k\\\":\\\"v\\\\n\\\"}\",\"headers\":{\"host\":\"h:1\",\"content-type\":\"application/json\",\"x-mixed\":\"a\\tb\",\"cookie\":\"a=1; b=2\",\"content-length\":\"11\",\"x-scf-remote-addr\":\"127.0.0.1\"},"
                                       "\"httpMethod\":\"POST\",\"path\":\"/a/b%20c\",\"queryString\":{\"x\":[\"1\",\"2\"],\"y\":\"\xC3\xBC z\",\"flag\":\"\"}}"));
    const InvokeRequest& r = bench.engine.invocations[0].request;
    QCOMPARE(r.function.name, QStringLiteral("web"));
    QCOMPARE(r.source, Source::Url);
    QCOMPARE(r.mode, InvokeMode::Sync);
  }

  void everyMethodAndAnEmptyPath() {
    UrlBench bench;
    for (const char* method : {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
      QCOMPARE(bench.ask(QByteArray(method) + " /url/u1").status, 200);
      const json e = json::parse(bench.event().toStdString());
      QCOMPARE(e["httpMethod"].get<std::string>(), std::string(method));
      QCOMPARE(e["path"].get<std::string>(), std::string("/"));
      QCOMPARE(e["body"].get<std::string>(), std::string());
    }
    QVERIFY(bench.client.send("HEAD /url/u1/ HTTP/1.1\r\nHost: h\r\n\r\n"));
    QCOMPARE(bench.client.response(true).status, 200);
    QVERIFY(bench.client.in().isEmpty());
  }

  void aBinaryBodyComesAsBase64() {
    UrlBench bench;
    const QByteArray body("\xff\x00\x01\xfe", 4);
    bench.ask("POST /url/u1/", {}, body);
    const json e = json::parse(bench.event().toStdString());
    QCOMPARE(e["isBase64Encoded"].get<bool>(), true);
    QCOMPARE(QByteArray::fromBase64(QByteArray::fromStdString(e["body"].get<std::string>())), body);
  }

  void theEventIsValidWhateverComes() {
    UrlBench bench;
    QCOMPARE(bench.ask("GET /url/u1/\xff?\xfe=%ff&%00=\"\\", "X-Latin: caf\xe9\r\n").status, 200);
    const json e = json::parse(bench.event().toStdString(), nullptr, false);
    QVERIFY(e.is_object());
    QCOMPARE(e["headers"]["x-latin"].get<std::string>(), std::string("caf\xC3\xA9"));
  }

  void answers_data() {
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray js("application/json");
    const auto plain = [&](const char* name, const char* result) { QTest::newRow(name) << QByteArray(result) << 200 << js << QByteArray(result); };
    const auto bad = [&](const char* name, const char* result) { QTest::newRow(name) << QByteArray(result) << 403 << js << QByteArray(kMalformed); };
    plain("string", "\"text\"");
    plain("number", "1");
    plain("null", "null");
    plain("array", "[1,{\"statusCode\":404}]");
    plain("object", "{\"a\":{\"statusCode\":404}}");
    plain("without statusCode", "{\"headers\":{},\"body\":\"x\"}");
    QTest::newRow("integration") << QByteArray("{\"isBase64Encoded\":false,\"statusCode\":201,\"headers\":{\"Content-Type\":\"text/html\"},\"body\":\"<b>\\u00fc\\\"</b>\"}") << 201 << QByteArray("text/html") << QByteArray("<b>\xC3\xBC\"</b>");
    QTest::newRow("any order, any case") << QByteArray(" { \"body\" : \"x\" , \"headers\" : { \"content-TYPE\" : \"a/b\" } , \"statusCode\" : 404 } ") << 404 << QByteArray("a/b") << QByteArray("x");
    QTest::newRow("base64") << QByteArray("{\"isBase64Encoded\":true,\"statusCode\":200,\"body\":\"/wAB\"}") << 200 << js << QByteArray("\xff\x00\x01", 3);
    QTest::newRow("no body") << QByteArray("{\"statusCode\":500}") << 500 << js << QByteArray();
    QTest::newRow("nulls") << QByteArray("{\"statusCode\":200,\"body\":null,\"headers\":null,\"isBase64Encoded\":null}") << 200 << js << QByteArray();
    QTest::newRow("status 200") << QByteArray("{\"statusCode\":200}") << 200 << js << QByteArray();
    QTest::newRow("status 599") << QByteArray("{\"statusCode\":599}") << 599 << js << QByteArray();
    bad("status 199", "{\"statusCode\":199}");
    bad("status 600", "{\"statusCode\":600}");
    bad("status text", "{\"statusCode\":\"200\"}");
    bad("status fraction", "{\"statusCode\":200.5}");
    bad("body object", "{\"statusCode\":200,\"body\":{}}");
    bad("body number", "{\"statusCode\":200,\"body\":1}");
    bad("headers text", "{\"statusCode\":200,\"headers\":\"a: b\"}");
    bad("header object", "{\"statusCode\":200,\"headers\":{\"A\":{}}}");
    bad("header null", "{\"statusCode\":200,\"headers\":{\"A\":null}}");
    bad("header name", "{\"statusCode\":200,\"headers\":{\"A b\":\"c\"}}");
    bad("header name empty", "{\"statusCode\":200,\"headers\":{\"\":\"c\"}}");
    bad("header split", "{\"statusCode\":200,\"headers\":{\"A\":\"b\\r\\nSet-Cookie: evil=1\"}}");
    bad("header name split", "{\"statusCode\":200,\"headers\":{\"A\\r\\nB\":\"c\"}}");
    bad("header list split", "{\"statusCode\":200,\"headers\":{\"A\":[\"b\\nc\"]}}");
    bad("base64 broken", "{\"isBase64Encoded\":true,\"statusCode\":200,\"body\":\"$$\"}");
    bad("base64 flag", "{\"isBase64Encoded\":\"yes\",\"statusCode\":200,\"body\":\"\"}");
  }
  void answers() {
    QFETCH(QByteArray, result);
    UrlBench bench;
    bench.answer(result);
    const auto r = bench.ask("GET /url/u1/");
    QTEST(r.status, "status");
    QTEST(r.header("Content-Type"), "type");
    QTEST(r.body, "body");
    QCOMPARE(r.header("X-Scf-Request-Id"), QByteArray("11111111-2222-4333-8444-555555555555"));
    QVERIFY(!r.head.contains("evil"));
  }

  void headersAreHonoured() {
    const auto a = urlevent::answerOf("{\"statusCode\":200,\"headers\":{\"Set-Cookie\":[\"a=1\",\"b=2\"],\"X-N\":5,\"X-B\":true,\"Content-Length\":\"999\",\"Transfer-Encoding\":\"chunked\",\"Connection\":\"close\"},\"body\":\"x\"}");
    QCOMPARE(a.headers, QByteArray("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-N: 5\r\nX-B: true\r\n"));
    QCOMPARE(a.status, 200);
  }

  void aFailedFunctionSaysSo() {
    UrlBench bench;
    for (const int status : {430, 433, 434, 437, 439, 443, 450, 500}) {
      const QByteArray object = "{\"errorCode\":-1,\"errorMessage\":\"m\",\"statusCode\":" + QByteArray::number(status) + "}";
      bench.answer(object, status);
      const auto r = bench.ask("GET /url/u1/");
      QCOMPARE(r.status, status);
      QCOMPARE(r.body, object);
      QCOMPARE(r.header("X-Scf-Status"), QByteArray::number(status));
      QCOMPARE(r.header("Content-Type"), QByteArray("application/json"));
    }
  }

  void aRefusalHasItsStatus_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("status");
    QTest::newRow("432") << QStringLiteral("ResourceLimitReached") << 432;
    QTest::newRow("429") << QStringLiteral("ResourceLimit") << 429;
    QTest::newRow("435") << QStringLiteral("ResourceNotFound.Function") << 435;
    QTest::newRow("438") << QStringLiteral("FailedOperation.FunctionStatusError") << 438;
    QTest::newRow("406") << QStringLiteral("InvalidParameter.Payload") << 406;
    QTest::newRow("400") << QStringLiteral("InvalidParameterValue.Param") << 400;
    QTest::newRow("499") << QStringLiteral("RequestCanceled") << 499;
    QTest::newRow("500") << QStringLiteral("InternalError.System") << 500;
  }
  void aRefusalHasItsStatus() {
    QFETCH(QString, code);
    UrlBench bench;
    bench.engine.next = Error{code, QStringLiteral("Function [ \"web\" ] no"), {}};
    const auto r = bench.ask("GET /url/u1/");
    QTEST(r.status, "status");
    const json body = json::parse(r.body.toStdString());
    QCOMPARE(body["errorMessage"].get<std::string>(), std::string("Function [ \"web\" ] no"));
    QCOMPARE(body["statusCode"].get<int>(), r.status);
  }

  void unknownAndClosedUrls() {
    UrlBench bench;
    QCOMPARE(bench.ask("GET /url/u2/").status, 404);
    QCOMPARE(bench.ask("GET /url/").status, 404);
    bench.engine.allTriggers[0].enabled = false;
    QCOMPARE(bench.ask("GET /url/u1/").status, 403);
    QVERIFY(bench.engine.invocations.empty());
  }

  void bodiesAreBounded() {
    UrlBench bench;
    QCOMPARE(bench.ask("POST /url/u1/", {}, QByteArray(limits::kUrlBodyBytes, 'x')).status, 200);
    LoopClient second(bench.reactor, bench.port);
    QCOMPARE(second.ask("POST /url/u1/ HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(limits::kUrlBodyBytes + 1) + "\r\n\r\n").status, 413);
    QCOMPARE(bench.engine.invocations.size(), size_t(1));
  }

  void aClientThatLeavesIsAbandoned() {
    UrlBench bench;
    bench.engine.hold = true;
    QVERIFY(bench.client.send("GET /url/u1/ HTTP/1.1\r\nHost: h\r\n\r\n"));
    QVERIFY(turnUntil(bench.reactor, [&] { return bench.engine.invocations.size() == 1; }));
    bench.client.disconnect();
    QVERIFY(turnUntil(bench.reactor, [&] { return !bench.engine.abandoned.isEmpty(); }));
    bench.engine.invocations[0].reply(bench.engine.next);
    QCOMPARE(bench.engine.abandoned, QList<InvocationId>{1});
  }

  void aLateAnswerArrives() {
    UrlBench bench;
    bench.engine.hold = true;
    QVERIFY(bench.client.send("GET /url/u1/ HTTP/1.1\r\nHost: h\r\n\r\nGET /url/u1/2 HTTP/1.1\r\nHost: h\r\n\r\n"));
    QVERIFY(turnUntil(bench.reactor, [&] { return bench.engine.invocations.size() == 1; }));
    bench.engine.invocations[0].reply(bench.engine.next);
    QCOMPARE(bench.client.response().body, QByteArray("\"ok\""));
    QVERIFY(turnUntil(bench.reactor, [&] { return bench.engine.invocations.size() == 2; }));
    bench.engine.invocations[1].reply(bench.engine.next);
    QCOMPARE(bench.client.response().body, QByteArray("\"ok\""));
    QVERIFY(bench.engine.abandoned.isEmpty());
  }

  void cors() {
    UrlBench off;
    const QByteArray preflight("Origin: http://a.test\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-a\r\n");
    QVERIFY(off.ask("OPTIONS /url/u1/", preflight).header("Access-Control-Allow-Origin").isEmpty());
    QCOMPARE(off.engine.invocations.size(), size_t(1));  // without CORS the function sees it

    UrlBench any(QStringLiteral("{\"Enable\":true,\"Origins\":[\"*\"],\"MaxAge\":60,\"ExposeHeaders\":[\"x-b\"]}"));
    auto r = any.ask("OPTIONS /url/u1/", preflight);
    QCOMPARE(r.status, 204);
    QCOMPARE(r.header("Access-Control-Allow-Origin"), QByteArray("*"));
    QCOMPARE(r.header("Access-Control-Allow-Headers"), QByteArray("x-a"));
    QCOMPARE(r.header("Access-Control-Max-Age"), QByteArray("60"));
    QVERIFY(any.engine.invocations.empty());
    r = any.ask("GET /url/u1/", "Origin: http://a.test\r\n");
    QCOMPARE(r.header("Access-Control-Allow-Origin"), QByteArray("*"));
    QCOMPARE(r.header("Access-Control-Expose-Headers"), QByteArray("x-b"));
    QVERIFY(any.ask("GET /url/u1/").header("Access-Control-Allow-Origin").isEmpty());

    UrlBench one(QStringLiteral("{\"Enable\":true,\"Origins\":[\"http://a.test\"],\"Methods\":[\"GET\",\"PUT\"],\"Headers\":[\"x-c\"],\"Credentials\":true}"));
    r = one.ask("OPTIONS /url/u1/", preflight);
    QCOMPARE(r.header("Access-Control-Allow-Origin"), QByteArray("http://a.test"));
    QCOMPARE(r.header("Access-Control-Allow-Credentials"), QByteArray("true"));
    QCOMPARE(r.header("Access-Control-Allow-Methods"), QByteArray("GET, PUT"));
    QCOMPARE(r.header("Access-Control-Allow-Headers"), QByteArray("x-c"));
    QCOMPARE(r.header("Vary"), QByteArray("Origin"));
    r = one.ask("GET /url/u1/", "Origin: http://b.test\r\n");
    QCOMPARE(r.status, 200);
    QVERIFY(r.header("Access-Control-Allow-Origin").isEmpty());
  }

  void triggerDescriptionsAreChecked_data() {
    QTest::addColumn<QString>("desc");
    QTest::addColumn<bool>("good");
    const auto row = [](const char* desc, bool good) { QTest::newRow(desc) << QString::fromUtf8(desc) << good; };
    row("", true);
    row("{}", true);
    row("{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":false,\"ExtranetUrl\":\"http://x\"}}", true);
    row("{\"CorsConfig\":null}", true);
    row("{\"CorsConfig\":{\"MaxAge\":86400}}", true);
    row("{\"CorsConfig\":{\"MaxAge\":86401}}", false);
    row("{\"CorsConfig\":{\"MaxAge\":-1}}", false);
    row("{\"CorsConfig\":{\"Origins\":\"*\"}}", false);
    row("{\"CorsConfig\":{\"Origins\":[\"a\\r\\nb\"]}}", false);
    row("{\"CorsConfig\":{\"Colour\":1}}", false);
    row("{\"CorsConfig\":{\"Enable\":\"TRUE\"}}", false);
    row("{\"CorsConfig\":[]}", false);
    row("{\"NetConfig\":[]}", false);
    row("{\"NetConfig\":{\"EnableExtranet\":1}}", false);
    row("{\"AuthType\":5}", false);
    row("{\"Other\":5}", false);
    row("{", false);
    row("1", false);
  }
  void triggerDescriptionsAreChecked() {
    QFETCH(QString, desc);
    QTEST(apijson::urlTriggerDesc(desc).ok(), "good");
  }
};

QTEST_GUILESS_MAIN(TestFunctionUrl)
#include "tst_functionurl.moc"
