// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/cron.h"
#include <cstdint>
#include <limits>

/// What the scaling core is told to keep to: functions, limits, provisioned concurrency. Standard library only.
namespace scfdesk::scaling {

using Ns = int64_t;       ///< nanoseconds of the driver's clock
using FnId = uint32_t;    ///< the driver's number of a function version; 0 is none
using InstId = uint32_t;  ///< slot:22 | generation:10, made by the core; a late message for a dead instance is detected
using ReqId = uint64_t;   ///< the driver's number of a request; 0 is none
using PartId = uint32_t;  ///< the driver's number of a partition that a function pulls from, counted from 1; 0 is none
inline constexpr Ns kNever = std::numeric_limits<Ns>::max();
inline constexpr Ns kSecond = 1'000'000'000;
inline constexpr int kAsyncQueue = 100'000;    ///< async events that a function may have waiting or to be retried
inline constexpr int kMostConcurrency = 100;   ///< requests that one instance may run at the same time
inline constexpr int kScheduledTasks = 10;     ///< timed changes of the provisioned concurrency of one version

enum class Reuse : uint8_t { Mru, Lru };
enum class StartPolicy : uint8_t {
  Scf,   ///< an event without an idle instance starts one
  Wait,  ///< it waits when a busy instance is expected to be free sooner than a new one would be ready, or maxInstances is reached
  Both,  ///< it starts one and takes whichever is there first, the started or a freed instance; the other stays idle
};
/// What becomes of idle instances, and which of them goes when memory is short. policy.h has the rules, models/data/policies.h the words.
enum class PolicyId : uint8_t { Fixed, Histogram, GreedyDual };

struct FnConfig {
  int memMb = 128;
  int conc = 1;                   ///< requests at the same time in one instance, 1 to kMostConcurrency
  StartPolicy startPolicy = StartPolicy::Scf;
  Reuse reuse = Reuse::Mru;
  int maxInstances = -1;          ///< -1 = none; makes events wait, never rejects
  Ns timeout = 3 * kSecond;       ///< of one run: 433
  Ns initTimeout = 65 * kSecond;  ///< start to ready
  Ns keepAlive = 600 * kSecond;
  int reservedMb = -1;            ///< of the group: -1 = shares the account quota; 0 = off. The last configuration of a member counts
  FnId group = 0;                 ///< versions of one function name the same member here and share its reserved quota; 0 = alone
  int footprintMb = -1;           ///< what an instance takes of this machine until it is measured; -1 = memMb
  int retries = 2;                ///< of async events after an execution error
  int pullRetries = 10'000;       ///< of a pulled batch after an execution error
  Ns retryInterval = 60 * kSecond;
  Ns maxAge = 6 * 3600 * kSecond;
};

struct Limits {
  int accountMb = 128000;
  int unreservableMb = 12800;
  int hostMb = 0;                 ///< cap on what instances take of this machine: idle ones are evicted above it; 0 = none
  int burst = 500;                ///< starts in a window
  Ns burstWindow = 60 * kSecond;
  bool burstSliding = false;      ///< false: fixed windows, aligned to multiples of the window; true: any window of this length
  int provisionedRamp = 100;      ///< provisioned starts in a window of burstWindow; apart from burst
  PolicyId policy = PolicyId::Fixed;
  Ns unixTime = 0;                ///< Unix time when the driver's clock shows 0: schedules are in civil time
  int zoneSeconds = 8 * 3600;     ///< ahead of UTC: schedules
};

/// The provisioned concurrency that a version is to have.
struct Provision {
  int count = 0;                  ///< instances; with tracking what it begins with
  bool tracking = false;          ///< every 10 s: as many as busy / utilisation, within [least, most]
  int utilizationPpm = 700'000;
  int least = 0;
  int most = 0;
};

/// A timed change of it, in force until the next one.
struct ScheduledProvision {
  Cron cron;
  Provision provision;
};

}  // namespace scfdesk::scaling
