// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/callfailure.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

CallFailure callFailure(const QString& code) {
  if (code == "Local.Unreached"_L1) return CallFailure::Unreached;
  if (code == "Local.Timeout"_L1 || code == "Local.ConnectionLost"_L1 || code == "Local.BadAnswer"_L1) return CallFailure::Lost;
  if (code.startsWith("RequestLimitExceeded"_L1)) return CallFailure::Throttled;
  if (code.startsWith("InternalError"_L1) || code == "Local.ServerTrouble"_L1) return CallFailure::Trouble;
  return CallFailure::Refused;
}

bool mayHaveHappened(CallFailure failure) { return failure == CallFailure::Trouble || failure == CallFailure::Lost; }

}  // namespace scfdesk
