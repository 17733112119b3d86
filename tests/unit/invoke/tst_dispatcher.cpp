// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/limits.h"
#include "tests/unit/invoke/dispatchbench.h"
#include <QTest>

using namespace scfdesk;

class TestDispatcher final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void coldThenWarm() {
    DispatchBench b;
    b.fire(InvokeMode::Sync, "{\"a\":1}");
    QCOMPARE(b.factory.acts, QStringList{QStringLiteral("create")});
    b.instance().print("module level");
    b.instance().ready();
    QCOMPARE(b.instance().payload, "{\"a\":1}");
    b.instance().print("hello");
    b.instance().reply(200, "\"ok\"");
    QCOMPARE(b.replies.size(), 1U);
    const InvokeReply& r = *b.replies[0];
    QCOMPARE(r.result, "\"ok\"");
    QVERIFY(b.instance().context.contains(r.requestId));
    const QList<QByteArray> lines = r.logTail.trimmed().split('\n');
    QCOMPARE(lines.size(), 7);
    QVERIFY(lines[0].startsWith("START RequestId:"));
    QCOMPARE(lines[1], "module level");
    QVERIFY(lines[2].startsWith("Init Report RequestId: "));
    QCOMPARE(lines[3], "hello");
    QVERIFY(lines[4].startsWith("Response RequestId:"));
    QVERIFY(lines[5].startsWith("END RequestId:"));
    QVERIFY(lines[6].startsWith("Report RequestId:"));
    b.fire();
    b.instance().reply(200, "1");
    QVERIFY(!b.replies[1]->logTail.contains("Init Report"));
    QCOMPARE(b.factory.acts, (QStringList{QStringLiteral("create"), QStringLiteral("run"), QStringLiteral("run")}));
  }
  void statesComeInOrder() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    b.instance().reply(430, "Traceback");
    b.advance(16'000);
    b.feed.flush();
    QList<InstanceState> states;
    for (const auto& t : b.transitions) states << t.state;
    using S = InstanceState;
    QVERIFY2(states.startsWith(S::Starting), "begins");
    QCOMPARE(states.mid(0, 4), (QList<S>{S::Starting, S::Init, S::Busy, S::Idle}));
    QVERIFY(b.transitions[3].failed);
    QCOMPARE(states.last(), S::Gone);
    QVERIFY(b.transitions.back().reason.contains(QStringLiteral("15 s")));
    QVERIFY(b.dispatcher->instances().isEmpty());
  }
  void asyncIsStoredBeforeItIsAcknowledged() {
    DispatchBench b;
    b.fire(InvokeMode::Async);
    QVERIFY(b.replies.empty());
    QVERIFY(b.factory.living.empty());
    b.store.answerAll();
    QCOMPARE(b.replies.size(), 1U);
    QCOMPARE(b.store.events.size(), 1U);
    QCOMPARE(b.factory.living.size(), 1U);
    b.instance().ready();
    b.instance().reply(200, "1");
    QVERIFY(b.store.events.empty());
  }
  void retriesKeepTheRequestIdAndEndAsDeadLetter() {
    DispatchBench b;
    b.settings.keepAliveSeconds = 600;
    b.dispatcher->configure(b.entry);
    b.fire(InvokeMode::Async);
    b.store.answerAll();
    const QByteArray id = b.replies[0]->requestId;
    b.instance().ready();
    for (int attempt = 0; attempt < 3; ++attempt) {
      QVERIFY(b.instance().context.contains(id));
      b.instance().reply(430, "Traceback");
      QCOMPARE(b.store.rows.back().invocation.retryNum, attempt);
      QCOMPARE(b.store.rows.back().invocation.requestId, id);
      if (attempt < 2) b.advance(60'000);
    }
    QCOMPARE(b.store.letters.size(), 1U);
    QCOMPARE(b.store.letters[0].statusCode, 430);
    QVERIFY(b.store.events.empty());
  }
  void whatHasRunIsBilled() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    b.instance().reply(status::kSuccess, "1", 1'000, 1'000);  // done within the clock's tick
    QCOMPARE(b.replies.size(), 1U);
    QCOMPARE(b.replies[0]->durationUs, 1);
    QCOMPARE(b.replies[0]->billedMs, 1);
  }
  void timeoutEndsTheInstance() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    b.advance(3'000);
    QCOMPARE(b.replies.size(), 1U);
    QCOMPARE(b.replies[0]->statusCode, 433);
    QVERIFY(b.replies[0]->result.contains("Invoking task timed out after 3 seconds"));
    b.turn();
    QVERIFY(b.factory.living.empty());
    QVERIFY(b.factory.acts.contains(QStringLiteral("end")));
  }
  void deathIsReportedWithItsCode_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("memory") << 434 << QByteArray("Task memory exceeded 128 MB") << QByteArray("\"errorMessage\":\"Task memory exceeded 128 MB\"");
    QTest::newRow("exit") << 439 << QByteArray("User process exit when running: exit status 3") << QByteArray("User process exit when running: exit status 3");
  }
  void deathIsReportedWithItsCode() {
    QFETCH(int, code);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    DispatchBench b;
    b.fire();
    b.instance().ready();
    b.instance().listener.instanceDied(b.instance(), code, text);
    QCOMPARE(b.replies[0]->statusCode, code);
    QVERIFY2(b.replies[0]->result.contains(message), b.replies[0]->result.constData());
    b.turn();
    b.fire();
    QCOMPARE(b.factory.living.size(), 1U);
  }
  void refusalsAreErrors() {
    DispatchBench b;
    b.settings.accountMemoryMb = 128;
    b.dispatcher->applyLimits();
    b.fire();
    b.fire();
    QCOMPARE(b.replies.size(), 1U);
    QCOMPARE(b.replies[0].error().code, QStringLiteral("ResourceLimitReached"));
    QCOMPARE(b.replies[0].error().message, QStringLiteral("Function [ fn ] concurrency exceeded region unreserved quota 128 MB"));
    QCOMPARE(b.metrics.throttled().at({1, 432}), 1U);
  }
  void initFailureIsTheRequestsFailure() {
    DispatchBench b;
    b.fire();
    b.instance().become();
    b.instance().listener.instanceInitFailed(b.instance(), 443, "Traceback (most recent call last):\nSyntaxError: invalid");
    QCOMPARE(b.replies[0]->statusCode, 443);
    QVERIFY(b.replies[0]->result.contains("SyntaxError"));
    b.turn();
    QVERIFY(b.factory.living.empty());
  }
  void idleIsFrozenAndThawed() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    b.instance().reply(200, "1");
    b.advance(1'000);
    QVERIFY(!b.factory.acts.contains(QStringLiteral("freeze")));
    b.advance(1'250);
    b.advance(250);
    QVERIFY(b.factory.acts.contains(QStringLiteral("freeze")));
    b.fire();
    QVERIFY(b.factory.acts.indexOf(QStringLiteral("thaw")) < b.factory.acts.lastIndexOf(QStringLiteral("run")));
  }
  void whatARequestPrintsIsBounded() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    const QByteArray line(1023, 'x');
    for (int i = 0; i < 1100; ++i) b.instance().print(line.constData());
    b.instance().reply(200, "1");
    QVERIFY(b.replies[0]->logTail.contains("lines dropped: one request may print 1024 KB and 100000 lines"));
    QVERIFY(b.replies[0]->logTail.size() <= limits::kLogTailBytes);
    QVERIFY(b.store.rows.back().log.text.size() < limits::kRequestLogBytes + 4096);
  }
  void emptyLinesAreBoundedToo() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    for (int i = 0; i < 100'010; ++i) b.instance().print("");
    b.instance().reply(200, "1");
    const QByteArray tail = b.replies[0]->logTail;
    QVERIFY2(tail.contains("lines dropped: one request may print 1024 KB and 100000 lines"), tail.constData());
    QVERIFY(b.store.rows.back().log.records.size() < 100'010);
  }
  void deletedWhileItStarts() {
    DispatchBench b;
    b.fire();
    b.removed = true;
    b.dispatcher->remove(1);
    b.instance().ready();
    QCOMPARE(b.replies.size(), size_t(1));  // at once, not after the time it might have run
    QVERIFY(!b.replies[0]);
    QCOMPARE(b.replies[0].error().code, QStringLiteral("ResourceNotFound.Function"));
    QVERIFY(!b.factory.acts.contains(QStringLiteral("run")));
  }
  void pausedArrivalsWait() {
    DispatchBench b;
    b.dispatcher->setPaused(true);
    b.fire();
    QVERIFY(b.factory.living.empty());
    b.dispatcher->setPaused(false);
    QCOMPARE(b.factory.living.size(), 1U);
  }
  void shutdownEndsEverything() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    bool done = false;
    b.dispatcher->shutdown([&] { done = true; });
    b.turn();
    QVERIFY(done);
    QVERIFY(b.factory.living.empty());
  }
};
QTEST_GUILESS_MAIN(TestDispatcher)
#include "tst_dispatcher.moc"
