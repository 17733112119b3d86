// SPDX-License-Identifier: GPL-3.0-or-later
// What the scaling core asks of the dispatcher beside one start per event, and how its decisions are kept.
#include "tests/unit/invoke/dispatchbench.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace scfdesk;

namespace {

QList<QJsonObject> kept(const DispatchBench& b) {
  b.dispatcher->flushDecisions();
  QList<QJsonObject> all;
  for (const QByteArray& line : b.store.decisions.split('\n'))
    if (!line.isEmpty()) all.append(QJsonDocument::fromJson(line).object());
  return all;
}

QStringList kinds(const QList<QJsonObject>& decisions) {
  QStringList names;
  for (const QJsonObject& d : decisions) names += d[QStringLiteral("kind")].toString();
  return names;
}

}  // namespace

class TestDispatcherScaling final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void provisionedStartsAheadOfItsEvents() {
    DispatchBench b;
    b.dispatcher->setProvisioned(1, {.count = 2});
    QCOMPARE(b.factory.living.size(), 2U);
    QCOMPARE(b.dispatcher->counters(1).provisionedStarting, 2);
    b.instance(0).ready();
    b.instance(1).ready();
    QCOMPARE(b.dispatcher->counters(1).provisionedReady, 2);
    b.fire();
    QCOMPARE(b.factory.living.size(), 2U);
    auto& ran = b.instance(b.instance(0).request ? 0 : 1);
    ran.reply(200, "1");
    QCOMPARE(b.replies.size(), 1U);
    QVERIFY2(!b.replies[0]->logTail.contains("Init Report"), "it was ready before: no cold start for the caller");
    QVERIFY(!b.store.rows.back().invocation.cold);
    b.advance(100'000);  // far beyond the keep-alive
    QCOMPARE(b.factory.living.size(), 2U);
    b.dispatcher->setProvisioned(1, {.count = 0});
    b.turn();
    QCOMPARE(b.factory.living.size(), 0U);
  }
  void brokenProvisionedIsReplaced() {
    DispatchBench b;
    b.dispatcher->setProvisioned(1, {.count = 1});
    b.instance().ready();
    const InstanceId before = b.instance().id();
    b.instance().listener.instanceDied(b.instance(), 439, "exit status 1");
    b.turn();
    QCOMPARE(b.factory.living.size(), 1U);
    QVERIFY(b.instance().id() != before);
    QCOMPARE(b.dispatcher->counters(1).provisionedStarting, 1);
  }
  void scheduleIsInTheZonesTime() {
    DispatchBench b;
    const auto everyTenSeconds = parseCron("*/10 * * * * * *");
    b.dispatcher->setSchedule(1, {{*everyTenSeconds, {.count = 1}}});
    QCOMPARE(b.factory.living.size(), 0U);
    b.advance(10'000);
    QCOMPARE(b.factory.living.size(), 1U);
  }
  void reservedQuotaIsAskedFor() {
    DispatchBench b;
    b.entry.info.reservedMemoryMb = 0;
    b.dispatcher->configure(b.entry);
    b.fire();
    QCOMPARE(b.replies[0].error().code, QStringLiteral("ResourceLimitReached"));
    b.entry.info.reservedMemoryMb = 128;
    b.dispatcher->configure(b.entry);
    b.fire();
    b.fire();
    QCOMPARE(b.factory.living.size(), 1U);
    QCOMPARE(b.replies[1].error().message, QStringLiteral("Function [ fn ] concurrency exceeded reserved quota 128 MB"));
  }
  void machineMemoryGoesByWhatIsMeasured() {
    DispatchBench b;
    b.settings.hostMemoryMb = 64;  // four instances as they are expected to be, six as they are
    b.dispatcher->applyLimits();
    for (int i = 0; i < 5; ++i) b.fire();
    QCOMPARE(b.factory.living.size(), 4U);
    QCOMPARE(b.replies.size(), 1U);
    QCOMPARE(b.replies[0].error().code, QStringLiteral("ResourceLimitReached"));
    for (size_t i = 0; i < 4; ++i) b.instance(i).ready();
    for (size_t i = 0; i < 4; ++i) b.instance(i).reply(200, "1");
    b.advance(300);
    for (int i = 0; i < 7; ++i) b.fire();
    QCOMPARE(b.factory.living.size(), 6U);
  }
  void aPolicyOfTheSettings() {
    DispatchBench b;
    b.settings.policy = QStringLiteral("greedy-dual");
    b.dispatcher->applyLimits();
    b.fire();
    b.instance().ready();
    b.instance().reply(200, "1");
    b.advance(100'000);
    QCOMPARE(b.factory.living.size(), 1U);  // no keep-alive
    b.settings.policy = QStringLiteral("fixed");
    b.dispatcher->applyLimits();
    b.advance(1);
    QCOMPARE(b.factory.living.size(), 0U);
  }
  void decisionsAreKeptInWords() {
    DispatchBench b;
    b.feed.setStreamWanted(false);  // whoever looks or not
    b.fire();
    b.instance().ready();
    b.instance().reply(200, "1");
    b.advance(15'000);
    const auto all = kept(b);
    QCOMPARE(kinds(all), (QStringList{QStringLiteral("start"), QStringLiteral("run"), QStringLiteral("finish"), QStringLiteral("stop")}));
    QCOMPARE(all[0][QStringLiteral("rule")].toString(), QStringLiteral("no idle instance"));
    QCOMPARE(all[0][QStringLiteral("inputs")].toString(), QStringLiteral("executing 0 MB + 128 MB of 128,000 MB"));
    QCOMPARE(all[0][QStringLiteral("limit")].toString(), QStringLiteral("accountMemoryMb"));
    QCOMPARE(all[0][QStringLiteral("instance")].toString(), instanceName(1));
    QCOMPARE(all[1][QStringLiteral("requestId")].toString().size(), 36);
    QCOMPARE(all[1][QStringLiteral("cold")].toBool(), true);
    QCOMPARE(all[2][QStringLiteral("code")].toInt(), 200);
    QCOMPARE(all[3][QStringLiteral("inputs")].toString(), QStringLiteral("idle for 15 s, keep-alive is 15 s"));
    QVERIFY(all[3][QStringLiteral("us")].toDouble() >= all[0][QStringLiteral("us")].toDouble() + 15e6);
  }
  void pulledBatchesGoInTheOrderOfTheirPartition() {
    DispatchBench b;
    QList<int> failed;
    std::vector<std::pair<int64_t, int>> ended;  // offset, status
    const auto pull = [&](int32_t partition, int64_t offset, int retries) {
      auto batch = std::make_unique<PulledBatch>(PulledBatch{7, partition, offset, retries, [&](const InvokeReply& r) { failed += r.statusCode; }, 0});
      InvokeRequest request{b.entry.info.key, QStringLiteral("$LATEST"), InvokeMode::Sync, Source::Ckafka, QByteArray::number(qlonglong(offset)), {}, 7};
      b.dispatcher->accept(b.entry, std::move(request), [&, offset](const Result<InvokeReply>& r) { ended.emplace_back(offset, r ? r->statusCode : 0); }, 0, nullptr, std::move(batch));
    };
    pull(3, 100, 1);
    pull(3, 200, 1);
    pull(4, 50, 1);
    QCOMPARE(b.factory.living.size(), 2U);  // one for each partition: the second batch of the first one waits
    b.instance(0).ready();
    b.instance(1).ready();
    QCOMPARE(b.instance(0).payload, QByteArray("100"));
    QCOMPARE(b.instance(1).payload, QByteArray("50"));
    b.instance(0).reply(430, "no");
    QCOMPARE(failed, QList<int>{430});
    QCOMPARE(b.instance(0).request, 1U);  // nobody goes before the one that comes again
    QVERIFY(ended.empty());
    b.advance(1000);
    QCOMPARE(b.store.rows.size(), 1U);
    b.instance(0).reply(430, "no");  // its retries are used up: the partition goes on behind it
    QCOMPARE(ended, (std::vector<std::pair<int64_t, int>>{{100, 430}}));
    QCOMPARE(b.instance(0).payload, QByteArray("200"));
    b.instance(0).reply(200, "1");
    b.instance(1).reply(200, "1");
    QCOMPARE(ended, (std::vector<std::pair<int64_t, int>>{{100, 430}, {200, 200}, {50, 200}}));
    QVERIFY(b.store.events.empty() && b.store.letters.empty());  // whoever pulled them keeps them
    b.advance(1);
    const auto all = kept(b);
    QStringList told;
    for (const QJsonObject& d : all)
      if (const QString kind = d[QStringLiteral("kind")].toString(); kind == QStringLiteral("wait") || kind == QStringLiteral("retry") || kind.endsWith(QStringLiteral("ack")))
        told += kind + QStringLiteral(": ") + d[QStringLiteral("rule")].toString() + QStringLiteral(", ") + d[QStringLiteral("inputs")].toString();
    QCOMPARE(told.value(0), QStringLiteral("wait: order of the partition, 1 batches behind the one at offset 100"));
    QVERIFY2(told.value(1).startsWith(QStringLiteral("retry: execution error, status 430")), qPrintable(told.join(u'\n')));
    QVERIFY2(told.value(2).startsWith(QStringLiteral("nack: retries used up, partition 3, the batch at offset 100; 2 attempts")), qPrintable(told.join(u'\n')));
    QVERIFY2(told.value(3).startsWith(QStringLiteral("ack: success, partition 3, the batch at offset 200")), qPrintable(told.join(u'\n')));
    QVERIFY2(told.value(4).startsWith(QStringLiteral("ack: success, partition 4, the batch at offset 50")), qPrintable(told.join(u'\n')));
  }
  void pulledBatchesThatWaitCanBeLeft() {
    DispatchBench b;
    QStringList ended;
    const auto pull = [&](uint64_t trigger, int64_t offset) {
      auto batch = std::make_unique<PulledBatch>(PulledBatch{trigger, 0, offset, 5, {}, 0});
      InvokeRequest request{b.entry.info.key, QStringLiteral("$LATEST"), InvokeMode::Sync, Source::Ckafka, "{}", {}, trigger};
      b.dispatcher->accept(b.entry, std::move(request), [&, offset](const Result<InvokeReply>& r) { ended += QString::number(offset) + (r ? QString::number(r->statusCode) : r.error().code); }, 0, nullptr, std::move(batch));
    };
    pull(7, 1);
    pull(7, 2);
    pull(8, 3);
    b.instance(0).ready();
    b.dispatcher->leavePulled(7);
    QCOMPARE(ended, QStringList{QStringLiteral("2RequestCanceled")});  // the one that runs goes on
    b.instance(0).reply(430, "no");
    b.dispatcher->leavePulled(7);  // while it waits for its next attempt
    QCOMPARE(ended.last(), QStringLiteral("1RequestCanceled"));
    b.advance(5000);
    QCOMPARE(ended.size(), 2);
    pull(7, 4);  // its partition is free
    QVERIFY(b.instance(0).payload == "{}" && b.instance(0).request != 1);
  }
  void foldersThatAreGoneAreMadeAgain() {
    DispatchBench b;
    std::vector<std::function<void(const Status&)>> asked;
    b.foldersThere = false;
    b.restore = [&](FunctionId unit, std::function<void(const Status&)> done) {
      QCOMPARE(unit, FunctionId(1));
      asked.push_back(std::move(done));
    };
    b.fire();
    QVERIFY(b.factory.living.empty());
    QCOMPARE(asked.size(), 1U);
    b.foldersThere = true;
    asked[0](Done{});
    b.instance().ready();
    b.instance().reply(200, "1");
    QCOMPARE(b.replies[0]->statusCode, 200);
    b.advance(20'000);
    b.foldersThere = false;
    b.fire();
    asked[1](Error{QStringLiteral("Local.X"), QStringLiteral("The folder /gone was removed."), QStringLiteral("Put it back.")});
    b.turn();
    QCOMPARE(b.replies[1]->statusCode, 500);
    QVERIFY2(b.replies[1]->result.contains("The folder /gone was removed. Put it back."), b.replies[1]->result.constData());
  }
  void runsOfASecondAreKeptToTheirLimit() {
    DispatchBench b;
    b.fire();
    b.instance().ready();
    for (int i = 0; i < DecisionLog::kRunsPerSecond; ++i) {  // a run and an end each, within one instant
      b.instance().reply(200, "1");
      b.fire();
    }
    b.instance().reply(200, "1");
    b.advance(16'000);
    const auto all = kept(b);
    QCOMPARE(kinds(all).count(QStringLiteral("run")) + kinds(all).count(QStringLiteral("finish")), DecisionLog::kRunsPerSecond);
    qint64 leftOut = 0;
    for (const QJsonObject& d : all) leftOut += d[QStringLiteral("leftOut")].toInteger();
    QCOMPARE(leftOut, 2 * (DecisionLog::kRunsPerSecond + 1) - DecisionLog::kRunsPerSecond);
    QCOMPARE(kinds(all).count(QStringLiteral("stop")), 1);
  }
};

QTEST_GUILESS_MAIN(TestDispatcherScaling)
#include "tst_dispatcherscaling.moc"
