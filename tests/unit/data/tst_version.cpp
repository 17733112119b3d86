// SPDX-License-Identifier: GPL-3.0-or-later
// Names of versions and aliases, routing rules and where they send a call (facts/scf.md 1.7 and section 8).
#include "models/data/version.h"
#include "models/data/limits.h"
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestVersion : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void names();
  void aliasNames_data();
  void aliasNames();
  void routing_data();
  void routing();
  void weightsFollowTheDice();
  void rules_data();
  void rules();
  void asyncConfig_data();
  void asyncConfig();
};

void TestVersion::names() {
  QCOMPARE(versionName(0), u"$LATEST"_s);
  QCOMPARE(versionName(12), u"12"_s);
  QCOMPARE(versionFromName(u"$LATEST"), std::optional<VersionNumber>(0));
  QCOMPARE(versionFromName(u"12"), std::optional<VersionNumber>(12));
  for (const QString& name : {u"$DEFAULT"_s, u""_s, u"0"_s, u"01"_s, u"1x"_s, u"-1"_s, u"99999999999"_s, u"prod"_s, u" 1"_s}) QVERIFY2(!versionFromName(name), qPrintable(name));
}

void TestVersion::aliasNames_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<bool>("good");
  QTest::newRow("one letter") << u"a"_s << true;
  QTest::newRow("all kinds") << u"Prod-2_x"_s << true;
  QTest::newRow("default") << u"$DEFAULT"_s << true;
  QTest::newRow("at the limit") << QString(limits::kAliasChars, u'a') << true;
  QTest::newRow("past the limit") << QString(limits::kAliasChars + 1, u'a') << false;
  QTest::newRow("empty") << QString() << false;
  QTest::newRow("digit first") << u"1a"_s << false;
  QTest::newRow("dollar") << u"$LATEST"_s << false;
  QTest::newRow("space") << u"a b"_s << false;
  QTest::newRow("not ASCII") << u"版本"_s << false;
}
void TestVersion::aliasNames() {
  QFETCH(QString, name);
  QFETCH(bool, good);
  QCOMPARE(checkAliasName(name).ok(), good);
}

void TestVersion::routing_data() {
  QTest::addColumn<QList<VersionWeight>>("weights");
  QTest::addColumn<QList<VersionMatch>>("matches");
  QTest::addColumn<QString>("code");
  using W = QList<VersionWeight>;
  using M = QList<VersionMatch>;
  const QString key = u"invoke.headers.User"_s;
  QTest::newRow("none") << W{} << M{} << QString();
  QTest::newRow("weight 0") << W{{2, 0}} << M{} << QString();
  QTest::newRow("weight 1") << W{{2, 1}} << M{} << QString();
  QTest::newRow("weight below") << W{{2, -0.01}} << M{} << u"InvalidParameterValue.AdditionalVersionWeights"_s;
  QTest::newRow("weight above") << W{{2, 1.01}} << M{} << u"InvalidParameterValue.AdditionalVersionWeights"_s;
  QTest::newRow("weight no number") << W{{2, qQNaN()}} << M{} << u"InvalidParameterValue.AdditionalVersionWeights"_s;
  QTest::newRow("two extras") << W{{2, 0.1}, {3, 0.1}} << M{} << u"InvalidParameter.RoutingConfig"_s;
  QTest::newRow("weight and rule") << W{{2, 0.1}} << M{{3, key, u"exact"_s, u"a"_s}} << u"InvalidParameter.RoutingConfig"_s;
  QTest::newRow("main itself") << W{{1, 0.1}} << M{} << u"InvalidParameterValue.AdditionalVersionWeights"_s;
  QTest::newRow("exact") << W{} << M{{2, key, u"exact"_s, u""_s}} << QString();
  QTest::newRow("range") << W{} << M{{2, key, u"range"_s, u"(-5,10]"_s}} << QString();
  QTest::newRow("range of one side") << W{} << M{{2, key, u"range"_s, u"(5]"_s}} << u"InvalidParameterValue.RoutingConfig"_s;
  QTest::newRow("range upside down") << W{} << M{{2, key, u"range"_s, u"[9,1]"_s}} << u"InvalidParameterValue.RoutingConfig"_s;
  QTest::newRow("range of words") << W{} << M{{2, key, u"range"_s, u"[a,b]"_s}} << u"InvalidParameterValue.RoutingConfig"_s;
  QTest::newRow("key without a name") << W{} << M{{2, u"invoke.headers."_s, u"exact"_s, u"a"_s}} << u"InvalidParameterValue.RoutingConfig"_s;
  QTest::newRow("other key") << W{} << M{{2, u"User"_s, u"exact"_s, u"a"_s}} << u"InvalidParameterValue.RoutingConfig"_s;
  QTest::newRow("other method") << W{} << M{{2, key, u"like"_s, u"a"_s}} << u"InvalidParameterValue.RoutingConfig"_s;
}
void TestVersion::routing() {
  QFETCH(QList<VersionWeight>, weights);
  QFETCH(QList<VersionMatch>, matches);
  QFETCH(QString, code);
  const Status status = checkRouting({u"a"_s, 1, {}, weights, matches, 0, 0});
  QCOMPARE(status ? QString() : status.error().code, code);
}

void TestVersion::weightsFollowTheDice() {
  AliasInfo a{u"a"_s, 1, {}, {{2, 0.25}}, {}, 0, 0};
  int second = 0;
  for (int i = 0; i < 1000; ++i) second += routed(a, {}, i / 1000.0) == 2;
  QCOMPARE(second, 250);
  a.weights = {{2, 0}};
  QCOMPARE(routed(a, {}, 0), VersionNumber(1));
  a.weights = {{2, 1}};
  QCOMPARE(routed(a, {}, 0.9999999), VersionNumber(2));
}

void TestVersion::rules_data() {
  QTest::addColumn<QString>("method");
  QTest::addColumn<QString>("expression");
  QTest::addColumn<QByteArray>("routingKey");
  QTest::addColumn<bool>("second");
  const auto row = [](const char* name, const char* method, const char* expression, const char* key, bool second) {
    QTest::newRow(name) << QString::fromLatin1(method) << QString::fromUtf8(expression) << QByteArray(key) << second;
  };
  row("exact", "exact", "anna", "{\"User\":\"anna\"}", true);
  row("exact, other", "exact", "anna", "{\"User\":\"Anna\"}", false);
  row("exact, other member", "exact", "anna", "{\"user\":\"anna\"}", false);
  row("no key", "exact", "anna", "", false);
  row("not JSON", "exact", "anna", "User=anna", false);
  row("not an object", "exact", "anna", "[\"anna\"]", false);
  row("number, not a string", "range", "[1,9]", "{\"User\":5}", false);
  row("inside", "range", "[1,9]", "{\"User\":\"5\"}", true);
  row("low in", "range", "[1,9]", "{\"User\":\"1\"}", true);
  row("high in", "range", "[1,9]", "{\"User\":\"9\"}", true);
  row("low out", "range", "(1,9)", "{\"User\":\"1\"}", false);
  row("high out", "range", "(1,9)", "{\"User\":\"9\"}", false);
  row("mixed", "range", "(1,9]", "{\"User\":\"9\"}", true);
  row("below", "range", "[-3,9]", "{\"User\":\"-4\"}", false);
  row("negative", "range", "[-3,9]", "{\"User\":\"-3\"}", true);
  row("a word", "range", "[1,9]", "{\"User\":\"five\"}", false);
}
void TestVersion::rules() {
  QFETCH(QString, method);
  QFETCH(QString, expression);
  QFETCH(QByteArray, routingKey);
  QFETCH(bool, second);
  const AliasInfo a{u"a"_s, 1, {}, {}, {{2, u"invoke.headers.User"_s, method, expression}}, 0, 0};
  QVERIFY(checkRouting(a));
  QCOMPARE(routed(a, routingKey, 0), VersionNumber(second ? 2 : 1));
}

void TestVersion::asyncConfig_data() {
  QTest::addColumn<int>("retries");
  QTest::addColumn<int>("age");
  QTest::addColumn<QString>("code");
  QTest::newRow("none") << 0 << limits::kAsyncMinAgeSeconds << QString();
  QTest::newRow("most") << limits::kAsyncRetries << limits::kAsyncMaxAgeSeconds << QString();
  QTest::newRow("retries past") << limits::kAsyncRetries + 1 << 60 << u"LimitExceeded.RetryNum"_s;
  QTest::newRow("retries below") << -1 << 60 << u"LimitExceeded.RetryNum"_s;
  QTest::newRow("age below") << 1 << limits::kAsyncMinAgeSeconds - 1 << u"LimitExceeded.MsgTTL"_s;
  QTest::newRow("age past") << 1 << limits::kAsyncMaxAgeSeconds + 1 << u"LimitExceeded.MsgTTL"_s;
}
void TestVersion::asyncConfig() {
  QFETCH(int, retries);
  QFETCH(int, age);
  QFETCH(QString, code);
  const Status status = checkAsyncConfig({retries, age});
  QCOMPARE(status ? QString() : status.error().code, code);
}

QTEST_GUILESS_MAIN(TestVersion)
#include "tst_version.moc"
