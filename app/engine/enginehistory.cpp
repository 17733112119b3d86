// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine shows of its earlier runs.
#include "app/engine/engine.h"
#include "app/engine/invoke/history.h"
#include "models/data/limits.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

/// The last minutes of earlier runs come before anything of this one, so that views see time go forward.
void Engine::tellHistory() {
  m_feed->hold();
  const TimeUs from = m_clock.nowUs() - TimeUs(limits::kDetailMinutes) * 60'000'000;
  m_store->readDetail(from, limits::kHistoryRows, limits::kDetailInvocations, [this](Result<std::vector<StoredRun>> runs) {
    if (!runs) {
      setTrouble(u"history"_s, runs.error());
      return m_feed->replay({});
    }
    History history = historyOf(std::move(runs.value()), 1, [this](FunctionId id) { return m_registry->entry(id) != nullptr; });
    m_history = std::move(history.requestIds);
    m_feed->replay(std::move(history.batches));
  });
}

void Engine::querySeconds(TimeUs begin, TimeUs end, Reply<std::vector<SecondSample>> reply) { m_store->readSeconds(begin, end, std::move(reply)); }

}  // namespace scfdesk
