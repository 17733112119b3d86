// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept comes back as it was, after an orderly end.
#include "tests/unit/store/storefixture.h"
#include "models/data/limits.h"
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QFile>
#include <QtTest>
#include <atomic>
#include <thread>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestStore : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aMissingDatabaseIsNotBegunAnew();
  void noFileIsMappedThatSomebodyMayCut();
  void freshFolder();
  void functionComesBackWhole();
  void functionNumbersAreNeverReused();
  void removingTakesAllWithIt();
  void triggersAndSettings();
  void asyncEvents();
  void deadLetters();
  void savedEvents();
  void savedEventNames_data();
  void savedEventNames();
  void savedEventLimits();
  void groupsOfEvents();
  void ownerFile();
  void secondStoreIsRefused();
  void answersStayWithTheirThread();
};

namespace {
/// Part of an answer: counts who copies or ends it on another thread than it was made on. To move it is no harm.
class Witness final {
 public:
  explicit Witness(std::atomic<int>& strangers) : m_strangers(&strangers) {}
  Witness(const Witness& other) : m_strangers(other.m_strangers), m_home(other.m_home) { look(); }
  Witness(Witness&& other) noexcept : m_strangers(std::exchange(other.m_strangers, nullptr)), m_home(other.m_home) {}
  Witness& operator=(const Witness&) = delete;
  ~Witness() { look(); }

 private:
  void look() const {
    if (m_strangers && std::this_thread::get_id() != m_home) ++*m_strangers;
  }
  std::atomic<int>* m_strangers;
  std::thread::id m_home = std::this_thread::get_id();
};
}  // namespace

void TestStore::freshFolder() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(store);
  const StoredState& state = store->state();
  QVERIFY(state.functions.empty());
  QVERIFY(state.pending.empty());
  QCOMPARE(state.namespaces.size(), size_t(1));
  QCOMPARE(state.namespaces[0].name, u"default"_s);
  QCOMPARE(state.namespaces[0].added, f.clock.nowUs());
  QVERIFY(state.settings == EngineSettings{});
  QVERIFY(state.secretId.startsWith(u"AKID"_s));
  QCOMPARE(state.secretId.size(), 36);
  QCOMPARE(state.secretKey.size(), 32);
  QCOMPARE(QFileInfo(f.path() + u"/keys"_s).permissions() & 0x0077, QFile::Permissions());
  const QString secret = state.secretKey;
  store.reset();
  store = f.open();
  QCOMPARE(store->state().secretKey, secret);
}

void TestStore::functionComesBackWhole() {
  StoreFixture f;
  auto store = f.open();
  FunctionInfo saved = fullFunction(store->nextFunctionId());
  QVERIFY(f.wait([&](auto done) { store->saveFunction(saved, done); }));
  saved.config.description += u" changed"_s;
  saved.overrides = {};
  QVERIFY(f.wait([&](auto done) { store->saveFunction(saved, done); }));
  store->close();
  store.reset();
  store = f.open();
  QCOMPARE(store->state().functions.size(), size_t(1));
  const FunctionInfo& r = store->state().functions[0];
  QCOMPARE(r.id, saved.id);
  QVERIFY(r.key == saved.key);
  QVERIFY(r.config == saved.config);
  QVERIFY(r.overrides == saved.overrides);
  QCOMPARE(r.source, saved.source);
  QCOMPARE(r.folder, saved.folder);
  QCOMPARE(r.codeSha256, saved.codeSha256);
  QCOMPARE(r.codeBytes, saved.codeBytes);
  QCOMPARE(r.status, saved.status);
  QCOMPARE(r.statusReason, saved.statusReason);
  QCOMPARE(r.statusCode, saved.statusCode);
  QCOMPARE(r.runtimeShown, saved.runtimeShown);
  QCOMPARE(r.sample, saved.sample);
  QCOMPARE(r.interpreterFound, saved.interpreterFound);
  QCOMPARE(r.installCommand, saved.installCommand);
  QCOMPARE(r.functionId, saved.functionId);
  QCOMPARE(r.role, saved.role);
  QCOMPARE(r.added, saved.added);
  QCOMPARE(r.modified, saved.modified);
  QCOMPARE(r.generation, saved.generation);
  QCOMPARE(r.apiExtras, saved.apiExtras);

  FunctionInfo withOverrides = fullFunction(store->nextFunctionId());
  QVERIFY(f.wait([&](auto done) { store->saveFunction(withOverrides, done); }));
  store.reset();
  store = f.open();
  QVERIFY(store->state().functions[1].overrides == withOverrides.overrides);
  store->releaseState();
  QVERIFY(store->state().functions.empty());
}

void TestStore::functionNumbersAreNeverReused() {
  StoreFixture f;
  auto store = f.open();
  QCOMPARE(store->nextFunctionId(), FunctionId(1));
  QCOMPARE(store->nextFunctionId(), FunctionId(2));
  QVERIFY(f.wait([&](auto done) { store->saveFunction(fullFunction(2), done); }));
  QVERIFY(f.wait([&](auto done) { store->removeFunction(2, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->nextFunctionId(), FunctionId(3));
}

void TestStore::removingTakesAllWithIt() {
  StoreFixture f;
  auto store = f.open();
  for (const FunctionId id : {1U, 2U}) {
    const FunctionInfo info = fullFunction(id);
    QVERIFY(f.wait([&](auto done) { store->saveFunction(info, done); }));
    QVERIFY(f.wait([&](auto done) { store->saveTrigger({info.key, u"url"_s, u"http"_s, {}, {}, {}, true, {}, 0, 0}, done); }));
    QVERIFY(f.wait([&](auto done) { store->saveEvent(id, {info.key, u"one"_s, "{}", {}}, done); }));
    QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent(requestIdOf(int(id)), id, 1), done); }));
  }
  QVERIFY(f.wait([&](auto done) { store->removeFunction(1, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().functions.size(), size_t(1));
  QCOMPARE(store->state().triggers.size(), size_t(1));
  QCOMPARE(store->state().triggers[0].function.name, u"fn-2"_s);
  QCOMPARE(store->state().pending.size(), size_t(1));
  QCOMPARE(store->state().pending[0].function, FunctionId(2));
  const auto gone = f.waitFor<QList<SavedEvent>>([&](auto reply) { store->savedEvents(fullFunction(1), reply); });
  QVERIFY(gone && gone->isEmpty());
  const auto kept = f.waitFor<QList<SavedEvent>>([&](auto reply) { store->savedEvents(fullFunction(2), reply); });
  QVERIFY(kept && kept->size() == 1);
}

void TestStore::triggersAndSettings() {
  StoreFixture f;
  auto store = f.open();
  const TriggerInfo trigger{{u"default"_s, u"fn"_s}, u"url"_s, u"http"_s, u"$LATEST"_s, u"{\"AuthType\":\"NONE\"}"_s, u"d"_s, false, u"abc"_s, 5, 6};
  QVERIFY(f.wait([&](auto done) { store->saveTrigger(trigger, done); }));
  EngineSettings settings;
  settings.keepAliveSeconds = 15;
  settings.startPolicy = u"wait"_s;
  settings.hostMemoryMb = 4096;
  settings.interpreters[u"python3"_s] = u"/usr/bin/python3.11"_s;
  QVERIFY(f.wait([&](auto done) { store->saveSettings(settings, done); }));
  store.reset();
  store = f.open();
  QVERIFY(store->state().settings == settings);
  QCOMPARE(store->state().triggers.size(), size_t(1));
  const TriggerInfo& t = store->state().triggers[0];
  QVERIFY(t.function == trigger.function && t.name == trigger.name && t.type == trigger.type && t.qualifier == trigger.qualifier);
  QVERIFY(t.desc == trigger.desc && t.description == trigger.description && t.enabled == trigger.enabled && t.urlId == trigger.urlId);
  QVERIFY(t.added == 5 && t.modified == 6);
  // Two of one name are two; what a trigger keeps goes with it.
  TriggerInfo twin = trigger;
  twin.urlId = u"abd"_s;
  twin.customArgument = u"m"_s;
  QVERIFY(f.wait([&](auto done) { store->saveTrigger(twin, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveTriggerState(0xabc, "offset-0", "7", true, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveTriggerState(0xabd, "offset-0", "8", true, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveTriggerState(0xabd, "offset-0", "9", true, done); }));
  QVERIFY(f.wait([&](auto done) { store->removeTrigger(trigger, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().triggers.size(), size_t(1));
  QCOMPARE(store->state().triggers[0].customArgument, u"m"_s);
  QVERIFY(!store->state().triggerState.contains(0xabc));
  QCOMPARE(store->state().triggerState.value(0xabd).value("offset-0"), QByteArray("9"));
  QVERIFY(f.wait([&](auto done) { store->removeTrigger(twin, done); }));
  store.reset();
  store = f.open();
  QVERIFY(store->state().triggers.empty());
}

void TestStore::asyncEvents() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("b", 1, 200), done); }));
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("a", 1, 100), done); }));
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("c", 1, 300), done); }));
  const Status twice = f.wait([&](auto done) { store->addEvent(asyncEvent("a", 1, 100), done); });
  QVERIFY(!twice);
  QCOMPARE(twice.error().code, u"Local.StoreConflict"_s);
  store->updateEvent("a", 2, 999);
  store->finishEvent("b");
  store->finishEvent("unknown");
  store->close();
  store.reset();
  store = f.open();
  const auto& pending = store->state().pending;
  QCOMPARE(pending.size(), size_t(2));
  QCOMPARE(pending[0].requestId, QByteArray("a"));
  QCOMPARE(pending[0].attempts, 2);
  QCOMPARE(pending[0].due, TimeUs(999));
  QCOMPARE(pending[0].source, Source::Console);
  QCOMPARE(pending[0].payload, QByteArray("{\"a\":\0 1}", 9));
  QCOMPARE(pending[1].requestId, QByteArray("c"));
}

void TestStore::deadLetters() {
  StoreFixture f;
  auto store = f.open();
  const StoredEvent event = asyncEvent("a", 1, 100);
  QVERIFY(f.wait([&](auto done) { store->addEvent(event, done); }));
  store->addDeadLetter({0, {u"default"_s, u"fn"_s}, event, 433, "{}", 5});
  store.reset();
  store = f.open();
  QCOMPARE(store->state().deadLetters, 1);
  QVERIFY(store->state().pending.empty());
}

void TestStore::savedEvents() {
  StoreFixture f;
  auto store = f.open();
  const FunctionInfo fn = fullFunction(1);
  QVERIFY(f.wait([&](auto done) { store->saveEvent(1, {fn.key, u"second"_s, "{\"b\": 1}", u"cos"_s}, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveEvent(1, {fn.key, u"first"_s, "{}", {}}, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveEvent(1, {fn.key, u"second"_s, "{\"b\": 2}", u"url"_s}, done); }));
  auto events = f.waitFor<QList<SavedEvent>>([&](auto reply) { store->savedEvents(fn, reply); });
  QVERIFY(events);
  QCOMPARE(events->size(), 2);
  QCOMPARE(events->at(0).name, u"second"_s);
  QCOMPARE(events->at(0).json, QByteArray("{\"b\": 2}"));
  QCOMPARE(events->at(0).templateId, u"url"_s);
  QVERIFY(events->at(0).function == fn.key);
  QVERIFY(f.wait([&](auto done) { store->removeEvent(1, u"second"_s, done); }));
  events = f.waitFor<QList<SavedEvent>>([&](auto reply) { store->savedEvents(fn, reply); });
  QCOMPARE(events->size(), 1);
}

void TestStore::savedEventNames_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<bool>("good");
  QTest::newRow("letter") << u"a"_s << true;
  QTest::newRow("all kinds") << u"Ab_1-2 c"_s << true;
  QTest::newRow("60") << QString(60, u'a') << true;
  QTest::newRow("61") << QString(61, u'a') << false;
  QTest::newRow("empty") << QString() << false;
  QTest::newRow("digit first") << u"1a"_s << false;
  QTest::newRow("space first") << u" a"_s << false;
  QTest::newRow("space last") << u"a "_s << false;
  QTest::newRow("dot") << u"a.b"_s << false;
  QTest::newRow("not ASCII") << u"é"_s << false;
}

void TestStore::savedEventNames() {
  QFETCH(QString, name);
  QFETCH(bool, good);
  StoreFixture f;
  auto store = f.open();
  const Status status = f.wait([&](auto done) { store->saveEvent(1, {{}, name, "{}", {}}, done); });
  QCOMPARE(status.ok(), good);
  if (!good) QCOMPARE(status.error().code, u"InvalidParameterValue.Name"_s);
}

void TestStore::savedEventLimits() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(f.wait([&](auto done) { store->saveEvent(1, {{}, u"big"_s, QByteArray(limits::kSavedEventBytes, ' '), {}}, done); }));
  const Status big = f.wait([&](auto done) { store->saveEvent(1, {{}, u"big"_s, QByteArray(limits::kSavedEventBytes + 1, ' '), {}}, done); });
  QVERIFY(!big);
  QCOMPARE(big.error().code, u"InvalidParameterValue.Content"_s);
  for (int i = 1; i < limits::kSavedEventsPerFunction; ++i)
    QVERIFY(f.wait([&](auto done) { store->saveEvent(1, {{}, u"e%1"_s.arg(i), "{}", {}}, done); }));
  const Status many = f.wait([&](auto done) { store->saveEvent(1, {{}, u"one more"_s, "{}", {}}, done); });
  QVERIFY(!many);
  QCOMPARE(many.error().code, u"LimitExceeded.TestModel"_s);
  QVERIFY(f.wait([&](auto done) { store->saveEvent(1, {{}, u"e1"_s, "[]", {}}, done); }));
  QVERIFY(f.wait([&](auto done) { store->saveEvent(2, {{}, u"one more"_s, "{}", {}}, done); }));
}

void TestStore::groupsOfEvents() {
  StoreFixture f;
  auto store = f.open();
  constexpr int kEvents = 5000;
  int answered = 0;
  for (int i = 0; i < kEvents; ++i)
    store->addEvent(asyncEvent(requestIdOf(i), 1, i), [&](const Status& status) { answered += status.ok(); });
  QVERIFY(f.turnUntil([&] { return answered == kEvents; }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().pending.size(), size_t(kEvents));
  for (int i = 0; i < kEvents; ++i) QCOMPARE(store->state().pending[size_t(i)].requestId, requestIdOf(i));
}

void TestStore::ownerFile() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(store->writeOwner(9712));
  const QString name = f.path() + u"/engine.json"_s;
  QFile file(name);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QJsonObject owner = QJsonDocument::fromJson(file.readAll()).object();
  QCOMPARE(owner["pid"_L1].toInteger(), qint64(getpid()));
  QCOMPARE(owner["port"_L1].toInt(), 9712);
  QVERIFY(owner["startTime"_L1].toInteger() > 0);
  QCOMPARE(owner["keyId"_L1].toString(), store->state().secretId);
  QCOMPARE(file.permissions() & 0x0077, QFile::Permissions());
  store.reset();
  QVERIFY(!QFile::exists(name));
  // The one of another engine, on a folder that took this one's place, stays.
  store = f.open();
  QVERIFY(store->writeOwner(9712));
  QFile other(name);
  QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Truncate));
  other.write("{\"pid\":1,\"startTime\":2}");
  other.close();
  store.reset();
  QVERIFY(QFile::exists(name));
}

void TestStore::secondStoreIsRefused() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(store->writeOwner(9712));
  const auto second = Store::open(f.path(), f.reactor);
  QVERIFY(!second);
  QCOMPARE(second.error().code, u"Local.DataDirInUse"_s);
  QVERIFY2(second.error().message.contains(f.path()), qPrintable(second.error().message));
  QVERIFY2(second.error().message.contains(u"process %1, port 9712"_s.arg(getpid())), qPrintable(second.error().message));
  store.reset();
  QVERIFY(f.open());
}

void TestStore::aMissingDatabaseIsNotBegunAnew() {
  StoreFixture f;
  f.open().reset();
  const QString file = f.path() + u"/db"_s, package = f.path() + u"/packages/x.zip"_s;
  QFile kept(package);
  QVERIFY(kept.open(QIODevice::WriteOnly) && kept.write("PK") == 2);
  kept.close();
  QVERIFY(QFile::remove(file));
  QFile::remove(file + u"-wal"_s);
  for (int again = 0; again < 2; ++again) {
    const auto refused = Store::open(f.path(), f.reactor);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"Local.StoreDamaged"_s);
    QVERIFY2(refused.error().message.contains(file) && refused.error().message.contains(u"packages"_s), qPrintable(refused.error().message));
    QVERIFY2(refused.error().next.contains(u"packages"_s), qPrintable(refused.error().next));
    QVERIFY(!QFileInfo::exists(file) && QFileInfo(package).size() == 2);  // nothing was made, nothing was taken away
  }
  QVERIFY(QDir().rename(f.path() + u"/packages"_s, f.path() + u"/packages.old"_s));  // what the message says
  QVERIFY(f.open());
}

void TestStore::noFileIsMappedThatSomebodyMayCut() {
  StoreFixture f;
  const auto store = f.open();
  QVERIFY(!QFileInfo::exists(f.path() + u"/db-shm"_s));
  QVERIFY(QFileInfo(f.path() + u"/db-wal"_s).size() > 0);
  const QByteArray maps = [] {
    QFile file(u"/proc/self/maps"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }();
  QVERIFY(maps.contains("/tst_store") && !maps.contains(QFile::encodeName(f.path())));
}

// An answer may hold a client's connection, which only the engine's thread may count: once it was ended by the worker.
void TestStore::answersStayWithTheirThread() {
  StoreFixture f;
  auto store = f.open();
  QVERIFY(store);
  std::atomic<int> strangers = 0;
  int answers = 0;
  const auto answer = [witness = Witness(strangers), &answers](const auto&) { ++answers; };
  for (int i = 0; i < 20; ++i) {
    store->addPackage("no zip", answer);
    store->readPackage("none", answer);
    store->packageFolder("none", answer);
    store->packFolder(f.path(), answer);
    store->readRecent(10, answer);
    store->readInvocation("none", answer);
    store->readSeconds(0, 1'000'000, answer);
    store->whenWritten(answer);
  }
  QVERIFY(f.turnUntil([&] { return answers == 160; }));
  QCOMPARE(strangers.load(), 0);
  // Nor by those that come when nobody waits any more.
  for (int i = 0; i < 20; ++i) store->packFolder(f.path(), answer);
  store.reset();
  QCOMPARE(strangers.load(), 0);
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
