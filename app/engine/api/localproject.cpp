// SPDX-License-Identifier: GPL-3.0-or-later
// LocalApi: public project files. POST /-/project says what a file would make; GET /-/project/NAMESPACE/NAME?format=scfcli|serverless
// and GET /-/project?format=scfcli&namespace=... write one. POST /-/project/export writes one into a folder, with the code.
#include "app/engine/api/localapi.h"
#include "app/engine/project/projectfile.h"
#include "app/engine/project/yamltree.h"
#include "models/data/function.h"
#include <QDir>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;

constexpr QByteArrayView kYaml("application/yaml");

std::string str(const QString& text) { return text.toStdString(); }

json functionJson(const ProjectFunction& f, const QString& folder, bool exists) {
  json environment = json::array();
  for (const auto& [name, value] : f.config.environment) environment.push_back({str(name), str(value)});
  json triggers = json::array();
  for (const TriggerInfo& t : f.triggers)
    triggers.push_back({{"FunctionName", str(f.key.name)}, {"Namespace", str(f.key.ns)}, {"TriggerName", str(t.name)}, {"Type", str(t.type)}, {"TriggerDesc", str(t.desc)},
                        {"Qualifier", str(t.qualifier)}, {"Enable", t.enabled ? "OPEN" : "CLOSE"}, {"CustomArgument", str(t.customArgument)}});
  const QString code = f.code.startsWith(u'~') ? QString(QDir::homePath() + f.code.mid(1)) : QDir::cleanPath(QDir(folder).filePath(f.code.isEmpty() ? u"."_s : f.code));
  return {{"namespace", str(f.key.ns)}, {"name", str(f.key.name)}, {"runtime", str(f.config.runtime)}, {"handler", str(f.config.handler)}, {"memoryMb", f.config.memoryMb},
          {"timeoutSeconds", f.config.timeoutSeconds}, {"initTimeoutSeconds", f.config.initTimeoutSeconds}, {"description", str(f.config.description)}, {"role", str(f.role)},
          {"web", f.web}, {"asyncRun", f.config.asyncRun}, {"traceEnabled", f.config.traceEnabled}, {"environment", environment}, {"code", str(code)}, {"triggers", triggers}, {"exists", exists}};
}

QString formatOf(const HttpRequest& request) { return QString::fromUtf8(localQueryValue(request.query(), "format").value_or("scfcli")); }

Error badFormat(const QString& format) {
  return {u"InvalidParameterValue"_s, u"There is no format `%1`."_s.arg(format.left(40)), u"format is scfcli (template.yaml) or serverless (serverless.yml, one function)."_s};
}
}  // namespace

void LocalApi::project(const HttpRequest& request, HttpReply& reply) {
  if (request.path() == QByteArrayView("/-/project/export")) return exportProject(request, reply);
  if (request.method() == QByteArrayView("GET")) return writeProject(request, reply);
  if (request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "GET, POST");
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  const auto text = [&body](const char* name) { return body.is_object() && body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string(); };
  const QString folder = QString::fromStdString(text("folder"));
  const std::string file = text("text");
  if (file.empty() || !QDir::isAbsolutePath(folder))
    return localRefusal(reply, 400, {u"InvalidParameterValue"_s, u"The body is {\"text\":\"...\",\"folder\":\"/absolute\",\"values\":{\"app\":\"...\"}}."_s, {}});
  projectfile::Values values;
  if (const auto given = body.find("values"); given != body.end() && given->is_object())
    for (const auto& [name, value] : given->items())
      if (value.is_string()) values.insert(QString::fromStdString(name), QString::fromStdString(value.get<std::string>()));
  const auto read = projectfile::read(QByteArray::fromStdString(file), values);
  if (!read) return localRefusal(reply, 400, read.error());
  json functions = json::array(), notes = json::array(), missing = json::array();
  for (const ProjectFunction& f : read->functions) functions.push_back(functionJson(f, folder, m_engine.function(f.key) != nullptr));
  for (const ProjectNote& n : read->notes) notes.push_back({{"where", str(n.where)}, {"what", str(n.what)}, {"line", n.line}});
  for (const QString& name : read->missing) missing.push_back(str(name));
  reply.send(200, "application/json", QByteArray::fromStdString(json{{"kind", str(read->kind)}, {"functions", functions}, {"notes", notes}, {"missing", missing}}.dump(-1, ' ', false, json::error_handler_t::replace)));
}

/// {"folder":"/absolute","format":"scfcli|serverless","functions":["name",{"namespace","name"}],"namespace":"default"}: without
/// functions all of the namespace. {"file","folders":[...],"notes":[...]} when all is written.
void LocalApi::exportProject(const HttpRequest& request, HttpReply& reply) {
  if (request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "POST");
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  const auto text = [&body](const json& object, const char* name, const char* otherwise) {
    return QString::fromStdString(object.is_object() && object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : std::string(otherwise));
  };
  const QString format = text(body, "format", "scfcli"), ns = text(body, "namespace", "default");
  if (format != u"scfcli" && format != u"serverless") return localRefusal(reply, 400, badFormat(format));
  ProjectExport::Request wanted{QDir::cleanPath(text(body, "folder", "")), format == u"serverless", {}};
  if (body.is_object() && body.contains("functions") && body["functions"].is_array()) {
    for (const json& one : body["functions"]) wanted.functions.append(one.is_string() ? FunctionKey{ns, QString::fromStdString(one.get<std::string>())} : FunctionKey{text(one, "namespace", "default"), text(one, "name", "")});
  } else {
    for (const FunctionInfo& f : m_engine.functions(ns)) wanted.functions.append(f.key);
  }
  m_exports.write(wanted, [reply](const Result<ProjectExport::Written>& written) mutable {
    if (!written) return localRefusal(reply, written.error().code == u"Local.FileExists" ? 409 : localStatusOf(written.error()), written.error());
    json folders = json::array(), notes = json::array();
    for (const QString& folder : written->folders) folders.push_back(str(folder));
    for (const ProjectNote& n : written->notes) notes.push_back({{"where", str(n.where)}, {"what", str(n.what)}});
    reply.send(200, "application/json", QByteArray::fromStdString(json{{"file", str(written->file)}, {"folders", folders}, {"notes", notes}}.dump(-1, ' ', false, json::error_handler_t::replace)));
  });
}

void LocalApi::writeProject(const HttpRequest& request, HttpReply& reply) {
  const QString format = formatOf(request);
  if (format != u"scfcli" && format != u"serverless") return localRefusal(reply, 400, badFormat(format));
  constexpr qsizetype kPrefix = qsizetype(sizeof "/-/project") - 1;
  const QByteArray rest = request.path().sliced(kPrefix).toByteArray();
  QList<projectfile::Exported> list;
  const auto take = [&](const FunctionInfo& f) { list.append({&f, m_engine.triggers(f.key)}); };
  if (rest.size() > 1) {
    const qsizetype slash = rest.indexOf('/', 1);
    const FunctionKey key{QString::fromUtf8(QByteArray::fromPercentEncoding(rest.mid(1, std::max<qsizetype>(slash - 1, 0)))), slash < 0 ? QString() : QString::fromUtf8(QByteArray::fromPercentEncoding(rest.mid(slash + 1)))};
    const FunctionInfo* function = m_engine.function(key);
    if (!function) return localRefusal(reply, 404, {u"ResourceNotFound.Function"_s, u"There is no function `%1` in namespace `%2`."_s.arg(key.name, key.ns), u"The path is /-/project/NAMESPACE/NAME."_s});
    take(*function);
    return reply.send(200, kYaml, format == u"scfcli" ? projectfile::writeScfcli(list) : projectfile::writeServerless(list.first()));
  }
  if (format != u"scfcli") return localRefusal(reply, 400, {u"InvalidParameterValue"_s, u"A serverless.yml holds one function."_s, u"The path is /-/project/NAMESPACE/NAME."_s});
  const QString wanted = QString::fromUtf8(localQueryValue(request.query(), "namespace").value_or(QByteArray()));
  for (const NamespaceInfo& ns : m_engine.namespaces()) {
    if (!wanted.isEmpty() && ns.name != wanted) continue;
    const QList<FunctionInfo> functions = m_engine.functions(ns.name);
    for (const FunctionInfo& f : functions)
      if (const FunctionInfo* function = m_engine.function(f.key)) take(*function);
  }
  reply.send(200, kYaml, projectfile::writeScfcli(list));
}

}  // namespace scfdesk
