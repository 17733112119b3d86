// SPDX-License-Identifier: GPL-3.0-or-later
// LocalApi: provisioned concurrency as it was put, which SCF's own answer does not tell.
#include "app/engine/api/localapi.h"
#include <nlohmann/json.hpp>

namespace scfdesk {

/// /-/provisioned/NAMESPACE/NAME: of each published version that has some, by number.
void LocalApi::provisioned(const HttpRequest& request, HttpReply& reply) {
  using json = nlohmann::ordered_json;
  const QByteArray rest = request.path().sliced(qsizetype(sizeof "/-/provisioned/") - 1).toByteArray();
  const qsizetype slash = rest.indexOf('/');
  const FunctionKey key{QString::fromUtf8(QByteArray::fromPercentEncoding(rest.left(std::max<qsizetype>(slash, 0)))), QString::fromUtf8(QByteArray::fromPercentEncoding(rest.mid(slash + 1)))};
  const FunctionInfo* function = m_engine.function(key);
  if (slash < 0 || !function)
    return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.Function"), QStringLiteral("There is no function `%1` in namespace `%2`.").arg(key.name, key.ns), QStringLiteral("The path is /-/provisioned/NAMESPACE/NAME.")});
  json versions = json::array();
  for (const VersionInfo& v : function->versions) {
    const FunctionInfo* version = m_engine.version(*function, v.number);
    if (!version) continue;
    json one{{"version", v.number}, {"memoryMb", version->config.memoryMb}};
    if (const auto state = m_engine.provisioned(*version)) {
      const ProvisionedConfig& c = state->config;
      json tasks = json::array();
      for (const ProvisionedConfig::Task& t : c.tasks) tasks.push_back({{"name", t.name.toStdString()}, {"count", t.count}, {"cron", t.cron.toStdString()}});
      one["config"] = {{"count", c.count}, {"tracking", c.tracking}, {"target", double(c.utilizationPpm) / 1'000'000}, {"least", c.least}, {"most", c.most}, {"tasks", std::move(tasks)}};
      one["target"] = state->target;
      one["ready"] = state->ready;
      one["failures"] = state->failures;
    }
    versions.push_back(std::move(one));
  }
  const std::string text = json{{"versions", std::move(versions)}}.dump(-1, ' ', false, json::error_handler_t::replace);
  reply.send(200, "application/json", QByteArray::fromStdString(text));
}

}  // namespace scfdesk
