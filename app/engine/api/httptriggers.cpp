// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/httptriggers.h"
#include "app/engine/api/functionurl.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/urlevent.h"
#include "app/engine/trigger/gatewaytrigger.h"
#include "app/engine/trigger/triggertypes.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");

void refuse(HttpReply& reply, int status, const QString& why) {
  QByteArray body("{\"errno\":" + QByteArray::number(status) + ",\"error\":");
  jsontext::appendString(body, why.toUtf8());
  reply.send(status, kJson, body.append('}'));
}

/// "/apigw/ID/rest" -> {"ID", "/rest"}; the rest may be empty.
std::pair<QByteArrayView, QByteArrayView> partsOf(QByteArrayView path) {
  const QByteArrayView rest = path.sliced(path.indexOf('/', 1) + 1);
  const qsizetype slash = rest.indexOf('/');
  return {slash < 0 ? rest : rest.first(slash), slash < 0 ? QByteArrayView() : rest.sliced(slash)};
}
}  // namespace

const TriggerInfo* HttpTriggers::triggerOf(const HttpRequest& head, HttpReply& reply) const {
  const bool gateway = head.path().startsWith("/apigw/");
  const TriggerInfo* trigger = m_engine.triggerByUrl(QString::fromLatin1(partsOf(head.path()).first));
  if (!trigger || trigger->type != QLatin1String(gateway ? "apigw" : "clb")) {
    refuse(reply, 404, gateway ? u"There is no api here. Its trigger may have been deleted."_s : u"No rule of a load balancer listens here. Its trigger may have been deleted."_s);
    return nullptr;
  }
  if (trigger->enabled) return trigger;
  refuse(reply, 403, u"The trigger %1 is switched off."_s.arg(trigger->name));
  return nullptr;
}

void HttpTriggers::handle(HttpRequest& request, HttpReply reply) {
  const TriggerInfo* trigger = triggerOf(request, reply);
  if (!trigger) return;
  const QByteArrayView rest = partsOf(request.path()).second;
  trigger->type == "apigw"_L1 ? gateway(request, std::move(reply), *trigger, rest) : balancer(request, std::move(reply), *trigger, rest);
}

void HttpTriggers::invoke(const TriggerInfo& trigger, QByteArray&& event, HttpReply&& reply, Answer answer) {
  InvokeRequest invocation;
  invocation.function = trigger.function;
  invocation.qualifier = trigger.qualifier;
  invocation.source = triggerType(trigger.type)->source;
  invocation.payload = std::move(event);
  invocation.trigger = triggerNumber(trigger);
  HttpReply later = reply;
  EngineControl* engine = &m_engine;
  const InvocationId id = m_engine.invoke(std::move(invocation), [reply = std::move(reply), answer = std::move(answer)](const Result<InvokeReply>& result) mutable {
    if (!reply.alive()) return;
    if (!result) return refuse(reply, statusOfRefusal(result.error()), result.error().message);
    answer(reply, *result);
  });
  if (id) later.onGone([engine, id] { engine->abandon(id); });
}

void HttpTriggers::gateway(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path) {
  const GatewayTrigger::Api api = GatewayTrigger::apiOf(trigger);
  const qsizetype slash = path.indexOf('/', 1);
  const QByteArrayView stage = path.isEmpty() ? path : slash < 0 ? path.sliced(1) : path.sliced(1, slash - 1);
  const QByteArrayView inner = slash < 0 ? QByteArrayView("/") : path.sliced(slash);
  GatewayTrigger::Parameters parameters;
  if (stage != api.stage || !GatewayTrigger::matches(api, inner, parameters))
    return refuse(reply, 404, u"There is no api match `%1`. The api is %2 below /%3."_s.arg(QString::fromUtf8(path.toByteArray().left(200)), QString::fromUtf8(api.path), QString::fromUtf8(api.stage)));
  if (api.method != "ANY" && request.method() != api.method)
    return refuse(reply, 404, u"There is no api match with method %1. The api takes %2."_s.arg(QString::fromLatin1(request.method()), QString::fromUtf8(api.method)));
  QByteArray event = GatewayTrigger::eventOf(api, trigger, request, inner, parameters, reply.peerAddress());
  invoke(trigger, std::move(event), std::move(reply), [integrated = api.integrated](HttpReply& reply, const InvokeReply& result) {
    // Passed through: 200 also when the function failed, its error object as the body.
    if (!integrated) return reply.send(200, kJson, result.result);
    const urlevent::Answer answer = result.statusCode == status::kSuccess ? urlevent::answerOf(result.result, urlevent::Shape::Gateway) : urlevent::answerOf({}, urlevent::Shape::Gateway);
    reply.send(answer.status, answer.type, answer.body, answer.headers);
  });
}

void HttpTriggers::balancer(HttpRequest& request, HttpReply&& reply, const TriggerInfo& trigger, QByteArrayView path) {
  const QByteArray url = BalancerTrigger::urlOf(trigger);
  const QByteArrayView inner = path.isEmpty() ? QByteArrayView("/") : path;
  if (!inner.startsWith(url)) return refuse(reply, 404, u"No rule of the load balancer takes `%1`; this one takes what begins with %2."_s.arg(QString::fromUtf8(inner.toByteArray().left(200)), QString::fromUtf8(url)));
  QByteArray event = BalancerTrigger::eventOf(request, inner, reply.peerAddress(), reply.localAddress(), m_port, double(m_engine.nowUs()) / 1e6);
  invoke(trigger, std::move(event), std::move(reply), [](HttpReply& reply, const InvokeReply& result) {
    const urlevent::Answer answer = urlevent::answerOf(result.statusCode == status::kSuccess ? result.result : QByteArray(), urlevent::Shape::Balancer);
    reply.send(answer.status, answer.type, answer.body, answer.headers);
  });
}

}  // namespace scfdesk
