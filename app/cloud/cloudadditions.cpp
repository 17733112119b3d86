// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudadditions.h"
#include "app/cloud/cloudjson.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <QUrlQuery>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;
constexpr int kPage = 100;

std::string str(const QString& text) { return text.toStdString(); }
QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
json memberOf(const json& object, const char* name) {
  const auto it = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && it != object.end() ? *it : json();
}
QString textOf(const json& object, const char* name) {
  const json member = memberOf(object, name);
  return member.is_string() ? QString::fromStdString(member.get<std::string>()) : QString();
}
int intOf(const json& object, const char* name) {
  const json member = memberOf(object, name);
  return member.is_number() ? member.get<int>() : 0;
}
int64_t msOf(const json& object, const char* name) { return cloudjson::timeOf(textOf(object, name)) / 1000; }
int64_t nowMs() { return QDateTime::currentMSecsSinceEpoch(); }

Error absent(const QString& what) { return Error{u"UnsupportedOperation"_s, u"Tencent Cloud does not tell of %1."_s.arg(what), u"Switch to the embedded engine, or pull the function down."_s}; }

/// function, trigger, type and qualifier in one word that a path can hold.
QByteArray idOf(const QString& function, const QString& name, const QString& type, const QString& qualifier) {
  return dumped(json::array({str(function), str(name), str(type), str(qualifier)})).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}
/// FunctionName, TriggerName, Type, Qualifier and Namespace of such a word; nothing when it is none.
json triggerOf(const QByteArray& id, const QString& ns) {
  const json parts = parsed(QByteArray::fromBase64(id, QByteArray::Base64UrlEncoding));
  if (!parts.is_array() || parts.size() != 4) return {};
  return {{"FunctionName", parts[0]}, {"TriggerName", parts[1]}, {"Type", parts[2]}, {"Qualifier", parts[3]}, {"Namespace", str(ns)}};
}

/// "running" "finished" "aborted" "failed". Of an event no more is told: no attempts, no payload, no time at which it was accepted.
json eventOf(const json& listed, FunctionId function) {
  const QString state = textOf(listed, "Status").toLower();
  return {{"requestId", str(textOf(listed, "InvokeRequestId"))}, {"id", 0}, {"function", function}, {"qualifier", str(textOf(listed, "Qualifier"))}, {"source", str(textOf(listed, "InvokeType"))},
          {"state", str(state)}, {"acceptedMs", msOf(listed, "StartTime")}, {"endedMs", state == u"running"_s ? 0 : msOf(listed, "EndTime")}, {"brief", true}};
}
}  // namespace

QByteArray cloudTriggerText(const QByteArray& listed, const QString& ns, const QString& function) {
  const json one = parsed(listed);
  const QString type = textOf(one, "Type"), name = textOf(one, "TriggerName");
  QString qualifier = textOf(one, "Qualifier");
  if (qualifier.isEmpty()) qualifier = u"$LATEST"_s;
  json desc = parsed(textOf(one, "TriggerDesc").toUtf8());
  if (!desc.is_object()) desc = type == u"timer"_s ? json{{"cron", str(textOf(one, "TriggerDesc"))}} : json::object();
  const bool sync = type == u"http"_s || type == u"apigw"_s || type == u"ckafka"_s || type == u"clb"_s;
  const json enable = memberOf(one, "Enable"), net = memberOf(desc, "NetConfig");
  json out{{"id", idOf(function, name, type, qualifier).toStdString()}, {"namespace", str(ns)}, {"function", str(function)}, {"qualifier", str(qualifier)}, {"name", str(name)}, {"type", str(type)},
           {"model", type == u"ckafka"_s ? "pull" : "push"}, {"call", sync ? "sync" : "async"}, {"enabled", enable.is_number() ? enable != 0 : enable != "CLOSE"}, {"desc", desc},
           {"customArgument", str(textOf(one, "CustomArgument"))}, {"description", str(textOf(one, "Description"))}, {"addedMs", msOf(one, "AddTime")}, {"modifiedMs", msOf(one, "ModTime")},
           {"trouble", ""}, {"remedy", ""}, {"counted", false}, {"recent", json::array()}};
  for (const char* const address : {"IntranetUrl", "ExtranetUrl"})
    if (const QString url = textOf(net, address); !url.isEmpty()) out["address"] = str(url);
  return dumped(out);
}

CloudAdditions::CloudAdditions(CloudClient& client, const CloudPoll& poll, QString ns, Write write, QObject* parent)
    : QObject(parent), m_client(client), m_poll(poll), m_ns(std::move(ns)), m_write(std::move(write)) {}

CloudAdditions::Reply CloudAdditions::kept(const QByteArray& target, Reply reply) {
  return [this, target, reply = std::move(reply)](Result<QByteArray> answer) {
    if (m_kept.size() >= qsizetype(kAnswersKept)) m_kept.clear();
    if (answer) m_kept.insert(target, {nowMs(), *answer});
    reply(std::move(answer));
  };
}

void CloudAdditions::ask(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply reply) {
  const Reply safe = [guard = QPointer<QObject>(context), guarded = context != nullptr, reply = std::move(reply)](Result<QByteArray> answer) {
    if (!guarded || guard) reply(std::move(answer));
  };
  const qsizetype mark = target.indexOf('?');
  const QByteArray path = mark < 0 ? target : target.left(mark);
  const QUrlQuery query(mark < 0 ? QString() : QString::fromUtf8(target.mid(mark + 1)));
  const auto value = [&query](const char* name) { return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded); };
  const auto nameIn = [&path](const char* before) {
    return QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(qstrlen(before)).split('/').value(1)));
  };
  if (method == "GET") {
    if (const auto it = m_kept.constFind(target); it != m_kept.constEnd() && nowMs() - it->atMs < kKeptMs) return safe(it->answer);
    if (path.startsWith("/-/code/")) return code(nameIn("/-/code/"), query.hasQueryItem(u"qualifier"_s) ? value("qualifier") : u"$LATEST"_s, safe);
    if (path == "/-/triggers/types") return safe(types());
    if (path == "/-/triggers") return triggers(value("function"), kept(target, safe));
    if (path.startsWith("/-/triggers/")) return trigger(path.mid(qstrlen("/-/triggers/")), kept(target, safe));
    if (path.startsWith("/-/provisioned/")) return provisioned(nameIn("/-/provisioned/"), kept(target, safe));
    if (path == "/-/async") return asyncQueue(FunctionId(value("function").toUInt()), std::max(1, value("count").toInt()), kept(target, safe));
    if (path.startsWith("/-/async/")) return asyncEvent(path.mid(qstrlen("/-/async/")), safe);
    if (path == "/-/dead-letters") return safe(absent(u"dead letters: they lie in the queue that a function's DeadLetterConfig names"_s));
    if (path == "/-/runtimes") return safe(QByteArray("{\"families\":[]}"));
  }
  if (method == "PUT" && path.startsWith("/-/triggers/")) return changeTrigger(path.mid(qstrlen("/-/triggers/")), body, safe);
  if (method == "POST" && path == "/-/triggers/check") return safe(dumped({{"desc", memberOf(parsed(body), "desc")}}));  // checked there, when it is saved
  if (path.startsWith("/-/triggers/"))
    return safe(Error{u"UnsupportedOperation"_s, u"Tencent Cloud fires no trigger by hand."_s, u"Fire its event from Test."_s});
  if (path.startsWith("/-/debug")) return safe(Error{u"UnsupportedOperation"_s, u"Functions are debugged on this machine."_s, u"Pull the function down, then debug it here."_s});
  if (path.startsWith("/-/logs")) return safe(absent(u"older lines than those that are shown"_s));
  if (path.startsWith("/-/settings")) return safe(absent(u"the settings of its engine"_s));
  if (path.startsWith("/-/project")) return safe(Error{u"UnsupportedOperation"_s, u"Project files are written of functions on this machine."_s, u"Pull the function down first."_s});
  safe(absent(u"this"_s));
}

void CloudAdditions::code(const QString& name, const QString& qualifier, const Reply& reply) {
  m_client.call({"GetFunctionAddress", dumped({{"FunctionName", str(name)}, {"Namespace", str(m_ns)}, {"Qualifier", str(qualifier)}})}, this, [this, reply](const Result<QByteArray>& address) {
    if (!address) return reply(address.error());
    m_client.download(QUrl(textOf(parsed(*address), "Url")), limits::kZipBytes, this, reply);
  });
}

void CloudAdditions::triggers(const QString& name, const Reply& reply) {
  m_client.call({"ListTriggers", dumped({{"FunctionName", str(name)}, {"Namespace", str(m_ns)}, {"Limit", kPage}})}, this, [this, name, reply](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    const json list = memberOf(parsed(*answer), "Triggers");
    if (!list.is_array()) return reply(Error{u"Local.BadAnswer"_s, u"The answer of %1 does not hold what it should."_s.arg(u"ListTriggers"_s), {}});
    json all = json::array();
    for (const json& one : list) all.push_back(parsed(cloudTriggerText(dumped(one), m_ns, name)));
    reply(dumped({{"timeMs", nowMs()}, {"triggers", std::move(all)}}));
  });
}

void CloudAdditions::trigger(const QByteArray& id, const Reply& reply) {
  const json wanted = triggerOf(id, m_ns);
  triggers(textOf(wanted, "FunctionName"), [id, reply](const Result<QByteArray>& list) {
    if (!list) return reply(list.error());
    const json whole = parsed(*list);
    for (const json& one : whole["triggers"])
      if (textOf(one, "id").toLatin1() == id) return reply(dumped(one));
    reply(Error{u"ResourceNotFound.Trigger"_s, u"The trigger is gone."_s, {}});
  });
}

void CloudAdditions::changeTrigger(const QByteArray& id, const QByteArray& body, const Reply& reply) {
  json params = triggerOf(id, m_ns);
  const json wanted = parsed(body);
  if (!params.is_object() || !wanted.is_object()) return reply(Error{u"ResourceNotFound.Trigger"_s, u"The trigger is gone."_s, {}});
  const json desc = memberOf(wanted, "desc"), enabled = memberOf(wanted, "enabled");
  const bool timer = textOf(params, "Type") == u"timer"_s;
  if (enabled.is_boolean()) params["Enable"] = enabled.get<bool>() ? "OPEN" : "CLOSE";
  // A timer goes in as the bare cron and comes back as {"cron":...} (facts/scf.md 1.7).
  if (!desc.is_null()) params["TriggerDesc"] = desc.is_string() ? desc : timer && desc.is_object() && desc.contains("cron") ? desc["cron"] : json(desc.dump());
  for (const auto& [field, name] : {std::pair("customArgument", "CustomArgument"), std::pair("description", "Description")})
    if (wanted.contains(field)) params[name] = wanted[field];
  const bool status = enabled.is_boolean() && desc.is_null() && textOf(params, "Type") != u"http"_s;
  m_write(status ? "UpdateTriggerStatus" : "UpdateTrigger", dumped(params), [this, id, reply](const Result<QByteArray>& answer) {
    m_kept.clear();
    if (!answer) return reply(answer.error());
    trigger(id, reply);
  });
}

void CloudAdditions::provisioned(const QString& name, const Reply& reply) {
  m_client.call({"GetProvisionedConcurrencyConfig", dumped({{"FunctionName", str(name)}, {"Namespace", str(m_ns)}})}, this, [this, name, reply](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    const FunctionInfo* function = m_poll.function(FunctionKey{m_ns, name});
    const json allocated = memberOf(parsed(*answer), "Allocated");
    json versions = json::array();
    const QList<VersionInfo> known = function ? function->versions : QList<VersionInfo>();
    for (const VersionInfo& version : known) {
      json one{{"version", version.number}, {"memoryMb", function->config.memoryMb}};
      for (const json& a : allocated.is_array() ? allocated : json::array()) {
        if (textOf(a, "Qualifier") != versionName(version.number)) continue;
        json tasks = json::array();
        const json actions = memberOf(a, "TriggerActions");
        for (const json& t : actions.is_array() ? actions : json::array())
          tasks.push_back({{"name", str(textOf(t, "TriggerName"))}, {"count", intOf(t, "TriggerProvisionedConcurrencyNum")}, {"cron", str(textOf(t, "TriggerCronConfig"))}});
        const int wanted = intOf(a, "AllocatedProvisionedConcurrencyNum");
        one["config"] = {{"count", wanted}, {"tracking", false}, {"target", 0.0}, {"least", 0}, {"most", 0}, {"tasks", std::move(tasks)}};
        one["target"] = wanted;
        one["ready"] = intOf(a, "AvailableProvisionedConcurrencyNum");
        one["failures"] = textOf(a, "Status") == u"Failed"_s ? 1 : 0;
      }
      versions.push_back(std::move(one));
    }
    reply(dumped({{"versions", std::move(versions)}}));
  });
}

/// Of functions that keep a trace of their events: how many run, and of the chosen one those that run and the newest that have ended
/// (kept 72 h, facts/scf.md 6). What waits, and events of other functions, no action tells: "untold" names these functions.
void CloudAdditions::asyncQueue(FunctionId only, int count, const Reply& reply) {
  struct Asked {
    json functions = json::array(), events = json::array(), ended = json::array(), untold = json::array();
    int left = 0, running = 0, endedTotal = 0;
    std::optional<Error> error;
  };
  const auto asked = std::make_shared<Asked>();
  QList<FunctionInfo> traced;
  for (const FunctionInfo& f : m_poll.functions()) {
    if (f.config.traceEnabled && (traced.size() < kTraced || f.id == only)) traced.append(f);
    else asked->untold.push_back(str(f.key.name));
  }
  std::sort(asked->untold.begin(), asked->untold.end());
  const auto end = [this, asked, only, reply] {
    if (asked->error && asked->functions.empty()) return reply(*asked->error);
    json answer{{"time", nowMs()}, {"functions", asked->functions}, {"untold", asked->untold}, {"brief", true}};
    if (only != 0) {
      m_events.clear();
      for (json* const list : {&asked->events, &asked->ended})
        for (const json& event : *list) m_events.insert(textOf(event, "requestId").toLatin1(), dumped(event));
      for (json& event : asked->ended) asked->events.push_back(std::move(event));
      answer["events"] = asked->events;
      answer["total"] = asked->running;
      answer["endedTotal"] = asked->endedTotal;
    }
    reply(dumped(answer));
  };
  const auto list = [this, asked, end](const FunctionInfo& f, const json& states, const char* order, int most, std::function<void(const json&)> take) {
    ++asked->left;
    const json params{{"FunctionName", str(f.key.name)}, {"Namespace", str(m_ns)}, {"Status", states}, {"Order", order}, {"Orderby", "StartTime"}, {"Limit", most}};
    m_client.call({"ListAsyncEvents", dumped(params)}, this, [asked, end, take = std::move(take)](const Result<QByteArray>& answer) {
      if (answer) take(parsed(*answer));
      else asked->error = answer.error();
      if (--asked->left == 0) end();
    });
  };
  if (traced.isEmpty()) return end();
  for (const FunctionInfo& f : traced) {
    const bool chosen = f.id == only;
    list(f, {"RUNNING"}, "ASC", chosen ? std::min(count, kPage) : 1, [asked, f, chosen](const json& whole) {
      const int running = intOf(whole, "TotalCount");
      const json events = memberOf(whole, "EventList");
      const bool some = events.is_array() && !events.empty();
      asked->functions.push_back({{"id", f.id}, {"namespace", str(f.key.ns)}, {"name", str(f.key.name)}, {"depth", running}, {"running", running}, {"retrying", 0}, {"oldestMs", some ? msOf(events[0], "StartTime") : 0}, {"nextRetryMs", 0}});
      if (!chosen || !some) return;
      asked->running = running;
      for (const json& one : events) asked->events.push_back(eventOf(one, f.id));
    });
    if (!chosen) continue;
    list(f, {"FINISHED", "ABORTED", "FAILED"}, "DESC", std::min(count, kEnded), [asked, f](const json& whole) {
      asked->endedTotal = intOf(whole, "TotalCount");
      const json events = memberOf(whole, "EventList");
      for (const json& one : events.is_array() ? events : json::array()) asked->ended.push_back(eventOf(one, f.id));
    });
  }
}

void CloudAdditions::asyncEvent(const QByteArray& requestId, const Reply& reply) {
  const json known = parsed(m_events.value(requestId));
  if (!known.is_object()) return reply(Error{u"ResourceNotFound.AsyncEvent"_s, u"The event is no longer listed."_s, {}});
  reply(dumped(known));
}

QByteArray CloudAdditions::types() const {
  json all = json::array();
  for (const FunctionInfo& f : m_poll.functions()) {
    const json list = parsed(f.apiExtras.value(u"Triggers"_s).toUtf8());
    json names = json::array();
    for (const json& one : list.is_array() ? list : json::array())
      if (const json type = memberOf(one, "Type"); type.is_string() && std::find(names.begin(), names.end(), type) == names.end()) names.push_back(type);
    if (!names.empty()) all.push_back({{"namespace", str(f.key.ns)}, {"function", str(f.key.name)}, {"types", std::move(names)}});
  }
  return dumped({{"functions", std::move(all)}});
}

}  // namespace scfdesk
