// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/invocation.h"

namespace scfdesk {

enum class InstanceState : uint8_t { Starting, Init, Busy, Idle, Frozen, Gone };
QString instanceStateName(InstanceState);  ///< "starting", ... as /-/state writes it

/// A change of one instance. Views build lanes and stacks from these alone.
/// Starting is an instance's first transition and carries `function`; Gone is its last.
struct InstanceTransition {
  InstanceId instance = 0;
  FunctionId function = 0;
  InstanceState state = InstanceState::Starting;
  TimeUs at = 0;
  InvocationId invocation = 0;  ///< Busy: what it runs; Starting: whom it was started for
  bool failed = false;          ///< leaving Busy (or Init) with a failure: the span that ends here is a failed one
  BirthWay way = BirthWay::None;
  QString reason;               ///< Starting and Gone: the decision in words ("idle for 15 s, keep-alive is 15 s")
  VersionNumber version = 0;
};

/// "i-5e48": how instances are shown everywhere.
QString instanceName(InstanceId id);
/// The instance of a name like that; 0 when it is none.
InstanceId instanceOf(const QString& name);

struct InstanceInfo {
  InstanceId id = 0;
  FunctionId function = 0;
  InstanceState state = InstanceState::Starting;
  int pid = 0;
  TimeUs born = 0;
  BirthWay way = BirthWay::Spawn;
  uint64_t requests = 0;
  int64_t memoryBytes = 0;
  VersionNumber version = 0;
};

/// A decision of the scaling core with its reason.
struct Decision {
  uint64_t seq = 0;
  TimeUs at = 0;
  FunctionId function = 0;
  InstanceId instance = 0;
  InvocationId invocation = 0;
  QString kind;    ///< "start" "run" "reject" "stop" "wait" "retry"
  QString rule;    ///< "no idle instance", "keep-alive", "account quota", ...
  QString inputs;  ///< "executing 1024 MB + 128 MB of 128000 MB"
  QString limit;   ///< the setting that decided, e.g. "accountMemoryMb"
};

}  // namespace scfdesk
Q_DECLARE_METATYPE(scfdesk::InstanceTransition)
