// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/simulateapi.h"
#include "app/engine/api/localapi.h"
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");
constexpr QByteArrayView kBelow("/-/simulate/");

/// Words of the JSON lines; "" for what never ran.
const char* outcomeOf(const Invocation& i) {
  switch (i.statusCode) {
    case status::kSuccess: return "ok";
    case status::kTimeLimit: return "timeout";
    case status::kMemoryLimit: return "oom";
    case status::kProcessExit: return "exit";
    case status::kResourceLimit:
    case status::kResourceLimitReached: return "";
    default: return "user_error";
  }
}

QByteArray recordingText(const FunctionInfo& function, std::vector<InvocationDetail> attempts) {
  using json = nlohmann::ordered_json;
  std::sort(attempts.begin(), attempts.end(), [](const InvocationDetail& a, const InvocationDetail& b) { return a.invocation.at.accepted < b.invocation.at.accepted; });
  const std::string name = function.key.name.toStdString();
  const auto line = [](const json& value) -> QByteArray { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)) + '\n'; };
  QByteArray text = line({{"type", "header"}, {"version", 1}}) + line({{"type", "fn"}, {"name", name}, {"memoryMb", function.config.memoryMb}});
  for (const InvocationDetail& d : attempts) {
    const Invocation& i = d.invocation;
    if (i.retryNum > 0 || i.at.accepted <= 0) continue;  // the simulator makes its own retries
    json inv{{"type", "inv"}, {"t", i.at.accepted * 1000}, {"fn", name}};
    if (const char* outcome = outcomeOf(i); *outcome) {
      inv["exec_ns"] = i.durationUs * 1000;
      inv["outcome"] = outcome;
    }
    text += line(inv);
  }
  return text + line({{"type", "end"}});
}
}  // namespace

void SimulateApi::recording(const HttpRequest& request, HttpReply& reply) {
  if (request.method() != QByteArrayView("GET") && !request.isHead()) return localWrongMethod(reply, "GET");
  const auto text = [&](const char* name, const char* otherwise) { return QString::fromUtf8(localQueryValue(request.query(), name).value_or(QByteArray(otherwise))); };
  const FunctionKey key{text("namespace", "default"), text("function", "")};
  const FunctionInfo* function = m_engine.function(key);
  if (!function) return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.Function"), QStringLiteral("There is no function `%1` in namespace `%2`.").arg(key.name, key.ns), QStringLiteral("Write /-/recording?function=NAME.")});
  int64_t span[] = {0, m_engine.nowUs() / 1000};
  for (const size_t i : {size_t(0), size_t(1)}) {
    const auto given = localQueryValue(request.query(), i == 0 ? "fromMs" : "toMs");
    bool number = true;
    if (given) span[i] = given->toLongLong(&number);
    if (!number || span[i] < 0 || span[i] > std::numeric_limits<int64_t>::max() / 2000) return localRefusal(reply, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("fromMs and toMs must be whole milliseconds."), {}});
  }
  m_engine.attempts(function->id, {}, span[0] * 1000, span[1] * 1000 + 999, [reply, info = *function](Result<std::vector<InvocationDetail>> attempts) mutable {
    if (!attempts) return localRefusal(reply, localStatusOf(attempts.error()), attempts.error());
    reply.send(200, "application/x-ndjson", recordingText(info, std::move(attempts).value()));
  });
}

void SimulateApi::handle(const HttpRequest& request, HttpReply& reply) {
  if (request.path() == QByteArrayView("/-/recording")) return recording(request, reply);
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
