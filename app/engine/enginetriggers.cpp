// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's triggers: kept, at work, asked about.
#include "app/engine/engine.h"
#include "app/engine/postto.h"
#include "app/engine/service/costhread.h"
#include "app/engine/trigger/triggers.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void Engine::makeTriggers(const StoredState& kept) {
  m_triggers = std::make_unique<Triggers>(Triggers::Parts{
      m_reactor, *this, *m_store, [this](const Error& error) { m_notStored = error; },
      [this](const QString& text) { logEngine(LogLevel::Warn, text); },
      [this](const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done) {
        if (!m_cos) return done(Error{u"FailedOperation.Cos"_s, u"The local COS is not there."_s, u"The status bar says why."_s});
        m_cos->put(bucket, key, content, [this, done = std::move(done)](const Status& put) mutable { postTo(&m_context, [done = std::move(done), put] { done(put); }); });
      },
      [this](InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, Reply<InvokeReply> reply) { pull(std::move(request), std::move(batch), std::move(reply)); },
      [this](uint64_t trigger) {
        if (m_dispatcher) m_dispatcher->leavePulled(trigger);
      }});
  m_triggers->load(kept);
  m_triggers->setDeadLetterKept([this] { m_dispatcher->setDeadLetters(m_dispatcher->deadLetters() + 1); });
  m_dispatcher->setEventHandler([this](const Dispatcher::EventEnd& end) { m_triggers->onEventEnd(end); });
  m_dispatcher->setLogHandler([this](const Invocation& attempt, const LogChunk& log) { m_triggers->onLog(attempt, log); });
}

void Engine::pull(InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, Reply<InvokeReply> reply) {
  const FunctionEntry* entry = nullptr;
  auto ready = checked(std::move(request), &entry);
  if (!ready) return reply(ready.error());
  if (entry->native == "web"_L1) return reply(noEvents(entry->info.key.name));
  m_dispatcher->accept(*entry, std::move(ready.value()), std::move(reply), 0, nullptr, std::move(batch));
}

Result<TriggerInfo> Engine::createTrigger(const TriggerInfo& trigger) {
  if (!m_registry->entry(trigger.function))
    return Error{u"ResourceNotFound.Function"_s, u"There is no function %1 in namespace %2."_s.arg(trigger.function.name, trigger.function.ns), u"ListFunctions names those that exist."_s};
  return m_triggers->create(trigger);
}

Status Engine::updateTrigger(const TriggerInfo& trigger) { return m_triggers->update(trigger); }
Status Engine::deleteTrigger(const TriggerInfo& trigger) { return m_triggers->remove(trigger); }
QList<TriggerInfo> Engine::triggers(const FunctionKey& key) const { return m_triggers->of(key); }
const TriggerInfo* Engine::triggerByUrl(const QString& urlId) const { return m_triggers->byId(urlId); }

}  // namespace scfdesk
