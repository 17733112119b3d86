// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include <span>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace scfdesk {

/// One step of the schema: brings a database from version `index` to `index + 1`.
using SchemaStep = const char*;
/// The steps of this build; their number is the schema's version.
std::span<const SchemaStep> schemaSteps();

/// The SQLite file `db` with definitions, async events and dead letters, locked as long as this object lives: no other program reads
/// it meanwhile. One thread at a time: the caller's of
/// Store::open, from then on the store thread. Operations run inside begin() .. commit().
/// An operation's Error is its own as long as broken() is false; broken() means that the whole group is lost.
class Database final {
 public:
  /// Opens or makes the file, migrates it in one transaction after a copy (`db.schema-N`).
  static Result<std::unique_ptr<Database>> open(const QString& dataDir, std::span<const SchemaStep> steps = schemaSteps());
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// "Local.DataDirGone" when the files that are open are no longer those of the folder: what is written then reaches nobody.
  [[nodiscard]] Status inPlace() const;
  [[nodiscard]] Status load(StoredState& state, TimeUs now);
  [[nodiscard]] FunctionId nextFunctionId() const { return m_nextFunctionId; }  ///< as of load()

  /// `synced`: on disk when commit() returns (fsync of the log), else safe against the end of the process only.
  [[nodiscard]] Status begin(bool synced);
  [[nodiscard]] Status commit();
  void rollback();
  [[nodiscard]] bool broken() const { return m_broken; }
  /// Writes a harmless row, within a group.
  [[nodiscard]] Status touch();
  /// The same in a transaction of its own: tells whether writing works again.
  [[nodiscard]] Status probe();

  [[nodiscard]] Status saveFunction(const FunctionInfo& function);
  [[nodiscard]] Status removeFunction(FunctionId id);
  [[nodiscard]] Status saveVersion(const FunctionInfo& version);
  [[nodiscard]] Status removeVersion(FunctionId unit);
  [[nodiscard]] Status saveNamespace(const NamespaceInfo& ns);
  [[nodiscard]] Status removeNamespace(const QString& name);
  [[nodiscard]] Status saveTrigger(const TriggerInfo& trigger);
  [[nodiscard]] Status removeTrigger(const TriggerInfo& trigger);
  [[nodiscard]] Status saveTriggerState(uint64_t trigger, const QByteArray& key, const QByteArray& value);
  [[nodiscard]] Status saveSettings(const EngineSettings& settings);
  [[nodiscard]] Status saveEvent(FunctionId function, const SavedEvent& event);
  [[nodiscard]] Status removeEvent(FunctionId function, const QString& name);
  [[nodiscard]] Result<QList<SavedEvent>> savedEvents(const FunctionInfo& function);
  [[nodiscard]] Status addEvent(const StoredEvent& event);
  [[nodiscard]] Status updateEvent(const QByteArray& requestId, int attempts, TimeUs due);
  [[nodiscard]] Status finishEvent(const QByteArray& requestId);
  [[nodiscard]] Status finishTraced(const AsyncEventInfo& event);
  [[nodiscard]] Result<QList<AsyncEventInfo>> tracedEvents(FunctionId fn, const QByteArray& requestId);
  [[nodiscard]] Status addDeadLetter(const DeadLetter& letter);
  [[nodiscard]] Result<std::vector<DeadLetter>> deadLetters(const QString& name);
  [[nodiscard]] Result<DeadLetter> deadLetter(int64_t id);
  [[nodiscard]] Status removeDeadLetter(int64_t id);

 private:
  friend class Statement;
  Database(sqlite3* handle, QString dataDir) : m_handle(handle), m_dataDir(std::move(dataDir)) {}
  [[nodiscard]] Status takeAlone();
  [[nodiscard]] Status migrate(std::span<const SchemaStep> steps);
  [[nodiscard]] Status copyBefore(int version);
  [[nodiscard]] Status keepNumber(FunctionId id);  ///< it is never given again
  [[nodiscard]] Result<std::vector<StoredEvent>> pendingEvents();
  [[nodiscard]] Status run(const char* sql);
  [[nodiscard]] int64_t number(const char* sql);
  /// The Error of the last call; marks the group as broken when it is more than the operation's own.
  Error failure();
  sqlite3_stmt* prepared(const char* sql);

  sqlite3* m_handle = nullptr;
  QString m_dataDir;
  FunctionId m_nextFunctionId = 1;
  bool m_broken = false;
  bool m_synced = true;
  uint64_t m_device = 0, m_inode = 0;  // of the open file
  std::unordered_map<const char*, sqlite3_stmt*> m_statements;  // by the address of their literal
};

}  // namespace scfdesk
