// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"
#include <memory>
#include <vector>

namespace scfdesk::scaling {

/// Receives the decisions of a step, in order, during the step. It must not call the core back.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void decide(const Decision& decision) = 0;
};

/// The scaling core: a deterministic state machine that the live engine, the simulator and a replay all drive.
/// No clock, no I/O, no thread, no floating point in a decision, no allocation per step in steady state.
/// `now` is part of every event and must not fall (an earlier one is taken as the latest seen). Total: any event in any
/// state gives a defined result; late and impossible ones are counted, never fatal. Rules: scaling-core.md section 3.2.
class Core final {
 public:
  explicit Core(const Limits& limits = {});
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  /// Handles one event and all timers due before it (tie order: section 3.1).
  void step(const Event& event, Sink& sink);
  /// Fires the timers that are due at `now`.
  void tick(Ns now, Sink& sink);
  /// When the core wants to be called next (a tick); kNever when nothing is armed.
  [[nodiscard]] Ns nextDeadline() const;

  /// An arrival for this function, or the end of a run of this instance, comes soon: brings near what it is going to touch.
  /// First from far ahead, then, when that is near, what it names. Changes nothing; any value is taken.
  void expectArrival(FnId fn) const;
  void expectArrivalSoon(FnId fn) const;
  void expectEnd(InstId inst, ReqId req) const;
  void expectEndSoon(InstId inst) const;

  [[nodiscard]] FnCounters counters(FnId fn) const;
  [[nodiscard]] Totals totals() const;
  /// Hash of all decisions so far (kind, ids, codes, times): same log, same hash, on every machine and build.
  [[nodiscard]] uint64_t decisionHash() const;
  /// Walks every invariant of section 3.4 that can be seen from the state; empty when all hold, else what broke.
  [[nodiscard]] std::string checkInvariants() const;

  /// The whole state as bytes, the same on every machine: a restored core continues with the identical hash.
  [[nodiscard]] std::vector<uint8_t> save() const;
  /// Nothing when the bytes are not a whole, undamaged snapshot of this format; `why` then says so.
  static std::unique_ptr<Core> restore(const std::vector<uint8_t>& bytes, std::string* why = nullptr);

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace scfdesk::scaling
