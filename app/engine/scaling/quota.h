// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

/// Memory of executing requests against the account's quota, in MB. A group (the versions of one function) with a reserved quota
/// has that for itself and no more; the others share what is left. Executing counts from admission (the Start or the Run) to
/// the end of the run, once per instance.
class Quota final {
 public:
  /// The limit a function of this memory would pass (rule, executing, its memory, the limit), or rule None when it may run.
  /// `ownMb` is what its group executes now.
  [[nodiscard]] Reason check(int memMb, int reservedMb, int ownMb, int accountMb) const;
  /// The quota an admission is held against, for the reason of a decision.
  [[nodiscard]] Reason standing(Rule rule, int memMb, int reservedMb, int ownMb, int accountMb) const;

  void admit(int memMb, bool reserved) { add(memMb, reserved); }
  void release(int memMb, bool reserved) { add(-memMb, reserved); }
  /// A group changes its reserved quota (-1 = none) while it executes `ownMb`.
  void reserve(int oldMb, int newMb, int ownMb);
  /// What executes goes from one group to another; each has a reserved quota or not.
  void move(int memMb, bool fromReserved, bool toReserved) {
    if (fromReserved != toReserved) m_sharedMb += fromReserved ? memMb : -memMb;
  }

  [[nodiscard]] int64_t executingMb() const { return m_executingMb; }
  [[nodiscard]] int64_t sharedMb() const { return m_sharedMb; }
  [[nodiscard]] int64_t reservedMb() const { return m_reservedMb; }
  template <typename Archive>
  void visit(Archive& archive) { archive(m_executingMb, m_sharedMb, m_reservedMb); }

 private:
  void add(int memMb, bool reserved) {
    m_executingMb += memMb;
    if (!reserved) m_sharedMb += memMb;
  }

  int64_t m_executingMb = 0;
  int64_t m_sharedMb = 0;    ///< of functions without a reserved quota
  int64_t m_reservedMb = 0;  ///< sum of the reserved quotas
};

}  // namespace scfdesk::scaling
