// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the command line that need no engine: words, limits of a load, expectations, tables, metrics, help.
#include "app/cli/assertion.h"
#include "app/cli/commandspec.h"
#include "app/cli/expectation.h"
#include "app/cli/metricsrows.h"
#include "app/cli/table.h"
#include "app/cli/terminaltext.h"
#include <QTest>

using namespace scfdesk;
using namespace scfdesk::cli;
using namespace Qt::Literals::StringLiterals;

class TestCliText final : public QObject {
  Q_OBJECT

  static LoadFigures figures() {
    LoadFigures f;
    f.count = 100;
    f.failed = 2;
    f.seconds = 10;
    f.memoryBytes = 64.0 * 1024 * 1024;
    for (int64_t i = 1; i <= 100; ++i) {
      f.latencies.push_back(i * 1000);
      f.durations.push_back(i * 500);
    }
    return f;
  }

 private Q_SLOTS:
  void whatAFunctionWroteCantSteerATerminal() {
    QCOMPARE(terminalText(u"plain \u4f60\u597d\tx\ny"_s), u"plain \u4f60\u597d\tx\ny"_s);
    QCOMPARE(terminalText(u"a\x1b]0;title\x07\x1b[2J\x1b[31mred"_s), u"a\u241b]0;title\u2407\u241b[2J\u241b[31mred"_s);
    QCOMPARE(terminalText(u"\x1b]52;c;ZXZpbA==\x1b\\"_s), u"\u241b]52;c;ZXZpbA==\u241b\\"_s);
    QCOMPARE(terminalText(QString(QChar(0x9b)) + u"2J"_s), u"<U+009b>2J"_s);
    QCOMPARE(terminalText(u"over\rwritten\r\nnext\x7f"_s), u"over\u240dwritten\nnext\u2421"_s);
    QCOMPARE(terminalText(QString(u"a"_s + QChar(0x202e) + u"b"_s)), u"a<U+202e>b"_s);
  }
  void percentilesAreOfTheNearestRank() {
    const auto f = figures();
    QCOMPARE(LoadFigures::percentile(f.latencies, 0.5), 50'000.0);
    QCOMPARE(LoadFigures::percentile(f.latencies, 0.99), 99'000.0);
    QCOMPARE(LoadFigures::percentile(f.latencies, 0.999), 100'000.0);
    QCOMPARE(LoadFigures::percentile({}, 0.5), 0.0);
    QCOMPARE(LoadFigures::percentile({7}, 0.01), 7.0);
    QCOMPARE(LoadFigures::mean(f.latencies), 50'500.0);
  }

  void limits_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<double>("measured");
    QTest::newRow("p99 at") << u"p99<=99ms"_s << true << 99.0;
    QTest::newRow("p99 not below") << u"p99<99ms"_s << false << 99.0;
    QTest::newRow("without a unit") << u"p50 < 50.1"_s << true << 50.0;
    QTest::newRow("us") << u"min==1000us"_s << true << 1000.0;
    QTest::newRow("s") << u"max<0.1s"_s << false << 0.1;
    QTest::newRow("mean") << u"mean>=50.5"_s << true << 50.5;
    QTest::newRow("in the function") << u"run.p99<50ms"_s << true << 49.5;
    QTest::newRow("errors") << u"errors==2"_s << true << 2.0;
    QTest::newRow("errors, past") << u"errors<2"_s << false << 2.0;
    QTest::newRow("share") << u"errors<=2%"_s << true << 2.0;
    QTest::newRow("share, past") << u"errors<2%"_s << false << 2.0;
    QTest::newRow("rate") << u"rate>=10/s"_s << true << 10.0;
    QTest::newRow("memory") << u"memory<64MB"_s << false << 64.0;
    QTest::newRow("not equal") << u"errors!=0"_s << true << 2.0;
  }
  void limits() {
    QFETCH(QString, text);
    const auto limit = Assertion::parse(text);
    QVERIFY(limit);
    const auto f = figures();
    QTEST(limit->holds(f), "holds");
    QTEST(limit->measured(f), "measured");
    QVERIFY(limit->verdict(f).contains(u"not "_s) != limit->holds(f));
  }

  void whatWasNotMeasuredHoldsNoTime() {
    QVERIFY(!Assertion::parse(u"p99<1s"_s)->holds({}));
    QVERIFY(Assertion::parse(u"errors==0"_s)->holds({}));
    for (const char* text : {"", "p99", "<5", "p99<", "p99=5", "p0<1", "p100<1", "p99.999.9<1", "mean9<1", "pp<1", "run.errors<1", "errors<1ms", "memory<1", "rate<1%", "p99<-1", "p99<1 day"})
      QVERIFY2(!Assertion::parse(QString::fromLatin1(text)), text);
  }

  void expectations_data() {
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QString>("broken");
    QTest::newRow("more may be there") << u"{\"a\":1}"_s << QByteArray("{\"b\":2,\"a\":1}") << QString();
    QTest::newRow("number") << u"{\"a\":1.0}"_s << QByteArray("{\"a\":1}") << QString();
    QTest::newRow("missing") << u"{\"a\":{\"b\":1}}"_s << QByteArray("{\"a\":{}}") << u"$.a.b is missing, expected 1."_s;
    QTest::newRow("other") << u"[1,{\"x\":null}]"_s << QByteArray("[1,{\"x\":0}]") << u"$[1].x is 0, expected null."_s;
    QTest::newRow("longer") << u"[1]"_s << QByteArray("[1,2]") << u"$ has 2 entries, expected 1."_s;
    QTest::newRow("other kind") << u"{}"_s << QByteArray("[]") << u"$ is [], expected {}."_s;
    QTest::newRow("text") << u"~b c"_s << QByteArray("\"a b c\"") << QString();
    QTest::newRow("no JSON") << u"1"_s << QByteArray("one") << u"The result is no JSON: one"_s;
  }
  void expectations() {
    QFETCH(QString, wanted);
    QFETCH(QByteArray, result);
    const auto expectation = Expectation::parse(wanted);
    QVERIFY(expectation);
    QTEST(expectation->broken(result).value_or(QString()), "broken");
    QVERIFY(!Expectation::parse(u"{open"_s));
  }

  void tablesAreAligned() {
    Table table({u"NAME"_s, u">N"_s, u"TEXT"_s});
    table.add({u"a"_s, u"1"_s, u"x"_s});
    table.add({u"测试"_s, u"100"_s, Table::Cell(u"y"_s, Ink::Bad)});
    QCOMPARE(table.text(false), u"NAME    N  TEXT\na       1  x\n测试  100  y\n"_s);
    QVERIFY(table.text(true).contains(u"\x1b[31my\x1b[0m"_s));
    QCOMPARE(durationText(999), u"999 us"_s);
    QCOMPARE(durationText(1500), u"1.50 ms"_s);
    QCOMPARE(durationText(2'500'000), u"2.50 s"_s);
    QCOMPARE(bytesText(1024 * 1024), u"1.0 MB"_s);
    QCOMPARE(bytesText(0), u"0 bytes"_s);
    QCOMPARE(bytesText(1), u"1 byte"_s);
    QCOMPARE(bytesText(1023), u"1023 bytes"_s);
    QCOMPARE(bytesText(1024), u"1 KB"_s);
  }

  void metricsAreRead() {
    const auto all = metricsOf(
        "# HELP x y\nscf_invocations_total{function=\"a\\\"b\",namespace=\"n\",code=\"200\"} 3\nscf_invocations_total{function=\"a\\\"b\",namespace=\"n\",code=\"430\"} 1\n"
        "scf_instances{function=\"a\\\"b\",namespace=\"n\",state=\"busy\"} 2\nscf_invocation_duration_seconds_bucket{function=\"a\\\"b\",namespace=\"n\",le=\"0.1\"} 3\n"
        "scf_invocation_duration_seconds_bucket{function=\"a\\\"b\",namespace=\"n\",le=\"+Inf\"} 4\nscf_invocation_duration_seconds_sum{function=\"a\\\"b\",namespace=\"n\"} 2\n"
        "scf_invocation_duration_seconds_count{function=\"a\\\"b\",namespace=\"n\"} 4\nprocess_threads 5\nodd{ 3\n");
    QCOMPARE(all.size(), 1);
    const FunctionMetrics& f = all[u"n/a\"b"_s];
    QCOMPARE(f.invocations, 4.0);
    QCOMPARE(f.failed, 1.0);
    QCOMPARE(f.busy, 2.0);
    QCOMPARE(f.meanMs(), 500.0);
    QCOMPARE(f.boundMs(0.5), 100.0);
    QCOMPARE(f.boundMs(0.99), -1.0);
  }

  void everyCommandExplainsItself() {
    for (const CommandSpec& command : commands()) {
      QVERIFY(*command.summary);
      if (command.hidden) continue;
      QVERIFY2(!command.examples.empty(), command.name);
      for (const char* example : command.examples) {
        // An example's words are words of the command, but for what stands before or behind it in a pipe.
        QStringList words = QString::fromUtf8(example).section(u'|', -1).split(u' ', Qt::SkipEmptyParts);
        if (words.first() != u"scfdesk"_s) continue;
        const CommandSpec* found = commandOf(words.mid(1));
        QVERIFY2(found, example);
        for (const QString& word : words)
          if (word.startsWith(u"--"_s)) QVERIFY2(optionOf(*found, word), example);
      }
      QStringList names;
      for (const OptionSpec& option : command.options) {
        QVERIFY2(!names.contains(QString::fromLatin1(option.name)), option.name);
        names << QString::fromLatin1(option.name);
        QVERIFY(*option.help);
      }
    }
    qsizetype used = 0;
    QCOMPARE(QByteArray(commandOf({u"function"_s, u"list"_s, u"x"_s}, &used)->name), QByteArray("function list"));
    QCOMPARE(used, 2);
    QVERIFY(!commandOf({u"function"_s}));
  }

  void wordsAreSorted() {
    const CommandSpec& invoke = *commandOf({u"invoke"_s});
    const auto words = Words::parse(invoke, {u"f"_s, u"--count=5"_s, u"--assert"_s, u"p99<1"_s, u"--assert=errors==0"_s, u"--"_s, u"-5"_s});
    QVERIFY(words);
    QCOMPARE(words->operands(), QStringList({u"f"_s, u"-5"_s}));
    QCOMPARE(words->values(u"--assert"_s), QStringList({u"p99<1"_s, u"errors==0"_s}));
    QCOMPARE(*words->number(u"--count"_s, 1, 1, 5), 5);
    QVERIFY(!words->number(u"--count"_s, 1, 1, 4));
    QCOMPARE(*words->real(u"--rate"_s, 2.5, 0, 9), 2.5);
    for (const QStringList& wrong : {QStringList{}, QStringList{u"f"_s, u"e"_s, u"x"_s}, QStringList{u"f"_s, u"--odd"_s}, QStringList{u"f"_s, u"--count"_s},
                                     QStringList{u"f"_s, u"--async=1"_s}, QStringList{u"f"_s, u"--count"_s, u"1"_s, u"--count"_s, u"2"_s}})
      QCOMPARE(Words::parse(invoke, wrong).error().code, u"Local.Words"_s);
  }
};

QTEST_GUILESS_MAIN(TestCliText)
#include "tst_clitext.moc"
