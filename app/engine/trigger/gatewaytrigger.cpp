// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/gatewaytrigger.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/api/urlevent.h"
#include "app/engine/trigger/triggers.h"
#include "app/engine/trigger/urltrigger.h"
#include <QCryptographicHash>
#include <nlohmann/json.hpp>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr QStringView kExample = u"{\"api\":{\"authRequired\":\"FALSE\",\"requestConfig\":{\"method\":\"ANY\",\"path\":\"/hello\"},\"isIntegratedResponse\":\"TRUE\"},\"service\":{\"serviceName\":\"SCF_API_SERVICE\"},\"release\":{\"environmentName\":\"release\"}}";
constexpr size_t kPathBytes = 512;  // ours

Error bad(const QString& message) { return badTriggerDesc(message, kExample.toString()); }

/// "TRUE", "FALSE" or a boolean; none for anything else.
std::optional<bool> flagOf(const json& object, const char* name, bool otherwise) {
  const auto it = object.find(name);
  if (it == object.end() || it->is_null()) return otherwise;
  if (it->is_boolean()) return it->get<bool>();
  if (!it->is_string()) return std::nullopt;
  const QString word = QString::fromStdString(it->get<std::string>()).toUpper();
  if (word == u"TRUE"_s) return true;
  if (word == u"FALSE"_s) return false;
  return std::nullopt;
}

Result<std::string> wordOf(const json& object, const char* name, const char* otherwise) {
  const auto it = object.find(name);
  if (it == object.end() || it->is_null()) return std::string(otherwise);
  if (!it->is_string()) return bad(u"%1 must be a string."_s.arg(QLatin1String(name)));
  return it->get<std::string>();
}

bool oneOf(const std::string& word, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

QList<QByteArray> segmentsOf(QByteArrayView path) {
  QList<QByteArray> list;
  for (const QByteArray& part : path.toByteArray().split('/'))
    if (!part.isEmpty()) list.append(part);
  return list;
}
}  // namespace

Status GatewayTrigger::checkName(const QString& name) { return checkTriggerName(name, kTriggerNameChars, "."_L1); }

Result<QString> GatewayTrigger::keep(const QString& sent) {
  const json desc = sent.trimmed().isEmpty() ? json::object() : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object()) return bad(u"TriggerDesc of an API Gateway trigger must be a JSON object."_s);
  for (const auto& [name, value] : desc.items()) {
    if (name != "api" && name != "service" && name != "release") return bad(u"TriggerDesc has no field `%1`."_s.arg(QString::fromStdString(name)));
    if (!value.is_object()) return bad(u"%1 must be an object."_s.arg(QString::fromStdString(name)));
  }
  const json api = desc.value("api", json::object()), service = desc.value("service", json::object()), release = desc.value("release", json::object());
  const auto auth = flagOf(api, "authRequired", false), integrated = flagOf(api, "isIntegratedResponse", false), base64 = flagOf(api, "IsBase64Encoded", false);
  if (!auth || !integrated || !base64) return bad(u"authRequired, isIntegratedResponse and IsBase64Encoded must be TRUE or FALSE."_s);
  if (*auth) return Error{u"UnsupportedOperation.Trigger"_s, u"authRequired TRUE is not offered here: APIs have no key pairs."_s, u"Use FALSE; the address is reachable from this machine only."_s};
  const json config = api.value("requestConfig", json::object());
  if (!config.is_object()) return bad(u"api.requestConfig must be an object."_s);
  const auto method = wordOf(config, "method", "ANY"), path = wordOf(config, "path", ""), stage = wordOf(release, "environmentName", "release");
  const auto id = wordOf(service, "serviceId", ""), name = wordOf(service, "serviceName", "SCF_API_SERVICE");
  for (const auto* word : {&method, &path, &stage, &id, &name})
    if (!*word) return word->error();
  if (!oneOf(*method, {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "ANY"})) return bad(u"requestConfig.method must be GET, HEAD, POST, PUT, PATCH, DELETE or ANY."_s);
  if (!oneOf(*stage, {"release", "test", "prepub"})) return bad(u"release.environmentName must be release, test or prepub."_s);
  const bool exact = path->starts_with('=');
  if (!path->empty() && ((*path)[exact ? 1 : 0] != '/' || path->size() > kPathBytes || path->find_first_of(" ?#") != std::string::npos))
    return bad(u"requestConfig.path must begin with / (or =/ for that path alone) and have at most %1 characters, none of them a space, ? or #."_s.arg(kPathBytes));
  json out;
  out["api"] = {{"authRequired", "FALSE"}, {"requestConfig", {{"method", *method}}}, {"isIntegratedResponse", *integrated ? "TRUE" : "FALSE"}, {"IsBase64Encoded", *base64 ? "TRUE" : "FALSE"}};
  if (!path->empty()) out["api"]["requestConfig"]["path"] = *path;
  const QByteArray hash = QCryptographicHash::hash(QByteArray::fromStdString(*name), QCryptographicHash::Sha1).toHex().left(8);
  out["service"] = {{"serviceId", id->empty() ? "service-" + hash.toStdString() : *id}, {"serviceName", *name}};
  out["release"] = {{"environmentName", *stage}};
  return QString::fromStdString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

GatewayTrigger::Api GatewayTrigger::apiOf(const TriggerInfo& info) {
  Api api;
  const json desc = json::parse(info.desc.toStdString(), nullptr, false);
  if (!desc.is_object() || !desc.contains("api") || !desc.contains("service") || !desc.contains("release")) return api;  // keep() writes them all
  const json& a = desc["api"];
  api.serviceId = QByteArray::fromStdString(desc["service"].value("serviceId", ""));
  api.method = QByteArray::fromStdString(a["requestConfig"].value("method", "ANY"));
  api.path = QByteArray::fromStdString(a["requestConfig"].value("path", ""));
  if (api.path.isEmpty()) api.path = '/' + info.function.name.toUtf8();
  api.stage = QByteArray::fromStdString(desc["release"].value("environmentName", "release"));
  api.integrated = a.value("isIntegratedResponse", "") == "TRUE";
  api.base64 = a.value("IsBase64Encoded", "") == "TRUE";
  return api;
}

bool GatewayTrigger::matches(const Api& api, QByteArrayView path, Parameters& parameters) {
  const bool exact = api.path.startsWith('=');
  const QList<QByteArray> wanted = segmentsOf(exact ? QByteArrayView(api.path).sliced(1) : QByteArrayView(api.path)), given = segmentsOf(path);
  if (given.size() < wanted.size() || (exact && given.size() != wanted.size())) return false;
  for (qsizetype i = 0; i < wanted.size(); ++i) {
    const QByteArray& w = wanted[i];
    if (w.size() > 2 && w.startsWith('{') && w.endsWith('}')) parameters.append({w.mid(1, w.size() - 2), QByteArray::fromPercentEncoding(given[i])});
    else if (w != given[i]) return false;
  }
  return true;
}

QByteArray GatewayTrigger::eventOf(const Api& api, const TriggerInfo& info, const HttpRequest& request, QByteArrayView path, const Parameters& parameters, QByteArrayView remoteAddress) {
  using urlevent::appendText;
  const QByteArray requestId = jsontext::newRequestId();
  const QByteArray apiPath = api.path.startsWith('=') ? api.path.mid(1) : api.path;
  QByteArray trace = requestId;
  trace.replace('-', "");
  const bool text = !api.base64 && jsontext::isValidUtf8(request.body);
  QByteArray out;
  out.reserve(request.body.size() / 3 * 4 + request.headerCount() * 64 + 2048);
  const auto member = [&](const char* name, QByteArrayView value) {
    out.append('"').append(name).append("\":");
    appendText(out, value);
    out.append(',');
  };
  out.append("{\"requestContext\":{");
  member("serviceId", api.serviceId);
  member("path", apiPath);
  member("httpMethod", api.method);
  member("requestId", requestId);
  out.append("\"identity\":{},");
  member("sourceIp", remoteAddress);
  member("stage", api.stage);
  out.chop(1);
  out.append("},\"headers\":");
  const QByteArray qualifier = info.qualifier.toUtf8();
  const urlevent::Extra extra[] = {{"x-api-requestid", requestId}, {"x-api-scheme", "http"}, {"x-b3-traceid", trace}, {"x-qualifier", qualifier}};
  urlevent::appendHeaders(out, request, extra);
  out.append(",\"body\":");
  if (text) appendText(out, request.body);
  else out.append('"').append(request.body.toBase64()).append('"');
  out.append(",\"pathParameters\":{");
  for (const auto& [name, value] : parameters) member(name.constData(), value);
  if (!parameters.isEmpty()) out.chop(1);
  out.append("},\"queryStringParameters\":{},\"headerParameters\":{},\"stageVariables\":{},");
  member("path", path.isEmpty() ? QByteArrayView("/") : path);
  out.append("\"queryString\":");
  urlevent::appendQuery(out, request.query());
  out.append(",\"httpMethod\":\"").append(request.method()).append('"');
  if (!text) out.append(",\"isBase64Encoded\":true");
  return out.append('}');
}

QByteArray GatewayTrigger::path() const {
  const Api api = apiOf(info());
  const QByteArray path = api.path.startsWith('=') ? api.path.mid(1) : api.path;
  return "/apigw/" + info().urlId.toLatin1() + '/' + api.stage + path;
}

QByteArray GatewayTrigger::about() const {
  const Api api = apiOf(info());
  return QByteArray::fromStdString(json{{"serviceId", api.serviceId.toStdString()}, {"method", api.method.toStdString()}, {"path", api.path.toStdString()}, {"stage", api.stage.toStdString()}}.dump());
}

void GatewayTrigger::fire(const QByteArray& what, Reply reply) {
  const Api api = apiOf(info());
  const QByteArray path = api.path.startsWith('=') ? api.path.mid(1) : api.path;
  const Status sent = withHandRequest(what, api.method == "ANY" ? QByteArray("GET") : api.method, path, [&](HttpRequest& request) {
    Parameters parameters;
    if (!matches(api, request.path(), parameters)) return reply(Error{u"InvalidParameterValue"_s, u"The path is not one of this API."_s, {}});
    deliver(eventOf(api, info(), request, request.path(), parameters, "127.0.0.1"), reply);
  });
  if (!sent) reply(sent.error());
}

Result<QString> BalancerTrigger::keep(const QString& sent) {
  const QString example = u"{\"loadBalanceId\":\"lb-local\",\"protocol\":\"HTTP\",\"port\":80,\"domain\":\"example.com\",\"url\":\"/\"}"_s;
  const json desc = sent.trimmed().isEmpty() ? json::object() : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object()) return badTriggerDesc(u"TriggerDesc of a CLB trigger must be a JSON object."_s, example);
  json out{{"loadBalanceId", "lb-local"}, {"protocol", "HTTP"}, {"port", 80}, {"domain", ""}, {"url", "/"}};
  for (const auto& [name, value] : desc.items()) {
    if (!out.contains(name)) return badTriggerDesc(u"TriggerDesc has no field `%1`."_s.arg(QString::fromStdString(name)), example);
    const bool number = name == "port";
    if (number ? !value.is_number_integer() || value < 1 || value > 65535 : !value.is_string()) return badTriggerDesc(u"%1 must be %2."_s.arg(QString::fromStdString(name), number ? u"a port, 1 to 65535"_s : u"a string"_s), example);
    out[name] = value;
  }
  if (!oneOf(out["protocol"].get<std::string>(), {"HTTP", "HTTPS"})) return badTriggerDesc(u"protocol must be HTTP or HTTPS."_s, example);
  const std::string url = out["url"].get<std::string>();
  if (!url.starts_with('/') || url.size() > kPathBytes || url.find_first_of(" ?#") != std::string::npos) return badTriggerDesc(u"url must begin with / and have at most %1 characters, none of them a space, ? or #."_s.arg(kPathBytes), example);
  return QString::fromStdString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

QByteArray BalancerTrigger::urlOf(const TriggerInfo& info) {
  const json desc = json::parse(info.desc.toStdString(), nullptr, false);
  return desc.is_object() ? QByteArray::fromStdString(desc.value("url", "/")) : QByteArray("/");
}

QByteArray BalancerTrigger::eventOf(const HttpRequest& request, QByteArrayView path, QByteArrayView remoteAddress, QByteArrayView localAddress, int port, double seconds) {
  json headers = json::object();
  const auto text = [](QByteArrayView bytes) { return std::string(bytes.data(), size_t(bytes.size())); };
  for (int i = 0; i < request.headerCount(); ++i) headers[text(request.headerName(i))] = text(request.headerValue(i));
  const std::string remote = text(remoteAddress);
  headers["X-Stgw-Time"] = QByteArray::number(seconds, 'f', 3).toStdString();
  headers["X-Client-Proto"] = "http";
  headers["X-Forwarded-Proto"] = "http";
  headers["X-Client-Proto-Ver"] = request.minorVersion() == 0 ? "HTTP/1.0" : "HTTP/1.1";
  headers["X-Real-IP"] = remote;
  headers["X-Forwarded-For"] = remote;
  headers["X-Vip"] = text(localAddress);
  headers["X-Vport"] = std::to_string(port);
  headers["X-Uri"] = text(path) + (request.query().isEmpty() ? std::string() : '?' + text(request.query()));
  headers["X-Method"] = text(request.method());
  // A body of a kind that is known to be text comes as it is, any other as base64.
  const QByteArray type = request.header("content-type").toByteArray().toLower();
  const bool plain = type.startsWith("text/") || type.contains("json") || type.contains("javascript") || type.contains("xml");
  const bool base64 = !request.body.isEmpty() && (!plain || !jsontext::isValidUtf8(request.body));
  json payload = json::object();
  if (base64) {
    payload = request.body.toBase64().toStdString();
  } else if (!request.body.isEmpty()) {
    const json body = type.contains("json") ? json::parse(request.body.begin(), request.body.end(), nullptr, false) : json(json::value_t::discarded);
    payload = body.is_discarded() ? json(request.body.toStdString()) : body;
  }
  const json event{{"headers", std::move(headers)}, {"payload", std::move(payload)}, {"isBase64Encoded", base64 ? "true" : "false"}};
  return QByteArray::fromStdString(event.dump(-1, ' ', false, json::error_handler_t::replace));
}

QByteArray BalancerTrigger::path() const { return "/clb/" + info().urlId.toLatin1() + urlOf(info()); }

void BalancerTrigger::fire(const QByteArray& what, Reply reply) {
  const Status sent = withHandRequest(what, "POST", urlOf(info()), [&](HttpRequest& request) {
    deliver(eventOf(request, request.path(), "127.0.0.1", "127.0.0.1", 80, double(host().nowUs()) / 1e6), reply);
  });
  if (!sent) reply(sent.error());
}

}  // namespace scfdesk
