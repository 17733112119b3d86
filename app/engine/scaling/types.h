// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <limits>
#include <string>

/// Values of the scaling core: what goes in, what comes out. Standard library only.
namespace scfdesk::scaling {

using Ns = int64_t;       ///< nanoseconds of the driver's clock
using FnId = uint32_t;    ///< the driver's number of a function version; 0 is none
using InstId = uint32_t;  ///< slot:22 | generation:10, made by the core; a late message for a dead instance is detected
using ReqId = uint64_t;   ///< the driver's number of a request; 0 is none
inline constexpr Ns kNever = std::numeric_limits<Ns>::max();
inline constexpr Ns kSecond = 1'000'000'000;
inline constexpr int kAsyncQueue = 100'000;  ///< async events that a function may have waiting or to be retried

enum class Mode : uint8_t { Sync, Async };
enum class Reuse : uint8_t { Mru, Lru };
enum class StartPolicy : uint8_t {
  Scf,   ///< an event without an idle instance starts one
  Wait,  ///< it waits when a busy instance is expected to be free sooner than a new one would be ready, or maxInstances is reached
};

struct FnConfig {
  int memMb = 128;
  Ns timeout = 3 * kSecond;       ///< of one run: 433
  Ns initTimeout = 65 * kSecond;  ///< start to ready
  Ns keepAlive = 600 * kSecond;
  int reservedMb = -1;            ///< -1 = shares the account quota; 0 = off
  int maxInstances = -1;          ///< -1 = none; makes events wait, never rejects
  StartPolicy startPolicy = StartPolicy::Scf;
  Reuse reuse = Reuse::Mru;
  int retries = 2;                ///< of async events after an execution error
  Ns retryInterval = 60 * kSecond;
  Ns maxAge = 6 * 3600 * kSecond;
};

struct Limits {
  int accountMb = 128000;
  int unreservableMb = 12800;
  int hostMb = 0;                 ///< resident cap of this machine: idle instances are evicted above it; 0 = none
  int burst = 500;                ///< starts in a window
  Ns burstWindow = 60 * kSecond;  ///< fixed windows, aligned to multiples of the window
};

enum class EventKind : uint8_t {
  Config,     ///< fn + config: new or changed function
  Remove,     ///< fn goes: idle instances stop, waiting events are finished as failed 435, busy ones end
  SetLimits,  ///< limits
  Deploy,     ///< fn has new code: idle instances stop now, starting and busy ones when they finish; queued events run on new ones
  Arrive,     ///< req, fn, mode
  Ready,      ///< inst: module level done
  InitFailed, ///< inst, code (437, 443, 434, 439, 450 ...): the request it was started for fails with that code; a Stop follows
  Done,       ///< inst, req, code (200, or the code of an execution error)
  Died,       ///< inst, code (434, 439, 500): the process tree ended by itself
  Stopped,    ///< inst: the driver has ended a process tree that a Stop decision named
  Terminate,  ///< req: the caller gave it up (499); its instance is replaced when it runs
  Pause,      ///< arrivals are held (queue), runs go on
  Resume,
};

struct Event {
  EventKind kind = EventKind::Arrive;
  Ns now = 0;
  FnId fn = 0;
  InstId inst = 0;
  ReqId req = 0;
  Mode mode = Mode::Sync;
  int code = 0;
  int attempt = 0;      ///< Arrive of a stored async event after a restart: attempts already made
  Ns firstArrival = 0;  ///< the same: when it was first accepted; 0 = now
  FnConfig config{};
  Limits limits{};
};

enum class DecisionKind : uint8_t {
  Start,   ///< inst, fn, req: start an instance for this request
  Run,     ///< inst, req, attempt: hand the request to it
  Wait,    ///< req: queued; the reason says for what
  Reject,  ///< req, code 432 | 429 (435 for an unknown function): final; async ones only when the function is unknown
  Retry,   ///< req, code, at: an async one will come again at `at`
  Finish,  ///< req, code: final (200 or the last error); exactly once per admitted request
  DeadLetter, ///< req, code: final, an async one out of retries or age
  Stop,    ///< inst: end its process tree
  Cancel,  ///< inst, req: the run or the init took too long (433 / 450); a Stop of the instance follows
};

/// The rule that decided.
enum class Rule : uint8_t {
  None, IdleInstance, NoIdleInstance, StartingInstance, MaxInstances, StartOrWait, AccountQuota, ReservedQuota, FunctionOff, Burst,
  HostMemory, KeepAlive, RunTimeout, InitTimeout, ExecutionError, InstanceDied, NewCode, ConfigChanged, Removed, RetryDue,
  RetriesUsed, MaxAge, QueueFull, Paused, Canceled, Success,
};

/// Why: the rule, up to two inputs and the limit they were held against. Units follow from the rule (see describe()).
struct Reason {
  Rule rule = Rule::None;
  int64_t a = 0;
  int64_t b = 0;
  int64_t limit = 0;
  bool reserved = false;  ///< the limit is the function's reserved quota, not the account's
};

struct Decision {
  DecisionKind kind = DecisionKind::Run;
  Ns now = 0;
  FnId fn = 0;
  InstId inst = 0;
  ReqId req = 0;
  int code = 0;
  int attempt = 0;    ///< runs before it that ended in an execution error (RetryNum); of a Retry: of the run to come
  bool cold = false;  ///< Run: first request of its instance
  Ns at = 0;          ///< Retry: when
  Reason reason;
};

/// A reason in English words, with units: {rule, inputs, limit name}. `limit` is the name of the setting that would change it.
struct ReasonText {
  std::string rule;
  std::string inputs;
  std::string limit;
};
ReasonText describe(const Reason& reason);

struct FnCounters {
  int starting = 0, busy = 0, idle = 0, waiting = 0, retrying = 0;
  int executingMb = 0;
};
struct Totals {
  uint64_t steps = 0, late = 0, arrived = 0, rejected = 0, admitted = 0, done = 0, failed = 0, deadLettered = 0;
  uint64_t started = 0, stopped = 0, died = 0;
  int living = 0, executingMb = 0, startsInWindow = 0;
};

}  // namespace scfdesk::scaling
