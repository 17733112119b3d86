// SPDX-License-Identifier: GPL-3.0-or-later
// Async events in the dispatcher: the length of the queue, asynchronous execution, ending from outside, what hangs on versions.
#include "models/data/limits.h"
#include "tests/unit/invoke/dispatchbench.h"
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestDispatcherAsync : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theQueueIsBounded();
  void ownRetriesAndAge_data();
  void ownRetriesAndAge();
  void asynchronousExecution();
  void terminateEndsWhatRunsAndWhatWaits();
  void tracedOnesAreKept();
};

void TestDispatcherAsync::theQueueIsBounded() {
  DispatchBench b;
  b.feed.setStreamWanted(false);
  b.dispatcher->setPaused(true);
  for (int i = 0; i < limits::kAsyncQueuePerTrigger; ++i) b.fire(InvokeMode::Async);
  QVERIFY(b.replies.empty());
  QCOMPARE(b.dispatcher->pendingAsync(1), limits::kAsyncQueuePerTrigger);
  QCOMPARE(b.fire(InvokeMode::Async), InvocationId(0));
  QCOMPARE(b.replies.size(), size_t(1));
  QVERIFY(!b.replies[0]);
  QCOMPARE(b.replies[0].error().code, u"LimitExceeded"_s);
  QVERIFY(b.replies[0].error().message.contains(u"100000"_s) && b.replies[0].error().message.contains(u"fn"_s));
  b.store.answerAll();
  QCOMPARE(b.replies.size(), size_t(limits::kAsyncQueuePerTrigger) + 1);
  QVERIFY(std::all_of(b.replies.begin() + 1, b.replies.end(), [](const auto& r) { return r.ok(); }));
  b.fire(InvokeMode::Sync);  // another matter
  QCOMPARE(b.replies.size(), size_t(limits::kAsyncQueuePerTrigger) + 1);
  // One that ends makes room for one.
  const auto first = b.store.events.begin()->first;
  QVERIFY(b.dispatcher->terminate(1, first, false));
  b.turn();
  QCOMPARE(b.dispatcher->pendingAsync(1), limits::kAsyncQueuePerTrigger - 1);
  QVERIFY(b.fire(InvokeMode::Async) != 0);
}

void TestDispatcherAsync::ownRetriesAndAge_data() {
  QTest::addColumn<int>("retries");
  QTest::addColumn<int>("age");
  QTest::addColumn<int>("runs");
  QTest::newRow("none") << 0 << 3600 << 1;
  QTest::newRow("one") << 1 << 3600 << 2;
  QTest::newRow("two") << 2 << 3600 << 3;
  QTest::newRow("age at the second") << 2 << 60 << 2;
  QTest::newRow("age before it") << 2 << 59 << 1;
}
void TestDispatcherAsync::ownRetriesAndAge() {
  QFETCH(int, retries);
  QFETCH(int, age);
  QFETCH(int, runs);
  DispatchBench b;
  b.entry.info.async = {retries, age};
  b.settings.keepAliveSeconds = 600;
  b.dispatcher->configure(b.entry);
  b.fire(InvokeMode::Async);
  b.store.answerAll();
  b.turn();
  b.instance().ready();
  for (int i = 0; i < 5; ++i) {
    if (b.instance().request) {
      b.instance().reply(430, "Error: no");
      b.instance().request = 0;
    }
    b.advance(60'000);
  }
  QCOMPARE(b.factory.acts.count(u"run"_s), runs);
  QCOMPARE(b.store.letters.size(), size_t(1));
  QVERIFY(b.store.letters[0].statusCode == 430 && b.store.letters[0].key.name == u"fn"_s && b.store.letters[0].event.qualifier == u"$LATEST"_s);
  QCOMPARE(b.dispatcher->pendingAsync(1), 0);
}

void TestDispatcherAsync::asynchronousExecution() {
  DispatchBench b;
  b.entry.info.config.asyncRun = true;
  b.dispatcher->configure(b.entry);
  b.fire(InvokeMode::Sync);  // whoever calls
  b.store.answerAll();
  QCOMPARE(b.replies.size(), size_t(1));
  QCOMPARE(b.replies[0].value().statusCode, status::kRunning);
  b.turn();
  b.instance().ready();
  b.instance().reply(200, "1");
  QVERIFY(!b.factory.living.empty());
  b.fire(InvokeMode::Sync);
  b.store.answerAll();
  b.turn();
  b.instance().reply(430, "Error: no");
  b.turn();
  QVERIFY(b.factory.living.empty());  // an abnormal run recycles its instance
  QVERIFY(b.store.letters.empty() && b.store.events.empty());
  b.advance(120'000);
  QCOMPARE(b.factory.acts.count(u"run"_s), 2);
}

void TestDispatcherAsync::terminateEndsWhatRunsAndWhatWaits() {
  DispatchBench b;
  b.entry.info.overrides.maxInstances = 1;
  b.dispatcher->configure(b.entry);
  b.fire(InvokeMode::Async);
  b.fire(InvokeMode::Async);
  b.store.answerAll();
  b.turn();
  b.instance().ready();
  const auto events = b.dispatcher->asyncEvents(1);
  QCOMPARE(events.size(), 2);
  QVERIFY(std::all_of(events.begin(), events.end(), [](const auto& e) { return e.state() == u"RUNNING"_s && e.qualifier == u"$LATEST"_s; }));
  QVERIFY(!b.dispatcher->terminate(2, events[0].requestId, false));  // of another function
  for (const AsyncEventInfo& e : events) {
    QVERIFY(b.dispatcher->terminate(1, e.requestId, false));
    QVERIFY(!b.dispatcher->asyncEvent(e.requestId));
    QVERIFY(!b.dispatcher->terminate(1, e.requestId, false));
  }
  b.turn();
  QVERIFY(b.store.events.empty() && b.store.letters.empty());
  QCOMPARE(b.dispatcher->pendingAsync(1), 0);
}

void TestDispatcherAsync::tracedOnesAreKept() {
  DispatchBench b;
  b.entry.info.config.traceEnabled = true;
  b.fire(InvokeMode::Async);
  b.store.answerAll();
  b.turn();
  b.instance().ready();
  b.instance().reply(200, "1");
  QCOMPARE(b.store.traced.size(), 1);
  QVERIFY(b.store.traced[0].state() == u"FINISHED"_s && b.store.traced[0].ended > 0 && b.store.traced[0].function == 1);
  QVERIFY(b.store.events.empty());
}

QTEST_GUILESS_MAIN(TestDispatcherAsync)
#include "tst_dispatcherasync.moc"
