// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/burstwindow.h"
#include "app/engine/scaling/core.h"
#include "app/engine/scaling/instancetable.h"
#include "app/engine/scaling/ledger.h"
#include "app/engine/scaling/quota.h"
#include "app/engine/scaling/requesttable.h"
#include "app/engine/scaling/startorwait.h"
#include "app/engine/scaling/timerheap.h"

namespace scfdesk::scaling {

/// What the core knows of one function.
struct Function {
  FnConfig config;
  List idle;      ///< oldest first
  List busy;      ///< oldest run first
  List starting;  ///< with a request bound to it
  List unbound;   ///< starting, its request went away
  List waiting;   ///< requests, oldest first
  List retrying;  ///< requests
  int executingMb = 0;
  int asyncWaiting = 0;
  MeanTime run;   ///< of runs that ended
  MeanTime init;  ///< from start to ready
  bool known = false;
  [[nodiscard]] uint32_t living() const { return idle.size + busy.size + starting.size + unbound.size; }
  [[nodiscard]] bool isReserved() const { return config.reservedMb >= 0; }
};

/// What to do with a request that wants to run. Computed without changing anything.
struct Choice {
  enum class Kind : uint8_t { Run, Bind, Start, Wait, Refuse } kind = Kind::Start;
  Slot inst = kNoSlot;  ///< Run, Bind
  int code = 0;         ///< Refuse
  Reason reason;
};

/// The state of a core: plain values and slot arrays, so a copy of it is a snapshot.
/// Files: core.cpp (entry, events), timers.cpp (what falls due), admission.cpp (requests in), endings.cpp (requests out,
/// instances out), invariants.cpp.
struct Core::Impl {
  Limits limits;
  Ns now = 0;
  uint64_t armSeq = 0;
  bool paused = false;
  std::vector<Function> fns;  ///< by FnId
  InstanceTable instances;
  RequestTable requests;
  List lru;                   ///< all idle instances, least recently used first
  TimerHeap instanceTimers;   ///< node = slot * 2 (run or init) and slot * 2 + 1 (keep-alive)
  TimerHeap requestTimers;    ///< node = slot: a retry that falls due, or a wait to be looked at again
  Quota quota;
  BurstWindow burst;
  int64_t residentMb = 0;     ///< living instances
  int64_t idleMb = 0;
  Ledger ledger;
  Sink* sink = nullptr;       ///< during a step

  // core.cpp
  void handle(const Event& event);
  void configure(FnId id, const FnConfig& config);
  void setLimits(const Limits& value);
  void removeFunction(FnId id);
  void deploy(FnId id);
  void arrive(const Event& event);
  void ready(Slot slot);
  void done(Slot slot, Slot req, int code);
  void died(Slot slot, int code);
  void terminate(Slot req);
  void replaceAll(Function& fn, Reason why);
  [[nodiscard]] Function* function(FnId id) { return id < fns.size() && fns[id].known ? &fns[id] : nullptr; }

  // timers.cpp
  void fireDue(bool inclusive);
  void fireInstance(uint32_t node);
  void fireRequest(Slot req);
  void armRun(Slot slot, Ns length);
  void armKeepAlive(Slot slot);

  // admission.cpp
  [[nodiscard]] Choice choose(const Function& fn, uint32_t ahead) const;
  [[nodiscard]] Choice chooseStart(const Function& fn) const;
  void apply(Slot req, const Choice& choice);
  void start(Slot req, const Reason& reason);
  /// Stops idle instances, least recently used first, until `memMb` more would fit.
  void keepToHostMemory(int memMb);
  void run(Slot slot, Slot req, const Reason& reason);
  void wait(Slot req, const Reason& reason);
  void leaveWaiting(Slot req);
  void pump(Function& fn);
  void serve(Slot slot);
  void becomeIdle(Slot slot);
  void admit(Slot slot, Slot req, RequestState state);
  void watchHead(Function& fn);

  // endings.cpp
  void refuse(Slot req, int code, const Reason& reason);
  void conclude(Slot req, int code, Reason reason);
  void retryLater(Slot req, int code, const Reason& reason);
  void finish(Slot req, int code, DecisionKind kind, const Reason& reason);
  void stop(Slot slot, const Reason& reason);
  void detach(Slot slot);
  void leaveLists(Slot slot);
  void forget(Slot slot);

  /// Emits a decision about an instance and a request; either may be kNoSlot.
  void decide(DecisionKind kind, FnId fn, Slot inst, Slot req, const Reason& reason, int code = 0, bool cold = false, Ns at = 0);
  [[nodiscard]] std::string check() const;
  [[nodiscard]] std::string checkInstances() const;
  [[nodiscard]] std::string checkRequests() const;
};

/// Times of a core lie within +-kLatest, so that sums and differences of them don't overflow.
inline constexpr Ns kLatest = kNever / 8;
/// a + b, at most kLatest * 2. Requires: a <= kLatest, b >= 0.
inline Ns later(Ns a, Ns b) { return b > kLatest ? kLatest * 2 : a + b; }

}  // namespace scfdesk::scaling
