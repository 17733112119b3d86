// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/trigger.h"

namespace scfdesk {

class HttpRequest;

/// API Gateway (facts/scf.md section 5): an API of a service, reachable below /apigw/<id>/<stage>. Its requests come through the
/// endpoint (api/httptriggers.h). Engine thread; owned by Triggers.
class GatewayTrigger final : public Trigger {
 public:
  /// A kept TriggerDesc, read.
  struct Api {
    QByteArray serviceId, method = "ANY", path, stage = "release";
    bool integrated = false;  ///< the function answers with statusCode, headers and body
    bool base64 = false;      ///< bodies come as base64
  };
  using Trigger::Trigger;
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray about() const override;
  [[nodiscard]] QByteArray path() const override;

  static Result<QString> keep(const QString& sent);
  static Status checkName(const QString& name);
  [[nodiscard]] static Api apiOf(const TriggerInfo& info);
  /// Whether a path (without stage) is one of the API's, and what its {parts} are. A path that begins with "=" is matched whole, any
  /// other one also by what lies below it.
  using Parameters = QList<std::pair<QByteArray, QByteArray>>;
  static bool matches(const Api& api, QByteArrayView path, Parameters& parameters);
  static QByteArray eventOf(const Api& api, const TriggerInfo& info, const HttpRequest& request, QByteArrayView path, const Parameters& parameters, QByteArrayView remoteAddress);
};

/// CLB: a rule of a load balancer, reachable below /clb/<id>. Engine thread; owned by Triggers.
class BalancerTrigger final : public Trigger {
 public:
  using Trigger::Trigger;
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray path() const override;

  static Result<QString> keep(const QString& sent);
  [[nodiscard]] static QByteArray urlOf(const TriggerInfo& info);
  static QByteArray eventOf(const HttpRequest& request, QByteArrayView path, QByteArrayView remoteAddress, QByteArrayView localAddress, int port, double seconds);
};

}  // namespace scfdesk
