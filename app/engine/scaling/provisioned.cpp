// SPDX-License-Identifier: GPL-3.0-or-later
// Provisioned concurrency: started ahead along a ramp of its own, kept, replaced when one breaks; by hand, by schedule, by use.
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>
#include <utility>

namespace scfdesk::scaling {

namespace {

constexpr Ns kTrackInterval = 10 * kSecond;
constexpr Ns kScaleInBlock = 600 * kSecond;  // after any change by tracking
constexpr Ns kRetryFill = 10 * kSecond;      // memory is looked at again; and per failed start, up to a minute
constexpr int kMostProvisioned = 100'000;

Provision sane(Provision p) {
  p.count = std::clamp(p.count, 0, kMostProvisioned);
  p.utilizationPpm = std::clamp(p.utilizationPpm, 1, 1'000'000);
  p.least = std::clamp(p.least, 0, kMostProvisioned);
  p.most = std::clamp(p.most, p.least, kMostProvisioned);
  return p;
}

}  // namespace

void Core::Impl::provision(FnId id, const Provision& value, const Reason& why) {
  Function& fn = fns[id];
  if (fn.provisioned == kNoSlot) {
    fn.provisioned = static_cast<uint32_t>(provisioned.size());
    provisioned.emplace_back();
  }
  Provisioned& p = provisioned[fn.provisioned];
  p.wanted = sane(value);
  p.failures = 0;
  p.blockedUntil = 0;
  if (p.wanted.tracking)
    armFunction(id, Track, later(now, kTrackInterval));
  else
    disarmFunction(id, Track);
  setTarget(id, p.wanted.tracking ? std::clamp(p.wanted.count, p.wanted.least, p.wanted.most) : p.wanted.count, why);
}

void Core::Impl::setTarget(FnId id, int target, const Reason& why) {
  Function& fn = fns[id];
  Provisioned& p = provisioned[fn.provisioned];
  if (target != p.target) p.lastScaled = now;
  p.target = target;
  decide(DecisionKind::Target, id, kNoSlot, kNoSlot, why, target);
  shrink(fn);
  pump(fn);  // what waited for one instance fewer; and fills up
}

void Core::Impl::fill(Function& fn) {
  Provisioned& p = provisioned[fn.provisioned];
  const FnId id = idOf(fn);
  while (fn.known && p.living < static_cast<uint32_t>(p.target)) {
    const int memMb = fn.config.memMb;
    const int used = limits.burstWindow > 0 ? ramp.used(now) : 0;
    if (p.blockedUntil > now)
      return fillLater(id, p.blockedUntil, Reason{Rule::ExecutionError, p.lastFailure});
    if (provisionedMb + memMb > limits.accountMb) {  // looked at again when the limits change or others give some up
      accountShort = true;
      disarmFunction(id, Fill);
      if (!p.toldShort) decide(DecisionKind::Wait, id, kNoSlot, kNoSlot, Reason{Rule::AccountQuota, provisionedMb, memMb, limits.accountMb});
      p.toldShort = true;
      return;
    }
    p.toldShort = false;
    if (limits.burstWindow > 0 && used >= limits.provisionedRamp)
      return fillLater(id, later(now, ramp.untilNext(now)), Reason{Rule::ProvisionedRamp, used, ramp.untilNext(now), limits.provisionedRamp});
    if (limits.hostMb > 0 && residentMb - evictableMb + footprintOf(fn) > limits.hostMb)
      return fillLater(id, later(now, kRetryFill), Reason{Rule::HostMemory, residentMb - evictableMb, footprintOf(fn), limits.hostMb});
    if (launch(id, kNoSlot, true, Reason{Rule::Provisioned, p.living, 0, p.target}) == kNoSlot)
      return fillLater(id, later(now, kRetryFill), Reason{Rule::HostMemory, residentMb, memMb, limits.hostMb});
  }
  disarmFunction(id, Fill);
}

/// What others gave up may be enough for those that the account's memory held back.
void Core::Impl::refill() {
  while (std::exchange(accountFreed, false)) {
    accountShort = false;
    for (Function& fn : fns)
      if (fn.provisioned != kNoSlot) fill(fn);
  }
}

/// Says once why it waits, however often it is looked at meanwhile.
void Core::Impl::fillLater(FnId id, Ns at, const Reason& why) {
  const bool told = fnTimers.armed(id * 4 + Fill);
  armFunction(id, Fill, at);
  if (!told) decide(DecisionKind::Wait, id, kNoSlot, kNoSlot, why);
}

void Core::Impl::shrink(Function& fn) {
  Provisioned& p = provisioned[fn.provisioned];
  const Reason reason{Rule::ProvisionedShrink, p.living, 0, p.target};
  const auto over = [&] { return p.living > static_cast<uint32_t>(p.target); };
  if (!over()) return;
  while (over() && p.starting.tail != kNoSlot) stop(p.starting.tail, reason);
  while (over() && p.idle.head != kNoSlot) stop(p.idle.head, reason);
  // Busy ones go on as instances on demand: they fall idle and keep alive like any other.
  const auto release = [&](const List& list) {
    for (Slot s = list.head; s != kNoSlot && over(); s = instances.slots()[s].links.next)
      if (instances.slots()[s].provisioned) giveUpProvisioned(s);
  };
  release(fn.busy);
  if (fn.loads != kNoSlot)
    for (const List& list : loads[fn.loads].lists) release(list);
}

/// It no longer counts as provisioned. Requires: it is in no list, or busy (those lists do not tell them apart).
void Core::Impl::giveUpProvisioned(Slot slot) {
  Instance& i = instances.slots()[slot];
  Provisioned& p = provisioned[fns[i.fn].provisioned];
  --p.living;
  if (i.state != InstanceState::Starting) --p.ready;
  provisionedMb -= i.memMb;
  accountFreed = accountFreed || accountShort;
  i.provisioned = false;
}

void Core::Impl::startFailed(Provisioned& p, int code) {
  p.lastFailure = code;
  p.failures = std::min(p.failures + 1, 1'000'000);
  p.blockedUntil = later(now, std::min(p.failures, 6) * kRetryFill);
}

void Core::Impl::track(FnId id) {
  const Function& fn = fns[id];
  const Provisioned& p = provisioned[fn.provisioned];
  const int64_t executing = int64_t{fn.living} - fn.idle.size - fn.unbound.size - p.idle.size - p.starting.size;
  const int64_t wanted = (executing * 1'000'000 + p.wanted.utilizationPpm - 1) / p.wanted.utilizationPpm;
  const int target = static_cast<int>(std::clamp<int64_t>(wanted, p.wanted.least, p.wanted.most));
  armFunction(id, Track, later(now, kTrackInterval));
  const bool blocked = p.lastScaled >= 0 && now - p.lastScaled < kScaleInBlock;
  if (target == p.target || (target < p.target && blocked)) return;
  setTarget(id, target, Reason{Rule::Tracking, executing, p.wanted.utilizationPpm, target});
}

void Core::Impl::addTask(FnId id, const ScheduledProvision& task) {
  if (fns[id].provisioned == kNoSlot) provision(id, Provision{}, Reason{Rule::Schedule});
  Provisioned& p = provisioned[fns[id].provisioned];
  p.tasks[static_cast<size_t>(p.taskCount++)] = {task.cron, sane(task.provision)};
  planTask(id);
}

void Core::Impl::clearTasks(FnId id) {
  if (fns[id].provisioned == kNoSlot) return;
  provisioned[fns[id].provisioned].taskCount = 0;
  planTask(id);
}

void Core::Impl::planTask(FnId id) {
  Provisioned& p = provisioned[fns[id].provisioned];
  const int64_t unixNow = (limits.unixTime + now) / kSecond - (limits.unixTime + now < 0 ? 1 : 0);
  int64_t first = 0;
  p.nextTask = -1;
  for (int i = 0; i < p.taskCount; ++i) {
    const auto at = nextFire(p.tasks[static_cast<size_t>(i)].cron, unixNow, limits.zoneSeconds);
    if (!at || (p.nextTask >= 0 && *at > first)) continue;
    p.nextTask = i;  // of two at the same time the later one
    first = *at;
  }
  if (p.nextTask < 0) return disarmFunction(id, Planned);
  armFunction(id, Planned, std::clamp<Ns>(first * kSecond - limits.unixTime, now, kLatest));
}

void Core::Impl::runTask(FnId id) {
  Provisioned& p = provisioned[fns[id].provisioned];
  const int task = p.nextTask;
  if (task < 0) return;
  planTask(id);
  const Provision value = p.tasks[static_cast<size_t>(task)].provision;
  provision(id, value, Reason{Rule::Schedule, task + 1, 0, value.count});
}

}  // namespace scfdesk::scaling
