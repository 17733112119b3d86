// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/jsontext.h"
#include <QRegularExpression>
#include <QTest>
#include <nlohmann/json.hpp>
#include <random>

using namespace scfdesk;

class TestJsonText final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyByteSurvives() {
    QByteArray text;
    for (int c = 0; c < 128; ++c) text.append(char(c)).append("x");
    text.append("\xE5\x90\xB4\xF0\x9F\x98\x80\"\"\\\\");
    QByteArray out("before");
    jsontext::appendString(out, text);
    QVERIFY(out.startsWith("before\""));
    const QByteArray literal = out.mid(6);
    const auto parsed = nlohmann::json::parse(literal.toStdString(), nullptr, false);
    QVERIFY(parsed.is_string());
    QCOMPARE(QByteArray::fromStdString(parsed.get<std::string>()), text);
    QCOMPARE(*jsontext::unescaped(literal.mid(1, literal.size() - 2)), text);
  }

  // Quotes, backslashes and control characters at every place of the blocks that are read at once.
  void everyPlaceOfABlock() {
    std::mt19937 random(7);
    const QByteArray alphabet("\"\\\\\\ab\n\x01\xE5\x90\xB4z", 11);
    for (int round = 0; round < 20000; ++round) {
      const int size = int(random() % 400);
      const bool dense = round % 2;
      std::string text;
      while (int(text.size()) < size) {
        const char c = alphabet[int(random() % 7)];
        text += dense || random() % 16 == 0 ? c : 'p';
      }
      QByteArray out;
      jsontext::appendString(out, QByteArrayView(text));
      QCOMPARE(out.toStdString(), nlohmann::json(text).dump());
      const QByteArray object = "{\"k\":" + out + ",\"after\":1}";
      jsontext::ObjectScanner scan(object);
      QVERIFY(scan.next());
      QCOMPARE(scan.value(), QByteArrayView(out));
      QVERIFY(scan.next() && scan.key() == QByteArrayView("after") && !scan.next() && scan.good());
      QCOMPARE(*jsontext::unescaped(QByteArrayView(out).sliced(1, out.size() - 2)), QByteArray::fromStdString(text));
      jsontext::ObjectScanner cut(QByteArrayView(object).first(5 + out.size() - 1));  // without the closing quote
      QVERIFY(!cut.next() && !cut.good());
    }
  }

  void unescapes_data() {
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<bool>("good");
    QTest::newRow("empty") << QByteArray("") << QByteArray("") << true;
    QTest::newRow("short ones") << QByteArray("a\\\"\\\\\\/\\b\\f\\n\\r\\tz") << QByteArray("a\"\\/\b\f\n\r\tz") << true;
    QTest::newRow("two bytes") << QByteArray("\\u00e9") << QByteArray("\xC3\xA9") << true;
    QTest::newRow("three bytes") << QByteArray("\\u672A") << QByteArray("\xE6\x9C\xAA") << true;
    QTest::newRow("pair") << QByteArray("\\ud83d\\uDE00!") << QByteArray("\xF0\x9F\x98\x80!") << true;
    QTest::newRow("lone high") << QByteArray("\\ud83dx") << QByteArray("\xEF\xBF\xBDx") << true;
    QTest::newRow("lone low") << QByteArray("\\ude00") << QByteArray("\xEF\xBF\xBD") << true;
    QTest::newRow("high then other") << QByteArray("\\ud83d\\u0041") << QByteArray("\xEF\xBF\xBD" "A") << true;
    QTest::newRow("digits missing") << QByteArray("\\u12") << QByteArray() << false;
    QTest::newRow("digits wrong") << QByteArray("\\u12g4") << QByteArray() << false;
    QTest::newRow("unknown") << QByteArray("\\x") << QByteArray() << false;
    QTest::newRow("ends in it") << QByteArray("a\\") << QByteArray() << false;
    QTest::newRow("bare control") << QByteArray("a\nb") << QByteArray() << false;
    QTest::newRow("bare quote") << QByteArray("a\"b") << QByteArray() << false;
  }
  void unescapes() {
    QFETCH(QByteArray, inner);
    const auto result = jsontext::unescaped(inner);
    QTEST(result.has_value(), "good");
    if (result) QTEST(*result, "plain");
  }

  void scans_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("members");  // key=value; ...
    QTest::addColumn<bool>("good");
    QTest::newRow("empty") << QByteArray(" {} ") << QByteArray("") << true;
    QTest::newRow("kinds") << QByteArray("{\"a\":1,\"b\" : \"x\\\"}\" , \"c\":{\"d\":[\"}\",{}]},\"e\":[1,2],\"f\":null}") << QByteArray("a=1;b=\"x\\\"}\";c={\"d\":[\"}\",{}]};e=[1,2];f=null;") << true;
    QTest::newRow("backslashes") << QByteArray("{\"a\":\"\\\\\",\"b\":\"\\\\\\\"\"}") << QByteArray("a=\"\\\\\";b=\"\\\\\\\"\";") << true;
    QTest::newRow("rest") << QByteArray("{}x") << QByteArray("") << false;
    QTest::newRow("array") << QByteArray("[]") << QByteArray("") << false;
    QTest::newRow("nothing") << QByteArray("") << QByteArray("") << false;
    QTest::newRow("open") << QByteArray("{\"a\":1") << QByteArray("a=1;") << false;
    QTest::newRow("no comma") << QByteArray("{\"a\":1 \"b\":2}") << QByteArray("a=1;") << false;
    QTest::newRow("comma first") << QByteArray("{,\"a\":1}") << QByteArray("") << false;
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}") << QByteArray("") << false;
    QTest::newRow("no value") << QByteArray("{\"a\":}") << QByteArray("") << false;
    QTest::newRow("open string") << QByteArray("{\"a\":\"b\\\"}") << QByteArray("") << false;
    QTest::newRow("wrong bracket") << QByteArray("{\"a\":[}]}") << QByteArray("") << false;
    QTest::newRow("too deep") << QByteArray("{\"a\":" + QByteArray(513, '[') + QByteArray(513, ']') + "}") << QByteArray("") << false;
  }
  void scans() {
    QFETCH(QByteArray, text);
    jsontext::ObjectScanner scan(text);
    QByteArray members;
    while (scan.next()) members.append(scan.key()).append('=').append(scan.value()).append(';');
    QTEST(members, "members");
    QTEST(scan.good(), "good");
    QVERIFY(!scan.next());
  }

  void scansAsDeepAsItSays() {
    const QByteArray text = "{\"a\":" + QByteArray(512, '[') + QByteArray(512, ']') + "}";
    jsontext::ObjectScanner scan(text);
    QVERIFY(scan.next());
    QVERIFY(!scan.next());
    QVERIFY(scan.good());
  }

  void readsArraysOfStrings() {
    QCOMPARE(*jsontext::stringArray(" [ \"a\" , \"b\\\"]\" ] "), (QList<QByteArray>{"a", "b\"]"}));
    QCOMPARE(jsontext::stringArray("[]")->size(), 0);
    for (const char* bad : {"", "[", "[\"a\" \"b\"]", "[\"a\",]", "[1]", "[\"a", "[,\"a\"]"}) QVERIFY2(!jsontext::stringArray(bad), bad);
  }

  void makesRequestIds() {
    const QByteArray a = jsontext::newRequestId(), b = jsontext::newRequestId();
    QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")).match(QString::fromLatin1(a)).hasMatch());
    QVERIFY(a != b);
  }
};

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_apijsontext.moc"
