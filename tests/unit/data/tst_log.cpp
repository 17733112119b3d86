// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/log.h"
#include <QtTest>

using namespace scfdesk;

class TestLog : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void level_data();
  void level();
  void chunk();
};

void TestLog::level_data() {
  QTest::addColumn<QByteArray>("line");
  QTest::addColumn<bool>("isStderr");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* line, bool isStderr, const char* expected) {
    QTest::newRow(qPrintable(QString::fromUtf8(line) + (isStderr ? QStringLiteral(" (stderr)") : QString())))
        << QByteArray(line) << isStderr << QString::fromLatin1(expected);
  };
  row("hello", false, "INFO");
  row("hello", true, "WARN");
  row("", false, "INFO");
  row("", true, "WARN");
  // A JSON line's level field comes first.
  row(R"({"level":"error","msg":"x"})", false, "ERROR");
  row(R"({"msg":"x", "level" : "WARNING"})", false, "WARN");
  row(R"({"level":"debug"})", true, "DEBUG");
  row(R"({"level":"info"})", true, "INFO");
  row(R"({"level":"fatal"})", false, "ERROR");
  row(R"({"level":30,"msg":"x"})", false, "INFO");
  row(R"({"level":"strange"})", true, "WARN");
  row(R"({"message":"no level"})", true, "WARN");
  row(R"({"level":")", false, "INFO");
  // Then a leading level word, alone.
  row("ERROR something broke", false, "ERROR");
  row("error: something broke", false, "ERROR");
  row("[WARN] low", false, "WARN");
  row("WARNING:root:low", false, "WARN");
  row("[ERROR]\t2024-01-01 x", false, "ERROR");
  row("  DEBUG x", true, "DEBUG");
  row("INFO", true, "INFO");
  row("CRITICAL down", false, "ERROR");
  row("information about errors", false, "INFO");
  row("errors: 0", false, "INFO");
  row("there was an ERROR", false, "INFO");
  row("warn_me", false, "INFO");
  row("\xff\xfe", true, "WARN");
}

void TestLog::level() {
  QFETCH(QByteArray, line);
  QFETCH(bool, isStderr);
  QFETCH(QString, expected);
  QCOMPARE(logLevelName(logLevelOf(line, isStderr)), expected);
}

void TestLog::chunk() {
  LogChunk chunk;
  const QByteArrayList lines{"first", "", "dr\xc3\xa9i", QByteArray("x").repeated(300'000)};
  for (int i = 0; i < lines.size(); ++i) {
    LogRecord record;
    record.seq = uint64_t(i) + 1;
    record.level = LogLevel::Platform;
    record.offset = 99;  // the chunk knows better
    chunk.append(record, lines[i]);
  }
  QCOMPARE(chunk.records.size(), size_t(4));
  for (int i = 0; i < lines.size(); ++i) {
    QCOMPARE(chunk.textOf(chunk.records[size_t(i)]).toByteArray(), lines[i]);
    QCOMPARE(chunk.records[size_t(i)].seq, uint64_t(i) + 1);
    QCOMPARE(logLevelName(chunk.records[size_t(i)].level), QStringLiteral("PLAT"));
  }
  // A copy is a value: what comes later is not in it.
  const LogChunk copy = chunk;
  chunk.append({}, "fifth");
  QCOMPARE(copy.records.size(), size_t(4));
  QCOMPARE(copy.textOf(copy.records.back()).toByteArray(), lines.back());
  QCOMPARE(chunk.textOf(chunk.records.back()).toByteArray(), QByteArray("fifth"));
}

QTEST_APPLESS_MAIN(TestLog)
#include "tst_log.moc"
