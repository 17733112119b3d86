// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/changequeue.h"
#include "app/engine/enginecontrol.h"
#include "app/engine/instance/instance.h"
#include "app/engine/invoke/dispatcher.h"
#include "app/engine/invoke/functionregistry.h"
#include "app/engine/invoke/loadruns.h"
#include "app/engine/machineload.h"
#include "app/engine/metrics.h"
#include <QMap>
#include <QThreadPool>

namespace scfdesk {

class CosThread;
class Endpoint;
class EngineServices;
class LoadArchive;
class ReplayEvents;
class Triggers;
class Layers;
class CustomDomains;
class DebugSessions;
struct LayerRef;

struct EngineOptions {
  QString dataDir;
  QString host = QStringLiteral("127.0.0.1");
  int port = -1;              ///< -1 = the setting's, and the next free one when it is taken; 0 = any free one
  bool exactPort = false;     ///< a port given explicitly: refused when taken
  QString resourceDir;        ///< runtimes/, samples/
  QString spawnerProgram;
  QString secretId, secretKey;///< empty = those of the data folder
  bool samples = false;       ///< a new data folder gets the sample functions
  int webBodyMb = 6;          ///< largest body of a request to a web function
  QStringList services;       ///< state services that the console starts with the engine
  LogLevel logLevel = LogLevel::Info; ///< of the program's own lines on stderr; Platform lines count as Info
};

/// The embedded engine: composes its parts and answers what is asked of it. Makes no decision of its own.
/// Lives on the engine thread from open() on; owned by EngineThread. `context` is a QObject of that thread for posts.
class Engine final : public EngineControl {
 public:
  /// Opens the data folder, listens, resumes what is pending. On the engine thread, whose Qt event loop drives it.
  static Result<std::unique_ptr<Engine>> open(const EngineOptions& options);
  ~Engine() override;

  [[nodiscard]] int port() const { return m_port; }
  /// Of the local COS; 0 when it could not start (the status says why).
  [[nodiscard]] int cosPort() const { return m_cosPort; }
  [[nodiscard]] QString secretId() const { return m_secretId; }
  [[nodiscard]] QString secretKey() const { return m_secretKey; }
  [[nodiscard]] bool newDataDir() const { return m_newDataDir; }
  [[nodiscard]] DeltaFeed& feed() { return *m_feed; }
  /// Everything that exists, for a console that begins to read.
  void tellAll();
  /// No new events; running ones get up to `graceMs`; everything is stored; no process stays. Then `done`.
  void shutdown(int graceMs, std::function<void()> done);

  // EngineControl
  void createFunction(const CreateFunction& request, Reply<FunctionInfo> reply) override;
  void updateConfig(const UpdateConfig& request, Reply<FunctionInfo> reply) override;
  void updateCode(const UpdateCode& request, Reply<FunctionInfo> reply) override;
  void deleteFunction(const FunctionKey& key, Reply<Done> reply) override;
  void changeOverrides(const FunctionKey& key, OverridesChange change, Reply<FunctionOverrides> reply) override;
  void copyFunction(const CopyRequest& request, Reply<FunctionInfo> reply) override;
  void publishVersion(const FunctionKey& key, const std::optional<QString>& description, Reply<FunctionInfo> reply) override;
  void deleteVersion(const FunctionKey& key, VersionNumber version, bool force, Reply<Done> reply) override;
  void saveAlias(const FunctionKey& key, const AliasInfo& alias, bool create, Reply<AliasInfo> reply) override;
  void deleteAlias(const FunctionKey& key, const QString& name, Reply<Done> reply) override;
  void setAsyncConfig(const FunctionKey& key, const AsyncConfig& config, Reply<Done> reply) override;
  void setReserved(const FunctionKey& key, std::optional<int> memoryMb, Reply<Done> reply) override;
  void setProvisioned(const FunctionKey& key, VersionNumber version, const std::optional<ProvisionedConfig>& config, Reply<Done> reply) override;
  [[nodiscard]] std::optional<ProvisionedState> provisioned(const FunctionInfo& version) const override;
  void readCode(const FunctionInfo& version, Reply<QByteArray> reply) override;
  void readEntryFile(const FunctionInfo& version, Reply<QByteArray> reply) override;
  void createNamespace(const NamespaceInfo& ns, Reply<Done> reply) override;
  void updateNamespace(const QString& name, const QString& description, Reply<Done> reply) override;
  void deleteNamespace(const QString& name, Reply<Done> reply) override;
  [[nodiscard]] const FunctionInfo* version(const FunctionInfo& function, VersionNumber number) const override;
  [[nodiscard]] const FunctionInfo* function(const FunctionKey& key) const override;
  [[nodiscard]] const FunctionInfo* function(FunctionId id) const override;
  [[nodiscard]] QList<FunctionInfo> functions(const QString& ns) const override;
  [[nodiscard]] QList<NamespaceInfo> namespaces() const override { return m_namespaces; }
  [[nodiscard]] QList<InstanceInfo> instances() const override;
  [[nodiscard]] FunctionSample gauges(FunctionId id) const override;
  InvocationId invoke(InvokeRequest&& request, Reply<InvokeReply> reply) override;
  InvocationId serveWeb(InvokeRequest&& request, const std::shared_ptr<WebExchange>& exchange, Reply<InvokeReply> reply) override;
  void abandon(InvocationId id) override;
  void asyncEvent(const QByteArray& requestId, Reply<AsyncEventInfo> reply) override;
  void asyncEvents(FunctionId fn, Reply<QList<AsyncEventInfo>> reply) override;
  void eachPendingAsync(const std::function<void(const Invocation&, const QString& qualifier, const QByteArray& payload)>& visit) const override;
  Status terminateAsync(FunctionId fn, const QByteArray& requestId, bool graceful) override;
  void attempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, Reply<std::vector<InvocationDetail>> reply) override;
  void deadLetters(const QString& name, Reply<QList<DeadLetterInfo>> reply) override;
  void settleDeadLetter(int64_t id, bool retry, Reply<Done> reply) override;
  void decisions(TimeUs from, TimeUs to, int count, Reply<QByteArray> reply) override;
  Result<TriggerInfo> createTrigger(const TriggerInfo& trigger) override;
  Status updateTrigger(const TriggerInfo& trigger) override;
  Status deleteTrigger(const TriggerInfo& trigger) override;
  [[nodiscard]] QList<TriggerInfo> triggers(const FunctionKey& key) const override;
  [[nodiscard]] const TriggerInfo* triggerByUrl(const QString& urlId) const override;
  [[nodiscard]] Triggers* triggerRegistry() const override { return m_triggers.get(); }
  [[nodiscard]] const scaling::RecordedCore* coreRecording() const override { return &m_dispatcher->core(); }
  [[nodiscard]] TimeUs coreClockOffsetUs() const override { return m_clock.nowUs() - m_clock.nowNs() / 1000; }
  [[nodiscard]] Layers* layers() const override { return m_layers.get(); }
  [[nodiscard]] CustomDomains* customDomains() const override { return m_customDomains.get(); }
  [[nodiscard]] DebugSessions* debugSessions() const override;
  [[nodiscard]] EngineSettings settings() const override { return m_settings; }
  void changeSettings(SettingsChange change, Reply<EngineSettings> reply) override;
  Status setClockScale(double scale) override;
  [[nodiscard]] double clockScale() const override { return m_clock.scale(); }
  void whenStored(std::function<void(const Status&)> done) override;
  [[nodiscard]] TimeUs nowUs() const override { return m_clock.nowUs(); }
  [[nodiscard]] const Metrics& metrics() const override { return m_metrics; }
  [[nodiscard]] EngineStatus status() const override { return m_status; }

  [[nodiscard]] Services* services() const override;

  // What the console asks beyond that
  /// Starts state services by name and waits for them at most `limitMs`; what is not there is explained on stderr.
  void startServices(const QStringList& names, int limitMs, std::function<void()> done);
  /// Called once: when the samples of a new data folder are there, or now.
  void whenSamplesMade(std::function<void()> done);
  /// Those that run, with their connections: the ready line's `services`.
  [[nodiscard]] QByteArray runningServices() const;
  /// Endpoint::ask().
  void ask(const QByteArray& method, const QByteArray& target, const QByteArray& action, const QByteArray& body,
           std::function<void(int status, const QByteArray& body)> done);
  void querySeconds(TimeUs begin, TimeUs end, Reply<std::vector<SecondSample>> reply);
  void findHandlers(const CodeInput& code, Reply<QStringList> reply);
  Result<uint32_t> startLoad(const LoadSpec& spec);
  void stopLoad(uint32_t run) { m_loads->stop(run); }
  void setPaused(bool paused);
  void invocationDetail(InvocationId id, Reply<InvocationDetail> reply);
  void savedEvents(const FunctionKey& key, Reply<QList<SavedEvent>> reply);
  void saveEvent(const SavedEvent& event, Reply<Done> reply);
  void deleteEvent(const FunctionKey& key, const QString& name, Reply<Done> reply);
  [[nodiscard]] int pendingEvents(const FunctionKey& key) const;
  [[nodiscard]] QList<InterpreterChoice> interpreterChoices() const;

 private:
  explicit Engine(const EngineOptions& options);
  Status start();
  void makeParts();
  void startCos();
  void makeServices();
  void makeResources(const StoredState& kept);  ///< layers and custom domains
  void startLayers();
  void makeDebugSessions();
  /// Calls back when the layers that `extras` bind are there to be mounted, at once when it binds none.
  void withLayers(const QHash<QString, QString>& extras, std::function<void(const Status&)> then);
  void makeLoads();
  void tellLoads();  ///< the kept ones, to the views
  void fireOfRun(const LoadSpec& spec, uint32_t run, const QByteArray& event);
  /// Calls back when a package and these layers are known to fit together; at once when there is one of them alone.
  void withRoom(const CodeInput& code, const QList<LayerRef>& refs, std::function<void(const Status&)> then);
  void withRoomIn(const QString& folder, const QList<LayerRef>& refs, std::function<void(const Status&)> then);
  void makeTriggers(const StoredState& kept);  ///< nothing fires before the functions are there
  void resumePending(const std::vector<StoredEvent>& pending);
  void provision(const FunctionInfo& version);  ///< tells the dispatcher what is kept of it
  void lookForInterpreters();
  [[nodiscard]] Status checkSettings(const EngineSettings& settings) const;
  void applySettings(const EngineSettings& settings);
  void keepHistory();
  void collectPackagesSoon();
  [[nodiscard]] bool foldersThere(const FunctionEntry& entry) const;
  void restoreFolders(FunctionId unit, std::function<void(const Status&)> done);
  [[nodiscard]] static Error noEvents(const QString& webFunction);
  void pull(InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, Reply<InvokeReply> reply);
  void collectPackages();
  void addSamples();
  void oneSampleLess();
  Result<InstanceFactory*> instanceFactory();
  void applyPrepared();
  [[nodiscard]] QList<NamespaceInfo>::iterator namespaceOf(const QString& name);
  /// Fills in the variables of a test event that the console or a load run fires.
  void fillIn(InvokeRequest& request);
  Result<InvokeRequest> checked(InvokeRequest&& request, const FunctionEntry** entry) const;
  void statusTick();
  void tellHistory();
  void logEngine(LogLevel level, const QString& text);
  void setTrouble(const QString& source, const Error& error);
  void takeDownWhenIdle(int64_t deadlineNs, std::function<void()> done);

  EngineOptions m_options;
  SystemClock m_clock;
  Reactor m_reactor;
  QObject m_context;
  EngineSettings m_settings;
  Metrics m_metrics;
  std::unique_ptr<Store> m_store;
  std::unique_ptr<DeltaFeed> m_feed;
  std::unique_ptr<FunctionRegistry> m_registry;
  std::unique_ptr<InstanceFactory> m_factory;
  std::unique_ptr<Dispatcher> m_dispatcher;
  std::unique_ptr<LoadRuns> m_loads;
  std::unique_ptr<ReplayEvents> m_replay;
  std::unique_ptr<LoadArchive> m_archive;
  std::unique_ptr<Endpoint> m_endpoint;
  std::unique_ptr<CosThread> m_cos;
  std::unique_ptr<EngineServices> m_services;
  QThreadPool m_workers;
  QList<NamespaceInfo> m_namespaces;
  std::unique_ptr<Triggers> m_triggers;
  std::unique_ptr<Layers> m_layers;
  std::unique_ptr<CustomDomains> m_customDomains;
  std::unique_ptr<DebugSessions> m_debug;
  EngineStatus m_status;
  QMap<QString, QString> m_troubles;
  QHash<FunctionId, int64_t> m_counters;      ///< {{counter}} of test events, by function
  QHash<InvocationId, QByteArray> m_history;  ///< request ids of what earlier runs did and the console shows
  ChangeQueue m_changes;
  Error m_notStored;  ///< of a change that whenStored() will answer for
  Reactor::TimerId m_collectTimer = 0;
  QString m_secretId, m_secretKey;
  LogChunk m_early;  ///< own lines from before a console read them; a handful
  MachineLoad m_load;
  int m_port = 0;
  int m_cosPort = 0;
  bool m_newDataDir = false;
  qsizetype m_samplesLeft = 0;  ///< to be made
  std::function<void()> m_samplesMade;
  bool m_closing = false;
};

}  // namespace scfdesk
