// SPDX-License-Identifier: GPL-3.0-or-later
// Load runs of the engine: what they fire, and what is kept of them.
#include "app/engine/engine.h"
#include "app/engine/invoke/loadarchive.h"
#include "app/engine/invoke/loadruns.h"
#include "app/engine/invoke/replayevents.h"

namespace scfdesk {

void Engine::makeLoads() {
  m_archive = std::make_unique<LoadArchive>(m_store->dataDir());
  m_replay = std::make_unique<ReplayEvents>([this](InvocationId id, const ReplayEvents::Found& found) {
    invocationDetail(id, [found](const Result<InvocationDetail>& detail) {
      if (detail) found(true, detail->event);
      else found(false, {});
    });
  });
  m_loads = std::make_unique<LoadRuns>(m_reactor, *m_feed, [this](const LoadSpec& spec, uint32_t run, int index) {
    if (!spec.replays()) return fireOfRun(spec, run, spec.payload);
    m_replay->take(run, *spec.recorded, index, [this, spec, run](bool kept, const QByteArray& event) {
      if (!kept) m_loads->substituted(run);
      fireOfRun(spec, run, kept ? event : spec.payload);
    });
  });
  m_loads->setEndedHandler([this](const LoadProgress& run) {
    m_replay->forget(run.run);
    m_archive->keep(run);
  });
}

void Engine::tellLoads() {
  for (const LoadProgress& run : m_archive->runs())
    if (m_registry->entry(run.function)) m_feed->load(run);
}

void Engine::fireOfRun(const LoadSpec& spec, uint32_t run, const QByteArray& event) {
  const FunctionEntry* entry = nullptr;
  InvokeRequest request{spec.function, spec.qualifier, spec.mode, Source::Load, event};
  if (!spec.replays()) fillIn(request);  // a recorded event has had its variables filled in
  auto ready = checked(std::move(request), &entry);
  if (ready) {
    m_dispatcher->accept(*entry, std::move(ready.value()), {}, run);
    return;
  }
  Invocation refused;  // never admitted: counted in the run's tally alone
  refused.loadRun = run;
  refused.statusCode = refusalStatus(ready.error().code);
  m_loads->finished(refused);
}

}  // namespace scfdesk
