// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/functionurl.h"
#include "app/engine/api/apijson.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/urlevent.h"
#include "app/engine/http/webexchange.h"
#include "app/engine/runtime/startfile.h"
#include "app/engine/runtime/websettings.h"

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");
constexpr qsizetype kPrefix = 5;  // "/url/"

QByteArray errorObject(const QString& message, int status, const QByteArray& requestId) {
  QByteArray body("{\"errorCode\":-1,\"errorMessage\":");
  jsontext::appendString(body, message.toUtf8());
  return body.append(",\"requestId\":\"").append(requestId).append("\",\"statusCode\":").append(QByteArray::number(status)).append('}');
}

QByteArray scfHeaders(const QByteArray& requestId, int status) {
  QByteArray lines;
  lines.reserve(96);
  return lines.append("X-Scf-Request-Id: ").append(requestId).append("\r\nX-Scf-Status: ").append(QByteArray::number(status)).append("\r\n");
}

QByteArray joined(const QStringList& list) { return list.join(QLatin1String(", ")).toLatin1(); }

// Lines that let a page of this origin read the answer; empty when it may not.
QByteArray allowedOrigin(const apijson::Cors& cors, QByteArrayView origin) {
  const bool any = cors.origins.isEmpty() || cors.origins.contains(QLatin1String("*"));
  if (!any && !cors.origins.contains(QString::fromLatin1(origin))) return {};
  QByteArray lines;
  if (any && !cors.credentials) {
    lines.append("Access-Control-Allow-Origin: *\r\n");
  } else {
    lines.append("Access-Control-Allow-Origin: ").append(origin).append("\r\nVary: Origin\r\n");
  }
  if (cors.credentials) lines.append("Access-Control-Allow-Credentials: true\r\n");
  if (!cors.exposeHeaders.isEmpty()) lines.append("Access-Control-Expose-Headers: ").append(joined(cors.exposeHeaders)).append("\r\n");
  return lines;
}

QByteArray preflight(const apijson::Cors& cors, QByteArrayView asked) {
  QByteArray lines;
  lines.append("Access-Control-Allow-Methods: ").append(cors.methods.isEmpty() ? QByteArray("GET, POST, PUT, DELETE, HEAD, OPTIONS, PATCH") : joined(cors.methods)).append("\r\n");
  const bool any = cors.headers.isEmpty() || cors.headers.contains(QLatin1String("*"));
  if (const QByteArray headers = any ? asked.toByteArray() : joined(cors.headers); !headers.isEmpty()) lines.append("Access-Control-Allow-Headers: ").append(headers).append("\r\n");
  if (cors.maxAge > 0) lines.append("Access-Control-Max-Age: ").append(QByteArray::number(cors.maxAge)).append("\r\n");
  return lines;
}
}  // namespace

int statusOfRefusal(const Error& error) {
  struct Row {
    const char* code;
    int status;
  };
  static constexpr Row rows[] = {
      {"ResourceNotFound", status::kFunctionNotFound},           {"InvalidParameterValue.Param", status::kInvalidEvent},
      {"InvalidParameter.Payload", status::kRequestTooLarge},    {"InvalidParameterValue.RequestTooLarge", status::kRequestTooLarge},
      {"InvalidParameterValue.LimitExceeded", status::kRequestTooLarge},
      {"RequestTooLarge", status::kRequestTooLarge},             {"RequestLimitExceeded.ResourceLimit", status::kResourceLimit},
      {"ResourceInsufficient", status::kResourceLimit},          {"ResourceLimitReached", status::kResourceLimitReached},
      {"ResourceLimit", status::kResourceLimit},                 {"LimitExceeded", status::kResourceLimitReached},
      {"FailedOperation", status::kFunctionStatus},              {"RequestCanceled", status::kCanceled},
      {"InvalidParameter", status::kInvalidEvent},
  };
  for (const Row& row : rows)
    if (error.code.startsWith(QLatin1String(row.code))) return row.status;
  return status::kInternal;
}

const TriggerInfo* FunctionUrl::triggerOf(const HttpRequest& head, HttpReply& reply) {
  const QByteArrayView rest = head.path().sliced(kPrefix);
  const qsizetype slash = rest.indexOf('/');
  const TriggerInfo* trigger = m_engine.triggerByUrl(QString::fromLatin1(slash < 0 ? rest : rest.first(slash)));
  if (!trigger) {
    reply.send(404, kJson, errorObject(QStringLiteral("There is no function URL here. Its trigger may have been deleted."), 404, jsontext::newRequestId()));
  } else if (!trigger->enabled) {
    reply.send(403, kJson, errorObject(QStringLiteral("The function URL is switched off (trigger %1 is CLOSE).").arg(trigger->name), 403, jsontext::newRequestId()));
    return nullptr;
  }
  return trigger;
}

bool FunctionUrl::refuseUnsigned(const HttpRequest& request, HttpReply& reply, const TriggerInfo& trigger, bool headOnly, const QByteArray& corsHeaders) {
  if (!apijson::needsCam(trigger.desc)) return false;
  const int64_t now = m_clock.wallUs() / 1'000'000;
  const Status status = headOnly ? m_verifier.verifyHead(request, now) : m_verifier.verify(request, now);
  if (!status) {
    const QByteArray requestId = jsontext::newRequestId();
    reply.send(401, kJson, errorObject(status.error().code + QStringLiteral(": ") + status.error().message, 401, requestId), QByteArray(scfHeaders(requestId, 401) + corsHeaders));
  }
  return !status;
}

bool FunctionUrl::refuseHead(const HttpRequest& head, HttpReply& reply) {
  const TriggerInfo* trigger = triggerOf(head, reply);
  return !trigger || refuseUnsigned(head, reply, *trigger, true);
}

bool FunctionUrl::streamsBody(const HttpRequest& head) {
  const QByteArrayView rest = head.path().sliced(kPrefix);
  const qsizetype slash = rest.indexOf('/');
  const TriggerInfo* trigger = m_engine.triggerByUrl(QString::fromLatin1(slash < 0 ? rest : rest.first(slash)));
  if (!trigger || !trigger->enabled || apijson::needsCam(trigger->desc)) return false;
  const FunctionInfo* function = m_engine.function(trigger->function);
  return function && nativeFamily(*function) == QLatin1String("web");
}

void FunctionUrl::handle(HttpRequest& request, HttpReply reply) {
  const TriggerInfo* trigger = triggerOf(request, reply);
  if (!trigger) return;
  const QByteArrayView rest = request.path().sliced(kPrefix);
  const qsizetype slash = rest.indexOf('/');
  QByteArray cors;
  if (const QByteArrayView origin = request.header("origin"); !origin.isEmpty()) {
    const apijson::Cors config = apijson::corsOf(trigger->desc);
    if (config.enabled) {
      cors = allowedOrigin(config, origin);
      if (request.method() == QByteArrayView("OPTIONS") && request.has("access-control-request-method")) {
        if (!cors.isEmpty()) cors += preflight(config, request.header("access-control-request-headers"));
        return reply.send(204, {}, {}, cors);
      }
    }
  }
  if (refuseUnsigned(request, reply, *trigger, false, cors)) return;
  if (const FunctionInfo* function = m_engine.function(trigger->function); function && nativeFamily(*function) == QLatin1String("web"))
    return serve(request, std::move(reply), *trigger, slash < 0 ? QByteArrayView() : rest.sliced(slash), std::move(cors));
  invoke(request, std::move(reply), *trigger, slash < 0 ? QByteArrayView() : rest.sliced(slash), std::move(cors));
}

/// To a web function: the request as it is. A failure before the head of the answer is told as SCF tells it; after it the
/// connection is cut, so that no client takes a part for the whole.
void FunctionUrl::serve(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path, QByteArray&& corsHeaders) {
  InvokeRequest invocation;
  invocation.function = trigger.function;
  invocation.qualifier = trigger.qualifier;
  invocation.source = Source::Url;
  invocation.trigger = triggerNumber(trigger);
  const auto exchange = WebExchange::of(request, path, reply);
  exchange->moreHeaders = std::move(corsHeaders);
  if (exchange->upgrade) {
    const FunctionInfo* function = m_engine.function(trigger.function);
    const WebSettings settings = function ? webSettings(function->apiExtras) : WebSettings();
    exchange->upgrade = settings.webSocket;
    exchange->idleSeconds = settings.idleSeconds;
  }
  EngineControl* engine = &m_engine;
  const InvocationId id = m_engine.serveWeb(std::move(invocation), exchange, [exchange](const Result<InvokeReply>& result) {
    HttpReply& reply = exchange->reply;
    if (!reply.alive() || exchange->complete()) return;
    if (exchange->begun()) return reply.cut();
    const QByteArray requestId = result ? result->requestId : jsontext::newRequestId();
    const int status = result ? result->statusCode : statusOfRefusal(result.error());
    const QByteArray headers = scfHeaders(requestId, status) + exchange->moreHeaders;
    const bool http = status >= 400 && status <= 599;
    reply.send(http ? status : 500, kJson, result ? result->result : errorObject(result.error().message, status, requestId), headers);
  });
  if (id && reply.alive())
    reply.onGone([engine, id, exchange] {
      engine->abandon(id);
      if (const auto gone = exchange->whenGone) gone();
    });
}

void FunctionUrl::invoke(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path, QByteArray&& corsHeaders) {
  InvokeRequest invocation;
  invocation.function = trigger.function;
  invocation.qualifier = trigger.qualifier;
  invocation.source = Source::Url;
  invocation.trigger = triggerNumber(trigger);
  invocation.payload = urlevent::eventOf(request, path, reply.peerAddress());
  HttpReply later = reply;
  EngineControl* engine = &m_engine;
  const InvocationId id = m_engine.invoke(std::move(invocation), [reply = std::move(reply), cors = std::move(corsHeaders)](const Result<InvokeReply>& result) mutable {
    if (!reply.alive()) return;
    if (!result) {
      const int status = statusOfRefusal(result.error());
      const QByteArray requestId = jsontext::newRequestId();
      return reply.send(status, kJson, errorObject(result.error().message, status, requestId), QByteArray(scfHeaders(requestId, status) + cors));
    }
    const QByteArray headers = scfHeaders(result->requestId, result->statusCode) + cors;
    if (result->statusCode != status::kSuccess) {
      const bool http = result->statusCode >= 400 && result->statusCode <= 599;
      return reply.send(http ? result->statusCode : 500, kJson, result->result, headers);
    }
    const urlevent::Answer answer = urlevent::answerOf(result->result);
    reply.send(answer.status, answer.type, answer.body, QByteArray(answer.headers + headers));
  });
  if (id) later.onGone([engine, id] { engine->abandon(id); });
}

}  // namespace scfdesk
