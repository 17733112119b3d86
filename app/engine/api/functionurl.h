// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"

namespace scfdesk {

/// Function URLs: everything below /url/<id> goes to the function as an event, its return value comes back. Engine thread; owned
/// by Endpoint.
///
/// A failed invocation answers with SCF's status code as the HTTP status and SCF's error object as the body (the fact sheet leaves
/// the status open); X-Scf-Request-Id and X-Scf-Status name it.
class FunctionUrl final {
 public:
  explicit FunctionUrl(EngineControl& engine) : m_engine(engine) {}
  /// Requires: the path begins with "/url/".
  void handle(HttpRequest& request, HttpReply reply);
  /// Answers and returns true when nothing takes requests here.
  bool refuseHead(const HttpRequest& head, HttpReply& reply) { return !triggerOf(head, reply); }

 private:
  /// The trigger of the path's id; null after having answered why there is none.
  const TriggerInfo* triggerOf(const HttpRequest& head, HttpReply& reply);
  void invoke(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path, QByteArray&& corsHeaders);
  void serve(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path, QByteArray&& corsHeaders);
  EngineControl& m_engine;
};

/// SCF's status code of a refusal before execution, from its API error code; 500 when there is none.
int statusOfRefusal(const Error& error);

}  // namespace scfdesk
