// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/database.h"
#include "app/engine/store/datadir.h"
#include "app/engine/store/statement.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr qsizetype kProbeBytes = 64 * 1024;
constexpr int kBusyMs = 2000;  // another program may read the file, e.g. sqlite3 on the command line
constexpr int kBusyStepMs = 20;

constexpr std::array<SchemaStep, 3> kSteps = {
    R"(CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
       CREATE TABLE functions(id INTEGER PRIMARY KEY, ns TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
                              UNIQUE(ns, name));
       CREATE TABLE namespaces(name TEXT PRIMARY KEY, description TEXT NOT NULL, added INTEGER NOT NULL,
                               modified INTEGER NOT NULL) WITHOUT ROWID;
       CREATE TABLE triggers(ns TEXT NOT NULL, function TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
                             definition TEXT NOT NULL, PRIMARY KEY(ns, function, type, name)) WITHOUT ROWID;
       CREATE TABLE saved_events(id INTEGER PRIMARY KEY, function INTEGER NOT NULL, name TEXT NOT NULL, json BLOB NOT NULL,
                                 template TEXT NOT NULL, UNIQUE(function, name));
       CREATE TABLE async_events(id INTEGER PRIMARY KEY, request BLOB NOT NULL UNIQUE, function INTEGER NOT NULL,
                                 source INTEGER NOT NULL, accepted INTEGER NOT NULL, attempts INTEGER NOT NULL,
                                 due INTEGER NOT NULL, payload BLOB NOT NULL);
       CREATE TABLE dead_letters(id INTEGER PRIMARY KEY AUTOINCREMENT, request BLOB NOT NULL, function INTEGER NOT NULL,
                                 source INTEGER NOT NULL, accepted INTEGER NOT NULL, attempts INTEGER NOT NULL,
                                 payload BLOB NOT NULL, status INTEGER NOT NULL, error BLOB NOT NULL, at INTEGER NOT NULL);)",
    R"(CREATE TABLE versions(id INTEGER PRIMARY KEY, function INTEGER NOT NULL, number INTEGER NOT NULL,
                             definition TEXT NOT NULL, UNIQUE(function, number));
       ALTER TABLE async_events ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE async_events ADD COLUMN qualifier TEXT NOT NULL DEFAULT '$LATEST';
       ALTER TABLE dead_letters ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE dead_letters ADD COLUMN qualifier TEXT NOT NULL DEFAULT '$LATEST';
       ALTER TABLE dead_letters ADD COLUMN ns TEXT NOT NULL DEFAULT '';
       ALTER TABLE dead_letters ADD COLUMN name TEXT NOT NULL DEFAULT '';
       UPDATE dead_letters SET ns = coalesce((SELECT f.ns FROM functions f WHERE f.id = function), ''),
                               name = coalesce((SELECT f.name FROM functions f WHERE f.id = function), '');
       CREATE TABLE async_ended(request BLOB PRIMARY KEY, function INTEGER NOT NULL, source INTEGER NOT NULL,
                                qualifier TEXT NOT NULL, status INTEGER NOT NULL, accepted INTEGER NOT NULL,
                                ended INTEGER NOT NULL) WITHOUT ROWID;
       CREATE INDEX async_ended_function ON async_ended(function, accepted);
       CREATE INDEX async_ended_time ON async_ended(ended);)",
    R"(CREATE TABLE triggers_by_id(id TEXT PRIMARY KEY, ns TEXT NOT NULL, function TEXT NOT NULL, type TEXT NOT NULL,
                                   name TEXT NOT NULL, definition TEXT NOT NULL) WITHOUT ROWID;
       INSERT OR IGNORE INTO triggers_by_id
         SELECT coalesce(json_extract(definition, '$.urlId'), lower(hex(randomblob(6)))), ns, function, type, name, definition FROM triggers;
       DROP TABLE triggers;
       ALTER TABLE triggers_by_id RENAME TO triggers;
       CREATE INDEX triggers_function ON triggers(ns, function);
       ALTER TABLE async_events ADD COLUMN trigger INTEGER NOT NULL DEFAULT 0;
       CREATE TABLE trigger_state(trigger INTEGER NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
                                  PRIMARY KEY(trigger, key)) WITHOUT ROWID;)"};

bool groupIsLost(int code) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_ERROR:
    case SQLITE_MISUSE: return false;
    default: return true;
  }
}

/// What a write in the folder meets now: SQLite doesn't always tell the errno of a failed one. 0 when it goes well.
int writeErrno(const QString& dataDir) {
  const QByteArray name = QFile::encodeName(dataDir + "/probe"_L1);
  const int fd = open(name.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return errno;
  const QByteArray bytes(kProbeBytes, '\0');
  int error = 0;
  for (qsizetype done = 0; done < bytes.size() && error == 0;) {
    const ssize_t n = write(fd, bytes.constData(), size_t(bytes.size() - done));
    if (n < 0 && errno != EINTR) error = errno;
    if (n > 0) done += n;
  }
  close(fd);
  unlink(name.constData());
  return error;
}

Error openError(const QString& dataDir, sqlite3* handle, int code) {
  const QString file = dataDir + "/db"_L1;
  const int primary = code & 0xff;
  if (primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT)
    return {u"Local.StoreDamaged"_s, u"The database %1 is damaged and can't be read."_s.arg(file),
            u"Restore it from a copy, or move it away, with packages and segments beside it, to start with an empty one."_s};
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
    return {u"Local.StoreBusy"_s, u"The database %1 is locked by another program."_s.arg(file),
            u"Close the program that has it open, then try again."_s};
  int error = handle ? sqlite3_system_errno(handle) : EIO;
  if (primary == SQLITE_FULL) error = ENOSPC;
  if (primary == SQLITE_READONLY || primary == SQLITE_PERM) error = EACCES;
  if (primary == SQLITE_IOERR && (error == 0 || error == EIO)) error = writeErrno(dataDir);
  if (error == EBADF) error = EACCES;  // the lock of a file that could only be opened for reading
  if (error == 0) error = primary == SQLITE_CANTOPEN ? EACCES : EIO;
  return diskError(dataDir, file, error);
}

/// No database in a folder with packages, history or a database's log: it was taken away. An empty one would be taken for all there is,
/// and the packages for left over.
Status checkNotTaken(const QString& dataDir) {
  QStringList beside;
  if (QFileInfo(dataDir + "/db-wal"_L1).size() > 0) beside << u"db-wal"_s;
  for (const QString& folder : {u"packages"_s, u"segments"_s})
    if (!QDir(dataDir + u'/' + folder).isEmpty()) beside << folder;
  if (beside.isEmpty()) return Done{};
  const QString all = beside.join(u", "_s);
  return Error{u"Local.StoreDamaged"_s, u"The database %1/db is missing in a folder that was in use (it has %2). Nothing was changed."_s.arg(dataDir, all),
               u"Restore it from a copy, or move %1 away as well to start with an empty one; keys may stay."_s.arg(all)};
}

/// A database of no bytes is what a first start leaves that was cut short, before the keys are made. In a folder that was in
/// use it is one that lost its content: SQLite would take it for a new one, and throw its log away.
Status checkNotEmptied(const QString& dataDir) {
  const QString file = dataDir + "/db"_L1;
  const QFileInfo db(file);
  if (!db.exists()) return checkNotTaken(dataDir);
  if (db.size() > 0) return Done{};
  if (!QFileInfo::exists(dataDir + "/keys"_L1) && QFileInfo(file + "-wal"_L1).size() == 0) return Done{};
  return Error{u"Local.StoreDamaged"_s, u"The database %1 has lost its content: it is 0 bytes long in a folder that was in use."_s.arg(file),
               u"Restore it from a copy, or move it away, with %1-wal, packages and segments beside it, to start with an empty one."_s.arg(file)};
}

/// A database without a schema in a folder that was in use: its write-ahead log, which held it, is damaged or was taken away.
/// SQLite takes the log for an empty one and would delete it when it closes; what can be read of it must stay.
Status checkNotCutOff(const QString& dataDir, bool existed, sqlite3* handle) {
  if (!existed || !QFileInfo::exists(dataDir + "/keys"_L1)) return Done{};
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  int keep = 1;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
  const QString file = dataDir + "/db"_L1;
  return Error{u"Local.StoreDamaged"_s, u"The database %1 has lost its content: its log %1-wal is damaged or missing."_s.arg(file),
               u"Restore both from a copy, or move both away, with packages and segments beside them, to start with an empty one."_s};
}

}  // namespace

std::span<const SchemaStep> schemaSteps() { return kSteps; }

Result<std::unique_ptr<Database>> Database::open(const QString& dataDir, std::span<const SchemaStep> steps) {
  if (Status whole = checkNotEmptied(dataDir); !whole) return whole.error();
  sqlite3* handle = nullptr;
  const QByteArray name = QFile::encodeName(dataDir + "/db"_L1);
  const bool existed = QFileInfo(dataDir + "/db"_L1).size() > 0;
  const int code = sqlite3_open_v2(name.constData(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> database(new Database(handle, dataDir));
  if (code != SQLITE_OK) return openError(dataDir, handle, code);
  struct stat opened{};
  if (stat(name.constData(), &opened) != 0) return diskError(dataDir, dataDir + "/db"_L1, errno);
  database->m_device = opened.st_dev;
  database->m_inode = opened.st_ino;
  sqlite3_busy_timeout(handle, kBusyMs);
  sqlite3_extended_result_codes(handle, 1);
  // Before the first read: the index of the log is then held in memory. In a shared file (db-shm) whoever cuts that short ends
  // the engine with SIGBUS. Nobody else can read the file while the engine runs; what is in it is asked of the engine.
  if (const Status alone = database->takeAlone(); !alone) return openError(dataDir, handle, sqlite3_extended_errcode(handle));
  const bool fresh = database->number("PRAGMA user_version") == 0;
  // A database that begins holds nothing yet: the store syncs the folder once, after the start, instead of waiting here.
  database->m_synced = !fresh;
  for (const char* pragma : {fresh ? "PRAGMA synchronous=OFF" : "PRAGMA synchronous=FULL", "PRAGMA journal_mode=WAL", "PRAGMA journal_size_limit=16777216"})
    if (const Status done = database->run(pragma); !done) return openError(dataDir, handle, sqlite3_extended_errcode(handle));
  if (fresh)
    if (Status whole = checkNotCutOff(dataDir, existed, handle); !whole) return whole.error();
  if (const Status done = database->migrate(steps); !done) {
    if (fresh && !done.error().code.startsWith("Local.Schema"_L1)) return openError(dataDir, handle, sqlite3_extended_errcode(handle));
    return done.error();
  }
  return database;
}

/// The exclusive lock knows no busy handler: who reads the file in this moment is waited for here.
Status Database::takeAlone() {
  if (const Status mode = run("PRAGMA locking_mode=EXCLUSIVE"); !mode) return mode;
  for (int waited = 0;; waited += kBusyStepMs) {
    const Status read = run("SELECT count(*) FROM sqlite_schema");
    if (read || (sqlite3_extended_errcode(m_handle) & 0xff) != SQLITE_BUSY || waited >= kBusyMs) return read;
    usleep(kBusyStepMs * 1000);
  }
}

Database::~Database() {
  for (const auto& [sql, statement] : m_statements) sqlite3_finalize(statement);
  sqlite3_close(m_handle);
}

Status Database::migrate(std::span<const SchemaStep> steps) {
  const auto version = int(number("PRAGMA user_version"));
  const auto newest = int(steps.size());
  if (version == newest) return Done{};
  const QString file = m_dataDir + "/db"_L1;
  if (version > newest)
    return Error{u"Local.SchemaNewer"_s,
                 u"The database %1 was written by a newer SCF Desk (schema %2; this one knows up to %3)."_s.arg(file).arg(version).arg(newest),
                 u"Start the newer SCF Desk, or choose another folder with --data-dir."_s};
  if (version > 0)
    if (const Status copied = copyBefore(version); !copied) return copied;
  if (const Status begun = begin(version > 0); !begun) return begun;
  const QByteArray stamp = "PRAGMA user_version=" + QByteArray::number(newest);
  Status done = Done{};
  for (int i = version; i < newest && done; ++i) done = run(steps[size_t(i)]);
  if (done) done = run(stamp.constData());
  if (done) done = commit();
  if (done) return done;
  rollback();
  if (version == 0) return done;
  return Error{u"Local.SchemaFailed"_s,
               u"The database %1 could not be brought from schema %2 to %3 and was left as it was (%4)."_s.arg(file).arg(version).arg(newest).arg(
                   done.error().message),
               u"A copy of it is %1.schema-%2."_s.arg(file).arg(version)};
}

Status Database::copyBefore(int version) {
  const QByteArray name = QFile::encodeName(u"%1/db.schema-%2"_s.arg(m_dataDir).arg(version));
  sqlite3* copy = nullptr;
  int code = sqlite3_open_v2(name.constData(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_backup* backup = sqlite3_backup_init(copy, "main", m_handle, "main");
    code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(copy);
    if (backup) sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE) code = SQLITE_OK;
  }
  const Error error = code == SQLITE_OK ? Error{} : openError(m_dataDir, copy, code);
  sqlite3_close(copy);
  if (code != SQLITE_OK) return error;
  return Done{};
}

Status Database::run(const char* sql) {
  if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return Done{};
  return failure();
}

int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.row() ? statement.number(0) : 0;
}

Error Database::failure() {
  const int code = sqlite3_extended_errcode(m_handle);
  if (groupIsLost(code)) {
    m_broken = true;
    return openError(m_dataDir, m_handle, code);
  }
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    return {u"Local.StoreConflict"_s, u"This is kept already under another number: %1."_s.arg(QString::fromUtf8(sqlite3_errmsg(m_handle))), {}};
  return {u"Local.StoreFailed"_s, u"The database refused a value: %1."_s.arg(QString::fromUtf8(sqlite3_errmsg(m_handle))), {}};
}

sqlite3_stmt* Database::prepared(const char* sql) {
  if (const auto it = m_statements.find(sql); it != m_statements.end()) return it->second;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) return nullptr;
  m_statements.emplace(sql, statement);
  return statement;
}

Status Database::begin(bool synced) {
  m_broken = false;
  if (Status there = inPlace(); !there) return there;
  if (synced != m_synced) {  // SQLite takes this between transactions only
    if (const Status set = run(synced ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL"); !set) return set;
    m_synced = synced;
  }
  return run("BEGIN IMMEDIATE");
}

Status Database::commit() { return run("COMMIT"); }

void Database::rollback() {
  if (!sqlite3_get_autocommit(m_handle)) sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Database::inPlace() const {
  struct stat there{};
  if (stat(QFile::encodeName(m_dataDir + "/db"_L1).constData(), &there) == 0 && there.st_dev == m_device && there.st_ino == m_inode) return Done{};
  return Error{u"Local.DataDirGone"_s, u"The data folder %1 was removed or replaced while the engine runs; nothing can be kept."_s.arg(m_dataDir),
               u"Put it back where it was, or end this engine and start it again."_s};
}

Status Database::touch() {
  return Statement(*this, "INSERT INTO meta VALUES('probe', 1) ON CONFLICT(key) DO UPDATE SET value = value + 1").run();
}

Status Database::probe() {
  if (Status there = inPlace(); !there) return there;
  if (const Status begun = begin(true); !begun) return begun;
  Status done = touch();
  if (done) done = commit();
  if (!done) rollback();
  return done;
}

}  // namespace scfdesk
