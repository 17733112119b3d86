// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "models/deploy/deployplan.h"
#include "tests/unit/store/zipbuilder.h"
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestDeployPlan final : public QObject {
  Q_OBJECT
  static FunctionSnapshot function() {
    FunctionSnapshot s;
    s.name = u"thumb"_s;
    s.runtime = u"Python3.10"_s;
    s.type = u"Event"_s;
    s.status = u"Active"_s;
    s.fields = {{u"Handler"_s, "\"index.main\""}, {u"Description"_s, "\"\""}, {u"MemorySize"_s, "128"}, {u"Timeout"_s, "3"}, {u"Layers"_s, "[]"}};
    s.environment = {{u"STAGE"_s, u"test"_s}};
    s.retries = 2;
    s.maxAgeSeconds = 21600;
    s.codeSha256 = "aa";
    s.zip = "zip";
    return s;
  }
  static TriggerSnapshot timer() { return {u"nightly"_s, u"timer"_s, u"0 0 2 * * * *"_s, u"$LATEST"_s, {}, {}, true}; }
  static QByteArrayList actions(const DeployPlan& plan) {
    QByteArrayList list;
    for (const DeployStep& step : plan.steps) list << step.action;
    return list;
  }
  static DeployPair like() { return {function(), function(), {}, {}}; }

 private Q_SLOTS:
  void likeEndsNeedNothing() {
    const DeployPlan plan = planDeploy({like()}, {});
    QVERIFY(plan.steps.isEmpty());
    QCOMPARE(plan.count(DeployVerb::Leave), 1);
  }

  // What an earlier run did not come to: a version is missing although nothing differs.
  void publishesWhatIsNot() {
    DeployPair pair = like();
    const DeployOptions options{u"default"_s, 0, true, {}};
    QCOMPARE(actions(planDeploy({pair}, options)), QByteArrayList{"PublishVersion"});
    pair.published = true;
    QVERIFY(planDeploy({pair}, options).steps.isEmpty());
    QVERIFY(planDeploy({like()}, {}).steps.isEmpty());
  }

  void carriesWebFunctions() {
    const QByteArray web = "{\"FunctionName\":\"site\",\"Runtime\":\"CustomRuntime\",\"Type\":\"HTTP\",\"Status\":\"Active\",\"Handler\":\"\",\"ProtocolType\":\"WS\",\"ProtocolParams\":{\"WSParams\":{\"IdleTimeOut\":30}},"
                           "\"InstanceConcurrencyConfig\":{\"MaxConcurrency\":20,\"DynamicEnabled\":\"FALSE\"},\"VpcConfig\":{\"VpcId\":\"vpc-1\",\"SubnetId\":\"s\"},\"Role\":\"r\",\"CfsConfig\":{\"CfsInsList\":[]}}";
    const auto source = functionSnapshot(web, "{}");
    QVERIFY(source);
    const DeployPlan plan = planDeploy({{*source, std::nullopt, {}, {}, false}}, {});
    for (const char* part : {"\"ProtocolType\":\"WS\"", "\"MaxConcurrency\":20", "\"IdleTimeOut\":30", "\"Type\":\"HTTP\""}) QVERIFY2(plan.steps[0].params.contains(part), plan.steps[0].params.constData());
    QVERIFY(!plan.steps[0].params.contains("vpc-1"));
    QCOMPARE(plan.functions[0].notes, QStringList{u"Not carried, because they name things of this place: Role, VpcConfig."_s});
    // A place that says nothing of them has them off.
    QByteArray plain = web;
    plain.replace("20,", "1,").replace("\"DynamicEnabled\":\"FALSE\"", "\"DynamicEnabled\":\"\"");
    const auto target = functionSnapshot(plain, "{}");
    const DeployPlan change = planDeploy({{*source, *target, {}, {}, false}}, {});
    QCOMPARE(actions(change), QByteArrayList{"UpdateFunctionConfiguration"});
    QCOMPARE(change.functions[0].fields[0].field, u"InstanceConcurrencyConfig"_s);
    QVERIFY(change.functions[0].notes.isEmpty());
    plain.replace("\"ProtocolType\":\"WS\"", "\"ProtocolType\":\"\"");
    QCOMPARE(planDeploy({{*source, *functionSnapshot(plain, "{}"), {}, {}, false}}, {}).count(DeployVerb::Blocked), 1);
  }

  void creates() {
    DeployPair pair{function(), std::nullopt, {}, {{u"index.py"_s, {10, "x"}}}};
    pair.source.triggers = {timer()};
    pair.source.retries = 0;
    const DeployPlan plan = planDeploy({pair}, {u"prod"_s, 0, true, u"first"_s});
    QCOMPARE(actions(plan), (QByteArrayList{"CreateFunction", "UpdateFunctionEventInvokeConfig", "CreateTrigger", "PublishVersion"}));
    QCOMPARE(plan.functions[0].verb, DeployVerb::Create);
    QVERIFY(plan.steps[0].withCode && plan.steps[0].waitActive);
    QVERIFY(plan.steps[0].params.contains("\"Namespace\":\"prod\""));
    QVERIFY(plan.steps[0].params.contains("\"MemorySize\":128"));
    QVERIFY(!plan.steps[0].params.contains("Layers"));
    QCOMPARE(plan.functions[0].files, (QList<FileChange>{{FileChange::Kind::Added, u"index.py"_s, 0, 10}}));
  }

  void changes_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QString>("field");
    QTest::newRow("memory") << 0 << QByteArrayList{"UpdateFunctionConfiguration"} << u"MemorySize"_s;
    QTest::newRow("variable") << 1 << QByteArrayList{"UpdateFunctionConfiguration"} << u"Environment.STAGE"_s;
    QTest::newRow("variable gone") << 2 << QByteArrayList{"UpdateFunctionConfiguration"} << u"Environment.STAGE"_s;
    QTest::newRow("code") << 3 << QByteArrayList{"UpdateFunctionCode"} << QString();
    QTest::newRow("handler") << 4 << QByteArrayList{"UpdateFunctionCode"} << u"Handler"_s;
    QTest::newRow("handler and code") << 5 << QByteArrayList{"UpdateFunctionCode"} << u"Handler"_s;
    QTest::newRow("packed anew") << 6 << QByteArrayList{} << QString();
    QTest::newRow("retries") << 7 << QByteArrayList{"UpdateFunctionEventInvokeConfig"} << u"RetryNum"_s;
    QTest::newRow("trigger new") << 8 << QByteArrayList{"CreateTrigger"} << u"Trigger nightly"_s;
    QTest::newRow("trigger changed") << 9 << QByteArrayList{"UpdateTrigger"} << u"Trigger nightly"_s;
    QTest::newRow("trigger there alone") << 10 << QByteArrayList{} << QString();
  }
  void changes() {
    QFETCH(int, what);
    QFETCH(QString, field);
    DeployPair pair = like();
    const auto otherCode = [&] {
      pair.source.codeSha256 = "bb";
      pair.filesBefore = {{u"a"_s, {1, "1"}}, {u"b"_s, {2, "2"}}};
      pair.filesAfter = {{u"b"_s, {3, "3"}}, {u"c"_s, {4, "4"}}};
    };
    switch (what) {
      case 0: pair.source.fields[u"MemorySize"_s] = "256"; break;
      case 1: pair.source.environment[u"STAGE"_s] = u"a secret"_s; break;
      case 2: pair.source.environment.clear(); break;
      case 3: otherCode(); break;
      case 5: otherCode(); [[fallthrough]];
      case 4: pair.source.fields[u"Handler"_s] = "\"other.main\""; break;
      case 6: pair.source.codeSha256 = "bb"; pair.filesBefore = pair.filesAfter = {{u"a"_s, {1, "1"}}}; break;
      case 7: pair.source.retries = 0; break;
      case 8: pair.source.triggers = {timer()}; break;
      case 9: pair.source.triggers = pair.target->triggers = {timer()}; pair.target->triggers[0].enabled = false; break;
      case 10: pair.target->triggers = {timer()}; break;
    }
    const DeployPlan plan = planDeploy({pair}, {});
    QTEST(actions(plan), "expected");
    QCOMPARE(plan.functions[0].verb, plan.steps.isEmpty() ? DeployVerb::Leave : DeployVerb::Change);
    QCOMPARE(plan.functions[0].fields.isEmpty(), field.isEmpty());
    if (!field.isEmpty()) QCOMPARE(plan.functions[0].fields[0].field, field);
    if (what == 1) QVERIFY2(!plan.functions[0].fields[0].after.contains(u"secret"_s), "a plan shows no value of a variable");
    if (what == 3)
      QCOMPARE(plan.functions[0].files, (QList<FileChange>{{FileChange::Kind::Removed, u"a"_s, 1, 0}, {FileChange::Kind::Changed, u"b"_s, 2, 3}, {FileChange::Kind::Added, u"c"_s, 0, 4}}));
    if (what == 10) QVERIFY(plan.functions[0].notes.first().contains(u"nightly"_s));
  }

  void blocks_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<bool>("blocked");
    QTest::newRow("runtime") << 0 << true;
    QTest::newRow("type") << 1 << true;
    QTest::newRow("asynchronous execution") << 2 << true;
    QTest::newRow("image") << 3 << true;
    QTest::newRow("largest request") << 4 << false;
    QTest::newRow("larger request") << 5 << true;
  }
  void blocks() {
    QFETCH(int, what);
    QFETCH(bool, blocked);
    DeployPair pair = like();
    pair.source.fields[u"MemorySize"_s] = "256";
    DeployOptions options;
    switch (what) {
      case 0: pair.target->runtime = u"Nodejs18.15"_s; break;
      case 1: pair.target->type = u"HTTP"_s; break;
      case 2: pair.target->asyncRun = true; break;
      case 3: pair.source.runtime = pair.target->runtime = u"CustomImage"_s; break;
      default:
        pair.source.zip = QByteArray(3000, 'z');
        options.requestLimit = 4000 + 4096 - (what == 5 ? 1 : 0);
    }
    const DeployPlan plan = planDeploy({pair}, options);
    QCOMPARE(plan.functions[0].verb == DeployVerb::Blocked, blocked);
    QCOMPARE(plan.steps.isEmpty(), blocked);
    QCOMPARE(plan.functions[0].blocked.isEmpty(), !blocked);
  }

  void readsAnswers() {
    const auto got = functionSnapshot(
        "{\"FunctionName\":\"f\",\"Runtime\":\"Python3.10\",\"Type\":\"Event\",\"Status\":\"Active\",\"Handler\":\"index.main\",\"MemorySize\":128,\"Environment\":{\"Variables\":[{\"Key\":\"A\",\"Value\":\"1\"}]},\"Layers\":[{\"LayerName\":\"l\",\"LayerVersion\":2,\"Status\":\"Active\"}],\"Triggers\":[{\"TriggerName\":\"t\",\"Type\":\"timer\",\"TriggerDesc\":\"{\\\"cron\\\":\\\"0 0 2 * * * *\\\"}\",\"Enable\":1,\"Qualifier\":\"$LATEST\"},{\"TriggerName\":\"u\",\"Type\":\"http\",\"TriggerDesc\":\"{\\\"NetConfig\\\":{\\\"EnableExtranet\\\":true,\\\"ExtranetUrl\\\":\\\"http://x\\\"},\\\"AuthType\\\":\\\"NONE\\\"}\",\"Enable\":0},{\"TriggerName\":\"k\",\"Type\":\"ckafka\",\"TriggerDesc\":\"{}\"}]}",
        "{\"AsyncTriggerConfig\":{\"MsgTTL\":3600,\"RetryConfig\":[{\"RetryNum\":1}]}}");
    QVERIFY(got.ok());
    QCOMPARE(got->triggers.size(), 2);
    QCOMPARE(got->triggers[0].desc, u"{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableExtranet\":true}}"_s);
    QVERIFY(!got->triggers[0].enabled);
    QCOMPARE(got->triggers[1].desc, u"0 0 2 * * * *"_s);
    QCOMPARE(got->triggersLeft, QStringList{u"k (ckafka)"_s});
    QCOMPARE(got->fields[u"Layers"_s], QByteArray("[{\"LayerName\":\"l\",\"LayerVersion\":2}]"));
    QCOMPARE(*got->retries, 1);
    QCOMPARE(*got->maxAgeSeconds, 3600);
    for (const char* broken : {"", "[]", "{}", "{\"FunctionName\":7}"}) QCOMPARE(functionSnapshot(broken, {}).error().code, u"Local.BadAnswer"_s);
    QVERIFY(functionSnapshot("{\"FunctionName\":\"f\",\"Environment\":7,\"Triggers\":[1],\"Layers\":[null]}", "[]").ok());
  }

  void looksIntoPackages() {
    ZipBuilder zip;
    zip.folder("lib/");
    zip.file("index.py", "print()", 0644);
    zip.compress();
    zip.file("lib/a.txt", QByteArray(1000, 'a'), 0644);
    const auto files = zipFiles(zip.bytes());
    QVERIFY(files.ok());
    QCOMPARE(files->keys(), (QStringList{u"index.py"_s, u"lib/a.txt"_s}));
    QCOMPARE((*files)[u"lib/a.txt"_s].bytes, int64_t(1000));
    QCOMPARE(zipFiles("no zip at all").error().code, u"InvalidParameterValue.ZipFile"_s);
    for (const int count : {limits::kZipEntries, limits::kZipEntries + 1}) {
      ZipBuilder many;
      for (int i = 0; i < count; ++i) many.file(QByteArray::number(i), {}, 0644);
      QCOMPARE(zipFiles(many.bytes()).ok(), count == limits::kZipEntries);
    }
  }
};

QTEST_GUILESS_MAIN(TestDeployPlan)
#include "tst_deployplan.moc"
