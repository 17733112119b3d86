// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/localapi.h"
#include "app/engine/api/apijson.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/longwords.h"
#include "app/engine/api/metricstext.h"
#include "app/engine/api/tc3.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");
constexpr QByteArrayView kPrefix("/-/functions/");
constexpr QByteArrayView kMetrics("/metrics", 8);
constexpr QByteArrayView kLetters("/-/dead-letters/");

std::string str(const QString& text) { return text.toStdString(); }
QByteArray dump(const nlohmann::ordered_json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)); }
}  // namespace

void localRefusal(HttpReply& reply, int status, const Error& error, QByteArrayView headers) {
  QByteArray body("{\"error\":{\"code\":");
  jsontext::appendString(body, error.code.toUtf8());
  body.append(",\"message\":");
  jsontext::appendString(body, withoutLongWords(error.message).toUtf8());
  if (!error.next.isEmpty()) {
    body.append(",\"next\":");
    jsontext::appendString(body, withoutLongWords(error.next).toUtf8());
  }
  reply.send(status, kJson, body.append("}}"), headers);
}

int localStatusOf(const Error& error) {
  if (error.code.startsWith(QLatin1String("ResourceNotFound"))) return 404;
  if (error.code == QLatin1String("Local.DiskFull")) return 507;
  if (error.code == QLatin1String("Local.StillLooking") || error.code == QLatin1String("Local.CodeUnpacked") || error.code == QLatin1String("Local.LayersUnpacked")) return 503;
  return error.code.startsWith(QLatin1String("Local.")) ? 500 : 400;
}

void localWrongMethod(HttpReply& reply, QByteArrayView allowed) {
  localRefusal(reply, 405, {QStringLiteral("Local.MethodNotAllowed"), QStringLiteral("Only %1 is answered here.").arg(QString::fromLatin1(allowed)), {}}, QByteArray("Allow: " + allowed.toByteArray() + "\r\n"));
}

std::optional<QByteArray> localQueryValue(QByteArrayView query, QByteArrayView name) {
  for (const QByteArray& part : query.toByteArray().split('&')) {
    if (part.startsWith(name) && part.size() > name.size() && part[name.size()] == '=') return QByteArray::fromPercentEncoding(part.mid(name.size() + 1));
  }
  return std::nullopt;
}

LocalApi::LocalApi(EngineControl& engine, EventStream& events, QByteArray secretKey)
    : m_engine(engine), m_events(events), m_triggers(engine), m_simulations(engine, secretKey), m_exports(engine), m_bearer("Bearer " + secretKey) {}

void LocalApi::serveLogs(const QString& folder, Reactor& reactor) {
  m_logs = std::make_unique<LogsApi>(m_engine, reactor);
  m_logs->setFolder(folder);
}

bool LocalApi::isOwnHost(QByteArrayView host, QByteArrayView localAddress) {
  if (host.startsWith('[')) {
    const qsizetype end = host.indexOf(']');
    if (end < 0) return false;
    const QByteArrayView address = host.sliced(1, end - 1);
    return address == QByteArrayView("::1") || address == localAddress;
  }
  const qsizetype colon = host.indexOf(':');
  const QByteArray name = (colon < 0 ? host : host.first(colon)).toByteArray().toLower();
  return name == "127.0.0.1" || name == "localhost" || name.endsWith(".localhost") || (!name.isEmpty() && name == localAddress);
}

bool LocalApi::refuse(const HttpRequest& head, HttpReply& reply) const {
  if (head.has("origin")) {
    localRefusal(reply, 403, {QStringLiteral("Local.OriginRefused"), QStringLiteral("Requests from web pages are refused here."), {}});
  } else if (!isOwnHost(head.header("host"), reply.localAddress())) {
    localRefusal(reply, 403, {QStringLiteral("Local.HostRefused"), QStringLiteral("The Host header names another machine."), QStringLiteral("Use http://127.0.0.1 and the engine's port.")});
  } else if (!(head.path() == kMetrics && reply.fromLoopback()) && !equalsConstantTime(head.header("authorization"), m_bearer)) {
    localRefusal(reply, 401, {QStringLiteral("Local.KeyRefused"), QStringLiteral("The key is missing or wrong."), QStringLiteral("Send Authorization: Bearer <secretKey>.")}, "WWW-Authenticate: Bearer\r\n");
  } else {
    return false;
  }
  return true;
}

void LocalApi::handle(const HttpRequest& request, HttpReply reply) {
  if (refuse(request, reply)) return;
  const QByteArrayView path = request.path();
  const bool get = request.method() == QByteArrayView("GET") || request.isHead();
  if (path == kMetrics) return get ? reply.send(200, "text/plain; version=0.0.4; charset=utf-8", metricsText(m_engine)) : localWrongMethod(reply, "GET");
  if (path == QByteArrayView("/-/state")) return get ? reply.send(200, kJson, stateText()) : localWrongMethod(reply, "GET");
  if (path == QByteArrayView("/-/settings")) return settings(request, reply);
  if (path.startsWith(kPrefix)) return overrides(request, reply);
  if (path == QByteArrayView("/-/clock")) return clockScale(request, reply);
  if (path == QByteArrayView("/-/events")) return get ? events(request, reply) : localWrongMethod(reply, "GET");
  if (path == QByteArrayView("/-/decisions")) return get ? decisions(request, reply) : localWrongMethod(reply, "GET");
  if (SimulateApi::owns(path)) return m_simulations.handle(request, reply);
  if (path == QByteArrayView("/-/triggers") || path.startsWith("/-/triggers/") || path == QByteArrayView("/-/topics") || path.startsWith("/-/topics/") || path == QByteArrayView("/-/queues") || path.startsWith("/-/queues/")) return m_triggers.handle(request, reply);
  if (path == QByteArrayView("/-/async") || path.startsWith("/-/async/")) return get ? asyncQueue(request, reply) : localWrongMethod(reply, "GET");
  if (path == QByteArrayView("/-/runtimes")) return get ? runtimes(reply) : localWrongMethod(reply, "GET");
  if (path == QByteArrayView("/-/project") || path.startsWith("/-/project/")) return project(request, reply);
  if (path == QByteArrayView("/-/debug") || path.startsWith("/-/debug/")) return debug(request, reply);
  if (path.startsWith("/-/provisioned/")) return get ? provisioned(request, reply) : localWrongMethod(reply, "GET");
  if (path.startsWith("/-/code/")) return get ? code(request, reply) : localWrongMethod(reply, "GET");
  if (path == QByteArrayView("/-/logs") && m_logs) return m_logs->handle(request, reply);
  if (path == QByteArrayView("/-/services") || path.startsWith("/-/services/")) return services(request, reply);
  if (path == QByteArrayView("/-/dead-letters") || path.startsWith(kLetters)) return deadLetters(request, reply);
  localRefusal(reply, 404, {QStringLiteral("Local.NotFound"), QStringLiteral("There is nothing at %1.").arg(QString::fromLatin1(path.first(std::min<qsizetype>(path.size(), 100)))), QStringLiteral("There are /-/state, /-/services, /-/debug, /-/project, /-/settings, /-/functions/NAMESPACE/NAME, /-/clock, /-/runtimes, /-/dead-letters, /-/triggers, /-/topics, /-/queues, /-/async, /-/code/NAMESPACE/NAME, /-/provisioned/NAMESPACE/NAME, /-/events, /-/decisions, /-/logs, /-/simulate, /-/recording, /-/session and /metrics.")});
}

void LocalApi::settings(const HttpRequest& request, HttpReply& reply) {
  if (request.method() == QByteArrayView("PUT")) {
    return m_engine.changeSettings([body = request.body](const EngineSettings& now) { return settingsFromJson(now, body); },
                                   [reply](const Result<EngineSettings>& changed) mutable {
                                     if (!changed) return localRefusal(reply, localStatusOf(changed.error()), changed.error());
                                     reply.send(200, kJson, settingsToJson(*changed));
                                   });
  } else if (request.method() != QByteArrayView("GET")) {
    return localWrongMethod(reply, "GET, PUT");
  }
  reply.send(200, kJson, settingsToJson(m_engine.settings()));
}

void LocalApi::overrides(const HttpRequest& request, HttpReply& reply) {
  const QByteArray rest = request.path().sliced(kPrefix.size()).toByteArray();
  const qsizetype slash = rest.indexOf('/');
  const FunctionKey key{QString::fromUtf8(QByteArray::fromPercentEncoding(rest.left(std::max<qsizetype>(slash, 0)))), QString::fromUtf8(QByteArray::fromPercentEncoding(rest.mid(slash + 1)))};
  const FunctionInfo* function = m_engine.function(key);
  if (slash < 0 || !function) {
    return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.Function"), QStringLiteral("There is no function `%1` in namespace `%2`.").arg(key.name, key.ns), QStringLiteral("The path is /-/functions/NAMESPACE/NAME.")});
  }
  if (request.method() == QByteArrayView("PUT")) {
    return m_engine.changeOverrides(key, [body = request.body](const FunctionOverrides& now) { return overridesFromJson(now, body); },
                                    [reply](const Result<FunctionOverrides>& changed) mutable {
                                      if (!changed) return localRefusal(reply, localStatusOf(changed.error()), changed.error());
                                      reply.send(200, kJson, overridesToJson(*changed));
                                    });
  }
  if (request.method() != QByteArrayView("GET")) return localWrongMethod(reply, "GET, PUT");
  reply.send(200, kJson, overridesToJson(function->overrides));
}

void LocalApi::deadLetters(const HttpRequest& request, HttpReply& reply) {
  if (!request.path().startsWith(kLetters)) {
    if (request.method() != QByteArrayView("GET")) return localWrongMethod(reply, "GET");
    const QString name = QString::fromUtf8(localQueryValue(request.query(), "function").value_or(QByteArray()));
    if (localQueryValue(request.query(), "brief")) return letterList(name, reply);
    return m_engine.deadLetters(name, [reply](const Result<QList<DeadLetterInfo>>& letters) mutable {
      if (!letters) return localRefusal(reply, 500, letters.error());
      QByteArray text("{\"deadLetters\":[");
      for (const DeadLetterInfo& letter : *letters) text.append(apijson::deadLetterText(letter)).append(',');
      if (!letters->isEmpty()) text.chop(1);
      reply.send(200, kJson, text.append("]}"));
    });
  }
  if (request.method() == QByteArrayView("GET")) return letter(request.path().sliced(kLetters.size()).toByteArray().toLongLong(), reply);
  if (request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "GET, POST");
  bool number = false;
  const int64_t id = request.path().sliced(kLetters.size()).toByteArray().toLongLong(&number);
  const auto value = nlohmann::json::parse(request.body.begin(), request.body.end(), nullptr, false);
  const bool good = value.is_object() && value.size() == 1 && value.contains("action") && (value["action"] == "retry" || value["action"] == "discard");
  if (!number || !good) return localRefusal(reply, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("The path must end in the id of a dead letter, and the body be {\"action\":\"retry\"} or {\"action\":\"discard\"}."), {}});
  m_engine.settleDeadLetter(id, value["action"] == "retry", [reply, id](const Result<Done>& settled) mutable {
    if (!settled) return localRefusal(reply, localStatusOf(settled.error()), settled.error());
    reply.send(200, kJson, "{\"id\":\"" + QByteArray::number(qlonglong(id)) + "\"}");
  });
}

void LocalApi::clockScale(const HttpRequest& request, HttpReply& reply) {
  if (request.method() == QByteArrayView("GET")) return reply.send(200, kJson, "{\"scale\":" + QByteArray::number(m_engine.clockScale(), 'g', 12) + '}');
  if (request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "GET, POST");
  const auto value = nlohmann::json::parse(request.body.begin(), request.body.end(), nullptr, false);
  const bool good = value.is_object() && value.size() == 1 && value.contains("scale") && value["scale"].is_number();
  const double scale = good ? value["scale"].get<double>() : 0;
  if (!(scale >= EngineControl::kLeastClockScale && scale <= EngineControl::kMostClockScale)) return localRefusal(reply, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("The body must be {\"scale\":N} with N from 0.01 to 3600."), {}});
  if (const Status status = m_engine.setClockScale(scale); !status) return localRefusal(reply, 400, status.error());
  reply.send(200, kJson, "{\"scale\":" + QByteArray::number(scale, 'g', 12) + '}');
}

void LocalApi::events(const HttpRequest& request, const HttpReply& reply) {
  HttpReply answer = reply;
  const auto types = EventStream::typesOf(localQueryValue(request.query(), "types").value_or(QByteArray()));
  if (!types) return localRefusal(answer, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("types must be a list of invocation, log, instance and decision."), {}});
  // A browser-like client says by header where it was; the query wins.
  std::optional<QByteArray> text = localQueryValue(request.query(), "since");
  if (!text && request.has("last-event-id")) text = request.header("last-event-id").toByteArray();
  std::optional<uint64_t> since;
  if (text) {
    bool number = false;
    since = text->toULongLong(&number);
    if (!number) return localRefusal(answer, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("since must be the id of an event."), {}});
  }
  m_events.open(std::move(answer), *types, since);
}

/// Kept decisions: /-/decisions?fromMs=T&toMs=T&count=N, oldest first; without limits the last 200.
void LocalApi::decisions(const HttpRequest& request, const HttpReply& reply) {
  constexpr int kMost = 10'000;
  HttpReply answer = reply;
  int64_t values[] = {0, m_engine.nowUs() / 1000, 200};
  const char* names[] = {"fromMs", "toMs", "count"};
  for (size_t i = 0; i < std::size(values); ++i) {
    const std::optional<QByteArray> text = localQueryValue(request.query(), names[i]);
    bool number = true;
    if (text) values[i] = text->toLongLong(&number);
    if (!number || values[i] < 0 || values[i] > std::numeric_limits<int64_t>::max() / 2000 || (i == 2 && (values[i] < 1 || values[i] > kMost)))
      return localRefusal(answer, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("%1: a whole number is wanted; count is at most %2.").arg(QString::fromLatin1(names[i])).arg(kMost), {}});
  }
  m_engine.decisions(values[0] * 1000, values[1] * 1000 + 999, int(values[2]), [answer](const Result<QByteArray>& lines) mutable {
    if (!lines) return localRefusal(answer, localStatusOf(lines.error()), lines.error());
    QByteArray text = lines->trimmed();
    text.replace('\n', ",\n");
    answer.send(200, kJson, "{\"decisions\":[" + text + "]}");
  });
}

QByteArray LocalApi::stateText() const {
  using json = nlohmann::ordered_json;
  json functions = json::array(), instances = json::array();
  QHash<FunctionId, FunctionKey> keys;
  for (const NamespaceInfo& ns : m_engine.namespaces()) {
    for (const FunctionInfo& f : m_engine.functions(ns.name)) {
      const FunctionSample g = m_engine.gauges(f.id);
      keys.insert(f.id, f.key);
      functions.push_back({{"namespace", str(f.key.ns)}, {"name", str(f.key.name)}, {"qualifier", "$LATEST"}, {"status", str(statusName(f.status))}, {"concurrency", g.busy}, {"queued", g.queued}});
    }
  }
  for (const InstanceInfo& i : m_engine.instances()) {
    if (i.state == InstanceState::Gone) continue;
    const FunctionKey key = keys.value(i.function, FunctionKey{QString(), QString()});
    instances.push_back({{"id", str(instanceName(i.id))}, {"namespace", str(key.ns)}, {"function", str(key.name)}, {"qualifier", str(versionName(i.version))}, {"state", str(instanceStateName(i.state))}, {"pid", i.pid}, {"bornMs", i.born / 1000}, {"way", str(birthWayName(i.way))}, {"requests", i.requests}, {"memoryBytes", i.memoryBytes}});
  }
  // Empty while all is well; else what troubles the engine, in a sentence or two.
  return dump({{"time", m_engine.nowUs() / 1000}, {"message", str(m_engine.status().message)}, {"isolation", str(m_engine.status().isolation)}, {"functions", std::move(functions)}, {"instances", std::move(instances)}});
}

}  // namespace scfdesk
