// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

void Core::Impl::arrive(const Event& e) {
  if (e.req == 0 || requests.find(e.req) != kNoSlot) {
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
  if (r.mode == Mode::Async) {
    const int64_t queued = int64_t{fn->asyncWaiting} + fn->retrying.size;
    if (queued >= kAsyncQueue) return finish(req, 432, DecisionKind::DeadLetter, Reason{Rule::QueueFull, queued, 0, kAsyncQueue});
    if (const Ns age = now - r.firstArrival; age > fn->config.maxAge)
      return finish(req, 432, DecisionKind::DeadLetter, Reason{Rule::MaxAge, age, 0, fn->config.maxAge});
  }
  apply(req, choose(*fn, fn->waiting.size));
}

Choice Core::Impl::choose(const Function& fn, uint32_t ahead) const {
  using Kind = Choice::Kind;
  const FnConfig& c = fn.config;
  if (paused) return {Kind::Wait, kNoSlot, 0, Reason{Rule::Paused, ahead}};
  if (c.reservedMb == 0) return {Kind::Refuse, kNoSlot, 432, Reason{Rule::FunctionOff}};
  const Slot idle = c.reuse == Reuse::Mru ? fn.idle.tail : fn.idle.head;
  if (const Slot slot = idle != kNoSlot ? idle : fn.unbound.head; slot != kNoSlot) {
    const Instance& i = instances.slots()[slot];
    const Reason over = quota.check(i.memMb, c.reservedMb, fn.executingMb, limits.accountMb);
    if (over.rule != Rule::None) return {Kind::Refuse, kNoSlot, 432, over};
    if (idle != kNoSlot) return {Kind::Run, slot, 0, Reason{Rule::IdleInstance, now - i.since}};
    return {Kind::Bind, slot, 0, Reason{Rule::StartingInstance, now - i.since, 0, c.initTimeout}};
  }
  const uint32_t living = fn.living();
  if (c.maxInstances >= 0 && living >= static_cast<uint32_t>(c.maxInstances))
    return {Kind::Wait, kNoSlot, 0, Reason{Rule::MaxInstances, living, ahead, c.maxInstances}};
  if (c.startPolicy == StartPolicy::Wait && fn.busy.size > 0 && fn.run.known() && fn.init.known()) {
    const Ns age = now - instances.slots()[fn.busy.head].since;
    const Ns free = expectedWait(age, fn.run.value(), ahead, fn.busy.size);
    if (free <= fn.init.value()) return {Kind::Wait, kNoSlot, 0, Reason{Rule::StartOrWait, free, fn.init.value()}};
  }
  return chooseStart(fn);
}

Choice Core::Impl::chooseStart(const Function& fn) const {
  using Kind = Choice::Kind;
  const FnConfig& c = fn.config;
  const Reason over = quota.check(c.memMb, c.reservedMb, fn.executingMb, limits.accountMb);
  if (over.rule != Rule::None) return {Kind::Refuse, kNoSlot, 432, over};
  if (limits.burstWindow > 0)
    if (const int used = burst.used(now, limits.burstWindow); used >= limits.burst)
      return {Kind::Refuse, kNoSlot, 429, Reason{Rule::Burst, used, BurstWindow::untilNext(now, limits.burstWindow), limits.burst}};
  if (limits.hostMb > 0 && residentMb - idleMb + c.memMb > limits.hostMb)
    return {Kind::Refuse, kNoSlot, 432, Reason{Rule::HostMemory, residentMb - idleMb, c.memMb, limits.hostMb}};
  return {Kind::Start, kNoSlot, 0, quota.standing(Rule::NoIdleInstance, c.memMb, c.reservedMb, fn.executingMb, limits.accountMb)};
}

void Core::Impl::apply(Slot req, const Choice& choice) {
  switch (choice.kind) {
    case Choice::Kind::Run:
      leaveLists(choice.inst);
      return run(choice.inst, req, choice.reason);
    case Choice::Kind::Bind:
      leaveLists(choice.inst);
      admit(choice.inst, req, RequestState::Bound);
      pushBack(fns[requests.slots()[req].fn].starting, instances.slots(), choice.inst, &Instance::links);
      return decide(DecisionKind::Wait, requests.slots()[req].fn, choice.inst, req, choice.reason);
    case Choice::Kind::Start: return start(req, choice.reason);
    case Choice::Kind::Wait: return wait(req, choice.reason);
    case Choice::Kind::Refuse: return refuse(req, choice.code, choice.reason);
  }
}

void Core::Impl::start(Slot req, const Reason& reason) {
  const FnId id = requests.slots()[req].fn;
  Function& fn = fns[id];
  const int memMb = fn.config.memMb;
  keepToHostMemory(memMb);
  const Slot slot = instances.add();
  if (slot == kNoSlot) return refuse(req, 432, Reason{Rule::HostMemory, residentMb, memMb, limits.hostMb});
  Instance& i = instances.slots()[slot];
  i.fn = id;
  i.memMb = memMb;
  i.state = InstanceState::Starting;
  i.since = now;
  pushBack(fn.starting, instances.slots(), slot, &Instance::links);
  admit(slot, req, RequestState::Bound);
  residentMb += memMb;
  burst.count(now, limits.burstWindow);
  ++ledger.totals.started;
  armRun(slot, fn.config.initTimeout);
  decide(DecisionKind::Start, id, slot, req, reason);
}

void Core::Impl::keepToHostMemory(int memMb) {
  while (limits.hostMb > 0 && residentMb + memMb > limits.hostMb && lru.head != kNoSlot)
    stop(lru.head, Reason{Rule::HostMemory, residentMb, memMb, limits.hostMb});
}

void Core::Impl::run(Slot slot, Slot req, const Reason& reason) {
  Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  if (requests.slots()[req].state != RequestState::Bound) admit(slot, req, RequestState::Running);
  Request& r = requests.slots()[req];
  r.state = RequestState::Running;
  r.since = now;
  const bool cold = !i.used;
  i.used = true;
  i.state = InstanceState::Busy;
  i.since = now;
  pushBack(fn.busy, instances.slots(), slot, &Instance::links);
  armRun(slot, fn.config.timeout);
  decide(DecisionKind::Run, i.fn, slot, req, reason, 0, cold);
}

void Core::Impl::admit(Slot slot, Slot req, RequestState state) {
  Instance& i = instances.slots()[slot];
  Request& r = requests.slots()[req];
  Function& fn = fns[i.fn];
  i.req = req;
  r.inst = slot;
  r.state = state;
  r.since = now;
  quota.admit(i.memMb, fn.isReserved());
  fn.executingMb += i.memMb;
}

void Core::Impl::wait(Slot req, const Reason& reason) {
  Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  r.state = RequestState::Waiting;
  r.since = now;
  pushBack(fn.waiting, requests.slots(), req, &Request::links);
  if (r.mode == Mode::Async) ++fn.asyncWaiting;
  watchHead(fn);
  decide(DecisionKind::Wait, r.fn, kNoSlot, req, reason);
}

void Core::Impl::leaveWaiting(Slot req) {
  const Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  unlink(fn.waiting, requests.slots(), req, &Request::links);
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
}

void Core::Impl::serve(Slot slot) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  while (!paused && fn.waiting.head != kNoSlot) {
    const Slot req = fn.waiting.head;
    const Ns waited = now - requests.slots()[req].since;
    const Reason over = fn.config.reservedMb == 0 ? Reason{Rule::FunctionOff} : quota.check(i.memMb, fn.config.reservedMb, fn.executingMb, limits.accountMb);
    leaveWaiting(req);
    if (over.rule == Rule::None) return run(slot, req, Reason{Rule::IdleInstance, 0, waited});
    refuse(req, 432, over);
  }
  becomeIdle(slot);
}

void Core::Impl::becomeIdle(Slot slot) {
  Instance& i = instances.slots()[slot];
  i.state = InstanceState::Idle;
  i.since = now;
  pushBack(fns[i.fn].idle, instances.slots(), slot, &Instance::links);
  pushBack(lru, instances.slots(), slot, &Instance::lru);
  idleMb += i.memMb;
  armKeepAlive(slot);
  keepToHostMemory(0);
}

}  // namespace scfdesk::scaling
