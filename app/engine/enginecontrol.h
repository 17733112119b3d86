// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include "models/data/settings.h"
#include <functional>
#include <optional>

namespace scfdesk {

/// A trigger as the Cloud API shows it. In this engine: type "http" (function URL).
struct TriggerInfo {
  FunctionKey function;
  QString name;
  QString type;          ///< "http"
  QString qualifier;
  QString desc;          ///< TriggerDesc as given back (JSON text)
  QString description;
  bool enabled = true;
  QString urlId;         ///< /url/<urlId>
  TimeUs added = 0;
  TimeUs modified = 0;
};

/// Counters for /metrics. Histogram bounds in seconds are in metrics.h.
class Metrics;

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
  virtual Status setOverrides(const FunctionKey& key, const FunctionOverrides& overrides) = 0;

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
  /// The sync caller went away: its invocation is cancelled (499) if it still waits; a running one goes on.
  virtual void abandon(InvocationId id) = 0;

  virtual Result<TriggerInfo> createTrigger(const TriggerInfo& trigger) = 0;  ///< urlId and times are filled in
  virtual Status deleteTrigger(const FunctionKey& key, const QString& type, const QString& name) = 0;
  [[nodiscard]] virtual QList<TriggerInfo> triggers(const FunctionKey& key) const = 0;
  [[nodiscard]] virtual const TriggerInfo* triggerByUrl(const QString& urlId) const = 0;

  [[nodiscard]] virtual EngineSettings settings() const = 0;
  virtual Status setSettings(const EngineSettings& settings) = 0;
  virtual Status setClockScale(double scale) = 0;
  /// Calls back when all that was changed before is on disk, or with why it is not: a change is acknowledged only then.
  virtual void whenStored(std::function<void(const Status&)> done) { done(Done{}); }
  [[nodiscard]] virtual TimeUs nowUs() const = 0;
  [[nodiscard]] virtual const Metrics& metrics() const = 0;
  [[nodiscard]] virtual EngineStatus status() const = 0;
};

}  // namespace scfdesk
