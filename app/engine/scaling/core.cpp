// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/core.h"
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

namespace {

/// A configuration whose values can't break the core: what a driver should never send is moved to the nearest sense.
FnConfig sane(FnConfig c) {
  constexpr Ns kTick = kSecond / 1000;
  c.memMb = std::clamp(c.memMb, 1, 1 << 20);
  c.timeout = std::max<Ns>(c.timeout, 1);
  c.initTimeout = std::max<Ns>(c.initTimeout, 1);
  c.keepAlive = std::max<Ns>(c.keepAlive, 0);
  c.reservedMb = std::clamp(c.reservedMb, -1, 1 << 30);
  c.maxInstances = c.maxInstances < 0 ? -1 : std::max(c.maxInstances, 1);
  c.retries = std::max(c.retries, 0);
  c.retryInterval = std::max(c.retryInterval, kTick);  // a retry at the same instant would never end
  c.maxAge = std::max<Ns>(c.maxAge, 0);
  return c;
}

}  // namespace

Core::Core(const Limits& limits) : m(std::make_unique<Impl>()) { m->limits = limits; }
Core::~Core() = default;

void Core::step(const Event& event, Sink& sink) {
  m->sink = &sink;
  m->now = std::max(m->now, std::min(event.now, kLatest));
  ++m->ledger.totals.steps;
  // Order at one instant: what ended or changed, then timers, then arrivals. Idle exactly as long as its keep-alive is gone.
  m->fireDue(event.kind == EventKind::Arrive);
  m->handle(event);
  m->sink = nullptr;
}

void Core::tick(Ns now, Sink& sink) {
  m->sink = &sink;
  m->now = std::max(m->now, std::min(now, kLatest));
  m->fireDue(true);
  m->sink = nullptr;
}

Ns Core::nextDeadline() const { return std::min(m->instanceTimers.nextDeadline(), m->requestTimers.nextDeadline()); }

FnCounters Core::counters(FnId fn) const {
  FnCounters c;
  if (fn >= m->fns.size()) return c;
  const Function& f = m->fns[fn];
  c.starting = static_cast<int>(f.starting.size + f.unbound.size);
  c.busy = static_cast<int>(f.busy.size);
  c.idle = static_cast<int>(f.idle.size);
  c.waiting = static_cast<int>(f.waiting.size);
  c.retrying = static_cast<int>(f.retrying.size);
  c.executingMb = f.executingMb;
  return c;
}

Totals Core::totals() const {
  Totals t = m->ledger.totals;
  t.admitted = t.arrived - t.rejected;
  t.living = static_cast<int>(t.started - t.stopped - t.died);
  t.executingMb = static_cast<int>(m->quota.executingMb());
  t.startsInWindow = m->burst.used(m->now, m->limits.burstWindow);
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
  ledger.count(d);
  sink->decide(d);
}

void Core::Impl::handle(const Event& e) {
  switch (e.kind) {
    case EventKind::Config: return configure(e.fn, e.config);
    case EventKind::SetLimits: return setLimits(e.limits);
    case EventKind::Arrive: return arrive(e);
    case EventKind::Pause: paused = true; return;
    case EventKind::Resume:
      paused = false;
      for (Function& fn : fns)
        if (fn.waiting.size > 0) pump(fn);
      return;
    case EventKind::Remove:
      if (function(e.fn)) return removeFunction(e.fn);
      break;
    case EventKind::Deploy:
      if (function(e.fn)) return deploy(e.fn);
      break;
    case EventKind::Terminate:
      if (const Slot req = e.req ? requests.find(e.req) : kNoSlot; req != kNoSlot) return terminate(req);
      break;
    case EventKind::Ready:
    case EventKind::InitFailed:
    case EventKind::Done:
    case EventKind::Died:
    case EventKind::Stopped: {
      const Slot slot = instances.find(e.inst);
      if (slot == kNoSlot) break;
      const Instance& i = instances.slots()[slot];
      const bool gone = e.kind == EventKind::Died || e.kind == EventKind::Stopped;
      if (i.state == InstanceState::Stopping && gone) return instances.remove(slot);
      if (i.state == InstanceState::Stopping || e.kind == EventKind::Stopped) break;
      if (e.kind == EventKind::Died) return died(slot, e.code);
      if (e.kind == EventKind::Done) {
        if (i.state == InstanceState::Busy && requests.slots()[i.req].id == e.req) return done(slot, i.req, e.code);
        break;
      }
      if (i.state != InstanceState::Starting) break;
      if (e.kind == EventKind::Ready) return ready(slot);
      const Slot req = i.req;
      detach(slot);
      if (req != kNoSlot) conclude(req, e.code, Reason{Rule::ExecutionError, e.code});
      Function& fn = fns[i.fn];
      stop(slot, Reason{Rule::ExecutionError, e.code});
      return pump(fn);
    }
  }
  ++ledger.totals.late;
}

void Core::Impl::configure(FnId id, const FnConfig& config) {
  constexpr FnId kMostFunctions = 1u << 22;
  if (id == 0 || id >= kMostFunctions) {
    ++ledger.totals.late;
    return;
  }
  if (id >= fns.size()) fns.resize(std::max<size_t>(id + 1, std::min<size_t>(fns.size() * 2, kMostFunctions)));
  Function& fn = fns[id];
  const FnConfig old = fn.config;  // of one that was removed: instances of it may still run
  fn.config = sane(config);
  fn.known = true;
  quota.reserve(old.reservedMb, fn.config.reservedMb, fn.executingMb);
  if (old.memMb != fn.config.memMb) replaceAll(fn, Reason{Rule::ConfigChanged, old.memMb, fn.config.memMb});
  // A shorter time moves timers that are armed; a longer one is found when they fire.
  if (fn.config.keepAlive < old.keepAlive)
    for (Slot s = fn.idle.head; s != kNoSlot; s = instances.slots()[s].links.next) armKeepAlive(s);
  if (fn.config.timeout < old.timeout)
    for (Slot s = fn.busy.head; s != kNoSlot; s = instances.slots()[s].links.next) armRun(s, fn.config.timeout);
  if (fn.config.initTimeout < old.initTimeout)
    for (const List* list : {&fn.starting, &fn.unbound})
      for (Slot s = list->head; s != kNoSlot; s = instances.slots()[s].links.next) armRun(s, fn.config.initTimeout);
  pump(fn);
}

void Core::Impl::setLimits(const Limits& value) {
  burst.resize(now, limits.burstWindow, value.burstWindow);
  limits = value;
  keepToHostMemory(0);
}

void Core::Impl::replaceAll(Function& fn, Reason why) {
  while (fn.idle.head != kNoSlot) stop(fn.idle.head, why);
  while (fn.unbound.head != kNoSlot) stop(fn.unbound.head, why);
  for (const List* list : {&fn.starting, &fn.busy})
    for (Slot s = list->head; s != kNoSlot; s = instances.slots()[s].links.next) instances.slots()[s].replacedBy = why.rule;
}

void Core::Impl::removeFunction(FnId id) {
  Function& fn = fns[id];
  fn.known = false;
  quota.reserve(fn.config.reservedMb, -1, fn.executingMb);
  fn.config.reservedMb = -1;
  const Reason why{Rule::Removed};
  while (fn.waiting.head != kNoSlot) {
    const Slot req = fn.waiting.head;
    leaveWaiting(req);
    finish(req, 435, DecisionKind::Finish, why);
  }
  while (fn.retrying.head != kNoSlot) {
    const Slot req = fn.retrying.head;
    unlink(fn.retrying, requests.slots(), req, &Request::links);
    requestTimers.disarm(req);
    finish(req, 435, DecisionKind::Finish, why);
  }
  replaceAll(fn, why);
}

void Core::Impl::deploy(FnId id) {
  Function& fn = fns[id];
  replaceAll(fn, Reason{Rule::NewCode});
  pump(fn);
}

void Core::Impl::ready(Slot slot) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const Ns took = now - i.since;
  fn.init.add(took);
  if (i.req != kNoSlot) {
    const Slot req = i.req;
    leaveLists(slot);
    return run(slot, req, Reason{Rule::StartingInstance, took, 0, fn.config.initTimeout});
  }
  leaveLists(slot);
  serve(slot);
}

void Core::Impl::done(Slot slot, Slot req, int code) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const Ns took = now - i.since;
  fn.run.add(took);
  detach(slot);
  conclude(req, code, code == 200 ? Reason{Rule::Success, took} : Reason{Rule::ExecutionError, code});
  // Its process tree can't run another request after one of these.
  const bool broken = code == 433 || code == 434 || code == 439;
  if (broken || i.replacedBy != Rule::None) {
    stop(slot, broken ? Reason{Rule::ExecutionError, code} : Reason{i.replacedBy});
    return pump(fn);
  }
  leaveLists(slot);
  serve(slot);
}

void Core::Impl::died(Slot slot, int code) {
  const Instance i = instances.slots()[slot];
  detach(slot);
  if (i.req != kNoSlot) conclude(i.req, code, Reason{Rule::InstanceDied, code});
  forget(slot);
  ++ledger.totals.died;
  instances.remove(slot);
  pump(fns[i.fn]);
}

void Core::Impl::terminate(Slot req) {
  const Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  const Reason why{Rule::Canceled};
  const Slot inst = r.inst;
  switch (r.state) {
    case RequestState::Free: return;
    case RequestState::Waiting:
      leaveWaiting(req);
      return finish(req, 499, DecisionKind::Finish, why);
    case RequestState::Retrying:
      unlink(fn.retrying, requests.slots(), req, &Request::links);
      requestTimers.disarm(req);
      return finish(req, 499, DecisionKind::Finish, why);
    case RequestState::Running:
      detach(inst);
      finish(req, 499, DecisionKind::Finish, why);
      stop(inst, why);
      return pump(fn);
    case RequestState::Bound: {
      detach(inst);
      finish(req, 499, DecisionKind::Finish, why);
      const Rule replacedBy = instances.slots()[inst].replacedBy;
      if (replacedBy != Rule::None) stop(inst, Reason{replacedBy});
      return pump(fn);
    }
  }
}

}  // namespace scfdesk::scaling
