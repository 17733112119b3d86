// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/simulateapi.h"
#include "app/engine/api/localapi.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");
constexpr QByteArrayView kBelow("/-/simulate/");
}  // namespace

void SimulateApi::handle(const HttpRequest& request, HttpReply& reply) {
  const bool post = request.method() == QByteArrayView("POST");
  if (!request.path().startsWith(kBelow)) {
    if (!post) return localWrongMethod(reply, "POST");
    const auto id = m_jobs.start(request.body);
    if (!id) return localRefusal(reply, localStatusOf(id.error()), id.error());
    return reply.send(202, kJson, "{\"id\":" + QByteArray::number(qulonglong(*id)) + '}');
  }
  bool number = false;
  const uint64_t id = request.path().sliced(kBelow.size()).toByteArray().toULongLong(&number);
  if (!number) return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.Simulation"), QStringLiteral("The path must end in the number of a simulation."), {}});
  if (post) {
    const auto value = nlohmann::json::parse(request.body.begin(), request.body.end(), nullptr, false);
    if (!value.is_object() || value.size() != 1 || !value.contains("action") || value["action"] != "cancel")
      return localRefusal(reply, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("The body must be {\"action\":\"cancel\"}."), {}});
    if (const auto canceled = m_jobs.cancel(id); !canceled) return localRefusal(reply, localStatusOf(canceled.error()), canceled.error());
  } else if (request.method() != QByteArrayView("GET") && !request.isHead()) {
    return localWrongMethod(reply, "GET, POST");
  }
  const auto state = m_jobs.state(id);
  if (!state) return localRefusal(reply, localStatusOf(state.error()), state.error());
  reply.send(200, kJson, *state);
}

}  // namespace scfdesk
