// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's debug sessions.
#include "app/engine/debug/debugsessions.h"
#include "app/engine/engine.h"

namespace scfdesk {

void Engine::makeDebugSessions() {
  m_debug = std::make_unique<DebugSessions>(DebugSessions::Parts{
      m_reactor, *m_dispatcher,
      [this](const FunctionKey& key, const QString& qualifier) -> const FunctionEntry* {
        FunctionEntry* base = m_registry->entry(key);
        if (!base || base->info.status != FunctionStatus::Active) return nullptr;
        const auto found = m_registry->resolve(*base, qualifier, {});
        return found ? *found : nullptr;
      },
      [this] { return m_clock.scale(); }});
}

DebugSessions* Engine::debugSessions() const { return m_debug.get(); }

}  // namespace scfdesk
