// SPDX-License-Identifier: GPL-3.0-or-later
// Simulations beside an engine: a sweep with replications is one heap of work for all cores, and comes to what each spec comes to
// alone.
#include "app/engine/simulate/jobs.h"
#include "app/engine/simulate/specjson.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace scfdesk::simulate;
using namespace Qt::Literals::StringLiterals;

class TestSimulateJobs : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void threads();
  void sweepWithReplications();
  void canceled();
};

namespace {
QByteArray specOf(double rate, int replications) {
  return QStringLiteral("{\"seed\":3,\"seconds\":60,\"replications\":%1,\"functions\":[{\"name\":\"f\",\"arrivals\":{\"kind\":\"poisson\",\"rate\":%2},\"service\":{\"kind\":\"exponential\",\"mean\":0.2}}]}").arg(replications).arg(rate).toUtf8();
}
QJsonObject stateOf(Jobs& jobs, uint64_t id) {
  const auto text = jobs.state(id);
  return text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
}
}  // namespace

void TestSimulateJobs::threads() {
  QCOMPARE(Jobs::threadsFor({1}, 8), size_t(1));
  QCOMPARE(Jobs::threadsFor({8}, 4), size_t(4));
  QCOMPARE(Jobs::threadsFor({8, 8}, 16), size_t(16));   // fewer specs than cores: their replications fill them
  QCOMPARE(Jobs::threadsFor({5, 5, 5}, 64), size_t(15));
  QCOMPARE(Jobs::threadsFor({1, 1, 1}, 2), size_t(2));
  QCOMPARE(Jobs::threadsFor({1}, 0), size_t(1));        // the number of cores is not known
}

void TestSimulateJobs::sweepWithReplications() {
  Jobs jobs;
  const double rates[] = {5, 40, 15};
  const int replications[] = {1, 6, 3};
  QByteArray body("{\"specs\":[");
  for (size_t i = 0; i < 3; ++i) body += QByteArray(i ? "," : "") + specOf(rates[i], replications[i]);
  const auto id = jobs.start(body + "]}");
  QVERIFY(id.ok());
  QTRY_COMPARE_WITH_TIMEOUT(stateOf(jobs, *id)[u"state"_s].toString(), u"done"_s, 60'000);
  const QJsonArray results = stateOf(jobs, *id)[u"results"_s].toArray();
  QCOMPARE(results.size(), 3);
  for (size_t i = 0; i < 3; ++i) {
    auto spec = specFromJson(specOf(rates[i], replications[i]), std::string());
    QVERIFY(spec.ok());
    spec->threads = 1;
    const Outcome alone = simulate(*spec);
    const QJsonObject result = results[qsizetype(i)].toObject();
    QCOMPARE(result[u"hash"_s].toString(), QString::number(alone.hash, 16).rightJustified(16, u'0'));
    QCOMPARE(result[u"replications"_s].toInt(), replications[i]);
  }
}

void TestSimulateJobs::canceled() {
  Jobs jobs;
  const auto id = jobs.start("{\"seconds\":1000000,\"replications\":9,\"functions\":[{\"name\":\"f\",\"arrivals\":{\"kind\":\"poisson\",\"rate\":1000},\"service\":{\"kind\":\"constant\",\"value\":0.01}}]}");
  QVERIFY(id.ok());
  QTRY_COMPARE_WITH_TIMEOUT(stateOf(jobs, *id)[u"state"_s].toString(), u"running"_s, 60'000);
  QVERIFY(jobs.cancel(*id).ok());
  QTRY_COMPARE_WITH_TIMEOUT(stateOf(jobs, *id)[u"state"_s].toString(), u"canceled"_s, 60'000);
  QVERIFY(stateOf(jobs, *id)[u"results"_s].toArray().first().isNull());
}

QTEST_GUILESS_MAIN(TestSimulateJobs)
#include "tst_simulatejobs.moc"
