// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpserver.h"
#include "app/engine/simulate/jobs.h"

namespace scfdesk {

/// The local additions about what-if, below /-/simulate. Engine thread; owned by LocalApi, which has checked who asks.
///
/// POST /-/simulate with a spec (contract.md), or {"specs":[...]}: 202 {"id":N}. GET /-/simulate/N: state, progress, results so
/// far. POST /-/simulate/N {"action":"cancel"}. Nothing is invoked.
class SimulateApi final {
 public:
  void handle(const HttpRequest& request, HttpReply& reply);

 private:
  simulate::Jobs m_jobs;
};

}  // namespace scfdesk
