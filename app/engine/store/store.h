// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "models/data/history.h"
#include <QSet>
#include <memory>

namespace scfdesk {
class Reactor;
struct Moments;
}

namespace scfdesk {

/// An async event as it is kept: from before its acknowledgement until its final state. Survives kill -9.
struct StoredEvent {
  QByteArray requestId;
  FunctionId function = 0;      ///< never that of a version
  VersionNumber version = 0;    ///< which one is to run it
  QString qualifier = QStringLiteral("$LATEST");  ///< as it was called
  Source source = Source::Api;
  TimeUs accepted = 0;   ///< first accepted; age counts from here
  int attempts = 0;      ///< attempts already made
  TimeUs due = 0;        ///< not before (a retry); 0 = now
  QByteArray payload;
  uint64_t trigger = 0;  ///< number of the trigger that brought it, 0 = none
};

/// An async event that ran out of retries or age.
struct DeadLetter {
  int64_t id = 0;        ///< given by the store
  FunctionKey key;       ///< it may outlive its function
  StoredEvent event;
  int statusCode = 0;
  QByteArray error;      ///< SCF's error object
  TimeUs at = 0;
};

/// What was kept, read once at start.
struct StoredState {
  std::vector<FunctionInfo> functions;     ///< then their versions
  std::vector<NamespaceInfo> namespaces;   ///< "default" is always there
  std::vector<TriggerInfo> triggers;
  QHash<uint64_t, QHash<QByteArray, QByteArray>> triggerState;  ///< by trigger number, then by key
  std::vector<StoredEvent> pending;        ///< oldest first
  int deadLetters = 0;
  EngineSettings settings;
  QString secretId, secretKey;             ///< made once; kept readable by the owner alone
};

/// A finished invocation with its log, for the segment files.
struct InvocationRow {
  Invocation invocation;
  QByteArray event;   ///< at most 64 KB of it is kept
  QByteArray result;  ///< at most 64 KB of it is kept
  LogChunk log;
  std::shared_ptr<const Moments> moments;  ///< instead of all that: instances and gauges of one batch
};

/// The last minutes of earlier runs, one run after the other, oldest first.
struct StoredRun {
  std::vector<InvocationRow> rows;     ///< invocations and the engine's own lines, without event and result, by their time
  std::vector<std::shared_ptr<const Moments>> moments;
  TimeUs last = 0;                     ///< the latest time in it
};

/// The data folder: SQLite for definitions and async events, append-only segment files for invocations and log lines.
/// This object lives on the engine thread and never waits for the disk: a store thread of its own writes in groups and
/// answers through Reactor::callSoon-like posts on the engine thread. open() alone touches the disk on the caller's thread.
class Store {
 public:
  using Durable = std::function<void(Status)>;
  virtual ~Store() = default;

  /// Takes the folder's lock, migrates the schema in one transaction after a copy, reads what is kept.
  /// Errors name the folder and the next step: "Local.DataDirInUse" (with the owner's pid), "Local.DataDirUnwritable",
  /// "Local.SchemaNewer", "Local.DiskFull".
  static Result<std::unique_ptr<Store>> open(const QString& dataDir, Reactor& reactor);

  [[nodiscard]] virtual const StoredState& state() const = 0;  ///< valid until releaseState()
  virtual void releaseState() = 0;

  virtual void saveFunction(const FunctionInfo& function, Durable done) = 0;
  virtual void removeFunction(FunctionId id, Durable done) = 0;  ///< with all that hangs on it: versions, triggers, saved and async events
  /// A version and its function in one transaction.
  virtual void saveVersion(const FunctionInfo& version, const FunctionInfo& function, Durable done) = 0;
  virtual void removeVersion(FunctionId unit, const FunctionInfo& function, Durable done) = 0;
  virtual void saveNamespace(const NamespaceInfo& ns, Durable done) = 0;
  virtual void removeNamespace(const QString& name, Durable done) = 0;
  [[nodiscard]] virtual FunctionId nextFunctionId() = 0;         ///< never reused
  virtual void saveTrigger(const TriggerInfo& trigger, Durable done) = 0;
  virtual void removeTrigger(const TriggerInfo& trigger, Durable done) = 0;
  /// What a trigger keeps besides its definition (counters, offsets of a source), by a key of its own; number 0 is for what all
  /// share. `synced`: `done` waits for the disk. Goes with the trigger; an empty value takes it away.
  virtual void saveTriggerState(uint64_t trigger, const QByteArray& key, const QByteArray& value, bool synced, Durable done) = 0;
  virtual void saveSettings(const EngineSettings& settings, Durable done) = 0;

  /// When all that was asked for before has been written or has failed: whether writing works.
  virtual void whenWritten(Durable done) = 0;

  virtual void saveEvent(FunctionId fn, const SavedEvent& event, Durable done) = 0;
  virtual void removeEvent(FunctionId fn, const QString& name, Durable done) = 0;
  virtual void savedEvents(const FunctionInfo& fn, std::function<void(Result<QList<SavedEvent>>)> reply) = 0;

  /// `done` comes when the group that holds the event is on disk (synced).
  virtual void addEvent(const StoredEvent& event, Durable done) = 0;
  virtual void updateEvent(const QByteArray& requestId, int attempts, TimeUs due) = 0;
  virtual void finishEvent(const QByteArray& requestId) = 0;
  /// As finishEvent; its end stays listed for limits::kAsyncStatusHours.
  virtual void finishTraced(const AsyncEventInfo& event) = 0;
  /// Ended ones of a function, newest first; fn 0 with a request id = that one.
  virtual void tracedEvents(FunctionId fn, const QByteArray& requestId, std::function<void(Result<QList<AsyncEventInfo>>)> reply) = 0;
  virtual void addDeadLetter(const DeadLetter& letter) = 0;
  /// Newest first, of all functions or of those of one name.
  virtual void deadLetters(const QString& name, std::function<void(Result<std::vector<DeadLetter>>)> reply) = 0;
  virtual void deadLetter(int64_t id, std::function<void(Result<DeadLetter>)> reply) = 0;
  /// Takes a dead letter out; with `again` that event becomes a pending one in the same transaction.
  virtual void takeDeadLetter(int64_t id, const std::optional<StoredEvent>& again, Durable done) = 0;

  virtual void appendInvocation(InvocationRow&& row) = 0;
  virtual void appendEngineLog(const LogChunk& chunk) = 0;
  /// Decisions of the scaling core, one JSON object a line that begins with {"us":TIME, oldest first; at most 64 KB. `first`
  /// and `last`: times of the first and the last one.
  virtual void appendDecisions(const QByteArray& lines, TimeUs first, TimeUs last) = 0;
  /// The last `count` kept lines between two times, oldest first; at most 16 MB.
  virtual void readDecisions(TimeUs from, TimeUs to, int count, std::function<void(Result<QByteArray>)> reply) = 0;
  /// Event, result and log of an invocation of this or an earlier run, by request id.
  virtual void readInvocation(const QByteArray& requestId, std::function<void(Result<InvocationRow>)> reply) = 0;
  /// Attempts of a function whose end lies in [from, to], newest first, at most `count`; a request id narrows it.
  virtual void readAttempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, int count,
                            std::function<void(Result<std::vector<InvocationRow>>)> reply) = 0;
  /// The last `count` invocations and log lines that were kept by earlier runs, oldest first.
  virtual void readRecent(int count, std::function<void(Result<std::vector<InvocationRow>>)> reply) = 0;
  /// What views were told about instances and gauges.
  virtual void appendMoments(std::shared_ptr<const Moments> moments) = 0;
  /// All that earlier runs kept since `from`, for the views at start: at most `atMost` invocations, the newest. With fewer than
  /// `atLeast` invocations since then, older ones besides.
  virtual void readDetail(TimeUs from, int atLeast, int atMost, std::function<void(Result<std::vector<StoredRun>>)> reply) = 0;
  /// One-second values of all functions within [begin, end], by time.
  virtual void readSeconds(TimeUs begin, TimeUs end, std::function<void(Result<std::vector<SecondSample>>)> reply) = 0;

  /// Keeps a package by SHA-256 and unpacks it once; worker thread. Refuses: not a zip, "../" or absolute names, links that
  /// leave the folder, more than limits::kZipEntries, more than limits::kUnpackedBytes, special files. Gives sha256 (hex),
  /// package size and the unpacked folder.
  struct Package {
    QByteArray sha256;
    int64_t bytes = 0;
    QString folder;
  };
  virtual void addPackage(const QByteArray& zip, std::function<void(Result<Package>)> reply) = 0;
  /// Folder of a kept package; unpacked anew when it is missing.
  virtual void packageFolder(const QByteArray& sha256, std::function<void(Result<QString>)> reply) = 0;
  virtual void readPackage(const QByteArray& sha256, std::function<void(Result<QByteArray>)> reply) = 0;
  /// Deletes the kept packages, and what was unpacked of them, that are not among `used` and were not added since the last
  /// such call; worker thread. Gives the number of packages that went; `again` tells that some were too new to go.
  struct Collected {
    int packages = 0;
    bool again = false;
  };
  virtual void collectPackages(const QSet<QByteArray>& used, std::function<void(Result<Collected>)> reply) = 0;
  /// A folder of the user's as a package (to copy or export a function whose source is a folder); worker thread.
  virtual void packFolder(const QString& folder, std::function<void(Result<QByteArray>)> reply) = 0;

  [[nodiscard]] virtual QString dataDir() const = 0;
  /// Writes engine.json (0600).
  virtual Status writeOwner(int port) = 0;
  /// A write failed (disk full, read-only): one sentence, empty when healthy again. Engine thread.
  virtual void setTroubleHandler(std::function<void(const Error&)> handler) = 0;
  virtual void setTailLimits(int64_t maxBytes, int maxAgeDays) = 0;
  /// Writes all that is queued, syncs, ends the store thread. Blocks; only at shutdown. No callback comes from here on:
  /// those who asked may be gone already.
  virtual void close() = 0;
};

}  // namespace scfdesk
