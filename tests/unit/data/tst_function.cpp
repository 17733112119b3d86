// SPDX-License-Identifier: GPL-3.0-or-later
// SCF's rules for what a user may write, at each limit and one past it, and SCF's code for what is wrong.
#include "models/data/function.h"
#include "models/data/instance.h"
#include "models/data/limits.h"
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestFunction : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void functionName_data();
  void functionName();
  void handler_data();
  void handler();
  void memory_data();
  void memory();
  void timeout_data();
  void timeout();
  void initTimeout_data();
  void initTimeout();
  void environment_data();
  void environment();
  void environmentSize();
  void description();
  void namespaceName_data();
  void namespaceName();
  void wholeConfig();
  void statusNames();
  void codeNames();
  void instanceNames();
};

namespace {

/// "" when it is right, else the code.
QString codeOf(const Status& status) { return status ? QString() : status.error().code; }

void text(const QString& value, bool right) { QTest::newRow(qPrintable(value.isEmpty() ? u"(empty)"_s : value.left(40) + u' ' + QString::number(value.size()))) << value << right; }
void number(int value, bool right) { QTest::newRow(qPrintable(QString::number(value))) << value << right; }
void textColumns() {
  QTest::addColumn<QString>("value");
  QTest::addColumn<bool>("right");
}
void numberColumns() {
  QTest::addColumn<int>("value");
  QTest::addColumn<bool>("right");
}

}  // namespace

void TestFunction::functionName_data() {
  textColumns();
  text(u"ab"_s, true);
  text(u"a"_s, false);
  text(QString(), false);
  text(u"a"_s.repeated(60), true);
  text(u"a"_s.repeated(61), false);
  text(u"Hello-World_2"_s, true);
  text(u"2hello"_s, false);
  text(u"_hello"_s, false);
  text(u"hello-"_s, false);
  text(u"hello_"_s, false);
  text(u"hello world"_s, false);
  text(u"hello.world"_s, false);
  text(u"h\u00e9llo"_s, false);
  text(u"\u51fd\u6570"_s, false);
}

void TestFunction::functionName() {
  QFETCH(QString, value);
  QFETCH(bool, right);
  const Status status = checkFunctionName(value);
  QCOMPARE(codeOf(status), right ? QString() : u"InvalidParameter.FunctionName"_s);
  if (!right) QVERIFY(status.error().message.contains(value.left(40)));
}

void TestFunction::handler_data() {
  textColumns();
  text(u"index.main_handler"_s, true);
  text(u"ab.cd"_s, true);
  text(u"a.cd"_s, false);
  text(u"ab.c"_s, false);
  text(u"a"_s.repeated(60) + u'.' + u"b"_s.repeated(60), true);
  text(u"a"_s.repeated(61) + u'.' + u"b"_s.repeated(60), false);
  text(u"a"_s.repeated(60) + u'.' + u"b"_s.repeated(61), false);
  text(u"index"_s, false);
  text(u"index.main.handler"_s, false);
  text(u"src/index.main"_s, false);
  text(u"../index.main"_s, false);
  text(QString(), false);
}

void TestFunction::handler() {
  QFETCH(QString, value);
  QFETCH(bool, right);
  QCOMPARE(codeOf(checkHandler(value)), right ? QString() : u"InvalidParameterValue.Handler"_s);
}

void TestFunction::memory_data() {
  numberColumns();
  for (const int mb : {64, 128, 256, 384, 1024, 3072}) number(mb, true);
  for (const int mb : {-128, 0, 63, 65, 127, 129, 192, 3071, 3073, 3200}) number(mb, false);
}

void TestFunction::memory() {
  QFETCH(int, value);
  QFETCH(bool, right);
  QCOMPARE(codeOf(checkMemory(value)), right ? QString() : u"InvalidParameterValue.MemorySize"_s);
}

void TestFunction::timeout_data() {
  numberColumns();
  for (const int s : {1, 3, 900}) number(s, true);
  for (const int s : {-1, 0, 901}) number(s, false);
}

void TestFunction::timeout() {
  QFETCH(int, value);
  QFETCH(bool, right);
  QCOMPARE(codeOf(checkTimeout(value)), right ? QString() : u"LimitExceeded.Timeout"_s);
}

void TestFunction::initTimeout_data() {
  numberColumns();
  for (const int s : {3, 65, 300}) number(s, true);
  for (const int s : {2, 0, 301}) number(s, false);
}

void TestFunction::initTimeout() {
  QFETCH(int, value);
  QFETCH(bool, right);
  QCOMPARE(codeOf(checkInitTimeout(value)), right ? QString() : u"LimitExceeded.InitTimeout"_s);
}

void TestFunction::environment_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("code");
  QTest::newRow("plain") << u"KEY_2"_s << QString();
  QTest::newRow("lower") << u"k"_s << QString();
  QTest::newRow("empty") << QString() << u"InvalidParameterValue.Environment"_s;
  QTest::newRow("digit first") << u"2K"_s << u"InvalidParameterValue.Environment"_s;
  QTest::newRow("underscore first") << u"_K"_s << u"InvalidParameterValue.Environment"_s;
  QTest::newRow("dash") << u"A-B"_s << u"InvalidParameterValue.Environment"_s;
  QTest::newRow("equals") << u"A=B"_s << u"InvalidParameterValue.Environment"_s;
  QTest::newRow("SCF_") << u"SCF_X"_s << u"InvalidParameterValue.EnvironmentSystemProtect"_s;
  QTest::newRow("QCLOUD_") << u"QCLOUD_X"_s << u"InvalidParameterValue.EnvironmentSystemProtect"_s;
  QTest::newRow("TENCENTCLOUD_") << u"TENCENTCLOUD_X"_s << u"InvalidParameterValue.EnvironmentSystemProtect"_s;
  QTest::newRow("SCF without underscore") << u"SCFX"_s << QString();
}

void TestFunction::environment() {
  QFETCH(QString, key);
  QFETCH(QString, code);
  QCOMPARE(codeOf(checkEnvironment({{key, u"v"_s}})), code);
}

void TestFunction::environmentSize() {
  QCOMPARE(codeOf(checkEnvironment({})), QString());
  const auto of = [](int bytes) { return QList<std::pair<QString, QString>>{{u"AB"_s, u"x"_s.repeated(1000)}, {u"CD"_s, u"y"_s.repeated(bytes - 1004)}}; };
  QCOMPARE(codeOf(checkEnvironment(of(limits::kEnvironmentBytes))), QString());
  QCOMPARE(codeOf(checkEnvironment(of(limits::kEnvironmentBytes + 1))), u"InvalidParameterValue.EnvironmentExceededLimit"_s);
  // Bytes are counted, not characters.
  QCOMPARE(codeOf(checkEnvironment({{u"A"_s, u"\u4e2d"_s.repeated(1365)}})), QString());
  QCOMPARE(codeOf(checkEnvironment({{u"AB"_s, u"\u4e2d"_s.repeated(1365)}})), u"InvalidParameterValue.EnvironmentExceededLimit"_s);
  QCOMPARE(codeOf(checkEnvironment({{u"A"_s, u"1"_s}, {u"A"_s, u"2"_s}})), u"InvalidParameterValue.Environment"_s);
  QCOMPARE(codeOf(checkEnvironment({{u"A"_s, QString(QChar(0))}})), u"InvalidParameterValue.Environment"_s);
}

void TestFunction::description() {
  QCOMPARE(codeOf(checkDescription(u"d"_s.repeated(limits::kDescriptionChars))), QString());
  QCOMPARE(codeOf(checkDescription(u"d"_s.repeated(limits::kDescriptionChars + 1))), u"InvalidParameterValue.Description"_s);
}

void TestFunction::namespaceName_data() {
  textColumns();
  text(u"default"_s, true);
  text(u"a"_s, true);
  text(u"a-b_2"_s, true);
  text(u"a"_s.repeated(30), true);
  text(u"a"_s.repeated(31), false);
  text(QString(), false);
  text(u"a b"_s, false);
  text(u"a/b"_s, false);
}

void TestFunction::namespaceName() {
  QFETCH(QString, value);
  QFETCH(bool, right);
  QCOMPARE(codeOf(checkNamespaceName(value)), right ? QString() : u"InvalidParameterValue.NamespaceInvalid"_s);
}

void TestFunction::wholeConfig() {
  FunctionConfig config;
  config.runtime = u"Python3.10"_s;
  config.handler = u"index.main_handler"_s;
  QCOMPARE(codeOf(checkConfig(config)), QString());
  FunctionConfig wrong = config;
  wrong.handler = u"index"_s;
  QCOMPARE(codeOf(checkConfig(wrong)), u"InvalidParameterValue.Handler"_s);
  wrong = config;
  wrong.memoryMb = 100;
  QCOMPARE(codeOf(checkConfig(wrong)), u"InvalidParameterValue.MemorySize"_s);
  wrong = config;
  wrong.timeoutSeconds = 901;
  QCOMPARE(codeOf(checkConfig(wrong)), u"LimitExceeded.Timeout"_s);
  wrong = config;
  wrong.initTimeoutSeconds = 301;
  QCOMPARE(codeOf(checkConfig(wrong)), u"LimitExceeded.InitTimeout"_s);
  wrong = config;
  wrong.description = u"d"_s.repeated(1001);
  QCOMPARE(codeOf(checkConfig(wrong)), u"InvalidParameterValue.Description"_s);
  wrong = config;
  wrong.environment = {{u"SCF_A"_s, u"1"_s}};
  QCOMPARE(codeOf(checkConfig(wrong)), u"InvalidParameterValue.EnvironmentSystemProtect"_s);
}

void TestFunction::statusNames() {
  for (int i = 0; i <= int(FunctionStatus::DeleteFailed); ++i) {
    const auto status = FunctionStatus(i);
    QVERIFY(!statusName(status).isEmpty());
    QCOMPARE(statusFromName(statusName(status)), std::optional(status));
  }
  QCOMPARE(statusName(FunctionStatus::CreateFailed), u"CreateFailed"_s);
  QCOMPARE(statusFromName(u"active"_s), std::nullopt);
}

void TestFunction::codeNames() {
  QCOMPARE(statusCodeName(200), u"Success"_s);
  QCOMPARE(statusCodeName(432), u"ResourceLimitReached"_s);
  QCOMPARE(statusCodeName(433), u"TimeLimitReached"_s);
  QCOMPARE(statusCodeName(434), u"MemoryLimitReached"_s);
  QVERIFY(statusCodeName(777).contains(u"777"_s));
  QSet<QString> names;
  for (const int code : {200, 202, 400, 406, 407, 429, 430, 432, 433, 434, 435, 437, 438, 439, 443, 450, 499, 500}) names += statusCodeName(code);
  QCOMPARE(names.size(), 18);
}

void TestFunction::instanceNames() {
  QSet<QString> names;
  for (InstanceId id = 1; id <= 200'000; ++id) names += instanceName(id);
  QCOMPARE(names.size(), 200'000);
  for (const InstanceId id : {1u, 7u, 500u}) QVERIFY(QRegularExpression(u"^i-[0-9a-f]{4}$"_s).match(instanceName(id)).hasMatch());
}

QTEST_APPLESS_MAIN(TestFunction)
#include "tst_function.moc"
