// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/triggers.h"
#include "app/engine/api/apijson.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/trigger/clstrigger.h"
#include "app/engine/trigger/costrigger.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kSaveMs = 1000;  // ledgers: what a kill takes is at most this much of the recent events; the totals are in a file of their own
constexpr auto kLedger = "ledger";

Error noTrigger(const TriggerInfo& t) { return {u"ResourceNotFound.Trigger"_s, u"%1 has no %2 trigger %3."_s.arg(t.function.name, t.type, t.name), {}}; }
}  // namespace

Triggers::Triggers(Parts parts)
    : m_parts(std::move(parts)),
      m_topics(*this),
      m_queues(m_parts.store),
      m_totals(m_parts.store.dataDir().isEmpty() ? QString() : m_parts.store.dataDir() + u"/ledgers"_s) {}
Triggers::~Triggers() = default;

void Triggers::load(const StoredState& kept) {
  m_kept = kept.triggerState;
  m_queues.load(m_kept.value(0));
  m_kept.remove(0);
  std::unordered_map<uint64_t, uint64_t> pending;
  for (const StoredEvent& event : kept.pending)
    if (event.trigger) ++pending[event.trigger];
  for (const TriggerInfo& info : kept.triggers) {
    if (!triggerType(info.type)) continue;  // of another build: it stays on disk
    add(info);
    Trigger* t = trigger(info.urlId);
    t->ledger().restore(this->kept(t->number(), kLedger), pending[t->number()], m_totals.kept(t->number()));
    m_totals.write(t->number(), t->ledger().counts());
  }
}

void Triggers::start() {
  m_started = true;
  for (Trigger* t : all()) t->apply(TriggerInfo(t->info()));
  for (auto& [changes, kept] : std::exchange(m_early, {})) onCosChanges(changes, std::move(kept));
  saveSoon();
}

void Triggers::stop() {
  m_stopped = true;
  if (!std::exchange(m_started, false)) return;
  m_parts.reactor.cancel(m_saveTimer);
  for (const auto& [number, t] : m_all) t->switchOff();
  saveLedgers();
}

void Triggers::saveSoon() {
  m_saveTimer = m_parts.reactor.callAfterMs(kSaveMs, [this] {
    saveLedgers();
    saveSoon();
  });
}

/// At the end of the turn: a run of events at once is one write for each trigger.
void Triggers::writeTotalsSoon() {
  if (std::exchange(m_totalsDue, true)) return;
  m_parts.reactor.callSoon([this, alive = std::weak_ptr(m_alive)] {
    if (!alive.expired()) writeTotals();
  });
}

void Triggers::writeTotals() {
  m_totalsDue = false;
  for (const uint64_t number : m_counted)
    if (const auto it = m_all.find(number); it != m_all.end() && it->second->ledger().takeCounted()) m_totals.write(number, it->second->ledger().counts());
  m_counted.clear();
}

void Triggers::saveLedgers() {
  writeTotals();
  for (const auto& [number, t] : m_all)
    if (t->ledger().takeChanged()) keep(number, kLedger, t->ledger().save());
}

void Triggers::keep(uint64_t trigger, const QByteArray& key, const QByteArray& value, bool synced, Store::Durable done) {
  m_parts.store.saveTriggerState(trigger, key, value, synced, std::move(done));
}

void Triggers::add(const TriggerInfo& info) {
  const TriggerType* type = triggerType(info.type);
  auto made = type->make(*this, info);
  Trigger* t = made.get();
  m_all[t->number()] = std::move(made);
  t->ledger().setCountedHandler([this, number = t->number()] {
    m_counted.push_back(number);
    writeTotalsSoon();
  });
  m_logReaders += type->source == Source::Cls;
  m_cosTriggers += type->source == Source::Cos;
  if (m_started) t->apply(info);
}

void Triggers::drop(const QString& id) {
  const auto it = m_all.find(id.toULongLong(nullptr, 16));
  if (it == m_all.end()) return;
  it->second->switchOff();
  m_kept.remove(it->first);
  m_logReaders -= it->second->type().source == Source::Cls;
  m_cosTriggers -= it->second->type().source == Source::Cos;
  m_totals.remove(it->first);
  m_all.erase(it);
}

Status Triggers::check(const TriggerInfo& wanted) const {
  QList<TriggerInfo> others;
  for (const auto& [number, t] : m_all) others.append(t->info());
  return triggerFits(wanted, others);
}

Result<TriggerInfo> Triggers::create(const TriggerInfo& wanted) {
  TriggerInfo made = wanted;
  made.urlId.clear();
  if (const Status good = check(made); !good) return good.error();
  do made.urlId = QString::fromLatin1(newRequestId().remove(8, 1).left(12));
  while (triggerNumber(made) == 0 || trigger(made.urlId));
  made.added = made.modified = nowUs();
  add(made);
  m_parts.store.saveTrigger(made, [this, id = made.urlId](const Status& stored) {
    if (stored) return;
    drop(id);  // neither kept nor there
    m_parts.notStored(stored.error());
  });
  return made;
}

Status Triggers::update(const TriggerInfo& changed) {
  Trigger* t = trigger(changed.urlId);
  if (!t) return noTrigger(changed);
  if (const Status good = check(changed); !good) return good;
  const TriggerInfo before = t->info();
  TriggerInfo now = before;
  now.desc = changed.desc;
  now.description = changed.description;
  now.customArgument = changed.customArgument;
  now.enabled = changed.enabled;
  now.qualifier = changed.qualifier;
  now.modified = nowUs();
  t->apply(now);
  m_parts.store.saveTrigger(now, [this, before](const Status& stored) {
    if (stored) return;
    if (Trigger* t = trigger(before.urlId)) t->apply(before);
    m_parts.notStored(stored.error());
  });
  return Done{};
}

Status Triggers::remove(const TriggerInfo& gone) {
  Trigger* t = trigger(gone.urlId);
  if (!t) return noTrigger(gone);
  const TriggerInfo info = t->info();
  m_parts.store.removeTrigger(info, [this, info](const Status& stored) {
    if (stored) return;
    if (m_parts.engine.function(info.function)) add(info);
    m_parts.notStored(stored.error());
  });
  drop(info.urlId);
  return Done{};
}

void Triggers::removeOf(const FunctionKey& function) {
  for (const TriggerInfo& t : of(function)) {
    m_parts.store.removeTrigger(t, [](const Status&) {});  // it goes with the function; this takes what it kept
    drop(t.urlId);
  }
}

QList<TriggerInfo> Triggers::of(const FunctionKey& function) const {
  QList<TriggerInfo> list;
  for (const auto& [number, t] : m_all)
    if (t->info().function == function) list.append(t->info());
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return std::tie(a.name, a.added, a.urlId) < std::tie(b.name, b.added, b.urlId); });
  return list;
}

Trigger* Triggers::trigger(uint64_t number) const {
  const auto it = m_all.find(number);
  return it == m_all.end() ? nullptr : it->second.get();
}

Trigger* Triggers::trigger(const QString& id) const {
  Trigger* t = trigger(id.toULongLong(nullptr, 16));
  return t && t->info().urlId == id ? t : nullptr;
}

const TriggerInfo* Triggers::byId(const QString& id) const {
  const Trigger* t = trigger(id);
  return t ? &t->info() : nullptr;
}

QList<Trigger*> Triggers::all() const {
  QList<Trigger*> list;
  for (const auto& [number, t] : m_all) list.append(t.get());
  std::sort(list.begin(), list.end(), [](const Trigger* a, const Trigger* b) { return std::tie(a->info().added, a->info().urlId) < std::tie(b->info().added, b->info().urlId); });
  return list;
}

void Triggers::clockChanged() {
  m_scaled = m_scaled || m_parts.engine.clockScale() != 1;
  for (const auto& [number, t] : m_all) t->clockChanged();
}

void Triggers::zoneChanged() {
  for (const auto& [number, t] : m_all)
    if (t->on() && t->type().source == Source::Timer) t->apply(TriggerInfo(t->info()));
}

EngineControl::Reply<InvokeReply> Triggers::watch(const InvokeRequest& request, EngineControl::Reply<InvokeReply> reply) {
  Label label = std::exchange(m_label, {});
  Trigger* t = trigger(request.trigger);
  if (!t) return reply;
  const TimeUs at = nowUs();
  t->ledger().made(at);
  // An async event is counted before it is kept: what is kept of it is told by the store after a kill.
  if (t->type().mode == InvokeMode::Async && t->ledger().takeCounted()) m_totals.write(t->number(), t->ledger().counts());
  return [this, at, number = request.trigger, event = request.payload, label = std::move(label), reply = std::move(reply)](Result<InvokeReply> result) {
    if (Trigger* t = trigger(number)) {
      TriggerDelivery d = deliveryOf(result, event, label, at);
      if (result) t->ledger().taken(nowUs(), std::move(d));
      else t->ledger().refused(nowUs(), std::move(d));
    }
    if (reply) reply(std::move(result));
  };
}

void Triggers::deadLetter(Trigger& trigger, const QByteArray& event, int records, const InvokeReply& last) {
  const TriggerInfo& info = trigger.info();
  const QByteArray requestId = last.requestId.isEmpty() ? newRequestId() : last.requestId;
  trigger.ledger().givenUp(nowUs(), requestId, records);
  const FunctionInfo* function = m_parts.engine.function(info.function);
  if (!function) return;
  m_parts.store.addDeadLetter({0, info.function,
                               StoredEvent{requestId, function->id, VersionNumber(info.qualifier.toUInt()), info.qualifier, trigger.type().source, nowUs(), 0, 0, event, trigger.number()},
                               last.statusCode, last.result, nowUs()});
  if (m_deadLetterKept) m_deadLetterKept();
}

void Triggers::onEventEnd(const Dispatcher::EventEnd& end) {
  using Step = Dispatcher::EventStep;
  if (Trigger* t = end.trigger ? trigger(end.trigger) : nullptr) {
    if (end.step == Step::Retry) t->ledger().retried(nowUs(), end.attempt.requestId, &end.attempt);
    else t->ledger().ended(nowUs(), end.attempt, end.step == Step::DeadLetter);
  }
  if (end.step == Step::DeadLetter) publishDeadLetter(end);
}

/// A function may send its dead letters to a topic (DeadLetterConfig); they are kept besides.
void Triggers::publishDeadLetter(const Dispatcher::EventEnd& end) {
  const FunctionInfo* function = m_parts.engine.function(end.attempt.function);
  if (!function) return;
  const QString topic = apijson::deadLetterTopic(*function), queue = apijson::deadLetterQueue(*function);
  if (topic.isEmpty() && queue.isEmpty()) return;
  const Invocation& v = end.attempt;
  TopicMessage message;
  message.body = apijson::deadLetterBody({0, function->key, v.requestId, end.qualifier, v.source, v.at.accepted, v.at.replied, v.retryNum, v.statusCode, end.result, end.payload});
  if (!queue.isEmpty()) {
    QList<TopicMessage> one{message};
    if (const Status taken = m_queues.send(queue, one, nowUs(), {}); !taken) m_parts.log(u"A dead letter of %1 did not reach queue %2: %3"_s.arg(function->key.name, queue, taken.error().message));
    return;
  }
  if (const auto taken = m_topics.publish(topic, message); !taken) m_parts.log(u"A dead letter of %1 did not reach topic %2: %3"_s.arg(function->key.name, topic, taken.error().message));
}

void Triggers::putObject(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done) {
  m_parts.putObject(bucket, key, content, std::move(done));
}

void Triggers::onCosChanges(const std::vector<CosChange>& changes, std::function<void()> kept) {
  if (!m_started) {
    // After the end who waits for it asks again of the next engine.
    if (!m_stopped) m_early.emplace_back(changes, std::move(kept));
    return;
  }
  auto owed = std::make_shared<size_t>(1);
  const auto one = [owed, kept = std::move(kept)] {
    if (--*owed == 0) kept();
  };
  for (const CosChange& change : changes) {
    for (Trigger* t : all()) {
      if (t->type().source != Source::Cos) continue;
      ++*owed;
      static_cast<CosTrigger*>(t)->changed(change, one);
    }
  }
  one();
}

void Triggers::onLog(const Invocation& attempt, const LogChunk& log) {
  if (m_logReaders == 0 || log.records.empty()) return;
  const FunctionInfo* function = m_parts.engine.function(attempt.function);
  if (!function) return;
  for (const auto& [number, t] : m_all)
    if (t->type().source == Source::Cls) static_cast<ClsTrigger*>(t.get())->logged(*function, attempt, log);
}

}  // namespace scfdesk
