// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/policy.h"
#include <algorithm>

namespace scfdesk::scaling {

Slot Policy::victim(Pool& pool, Reason&) const { return pool.lru.head; }

namespace {

/// An idle instance stays a fixed time; under memory pressure the least recently used one goes.
class FixedKeepAlive final : public Policy {
 public:
  [[nodiscard]] Window window(const Pool&, const Function& fn) const override { return {0, fn.config.keepAlive}; }
};

/// Each function's idle times foretell its next event.
class HybridHistogram final : public Policy {
 public:
  [[nodiscard]] uint8_t wants() const override { return Arrivals; }
  void arrived(Pool& pool, FnId id, Ns now) const override {
    Function& fn = pool.fns[id];
    if (fn.quietSince < 0) return;
    if (fn.histogram == kNoSlot) {
      fn.histogram = static_cast<uint32_t>(pool.histograms.size());
      pool.histograms.emplace_back();
    }
    pool.histograms[fn.histogram].add(now - fn.quietSince);
  }
  [[nodiscard]] Window window(const Pool& pool, const Function& fn) const override {
    if (fn.histogram == kNoSlot) return {0, IdleHistogram::kRange};
    const IdleHistogram::Forecast& f = pool.histograms[fn.histogram].forecast();
    return {f.prewarmAfter, f.keepUntil};
  }
};

/// Idle instances stay until memory is short. Then the one goes whose loss costs least: priority = clock + calls * start time /
/// memory, where the clock is the priority of the last victim, so that what was not used for long falls behind.
class GreedyDual final : public Policy {
 public:
  [[nodiscard]] uint8_t wants() const override { return Arrivals | IdleMoves; }
  void arrived(Pool& pool, FnId id, Ns) const override {
    Function& fn = pool.fns[id];
    fn.calls = fn.living == 0 ? 1 : fn.calls + 1;
    if (fn.idle.head != kNoSlot) rank(pool, id);
  }
  void fellIdle(Pool& pool, Slot slot) const override {
    Instance& i = pool.instances.slots()[slot];
    i.clock = pool.clock;
    rank(pool, i.fn);
  }
  void leftIdle(Pool& pool, FnId id) const override {
    if (pool.fns[id].idle.head == kNoSlot)
      pool.victims.disarm(id);
    else
      rank(pool, id);
  }
  [[nodiscard]] Window window(const Pool&, const Function&) const override { return {0, kNever}; }
  [[nodiscard]] Slot victim(Pool& pool, Reason& reason) const override {
    if (pool.victims.empty()) return kNoSlot;
    const TimerHeap::Entry top = pool.victims.top();
    pool.clock = top.at;
    reason = Reason{Rule::GreedyDual, pool.fns[top.node].calls, pool.fns[top.node].init.value(), reason.limit};
    return pool.fns[top.node].idle.head;
  }

 private:
  /// All instances of a function share calls, cost and size; the one that has been idle longest has the oldest clock.
  static void rank(Pool& pool, FnId id) {
    const Function& fn = pool.fns[id];
    const Instance& oldest = pool.instances.slots()[fn.idle.head];
    const int64_t cost = fn.init.known() ? fn.init.value() / 1000 : 1;  // microseconds per call and MB
    const int64_t worth = std::min<int64_t>(fn.calls, 1'000'000) * std::min<int64_t>(cost, 1'000'000'000) / std::max(oldest.hostMb, 1);
    // Equal priorities: the lower number first, on every machine.
    pool.victims.arm(id, std::min(oldest.clock, kNever / 4) + worth, id);
  }
};

/// An event waits for a busy or starting instance when that is expected to be free sooner than a new one would be ready. Events
/// that wait one behind the other without a break start one all the same: each of them waits a short time, all together for long.
class StartOrWait final : public Policy {
 public:
  [[nodiscard]] Window window(const Pool&, const Function& fn) const override { return {0, fn.config.keepAlive}; }
  [[nodiscard]] NoIdle noIdle(const Pool& pool, const Function& fn, Ns now, uint32_t ahead) const override {
    if (fn.busy.size == 0) return behindStart(pool, fn, now, ahead);
    if (!fn.init.known()) return {};
    const Ns age = now - pool.instances.slots()[fn.busy.head].since;
    // A run that is over its expected time is expected to need as much again as it is over, as are the first ones, of which
    // nothing is known.
    const Ns run = fn.run.value();
    const Ns rest = age < run ? run - age : age - run;
    const Ns free = std::min(rest, kNever / 2) + share(run, ahead, fn.busy.size);
    if (free > start(fn)) return {};
    const bool stands = ahead > 0 || (fn.lastWaited >= 0 && now - fn.lastWaited <= 2 * run);
    if (stands && fn.starting.size == 0 && fn.queuedSince >= 0 && now - fn.queuedSince > patience(fn))
      return {NoIdle::Kind::Start, Reason{Rule::StandingQueue, now - fn.queuedSince, patience(fn), ahead}};
    return {NoIdle::Kind::Wait, Reason{Rule::StartOrWait, free, start(fn)}};
  }

 private:
  /// What a start takes. A quick one takes the processors from others too, so it counts as this at the least.
  static Ns start(const Function& fn) { return std::max<Ns>(fn.init.value(), kSecond / 50); }
  /// Of the runs that wait already, over those who do them.
  static Ns share(Ns run, uint32_t ahead, uint32_t instances) { return run / instances * std::min(ahead, 10'000u); }
  /// All instances are starting: one of them does this after its own request. A quarter of a start more is worth a start saved.
  static NoIdle behindStart(const Pool& pool, const Function& fn, Ns now, uint32_t ahead) {
    if (fn.starting.size == 0) return {};
    const Ns age = now - pool.instances.slots()[fn.starting.head].since;
    if (!fn.init.known() || !fn.run.known()) return {NoIdle::Kind::Wait, Reason{Rule::StartingInstance, age, 0, fn.config.initTimeout}};
    const Ns init = fn.init.value(), run = fn.run.value();
    const Ns free = (age < init ? init - age : age - init) + run + share(run, ahead, fn.starting.size);
    if (free > start(fn) + start(fn) / 4) return {};
    return {NoIdle::Kind::Wait, Reason{Rule::StartOrWait, free, start(fn)}};
  }
  /// How long a queue may stand before it gets one more instance: as long as a start, and eight times as long with each further
  /// instance that is there. What is gained by one more gets less, and where the processors are the limit it is nothing.
  static Ns patience(const Function& fn) {
    return start(fn) << (3 * std::clamp(fn.living - 1, 0u, 8u));
  }
};

/// The event starts an instance and takes whichever is there first: that one or a freed one.
class StartAndWait final : public Policy {
 public:
  [[nodiscard]] Window window(const Pool&, const Function& fn) const override { return {0, fn.config.keepAlive}; }
  [[nodiscard]] NoIdle noIdle(const Pool&, const Function&, Ns, uint32_t) const override { return {NoIdle::Kind::Both, {}}; }
};

const FixedKeepAlive kFixed;
const HybridHistogram kHistogram;
const GreedyDual kGreedyDual;
const StartOrWait kStartOrWait;
const StartAndWait kStartAndWait;

}  // namespace

const Policy& policyOf(PolicyId id) {
  switch (id) {
    case PolicyId::Fixed: break;
    case PolicyId::Histogram: return kHistogram;
    case PolicyId::GreedyDual: return kGreedyDual;
  }
  return kFixed;
}

const Policy* startPolicyOf(StartPolicy policy) {
  switch (policy) {
    case StartPolicy::Scf: break;
    case StartPolicy::Wait: return &kStartOrWait;
    case StartPolicy::Both: return &kStartAndWait;
  }
  return nullptr;
}

}  // namespace scfdesk::scaling
