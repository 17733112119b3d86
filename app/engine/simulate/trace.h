// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/spec.h"
#include "models/data/result.h"
#include <atomic>

namespace scfdesk::simulate {

/// One function of a trace.
struct TraceFunction {
  std::string name;
  int memoryMb = 0;                 ///< 0 = the trace does not say
  Distribution run;                 ///< of runs without a length of their own
  bool hasRun = false;
  std::vector<Arrival> arrivals;    ///< rising, from the trace's first moment
};

/// Where files of a spec are named from, and how far the reading is. All may be null or empty.
struct ReadContext {
  std::string folder;
  const std::atomic<bool>* canceled = nullptr;
  std::atomic<uint64_t>* donePpm = nullptr;  ///< of the file that is being read, in millionths
};

/// What to read, and how.
struct TraceSource {
  std::string file;
  std::string format;               ///< jsonl | azure2019 | azure2021 | cls
  std::string durations;            ///< azure2019: function_durations_percentiles...; "" = none
  std::string memory;               ///< azure2019: app_memory_percentiles...; "" = none
  std::string function;             ///< only this one; "" = all
  uint64_t seed = 1;                ///< azure2019: where in its minute an event lies
  size_t mostFunctions = kMostFunctions;
  const std::atomic<bool>* canceled = nullptr;
  std::atomic<uint64_t>* donePpm = nullptr;
};

/// Reads a trace line by line. Sources (scaling-core.md, section 5): Azure Functions 2019, counts per minute, with the two other
/// tables of that day; Azure Functions 2021, one line per invocation; a log export of CLS as JSON lines; JSON lines of our own:
/// {"type":"inv","t":NS,"fn":"NAME","exec_ns":NS,"outcome":"ok|user_error|timeout|oom|exit"} and {"type":"fn","name","memoryMb"}.
/// Times count from the first event (azure2019: from midnight). Memory: kMostValues arrivals at most; a line of 4 MiB at most.
/// Mistakes name file and line.
Result<std::vector<TraceFunction>> readTrace(const TraceSource& source);


}  // namespace scfdesk::simulate
