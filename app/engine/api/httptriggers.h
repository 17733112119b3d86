// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"

namespace scfdesk {

/// API Gateway below /apigw/<id>/<stage> and CLB below /clb/<id>: requests become events of their triggers, results become answers
/// (facts/scf.md section 5). Engine thread; owned by Endpoint.
///
/// What the facts leave open: a refusal before execution answers {"errno":STATUS,"error":TEXT} with SCF's status as HTTP's; an
/// error object of a failed run is no integration response and so gives 403 there.
class HttpTriggers final {
 public:
  explicit HttpTriggers(EngineControl& engine) : m_engine(engine) {}
  [[nodiscard]] static bool owns(QByteArrayView path) { return path.startsWith("/apigw/") || path.startsWith("/clb/"); }
  /// Requires: owns(path).
  void handle(HttpRequest& request, HttpReply reply);
  /// Answers and returns true when nothing takes requests here.
  bool refuseHead(const HttpRequest& head, HttpReply& reply) { return !triggerOf(head, reply); }
  void setPort(int port) { m_port = port; }

 private:
  [[nodiscard]] const TriggerInfo* triggerOf(const HttpRequest& head, HttpReply& reply) const;
  void gateway(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path);
  void balancer(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path);
  using Answer = std::function<void(HttpReply& reply, const InvokeReply& result)>;
  void invoke(const TriggerInfo& trigger, QByteArray&& event, HttpReply&& reply, Answer answer);

  EngineControl& m_engine;
  int m_port = 0;
};

}  // namespace scfdesk
