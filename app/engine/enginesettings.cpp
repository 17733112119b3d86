// SPDX-License-Identifier: GPL-3.0-or-later
// What can be set in the engine while it runs. A change is in force when it is on disk: neither or both.
#include "app/engine/engine.h"
#include "app/engine/trigger/triggers.h"
#include "app/engine/api/endpoint.h"
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

Status Engine::checkSettings(const EngineSettings& settings) const {
  for (auto it = settings.interpreters.begin(); it != settings.interpreters.end(); ++it) {
    if (m_settings.interpreters.value(it.key()) == it.value()) continue;
    const auto& found = m_registry->interpreters();
    const QString real = QFileInfo(it.value()).canonicalFilePath();
    const bool known = std::any_of(found.begin(), found.end(), [&](const Interpreter& i) { return i.family == it.key() && (i.path == it.value() || i.path == real); });
    if (!known && m_registry->interpretersKnown())
      return Error{u"InvalidParameterValue"_s, u"interpreters.%1: %2 is no interpreter of this family that was found on this machine."_s.arg(it.key(), it.value()),
                   u"The families are python3 and nodejs."_s};
  }
  return Done{};
}

void Engine::changeSettings(SettingsChange change, Reply<EngineSettings> reply) {
  m_changes.push([this, change = std::move(change), reply = std::move(reply)](const ChangeQueue::Next& next) {
    auto wanted = change(m_settings);
    const Status good = wanted ? checkSettings(*wanted) : Status(wanted.error());
    if (!good) {
      reply(good.error());
      return next();
    }
    m_store->saveSettings(*wanted, [this, wanted = *wanted, reply, next](const Status& stored) {
      if (stored) applySettings(wanted);
      reply(stored ? Result<EngineSettings>(m_settings) : Result<EngineSettings>(stored.error()));
      next();
    });
  });
}

void Engine::applySettings(const EngineSettings& settings) {
  const EngineSettings before = std::exchange(m_settings, settings);
  m_dispatcher->applyLimits();
  applyPrepared();
  for (const auto& [id, entry] : m_registry->all()) m_dispatcher->configure(*entry);
  if (before.interpreters != settings.interpreters && m_registry->interpretersKnown()) m_registry->setInterpreters(m_registry->interpreters(), settings.interpreters);
  keepHistory();
  if (before.timerZone != settings.timerZone) m_triggers->zoneChanged();
  for (const auto& [id, entry] : m_registry->all()) {
    if (entry->info.version > 0) continue;
    m_feed->function(entry->info);
    m_feed->sample(m_dispatcher->gauges(id));
  }
}

void Engine::changeOverrides(const FunctionKey& key, OverridesChange change, Reply<FunctionOverrides> reply) {
  m_changes.push([this, key, change = std::move(change), reply = std::move(reply)](const ChangeQueue::Next& next) {
    m_registry->changeOverrides(key, change, [reply, next](const Result<FunctionOverrides>& changed) {
      reply(changed);
      next();
    });
  });
}

void Engine::whenStored(std::function<void(const Status&)> done) {
  m_store->whenWritten([this, done = std::move(done)](const Status& written) {
    // The store answers in order: a change before this one that failed has said so by now.
    const Error failed = std::exchange(m_notStored, {});
    done(failed.code.isEmpty() ? written : Status(failed));
  });
}

Status Engine::setClockScale(double scale) {
  if (!(scale >= kLeastClockScale && scale <= kMostClockScale)) return Error{u"InvalidParameterValue"_s, u"scale: 0.01 to 3600 is wanted"_s, {}};
  m_clock.setScale(scale);
  m_endpoint->clockChanged();
  m_dispatcher->setTimeScale(scale);
  m_dispatcher->applyLimits();  // schedules follow the clock
  for (const auto& [id, entry] : m_registry->all()) m_dispatcher->configure(*entry);
  m_reactor.rearm();
  m_triggers->clockChanged();
  return Done{};
}

}  // namespace scfdesk
