// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "models/data/function.h"
#include "models/data/instance.h"
#include "models/data/invocation.h"
#include <QByteArrayList>
#include <memory>

namespace scfdesk {

/// What an instance needs to be born and to load the user's code.
struct InstanceSpec {
  InstanceId id = 0;
  QString interpreter;       ///< absolute path of the real file, never a shim
  QString family;            ///< "python3" | "nodejs" | "php" | "java": which bootstrap; "custom" | "go" | "web": a program in the code folder
  QString codeDir;           ///< absolute; seen by the function as /var/user, read-only
  QString layerDir = {};     ///< absolute; seen as /opt, read-only; empty = none
  QString handler;           ///< "index.main_handler"
  QByteArrayList environment;///< "K=V", complete: nothing is inherited
  int memoryMb = 128;
  bool preparedAllowed = true;
  /// What runtimes with a protocol of their own are told in it.
  FunctionKey function;
  QString version = QStringLiteral("$LATEST");
  int timeoutSeconds = 3;
  /// Runs under a debugger that listens on this port of 127.0.0.1: nothing of it is prepared, its memory is not limited. 0 = it does not.
  int debugPort = 0;
  QString debugger = {};     ///< the debugger's program where the interpreter is none itself (delve)
  QByteArray variables;      ///< the user's environment and the namespace, a JSON object; "go" only
};

/// What a run of the handler gave. Times are on the engine's clock (the bootstrap's CLOCK_MONOTONIC readings, converted).
struct InstanceReply {
  uint64_t request = 0;
  int statusCode = 200;   ///< 200, 430 user exception, 407 response too large, 500
  QByteArray json;        ///< the return value as JSON (encoded once), or for a failure the stack trace / message as raw text
  bool freeze = false;    ///< the function asked to be stopped until its next event (Node.js: callbackWaitsForEmptyEventLoop)
  TimeUs entered = 0;
  TimeUs left = 0;
  int64_t peakBytes = 0;  ///< resident peak of this run
  bool recycle = false;   ///< the instance must not get another event
  bool answered = false;  ///< its result was told before, by instanceAnswered
};

class ContextTemplate;
class WebExchange;
class Instance;
/// Told about one instance, on the engine thread. May destroy the instance from inside any call.
class InstanceListener {
 public:
  virtual ~InstanceListener() = default;
  /// The process tree exists and the code is in place.
  virtual void instanceStarted(Instance& instance, BirthWay way) = 0;
  /// The module level has run.
  virtual void instanceReady(Instance& instance) = 0;
  /// It cannot load: `code` 437 (no such file or handler), 443 (module level raised; `text` is the trace), 439 (exited), 434, 500 (spawner).
  virtual void instanceInitFailed(Instance& instance, int code, const QByteArray& text) = 0;
  /// A run has its result but goes on (Node.js: until its event loop is empty); instanceReplied follows.
  virtual void instanceAnswered(Instance& instance, InstanceReply&& reply) {
    Q_UNUSED(instance)
    Q_UNUSED(reply)
  }
  /// A run has ended. All that it printed before was delivered.
  virtual void instanceReplied(Instance& instance, InstanceReply&& reply) = 0;
  /// Whole lines as they come, without the newline, valid UTF-8, each at most limits::kLogLineBytes (cut lines end in a note).
  virtual void instancePrinted(Instance& instance, QByteArrayView line, bool stderrStream) = 0;
  /// The process tree is gone. `code` 434 when the memory limit was reached, else 439. `text` is SCF's message
  /// ("Task memory exceeded 128 MB"). Last call for this instance. Not called after end().
  virtual void instanceDied(Instance& instance, int code, const QByteArray& text) = 0;
};

/// One function instance = one process tree in its own namespaces, with an init of ours as PID 1. Born from the spawner.
/// States: Starting -> Init -> (Busy <-> Idle <-> Frozen) -> Gone. Engine thread; owned by the dispatcher.
/// Destroying it ends the whole tree (SIGKILL through init's control socket and the pidfd); nothing blocks.
class Instance {
 public:
  virtual ~Instance() = default;
  [[nodiscard]] virtual InstanceId id() const = 0;
  [[nodiscard]] virtual int pid() const = 0;  ///< of the init in the host's numbering; 0 before it is born
  /// Hands an event to the handler. Requires: ready and not busy. `context` is what the handler's second argument is made
  /// of, with this request id in it; `payload` the event's own bytes, passed through.
  virtual void run(uint64_t request, const ContextTemplate& context, QByteArrayView requestId, const QByteArray& payload) = 0;
  /// Hands a request to a web function's server; up to its concurrency at once. Requires: ready.
  virtual void serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange) {
    Q_UNUSED(request)
    Q_UNUSED(requestId)
    Q_UNUSED(exchange)
  }
  /// Gives up one request of several; the others go on. No reply follows.
  virtual void cancel(uint64_t request) { Q_UNUSED(request) }
  /// What the runtime waits for, in words, when that explains why a run or an init takes so long; else empty.
  [[nodiscard]] virtual QByteArray waitsFor() const { return {}; }
  virtual void freeze() = 0;  ///< SIGSTOP to the tree; only while idle
  virtual void thaw() = 0;
  /// SIGTERM to the runtime's process, which may catch it; false when there is none.
  virtual bool terminate() { return false; }
  /// Resident bytes of the tree, as last polled (polled while busy, once when it falls idle). What its processes share counts
  /// in each of them; where that sum is over the limit, it is the larger of the largest process and the tree's proportional
  /// share: a handler that forks is not ended for pages that exist once. 434 goes by the same.
  [[nodiscard]] virtual int64_t residentBytes() const = 0;
  /// What it takes from the machine, as seen when it last fell idle: the proportional share of its pages, and what /tmp holds.
  [[nodiscard]] virtual int64_t hostBytes() const { return residentBytes(); }
  /// How long the module level ran, for "InitFunction"; 0 before ready.
  [[nodiscard]] virtual int64_t moduleLoadUs() const { return 0; }
  /// Ends the tree; no further listener call. `gone` is called when the last process was reaped.
  virtual void end(std::function<void()> gone) = 0;
  /// Loads the user's code, which one under a debugger does only when it is told to: what is to stop at its module level has to be
  /// set before. Requires: instanceStarted was told. A program that its debugger starts (delve) loads nothing here.
  virtual void load() {}
};

/// Makes instances: the client of the spawner process. Engine thread; one per engine.
class InstanceFactory {
 public:
  virtual ~InstanceFactory() = default;
  virtual std::unique_ptr<Instance> create(const InstanceSpec& spec, InstanceListener& listener) = 0;
  /// "namespaces; ..." or "process group: <why>; ...": then what is in force, and what is missing.
  [[nodiscard]] virtual QString isolation() const = 0;
  /// Prepared runtimes are kept, within this much memory, or none at all: those that wait are ended.
  virtual void setPrepared(bool allowed, int64_t bytes) {
    Q_UNUSED(allowed)
    Q_UNUSED(bytes)
  }
  /// Ends every tree and the spawner itself; returns when all are reaped (at most `timeoutMs`).
  virtual void shutdown(int timeoutMs) = 0;
};

struct SpawnerOptions {
  QString spawnerProgram;   ///< absolute path of scfdesk-spawner
  QString bootstrapDir;     ///< folder with the runtime bootstraps (python3/, nodejs/)
  QString stateDir;         ///< private folder for /tmp of instances and mount points
  QString isolation = QStringLiteral("auto");
  bool prepared = true;
};
/// Starts the spawner (posix_spawn, never fork()); the first instance waits for it, nothing else does.
Result<std::unique_ptr<InstanceFactory>> startSpawner(Reactor& reactor, const SpawnerOptions& options);

}  // namespace scfdesk
