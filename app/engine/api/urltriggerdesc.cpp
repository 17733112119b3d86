// SPDX-License-Identifier: GPL-3.0-or-later
// TriggerDesc of function URLs: what CreateTrigger takes and what CORS follows from it.
#include "app/engine/api/apijson.h"
#include <nlohmann/json.hpp>

namespace scfdesk::apijson {
namespace {
using json = nlohmann::ordered_json;
constexpr int kMaxAgeSeconds = 86400;
constexpr size_t kListItems = 64;

Error bad(const QString& message) {
  return Error{QStringLiteral("InvalidParameterValue.TriggerDesc"), message, QStringLiteral("Example: {\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}.")};
}

QString text(const std::string& s) { return QString::fromStdString(s); }

bool isTextList(const json& value) {
  return value.is_array() && value.size() <= kListItems && std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_string() && v.get_ref<const std::string&>().find_first_of("\r\n,") == std::string::npos; });
}

Status checkCors(const json& cors) {
  if (!cors.is_object()) return bad(QStringLiteral("CorsConfig must be an object."));
  for (const auto& [name, value] : cors.items()) {
    const bool list = name == "Origins" || name == "Headers" || name == "Methods" || name == "ExposeHeaders";
    const bool flag = name == "Enable" || name == "Credentials";
    const bool age = name == "MaxAge";
    if (!list && !flag && !age) return bad(QStringLiteral("CorsConfig has no field `%1`.").arg(text(name)));
    if (list && !isTextList(value)) return bad(QStringLiteral("CorsConfig.%1 must be a list of at most 64 strings without commas.").arg(text(name)));
    if (flag && !value.is_boolean()) return bad(QStringLiteral("CorsConfig.%1 must be true or false.").arg(text(name)));
    if (age && (!value.is_number_integer() || value < 0 || value > kMaxAgeSeconds)) return bad(QStringLiteral("CorsConfig.MaxAge must be 0 to 86400 seconds."));
  }
  return Done{};
}

Status checkNet(const json& net) {
  if (!net.is_object()) return bad(QStringLiteral("NetConfig must be an object."));
  for (const auto& [name, value] : net.items()) {
    const bool url = name == "ExtranetUrl" || name == "IntranetUrl";  // clients send back what they were given
    if (!url && name != "EnableIntranet" && name != "EnableExtranet") return bad(QStringLiteral("NetConfig has no field `%1`.").arg(text(name)));
    if (!url && !value.is_boolean()) return bad(QStringLiteral("NetConfig.%1 must be true or false.").arg(text(name)));
  }
  if (net.value("EnableIntranet", false) || net.value("EnableExtranet", false)) return Done{};
  return bad(QStringLiteral("NetConfig must enable the intranet or the extranet address."));
}

QStringList listOf(const json& object, const char* name) {
  QStringList list;
  const auto it = object.find(name);
  if (it == object.end() || !it->is_array()) return list;
  for (const json& item : *it)
    if (item.is_string()) list.append(text(item.get_ref<const std::string&>()));
  return list;
}
}  // namespace

Result<QString> urlTriggerDesc(const QString& sent) {
  const json desc = sent.trimmed().isEmpty() ? json::object() : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object()) return bad(QStringLiteral("TriggerDesc of a function URL must be a JSON object."));
  for (const auto& [name, value] : desc.items()) {
    if (name != "AuthType" && name != "NetConfig" && name != "CorsConfig") return bad(QStringLiteral("TriggerDesc has no field `%1`.").arg(text(name)));
  }
  const json auth = desc.value("AuthType", json("NONE"));
  if (auth != "NONE" && auth != "CAM") return bad(QStringLiteral("AuthType must be NONE or CAM."));
  json out;
  out["AuthType"] = auth;
  json net = desc.value("NetConfig", json({{"EnableIntranet", true}, {"EnableExtranet", true}}));
  if (const Status status = checkNet(net); !status) return status.error();
  out["NetConfig"] = {{"EnableIntranet", net.value("EnableIntranet", false)}, {"EnableExtranet", net.value("EnableExtranet", false)}};
  if (desc.contains("CorsConfig") && !desc["CorsConfig"].is_null()) {
    if (const Status status = checkCors(desc["CorsConfig"]); !status) return status.error();
    out["CorsConfig"] = desc["CorsConfig"];
  }
  return text(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

bool needsCam(const QString& desc) {
  return desc.startsWith(QLatin1String("{\"AuthType\":\"CAM\""));  // as urlTriggerDesc() writes it
}

Cors corsOf(const QString& desc) {
  Cors cors;
  const json value = json::parse(desc.toStdString(), nullptr, false);
  if (!value.is_object()) return cors;
  const auto it = value.find("CorsConfig");
  if (it == value.end() || !checkCors(*it)) return cors;
  cors.enabled = it->value("Enable", false);
  cors.credentials = it->value("Credentials", false);
  cors.maxAge = it->value("MaxAge", 0);
  cors.origins = listOf(*it, "Origins");
  cors.methods = listOf(*it, "Methods");
  cors.headers = listOf(*it, "Headers");
  cors.exposeHeaders = listOf(*it, "ExposeHeaders");
  return cors;
}

}  // namespace scfdesk::apijson
