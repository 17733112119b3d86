// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/longwords.h"
#include "app/engine/api/actiontable.h"
#include "app/engine/api/v1signature.h"
#include <QScopeGuard>
#include <algorithm>
#include <array>

namespace scfdesk {
namespace {
constexpr QByteArrayView kType("application/json", 16);
constexpr QByteArrayView kVersion("2018-04-16", 10);
constexpr qsizetype kCutBytes = 64 * 1024;  // smaller bodies are parsed whole

Error actionError(QByteArrayView action) {
  const QString name = QString::fromUtf8(action.first(std::min<qsizetype>(action.size(), 64)));
  if (action.isEmpty()) return {QStringLiteral("MissingParameter"), QStringLiteral("The request is missing the required header `X-TC-Action`."), {}};
  return {QStringLiteral("InvalidAction"), QStringLiteral("The requested action `%1` does not exist in service scf, version 2018-04-16.").arg(name), {}};
}

Error versionError() { return {QStringLiteral("NoSuchVersion"), QStringLiteral("Service scf has version 2018-04-16 only; send it in the header X-TC-Version."), {}}; }
}  // namespace

CloudApi::CloudApi(EngineControl& engine, const Clock& clock, const QByteArray& secretId, const QByteArray& secretKey)
    : m_engine(engine), m_clock(clock), m_secretKey(secretKey), m_verifier(secretId, secretKey) {}

void CloudApi::Call::succeed(QByteArrayView fields) const {
  QByteArray body;
  body.reserve(fields.size() + 80);
  body.append("{\"Response\":{").append(fields);
  if (!fields.isEmpty()) body.append(',');
  body.append("\"RequestId\":\"").append(requestId).append("\"}}");
  HttpReply(reply).send(200, kType, body);
}

void CloudApi::Call::fail(const Error& error) const {
  QByteArray body("{\"Response\":{\"Error\":{\"Code\":");
  jsontext::appendString(body, error.code.toUtf8());
  body.append(",\"Message\":");
  jsontext::appendString(body, withoutLongWords(error.next.isEmpty() ? error.message : error.message + QLatin1Char(' ') + error.next).toUtf8());
  body.append("},\"RequestId\":\"").append(requestId).append("\"}}");
  HttpReply(reply).send(200, kType, body);
}

const CloudApi::Entry* CloudApi::entryOf(QByteArrayView name) {
  static constexpr Entry table[] = {
      {"Invoke", &CloudApi::invoke},
      {"InvokeFunction", &CloudApi::invokeFunction},
      {"GetFunction", &CloudApi::getFunction},
      {"ListFunctions", &CloudApi::listFunctions},
      {"CreateFunction", &CloudApi::createFunction},
      {"UpdateFunctionCode", &CloudApi::updateFunctionCode},
      {"UpdateFunctionConfiguration", &CloudApi::updateFunctionConfiguration},
      {"DeleteFunction", &CloudApi::deleteFunction},
      {"ListNamespaces", &CloudApi::listNamespaces},
      {"CreateTrigger", &CloudApi::createTrigger},
      {"ListTriggers", &CloudApi::listTriggers},
      {"DeleteTrigger", &CloudApi::deleteTrigger},
      {"UpdateTrigger", &CloudApi::updateTrigger},
      {"UpdateTriggerStatus", &CloudApi::updateTriggerStatus},
      {"PublishVersion", &CloudApi::publishVersion},
      {"ListVersionByFunction", &CloudApi::listVersionByFunction},
      {"DeleteFunctionVersion", &CloudApi::deleteFunctionVersion},
      {"CreateAlias", &CloudApi::createAlias},
      {"UpdateAlias", &CloudApi::updateAlias},
      {"GetAlias", &CloudApi::getAlias},
      {"ListAliases", &CloudApi::listAliases},
      {"DeleteAlias", &CloudApi::deleteAlias},
      {"CreateNamespace", &CloudApi::createNamespace},
      {"UpdateNamespace", &CloudApi::updateNamespace},
      {"DeleteNamespace", &CloudApi::deleteNamespace},
      {"CopyFunction", &CloudApi::copyFunction},
      {"GetFunctionAddress", &CloudApi::getFunctionAddress},
      {"GetFunctionLogs", &CloudApi::getFunctionLogs},
      {"GetRequestStatus", &CloudApi::getRequestStatus},
      {"GetAccount", &CloudApi::getAccount},
      {"PutTotalConcurrencyConfig", &CloudApi::putTotalConcurrencyConfig},
      {"PutReservedConcurrencyConfig", &CloudApi::putReservedConcurrencyConfig},
      {"GetReservedConcurrencyConfig", &CloudApi::getReservedConcurrencyConfig},
      {"DeleteReservedConcurrencyConfig", &CloudApi::deleteReservedConcurrencyConfig},
      {"PutProvisionedConcurrencyConfig", &CloudApi::putProvisionedConcurrencyConfig},
      {"GetProvisionedConcurrencyConfig", &CloudApi::getProvisionedConcurrencyConfig},
      {"DeleteProvisionedConcurrencyConfig", &CloudApi::deleteProvisionedConcurrencyConfig},
      {"GetFunctionEventInvokeConfig", &CloudApi::getFunctionEventInvokeConfig},
      {"UpdateFunctionEventInvokeConfig", &CloudApi::updateFunctionEventInvokeConfig},
      {"GetAsyncEventStatus", &CloudApi::getAsyncEventStatus},
      {"ListAsyncEvents", &CloudApi::listAsyncEvents},
      {"PublishLayerVersion", &CloudApi::publishLayerVersion},
      {"GetLayerVersion", &CloudApi::getLayerVersion},
      {"ListLayers", &CloudApi::listLayers},
      {"ListLayerVersions", &CloudApi::listLayerVersions},
      {"DeleteLayerVersion", &CloudApi::deleteLayerVersion},
      {"CreateCustomDomain", &CloudApi::createCustomDomain},
      {"UpdateCustomDomain", &CloudApi::updateCustomDomain},
      {"GetCustomDomain", &CloudApi::getCustomDomain},
      {"ListCustomDomains", &CloudApi::listCustomDomains},
      {"DeleteCustomDomain", &CloudApi::deleteCustomDomain},
      {"TerminateAsyncEvent", &CloudApi::terminateAsyncEvent},
  };
  const auto it = std::find_if(std::begin(table), std::end(table), [&](const Entry& e) { return name == QByteArrayView(e.name); });
  return it == std::end(table) ? nullptr : &*it;
}

void CloudApi::handle(HttpRequest& request, HttpReply reply) {
  Call call{std::move(reply), jsontext::newRequestId()};
  if (isV1(request)) return handleV1(request, std::move(call));
  if (const Status status = m_verifier.verify(request, m_clock.wallUs() / 1'000'000); !status) return call.fail(status.error());
  perform(request, std::move(call));
}

void CloudApi::handleV1(const HttpRequest& request, Call&& call) {
  const Result<V1Request> signedRequest = verifyV1(request, m_verifier.secretId(), m_secretKey, m_clock.wallUs() / 1'000'000);
  if (!signedRequest) return call.fail(signedRequest.error());
  const Entry* entry = entryOf(signedRequest->action);
  if (!entry) return call.fail(actionError(signedRequest->action));
  if (signedRequest->version != kVersion) return call.fail(versionError());
  const Result<ApiParams> params = ApiParams::fromQuery(signedRequest->parameters);
  if (!params) return call.fail(params.error());
  if (const Status status = params->check(actionInfo(entry->name)->rules); !status) return call.fail(status.error());
  (this->*entry->action)(*params, std::move(call));
}

void CloudApi::perform(HttpRequest& request, HttpReply reply) { perform(request, Call{std::move(reply), jsontext::newRequestId()}); }

void CloudApi::perform(HttpRequest& request, Call&& call) {
  const QByteArrayView action = request.header("x-tc-action");
  const Entry* entry = entryOf(action);
  if (!entry) return call.fail(actionError(action));
  if (request.header("x-tc-version") != kVersion) {
    return call.fail(versionError());
  }
  const bool get = request.method() == QByteArrayView("GET");
  if (!get) {
    const QByteArrayView type = request.header("content-type");
    if (!type.startsWith(kType)) {
      return call.fail({QStringLiteral("UnsupportedProtocol"), QStringLiteral("POST requests must have the Content-Type application/json."), {}});
    }
    const bool isInvoke = entry->action == &CloudApi::invoke;
    if ((isInvoke || entry->action == &CloudApi::invokeFunction) && invokeFast(isInvoke, request, call)) return;
  }
  const auto dropZip = qScopeGuard([this] {
    m_zip = QByteArray();
    m_hasZip = false;
  });
  m_hasZip = !get && request.body.size() > kCutBytes && cutZip(request.body, m_zip);
  const Result<ApiParams> params = get ? ApiParams::fromQuery(request.query()) : ApiParams::fromJson(request.body);
  if (!params) return call.fail(params.error());
  if (const Status status = params->check(actionInfo(entry->name)->rules); !status) return call.fail(status.error());
  (this->*entry->action)(*params, std::move(call));
}

bool CloudApi::refuseHead(const HttpRequest& head, const HttpReply& reply) {
  if (isV1(head)) return false;  // its signature is in the body
  const Status status = m_verifier.verifyHead(head, m_clock.wallUs() / 1'000'000);
  if (!status) Call{reply, jsontext::newRequestId()}.fail(status.error());
  return !status.ok();
}

FunctionKey CloudApi::keyOf(const ApiParams& params) {
  const QString ns = params.text("Namespace");
  return {ns.isEmpty() ? QStringLiteral("default") : ns, params.text("FunctionName")};
}

Status CloudApi::checkNamespace(const QString& ns) const {
  const auto all = m_engine.namespaces();
  if (std::any_of(all.begin(), all.end(), [&](const NamespaceInfo& n) { return n.name == ns; })) return Done{};
  return Error{QStringLiteral("ResourceNotFound.Namespace"), QStringLiteral("The namespace `%1` does not exist.").arg(ns), {}};
}

Result<const FunctionInfo*> CloudApi::find(const FunctionKey& key) const {
  if (const FunctionInfo* function = m_engine.function(key)) return function;
  if (const Status status = checkNamespace(key.ns); !status) return status.error();
  return Error{QStringLiteral("ResourceNotFound.Function"), QStringLiteral("The function `%1` does not exist in namespace `%2`.").arg(key.name, key.ns), {}};
}

Result<const FunctionInfo*> CloudApi::find(const ApiParams& params) const { return find(keyOf(params)); }

}  // namespace scfdesk
