// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/pool.h"

namespace scfdesk::scaling {

/// How long an idle instance stays, counted from the moment it fell idle.
struct Window {
  Ns prewarmAfter = 0;      ///< > 0: it goes at once, and one comes back this much later, ahead of its event
  Ns keepUntil = kNever;    ///< it goes then
};

/// What to do with an event that finds no idle instance, and why.
struct NoIdle {
  enum class Kind : uint8_t { Start, Wait, Both } kind = Kind::Start;
  Reason reason;
};

/// A scaling policy: pure, without state of its own (what it learns lies in the Pool, so that a copy of a core is a snapshot).
/// Asked at most twice per event. Source of the rules: scaling-core.md sections 1.9 to 1.11 and 3.3; in words for readers:
/// models/data/policies.h.
class Policy {
 public:
  enum Wants : uint8_t { Arrivals = 1, IdleMoves = 2 };
  virtual ~Policy() = default;
  /// Which of the hooks below it wants to hear of; the others are not called.
  [[nodiscard]] virtual uint8_t wants() const { return 0; }
  virtual void arrived(Pool&, FnId, Ns) const {}
  /// An instance fell idle (it is in its list), or left its idle list.
  virtual void fellIdle(Pool&, Slot) const {}
  virtual void leftIdle(Pool&, FnId) const {}
  /// Of an instance of this function that falls idle while nothing of it runs or waits.
  [[nodiscard]] virtual Window window(const Pool&, const Function&) const = 0;
  /// The idle instance that goes first when memory is short; kNoSlot = none may go. `reason` gets the policy's own, if any.
  [[nodiscard]] virtual Slot victim(Pool& pool, Reason& reason) const;
  /// Only of the start policies. Requires: nothing is idle.
  [[nodiscard]] virtual NoIdle noIdle(const Pool&, const Function&, Ns, uint32_t) const { return {}; }
};

/// The policy of idle instances. Lives as long as the program.
const Policy& policyOf(PolicyId id);
/// The policy of events that find no idle instance; nullptr for StartPolicy::Scf, which always starts one.
const Policy* startPolicyOf(StartPolicy policy);

}  // namespace scfdesk::scaling
