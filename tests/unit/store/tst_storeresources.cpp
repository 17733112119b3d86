// SPDX-License-Identifier: GPL-3.0-or-later
// Versions, namespaces, ended async events and dead letters come back; a folder of the first schema is taken over.
#include "app/engine/store/database.h"
#include "tests/unit/store/storefixture.h"
#include "models/data/limits.h"
#include <QDir>
#include <QtTest>
#include <sqlite3.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
FunctionInfo versionOf(const FunctionInfo& function, FunctionId unit, VersionNumber number) {
  FunctionInfo v = function;
  v.id = unit;
  v.base = function.id;
  v.version = number;
  v.aliases.clear();
  v.config.description = u"as published"_s;
  v.added = 42;
  return v;
}
}  // namespace

class TestStoreResources : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void versions();
  void versionsGoWithTheirFunction();
  void namespaces();
  void tracedEvents();
  void tracedEventsAgeOut();
  void deadLettersAreListedAndTaken();
  void deadLettersAreBounded();
  void theFirstSchemaIsTakenOver();
};

void TestStoreResources::versions() {
  StoreFixture f;
  auto store = f.open();
  FunctionInfo function = fullFunction(store->nextFunctionId());
  QVERIFY(f.wait([&](auto done) { store->saveFunction(function, done); }));
  function.lastVersion = 2;
  FunctionInfo one = versionOf(function, store->nextFunctionId(), 1);
  FunctionInfo two = versionOf(function, store->nextFunctionId(), 2);
  QVERIFY(f.wait([&](auto done) { store->saveVersion(one, function, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveVersion(two, function, done); }));
  QVERIFY(!f.wait([&](auto done) { store->saveVersion(versionOf(function, 99, 2), function, done); }));  // published once
  one.apiExtras.insert(u"ProvisionedConcurrencyConfig"_s, u"{\"count\":2}"_s);  // what hangs on it may change
  QVERIFY(f.wait([&](auto done) { store->saveVersion(one, function, done); }));
  store.reset();
  store = f.open();
  const auto& kept = store->state().functions;
  QCOMPARE(kept.size(), size_t(3));
  QCOMPARE(kept[0].lastVersion, VersionNumber(2));
  QVERIFY(kept[0].aliases == function.aliases && kept[0].async == function.async && kept[0].reservedMemoryMb == function.reservedMemoryMb);
  QVERIFY(kept[0].config == function.config);
  for (const auto& [row, wanted] : {std::pair(&kept[1], &one), std::pair(&kept[2], &two)}) {
    QCOMPARE(row->id, wanted->id);
    QCOMPARE(row->base, function.id);
    QCOMPARE(row->version, wanted->version);
    QCOMPARE(row->apiExtras, wanted->apiExtras);
    QVERIFY(row->config == wanted->config && row->key == function.key && row->added == 42);
  }
  QVERIFY(store->nextFunctionId() > two.id);
  QVERIFY(f.wait([&](auto done) { store->removeVersion(one.id, function, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().functions.size(), size_t(2));
  QCOMPARE(store->state().functions[1].version, VersionNumber(2));
}

void TestStoreResources::versionsGoWithTheirFunction() {
  StoreFixture f;
  auto store = f.open();
  const FunctionInfo function = fullFunction(1);
  QVERIFY(f.wait([&](auto done) { store->saveFunction(function, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveVersion(versionOf(function, 2, 1), function, done); }));
  store->finishTraced({"a", 1, Source::Api, u"1"_s, 200, 1, 2});
  QVERIFY(f.wait([&](auto done) { store->removeFunction(1, done); }));
  const auto traced = f.waitFor<QList<AsyncEventInfo>>([&](auto reply) { store->tracedEvents(1, {}, reply); });
  QVERIFY(traced && traced->isEmpty());
  store.reset();
  store = f.open();
  QVERIFY(store->state().functions.empty());
}

void TestStoreResources::namespaces() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(f.wait([&](auto done) { store->saveNamespace({u"dev"_s, u"d"_s, 5, 6}, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveNamespace({u"dev"_s, u"说明"_s, 5, 7}, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveNamespace({u"old"_s, {}, 1, 1}, done); }));
  QVERIFY(f.wait([&](auto done) { store->removeNamespace(u"old"_s, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().namespaces.size(), size_t(2));
  const auto it = std::find_if(store->state().namespaces.begin(), store->state().namespaces.end(), [](const auto& n) { return n.name == u"dev"_s; });
  QVERIFY(it != store->state().namespaces.end());
  QVERIFY(it->description == u"说明"_s && it->added == 5 && it->modified == 7);
}

void TestStoreResources::tracedEvents() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("a", 1, 100), done); }));
  store->finishTraced({"a", 1, Source::Url, u"gray"_s, 433, 100, 200});
  store->finishTraced({"b", 1, Source::Api, u"$LATEST"_s, 200, 150, 180});
  store->finishTraced({"c", 2, Source::Api, u"$LATEST"_s, 200, 150, 180});
  const auto of1 = f.waitFor<QList<AsyncEventInfo>>([&](auto reply) { store->tracedEvents(1, {}, reply); });
  QVERIFY(of1);
  QCOMPARE(of1->size(), 2);
  QCOMPARE(of1->at(0).requestId, QByteArray("b"));
  const AsyncEventInfo& a = of1->at(1);
  QVERIFY(a.requestId == "a" && a.function == 1 && a.source == Source::Url && a.qualifier == u"gray"_s && a.statusCode == 433 && a.accepted == 100 && a.ended == 200);
  const auto one = f.waitFor<QList<AsyncEventInfo>>([&](auto reply) { store->tracedEvents(0, "c", reply); });
  QVERIFY(one && one->size() == 1 && one->first().function == 2);
  store.reset();
  store = f.open();
  QVERIFY(store->state().pending.empty());
}

void TestStoreResources::tracedEventsAgeOut() {
  StoreFixture f;
  auto store = f.open();
  const TimeUs keep = limits::kAsyncStatusHours * 3600LL * 1'000'000;
  store->finishTraced({"old", 1, Source::Api, u"$LATEST"_s, 200, 1, 1000});
  store->finishTraced({"edge", 1, Source::Api, u"$LATEST"_s, 200, 1, 1001});
  store->finishTraced({"new", 1, Source::Api, u"$LATEST"_s, 200, 2, 1001 + keep});
  const auto left = f.waitFor<QList<AsyncEventInfo>>([&](auto reply) { store->tracedEvents(1, {}, reply); });
  QVERIFY(left);
  QCOMPARE(left->size(), 2);
  QVERIFY(std::none_of(left->begin(), left->end(), [](const auto& e) { return e.requestId == "old"; }));
}

void TestStoreResources::deadLettersAreListedAndTaken() {
  StoreFixture f;
  auto store = f.open();
  StoredEvent event = asyncEvent("a", 1, 100);
  event.version = 3;
  event.qualifier = u"gray"_s;
  event.attempts = 2;
  store->addDeadLetter({0, {u"dev"_s, u"fn"_s}, event, 430, "{\"errorCode\":-1}", 500});
  store->addDeadLetter({0, {u"default"_s, u"other"_s}, asyncEvent("b", 2, 200), 432, "{}", 600});
  const auto all = f.waitFor<std::vector<DeadLetter>>([&](auto reply) { store->deadLetters({}, reply); });
  QVERIFY(all);
  QCOMPARE(all->size(), size_t(2));
  QCOMPARE((*all)[0].event.requestId, QByteArray("b"));  // newest first
  const auto mine = f.waitFor<std::vector<DeadLetter>>([&](auto reply) { store->deadLetters(u"fn"_s, reply); });
  QVERIFY(mine && mine->size() == 1);
  const DeadLetter letter = mine->front();
  QVERIFY(letter.key == (FunctionKey{u"dev"_s, u"fn"_s}) && letter.statusCode == 430 && letter.error == "{\"errorCode\":-1}" && letter.at == 500);
  QVERIFY(letter.event.version == 3 && letter.event.qualifier == u"gray"_s && letter.event.attempts == 2 && letter.event.payload == event.payload);
  const auto one = f.waitFor<DeadLetter>([&](auto reply) { store->deadLetter(letter.id, reply); });
  QVERIFY(one && one->event.requestId == "a");
  QVERIFY(f.wait([&](auto done) { store->takeDeadLetter(letter.id, letter.event, done); }));
  const Status twice = f.wait([&](auto done) { store->takeDeadLetter(letter.id, letter.event, done); });
  QVERIFY(!twice);
  QCOMPARE(twice.error().code, u"ResourceNotFound.DeadLetter"_s);
  QVERIFY(f.wait([&](auto done) { store->takeDeadLetter((*all)[0].id, std::nullopt, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().deadLetters, 0);
  QCOMPARE(store->state().pending.size(), size_t(1));
  const StoredEvent& again = store->state().pending.front();
  QVERIFY(again.requestId == "a" && again.version == 3 && again.qualifier == u"gray"_s && again.payload == event.payload);
}

void TestStoreResources::deadLettersAreBounded() {
  StoreFixture f;
  auto store = f.open();
  for (int i = 0; i <= limits::kDeadLettersKept; ++i) store->addDeadLetter({0, {u"default"_s, u"fn"_s}, asyncEvent(requestIdOf(i), 1, i), 430, "{}", i});
  const auto all = f.waitFor<std::vector<DeadLetter>>([&](auto reply) { store->deadLetters({}, reply); });
  QVERIFY(all);
  QCOMPARE(int(all->size()), limits::kDeadLettersKept);
  QCOMPARE(all->back().event.requestId, requestIdOf(1));  // the oldest went
}

void TestStoreResources::theFirstSchemaIsTakenOver() {
  StoreFixture f;
  QVERIFY(QDir().mkpath(f.path()));
  {
    auto old = Database::open(f.path(), schemaSteps().first(1));
    QVERIFY(old.ok());
  }
  sqlite3* db = nullptr;
  QCOMPARE(sqlite3_open(qPrintable(f.path() + u"/db"_s), &db), SQLITE_OK);
  QCOMPARE(sqlite3_exec(db,
                        "INSERT INTO functions VALUES(7, 'default', 'old', '{\"runtime\":\"Python3.10\",\"handler\":\"index.main_handler\",\"status\":2}');"
                        "INSERT INTO triggers VALUES('default', 'old', 'http', 'url', '{\"urlId\":\"0123456789ab\",\"desc\":\"{}\",\"enabled\":true}');"
                        "INSERT INTO async_events(request, function, source, accepted, attempts, due, payload) VALUES('r1', 7, 0, 5, 1, 0, '{}');"
                        "INSERT INTO dead_letters(request, function, source, accepted, attempts, payload, status, error, at) VALUES('r2', 7, 0, 5, 2, '{}', 430, '{}', 9);"
                        "INSERT INTO dead_letters(request, function, source, accepted, attempts, payload, status, error, at) VALUES('r3', 8, 0, 5, 2, '{}', 430, '{}', 9);",
                        nullptr, nullptr, nullptr),
           SQLITE_OK);
  sqlite3_close(db);
  auto store = f.open();
  QVERIFY(store);
  QCOMPARE(store->state().functions.size(), size_t(1));
  QCOMPARE(store->state().pending.size(), size_t(1));
  QCOMPARE(store->state().triggers.size(), size_t(1));
  QVERIFY(store->state().triggers[0].urlId == u"0123456789ab"_s && store->state().triggers[0].name == u"url"_s && store->state().triggers[0].enabled);
  QCOMPARE(store->state().pending[0].trigger, uint64_t(0));
  QVERIFY(store->state().pending[0].version == 0 && store->state().pending[0].qualifier == u"$LATEST"_s && store->state().pending[0].attempts == 1);
  const auto letters = f.waitFor<std::vector<DeadLetter>>([&](auto reply) { store->deadLetters({}, reply); });
  QVERIFY(letters && letters->size() == 2);
  QCOMPARE((*letters)[1].key.name, u"old"_s);
  QCOMPARE((*letters)[0].key.name, QString());
}

QTEST_GUILESS_MAIN(TestStoreResources)
#include "tst_storeresources.moc"
