// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/deployends.h"
#include "models/deploy/deployrun.h"
#include "tests/support/engineprocess.h"
#include "tests/support/faultproxy.h"
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// Deploy and pull between two engines in other processes, over a way that breaks at each step.
class TestDeployRun final : public QObject {
  Q_OBJECT
  using State = DeployRun::State;
  static constexpr int kWaitMs = 60'000;

 private Q_SLOTS:
  void initTestCase() {
    m_here = std::make_unique<EngineProcess>();
    m_there = std::make_unique<EngineProcess>();
    QVERIFY(m_here->ready() && m_there->ready());
    m_proxy = std::make_unique<FaultProxy>(m_there->url());
    QVERIFY(m_here->create("alpha", "def main_handler(event, context):\n    print('in alpha')\n    return event['n'] + 1\n"));
    QVERIFY(!m_here->call("UpdateFunctionConfiguration", "{\"FunctionName\":\"alpha\",\"MemorySize\":256,\"Timeout\":9,\"Environment\":{\"Variables\":[{\"Key\":\"STAGE\",\"Value\":\"one\"}]}}").isEmpty());
    QVERIFY(active(*m_here, "alpha"));
    QVERIFY(!m_here->call("CreateTrigger", "{\"FunctionName\":\"alpha\",\"TriggerName\":\"nightly\",\"Type\":\"timer\",\"TriggerDesc\":\"0 0 2 * * * *\",\"Enable\":\"CLOSE\"}").isEmpty());
    QVERIFY(!m_here->call("CreateTrigger", "{\"FunctionName\":\"alpha\",\"TriggerName\":\"front\",\"Type\":\"http\",\"TriggerDesc\":\"{\\\"AuthType\\\":\\\"NONE\\\",\\\"NetConfig\\\":{\\\"EnableIntranet\\\":true,\\\"EnableExtranet\\\":true}}\"}").isEmpty());
    QVERIFY(!m_here->call("UpdateFunctionEventInvokeConfig", "{\"FunctionName\":\"alpha\",\"AsyncTriggerConfig\":{\"RetryConfig\":[{\"RetryNum\":0}],\"MsgTTL\":3600}}").isEmpty());
    m_hereClient = std::make_unique<CloudClient>(m_here->target());
    CloudTarget target = m_there->target();
    target.endpoint = m_proxy->url();
    m_thereClient = std::make_unique<CloudClient>(target);
    m_thereClient->setDelayScale(0.01);
    m_thereClient->setTimeoutMs(1500);
    m_source = std::make_unique<ClientEnd>(*m_hereClient, u"here"_s, u"default"_s);
    m_target = std::make_unique<ClientEnd>(*m_thereClient, u"there"_s, u"default"_s);
  }
  void cleanupTestCase() {
    m_here.reset();
    m_there.reset();
  }
  void init() { m_proxy->clear(); }
  void cleanup() { remove(); }

  void deploys() {
    const auto run = newRun(*m_source, *m_target, true);
    QVERIFY(planned(*run));
    QCOMPARE(run->plan().count(DeployVerb::Create), 1);
    QCOMPARE(run->plan().steps.size(), 5);
    run->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*run), kWaitMs);
    QVERIFY2(run->state() == State::Done, qUtf8Printable(run->error().message));
    QCOMPARE(run->verifications().size(), 1);
    QCOMPARE(run->verifications()[0].result, QByteArray("42"));
    QVERIFY(run->verifications()[0].log.contains("in alpha"));
    // Like ends: nothing left to do, however often it is run.
    const auto second = newRun(*m_source, *m_target, false);
    QVERIFY(planned(*second));
    QVERIFY(second->plan().steps.isEmpty());
    QCOMPARE(second->plan().count(DeployVerb::Leave), 1);
  }

  void pulls() {
    const auto up = newRun(*m_source, *m_target, false);
    QVERIFY(planned(*up));
    up->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*up), kWaitMs);
    QVERIFY(!m_there->call("UpdateFunctionConfiguration", "{\"FunctionName\":\"alpha\",\"Timeout\":11}").isEmpty());
    QVERIFY(active(*m_there, "alpha"));
    const auto down = newRun(*m_target, *m_source, false);
    QVERIFY(planned(*down));
    QCOMPARE(down->plan().functions[0].fields, (QList<FieldChange>{{u"Timeout"_s, u"9"_s, u"11"_s}}));
    down->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*down), kWaitMs);
    QCOMPARE(down->state(), State::Done);
    QVERIFY(m_here->call("GetFunction", "{\"FunctionName\":\"alpha\"}").contains("\"Timeout\":11"));
    QVERIFY(!m_here->call("UpdateFunctionConfiguration", "{\"FunctionName\":\"alpha\",\"Timeout\":9}").isEmpty());
    QVERIFY(active(*m_here, "alpha"));
  }

  // Each write meets each fault once: the run gets over it, and nothing is there twice.
  void overcomes_data() {
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("fault");
    const std::pair<const char*, Fault> faults[] = {{"time-out", Fault::Hold}, {"time-out after", Fault::HoldAfter}, {"500", Fault::Http500}, {"502 after", Fault::Http502After}, {"throttled", Fault::Throttled},
                                                    {"internal after", Fault::InternalAfter}, {"dropped", Fault::DropBefore}, {"dropped after", Fault::DropAfter}, {"half", Fault::HalfAnswer}, {"garbage", Fault::Garbage}};
    for (int step = 1; step <= 5; ++step)
      for (const auto& [name, fault] : faults) QTest::addRow("step %d %s", step, name) << step << int(fault);
  }
  void overcomes() {
    QFETCH(int, step);
    QFETCH(int, fault);
    const auto run = newRun(*m_source, *m_target, true);
    QVERIFY(planned(*run));
    m_proxy->addAtWrite(step, Fault(fault));
    run->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*run), kWaitMs);
    QVERIFY2(run->state() == State::Done, qUtf8Printable(run->error().message));
    QCOMPARE(m_proxy->broken(), 1);
    const QByteArray function = m_there->call("GetFunction", "{\"FunctionName\":\"alpha\"}");
    QCOMPARE(function.count("\"TriggerName\""), 2);
    QVERIFY(m_there->call("ListVersionByFunction", "{\"FunctionName\":\"alpha\"}").contains("\"TotalCount\":2"));  // $LATEST and 1
  }

  // A step that fails for good ends the run in a state that says so; planning again goes on with the rest.
  void goesOn_data() {
    QTest::addColumn<int>("step");
    for (int step = 1; step <= 5; ++step) QTest::addRow("step %d", step) << step;
  }
  void goesOn() {
    QFETCH(int, step);
    const auto run = newRun(*m_source, *m_target, true);
    QVERIFY(planned(*run));
    m_proxy->addAtWrite(step, Fault::WrongSignature);
    run->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*run), kWaitMs);
    QCOMPARE(run->state(), State::Failed);
    QCOMPARE(run->error().code, u"AuthFailure.SignatureFailure"_s);
    for (int i = 0; i < run->progress().size(); ++i)
      QCOMPARE(run->progress()[i].state, i < step - 1 ? StepProgress::State::Done : i == step - 1 ? StepProgress::State::Failed : StepProgress::State::Waiting);
    run->read();
    QTRY_VERIFY_WITH_TIMEOUT(run->state() == State::Planned || run->state() == State::Failed, kWaitMs);
    QCOMPARE(run->state(), State::Planned);
    QCOMPARE(run->plan().steps.size(), 5 - (step - 1));  // the version is not forgotten
    run->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*run), kWaitMs);
    QVERIFY2(run->state() == State::Done, qUtf8Printable(run->error().message));
  }

  void givesUp() {
    const auto run = newRun(*m_source, *m_target, false);
    QVERIFY(planned(*run));
    m_proxy->add(Fault::Http500, "CreateFunction", DeployRun::kAttempts);
    run->apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(*run), kWaitMs);
    QCOMPARE(run->state(), State::Failed);
    QCOMPARE(run->progress()[0].attempts, DeployRun::kAttempts);
    QCOMPARE(m_proxy->count("CreateFunction"), DeployRun::kAttempts);
  }

  void saysWhatFailsAfterwards() {
    DeployRun run(*m_source, *m_target, {{u"alpha"_s}, false, {}, {{u"alpha"_s, "{}"}}});
    run.setDelayScale(0.05);
    QVERIFY(planned(run));
    run.apply();
    QTRY_VERIFY_WITH_TIMEOUT(ended(run), kWaitMs);
    QCOMPARE(run.error().code, u"Local.VerifyFailed"_s);
    QVERIFY(run.verifications()[0].result.contains("KeyError"));
  }

  void nothingToDeploy() {
    DeployRun run(*m_source, *m_target, {{u"nobody"_s}, false, {}, {}});
    run.read();
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), State::Failed, kWaitMs);
    QCOMPARE(run.error().code, u"ResourceNotFound.Function"_s);
  }

 private:
  static bool ended(const DeployRun& run) { return run.state() == State::Done || run.state() == State::Failed; }
  static bool active(EngineProcess& engine, const QByteArray& name) {
    return QTest::qWaitFor([&] { return engine.call("GetFunction", QByteArray("{\"FunctionName\":\"" + name + "\"}")).contains("\"Status\":\"Active\""); }, 30'000);
  }
  std::unique_ptr<DeployRun> newRun(DeployTarget& from, DeployTarget& to, bool publish) {
    DeployRequest request{{u"alpha"_s}, publish, {}, {}};
    if (publish) request.events.insert(u"alpha"_s, "{\"n\":41}");
    auto run = std::make_unique<DeployRun>(from, to, request);
    run->setDelayScale(0.05);
    return run;
  }
  static bool planned(DeployRun& run) {
    run.read();
    return QTest::qWaitFor([&] { return run.state() != State::Reading; }, kWaitMs) && run.state() == State::Planned;
  }
  void remove() {
    CloudClient client(m_there->target());
    Q_UNUSED(client.callBlocking({"DeleteFunction", "{\"FunctionName\":\"alpha\"}"}))
    QVERIFY(QTest::qWaitFor([&] { return client.callBlocking({"GetFunction", "{\"FunctionName\":\"alpha\"}"}).ok() == false; }, 30'000));
  }
  std::unique_ptr<EngineProcess> m_here, m_there;
  std::unique_ptr<FaultProxy> m_proxy;
  std::unique_ptr<CloudClient> m_hereClient, m_thereClient;
  std::unique_ptr<ClientEnd> m_source, m_target;
};

QTEST_GUILESS_MAIN(TestDeployRun)
#include "tst_deployrun.moc"
