// SPDX-License-Identifier: GPL-3.0-or-later
// The registry, the ledger, and the rules of the types.
#include "app/engine/trigger/clstrigger.h"
#include "app/engine/trigger/costrigger.h"
#include "app/engine/trigger/gatewaytrigger.h"
#include "app/engine/trigger/queuetrigger.h"
#include "tests/unit/trigger/triggerbench.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {
Invocation attempt(const QByteArray& id, int code) {
  Invocation v;
  v.requestId = id;
  v.statusCode = code;
  v.at.entered = 1;
  return v;
}
bool balanced(const TriggerCounts& c) { return c.made == c.delivered + c.deadLettered + c.refused + c.pending() && c.failed <= c.delivered; }
}  // namespace

class TestTriggers : public QObject {
  Q_OBJECT
  static bool send(TriggerBench& bench, int count, bool* kept = nullptr) {
    QList<TopicMessage> list(count);
    for (int i = 0; i < count; ++i) list[i].body = "m" + QByteArray::number(i);
    return bench.triggers.queues().send(u"jobs"_s, list, bench.clock.nowUs(), [kept](const Status& s) { if (kept) *kept = s.ok(); }).ok();
  }
  static QStringList bodies(TriggerBench& bench, size_t invocation) {
    QStringList list;
    for (const auto& record : QJsonDocument::fromJson(bench.engine.invocations.at(invocation).request.payload).object()["Records"_L1].toArray())
      list << record.toObject()["CMQ"_L1]["msgBody"_L1].toString();
    return list;
  }

 private Q_SLOTS:
  void theLedgerIsAlwaysBalanced() {
    TriggerLedger ledger;
    TimeUs now = WallClock::kBegin;
    for (int i = 0; i < 400; ++i) {
      now += 100'000;
      ledger.made(now);
      TriggerDelivery d;
      d.requestId = QByteArray::number(i);
      d.at = now;
      if (i % 5 == 0) {
        d.statusCode = 432;
        ledger.refused(now, std::move(d));
      } else if (i % 5 == 1) {
        d.statusCode = i % 2 ? 200 : 430;
        ledger.taken(now, std::move(d));
      } else {
        ledger.taken(now, std::move(d));
        if (i % 5 == 2) ledger.ended(now, attempt(QByteArray::number(i), 200), false);
        if (i % 5 == 3) {
          const Invocation failed = attempt(QByteArray::number(i), 430);
          ledger.retried(now, failed.requestId, &failed);
          ledger.ended(now, failed, true);
        }
      }
      QVERIFY(balanced(ledger.counts()));
    }
    const TriggerCounts c = ledger.counts();
    QCOMPARE(c.made, uint64_t(400));
    QCOMPARE(c.refused, uint64_t(80));
    QCOMPARE(c.deadLettered, uint64_t(80));
    QCOMPARE(c.retried, uint64_t(80));
    QCOMPARE(c.pending(), uint64_t(80));
    QCOMPARE(ledger.recent().size(), size_t(TriggerLedger::kRecent));
    QVERIFY(std::abs(ledger.rate(TriggerLedger::What::Made, now) - 10) < 1.5);
    const auto history = ledger.history(now);
    QCOMPARE(std::accumulate(history.begin(), history.end(), 0U), 400U);
    TriggerLedger again;
    again.restore(ledger.save(), c.pending());
    QCOMPARE(again.counts().made, c.made);
    QCOMPARE(again.recent().front().requestId, ledger.recent().front().requestId);
    TriggerLedger rubbish;
    rubbish.restore("{\"delivered\":\"x\",\"recent\":[1,{}]}", 2);
    QCOMPARE(rubbish.counts().made, uint64_t(2));
  }

  void aRequestThatNamesATriggerIsCounted() {
    TriggerBench bench;
    const TriggerInfo t = bench.make(u"http"_s, u"url"_s, {});
    const auto send = [&](const Result<InvokeReply>& answer) {
      InvokeRequest request;
      request.trigger = triggerNumber(t);
      request.payload = "{}";
      bench.triggers.watch(request, {})(answer);
    };
    InvokeReply good;
    good.requestId = "a";
    send(good);
    good.statusCode = 430;
    send(good);
    send(Error{u"ResourceLimitReached"_s, u"no"_s, {}});
    const TriggerCounts c = bench.triggers.trigger(t.urlId)->ledger().counts();
    QVERIFY(c.made == 3 && c.delivered == 2 && c.failed == 1 && c.refused == 1 && balanced(c));
    QCOMPARE(bench.triggers.trigger(t.urlId)->ledger().recent().front().statusCode, 432);
  }

  void whatWasPendingIsOwedAfterARestart() {
    StoredState kept;
    TriggerInfo t;
    t.function.name = u"fn"_s;
    t.type = u"timer"_s;
    t.name = u"t"_s;
    t.urlId = u"00000000000a"_s;
    t.desc = u"{\"cron\":\"0 0 0 1 1 * 2099\"}"_s;
    kept.triggers.push_back(t);
    StoredEvent event;
    event.requestId = "r";
    event.trigger = 10;
    kept.pending.push_back(event);
    kept.triggerState[10].insert("ledger", "{\"delivered\":4,\"failed\":0,\"deadLettered\":1,\"refused\":0,\"retried\":2}");
    TriggerBench bench;
    bench.triggers.load(kept);
    const TriggerCounts& c = bench.triggers.trigger(t.urlId)->ledger().counts();
    QCOMPARE(c.made, uint64_t(6));
    QCOMPARE(c.pending(), uint64_t(1));
    const QByteArray none;
    const QString qualifier = u"$LATEST"_s;
    bench.triggers.onEventEnd({Dispatcher::EventStep::Done, 10, attempt("r", 200), qualifier, none, none});
    QCOMPARE(c.pending(), uint64_t(0));
    QVERIFY(balanced(c));
  }

  void numbersOfTriggersAreLimited() {
    TriggerBench bench;
    for (int i = 0; i < kTriggersPerFunctionType; ++i) bench.make(u"timer"_s, u"t%1"_s.arg(i), u"* * * * *"_s);
    TriggerInfo more;
    more.function.name = u"fn"_s;
    more.type = u"timer"_s;
    more.name = u"more"_s;
    QCOMPARE(bench.triggers.create(more).error().code, u"LimitExceeded.Trigger"_s);
    bench.make(u"cmq"_s, u"topic"_s, {});
    bench.triggers.removeOf(more.function);
    QVERIFY(bench.triggers.of(more.function).isEmpty());
  }

  void overlapOfBuckets_data() {
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("apart");
    const auto row = [](const char* name, const char* e1, const char* p1, const char* s1, const char* e2, const char* p2, const char* s2, bool apart) {
      const auto desc = [](const char* e, const char* p, const char* s) { return u"{\"event\":\"cos:%1\",\"filter\":{\"Prefix\":\"%2\",\"Suffix\":\"%3\"}}"_s.arg(QLatin1String(e), QLatin1String(p), QLatin1String(s)); };
      QTest::newRow(name) << desc(e1, p1, s1) << desc(e2, p2, s2) << apart;
    };
    row("the same", "ObjectCreated:*", "", "", "ObjectCreated:*", "", "", false);
    row("part of it", "ObjectCreated:*", "", "", "ObjectCreated:Put", "", "", false);
    row("another event", "ObjectCreated:Put", "", "", "ObjectCreated:Copy", "", "", true);
    row("another kind", "ObjectCreated:*", "", "", "ObjectRemove:*", "", "", true);
    row("another prefix", "ObjectCreated:*", "a/", "", "ObjectCreated:*", "b/", "", true);
    row("below the prefix", "ObjectCreated:*", "a/", "", "ObjectCreated:*", "a/b/", "", false);
    row("another suffix", "ObjectCreated:*", "a/", ".jpg", "ObjectCreated:*", "a/", ".png", true);
    row("a suffix or any", "ObjectCreated:*", "", ".jpg", "ObjectCreated:*", "", "", false);
    row("prefix against suffix", "ObjectCreated:*", "a/", "", "ObjectCreated:*", "", ".jpg", false);
  }
  void overlapOfBuckets() {
    QFETCH(QString, one);
    QFETCH(QString, other);
    const auto of = [](const QString& desc) {
      TriggerInfo t;
      t.name = u"b-1"_s;
      t.desc = *CosTrigger::keep(desc);
      return t;
    };
    QTEST(CosTrigger::conflict(of(one), of(other)).ok(), "apart");
    QTEST(CosTrigger::conflict(of(other), of(one)).ok(), "apart");
    TriggerInfo elsewhere = of(other);
    elsewhere.name = u"c-1.cos.ap-guangzhou.myqcloud.com"_s;
    QVERIFY(CosTrigger::conflict(of(one), elsewhere));
  }

  void anObjectFiredByHandComesBack() {
    TriggerBench bench;
    const TriggerInfo t = bench.make(u"cos"_s, u"b-1"_s, u"{\"event\":\"cos:ObjectCreated:*\",\"filter\":{\"Prefix\":\"in/\",\"Suffix\":\".txt\"}}"_s);
    bool told = false;
    bench.triggers.trigger(t.urlId)->fire({}, [&](const Result<InvokeReply>& r) { told = r.ok(); });
    QCOMPARE(bench.puts.size(), size_t(1));
    QVERIFY(bench.puts[0].first == "b-1" && bench.puts[0].second.startsWith("in/") && bench.puts[0].second.endsWith(".txt"));
    CosChange change;
    change.event = "cos:ObjectCreated:Put";
    change.bucket = "b-1";
    change.object.key = bench.puts[0].second;
    int kept = 0;
    bench.triggers.onCosChanges({change}, [&] { ++kept; });
    QVERIFY(told);
    QCOMPARE(kept, 1);
    QCOMPARE(bench.engine.invocations.size(), size_t(1));
    change.object.key = "out/x.txt";
    bench.triggers.onCosChanges({change}, [&] { ++kept; });
    QCOMPARE(bench.engine.invocations.size(), size_t(1));
    QCOMPARE(kept, 2);  // nobody's change is let go at once
  }

  void whatHappenedToObjectsIsToldWithWhatItFired() {
    TriggerBench bench;
    TriggerInfo t = bench.make(u"cos"_s, u"b-1"_s, u"{\"event\":\"cos:ObjectCreated:*\",\"filter\":{\"Prefix\":\"in/\",\"Suffix\":\"\"}}"_s);
    bench.engine.next.value().requestId = "3f9ac1d2-7b04-4e1c-9a55-d01b6c8e2f47";
    const auto change = [&](const QByteArray& key) {
      std::vector<CosChange> changes(1);
      changes[0].event = "cos:ObjectCreated:Put";
      changes[0].bucket = "b-1";
      changes[0].object.key = key;
      changes[0].object.size = 5;
      changes[0].authorization = "q-ak=somebody";
      bench.triggers.cosJournal().add(changes);
      bench.triggers.onCosChanges(changes, [] {});
    };
    change("in/a");
    change("out/b");
    t.enabled = false;
    QVERIFY(bench.triggers.update(t).ok());
    change("in/c");
    const QByteArray text = bench.triggers.cosEvents();
    QVERIFY2(!text.contains("q-ak"), text.constData());
    const nlohmann::json events = nlohmann::json::parse(text.toStdString())["events"];
    QCOMPARE(events.size(), size_t(3));
    QVERIFY(events[0]["key"] == "in/c");  // newest first
    QVERIFY(events[0]["fired"].size() == 1 && !events[0]["fired"][0].contains("requestId") && !events[0]["fired"][0].contains("message"));
    QVERIFY(events[1]["fired"].empty());
    QVERIFY(events[2]["fired"][0]["function"] == "fn");
    QVERIFY(events[2]["fired"][0]["requestId"] == "3f9ac1d2-7b04-4e1c-9a55-d01b6c8e2f47");
    QVERIFY(events[2]["bytes"] == 5);
  }

  void theJournalOfObjectsIsBounded() {
    CosJournal journal;
    for (size_t i = 0; i < CosJournal::kMost; ++i) {
      std::vector<CosChange> one(1);
      journal.add(one);
      QCOMPARE(one[0].number, uint64_t(i + 1));
    }
    QCOMPARE(journal.recent().size(), CosJournal::kMost);
    journal.tell(1, {1, {}, u"first"_s, {}, {}});
    QCOMPARE(journal.recent().back().fired.size(), size_t(1));
    std::vector<CosChange> one(1);
    journal.add(one);
    QCOMPARE(journal.recent().size(), CosJournal::kMost);
    QCOMPARE(journal.recent().back().number, uint64_t(2));
    journal.tell(1, {1, {}, u"late"_s, {}, {}});                     // has gone
    journal.tell(0, {1, {}, u"never in it"_s, {}, {}});
    journal.tell(CosJournal::kMost + 2, {1, {}, u"not yet"_s, {}, {}});
    for (const CosJournal::Entry& entry : journal.recent()) QVERIFY(entry.fired.empty());
  }

  void aPullTriggerCountsItsMessagesOnce() {
    TriggerLedger ledger;
    TimeUs now = WallClock::kBegin;
    ledger.made(now, 100);
    for (int attempt = 1; attempt <= 3; ++attempt) {
      TriggerDelivery d;
      d.requestId = QByteArray::number(attempt);
      d.statusCode = 430;
      d.records = 100;
      d.attempts = attempt;
      ledger.attempted(now, std::move(d));
      if (attempt < 3) ledger.retried(now, {}, nullptr);
    }
    QCOMPARE(ledger.counts().pending(), uint64_t(100));
    ledger.delivered(now, 70);
    ledger.givenUp(now, "3", 20);
    ledger.left(10);
    const TriggerCounts& c = ledger.counts();
    QCOMPARE((std::array{c.made, c.delivered, c.deadLettered, c.retried, c.failed, c.pending()}), (std::array<uint64_t, 6>{90, 70, 20, 2, 0, 0}));
    QVERIFY(balanced(c));
    QCOMPARE(ledger.recent().size(), size_t(3));
    QVERIFY(ledger.recent().front().deadLetter && !ledger.recent().back().deadLetter);
    QCOMPARE(ledger.rate(TriggerLedger::What::Made, now), 10.0);
    TriggerLedger again;
    again.restore(ledger.save(), 0);
    QVERIFY(balanced(again.counts()));
    QCOMPARE(again.counts().made, uint64_t(90));
  }

  void totalsSurviveAKillToTheLastEvent() {
    const auto counts = [](uint64_t made, uint64_t delivered, uint64_t failed, uint64_t dead, uint64_t refused) { return TriggerCounts{made, delivered, failed, dead, refused, 0}; };
    TriggerLedger saved;
    saved.made(1, 10);
    saved.delivered(1, 4);
    const auto after = [&](uint64_t pending, const std::optional<TriggerCounts>& last) {
      TriggerLedger again;
      again.restore(saved.save(), pending, last);
      return again.counts();
    };
    QCOMPARE(after(0, std::nullopt).delivered, uint64_t(4));  // what was saved a second before
    QCOMPARE(after(0, counts(9, 7, 2, 1, 1)).delivered, uint64_t(7));
    QCOMPARE(after(0, counts(9, 7, 2, 1, 1)).made, uint64_t(9));
    // Two that were counted as delivered are still in the store: they run again, and count then.
    const TriggerCounts again = after(3, counts(10, 7, 7, 1, 1));
    QCOMPARE((std::array{again.made, again.delivered, again.failed, again.deadLettered, again.pending()}), (std::array<uint64_t, 5>{10, 5, 5, 1, 3}));
    // One whose acceptance was counted never got into the store.
    QCOMPARE(after(0, counts(10, 7, 0, 1, 1)).made, uint64_t(9));
    QCOMPARE(after(0, counts(3, 3, 0, 0, 0)).delivered, uint64_t(4));  // a file that stayed behind counts nothing
  }

  void aQueueGivesItsMessagesInOrderUntilTheyAreHandled() {
    TriggerBench bench;
    const TriggerInfo t = bench.make(u"cmqqueue"_s, u"jobs"_s, u"{\"maxMsgNum\":3,\"timeOut\":5}"_s);
    bool kept = false;
    QVERIFY(send(bench, 7, &kept));
    QVERIFY(kept);
    bench.engine.hold = true;
    bench.pass(TriggerBench::kSure);
    QCOMPARE(bench.engine.invocations.size(), size_t(1));  // one at a time
    QCOMPARE(bodies(bench, 0), QStringList({u"m0"_s, u"m1"_s, u"m2"_s}));
    QCOMPARE(bench.triggers.queues().find(u"jobs"_s)->messages.size(), size_t(7));
    // What the function did not get to the end of comes again after a restart.
    LocalQueues again(bench.store);
    again.load(bench.store.kept.triggerState[0]);
    QCOMPARE(again.find(u"jobs"_s)->messages.size(), size_t(7));
    bench.engine.hold = false;
    bench.engine.invocations[0].reply(InvokeReply());
    bench.pass(TriggerBench::kSure);
    QCOMPARE(bench.engine.invocations.size(), size_t(2));
    bench.pass(5 * TriggerBench::kSure);  // the last one waits for more as long as it may
    bench.pass(TriggerBench::kSure);
    QCOMPARE(bodies(bench, 2), QStringList({u"m6"_s}));
    QVERIFY(bench.triggers.queues().find(u"jobs"_s)->messages.empty());
    const TriggerCounts& c = bench.triggers.trigger(t.urlId)->ledger().counts();
    QCOMPARE((std::array{c.made, c.delivered, c.pending()}), (std::array<uint64_t, 3>{7, 7, 0}));
    QCOMPARE(bench.batches, (std::vector<std::pair<int32_t, int64_t>>{{0, 1}, {0, 4}, {0, 7}}));  // by the core, in their order
  }

  void aQueueIsolatesWhatFails() {
    TriggerBench bench;
    const TriggerInfo t = bench.make(u"cmqqueue"_s, u"jobs"_s, u"{\"maxMsgNum\":4,\"timeOut\":0,\"retry\":1,\"onFailure\":\"isolate\"}"_s);
    InvokeReply failed;
    failed.statusCode = 430;
    bench.engine.next = failed;
    QVERIFY(send(bench, 4));
    for (int i = 0; i < 8; ++i) bench.pass(TriggerBench::kSure);
    const TriggerCounts& c = bench.triggers.trigger(t.urlId)->ledger().counts();
    QCOMPARE((std::array{c.made, c.deadLettered, c.retried, c.pending()}), (std::array<uint64_t, 4>{4, 4, 1, 0}));
    QCOMPARE(bodies(bench, 1).size(), 4);  // tried again whole, then in halves
    QCOMPARE(bodies(bench, 2), QStringList({u"m0"_s, u"m1"_s}));
    QVERIFY(bench.triggers.queues().find(u"jobs"_s)->messages.empty());
  }

  void aMessageThatCouldNotBeKeptIsNotQueued() {
    TriggerBench bench;
    bool kept = true;
    bench.store.refused = Error{u"Local.DiskFull"_s, u"full"_s, {}};
    QVERIFY(send(bench, 3, &kept));
    QVERIFY(!kept);
    QVERIFY(bench.triggers.queues().find(u"jobs"_s)->messages.empty());
    bench.store.refused.reset();
    QVERIFY(send(bench, 2, &kept));
    QVERIFY(kept);
    const LocalQueues::Queue& queue = *bench.triggers.queues().find(u"jobs"_s);
    QCOMPARE((std::pair{queue.messages.size(), queue.sent}), (std::pair{size_t(2), uint64_t(2)}));
    QCOMPARE(bench.store.kept.triggerState[0].size(), 2);
  }

  void queuesHaveLimits() {
    TriggerBench bench;
    const TriggerInfo t = bench.make(u"cmqqueue"_s, u"jobs"_s, {});
    QVERIFY(t.desc.contains(u"\"maxMsgNum\":16"_s));
    TriggerInfo other = t;
    other.urlId.clear();
    other.function.name = u"other"_s;
    QCOMPARE(bench.triggers.create(other).error().code, u"ResourceInUse.Queue"_s);
    QVERIFY(!QueueTrigger::keep(u"{\"brokers\":\"a:1\"}"_s) && !QueueTrigger::keep(u"{\"maxMsgNum\":0}"_s));
    const auto refused = [&](const QString& queue, int count, qsizetype bytes) {
      QList<TopicMessage> list(count);
      for (TopicMessage& m : list) m.body = QByteArray(bytes, 'x');
      return !bench.triggers.queues().send(queue, list, 1, {}).ok();
    };
    QVERIFY(refused(u"a/b"_s, 1, 1) && refused(u"q"_s, 17, 1) && refused(u"q"_s, 0, 1) && refused(u"q"_s, 1, 65537));
    QVERIFY(!refused(u"q"_s, 16, 1) && !refused(u"q"_s, 1, 65536));
  }

  void routes_data() {
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* p, const char* k, bool m) { QTest::addRow("%s %s", p, k) << QByteArray(p) << QByteArray(k) << m; };
    row("a.b", "a.b", true);
    row("a.b", "a.b.c", false);
    row("a.*", "a.b", true);
    row("a.*", "a", false);
    row("a.#", "a", true);
    row("a.#", "a.b.c", true);
    row("#.c", "a.b.c", true);
    row("#", "", true);
    row("*.b.#.d", "a.b.c.c.d", true);
    row("*.b.#.d", "a.c.d", false);
    row("#.#.#.#.#.#.#.#.#.#.#.#.#.#.#.#.#.#.#.#.x", "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", false);
  }
  void routes() {
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, key);
    QTEST(TopicTrigger::routeMatches(pattern, key), "matches");
  }

  void pathsOfApis_data() {
    QTest::addColumn<QByteArray>("api");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("parameters");  ///< "no" where it is none of it
    const auto row = [](const char* a, const char* p, const char* r) { QTest::addRow("%s %s", a, p) << QByteArray(a) << QByteArray(p) << QByteArray(r); };
    row("/a", "/a", "");
    row("/a", "/a/b", "");
    row("/a", "/ab", "no");
    row("=/a", "/a/b", "no");
    row("/", "/x/y", "");
    row("/a/{id}", "/a/7", "id=7;");
    row("/a/{id}/{x}", "/a/7/%20", "id=7;x= ;");
    row("/a/{id}", "/a", "no");
  }
  void pathsOfApis() {
    QFETCH(QByteArray, api);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, parameters);
    GatewayTrigger::Api rule;
    rule.path = api;
    GatewayTrigger::Parameters found;
    QByteArray text;
    if (!GatewayTrigger::matches(rule, path, found)) text = "no";
    for (const auto& [name, value] : found)
      if (text != "no") text += name + '=' + value + ';';
    QCOMPARE(text, parameters);
  }

  void packedLogsAreGzip() {
    const QByteArray packed = ClsTrigger::gzip("123456789");
    QVERIFY(packed.startsWith("\x1f\x8b\x08"));
    QCOMPARE(packed.right(8), QByteArray::fromHex("2639f4cb09000000"));  // CRC-32 of the check string, and its length
  }

  void batchesOfLogsAreBounded() {
    TriggerBench bench;
    bench.make(u"cls"_s, QString::fromLatin1(ClsTrigger::kLocalTopic), u"{\"max_size\":10,\"max_wait\":3}"_s);
    FunctionInfo& shop = bench.engine.add(u"shop"_s);
    Invocation v;
    v.function = shop.id;
    LogChunk log;
    for (int i = 0; i < 25; ++i) log.append(LogRecord{}, "line");
    bench.triggers.onLog(v, log);
    QCOMPARE(bench.engine.invocations.size(), size_t(2));
    bench.pass(3'000'000);
    QCOMPARE(bench.engine.invocations.size(), size_t(3));
    v.source = Source::Cls;
    bench.triggers.onLog(v, log);
    bench.pass(3'000'000);
    QCOMPARE(bench.engine.invocations.size(), size_t(3));
  }
};

QTEST_GUILESS_MAIN(TestTriggers)
#include "tst_triggers.moc"
