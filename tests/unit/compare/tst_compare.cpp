// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/comparerun.h"
#include <QSignalSpy>
#include <QTest>
#include <deque>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
/// An end that gives what it was told, in order, and the last answer from then on.
class ScriptedEnd final : public DeployTarget {
 public:
  explicit ScriptedEnd(QString name) : m_name(std::move(name)) {}
  [[nodiscard]] QString name() const override { return m_name; }
  [[nodiscard]] QString ns() const override { return u"default"_s; }
  [[nodiscard]] int64_t requestLimit() const override { return 0; }
  void action(const QByteArray& name, const QByteArray& params, QObject*, Reply reply) override {
    asked.append(name + ' ' + params);
    const Result<QByteArray> answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    reply(answer);
  }
  void download(const QUrl&, QObject*, Reply reply) override { reply(Error{}); }
  std::deque<Result<QByteArray>> answers;
  QList<QByteArray> asked;

 private:
  QString m_name;
};

QByteArray invoked(const QByteArray& result, double duration, const QByteArray& log = {}, int code = 0, int64_t memory = 1'000'000) {
  QByteArray quoted = result;
  quoted.replace('\\', "\\\\").replace('"', "\\\"");
  QByteArray lines = log;
  lines.replace('\n', "\\n").replace('"', "\\\"");
  return "{\"Result\":{\"RetMsg\":\"" + quoted + "\",\"ErrMsg\":\"\",\"Log\":\"" + lines + "\",\"Duration\":" + QByteArray::number(duration) + ",\"BillDuration\":" + QByteArray::number(int(duration + 1)) +
         ",\"MemUsage\":" + QByteArray::number(qlonglong(memory)) + ",\"FunctionRequestId\":\"0b8f9c5e-0000-4000-8000-000000000001\",\"InvokeResult\":" + QByteArray::number(code) + "}}";
}
QList<QByteArray> lines(const char* text) { return QByteArray(text).split(' '); }
QByteArray drawn(const std::vector<LineChange>& changes) {
  QByteArray text;
  for (const LineChange& c : changes) text += (c.kind == LineChange::Kind::Same ? '=' : c.kind == LineChange::Kind::OnlyFirst ? '-' : '+') + c.text;
  return text;
}
}  // namespace

class TestCompare final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void linesOverEachOther() {
    QCOMPARE(drawn(diffLines({}, {})), QByteArray());
    QCOMPARE(drawn(diffLines(lines("a b c"), lines("a b c"))), QByteArray("=a=b=c"));
    QCOMPARE(drawn(diffLines(lines("a b c"), lines("a x c"))), QByteArray("=a-b+x=c"));
    QCOMPARE(drawn(diffLines(lines("b c"), lines("a b c d"))), QByteArray("+a=b=c+d"));
    QCOMPARE(drawn(diffLines(lines("a b"), {})), QByteArray("-a-b"));
    QCOMPARE(drawn(diffLines(lines("a b a b"), lines("b a b a"))), QByteArray("-a=b=a=b+a"));
    // At the limit all lines are compared, one past it the oldest is left out.
    QList<QByteArray> most(kLinesCompared, "x"), past(kLinesCompared + 1, "x");
    past.first() = "old";
    QCOMPARE(diffLines(most, most).size(), size_t(kLinesCompared));
    QCOMPARE(drawn(diffLines(past, most)), drawn(diffLines(most, most)));
  }

  void linesThatAreNeverTheSameTwice() {
    const QByteArray id = "0b8f9c5e-0000-4000-8000-000000000001";
    const QByteArray log = "START RequestId:" + id + "\nInit Report RequestId: " + id + " Coldstart: 236ms (PullCode: 70ms)\n2026-11-23T10:00:00.123Z\t" + id + "\ttook 5ms\n\nReport RequestId:" + id +
                           " Duration:1ms Memory:128MB MemUsage:29.734375MB\n";
    QCOMPARE(comparableLines(log, id), (QList<QByteArray>{"START RequestId:<id>", "<time>\t<id>\ttook 5ms", "Report RequestId:<id> Duration:... Memory:... MemUsage:..."}));
  }

  void sameAndNot() {
    ScriptedEnd here(u"here"_s), there(u"there"_s);
    here.answers = {invoked("{\"a\":1,\"at\":1}", 1.5, "hello")};
    there.answers = {invoked("{\"at\":2,\"a\":1}", 3.5, "hello\nmore", 0, 3'000'000)};
    CompareRequest request{u"f"_s, u"prod"_s, "{\"n\":1}", 1, {u"$.at"_s}};
    const Comparison got = compared(here, there, request);
    QVERIFY(got.same());
    QCOMPARE(got.result.muted, 1);
    QVERIFY(!got.sameLog());
    QCOMPARE(drawn(got.log), QByteArray("=hello+more"));
    QCOMPARE(got.second.durationMs, 3.5);
    QCOMPARE(got.second.memoryBytes, int64_t(3'000'000));
    QCOMPARE(here.asked, (QList<QByteArray>{"Invoke {\"FunctionName\":\"f\",\"Namespace\":\"default\",\"ClientContext\":\"{\\\"n\\\":1}\",\"LogType\":\"Tail\",\"Qualifier\":\"prod\"}"}));
    request.muted.clear();
    const Comparison strict = compared(here, there, request);
    QVERIFY(!strict.same());
    QCOMPARE(strict.result.changes.front().path, u"$.at"_s);
  }

  void failuresHaveAStatus() {
    ScriptedEnd here(u"here"_s), there(u"there"_s);
    here.answers = {invoked("{\"errorCode\":-1,\"errorMessage\":\"x\",\"requestId\":\"1\",\"statusCode\":433}", 3000, {}, -1)};
    there.answers = {invoked("{\"errorCode\":-1,\"errorMessage\":\"x\",\"requestId\":\"2\",\"statusCode\":433}", 3000, {}, -1)};
    const Comparison got = compared(here, there, {u"f"_s, {}, "{}", 1, {}});
    QCOMPARE(got.first.statusCode, 433);
    QVERIFY(got.same());  // the ids of the requests are no difference
    there.answers = {invoked("1", 1)};
    QVERIFY(!compared(here, there, {u"f"_s, {}, "{}", 1, {}}).same());
    here.answers = {invoked("no error object", 1, {}, 1)};
    QCOMPARE(compared(here, there, {u"f"_s, {}, "{}", 1, {}}).first.statusCode, 430);
  }

  // By turns, medians of what took time, the most of memory; starts are counted.
  void series() {
    ScriptedEnd here(u"here"_s), there(u"there"_s);
    here.answers = {invoked("1", 90, "Init Report RequestId: x Coldstart: 1ms", 0, 5), invoked("1", 2, {}, 0, 9), invoked("1", 4, {}, 0, 7)};
    there.answers = {invoked("1", 10), invoked("1", 20)};
    CompareRequest request{u"f"_s, {}, "{}", 3, {}};
    const Comparison got = compared(here, there, request);
    QCOMPARE(got.first.runs, 3);
    QCOMPARE(got.first.coldStarts, 1);
    QCOMPARE(got.first.durationMs, 4.0);
    QCOMPARE(got.first.memoryBytes, int64_t(9));
    QCOMPARE(got.second.durationMs, 20.0);
    request.runs = CompareRequest::kMostRuns + 1;  // no more than the limit
    here.asked.clear();
    compared(here, there, request);
    QCOMPARE(here.asked.size(), qsizetype(CompareRequest::kMostRuns));
  }

  // An end that cannot be asked is asked once; the other one answers all the same.
  void oneEndFails() {
    ScriptedEnd here(u"here"_s), there(u"there"_s);
    here.answers = {invoked("1", 1)};
    there.answers = {Result<QByteArray>(Error{u"ResourceNotFound.Function"_s, u"none"_s, {}})};
    const Comparison got = compared(here, there, {u"f"_s, {}, "{}", 2, {}});
    QVERIFY(!got.complete());
    QVERIFY(!got.same());
    QCOMPARE(got.second.error->code, u"ResourceNotFound.Function"_s);
    QCOMPARE(there.asked.size(), 1);
    QCOMPARE(got.first.runs, 2);
    for (const char* broken : {"", "[]", "{}", "{\"Result\":7}"}) {
      there.answers = {QByteArray(broken)};
      QCOMPARE(compared(here, there, {u"f"_s, {}, "{}", 1, {}}).second.error->code, u"Local.BadAnswer"_s);
    }
  }

 private:
  static Comparison compared(ScriptedEnd& here, ScriptedEnd& there, const CompareRequest& request) {
    CompareRun run(here, there, request);
    QSignalSpy finished(&run, &CompareRun::finished);
    run.start();
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30'000)) qWarning("the comparison does not end");
    return run.comparison();
  }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
