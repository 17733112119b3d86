// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

// Timers are lazy: a run or an idle time that ends moves nothing. A timer that fires too early arms itself again at the true
// deadline, so a hot instance costs one heap operation per keep-alive or timeout, not one per request.

/// How soon a wait is looked at again at the earliest, and how soon while nothing is known of the function's starts.
static constexpr Ns kShortestWatch = kSecond / 100 * 3;
static constexpr Ns kUnknownWatch = kSecond;

/// A wait for another instance has been too long: longer than a start takes, with room for one that is slower than most.
static Ns watchOf(const Function& fn) {
  return fn.init.known() ? std::max(fn.init.value() + fn.init.value() / 2, kShortestWatch) : kUnknownWatch;
}

void Core::Impl::fireDue(bool inclusive) {
  const Ns last = inclusive ? now : now - 1;
  for (;;) {
    if (std::min({instanceTimers.nextDeadline(), requestTimers.nextDeadline(), fnTimers.nextDeadline()}) > last) return;
    const TimerHeap* first = &instanceTimers;
    for (const TimerHeap* heap : {&requestTimers, &fnTimers}) {
      if (heap->empty()) continue;
      if (first->empty() || heap->top().at < first->top().at || (heap->top().at == first->top().at && heap->top().seq < first->top().seq))
        first = heap;
    }
    const uint32_t node = first->top().node;
    if (first == &instanceTimers)
      fireInstance(node);
    else if (first == &requestTimers)
      fireRequest(node);
    else
      fireFunction(node);
  }
}

void Core::Impl::fireInstance(uint32_t node) {
  const Slot slot = node / 2;
  const Instance& i = instances.slots()[slot];
  const Function& fn = fns[i.fn];
  const bool keepAlive = node & 1;
  if (keepAlive != (i.state == InstanceState::Idle) || (keepAlive && i.provisioned)) return disarm(slot, keepAlive);
  const bool init = i.state == InstanceState::Starting;
  const Ns since = keepAlive || init ? i.since : requests.slots()[i.requests.head].since;
  const Ns length = keepAlive ? keepAliveOf(i) : init ? fn.config.initTimeout : fn.config.timeout;
  if (length == kNever) return disarm(slot, keepAlive);
  if (const Ns deadline = later(since, length); deadline > now) return instanceTimers.arm(node, deadline, ++armSeq);
  if (keepAlive) return stop(slot, Reason{Rule::KeepAlive, now - i.since, i.used ? 0 : 1, length});
  timedOut(slot, length);
}

void Core::Impl::timedOut(Slot slot, Ns length) {
  const Instance& i = instances.slots()[slot];
  Function& fn = fns[i.fn];
  const bool init = i.state == InstanceState::Starting;
  const Slot req = i.requests.head;
  const Reason why{init ? Rule::InitTimeout : Rule::RunTimeout, now - (init ? i.since : requests.slots()[req].since), 0, length};
  leave(slot);
  if (req != kNoSlot) {
    const int code = init ? 450 : 433;
    decide(DecisionKind::Cancel, i.fn, slot, req, why, code);
    detach(req);
    conclude(req, code, why);
  }
  if (init && i.provisioned) startFailed(provisioned[fn.provisioned], 450);
  const bool ends = init || i.conc == 1 || (i.replacedBy != Rule::None && i.requests.size == 0);
  if (ends) {
    retire(slot, why);
  } else {
    disarm(slot, false);
    if (i.requests.size > 0) armRun(slot, fn.config.timeout);
    if (i.replacedBy != Rule::None)
      enter(slot);
    else
      serve(slot);
  }
  pump(fn);
}

void Core::Impl::fireRequest(Slot req) {
  Request& r = requests.slots()[req];
  Function& fn = fns[r.fn];
  requestTimers.disarm(req);
  if (r.state == RequestState::Retrying) {
    leaveRetrying(req);
    if (r.mode == Mode::Async && now - r.firstArrival > fn.config.maxAge)
      return finish(req, r.lastCode, DecisionKind::DeadLetter, Reason{Rule::MaxAge, now - r.firstArrival, 0, fn.config.maxAge});
    return apply(req, choose(fn, fn.waiting.size));
  }
  // It has waited longer than a start would have taken: the expectation was wrong. It stays in the queue when a start is refused,
  // for what it waits for is still there.
  if (atMost(fn)) return;
  // All that wait have waited for as long after a pause of the machine. So instances double at the most with each start's time:
  // long runs get theirs soon, a pause costs one start.
  const bool soon = fn.starting.size >= std::max(fn.busy.size, 1u) && now - instances.slots()[fn.starting.tail].since < watchOf(fn);
  const Choice choice = chooseStart(fn);
  if (!paused && !soon && choice.kind == Choice::Kind::Start) {
    leaveWaiting(req);
    return apply(req, choice);
  }
  requestTimers.arm(req, later(now, watchOf(fn)), ++armSeq);
}

void Core::Impl::fireFunction(uint32_t node) {
  fnTimers.disarm(node);
  const FnId id = node / 4;
  switch (static_cast<FnTimer>(node % 4)) {
    case Prewarm: return prewarm(fns[id]);
    case Track: return track(id);
    case Planned: return runTask(id);
    case Fill: return fill(fns[id]);
  }
}

void Core::Impl::prewarm(Function& fn) {
  if (!fn.known || paused || fn.living > 0 || fn.waiting.size > 0 || group(fn).groupReservedMb == 0 || fn.quietSince < 0) return;
  // One that is refused is missed: its event starts one then.
  if (chooseStart(fn).kind != Choice::Kind::Start) return;
  const Window w = policy->window(*this, fn);
  launch(idOf(fn), kNoSlot, false, Reason{Rule::Prewarm, now - fn.quietSince, w.keepUntil});
}

void Core::Impl::armRun(Slot slot, Ns length) {
  Instance& i = instances.slots()[slot];
  const Ns since = i.state == InstanceState::Busy ? requests.slots()[i.requests.head].since : i.since;
  const Ns at = later(since, length);
  const uint32_t node = slot * 2;
  i.runArmed = true;
  if (!instanceTimers.armed(node) || instanceTimers.deadline(node) > at) instanceTimers.arm(node, at, ++armSeq);
}

void Core::Impl::disarm(Slot slot, bool keepAlive) {
  Instance& i = instances.slots()[slot];
  if (keepAlive)
    i.keepArmed = false;
  else
    i.runArmed = false;
  instanceTimers.disarm(slot * 2 + (keepAlive ? 1 : 0));
}

Ns Core::Impl::keepAliveOf(const Instance& i) const {
  const Function& fn = fns[i.fn];
  if (limits.policy == PolicyId::Fixed) return fn.config.keepAlive;  // its window, without the call: once per request
  const Window w = policy->window(*this, fn);
  // One that came ahead of its event fell idle when it was ready, not when the last run ended.
  return i.used || w.prewarmAfter == 0 ? w.keepUntil : std::max(w.keepUntil - w.prewarmAfter, IdleHistogram::kBin);
}

void Core::Impl::armKeepAlive(Slot slot) {
  Instance& i = instances.slots()[slot];
  const Ns length = keepAliveOf(i);
  const uint32_t node = slot * 2 + 1;
  if (length == kNever) return;
  const Ns at = std::max(later(i.since, length), now);
  i.keepArmed = true;
  if (!instanceTimers.armed(node) || instanceTimers.deadline(node) > at) instanceTimers.arm(node, at, ++armSeq);
}

void Core::Impl::watchHead(Function& fn) {
  const Slot head = fn.waiting.head;
  if (head == kNoSlot || paused || fn.config.startPolicy != StartPolicy::Wait || requestTimers.armed(head)) return;
  if (atMost(fn)) return;
  const Ns at = later(requests.slots()[head].since, watchOf(fn));
  requestTimers.arm(head, std::max(at, now), ++armSeq);
}

}  // namespace scfdesk::scaling
