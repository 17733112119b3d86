// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"

namespace scfdesk {

/// One second of one function: what is kept for limits::kSecondsKeptHours, long after the detail has gone. A second in which
/// nothing happened and nothing lived has no value. Plain values; any thread.
struct SecondSample {
  int64_t second = 0;          ///< since the epoch, of the engine's clock
  FunctionId function = 0;
  int32_t invocations = 0;     ///< attempts that ended in it, those that were refused not
  int32_t failed = 0;          ///< of these
  int32_t cold = 0;            ///< of these
  int32_t throttled = 0;       ///< refused with 432 or 429
  int64_t p50Us = 0, p99Us = 0, maxUs = 0;  ///< accepted to replied; 0 without invocations
  int64_t computeMbMs = 0;     ///< billed ms x configured MB
  int32_t instances = 0;       ///< most that lived at a sample
  int32_t busy = 0;            ///< most that worked at a sample
  int32_t queued = 0;          ///< most that waited at a sample
  int64_t maxMemoryBytes = 0;  ///< of an instance
};

}  // namespace scfdesk
