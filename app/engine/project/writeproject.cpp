// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/project/projectfile.h"
#include <map>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;
namespace {

std::string str(const QString& text) { return text.toStdString(); }

/// Texts are quoted, so that `1.10` and `yes` stay texts.
void put(YAML::Emitter& out, const char* name, const QString& value) { out << YAML::Key << name << YAML::Value << YAML::DoubleQuoted << str(value); }
void put(YAML::Emitter& out, const char* name, int value) { out << YAML::Key << name << YAML::Value << value; }
void put(YAML::Emitter& out, const char* name, bool value) { out << YAML::Key << name << YAML::Value << value; }

bool isWeb(const FunctionInfo& f) { return f.apiExtras.value(u"Type"_s) == u"\"HTTP\""; }

json descOf(const TriggerInfo& trigger) {
  json desc = json::parse(trigger.desc.toStdString(), nullptr, false);
  return desc.is_object() ? desc : json::object();
}

std::string textIn(const json& object, std::initializer_list<const char*> path) {
  const json* at = &object;
  for (const char* name : path) {
    if (!at->is_object() || !at->contains(name)) return {};
    at = &(*at)[name];
  }
  return at->is_string() ? at->get<std::string>() : at->is_number() ? at->dump() : std::string();
}

/// Who may call a function URL, from where: left out, the import would make it public.
void url(YAML::Emitter& out, const json& desc, bool upper) {
  const auto named = [upper](std::string name) {
    if (!upper) name[0] = char(tolower(name[0]));
    return name;
  };
  out << YAML::Key << named("AuthType") << YAML::Value << YAML::DoubleQuoted << textIn(desc, {"AuthType"});
  for (const char* part : {"NetConfig", "CorsConfig"}) {
    if (!desc.contains(part) || !desc[part].is_object()) continue;
    out << YAML::Key << named(part) << YAML::Value << YAML::BeginMap;
    for (const auto& [name, value] : desc[part].items()) {
      out << YAML::Key << named(name) << YAML::Value;
      if (value.is_boolean()) out << value.get<bool>();
      else if (value.is_number_integer()) out << value.get<int>();
      else if (value.is_string()) out << YAML::DoubleQuoted << value.get<std::string>();
      else {
        out << YAML::Flow << YAML::BeginSeq;
        for (const json& item : value)
          if (item.is_string()) out << YAML::DoubleQuoted << item.get<std::string>();
        out << YAML::EndSeq;
      }
    }
    out << YAML::EndMap;
  }
}

/// What both kinds of file say of a trigger; `upper`: with names as scfcli has them.
void parameters(YAML::Emitter& out, const TriggerInfo& trigger, bool upper) {
  const json desc = descOf(trigger);
  const auto key = [upper](const char* name) {
    std::string text = name;
    if (upper) text[0] = char(toupper(text[0]));
    return text;
  };
  const auto field = [&](const char* name, const std::string& value) {
    if (!value.empty()) out << YAML::Key << key(name) << YAML::Value << YAML::DoubleQuoted << value;
  };
  out << YAML::BeginMap;
  if (trigger.type == u"timer") {
    field("cronExpression", textIn(desc, {"cron"}));
    field("argument", str(trigger.customArgument));
  } else if (trigger.type == u"cos") {
    field("bucket", str(trigger.name));
    field("events", textIn(desc, {"event"}));
    const std::string prefix = textIn(desc, {"filter", "Prefix"}), suffix = textIn(desc, {"filter", "Suffix"});
    if (!prefix.empty() || !suffix.empty()) {
      out << YAML::Key << key("filter") << YAML::Value << YAML::BeginMap;
      field("prefix", prefix);
      field("suffix", suffix);
      out << YAML::EndMap;
    }
  } else if (trigger.type == u"ckafka") {
    // ckafka-INSTANCE-TOPIC: the instance's id has one dash.
    const qsizetype first = trigger.name.indexOf(u'-'), second = trigger.name.indexOf(u'-', first + 1);
    field("name", str(trigger.name.left(second)));
    field("topic", str(trigger.name.mid(second + 1)));
    out << YAML::Key << key("maxMsgNum") << YAML::Value << desc.value("maxMsgNum", 100);
    field("offset", textIn(desc, {"offset"}));
    if (desc.contains("retry") && desc["retry"].is_number_integer()) out << YAML::Key << key("retry") << YAML::Value << desc["retry"].get<int>();
  } else if (trigger.type == u"http") {
    url(out, desc, upper);
  } else if (trigger.type == u"cmq") {
    field("name", str(trigger.name));
  } else if (trigger.type == u"apigw") {
    field("serviceName", textIn(desc, {"service", "serviceName"}));
    field(upper ? "stageName" : "environment", textIn(desc, {"release", "environmentName"}));
    const std::string method = textIn(desc, {"api", "requestConfig", "method"}), path = textIn(desc, {"api", "requestConfig", "path"});
    const bool integrated = textIn(desc, {"api", "isIntegratedResponse"}) == "TRUE";
    if (upper) {
      field("httpMethod", method);
      field("path", path);
      out << YAML::Key << "IntegratedResponse" << YAML::Value << integrated;
    } else {
      out << YAML::Key << "endpoints" << YAML::Value << YAML::BeginSeq << YAML::BeginMap;
      field("method", method);
      field("path", path);
      out << YAML::Key << "function" << YAML::Value << YAML::BeginMap << YAML::Key << "isIntegratedResponse" << YAML::Value << integrated << YAML::EndMap;
      out << YAML::EndMap << YAML::EndSeq;
    }
  }
  out << YAML::Key << key("enable") << YAML::Value << trigger.enabled;
  out << YAML::EndMap;
}

bool comesOver(const TriggerInfo& trigger) {
  return QStringList{u"timer"_s, u"cos"_s, u"ckafka"_s, u"cmq"_s, u"apigw"_s, u"http"_s}.contains(trigger.type);
}

void environment(YAML::Emitter& out, const FunctionConfig& config, bool upper) {
  if (config.environment.isEmpty()) return;
  out << YAML::Key << (upper ? "Environment" : "environment") << YAML::Value << YAML::BeginMap << YAML::Key << (upper ? "Variables" : "variables") << YAML::Value << YAML::BeginMap;
  for (const auto& [name, value] : config.environment) out << YAML::Key << str(name) << YAML::Value << YAML::DoubleQuoted << str(value);
  out << YAML::EndMap << YAML::EndMap;
}

void triggersNotWritten(YAML::Emitter& out, const QList<TriggerInfo>& triggers) {
  for (const TriggerInfo& t : triggers)
    if (!comesOver(t)) out << YAML::Newline << YAML::Comment("The trigger " + str(t.name) + " of type " + str(t.type) + " has no place in this file.");
}

QString codeOf(const projectfile::Exported& one) {
  if (!one.code.isEmpty()) return one.code;
  return one.function->source == CodeSource::Folder ? one.function->folder : u"./"_s + one.function->key.name;
}

void writeFunction(YAML::Emitter& out, const projectfile::Exported& one) {
  const FunctionInfo& f = *one.function;
  out << YAML::Key << str(f.key.name) << YAML::Value << YAML::BeginMap;
  put(out, "Type", u"TencentCloud::Serverless::Function"_s);
  out << YAML::Key << "Properties" << YAML::Value << YAML::BeginMap;
  put(out, "CodeUri", codeOf(one));
  put(out, "Type", isWeb(f) ? u"HTTP"_s : u"Event"_s);
  if (!f.config.description.isEmpty()) put(out, "Description", f.config.description);
  put(out, "Runtime", f.config.runtime);
  put(out, "Handler", f.config.handler);
  put(out, "MemorySize", f.config.memoryMb);
  put(out, "Timeout", f.config.timeoutSeconds);
  put(out, "InitTimeout", f.config.initTimeoutSeconds);
  if (!f.role.isEmpty()) put(out, "Role", f.role);
  environment(out, f.config, true);
  bool any = false;
  std::map<QString, int> names;
  for (const TriggerInfo& t : one.triggers) {
    if (!comesOver(t)) continue;
    if (!std::exchange(any, true)) out << YAML::Key << "Events" << YAML::Value << YAML::BeginMap;
    const int again = names[t.name]++;  // a function may have several of one bucket
    out << YAML::Key << str(again ? u"%1-%2"_s.arg(t.name).arg(again + 1) : t.name) << YAML::Value << YAML::BeginMap;
    put(out, "Type", t.type == u"timer" ? u"Timer"_s : t.type == u"ckafka" ? u"Ckafka"_s : t.type == u"http" ? u"http"_s : t.type.toUpper());
    out << YAML::Key << "Properties" << YAML::Value;
    parameters(out, t, true);
    out << YAML::EndMap;
  }
  if (any) out << YAML::EndMap;
  out << YAML::EndMap << YAML::EndMap;
  triggersNotWritten(out, one.triggers);
}

QByteArray textOf(const YAML::Emitter& out) { return QByteArray(out.c_str(), qsizetype(out.size())) + '\n'; }

}  // namespace

QList<ProjectNote> projectfile::notWritten(const Exported& one) {
  const FunctionInfo& f = *one.function;
  const QString where = f.key.ns == u"default" ? f.key.name : QString(f.key.ns + u'/' + f.key.name);
  QList<ProjectNote> notes;
  const auto note = [&](const QString& what) { notes.append({where, what, 0}); };
  if (!f.versions.isEmpty()) note(u"Published versions and aliases have no place in the file: it says what $LATEST is."_s);
  if (f.reservedMemoryMb) note(u"Its reserved concurrency has no place in the file."_s);
  if (const QString layers = f.apiExtras.value(u"Layers"_s); !layers.isEmpty() && layers != u"[]") note(u"Its layers have no place in the file: publish and bind them where it is imported."_s);
  for (const TriggerInfo& t : one.triggers) {
    if (!comesOver(t)) note(u"The trigger %1 of type %2 has no place in the file."_s.arg(t.name, t.type));
    else if (!t.qualifier.isEmpty() && t.qualifier != u"$LATEST") note(u"The trigger %1 is of %2; in the file it is of $LATEST."_s.arg(t.name, t.qualifier));
  }
  return notes;
}

QByteArray projectfile::writeScfcli(const QList<Exported>& functions) {
  YAML::Emitter out;
  std::map<QString, QList<Exported>> spaces;
  for (const Exported& one : functions) spaces[one.function->key.ns].append(one);
  out << YAML::BeginMap << YAML::Key << "Resources" << YAML::Value << YAML::BeginMap;
  for (const auto& [ns, list] : spaces) {
    out << YAML::Key << str(ns) << YAML::Value << YAML::BeginMap;
    put(out, "Type", u"TencentCloud::Serverless::Namespace"_s);
    for (const Exported& one : list) writeFunction(out, one);
    out << YAML::EndMap;
  }
  out << YAML::EndMap << YAML::EndMap;
  return textOf(out);
}

QByteArray projectfile::writeServerless(const Exported& one) {
  const FunctionInfo& f = *one.function;
  YAML::Emitter out;
  out << YAML::BeginMap;
  put(out, "component", u"scf"_s);
  put(out, "name", f.key.name);
  out << YAML::Key << "inputs" << YAML::Value << YAML::BeginMap;
  put(out, "name", f.key.name);
  put(out, "namespace", f.key.ns);
  put(out, "src", codeOf(one));
  put(out, "type", isWeb(f) ? u"web"_s : u"event"_s);
  if (!f.config.description.isEmpty()) put(out, "description", f.config.description);
  put(out, "runtime", f.config.runtime);
  put(out, "handler", f.config.handler);
  put(out, "memorySize", f.config.memoryMb);
  put(out, "timeout", f.config.timeoutSeconds);
  put(out, "initTimeout", f.config.initTimeoutSeconds);
  if (f.config.asyncRun) put(out, "asyncRunEnable", true);
  if (f.config.traceEnabled) put(out, "traceEnable", true);
  if (!f.role.isEmpty()) put(out, "role", f.role);
  environment(out, f.config, false);
  bool any = false;
  for (const TriggerInfo& t : one.triggers) {
    if (!comesOver(t)) continue;
    if (!std::exchange(any, true)) out << YAML::Key << "events" << YAML::Value << YAML::BeginSeq;
    out << YAML::BeginMap << YAML::Key << str(t.type) << YAML::Value << YAML::BeginMap;
    put(out, "name", t.name);
    out << YAML::Key << "parameters" << YAML::Value;
    parameters(out, t, false);
    out << YAML::EndMap << YAML::EndMap;
  }
  if (any) out << YAML::EndSeq;
  out << YAML::EndMap << YAML::EndMap;
  triggersNotWritten(out, one.triggers);
  return textOf(out);
}

}  // namespace scfdesk
