// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/recordedcore.h"
#include "models/data/invocation.h"
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <atomic>

namespace scfdesk::simulate {

/// A function as a session names it: nothing that is secret, no path of the machine.
struct SessionFunction {
  uint32_t id = 0;           ///< the core's number of it
  QString ns, name;
  int version = 0;           ///< 0 = $LATEST
  QString runtime;
  int memoryMb = 0;
  QByteArray codeSha256;     ///< of a package; empty for a folder
  QStringList environment;   ///< names alone
};

/// What a session file holds, to be opened, looked through and replayed elsewhere. A value.
struct Session {
  static constexpr int64_t kMostBytes = 512LL * 1024 * 1024;  ///< unpacked
  static constexpr int kMostEntries = 64;
  QByteArray engine;         ///< version of the program
  TimeUs made = 0, from = 0, to = 0;
  TimeUs clockOffset = 0;    ///< Unix time in us when the core's clock shows 0
  uint64_t seed = 1;         ///< of simulations that are to be the same elsewhere
  QByteArray settings;       ///< JSON, as /-/settings without interpreters
  std::vector<SessionFunction> functions;
  std::vector<std::shared_ptr<const scaling::RecordedPart>> parts;
  uint64_t forgotten = 0;    ///< events before them that are not kept
  QByteArray trace;          ///< JSON lines: own trace format
  bool traceComplete = true;
  QByteArray log;            ///< JSON lines {"us","function","requestId","text"}
  bool logComplete = true;
};

/// One compact file: a zip of session.json, trace.jsonl, log.jsonl and the parts of the core's recording. Any thread.
[[nodiscard]] Result<QByteArray> packSession(const Session& session);
/// Errors say what is wrong with the file, and never trust it. Any thread.
[[nodiscard]] Result<Session> unpackSession(const QByteArray& file);

/// What a view shows of a session, as JSON: what it holds, the replay with its verdict, the course of instances, the
/// decisions in words, the log, and each function's arrivals and timings. Ends early, with an Error, when canceled; `donePpm` rises to a million.
[[nodiscard]] Result<QByteArray> lookThrough(const Session& session, const std::atomic<bool>* canceled, std::atomic<uint64_t>* donePpm);

/// JSON lines of kept attempts, in the own trace format.
[[nodiscard]] QByteArray traceLinesOf(const std::string& function, const std::vector<InvocationDetail>& attempts);
/// JSON lines of what they printed; every `secret` is put out of sight.
[[nodiscard]] QByteArray logLinesOf(const std::string& function, const std::vector<InvocationDetail>& attempts, const QList<QByteArray>& secrets);

}  // namespace scfdesk::simulate
