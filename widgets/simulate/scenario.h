// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "widgets/simulate/fit.h"
#include <QJsonObject>
#include <QPointF>
#include <array>
#include <map>
#include <vector>

namespace scfdesk {

/// The settings that are held against each other. A value that is none of these is the same in A and B.
enum class SimSetting : uint8_t { Limit, Provisioned, Memory, KeepAlive, Burst, Init, Run };
inline constexpr size_t kSimSettings = 7;
inline constexpr std::array<SimSetting, kSimSettings> kAllSimSettings{SimSetting::Limit, SimSetting::Provisioned, SimSetting::Memory, SimSetting::KeepAlive, SimSetting::Burst, SimSetting::Init, SimSetting::Run};

/// Values of one side, each in the unit that its field shows: instances, MB, s, starts a minute, s (starting and init), ms (run, p50).
struct SimSettings {
  std::array<double, kSimSettings> values{16, 0, 128, 600, 500, 0.2, 100};
  [[nodiscard]] double at(SimSetting s) const { return values[static_cast<size_t>(s)]; }
  void set(SimSetting s, double value) { values[static_cast<size_t>(s)] = value; }
  friend bool operator==(const SimSettings&, const SimSettings&) = default;
};

/// How long starts and runs took, from real invocations; empty without any. Seconds.
struct SimTimings {
  std::vector<double> starts;  ///< starting and init of cold ones
  std::vector<double> runs;
  SimShape startShape = SimShape::Measured;  ///< what is drawn from instead of the measured ones
  SimShape runShape = SimShape::Measured;
  [[nodiscard]] double startMedian() const;
  [[nodiscard]] double runMedian() const;
};

/// The events that are simulated. Times in seconds from 0.
struct SimLoad {
  enum class Kind : uint8_t { Recorded, Preset, Drawn } kind = Kind::Preset;
  double seconds = 60;
  InvokeMode mode = InvokeMode::Sync;
  std::vector<double> times;       ///< Recorded, Preset: as they come
  std::vector<QPointF> curve;      ///< rate at a time: what the picture shows; Drawn: what is simulated
  LoadSpec preset;                 ///< Preset: what Fire would send
  [[nodiscard]] double peak() const;
};

/// Prices in CNY, and the day they were published. They change: editable.
struct SimTariff {
  QString date = QStringLiteral("2022-06-01");
  double gbSecond = 0.00011108;
  double tenThousandCalls = 0.0133;
  double idleProvisionedGbSecond = 0.00005471;
  bool billInit = false;
  friend bool operator==(const SimTariff&, const SimTariff&) = default;
};

/// Rates over a day (a quiet night, two tops by day) that come to `events`, and of a crowd that comes all at once: a calm, a
/// leap within seconds to `peak` a second, and its slow way back. Points of seconds and events a second.
std::vector<QPointF> dayCurve(double events);
std::vector<QPointF> flashCrowdCurve(double events, double peak);

/// The curve of given times: events per second in `columns` equal steps.
std::vector<QPointF> rateCurve(const std::vector<double>& times, double seconds, int columns);

/// What one run of the simulator came to, as far as the view shows it.
struct SimOutcome {
  double arrivals = 0, done = 0, failed = 0, rejected = 0, throttled = 0, deadLetters = 0;
  double p50 = 0, p99 = 0, coldShare = 0, peak = 0, idleGbSeconds = 0, cost = 0;
  double waitP99 = 0, initP50 = 0, runP50 = 0, runP99 = 0;
  double wallSeconds = 0, stepSeconds = 0;
  std::vector<double> starting, busy, idle, waiting, refused, retried, p99s;
  static SimOutcome fromJson(const QJsonObject& result);
};

/// The spec of one side (contract.md): same seed, so that both sides see the same events.
QByteArray specOf(const SimSettings& settings, const SimTimings& timings, const SimLoad& load, int64_t seed, int points, const SimTariff& tariff = {});

/// Which settings differ.
std::vector<SimSetting> changedSettings(const SimSettings& a, const SimSettings& b);
/// Values to sweep a setting over, around where it is; at most `count`, rising.
std::vector<double> sweepValues(SimSetting setting, double now, int count);
/// Where more costs much and brings little: the point farthest from the line through both ends, of (cost, p99). -1 without a bend.
int kneeOf(const std::vector<QPointF>& costAndLatency);
/// The cheapest of those that keep p99 within `p99` seconds and throttle nothing; -1 when none does.
int cheapestWithin(const std::vector<SimOutcome>& outcomes, double p99);

}  // namespace scfdesk
