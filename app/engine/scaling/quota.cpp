// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/quota.h"
#include <algorithm>

namespace scfdesk::scaling {

Reason Quota::standing(Rule rule, int memMb, int reservedMb, int ownMb, int accountMb) const {
  Reason reason{rule, m_sharedMb, memMb, std::max<int64_t>(0, accountMb - m_reservedMb)};
  if (reservedMb >= 0) {
    reason.a = ownMb;
    reason.limit = reservedMb;
    reason.reserved = true;
  }
  return reason;
}

Reason Quota::check(int memMb, int reservedMb, int ownMb, int accountMb) const {
  const Reason own = standing(reservedMb >= 0 ? Rule::ReservedQuota : Rule::AccountQuota, memMb, reservedMb, ownMb, accountMb);
  if (own.a + memMb > own.limit) return own;
  // A quota that has just been reserved may still be in use by others: the account as a whole is never passed.
  if (m_executingMb + memMb > accountMb) return Reason{Rule::AccountQuota, m_executingMb, memMb, accountMb};
  return Reason{};
}

void Quota::reserve(int oldMb, int newMb, int ownMb) {
  m_reservedMb += std::max(newMb, 0) - std::max(oldMb, 0);
  if (oldMb < 0 && newMb >= 0) m_sharedMb -= ownMb;
  if (oldMb >= 0 && newMb < 0) m_sharedMb += ownMb;
}

}  // namespace scfdesk::scaling
