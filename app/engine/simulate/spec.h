// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/distribution.h"
#include <memory>
#include <string>
#include <utility>

/// What is to be simulated (contract.md, "Simulation from the command line"). Plain values; times in seconds.
namespace scfdesk::simulate {

inline constexpr int kMostFunctions = 100'000;
inline constexpr int kMostReplications = 10'000;
inline constexpr int kMostPoints = 2'000;          ///< of a series
inline constexpr size_t kMostValues = 10'000'000;  ///< of `values`, `times` or a trace
inline constexpr int64_t kMostMinutes = 44'640;    ///< of startsPerMinute: 31 days

/// One recorded or given arrival.
struct Arrival {
  Ns at = 0;
  Ns run = -1;   ///< how long it ran; -1 = drawn
  int code = 0;  ///< how it ended; 0 = drawn
};

/// Arrivals of one function.
struct ArrivalSpec {
  enum class Kind : uint8_t {
    Gaps,   ///< times between two, drawn
    Curve,  ///< a rate that changes with time: straight lines between points, after the last one as there
    Times,  ///< as given
  };
  /// How a rate's arrivals lie: Poisson, all equally far apart, or with gaps between none and twice the mean.
  enum class Shape : uint8_t { Poisson, Constant, Uniform };
  Kind kind = Kind::Gaps;
  Distribution gap;
  bool none = false;  ///< rate 0
  Shape shape = Shape::Poisson;
  std::vector<std::pair<double, double>> curve;
  std::shared_ptr<const std::vector<Arrival>> times;  ///< rising; shared by replications
};

struct FunctionSpec {
  std::string name;
  int memoryMb = 128;
  bool async = false;
  ArrivalSpec arrivals;
  Distribution service;
  Distribution init;
  double keepAliveSeconds = 600;
  int reservedMb = -1;
  int provisioned = 0;
  int maxInstances = -1;
  int retries = 2;
  double userErrorProbability = 0;
  double timeoutSeconds = 0;      ///< 0 = no limit
  double initTimeoutSeconds = 0;  ///< 0 = no limit
  double maxAgeSeconds = 6 * 3600;
  scaling::StartPolicy startPolicy = scaling::StartPolicy::Scf;
};

/// Prices in CNY and the day they were published (scaling-core.md section 7). Editable: they change.
struct Tariff {
  std::string date = "2022-06-01";
  double gbSecond = 0.00011108;
  double tenThousandCalls = 0.0133;
  double idleProvisionedGbSecond = 0.00005471;
  bool billInit = false;  ///< whether a cold start's initialisation is billed is not published
};

struct Spec {
  uint64_t seed = 1;
  int replications = 1;
  int threads = 0;           ///< for replications; 0 = all cores
  double warmupSeconds = 0;  ///< what arrives before counts in nothing
  uint64_t arrivals = 0;     ///< in all, with those of the warm-up; 0 = no limit
  double seconds = 0;        ///< arrivals before this moment; 0 = no limit
  int points = 0;            ///< of the series over time; 0 = none. Needs `seconds`
  scaling::Limits limits;
  scaling::Reuse reuse = scaling::Reuse::Mru;
  double retryIntervalSeconds = 60;
  Tariff tariff;
  std::vector<FunctionSpec> functions;
};

}  // namespace scfdesk::simulate
