// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

// Timers are lazy: a run or an idle time that ends moves nothing. A timer that fires too early arms itself again at the true
// deadline, so a hot instance costs one heap operation per keep-alive or timeout, not one per request.

/// How soon a wait is looked at again at the earliest.
static constexpr Ns kShortestWatch = kSecond / 100;

void Core::Impl::fireDue(bool inclusive) {
  const Ns last = inclusive ? now : now - 1;
  for (;;) {
    const Ns instanceAt = instanceTimers.nextDeadline();
    const Ns requestAt = requestTimers.nextDeadline();
    if (std::min(instanceAt, requestAt) > last) return;
    const bool instanceFirst =
        instanceAt != requestAt ? instanceAt < requestAt : instanceTimers.top().seq < requestTimers.top().seq;
    if (instanceFirst)
      fireInstance(instanceTimers.top().node);
    else
      fireRequest(requestTimers.top().node);
  }
}

void Core::Impl::fireInstance(uint32_t node) {
  const Slot slot = node / 2;
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const bool keepAlive = node & 1;
  if (keepAlive != (i.state == InstanceState::Idle)) return instanceTimers.disarm(node);
  const bool init = i.state == InstanceState::Starting;
  const Ns length = keepAlive ? fn.config.keepAlive : init ? fn.config.initTimeout : fn.config.timeout;
  if (const Ns deadline = later(i.since, length); deadline > now) return instanceTimers.arm(node, deadline, ++armSeq);
  if (keepAlive) return stop(slot, Reason{Rule::KeepAlive, now - i.since, 0, length});
  const Reason why{init ? Rule::InitTimeout : Rule::RunTimeout, now - i.since, 0, length};
  if (const Slot req = i.req; req != kNoSlot) {
    const int code = init ? 450 : 433;
    decide(DecisionKind::Cancel, i.fn, slot, req, why, code);
    detach(slot);
    conclude(req, code, why);
  }
  stop(slot, why);
  pump(fn);
}

void Core::Impl::fireRequest(Slot req) {
  Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  requestTimers.disarm(req);
  if (r.state == RequestState::Retrying) {
    unlink(fn.retrying, requests.slots(), req, &Request::links);
    if (now - r.firstArrival > fn.config.maxAge)
      return finish(req, r.lastCode, DecisionKind::DeadLetter, Reason{Rule::MaxAge, now - r.firstArrival, 0, fn.config.maxAge});
    return apply(req, choose(fn, fn.waiting.size));
  }
  // It has waited for a busy instance as long as a start would have taken: the expectation was wrong. It stays in the queue
  // when a start is refused, for what it waits for is still there.
  if (fn.config.maxInstances >= 0 && fn.living() >= static_cast<uint32_t>(fn.config.maxInstances)) return;
  const Choice choice = chooseStart(fn);
  if (!paused && choice.kind == Choice::Kind::Start) {
    leaveWaiting(req);
    return apply(req, choice);
  }
  requestTimers.arm(req, later(now, std::max(fn.init.value(), kShortestWatch)), ++armSeq);
}

void Core::Impl::armRun(Slot slot, Ns length) {
  const Ns at = later(instances.slots()[slot].since, length);
  const uint32_t node = slot * 2;
  if (!instanceTimers.armed(node) || instanceTimers.deadline(node) > at) instanceTimers.arm(node, at, ++armSeq);
}

void Core::Impl::armKeepAlive(Slot slot) {
  const Instance& i = instances.slots()[slot];
  const Ns at = later(i.since, fns[i.fn].config.keepAlive);
  const uint32_t node = slot * 2 + 1;
  if (!instanceTimers.armed(node) || instanceTimers.deadline(node) > at) instanceTimers.arm(node, at, ++armSeq);
}

void Core::Impl::watchHead(Function& fn) {
  const Slot head = fn.waiting.head;
  if (head == kNoSlot || paused || fn.config.startPolicy != StartPolicy::Wait || requestTimers.armed(head)) return;
  if (fn.config.maxInstances >= 0 && fn.living() >= static_cast<uint32_t>(fn.config.maxInstances)) return;
  const Ns at = later(requests.slots()[head].since, std::max(fn.init.value(), kShortestWatch));
  requestTimers.arm(head, std::max(at, now), ++armSeq);
}

}  // namespace scfdesk::scaling
