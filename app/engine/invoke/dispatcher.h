// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/invoke/decisionlog.h"
#include "app/engine/invoke/deltafeed.h"
#include "app/engine/invoke/flight.h"
#include "app/engine/invoke/pulledpartitions.h"
#include "app/engine/metrics.h"
#include "app/engine/scaling/recordedcore.h"
#include "app/engine/store/store.h"
#include <deque>
#include <unordered_map>

namespace scfdesk {

/// Drives the scaling core with what really happens, and carries out what it decides: starts, runs, answers, ends.
/// Every admitted event reaches exactly one final state. Engine thread; owned by Engine.
class Dispatcher final : private scaling::Sink, private InstanceListener {
 public:
  struct Parts {
    Reactor& reactor;
    Store& store;
    DeltaFeed& feed;
    Metrics& metrics;
    std::function<FunctionEntry*(FunctionId)> entry;
    /// Made with the first instance: nothing is probed or started before an event needs it.
    std::function<Result<InstanceFactory*>()> factory;
    std::function<const EngineSettings&()> settings;
    /// What state services add to a function's environment, "K=V"; a function's own variables win.
    std::function<QByteArrayList(const FunctionKey&)> environment = {};
    /// False: a folder that its instances are born with was removed. `restore` makes it again.
    std::function<bool(const FunctionEntry&)> foldersThere = {};
    std::function<void(FunctionId unit, std::function<void(const Status&)> done)> restore = {};
  };
  explicit Dispatcher(Parts parts);
  ~Dispatcher() override;

  void configure(const FunctionEntry& entry);   ///< new or changed configuration
  void deploy(FunctionId fn);                    ///< new code: idle instances stop, busy ones finish on the old
  void remove(FunctionId fn);
  void applyLimits();                            ///< settings changed
  /// Provisioned concurrency of a published version, from now on; count 0 = none. It is not stored here: give it again after a
  /// restart. Its state is in counters(): ready and starting against the target, failures in a row.
  void setProvisioned(FunctionId unit, const scaling::Provision& provision);
  /// Timed changes of it (at most scaling::kScheduledTasks), instead of those before.
  void setSchedule(FunctionId unit, const std::vector<scaling::ScheduledProvision>& tasks);
  [[nodiscard]] scaling::FnCounters counters(FunctionId unit) const { return m_core.counters(unit); }
  /// Engine time runs this much faster than real time: a function's own timeouts stay real. Configure all functions after it.
  void setTimeScale(double scale) { m_timeScale = scale; }
  /// What the core was told and has decided, to be replayed.
  [[nodiscard]] const scaling::RecordedCore& core() const { return m_core; }
  void flushDecisions() { m_decisionLog.flush(); }  ///< what was decided until now can be read from the store
  void setPaused(bool paused);
  [[nodiscard]] bool paused() const { return m_paused; }

  /// Requires: entry is Active and the payload was checked. Sync: replies when the run has ended, or with a refusal.
  InvocationId accept(const FunctionEntry& entry, InvokeRequest&& request, EngineControl::Reply<InvokeReply> reply, uint32_t loadRun = 0,
                      std::shared_ptr<WebExchange> web = nullptr, std::unique_ptr<PulledBatch> pulled = nullptr);
  static constexpr int kTailMs = 250;  ///< real time that an early answer waits for the end of its log, when its caller reads that
  /// Batches of this trigger that wait or are to be tried again end as cancelled; those that run go on.
  void leavePulled(uint64_t trigger);
  /// An async event from the store, after a restart.
  void resume(const FunctionEntry& entry, const StoredEvent& event);
  void abandon(InvocationId id);
  /// Interpreters are known now: instances that waited for them are made.
  void interpretersKnown();

  [[nodiscard]] QList<InstanceInfo> instances() const;
  /// Folders that processes which still live see as their code.
  [[nodiscard]] QSet<QString> codeFolders() const;
  [[nodiscard]] FunctionSample gauges(FunctionId fn) const;
  [[nodiscard]] int instanceCount() const { return int(m_instances.size()); }
  [[nodiscard]] int64_t residentBytes() const;   ///< what all instances take from the machine (Instance::hostBytes)
  [[nodiscard]] int queued() const;
  [[nodiscard]] int deadLetters() const { return m_deadLetters; }
  void setDeadLetters(int count) { m_deadLetters = count; }
  /// Async events of a function (over its versions) that were accepted and have not ended.
  [[nodiscard]] int pendingAsync(FunctionId fn) const;
  [[nodiscard]] std::optional<AsyncEventInfo> asyncEvent(const QByteArray& requestId) const;
  [[nodiscard]] QList<AsyncEventInfo> asyncEvents(FunctionId fn) const;
  void eachPendingAsync(const std::function<void(const Invocation&, const QString& qualifier, const QByteArray& payload)>& visit) const;
  /// Ends an async event: kills its run, or (graceful) sends it SIGTERM. False when it is not there.
  bool terminate(FunctionId fn, const QByteArray& requestId, bool graceful);
  [[nodiscard]] bool running() const;            ///< something is being run (for a graceful end)
  /// What a load run wants to know of its events: finished invocations, by run.
  void setFinishedHandler(std::function<void(const Invocation&)> handler) { m_finished = std::move(handler); }
  /// What becomes of async events that a trigger brought, and of every dead letter. Retry: another attempt is to come. `attempt`
  /// is the one that has just ended.
  enum class EventStep : uint8_t { Retry, Done, DeadLetter };
  struct EventEnd {
    EventStep step;
    uint64_t trigger;
    const Invocation& attempt;
    const QString& qualifier;   ///< as it was called
    const QByteArray& payload;
    const QByteArray& result;   ///< or SCF's error object
  };
  void setEventHandler(std::function<void(const EventEnd&)> handler) { m_eventStep = std::move(handler); }
  /// Attempts that have ended, with what they printed. Empty = nobody asks.
  void setLogHandler(std::function<void(const Invocation&, const LogChunk&)> handler) { m_logs = std::move(handler); }
  /// The reply pane's detail while it is in memory.
  [[nodiscard]] const InvocationDetail* detail(InvocationId id) const;
  /// Request id of one of the last limits::kHistoryRows attempts; empty when it is older. The store may still hold its detail.
  [[nodiscard]] QByteArray requestIdOf(InvocationId id) const;
  /// Numbers of this run begin above those that an earlier run's history was given. Requires: nothing was accepted yet.
  void numberFrom(InvocationId first, uint64_t firstLine, InstanceId firstInstance) {
    m_nextInvocation = first;
    m_nextLine = firstLine;
    m_nextInstance = firstInstance;
  }
  /// Who debugs: decides which events an instance under a debugger gets, and is told what becomes of it. Engine thread.
  class DebugGuide {
   public:
    virtual ~DebugGuide() = default;
    /// An event has come for this version: true = it is held until runDebugged() or releaseHeld().
    virtual bool takesEvent(FunctionId unit, uint64_t req, const QByteArray& requestId) = 0;
    virtual void debuggedStarted(InstanceId instance) = 0;        ///< its process is there and waits for loadDebugged()
    virtual void debuggedReady(InstanceId instance) = 0;          ///< its code is loaded
    virtual void debuggedRan(InstanceId instance, int code) = 0;  ///< its event was answered
    /// It could not load, or its process has ended; the instance is gone.
    virtual void debuggedEnded(InstanceId instance, int code, const QByteArray& text) = 0;
    virtual void eventGone(uint64_t req) = 0;                     ///< it was terminated
    virtual void functionGone(FunctionId unit) = 0;
  };
  void setDebugGuide(DebugGuide* guide) { m_guide = guide; }
  /// An instance beside the core: no quota counts it, no limit of time ends it. The debugger inside listens on `port`.
  Result<InstanceId> startDebugged(FunctionId unit, int port, const QString& program);
  void loadDebugged(InstanceId instance);  ///< its code, whose module level runs now
  void runDebugged(InstanceId instance, scaling::ReqId held);
  void stopDebugged(InstanceId instance);
  /// Gives its event a final state (or its next attempt). The instance is gone.
  void endDebugged(scaling::ReqId req, int code, const QByteArray& text);
  /// A held event goes the way of all others.
  void releaseHeld(scaling::ReqId req);
  /// Ends every instance; `done` when the last one is gone.
  void shutdown(std::function<void()> done);

  /// Above this rate a kept row of a successful run carries no event, result and log: at 20,000 runs a second they would be
  /// 60 MB a second of disk. Failed runs always keep theirs.
  static constexpr int kFullRowsPerSecond = 200;

 private:
  // scaling::Sink
  void decide(const scaling::Decision& decision) override;
  // InstanceListener
  void instanceStarted(Instance& instance, BirthWay way) override;
  void instanceReady(Instance& instance) override;
  void instanceInitFailed(Instance& instance, int code, const QByteArray& text) override;
  void instanceAnswered(Instance& instance, InstanceReply&& reply) override;
  void instanceReplied(Instance& instance, InstanceReply&& reply) override;
  void instancePrinted(Instance& instance, QByteArrayView line, bool stderrStream) override;
  void instanceDied(Instance& instance, int code, const QByteArray& text) override;

  void step(scaling::Event event);
  void drain();
  void armCore();
  void carryOut(const scaling::Decision& d);
  void startInstance(const scaling::Decision& d);
  void makeProcess(LiveInstance& live);
  void failStart(scaling::InstId core, int code, const QByteArray& text);
  [[nodiscard]] bool restoreFolders(LiveInstance& live, const FunctionEntry& entry);
  [[nodiscard]] InstanceSpec specOf(LiveInstance& live, const FunctionEntry& entry);
  void arrive(const Flight& flight);
  [[nodiscard]] static scaling::Event arrivalOf(const Flight& flight);
  void takeReply(LiveInstance& live, Flight* flight, InstanceReply&& reply);
  [[nodiscard]] static InvokeReply replyOf(const Flight& flight);
  void settleDebugged(Flight& flight, int code);
  void cancelHeld(Flight& flight);
  void runOn(const scaling::Decision& d);
  void stopInstance(const scaling::Decision& d);
  void dropInstance(LiveInstance& live, bool failed, const QString& reason);
  void reject(const scaling::Decision& d);
  void retry(const scaling::Decision& d);
  void tellRefused(const Flight& flight, const scaling::Decision& d);
  void finish(const scaling::Decision& d, bool deadLetter);
  void closeAttempt(Flight& flight, int code);
  void keepRow(Flight& flight);
  void setState(LiveInstance& live, InstanceState state, bool failed = false, InvocationId invocation = 0, const QString& reason = {});
  void logStart(Flight& flight, InstanceId instance);
  void logRuntime(Flight& flight, const FunctionEntry& entry, InstanceId instance);
  void logLine(Flight& flight, LogLevel level, QByteArrayView text, InstanceId instance);
  void tellDecision(const scaling::Decision& d);
  void measureInstances();
  void sampleTick();
  void freezeIdle();
  void freezeNow(LiveInstance& l);
  [[nodiscard]] scaling::FnConfig coreConfig(const FunctionEntry& entry) const;
  LiveInstance* live(scaling::InstId id);
  LiveInstance* live(const Instance& instance);
  Flight* flight(scaling::ReqId req);
  /// The function that this number, of it or of one of its versions, belongs to.
  [[nodiscard]] FunctionId baseOf(FunctionId unit) const;
  static AsyncEventInfo asyncInfo(const Flight& flight);
  void landed(const Flight& flight);  ///< an async event has ended

  Parts m_parts;
  DecisionLog m_decisionLog;
  scaling::RecordedCore m_core;
  std::vector<scaling::Decision> m_decisions;
  bool m_draining = false;
  bool m_paused = false;
  double m_timeScale = 1;
  int64_t m_coreDeadline = scaling::kNever;
  Reactor::TimerId m_coreTimer = 0;
  Reactor::TimerId m_sampleTimer = 0;
  std::unordered_map<scaling::ReqId, std::unique_ptr<Flight>> m_flights;
  std::unordered_map<InstanceId, std::unique_ptr<LiveInstance>> m_instances;
  std::unordered_map<scaling::InstId, InstanceId> m_byCore;
  std::unordered_map<FunctionId, int> m_throttledSinceSample;
  std::unordered_map<FunctionId, int> m_pendingAsync;
  PulledPartitions m_pulled;
  std::unordered_map<FunctionId, bool> m_sampled;  ///< had instances or a queue at the last sample
  std::vector<InstanceId> m_waitingForInterpreter;
  std::map<InvocationId, InvocationDetail> m_details;
  int64_t m_detailBytes = 0;
  std::deque<std::pair<InvocationId, QByteArray>> m_requestIds;  ///< of finished attempts, in the order of their ends
  std::function<void(const Invocation&)> m_finished;
  std::function<void(const EventEnd&)> m_eventStep;
  std::function<void(const Invocation&, const LogChunk&)> m_logs;
  std::function<void()> m_shutdownDone;
  DebugGuide* m_guide = nullptr;
  scaling::ReqId m_nextReq = 1;
  InvocationId m_nextInvocation = 1;
  InstanceId m_nextInstance = 1;
  uint64_t m_nextLine = 1;
  uint64_t m_nextDecision = 1;
  int m_deadLetters = 0;
  int m_ending = 0;             ///< processes whose end is under way
  int64_t m_rowWindow = 0;
  int m_rowsInWindow = 0;
  bool m_closing = false;
};

}  // namespace scfdesk
