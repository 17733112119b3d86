// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/config.h"
#include <string>

/// Values of the scaling core: what goes in, what comes out.
namespace scfdesk::scaling {

enum class Mode : uint8_t {
  Sync,
  Async,
  Pull,  ///< a batch of a partition: in order, one in flight, tried again until it is done or its retries are used up
};

enum class EventKind : uint8_t {
  Config,     ///< fn + config: new or changed function
  Remove,     ///< fn goes: idle instances stop, waiting events are finished as failed 435, busy ones end
  SetLimits,  ///< limits
  Deploy,     ///< fn has new code: idle instances stop now, starting and busy ones when they finish; queued events run on new ones
  Arrive,     ///< req, fn, mode; Pull: partition, offset
  Ready,      ///< inst: module level done
  InitFailed, ///< inst, code (437, 443, 434, 439, 450 ...): the request it was started for fails with that code; a Stop follows
  Done,       ///< inst, req, code (200, or the code of an execution error)
  Died,       ///< inst, code (434, 439, 500): the process tree ended by itself
  Stopped,    ///< inst: the driver has ended a process tree that a Stop decision named
  Terminate,  ///< req: the caller gave it up (499); its instance is replaced when it runs nothing else
  Pause,      ///< arrivals are held (queue), runs go on
  Resume,
  Provision,     ///< fn + provision: from now on
  Schedule,      ///< fn + scheduled: one more timed change; of two at the same time the later added counts
  ClearSchedule, ///< fn: no timed changes; what is in force stays
  Measured,      ///< inst takes memMb of this machine
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
  PartId partition = 0; ///< Arrive of a Pull
  int64_t offset = 0;   ///< the same: given back with the Ack
  int retries = -1;     ///< the same: after execution errors; -1 = those of the function
  int memMb = 0;        ///< Measured
  FnConfig config{};
  Limits limits{};
  Provision provision{};
  ScheduledProvision scheduled{};
};

enum class DecisionKind : uint8_t {
  Start,   ///< inst, fn, req: start an instance for this request; req 0: for none (provisioned, or ahead of its event)
  Run,     ///< inst, req, attempt: hand the request to it (another one than was started for it may get it)
  Wait,    ///< req: queued; the reason says for what. req 0: provisioned instances of fn are held back
  Reject,  ///< req, code 432 | 429 (435 for an unknown function): final; async ones only when the function is unknown
  Retry,   ///< req, code, at: an async one will come again at `at`
  Finish,  ///< req, code: final (200 or the last error); exactly once per admitted request
  DeadLetter, ///< req, code: final, an async one out of retries or age
  Stop,    ///< inst: end its process tree
  Cancel,  ///< inst, req: the run or the init took too long (433 / 450); a Stop follows if the instance runs one at a time
  Ack,     ///< req, partition, offset: the batch is done, the next one may come
  Nack,    ///< the same, but it was given up: the partition goes on behind it
  Target,  ///< fn, count in `code`: the provisioned concurrency that is wanted from now on, and why
};

/// The rule that decided.
enum class Rule : uint8_t {
  None, IdleInstance, NoIdleInstance, StartingInstance, MaxInstances, StartOrWait, AccountQuota, ReservedQuota, FunctionOff, Burst,
  HostMemory, KeepAlive, RunTimeout, InitTimeout, ExecutionError, InstanceDied, NewCode, ConfigChanged, Removed, RetryDue,
  RetriesUsed, MaxAge, QueueFull, Paused, Canceled, Success,
  FreeSlot, PartitionOrder, SystemError, Provisioned, ProvisionedRamp, ProvisionedShrink, Tracking, Schedule, Unloaded, Prewarm, GreedyDual, StandingQueue,
};
inline constexpr Rule kLastRule = Rule::StandingQueue;

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
  bool cold = false;        ///< Run: first request of its instance
  bool provisioned = false; ///< Start: a provisioned instance
  int code = 0;
  Ns now = 0;
  FnId fn = 0;
  InstId inst = 0;
  ReqId req = 0;
  int attempt = 0;      ///< runs before it that ended in an execution error (RetryNum); of a Retry: of the run to come
  PartId partition = 0; ///< Ack, Nack
  Ns at = 0;            ///< Retry: when
  int64_t offset = 0;   ///< Ack, Nack
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
  int starting = 0, busy = 0, idle = 0, waiting = 0, retrying = 0;  ///< instances with provisioned ones; requests
  int running = 0;                                    ///< requests that run
  int executingMb = 0;
  int provisionedTarget = 0, provisionedReady = 0, provisionedStarting = 0;
  int provisionedFailures = 0;                        ///< in a row; 0 = healthy
};
struct Totals {
  uint64_t steps = 0, late = 0, arrived = 0, rejected = 0, admitted = 0, done = 0, failed = 0, deadLettered = 0;
  uint64_t started = 0, stopped = 0, died = 0;
  int living = 0, executingMb = 0, startsInWindow = 0;
  int provisionedMb = 0;
};

}  // namespace scfdesk::scaling
