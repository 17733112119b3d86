// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/linesplitter.h"
#include <QByteArrayList>
#include <QTest>

using namespace scfdesk;

class TestLineSplitter : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void lines_data();
  void lines();
  void limit();
  void sinkStops();
  void utf8_data();
  void utf8();
};

void TestLineSplitter::lines_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QByteArrayList>("lines");
  const QByteArray cut = QByteArray(16, 'x') + "... [line cut]";
  QTest::newRow("nothing") << QByteArray() << QByteArrayList();
  QTest::newRow("one") << QByteArray("a\n") << QByteArrayList{"a"};
  QTest::newRow("no newline") << QByteArray("a\nb") << QByteArrayList{"a", "b"};
  QTest::newRow("empty lines") << QByteArray("\n\na\n\n") << QByteArrayList{"", "", "a", ""};
  QTest::newRow("carriage returns") << QByteArray("a\r\nb\r\n\r\n") << QByteArrayList{"a", "b", ""};
  QTest::newRow("bare carriage return") << QByteArray("a\rb\n") << QByteArrayList{"a\rb"};
  QTest::newRow("NUL") << QByteArray("a\0b\n", 4) << QByteArrayList{QByteArray("a\0b", 3)};
  QTest::newRow("at the limit") << QByteArray(QByteArray(30, 'x') + "\n") << QByteArrayList{QByteArray(30, 'x')};
  QTest::newRow("at the limit, CRLF") << QByteArray(QByteArray(30, 'x') + "\r\n") << QByteArrayList{QByteArray(30, 'x')};
  QTest::newRow("one past") << QByteArray(QByteArray(31, 'x') + "\nb\n") << QByteArrayList{cut, "b"};
  QTest::newRow("far past") << QByteArray(QByteArray(500, 'x') + "\nb") << QByteArrayList{cut, "b"};
  QTest::newRow("far past, no newline") << QByteArray(500, 'x') << QByteArrayList{cut};
  QTest::newRow("not inside a character") << QByteArray(QByteArray(15, 'x') + QByteArray("\xc3\xa9").repeated(20) + "\n") << QByteArrayList{QByteArray(QByteArray(15, 'x') + "... [line cut]")};
  QTest::newRow("split character") << QByteArray("caf\xc3\xa9\n") << QByteArrayList{"caf\xc3\xa9"};
  QTest::newRow("bad bytes") << QByteArray("\xff\xfe!\n") << QByteArrayList{"\xef\xbf\xbd\xef\xbf\xbd!"};
}

void TestLineSplitter::lines() {
  QFETCH(QByteArray, bytes);
  QFETCH(QByteArrayList, lines);
  for (qsizetype step = 1; step <= std::max<qsizetype>(bytes.size(), 1); ++step) {
    LineSplitter splitter(30);
    QByteArrayList got;
    const auto sink = [&](QByteArrayView line) {
      got += line.toByteArray();
      return true;
    };
    for (qsizetype at = 0; at < bytes.size(); at += step)
      QVERIFY(splitter.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)), sink));
    QVERIFY(splitter.finish(sink));
    QVERIFY(splitter.finish(sink));  // nothing is left
    QCOMPARE(got, lines);
  }
}

void TestLineSplitter::limit() {
  for (const qsizetype size : {limits::kLogLineBytes, limits::kLogLineBytes + 1}) {
    LineSplitter splitter;
    QByteArray got;
    splitter.feed(QByteArray(QByteArray(size, 'x') + "\n"), [&](QByteArrayView line) { return got = line.toByteArray(), true; });
    QCOMPARE(got.size(), qsizetype(limits::kLogLineBytes));
    QCOMPARE(got.endsWith("[line cut]"), size > limits::kLogLineBytes);
  }
}

void TestLineSplitter::sinkStops() {
  LineSplitter splitter;
  int calls = 0;
  QVERIFY(!splitter.feed("a\nb\nc\n", [&](QByteArrayView) { return ++calls < 2; }));
  QCOMPARE(calls, 2);
}

void TestLineSplitter::utf8_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<bool>("valid");
  QTest::newRow("ascii") << QByteArray("abcdefghijklmnop") << true;
  QTest::newRow("two bytes") << QByteArray("\xc3\xa9") << true;
  QTest::newRow("four bytes") << QByteArray("\xf0\x9f\x98\x80") << true;
  QTest::newRow("alone") << QByteArray("abcdefgh\x80") << false;
  QTest::newRow("cut short") << QByteArray("ab\xe2\x82") << false;
  QTest::newRow("too long a form") << QByteArray("\xc0\xaf") << false;
  QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
}

void TestLineSplitter::utf8() {
  QFETCH(QByteArray, bytes);
  QFETCH(bool, valid);
  const QByteArray fixed = replacedUtf8(bytes);
  QCOMPARE(fixed.isNull(), valid);
  if (!valid) QVERIFY(fixed.contains("\xef\xbf\xbd") && QUtf8StringView(fixed.data(), fixed.size()).isValidUtf8());
}

QTEST_APPLESS_MAIN(TestLineSplitter)
#include "tst_linesplitter.moc"
