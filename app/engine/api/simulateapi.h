// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"
#include "app/engine/simulate/jobs.h"

namespace scfdesk {

/// The local additions about what-if, below /-/simulate. Engine thread; owned by LocalApi, which has checked who asks.
///
/// POST /-/simulate with a spec (contract.md), or {"specs":[...]}: 202 {"id":N}. GET /-/simulate/N: state, progress, results so
/// far. POST /-/simulate/N {"action":"cancel"}. Nothing is invoked.
/// GET /-/recording?function=NAME&namespace=NS&fromMs=T&toMs=T: the invocations that are kept, as JSON lines that a spec's trace
/// takes ("format":"jsonl"), one per request; what was refused is there without a run.
class SimulateApi final {
 public:
  explicit SimulateApi(EngineControl& engine) : m_engine(engine) {}
  void handle(const HttpRequest& request, HttpReply& reply);

 private:
  void recording(const HttpRequest& request, HttpReply& reply);
  EngineControl& m_engine;
  simulate::Jobs m_jobs;
};

}  // namespace scfdesk
