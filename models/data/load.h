// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"
#include <map>
#include <memory>
#include <vector>

namespace scfdesk {

enum class LoadShape : uint8_t { Constant, Ramp, Spike, Wave, Drawn /*!< LoadSpec::curve */, Replay /*!< LoadSpec::recorded */ };
QString loadShapeName(LoadShape);

/// An event of a recorded span: when it came, and which one it was.
struct LoadArrival {
  double seconds = 0;  ///< after the first one
  InvocationId invocation = 0;
};
/// Arrivals of a recorded span, by time.
using LoadRecording = std::vector<LoadArrival>;

/// A load run: `count` events at one function. `peakPerSecond` is the highest rate of the curve.
/// A Repeat run has `everySeconds` instead: its first event is due at once, each other one that long after the one before.
struct LoadSpec {
  FunctionKey function;
  InvokeMode mode = InvokeMode::Async;
  QString qualifier = QStringLiteral("$LATEST");  ///< version or alias that is called
  QByteArray payload;
  int count = 600;
  double peakPerSecond = 78;
  LoadShape shape = LoadShape::Ramp;
  double everySeconds = 0;  ///< > 0: a Repeat run; peak and shape mean nothing then
  /// Drawn: rates at equal steps from begin to end of the run, relative to the peak; 2 to kCurvePoints, the highest is 1.
  std::shared_ptr<const std::vector<float>> curve;
  /// Replay: as many events as it has, with its gaps divided by `speed`; each fires the event that was recorded, or `payload` where
  /// that is not kept any more.
  std::shared_ptr<const LoadRecording> recorded;
  double speed = 1;         ///< kSlowest to kFastest
  static constexpr size_t kCurvePoints = 64;
  static constexpr double kSlowest = 0.1, kFastest = 100;
  [[nodiscard]] bool replays() const { return shape == LoadShape::Replay && recorded && !repeats(); }
  [[nodiscard]] bool repeats() const { return everySeconds > 0; }
};

/// Rate of a shape at x in [0,1] of the run, relative to its peak (0..1]. Pure; also what the shape picture draws. Drawn and Replay
/// have none of their own: 1.
double loadShapeRate(LoadShape shape, double x);
/// As loadShapeRate, also of a drawn curve and of a recording, as a histogram.
double loadRate(const LoadSpec& spec, double x);
/// A curve as it may be drawn: between 0 and 1, the highest point at 1; a flat one where all is 0.
std::vector<float> settledCurve(std::vector<float> points);
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
  int cold = 0;
  int substituted = 0; ///< of a replay: sent with the payload of the spec, as the recorded event was not kept
  int64_t p50Us = 0, p99Us = 0, maxUs = 0;  ///< accepted to replied, of what ran; as of the last look, at most a quarter second old
  std::map<int, int> byCode;
  [[nodiscard]] int finished() const { return succeeded + failed + throttled; }
};

}  // namespace scfdesk
