// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deploy/functionsnapshot.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
QString textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string&>()) : QString();
}
QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

// What goes in is not always what comes out: a bare cron comes back as {"cron":...}, a function URL with its addresses.
QString carriedDesc(const QString& type, const QString& shown) {
  json desc = json::parse(shown.toStdString(), nullptr, false);
  if (!desc.is_object()) return shown;
  if (type == QLatin1String("timer")) return textOf(desc, "cron");
  if (const auto net = desc.find("NetConfig"); net != desc.end() && net->is_object()) {
    net->erase("ExtranetUrl");
    net->erase("IntranetUrl");
  }
  // By name, so that the order in which a place keeps them makes no difference.
  return QString::fromStdString(nlohmann::json(desc).dump());
}

void addTriggers(FunctionSnapshot& snapshot, const json& list) {
  for (const json& one : list) {
    if (!one.is_object()) continue;
    TriggerSnapshot trigger;
    trigger.name = textOf(one, "TriggerName");
    trigger.type = textOf(one, "Type");
    if (trigger.type != QLatin1String("timer") && trigger.type != QLatin1String("http")) {
      snapshot.triggersLeft.append(QStringLiteral("%1 (%2)").arg(trigger.name, trigger.type));
      continue;
    }
    trigger.desc = carriedDesc(trigger.type, textOf(one, "TriggerDesc"));
    trigger.qualifier = textOf(one, "Qualifier");
    if (trigger.qualifier.isEmpty()) trigger.qualifier = QStringLiteral("$LATEST");
    trigger.customArgument = textOf(one, "CustomArgument");
    trigger.description = textOf(one, "Description");
    const auto enable = one.find("Enable");
    trigger.enabled = enable == one.end() || (enable->is_number() ? *enable != 0 : *enable != "CLOSE");
    snapshot.triggers.append(trigger);
  }
  std::sort(snapshot.triggers.begin(), snapshot.triggers.end(), [](const auto& a, const auto& b) { return std::tie(a.type, a.name) < std::tie(b.type, b.name); });
}
json memberOf(const json& object, const char* name) {
  const auto it = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && it != object.end() ? *it : json();
}

// A web function's own settings, with the same shape whatever a place leaves out.
void addWeb(FunctionSnapshot& s, const json& whole) {
  s.protocol = textOf(whole, "ProtocolType");
  const json concurrency = memberOf(whole, "InstanceConcurrencyConfig"), most = memberOf(concurrency, "MaxConcurrency");
  const std::string dynamic = memberOf(concurrency, "DynamicEnabled") == "TRUE" ? "TRUE" : "FALSE";
  s.fields.insert(QStringLiteral("InstanceConcurrencyConfig"), dumped({{"DynamicEnabled", dynamic}, {"MaxConcurrency", most.is_number_integer() ? most : json(1)}}));
  if (s.protocol != QLatin1String("WS")) return;
  if (const json idle = memberOf(memberOf(memberOf(whole, "ProtocolParams"), "WSParams"), "IdleTimeOut"); idle.is_number_integer())
    s.fields.insert(QStringLiteral("ProtocolParams"), dumped({{"WSParams", {{"IdleTimeOut", idle}}}}));
}

void addPlaced(FunctionSnapshot& s, const json& whole) {
  for (const char* const name : {"Role", "ClsTopicId"})
    if (!textOf(whole, name).isEmpty()) s.placed.insert(QString::fromLatin1(name), textOf(whole, name).toUtf8());
  const std::pair<const char*, const char*> inside[] = {{"VpcConfig", "VpcId"}, {"CfsConfig", "CfsInsList"}, {"DeadLetterConfig", "Name"}};
  for (const auto& [name, part] : inside)
    if (const json value = memberOf(memberOf(whole, name), part); !value.empty() && value != "") s.placed.insert(QString::fromLatin1(name), dumped(memberOf(whole, name)));
}
}  // namespace

Result<FunctionSnapshot> functionSnapshot(const QByteArray& function, const QByteArray& eventInvokeConfig) {
  const json whole = parsed(function);
  if (!whole.is_object() || textOf(whole, "FunctionName").isEmpty())
    return Error{QStringLiteral("Local.BadAnswer"), QStringLiteral("The answer of GetFunction holds no function."), {}};
  FunctionSnapshot s;
  s.name = textOf(whole, "FunctionName");
  s.runtime = textOf(whole, "Runtime");
  s.type = textOf(whole, "Type");
  if (s.type.isEmpty()) s.type = QStringLiteral("Event");
  s.asyncRun = textOf(whole, "AsyncRunEnable") == QLatin1String("TRUE");
  s.traceEnabled = textOf(whole, "TraceEnable") == QLatin1String("TRUE");
  s.status = textOf(whole, "Status");
  for (const char* const name : {"Handler", "Description", "MemorySize", "Timeout", "InitTimeout"})
    if (const auto it = whole.find(name); it != whole.end() && !it->is_null()) s.fields.insert(QString::fromLatin1(name), dumped(*it));
  json layers = json::array();
  if (const auto it = whole.find("Layers"); it != whole.end() && it->is_array())
    for (const json& layer : *it)
      if (layer.is_object()) layers.push_back({{"LayerName", layer.value("LayerName", json())}, {"LayerVersion", layer.value("LayerVersion", json())}});
  s.fields.insert(QStringLiteral("Layers"), dumped(layers));
  if (s.type == QLatin1String("HTTP")) addWeb(s, whole);
  addPlaced(s, whole);
  if (const auto it = whole.find("Environment"); it != whole.end() && it->is_object() && it->contains("Variables") && (*it)["Variables"].is_array())
    for (const json& variable : (*it)["Variables"])
      if (variable.is_object()) s.environment.insert(textOf(variable, "Key"), textOf(variable, "Value"));
  if (const auto it = whole.find("Triggers"); it != whole.end() && it->is_array()) addTriggers(s, *it);
  const json async = parsed(eventInvokeConfig);
  const auto config = async.is_object() ? async.find("AsyncTriggerConfig") : async.end();
  if (async.is_object() && config != async.end() && config->is_object()) {
    if (const auto ttl = config->find("MsgTTL"); ttl != config->end() && ttl->is_number_integer()) s.maxAgeSeconds = ttl->get<int>();
    const auto retry = config->find("RetryConfig");
    if (retry != config->end() && retry->is_array() && !retry->empty() && (*retry)[0].is_object() && (*retry)[0].contains("RetryNum") && (*retry)[0]["RetryNum"].is_number_integer())
      s.retries = (*retry)[0]["RetryNum"].get<int>();
  }
  return s;
}

}  // namespace scfdesk
