// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deploy/deployplan.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;

std::string str(const QString& text) { return text.toStdString(); }
QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
// Without the quotes of a string: for people.
QString shown(const QByteArray& value) {
  const json v = parsed(value);
  return v.is_string() ? QString::fromStdString(v.get<std::string>()) : QString::fromUtf8(value);
}
// Variables hold passwords: a plan is read over shoulders and in logs of CI.
QString hidden(const QMap<QString, QString>& environment, const QString& key) {
  return environment.contains(key) ? u"(%1 characters)"_s.arg(environment[key].size()) : QString();
}
QString triggerWords(const TriggerSnapshot& t) {
  QString words = t.type + u' ' + t.desc;
  if (t.qualifier != u"$LATEST"_s) words += u' ' + t.qualifier;
  if (!t.customArgument.isEmpty()) words += u' ' + t.customArgument;
  if (!t.enabled) words += u" off"_s;
  return words;
}

/// Works out the part of the plan that belongs to one function.
class FunctionPlanner final {
 public:
  FunctionPlanner(const DeployPair& pair, const DeployOptions& options, DeployPlan& plan) : m_from(pair.source), m_pair(pair), m_options(options), m_whole(plan) { m_plan.name = m_from.name; }
  void run() {
    block();
    if (m_plan.blocked.isEmpty()) {
      if (m_pair.target) change(*m_pair.target); else create();
      async();
      triggers();
      leftAlone();
      if (m_options.publish && (m_plan.verb != DeployVerb::Leave || !m_pair.published))
        step("PublishVersion", m_options.versionDescription.isEmpty() ? json::object() : json{{"Description", str(m_options.versionDescription)}}, true);
    }
    m_whole.functions.append(m_plan);
  }

 private:
  void block() {
    if (m_from.runtime == u"CustomImage"_s) m_plan.blocked = u"A function of a container image has no package to carry."_s;
    else if (m_pair.target && m_pair.target->runtime != m_from.runtime)
      m_plan.blocked = u"Its runtime is %1 here and %2 there; SCF does not change the runtime of a function. Give one of them another name, or delete it there."_s.arg(m_from.runtime, m_pair.target->runtime);
    else if (m_pair.target && m_pair.target->type != m_from.type)
      m_plan.blocked = u"Its type is %1 here and %2 there; SCF does not change the type of a function."_s.arg(m_from.type, m_pair.target->type);
    else if (m_pair.target && m_pair.target->asyncRun != m_from.asyncRun)
      m_plan.blocked = u"Asynchronous execution is %1 here and %2 there; SCF fixes it at creation."_s.arg(m_from.asyncRun ? u"on"_s : u"off"_s, m_pair.target->asyncRun ? u"on"_s : u"off"_s);
    else if (m_pair.target && m_pair.target->protocol != m_from.protocol)
      m_plan.blocked = u"WebSocket is %1 here and %2 there; SCF fixes it at creation."_s.arg(m_from.protocol.isEmpty() ? u"off"_s : u"on"_s, m_pair.target->protocol.isEmpty() ? u"off"_s : u"on"_s);
    else if (const int64_t bytes = m_from.zip.size() * 4 / 3 + 4096; m_options.requestLimit && !m_from.zip.isEmpty() && bytes > m_options.requestLimit)
      m_plan.blocked = u"Its package of %1 MB makes a request of %2 MB; the target takes %3 MB. Put it into a bucket there, and set the code from it."_s
                           .arg(double(m_from.zip.size()) / 1e6, 0, 'f', 1).arg(double(bytes) / 1e6, 0, 'f', 1).arg(double(m_options.requestLimit) / 1e6, 0, 'f', 1);
    if (!m_plan.blocked.isEmpty()) m_plan.verb = DeployVerb::Blocked;
  }

  json named() const { return {{"FunctionName", str(m_from.name)}, {"Namespace", str(m_options.targetNamespace)}}; }
  void step(const char* action, const json& params, bool wait, bool code = false, const char* exists = "", const QString& subject = {}) {
    json whole = named();
    whole.update(params);
    m_whole.steps.append({m_from.name, action, dumped(whole), code, wait, exists, subject});
    if (m_plan.verb == DeployVerb::Leave) m_plan.verb = DeployVerb::Change;
  }
  json environment() const {
    json variables = json::array();
    for (auto it = m_from.environment.cbegin(); it != m_from.environment.cend(); ++it) variables.push_back({{"Key", str(it.key())}, {"Value", str(it.value())}});
    return {{"Variables", std::move(variables)}};
  }

  void create() {
    json params{{"Runtime", str(m_from.runtime)}, {"Type", str(m_from.type)}};
    m_plan.fields.append({u"Runtime"_s, {}, m_from.runtime});
    if (m_from.type != u"Event"_s) m_plan.fields.append({u"Type"_s, {}, m_from.type});
    if (!m_from.protocol.isEmpty()) m_plan.fields.append({u"ProtocolType"_s, {}, m_from.protocol});
    for (auto it = m_from.fields.cbegin(); it != m_from.fields.cend(); ++it) {
      const json value = parsed(*it);
      if (value.empty() || (value.is_string() && value == "")) continue;
      params[str(it.key())] = value;
      m_plan.fields.append({it.key(), {}, shown(*it)});
    }
    if (!m_from.environment.isEmpty()) params["Environment"] = environment();
    for (auto it = m_from.environment.cbegin(); it != m_from.environment.cend(); ++it) m_plan.fields.append({QString(u"Environment."_s + it.key()), {}, hidden(m_from.environment, it.key())});
    if (m_from.asyncRun) params["AsyncRunEnable"] = "TRUE";
    if (m_from.traceEnabled) params["TraceEnable"] = "TRUE";
    if (!m_from.protocol.isEmpty()) params["ProtocolType"] = str(m_from.protocol);
    m_plan.files = fileChanges({}, m_pair.filesAfter);
    m_plan.verb = DeployVerb::Create;
    step("CreateFunction", params, true, true, "ResourceInUse.Function");
  }

  void change(const FunctionSnapshot& there) {
    if (there.codeSha256 != m_from.codeSha256) {
      m_plan.files = fileChanges(m_pair.filesBefore, m_pair.filesAfter);
      // The handler goes with the code: one that only the new code has is not refused for the old one.
      if (!m_plan.files.isEmpty()) step("UpdateFunctionCode", {{"Handler", parsed(m_from.fields.value(u"Handler"_s))}}, true, true);
    }
    json params = json::object();
    for (auto it = m_from.fields.cbegin(); it != m_from.fields.cend(); ++it) {
      const QByteArray before = there.fields.value(it.key());
      if (before == *it) continue;
      m_plan.fields.append({it.key(), shown(before), shown(*it)});
      params[str(it.key())] = parsed(*it);
    }
    if (there.environment != m_from.environment) {
      QStringList keys = there.environment.keys() + m_from.environment.keys();
      keys.sort();
      keys.removeDuplicates();
      for (const QString& key : keys)
        if (there.environment.contains(key) != m_from.environment.contains(key) || there.environment.value(key) != m_from.environment.value(key))
          m_plan.fields.append({QString(u"Environment."_s + key), hidden(there.environment, key), hidden(m_from.environment, key)});
      params["Environment"] = environment();
    }
    // Handler alone cannot be set by UpdateFunctionConfiguration (facts/scf.md 1.5): it goes with the code.
    if (params.contains("Handler")) {
      params.erase("Handler");
      if (m_plan.files.isEmpty()) step("UpdateFunctionCode", {{"Handler", parsed(m_from.fields.value(u"Handler"_s))}}, true, true);
    }
    if (!params.empty()) step("UpdateFunctionConfiguration", params, true);
  }

  void async() {
    if (!m_from.retries || !m_from.maxAgeSeconds) return;
    const auto& there = m_pair.target;
    const int retries = there && there->retries ? *there->retries : kRetries, age = there && there->maxAgeSeconds ? *there->maxAgeSeconds : kMaxAge;
    if (retries == *m_from.retries && age == *m_from.maxAgeSeconds) return;
    if (retries != *m_from.retries) m_plan.fields.append({u"RetryNum"_s, QString::number(retries), QString::number(*m_from.retries)});
    if (age != *m_from.maxAgeSeconds) m_plan.fields.append({u"MsgTTL"_s, QString::number(age), QString::number(*m_from.maxAgeSeconds)});
    step("UpdateFunctionEventInvokeConfig", {{"AsyncTriggerConfig", {{"RetryConfig", {{{"RetryNum", *m_from.retries}}}}, {"MsgTTL", *m_from.maxAgeSeconds}}}}, false);
  }

  void triggers() {
    for (const TriggerSnapshot& trigger : m_from.triggers) {
      const TriggerSnapshot* there = nullptr;
      if (m_pair.target)
        for (const TriggerSnapshot& one : m_pair.target->triggers)
          if (one.name == trigger.name && one.type == trigger.type && (trigger.type != u"http"_s || one.qualifier == trigger.qualifier)) there = &one;
      if (there && *there == trigger) continue;
      m_plan.fields.append({QString(u"Trigger "_s + trigger.name), there ? triggerWords(*there) : QString(), triggerWords(trigger)});
      json params{{"TriggerName", str(trigger.name)}, {"Type", str(trigger.type)}, {"TriggerDesc", str(trigger.desc)}, {"Qualifier", str(trigger.qualifier)},
                  {"Enable", trigger.enabled ? "OPEN" : "CLOSE"}};
      if (!trigger.customArgument.isEmpty()) params["CustomArgument"] = str(trigger.customArgument);
      if (!trigger.description.isEmpty()) params["Description"] = str(trigger.description);
      if (there) step("UpdateTrigger", params, false, false, "", trigger.name);
      else step("CreateTrigger", params, false, false, "ResourceInUse.Trigger", trigger.name);
    }
  }

  void leftAlone() {
    QStringList left = m_from.triggersLeft;
    for (auto it = m_from.placed.cbegin(); it != m_from.placed.cend(); ++it)
      if (!m_pair.target || m_pair.target->placed.value(it.key()) != *it) left.append(it.key());
    if (!m_from.kept.isEmpty()) m_plan.notes.append(u"Stays here: %1."_s.arg(m_from.kept.join(u", "_s)));
    if (!left.isEmpty()) m_plan.notes.append(u"Not carried, because they name things of this place: %1."_s.arg(left.join(u", "_s)));
    if (!m_pair.target) return;
    QStringList others = m_pair.target->triggersLeft;
    for (const TriggerSnapshot& one : m_pair.target->triggers) {
      const bool known = std::any_of(m_from.triggers.cbegin(), m_from.triggers.cend(), [&](const auto& t) { return t.name == one.name && t.type == one.type; });
      if (!known) others.append(u"%1 (%2)"_s.arg(one.name, one.type));
    }
    if (!others.isEmpty()) m_plan.notes.append(u"Triggers that only the target has are left alone: %1."_s.arg(others.join(u", "_s)));
    if (m_pair.target->traceEnabled != m_from.traceEnabled) m_plan.notes.append(u"Event tracing stays as it is there; SCF fixes it at creation."_s);
  }

  static constexpr int kRetries = 2, kMaxAge = 6 * 3600;  // what a new function has (facts/scf.md section 6)
  const FunctionSnapshot& m_from;
  const DeployPair& m_pair;
  const DeployOptions& m_options;
  DeployPlan& m_whole;
  FunctionPlan m_plan;
};
}  // namespace

int DeployPlan::count(DeployVerb verb) const {
  return int(std::count_if(functions.cbegin(), functions.cend(), [verb](const FunctionPlan& f) { return f.verb == verb; }));
}

DeployPlan planDeploy(const QList<DeployPair>& pairs, const DeployOptions& options) {
  DeployPlan plan;
  for (const DeployPair& pair : pairs) FunctionPlanner(pair, options, plan).run();
  return plan;
}

}  // namespace scfdesk
