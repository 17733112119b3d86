// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong: kill -9, full and read-only disks, newer, older and damaged databases.
#include "app/engine/store/database.h"
#include "app/engine/store/datadir.h"
#include "app/engine/store/statement.h"
#include "app/engine/store/storethread.h"
#include "tests/unit/store/storefixture.h"
#include <QDir>
#include <QFile>
#include <QtTest>
#include <array>
#include <csignal>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// While it lives, no file of this process can grow past `bytes`: what a full disk does, also in the middle of a write.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &m_before);
    rlimit small = m_before;
    small.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() { free(); }
  void free() { setrlimit(RLIMIT_FSIZE, &m_before); }

 private:
  rlimit m_before{};
};

/// Runs `child` in a process of its own; its exit status, or minus the signal that ended it.
template <typename Child>
int runChild(Child child) {
  const pid_t pid = fork();
  if (pid == 0) _exit(child());
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void execute(const QString& file, const char* sql) {
  sqlite3* db = nullptr;
  QCOMPARE(sqlite3_open(qPrintable(file), &db), SQLITE_OK);
  QCOMPARE(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
}

int64_t numberOf(const QString& file, const char* sql) {
  sqlite3* db = nullptr;
  sqlite3_stmt* statement = nullptr;
  int64_t number = -1;
  if (sqlite3_open(qPrintable(file), &db) == SQLITE_OK && sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW)
    number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return number;
}

}  // namespace

class TestStoreTrouble : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void killedWhileItWrites();
  void lockGoesWithTheProcess();
  void fullDiskTellsOnceAndHeals();
  void finishedEventsOutliveAFullDisk();
  void tooMuchWaiting();
  void fileInTheWay();
  void readOnlyFolder();
  void fullDiskAtTheStart();
  void newerSchema();
  void olderSchemaIsCopiedAndMigrated();
  void failedMigrationChangesNothing();
  void damagedDatabase();
  void emptiedDatabase();
  void damagedLogIsNotThrownAway();
  void damagedKeysAreNotReplaced();
  void removedFolderIsNoticed();
  void failedSettingsAreNotKept();
  void withoutCloseNothingIsLost();
};

void TestStoreTrouble::killedWhileItWrites() {
  StoreFixture f;
  int ends[2];
  QCOMPARE(pipe(ends), 0);
  const pid_t pid = fork();
  if (pid == 0) {
    // Writes events and invocations until it is killed; names each event that was acknowledged.
    auto store = f.open();
    FunctionInfo function = fullFunction(1);
    store->saveFunction(function, [](const Status&) {});
    for (int i = 0;; ++i) {
      store->addEvent(asyncEvent(requestIdOf(i), 1, i), [&, i](const Status& status) {
        if (status) [[maybe_unused]] const auto n = write(ends[1], &i, sizeof i);
      });
      store->appendInvocation(invocationRow(requestIdOf(i), 3));
      f.reactor.turn(i % 64 == 0 ? 1 : 0);
    }
  }
  ::close(ends[1]);
  std::vector<int> acknowledged;
  for (int i = 0; acknowledged.size() < 2000 && read(ends[0], &i, sizeof i) == ssize_t(sizeof i);) acknowledged.push_back(i);
  kill(pid, SIGKILL);
  int status = 0;
  waitpid(pid, &status, 0);
  QVERIFY(WIFSIGNALED(status));
  for (int i = 0; read(ends[0], &i, sizeof i) == ssize_t(sizeof i);) acknowledged.push_back(i);
  ::close(ends[0]);
  QVERIFY(acknowledged.size() >= 2000);

  auto store = f.open();
  QVERIFY(store);
  QCOMPARE(store->state().functions.size(), size_t(1));
  QVERIFY(store->state().functions[0].config == fullFunction(1).config);
  QSet<QByteArray> kept;
  for (const StoredEvent& event : store->state().pending) kept.insert(event.requestId);
  for (const int i : acknowledged) QVERIFY2(kept.contains(requestIdOf(i)), qPrintable(QString::number(i)));
  const auto rows = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(1'000'000, reply); });
  QVERIFY(rows);
  for (size_t i = 1; i < rows->size(); ++i) QVERIFY(rows->at(i - 1).invocation.requestId < rows->at(i).invocation.requestId);
  for (const InvocationRow& row : *rows) QCOMPARE(row.log.records.size(), size_t(3));
}

void TestStoreTrouble::lockGoesWithTheProcess() {
  StoreFixture f;
  QCOMPARE(runChild([&] {
             auto store = f.open();
             if (!store || !store->writeOwner(9700)) return 1;
             raise(SIGKILL);
             return 0;
           }),
           -SIGKILL);
  QVERIFY(QFile::exists(f.path() + u"/engine.json"_s));
  QVERIFY(f.open());
}

void TestStoreTrouble::fullDiskTellsOnceAndHeals() {
  StoreFixture f;
  auto store = f.open();
  QList<Error> told;
  store->setTroubleHandler([&](const Error& error) { told.append(error); });
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("kept", 1, 1), done); }));
  FullDisk disk(4096);
  StoredEvent big = asyncEvent("refused", 1, 2);
  big.payload = QByteArray(100'000, 'x');
  for (int i = 0; i < 3; ++i) {
    const Status refused = f.wait([&](auto done) { store->addEvent(big, done); });
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == u"Local.DiskFull"_s, qPrintable(refused.error().message));
    QVERIFY2(refused.error().message.contains(f.path()), qPrintable(refused.error().message));
    QVERIFY(!refused.error().next.isEmpty());
  }
  QVERIFY(f.turnUntil([&] { return !told.isEmpty(); }));
  QCOMPARE(told.size(), 1);
  QCOMPARE(told[0].code, u"Local.DiskFull"_s);
  disk.free();
  QVERIFY(f.turnUntil([&] { return told.size() == 2; }));  // without anybody writing
  QVERIFY(told[1].code.isEmpty());
  QVERIFY(f.wait([&](auto done) { store->addEvent(big, done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().pending.size(), size_t(2));
}

void TestStoreTrouble::finishedEventsOutliveAFullDisk() {
  StoreFixture f;
  auto store = f.open();
  for (int i = 0; i < 20; ++i) QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent(requestIdOf(i), 1, i), done); }));
  int told = 0;
  store->setTroubleHandler([&](const Error&) { ++told; });
  {
    FullDisk disk(0);
    for (int i = 0; i < 10; ++i) store->finishEvent(requestIdOf(i));
    store->updateEvent(requestIdOf(10), 1, 77);
    store->addDeadLetter({0, {}, asyncEvent(requestIdOf(11), 1, 11), 430, "{}", 1});
    QVERIFY(f.turnUntil([&] { return told == 1; }));
  }
  QVERIFY(f.turnUntil([&] { return told == 2; }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().pending.size(), size_t(9));
  QCOMPARE(store->state().pending[0].attempts, 1);
  QCOMPARE(store->state().deadLetters, 1);
}

void TestStoreTrouble::tooMuchWaiting() {
  // A thread that hangs in its first write, so that the queue fills behind it.
  StoreFixture f;
  auto dir = DataDir::take(f.path());
  auto database = Database::open(f.path());
  QVERIFY(dir && database);
  Answers answers(f.reactor);
  StoreThread thread(std::move(database).value(), f.path(), 1, answers);
  std::mutex gate;
  gate.lock();
  size_t done = 0;
  QString refusal;
  thread.submit({[&](Database&) -> Status {
                   const std::lock_guard wait(gate);
                   return Done{};
                 },
                 [&](const Status&) { ++done; }});
  const auto submit = [&](int64_t bytes) {
    thread.submit({[](Database&) -> Status { return Done{}; },
                   [&](const Status& status) {
                     if (status) ++done;
                     else refusal = status.error().code;
                   },
                   bytes});
  };
  submit(storelimits::kOperationBytes);
  for (size_t i = 2; i < storelimits::kOperations; ++i) submit(0);
  f.reactor.turn(0);
  QCOMPARE(refusal, QString());
  submit(0);  // one past the number
  QVERIFY(f.turnUntil([&] { return refusal == u"Local.StoreBusy"_s; }));
  thread.submit({[](Database&) -> Status { return Done{}; }, {}, 0, false, true});  // what nobody waits for is never refused
  gate.unlock();
  QVERIFY(f.turnUntil([&] { return done == storelimits::kOperations; }));
  refusal.clear();
  submit(storelimits::kOperationBytes + 1);  // one past the bytes
  QVERIFY(f.turnUntil([&] { return refusal == u"Local.StoreBusy"_s; }));
  submit(storelimits::kOperationBytes);
  QVERIFY(f.turnUntil([&] { return done == storelimits::kOperations + 1; }));
}

void TestStoreTrouble::fileInTheWay() {
  StoreFixture f;
  QFile file(f.path());
  QVERIFY(file.open(QIODevice::WriteOnly));
  for (const QString& path : {f.path(), QString(f.path() + u"/below/it"_s)}) {
    const auto refused = Store::open(path, f.reactor);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"Local.DataDirUnwritable"_s);
    QVERIFY2(refused.error().message.contains(path), qPrintable(refused.error().message));
    QVERIFY2(refused.error().message.contains(u"a file is in the way"_s), qPrintable(refused.error().message));
    QVERIFY(!refused.error().next.isEmpty());
  }
  QVERIFY(!Store::open({}, f.reactor));
}

void TestStoreTrouble::readOnlyFolder() {
  // Permissions don't hold root: a child gives up that right first.
  StoreFixture f;
  f.open().reset();
  QVERIFY(chmod(qPrintable(f.folder.path()), 0755) == 0);
  const auto openAs = [&](const QString& path, const QString& code) {
    return runChild([&] {
      if (geteuid() == 0 && (setegid(65534) != 0 || seteuid(65534) != 0)) return 2;
      const auto refused = Store::open(path, f.reactor);
      if (refused) return 3;
      if (refused.error().code != code || !refused.error().message.contains(path) || refused.error().next.isEmpty()) {
        qWarning("%s: %s", qPrintable(refused.error().code), qPrintable(refused.error().message));
        return 4;
      }
      return 0;
    });
  };
  QCOMPARE(chmod(qPrintable(f.path()), 0555), 0);
  for (const char* name : {"packages", "unpacked", "segments"}) QCOMPARE(chmod(qPrintable(QString(f.path() + u'/' + QLatin1String(name))), 0555), 0);
  QCOMPARE(chmod(qPrintable(QString(f.path() + u"/lock"_s)), 0666), 0);
  QCOMPARE(chmod(qPrintable(QString(f.path() + u"/db"_s)), 0444), 0);
  QCOMPARE(openAs(f.path(), u"Local.DataDirUnwritable"_s), 0);
  QCOMPARE(chmod(qPrintable(QString(f.path() + u"/lock"_s)), 0444), 0);
  QCOMPARE(openAs(f.path(), u"Local.DataDirUnwritable"_s), 0);
  QCOMPARE(chmod(qPrintable(f.path()), 0755), 0);
  QCOMPARE(chmod(qPrintable(f.folder.path()), 0555), 0);
  QCOMPARE(openAs(f.folder.path() + u"/new"_s, u"Local.DataDirUnwritable"_s), 0);
  QCOMPARE(chmod(qPrintable(f.folder.path()), 0755), 0);
}

void TestStoreTrouble::fullDiskAtTheStart() {
  for (const rlim_t bytes : {rlim_t(0), rlim_t(100), rlim_t(4096), rlim_t(20000)}) {
    StoreFixture f;
    FullDisk disk(bytes);
    const auto refused = Store::open(f.path(), f.reactor);
    disk.free();
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == u"Local.DiskFull"_s, qPrintable(refused.error().message));
    QVERIFY2(refused.error().message.contains(f.path()), qPrintable(refused.error().message));
    QVERIFY(f.open());  // nothing half made is in the way
  }
}

void TestStoreTrouble::newerSchema() {
  StoreFixture f;
  f.open().reset();
  const auto newer = int(schemaSteps().size()) + 1;
  execute(f.path() + u"/db"_s, qPrintable(u"PRAGMA user_version=%1"_s.arg(newer)));
  const auto refused = Store::open(f.path(), f.reactor);
  QVERIFY(!refused);
  QCOMPARE(refused.error().code, u"Local.SchemaNewer"_s);
  QVERIFY2(refused.error().message.contains(u"schema %1"_s.arg(newer)), qPrintable(refused.error().message));
  QVERIFY(refused.error().message.contains(f.path()));
  QCOMPARE(numberOf(f.path() + u"/db"_s, "PRAGMA user_version"), int64_t(newer));
}

void TestStoreTrouble::olderSchemaIsCopiedAndMigrated() {
  StoreFixture f;
  {
    auto store = f.open();
    QVERIFY(f.wait([&](auto done) { store->saveFunction(fullFunction(1), done); }));
  }
  const auto version = int64_t(schemaSteps().size());
  std::vector<SchemaStep> steps(schemaSteps().begin(), schemaSteps().end());
  steps.push_back("CREATE TABLE later(x); INSERT INTO later VALUES(41)");
  steps.push_back("UPDATE later SET x = x + 1");
  auto database = Database::open(f.path(), steps);
  QVERIFY(database);
  StoredState state;
  QVERIFY((*database)->load(state, 1));
  QCOMPARE(state.functions.size(), size_t(1));
  database.value().reset();
  QCOMPARE(numberOf(f.path() + u"/db"_s, "SELECT x FROM later"), int64_t(42));
  QCOMPARE(numberOf(f.path() + u"/db"_s, "PRAGMA user_version"), version + 2);
  const QString copy = f.path() + u"/db.schema-%1"_s.arg(version);
  QCOMPARE(numberOf(copy, "SELECT count(*) FROM functions"), int64_t(1));
  QCOMPARE(numberOf(copy, "PRAGMA user_version"), version);
}

void TestStoreTrouble::failedMigrationChangesNothing() {
  StoreFixture f;
  f.open().reset();
  const auto version = int64_t(schemaSteps().size());
  std::vector<SchemaStep> steps(schemaSteps().begin(), schemaSteps().end());
  steps.push_back("CREATE TABLE later(x)");
  steps.push_back("INSERT INTO missing VALUES(1)");
  const auto failed = Database::open(f.path(), steps);
  QVERIFY(!failed);
  QCOMPARE(failed.error().code, u"Local.SchemaFailed"_s);
  QVERIFY(failed.error().next.contains(u"db.schema-"_s));
  QCOMPARE(numberOf(f.path() + u"/db"_s, "PRAGMA user_version"), version);
  QCOMPARE(numberOf(f.path() + u"/db"_s, "SELECT count(*) FROM sqlite_schema WHERE name = 'later'"), int64_t(0));
  QVERIFY(f.open());
}

void TestStoreTrouble::damagedDatabase() {
  StoreFixture f;
  f.open().reset();
  QFile file(f.path() + u"/db"_s);
  QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(4096, 'x')) == 4096);
  file.close();
  const auto refused = Store::open(f.path(), f.reactor);
  QVERIFY(!refused);
  QCOMPARE(refused.error().code, u"Local.StoreDamaged"_s);
  QVERIFY(refused.error().message.contains(f.path() + u"/db"_s));
}

void TestStoreTrouble::emptiedDatabase() {
  StoreFixture f;
  f.open().reset();
  const QString file = f.path() + u"/db"_s;
  QVERIFY(QFile::resize(file, 0));
  const auto refused = Store::open(f.path(), f.reactor);
  QVERIFY(!refused);
  QCOMPARE(refused.error().code, u"Local.StoreDamaged"_s);
  QVERIFY2(refused.error().message.contains(file), qPrintable(refused.error().message));
  QVERIFY2(refused.error().next.contains(file), qPrintable(refused.error().next));
  QCOMPARE(QFileInfo(file).size(), 0);  // nothing was made in its place
  QVERIFY(QFile::rename(file, file + u".old"_s));  // what the message says
  QVERIFY(f.open());
}

void TestStoreTrouble::damagedLogIsNotThrownAway() {
  StoreFixture f;
  const QTemporaryDir after;  // what a kill leaves: all of the database is in its log yet
  {
    const auto store = f.open();
    for (const QString& name : {u"db"_s, u"db-wal"_s, u"keys"_s}) QVERIFY(QFile::copy(f.path() + u'/' + name, after.path() + u'/' + name));
  }
  const QString log = after.path() + u"/db-wal"_s;
  const auto size = QFileInfo(log).size();
  QVERIFY(size > 4096);
  QFile file(log);
  QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(512, 'x')) == 512);
  file.close();
  const auto refused = Store::open(after.path(), f.reactor);
  QVERIFY(!refused);
  QCOMPARE(refused.error().code, u"Local.StoreDamaged"_s);
  QVERIFY2(refused.error().message.contains(log), qPrintable(refused.error().message));
  QCOMPARE(QFileInfo(log).size(), size);  // what can be read of it is there
  QVERIFY(QFile::rename(log, log + u".old"_s) && QFile::rename(after.path() + u"/db"_s, after.path() + u"/db.old"_s));  // what the message says
  QVERIFY(Store::open(after.path(), f.reactor));
}

void TestStoreTrouble::damagedKeysAreNotReplaced() {
  StoreFixture f;
  QString key;
  {
    const auto store = f.open();
    key = store->state().secretKey;
    QCOMPARE(key.size(), 32);
  }
  const QString name = f.path() + u"/keys"_s;
  for (const QByteArray& damaged : {QByteArray(), QByteArray("{\"secretId\":\"AKID"), QByteArray("{\"secretId\":\"a\"}"), QByteArray(100, '\0')}) {
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(damaged) == damaged.size());
    file.close();
    const auto refused = Store::open(f.path(), f.reactor);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"Local.KeysDamaged"_s);
    QVERIFY(refused.error().message.contains(name));
    QVERIFY(refused.error().next.contains(u"move it away"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), damaged);
  }
  QVERIFY(QFile::remove(name));
  const auto store = f.open();
  QVERIFY(store);
  QVERIFY(store->state().secretKey.size() == 32 && store->state().secretKey != key);
}

void TestStoreTrouble::removedFolderIsNoticed() {
  StoreFixture f;
  auto store = f.open();
  QList<Error> told;
  store->setTroubleHandler([&](const Error& error) { told.append(error); });
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("before", 1, 1), done); }));
  const QString away = f.folder.path() + u"/away"_s;
  QVERIFY(QDir().rename(f.path(), away));
  for (int again = 0; again < 2; ++again) {
    const Status refused = f.wait([&](auto done) { store->addEvent(asyncEvent("lost", 1, 2), done); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"Local.DataDirGone"_s);
    QVERIFY(refused.error().message.contains(f.path()));
    QVERIFY(!refused.error().next.isEmpty());
    // Another folder in its place is not the one that is open.
    if (again == 0) QVERIFY(QDir().mkpath(f.path()) && QFile::copy(away + u"/db"_s, f.path() + u"/db"_s));
  }
  QVERIFY(f.turnUntil([&] { return !told.isEmpty(); }));
  QCOMPARE(told[0].code, u"Local.DataDirGone"_s);
  QVERIFY(QDir(f.path()).removeRecursively());
  QVERIFY(QDir().rename(away, f.path()));
  QVERIFY(f.turnUntil([&] { return told.last().code.isEmpty(); }));  // back, and noticed without anybody writing
  QVERIFY(f.wait([&](auto done) { store->addEvent(asyncEvent("after", 1, 3), done); }));
  store.reset();
  store = f.open();
  QCOMPARE(store->state().pending.size(), size_t(2));
}

void TestStoreTrouble::failedSettingsAreNotKept() {
  StoreFixture f;
  auto store = f.open();
  EngineSettings first, second;
  first.keepAliveSeconds = 1;
  second.keepAliveSeconds = 2;
  QVERIFY(f.wait([&](auto done) { store->saveSettings(first, done); }));
  {
    FullDisk disk(0);
    QVERIFY(!f.wait([&](auto done) { store->saveSettings(second, done); }));
    QVERIFY(!f.wait([&](auto done) { store->whenWritten(done); }));
  }
  QVERIFY(f.wait([&](auto done) { store->whenWritten(done); }));
  store.reset();
  QCOMPARE(f.open()->state().settings.keepAliveSeconds, 1);
}

void TestStoreTrouble::withoutCloseNothingIsLost() {
  StoreFixture f;
  auto store = f.open();
  int answered = 0;
  store->addEvent(asyncEvent("a", 1, 1), [&](const Status&) { ++answered; });
  store->appendInvocation(invocationRow(requestIdOf(1), 1));
  store.reset();
  f.reactor.turn(0);
  QCOMPARE(answered, 0);  // whoever asked may be gone
  store = f.open();
  QCOMPARE(store->state().pending.size(), size_t(1));
  QVERIFY(f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(1), reply); }));
  store->addEvent(asyncEvent("b", 1, 1), [&](const Status& status) { answered += status.ok(); });
  store->close();
  store->addEvent(asyncEvent("c", 1, 1), [&](const Status& status) { answered += status.ok(); });
  f.reactor.turn(0);
  QCOMPARE(answered, 0);
  store.reset();
  store = f.open();
  QCOMPARE(store->state().pending.size(), size_t(2));
}

QTEST_GUILESS_MAIN(TestStoreTrouble)
#include "tst_storetrouble.moc"
