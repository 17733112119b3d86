// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/localapi.h"
#include "app/engine/api/metricstext.h"
#include "models/data/limits.h"
#include "tests/unit/api/apibench.h"
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;
using json = nlohmann::json;

namespace {
EngineDelta delta(int transitions, int logs = 0, int invocations = 0, int decisions = 0) {
  EngineDelta d;
  for (int i = 0; i < transitions; ++i) d.transitions.push_back({0x5e48, 1, InstanceState::Busy, 1'000'500, 7, false, BirthWay::Spawn, {}});
  for (int i = 0; i < decisions; ++i) d.decisions.push_back({1, 2'000'000, 1, 0x5e48, 7, QStringLiteral("start"), QStringLiteral("no idle instance"), QStringLiteral("a \"b\""), QStringLiteral("accountMemoryMb")});
  for (int i = 0; i < logs; ++i) d.log.append({1, 3'000'000, 1, 0x5e48, 7, 0, 0, LogLevel::Warn}, "a line\twith \"quotes\"");
  for (int i = 0; i < invocations; ++i) {
    Invocation v;
    v.id = 7;
    v.requestId = "11111111-2222-4333-8444-555555555555";
    v.function = 1;
    v.instance = 0x5e48;
    v.finished = true;
    v.statusCode = 200;
    v.at.accepted = 4'000'000;
    v.at.replied = 4'002'000;
    d.invocations.push_back(v);
  }
  return d;
}
struct EventReader {
  LoopClient client;
  EventReader(ApiBench& bench, const QByteArray& query) : client(bench.reactor, bench.port) {
    client.send("GET /-/events" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secretTest\r\n\r\n");
    client.waitFor(": events of the engine\n\n");
  }
  // Ids seen so far, in order.
  QList<int> ids() {
    client.take();
    QList<int> list;
    for (const QByteArray& line : client.in().split('\n'))
      if (line.startsWith("id: ")) list.append(line.mid(4).trimmed().toInt());
    return list;
  }
};
}  // namespace

class TestLocalApi final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void refusesStrangers_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    const QByteArray key("Authorization: Bearer secretTest\r\n"), own("Host: 127.0.0.1:9700\r\n");
    for (const char* path : {"/-/state", "/-/settings", "/-/events", "/-/functions/default/f", "/-/clock", "/-/x"}) {
      const auto row = [&](const char* what) -> QTestData& { return QTest::newRow(QByteArray(QByteArray(path) + " " + what).constData()) << QByteArray(path); };
      row("no key") << own << 401;
      row("wrong key") << own + "Authorization: Bearer secretTesu\r\n" << 401;
      row("short key") << own + "Authorization: Bearer secretTes\r\n" << 401;
      row("key without scheme") << own + "Authorization: secretTest\r\n" << 401;
      row("origin") << own + key + "Origin: http://127.0.0.1:9700\r\n" << 403;
      row("origin null") << own + key + "Origin: null\r\n" << 403;
      row("foreign host") << "Host: evil.example:9700\r\n" + key << 403;
      row("rebound host") << "Host: 127.0.0.1.evil.example\r\n" + key << 403;
      row("other address") << "Host: 10.0.0.1\r\n" + key << 403;
      row("empty host") << "Host: \r\n" + key << 403;
    }
    QTest::newRow("metrics no key") << QByteArray("/metrics") << own << 200;
    QTest::newRow("metrics origin") << QByteArray("/metrics") << own + "Origin: null\r\n" << 403;
    QTest::newRow("metrics host") << QByteArray("/metrics") << QByteArray("Host: evil.example\r\n") << 403;
    for (const char* host : {"localhost", "LOCALHOST:1", "scf.localhost:9700", "127.0.0.1", "[::1]:9700"}) QTest::newRow(host) << QByteArray("/-/state") << "Host: " + QByteArray(host) + "\r\n" + key << 200;
  }
  void refusesStrangers() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    ApiBench bench;
    const auto r = bench.client.ask("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n");
    QTEST(r.status, "status");
    if (r.status != 200) QVERIFY(!r.body.contains("secretTest"));
  }

  void knowsItsOwnNames() {
    QVERIFY(LocalApi::isOwnHost("192.168.1.5:9700", "192.168.1.5"));
    QVERIFY(!LocalApi::isOwnHost("192.168.1.6:9700", "192.168.1.5"));
    QVERIFY(LocalApi::isOwnHost("[fe80::1]", "fe80::1"));
    QVERIFY(!LocalApi::isOwnHost("[fe80::1", "fe80::1"));
    QVERIFY(!LocalApi::isOwnHost("notlocalhost", "127.0.0.1"));
    QVERIFY(!LocalApi::isOwnHost("", ""));
  }

  void state() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    bench.engine.sample.busy = 2;
    bench.engine.sample.queued = 3;
    bench.engine.allInstances = {{0x5e48, 1, InstanceState::Idle, 4242, 1'700'000'000'123'456, BirthWay::Prepared, 9, 1024}, {2, 1, InstanceState::Gone, 0, 0, BirthWay::Spawn, 0, 0}};
    const QByteArray name = instanceName(0x5e48).toLatin1();
    bench.engine.state.message = QStringLiteral("a sentence");
    const auto r = bench.local("GET", "/-/state");
    QCOMPARE(r.body, QByteArray("{\"time\":1700000000000,\"message\":\"a sentence\",\"isolation\":\"\",\"functions\":[{\"namespace\":\"default\",\"name\":\"hello\",\"qualifier\":\"$LATEST\",\"status\":\"Active\",\"concurrency\":2,\"queued\":3}],"
                                "\"instances\":[{\"id\":\"" + name + "\",\"namespace\":\"default\",\"function\":\"hello\",\"qualifier\":\"$LATEST\",\"state\":\"idle\",\"pid\":4242,\"bornMs\":1700000000123,\"way\":\"prepared\",\"requests\":9,\"memoryBytes\":1024}]}"));
    QCOMPARE(bench.local("POST", "/-/state").status, 405);
  }

  void asyncQueue() {
    ApiBench bench;
    const FunctionId fn = bench.engine.add(QStringLiteral("hello")).id;
    for (int i = 0; i < 3; ++i) {
      Invocation v;
      v.id = InvocationId(i + 1);
      v.requestId = "1111111" + QByteArray::number(i) + "-2222-4333-8444-555555555555";
      v.function = fn;
      v.mode = InvokeMode::Async;
      v.at.accepted = 1'000'000 * (3 - i);
      if (i == 1) v.retryAt = 65'000'000, v.retryNum = 1;
      if (i == 2) v.at.entered = 1'500'000;
      bench.engine.waiting.emplace_back(v, "{\"n\":" + QByteArray::number(i) + "}");
    }
    json all = json::parse(bench.local("GET", "/-/async").body.toStdString());
    QCOMPARE(all["functions"].size(), size_t(1));
    QCOMPARE(all["functions"][0]["depth"].get<int>(), 3);
    QCOMPARE(all["functions"][0]["retrying"].get<int>(), 1);
    QCOMPARE(all["functions"][0]["running"].get<int>(), 1);
    QCOMPARE(all["functions"][0]["oldestMs"].get<int>(), 1000);
    QCOMPARE(all["functions"][0]["nextRetryMs"].get<int>(), 65000);
    QVERIFY(!all.contains("events"));
    const QByteArray one = "/-/async?function=" + QByteArray::number(fn);
    all = json::parse(bench.local("GET", one + "&count=2").body.toStdString());
    QCOMPARE(all["total"].get<int>(), 3);
    QCOMPARE(all["events"].size(), size_t(2));  // the oldest first
    QCOMPARE(all["events"][0]["state"].get<std::string>(), std::string("running"));
    QCOMPARE(all["events"][1]["state"].get<std::string>(), std::string("retrying"));
    QCOMPARE(bench.local("GET", one + "&count=1000").status, 200);
    for (const char* bad : {"&count=1001", "&count=0", "&count=x"}) QCOMPARE(bench.local("GET", one + bad).status, 400);
    const json event = json::parse(bench.local("GET", "/-/async/11111111-2222-4333-8444-555555555555").body.toStdString());
    QCOMPARE(event["payload"].get<std::string>(), std::string("{\"n\":1}"));
    QCOMPARE(event["attempt"].get<int>(), 2);
    QCOMPARE(bench.local("GET", "/-/async/nobody").status, 404);
    QCOMPARE(bench.local("POST", "/-/async").status, 405);
  }

  void codeAsAPackage() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    bench.engine.code = "PK and more";
    QCOMPARE(bench.local("GET", "/-/code/default/hello").body, QByteArray("PK and more"));
    QCOMPARE(bench.local("GET", "/-/code/default/nobody").status, 404);
    QCOMPARE(bench.local("GET", "/-/code/default/hello?qualifier=7").status, 404);
    QCOMPARE(bench.local("GET", "/-/code/default/hello?qualifier=release").status, 404);
    QCOMPARE(bench.local("PUT", "/-/code/default/hello").status, 405);
  }

  void settings() {
    ApiBench bench;
    auto r = bench.local("PUT", "/-/settings", "{\"keepAliveSeconds\":0,\"startPolicy\":\"wait\"}");
    QCOMPARE(r.status, 200);
    json value = json::parse(r.body.toStdString());
    QCOMPARE(value["keepAliveSeconds"].get<int>(), 0);
    QCOMPARE(bench.engine.current.startPolicy, QStringLiteral("wait"));
    QCOMPARE(bench.local("GET", "/-/settings").body, r.body);
    for (const char* bad : {"{\"colour\":1}", "{\"keepAliveSeconds\":-1}", "{\"startPolicy\":\"now\"}", "{", "[]"}) {
      r = bench.local("PUT", "/-/settings", bad);
      QVERIFY2(r.status == 400, bad);
    }
    QVERIFY(bench.local("PUT", "/-/settings", "{\"keepAliveSeconds\":5,\"colour\":1}").body.contains("colour"));
    QCOMPARE(bench.engine.current.keepAliveSeconds, 0);  // nothing of it
    QCOMPARE(bench.local("DELETE", "/-/settings").status, 405);
  }

  void overrides() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    auto r = bench.local("PUT", "/-/functions/default/hello", "{\"maxInstances\":2,\"startPolicy\":\"wait\",\"keepAliveSeconds\":15}");
    QCOMPARE(r.status, 200);
    QCOMPARE(bench.engine.all[0].overrides.maxInstances, std::optional<int>(2));
    r = bench.local("PUT", "/-/functions/default/hello", "{\"maxInstances\":null}");
    QCOMPARE(r.status, 200);
    QVERIFY(!bench.engine.all[0].overrides.maxInstances);
    QCOMPARE(bench.engine.all[0].overrides.keepAliveSeconds, std::optional<int>(15));
    QCOMPARE(bench.local("GET", "/-/functions/default/hello").body, r.body);
    QCOMPARE(bench.local("PUT", "/-/functions/default/hello", "{\"maxInstances\":\"many\"}").status, 400);
    for (const char* path : {"/-/functions/default/nobody", "/-/functions/hello", "/-/functions/", "/-/functions/default/hello/x"}) QVERIFY2(bench.local("GET", path).status == 404, path);
  }

  void clock() {
    ApiBench bench;
    QCOMPARE(bench.local("POST", "/-/clock", "{\"scale\":60}").body, QByteArray("{\"scale\":60}"));
    QCOMPARE(bench.engine.scale, 60.0);
    QCOMPARE(bench.local("POST", "/-/clock", "{\"scale\":3600}").status, 200);
    for (const char* bad : {"{\"scale\":0}", "{\"scale\":0.009}", "{\"scale\":1e-300}", "{\"scale\":-1}", "{\"scale\":3600.1}", "{\"scale\":\"1\"}", "{}", "{\"scale\":1,\"x\":1}", ""}) QVERIFY2(bench.local("POST", "/-/clock", bad).status == 400, bad);
    QCOMPARE(bench.engine.scale, 3600.0);
    QCOMPARE(bench.local("GET", "/-/clock").body, QByteArray("{\"scale\":3600}"));
    QCOMPARE(bench.local("PUT", "/-/clock", "{\"scale\":1}").status, 405);
  }

  void deadLetters() {
    ApiBench bench;
    DeadLetterInfo letter;
    letter.id = 7;
    letter.function = {QStringLiteral("dev"), QStringLiteral("f")};
    letter.requestId = "11111111-2222-4333-8444-555555555555";
    letter.qualifier = QStringLiteral("$DEFAULT");
    letter.accepted = 1'528'335'143'000'000;
    letter.at = 1'528'335'143'250'000;
    letter.retryNum = 2;
    letter.statusCode = 430;
    letter.error = "{\"errorCode\":-1,\"errorMessage\":\"user code exception caught\",\"stackTrace\":\"Traceback\",\"statusCode\":430}";
    letter.payload = "{\"a\":1}";
    bench.engine.letters = {letter};
    QCOMPARE(bench.local("GET", "/-/dead-letters?function=other").body, QByteArray("{\"deadLetters\":[]}"));
    const auto all = json::parse(bench.local("GET", "/-/dead-letters?function=f").body.toStdString())["deadLetters"];
    QCOMPARE(all.size(), size_t(1));
    QCOMPARE(all[0]["id"].get<std::string>(), std::string("7"));
    const json body = all[0]["body"];  // facts/scf.md section 6
    QVERIFY(body["RequestId"] == "11111111-2222-4333-8444-555555555555" && body["ErrorCode"] == -1 && body["ErrorMessage"] == "Traceback");
    const json& sent = body["Body"];
    for (const char* name : {"AppId", "Uin", "SubAccountUin", "RequestSource", "FunctionName", "Namespace", "Qualifier", "InvocationType", "ClientContext", "LogType",
                             "TimeStampForInvoker", "RequestId", "PushTime", "RetryNum", "Ttl"}) QVERIFY2(sent.contains(name), name);
    QVERIFY(sent["ClientContext"] == "{\"a\":1}" && sent["Qualifier"] == "$DEFAULT" && sent["RetryNum"] == 2 && sent["Namespace"] == "dev");
    QCOMPARE(sent["PushTime"].get<std::string>(), std::string("2018-06-07T09:32:23.250+08:00"));
    QCOMPARE(bench.local("POST", "/-/dead-letters/7", "{\"action\":\"retry\"}").status, 200);
    QCOMPARE(bench.local("POST", "/-/dead-letters/7", "{\"action\":\"discard\"}").status, 200);
    QCOMPARE(bench.engine.settled, (QList<std::pair<int64_t, bool>>{{7, true}, {7, false}}));
    for (const char* bad : {"{\"action\":\"burn\"}", "{}", "", "{\"action\":\"retry\",\"x\":1}"}) QVERIFY2(bench.local("POST", "/-/dead-letters/7", bad).status == 400, bad);
    QCOMPARE(bench.local("POST", "/-/dead-letters/seven", "{\"action\":\"retry\"}").status, 400);
    QCOMPARE(bench.local("POST", "/-/dead-letters/8", "{\"action\":\"retry\"}").status, 404);
    QCOMPARE(bench.local("PUT", "/-/dead-letters/7").status, 405);
    QCOMPARE(bench.local("POST", "/-/dead-letters").status, 405);
  }

  void decisions() {
    ApiBench bench;
    QCOMPARE(bench.local("GET", "/-/decisions").body, QByteArray("{\"decisions\":[]}"));
    bench.engine.decided = "{\"us\":1}\n{\"us\":2}\n";
    QCOMPARE(bench.local("GET", "/-/decisions?fromMs=5&toMs=7&count=10000").body, QByteArray("{\"decisions\":[{\"us\":1},\n{\"us\":2}]}"));
    QCOMPARE(bench.engine.decidedOf, std::make_tuple(TimeUs(5000), TimeUs(7999), 10'000));
    for (const char* bad : {"count=10001", "count=0", "count=x", "fromMs=-1", "toMs="}) QVERIFY2(bench.local("GET", QByteArray("/-/decisions?") + bad).status == 400, bad);
    QCOMPARE(bench.local("POST", "/-/decisions").status, 405);
  }

  void saysWhatIsNotBuilt() {
    ApiBench bench;
    for (const char* path : {"/-/services", "/-/services/redis", "/-/nothing"}) {
      const auto r = bench.local("GET", path);
      QCOMPARE(r.status, 404);
      QVERIFY(json::parse(r.body.toStdString())["error"]["message"].get<std::string>().size() > 20);
    }
  }

  // A client sees from the status whether trying again helps.
  void statusesTellWhatHelps() {
    const auto status = [](const char* code) { return localStatusOf({QString::fromLatin1(code), {}, {}}); };
    for (const char* later : {"Local.StillLooking", "Local.CodeUnpacked", "Local.LayersUnpacked"}) QCOMPARE(status(later), 503);
    QCOMPARE(status("Local.DiskFull"), 507);
    QCOMPARE(status("Local.NoInterpreter"), 500);
    QCOMPARE(status("ResourceNotFound.Function"), 404);
    QCOMPARE(status("InvalidParameterValue"), 400);
  }

  void boundsBodies() {
    ApiBench bench;
    QCOMPARE(bench.local("PUT", "/-/settings", QByteArray(limits::kSettingsFileBytes, ' ')).status, 400);
    QCOMPARE(bench.local("PUT", "/-/settings", QByteArray(limits::kSettingsFileBytes + 1, ' ')).status, 413);
  }

  void metrics() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    bench.engine.counters.countInvocation(1, 0, Source::Url, 200, 3000);
    bench.engine.counters.countInvocation(1, 0, Source::Url, 200, 60'000'000);
    bench.engine.counters.countInvocation(9, 0, Source::Api, 200, 1);  // of a function that is gone
    bench.engine.counters.countColdStart(1, BirthWay::Prepared);
    bench.engine.counters.countThrottle(1, 432);
    bench.engine.sample.idle = 4;
    bench.engine.sample.queued = 5;
    const auto r = bench.client.ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(r.header("Content-Type"), QByteArray("text/plain; version=0.0.4; charset=utf-8"));
    for (const char* line : {"scf_invocations_total{function=\"hello\",namespace=\"default\",qualifier=\"$LATEST\",trigger=\"http\",code=\"200\"} 2\n", "scf_cold_starts_total{function=\"hello\",namespace=\"default\",way=\"prepared\"} 1\n",
                             "scf_throttled_total{function=\"hello\",namespace=\"default\",code=\"432\"} 1\n", "scf_instances{function=\"hello\",namespace=\"default\",state=\"idle\"} 4\n", "scf_queue_depth{function=\"hello\",namespace=\"default\"} 5\n",
                             "scf_invocation_duration_seconds_bucket{function=\"hello\",namespace=\"default\",le=\"0.0025\"} 0\n", "scf_invocation_duration_seconds_bucket{function=\"hello\",namespace=\"default\",le=\"0.005\"} 1\n",
                             "scf_invocation_duration_seconds_bucket{function=\"hello\",namespace=\"default\",le=\"30\"} 1\n", "scf_invocation_duration_seconds_bucket{function=\"hello\",namespace=\"default\",le=\"+Inf\"} 2\n",
                             "scf_invocation_duration_seconds_count{function=\"hello\",namespace=\"default\"} 2\n", "# TYPE scf_invocation_duration_seconds histogram\n"}) {
      QVERIFY2(r.body.contains(line), line);
    }
    const auto value = [&](const QByteArray& name) {
      const qsizetype at = r.body.indexOf(QByteArray("\n" + name + " "));
      return at < 0 ? -1 : r.body.mid(at + name.size() + 2, r.body.indexOf('\n', at + 1) - at - name.size() - 2).toDouble();
    };
    QVERIFY(value("process_resident_memory_bytes") > 1e6);
    QVERIFY(value("process_open_fds") > 3);
    QVERIFY(value("process_cpu_seconds_total") > 0);
    QVERIFY(value("process_start_time_seconds") > 1.6e9);
    QVERIFY(value("process_threads") >= 1);
    QVERIFY(!r.body.contains("function=\"\""));
  }

  void eventsAreByteExact() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    EventReader reader(bench, {});
    bench.endpoint.feed(delta(1, 1, 1, 1));
    QVERIFY(reader.client.waitFor("id: 4\n"));
    QVERIFY(reader.client.waitFor("\"repliedUs\":2000}\n\n"));
    const QByteArray name = instanceName(0x5e48).toLatin1();
    for (const QByteArray& text : QList<QByteArray>{"id: 1\nevent: instance\ndata: {\"timeMs\":1000.500,\"namespace\":\"default\",\"function\":\"hello\",\"instance\":\"" + name + "\",\"state\":\"busy\"}\n\n",
                             "id: 2\nevent: decision\ndata: {\"timeMs\":2000.000,\"namespace\":\"default\",\"function\":\"hello\",\"kind\":\"start\",\"rule\":\"no idle instance\",\"inputs\":\"a \\\"b\\\"\",\"limit\":\"accountMemoryMb\",\"instance\":\"" + name + "\"}\n\n",
                             "id: 3\nevent: log\ndata: {\"timeMs\":3000.000,\"namespace\":\"default\",\"function\":\"hello\",\"instance\":\"" + name + "\",\"invocation\":7,\"level\":\"WARN\",\"text\":\"a line\\twith \\\"quotes\\\"\"}\n\n",
                             "id: 4\nevent: invocation\ndata: {\"timeMs\":4002.000,\"namespace\":\"default\",\"function\":\"hello\",\"requestId\":\"11111111-2222-4333-8444-555555555555\",\"instance\":\"" + name + "\",\"mode\":\"sync\",\"trigger\":\"api\",\"finished\":true,\"statusCode\":200,\"retryNum\":0,\"cold\":false,"}) {
      QVERIFY2(reader.client.in().contains(text), text.constData());
    }
  }

  void eventsAreFilteredAndResumed() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    bench.endpoint.feed(delta(3));
    EventReader fresh(bench, "?types=instance");
    EventReader resumed(bench, "?types=instance,log&since=1");
    EventReader all(bench, "?since=0");
    EventReader header(bench, {});
    QVERIFY(turnUntil(bench.reactor, [&] { return resumed.ids() == QList<int>({2, 3}) && all.ids() == QList<int>({1, 2, 3}); }));
    bench.endpoint.feed(delta(1, 1, 1));
    QVERIFY(turnUntil(bench.reactor, [&] { return fresh.ids() == QList<int>({4}) && resumed.ids() == QList<int>({2, 3, 4, 5}) && all.ids() == QList<int>({1, 2, 3, 4, 5, 6}) && header.ids() == QList<int>({4, 5, 6}); }));
    all.client.disconnect();
    bench.endpoint.feed(delta(1));
    QVERIFY(turnUntil(bench.reactor, [&] { return fresh.ids() == QList<int>({4, 7}); }));
    EventReader ahead(bench, "?since=1000");  // an id of an earlier run: all that is kept
    QVERIFY(turnUntil(bench.reactor, [&] { return ahead.ids() == QList<int>({1, 2, 3, 4, 5, 6, 7}); }));
    QCOMPARE(bench.local("GET", "/-/events?types=weather").status, 400);
    QCOMPARE(bench.local("GET", "/-/events?since=x").status, 400);
  }

  void theRingIsBounded() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    const int batch = 1000;
    for (int i = 0; i < limits::kEventRing / batch + 5; ++i) bench.endpoint.feed(delta(batch));
    EventReader reader(bench, "?since=0");
    QVERIFY(turnUntil(bench.reactor, [&] { return reader.client.take() && reader.client.in().right(300).contains("id: 55000\n"); }));
    const QList<int> ids = reader.ids();
    QCOMPARE(ids.first(), 5 * batch + 1);
    QCOMPARE(ids.size(), qsizetype(limits::kEventRing));  // all of them, in order, though far more than a connection may hold
    for (qsizetype i = 1; i < ids.size(); ++i) QCOMPARE(ids[i], ids[i - 1] + 1);
  }

  void aReaderThatFallsOutIsCut() {
    ApiBench bench;
    bench.engine.add(QStringLiteral("hello"));
    EventReader slow(bench, {}), gone(bench, {});
    // It reads nothing: the socket's buffers fill, then the ring passes it.
    for (int i = 0; i < 300; ++i) {
      bench.endpoint.feed(delta(1000));
      for (int k = 0; k < 3; ++k) bench.reactor.turn(0);
    }
    QVERIFY(slow.client.waitForEnd());
    QVERIFY(!slow.client.in().contains("\r\n0\r\n\r\n"));  // not a proper end
    const QList<int> ids = slow.ids();
    QVERIFY(ids.size() < 300'000);
    EventReader next(bench, "?since=" + QByteArray::number(ids.last()));
    QVERIFY(turnUntil(bench.reactor, [&] { return next.client.take() && next.client.in().right(300).contains("id: 300000\n"); }));
  }

  void readersEndWithTheServer() {
    auto bench = std::make_unique<ApiBench>();
    bench->engine.add(QStringLiteral("hello"));
    EventReader reader(*bench, {});
    bench->endpoint.close();
    bench->endpoint.feed(delta(1));
    QVERIFY(reader.client.waitForEnd());
  }
};

QTEST_GUILESS_MAIN(TestLocalApi)
#include "tst_localapi.moc"
