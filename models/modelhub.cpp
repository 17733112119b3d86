// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelhub.h"
#include "models/decisionhistory.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/logstore.h"
#include "models/queryfilter.h"
#include "models/secondshistory.h"
#include "models/selection.h"
#include "models/series.h"
#include "models/timeline.h"
#include "models/timestate.h"

namespace scfdesk {

namespace {
constexpr TimeUs kTotalsEvery = 1'000'000;
}

ModelHub::ModelHub(Backend& backend, QObject* parent)
    : QObject(parent),
      m_backend(backend),
      m_timeline(new Timeline(this)),
      m_series(new Series(this)),
      m_functions(new FunctionModel(*m_series, *m_timeline, this)),
      m_invocations(new InvocationModel(this)),
      m_logs(new LogStore(this)),
      m_decisions(new DecisionHistory(this)),
      m_seconds(new SecondsHistory(backend, this)),
      m_query(new QueryFilter(*m_series, *m_functions, *m_logs, this)),
      m_time(new TimeState(this)),
      m_selection(new Selection(this)) {
  connect(&backend, &Backend::delta, this, &ModelHub::onDelta);
  connect(&backend, &Backend::failed, this, &ModelHub::onFailed);
  connect(&m_ticker, &QTimer::timeout, this, &ModelHub::onTick);
  m_ticker.setTimerType(Qt::PreciseTimer);
}

ModelHub::~ModelHub() = default;

void ModelHub::onFailed(const Error& error) {
  // Nothing is heard any more, so now stands still: what is shown is as of the last batch.
  m_ticker.stop();
  m_loss = error;
  m_status.connected = false;
  Q_EMIT failed(error);
  Q_EMIT statusChanged();
}

void ModelHub::onDelta(const EngineDelta& delta) {
  // Time goes last: whoever hears that now has moved finds everything up to it.
  for (const FunctionId id : delta.functionsRemoved) m_series->forget(id);
  m_timeline->apply(delta);
  m_series->apply(delta);
  m_functions->apply(delta);
  m_invocations->apply(delta);
  m_logs->learn(delta.invocations);
  m_logs->append(delta.log);
  m_query->apply(delta);
  m_decisions->apply(delta);
  for (const FunctionId id : delta.functionsRemoved)
    if (m_selection->function() == id) m_selection->setFunction(0);
  if (delta.now > 0) {
    m_heardNow = delta.now;
    m_heardAt = std::chrono::steady_clock::now();
    m_time->setNow(delta.now);
  }
  applyLoads(delta);
  if (delta.status) {
    m_status = *delta.status;
    if (m_status.connected) m_loss.reset();
    Q_EMIT statusChanged();
  }
  if (m_first) {
    m_first = false;
    refreshTotals();
    Q_EMIT firstDelta();
  }
  if (m_loss) return;
  const int interval = active() ? kTickMs : kIdleTickMs;
  if (!m_ticker.isActive() || m_ticker.interval() != interval) m_ticker.start(interval);
}

void ModelHub::applyLoads(const EngineDelta& delta) {
  for (const LoadProgress& load : delta.loads) {
    m_loads[load.run] = load;
    while (m_loads.size() > kLoadRunsHeld) m_loads.erase(m_loads.begin());
    Q_EMIT loadChanged(load.run);
  }
}

bool ModelHub::active() const {
  const auto& steps = m_timeline->steps(0);
  if (!steps.empty() && steps.back().living() > 0) return true;
  for (const auto& [run, load] : m_loads)
    if (load.endedAt == 0) return true;
  return false;
}

void ModelHub::onTick() {
  const auto since = std::chrono::steady_clock::now() - m_heardAt;
  m_time->setNow(m_heardNow + std::chrono::duration_cast<std::chrono::microseconds>(since).count());
  if (m_time->now() >= m_totalsAt + kTotalsEvery) refreshTotals();
}

void ModelHub::refreshTotals() {
  m_totalsAt = m_time->now();
  m_functions->refreshTotals(m_totalsAt - Timeline::kDetail, m_totalsAt);
}

const LoadProgress* ModelHub::lastLoad(FunctionId fn) const {
  for (auto it = m_loads.rbegin(); it != m_loads.rend(); ++it)
    if (it->second.function == fn) return &it->second;
  return nullptr;
}

}  // namespace scfdesk
