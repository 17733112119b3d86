// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/provisionedconfig.h"
#include "models/data/delta.h"
#include "models/data/settings.h"
#include <functional>
#include <optional>

namespace scfdesk::scaling {
class RecordedCore;
}

namespace scfdesk {

/// A trigger as the Cloud API shows it.
struct TriggerInfo {
  FunctionKey function;
  QString name;
  QString type;          ///< "http", "timer", ... (triggertypes.h)
  QString qualifier;
  QString desc;          ///< TriggerDesc as given back (JSON text)
  QString description;
  bool enabled = true;
  QString urlId;         ///< its id, 12 hex digits: /url/<urlId>
  TimeUs added = 0;
  TimeUs modified = 0;
  QString customArgument = {};  ///< of a timer: Message of its events
};
/// Number of a trigger in events and in what is kept of it: its id.
inline uint64_t triggerNumber(const TriggerInfo& trigger) { return trigger.urlId.toULongLong(nullptr, 16); }

/// CopyFunction of the Cloud API.
struct CopyRequest {
  FunctionKey from, to;
  std::optional<QString> description;
  bool override = false;           ///< an existing target takes the code (and configuration) instead of being refused
  bool withConfiguration = true;
};

/// An async event in the shape of GetAsyncEventStatus and ListAsyncEvents.
struct AsyncEventInfo {
  QByteArray requestId;
  FunctionId function = 0;
  Source source = Source::Api;
  QString qualifier;      ///< as it was called
  int statusCode = status::kRunning;
  TimeUs accepted = 0;
  TimeUs ended = 0;       ///< 0 while it runs or waits
  /// "RUNNING" "FINISHED" "ABORTED" "FAILED"
  [[nodiscard]] QString state() const {
    return statusCode == status::kRunning ? QStringLiteral("RUNNING") : statusCode == status::kSuccess ? QStringLiteral("FINISHED")
           : statusCode == status::kCanceled ? QStringLiteral("ABORTED") : QStringLiteral("FAILED");
  }
};

/// An async event that is out of retries or age, as it is kept.
struct DeadLetterInfo {
  int64_t id = 0;
  FunctionKey function;
  QByteArray requestId;
  QString qualifier;
  Source source = Source::Api;
  TimeUs accepted = 0;
  TimeUs at = 0;
  int retryNum = 0;
  int statusCode = 0;
  QByteArray error;    ///< SCF's error object
  QByteArray payload;
};

class WebExchange;
/// Counters for /metrics. Histogram bounds in seconds are in metrics.h.
class Metrics;
class Services;
class Triggers;
class Layers;
class CustomDomains;
class DebugSessions;

/// What the outside endpoints ask of the engine. Implemented by Engine; called and answered on the engine thread only.
/// Replies may come before the call returns.
class EngineControl {
 public:
  template <typename T>
  using Reply = std::function<void(Result<T>)>;
  virtual ~EngineControl() = default;

  virtual void createFunction(const CreateFunction& request, Reply<FunctionInfo> reply) = 0;
  virtual void updateConfig(const UpdateConfig& request, Reply<FunctionInfo> reply) = 0;
  virtual void updateCode(const UpdateCode& request, Reply<FunctionInfo> reply) = 0;
  virtual void deleteFunction(const FunctionKey& key, Reply<Done> reply) = 0;
  /// Works out new overrides from the present ones and keeps them; replies with them when they are on disk, or with why nothing
  /// has changed. One such change after the other.
  using OverridesChange = std::function<Result<FunctionOverrides>(const FunctionOverrides&)>;
  virtual void changeOverrides(const FunctionKey& key, OverridesChange change, Reply<FunctionOverrides> reply) = 0;

  virtual void copyFunction(const CopyRequest& request, Reply<FunctionInfo> reply) = 0;

  /// $LATEST as it is now becomes the next number. The reply is the version.
  virtual void publishVersion(const FunctionKey& key, const std::optional<QString>& description, Reply<FunctionInfo> reply) = 0;
  /// Refused while an alias names it, unless `force` (the alias then keeps its other version, or goes with it).
  virtual void deleteVersion(const FunctionKey& key, VersionNumber version, bool force, Reply<Done> reply) = 0;
  /// Makes (`create`) or changes an alias; times are filled in.
  virtual void saveAlias(const FunctionKey& key, const AliasInfo& alias, bool create, Reply<AliasInfo> reply) = 0;
  virtual void deleteAlias(const FunctionKey& key, const QString& name, Reply<Done> reply) = 0;
  virtual void setAsyncConfig(const FunctionKey& key, const AsyncConfig& config, Reply<Done> reply) = 0;
  /// None takes the reserved quota away.
  virtual void setReserved(const FunctionKey& key, std::optional<int> memoryMb, Reply<Done> reply) = 0;
  /// Provisioned concurrency of a published version; none takes it away. In force, and replied to, when it is on disk.
  virtual void setProvisioned(const FunctionKey& key, VersionNumber version, const std::optional<ProvisionedConfig>& config, Reply<Done> reply) = 0;
  /// None when the version has none.
  [[nodiscard]] virtual std::optional<ProvisionedState> provisioned(const FunctionInfo& version) const = 0;
  /// The package of a version (or of $LATEST, a linked folder included) as a zip.
  virtual void readCode(const FunctionInfo& version, Reply<QByteArray> reply) = 0;
  /// The file that the handler names, at most 1 MB of it or an Error.
  virtual void readEntryFile(const FunctionInfo& version, Reply<QByteArray> reply) = 0;

  virtual void createNamespace(const NamespaceInfo& ns, Reply<Done> reply) = 0;
  virtual void updateNamespace(const QString& name, const QString& description, Reply<Done> reply) = 0;
  virtual void deleteNamespace(const QString& name, Reply<Done> reply) = 0;

  /// A published version; null when there is none. 0 is the function itself.
  [[nodiscard]] virtual const FunctionInfo* version(const FunctionInfo& function, VersionNumber number) const = 0;
  [[nodiscard]] virtual const FunctionInfo* function(const FunctionKey& key) const = 0;
  [[nodiscard]] virtual const FunctionInfo* function(FunctionId id) const = 0;
  [[nodiscard]] virtual QList<FunctionInfo> functions(const QString& ns) const = 0;  ///< by name
  [[nodiscard]] virtual QList<NamespaceInfo> namespaces() const = 0;
  [[nodiscard]] virtual QList<InstanceInfo> instances() const = 0;
  [[nodiscard]] virtual FunctionSample gauges(FunctionId id) const = 0;

  /// An Error is a refusal before execution (bad event, no function, 432, 429, 438): its code is SCF's API error code and
  /// its message SCF's text. Everything after is an InvokeReply whose statusCode and result say what happened.
  /// For async the reply comes when the event is durable.
  virtual InvocationId invoke(InvokeRequest&& request, Reply<InvokeReply> reply) = 0;
  /// A request to a web function. Its answer goes to the exchange as it comes; the reply tells how it ended, or is a refusal.
  virtual InvocationId serveWeb(InvokeRequest&& request, const std::shared_ptr<WebExchange>& exchange, Reply<InvokeReply> reply) {
    Q_UNUSED(request)
    Q_UNUSED(exchange)
    reply(Error{QStringLiteral("UnsupportedOperation"), QStringLiteral("Web functions are not served here."), {}});
    return 0;
  }
  /// The sync caller went away: its invocation is cancelled (499) if it still waits; a running one goes on.
  virtual void abandon(InvocationId id) = 0;

  /// Of events that wait or run, and of ended ones while they are kept. Error ResourceNotFound.AsyncEvent.
  virtual void asyncEvent(const QByteArray& requestId, Reply<AsyncEventInfo> reply) = 0;
  /// All of one function that are known, newest first.
  virtual void asyncEvents(FunctionId fn, Reply<QList<AsyncEventInfo>> reply) = 0;
  /// Each async event that waits or runs, as it is now, in no order.
  virtual void eachPendingAsync(const std::function<void(const Invocation&, const QString& qualifier, const QByteArray& payload)>&) const {}
  /// Kills the run, or (graceful) sends SIGTERM to it and lets it end.
  virtual Status terminateAsync(FunctionId fn, const QByteArray& requestId, bool graceful) = 0;
  /// Attempts of requests of a function between two times that are kept, newest first; empty `requestId` = of all.
  virtual void attempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, Reply<std::vector<InvocationDetail>> reply) = 0;
  /// Newest first, of all functions or of those of one name in any namespace.
  virtual void deadLetters(const QString& name, Reply<QList<DeadLetterInfo>> reply) = 0;
  /// Gives its event to the function again (same request id, all retries), or drops it.
  virtual void settleDeadLetter(int64_t id, bool retry, Reply<Done> reply) = 0;

  /// Kept decisions of the scaling core between two times, oldest first, the last `count`: JSON objects, one a line.
  virtual void decisions(TimeUs from, TimeUs to, int count, Reply<QByteArray> reply) = 0;

  virtual Result<TriggerInfo> createTrigger(const TriggerInfo& trigger) = 0;  ///< urlId and times are filled in
  virtual Status updateTrigger(const TriggerInfo& trigger) = 0;  ///< by its id
  virtual Status deleteTrigger(const TriggerInfo& trigger) = 0;  ///< by its id
  /// What runs the triggers; null where there is none.
  [[nodiscard]] virtual Triggers* triggerRegistry() const { return nullptr; }
  /// The state services; null where there are none.
  [[nodiscard]] virtual Services* services() const { return nullptr; }
  /// What the scaling core was told and has decided; null where nothing is recorded. Its clock shows 0 at this Unix time.
  [[nodiscard]] virtual const scaling::RecordedCore* coreRecording() const { return nullptr; }
  [[nodiscard]] virtual TimeUs coreClockOffsetUs() const { return 0; }
  [[nodiscard]] virtual Layers* layers() const { return nullptr; }
  [[nodiscard]] virtual CustomDomains* customDomains() const { return nullptr; }
  [[nodiscard]] virtual DebugSessions* debugSessions() const { return nullptr; }
  [[nodiscard]] virtual QList<TriggerInfo> triggers(const FunctionKey& key) const = 0;
  [[nodiscard]] virtual const TriggerInfo* triggerByUrl(const QString& urlId) const = 0;

  [[nodiscard]] virtual EngineSettings settings() const = 0;
  /// Works out new settings from the present ones; in force, and replied with, when they are on disk: else nothing has changed.
  /// One such change after the other.
  using SettingsChange = std::function<Result<EngineSettings>(const EngineSettings&)>;
  virtual void changeSettings(SettingsChange change, Reply<EngineSettings> reply) = 0;
  virtual Status setClockScale(double scale) = 0;
  static constexpr double kLeastClockScale = 0.01;  ///< slower than this, engine time stands still for what waits for it
  static constexpr double kMostClockScale = 3600;
  [[nodiscard]] virtual double clockScale() const = 0;
  /// Calls back when all that was changed before is on disk, or with why it is not: a change is acknowledged only then.
  virtual void whenStored(std::function<void(const Status&)> done) { done(Done{}); }
  [[nodiscard]] virtual TimeUs nowUs() const = 0;
  [[nodiscard]] virtual const Metrics& metrics() const = 0;
  [[nodiscard]] virtual EngineStatus status() const = 0;
};

}  // namespace scfdesk
