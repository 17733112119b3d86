// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/instance/instance.h"
#include "app/engine/runtime/contexttemplate.h"
#include "app/engine/scaling/types.h"
#include <algorithm>
#include <memory>
#include <vector>

namespace scfdesk {

/// What the dispatcher needs of a function; owned by FunctionRegistry, valid while the function exists.
struct FunctionEntry {
  FunctionInfo info;
  QString codeDir;                        ///< bound to /var/user; empty until the package is unpacked
  QString layerDir;                       ///< bound to /opt; empty = no layers
  std::optional<Interpreter> interpreter;
  QString native;                         ///< nativeFamily(): the code is its own program; else empty
  QByteArrayList environment;             ///< of its instances, without HOSTNAME
  ContextTemplate context;                ///< of its runs; rendered with each request id
  bool changing = false;                  ///< a create, update or delete is under way
};

/// A batch that a trigger has pulled: the core keeps the order of its partition and tries it again.
struct PulledBatch {
  uint64_t trigger = 0;        ///< its number
  int32_t partition = 0;       ///< of the trigger's source
  int64_t offset = 0;          ///< of its first message
  int retries = 0;             ///< after execution errors
  std::function<void(const InvokeReply&)> failed;  ///< an attempt has failed, another one comes
  scaling::PartId id = 0;      ///< the core's number of the partition
};

/// One event on its way, from acceptance to its final state. Engine thread; owned by the Dispatcher.
struct Flight {
  scaling::ReqId req = 0;      ///< the core's number; the same over retries
  FunctionId unit = 0;         ///< the version that runs it, as the core knows it; invocation.function is the function
  QString qualifier;           ///< as it was called
  Invocation invocation;       ///< of the present attempt
  QByteArray payload;
  std::shared_ptr<WebExchange> web;  ///< of a web function, instead of the payload
  std::unique_ptr<PulledBatch> pulled;
  EngineControl::Reply<InvokeReply> reply;
  LogChunk log;                ///< of the present attempt: the function's lines and SCF's
  QByteArray result;
  QByteArray failureText;      ///< message or trace of what ended the attempt
  scaling::InstId bound = 0;   ///< the instance that was started for it
  int64_t droppedLines = 0;
  int64_t moduleLoadUs = 0;
  uint64_t trigger = 0;        ///< number of the trigger that brought it
  bool started = false;        ///< START was logged for this attempt
  bool stored = false;         ///< an async event on disk
  bool asyncRun = false;       ///< asynchronous execution: no retry, no dead letter, a failed run recycles its instance
  bool traced = false;         ///< its end stays listed
  bool answered = false;       ///< its caller has the result, the run goes on
  bool wantsTail = false;      ///< its caller reads the log: the answer waits kTailMs for the run's end
  std::unique_ptr<InvokeReply> early;  ///< an answer that waits so
  Reactor::TimerId tailTimer = 0;      ///< its limit
  bool held = false;           ///< for a debugger: the core does not know it
  bool quiet = false;          ///< one of very many that nobody reads: SCF's own lines are not written unless it fails
};

/// One living instance as the dispatcher sees it.
struct LiveInstance {
  InstanceId id = 0;
  scaling::InstId core = 0;
  FunctionId function = 0;
  FunctionId unit = 0;         ///< the version that it runs, as the core knows it
  VersionNumber version = 0;
  std::unique_ptr<Instance> process;
  InstanceState state = InstanceState::Starting;
  BirthWay way = BirthWay::None;
  QString codeDir;              ///< what its processes see as /var/user
  TimeUs born = 0;
  TimeUs started = 0;
  TimeUs ready = 0;
  TimeUs idleSince = 0;
  uint64_t requests = 0;
  scaling::ReqId current = 0;  ///< what it runs
  std::vector<scaling::ReqId> more;  ///< what a web function serves beside it
  scaling::ReqId boundTo = 0;  ///< whom it was started for, until ready
  int hostMb = 0;              ///< what the core was told that it takes of this machine
  QString startReason;
  LogChunk initLog;            ///< printed during init; belongs to its first invocation
  bool ending = false;
  bool debugged = false;       ///< beside the core, under a debugger
  bool restored = false;       ///< folders that it needs were made again

  [[nodiscard]] bool runs(scaling::ReqId req) const { return req != 0 && (current == req || std::find(more.begin(), more.end(), req) != more.end()); }
  void add(scaling::ReqId req) {
    if (current != 0) more.push_back(current);
    current = req;
  }
  void drop(scaling::ReqId req) {
    if (current != req) {
      std::erase(more, req);
      return;
    }
    current = 0;
    if (more.empty()) return;
    current = more.back();
    more.pop_back();
  }
};

}  // namespace scfdesk
