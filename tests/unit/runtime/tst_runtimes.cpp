// SPDX-License-Identifier: GPL-3.0-or-later
// Names, choice of interpreters, environment and context against the fact sheet's own texts.
#include "app/engine/runtime/contexttemplate.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
const Interpreter kPython39{u"python3"_s, u"/p/3.9"_s, 3, 9, 18};
const Interpreter kPython311{u"python3"_s, u"/p/3.11"_s, 3, 11, 2};
const Interpreter kPython3117{u"python3"_s, u"/p/3.11.7"_s, 3, 11, 7};
const Interpreter kPython313{u"python3"_s, u"/p/3.13"_s, 3, 13, 1};
const Interpreter kNode18{u"nodejs"_s, u"/n/18"_s, 18, 19, 0};
const Interpreter kNode20{u"nodejs"_s, u"/n/20"_s, 20, 20, 2};
}  // namespace

class TestRuntimes : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void namesOfTheFactSheet();
  void choice_data();
  void choice();
  void shown();
  void environmentIsScfs();
  void userVariablesReplaceOurs();
  void contextText();
  void contextWithVariables();
  void contextIsJson();
  void interpretersOfThisMachine();
  void shimsAreNotInterpreters();
};

void TestRuntimes::namesOfTheFactSheet() {
  for (const auto& name : {u"Python2.7"_s, u"Python3.6"_s, u"Python3.7"_s, u"Python3.9"_s, u"Python3.10"_s, u"Nodejs6.10"_s, u"Nodejs8.9"_s,
                           u"Nodejs10.15"_s, u"Nodejs12.16"_s, u"Nodejs14.18"_s, u"Nodejs16.13"_s, u"Nodejs18.15"_s, u"Nodejs20.19"_s,
                           u"Php5.6"_s, u"Php7"_s, u"Php7.4"_s, u"Php8.0"_s, u"Go1"_s, u"Java8"_s, u"Java11"_s, u"CustomRuntime"_s})
    QVERIFY2(runtimeName(name).has_value(), qPrintable(name));
  QVERIFY(!runtimeName(u"Python3"_s));
  QVERIFY(!runtimeName(u"python3.10"_s));
  QCOMPARE(runtimeName(u"Python3.10"_s)->label(), u"Python 3.10"_s);
  QCOMPARE(runtimeName(u"Nodejs18.15"_s)->label(), u"Node.js 18.15"_s);
  QVERIFY(runtimeSupported(*runtimeName(u"Nodejs12.16"_s)));
  QVERIFY(runtimeSupported(*runtimeName(u"Python3.6"_s)));
  QVERIFY(runtimeSupported(*runtimeName(u"Python2.7"_s)));  // kept, and says why it does not run
  QVERIFY(interpreterHint(installCommand(u"python2"_s)).contains(u"in the cloud only"_s));
  QVERIFY(interpreterHint(installCommand(u"php"_s)).contains(u"php-cli"_s));
  QVERIFY(runtimeSupported(*runtimeName(u"Go1"_s)));
  QCOMPARE(installCommand(u"python3"_s), u"sudo apt-get install python3"_s);
  QCOMPARE(installCommand(u"nodejs"_s), u"sudo apt-get install nodejs"_s);
}

void TestRuntimes::choice_data() {
  QTest::addColumn<QString>("runtime");
  QTest::addColumn<QList<int>>("found");
  QTest::addColumn<QString>("chosen");
  QTest::addColumn<QString>("path");
  const auto row = [](const char* name, const QString& runtime, const QList<int>& found, const QString& path, const QString& chosen = {}) {
    QTest::newRow(name) << runtime << found << chosen << path;
  };
  row("same minor", u"Python3.9"_s, {2, 1, 0}, u"/p/3.9"_s);
  row("next higher minor", u"Python3.10"_s, {3, 1, 0}, u"/p/3.11"_s);
  row("newest patch of the line", u"Python3.10"_s, {1, 2, 3}, u"/p/3.11.7"_s);
  row("highest when all are lower", u"Python3.11"_s, {0}, u"/p/3.9"_s);
  row("oldest name, nearest above", u"Python3.6"_s, {3, 0, 1}, u"/p/3.9"_s);
  row("Python 2 never maps to 3", u"Python2.7"_s, {0, 1, 2, 3}, QString());
  row("no family", u"Nodejs18.15"_s, {0, 1}, QString());
  row("node: same major", u"Nodejs18.15"_s, {4, 5}, u"/n/18"_s);
  row("node: next higher major", u"Nodejs16.13"_s, {5, 4}, u"/n/18"_s);
  row("node: same major though its minor is lower", u"Nodejs20.19"_s, {4, 5}, u"/n/20"_s);
  row("node: highest when all are lower", u"Nodejs22.21"_s, {4, 5}, u"/n/20"_s);
  row("the chosen one wins", u"Python3.9"_s, {0, 3}, u"/p/3.13"_s, u"/p/3.13"_s);
  row("a chosen one of another family doesn't", u"Python3.9"_s, {0, 4}, u"/p/3.9"_s, u"/n/18"_s);
  row("a chosen one that is gone doesn't", u"Python3.9"_s, {0}, u"/p/3.9"_s, u"/p/3.14"_s);
  row("none", u"Python3.9"_s, {}, QString());
}

void TestRuntimes::choice() {
  QFETCH(QString, runtime);
  QFETCH(QList<int>, found);
  QFETCH(QString, chosen);
  QFETCH(QString, path);
  const QList<Interpreter> all = {kPython39, kPython311, kPython3117, kPython313, kNode18, kNode20};
  QList<Interpreter> list;
  for (const int i : found) list.append(all[i]);
  const auto one = chooseInterpreter(*runtimeName(runtime), list, chosen);
  QCOMPARE(one ? one->path : QString(), path);
}

void TestRuntimes::shown() {
  const RuntimeName python = *runtimeName(u"Python3.10"_s);
  QCOMPARE(runtimeShown(python, kPython311), u"Python 3.10 (runs 3.11.2)"_s);
  QCOMPARE(runtimeShown(*runtimeName(u"Python3.11"_s), kPython311), u"Python 3.11"_s);
  QCOMPARE(runtimeShown(python, {}), u"Python 3.10 (no interpreter)"_s);
  QCOMPARE(kPython311.label(), u"Python 3.11.2"_s);
  QCOMPARE(kNode20.label(), u"Node.js 20.20.2"_s);
}

void TestRuntimes::environmentIsScfs() {
  EnvironmentInput input;
  input.key = {u"default"_s, u"fn"_s};
  input.config.environment = {{u"B"_s, u"2 = two"_s}, {u"A"_s, u"é"_s}};
  input.runtime = *runtimeName(u"Nodejs18.15"_s);
  input.interpreter = kNode18;
  input.instance = u"i-5e48"_s;
  const QByteArrayList list = instanceEnvironment(input);
  for (const char* entry :
       {"_SCF_SERVER_PORT=28902", "TENCENTCLOUD_RUNENV=SCF", "USER_CODE_ROOT=/var/user/", "SCF_RUNTIME=Nodejs18.15", "SCF_FUNCTIONNAME=fn",
        "SCF_FUNCTIONVERSION=$LATEST", "TENCENTCLOUD_TZ=UTC", "TZ=UTC", "PYTHONDONTWRITEBYTECODE=x", "PYTHONPATH=/var/user:/opt",
        "NODE_PATH=/var/user:/var/user/node_modules:/var/lang/node18/lib/node_modules:/opt:/opt/node_modules", "PWD=/var/user",
        "HOME=/home/qcloud", "USER=qcloud", "LOGNAME=qcloud", "LANG=en_US.UTF8", "LC_ALL=en_US.UTF8", "SHELL=/bin/bash", "SHLVL=3",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOSTNAME=i-5e48", "TENCENTCLOUD_REGION=ap-guangzhou"})
    QVERIFY2(list.contains(entry), entry);
  QCOMPARE(list.mid(list.size() - 2), (QByteArrayList{"B=2 = two", "A=é"}));
  for (const QByteArray& entry : list) QVERIFY2(!entry.startsWith("SCFDESK") && !entry.startsWith("XDG"), entry.constData());
}

void TestRuntimes::userVariablesReplaceOurs() {
  EnvironmentInput input;
  input.runtime = *runtimeName(u"Python3.10"_s);
  input.config.environment = {{u"TZ"_s, u"Asia/Shanghai"_s}, {u"PYTHONPATH"_s, u"/var/user/lib"_s}};
  const QByteArrayList list = instanceEnvironment(input);
  QVERIFY(!list.contains("TZ=UTC"));
  QVERIFY(!list.contains("PYTHONPATH=/var/user:/opt"));
  QVERIFY(list.contains("TZ=Asia/Shanghai"));
  QHash<QByteArray, int> names;
  for (const QByteArray& entry : list) ++names[entry.left(entry.indexOf('='))];
  for (auto it = names.begin(); it != names.end(); ++it) QVERIFY2(it.value() == 1, it.key().constData());
}

void TestRuntimes::contextText() {
  FunctionInfo f;
  f.key = {u"default"_s, u"hello"_s};
  QCOMPARE(contextJson(f, "11111111-2222-3333-4444-555555555555", u"$LATEST"_s),
           QByteArray(R"({"memory_limit_in_mb":128,"time_limit_in_ms":3000,"request_id":"11111111-2222-3333-4444-555555555555",)"
                      R"("environment":"{\"SCF_NAMESPACE\":\"default\"}","environ":"SCF_NAMESPACE=default;SCF_NAMESPACE=default",)"
                      R"("function_version":"$LATEST","function_name":"hello","namespace":"default","tencentcloud_region":"ap-guangzhou",)"
                      R"("tencentcloud_appid":"1250000000","tencentcloud_uin":"100000000001"})"));
}

void TestRuntimes::contextWithVariables() {
  FunctionInfo f;
  f.key = {u"ns"_s, u"hello"_s};
  f.config.environment = {{u"B"_s, u"1"_s}, {u"A"_s, u"x\"y"_s}};
  const QJsonObject context = QJsonDocument::fromJson(contextJson(f, "id", u"$LATEST"_s)).object();
  QCOMPARE(context["environment"_L1].toString(), uR"({"B":"1","A":"x\"y","SCF_NAMESPACE":"ns"})"_s);
  QCOMPARE(context["environ"_L1].toString(), u"B=1;A=x\"y;SCF_NAMESPACE=ns;SCF_NAMESPACE=ns"_s);
}

void TestRuntimes::contextIsJson() {
  FunctionInfo f;
  f.key = {u"default"_s, u"hello"_s};
  f.config.environment = {{u"A"_s, u"\\ \" \n \r \t \b \f \u0001 \u001f é 行 😀"_s}};
  const ContextTemplate once(f, u"$LATEST"_s);
  for (const char* id : {"a", "b"}) {
    QJsonParseError error;
    const QJsonObject context = QJsonDocument::fromJson(once.render(id), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(context["request_id"_L1].toString(), QString::fromLatin1(id));
    const QJsonObject environment = QJsonDocument::fromJson(context["environment"_L1].toString().toUtf8()).object();
    QCOMPARE(environment["A"_L1].toString(), f.config.environment[0].second);
  }
}

void TestRuntimes::interpretersOfThisMachine() {
  QTemporaryDir folder;
  const QString cache = folder.filePath(u"interpreters.json"_s);
  const QList<Interpreter> found = findInterpreters(cache);
  QSet<QString> paths;
  for (const Interpreter& one : found) {
    QVERIFY2(QFileInfo(one.path).isExecutable() && !QFileInfo(one.path).isSymLink(), qPrintable(one.path));
    QVERIFY(one.family == u"python3"_s ? one.major == 3 : one.major > 3);
    paths.insert(one.path);
  }
  QCOMPARE(paths.size(), found.size());
  const QString system = QFileInfo(u"/usr/bin/python3"_s).canonicalFilePath();
  QVERIFY(system.isEmpty() || paths.contains(system));
  QVERIFY(found.isEmpty() || QFile::exists(cache));
  // The second time the answers come from the cache: a false one there shows that nobody asked again.
  QFile file(cache);
  QVERIFY(file.open(QIODevice::ReadOnly));
  QByteArray text = file.readAll();
  file.close();
  text.replace("\"Python 3.", "\"Python 3.1");
  QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
  file.close();
  for (const Interpreter& one : findInterpreters(cache))
    if (one.family == u"python3"_s) QVERIFY2(one.minor >= 10 && QString::number(one.minor).startsWith(u'1'), qPrintable(one.label()));
}

void TestRuntimes::shimsAreNotInterpreters() {
  QTemporaryDir folder;
  QFile shim(folder.filePath(u"python3"_s));
  QVERIFY(shim.open(QIODevice::WriteOnly));
  shim.write("#!/bin/sh\necho Python 3.99.1\n");
  shim.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  shim.close();
  const QByteArray path = qgetenv("PATH");
  qputenv("PATH", folder.path().toLocal8Bit() + ':' + path);
  const QList<Interpreter> found = findInterpreters({});
  qputenv("PATH", path);
  for (const Interpreter& one : found) QVERIFY(one.minor != 99);
}

QTEST_GUILESS_MAIN(TestRuntimes)
#include "tst_runtimes.moc"
