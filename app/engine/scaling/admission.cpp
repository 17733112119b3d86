// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>
#include <bit>

namespace scfdesk::scaling {

void Core::Impl::arrive(const Event& e) {
  if (e.req == 0 || requests.find(e.req) != kNoSlot || (e.mode == Mode::Pull && !mayPull(e))) {
    ++ledger.totals.late;
    return;
  }
  ++ledger.totals.arrived;
  const Slot req = requests.add(e.req);
  Request& r = requests.slots()[req];
  r.fn = e.fn;
  r.mode = e.mode;
  r.since = now;
  r.attempt = std::max(e.attempt, 0);
  r.firstArrival = e.firstArrival == 0 ? now : std::clamp(e.firstArrival, -kLatest, now);
  const Function* fn = function(e.fn);
  if (!fn) return finish(req, 435, DecisionKind::Reject, Reason{Rule::Removed});
  if (wants & Policy::Arrivals) policy->arrived(*this, e.fn, now);
  if (r.mode == Mode::Async) {
    const int64_t queued = int64_t{fn->asyncWaiting} + fn->retrying.size;
    if (queued >= kAsyncQueue) return finish(req, 432, DecisionKind::DeadLetter, Reason{Rule::QueueFull, queued, 0, kAsyncQueue});
    if (const Ns age = now - r.firstArrival; age > fn->config.maxAge)
      return finish(req, 432, DecisionKind::DeadLetter, Reason{Rule::MaxAge, age, 0, fn->config.maxAge});
  }
  if (r.mode == Mode::Pull) {
    r.partition = e.partition;
    r.offset = e.offset;
    r.retries = e.retries;
    if (hold(req)) return;
  }
  apply(req, choose(*fn, fn->waiting.size));
}

Slot Core::Impl::idleOf(const Function& fn) const {
  const bool mru = fn.config.reuse == Reuse::Mru;
  if (fn.provisioned != kNoSlot)
    if (const List& idle = provisioned[fn.provisioned].idle; idle.size > 0) return mru ? idle.tail : idle.head;
  return mru ? fn.idle.tail : fn.idle.head;
}

Slot Core::Impl::mostLoaded(const Function& fn) const {
  if (fn.loads == kNoSlot || fn.config.conc == 1) return kNoSlot;
  const LoadTable& table = loads[fn.loads];
  // The highest load below the limit that an instance has.
  for (int word = (fn.config.conc - 1) / 64; word >= 0; --word) {
    uint64_t bits = table.used[static_cast<size_t>(word)];
    if (const int above = fn.config.conc - word * 64; above < 64) bits &= (uint64_t{1} << above) - 1;
    if (bits != 0) return table.lists[static_cast<size_t>(word * 64 + 63 - std::countl_zero(bits))].head;
  }
  return kNoSlot;
}

Choice Core::Impl::choose(const Function& fn, uint32_t ahead) const {
  using Kind = Choice::Kind;
  const FnConfig& c = fn.config;
  const Function& all = group(fn);
  if (paused) return {Kind::Wait, kNoSlot, 0, Reason{Rule::Paused, ahead}};
  if (all.groupReservedMb == 0) return {Kind::Refuse, kNoSlot, 432, Reason{Rule::FunctionOff}};
  if (const Slot slot = mostLoaded(fn); slot != kNoSlot)
    return {Kind::Run, slot, 0, Reason{Rule::FreeSlot, instances.slots()[slot].requests.size, 0, c.conc}};
  const Slot idle = idleOf(fn);
  if (const Slot slot = idle != kNoSlot ? idle : fn.unbound.head; slot != kNoSlot) {
    const Instance& i = instances.slots()[slot];
    const Reason over = quota.check(i.memMb, all.groupReservedMb, all.groupMb, limits.accountMb);
    if (over.rule != Rule::None) return {Kind::Refuse, kNoSlot, 432, over};
    if (idle != kNoSlot) return {Kind::Run, slot, 0, Reason{Rule::IdleInstance, now - i.since}};
    return {Kind::Bind, slot, 0, Reason{Rule::StartingInstance, now - i.since, 0, c.initTimeout}};
  }
  if (atMost(fn)) return {Kind::Wait, kNoSlot, 0, Reason{Rule::MaxInstances, fn.living, ahead, c.maxInstances}};
  if (const Policy* starts = startPolicyOf(c.startPolicy)) {
    const NoIdle none = starts->noIdle(*this, fn, now, ahead);
    if (none.kind == NoIdle::Kind::Wait) return {Kind::Wait, kNoSlot, 0, none.reason};
    Choice start = chooseStart(fn);
    // What is refused is told with the limit that refused it.
    if (start.kind == Kind::Start && none.reason.rule != Rule::None) start.reason = none.reason;
    return start;
  }
  return chooseStart(fn);
}

Choice Core::Impl::chooseStart(const Function& fn) const {
  using Kind = Choice::Kind;
  const FnConfig& c = fn.config;
  const Function& all = group(fn);
  const Reason over = quota.check(c.memMb, all.groupReservedMb, all.groupMb, limits.accountMb);
  if (over.rule != Rule::None) return {Kind::Refuse, kNoSlot, 432, over};
  if (limits.burstWindow > 0)
    if (const int used = burst.used(now); used >= limits.burst)
      return {Kind::Refuse, kNoSlot, 429, Reason{Rule::Burst, used, burst.untilNext(now), limits.burst}};
  if (const int more = footprintOf(fn); limits.hostMb > 0 && residentMb - evictableMb + more > limits.hostMb)
    return {Kind::Refuse, kNoSlot, 432, Reason{Rule::HostMemory, residentMb - evictableMb, more, limits.hostMb}};
  return {Kind::Start, kNoSlot, 0, quota.standing(Rule::NoIdleInstance, c.memMb, all.groupReservedMb, all.groupMb, limits.accountMb)};
}

void Core::Impl::apply(Slot req, const Choice& choice) {
  const FnId id = requests.slots()[req].fn;
  switch (choice.kind) {
    case Choice::Kind::Run:
      leave(choice.inst);
      return run(choice.inst, req, choice.reason);
    case Choice::Kind::Bind:
      leave(choice.inst);
      attach(choice.inst, req, RequestState::Bound);
      enter(choice.inst);
      return decide(DecisionKind::Wait, id, choice.inst, req, choice.reason);
    case Choice::Kind::Start:
      if (launch(id, req, false, choice.reason) == kNoSlot)
        refuse(req, 432, Reason{Rule::HostMemory, residentMb, fns[id].config.memMb, limits.hostMb});
      return;
    case Choice::Kind::Wait: return wait(req, choice.reason);
    case Choice::Kind::Refuse: return refuse(req, choice.code, choice.reason);
  }
}

/// Requires: the instance is in no list; the request is bound to it, or to none.
void Core::Impl::run(Slot slot, Slot req, const Reason& reason) {
  if (requests.slots()[req].state != RequestState::Bound) attach(slot, req, RequestState::Running);
  Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  Request& r = requests.slots()[req];
  r.state = RequestState::Running;
  r.since = now;
  ++fn.running;
  const bool cold = !i.used;
  i.used = true;
  if (i.requests.size == 1) i.since = now;
  i.state = InstanceState::Busy;
  enter(slot);
  if (cold || !i.runArmed) armRun(slot, fn.config.timeout);  // the first run finds the timer of its start
  decide(DecisionKind::Run, i.fn, slot, req, reason, 0, cold);
}

void Core::Impl::wait(Slot req, const Reason& reason) {
  enterWaiting(req);
  decide(DecisionKind::Wait, requests.slots()[req].fn, kNoSlot, req, reason);
}

void Core::Impl::enterWaiting(Slot req) {
  Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  r.state = RequestState::Waiting;
  r.since = now;
  if (fn.waiting.size == 0 && (fn.lastWaited < 0 || now - fn.lastWaited > 2 * fn.run.value())) fn.queuedSince = now;
  pushBack(fn.waiting, requests.slots(), req, &Request::links);
  if (r.mode == Mode::Async) ++fn.asyncWaiting;
  watchHead(fn);
}

void Core::Impl::leaveWaiting(Slot req) {
  const Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  unlink(fn.waiting, requests.slots(), req, &Request::links);
  if (fn.waiting.size == 0) fn.lastWaited = now;
  if (r.mode == Mode::Async) --fn.asyncWaiting;
  requestTimers.disarm(req);
  watchHead(fn);
}

void Core::Impl::pump(Function& fn) {
  while (fn.waiting.head != kNoSlot) {
    const Slot req = fn.waiting.head;
    const Choice choice = choose(fn, 0);
    if (choice.kind == Choice::Kind::Wait) break;
    leaveWaiting(req);
    apply(req, choice);
  }
  watchHead(fn);
  if (fn.provisioned != kNoSlot) fill(fn);
}

/// A free instance, or one with a free slot, takes what waits. Requires: it is in no list.
void Core::Impl::serve(Slot slot) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  while (!paused && i.requests.size < i.conc) {
    const Function& all = group(fn);
    if (const Slot req = fn.waiting.head; req != kNoSlot) {
      const Ns waited = now - requests.slots()[req].since;
      Reason over = all.groupReservedMb == 0 ? Reason{Rule::FunctionOff} : Reason{};
      if (i.requests.size == 0 && over.rule == Rule::None) over = quota.check(i.memMb, all.groupReservedMb, all.groupMb, limits.accountMb);
      leaveWaiting(req);
      if (over.rule != Rule::None) {
        refuse(req, 432, over);
        continue;
      }
      run(slot, req, Reason{Rule::IdleInstance, 0, waited});
    } else if (const Slot bound = fn.starting.head == kNoSlot ? kNoSlot : takeBound(fn); bound != kNoSlot) {
      const Slot left = requests.slots()[bound].inst;
      run(slot, bound, Reason{Rule::FreeSlot, i.requests.size, now - requests.slots()[bound].since, i.conc});
      if (const Rule replaced = instances.slots()[left].replacedBy; replaced != Rule::None) stop(left, Reason{replaced});
    } else {
      break;
    }
    if (i.conc == 1) return;
    leave(slot);
  }
  if (i.requests.size > 0)
    enter(slot);
  else
    becomeIdle(slot);
}

/// A request that waits for its own start and may run elsewhere, freed from it; the start goes on without one.
Slot Core::Impl::takeBound(Function& fn) {
  const Slot starting = fn.starting.head;
  if (starting == kNoSlot || (fn.config.conc == 1 && fn.config.startPolicy != StartPolicy::Both)) return kNoSlot;
  const Slot req = instances.slots()[starting].requests.head;
  leave(starting);
  detach(req);
  requests.slots()[req].state = RequestState::Waiting;
  enter(starting);
  return req;
}

}  // namespace scfdesk::scaling
