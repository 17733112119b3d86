// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/tc3.h"
#include "app/engine/clock.h"
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
  FunctionUrl(EngineControl& engine, const Clock& clock, const QByteArray& secretId, const QByteArray& secretKey)
      : m_engine(engine), m_clock(clock), m_verifier(secretId, secretKey, "x-scf-cam-timestamp") {}
  /// Requires: the path begins with "/url/".
  void handle(HttpRequest& request, HttpReply reply);
  /// The body of this request goes to a web function as it comes. One that is signed is gathered: the signature covers it.
  bool streamsBody(const HttpRequest& head);
  /// Answers and returns true when nothing takes requests here.
  bool refuseHead(const HttpRequest& head, HttpReply& reply);

 private:
  /// The trigger of the path's id; null after having answered why there is none.
  const TriggerInfo* triggerOf(const HttpRequest& head, HttpReply& reply);
  void invoke(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path, QByteArray&& corsHeaders);
  void serve(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path, QByteArray&& corsHeaders);
  /// With AuthType CAM: answers and returns true when the request isn't signed with this engine's keys.
  bool refuseUnsigned(const HttpRequest& request, HttpReply& reply, const TriggerInfo& trigger, bool headOnly, const QByteArray& corsHeaders = {});
  EngineControl& m_engine;
  const Clock& m_clock;
  Tc3Verifier m_verifier;
};

/// SCF's status code of a refusal before execution, from its API error code; 500 when there is none.
int statusOfRefusal(const Error& error);

}  // namespace scfdesk
