// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "models/data/log.h"
#include <QStringList>

namespace scfdesk {

/// Gauges of one function, taken every 250 ms while it is active, and once when it falls silent.
struct FunctionSample {
  FunctionId function = 0;
  TimeUs at = 0;
  int starting = 0, init = 0, busy = 0, idle = 0, frozen = 0;
  int queued = 0;             ///< async backlog + events waiting for a start
  int throttled = 0;          ///< refused since the last sample
  int limit = 0;              ///< account quota / memory, in instances
  int64_t maxMemoryBytes = 0; ///< of its instances
};

/// A refused event, for the markers on the queue graph. final = sync (a filled mark), else it will be retried.
struct Throttle {
  FunctionId function = 0;
  TimeUs at = 0;
  int code = 432;
  bool final = true;
};

/// What the status bar shows; always now.
struct EngineStatus {
  bool connected = false;
  QString api;               ///< "127.0.0.1:9700"
  QString message;           ///< empty = healthy; else one sentence
  double cpuPercent = 0;     ///< of one core = 100
  int cores = 0;
  int64_t memoryBytes = 0;   ///< engine and instances
  int instances = 0;
  int instanceLimit = 0;
  int queued = 0;
  int deadLetters = 0;
  uint64_t logLines = 0;
  QString isolation;         ///< "namespaces" | "process group: user namespaces are off (...)"
  QString dataDir;
  QStringList interpreters;  ///< "Python 3.11.2 /usr/bin/python3.11"
  bool paused = false;
};

/// One batch from the engine, at most one per limits::kDeltaIntervalMs. Complete values; order within a list is time order.
struct EngineDelta {
  TimeUs now = 0;
  std::vector<FunctionInfo> functions;          ///< new or changed
  std::vector<FunctionId> functionsRemoved;
  std::vector<InstanceTransition> transitions;
  std::vector<Invocation> invocations;          ///< new (not finished) or finished
  std::vector<FunctionSample> samples;
  std::vector<Throttle> throttles;
  std::vector<Decision> decisions;
  std::vector<LoadProgress> loads;
  LogChunk log;
  std::optional<EngineStatus> status;           ///< once a second, or on change
};

}  // namespace scfdesk
Q_DECLARE_METATYPE(scfdesk::EngineDelta)
