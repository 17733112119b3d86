// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/dispatcher.h"
#include "app/engine/invoke/platformlog.h"
#include "app/engine/http/webexchange.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/runtime/websettings.h"
#include "models/data/limits.h"
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kSampleMs = 250;
constexpr int kUnmeasuredMb = 16;  // what an instance is expected to take before one of its function was looked at

/// The cap on what instances take of this machine when no other is set: 70 % of its memory.
int defaultHostMb() {
  const int64_t bytes = int64_t(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  return int(std::clamp<int64_t>(bytes / (1024 * 1024) * 7 / 10, 64, 10'000'000));
}
}

Dispatcher::Dispatcher(Parts parts) : m_parts(std::move(parts)), m_decisionLog(m_parts.reactor, m_parts.store) { applyLimits(); }
Dispatcher::~Dispatcher() = default;

scaling::FnConfig Dispatcher::coreConfig(const FunctionEntry& entry) const {
  const EngineSettings& s = m_parts.settings();
  const FunctionEntry* base = entry.info.base ? m_parts.entry(entry.info.base) : &entry;
  const FunctionInfo& function = base ? base->info : entry.info;
  const FunctionOverrides& o = function.overrides;
  scaling::FnConfig c;
  c.memMb = entry.info.config.memoryMb;
  c.timeout = scaling::Ns(entry.info.config.timeoutSeconds * m_timeScale * double(scaling::kSecond));
  if (entry.native == "web"_L1) c.conc = webSettings(function.apiExtras).concurrency;
  c.initTimeout = scaling::Ns(entry.info.config.initTimeoutSeconds * m_timeScale * double(scaling::kSecond));
  c.keepAlive = o.keepAliveSeconds.value_or(s.keepAliveSeconds) * scaling::kSecond;
  c.maxInstances = o.maxInstances.value_or(-1);
  c.startPolicy = o.startPolicy.value_or(s.startPolicy) == "wait"_L1 ? scaling::StartPolicy::Wait : scaling::StartPolicy::Scf;
  c.reuse = s.reuse == "lru"_L1 ? scaling::Reuse::Lru : scaling::Reuse::Mru;
  c.retries = function.async.retries;
  c.retryInterval = s.retryIntervalSeconds * scaling::kSecond;
  c.maxAge = function.async.maxAgeSeconds * scaling::kSecond;
  c.footprintMb = std::min(c.memMb, kUnmeasuredMb);
  c.group = function.id;  // the reserved quota is one over all versions
  c.reservedMb = function.reservedMemoryMb.value_or(-1);
  if (entry.info.config.asyncRun) c.retries = 0, c.maxAge = 0;  // the platform tries nothing again
  return c;
}

void Dispatcher::configure(const FunctionEntry& entry) {
  step({.kind = scaling::EventKind::Config, .fn = entry.info.id, .config = coreConfig(entry)});
}

void Dispatcher::deploy(FunctionId fn) { step({.kind = scaling::EventKind::Deploy, .fn = fn}); }

void Dispatcher::remove(FunctionId fn) {
  if (m_guide) m_guide->functionGone(fn);
  step({.kind = scaling::EventKind::Remove, .fn = fn});
  m_pendingAsync.erase(fn);
  m_sampled.erase(fn);
  m_throttledSinceSample.erase(fn);
}

void Dispatcher::applyLimits() {
  const EngineSettings& s = m_parts.settings();
  scaling::Limits limits;
  limits.accountMb = s.accountMemoryMb;
  limits.burst = s.burstPerMinute;
  limits.hostMb = s.hostMemoryMb.value_or(defaultHostMb());
  limits.burstSliding = s.burstWindow == "sliding"_L1;
  limits.provisionedRamp = s.provisionedPerMinute;
  limits.policy = s.policy == "histogram"_L1     ? scaling::PolicyId::Histogram
                  : s.policy == "greedy-dual"_L1 ? scaling::PolicyId::GreedyDual
                                                 : scaling::PolicyId::Fixed;
  const Clock& clock = m_parts.reactor.clock();
  limits.unixTime = clock.nowUs() * 1000 - clock.nowNs();
  step({.kind = scaling::EventKind::SetLimits, .limits = limits});
}

void Dispatcher::setProvisioned(FunctionId unit, const scaling::Provision& provision) {
  step({.kind = scaling::EventKind::Provision, .fn = unit, .provision = provision});
}

void Dispatcher::setSchedule(FunctionId unit, const std::vector<scaling::ScheduledProvision>& tasks) {
  step({.kind = scaling::EventKind::ClearSchedule, .fn = unit});
  for (const scaling::ScheduledProvision& task : tasks) step({.kind = scaling::EventKind::Schedule, .fn = unit, .scheduled = task});
}

void Dispatcher::setPaused(bool paused) {
  if (paused == m_paused) return;
  m_paused = paused;
  step({.kind = paused ? scaling::EventKind::Pause : scaling::EventKind::Resume});
}

InvocationId Dispatcher::accept(const FunctionEntry& entry, InvokeRequest&& request, EngineControl::Reply<InvokeReply> reply, uint32_t loadRun,
                                std::shared_ptr<WebExchange> web, std::unique_ptr<PulledBatch> pulled) {
  const FunctionId function = entry.info.base ? entry.info.base : entry.info.id;
  if (entry.info.config.asyncRun) request.mode = InvokeMode::Async;
  if (request.mode == InvokeMode::Async && pendingAsync(function) >= limits::kAsyncQueuePerTrigger) {
    if (reply)
      reply(Error{u"LimitExceeded"_s,
                  u"The async queue of %1 holds %2 events, as many as it may; this one was not taken."_s.arg(entry.info.key.name).arg(limits::kAsyncQueuePerTrigger),
                  u"Wait until some have run, or let more of its instances run at once."_s});
    return 0;
  }
  auto owned = std::make_unique<Flight>();
  Flight& f = *owned;
  f.req = m_nextReq++;
  f.unit = entry.info.id;
  f.payload = std::move(request.payload);
  f.trigger = request.trigger;
  f.wantsTail = request.wantsTail;
  f.web = std::move(web);
  f.pulled = request.mode == InvokeMode::Sync ? std::move(pulled) : nullptr;  // one that runs asynchronously waits in its own queue
  Invocation& v = f.invocation;
  v.id = m_nextInvocation++;
  v.requestId = newRequestId();
  v.function = function;
  v.version = entry.info.version;
  v.mode = request.mode;
  v.source = request.source;
  v.loadRun = loadRun;
  v.memoryMb = entry.info.config.memoryMb;
  v.eventBytes = f.web ? std::max<int64_t>(f.web->body->length(), 0) : f.payload.size();
  v.at.accepted = m_parts.reactor.clock().nowUs();
  f.quiet = v.source == Source::Url && !m_parts.feed.wanted() && v.at.accepted / 1'000'000 == m_rowWindow && m_rowsInWindow > kFullRowsPerSecond;
  const InvocationId id = v.id;
  const scaling::ReqId req = f.req;
  if (f.pulled) f.pulled->id = m_pulled.open({f.pulled->trigger, f.pulled->partition, f.unit});
  if (v.mode == InvokeMode::Sync) {
    f.reply = std::move(reply);
    m_flights.emplace(req, std::move(owned));
    m_parts.feed.invocation(f.invocation);
    arrive(f);
    return id;
  }
  // An async event is on disk before its caller hears of it.
  f.stored = true;
  f.qualifier = request.qualifier;
  f.asyncRun = entry.info.config.asyncRun;
  f.traced = entry.info.config.traceEnabled;
  ++m_pendingAsync[function];
  const StoredEvent stored{v.requestId, v.function, v.version, f.qualifier, v.source, v.at.accepted, 0, 0, f.payload, f.trigger};
  m_flights.emplace(req, std::move(owned));
  m_parts.feed.invocation(f.invocation);
  m_parts.store.addEvent(stored, [this, req, reply = std::move(reply)](const Status& durable) {
    Flight* f = flight(req);
    if (!f) return;
    if (!durable) {
      closeAttempt(*f, status::kInternal);
      landed(*f);
      if (reply) reply(durable.error());
      m_flights.erase(req);
      return;
    }
    InvokeReply answer;
    answer.id = f->invocation.id;
    answer.requestId = f->invocation.requestId;
    answer.statusCode = status::kRunning;
    if (reply) reply(std::move(answer));
    if (const Flight* still = flight(req)) arrive(*still);
  });
  return id;
}

void Dispatcher::resume(const FunctionEntry& entry, const StoredEvent& event) {
  auto owned = std::make_unique<Flight>();
  Flight& f = *owned;
  f.req = m_nextReq++;
  f.unit = entry.info.id;
  f.payload = event.payload;
  f.trigger = event.trigger;
  f.stored = true;
  f.qualifier = event.qualifier;
  f.asyncRun = entry.info.config.asyncRun;
  f.traced = entry.info.config.traceEnabled;
  Invocation& v = f.invocation;
  v.id = m_nextInvocation++;
  v.requestId = event.requestId;
  v.function = entry.info.base ? entry.info.base : entry.info.id;
  v.version = entry.info.version;
  v.mode = InvokeMode::Async;
  v.source = event.source;
  v.retryNum = event.attempts;
  v.memoryMb = entry.info.config.memoryMb;
  v.eventBytes = f.payload.size();
  v.at.accepted = event.accepted;
  const Clock& clock = m_parts.reactor.clock();
  const scaling::Ns age = f.asyncRun ? 0 : std::max<int64_t>(clock.nowUs() - event.accepted, 0) * 1000;
  ++m_pendingAsync[v.function];
  const scaling::ReqId req = f.req;
  m_flights.emplace(req, std::move(owned));
  step({.kind = scaling::EventKind::Arrive, .fn = entry.info.id, .req = req, .mode = scaling::Mode::Async, .attempt = event.attempts,
        .firstArrival = clock.nowNs() - age});
}

void Dispatcher::abandon(InvocationId id) {
  for (const auto& [req, f] : m_flights) {
    if (f->invocation.id != id) continue;
    f->reply = {};
    if (f->invocation.at.entered == 0 && f->invocation.at.dispatched == 0) step({.kind = scaling::EventKind::Terminate, .req = req});
    return;
  }
}

void Dispatcher::leavePulled(uint64_t trigger) {
  std::vector<scaling::ReqId> left;
  for (const auto& [req, f] : m_flights)
    if (f->pulled && f->pulled->trigger == trigger && f->invocation.at.entered == 0) left.push_back(req);
  for (const scaling::ReqId req : left) {
    Flight* f = flight(req);
    if (f && f->held) cancelHeld(*f);
    else if (f) step({.kind = scaling::EventKind::Terminate, .req = req});
  }
}

void Dispatcher::step(scaling::Event event) {
  event.now = m_parts.reactor.clock().nowNs();
  m_core.step(event, *this);
  drain();
}

void Dispatcher::decide(const scaling::Decision& decision) { m_decisions.push_back(decision); }

void Dispatcher::drain() {
  if (m_draining) return;  // carried out by the call further up
  m_draining = true;
  for (size_t i = 0; i < m_decisions.size();) {
    const size_t end = m_decisions.size();
    // An instance gets its next event before the last one is written up and answered: it works meanwhile. With a view
    // reading, the log keeps the order of what happened.
    const bool runsFirst = !m_parts.feed.wanted();
    for (size_t k = i; runsFirst && k < end; ++k)
      if (m_decisions[k].kind == scaling::DecisionKind::Run) carryOut(scaling::Decision(m_decisions[k]));
    for (; i < end; ++i)
      if (!runsFirst || m_decisions[i].kind != scaling::DecisionKind::Run) carryOut(scaling::Decision(m_decisions[i]));
  }
  m_decisions.clear();
  m_draining = false;
  armCore();
}

void Dispatcher::armCore() {
  const int64_t deadline = m_core.nextDeadline();
  if (!m_sampleTimer && (!m_instances.empty() || !m_flights.empty()))
    m_sampleTimer = m_parts.reactor.callAfterMs(kSampleMs, [this] { sampleTick(); });
  if (deadline >= m_coreDeadline) return;  // an early call is harmless: a timer is moved only when it must come sooner
  if (m_coreTimer) m_parts.reactor.cancel(m_coreTimer);
  m_coreDeadline = deadline;
  m_coreTimer = m_parts.reactor.callAt(deadline, [this] {
    m_coreTimer = 0;
    m_coreDeadline = scaling::kNever;
    m_core.tick(m_parts.reactor.clock().nowNs(), *this);
    drain();
  });
}

void Dispatcher::carryOut(const scaling::Decision& d) {
  using Kind = scaling::DecisionKind;
  if (d.kind != Kind::Start) tellDecision(d);
  switch (d.kind) {
    case Kind::Start:
      startInstance(d);
      return tellDecision(d);  // it names the instance, which is there only now
    case Kind::Run: return runOn(d);
    case Kind::Wait:
    case Kind::Ack:
    case Kind::Nack:
    case Kind::Target: return;
    case Kind::Reject: return reject(d);
    case Kind::Retry: return retry(d);
    case Kind::Finish: return finish(d, false);
    case Kind::DeadLetter: return finish(d, true);
    case Kind::Stop: return stopInstance(d);
    case Kind::Cancel:
      if (LiveInstance* l = live(d.inst)) {
        l->drop(d.req);  // a reply that still comes is late
        if (Flight* f = flight(d.req); f && l->process) {
          f->invocation.peakMemoryBytes = l->process->residentBytes();
          f->failureText = l->process->waitsFor();
          l->process->cancel(d.req);
        }
        if (l->current == 0 && l->state == InstanceState::Busy) setState(*l, InstanceState::Idle, true);
      }
      return;
  }
}

LiveInstance* Dispatcher::live(scaling::InstId id) {
  const auto it = m_byCore.find(id);
  return it == m_byCore.end() ? nullptr : m_instances[it->second].get();
}

LiveInstance* Dispatcher::live(const Instance& instance) {
  const auto it = m_instances.find(instance.id());
  return it == m_instances.end() ? nullptr : it->second.get();
}

Flight* Dispatcher::flight(scaling::ReqId req) {
  const auto it = m_flights.find(req);
  return it == m_flights.end() ? nullptr : it->second.get();
}

}  // namespace scfdesk
