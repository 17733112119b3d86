// SPDX-License-Identifier: GPL-3.0-or-later
// Instances in and out: started, idle, stopped, and the lists that they are in meanwhile.
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

int Core::Impl::footprintOf(const Function& fn) const {
  return fn.measuredMb > 0 ? fn.measuredMb : fn.config.footprintMb > 0 ? fn.config.footprintMb : fn.config.memMb;
}

Slot Core::Impl::launch(FnId id, Slot req, bool isProvisioned, const Reason& reason) {
  Function& fn = fns[id];
  const int footprint = footprintOf(fn);
  keepToHostMemory(footprint);
  const Slot slot = instances.add();
  if (slot == kNoSlot) return kNoSlot;
  Instance& i = instances.slots()[slot];
  i.fn = id;
  i.memMb = fn.config.memMb;
  i.hostMb = footprint;
  i.conc = static_cast<uint8_t>(fn.config.conc);
  i.state = InstanceState::Starting;
  i.since = now;
  i.provisioned = isProvisioned;
  if (req != kNoSlot) attach(slot, req, RequestState::Bound);
  ++fn.living;
  fn.queuedSince = now;
  residentMb += footprint;
  if (isProvisioned) {
    ++provisioned[fn.provisioned].living;
    provisionedMb += i.memMb;
    ramp.count(now);
  } else {
    burst.count(now);
  }
  enter(slot);
  ++ledger.totals.started;
  armRun(slot, fn.config.initTimeout);
  Decision d;
  d.kind = DecisionKind::Start;
  d.provisioned = isProvisioned;
  d.now = now;
  d.fn = id;
  d.inst = instances.id(slot);
  if (req != kNoSlot) {
    d.req = requests.slots()[req].id;
    d.attempt = requests.slots()[req].attempt;
  }
  d.reason = reason;
  emit(d);
  return slot;
}

void Core::Impl::keepToHostMemory(int memMb) {
  while (limits.hostMb > 0 && residentMb + memMb > limits.hostMb) {
    Reason why{Rule::HostMemory, residentMb, memMb, limits.hostMb};
    const Slot slot = policy->victim(*this, why);
    if (slot == kNoSlot) return;
    stop(slot, why);
  }
}

/// Requires: it runs nothing and is in no list.
/// The list of all idle instances is kept only while this machine's memory is limited: its neighbours are of any function, and
/// each would have to be brought near for each request.
void Core::Impl::listIdle(bool wanted) {
  if (wanted == (lru.size > 0)) return;
  lru = List{};
  for (Instance& i : instances.slots()) i.lru = Links{};
  if (!wanted) return;
  std::vector<Slot> idle;
  for (const Function& fn : fns)
    for (Slot s = fn.idle.head; s != kNoSlot; s = instances.slots()[s].links.next) idle.push_back(s);
  std::sort(idle.begin(), idle.end(), [this](Slot a, Slot b) {
    const Ns first = instances.slots()[a].since, second = instances.slots()[b].since;
    return first != second ? first < second : a < b;
  });
  for (const Slot s : idle) pushBack(lru, instances.slots(), s, &Instance::lru);
}

void Core::Impl::becomeIdle(Slot slot) {
  Instance& i = instances.slots()[slot];
  i.state = InstanceState::Idle;
  i.since = now;
  enter(slot);
  if (i.provisioned) return keepToHostMemory(0);
  if (i.used && unload(fns[i.fn])) return;
  // A timer of an earlier idle time is early enough: configure() sees to it that a shorter time finds none.
  if (!i.keepArmed || limits.policy != PolicyId::Fixed) armKeepAlive(slot);
  keepToHostMemory(0);
}

/// The policy expects the next event so late that everything goes now and one comes back ahead of it.
bool Core::Impl::unload(Function& fn) {
  if (limits.policy != PolicyId::Histogram || fn.executingMb > 0 || fn.waiting.size > 0 || fn.unbound.size > 0) return false;
  const Window w = policy->window(*this, fn);
  if (w.prewarmAfter == 0 || w.prewarmAfter == kNever) return false;
  while (fn.idle.head != kNoSlot) stop(fn.idle.head, Reason{Rule::Unloaded, w.prewarmAfter, w.keepUntil});
  armFunction(idOf(fn), Prewarm, later(std::max<Ns>(fn.quietSince, 0), w.prewarmAfter));
  return true;
}

List& Core::Impl::listOf(const Instance& i) {
  Function& fn = fns[i.fn];
  if (i.state == InstanceState::Busy) {
    if (i.conc == 1) return fn.busy;
    return i.replacedBy != Rule::None ? fn.draining : loads[fn.loads].lists[i.requests.size];
  }
  if (i.state == InstanceState::Idle) return i.provisioned ? provisioned[fn.provisioned].idle : fn.idle;
  if (i.requests.size > 0) return fn.starting;
  return i.provisioned ? provisioned[fn.provisioned].starting : fn.unbound;
}

void Core::Impl::enter(Slot slot) {
  Instance& i = instances.slots()[slot];
  pushBack(listOf(i), instances.slots(), slot, &Instance::links);
  if (i.state == InstanceState::Idle && !i.provisioned) {
    if (limits.hostMb > 0) pushBack(lru, instances.slots(), slot, &Instance::lru);
    evictableMb += i.hostMb;
    if (wants & Policy::IdleMoves) policy->fellIdle(*this, slot);
  } else if (i.conc > 1 && i.state == InstanceState::Busy && i.replacedBy == Rule::None) {
    loads[fns[i.fn].loads].used[i.requests.size / 64] |= uint64_t{1} << i.requests.size % 64;
  }
}

void Core::Impl::leave(Slot slot) {
  const Instance& i = instances.slots()[slot];
  List& list = listOf(i);
  unlink(list, instances.slots(), slot, &Instance::links);
  if (i.state == InstanceState::Idle && !i.provisioned) {
    if (limits.hostMb > 0) unlink(lru, instances.slots(), slot, &Instance::lru);
    evictableMb -= i.hostMb;
    if (wants & Policy::IdleMoves) policy->leftIdle(*this, i.fn);
  } else if (i.conc > 1 && i.state == InstanceState::Busy && i.replacedBy == Rule::None && list.size == 0) {
    loads[fns[i.fn].loads].used[i.requests.size / 64] &= ~(uint64_t{1} << i.requests.size % 64);
  }
}

/// Requires: the instance is in no list.
void Core::Impl::attach(Slot slot, Slot req, RequestState state) {
  Instance& i = instances.slots()[slot];
  Request& r = requests.slots()[req];
  pushBack(i.requests, requests.slots(), req, &Request::links);
  r.inst = slot;
  r.state = state;
  r.since = now;
  if (i.requests.size > 1) return;
  Function& fn = fns[i.fn];
  Function& all = group(fn);
  quota.admit(i.memMb, all.groupReservedMb >= 0);
  fn.executingMb += i.memMb;
  all.groupMb += i.memMb;
  fn.quietSince = -1;
}

/// Requires: its instance is in no list. The request still names its instance, for the decision that follows.
void Core::Impl::detach(Slot req) {
  const Request& r = requests.slots()[req];
  Instance& i = instances.slots()[r.inst];
  Function& fn = fns[i.fn];
  if (r.state == RequestState::Running) --fn.running;
  unlink(i.requests, requests.slots(), req, &Request::links);
  if (i.requests.size > 0) return;
  Function& all = group(fn);
  quota.release(i.memMb, all.groupReservedMb >= 0);
  fn.executingMb -= i.memMb;
  all.groupMb -= i.memMb;
  if (fn.executingMb == 0) fn.quietSince = now;
}

/// Requires: it is in no list and has no request.
void Core::Impl::retire(Slot slot, const Reason& reason) {
  forget(slot);
  instances.slots()[slot].state = InstanceState::Stopping;
  instances.slots()[slot].since = now;
  ++ledger.totals.stopped;
  decide(DecisionKind::Stop, instances.slots()[slot].fn, slot, kNoSlot, reason);
}

void Core::Impl::forget(Slot slot) {
  const Instance& i = instances.slots()[slot];
  if (i.provisioned) giveUpProvisioned(slot);
  --fns[i.fn].living;
  residentMb -= i.hostMb;
  disarm(slot, false);
  disarm(slot, true);
}

}  // namespace scfdesk::scaling
