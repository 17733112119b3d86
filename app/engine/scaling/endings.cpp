// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"

namespace scfdesk::scaling {

namespace {

/// Refusals and errors of the platform: an async event comes again until it is too old, and its retries are not used up.
bool isPlatformCode(int code) { return code == 429 || code == 432 || code == 500; }

}  // namespace

void Core::Impl::refuse(Slot req, int code, const Reason& reason) {
  if (requests.slots()[req].mode == Mode::Sync) return finish(req, code, DecisionKind::Reject, reason);
  retryLater(req, code, reason);
}

void Core::Impl::conclude(Slot req, int code, Reason reason) {
  Request& r = requests.slots()[req];
  const Function& fn = fns[r.fn];
  if (code == 200 || r.mode == Mode::Sync || !fn.known) return finish(req, code, DecisionKind::Finish, reason);
  if (!isPlatformCode(code)) {
    if (r.attempt >= fn.config.retries)
      return finish(req, code, DecisionKind::DeadLetter, Reason{Rule::RetriesUsed, r.attempt + 1, 0, fn.config.retries});
    ++r.attempt;
    reason.b = r.attempt;
    if (reason.rule == Rule::ExecutionError || reason.rule == Rule::InstanceDied) reason.limit = fn.config.retries;
  }
  retryLater(req, code, reason);
}

void Core::Impl::retryLater(Slot req, int code, const Reason& reason) {
  Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  const Ns at = later(now, fn.config.retryInterval);
  if (const Ns age = at - r.firstArrival; age > fn.config.maxAge)
    return finish(req, code, DecisionKind::DeadLetter, Reason{Rule::MaxAge, age, 0, fn.config.maxAge});
  r.state = RequestState::Retrying;
  r.since = now;
  r.lastCode = code;
  pushBack(fn.retrying, requests.slots(), req, &Request::links);
  requestTimers.arm(req, at, ++armSeq);
  decide(DecisionKind::Retry, r.fn, r.inst, req, reason, code, false, at);
  r.inst = kNoSlot;
}

void Core::Impl::finish(Slot req, int code, DecisionKind kind, const Reason& reason) {
  Totals& t = ledger.totals;
  if (kind == DecisionKind::Reject)
    ++t.rejected;
  else if (kind == DecisionKind::DeadLetter)
    ++t.deadLettered;
  else
    ++(code == 200 ? t.done : t.failed);
  const Request& r = requests.slots()[req];
  decide(kind, r.fn, r.inst, req, reason, code);
  requests.remove(req);
}

void Core::Impl::stop(Slot slot, const Reason& reason) {
  forget(slot);
  instances.slots()[slot].state = InstanceState::Stopping;
  instances.slots()[slot].since = now;
  ++ledger.totals.stopped;
  decide(DecisionKind::Stop, instances.slots()[slot].fn, slot, kNoSlot, reason);
}

void Core::Impl::detach(Slot slot) {
  Instance& i = instances.slots()[slot];
  if (i.req == kNoSlot) return;
  Function& fn = fns[i.fn];
  quota.release(i.memMb, fn.isReserved());
  fn.executingMb -= i.memMb;
  i.req = kNoSlot;
  if (i.state != InstanceState::Starting) return;
  unlink(fn.starting, instances.slots(), slot, &Instance::links);
  pushBack(fn.unbound, instances.slots(), slot, &Instance::links);
}

void Core::Impl::leaveLists(Slot slot) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  List* list = nullptr;
  switch (i.state) {
    case InstanceState::Starting: list = i.req != kNoSlot ? &fn.starting : &fn.unbound; break;
    case InstanceState::Busy: list = &fn.busy; break;
    case InstanceState::Idle:
      list = &fn.idle;
      unlink(lru, instances.slots(), slot, &Instance::lru);
      idleMb -= i.memMb;
      break;
    case InstanceState::Free:
    case InstanceState::Stopping: return;
  }
  unlink(*list, instances.slots(), slot, &Instance::links);
}

void Core::Impl::forget(Slot slot) {
  leaveLists(slot);
  residentMb -= instances.slots()[slot].memMb;
  instanceTimers.disarm(slot * 2);
  instanceTimers.disarm(slot * 2 + 1);
}

}  // namespace scfdesk::scaling
