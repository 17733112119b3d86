// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"
#include <utility>

namespace scfdesk::scaling {

namespace {

std::string broken(const char* what, uint64_t where) { return std::string(what) + " (" + std::to_string(where) + ")"; }

}  // namespace

std::string Core::Impl::check() const {
  if (!instanceTimers.isConsistent() || !requestTimers.isConsistent()) return "timer heap out of order";
  if (std::string text = checkInstances(); !text.empty()) return text;
  if (std::string text = checkRequests(); !text.empty()) return text;
  const Totals& t = ledger.totals;
  const uint64_t open = requests.size();
  if (t.arrived != t.rejected + open + t.done + t.failed + t.deadLettered) return "ledger of requests does not balance";
  return {};
}

std::string Core::Impl::checkInstances() const {
  int64_t executing = 0, shared = 0, reserved = 0, resident = 0, idle = 0;
  uint64_t living = 0, idleCount = 0;
  for (size_t f = 0; f < fns.size(); ++f) {
    const Function& fn = fns[f];
    int64_t own = 0;
    const std::pair<const List*, InstanceState> lists[] = {{&fn.idle, InstanceState::Idle},
                                                           {&fn.busy, InstanceState::Busy},
                                                           {&fn.starting, InstanceState::Starting},
                                                           {&fn.unbound, InstanceState::Starting}};
    for (const auto& [list, state] : lists) {
      const bool bound = list == &fn.busy || list == &fn.starting;
      uint32_t size = 0;
      for (Slot s = list->head; s != kNoSlot; s = instances.slots()[s].links.next, ++size) {
        const Instance& i = instances.slots()[s];
        if (i.state != state || i.fn != f) return broken("instance in a wrong list", s);
        if ((i.req != kNoSlot) != bound) return broken("an idle instance has a request or a busy one has none", s);
        if (bound && requests.slots()[i.req].inst != s) return broken("instance and request disagree", s);
        if (bound) own += i.memMb;
        resident += i.memMb;
        if (state == InstanceState::Idle) {
          idle += i.memMb;
          if (i.replacedBy != Rule::None) return broken("an idle instance has old code", s);
          if (!instanceTimers.armed(s * 2 + 1)) return broken("an idle instance without keep-alive timer", s);
          if (instanceTimers.deadline(s * 2 + 1) > later(i.since, fn.config.keepAlive)) return broken("keep-alive armed late", s);
        } else {
          if (!instanceTimers.armed(s * 2)) return broken("a run or init without timer", s);
          const Ns length = state == InstanceState::Busy ? fn.config.timeout : fn.config.initTimeout;
          if (instanceTimers.deadline(s * 2) > later(i.since, length))
            return broken("timeout armed late", s);
        }
      }
      if (size != list->size) return broken("list size is wrong", f);
    }
    if (own != fn.executingMb) return broken("executing memory of a function is wrong", f);
    executing += own;
    if (!fn.isReserved()) shared += own;
    if (fn.known && fn.isReserved()) reserved += fn.config.reservedMb;
    living += fn.living();
    idleCount += fn.idle.size;
    if (fn.waiting.size > 0 && fn.idle.size > 0 && !paused) return broken("an event waits beside an idle instance", f);
    if (fn.waiting.size > 0 && fn.living() == 0 && !paused) return broken("an event waits for nothing", f);
  }
  if (executing != quota.executingMb() || shared != quota.sharedMb() || reserved != quota.reservedMb())
    return "executing memory of the account is wrong";
  if (resident != residentMb || idle != idleMb) return "resident memory is wrong";
  if (limits.hostMb > 0 && residentMb > limits.hostMb && idleMb > 0) return "idle instances above the host's memory";
  if (idleCount != lru.size) return "list of idle instances is wrong";
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
  uint64_t waiting = 0, retrying = 0;
  for (Slot s = 0; s < requests.slots().size(); ++s) {
    const Request& r = requests.slots()[s];
    if (r.state == RequestState::Free) continue;
    ++open;
    if (requests.find(r.id) != s) return broken("request is not found by its id", r.id);
    const bool running = r.state == RequestState::Bound || r.state == RequestState::Running;
    if (running && instances.slots()[r.inst].req != s) return broken("request and instance disagree", r.id);
    if (r.state == RequestState::Retrying && !requestTimers.armed(s)) return broken("a retry without timer", r.id);
    if (running && requestTimers.armed(s)) return broken("a running request with a timer", r.id);
    waiting += r.state == RequestState::Waiting;
    retrying += r.state == RequestState::Retrying;
  }
  if (open != requests.size()) return "count of open requests is wrong";
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

}  // namespace scfdesk::scaling
