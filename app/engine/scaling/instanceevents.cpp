// SPDX-License-Identifier: GPL-3.0-or-later
// What instances report, and what callers give up.
#include "app/engine/scaling/coreimpl.h"

namespace scfdesk::scaling {

void Core::Impl::ready(Slot slot) {
  Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const Ns took = now - i.since;
  const bool first = !fn.init.known();
  fn.init.add(took);
  if (first && fn.waiting.head != kNoSlot) {
    requestTimers.disarm(fn.waiting.head);  // it waits for a start of unknown length no longer
    watchHead(fn);
  }
  leave(slot);
  if (i.provisioned) {
    Provisioned& p = provisioned[fn.provisioned];
    ++p.ready;
    p.failures = 0;
  }
  if (i.requests.size == 0) return serve(slot);
  run(slot, i.requests.head, Reason{Rule::StartingInstance, took, 0, fn.config.initTimeout});
  if (i.conc == 1 || i.replacedBy != Rule::None) return;
  leave(slot);
  serve(slot);
}

void Core::Impl::initFailed(Slot slot, int code) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const Slot req = i.requests.head;
  leave(slot);
  const Reason why{Rule::ExecutionError, code};
  if (req != kNoSlot) {
    detach(req);
    conclude(req, code, why);
  }
  if (i.provisioned) startFailed(provisioned[fn.provisioned], code);
  retire(slot, why);
  pump(fn);
}

void Core::Impl::done(Slot slot, Slot req, int code) {
  Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const Ns took = now - requests.slots()[req].since;
  const bool pull = requests.slots()[req].mode == Mode::Pull;
  if (i.warm) fn.run.add(took);
  i.warm = true;
  leave(slot);
  detach(req);
  if (code == 200)
    conclude(req, code, Reason{Rule::Success, took});
  else
    conclude(req, code, Reason{Rule::ExecutionError, code});
  // Its process tree can't run another request after one of these; a timeout of one request of several ends that one only.
  const bool broken = code == 434 || code == 439 || (code == 433 && i.conc == 1);
  if (broken) {
    while (i.requests.head != kNoSlot) {
      const Slot other = i.requests.head;
      detach(other);
      conclude(other, code, Reason{Rule::InstanceDied, code});
    }
  }
  if (broken || (i.replacedBy != Rule::None && i.requests.size == 0)) {
    retire(slot, broken ? Reason{Rule::ExecutionError, code} : Reason{i.replacedBy});
    return pump(fn);
  }
  if (i.replacedBy != Rule::None) return enter(slot);
  serve(slot);
  if (pull) pump(fn);
}

void Core::Impl::died(Slot slot, int code) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  leave(slot);
  while (i.requests.head != kNoSlot) {
    const Slot req = i.requests.head;
    detach(req);
    conclude(req, code, Reason{Rule::InstanceDied, code});
  }
  if (i.provisioned && i.state == InstanceState::Starting) startFailed(provisioned[fn.provisioned], code);
  forget(slot);
  ++ledger.totals.died;
  instances.remove(slot);
  pump(fn);
}

void Core::Impl::terminate(Slot req) {
  const Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  const Reason why{Rule::Canceled};
  const Slot slot = r.inst;
  switch (r.state) {
    case RequestState::Free: return;
    case RequestState::Held:
      unlink(partitions[r.partition].held, requests.slots(), req, &Request::links);
      return finish(req, 499, DecisionKind::Finish, why);
    case RequestState::Waiting:
      leaveWaiting(req);
      finish(req, 499, DecisionKind::Finish, why);
      return pump(fn);
    case RequestState::Retrying:
      leaveRetrying(req);
      finish(req, 499, DecisionKind::Finish, why);
      return pump(fn);
    case RequestState::Running:
    case RequestState::Bound: break;
  }
  const bool ran = r.state == RequestState::Running;
  leave(slot);
  detach(req);
  finish(req, 499, DecisionKind::Finish, why);
  const Instance& i = instances.slots()[slot];
  if (ran ? i.conc == 1 : i.replacedBy != Rule::None)
    retire(slot, ran ? why : Reason{i.replacedBy});
  else if (!ran)
    enter(slot);
  else if (i.replacedBy != Rule::None && i.requests.size == 0)
    retire(slot, Reason{i.replacedBy});
  else if (i.replacedBy != Rule::None)
    enter(slot);
  else
    serve(slot);
  pump(fn);
}

void Core::Impl::measured(Slot slot, int memMb) {
  Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  memMb = std::clamp(memMb, 1, 1 << 20);
  residentMb += memMb - i.hostMb;
  const bool evictable = i.state == InstanceState::Idle && !i.provisioned;
  if (evictable) evictableMb += memMb - i.hostMb;
  i.hostMb = memMb;
  fn.measuredMb = memMb;
  if (evictable && (wants & Policy::IdleMoves)) policy->leftIdle(*this, i.fn);
  keepToHostMemory(0);
}

}  // namespace scfdesk::scaling
