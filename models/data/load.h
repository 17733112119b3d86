// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"
#include <map>

namespace scfdesk {

enum class LoadShape : uint8_t { Constant, Ramp, Spike, Wave };
QString loadShapeName(LoadShape);

/// A load run: `count` events at one function. `peakPerSecond` is the highest rate of the curve.
/// A Repeat run has `everySeconds` instead: its first event is due at once, each other one that long after the one before.
struct LoadSpec {
  FunctionKey function;
  InvokeMode mode = InvokeMode::Async;
  QByteArray payload;
  int count = 600;
  double peakPerSecond = 78;
  LoadShape shape = LoadShape::Ramp;
  double everySeconds = 0;  ///< > 0: a Repeat run; peak and shape mean nothing then
  [[nodiscard]] bool repeats() const { return everySeconds > 0; }
};

/// Rate of a shape at x in [0,1] of the run, relative to its peak (0..1]. Pure; also what the shape picture draws.
double loadShapeRate(LoadShape shape, double x);
/// Seconds after the start at which event i (0-based) of the run is due; rises with i. Pure.
/// Ramp: rises to the peak, holds, falls (design.md: ramp); 600 events at 78/s last about 12 s.
double loadDueSeconds(const LoadSpec& spec, int i);
/// Length of the whole run in seconds; of a Repeat run: to its last event.
double loadDurationSeconds(const LoadSpec& spec);

/// The live tally of a run. `byCode` counts finished events by status code.
struct LoadProgress {
  uint32_t run = 0;
  FunctionId function = 0;
  LoadSpec spec;
  TimeUs startedAt = 0;
  TimeUs endedAt = 0;  ///< 0 while running
  int sent = 0;
  int succeeded = 0;
  int failed = 0;      ///< finished with a code other than 200, throttled not counted
  int throttled = 0;   ///< 432 and 429
  bool stopped = false;
  std::map<int, int> byCode;
  [[nodiscard]] int finished() const { return succeeded + failed + throttled; }
};

}  // namespace scfdesk
