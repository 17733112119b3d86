// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/resultdiff.h"
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// What differs from one result to the next.
class TestResultDiff final : public QObject {
  Q_OBJECT
  static QStringList lines(const QByteArray& before, const QByteArray& after, const QStringList& muted = {}) {
    QStringList all;
    for (const JsonChange& c : diffJson(before, after, muted).changes)
      all << (c.kind == JsonChange::Kind::Added ? u"+ "_s : c.kind == JsonChange::Kind::Removed ? u"- "_s : u"~ "_s) + c.path + u' ' + c.before + u"|"_s + c.after;
    return all;
  }
 private Q_SLOTS:
  void tellsPlaces_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* before, const char* after, const QStringList& expected) {
      QTest::newRow(name) << QByteArray(before) << QByteArray(after) << expected;
    };
    row("same", "{\"a\":1}", "{\"a\":1}", {});
    row("same but for spaces and order", "{\"a\":1,\"b\":2}", "{ \"b\": 2, \"a\": 1 }", {});
    row("a number", "{\"a\":1,\"elapsedMs\":203}", "{\"a\":1,\"elapsedMs\":298}", {u"~ $.elapsedMs 203|298"_s});
    row("new and gone", "{\"a\":1,\"b\":[1,2]}", "{\"a\":1,\"b\":[1,2,3],\"c\":null}", {u"+ $.b[2] |3"_s, u"+ $.c |null"_s});
    row("gone", "{\"a\":{\"x y\":1},\"b\":[1,2]}", "{\"a\":{},\"b\":[1]}", {u"- $.a[\"x y\"] 1|"_s, u"- $.b[1] 2|"_s});
    row("another type", "{\"a\":[1]}", "{\"a\":{\"b\":1}}", {u"~ $.a [1]|{\"b\":1}"_s});
    row("the whole", "1", "\"x\"", {u"~ $ 1|\"x\""_s});
    row("no JSON", "oops", "{\"a\":1}", {u"~ $ oops|{\"a\":1}"_s});
    row("in a list", "[{\"id\":1,\"n\":2}]", "[{\"id\":9,\"n\":2}]", {u"~ $[0].id 1|9"_s});
  }
  void tellsPlaces() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, expected);
    QCOMPARE(lines(before, after), expected);
  }
  void ofEqualNumbersNoneIsLost() {
    // 1 and 1.0 are the same number, 0.1 + 0.2 and 0.3 are not.
    QVERIFY(lines("{\"a\":1}", "{\"a\":1.0}").isEmpty());
    QCOMPARE(lines("{\"a\":0.30000000000000004}", "{\"a\":0.3}").size(), 1);
  }
  void mutesOfEveryElement() {
    const QByteArray before = "{\"items\":[{\"id\":1,\"t\":5},{\"id\":2,\"t\":6}],\"elapsedMs\":1}";
    const QByteArray after = "{\"items\":[{\"id\":1,\"t\":7},{\"id\":3,\"t\":8}],\"elapsedMs\":2}";
    const JsonDiff diff = diffJson(before, after, {u"$.elapsedMs"_s, u"$.items[*].t"_s});
    QCOMPARE(diff.muted, 3);
    QCOMPARE(diff.changes.size(), size_t(1));
    QCOMPARE(diff.changes[0].path, u"$.items[1].id"_s);
    QCOMPARE(diff.changes[0].pattern, u"$.items[*].id"_s);
  }
  void holdsItsLimits() {
    const auto list = [](int count, int value) {
      QByteArray text = "[";
      for (int i = 0; i < count; ++i) text += (i ? "," : "") + QByteArray::number(value);
      return QByteArray(text + ']');
    };
    const JsonDiff at = diffJson(list(kJsonChangesShown, 1), list(kJsonChangesShown, 2), {});
    QCOMPARE(at.changes.size(), size_t(kJsonChangesShown));
    QVERIFY(!at.more);
    const JsonDiff past = diffJson(list(kJsonChangesShown + 1, 1), list(kJsonChangesShown + 1, 2), {});
    QCOMPARE(past.changes.size(), size_t(kJsonChangesShown));
    QVERIFY(past.more);
    // Very deep values are compared as a whole.
    const QByteArray deep = QByteArray(5000, '[') + "1" + QByteArray(5000, ']'), other = QByteArray(5000, '[') + "2" + QByteArray(5000, ']');
    const JsonDiff whole = diffJson(deep, other, {});
    QCOMPARE(whole.changes.size(), size_t(1));
    QVERIFY(whole.changes[0].before.size() <= kJsonChangeChars + 1);
    // So deep that writing it value by value would end the stack.
    const QByteArray abyss(500'000, '['), end(500'000, ']');
    const JsonDiff bottomless = diffJson(abyss + "1" + end, abyss + "2" + end, {});
    QCOMPARE(bottomless.changes.size(), size_t(1));
    QCOMPARE(bottomless.changes[0].path, u"$"_s);
    // A long value is cut, not what it is compared by.
    const QByteArray a = "\"" + QByteArray(kJsonChangeChars * 2, 'x') + "a\"", b = "\"" + QByteArray(kJsonChangeChars * 2, 'x') + "b\"";
    QCOMPARE(diffJson(a, b, {}).changes.size(), size_t(1));
    QVERIFY(diffJson(a, b, {}).changes[0].after.endsWith(u'…'));
  }
};
QTEST_GUILESS_MAIN(TestResultDiff)
#include "tst_resultdiff.moc"
