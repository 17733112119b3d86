// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <cstdint>

namespace scfdesk {

/// How a call ended that brought no answer of use.
enum class CallFailure : uint8_t {
  Refused,    ///< an Error of the API: nothing was done
  Throttled,  ///< RequestLimitExceeded: nothing was done, later it may
  Trouble,    ///< InternalError, HTTP 5xx: it may have been done
  Unreached,  ///< no connection came about: nothing was done
  Lost,       ///< time-out, connection lost, half an answer: it may have been done
};
/// By the code of an Error as a backend or a client gives it.
CallFailure callFailure(const QString& code);
/// The target may have done it although no answer says so: look before it is asked for again.
bool mayHaveHappened(CallFailure failure);

}  // namespace scfdesk
