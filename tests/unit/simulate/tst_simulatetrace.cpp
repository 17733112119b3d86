// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of others: what is right is read, what is wrong is named with file and line.
#include "app/engine/simulate/simulation.h"
#include "app/engine/simulate/specjson.h"
#include "app/engine/simulate/trace.h"
#include "app/engine/simulate/tracelines.h"
#include <QTemporaryDir>
#include <QtTest>
#include <sys/stat.h>

using namespace scfdesk::simulate;
using scfdesk::scaling::kSecond;

class TestSimulateTrace : public QObject {
  Q_OBJECT
 private:
  QTemporaryDir m_folder;
  std::string file(const char* name, const QByteArray& text) {
    QFile f(m_folder.filePath(QString::fromLatin1(name)));
    if (!f.open(QIODevice::WriteOnly) || f.write(text) != text.size()) qFatal("cannot write");
    return f.fileName().toStdString();
  }
  static QByteArray minutes(const QByteArray& owner, const QByteArray& function, std::initializer_list<int> counts) {
    QByteArray line = owner + ",app," + function + ",http";
    for (const int n : counts) line += ',' + QByteArray::number(n);
    return line + '\n';
  }
 private Q_SLOTS:
  void azure2019();
  void azure2021();
  void ownLines();
  void cls();
  void mistakes_data();
  void mistakes();
  void canceled();
  void csvFields();
  void inSpec();
};

void TestSimulateTrace::azure2019() {
  TraceSource s;
  s.format = "azure2019";
  s.file = file("inv.csv", "HashOwner,HashApp,HashFunction,Trigger,1,2,3\n" + minutes("o", "f", {2, 0, 5}) + minutes("o", "g", {0, 1, 0}) + minutes("p", "f", {0, 0, 0}));
  s.durations = file("dur.csv", "HashOwner,HashApp,HashFunction,Average,Count,Minimum,Maximum,percentile_Average_0,percentile_Average_1,percentile_Average_25,percentile_Average_50,percentile_Average_75,percentile_Average_99,percentile_Average_100\n"
                                "o,app,f,100,7,10,300,10,20,50,100,150,250,300\n");
  s.memory = file("mem.csv", "HashOwner,HashApp,SampleCount,AverageAllocatedMb,AverageAllocatedMb_pct1\no,app,9,130,100\n");
  const auto read = readTrace(s);
  QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().message));
  QCOMPARE(read->size(), size_t(3));  // the key is owner, app and function
  const TraceFunction& f = (*read)[0];
  QCOMPARE(f.name, std::string("o/app/f"));
  QCOMPARE(f.arrivals.size(), size_t(7));
  QCOMPARE(f.memoryMb, 192);
  QVERIFY(f.hasRun);
  QCOMPARE(f.run.at(0.5), 0.1);
  QVERIFY(std::abs(f.run.at(0.375) - 0.075) < 1e-9);
  for (size_t i = 0; i < 7; ++i) {
    const auto minute = f.arrivals[i].at / (60 * kSecond);
    QCOMPARE(minute, i < 2 ? 0 : 2);
    QVERIFY(i == 0 || f.arrivals[i].at >= f.arrivals[i - 1].at);
  }
  QVERIFY(!(*read)[1].hasRun);
  QCOMPARE(readTrace(s)->at(0).arrivals[3].at, f.arrivals[3].at);
  s.seed = 2;
  QVERIFY(readTrace(s)->at(0).arrivals[3].at != f.arrivals[3].at);
}

void TestSimulateTrace::azure2021() {
  TraceSource s;
  s.format = "azure2021";
  s.file = file("2021.csv", "app,func,end_timestamp,duration\na,f,20.5,10.5\na,f,12.0,1.0\nb,f,11,0.25\n");
  const auto read = readTrace(s);
  QVERIFY(read.ok());
  QCOMPARE(read->size(), size_t(2));
  // By start, from the first one: 10.0 (until 20.5), then 11.0; the other app's begins at 10.75.
  QCOMPARE((*read)[0].arrivals[0].at, 0);
  QCOMPARE((*read)[0].arrivals[0].run, nsOf(10.5));
  QCOMPARE((*read)[0].arrivals[1].at, kSecond);
  QCOMPARE((*read)[1].arrivals[0].at, kSecond * 3 / 4);
}

void TestSimulateTrace::ownLines() {
  TraceSource s;
  s.format = "jsonl";
  s.file = file("own.jsonl", "{\"type\":\"header\",\"version\":1}\n{\"type\":\"fn\",\"name\":\"f\",\"memoryMb\":256}\n\n{\"type\":\"inv\",\"t\":3000000000,\"fn\":\"f\",\"exec_ns\":5}\r\n"
                              "{\"type\":\"ctl\",\"t\":1}\n{\"type\":\"inv\",\"t\":1000000000,\"fn\":\"f\",\"outcome\":\"oom\",\"unknown\":[1]}\n{\"type\":\"inv\",\"t\":2,\"fn\":\"g\"}\n");
  auto read = readTrace(s);
  QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().message));
  QCOMPARE((*read)[0].memoryMb, 256);
  QCOMPARE((*read)[0].arrivals.size(), size_t(2));
  QCOMPARE((*read)[0].arrivals[0].code, 434);
  QCOMPARE((*read)[0].arrivals[0].run, -1);
  QCOMPARE((*read)[0].arrivals[1].run, 5);
  s.function = "g";
  read = readTrace(s);
  QCOMPARE(read->size(), size_t(1));
  s.function = "h";
  QVERIFY(readTrace(s).error().message.contains(QStringLiteral("has no invocation of h")));
}

void TestSimulateTrace::cls() {
  TraceSource s;
  s.format = "cls";
  s.file = file("cls.json", "{\"SCF_Type\":\"Custom\",\"SCF_Message\":\"hello\"}\n"
                            "{\"SCF_Type\":\"Platform\",\"SCF_FunctionName\":\"f\",\"SCF_StartTime\":\"1600000000500\",\"SCF_Duration\":\"25\",\"SCF_StatusCode\":\"200\"}\n"
                            "{\"SCF_Type\":\"Platform\",\"SCF_FunctionName\":\"f\",\"SCF_StartTime\":1600000000000,\"SCF_Duration\":30,\"SCF_StatusCode\":430}\n"
                            "{\"SCF_Type\":\"Platform\",\"SCF_FunctionName\":\"f\",\"SCF_StartTime\":1600000000900,\"SCF_Duration\":0,\"SCF_StatusCode\":202}\n");
  const auto read = readTrace(s);
  QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().message));
  QCOMPARE((*read)[0].arrivals.size(), size_t(2));
  QCOMPARE((*read)[0].arrivals[0].code, 430);
  QCOMPARE((*read)[0].arrivals[1].at, kSecond / 2);
  QCOMPARE((*read)[0].arrivals[1].run, kSecond / 40);
}

void TestSimulateTrace::mistakes_data() {
  QTest::addColumn<QByteArray>("format");
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("said");
  const auto row = [](const char* name, const char* format, const QByteArray& text, const char* said) { QTest::newRow(name) << QByteArray(format) << text << QString::fromLatin1(said); };
  const QByteArray head2019("HashOwner,HashApp,HashFunction,Trigger,1,2\n");
  row("2019 header", "azure2019", "a,b,c,d,e,f\n", "line 1: the header HashOwner");
  row("2019 fields", "azure2019", head2019 + "o,a,f,http,1\n", "line 2: 5 fields, 6 are wanted");
  row("2019 count", "azure2019", head2019 + "o,a,f,http,1,1.5\n", "line 2: minute 2 is no count");
  row("2019 negative", "azure2019", head2019 + "o,a,f,http,-1,1\n", "line 2: minute 1 is no count");
  row("2019 too many", "azure2019", head2019 + "o,a,f,http,9999999,9\n", "line 2: more than 10000000 invocations");
  row("2019 nothing", "azure2019", head2019, "has no invocation");
  row("2021 header", "azure2021", "app,func\n", "line 1: the header app,func,end_timestamp,duration");
  row("2021 number", "azure2021", "app,func,end_timestamp,duration\na,f,x,1\n", "line 2: end_timestamp and duration");
  row("2021 empty", "azure2021", "", "the header is missing");
  row("own no JSON", "jsonl", "{\"type\":\"fn\",\"name\":\"f\"}\n\n{\n", "line 3: no JSON object");
  row("own time", "jsonl", "{\"type\":\"inv\",\"t\":1.5,\"fn\":\"f\"}\n", "line 1: \"t\" in whole nanoseconds");
  row("own outcome", "jsonl", "{\"type\":\"inv\",\"t\":1,\"fn\":\"f\",\"outcome\":\"bad\"}\n", "line 1: \"outcome\" must be one of");
  row("long line", "jsonl", QByteArray(TraceLines::kMostLine + 1, ' '), "line 1: longer than");
  row("format", "csv", "", "There is no trace format \"csv\"");
}

void TestSimulateTrace::mistakes() {
  QFETCH(QByteArray, format);
  QFETCH(QByteArray, text);
  QFETCH(QString, said);
  TraceSource s;
  s.format = format.toStdString();
  s.file = file("wrong.txt", text);
  const auto read = readTrace(s);
  QVERIFY(!read);
  QVERIFY2(read.error().message.contains(said), qPrintable(read.error().message));
}

void TestSimulateTrace::canceled() {
  TraceSource s;
  s.format = "jsonl";
  s.file = file("c.jsonl", "{\"type\":\"inv\",\"t\":1,\"fn\":\"f\"}\n");
  std::atomic<bool> canceled{true};
  s.canceled = &canceled;
  QCOMPARE(readTrace(s).error().code, QStringLiteral("Local.Canceled"));
}

void TestSimulateTrace::csvFields() {
  std::vector<std::string_view> fields;
  std::string text;
  splitCsv("a,\"b,\"\"c\",,d", fields, text);
  QCOMPARE(fields.size(), size_t(4));
  QVERIFY(fields[1] == "b,\"c" && fields[2].empty() && fields[3] == "d");
  splitCsv("a,", fields, text);
  QCOMPARE(fields.size(), size_t(2));
  QVERIFY(!numberIn("1x") && !numberIn("") && numberIn("-2.5e3") == -2500.0);
}

void TestSimulateTrace::inSpec() {
  // What is no file may give nothing for ever: it is not even opened.
  QCOMPARE(mkfifo(QFile::encodeName(m_folder.filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
  const auto pipe = specFromJson("{\"trace\":{\"file\":\"pipe\",\"format\":\"jsonl\"}}", m_folder.path().toStdString());
  QVERIFY(!pipe);
  QVERIFY2(pipe.error().message.contains(QStringLiteral("is no regular file")), qPrintable(pipe.error().message));
  // A whole trace as functions, and the arrivals of one of them; files are named from the spec's folder.
  file("t.jsonl", "{\"type\":\"fn\",\"name\":\"f\",\"memoryMb\":256}\n{\"type\":\"inv\",\"t\":0,\"fn\":\"f\",\"exec_ns\":2000000000}\n{\"type\":\"inv\",\"t\":1000000000,\"fn\":\"g\",\"exec_ns\":1000000000,\"outcome\":\"user_error\"}\n");
  const std::string folder = m_folder.path().toStdString();
  auto spec = specFromJson("{\"trace\":{\"file\":\"t.jsonl\",\"format\":\"jsonl\",\"keepAliveSeconds\":5}}", folder);
  QVERIFY2(spec.ok(), qPrintable(spec.ok() ? QString() : spec.error().message));
  QCOMPARE(spec->functions.size(), size_t(2));
  const Outcome o = simulate(*spec);
  QCOMPARE(o.total.mean[DoneCount], 1.0);
  QCOMPARE(o.total.mean[Failed], 1.0);
  QCOMPARE(o.functions[0].mean[ExecutingGbSeconds], 0.5);
  spec = specFromJson("{\"functions\":[{\"arrivals\":{\"kind\":\"trace\",\"file\":\"t.jsonl\",\"format\":\"jsonl\",\"function\":\"g\"},\"service\":1}]}", folder);
  QVERIFY2(spec.ok(), qPrintable(spec.ok() ? QString() : spec.error().message));
  QCOMPARE(spec->functions[0].arrivals.times->size(), size_t(1));
}

QTEST_APPLESS_MAIN(TestSimulateTrace)
#include "tst_simulatetrace.moc"
