// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/project/projectfile.h"
#include "app/engine/project/yamltree.h"
#include "app/engine/runtime/runtimes.h"
#include "app/engine/trigger/triggertypes.h"
#include "models/data/limits.h"
#include <QSet>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;
using Kind = YamlNode::Kind;
namespace {

/// Members are named `MemorySize` in one kind of file and `memorySize` in the other.
const YamlNode* member(const YamlNode& map, QStringView name) {
  for (const auto& [key, value] : map.members)
    if (QStringView(key).compare(name, Qt::CaseInsensitive) == 0) return value.get();
  return nullptr;
}

/// What the tool that deploys a serverless.yml fills in from the file itself.
const QStringList kPlaces{u"app"_s, u"stage"_s, u"name"_s, u"org"_s};

std::optional<bool> flagOf(const YamlNode& node) {
  const QString text = node.text.toLower();
  if (text == u"true" || text == u"yes" || text == u"on" || text == u"open" || text == u"1") return true;
  if (text == u"false" || text == u"no" || text == u"off" || text == u"close" || text == u"0") return false;
  return {};
}

class Reader final {
 public:
  Reader(const YamlNode& root, const projectfile::Values& values) : m_root(root), m_values(values) {}
  Result<Project> read();

 private:
  void readScfcli(const YamlNode& resources);
  void readServerless(const YamlNode& inputs);
  /// Takes what `map` says of a function; what it does not know is noted below `where`.
  void takeFunction(ProjectFunction& f, const YamlNode& map, const QString& where);
  bool takeField(ProjectFunction& f, const QString& name, const YamlNode& value, const QString& where);
  void takeNumber(int& to, const YamlNode& value, const QString& where, Status (*check)(int));
  void takeEnvironment(ProjectFunction& f, const YamlNode& value, const QString& where);
  void takeTriggers(ProjectFunction& f, const YamlNode& events, const QString& where);
  void takeTrigger(ProjectFunction& f, const QString& type, QString name, const YamlNode& parameters, const QString& where);
  [[nodiscard]] json describe(const QString& type, const YamlNode& p, QSet<QString>& used, TriggerInfo& trigger) const;
  [[nodiscard]] json describeUrl(const YamlNode& p) const;
  [[nodiscard]] QString filled(const QString& text) const;
  void add(ProjectFunction&& f, const QString& where);
  void note(const QString& where, const QString& what, const YamlNode& at) {
    if (m_project.notes.size() < projectfile::kNotes) m_project.notes.append({where, what, at.line});
  }

  const YamlNode& m_root;
  const projectfile::Values& m_values;
  Project m_project;
  bool m_tooMany = false;
};

/// ${app}, ${stage}, ${name} and ${org} of serverless.yml, from the file or from who reads it; others stay as they are.
QString Reader::filled(const QString& text) const {
  QString out = text;
  for (const QString& name : kPlaces) {
    QString value = m_root.textOf(name);
    if (value.isEmpty()) value = m_values.value(name).left(projectfile::kValueChars);
    if (!value.isEmpty()) out.replace(u"${"_s + name + u'}', value.contains(u"${") ? QString() : value);
  }
  return out;
}

void Reader::takeNumber(int& to, const YamlNode& value, const QString& where, Status (*check)(int)) {
  bool number = false;
  const int given = value.text.toInt(&number);
  if (!number) return note(where, u"`%1` is no whole number; %2 is taken."_s.arg(value.text.left(80)).arg(to), value);
  if (const Status good = check(given); !good) return note(where, u"%1 %2 is taken."_s.arg(good.error().message).arg(to), value);
  to = given;
}

void Reader::takeEnvironment(ProjectFunction& f, const YamlNode& value, const QString& where) {
  const YamlNode* variables = value.kind == Kind::Map ? member(value, u"variables") : nullptr;
  for (const auto& [name, one] : value.members)
    if (one.get() != variables) note(where + u'.' + name, u"Only variables are known of an environment."_s, *one);
  if (!variables) return;
  for (const auto& [name, one] : variables->members) {
    if (one->kind == Kind::List || one->kind == Kind::Map) {
      note(where + u".variables."_s + name, u"A variable is a text."_s, *one);
      continue;
    }
    const QString text = filled(one->text);
    if (text.contains(u"${")) note(where + u".variables."_s + name, u"`%1` is filled in by the tool that deploys it; here it stays as it is."_s.arg(text.left(80)), *one);
    auto with = f.config.environment;
    with.append({name, text});
    if (const Status good = checkEnvironment(with); !good) note(where + u".variables."_s + name, good.error().message, *one);
    else f.config.environment = with;
  }
}

bool Reader::takeField(ProjectFunction& f, const QString& given, const YamlNode& value, const QString& where) {
  const QString name = given.toLower();
  const QString text = filled(value.text);
  if (name == u"handler") f.config.handler = text;
  else if (name == u"runtime") f.config.runtime = text;
  else if (name == u"description") f.config.description = text;
  else if (name == u"role") f.role = text;
  else if (name == u"memorysize") takeNumber(f.config.memoryMb, value, where, checkMemory);
  else if (name == u"timeout") takeNumber(f.config.timeoutSeconds, value, where, [](int s) { return checkTimeout(s); });
  else if (name == u"inittimeout") takeNumber(f.config.initTimeoutSeconds, value, where, checkInitTimeout);
  else if (name == u"environment") takeEnvironment(f, value, where);
  else if (name == u"events") takeTriggers(f, value, where);
  else if (name == u"type") f.web = text.compare(u"web"_s, Qt::CaseInsensitive) == 0 || text.compare(u"HTTP"_s, Qt::CaseInsensitive) == 0;
  else if (name == u"asyncrunenable" && flagOf(value)) f.config.asyncRun = *flagOf(value);
  else if (name == u"traceenable" && flagOf(value)) f.config.traceEnabled = *flagOf(value);
  else if (name == u"codeuri" || name == u"localzipfile") f.code = text;
  else if (name == u"src" && value.kind == Kind::Text) f.code = text;
  else if (name == u"src") {
    f.code = filled(value.textOf(u"src"));
    for (const auto& [inner, one] : value.members)
      if (inner != u"src") note(where + u'.' + inner, inner == u"bucket" || inner == u"object" ? u"Code in a bucket of the cloud is not fetched."_s : u"All of the folder is taken."_s, *one);
  } else {
    return false;
  }
  return true;
}

void Reader::takeFunction(ProjectFunction& f, const YamlNode& map, const QString& where) {
  static const QSet<QString> known = {u"name"_s, u"namespace"_s, u"region"_s};
  for (const auto& [name, value] : map.members) {
    const QString path = where + u'.' + name;
    if (known.contains(name.toLower())) continue;
    if (value->kind == Kind::Null || takeField(f, name, *value, path)) continue;
    const QString lower = name.toLower();
    const bool cloud = QStringList{u"vpcconfig"_s, u"vpc"_s, u"cls"_s, u"eip"_s, u"cfs"_s, u"publicaccess"_s, u"deadletter"_s, u"tags"_s, u"image"_s, u"ignoretriggers"_s, u"cosbucketname"_s, u"cosobjectname"_s}.contains(lower);
    note(path, lower == u"layers"_s  ? u"Publish the layers here, then bind them in Configuration."_s
               : cloud               ? u"This is a matter of the cloud and has no effect here."_s
                                     : u"This is not known here."_s, *value);
  }
}

/// Of a function URL: who may call it comes over as it is written, what is wrong in it is for the trigger's own check.
json Reader::describeUrl(const YamlNode& p) const {
  json desc = {{"AuthType", "NONE"}, {"NetConfig", {{"EnableIntranet", true}, {"EnableExtranet", true}}}};
  if (const YamlNode* auth = member(p, u"authType")) desc["AuthType"] = filled(auth->text).toUpper().toStdString();
  const auto value = [this](const YamlNode& node) {
    if (node.kind == Kind::List) {
      json list = json::array();
      for (const auto& item : node.items) list.push_back(filled(item->text).toStdString());
      return list;
    }
    bool number = false;
    const int whole = node.text.toInt(&number);
    if (number && !node.quoted) return json(whole);
    const auto flag = flagOf(node);
    return flag ? json(*flag) : json(filled(node.text).toStdString());
  };
  // Names are the API's, whichever case the file has them in.
  const auto object = [&](QStringView name, std::initializer_list<const char*> fields) {
    const YamlNode* node = member(p, name);
    if (!node || node->kind == Kind::Null) return json();
    if (node->kind != Kind::Map) return json(node->text.toStdString());
    json out = json::object();
    for (const auto& [given, one] : node->members) {
      std::string key = given.toStdString();
      for (const char* field : fields)
        if (given.compare(QLatin1StringView(field), Qt::CaseInsensitive) == 0) key = field;
      out[key] = value(*one);
    }
    return out;
  };
  if (json net = object(u"netConfig", {"EnableIntranet", "EnableExtranet"}); !net.is_null()) desc["NetConfig"] = std::move(net);
  if (json cors = object(u"corsConfig", {"Enable", "Origins", "Methods", "Headers", "ExposeHeaders", "Credentials", "MaxAge"}); !cors.is_null()) desc["CorsConfig"] = std::move(cors);
  return desc;
}

/// TriggerDesc of the Cloud API.
json Reader::describe(const QString& type, const YamlNode& p, QSet<QString>& used, TriggerInfo& trigger) const {
  const auto text = [&](QStringView name) {
    used.insert(name.toString().toLower());
    const YamlNode* node = member(p, name);
    return node ? filled(node->text).toStdString() : std::string();
  };
  json desc = json::object();
  if (type == u"timer") {
    desc["cron"] = text(u"cronExpression");
    trigger.customArgument = QString::fromStdString(text(u"argument"));
  } else if (type == u"cos") {
    trigger.name = QString::fromStdString(text(u"bucket"));
    desc["event"] = text(u"events");
    used.insert(u"filter"_s);
    if (const YamlNode* filter = member(p, u"filter"); filter && filter->kind == Kind::Map)
      for (const QStringView part : {QStringView(u"Prefix"), QStringView(u"Suffix")})
        if (const YamlNode* node = member(*filter, part)) desc["filter"][part.toString().toStdString()] = node->text.toStdString();
  } else if (type == u"ckafka") {
    trigger.name = QString::fromStdString(text(u"name") + "-" + text(u"topic"));
    if (const YamlNode* most = member(p, u"maxMsgNum")) desc["maxMsgNum"] = most->text.toInt();
    used.insert(u"maxmsgnum"_s);
    if (const std::string offset = text(u"offset"); !offset.empty()) desc["offset"] = offset;
    used.insert(u"retry"_s);
    if (const YamlNode* retry = member(p, u"retry")) desc["retry"] = retry->text.toInt();
  } else if (type == u"cmq") {
    if (const std::string name = text(u"name"); !name.empty()) trigger.name = QString::fromStdString(name);
  } else if (type == u"apigw") {
    const YamlNode* endpoints = member(p, u"endpoints");
    used.insert(u"endpoints"_s);
    const YamlNode& api = endpoints && !endpoints->items.empty() ? *endpoints->items.front() : p;
    const YamlNode* function = member(api, u"function");
    const auto of = [&](QStringView name) {
      used.insert(name.toString().toLower());
      const YamlNode* node = member(api, name);
      return node ? filled(node->text).toStdString() : std::string();
    };
    std::string method = of(u"method");
    if (method.empty()) method = text(u"httpMethod");
    if (!method.empty()) desc["api"]["requestConfig"]["method"] = method;
    if (const std::string path = of(u"path"); !path.empty()) desc["api"]["requestConfig"]["path"] = path;
    const YamlNode* integrated = member(p, u"integratedResponse");
    if (!integrated && function) integrated = member(*function, u"isIntegratedResponse");
    if (!integrated) integrated = member(api, u"isIntegratedResponse");
    for (const char16_t* name : {u"integratedresponse", u"isintegratedresponse", u"function"}) used.insert(QString::fromUtf16(name));
    if (integrated && flagOf(*integrated)) desc["api"]["isIntegratedResponse"] = *flagOf(*integrated) ? "TRUE" : "FALSE";
    if (const std::string id = text(u"serviceId"); !id.empty()) desc["service"]["serviceId"] = id;
    if (const std::string name = text(u"serviceName"); !name.empty()) desc["service"]["serviceName"] = name;
    std::string stage = text(u"stageName");
    if (stage.empty()) stage = text(u"environment");
    if (!stage.empty()) desc["release"]["environmentName"] = stage;
  } else if (type == u"http") {
    desc = describeUrl(p);
    for (const char16_t* name : {u"authtype", u"netconfig", u"corsconfig"}) used.insert(QString::fromUtf16(name));
  }
  return desc;
}

void Reader::takeTrigger(ProjectFunction& f, const QString& given, QString name, const YamlNode& p, const QString& where) {
  const QString lower = given.toLower();
  const TriggerType* type = triggerType(lower == u"url" ? u"http"_s : lower);
  if (!type || (lower != u"timer" && lower != u"cos" && lower != u"ckafka" && lower != u"cmq" && lower != u"apigw" && lower != u"http" && lower != u"url"))
    return note(where, u"Triggers of type %1 do not come over."_s.arg(given.left(40)), p);
  TriggerInfo trigger;
  trigger.type = QLatin1String(type->name);
  trigger.name = std::move(name);
  trigger.qualifier = u"$LATEST"_s;
  QSet<QString> used = {u"enable"_s, u"qualifier"_s, u"name"_s, u"protocols"_s, u"region"_s};
  const json desc = describe(trigger.type, p, used, trigger);
  if (const YamlNode* enable = member(p, u"enable"); enable && flagOf(*enable)) trigger.enabled = *flagOf(*enable);
  for (const auto& [field, value] : p.members)
    if (!used.contains(field.toLower())) note(where + u'.' + field, u"This is not known of a trigger of type %1."_s.arg(trigger.type), *value);
  const auto kept = type->keep(QString::fromStdString(desc.dump(-1, ' ', false, json::error_handler_t::replace)));
  if (!kept) return note(where, kept.error().message, p);
  trigger.desc = *kept;
  if (trigger.type == u"http" && !member(p, u"authType")) note(where, u"No authType is given: whoever knows the address can call the function."_s, p);
  if (const Status good = type->checkName(trigger.name); !good) return note(where, good.error().message, p);
  for (const TriggerInfo& other : std::as_const(f.triggers))
    if (other.name == trigger.name && other.type == trigger.type && other.desc == trigger.desc) return note(where, u"The function has this trigger already."_s, p);
  f.triggers.append(trigger);
}

void Reader::takeTriggers(ProjectFunction& f, const YamlNode& events, const QString& where) {
  // scfcli: {name: {Type, Properties}}; serverless.yml: [{type: {name, parameters}}].
  for (const auto& [name, one] : events.members) {
    const YamlNode* properties = member(*one, u"properties");
    takeTrigger(f, one->textOf(u"Type"), name, properties ? *properties : *one, where + u'.' + name);
  }
  int number = 0;
  for (const auto& item : events.items)
    for (const auto& [type, one] : item->members) {
      const QString path = u"%1[%2].%3"_s.arg(where).arg(number++).arg(type);
      const YamlNode* parameters = member(*one, u"parameters");
      QString name = filled(one->textOf(u"name"));
      if (name.isEmpty()) name = u"%1-%2"_s.arg(type).arg(number);
      takeTrigger(f, type, name, parameters ? *parameters : *one, path);
    }
}

void Reader::add(ProjectFunction&& f, const QString& where) {
  YamlNode at;
  at.line = f.line;
  if (m_project.functions.size() >= projectfile::kFunctions) {
    m_tooMany = true;
    return;
  }
  for (const QString& place : kPlaces)
    if (f.key.name.contains(QString(u"${"_s + place + u'}')) && !m_project.missing.contains(place)) m_project.missing.append(place);
  if (const Status good = checkFunctionName(f.key.name); !good) return note(where, good.error().message, at);
  if (f.config.runtime.isEmpty() && f.web) f.config.runtime = u"CustomRuntime"_s;
  if (!runtimeName(f.config.runtime)) return note(where, u"There is no runtime `%1`."_s.arg(f.config.runtime.left(80)), at);
  if (f.config.handler.isEmpty() && f.web) f.config.handler = u"scf_bootstrap"_s;
  if (const Status good = f.web ? Status(Done{}) : checkHandler(f.config.handler, f.config.runtime); !good) return note(where, good.error().message, at);
  if (const Status good = checkDescription(f.config.description); !good) {
    note(where, good.error().message, at);
    f.config.description.clear();
  }
  if (f.code.isEmpty()) note(where, u"The file names no folder with the code; its own is taken."_s, at);
  if (f.config.asyncRun && f.web) f.config.asyncRun = false;
  m_project.functions.append(std::move(f));
}

void Reader::readScfcli(const YamlNode& resources) {
  m_project.kind = u"scfcli"_s;
  static const YamlNode none;
  const YamlNode* globals = m_root.find(u"Globals");
  const YamlNode* common = globals ? globals->find(u"Function") : nullptr;
  for (const auto& [ns, space] : resources.members) {
    for (const auto& [name, one] : space->members) {
      if (name == u"Type") continue;
      const QString where = u"Resources."_s + ns + u'.' + name;
      const QString type = one->textOf(u"Type");
      if (type != u"TencentCloud::Serverless::Function") {
        note(where, u"Resources of type %1 are not known here."_s.arg(type.isEmpty() ? u"?"_s : type.left(80)), *one);
        continue;
      }
      ProjectFunction f;
      f.key = {ns, name};
      f.line = one->line;
      if (common) takeFunction(f, *common, u"Globals.Function"_s);
      const YamlNode* properties = one->find(u"Properties");
      takeFunction(f, properties ? *properties : none, where + u".Properties"_s);
      add(std::move(f), where);
    }
  }
  for (const auto& [name, value] : m_root.members)
    if (name != u"Resources" && name != u"Globals" && name != u"Description") note(name, u"This is not known here."_s, *value);
}

void Reader::readServerless(const YamlNode& inputs) {
  m_project.kind = u"serverless"_s;
  ProjectFunction f;
  f.line = inputs.line;
  const QString given = filled(inputs.textOf(u"name"));
  f.key.name = !given.isEmpty() ? given : filled(m_root.textOf(u"name"));
  const QString ns = filled(inputs.textOf(u"namespace"));
  f.key.ns = ns.isEmpty() ? u"default"_s : ns;
  f.config.timeoutSeconds = 3;
  takeFunction(f, inputs, u"inputs"_s);
  for (const auto& [name, value] : m_root.members)
    if (!QStringList{u"inputs"_s, u"app"_s, u"stage"_s, u"name"_s, u"component"_s, u"org"_s}.contains(name)) note(name, u"This is not known here."_s, *value);
  add(std::move(f), u"inputs"_s);
}

Result<Project> Reader::read() {
  const YamlNode* resources = m_root.find(u"Resources");
  const YamlNode* inputs = m_root.find(u"inputs");
  const QString component = m_root.textOf(u"component");
  if (resources && resources->kind == Kind::Map) readScfcli(*resources);
  else if (inputs && inputs->kind == Kind::Map && (component == u"scf" || component.startsWith(u"scf@") || component == u"tencent-scf")) readServerless(*inputs);
  else if (inputs && !component.isEmpty())
    return Error{u"Local.ProjectFile"_s, u"The component `%1` is not tencent-scf: only functions come over."_s.arg(component.left(80)), u"It needs `component: scf`."_s};
  else
    return Error{u"Local.ProjectFile"_s, u"This is neither a template.yaml of scfcli (`Resources`) nor a serverless.yml of tencent-scf (`component: scf`, `inputs`)."_s, {}};
  if (m_tooMany) return Error{u"Local.ProjectFile"_s, u"The file has more than %1 functions."_s.arg(projectfile::kFunctions), u"Split it."_s};
  if (m_project.functions.isEmpty() && m_project.notes.isEmpty()) return Error{u"Local.ProjectFile"_s, u"The file has no function."_s, {}};
  return m_project;
}

}  // namespace

Result<Project> projectfile::read(const QByteArray& text, const Values& values) {
  const auto tree = yaml::parse(text);
  if (!tree) return tree.error();
  return Reader(**tree, values).read();
}

}  // namespace scfdesk
