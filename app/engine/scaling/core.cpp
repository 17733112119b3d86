// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/core.h"
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

Core::Core(const Limits& limits) : m(std::make_unique<Impl>()) {
  m->limits = limits;
  m->burst = BurstWindow(limits.burstWindow, limits.burstSliding);
  m->ramp = BurstWindow(limits.burstWindow, limits.burstSliding);
  m->policy = &policyOf(limits.policy);
  m->wants = m->policy->wants();
}
Core::~Core() = default;

void Core::step(const Event& event, Sink& sink) {
  m->sink = &sink;
  m->now = std::max(m->now, std::min(event.now, kLatest));
  ++m->ledger.totals.steps;
  // Order at one instant: what ended or changed, then timers, then arrivals. Idle exactly as long as its keep-alive is gone.
  m->fireDue(event.kind == EventKind::Arrive);
  m->handle(event);
  if (m->accountFreed) m->refill();
  m->sink = nullptr;
}

void Core::tick(Ns now, Sink& sink) {
  m->sink = &sink;
  m->now = std::max(m->now, std::min(now, kLatest));
  m->fireDue(true);
  if (m->accountFreed) m->refill();
  m->sink = nullptr;
}

Ns Core::nextDeadline() const {
  return std::min({m->instanceTimers.nextDeadline(), m->requestTimers.nextDeadline(), m->fnTimers.nextDeadline()});
}

namespace {

/// Brings the first `lines` cache lines of a value near.
template <int lines, typename T>
void expect(const T& value) {
  const auto* at = reinterpret_cast<const char*>(&value);
  for (int i = 0; i < lines; ++i) __builtin_prefetch(at + i * 64, 1);
}

}  // namespace

void Core::expectArrival(FnId fn) const {
  if (fn < m->fns.size()) expect<3>(m->fns[fn]);
}

void Core::expectArrivalSoon(FnId fn) const {
  if (fn >= m->fns.size()) return;
  const Function& f = m->fns[fn];
  if (f.idle.tail != kNoSlot) expect<1>(m->instances.slots()[f.idle.tail]);
  if (f.busy.tail != kNoSlot) expect<1>(m->instances.slots()[f.busy.tail]);
}

void Core::expectEnd(InstId inst, ReqId req) const {
  m->requests.expect(req);
  if (const Slot slot = inst & (InstanceTable::kSlots - 1); slot < m->instances.slots().size()) expect<1>(m->instances.slots()[slot]);
}

void Core::expectEndSoon(InstId inst) const {
  const Slot slot = inst & (InstanceTable::kSlots - 1);
  if (slot >= m->instances.slots().size()) return;
  const Instance& i = m->instances.slots()[slot];
  expect<3>(m->fns[i.fn]);
  if (i.requests.head != kNoSlot) expect<2>(m->requests.slots()[i.requests.head]);
}

FnCounters Core::counters(FnId fn) const {
  FnCounters c;
  if (fn >= m->fns.size()) return c;
  const Function& f = m->fns[fn];
  c.starting = static_cast<int>(f.starting.size + f.unbound.size);
  c.idle = static_cast<int>(f.idle.size);
  if (f.provisioned != kNoSlot) {
    const Provisioned& p = m->provisioned[f.provisioned];
    c.starting += static_cast<int>(p.starting.size);
    c.idle += static_cast<int>(p.idle.size);
    c.provisionedTarget = p.target;
    c.provisionedReady = static_cast<int>(p.ready);
    c.provisionedStarting = static_cast<int>(p.starting.size);
    c.provisionedFailures = p.failures;
  }
  c.busy = static_cast<int>(f.living) - c.starting - c.idle;
  c.waiting = static_cast<int>(f.waiting.size);
  c.retrying = static_cast<int>(f.retrying.size);
  c.running = static_cast<int>(f.running);
  c.executingMb = f.executingMb;
  return c;
}

Totals Core::totals() const {
  Totals t = m->ledger.totals;
  t.admitted = t.arrived - t.rejected;
  t.living = static_cast<int>(t.started - t.stopped - t.died);
  t.executingMb = static_cast<int>(m->quota.executingMb());
  t.startsInWindow = m->burst.used(m->now);
  t.provisionedMb = static_cast<int>(m->provisionedMb);
  return t;
}

uint64_t Core::decisionHash() const { return m->ledger.hash(); }
std::string Core::checkInvariants() const { return m->check(); }

void Core::Impl::decide(DecisionKind kind, FnId fn, Slot inst, Slot req, const Reason& reason, int code, bool cold, Ns at) {
  Decision d;
  d.kind = kind;
  d.now = now;
  d.fn = fn;
  if (inst != kNoSlot) d.inst = instances.id(inst);
  if (req != kNoSlot) {
    d.req = requests.slots()[req].id;
    d.attempt = requests.slots()[req].attempt;
  }
  d.code = code;
  d.cold = cold;
  d.at = at;
  d.reason = reason;
  emit(d);
}

void Core::Impl::handle(const Event& e) {
  switch (e.kind) {
    case EventKind::Arrive: return arrive(e);
    case EventKind::Ready:
    case EventKind::InitFailed:
    case EventKind::Done:
    case EventKind::Died:
    case EventKind::Stopped:
    case EventKind::Measured:
      if (handleInstance(e)) return;
      break;
    case EventKind::Config: return configure(e.fn, e.config);
    case EventKind::SetLimits: return setLimits(e.limits);
    case EventKind::Pause: paused = true; return;
    case EventKind::Resume:
      paused = false;
      for (Function& fn : fns)
        if (fn.waiting.size > 0) pump(fn);
      return;
    case EventKind::Terminate:
      if (const Slot req = e.req ? requests.find(e.req) : kNoSlot; req != kNoSlot) return terminate(req);
      break;
    case EventKind::Remove:
    case EventKind::Deploy:
    case EventKind::Provision:
    case EventKind::Schedule:
    case EventKind::ClearSchedule:
      if (handleFunction(e)) return;
      break;
  }
  ++ledger.totals.late;
}

bool Core::Impl::handleFunction(const Event& e) {
  if (!function(e.fn)) return false;
  if (e.kind == EventKind::Remove) removeFunction(e.fn);
  if (e.kind == EventKind::Deploy) deploy(e.fn);
  if (e.kind == EventKind::Provision) provision(e.fn, e.provision, Reason{Rule::Provisioned, 0, 0, e.provision.count});
  if (e.kind == EventKind::Schedule) {
    if (fns[e.fn].provisioned != kNoSlot && provisioned[fns[e.fn].provisioned].taskCount == kScheduledTasks) return false;
    addTask(e.fn, e.scheduled);
  }
  if (e.kind == EventKind::ClearSchedule) clearTasks(e.fn);
  return true;
}

bool Core::Impl::handleInstance(const Event& e) {
  const Slot slot = instances.find(e.inst);
  if (slot == kNoSlot) return false;
  const InstanceState state = instances.slots()[slot].state;
  if (state == InstanceState::Stopping) {
    if (e.kind != EventKind::Died && e.kind != EventKind::Stopped) return false;
    instances.remove(slot);
    return true;
  }
  switch (e.kind) {
    case EventKind::Died: died(slot, e.code); return true;
    case EventKind::Measured: measured(slot, e.memMb); return true;
    case EventKind::Done: {
      if (state != InstanceState::Busy || e.req == 0) return false;
      const Slot head = instances.slots()[slot].requests.head;
      const Slot req = requests.slots()[head].id == e.req ? head : requests.find(e.req);
      if (req == kNoSlot || requests.slots()[req].inst != slot || requests.slots()[req].state != RequestState::Running) return false;
      done(slot, req, e.code);
      return true;
    }
    case EventKind::Ready:
    case EventKind::InitFailed:
      if (state != InstanceState::Starting) return false;
      if (e.kind == EventKind::Ready)
        ready(slot);
      else
        initFailed(slot, e.code);
      return true;
    default: return false;
  }
}

}  // namespace scfdesk::scaling
