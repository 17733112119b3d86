// SPDX-License-Identifier: GPL-3.0-or-later
// State services: what stands below /-/services.
#include "app/engine/api/localapi.h"
#include "app/engine/service/services.h"

namespace scfdesk {

void LocalApi::services(const HttpRequest& request, const HttpReply& reply) {
  HttpReply answer = reply;
  const bool get = request.method() == QByteArrayView("GET") || request.isHead();
  if (!get && request.method() != QByteArrayView("POST")) return localWrongMethod(answer, "GET, POST");
  Services* services = m_engine.services();
  if (!services) return localRefusal(answer, 404, {QStringLiteral("Local.NotFound"), QStringLiteral("There are no state services here."), {}});
  services->request(get ? "GET" : "POST", request.path().toByteArray(), request.body, [answer](const Result<QByteArray>& result) mutable {
    if (!result) return localRefusal(answer, localStatusOf(result.error()), result.error());
    answer.send(200, "application/json", *result);
  });
}

}  // namespace scfdesk
