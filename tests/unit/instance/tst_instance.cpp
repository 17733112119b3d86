// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/instance/instancebench.h"
#include <csignal>

using namespace scfdesk;

class TestInstance : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void echo_data();
  void echo();
};

void TestInstance::echo_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << QStringLiteral("python3") << QStringLiteral("index.py")
                           << QByteArray("print('up')\ndef main_handler(event, context):\n    print('hello', context['request_id'])\n    return event\n");
  QTest::newRow("nodejs") << QStringLiteral("nodejs") << QStringLiteral("index.js")
                          << QByteArray("process.stdout.write('up\\n');exports.main_handler = async (event, context) => { process.stdout.write('hello ' + context.request_id); return event; };\n");
}

void TestInstance::echo() {
  QFETCH(QString, family);
  QFETCH(QString, file);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  auto instance = bench.factory->create(bench.spec(family, bench.code(file, code)), seen);
  QVERIFY(bench.until([&] { return seen.ready || seen.failed; }));
  QVERIFY2(seen.ready, QByteArray(seen.text + seen.err.join('\n')).constData());
  QCOMPARE(seen.order, (QByteArrayList{"started", "ready"}));
  QCOMPARE(seen.out, QByteArrayList{"up"});
  instance->run(7, kContext, R"({"a": [1, "é", null]})");
  QVERIFY(bench.until([&] { return !seen.replies.empty() || seen.died; }));
  QVERIFY2(!seen.died, seen.text.constData());
  QCOMPARE(seen.replies[0].request, uint64_t(7));
  QCOMPARE(seen.replies[0].statusCode, 200);
  QCOMPARE(seen.replies[0].json, family == u"nodejs" ? QByteArray(R"({"a":[1,"é",null]})") : QByteArray(R"({"a": [1, "é", null]})"));
  QCOMPARE(seen.out, (QByteArrayList{"up", "hello 11111111-2222-3333-4444-555555555555"}));
  QVERIFY(seen.replies[0].left >= seen.replies[0].entered);
  QVERIFY(seen.replies[0].peakBytes > 1000000);
  bool gone = false;
  instance->end([&] { gone = true; });
  QVERIFY(bench.until([&] { return gone; }));
}

QTEST_GUILESS_MAIN(TestInstance)
#include "tst_instance.moc"
