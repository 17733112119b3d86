// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/search.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {

namespace {
double failedShare(const SimOutcome& o) { return o.arrivals > 0 ? (o.rejected + o.failed + o.deadLetters) / o.arrivals : 0; }

/// How far beyond the limits, as parts of them; 0 within.
double excess(const SimOutcome& o, const SimLimits& limits) {
  const double latency = limits.p99 > 0 ? std::max(0.0, o.p99 / limits.p99 - 1) : 0;
  return latency + 10 * std::max(0.0, failedShare(o) - limits.failedShare);
}
/// Prices that differ by less than a thousandth are one: no bill would show it.
bool sameCost(const SimOutcome& a, const SimOutcome& b) { return std::abs(a.cost - b.cost) <= 1e-3 * std::max(a.cost, b.cost); }
}  // namespace

bool SimSearch::within(const SimOutcome& o, const SimLimits& limits) { return excess(o, limits) <= 0; }

bool SimSearch::better(const SimOutcome& a, const SimOutcome& b, const SimLimits& limits) {
  const double more = excess(a, limits), than = excess(b, limits);
  if (more != than) return more < than;
  // The same bill: the one that answers faster, then the one that leaves more of the machine.
  if (!sameCost(a, b)) return a.cost < b.cost;
  if (a.p99 != b.p99) return a.p99 < b.p99;
  return a.idleGbSeconds < b.idleGbSeconds;
}

bool SimSearch::worthwhile(const SimOutcome& change, const SimOutcome& now, const SimLimits& limits) {
  const double more = excess(change, limits), than = excess(now, limits);
  if (more != than) return more < than;
  return !sameCost(change, now) && change.cost < now.cost;
}

SimSearch::SimSearch(Backend& backend, QObject* parent) : QObject(parent), m_run(backend) {
  connect(&m_run, &SimulationRun::finished, this, &SimSearch::take);
  connect(&m_run, &SimulationRun::failed, this, [this](const Error& error) {
    m_running = false;
    Q_EMIT failed(error);
  });
}

void SimSearch::start(const SimSettings& from, const std::vector<SimSetting>& free, const SimLimits& limits, SpecOf spec) {
  m_run.cancel();
  m_best = from;
  m_free = free;
  m_limits = limits;
  m_spec = std::move(spec);
  m_path.clear();
  m_values.clear();
  m_at = 0;
  m_round = m_simulated = 0;
  m_moved = false;
  m_running = true;
  m_run.start({m_spec(m_best)});
  Q_EMIT changed();
}

void SimSearch::cancel() {
  m_running = false;
  m_run.cancel();
  Q_EMIT changed();
}

/// The sweep of the next setting, or the end.
void SimSearch::next() {
  if (m_at == m_free.size()) {
    m_at = 0;
    if (++m_round == kMostRounds || !m_moved) {
      m_running = false;
      return Q_EMIT changed();
    }
    m_moved = false;
  }
  if (m_free.empty()) {
    m_running = false;
    return Q_EMIT changed();
  }
  const SimSetting setting = m_free[m_at];
  // Beyond what the load ever needs, a limit changes nothing: values that are asked about lie below.
  double around = m_best.at(setting);
  if (setting == SimSetting::Limit && !m_path.empty()) around = std::min(around, std::max(4.0, m_path.back().outcome.peak));
  m_values = sweepValues(setting, around, kValues);
  std::erase(m_values, m_best.at(setting));
  std::vector<QByteArray> specs;
  for (const double value : m_values) {
    SimSettings one = m_best;
    one.set(setting, value);
    specs.push_back(m_spec(one));
  }
  m_run.start(specs);
  Q_EMIT changed();
}

void SimSearch::take() {
  if (!m_running) return;
  const auto& outcomes = m_run.outcomes();
  m_simulated += static_cast<int>(outcomes.size());
  if (m_path.empty()) {
    if (!outcomes.empty() && outcomes[0]) m_path.push_back({true, SimSetting::Limit, 0, 0, *outcomes[0], within(*outcomes[0], m_limits)});
    return next();
  }
  const SimSetting setting = m_free[m_at++];
  int best = -1;
  for (size_t i = 0; i < outcomes.size() && i < m_values.size(); ++i) {
    // A change that saves nothing is none.
    if (!outcomes[i] || !worthwhile(*outcomes[i], m_path.back().outcome, m_limits)) continue;
    if (best < 0 || better(*outcomes[i], *outcomes[static_cast<size_t>(best)], m_limits)) best = static_cast<int>(i);
  }
  if (best >= 0) {
    const auto i = static_cast<size_t>(best);
    m_path.push_back({false, setting, m_best.at(setting), m_values[i], *outcomes[i], within(*outcomes[i], m_limits)});
    m_best.set(setting, m_values[i]);
    m_moved = true;
  }
  next();
}

}  // namespace scfdesk
