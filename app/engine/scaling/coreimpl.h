// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/burstwindow.h"
#include "app/engine/scaling/core.h"
#include "app/engine/scaling/ledger.h"
#include "app/engine/scaling/policy.h"
#include "app/engine/scaling/quota.h"
#include "app/engine/scaling/requesttable.h"

namespace scfdesk::scaling {

/// What to do with a request that wants to run. Computed without changing anything.
struct Choice {
  enum class Kind : uint8_t { Run, Bind, Start, Wait, Refuse } kind = Kind::Start;
  Slot inst = kNoSlot;  ///< Run, Bind
  int code = 0;         ///< Refuse
  Reason reason;
};

/// A partition that a function pulls from.
struct Partition {
  Slot inFlight = kNoSlot;  ///< its batch that is not final
  List held;                ///< those behind it, in order
};

/// The state of a core: plain values and slot arrays, so a copy of it is a snapshot.
/// Files: core.cpp (entry), changes.cpp (configuration), instanceevents.cpp, timers.cpp (what falls due), admission.cpp (requests
/// in), endings.cpp (requests out), lives.cpp (instances in and out), provisioned.cpp, pull.cpp, invariants.cpp, snapshot.cpp.
struct Core::Impl : Pool {
  Limits limits;
  Ns now = 0;
  uint64_t armSeq = 0;
  bool paused = false;
  RequestTable requests;
  TimerHeap instanceTimers;   ///< node = slot * 2 (run or init) and slot * 2 + 1 (keep-alive)
  TimerHeap requestTimers;    ///< node = slot: a retry that falls due, or a wait to be looked at again
  TimerHeap fnTimers;         ///< node = FnId * 4 + FnTimer
  Quota quota;
  BurstWindow burst;
  BurstWindow ramp;           ///< of provisioned starts
  int64_t residentMb = 0;     ///< what living instances take of this machine
  int64_t evictableMb = 0;    ///< of these, idle ones that may go
  int64_t provisionedMb = 0;  ///< memory of living provisioned instances
  bool accountShort = false;  ///< the account's memory holds provisioned instances back
  bool accountFreed = false;  ///< and some of it was given up in this step
  Ledger ledger;
  std::vector<LoadTable> loads;
  std::vector<Provisioned> provisioned;
  std::vector<Partition> partitions;  ///< by PartId
  const Policy* policy = nullptr;
  uint8_t wants = 0;          ///< the policy's
  Sink* sink = nullptr;       ///< during a step

  enum FnTimer : uint32_t { Prewarm, Track, Planned, Fill };
  static constexpr PartId kMostPartitions = 1u << 20;

  // core.cpp
  void handle(const Event& event);
  bool handleInstance(const Event& event);
  bool handleFunction(const Event& event);
  [[nodiscard]] Function* function(FnId id) { return id < fns.size() && fns[id].known ? &fns[id] : nullptr; }
  [[nodiscard]] Function& group(const Function& fn) { return fns[fn.group]; }
  [[nodiscard]] const Function& group(const Function& fn) const { return fns[fn.group]; }
  [[nodiscard]] FnId idOf(const Function& fn) const { return static_cast<FnId>(&fn - fns.data()); }

  // changes.cpp
  void configure(FnId id, const FnConfig& config);
  void armAnew(Function& fn);
  void joinGroup(FnId id, FnId group, int reservedMb);
  void leaveGroup(Function& fn);
  void setLimits(const Limits& value);
  void usePolicy(PolicyId id);
  void removeFunction(FnId id);
  void deploy(FnId id);
  void replaceAll(Function& fn, Reason why);
  void replaceLater(Slot slot, Rule why);

  // instanceevents.cpp
  void ready(Slot slot);
  void initFailed(Slot slot, int code);
  void done(Slot slot, Slot req, int code);
  void died(Slot slot, int code);
  void terminate(Slot req);
  void measured(Slot slot, int memMb);

  // timers.cpp
  void fireDue(bool inclusive);
  void fireInstance(uint32_t node);
  void timedOut(Slot slot, Ns length);
  void fireRequest(Slot req);
  void fireFunction(uint32_t node);
  void prewarm(Function& fn);
  void armRun(Slot slot, Ns length);
  void armKeepAlive(Slot slot);
  void disarm(Slot slot, bool keepAlive);
  [[nodiscard]] Ns keepAliveOf(const Instance& i) const;
  void armFunction(FnId id, FnTimer timer, Ns at) { fnTimers.arm(id * 4 + timer, at, ++armSeq); }
  void disarmFunction(FnId id, FnTimer timer) { fnTimers.disarm(id * 4 + timer); }

  // admission.cpp
  void arrive(const Event& event);
  [[nodiscard]] Choice choose(const Function& fn, uint32_t ahead) const;
  [[nodiscard]] Choice chooseStart(const Function& fn) const;
  [[nodiscard]] Slot idleOf(const Function& fn) const;
  [[nodiscard]] Slot mostLoaded(const Function& fn) const;
  [[nodiscard]] bool atMost(const Function& fn) const { return fn.config.maxInstances >= 0 && fn.living >= static_cast<uint32_t>(fn.config.maxInstances); }
  void apply(Slot req, const Choice& choice);
  void run(Slot slot, Slot req, const Reason& reason);
  void wait(Slot req, const Reason& reason);
  void enterWaiting(Slot req);
  void leaveWaiting(Slot req);
  void pump(Function& fn);
  void serve(Slot slot);
  [[nodiscard]] Slot takeBound(Function& fn);
  void watchHead(Function& fn);

  // endings.cpp
  void refuse(Slot req, int code, const Reason& reason);
  void conclude(Slot req, int code, Reason reason);
  void retryLater(Slot req, int code, const Reason& reason);
  void leaveRetrying(Slot req);
  void finish(Slot req, int code, DecisionKind kind, const Reason& reason);

  // lives.cpp: an instance is in exactly one list of its function, the one of its state. What changes that state takes it out
  // first (leave) and puts it back (enter).
  [[nodiscard]] int footprintOf(const Function& fn) const;
  /// Nothing when every slot is taken. Stops idle instances until the new one fits.
  Slot launch(FnId id, Slot req, bool isProvisioned, const Reason& reason);
  /// Stops idle instances by the policy's choice until `memMb` more would fit.
  void keepToHostMemory(int memMb);
  void listIdle(bool wanted);
  void becomeIdle(Slot slot);
  [[nodiscard]] bool unload(Function& fn);
  List& listOf(const Instance& i);
  void enter(Slot slot);
  void leave(Slot slot);
  void attach(Slot slot, Slot req, RequestState state);
  void detach(Slot req);
  void stop(Slot slot, const Reason& reason) { leave(slot); retire(slot, reason); }
  void retire(Slot slot, const Reason& reason);
  void forget(Slot slot);

  // provisioned.cpp
  void provision(FnId id, const Provision& value, const Reason& why);
  void addTask(FnId id, const ScheduledProvision& task);
  void clearTasks(FnId id);
  void planTask(FnId id);
  void runTask(FnId id);
  void track(FnId id);
  void setTarget(FnId id, int target, const Reason& why);
  void fill(Function& fn);
  void refill();
  void shrink(Function& fn);
  void fillLater(FnId id, Ns at, const Reason& why);
  void startFailed(Provisioned& p, int code);
  void giveUpProvisioned(Slot slot);

  // pull.cpp
  [[nodiscard]] bool mayPull(const Event& event) const;
  [[nodiscard]] bool hold(Slot req);
  void release(Slot req, bool done, const Reason& reason);
  void finishHeld(FnId fn, const Reason& why);

  /// Emits a decision about an instance and a request; either may be kNoSlot.
  void decide(DecisionKind kind, FnId fn, Slot inst, Slot req, const Reason& reason, int code = 0, bool cold = false, Ns at = 0);
  void emit(const Decision& d) {
    ledger.count(d);
    sink->decide(d);
  }
  [[nodiscard]] std::string check() const;
  [[nodiscard]] std::string checkInstances() const;
  [[nodiscard]] std::string checkRequests() const;
  [[nodiscard]] std::string checkProvisioned() const;
  template <typename Archive>
  void visit(Archive& archive);
};

/// Times of a core lie within +-kLatest, so that sums and differences of them don't overflow.
inline constexpr Ns kLatest = kNever / 8;
/// a + b, at most kLatest * 2. Requires: a <= kLatest, b >= 0.
inline Ns later(Ns a, Ns b) { return b > kLatest ? kLatest * 2 : a + b; }

}  // namespace scfdesk::scaling
