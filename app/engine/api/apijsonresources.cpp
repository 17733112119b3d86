// SPDX-License-Identifier: GPL-3.0-or-later
// Versions, aliases, async events, requests and the account in SCF's shapes.
#include "app/engine/api/apijson.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/runtime/contexttemplate.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <nlohmann/json.hpp>
#include <algorithm>

namespace scfdesk::apijson {
namespace {
using json = nlohmann::ordered_json;
constexpr int kEastEight = 8 * 3600;
constexpr double kMb = 1024 * 1024;

std::string str(const QString& text) { return text.toStdString(); }
std::string str(const QByteArray& text) { return text.toStdString(); }
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
QByteArray fields(const json& value) {
  const QByteArray text = dump(value);
  return text.sliced(1, text.size() - 2);
}

// RetCode of GetRequestStatus and GetFunctionLogs: 0 done, 1 or 2 running, the rest failed.
json requestFields(const FunctionInfo& f, const InvocationDetail& d, bool bytes) {
  const Invocation& v = d.invocation;
  json out;
  out["FunctionName"] = str(f.key.name);
  out["RetMsg"] = str(d.result);
  out["RequestId"] = str(v.requestId);
  out["StartTime"] = str(timeText(v.at.accepted));
  out["RetCode"] = v.statusCode == status::kSuccess ? 0 : -1;
  out["Duration"] = double(v.durationUs) / 1000;
  if (bytes)
    out["MemUsage"] = v.peakMemoryBytes;
  else
    out["MemUsage"] = double(v.peakMemoryBytes) / kMb;
  out["RetryNum"] = v.retryNum;
  return out;
}

std::string errorMessageOf(const QByteArray& error) {
  const json value = json::parse(error.begin(), error.end(), nullptr, false);
  if (!value.is_object()) return str(error);
  // SCF puts the trace there; what has none says it in one sentence.
  for (const char* name : {"stackTrace", "errorMessage"})
    if (const auto it = value.find(name); it != value.end() && it->is_string() && !it->get_ref<const std::string&>().empty()) return *it;
  return str(error);
}
}  // namespace

QByteArray publishedVersion(const FunctionInfo& v) {
  return fields({{"FunctionVersion", str(versionName(v.version))}, {"CodeSize", v.codeBytes}, {"MemorySize", v.config.memoryMb}, {"Description", str(v.config.description)},
                 {"Handler", str(v.config.handler)}, {"Timeout", v.config.timeoutSeconds}, {"Runtime", str(v.config.runtime)}, {"Namespace", str(v.key.ns)}});
}

QByteArray versionSummary(const FunctionInfo& v) {
  return dump({{"Version", str(versionName(v.version))}, {"Description", str(v.config.description)}, {"AddTime", str(timeText(v.added))}, {"ModTime", str(timeText(v.modified))}, {"Status", str(statusName(v.status))}});
}

QByteArray aliasText(const AliasInfo& a) {
  json weights = json::array(), matches = json::array();
  for (const VersionWeight& w : a.weights) weights.push_back({{"Version", str(versionName(w.version))}, {"Weight", w.weight}});
  for (const VersionMatch& m : a.matches) matches.push_back({{"Version", str(versionName(m.version))}, {"Key", str(m.key)}, {"Method", str(m.method)}, {"Expression", str(m.expression)}});
  return dump({{"FunctionVersion", str(versionName(a.version))}, {"Name", str(a.name)}, {"RoutingConfig", {{"AdditionalVersionWeights", weights}, {"AddtionVersionMatchs", matches}}},
               {"Description", str(a.description)}, {"AddTime", str(timeText(a.added))}, {"ModTime", str(timeText(a.modified))}});
}

QString invokeType(Source source) {
  switch (source) {
    case Source::Url: return QStringLiteral("HTTP_TRIGGER");
    case Source::Timer: return QStringLiteral("TRIGGER_TIMER");
    case Source::Apigw: return QStringLiteral("APIGW_TRIGGER");
    case Source::Cos: return QStringLiteral("COS_TRIGGER");
    case Source::Ckafka: return QStringLiteral("CKAFKA_TRIGGER");
    case Source::Cmq: return QStringLiteral("CMQ_TRIGGER");
    case Source::Cls: return QStringLiteral("CLS_TRIGGER");
    case Source::Clb: return QStringLiteral("CLB_TRIGGER");
    case Source::Mps: return QStringLiteral("MPS_TRIGGER");
    case Source::Eb: return QStringLiteral("EB_TRIGGER");
    case Source::Api:
    case Source::Console:
    case Source::Load: break;
  }
  return QStringLiteral("OTHERS");
}

QByteArray asyncEventStatus(const AsyncEventInfo& e) {
  return fields({{"Result", {{"Status", str(e.state())}, {"StatusCode", e.statusCode}, {"InvokeRequestId", str(e.requestId)}}}});
}

QByteArray asyncEventText(const AsyncEventInfo& e) {
  return dump({{"InvokeRequestId", str(e.requestId)}, {"InvokeType", str(invokeType(e.source))}, {"Qualifier", str(e.qualifier)}, {"Status", str(e.state())},
               {"StartTime", str(timeText(e.accepted))}, {"EndTime", str(timeText(e.ended))}});
}

QByteArray runningStatus(const FunctionInfo& f, const AsyncEventInfo& e) {
  return dump({{"FunctionName", str(f.key.name)}, {"RetMsg", ""}, {"RequestId", str(e.requestId)}, {"StartTime", str(timeText(e.accepted))}, {"RetCode", 1}, {"Duration", 0}, {"MemUsage", 0}, {"RetryNum", 0}});
}

QByteArray requestStatus(const FunctionInfo& f, const InvocationDetail& d) { return dump(requestFields(f, d, false)); }

QByteArray functionLog(const FunctionInfo& f, const InvocationDetail& d) {
  json out = requestFields(f, d, true);
  out["RetCode"] = d.invocation.statusCode == status::kSuccess ? 0 : d.invocation.statusCode;
  out["InvokeFinished"] = 1;
  out["BillDuration"] = d.invocation.billedMs;
  out["Log"] = str(d.log);
  out["Level"] = "";
  out["Source"] = "";
  return dump(out);
}

QByteArray provisionedText(VersionNumber version, const ProvisionedState& state) {
  json tasks = json::array();
  for (const ProvisionedConfig::Task& task : state.config.tasks)
    tasks.push_back({{"TriggerName", str(task.name)}, {"TriggerProvisionedConcurrencyNum", task.count}, {"TriggerCronConfig", str(task.cron)}, {"ProvisionedType", "Default"}});
  const bool done = state.ready >= state.target, failed = !done && state.failures > 0;
  json out;
  out["AllocatedProvisionedConcurrencyNum"] = state.target;
  out["AvailableProvisionedConcurrencyNum"] = state.ready;
  out["Status"] = done ? "Done" : failed ? "Failed" : "InProgress";
  out["StatusReason"] = failed ? str(QStringLiteral("%1 starts in a row have failed; the log of the function says why.").arg(state.failures)) : "";
  out["Qualifier"] = str(versionName(version));
  out["TriggerActions"] = std::move(tasks);
  return dump(out);
}

QByteArray accountText(const Account& account) {
  json usage = json::array(), most = json::array();
  int reserved = 0;
  for (const Account::Namespace& ns : account.namespaces) {
    json names = json::array();
    int inNamespace = 0;
    for (const FunctionInfo& f : ns.functions) {
      names.push_back(str(f.key.name));
      inNamespace += f.reservedMemoryMb.value_or(0);
    }
    reserved += inNamespace;
    usage.push_back({{"Functions", names}, {"Namespace", str(ns.name)}, {"FunctionsCount", ns.functions.size()}, {"TotalConcurrencyMem", account.totalMb}, {"TotalAllocatedConcurrencyMem", inNamespace}, {"TotalAllocatedProvisionedMem", ns.provisionedMb}});
    json triggers;
    for (const char* type : {"Cos", "Timer", "Cmq", "Total", "Ckafka", "Apigw", "Cls", "Clb", "Mps", "Cm", "Vod", "Eb"}) triggers[type] = kTriggersPerType;
    most.push_back({{"FunctionsCount", limits::kFunctionsPerNamespace}, {"Trigger", triggers}, {"Namespace", str(ns.name)}, {"ConcurrentExecutions", account.totalMb / limits::kMemoryDefaultMb},
                    {"TimeoutLimit", limits::kTimeoutMaxSeconds}, {"TestModelLimit", limits::kSavedEventsPerFunction}, {"InitTimeoutLimit", limits::kInitTimeoutMaxSeconds},
                    {"RetryNumLimit", limits::kAsyncRetries}, {"MinMsgTTL", limits::kAsyncMinAgeSeconds}, {"MaxMsgTTL", limits::kAsyncMaxAgeSeconds}});
  }
  const auto count = account.namespaces.size();
  return fields({{"AccountUsage", {{"NamespacesCount", count}, {"Namespace", usage}, {"TotalConcurrencyMem", account.totalMb}, {"TotalAllocatedConcurrencyMem", reserved}, {"UserConcurrencyMemLimit", account.totalMb}}},
                 {"AccountLimit", {{"NamespacesCount", limits::kNamespaces}, {"Namespace", most}}}});
}

namespace {
json letterBody(const DeadLetterInfo& l) {
  json body;
  body["AppId"] = QLatin1String(localcloud::kAppId).toString().toLongLong();
  body["Uin"] = localcloud::kUin;
  body["SubAccountUin"] = localcloud::kUin;
  body["RequestSource"] = str(invokeType(l.source));
  body["FunctionName"] = str(l.function.name);
  body["Namespace"] = str(l.function.ns);
  body["Qualifier"] = str(l.qualifier);
  body["InvocationType"] = "Event";
  body["ClientContext"] = str(QString::fromUtf8(l.payload));
  body["LogType"] = "";
  body["TimeStampForInvoker"] = std::to_string(l.accepted / 1000);
  body["RequestId"] = str(l.requestId);
  body["PushTime"] = str(QDateTime::fromMSecsSinceEpoch(l.at / 1000, Qt::OffsetFromUTC, kEastEight).toString(Qt::ISODateWithMs));
  body["RetryNum"] = l.retryNum;
  body["Ttl"] = 0;
  return {{"RequestId", str(l.requestId)}, {"ErrorCode", -1}, {"ErrorMessage", errorMessageOf(l.error)}, {"Body", std::move(body)}};
}
}  // namespace

QByteArray deadLetterText(const DeadLetterInfo& l) {
  return dump({{"id", std::to_string(l.id)}, {"at", l.at / 1000}, {"statusCode", l.statusCode}, {"body", letterBody(l)}});
}

QByteArray deadLetterBody(const DeadLetterInfo& l) { return dump(letterBody(l)); }

namespace {
QString deadLetterName(const FunctionInfo& f, std::initializer_list<const char*> types) {
  const json config = json::parse(str(f.apiExtras.value(QStringLiteral("DeadLetterConfig"))), nullptr, false);
  if (!config.is_object() || !config.contains("Type") || std::none_of(types.begin(), types.end(), [&](const char* type) { return config["Type"] == type; })) return {};
  const auto name = config.find("Name");
  return name != config.end() && name->is_string() ? QString::fromStdString(name->get<std::string>()) : QString();
}
}  // namespace

QString deadLetterTopic(const FunctionInfo& f) { return deadLetterName(f, {"CMQ-TOPIC", "topic"}); }
QString deadLetterQueue(const FunctionInfo& f) { return deadLetterName(f, {"CMQ-QUEUE", "queue"}); }

}  // namespace scfdesk::apijson
