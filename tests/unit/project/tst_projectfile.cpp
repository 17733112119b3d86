// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/project/projectfile.h"
#include "app/engine/project/yamltree.h"
#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr char kScfcli[] =
    "Globals:\n  Function:\n    Timeout: 10\n    Environment:\n      Variables:\n        COMMON: yes\n"
    "Resources:\n  default:\n    Type: 'TencentCloud::Serverless::Namespace'\n    hello_world:\n      Type: TencentCloud::Serverless::Function\n"
    "      Properties:\n        CodeUri: ./src\n        Type: Event\n        Description: This is a template function\n        Role: QCS_SCFExcuteRole\n"
    "        Environment:\n          Variables:\n            ENV_FIRST: env1\n            VERSION: 1.10\n        Handler: index.main_handler\n        MemorySize: 256\n"
    "        Runtime: Python3.6\n        VpcConfig:\n          VpcId: vpc-1\n        Events:\n          every_five:\n            Type: Timer\n            Properties:\n"
    "              CronExpression: '0 */5 * * * * *'\n              Enable: false\n              Argument: now\n          uploads:\n            Type: COS\n            Properties:\n"
    "              Bucket: pictures-1250000000.cos.ap-guangzhou.myqcloud.com\n              Filter:\n                Prefix: in/\n                Suffix: .jpg\n              Events: 'cos:ObjectCreated:*'\n"
    "          lines:\n            Type: Ckafka\n            Properties:\n              Name: ckafka-2o10hua5\n              Topic: orders\n              MaxMsgNum: 50\n              Offset: latest\n"
    "          video:\n            Type: MPS\n            Properties:\n              EventType: WorkflowTask\n"
    "    second:\n      Type: TencentCloud::Serverless::Function\n      Properties:\n        CodeUri: ./second.zip\n        Handler: main\n        Runtime: Go1\n        MemorySize: 100\n";

constexpr char kServerless[] =
    "app: shop\nstage: dev\ncomponent: scf\nname: orders\ninputs:\n  name: ${name}-${stage}\n  src:\n    src: ./code\n    exclude:\n      - .env\n  type: event\n  handler: index.main\n"
    "  runtime: Nodejs16.13\n  namespace: default\n  region: ap-guangzhou\n  memorySize: 512\n  timeout: 30\n  initTimeout: 20\n  traceEnable: true\n  environment:\n    variables:\n"
    "      STAGE: ${stage}\n      SECRET: ${env:SECRET}\n  layers:\n    - name: deps\n      version: 1\n  cls:\n    logsetId: x\n  events:\n    - timer:\n        name: nightly\n        parameters:\n"
    "          cronExpression: '0 0 3 * * * *'\n          enable: true\n    - apigw:\n        name: api\n        parameters:\n          serviceName: shop\n          environment: release\n          protocols:\n"
    "            - http\n          endpoints:\n            - path: /orders\n              method: POST\n              function:\n                isIntegratedResponse: true\n";
}  // namespace

/// Public project files: what comes over, what is named because it does not, and files that mean harm.
class TestProjectFile final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void templateOfScfcli() {
    const auto read = projectfile::read(kScfcli);
    QVERIFY2(read.ok(), read ? "" : qUtf8Printable(read.error().message));
    QCOMPARE(read->kind, u"scfcli"_s);
    QCOMPARE(read->functions.size(), 2);
    QCOMPARE(read->functions[1].config.memoryMb, 128);
    QCOMPARE(read->functions[1].code, u"./second.zip"_s);
    const ProjectFunction& f = read->functions.first();
    QCOMPARE(f.key, (FunctionKey{u"default"_s, u"hello_world"_s}));
    QCOMPARE(f.code, u"./src"_s);
    QCOMPARE(f.config.runtime, u"Python3.6"_s);
    QCOMPARE(f.config.memoryMb, 256);
    QCOMPARE(f.config.timeoutSeconds, 10);
    QCOMPARE(f.role, u"QCS_SCFExcuteRole"_s);
    const QList<std::pair<QString, QString>> environment = {{u"COMMON"_s, u"yes"_s}, {u"ENV_FIRST"_s, u"env1"_s}, {u"VERSION"_s, u"1.10"_s}};
    QCOMPARE(f.config.environment, environment);
    QCOMPARE(f.triggers.size(), 3);
    QCOMPARE(f.triggers[0].type, u"timer"_s);
    QVERIFY(!f.triggers[0].enabled);
    QCOMPARE(f.triggers[0].customArgument, u"now"_s);
    QVERIFY(f.triggers[0].desc.contains(u"0 */5 * * * * *"));
    QCOMPARE(f.triggers[1].name, u"pictures-1250000000.cos.ap-guangzhou.myqcloud.com"_s);
    QVERIFY(f.triggers[1].desc.contains(u".jpg"));
    QCOMPARE(f.triggers[2].name, u"ckafka-2o10hua5-orders"_s);
    QVERIFY(f.triggers[2].desc.contains(u"50"));
    QVERIFY(noted(*read, u"Resources.default.hello_world.Properties.VpcConfig"_s));
    QVERIFY(noted(*read, u"Resources.default.hello_world.Properties.Events.video"_s));
    QVERIFY(noted(*read, u"Resources.default.second.Properties.MemorySize"_s));  // 100 MB is no size: the usual one
  }

  void aFileWithoutItsHandlerIsNamed() {
    const auto read = projectfile::read("Resources:\n  default:\n    f1:\n      Type: TencentCloud::Serverless::Function\n      Properties: {Runtime: Python3.9}\n"
                                        "    f2:\n      Type: TencentCloud::Serverless::Function\n      Properties: {Runtime: Cobol1, Handler: index.main}\n    topic:\n      Type: TencentCloud::Other\n");
    QVERIFY(read.ok());
    QVERIFY(read->functions.isEmpty());
    QVERIFY(noted(*read, u"Resources.default.f1"_s) && noted(*read, u"Resources.default.f2"_s) && noted(*read, u"Resources.default.topic"_s));
  }

  void serverlessOfTheComponent() {
    const auto read = projectfile::read(kServerless);
    QVERIFY2(read.ok(), read ? "" : qUtf8Printable(read.error().message));
    QCOMPARE(read->kind, u"serverless"_s);
    QCOMPARE(read->functions.size(), 1);
    const ProjectFunction& f = read->functions.first();
    QCOMPARE(f.key, (FunctionKey{u"default"_s, u"orders-dev"_s}));
    QCOMPARE(f.code, u"./code"_s);
    QCOMPARE(f.config.memoryMb, 512);
    QCOMPARE(f.config.timeoutSeconds, 30);
    QCOMPARE(f.config.initTimeoutSeconds, 20);
    QVERIFY(f.config.traceEnabled);
    QCOMPARE(f.config.environment.first(), std::pair(u"STAGE"_s, u"dev"_s));
    QCOMPARE(f.triggers.size(), 2);
    QCOMPARE(f.triggers[1].type, u"apigw"_s);
    QVERIFY(f.triggers[1].desc.contains(u"/orders") && f.triggers[1].desc.contains(u"\"isIntegratedResponse\":\"TRUE\""));
    for (const char16_t* where : {u"inputs.src.exclude", u"inputs.environment.variables.SECRET", u"inputs.layers", u"inputs.cls"}) QVERIFY2(noted(*read, QString::fromUtf16(where)), qUtf8Printable(QString::fromUtf16(where)));
  }

  void webFunctions() {
    const auto read = projectfile::read("component: scf\nname: site\ninputs:\n  src: .\n  type: web\n  runtime: Nodejs16.13\n");
    QVERIFY(read.ok());
    QCOMPARE(read->functions.size(), 1);
    QVERIFY(read->functions.first().web);
  }

  void whatIsWrittenIsReadAgain_data() {
    QTest::addColumn<bool>("serverless");
    QTest::newRow("scfcli") << false;
    QTest::newRow("serverless") << true;
  }
  void whatIsWrittenIsReadAgain() {
    QFETCH(bool, serverless);
    const auto first = projectfile::read(kScfcli);
    QVERIFY(first.ok());
    const ProjectFunction& f = first->functions.first();
    FunctionInfo info;
    info.key = f.key;
    info.config = f.config;
    info.config.environment.append({u"MULTI"_s, u"a: b\n\"quoted\" # no comment\ttab"_s});
    info.role = f.role;
    info.source = CodeSource::Folder;
    info.folder = u"/home/me/my code"_s;
    QList<TriggerInfo> triggers = f.triggers;
    TriggerInfo clb;
    clb.name = u"clb-1"_s;
    clb.type = u"clb"_s;
    triggers.append(clb);
    const QByteArray text = serverless ? projectfile::writeServerless({&info, triggers}) : projectfile::writeScfcli({{&info, triggers}});
    QVERIFY2(text.contains("# The trigger clb-1 of type clb"), text.constData());
    const auto again = projectfile::read(text);
    QVERIFY2(again.ok(), again ? "" : qUtf8Printable(again.error().message));
    QCOMPARE(again->functions.size(), 1);
    const ProjectFunction& g = again->functions.first();
    QCOMPARE(g.key, f.key);
    QCOMPARE(g.config, info.config);
    QCOMPARE(g.role, f.role);
    QCOMPARE(g.code, info.folder);
    QCOMPARE(g.triggers.size(), f.triggers.size());
    for (int i = 0; i < f.triggers.size(); ++i) {
      QCOMPARE(g.triggers[i].type, f.triggers[i].type);
      QCOMPARE(g.triggers[i].enabled, f.triggers[i].enabled);
      QCOMPARE(g.triggers[i].desc, f.triggers[i].desc);
      QCOMPARE(g.triggers[i].customArgument, f.triggers[i].customArgument);
      if (f.triggers[i].type != u"timer") QCOMPARE(g.triggers[i].name, f.triggers[i].name);
    }
    QVERIFY2(again->notes.isEmpty(), again->notes.isEmpty() ? "" : qUtf8Printable(again->notes.first().where));
  }

  /// Who may call a function URL survives the way out and in: left out, it would be public.
  void protectionOfFunctionUrls_data() {
    QTest::addColumn<QString>("desc");
    QTest::newRow("keys") << u"{\"AuthType\":\"CAM\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}"_s;
    QTest::newRow("intranet, cors") << u"{\"AuthType\":\"CAM\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":false},\"CorsConfig\":{\"Enable\":true,\"Origins\":[\"https://a.example\",\"1\"],\"Methods\":[\"GET\"],\"MaxAge\":60,\"Credentials\":false}}"_s;
    QTest::newRow("public") << u"{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}"_s;
  }
  void protectionOfFunctionUrls() {
    QFETCH(QString, desc);
    FunctionInfo info;
    info.key = {u"default"_s, u"web"_s};
    info.config.runtime = u"Python3.9"_s;
    info.config.handler = u"index.main"_s;
    TriggerInfo trigger;
    trigger.name = u"url"_s;
    trigger.type = u"http"_s;
    trigger.desc = desc;
    for (const QByteArray& text : {projectfile::writeScfcli({{&info, {trigger}}}), projectfile::writeServerless({&info, {trigger}})}) {
      const auto again = projectfile::read(text);
      QVERIFY2(again.ok() && again->functions.size() == 1, text.constData());
      QVERIFY2(again->notes.isEmpty(), text.constData());
      QCOMPARE(again->functions.first().triggers.size(), 1);
      QCOMPARE(again->functions.first().triggers.first().desc, desc);
    }
  }
  void aFunctionUrlThatIsWrongIsNotMadePublic() {
    const auto head = [](const char* parameters) { return QByteArray(QByteArray("component: scf\nname: fn\ninputs:\n  runtime: Python3.9\n  handler: index.main\n  src: .\n  events:\n    - http:\n        name: url\n        parameters: ") + parameters + "\n"); };
    for (const char* parameters : {"{authType: KEY}", "{authType: CAM, corsConfig: {Origin: [a]}}", "{authType: CAM, netConfig: off}", "{authType: CAM, netConfig: {enableExtranet: perhaps}}"}) {
      const auto read = projectfile::read(head(parameters));
      QVERIFY(read.ok());
      QVERIFY2(read->functions.first().triggers.isEmpty() && noted(*read, u"inputs.events[0].http"_s), parameters);
    }
    const auto open = projectfile::read(head("{enable: true}"));
    QVERIFY(open.ok() && open->functions.first().triggers.size() == 1);
    QVERIFY(noted(*open, u"inputs.events[0].http"_s));  // it says that it is public
  }

  void valuesThatTheFileDoesNotSay() {
    const QByteArray text = "component: scf\nname: scfdemo\nstage: dev\ninputs:\n  name: ${name}-${stage}-${app}\n  runtime: Python3.9\n  handler: index.main\n  src: .\n";
    const auto without = projectfile::read(text);
    QVERIFY(without.ok() && without->functions.isEmpty());
    QCOMPARE(without->missing, QStringList{u"app"_s});
    const auto with = projectfile::read(text, {{u"app"_s, u"shop"_s}, {u"stage"_s, u"prod"_s}});  // the file's own stage wins
    QVERIFY(with.ok() && with->missing.isEmpty());
    QCOMPARE(with->functions.first().key.name, u"scfdemo-dev-shop"_s);
    const auto longest = projectfile::read(text, {{u"app"_s, QString(projectfile::kValueChars + 1, u'a')}});
    QVERIFY(longest.ok() && longest->functions.isEmpty());  // cut, and no function name either way
  }

  void whatHasNoPlaceInTheFileIsNamed() {
    FunctionInfo info;
    info.key = {u"shop"_s, u"fn"_s};
    info.reservedMemoryMb = 256;
    info.versions.append(VersionInfo{});
    TriggerInfo clb, timer;
    clb.name = u"clb-1"_s;
    clb.type = u"clb"_s;
    timer.name = u"t"_s;
    timer.type = u"timer"_s;
    timer.qualifier = u"3"_s;
    const auto notes = projectfile::notWritten({&info, {clb, timer}});
    QCOMPARE(notes.size(), 4);
    for (const ProjectNote& note : notes) QCOMPARE(note.where, u"shop/fn"_s);
    QVERIFY(projectfile::notWritten({&info, {}}).size() == 2);
  }

  void anchorsAreShared() {
    const auto read = projectfile::read("Resources:\n  default:\n    one: &f\n      Type: TencentCloud::Serverless::Function\n      Properties: &p {Runtime: Python3.9, Handler: index.main, CodeUri: ., MemorySize: 256}\n"
                                        "    two:\n      <<: *f\n      Properties:\n        <<: *p\n        MemorySize: 512\n");
    QVERIFY2(read.ok(), read ? "" : qUtf8Printable(read.error().message));
    QCOMPARE(read->functions.size(), 2);
    QCOMPARE(read->functions[1].config.memoryMb, 512);
    QCOMPARE(read->functions[1].config.handler, u"index.main"_s);
  }

  void limits_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    const QByteArray head = "component: scf\nname: fn\ninputs: {runtime: Python3.9, handler: index.main, src: ., x: ";
    const auto nested = [&](int levels) { return QByteArray(head + QByteArray(levels, '[') + QByteArray(levels, ']') + "}\n"); };
    QTest::newRow("as deep as may be") << nested(yaml::kDepth - 2) << true;
    QTest::newRow("one deeper") << nested(yaml::kDepth - 1) << false;
    QTest::newRow("far deeper") << nested(100'000) << false;
    const auto many = [&](int values) { return QByteArray(head + '[' + QByteArray("1,").repeated(values) + "]}\n"); };
    // The scalars before: component, scf, name, fn, inputs and its map, and so on: 16 with the root and the list.
    QTest::newRow("as many as may be") << many(yaml::kNodes - 17) << true;
    QTest::newRow("too many") << many(yaml::kNodes + 1) << false;
    const auto aliased = [&](int count) { return QByteArray("component: scf\nname: fn\nbase: &a 1\ninputs: {runtime: Python3.9, handler: index.main, src: ., x: [" + QByteArray("*a,").repeated(count) + "]}\n"); };
    QTest::newRow("as many aliases as may be") << aliased(yaml::kAliases) << true;
    QTest::newRow("one more") << aliased(yaml::kAliases + 1) << false;
    const QByteArray tail = "#";
    QTest::newRow("as long as may be") << QByteArray(QByteArray(kServerless) + '#' + QByteArray(yaml::kBytes - qsizetype(sizeof kServerless), 'x')) << true;
    QTest::newRow("one byte more") << QByteArray(QByteArray(kServerless) + '#' + QByteArray(yaml::kBytes - qsizetype(sizeof kServerless) + 1, 'x')) << false;
    QByteArray bomb = "component: scf\nname: fn\nl0: &l0 [x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 12; ++i) bomb += "l" + QByteArray::number(i) + ": &l" + QByteArray::number(i) + " [" + QByteArray("*l" + QByteArray::number(i - 1) + ",").repeated(8) + "]\n";
    QTest::newRow("a billion laughs") << QByteArray(bomb + "inputs: *l11\n") << false;
    QTest::newRow("around itself") << QByteArray("component: scf\ninputs: &a\n  name: fn\n  x: *a\n") << false;
    QTest::newRow("twice the same name") << QByteArray("component: scf\nname: a\nname: b\ninputs: {}\n") << false;
    QTest::newRow("no YAML") << QByteArray("a: [1, 2\nb: }") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("another component") << QByteArray("component: apigateway\ninputs: {}\n") << false;
    QTest::newRow("something else") << QByteArray("services:\n  web: {}\n") << false;
    QByteArray functions = "Resources:\n  default:\n";
    for (int i = 0; i < projectfile::kFunctions; ++i) functions += "    f" + QByteArray::number(i) + ": {Type: 'TencentCloud::Serverless::Function', Properties: {Runtime: Go1, Handler: main, CodeUri: .}}\n";
    QTest::newRow("a hundred functions") << functions << true;
    QTest::newRow("one more function") << QByteArray(functions + "    more: {Type: 'TencentCloud::Serverless::Function', Properties: {Runtime: Go1, Handler: main, CodeUri: .}}\n") << false;
  }
  void limits() {
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    const auto read = projectfile::read(text);
    QVERIFY2(read.ok() == good, read ? "it was taken" : qUtf8Printable(read.error().message));
    if (!read) QCOMPARE(read.error().code, u"Local.ProjectFile"_s);
  }

  /// Every cut and every changed byte of real files: an answer, whatever it is.
  void damagedFilesAreAnswered() {
    for (const char* text : {kScfcli, kServerless}) {
      const QByteArray whole(text);
      for (qsizetype cut = 0; cut < whole.size(); cut += 3) {
        const auto read = projectfile::read(whole.first(cut));
        QVERIFY(read.ok() || !read.error().message.isEmpty());
      }
      quint32 seed = 7;
      for (int i = 0; i < 600; ++i) {
        QByteArray changed = whole;
        for (int k = 0; k < 3; ++k) {
          seed = seed * 1664525 + 1013904223;
          changed[qsizetype(seed >> 8) % changed.size()] = "\0&*!{}[]:-<|>%@`'\"\n\t\xff "[(seed >> 3) % 22];
        }
        const auto read = projectfile::read(changed);
        QVERIFY(read.ok() || !read.error().message.isEmpty());
      }
    }
  }

 private:
  static bool noted(const Project& project, const QString& where) {
    return std::any_of(project.notes.begin(), project.notes.end(), [&](const ProjectNote& n) { return n.where == where && !n.what.isEmpty() && n.line > 0; });
  }
};

QTEST_GUILESS_MAIN(TestProjectFile)
#include "tst_projectfile.moc"
