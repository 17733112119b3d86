// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudjson.h"
#include <QDateTime>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk::cloudjson {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;
constexpr int kEastEight = 8 * 3600;

json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
json memberOf(const json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto it = object.find(name);
  return it != object.end() ? *it : json();
}
QString textOf(const json& object, const char* name) {
  const json member = memberOf(object, name);
  return member.is_string() ? QString::fromStdString(member.get<std::string>()) : QString();
}
template <typename T>
T numberOf(const json& object, const char* name, T otherwise) {
  const json member = memberOf(object, name);
  return member.is_number() ? member.get<T>() : otherwise;
}
Error bad(const char* action) { return Error{u"Local.BadAnswer"_s, u"The answer of %1 does not hold what it should."_s.arg(QLatin1String(action)), {}}; }

void takeStatus(FunctionInfo& info, const json& object) {
  info.status = statusFromName(textOf(object, "Status")).value_or(FunctionStatus::Active);
  info.statusReason = textOf(object, "StatusDesc");
  info.statusCode.clear();
  const json reasons = memberOf(object, "StatusReasons");
  if (!reasons.is_array() || reasons.empty()) return;
  info.statusCode = textOf(reasons[0], "ErrorCode");
  if (const QString why = textOf(reasons[0], "ErrorMessage"); !why.isEmpty()) info.statusReason = why;
}
void takeCommon(FunctionInfo& info, const json& object) {
  info.config.runtime = textOf(object, "Runtime");
  info.runtimeShown = info.config.runtime;
  info.config.description = textOf(object, "Description");
  info.functionId = textOf(object, "FunctionId");
  info.added = timeOf(textOf(object, "AddTime"));
  info.modified = timeOf(textOf(object, "ModTime"));
  info.config.asyncRun = textOf(object, "AsyncRunEnable") == u"TRUE"_s;
  info.config.traceEnabled = textOf(object, "TraceEnable") == u"TRUE"_s;
  takeStatus(info, object);
}
// Fields that the console shows but has no member of its own for.
void takeExtras(FunctionInfo& info, const json& object) {
  for (const char* name : {"Type", "ClsLogsetId", "ClsTopicId", "VpcConfig", "Layers", "DeadLetterConfig", "PublicNetConfig", "CfsConfig", "Tags", "InstanceConcurrencyConfig", "ProtocolType", "Triggers"})
    if (const json value = memberOf(object, name); !value.is_null()) info.apiExtras.insert(QLatin1String(name), QString::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)));
}
}  // namespace

TimeUs timeOf(const QString& text) {
  const QDateTime at = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm:ss"_s);
  if (!at.isValid()) return 0;
  return (QDateTime(at.date(), at.time(), Qt::UTC).toSecsSinceEpoch() - kEastEight) * 1'000'000;
}

Result<FunctionPage> functionPage(const QByteArray& text, const QString& ns) {
  const json whole = parsed(text), list = memberOf(whole, "Functions");
  if (!list.is_array()) return bad("ListFunctions");
  FunctionPage page;
  page.total = numberOf<int>(whole, "TotalCount", int(list.size()));
  for (const json& one : list) {
    FunctionInfo info;
    info.key = {ns, textOf(one, "FunctionName")};
    if (info.key.name.isEmpty()) continue;
    takeCommon(info, one);
    page.functions.append(info);
  }
  return page;
}

Status takeFunction(FunctionInfo& info, const QByteArray& text) {
  const json whole = parsed(text);
  if (textOf(whole, "FunctionName").isEmpty()) return bad("GetFunction");
  takeCommon(info, whole);
  info.config.handler = textOf(whole, "Handler");
  info.config.memoryMb = numberOf<int>(whole, "MemorySize", info.config.memoryMb);
  info.config.timeoutSeconds = numberOf<int>(whole, "Timeout", info.config.timeoutSeconds);
  info.config.initTimeoutSeconds = numberOf<int>(whole, "InitTimeout", info.config.initTimeoutSeconds);
  info.codeBytes = numberOf<int64_t>(whole, "CodeSize", 0);
  info.role = textOf(whole, "Role");
  info.config.environment.clear();
  const json variables = memberOf(memberOf(whole, "Environment"), "Variables");
  if (variables.is_array())
    for (const json& variable : variables) info.config.environment.append({textOf(variable, "Key"), textOf(variable, "Value")});
  takeExtras(info, whole);
  return Done{};
}

Status takeVersions(FunctionInfo& info, const QByteArray& text, const std::function<FunctionId(VersionNumber)>& unitOf) {
  const json list = memberOf(parsed(text), "Versions");
  if (!list.is_array()) return bad("ListVersionByFunction");
  for (const json& one : list) {
    const auto number = versionFromName(textOf(one, "Version"));
    if (!number || *number == 0) continue;
    info.versions.append({*number, unitOf(*number), textOf(one, "Description"), timeOf(textOf(one, "AddTime"))});
    info.lastVersion = std::max(info.lastVersion, *number);
  }
  std::sort(info.versions.begin(), info.versions.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return Done{};
}

Status takeAliases(FunctionInfo& info, const QByteArray& text) {
  const json list = memberOf(parsed(text), "Aliases");
  if (!list.is_array()) return bad("ListAliases");
  for (const json& one : list) {
    AliasInfo alias;
    alias.name = textOf(one, "Name");
    alias.version = versionFromName(textOf(one, "FunctionVersion")).value_or(0);
    alias.description = textOf(one, "Description");
    alias.added = timeOf(textOf(one, "AddTime"));
    alias.modified = timeOf(textOf(one, "ModTime"));
    const json routing = memberOf(one, "RoutingConfig"), weights = memberOf(routing, "AdditionalVersionWeights"), matches = memberOf(routing, "AddtionVersionMatchs");
    if (weights.is_array())
      for (const json& w : weights) alias.weights.append({versionFromName(textOf(w, "Version")).value_or(0), numberOf<double>(w, "Weight", 0)});
    if (matches.is_array())
      for (const json& m : matches) alias.matches.append({versionFromName(textOf(m, "Version")).value_or(0), textOf(m, "Key"), textOf(m, "Method"), textOf(m, "Expression")});
    if (alias.name != kDefaultAlias || alias.version != 0 || !alias.weights.isEmpty() || !alias.matches.isEmpty()) info.aliases.append(alias);
  }
  std::sort(info.aliases.begin(), info.aliases.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return Done{};
}

Status takeAsync(FunctionInfo& info, const QByteArray& text) {
  const json config = memberOf(parsed(text), "AsyncTriggerConfig");
  if (!config.is_object()) return bad("GetFunctionEventInvokeConfig");
  info.async.maxAgeSeconds = numberOf<int>(config, "MsgTTL", info.async.maxAgeSeconds);
  const json retry = memberOf(config, "RetryConfig");
  if (retry.is_array() && !retry.empty()) info.async.retries = numberOf<int>(retry[0], "RetryNum", info.async.retries);
  return Done{};
}

Status takeReserved(FunctionInfo& info, const QByteArray& text) {
  const json whole = parsed(text);
  if (!whole.is_object()) return bad("GetReservedConcurrencyConfig");
  const json memory = memberOf(whole, "ReservedMem");
  info.reservedMemoryMb = memory.is_number_integer() ? std::optional<int>(memory.get<int>()) : std::nullopt;
  return Done{};
}

Result<InvokeReply> invokeReply(const QByteArray& text, bool async) {
  const json result = memberOf(parsed(text), "Result");
  if (!result.is_object()) return bad("Invoke");
  InvokeReply reply;
  reply.requestId = textOf(result, "FunctionRequestId").toUtf8();
  if (async) {
    reply.statusCode = status::kRunning;
    return reply;
  }
  reply.result = textOf(result, "RetMsg").toUtf8();
  reply.logTail = textOf(result, "Log").toUtf8();
  reply.durationUs = int64_t(numberOf<double>(result, "Duration", 0) * 1000);
  reply.billedMs = int64_t(numberOf<double>(result, "BillDuration", 0));
  reply.peakMemoryBytes = int64_t(numberOf<double>(result, "MemUsage", 0));
  if (numberOf<int>(result, "InvokeResult", 0) == 0) return reply;
  // Which field holds the error object is not settled (facts/scf.md 1.9): the one that is an object with a status code.
  reply.statusCode = status::kUserException;
  for (const char* name : {"RetMsg", "ErrMsg"}) {
    const json object = parsed(textOf(result, name).toUtf8());
    if (const json code = memberOf(object, "statusCode"); code.is_number_integer()) {
      reply.statusCode = code.get<int>();
      reply.result = textOf(result, name).toUtf8();
      return reply;
    }
  }
  if (const QString error = textOf(result, "ErrMsg"); !error.isEmpty() && reply.result.isEmpty()) reply.result = QByteArray::fromStdString(json(error.toStdString()).dump(-1, ' ', false, json::error_handler_t::replace));
  return reply;
}

Result<int> asyncStatus(const QByteArray& text) {
  const json result = memberOf(parsed(text), "Result");
  if (!result.is_object()) return bad("GetAsyncEventStatus");
  const QString state = textOf(result, "Status");
  const int code = numberOf<int>(result, "StatusCode", 0);
  if (state == u"RUNNING"_s) return status::kRunning;
  if (code) return code;
  return state == u"FINISHED"_s ? status::kSuccess : state == u"ABORTED"_s ? status::kCanceled : status::kUserException;
}

int totalOf(const QByteArray& list) { return numberOf<int>(parsed(list), "TotalCount", 0); }

}  // namespace scfdesk::cloudjson
