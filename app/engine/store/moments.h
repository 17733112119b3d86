// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"

namespace scfdesk {

/// What one batch of the engine told its views about instances and gauges: kept beside the invocations, so that a new start
/// can show the last minutes as they were. Plain values.
struct Moments {
  std::vector<InstanceTransition> transitions;
  std::vector<FunctionSample> samples;
  std::vector<Throttle> throttles;
  std::vector<Decision> decisions;
  [[nodiscard]] bool empty() const { return transitions.empty() && samples.empty() && throttles.empty() && decisions.empty(); }
  /// About what it takes while it waits for the disk.
  [[nodiscard]] int64_t bytes() const;
};

/// As they lie in a segment file; each kind counted, in the order above. Pure.
QByteArray encodeMoments(const Moments& moments);
/// False when the bytes are not whole or of no version that is known; `moments` is then of no use.
bool decodeMoments(const QByteArray& bytes, Moments& moments);

}  // namespace scfdesk
