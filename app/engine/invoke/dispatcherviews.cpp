// SPDX-License-Identifier: GPL-3.0-or-later
// What the dispatcher tells about itself.
#include "app/engine/invoke/dispatcher.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

QString decisionName(scaling::DecisionKind kind) {
  using Kind = scaling::DecisionKind;
  switch (kind) {
    case Kind::Start: return u"start"_s;
    case Kind::Run: return u"run"_s;
    case Kind::Wait: return u"wait"_s;
    case Kind::Reject: return u"reject"_s;
    case Kind::Retry: return u"retry"_s;
    case Kind::Finish: return u"finish"_s;
    case Kind::DeadLetter: return u"deadletter"_s;
    case Kind::Stop: return u"stop"_s;
    case Kind::Cancel: return u"cancel"_s;
    case Kind::Ack: return u"ack"_s;
    case Kind::Nack: return u"nack"_s;
    case Kind::Target: return u"target"_s;
  }
  return {};
}

}  // namespace

void Dispatcher::tellDecision(const scaling::Decision& d) {
  // Runs and ends are as many as requests: what is kept of them is what is shown.
  const bool runOrEnd = d.kind == scaling::DecisionKind::Run || d.kind == scaling::DecisionKind::Finish;
  const TimeUs now = m_parts.reactor.clock().nowUs();
  const bool kept = m_decisionLog.wants(now, runOrEnd);
  const bool shown = m_parts.feed.wanted() && (kept || !runOrEnd);
  if (!kept && !shown) return;
  const scaling::ReasonText text = scaling::describe(d.reason);
  const Flight* f = flight(d.req);
  Decision told;
  told.seq = m_nextDecision++;
  told.at = now;
  told.function = baseOf(d.fn);
  if (const auto it = m_byCore.find(d.inst); it != m_byCore.end()) told.instance = it->second;
  if (f) told.invocation = f->invocation.id;
  told.kind = decisionName(d.kind);
  told.rule = QString::fromStdString(text.rule);
  told.inputs = QString::fromStdString(text.inputs);
  if (d.kind == scaling::DecisionKind::Ack || d.kind == scaling::DecisionKind::Nack)
    if (const PulledPartitions::Place* place = m_pulled.find(d.partition))
      told.inputs = u"partition %1, the batch at offset %2%3"_s.arg(place->partition).arg(d.offset).arg(told.inputs.isEmpty() ? QString() : u"; "_s + told.inputs);
  told.limit = QString::fromStdString(text.limit);
  if (kept) m_decisionLog.add(told, d.code, d.attempt, d.cold, d.provisioned, f ? f->invocation.requestId : QByteArray());
  if (shown) m_parts.feed.decision(std::move(told));
}

/// What idle instances take of this machine, as it was measured when they fell idle: the cap and the next starts go by it.
void Dispatcher::measureInstances() {
  std::vector<std::pair<scaling::InstId, int>> changed;
  for (const auto& [id, l] : m_instances) {
    if (!l->process || l->debugged || (l->state != InstanceState::Idle && l->state != InstanceState::Frozen)) continue;
    const int mb = int((l->process->hostBytes() + 1024 * 1024 - 1) / (1024 * 1024));
    if (mb > 0 && mb != l->hostMb) changed.emplace_back(l->core, l->hostMb = mb);
  }
  for (const auto& [inst, mb] : changed) step({.kind = scaling::EventKind::Measured, .inst = inst, .memMb = mb});
}

QList<InstanceInfo> Dispatcher::instances() const {
  QList<InstanceInfo> list;
  list.reserve(qsizetype(m_instances.size()));
  for (const auto& [id, l] : m_instances)
    list.append({l->id, l->function, l->state, l->process ? l->process->pid() : 0, l->born, l->way, l->requests,
                 l->process ? l->process->residentBytes() : 0, l->version});
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return list;
}

QSet<QString> Dispatcher::codeFolders() const {
  QSet<QString> folders;
  for (const auto& [id, l] : m_instances)
    if (!l->codeDir.isEmpty()) folders.insert(l->codeDir);
  return folders;
}

FunctionSample Dispatcher::gauges(FunctionId fn) const {
  FunctionSample s;
  s.function = fn;
  s.at = m_parts.reactor.clock().nowUs();
  for (const auto& [id, l] : m_instances) {
    if (l->function != fn) continue;
    switch (l->state) {
      case InstanceState::Starting: ++s.starting; break;
      case InstanceState::Init: ++s.init; break;
      case InstanceState::Busy: ++s.busy; break;
      case InstanceState::Idle: ++s.idle; break;
      case InstanceState::Frozen: ++s.frozen; break;
      case InstanceState::Gone: break;
    }
    if (l->process) s.maxMemoryBytes = std::max(s.maxMemoryBytes, l->process->residentBytes());
  }
  const auto count = [&s, this](FunctionId unit) {
    const scaling::FnCounters c = m_core.counters(unit);
    s.queued += c.waiting + c.retrying;
  };
  s.queued = s.starting + s.init;
  count(fn);
  if (const FunctionEntry* entry = m_parts.entry(fn); entry && entry->info.config.memoryMb > 0) {
    for (const VersionInfo& v : entry->info.versions) count(v.unit);
    s.limit = entry->info.reservedMemoryMb.value_or(m_parts.settings().accountMemoryMb) / entry->info.config.memoryMb;
  }
  return s;
}

int Dispatcher::queued() const {
  int count = 0;
  for (const auto& [req, f] : m_flights) count += f->invocation.at.entered == 0;
  return count;
}

int Dispatcher::pendingAsync(FunctionId fn) const {
  const auto it = m_pendingAsync.find(fn);
  return it == m_pendingAsync.end() ? 0 : it->second;
}

int64_t Dispatcher::residentBytes() const {
  int64_t bytes = 0;
  for (const auto& [id, l] : m_instances)
    if (l->process) bytes += l->process->hostBytes();
  return bytes;
}

bool Dispatcher::running() const {
  for (const auto& [id, l] : m_instances)
    if (l->current) return true;
  return false;
}

QByteArray Dispatcher::requestIdOf(InvocationId id) const {
  const auto it = std::find_if(m_requestIds.rbegin(), m_requestIds.rend(), [id](const auto& e) { return e.first == id; });
  return it == m_requestIds.rend() ? QByteArray() : it->second;
}

void Dispatcher::sampleTick() {
  m_sampleTimer = 0;
  freezeIdle();
  measureInstances();
  if (m_parts.feed.wanted()) {
    std::unordered_map<FunctionId, bool> now;
    for (const auto& [id, l] : m_instances) now[l->function] = true;
    for (const auto& [req, f] : m_flights) now[f->invocation.function] = true;
    for (const auto& [fn, count] : m_throttledSinceSample) now[fn] = true;
    for (const auto& [fn, active] : m_sampled) now.try_emplace(fn, false);  // once more, so that its graph falls to zero
    for (const auto& [fn, active] : now) {
      FunctionSample s = gauges(fn);
      if (const auto it = m_throttledSinceSample.find(fn); it != m_throttledSinceSample.end()) s.throttled = it->second;
      m_parts.feed.sample(s);
    }
    std::erase_if(now, [](const auto& e) { return !e.second; });
    m_sampled = std::move(now);
  }
  m_throttledSinceSample.clear();
  if (!m_instances.empty() || !m_flights.empty() || !m_sampled.empty())
    m_sampleTimer = m_parts.reactor.callAfterMs(250, [this] { sampleTick(); });
}

}  // namespace scfdesk
