// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudbackend.h"
#include "app/cloud/cloudjson.h"
#include "models/data/limits.h"
#include "tests/support/engineprocess.h"
#include "tests/support/faultproxy.h"
#include <QDateTime>
#include <QSignalSpy>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// The command interface over a signed connection, against the built program as an engine in another process.
class TestCloudBackend final : public QObject {
  Q_OBJECT
  static constexpr int kWaitMs = 60'000;

 private Q_SLOTS:
  void initTestCase() {
    m_engine = std::make_unique<EngineProcess>();
    QVERIFY(m_engine->ready());
    QVERIFY(m_engine->create("first", "def main_handler(event, context):\n    print('hello log')\n    if event.get('bad'):\n        raise ValueError('bad event')\n    return event\n"));
    m_proxy = std::make_unique<FaultProxy>(m_engine->url());
  }
  void cleanupTestCase() {
    m_backend.reset();
    m_engine.reset();
  }
  void init() {
    m_proxy->clear();
    m_functions.clear();
    m_invocations.clear();
    m_log.clear();
    m_questions.clear();
    m_allow = true;
    ConnectionProfile profile{u"id"_s, u"Test cloud"_s, ConnectionKind::Cloud, m_proxy->url().toString(), u"ap-guangzhou"_s, u"default"_s};
    m_backend = std::make_unique<CloudBackend>(profile, m_engine->keys(), m_dir.filePath(u"events.json"_s));
    m_backend->client().setDelayScale(0.01);
    m_backend->client().setTimeoutMs(5000);
    m_backend->poll().setIntervalMs(200);
    m_backend->setConsent([this](const ConsentQuestion& q, const std::function<void(bool)>& answer) {
      m_questions.append(q);
      answer(m_allow);
    });
    connect(m_backend.get(), &Backend::delta, this, [this](const EngineDelta& d) {
      for (const FunctionInfo& f : d.functions) m_functions[f.id] = f;
      for (const FunctionId id : d.functionsRemoved) m_functions.remove(id);
      for (const Invocation& one : d.invocations) m_invocations.append(one);
      for (const LogRecord& r : d.log.records) m_log.append(d.log.textOf(r).toByteArray());
      if (d.status) m_status = *d.status;
    });
    m_backend->start();
    QTRY_VERIFY_WITH_TIMEOUT(find("first") && find("first")->config.handler == u"index.main_handler"_s, kWaitMs);
  }

  void lists() {
    const FunctionInfo& f = *find("first");
    QCOMPARE(f.config.runtime, u"Python3.10"_s);
    QCOMPARE(f.config.memoryMb, 128);
    QCOMPARE(f.status, FunctionStatus::Active);
    QVERIFY(f.codeBytes > 0 && f.added > 0);
    QVERIFY(m_status.connected && m_status.message.isEmpty());
    QVERIFY(!m_backend->capabilities().instances);
  }

  void seesWhatOthersChange() {
    m_engine->call("UpdateFunctionConfiguration", "{\"FunctionName\":\"first\",\"MemorySize\":256}");
    m_engine->call("PublishVersion", "{\"FunctionName\":\"first\",\"Description\":\"one\"}");
    m_engine->call("CreateAlias", "{\"FunctionName\":\"first\",\"Name\":\"live\",\"FunctionVersion\":\"1\"}");
    QTRY_VERIFY_WITH_TIMEOUT(find("first")->config.memoryMb == 256 && find("first")->versions.size() == 1 && !find("first")->aliases.isEmpty(), kWaitMs);
    QCOMPARE(find("first")->versions[0].description, u"one"_s);
    QCOMPARE(find("first")->aliases[0].name, u"live"_s);
    // More than one page of a list.
    for (int i = 0; i <= CloudPoll::kPage; ++i) m_engine->call("CreateAlias", QByteArray("{\"FunctionName\":\"first\",\"Name\":\"a" + QByteArray::number(i) + "\",\"FunctionVersion\":\"1\"}"));
    QTRY_COMPARE_WITH_TIMEOUT(find("first")->aliases.size(), qsizetype(CloudPoll::kPage) + 2, kWaitMs);
    QVERIFY(m_engine->create("second", "def main_handler(e, c):\n    return 2\n"));
    QTRY_VERIFY_WITH_TIMEOUT(find("second"), kWaitMs);
    m_engine->call("DeleteFunction", "{\"FunctionName\":\"second\"}");
    QTRY_VERIFY_WITH_TIMEOUT(!find("second"), kWaitMs);
  }

  void changes() {
    CreateFunction make;
    make.key.name = u"made"_s;
    make.config.runtime = u"Python3.10"_s;
    make.config.handler = u"index.main_handler"_s;
    make.code.zip = EngineProcess::zipOf("index.py", "def main_handler(e, c):\n    return 1\n");
    const auto made = wait<FunctionInfo>([&](auto reply) { m_backend->createFunction(make, this, reply); });
    QVERIFY2(made->ok(), made->ok() ? "" : qUtf8Printable(made->error().message));
    QTRY_VERIFY_WITH_TIMEOUT(find("made") && find("made")->status == FunctionStatus::Active, kWaitMs);
    UpdateConfig config;
    config.key.name = u"made"_s;
    config.timeoutSeconds = 7;
    config.environment = QList<std::pair<QString, QString>>{{u"A"_s, u"b"_s}};
    const auto updated = wait<FunctionInfo>([&](auto reply) { m_backend->updateConfig(config, this, reply); });
    QVERIFY(updated && updated->ok());
    QCOMPARE((*updated)->config.timeoutSeconds, 7);
    QTRY_VERIFY_WITH_TIMEOUT(find("made")->status == FunctionStatus::Active, kWaitMs);
    // Not confirmed: nothing goes, and the question names all that it must.
    m_allow = false;
    const auto kept = wait<Done>([&](auto reply) { m_backend->deleteFunction({u"default"_s, u"made"_s}, this, reply); });
    QCOMPARE(kept->error().code, u"Local.NotConfirmed"_s);
    QCOMPARE(m_proxy->count("DeleteFunction"), 0);
    QCOMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions[0].function, u"made"_s);
    QCOMPARE(m_questions[0].region, u"ap-guangzhou"_s);
    QVERIFY(m_questions[0].account.contains(u"****"_s));
    m_allow = true;
    QVERIFY(wait<Done>([&](auto reply) { m_backend->deleteFunction({u"default"_s, u"made"_s}, this, reply); })->ok());
    QTRY_VERIFY_WITH_TIMEOUT(!find("made"), kWaitMs);
    // The way of every view, too.
    m_allow = false;
    const auto other = wait<QByteArray>([&](auto reply) { m_backend->action("DeleteTrigger", "{\"FunctionName\":\"first\",\"TriggerName\":\"t\",\"Type\":\"timer\"}", this, reply); });
    QCOMPARE(other->error().code, u"Local.NotConfirmed"_s);
  }

  void invokes() {
    InvokeRequest fire;
    fire.function.name = u"first"_s;
    fire.payload = "{\"a\":1}";
    m_allow = false;
    QCOMPARE(wait<InvokeReply>([&](auto reply) { m_backend->invoke(fire, this, reply); })->error().code, u"Local.NotConfirmed"_s);
    m_allow = true;
    const auto first = wait<InvokeReply>([&](auto reply) { m_backend->invoke(fire, this, reply); });
    QVERIFY(first && first->ok());
    QCOMPARE((*first)->result, QByteArray("{\"a\": 1}"));
    QVERIFY((*first)->logTail.contains("hello log"));
    QTRY_VERIFY(!m_invocations.isEmpty() && m_log.contains("hello log"));
    QCOMPARE(m_invocations.last().function, find("first")->id);
    QVERIFY(m_invocations.last().finished && m_invocations.last().billedMs > 0);
    // A start is a cold one when the log says so, and no time is made up for it.
    const Invocation& seen = m_invocations.last();
    QCOMPARE(seen.cold, (*first)->logTail.contains("Init Report"));
    QVERIFY(seen.at.accepted <= seen.at.dispatched && seen.at.dispatched <= seen.at.entered && (seen.cold ? seen.at.started >= seen.at.dispatched : seen.at.dispatched == seen.at.entered));
    fire.payload = "{\"bad\":1}";
    const auto second = wait<InvokeReply>([&](auto reply) { m_backend->invoke(fire, this, reply); });
    QCOMPARE(m_questions.size(), 2);  // asked again after the refusal, and no more since
    QCOMPARE((*second)->statusCode, status::kUserException);
    QVERIFY((*second)->result.contains("bad event"));
    const auto detail = wait<InvocationDetail>([&](auto reply) { m_backend->invocationDetail((*second)->id, this, reply); });
    QVERIFY(detail->ok() && (*detail)->event == fire.payload);
  }

  void firesAsync() {
    InvokeRequest fire;
    fire.function.name = u"first"_s;
    fire.payload = "{}";
    fire.mode = InvokeMode::Async;
    const auto fired = wait<InvokeReply>([&](auto reply) { m_backend->invoke(fire, this, reply); });
    QVERIFY(fired && fired->ok());
    QCOMPARE((*fired)->statusCode, status::kRunning);
    QTRY_VERIFY_WITH_TIMEOUT(!m_invocations.isEmpty() && m_invocations.last().finished, kWaitMs);
    QCOMPARE(m_invocations.last().statusCode, status::kSuccess);
    QCOMPARE(m_invocations.last().requestId, (*fired)->requestId);
  }

  void keepsEvents() {
    const FunctionKey key{u"default"_s, u"first"_s};
    QVERIFY(wait<Done>([&](auto reply) { m_backend->saveEvent({key, u"one"_s, "{}", u"hello"_s}, this, reply); })->ok());
    QVERIFY(!wait<Done>([&](auto reply) { m_backend->saveEvent({key, u"long"_s, QByteArray(limits::kSavedEventBytes + 1, ' '), {}}, this, reply); })->ok());
    const auto events = wait<QList<SavedEvent>>([&](auto reply) { m_backend->savedEvents(key, this, reply); });
    QCOMPARE((*events)->size(), 1);
    QCOMPARE((**events)[0].templateId, u"hello"_s);
    QVERIFY(wait<Done>([&](auto reply) { m_backend->deleteEvent(key, u"one"_s, this, reply); })->ok());
  }

  // The last picture stays while the place is in trouble, and says how it is; afterwards it goes on.
  void outlastsTrouble() {
    const TimeUs before = m_backend->poll().heardAt();
    m_proxy->add(Fault::Http500, "ListFunctions", 2 * cloudpolicy::kAttempts);
    QTRY_VERIFY_WITH_TIMEOUT(m_status.message.contains(u"HTTP 500"_s), kWaitMs);
    QVERIFY(m_status.connected && find("first"));
    QTRY_VERIFY_WITH_TIMEOUT(m_status.message.isEmpty(), kWaitMs);
    QVERIFY(m_backend->poll().heardAt() > before);
  }

  void saysWhatItCannot() {
    QCOMPARE(wait<uint32_t>([&](auto reply) { m_backend->startLoad({}, this, reply); })->error().code, u"UnsupportedOperation"_s);
    QCOMPARE(wait<QByteArray>([&](auto reply) { m_backend->local("GET", "/-/state", {}, this, reply); })->error().code, u"UnsupportedOperation"_s);
    QCOMPARE(wait<EngineSettings>([&](auto reply) { m_backend->settings(this, reply); })->error().code, u"UnsupportedOperation"_s);
  }

  void engineElsewhere() {
    CloudBackend remote({u"e"_s, u"Other"_s, ConnectionKind::Engine, m_engine->url().toString(), {}, u"default"_s}, m_engine->keys(), m_dir.filePath(u"e.json"_s));
    const auto settings = wait<EngineSettings>([&](auto reply) { remote.settings(this, reply); });
    QVERIFY2(settings->ok(), settings->ok() ? "" : qUtf8Printable(settings->error().message));
    QCOMPARE((*settings)->keepAliveSeconds, 600);
  }

  void wrongKeysAreSaid() {
    CloudKeys keys = m_engine->keys();
    keys.secretKey = "wrong";
    CloudBackend refused({u"w"_s, u"Wrong"_s, ConnectionKind::Cloud, m_engine->url().toString(), u"ap-guangzhou"_s, u"default"_s}, keys, m_dir.filePath(u"w.json"_s));
    QSignalSpy failed(&refused, &Backend::failed);
    refused.start();
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kWaitMs);
    QVERIFY(failed[0][0].value<Error>().next.contains(u"SecretKey"_s));
  }

  // What views ask of an engine's own additions is answered by the actions of the cloud, in the same shape.
  void answersWhatViewsAsk() {
    const auto asked = [this](const QByteArray& method, const QByteArray& target, const QByteArray& body = {}) {
      return wait<QByteArray>([&](auto reply) { m_backend->local(method, target, body, this, reply); });
    };
    QVERIFY(!m_engine->call("CreateTrigger", "{\"FunctionName\":\"first\",\"TriggerName\":\"nightly\",\"Type\":\"timer\",\"TriggerDesc\":\"0 0 3 * * * *\",\"Enable\":\"OPEN\",\"CustomArgument\":\"x\"}").isEmpty());
    const auto list = asked("GET", "/-/triggers?namespace=default&function=first");
    QVERIFY(list->ok());
    const QJsonObject trigger = QJsonDocument::fromJson(**list).object()[u"triggers"_s].toArray().first().toObject();
    QCOMPARE(trigger[u"name"_s].toString(), u"nightly"_s);
    QCOMPARE(trigger[u"desc"_s][u"cron"_s].toString(), u"0 0 3 * * * *"_s);
    QVERIFY(trigger[u"enabled"_s].toBool() && !trigger[u"counted"_s].toBool(true));
    QCOMPARE(trigger[u"call"_s].toString(), u"async"_s);
    const QByteArray id = "/-/triggers/" + trigger[u"id"_s].toString().toLatin1();
    const auto changed = asked("PUT", id, "{\"desc\":{\"cron\":\"0 30 3 * * * *\"},\"customArgument\":\"y\"}");
    QVERIFY2(changed->ok(), changed->ok() ? "" : qPrintable(changed->error().message));
    QCOMPARE(QJsonDocument::fromJson(**changed).object()[u"desc"_s][u"cron"_s].toString(), u"0 30 3 * * * *"_s);
    QVERIFY(asked("PUT", id, "{\"enabled\":false}")->ok());
    QVERIFY(m_engine->call("ListTriggers", "{\"FunctionName\":\"first\"}").contains("\"Enable\":0"));
    QVERIFY(!asked("POST", id, "{\"action\":\"fire\"}")->ok());
    QTRY_VERIFY_WITH_TIMEOUT((*asked("GET", "/-/triggers/types"))->contains("timer"), kWaitMs);
    const auto zip = asked("GET", "/-/code/default/first?qualifier=%24LATEST");
    QVERIFY(zip->ok() && (*zip)->startsWith("PK"));
    QVERIFY(!asked("GET", "/-/code/default/nobody")->ok());
    m_engine->call("PublishVersion", "{\"FunctionName\":\"first\"}");
    QTRY_VERIFY_WITH_TIMEOUT(!find("first")->versions.isEmpty(), kWaitMs);
    const QByteArray version = QByteArray::number(find("first")->versions.first().number);
    QVERIFY(!m_engine->call("PutProvisionedConcurrencyConfig", "{\"FunctionName\":\"first\",\"Qualifier\":\"" + version + "\",\"VersionProvisionedConcurrencyNum\":1}").isEmpty());
    const auto provisioned = asked("GET", "/-/provisioned/default/first");
    QVERIFY(provisioned->ok());
    QCOMPARE(QJsonDocument::fromJson(**provisioned).object()[u"versions"_s][0][u"config"_s][u"count"_s].toInt(), 1);
    // Asked again at once, it is not asked there again.
    const int before = m_proxy->count("GetProvisionedConcurrencyConfig");
    QVERIFY(asked("GET", "/-/provisioned/default/first")->ok());
    QCOMPARE(m_proxy->count("GetProvisionedConcurrencyConfig"), before);
    const auto queue = asked("GET", "/-/async?function=" + QByteArray::number(find("first")->id) + "&count=5");
    QVERIFY(queue->ok() && QJsonDocument::fromJson(**queue).object()[u"functions"_s].isArray());
    // What it cannot tell is said in words of people.
    for (const char* target : {"/-/dead-letters?brief=1", "/-/settings", "/-/logs?index=1", "/-/nothing"}) {
      const auto absent = asked("GET", target);
      QVERIFY(!absent->ok());
      QVERIFY2(absent->error().message.startsWith(u"Tencent Cloud does not tell of"_s) && !absent->error().message.contains(u"/-/"_s), qPrintable(absent->error().message));
    }
    m_engine->call("DeleteProvisionedConcurrencyConfig", "{\"FunctionName\":\"first\",\"Qualifier\":\"" + version + "\"}");
    m_engine->call("DeleteTrigger", "{\"FunctionName\":\"first\",\"TriggerName\":\"nightly\",\"Type\":\"timer\"}");
  }

  // Running and ended events of functions with event tracing; functions without are named as not told of.
  void tellsOfAsyncEvents() {
    const QByteArray zip = EngineProcess::zipOf("index.py", "import time\ndef main_handler(event, context):\n    if event.get('bad'):\n        raise ValueError('bad')\n    time.sleep(event.get('sleep', 0))\n").toBase64();
    QVERIFY(!m_engine->call("CreateFunction", "{\"FunctionName\":\"traced\",\"Runtime\":\"Python3.10\",\"Handler\":\"index.main_handler\",\"TraceEnable\":\"TRUE\",\"Timeout\":60,\"Code\":{\"ZipFile\":\"" + zip + "\"}}").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(find("traced") && find("traced")->config.traceEnabled && find("traced")->status == FunctionStatus::Active, kWaitMs);
    const FunctionId id = find("traced")->id;
    const auto queue = [&] {
      const auto got = wait<QByteArray>([&](auto reply) { m_backend->local("GET", "/-/async?function=" + QByteArray::number(id) + "&count=200", {}, this, reply); });
      return got && got->ok() ? QJsonDocument::fromJson(**got).object() : QJsonObject();
    };
    for (const char* event : {"{}", "{\\\"sleep\\\":50}"}) QVERIFY(!m_engine->call("Invoke", QByteArray("{\"FunctionName\":\"traced\",\"InvocationType\":\"Event\",\"ClientContext\":\"") + event + "\"}").isEmpty());
    QJsonObject seen;
    QTRY_VERIFY_WITH_TIMEOUT((seen = queue(), seen[u"events"_s].toArray().size() == 2), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT((seen = queue(), seen[u"endedTotal"_s].toInt() == 1 && seen[u"total"_s].toInt() == 1), kWaitMs);
    QVERIFY(seen[u"untold"_s].toArray().contains(u"first"_s) && !seen[u"untold"_s].toArray().contains(u"traced"_s));
    const QJsonObject runs = seen[u"events"_s][0].toObject(), over = seen[u"events"_s][1].toObject();
    QCOMPARE(runs[u"state"_s].toString(), u"running"_s);
    QCOMPARE(runs[u"endedMs"_s].toInteger(), 0);
    QCOMPARE(over[u"state"_s].toString(), u"finished"_s);
    QVERIFY(over[u"endedMs"_s].toInteger() >= over[u"acceptedMs"_s].toInteger() && over[u"acceptedMs"_s].toInteger() > 0);
    const auto one = wait<QByteArray>([&](auto reply) { m_backend->local("GET", "/-/async/" + over[u"requestId"_s].toString().toLatin1(), {}, this, reply); });
    QVERIFY(one->ok() && QJsonDocument::fromJson(**one).object()[u"brief"_s].toBool());
    m_backend->action("TerminateAsyncEvent", "{\"FunctionName\":\"traced\",\"InvokeRequestId\":\"" + runs[u"requestId"_s].toString().toLatin1() + "\"}", this, [](const Result<QByteArray>&) {});
    QTRY_VERIFY_WITH_TIMEOUT((seen = queue(), seen[u"endedTotal"_s].toInt() == 2), kWaitMs);
    QCOMPARE(seen[u"events"_s][0][u"state"_s].toString(), u"aborted"_s);
    m_engine->call("DeleteFunction", "{\"FunctionName\":\"traced\"}");
  }

  // Lines of CLS, also of requests that others sent; each once, though every look sees them again.
  void readsLogsOfCls() {
    QVERIFY(!m_engine->call("UpdateFunctionConfiguration", "{\"FunctionName\":\"first\",\"ClsTopicId\":\"topic-1\"}").isEmpty());
    const QByteArray at = QByteArray::number(QDateTime::currentMSecsSinceEpoch());
    const auto line = [&](int n, const QByteArray& more) {
      return QByteArray("{\"Time\":" + at + ",\"PkgId\":\"p\",\"PkgLogId\":\"" + QByteArray::number(n) + "\",\"LogJson\":\"{\\\"SCF_FunctionName\\\":\\\"first\\\",\\\"SCF_RequestId\\\":\\\"0b8f9c5e-0000-4000-8000-000000000001\\\"," + more + "}\"}");
    };
    m_proxy->setAnswer("SearchLog", QByteArray("{\"ListOver\":true,\"Context\":\"\",\"Results\":[" + line(1, "\\\"SCF_Message\\\":\\\"line of another\\\",\\\"SCF_Level\\\":\\\"ERROR\\\"") + "," +
                                               line(2, "\\\"SCF_Type\\\":\\\"Platform\\\",\\\"SCF_Message\\\":\\\"Report RequestId:x\\\",\\\"SCF_Duration\\\":\\\"12.5\\\",\\\"SCF_StatusCode\\\":\\\"433\\\"") + "]}"));
    m_backend->logs().setIntervalMs(100);
    QTRY_VERIFY_WITH_TIMEOUT(m_log.contains("line of another"), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_proxy->count("SearchLog") > 2, kWaitMs);
    QCOMPARE(m_log.count("line of another"), 1);
    QVERIFY2(m_proxy->asked()[0].contains("\"TopicId\":\"topic-1\"") && m_proxy->asked()[0].contains("SCF_Namespace"), m_proxy->asked()[0].constData());
    QTRY_VERIFY(!m_invocations.isEmpty());
    QCOMPARE(m_invocations.last().statusCode, 433);
    QCOMPARE(m_invocations.last().durationUs, int64_t(12'500));
    for (const char* broken : {"", "[]", "{\"Results\":7}"}) QVERIFY(!cloudLogPage(broken).ok());
    QVERIFY(cloudLogPage("{\"Results\":[1,{\"LogJson\":\"no\"},{}]}")->lines.isEmpty());
  }

  void readsMetricsOfMonitor() {
    m_proxy->setAnswer("GetMonitorData", "{\"Period\":60,\"DataPoints\":[{\"Dimensions\":[{\"Name\":\"functionName\",\"Value\":\"first\"}],\"Timestamps\":[1700000040,1700000100],\"Values\":[3,4]}]}");
    const auto got = wait<std::vector<SecondSample>>([&](auto reply) { m_backend->querySeconds(TimeUs(1700000000) * 1'000'000, TimeUs(1700000200) * 1'000'000, this, reply); });
    QVERIFY(got->ok());
    QCOMPARE((*got)->size(), size_t(2));
    QCOMPARE((**got)[1].second, int64_t(1700000100));
    QCOMPARE((**got)[1].invocations, 4);
    QCOMPARE((**got)[1].function, find("first")->id);
    QVERIFY2(m_proxy->asked()[0].contains("\"StartTime\":\"2023-11-14T22:13:20+00:00\""), m_proxy->asked()[0].constData());
    QStringList names;
    for (int i = 0; i < kMonitorInstances; ++i) names << QString::number(i);
    QCOMPARE(monitorParams("Error", u"default"_s, names, 0, 60).count("functionName"), kMonitorInstances);
    for (const char* broken : {"", "[]", "{\"DataPoints\":7}"}) QVERIFY(!monitorPoints(broken).ok());
    QVERIFY(monitorPoints("{\"DataPoints\":[1,{\"Dimensions\":7},{\"Timestamps\":[\"x\"],\"Values\":[1]}]}")->isEmpty());
  }

  void readsForeignAnswers() {
    QCOMPARE(cloudjson::timeOf(u"2018-06-07 09:52:23"_s), TimeUs(1528336343) * 1'000'000);
    QCOMPARE(cloudjson::timeOf(u"soon"_s), TimeUs(0));
    for (const char* broken : {"", "[]", "{}", "{\"Result\":7}"}) QVERIFY(!cloudjson::invokeReply(broken, false).ok());
    // The official sample (facts/scf.md 1.9), and the error object in ErrMsg instead of RetMsg.
    const auto good = cloudjson::invokeReply("{\"Result\":{\"MemUsage\":3207168,\"Log\":\"\",\"RetMsg\":\"hello from scf\",\"BillDuration\":100,\"FunctionRequestId\":\"6add56fa\",\"Duration\":0.826,\"ErrMsg\":\"\",\"InvokeResult\":0}}", false);
    QCOMPARE(good->durationUs, int64_t(826));
    const auto timedOut = cloudjson::invokeReply("{\"Result\":{\"RetMsg\":\"\",\"ErrMsg\":\"{\\\"errorCode\\\":-1,\\\"errorMessage\\\":\\\"timed out\\\",\\\"statusCode\\\":433}\",\"InvokeResult\":-1}}", false);
    QCOMPARE(timedOut->statusCode, status::kTimeLimit);
  }

 private:
  const FunctionInfo* find(const char* name) const {
    for (const FunctionInfo& f : m_functions)
      if (f.key.name == QLatin1String(name)) return &f;
    return nullptr;
  }
  template <typename T, typename F>
  std::optional<Result<T>> wait(F ask) {
    auto got = std::make_shared<std::optional<Result<T>>>();
    ask([got](Result<T> r) { *got = std::move(r); });
    if (!QTest::qWaitFor([&] { return got->has_value(); }, kWaitMs)) return Result<T>(Error{u"Test.NoReply"_s, u"no reply"_s, {}});
    return *got;
  }
  QTemporaryDir m_dir;
  std::unique_ptr<EngineProcess> m_engine;
  std::unique_ptr<FaultProxy> m_proxy;
  std::unique_ptr<CloudBackend> m_backend;
  QHash<FunctionId, FunctionInfo> m_functions;
  QList<Invocation> m_invocations;
  QByteArrayList m_log;
  QList<ConsentQuestion> m_questions;
  EngineStatus m_status;
  bool m_allow = true;
};

QTEST_GUILESS_MAIN(TestCloudBackend)
#include "tst_cloudbackend.moc"
