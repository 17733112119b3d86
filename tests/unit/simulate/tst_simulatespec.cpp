// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes in a spec are named with their place; what is right is taken as the contract says.
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/simulation.h"
#include "app/engine/simulate/specjson.h"
#include <QtTest>
#include <atomic>
#include <thread>

using namespace scfdesk::simulate;

class TestSimulateSpec : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void mistakes_data();
  void mistakes();
  void contract();
  void sharedReplications();
};

void TestSimulateSpec::mistakes_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QString>("said");
  const auto row = [](const char* name, const char* text, const char* said) { QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(said); };
  const auto function = [](const char* name, const char* members, const char* said) {
    QTest::newRow(name) << QByteArray(QByteArray("{\"arrivals\":10,\"functions\":[{") + members + "}]}") << QString::fromLatin1(said);
  };
  const char* good = "\"arrivals\":{\"kind\":\"poisson\",\"rate\":1},\"service\":{\"kind\":\"constant\",\"value\":1}";
  row("no JSON", "{\n \"seed\": ,\n}", "line 2, column 10");
  row("a list", "[]", "the spec: a JSON object is wanted");
  row("no functions", "{\"arrivals\":1}", "functions: is missing");
  row("no function", "{\"arrivals\":1,\"functions\":[]}", "functions: a list of 1 to");
  row("unknown", "{\"arrivals\":1,\"function\":[]}", "functions: is missing");
  row("no arrivals", "{\"arrivals\":0,\"functions\":[]}", "arrivals: a whole number from 1");
  row("too many replications", "{\"replications\":10001}", "replications: a whole number from 1 to 10000");
  row("a wrong setting", "{\"settings\":{\"burstPerMinute\":0}}", "settings.burstPerMinute: a whole number from 1");
  row("an unknown setting", "{\"settings\":{\"keepAlive\":0}}", "settings.keepAlive: there is no such setting");
  function("no service", "\"arrivals\":{\"kind\":\"poisson\",\"rate\":1}", "functions[0].service: is missing");
  function("no kind", "\"arrivals\":{\"rate\":1},\"service\":1", "functions[0].arrivals.kind: is missing");
  function("unknown kind", "\"arrivals\":{\"kind\":\"pois\",\"rate\":1},\"service\":1", "functions[0].arrivals.kind: one of poisson");
  function("negative rate", "\"arrivals\":{\"kind\":\"poisson\",\"rate\":-1},\"service\":1", "functions[0].arrivals.rate: a number from 0");
  function("curve backwards", "\"arrivals\":{\"kind\":\"poisson\",\"rate\":[[5,1],[4,1]]},\"service\":1", "functions[0].arrivals.rate[1]: it lies before");
  function("no gap", "\"arrivals\":{\"kind\":\"exponential\",\"mean\":0},\"service\":1", "functions[0].arrivals.kind: gaps between arrivals must be above 0");
  function("wrong member", "\"arrivals\":{\"kind\":\"poisson\",\"rate\":1,\"mean\":2},\"service\":1", "functions[0].arrivals.mean: there is no such member here");
  function("service", "\"arrivals\":{\"kind\":\"poisson\",\"rate\":1},\"service\":{\"kind\":\"lognormal\",\"mean\":1}", "functions[0].service.sigma: is missing");
  function("values", "\"arrivals\":{\"kind\":\"poisson\",\"rate\":1},\"service\":{\"kind\":\"empirical\",\"values\":[1,-2]}", "functions[0].service.values[1]: a number of at least 0");
  function("probability", QByteArray(QByteArray(good) + ",\"userErrorProbability\":1.01").constData(), "functions[0].userErrorProbability: a number from 0 to 1");
  function("unknown member", QByteArray(QByteArray(good) + ",\"memory\":1").constData(), "functions[0].memory: there is no such member here");
  QTest::newRow("twice") << QByteArray(QByteArray("{\"arrivals\":1,\"functions\":[{\"name\":\"a\",") + good + "},{\"name\":\"a\"," + good + "}]}") << QStringLiteral("functions[1].name: \"a\" is there twice");
  QTest::newRow("never ends") << QByteArray(QByteArray("{\"functions\":[{\"name\":\"a\",") + good + "}]}") << QStringLiteral("arrivals: how many, or \"seconds\", is wanted: the arrivals of a never end");
  QTest::newRow("warm-up") << QByteArray(QByteArray("{\"seconds\":5,\"warmupSeconds\":5,\"functions\":[{") + good + "}]}") << QStringLiteral("warmupSeconds: nothing is left");
}

void TestSimulateSpec::mistakes() {
  QFETCH(QByteArray, text);
  QFETCH(QString, said);
  const auto spec = specFromJson(text);
  QVERIFY(!spec);
  QVERIFY2(spec.error().message.contains(said), qPrintable(spec.error().message));
}

/// Replications that several threads take turns at come to what one thread comes to; the last one says that it was.
void TestSimulateSpec::sharedReplications() {
  const auto spec = specFromJson(R"({"seed":5,"seconds":40,"replications":7,"threads":1,"points":20,"functions":[{"name":"f","arrivals":{"kind":"poisson","rate":20},"service":{"kind":"exponential","mean":0.3},"init":{"kind":"constant","value":0.2}}]})", std::string());
  QVERIFY2(spec.ok(), spec ? "" : qPrintable(spec.error().message));
  const Outcome alone = simulate(*spec);
  Watch watch;
  Replications shared(*spec, &watch);
  std::atomic<int> one{0}, last{0};
  const auto work = [&] {
    for (auto worked = shared.work(); worked != Replications::Worked::None; worked = shared.work()) ++(worked == Replications::Worked::Last ? last : one);
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  QCOMPARE(one.load(), 6);
  QCOMPARE(last.load(), 1);
  QCOMPARE(watch.donePpm.load(), uint64_t(1'000'000));
  const Outcome together = shared.outcome();
  QCOMPARE(together.hash, alone.hash);
  for (size_t i = 0; i < kFigures; ++i) {
    QCOMPARE(together.total.mean[i], alone.total.mean[i]);
    QCOMPARE(together.total.half[i], alone.total.half[i]);
  }
  QCOMPARE(together.total.starts, alone.total.starts);
  QCOMPARE(together.series.size(), alone.series.size());
  Replications canceled(*spec, &watch);
  watch.canceled = true;
  QVERIFY(canceled.work() == Replications::Worked::None);
  QVERIFY(canceled.outcome().canceled);
}

void TestSimulateSpec::contract() {
  // The example of contract.md, word by word, with fewer arrivals.
  const auto spec = specFromJson(
      "{\"seed\":1,\"replications\":1,\"warmupSeconds\":0,\"arrivals\":1000,\"settings\":{\"keepAliveSeconds\":600},\"functions\":[{\"name\":\"f\",\"memoryMb\":128,\"mode\":\"sync\","
      "\"arrivals\":{\"kind\":\"poisson\",\"rate\":0.9},\"service\":{\"kind\":\"exponential\",\"mean\":1.991},\"init\":{\"kind\":\"constant\",\"value\":0.253},"
      "\"keepAliveSeconds\":600,\"reservedMb\":null,\"provisioned\":0,\"maxInstances\":null,\"retries\":2,\"userErrorProbability\":0.0}]}");
  QVERIFY2(spec.ok(), qPrintable(spec.ok() ? QString() : spec.error().message));
  QCOMPARE(spec->arrivals, uint64_t(1000));
  QCOMPARE(spec->functions[0].reservedMb, -1);
  QCOMPARE(spec->functions[0].maxInstances, -1);
  QCOMPARE(spec->functions[0].init.a, 0.253);
  const Outcome outcome = simulate(*spec);
  const QByteArray json = resultToJson(*spec, outcome, 0.5, false);
  for (const char* name : {"\"functions\":[{\"name\":\"f\",\"arrivals\":1000,\"done\":1000", "\"rejected\":{\"432\":0,\"429\":0}", "\"coldShare\":", "\"latency\":{\"p50\":", "\"instances\":{\"mean\":",
                           "\"startsPerMinute\":[", "\"executingGbSeconds\":", "\"hash\":\"", "\"wallSeconds\":0.5"})
    QVERIFY2(json.contains(name), name);
  QVERIFY(!json.contains("\"ci\""));
  QCOMPARE(json, resultToJson(*spec, simulate(*spec), 0.5, false));
}

QTEST_APPLESS_MAIN(TestSimulateSpec)
#include "tst_simulatespec.moc"
