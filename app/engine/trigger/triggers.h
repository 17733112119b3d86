// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/invoke/dispatcher.h"
#include "app/engine/service/cosjournal.h"
#include "app/engine/trigger/ledgerfile.h"
#include "app/engine/trigger/localqueues.h"
#include "app/engine/trigger/topictrigger.h"
#include <atomic>

namespace scfdesk {

/// All triggers of the engine: kept in the store, at work while they are enabled, each with its ledger. Engine thread; owned by
/// Engine.
class Triggers final {
 public:
  struct Parts {
    Reactor& reactor;
    EngineControl& engine;
    Store& store;
    /// A kept change could not be written: the next acknowledgement says so.
    std::function<void(const Error&)> notStored;
    std::function<void(const QString&)> log;  ///< a warning of the engine's own
    /// Puts an object into the local COS; `done` on the engine thread.
    std::function<void(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done)> putObject;
    /// A batch for the scaling core, which keeps the order of its partition; the reply is that of its last attempt.
    std::function<void(InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, EngineControl::Reply<InvokeReply> reply)> pull = {};
    /// Those of a trigger that don't run end as cancelled.
    std::function<void(uint64_t trigger)> leavePulled = {};
  };
  explicit Triggers(Parts parts);
  ~Triggers();

  /// What earlier runs kept. Nothing makes events before start().
  void load(const StoredState& kept);
  /// The functions are there: enabled ones begin.
  void start();
  /// No new events; the ledgers are written.
  void stop();

  Result<TriggerInfo> create(const TriggerInfo& wanted);
  /// By its id: qualifier, desc, description, custom argument, enabled.
  Status update(const TriggerInfo& changed);
  Status remove(const TriggerInfo& trigger);
  void removeOf(const FunctionKey& function);
  [[nodiscard]] QList<TriggerInfo> of(const FunctionKey& function) const;  ///< by name
  [[nodiscard]] const TriggerInfo* byId(const QString& id) const;
  [[nodiscard]] Trigger* trigger(const QString& id) const;
  [[nodiscard]] Trigger* trigger(uint64_t number) const;
  [[nodiscard]] QList<Trigger*> all() const;  ///< in the order of their making
  void clockChanged();
  void zoneChanged();

  /// Wraps the reply of a request that names a trigger, so that its ledger hears of it. `note`, `records`: of deliver().
  EngineControl::Reply<InvokeReply> watch(const InvokeRequest& request, EngineControl::Reply<InvokeReply> reply);
  /// Of the dispatcher.
  void onEventEnd(const Dispatcher::EventEnd& end);

  /// Of the local COS, once it listens: "http://127.0.0.1:9701".
  void setCosAddress(const QByteArray& address) { m_cosAddress = address; }
  [[nodiscard]] QByteArray cosAddress() const { return m_cosAddress; }
  /// `kept` is called when the events that the changes make are on the disk, or refused; never when the engine ends before.
  void onCosChanges(const std::vector<CosChange>& changes, std::function<void()> kept);
  /// False: no change of an object concerns anybody. Any thread.
  [[nodiscard]] bool watchesCos() const { return m_cosTriggers.load(std::memory_order_acquire) > 0; }
  /// What happened to objects lately, and what it fired. Any thread.
  [[nodiscard]] CosJournal& cosJournal() { return m_cosJournal; }
  /// The same as JSON: {"events":[{"atMs","event","bucket","key","bytes","fired":[{"namespace","function","requestId","invocation",
  /// "statusCode","message"}]}]}, newest first; without a requestId nothing was taken.
  [[nodiscard]] QByteArray cosEvents() const;
  /// Of the dispatcher: an attempt with what it printed.
  void onLog(const Invocation& attempt, const LogChunk& log);
  [[nodiscard]] Topics& topics() { return m_topics; }
  [[nodiscard]] LocalQueues& queues() { return m_queues; }

  // For triggers
  void putObject(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done);
  /// The engine's clock has run at another speed than the wall's since the start.
  [[nodiscard]] bool clockScaled() const { return m_scaled; }
  [[nodiscard]] Reactor& reactor() const { return m_parts.reactor; }
  [[nodiscard]] EngineControl& engine() const { return m_parts.engine; }
  [[nodiscard]] TimeUs nowUs() const { return m_parts.reactor.clock().nowUs(); }
  /// What a trigger kept under a key of its own, as it was when the engine started; and to keep something now. "ledger" is taken.
  [[nodiscard]] QByteArray kept(uint64_t trigger, const QByteArray& key) const { return m_kept.value(trigger).value(key); }
  void keep(uint64_t trigger, const QByteArray& key, const QByteArray& value, bool synced = false, Store::Durable done = {});
  /// Of an event that deliver() is giving away.
  struct Label {
    QByteArray note;
    int records = 1;
  };
  void setLabel(Label label) { m_label = std::move(label); }
  /// Of Trigger::pull(). Every attempt is shown by the ledger, which counts nothing else of a pull trigger.
  void pull(InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, const Label& label, EngineControl::Reply<InvokeReply> reply);
  void leavePulled(const Trigger& trigger) const;
  /// An event that a pull trigger gives up goes to the dead letters. `last`: of its last attempt.
  void deadLetter(Trigger& trigger, const QByteArray& event, int records, const InvokeReply& last);
  void setDeadLetterKept(std::function<void()> kept) { m_deadLetterKept = std::move(kept); }
  /// host:port of the built-in CKafka; empty while it does not run.
  [[nodiscard]] QByteArray kafkaAddress() const { return m_kafkaAddress ? m_kafkaAddress() : QByteArray(); }
  /// How a Redis of Services is reached: {"host","port","user","password"}; empty while it does not run.
  [[nodiscard]] QByteArray redisConnection(const QString& service) const { return m_redisConnection ? m_redisConnection(service) : QByteArray(); }
  void setRedisConnection(std::function<QByteArray(const QString&)> connection) { m_redisConnection = std::move(connection); }
  void setKafkaAddress(std::function<QByteArray()> address) { m_kafkaAddress = std::move(address); }

 private:
  void add(const TriggerInfo& info);
  void drop(const QString& id);
  void saveLedgers();
  void saveSoon();
  void writeTotals();
  void writeTotalsSoon();
  void publishDeadLetter(const Dispatcher::EventEnd& end);
  [[nodiscard]] static TriggerDelivery deliveryOf(const Result<InvokeReply>& result, const QByteArray& event, const Label& label, TimeUs at);
  [[nodiscard]] Status check(const TriggerInfo& wanted) const;

  Parts m_parts;
  QHash<uint64_t, QHash<QByteArray, QByteArray>> m_kept;
  std::function<void()> m_deadLetterKept;
  std::function<QByteArray()> m_kafkaAddress;
  std::function<QByteArray(const QString&)> m_redisConnection;
  Topics m_topics;
  LocalQueues m_queues;
  QByteArray m_cosAddress;
  CosJournal m_cosJournal;
  Label m_label;
  LedgerFile m_totals;
  bool m_totalsDue = false;
  std::vector<uint64_t> m_counted;  ///< whose totals have changed since they were written
  std::shared_ptr<char> m_alive = std::make_shared<char>();  ///< for what is called later
  std::unordered_map<uint64_t, std::unique_ptr<Trigger>> m_all;  ///< after what triggers use to their end
  int m_logReaders = 0;
  std::atomic<int> m_cosTriggers = 0;
  Reactor::TimerId m_saveTimer = 0;
  std::vector<std::pair<std::vector<CosChange>, std::function<void()>>> m_early;  ///< changes before start()
  bool m_started = false, m_stopped = false;
  bool m_scaled = false;
};

}  // namespace scfdesk
