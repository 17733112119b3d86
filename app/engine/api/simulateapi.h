// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"
#include "app/engine/simulate/jobs.h"
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <map>

namespace scfdesk {

/// The local additions about what-if, below /-/simulate. Engine thread; owned by LocalApi, which has checked who asks.
///
/// POST /-/simulate with a spec (contract.md), or {"specs":[...]}: 202 {"id":N}, at once; specs and traces are read on a thread of the
/// job. GET /-/simulate/N: state (reading, running, done, canceled, failed), progress, results and partial results so far, the
/// mistake of a spec. POST /-/simulate/N {"action":"cancel"}. Nothing is invoked.
/// GET /-/recording?function=NAME&namespace=NS&fromMs=T&toMs=T: the invocations that are kept, as JSON lines that a spec's trace
/// takes ("format":"jsonl"), one per request; what was refused is there without a run. The last line says whether it is all:
/// {"type":"end","invocations":N,"complete":false,"goOnToMs":T} when it is not.
/// GET /-/session?fromMs=T&toMs=T: a session file (app/engine/simulate/session.h). POST /-/session with such a file, or with
/// nothing for the engine's own recording: 202 {"id":N}, a job as above whose one result is what lookThrough() gives.
class SimulateApi final {
 public:
  static constexpr qsizetype kMostRecordingBytes = 32 * 1024 * 1024;
  SimulateApi(EngineControl& engine, QByteArray secretKey);
  ~SimulateApi();
  void handle(const HttpRequest& request, HttpReply& reply);
  [[nodiscard]] static bool owns(QByteArrayView path);

 private:
  void recording(const HttpRequest& request, HttpReply& reply);
  void session(const HttpRequest& request, HttpReply& reply);
  static void started(const Result<uint64_t>& id, HttpReply& reply);
  EngineControl& m_engine;
  const QByteArray m_secretKey;
  simulate::Jobs m_jobs;
  QObject m_context;      ///< of the engine thread
  std::map<uint64_t, HttpReply> m_replies;  ///< that wait for a session
  uint64_t m_lastPacked = 0;
  QThreadPool m_packing;  ///< session files are packed here; waited for at the end
};

}  // namespace scfdesk
