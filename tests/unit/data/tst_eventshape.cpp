// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/jsonschema.h"
#include "models/data/keycompletion.h"
#include "models/data/shapecheck.h"
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// What a schema says of an event: how it is read, where an event differs, and what may be typed.
class TestEventShape final : public QObject {
  Q_OBJECT
  static JsonSchema orders() {
    return readJsonSchema("{\"type\":\"object\",\"required\":[\"kind\",\"lines\"],\"properties\":{"
                          "\"kind\":{\"type\":\"string\",\"enum\":[\"new\",\"paid\"],\"description\":\"What happened\"},"
                          "\"total\":{\"type\":\"number\"},\"note\":{\"type\":[\"string\",\"null\"]},\"any\":{},"
                          "\"lines\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"sku\"],\"properties\":{"
                          "\"sku\":{\"type\":\"string\"},\"count\":{\"type\":\"integer\"},\"gift\":{\"type\":\"boolean\"}}}}}}").value();
  }

 private Q_SLOTS:
  void refusesSchemas_data() {
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("names");
    QTest::newRow("no JSON") << QByteArray("{") << u"not JSON"_s;
    QTest::newRow("no object") << QByteArray("[]") << u"object"_s;
    QTest::newRow("keyword") << QByteArray("{\"minimum\": 3}") << u"\"minimum\""_s;
    QTest::newRow("keyword below") << QByteArray("{\"properties\": {\"a\": {\"pattern\": \"x\"}}}") << u"\"pattern\""_s;
    QTest::newRow("type") << QByteArray("{\"type\": \"text\"}") << u"\"text\""_s;
    QTest::newRow("types") << QByteArray("{\"type\": [\"string\", 3]}") << u"3"_s;
    QTest::newRow("required of nothing") << QByteArray("{\"required\": [\"a\"]}") << u"\"a\""_s;
    QTest::newRow("required text") << QByteArray("{\"required\": \"a\"}") << u"\"required\""_s;
    QTest::newRow("values") << QByteArray("{\"enum\": [1]}") << u"1"_s;
    QTest::newRow("items") << QByteArray("{\"items\": []}") << u"object"_s;
  }
  void refusesSchemas() {
    QFETCH(QByteArray, schema);
    QFETCH(QString, names);
    const auto read = readJsonSchema(schema);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(names), qPrintable(read.error().message));
  }

  void propertiesHaveALimit() {
    const auto schemaOf = [](size_t count) -> QByteArray {
      QByteArrayList keys;
      for (size_t i = 0; i < count; ++i) keys << "\"k" + QByteArray::number(qulonglong(i)) + "\":{}";
      return "{\"properties\":{" + keys.join(',') + "}, \"required\":[\"k" + QByteArray::number(qulonglong(count - 1)) + "\"]}";
    };
    const auto fits = readJsonSchema(schemaOf(JsonSchema::kProperties));
    QVERIFY(fits);
    QCOMPARE(checkShape("{}", *fits).size(), size_t(1));
    QVERIFY(!readJsonSchema(schemaOf(JsonSchema::kProperties + 1)));
  }

  void finds_data() {
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, const char* event, const char* told) { QTest::newRow(name) << QByteArray(event) << QString::fromUtf8(told); };
    row("right", R"({"kind": "new", "lines": [{"sku": "a", "count": 2, "gift": true}], "total": 2.5, "note": null, "any": [{}], "more": 1})", "");
    row("no lines at all", R"({"kind": "new", "lines": []})", "");
    row("whole number for a number", R"({"kind": "new", "lines": [], "total": 2})", "");
    row("written with a fraction", R"({"kind": "new", "lines": [{"sku": "a", "count": 2.0}, {"sku": "b", "count": 1e3}]})", "");
    row("not whole", R"({"kind": "new", "lines": [{"sku": "a", "count": 2.5}]})", "1:49 lines[0].count count should be a whole number, here it is a number");
    row("whole event", "[1]", "1:1  The event should be an object, here it is a list");
    row("missing", R"({"kind": "new"})", "1:1 lines lines is missing: a list");
    row("missing below", "{\"kind\": \"new\", \"lines\": [\n  {\"sku\": \"a\"},\n  {\"count\": 1}]}", "3:3 lines[1].sku sku is missing in lines[1]: text");
    row("all missing", "{}", "1:1 kind kind is missing: text\n1:1 lines lines is missing: a list");
    row("text for a number", R"({"kind": "new", "lines": [], "total": "2"})", "1:39 total total should be a number, here it is text");
    row("two types", R"({"kind": "new", "lines": [], "note": {}})", "1:38 note note should be text or null, here it is an object");
    row("object for a list", R"({"kind": "new", "lines": {"sku": 1}})", "1:26 lines lines should be a list, here it is an object");
    row("number for an object", R"({"kind": "new", "lines": [7, "x", null, true]})",
        "1:27 lines[0] lines[0] should be an object, here it is a whole number\n1:30 lines[1] lines[1] should be an object, here it is text\n"
        "1:35 lines[2] lines[2] should be an object, here it is null\n1:41 lines[3] lines[3] should be an object, here it is true or false");
    row("value", R"({"kind": "sold", "lines": []})", "1:10 kind kind should be one of new, paid");
    row("columns in characters", "{\"kind\": \"new\", \"日本\": 1, \"lines\": 3}", "1:35 lines lines should be a list, here it is a whole number");
    // A variable that is a value is whatever it becomes; inside a text it may become any of the values.
    row("variables", R"({"kind": "{{env KIND}}", "lines": {{env LINES}}, "total": {{random 1 2}}})", "");
    row("variable in a text", R"({"kind": "new", "lines": [], "total": "{{counter}}"})", "1:39 total total should be a number, here it is text");
    row("what looks like a variable", R"({"kind": "{{env}}", "lines": []})", "1:10 kind kind should be one of new, paid");
  }
  void finds() {
    QFETCH(QByteArray, event);
    QFETCH(QString, told);
    QStringList lines;
    for (const ShapeIssue& issue : checkShape(event, orders()))
      lines << u"%1:%2 %3 %4"_s.arg(issue.line).arg(issue.column).arg(issue.path, shapeSentence(issue));
    QCOMPARE(lines.join(u'\n'), told);
  }

  void issuesHaveALimit() {
    const auto lines = [](size_t count) -> QByteArray {
      QByteArrayList all;
      for (size_t i = 0; i < count; ++i) all << "\n{\"sku\":1}";
      return "{\"kind\":\"new\",\"lines\":[" + all.join(',') + "]}";
    };
    QCOMPARE(checkShape(lines(kShapeIssues), orders()).size(), kShapeIssues);
    const auto cut = checkShape(lines(kShapeIssues + 1), orders());
    QCOMPARE(cut.size(), kShapeIssues);
    QCOMPARE(cut.back().line, int(kShapeIssues) + 1);
    QCOMPARE(checkShape(lines(1000), orders(), 1).front().line, 2);
  }

  void severalValuesAreCut() {
    const auto schema = readJsonSchema("{\"enum\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");
    QCOMPARE(shapeSentence(checkShape("\"x\"", *schema).at(0)), u"The event should be one of a, b, c, d, …"_s);
    const auto single = readJsonSchema("{\"enum\":[\"a\"]}");
    QCOMPARE(shapeSentence(checkShape("\"x\"", *single).at(0)), u"The event should be a"_s);
  }

  // The caret is where the bar stands.
  void completes_data() {
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("offered");
    const auto row = [](const char* name, const char* event, const char* offered) { QTest::newRow(name) << QByteArray(event) << QString::fromUtf8(offered); };
    row("first key", "{\"|", "key kind total note any lines");
    row("in an empty object", "{\"|}", "key kind total note any lines");
    row("in quotes", "{\"|\"}", "key quoted kind total note any lines");
    row("begun", "{\"to|", "key kind total note any lines");
    row("after others", "{\"kind\": \"new\", \"|", "key total note any lines");
    row("before others", "{\"|\n \"kind\": \"new\", \"lines\": []}", "key total note any");
    row("before others on the line", "{\"|, \"kind\": \"new\"}", "key total note any lines");
    row("no comma yet", "{\"kind\": \"new\"\n\"|\n}", "key total note any lines");
    row("a key that has its value", "{\"tot|al\": 3, \"note\": \"\"}", "key quoted colon kind total any lines");
    row("in a list", "{\"lines\": [{\"sku\": \"a\"}, {\"|", "key sku count gift");
    row("in a list, first of two", "{\"lines\": [{\"count\": 1, \"|}, {\"sku\": \"a\"}]}", "key sku gift");
    row("keys of an inner object are not mine", "{\"|, \"any\": {\"total\": 1, \"kind\": {}}}", "key kind total note lines");
    row("value", "{\"kind\": \"|", "value new paid");
    row("value in quotes", "{\"kind\": \"n|ew\", \"lines\": []}", "value quoted new paid");
    row("value of any text", "{\"note\": \"|", "");
    row("not in a string", "{|", "");
    row("after a string", "{\"kind\"|", "");
    row("text in a list", "{\"lines\": [\"|", "");
    row("unknown object", "{\"any\": {\"|", "");
    row("unknown key", "{\"more\": {\"|", "");
    row("nothing lacks", "{\"lines\": [{\"sku\": \"a\", \"count\": 1, \"gift\": false, \"|}]}", "");
    row("broken before", "{\"kind\": nwe, 12 \"|", "key total note any lines");
  }
  void completes() {
    QFETCH(QByteArray, event);
    QFETCH(QString, offered);
    const qsizetype caret = event.indexOf('|');
    event.remove(caret, 1);
    QStringList words;
    if (const auto completion = completeKey(event, caret, orders())) {
      words << (completion->key ? u"key"_s : u"value"_s);
      if (completion->quoted) words << u"quoted"_s;
      if (completion->colon) words << u"colon"_s;
      for (const auto& one : completion->proposals) words << QString::fromUtf8(one.text);
    }
    QCOMPARE(words.join(u' '), offered);
  }

  void proposalsSayWhatTheyMean() {
    const auto completion = completeKey("{\"", 2, orders());
    QCOMPARE(completion->proposals[0].description, u"What happened"_s);
    QVERIFY(completion->proposals[0].required);
    QVERIFY(!completion->proposals[1].required);
    QCOMPARE(typeWords(completion->proposals[2].types), u"text or null"_s);
  }

  void longTextsAreNotCompleted() {
    QByteArray text = "{\"" + QByteArray(kCompletionBytes - 2, ' ');
    QVERIFY(completeKey(text, 2, orders()));
    text += ' ';
    QVERIFY(!completeKey(text, 2, orders()));
  }
};

QTEST_GUILESS_MAIN(TestEventShape)
#include "tst_eventshape.moc"
