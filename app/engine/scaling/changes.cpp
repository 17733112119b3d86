// SPDX-License-Identifier: GPL-3.0-or-later
// Configuration: functions and limits come, change and go.
#include "app/engine/scaling/coreimpl.h"
#include "app/engine/scaling/largepages.h"
#include <algorithm>

namespace scfdesk::scaling {

namespace {

/// A configuration whose values can't break the core: what a driver should never send is moved to the nearest sense.
FnConfig sane(FnConfig c) {
  constexpr Ns kTick = kSecond / 1000;
  c.memMb = std::clamp(c.memMb, 1, 1 << 20);
  c.conc = std::clamp(c.conc, 1, kMostConcurrency);
  c.timeout = std::max<Ns>(c.timeout, 1);
  c.initTimeout = std::max<Ns>(c.initTimeout, 1);
  c.keepAlive = std::max<Ns>(c.keepAlive, 0);
  c.reservedMb = std::clamp(c.reservedMb, -1, 1 << 30);
  c.maxInstances = c.maxInstances < 0 ? -1 : std::max(c.maxInstances, 1);
  c.footprintMb = c.footprintMb < 0 ? -1 : std::clamp(c.footprintMb, 1, 1 << 20);
  c.retries = std::max(c.retries, 0);
  c.pullRetries = std::max(c.pullRetries, 0);
  c.retryInterval = std::max(c.retryInterval, kTick);  // a retry at the same instant would never end
  c.maxAge = std::max<Ns>(c.maxAge, 0);
  return c;
}

}  // namespace

void Core::Impl::configure(FnId id, const FnConfig& config) {
  constexpr FnId kMostFunctions = 1u << 22;
  if (id == 0 || id >= kMostFunctions || config.group >= kMostFunctions) {
    ++ledger.totals.late;
    return;
  }
  const FnId last = std::max(id, config.group);
  if (last >= fns.size()) {
    const size_t count = std::max<size_t>(last + 1, std::min<size_t>(fns.size() * 2, kMostFunctions));
    reserveLarge(fns, count);
    fns.resize(count);
  }
  Function& fn = fns[id];
  const FnConfig old = fn.config;  // of one that was removed: instances of it may still run
  fn.config = sane(config);
  joinGroup(id, config.group == 0 ? id : config.group, fn.config.reservedMb);
  fn.known = true;
  if (fn.config.conc > 1 && fn.loads == kNoSlot) {
    fn.loads = static_cast<uint32_t>(loads.size());
    loads.emplace_back();
  }
  if (old.memMb != fn.config.memMb || old.conc != fn.config.conc) replaceAll(fn, Reason{Rule::ConfigChanged, old.memMb, fn.config.memMb});
  if (fn.config.keepAlive < old.keepAlive || fn.config.timeout < old.timeout || fn.config.initTimeout < old.initTimeout) armAnew(fn);
  pump(fn);
}

/// A shorter time moves timers that are armed, and takes away those of an earlier state, which would come too late for the next
/// one; a longer time is found when they fire.
void Core::Impl::armAnew(Function& fn) {
  const auto each = [&](const List& list, InstanceState state) {
    for (Slot s = list.head; s != kNoSlot; s = instances.slots()[s].links.next) {
      disarm(s, state != InstanceState::Idle);
      if (state == InstanceState::Idle) {
        disarm(s, false);
        if (!instances.slots()[s].provisioned) armKeepAlive(s);
      } else {
        armRun(s, state == InstanceState::Busy ? fn.config.timeout : fn.config.initTimeout);
      }
    }
  };
  each(fn.idle, InstanceState::Idle);
  each(fn.busy, InstanceState::Busy);
  each(fn.draining, InstanceState::Busy);
  each(fn.starting, InstanceState::Starting);
  each(fn.unbound, InstanceState::Starting);
  if (fn.provisioned != kNoSlot) {
    each(provisioned[fn.provisioned].idle, InstanceState::Idle);
    each(provisioned[fn.provisioned].starting, InstanceState::Starting);
  }
  if (fn.loads != kNoSlot)
    for (const List& list : loads[fn.loads].lists) each(list, InstanceState::Busy);
}

void Core::Impl::joinGroup(FnId id, FnId group, int reservedMb) {
  Function& fn = fns[id];
  if (fn.group != group || !fn.known) {
    if (fn.known) leaveGroup(fn);
    // What still runs of it moves along, and counts as the new group's memory does.
    if (fn.group != group) {
      Function& before = fns[fn.group];
      before.groupMb -= fn.executingMb;
      quota.move(fn.executingMb, before.groupReservedMb >= 0, fns[group].groupReservedMb >= 0);
      fn.group = group;
      fns[group].groupMb += fn.executingMb;
    }
    ++fns[group].groupMembers;
  }
  Function& all = fns[group];
  quota.reserve(all.groupReservedMb, reservedMb, all.groupMb);
  all.groupReservedMb = reservedMb;
}

void Core::Impl::leaveGroup(Function& fn) {
  Function& all = fns[fn.group];
  if (--all.groupMembers > 0) return;
  quota.reserve(all.groupReservedMb, -1, all.groupMb);
  all.groupReservedMb = -1;
}

void Core::Impl::setLimits(const Limits& value) {
  burst.resize(now, value.burstWindow, value.burstSliding);
  ramp.resize(now, value.burstWindow, value.burstSliding);
  const bool otherPolicy = value.policy != limits.policy;
  const bool otherTime = value.unixTime != limits.unixTime || value.zoneSeconds != limits.zoneSeconds;
  limits = value;
  listIdle(limits.hostMb > 0);
  if (otherPolicy) usePolicy(value.policy);
  keepToHostMemory(0);
  for (Function& fn : fns) {
    if (fn.provisioned == kNoSlot) continue;
    if (otherTime) planTask(idOf(fn));
    fill(fn);
  }
}

void Core::Impl::usePolicy(PolicyId id) {
  policy = &policyOf(id);
  wants = policy->wants();
  victims = TimerHeap();
  for (FnId f = 0; f < fns.size(); ++f) {
    disarmFunction(f, Prewarm);
    for (Slot s = fns[f].idle.head; wants & Policy::IdleMoves && s != kNoSlot; s = instances.slots()[s].links.next)
      policy->fellIdle(*this, s);
    armAnew(fns[f]);
  }
}

void Core::Impl::replaceLater(Slot slot, Rule why) {
  Instance& i = instances.slots()[slot];
  if (i.provisioned) giveUpProvisioned(slot);
  i.replacedBy = why;
}

void Core::Impl::replaceAll(Function& fn, Reason why) {
  while (fn.idle.head != kNoSlot) stop(fn.idle.head, why);
  while (fn.unbound.head != kNoSlot) stop(fn.unbound.head, why);
  if (fn.provisioned != kNoSlot) {
    Provisioned& p = provisioned[fn.provisioned];
    while (p.idle.head != kNoSlot) stop(p.idle.head, why);
    while (p.starting.head != kNoSlot) stop(p.starting.head, why);
  }
  for (const List* list : {&fn.starting, &fn.busy, &fn.draining})
    for (Slot s = list->head; s != kNoSlot; s = instances.slots()[s].links.next) replaceLater(s, why.rule);
  if (fn.loads == kNoSlot) return;
  for (size_t load = 1; load <= kMostConcurrency; ++load) {
    while (loads[fn.loads].lists[load].head != kNoSlot) {
      const Slot s = loads[fn.loads].lists[load].head;
      leave(s);
      replaceLater(s, why.rule);
      enter(s);
    }
  }
}

void Core::Impl::removeFunction(FnId id) {
  Function& fn = fns[id];
  fn.known = false;
  leaveGroup(fn);
  fn.config.reservedMb = -1;
  const Reason why{Rule::Removed};
  finishHeld(id, why);
  while (fn.waiting.head != kNoSlot) {
    const Slot req = fn.waiting.head;
    leaveWaiting(req);
    finish(req, 435, DecisionKind::Finish, why);
  }
  while (fn.retrying.head != kNoSlot) {
    const Slot req = fn.retrying.head;
    leaveRetrying(req);
    finish(req, 435, DecisionKind::Finish, why);
  }
  disarmFunction(id, Prewarm);
  if (fn.provisioned != kNoSlot) {
    clearTasks(id);
    provision(id, Provision{}, why);
  }
  replaceAll(fn, why);
}

void Core::Impl::deploy(FnId id) {
  Function& fn = fns[id];
  replaceAll(fn, Reason{Rule::NewCode});
  pump(fn);
}

}  // namespace scfdesk::scaling
