// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"
#include <utility>

namespace scfdesk::scaling {

namespace {

std::string broken(const char* what, uint64_t where) { return std::string(what) + " (" + std::to_string(where) + ")"; }

}  // namespace

std::string Core::Impl::check() const {
  if (!instanceTimers.isConsistent() || !requestTimers.isConsistent() || !fnTimers.isConsistent() || !victims.isConsistent())
    return "timer heap out of order";
  if (std::string text = checkInstances(); !text.empty()) return text;
  if (std::string text = checkRequests(); !text.empty()) return text;
  if (std::string text = checkProvisioned(); !text.empty()) return text;
  const Totals& t = ledger.totals;
  const uint64_t open = requests.size();
  if (t.arrived != t.rejected + open + t.done + t.failed + t.deadLettered) return "ledger of requests does not balance";
  return {};
}

std::string Core::Impl::checkInstances() const {
  int64_t executing = 0, shared = 0, reserved = 0, resident = 0, evictable = 0;
  uint64_t living = 0, idleCount = 0;
  std::vector<int64_t> byGroup(fns.size());
  static const List kNone;
  for (size_t f = 0; f < fns.size(); ++f) {
    const Function& fn = fns[f];
    const Provisioned* p = fn.provisioned == kNoSlot ? nullptr : &provisioned[fn.provisioned];
    int64_t own = 0;
    uint32_t ownLiving = 0, running = 0;
    std::string text;
    const auto list = [&](const List& of, InstanceState state, int load, bool isProvisioned) {
      uint32_t size = 0;
      for (Slot s = of.head; s != kNoSlot && text.empty(); s = instances.slots()[s].links.next, ++size) {
        const Instance& i = instances.slots()[s];
        if (i.state != state || i.fn != f) text = broken("instance in a wrong list", s);
        if (state != InstanceState::Busy && i.provisioned != isProvisioned) text = broken("provisioned and other instances in one list", s);
        if (load >= 0 ? i.requests.size != static_cast<uint32_t>(load) : i.requests.size == 0)
          text = broken("an idle instance has a request or a busy one has none", s);
        if (i.runArmed != instanceTimers.armed(s * 2) || i.keepArmed != instanceTimers.armed(s * 2 + 1)) text = broken("a timer is marked wrong", s);
        if (i.requests.size > i.conc) text = broken("more requests than an instance may run", s);
        uint32_t requestsSeen = 0;
        for (Slot r = i.requests.head; r != kNoSlot && requestsSeen <= i.requests.size; r = requests.slots()[r].links.next, ++requestsSeen)
          if (requests.slots()[r].inst != s) text = broken("instance and request disagree", s);
        if (requestsSeen != i.requests.size) text = broken("count of an instance's requests is wrong", s);
        if (state == InstanceState::Busy) running += requestsSeen;
        if (requestsSeen > 0) own += i.memMb;
        resident += i.hostMb;
        ++ownLiving;
        if (state == InstanceState::Idle) {
          if (i.replacedBy != Rule::None) text = broken("an idle instance has old code", s);
          if (!i.provisioned) {
            evictable += i.hostMb;
            ++idleCount;
            const Ns keep = keepAliveOf(i);
            if (keep != kNever && !instanceTimers.armed(s * 2 + 1)) text = broken("an idle instance without keep-alive timer", s);
            // What a policy learns may shorten a time that is armed; the lazy timer of a fixed time is never late.
            if (limits.policy == PolicyId::Fixed && instanceTimers.deadline(s * 2 + 1) > std::max(later(i.since, keep), now))
              text = broken("keep-alive armed late", s);
          }
        } else {
          if (!instanceTimers.armed(s * 2)) {
            text = broken("a run or init without timer", s);
          } else {
            const Ns at = state == InstanceState::Busy ? later(requests.slots()[i.requests.head].since, fn.config.timeout)
                                                       : later(i.since, fn.config.initTimeout);
            if (instanceTimers.deadline(s * 2) > at) text = broken("timeout armed late", s);
          }
        }
      }
      if (text.empty() && size != of.size) text = broken("list size is wrong", f);
    };
    list(fn.idle, InstanceState::Idle, 0, false);
    list(fn.starting, InstanceState::Starting, 1, false);
    list(fn.unbound, InstanceState::Starting, 0, false);
    list(fn.busy, InstanceState::Busy, 1, false);
    list(fn.draining, InstanceState::Busy, -1, false);
    if (p) list(p->idle, InstanceState::Idle, 0, true);
    if (p) list(p->starting, InstanceState::Starting, 0, true);
    bool freeSlot = false;
    if (fn.loads != kNoSlot)
      for (size_t load = 0; load <= kMostConcurrency; ++load) {
        const List& of = loads[fn.loads].lists[load];
        list(of, InstanceState::Busy, static_cast<int>(load), false);
        if ((of.size > 0) != ((loads[fn.loads].used[load / 64] >> load % 64 & 1) != 0)) text = broken("a load is marked wrong", load);
        freeSlot = freeSlot || (of.size > 0 && static_cast<int>(load) < fn.config.conc);
      }
    if (!text.empty()) return text;
    if (own != fn.executingMb) return broken("executing memory of a function is wrong", f);
    if (ownLiving != fn.living) return broken("count of a function's instances is wrong", f);
    if (running != fn.running) return broken("count of a function's runs is wrong", f);
    const Function& all = group(fn);
    byGroup[fn.group] += own;
    executing += own;
    if (all.groupReservedMb < 0) shared += own;
    if (fn.groupReservedMb > 0) reserved += fn.groupReservedMb;
    living += ownLiving;
    const bool idle = fn.idle.size > 0 || (p && p->idle.size > 0) || freeSlot;
    if (fn.waiting.size > 0 && idle && !paused) return broken("an event waits beside an idle instance", f);
    if (fn.waiting.size > 0 && fn.living == 0 && !paused) return broken("an event waits for nothing", f);
    if ((fn.executingMb > 0) != (fn.quietSince < 0) && fn.quietSince >= 0) return broken("a busy function is said to be quiet", f);
  }
  for (size_t f = 0; f < fns.size(); ++f)
    if (byGroup[f] != fns[f].groupMb) return broken("executing memory of a group is wrong", f);
  if (executing != quota.executingMb() || shared != quota.sharedMb() || reserved != quota.reservedMb())
    return "executing memory of the account is wrong";
  if (resident != residentMb || evictable != evictableMb) return "resident memory is wrong";
  if (limits.hostMb > 0 && residentMb > limits.hostMb && evictableMb > 0) return "idle instances above the host's memory";
  if (lru.size != (limits.hostMb > 0 ? idleCount : 0)) return "list of idle instances is wrong";
  if (ledger.totals.started != ledger.totals.stopped + ledger.totals.died + living) return "ledger of instances does not balance";
  uint64_t alive = 0;
  for (size_t s = 0; s < instances.slots().size(); ++s) {
    const InstanceState state = instances.slots()[s].state;
    if (state != InstanceState::Free && state != InstanceState::Stopping) {
      ++alive;
      continue;
    }
    const auto node = static_cast<uint32_t>(s * 2);
    if (instanceTimers.armed(node) || instanceTimers.armed(node + 1)) return broken("a timer of an instance that is gone", s);
  }
  if (alive != living) return "instance outside all lists";
  return {};
}

std::string Core::Impl::checkRequests() const {
  uint32_t open = 0;
  uint64_t waiting = 0, retrying = 0, held = 0, inFlight = 0;
  for (Slot s = 0; s < requests.slots().size(); ++s) {
    const Request& r = requests.slots()[s];
    if (r.state == RequestState::Free) continue;
    ++open;
    if (requests.find(r.id) != s) return broken("request is not found by its id", r.id);
    const bool running = r.state == RequestState::Bound || r.state == RequestState::Running;
    if (running && instances.slots()[r.inst].requests.size == 0) return broken("request and instance disagree", r.id);
    if (r.state == RequestState::Retrying && !requestTimers.armed(s)) return broken("a retry without timer", r.id);
    if (running && requestTimers.armed(s)) return broken("a running request with a timer", r.id);
    waiting += r.state == RequestState::Waiting;
    retrying += r.state == RequestState::Retrying;
    held += r.state == RequestState::Held;
    if (r.partition == 0) continue;
    if ((partitions[r.partition].inFlight == s) == (r.state == RequestState::Held)) return broken("two batches of a partition in flight", r.id);
    inFlight += r.state != RequestState::Held;
  }
  if (open != requests.size()) return "count of open requests is wrong";
  for (size_t p = 0; p < partitions.size(); ++p) {
    held -= partitions[p].held.size;
    inFlight -= partitions[p].inFlight != kNoSlot;
    if (partitions[p].held.size > 0 && partitions[p].inFlight == kNoSlot) return broken("a batch waits for nothing", p);
  }
  if (held != 0 || inFlight != 0) return "a batch outside all partitions";
  uint64_t listedWaiting = 0, listedRetrying = 0;
  for (size_t f = 0; f < fns.size(); ++f) {
    listedWaiting += fns[f].waiting.size;
    listedRetrying += fns[f].retrying.size;
    if (!fns[f].known && (fns[f].waiting.size || fns[f].retrying.size)) return broken("a removed function has events", f);
    int async = 0;
    for (Slot s = fns[f].waiting.head; s != kNoSlot; s = requests.slots()[s].links.next)
      async += requests.slots()[s].mode == Mode::Async;
    if (async != fns[f].asyncWaiting) return broken("count of waiting async events is wrong", f);
  }
  if (waiting != listedWaiting || retrying != listedRetrying) return "request outside all lists";
  return {};
}

std::string Core::Impl::checkProvisioned() const {
  int64_t memory = 0;
  std::vector<uint32_t> living(provisioned.size()), ready(provisioned.size());
  for (const Instance& i : instances.slots()) {
    if (i.state == InstanceState::Free || i.state == InstanceState::Stopping || !i.provisioned) continue;
    memory += i.memMb;
    ++living[fns[i.fn].provisioned];
    ready[fns[i.fn].provisioned] += i.state != InstanceState::Starting;
  }
  if (memory != provisionedMb) return "provisioned memory is wrong";
  for (size_t f = 0; f < fns.size(); ++f) {
    const Function& fn = fns[f];
    if (fn.provisioned == kNoSlot) continue;
    const Provisioned& p = provisioned[fn.provisioned];
    if (living[fn.provisioned] != p.living || ready[fn.provisioned] != p.ready) return broken("count of provisioned instances is wrong", f);
    if (p.living > static_cast<uint32_t>(p.target)) return broken("more provisioned instances than wanted", f);
    // Fewer than wanted: only for a reason that ends by itself (a timer is armed), or for lack of account memory.
    if (p.living < static_cast<uint32_t>(p.target) && !fnTimers.armed(static_cast<uint32_t>(f * 4 + Fill)) &&
        provisionedMb + fn.config.memMb <= limits.accountMb)
      return broken("provisioned instances are missing", f);
  }
  return {};
}

}  // namespace scfdesk::scaling
