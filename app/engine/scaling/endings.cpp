// SPDX-License-Identifier: GPL-3.0-or-later
// Requests out: refused, tried again, finished.
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

namespace {

/// Refusals and errors of the platform: an async event comes again until it is too old, and its retries are not used up.
bool isPlatformCode(int code) { return code == 429 || code == 432 || code == 500; }

/// Between the tries after a system error: 1 s, doubled, up to 5 min (the limit is published, first and factor are not).
Ns backOff(uint8_t before) { return std::min(kSecond << std::min<int>(before, 9), 300 * kSecond); }

constexpr Ns kPullRetry = kSecond;  // after an execution error of a batch; the interval is not published

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
    const int retries = r.mode != Mode::Pull ? fn.config.retries : r.retries >= 0 ? r.retries : fn.config.pullRetries;
    if (r.attempt >= retries)
      return finish(req, code, DecisionKind::DeadLetter, Reason{Rule::RetriesUsed, r.attempt + 1, 0, retries});
    ++r.attempt;
    reason.b = r.attempt;
    if (reason.rule == Rule::ExecutionError || reason.rule == Rule::InstanceDied) reason.limit = retries;
  } else if (code == 500) {
    reason = Reason{Rule::SystemError, code, r.systemErrors + 1};
  }
  retryLater(req, code, reason);
}

void Core::Impl::retryLater(Slot req, int code, const Reason& reason) {
  Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  const bool pull = r.mode == Mode::Pull;
  const bool doubled = code == 500 || (pull && isPlatformCode(code));
  const Ns wait = doubled ? backOff(r.systemErrors) : pull ? kPullRetry : fn.config.retryInterval;
  r.systemErrors = doubled ? static_cast<uint8_t>(std::min<int>(r.systemErrors + 1, 255)) : uint8_t{0};
  const Ns at = later(now, wait);
  if (const Ns age = at - r.firstArrival; !pull && age > fn.config.maxAge)
    return finish(req, code, DecisionKind::DeadLetter, Reason{Rule::MaxAge, age, 0, fn.config.maxAge});
  r.state = RequestState::Retrying;
  r.since = now;
  r.lastCode = code;
  pushBack(fn.retrying, requests.slots(), req, &Request::links);
  requestTimers.arm(req, at, ++armSeq);
  decide(DecisionKind::Retry, r.fn, r.inst, req, reason, code, false, at);
  r.inst = kNoSlot;
}

void Core::Impl::leaveRetrying(Slot req) {
  unlink(fns[requests.slots()[req].fn].retrying, requests.slots(), req, &Request::links);
  requestTimers.disarm(req);
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
  if (r.partition != 0) release(req, kind == DecisionKind::Finish && code == 200, reason);
  requests.remove(req);
}

}  // namespace scfdesk::scaling
