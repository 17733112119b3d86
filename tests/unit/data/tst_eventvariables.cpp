// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/eventvariables.h"
#include "models/data/jsontext.h"
#include <QRegularExpression>
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestEventVariables final : public QObject {
  Q_OBJECT
  static VariableValues values() {
    VariableValues v;
    v.now = 1'774'276'328'401'000;  // 2026-03-23T14:32:08.401Z
    v.counter = 7;
    v.random = [n = uint64_t{41}]() mutable { return n++; };
    v.environment = {{u"STAGE"_s, u"a \"quoted\"\nline"_s}};
    return v;
  }
 private Q_SLOTS:
  void expands_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expanded");
    const auto row = [](const char* text, const char* expanded) { QTest::newRow(text) << QByteArray(text) << QByteArray(expanded); };
    row("{\"n\": {{counter}}}", "{\"n\": 7}");
    row("{\"n\": \"no {{counter}} of {{ counter }}\"}", "{\"n\": \"no 7 of 7\"}");
    row("{\"t\": \"{{now}}\", \"ms\": {{now ms}}, \"s\": {{now s}}}", "{\"t\": \"2026-03-23T14:32:08.401Z\", \"ms\": 1774276328401, \"s\": 1774276328}");
    row("{\"t\": {{now}}}", "{\"t\": \"2026-03-23T14:32:08.401Z\"}");
    row("[{{random 1 10}}, {{random -3 -3}}]", "[2, -3]");
    row("{\"e\": \"{{env STAGE}}\", \"f\": {{env STAGE}}, \"g\": {{env NONE}}, \"h\": \"{{env NONE}}\"}",
        "{\"e\": \"a \\\"quoted\\\"\\nline\", \"f\": \"a \\\"quoted\\\"\\nline\", \"g\": null, \"h\": \"\"}");
    // What is not written so is none.
    for (const char* same : {"{\"a\": {\"b\": {\"c\": 1}}}", "{\"a\": \"{{name}} {{random 1}} {{random 9 1}} {{now h}} {{counter 2}} {{env 1X}} {{}}\"}",
                             "{\"a\": \"\\u007b{uuid}} {{uuid\"}", "{\"a\": \"\\\"{{\"}", "", "{{"})
      row(same, same);
  }
  void expands() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expanded);
    QCOMPARE(expandVariables(text, values()), expanded);
  }
  void uuidsAreRandomOnes() {
    const QByteArray two = expandVariables("[{{uuid}},\"{{uuid}}\"]", values());
    static const QRegularExpression shape(u"^\\[\"([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\",\"([0-9a-f-]{36})\"\\]$"_s);
    const auto match = shape.match(QString::fromLatin1(two));
    QVERIFY2(match.hasMatch(), two.constData());
    QVERIFY(match.captured(1) != match.captured(2));
  }
  void randomStaysWithinItsBounds() {
    VariableValues v = values();
    v.random = [n = uint64_t{0}]() mutable { return n += 0x9E3779B97F4A7C15ULL; };
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i) {
      const QByteArray one = expandVariables("{{random 1 6}}", v);
      QVERIFY(one.toInt() >= 1 && one.toInt() <= 6);
      seen.insert(one);
    }
    QCOMPARE(seen.size(), 6);
    QCOMPARE(variablesIn("{{random -9223372036854775808 9223372036854775807}}").size(), size_t(0));  // too wide to be a number
    QCOMPARE(variablesIn("{{random 0 9223372036854775807}}").size(), size_t(1));
  }
  void masksForTheCheckOfJson() {
    const QByteArray text = "{\"n\": {{counter}}, \"s\": \"{{uuid}}\", \"x\": {{foo}}}";
    const QByteArray masked = maskVariables(text);
    QCOMPARE(masked.size(), text.size());
    QVERIFY(!isJson(masked));  // {{foo}} is no variable
    QVERIFY(isJson(maskVariables("{\"n\": {{counter}}, \"s\": \"{{uuid}}\"}")));
    QVERIFY(isJson(expandVariables("{\"n\": {{counter}}, \"s\": \"{{uuid}}\", \"t\": {{now}}, \"e\": {{env STAGE}}}", values())));
  }
  void aLongOneIsNone() {
    const auto padded = [](qsizetype n) { return QByteArray("{{counter" + QByteArray(n, ' ') + "}}"); };
    QCOMPARE(variablesIn(padded(kVariableBytes - 8)).size(), size_t(0));  // the braces lie beyond the limit
    QCOMPARE(variablesIn(padded(kVariableBytes - 9)).size(), size_t(1));
  }
};
QTEST_APPLESS_MAIN(TestEventVariables)
#include "tst_eventvariables.moc"
