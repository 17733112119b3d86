// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/settings.h"
#include "models/data/function.h"
#include "models/data/limits.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestSettings : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void defaults();
  void roundTrip();
  void onlyWhatIsNamedChanges();
  void range_data();
  void range();
  void refused_data();
  void refused();
  void overrides();
  void overridesRefused_data();
  void overridesRefused();
};

void TestSettings::defaults() {
  const QJsonObject object = QJsonDocument::fromJson(settingsToJson(EngineSettings{})).object();
  QCOMPARE(object.value(u"keepAliveSeconds"_s).toInt(), 600);
  QCOMPARE(object.value(u"freezeAfterMs"_s).toInt(), 2000);
  QCOMPARE(object.value(u"reuse"_s).toString(), u"mru"_s);
  QCOMPARE(object.value(u"startPolicy"_s).toString(), u"scf"_s);
  QCOMPARE(object.value(u"retryIntervalSeconds"_s).toInt(), 60);
  QCOMPARE(object.value(u"burstPerMinute"_s).toInt(), 500);
  QCOMPARE(object.value(u"accountMemoryMb"_s).toInt(), 128000);
  QVERIFY(object.value(u"hostMemoryMb"_s).isNull());
  QCOMPARE(object.value(u"isolation"_s).toString(), u"auto"_s);
  QCOMPARE(object.value(u"preparedStarts"_s).toBool(), true);
}

void TestSettings::roundTrip() {
  EngineSettings s;
  s.keepAliveSeconds = 15;
  s.freezeAfterMs = 0;
  s.reuse = u"lru"_s;
  s.startPolicy = u"wait"_s;
  s.policy = u"histogram"_s;
  s.burstWindow = u"sliding"_s;
  s.provisionedPerMinute = 9;
  s.retryIntervalSeconds = 1;
  s.burstPerMinute = 7;
  s.accountMemoryMb = 1024;
  s.hostMemoryMb = 4096;
  s.isolation = u"process"_s;
  s.preparedStarts = false;
  s.port = 0;
  s.interpreters = {{u"python3"_s, u"/opt/py th\u00f6n/bin/python3"_s}, {u"nodejs"_s, u"/usr/bin/node"_s}};
  const auto read = settingsFromJson(EngineSettings{}, settingsToJson(s));
  QVERIFY(read.ok());
  QVERIFY(read.value() == s);
  const auto defaults = settingsFromJson(s, settingsToJson(EngineSettings{}));
  QVERIFY(defaults.ok());
  QVERIFY(defaults.value() == EngineSettings{});
}

void TestSettings::onlyWhatIsNamedChanges() {
  EngineSettings base;
  base.accountMemoryMb = 2048;
  base.hostMemoryMb = 512;
  const auto read = settingsFromJson(base, R"({"keepAliveSeconds": 15, "hostMemoryMb": null})");
  QVERIFY(read.ok());
  EngineSettings expected = base;
  expected.keepAliveSeconds = 15;
  expected.hostMemoryMb.reset();
  QVERIFY(read.value() == expected);
  QVERIFY(settingsFromJson(base, "{}").value() == base);
}

void TestSettings::range_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<int>("lowest");
  QTest::addColumn<int>("highest");
  QTest::newRow("keepAliveSeconds") << u"keepAliveSeconds"_s << 0 << 86400;
  QTest::newRow("freezeAfterMs") << u"freezeAfterMs"_s << 0 << 86'400'000;
  QTest::newRow("retryIntervalSeconds") << u"retryIntervalSeconds"_s << 1 << 3600;
  QTest::newRow("burstPerMinute") << u"burstPerMinute"_s << 1 << 100'000;
  QTest::newRow("provisionedPerMinute") << u"provisionedPerMinute"_s << 1 << 100'000;
  QTest::newRow("accountMemoryMb") << u"accountMemoryMb"_s << 64 << 10'000'000;
  QTest::newRow("hostMemoryMb") << u"hostMemoryMb"_s << 64 << 10'000'000;
  QTest::newRow("port") << u"port"_s << 0 << 65535;
}

void TestSettings::range() {
  QFETCH(QString, name);
  QFETCH(int, lowest);
  QFETCH(int, highest);
  const auto put = [&](qint64 value) {
    return settingsFromJson(EngineSettings{}, QByteArray("{\"" + name.toLatin1() + "\": " + QByteArray::number(value) + "}"));
  };
  for (const int value : {lowest, highest}) {
    const auto read = put(value);
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().message));
    QCOMPARE(QJsonDocument::fromJson(settingsToJson(read.value())).object().value(name).toInt(), value);
  }
  for (const qint64 value : {qint64(lowest) - 1, qint64(highest) + 1, qint64(1) << 40}) {
    const auto read = put(value);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, u"InvalidParameterValue"_s);
    QVERIFY(read.error().message.contains(name));
  }
}

void TestSettings::refused_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QString>("named");
  QTest::newRow("unknown") << QByteArray(R"({"keepAlive": 15})") << u"keepAlive"_s;
  QTest::newRow("text for a number") << QByteArray(R"({"keepAliveSeconds": "15"})") << u"keepAliveSeconds"_s;
  QTest::newRow("fraction") << QByteArray(R"({"keepAliveSeconds": 1.5})") << u"keepAliveSeconds"_s;
  QTest::newRow("null") << QByteArray(R"({"keepAliveSeconds": null})") << u"keepAliveSeconds"_s;
  QTest::newRow("over 64 bits") << QByteArray(R"({"keepAliveSeconds": 18446744073709551615})") << u"keepAliveSeconds"_s;
  QTest::newRow("reuse") << QByteArray(R"({"reuse": "fifo"})") << u"reuse"_s;
  QTest::newRow("startPolicy") << QByteArray(R"({"startPolicy": 1})") << u"startPolicy"_s;
  QTest::newRow("policy") << QByteArray(R"({"policy": "kpa"})") << u"policy"_s;
  QTest::newRow("burstWindow") << QByteArray(R"({"burstWindow": "open"})") << u"burstWindow"_s;
  QTest::newRow("isolation") << QByteArray(R"({"isolation": ""})") << u"isolation"_s;
  QTest::newRow("preparedStarts") << QByteArray(R"({"preparedStarts": 1})") << u"preparedStarts"_s;
  QTest::newRow("interpreters") << QByteArray(R"({"interpreters": []})") << u"interpreters"_s;
  QTest::newRow("relative interpreter") << QByteArray(R"({"interpreters": {"python3": "python3"}})") << u"python3"_s;
  QTest::newRow("second of two") << QByteArray(R"({"burstPerMinute": 5, "reuse": "x"})") << u"reuse"_s;
  QTest::newRow("no object") << QByteArray("[]") << QString();
  QTest::newRow("no JSON") << QByteArray("{\"reuse\"") << QString();
  QTest::newRow("empty") << QByteArray() << QString();
  QTest::newRow("deep") << QByteArray("{\"interpreters\":" + QByteArray("[").repeated(20000)) << QString();
  QTest::newRow("too large") << QByteArray("{" + QByteArray(" ").repeated(limits::kSettingsFileBytes) + "}") << QString();
}

void TestSettings::refused() {
  QFETCH(QByteArray, json);
  QFETCH(QString, named);
  const auto read = settingsFromJson(EngineSettings{}, json);
  QVERIFY(!read.ok());
  QCOMPARE(read.error().code, u"InvalidParameterValue"_s);
  QVERIFY(!read.error().message.isEmpty() && read.error().message.contains(named));
}

void TestSettings::overrides() {
  QCOMPARE(overridesToJson(FunctionOverrides{}), QByteArray(R"({"keepAliveSeconds":null,"maxInstances":null,"startPolicy":null})"));
  const auto set = overridesFromJson({}, R"({"keepAliveSeconds":15,"maxInstances":2,"startPolicy":"wait"})");
  QVERIFY(set.ok());
  QCOMPARE(set.value().keepAliveSeconds, std::optional(15));
  QCOMPARE(set.value().maxInstances, std::optional(2));
  QCOMPARE(set.value().startPolicy, std::optional(u"wait"_s));
  QVERIFY(overridesFromJson({}, overridesToJson(set.value())).value() == set.value());
  const auto less = overridesFromJson(set.value(), R"({"maxInstances":null})");
  QVERIFY(less.ok());
  QVERIFY(!less.value().maxInstances);
  QCOMPARE(less.value().keepAliveSeconds, std::optional(15));
  QVERIFY(overridesFromJson({}, R"({"maxInstances":1})").ok());
  QVERIFY(overridesFromJson({}, R"({"keepAliveSeconds":0})").ok());
}

void TestSettings::overridesRefused_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QString>("named");
  QTest::newRow("no instance") << QByteArray(R"({"maxInstances":0})") << u"maxInstances"_s;
  QTest::newRow("negative") << QByteArray(R"({"keepAliveSeconds":-1})") << u"keepAliveSeconds"_s;
  QTest::newRow("policy") << QByteArray(R"({"startPolicy":"mru"})") << u"startPolicy"_s;
  QTest::newRow("unknown") << QByteArray(R"({"reuse":"mru"})") << u"reuse"_s;
  QTest::newRow("no object") << QByteArray("7") << QString();
}

void TestSettings::overridesRefused() {
  QFETCH(QByteArray, json);
  QFETCH(QString, named);
  const auto read = overridesFromJson({}, json);
  QVERIFY(!read.ok());
  QCOMPARE(read.error().code, u"InvalidParameterValue"_s);
  QVERIFY(read.error().message.contains(named));
}

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
