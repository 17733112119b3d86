// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/datadir.h"
#include "app/engine/store/packages.h"
#include "app/engine/store/storethread.h"
#include "app/engine/store/worker.h"

namespace scfdesk {

/// The Store of a data folder: the lock, the store thread and the worker, put together. Engine thread.
/// Without close() the destructor does the same.
class LocalStore final : public Store {
 public:
  /// `fresh`: the folder was made just now, and nothing in it was synced yet.
  LocalStore(std::unique_ptr<DataDir> dir, std::unique_ptr<Database> database, StoredState state, bool fresh, Reactor& reactor);
  ~LocalStore() override;

  [[nodiscard]] const StoredState& state() const override { return m_state; }
  void releaseState() override;
  void saveFunction(const FunctionInfo& function, Durable done) override;
  void removeFunction(FunctionId id, Durable done) override;
  [[nodiscard]] FunctionId nextFunctionId() override { return m_nextFunctionId++; }
  void saveVersion(const FunctionInfo& version, const FunctionInfo& function, Durable done) override;
  void removeVersion(FunctionId unit, const FunctionInfo& function, Durable done) override;
  void saveNamespace(const NamespaceInfo& ns, Durable done) override;
  void removeNamespace(const QString& name, Durable done) override;
  void saveTrigger(const TriggerInfo& trigger, Durable done) override;
  void removeTrigger(const TriggerInfo& trigger, Durable done) override;
  void saveTriggerState(uint64_t trigger, const QByteArray& key, const QByteArray& value, bool synced, Durable done) override;
  void saveSettings(const EngineSettings& settings, Durable done) override;
  void whenWritten(Durable done) override;
  void saveEvent(FunctionId fn, const SavedEvent& event, Durable done) override;
  void removeEvent(FunctionId fn, const QString& name, Durable done) override;
  void savedEvents(const FunctionInfo& fn, std::function<void(Result<QList<SavedEvent>>)> reply) override;
  void addEvent(const StoredEvent& event, Durable done) override;
  void updateEvent(const QByteArray& requestId, int attempts, TimeUs due) override;
  void finishEvent(const QByteArray& requestId) override;
  void finishTraced(const AsyncEventInfo& event) override;
  void tracedEvents(FunctionId fn, const QByteArray& requestId, std::function<void(Result<QList<AsyncEventInfo>>)> reply) override;
  void addDeadLetter(const DeadLetter& letter) override;
  void deadLetters(const QString& name, std::function<void(Result<std::vector<DeadLetter>>)> reply) override;
  void deadLetter(int64_t id, std::function<void(Result<DeadLetter>)> reply) override;
  void takeDeadLetter(int64_t id, const std::optional<StoredEvent>& again, Durable done) override;
  void appendInvocation(InvocationRow&& row) override;
  void appendEngineLog(const LogChunk& chunk) override;
  void appendDecisions(const QByteArray& lines, TimeUs first, TimeUs last) override;
  void readDecisions(TimeUs from, TimeUs to, int count, std::function<void(Result<QByteArray>)> reply) override;
  void readInvocation(const QByteArray& requestId, std::function<void(Result<InvocationRow>)> reply) override;
  void readAttempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, int count,
                    std::function<void(Result<std::vector<InvocationRow>>)> reply) override;
  void readRecent(int count, std::function<void(Result<std::vector<InvocationRow>>)> reply) override;
  void appendMoments(std::shared_ptr<const Moments> moments) override;
  void readDetail(TimeUs from, int atLeast, int atMost, std::function<void(Result<std::vector<StoredRun>>)> reply) override;
  void readSeconds(TimeUs begin, TimeUs end, std::function<void(Result<std::vector<SecondSample>>)> reply) override;
  void addPackage(const QByteArray& zip, std::function<void(Result<Package>)> reply) override;
  void packageFolder(const QByteArray& sha256, std::function<void(Result<QString>)> reply) override;
  void readPackage(const QByteArray& sha256, std::function<void(Result<QByteArray>)> reply) override;
  void collectPackages(const QSet<QByteArray>& used, std::function<void(Result<Collected>)> reply) override;
  void packFolder(const QString& folder, std::function<void(Result<QByteArray>)> reply) override;
  [[nodiscard]] QString dataDir() const override { return m_dir->path(); }
  Status writeOwner(int port) override;
  void setTroubleHandler(std::function<void(const Error&)> handler) override { m_thread.setTroubleHandler(std::move(handler)); }
  void setTailLimits(int64_t maxBytes, int maxAgeDays) override;
  void close() override;

 private:
  template <typename T>
  void onWorker(std::function<Result<T>()> job, std::function<void(Result<T>)> reply);
  /// Reads from the database after all that waits to be written.
  template <typename T>
  void readDatabase(std::function<Result<T>(Database&)> job, std::function<void(Result<T>)> reply) {
    const auto found = std::make_shared<std::optional<T>>();
    StoreOperation read;
    read.run = [found, job = std::move(job)](Database& db) -> Status {
      auto result = job(db);
      if (!result) return result.error();
      *found = std::move(result).value();
      return Done{};
    };
    read.done = [found, reply = std::move(reply)](const Status& status) {
      if (status) reply(std::move(**found));
      else reply(status.error());
    };
    read.synced = false;
    m_thread.submit(std::move(read));
  }
  /// As onWorker, after all that waits to be written.
  template <typename T>
  void readSegments(std::function<Result<T>(const SegmentReader&)> job, std::function<void(Result<T>)> reply);
  void stopThreads();

  std::unique_ptr<DataDir> m_dir;
  Reactor& m_reactor;
  StoredState m_state;
  QString m_keyId;
  FunctionId m_nextFunctionId = 1;
  int64_t m_run = 0;
  Packages m_packages;  // worker thread
  Answers m_answers;
  Worker m_worker;
  StoreThread m_thread;
};

/// SCF's rule for the name of a test event (facts/scf.md section 11), its size, and that it is a name at all.
Status checkSavedEvent(const SavedEvent& event);

}  // namespace scfdesk
