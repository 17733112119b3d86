// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/trigger.h"

namespace scfdesk {

class HttpRequest;

/// Function URL: its events come through the endpoint (api/functionurl.h); here are its ledger and the request that is fired by
/// hand. Engine thread; owned by Triggers.
class UrlTrigger final : public Trigger {
 public:
  using Trigger::Trigger;
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray path() const override { return "/url/" + info().urlId.toLatin1(); }
};

/// Reads the request that is fired by hand at an HTTP trigger, a JSON object {"method","path","query","headers":{},"body"} whose
/// members are all optional, as if it had come over the wire, and gives it to `use`. Error InvalidParameterValue when no client
/// could send it.
[[nodiscard]] Status withHandRequest(const QByteArray& what, const QByteArray& method, const QByteArray& path, const std::function<void(HttpRequest&)>& use);

}  // namespace scfdesk
