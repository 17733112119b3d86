// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/apijson.h"
#include "app/engine/runtime/runtimes.h"
#include "app/engine/trigger/gatewaytrigger.h"
#include <QDateTime>
#include <nlohmann/json.hpp>

namespace scfdesk::apijson {
namespace {
using json = nlohmann::ordered_json;
constexpr int kEastEight = 8 * 3600;

std::string str(const QString& text) { return text.toStdString(); }
std::string str(const QByteArray& text) { return text.toStdString(); }
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

// A field that was given with CreateFunction and has no effect here, or what SCF answers without it.
json extra(const FunctionInfo& function, const char* name, json otherwise) {
  const auto it = function.apiExtras.constFind(QString::fromLatin1(name));
  if (it == function.apiExtras.constEnd()) return otherwise;
  json value = json::parse(str(*it), nullptr, false);
  return value.is_discarded() || value.is_null() ? otherwise : value;
}

bool isFailed(FunctionStatus status) {
  return status == FunctionStatus::CreateFailed || status == FunctionStatus::UpdateFailed || status == FunctionStatus::DeleteFailed;
}

json statusReasons(const FunctionInfo& function) {
  json reasons = json::array();
  if (isFailed(function.status)) reasons.push_back({{"ErrorCode", str(function.statusCode)}, {"ErrorMessage", str(function.statusReason)}});
  // What this machine does in another way than the cloud: the state stays Active.
  const auto notEmulated = [&](const char* code, const char* text) { reasons.push_back({{"ErrorCode", code}, {"ErrorMessage", text}}); };
  if (function.config.runtime == QLatin1String("CustomImage"))
    notEmulated("Local.NeedsContainerEngine", "A function of a container image needs a container engine; it runs in the cloud only.");
  const auto inside = [&](const char* field, const char* name) {  // clients may send anything inside
    const json value = extra(function, field, json::object());
    const auto it = value.is_object() ? value.find(name) : value.end();
    return it == value.end() ? json() : *it;
  };
  const json vpc = inside("VpcConfig", "VpcId"), files = inside("CfsConfig", "CfsInsList");
  if (vpc.is_string() && vpc != "")
    notEmulated("Local.NotEmulated", "VpcConfig is kept; on this machine there is no VPC, and the function reaches what the machine reaches.");
  if (files.is_array() && !files.empty())
    notEmulated("Local.NotEmulated", "CfsConfig is kept; no file system is mounted on this machine.");
  if (inside("PublicNetConfig", "PublicNetStatus") == "DISABLE")
    notEmulated("Local.NotEmulated", "PublicNetConfig is kept; the network of this machine is not taken from the function.");
  if (function.config.runtime == QLatin1String("CustomImage")) return reasons;
  if (!function.interpreterFound)
    reasons.push_back({{"ErrorCode", "Local.NoInterpreter"}, {"ErrorMessage", str(function.runtimeShown + QStringLiteral(". ") + interpreterHint(function.installCommand))}});
  else if (function.runtimeShown.contains(QLatin1String("(runs ")))
    reasons.push_back({{"ErrorCode", "Local.OtherInterpreter"}, {"ErrorMessage", str(function.runtimeShown)}});
  return reasons;
}

json environment(const FunctionConfig& config) {
  json variables = json::array();
  for (const auto& [key, value] : config.environment) variables.push_back({{"Key", str(key)}, {"Value", str(value)}});
  return {{"Variables", std::move(variables)}};
}

// The configurations that come back in another shape than they were given in.
json publicNet(const FunctionInfo& function) {
  json value = extra(function, "PublicNetConfig", {{"PublicNetStatus", "ENABLE"}, {"EipConfig", {{"EipStatus", "DISABLE"}}}});
  if (value.is_object() && value.contains("EipConfig") && value["EipConfig"].is_object()) value["EipConfig"]["EipAddress"] = json::array();
  return value;
}
json intranet(const FunctionInfo& function) {
  json value = extra(function, "IntranetConfig", {{"IpFixed", "DISABLE"}});
  if (value.is_object()) value["IpAddress"] = json::array();
  return value;
}

void addConfiguration(json& out, const FunctionInfo& f) {
  out["VpcConfig"] = extra(f, "VpcConfig", {{"VpcId", ""}, {"SubnetId", ""}});
  out["UseGpu"] = "FALSE";
  out["InstallDependency"] = extra(f, "InstallDependency", "FALSE");
  out["ClsLogsetId"] = extra(f, "ClsLogsetId", "");
  out["ClsTopicId"] = extra(f, "ClsTopicId", "");
  out["Tags"] = extra(f, "Tags", json::array());
  out["EipConfig"] = {{"EipFixed", "FALSE"}, {"Eips", json::array()}};
  out["AccessInfo"] = {{"Host", ""}, {"Vip", ""}};
  out["Type"] = extra(f, "Type", "Event");
  out["L5Enable"] = extra(f, "L5Enable", "FALSE");
  out["Layers"] = json::array();
  out["DeadLetterConfig"] = extra(f, "DeadLetterConfig", {{"Type", ""}, {"Name", ""}, {"FilterType", ""}});
  out["PublicNetConfig"] = publicNet(f);
  out["OnsEnable"] = "FALSE";
  out["CfsConfig"] = extra(f, "CfsConfig", {{"CfsInsList", json::array()}});
  out["AvailableStatus"] = "Available";
  out["InitTimeout"] = f.config.initTimeoutSeconds;
  out["AsyncRunEnable"] = f.config.asyncRun ? "TRUE" : "FALSE";
  out["TraceEnable"] = f.config.traceEnabled ? "TRUE" : "FALSE";
  out["ImageConfig"] = extra(f, "ImageConfig", {{"ImageType", ""}, {"ImageUri", ""}});
  out["ProtocolType"] = extra(f, "ProtocolType", "");
  out["ProtocolParams"] = extra(f, "ProtocolParams", json::object());
  out["InstanceConcurrencyConfig"] = extra(f, "InstanceConcurrencyConfig", {{"DynamicEnabled", "FALSE"}, {"MaxConcurrency", 1}});
  out["DnsCache"] = extra(f, "DnsCache", "FALSE");
  out["IntranetConfig"] = intranet(f);
}
}  // namespace

QByteArray timeText(TimeUs at) {
  if (at <= 0) return {};
  return QDateTime::fromSecsSinceEpoch(at / 1'000'000 + kEastEight, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1();
}

QByteArray functionDetail(const FunctionInfo& f, const QString& qualifier, const QList<QByteArray>& triggers, const QByteArray& code,
                          const QByteArray& layers) {
  json out;
  out["ModTime"] = str(timeText(f.modified));
  out["CodeInfo"] = str(code);
  out["Description"] = str(f.config.description);
  json list = json::array();
  for (const QByteArray& trigger : triggers) list.push_back(json::parse(str(trigger), nullptr, false));
  out["Triggers"] = std::move(list);
  out["Handler"] = str(f.config.handler);
  out["CodeSize"] = f.codeBytes;
  out["Timeout"] = f.config.timeoutSeconds;
  out["FunctionVersion"] = str(versionName(f.version));
  out["MemorySize"] = f.config.memoryMb;
  out["Runtime"] = str(f.config.runtime);
  out["FunctionName"] = str(f.key.name);
  out["Environment"] = environment(f.config);
  out["CodeResult"] = isFailed(f.status) ? "failed" : "success";
  out["CodeError"] = isFailed(f.status) ? str(f.statusReason) : "";
  out["ErrNo"] = 0;
  out["Namespace"] = str(f.key.ns);
  out["Role"] = str(f.role);
  out["Status"] = str(statusName(f.status));
  out["StatusDesc"] = str(f.statusReason);
  out["StatusReasons"] = statusReasons(f);
  out["FunctionId"] = str(f.functionId);
  out["AddTime"] = str(timeText(f.added));
  out["Qualifier"] = str(qualifier);
  addConfiguration(out, f);
  out["Layers"] = json::parse(str(layers), nullptr, false);
  const QByteArray text = dump(out);
  return text.mid(1, text.size() - 2);
}

QByteArray functionSummary(const FunctionInfo& f, int64_t provisionedMb) {
  json out;
  out["ModTime"] = str(timeText(f.modified));
  out["AddTime"] = str(timeText(f.added));
  out["Runtime"] = str(f.config.runtime);
  out["FunctionName"] = str(f.key.name);
  out["FunctionId"] = str(f.functionId);
  out["Namespace"] = str(f.key.ns);
  out["Status"] = str(statusName(f.status));
  out["StatusDesc"] = str(f.statusReason);
  out["Description"] = str(f.config.description);
  out["Tags"] = extra(f, "Tags", json::array());
  out["Type"] = extra(f, "Type", "Event");
  out["StatusReasons"] = statusReasons(f);
  out["TotalProvisionedConcurrencyMem"] = provisionedMb;
  out["ReservedConcurrencyMem"] = f.reservedMemoryMb.value_or(0);
  out["AsyncRunEnable"] = f.config.asyncRun ? "TRUE" : "FALSE";
  out["TraceEnable"] = f.config.traceEnabled ? "TRUE" : "FALSE";
  return dump(out);
}

QByteArray namespaceText(const NamespaceInfo& ns) {
  return dump({{"ModTime", str(timeText(ns.modified))}, {"AddTime", str(timeText(ns.added))}, {"Description", str(ns.description)}, {"Name", str(ns.name)}, {"Type", ns.name == QLatin1String("default") ? "default" : "custom"}});
}

QByteArray triggerText(const TriggerInfo& trigger, const QByteArray& baseUrl) {
  json desc = json::parse(str(trigger.desc), nullptr, false);
  if (trigger.type == QLatin1String("http") && desc.is_object()) {
    // The port may be another one with each start, so the address is never kept.
    const std::string url = str(QByteArray(baseUrl + "/url/" + trigger.urlId.toLatin1()));
    desc["NetConfig"]["ExtranetUrl"] = url;
    desc["NetConfig"]["IntranetUrl"] = url;
  }
  if (trigger.type == QLatin1String("apigw") && desc.is_object()) {
    const GatewayTrigger::Api api = GatewayTrigger::apiOf(trigger);
    desc["service"]["subDomain"] = str(QByteArray(baseUrl + "/apigw/" + trigger.urlId.toLatin1() + '/' + api.stage + (api.path.startsWith('=') ? api.path.mid(1) : api.path)));
  }
  json out;
  out["ModTime"] = str(timeText(trigger.modified));
  out["Type"] = str(trigger.type);
  out["TriggerDesc"] = desc.is_discarded() ? str(trigger.desc) : desc.dump(-1, ' ', false, json::error_handler_t::replace);
  out["TriggerName"] = str(trigger.name);
  out["AddTime"] = str(timeText(trigger.added));
  out["Enable"] = trigger.enabled ? 1 : 0;
  out["CustomArgument"] = str(trigger.customArgument);
  out["AvailableStatus"] = "Available";
  out["ResourceId"] = "";
  out["BindStatus"] = "on";
  out["TriggerAttribute"] = "";
  out["Qualifier"] = str(trigger.qualifier);
  out["Description"] = str(trigger.description);
  return dump(out);
}

}  // namespace scfdesk::apijson
