// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's triggers: kept, at work, asked about.
#include "app/engine/engine.h"
#include "app/engine/trigger/triggers.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void Engine::makeTriggers(const StoredState& kept) {
  m_triggers = std::make_unique<Triggers>(Triggers::Parts{m_reactor, *this, *m_store, [this](const Error& error) { m_notStored = error; }});
  m_triggers->load(kept);
  m_triggers->setDeadLetterKept([this] { m_dispatcher->setDeadLetters(m_dispatcher->deadLetters() + 1); });
  m_dispatcher->setEventHandler([this](const Dispatcher::EventEnd& end) { m_triggers->onEventEnd(end); });
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
