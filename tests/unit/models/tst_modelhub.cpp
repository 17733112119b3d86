// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/logstore.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestModelHub : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theFirstBatchListsTheFunctions() {
    FakeBackend backend;
    ModelHub hub(backend);
    QSignalSpy first(&hub, &ModelHub::firstDelta), status(&hub, &ModelHub::statusChanged);
    backend.start();
    QTRY_COMPARE(first.count(), 1);
    QCOMPARE(hub.functions().rowCount(), 7);
    QCOMPARE(status.count(), 1);
    QVERIFY(hub.status().connected);
    QCOMPARE(hub.time().now(), kFakeNow);
    backend.advanceSeconds(1);
    QCOMPARE(first.count(), 1);
  }
  void historyIsRich() {
    FakeBackend backend;
    backend.withHistory();
    ModelHub hub(backend);
    QAbstractItemModelTester functions(&hub.functions(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    backend.start();
    QTRY_COMPARE(hub.functions().rowCount(), 7);
    const WindowTotals all = hub.series().totals(0, kFakeNow - kFakeHistory, kFakeNow);
    QVERIFY(all.invocations > 5000);
    QVERIFY(all.failed > 10 && all.cold > 30 && all.throttled > 20);
    QVERIFY(hub.logs().size() > 20'000);
    QVERIFY(hub.timeline().countsAt(0, kFakeNow).living() > 5);
    QCOMPARE(hub.functions().activity(backend.idOf(u"image-tag"_s)), FunctionActivity::Failing);
    QCOMPARE(hub.functions().activity(backend.idOf(u"nightly-report"_s)), FunctionActivity::None);
    QVERIFY(hub.functions().totals(backend.idOf(u"order-api"_s)).invocations > 3000);
    backend.advanceSeconds(30);
    QVERIFY(hub.series().totals(0, kFakeNow, backend.now()).invocations > 100);
  }
  void sameSeedSameHistory() {
    const auto fingerprint = [] {
      FakeActivity fake(kFakeNow - kFakeHistory);
      for (const auto& p : fakeProfiles()) fake.add(p);
      fake.setTraffic(true);
      const EngineDelta d = fake.advance(kFakeNow);
      size_t hash = d.log.records.size();
      for (const auto& t : d.transitions) hash = hash * 31 + size_t(t.at) + t.instance;
      for (const auto& i : d.invocations) hash = hash * 31 + size_t(i.at.replied) + size_t(i.id);
      return hash;
    };
    QCOMPARE(fingerprint(), fingerprint());
  }
  void stageTimesNeverFall() {
    FakeBackend backend;
    backend.withHistory();
    ModelHub hub(backend);
    backend.start();
    QTRY_VERIFY(hub.invocations().rowCount() > 1000);
    for (int r = 0; r < hub.invocations().rowCount(); ++r) {
      const Invocation& i = *hub.invocations().invocationAt(r);
      TimeUs last = 0;
      for (const TimeUs t : {i.at.accepted, i.at.dispatched, i.at.started, i.at.ready, i.at.entered, i.at.left, i.at.replied}) {
        if (t == 0) continue;
        QVERIFY2(t >= last, qPrintable(QString::number(i.id)));
        last = t;
      }
    }
  }
  void timeIsCarriedOnBetweenBatches() {
    FakeBackend backend;
    ModelHub hub(backend);
    backend.start();
    QTRY_COMPARE(hub.functions().rowCount(), 7);
    const TimeUs heard = hub.time().now();
    QTRY_VERIFY(hub.time().now() > heard + 300'000);  // no batch came
    QCOMPARE(backend.now(), heard);
  }
  void aLostTargetIsNotConnectedUntilItIsHeardAgain() {
    FakeBackend backend;
    ModelHub hub(backend);
    backend.start();
    QTRY_VERIFY(hub.status().connected);
    QSignalSpy status(&hub, &ModelHub::statusChanged);
    backend.breakDown({u"Local.EngineSilent"_s, u"The engine has not answered for 10 s."_s, u"Restart it."_s});
    QVERIFY(!hub.status().connected);
    QVERIFY(hub.loss() && hub.loss()->code == u"Local.EngineSilent");
    QCOMPARE(status.count(), 1);
    const TimeUs stood = hub.time().now();
    QCoreApplication::processEvents();
    QCOMPARE(hub.time().now(), stood);
    backend.restart();
    QTRY_VERIFY(hub.status().connected);
    QVERIFY(!hub.loss());
  }
  void aRemovedFunctionIsNotSelected() {
    FakeBackend backend;
    ModelHub hub(backend);
    backend.start();
    QTRY_COMPARE(hub.functions().rowCount(), 7);
    const FunctionId id = backend.idOf(u"image-tag"_s);
    hub.selection().setFunction(id);
    hub.selection().setInvocation(5);
    hub.selection().setInstance(6);
    bool ok = false;
    backend.deleteFunction({u"default"_s, u"image-tag"_s}, this, [&ok](const Result<Done>& r) { ok = r.ok(); });
    QTRY_VERIFY(ok);
    QCOMPARE(hub.selection().function(), FunctionId(0));
    QCOMPARE(hub.selection().invocation(), InvocationId(0));
    QCOMPARE(hub.selection().instance(), InstanceId(0));
    QCOMPARE(hub.functions().rowCount(), 6);
  }
  void selectingAFunctionClearsTheRest() {
    Selection s;
    s.setFunction(1);
    s.setInvocation(2);
    s.setInstance(3);
    QSignalSpy fn(&s, &Selection::functionChanged), inv(&s, &Selection::invocationChanged), inst(&s, &Selection::instanceChanged);
    s.setFunction(1);
    QCOMPARE(fn.count(), 0);
    QCOMPARE(s.invocation(), InvocationId(2));
    s.setFunction(4);
    QCOMPARE(fn.count(), 1);
    QCOMPARE(inv.count(), 1);
    QCOMPARE(inst.count(), 1);
    QCOMPARE(s.invocation(), InvocationId(0));
  }
  void invokeIsAnsweredWithItsResult() {
    FakeBackend backend(false);
    ModelHub hub(backend);
    backend.start();
    QTRY_COMPARE(hub.functions().rowCount(), 1);
    std::optional<InvokeReply> got;
    backend.invoke({.function = {u"default"_s, u"hello-event"_s}, .payload = "{}"}, this, [&got](const Result<InvokeReply>& r) { if (r) got = *r; });
    QVERIFY(!got);
    QTRY_VERIFY(got);
    QCOMPARE(got->statusCode, 200);
    const Invocation* i = hub.invocations().invocation(got->id);
    QVERIFY(i && i->finished && i->cold);
    QVERIFY(hub.logs().size() >= 4);
    QCOMPARE(hub.timeline().lanesIn(7, 0, hub.time().now()).size(), size_t(1));
    Error error;
    backend.failNext({u"FailedOperation"_s, u"No."_s, {}});
    backend.invoke({.function = {u"default"_s, u"hello-event"_s}, .payload = "{}"}, this, [&error](const Result<InvokeReply>& r) { if (!r) error = r.error(); });
    QTRY_COMPARE(error.message, u"No."_s);
  }
  void aLoadRunHasATally() {
    FakeBackend backend(false);
    ModelHub hub(backend);
    backend.start();
    QTRY_COMPARE(hub.functions().rowCount(), 1);
    QSignalSpy changed(&hub, &ModelHub::loadChanged);
    LoadSpec spec;
    spec.function = {u"default"_s, u"hello-event"_s};
    uint32_t run = 0;
    backend.startLoad(spec, this, [&run](const Result<uint32_t>& r) { if (r) run = *r; });
    QTRY_VERIFY(run != 0);
    QVERIFY(hub.lastLoad(7));
    backend.advanceSeconds(40);
    const LoadProgress* p = hub.lastLoad(7);
    QVERIFY(p);
    QCOMPARE(p->run, run);
    QCOMPARE(p->sent, 600);
    QCOMPARE(p->finished(), 600);
    QVERIFY(p->endedAt > 0);
    QVERIFY(changed.count() > 10);
    QCOMPARE(hub.timeline().countsAt(0, backend.now()).living(), 0);  // keep-alive of the sample is 15 s
    QVERIFY(!hub.lastLoad(1));
  }
  void aStoppedLoadEnds() {
    FakeBackend backend(false);
    ModelHub hub(backend);
    backend.start();
    QTRY_COMPARE(hub.functions().rowCount(), 1);
    LoadSpec spec;
    spec.function = {u"default"_s, u"hello-event"_s};
    uint32_t run = 0;
    backend.startLoad(spec, this, [&run](const Result<uint32_t>& r) { if (r) run = *r; });
    QTRY_VERIFY(run != 0);
    backend.advanceSeconds(5);
    backend.stopLoad(run);
    backend.advanceSeconds(5);
    const LoadProgress* p = hub.lastLoad(7);
    QVERIFY(p->stopped && p->endedAt > 0);
    QVERIFY(p->sent > 0 && p->sent < 600);
    QCOMPARE(p->finished(), p->sent);
  }
  void failureIsPassedOn() {
    FakeBackend backend;
    ModelHub hub(backend);
    QSignalSpy failed(&hub, &ModelHub::failed);
    backend.breakDown({u"Local.PortTaken"_s, u"Port 9700 is in use."_s, {}});
    QCOMPARE(failed.count(), 1);
  }
};

QTEST_GUILESS_MAIN(TestModelHub)
#include "tst_modelhub.moc"
