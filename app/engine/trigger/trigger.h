// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/triggerledger.h"
#include "app/engine/trigger/triggertypes.h"

namespace scfdesk {

/// What can be done from here about a trigger in trouble.
enum class Remedy : uint8_t {
  None,         ///< nothing: it goes on by itself when its source is well
  StartCkafka,  ///< start that service of this engine
  StartRedis,
  Again,        ///< off and on: what it stands at is tried again
};

/// One kept trigger at work: makes events of what happens at its source and gives them to its function. Types derive from it
/// and override what they need; a push one is called by its source, a pull one polls between start() and stop(). Engine thread;
/// owned by Triggers. What it asks of the outside it asks of `host()`: clock, timers, store, function.
class Trigger {
 public:
  using Reply = EngineControl::Reply<InvokeReply>;
  Trigger(Triggers& host, const TriggerInfo& info);
  virtual ~Trigger();
  Trigger(const Trigger&) = delete;
  Trigger& operator=(const Trigger&) = delete;

  [[nodiscard]] const TriggerInfo& info() const { return m_info; }
  [[nodiscard]] const TriggerType& type() const { return m_type; }
  [[nodiscard]] uint64_t number() const { return m_number; }
  [[nodiscard]] TriggerLedger& ledger() { return m_ledger; }
  [[nodiscard]] const TriggerLedger& ledger() const { return m_ledger; }
  [[nodiscard]] bool on() const { return m_on; }
  /// Why its source gives nothing; empty when all is well.
  [[nodiscard]] const QString& trouble() const { return m_trouble; }
  [[nodiscard]] Remedy remedy() const { return m_remedy; }

  /// On or off as its information says; after a change of it off and on again.
  void apply(const TriggerInfo& info);
  void switchOff();
  /// Off and on again when it is on: what it stands at is tried again.
  void again();

  /// The engine's clock runs at another speed.
  virtual void clockChanged() {}
  /// An event from the source down the same path, now, also when the trigger is off. `what`: a JSON object of the type's own, or
  /// empty for a sample. The reply comes when the event is taken (async) or was run (sync).
  virtual void fire(const QByteArray& what, Reply reply) = 0;
  /// What is known of the source: a JSON object ("next", "lag", ...), shown as "about" by /-/triggers.
  [[nodiscard]] virtual QByteArray about() const { return "{}"; }
  /// Where the source can be reached: a path below the endpoint, or empty.
  [[nodiscard]] virtual QByteArray path() const { return {}; }

  /// An event for the function. `note`: a JSON object for the list of recent ones.
  void deliver(QByteArray&& event, Reply reply = {}, const QByteArray& note = {}, int records = 1);
  /// A batch that a pull trigger has from `partition` of its source, beginning at `offset`. The scaling core runs it after those before
  /// it, tries it again up to `retries` times after execution errors (`failed` hears of each), for ever after refusals. `reply`: what
  /// became of it in the end, or why it was not taken. The trigger counts in the ledger by itself.
  struct Batch {
    int32_t partition = 0;
    int64_t offset = 0;
    int retries = 0;
    QByteArray note;
    int records = 1;
  };
  void pull(QByteArray&& event, const Batch& batch, std::function<void(const InvokeReply&)> failed, Reply reply);
  void countRetry(const QByteArray& requestId = {});

 protected:
  /// Begins to make events; called with it off. A pull trigger reads what it kept by Triggers::kept() and starts to poll.
  virtual void start() {}
  virtual void stop() {}
  [[nodiscard]] Triggers& host() const { return m_host; }
  void setTrouble(const QString& trouble, Remedy remedy = Remedy::None) {
    m_trouble = trouble;
    m_remedy = remedy;
  }

 private:
  [[nodiscard]] InvokeRequest requestOf(QByteArray&& event) const;
  Triggers& m_host;
  TriggerInfo m_info;
  const TriggerType& m_type;
  const uint64_t m_number;
  TriggerLedger m_ledger;
  QString m_trouble;
  Remedy m_remedy = Remedy::None;
  bool m_on = false;
};

template <typename T>
std::unique_ptr<Trigger> makeTrigger(Triggers& host, const TriggerInfo& info) {
  return std::make_unique<T>(host, info);
}

}  // namespace scfdesk
