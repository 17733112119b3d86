// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/engineprocess.h"
#include "tests/support/faultproxy.h"
#include <QDateTime>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// The client against the built program as an engine in another process, and against a way to it that breaks.
class TestCloudClient final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_engine = std::make_unique<EngineProcess>();
    QVERIFY(m_engine->ready());
    QVERIFY(m_engine->create("counted", "n = 0\ndef main_handler(event, context):\n    global n\n    n += 1\n    return n\n"));
    m_proxy = std::make_unique<FaultProxy>(m_engine->url());
  }
  void init() { m_proxy->clear(); }
  void cleanupTestCase() { m_engine.reset(); }

  void calls() {
    CloudClient client(m_engine->target());
    const auto got = client.callBlocking({"ListFunctions"});
    QVERIFY2(got.ok(), got.ok() ? "" : qUtf8Printable(got.error().message));
    QVERIFY(got->contains("\"FunctionName\":\"counted\""));
    QCOMPARE(client.pending(), 0);
    const auto missing = client.callBlocking({"GetFunction", "{\"FunctionName\":\"nobody\"}"});
    QCOMPARE(missing.error().code, u"ResourceNotFound.Function"_s);
    QVERIFY2(missing.error().next.contains(u"Request "_s), qUtf8Printable(missing.error().next));
    const auto state = client.localBlocking("GET", "/-/state");
    QVERIFY(state.ok() && state->contains("\"instances\""));
    QCOMPARE(client.localBlocking("GET", "/-/nothing").ok(), false);
  }

  // A read is asked for again, whatever broke it.
  void repeatsReads_data() {
    QTest::addColumn<int>("fault");
    for (const auto& [name, fault] : {std::pair("time-out", Fault::Hold), {"500", Fault::Http500}, {"502", Fault::Http502After}, {"throttled", Fault::Throttled}, {"internal", Fault::InternalAfter},
                                      {"dropped", Fault::DropBefore}, {"dropped after", Fault::DropAfter}, {"half", Fault::HalfAnswer}, {"garbage", Fault::Garbage}})
      QTest::newRow(name) << int(fault);
  }
  void repeatsReads() {
    QFETCH(int, fault);
    const auto client = through();
    m_proxy->add(Fault(fault), "ListFunctions", 2);
    QVERIFY(client->callBlocking({"ListFunctions"}).ok());
    QCOMPARE(m_proxy->count("ListFunctions"), 3);
    m_proxy->clear();
    m_proxy->add(Fault(fault), "ListFunctions", cloudpolicy::kAttempts);
    const auto given = client->callBlocking({"ListFunctions"});
    QVERIFY(!given.ok());
    QVERIFY(!given.error().message.isEmpty());
    QCOMPARE(m_proxy->count("ListFunctions"), cloudpolicy::kAttempts);
  }

  // What may have been done is not asked for again by itself: neither by our rule nor by Qt behind our back.
  void neverRunsTwice_data() { repeatsReads_data(); }
  void neverRunsTwice() {
    QFETCH(int, fault);
    const auto client = through();
    const CloudCall invoke{"Invoke", "{\"FunctionName\":\"counted\"}"};
    QVERIFY(client->callBlocking(invoke).ok());
    m_proxy->clear();
    m_proxy->add(Fault(fault), "Invoke");
    const bool repeated = Fault(fault) == Fault::Throttled;
    const auto second = client->callBlocking(invoke);
    QVERIFY2(second.ok() == repeated, qPrintable(QString::number(m_proxy->count("Invoke")) + (second ? QString() : second.error().code)));
    QCOMPARE(m_proxy->count("Invoke"), repeated ? 2 : 1);
  }

  void nobodyThere() {
    CloudTarget target = m_engine->target();
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    target.endpoint.setPort(free.serverPort());
    free.close();
    CloudClient client(target);
    client.setDelayScale(0.01);
    const auto got = client.callBlocking({"PublishVersion", "{}"});
    QCOMPARE(got.error().code, u"Local.Unreached"_s);
    QCOMPARE(client.sent(), uint64_t(cloudpolicy::kAttempts));
  }

  void wrongKeys() {
    CloudTarget target = m_engine->target();
    target.keys.secretKey = "wrong";
    QCOMPARE(CloudClient(target).callBlocking({"ListFunctions"}).error().code, u"AuthFailure.SignatureFailure"_s);
    target.keys.secretId = "wrong";
    const Error unknown = CloudClient(target).callBlocking({"ListFunctions"}).error();
    QCOMPARE(unknown.code, u"AuthFailure.SecretIdNotFound"_s);
    QVERIFY(unknown.next.contains(u"keys"_s));
    target.keys = {};
    QCOMPARE(CloudClient(target).callBlocking({"ListFunctions"}).error().code, u"Local.NoKeys"_s);
    const auto client = through();
    m_proxy->add(Fault::WrongSignature);
    QCOMPARE(client->callBlocking({"ListFunctions"}).error().code, u"AuthFailure.SignatureFailure"_s);
    QCOMPARE(m_proxy->seen().size(), 1);
  }

  void clockSkew_data() {
    QTest::addColumn<int>("by");
    QTest::addColumn<bool>("good");
    QTest::newRow("within") << 280 << true;
    QTest::newRow("ahead") << 700 << false;
    QTest::newRow("behind") << -700 << false;
  }
  void clockSkew() {
    QFETCH(int, by);
    QFETCH(bool, good);
    CloudClient client(m_engine->target());
    client.setClock([by] { return QDateTime::currentSecsSinceEpoch() + by; });
    const auto got = client.callBlocking({"ListFunctions"});
    QCOMPARE(got.ok(), good);
    if (good) return;
    QCOMPARE(got.error().code, u"AuthFailure.SignatureExpire"_s);
    QVERIFY2(got.error().next.contains(u"timedatectl"_s), qUtf8Printable(got.error().next));
  }

  void downloadsUpToALimit() {
    CloudClient client(m_engine->target());
    const auto address = client.callBlocking({"GetFunctionAddress", "{\"FunctionName\":\"counted\"}"});
    QVERIFY(address.ok());
    const auto from = address->indexOf("http"), to = address->indexOf('"', from);
    const QUrl url(QString::fromUtf8(address->mid(from, to - from)));
    std::optional<Result<QByteArray>> got;
    client.download(url, 1 << 20, this, [&](auto r) { got = std::move(r); });
    QTRY_VERIFY_WITH_TIMEOUT(got, 30'000);
    QVERIFY(got->ok() && (*got)->startsWith("PK"));
    const auto size = (*got)->size();
    for (const auto& [limit, fits] : {std::pair(size, true), std::pair(size - 1, false)}) {
      got.reset();
      client.download(url, limit, this, [&](auto r) { got = std::move(r); });
      QTRY_VERIFY_WITH_TIMEOUT(got, 30'000);
      QCOMPARE(got->ok(), fits);
    }
  }

  void diesWithItsContext() {
    const auto client = through();
    m_proxy->add(Fault::Hold, "ListFunctions", 1);
    auto context = std::make_unique<QObject>();
    bool called = false;
    client->call({"ListFunctions"}, context.get(), [&](auto) { called = true; });
    QTRY_COMPARE(m_proxy->count("ListFunctions"), 1);
    context.reset();
    QTRY_COMPARE_WITH_TIMEOUT(client->pending(), 0, 30'000);
    QVERIFY(!called);
    QCOMPARE(m_proxy->count("ListFunctions"), 1);
  }

 private:
  [[nodiscard]] std::unique_ptr<CloudClient> through() const {
    CloudTarget target = m_engine->target();
    target.endpoint = m_proxy->url();
    auto client = std::make_unique<CloudClient>(target);
    client->setDelayScale(0.01);
    client->setTimeoutMs(1500);
    return client;
  }
  std::unique_ptr<EngineProcess> m_engine;
  std::unique_ptr<FaultProxy> m_proxy;
};

QTEST_GUILESS_MAIN(TestCloudClient)
#include "tst_cloudclient.moc"
