// SPDX-License-Identifier: GPL-3.0-or-later
// What commands of the console become as parameters of actions, and the file of saved events.
#include "app/cloud/cloudjson.h"
#include "models/data/limits.h"
#include <nlohmann/json.hpp>

namespace scfdesk::cloudjson {
namespace {
using json = nlohmann::ordered_json;

std::string str(const QString& text) { return text.toStdString(); }
QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
json environmentOf(const QList<std::pair<QString, QString>>& environment) {
  json variables = json::array();
  for (const auto& [key, value] : environment) variables.push_back({{"Key", str(key)}, {"Value", str(value)}});
  return {{"Variables", std::move(variables)}};
}
void addExtras(json& out, const QHash<QString, QString>& extras) {
  for (auto it = extras.cbegin(); it != extras.cend(); ++it)
    if (json value = json::parse(str(*it), nullptr, false); !value.is_discarded()) out[str(it.key())] = std::move(value);
}
json nameOf(const FunctionKey& key) { return {{"FunctionName", str(key.name)}, {"Namespace", str(key.ns)}}; }
QString textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}
}  // namespace

QByteArray named(const FunctionKey& key) { return dumped(nameOf(key)); }

QByteArray createFunction(const CreateFunction& request) {
  json out = nameOf(request.key);
  out["Code"] = {{"ZipFile", request.code.zip.toBase64().toStdString()}};
  out["Runtime"] = str(request.config.runtime);
  out["Handler"] = str(request.config.handler);
  out["Description"] = str(request.config.description);
  out["MemorySize"] = request.config.memoryMb;
  out["Timeout"] = request.config.timeoutSeconds;
  out["InitTimeout"] = request.config.initTimeoutSeconds;
  out["Environment"] = environmentOf(request.config.environment);
  if (request.config.asyncRun) out["AsyncRunEnable"] = "TRUE";
  if (request.config.traceEnabled) out["TraceEnable"] = "TRUE";
  if (!request.role.isEmpty()) out["Role"] = str(request.role);
  addExtras(out, request.apiExtras);
  return dumped(out);
}

QByteArray updateConfig(const UpdateConfig& request) {
  json out = nameOf(request.key);
  if (request.description) out["Description"] = str(*request.description);
  if (request.role) out["Role"] = str(*request.role);
  if (request.memoryMb) out["MemorySize"] = *request.memoryMb;
  if (request.timeoutSeconds) out["Timeout"] = *request.timeoutSeconds;
  if (request.initTimeoutSeconds) out["InitTimeout"] = *request.initTimeoutSeconds;
  if (request.environment) out["Environment"] = environmentOf(*request.environment);
  addExtras(out, request.apiExtras);
  return dumped(out);
}

QByteArray updateCode(const UpdateCode& request) {
  json out = nameOf(request.key);
  out["Code"] = {{"ZipFile", request.code.zip.toBase64().toStdString()}};
  if (request.handler) out["Handler"] = str(*request.handler);
  return dumped(out);
}

QByteArray invoke(const InvokeRequest& request) {
  json out = nameOf(request.function);
  out["InvocationType"] = request.mode == InvokeMode::Async ? "Event" : "RequestResponse";
  out["Qualifier"] = str(request.qualifier);
  out["ClientContext"] = request.payload.toStdString();
  if (request.mode == InvokeMode::Sync) out["LogType"] = "Tail";
  if (!request.routingKey.isEmpty()) out["RoutingKey"] = request.routingKey.toStdString();
  return dumped(out);
}

QByteArray eventsToJson(const QList<SavedEvent>& events) {
  json list = json::array();
  for (const SavedEvent& e : events)
    list.push_back({{"namespace", str(e.function.ns)}, {"function", str(e.function.name)}, {"name", str(e.name)}, {"template", str(e.templateId)}, {"event", e.json.toStdString()}});
  return dumped(list);
}

QList<SavedEvent> eventsFromJson(const QByteArray& text) {
  QList<SavedEvent> events;
  const json list = json::parse(text.begin(), text.end(), nullptr, false);
  if (!list.is_array()) return events;
  for (const json& one : list)
    if (one.is_object()) events.append({{textOf(one, "namespace"), textOf(one, "function")}, textOf(one, "name"), textOf(one, "event").toUtf8(), textOf(one, "template")});
  return events;
}

}  // namespace scfdesk::cloudjson
