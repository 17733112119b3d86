// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/triggersapi.h"
#include "app/engine/api/localapi.h"
#include "app/engine/trigger/triggers.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr QByteArrayView kJson("application/json");
constexpr QByteArrayView kPath("/-/triggers");
constexpr QByteArrayView kTopics("/-/topics");
constexpr QByteArrayView kQueues("/-/queues");
constexpr double kMsUs = 1000;

std::string str(const QString& text) { return text.toStdString(); }
std::string str(const QByteArray& text) { return text.toStdString(); }
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

json parsed(const QByteArray& text) {
  json value = json::parse(text.begin(), text.end(), nullptr, false);
  return value.is_discarded() ? json(str(text)) : value;
}

const char* nameOf(Remedy remedy) {
  switch (remedy) {
    case Remedy::StartCkafka: return "startCkafka";
    case Remedy::StartRedis: return "startRedis";
    case Remedy::Again: return "again";
    case Remedy::None: break;
  }
  return "";
}

json deliveryOf(const TriggerDelivery& d) {
  json out{{"requestId", str(d.requestId)}, {"invocation", d.invocation}, {"timeMs", d.at / 1000}, {"endedMs", d.ended / 1000},
           {"statusCode", d.statusCode}, {"status", str(statusCodeName(d.statusCode))}, {"attempts", d.attempts}, {"durationMs", double(d.durationUs) / kMsUs},
           {"bytes", d.bytes}, {"records", d.records}, {"deadLetter", d.deadLetter}, {"event", str(d.event)}, {"message", str(d.message)}};
  if (!d.note.isEmpty()) out["note"] = parsed(d.note);
  return out;
}

json textOf(const Trigger& trigger, const QString& base, TimeUs now, bool whole) {
  using What = TriggerLedger::What;
  const TriggerInfo& t = trigger.info();
  const TriggerType& type = trigger.type();
  const TriggerLedger& ledger = trigger.ledger();
  const TriggerCounts& c = ledger.counts();
  const auto rate = [&](What what) { return ledger.rate(what, now); };
  json out{{"id", str(t.urlId)}, {"namespace", str(t.function.ns)}, {"function", str(t.function.name)}, {"qualifier", str(t.qualifier)},
           {"name", str(t.name)}, {"type", type.name}, {"model", type.model == TriggerModel::Pull ? "pull" : "push"},
           {"call", type.mode == InvokeMode::Sync ? "sync" : "async"}, {"enabled", t.enabled}, {"desc", parsed(t.desc.toUtf8())},
           {"customArgument", str(t.customArgument)}, {"description", str(t.description)}, {"addedMs", t.added / 1000}, {"modifiedMs", t.modified / 1000},
           {"trouble", str(trigger.trouble())}, {"remedy", nameOf(trigger.remedy())},
           {"counts", {{"made", c.made}, {"delivered", c.delivered}, {"failed", c.failed}, {"deadLettered", c.deadLettered}, {"refused", c.refused}, {"retried", c.retried}, {"pending", c.pending()}}},
           {"rates", {{"made", rate(What::Made)}, {"delivered", rate(What::Delivered)}, {"retried", rate(What::Retried)}, {"deadLettered", rate(What::DeadLettered)}, {"refused", rate(What::Refused)}, {"invoked", rate(What::Invoked)}}},
           {"lastEventMs", ledger.lastEvent() / 1000}, {"history", ledger.history(now)}, {"about", parsed(trigger.about())}};
  const QByteArray path = trigger.path();
  if (!path.isEmpty()) out["address"] = str(base) + str(path);
  if (!whole) return out;
  json recent = json::array();
  for (const TriggerDelivery& d : ledger.recent()) recent.push_back(deliveryOf(d));
  out["recent"] = std::move(recent);
  return out;
}

Error wrongBody(const QString& why) { return {u"InvalidParameterValue"_s, why, {}}; }

Status takeChange(const json& body, TriggerInfo& trigger) {
  const TriggerType& type = *triggerType(trigger.type);
  for (const auto& [name, value] : body.items()) {
    if (name == "enabled" && value.is_boolean()) {
      trigger.enabled = value.get<bool>();
    } else if (name == "desc") {
      const auto kept = type.keep(QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump()));
      if (!kept) return kept.error();
      trigger.desc = *kept;
    } else if (value.is_string() && name == "customArgument") {
      trigger.customArgument = QString::fromStdString(value.get<std::string>());
      if (const Status good = checkCustomArgument(trigger.customArgument); !good) return good;
    } else if (value.is_string() && name == "description") {
      trigger.description = QString::fromStdString(value.get<std::string>());
      if (const Status good = checkDescription(trigger.description); !good) return good;
    } else {
      return wrongBody(u"A trigger has no field `%1` that could be changed to this."_s.arg(QString::fromStdString(name)));
    }
  }
  return Done{};
}
}  // namespace

void TriggersApi::handle(const HttpRequest& request, HttpReply& reply) {
  const Triggers* triggers = m_engine.triggerRegistry();
  if (!triggers) return localRefusal(reply, 404, {u"Local.NotFound"_s, u"There are no triggers here."_s, {}});
  if (request.path().startsWith(kTopics)) return topics(request, reply);
  if (request.path().startsWith(kQueues)) return queues(request, reply);
  const QByteArray rest = request.path().sliced(kPath.size()).toByteArray();
  const bool get = request.method() == QByteArrayView("GET") || request.isHead();
  if (rest.isEmpty() || rest == "/") return get ? list(request, reply) : localWrongMethod(reply, "GET");
  if (rest == "/types") return get ? types(reply) : localWrongMethod(reply, "GET");
  if (rest == "/check") return request.method() == QByteArrayView("POST") ? check(request, reply) : localWrongMethod(reply, "POST");
  const QString id = QString::fromLatin1(rest.mid(1));
  Trigger* trigger = triggers->trigger(id);
  if (!trigger) return localRefusal(reply, 404, {u"ResourceNotFound.Trigger"_s, u"There is no trigger %1."_s.arg(id.left(40)), u"GET /-/triggers names those that exist."_s});
  if (get) return reply.send(200, kJson, dump(textOf(*trigger, u"http://"_s + m_engine.status().api, m_engine.nowUs(), true)));
  if (request.method() == QByteArrayView("PUT")) return change(request, reply, trigger->info());
  if (request.method() == QByteArrayView("POST")) return act(request, reply, id);
  localWrongMethod(reply, "GET, PUT, POST");
}

void TriggersApi::list(const HttpRequest& request, HttpReply& reply) {
  const auto ns = localQueryValue(request.query(), "namespace"), name = localQueryValue(request.query(), "function");
  const QString base = u"http://"_s + m_engine.status().api;
  json all = json::array();
  for (const Trigger* trigger : m_engine.triggerRegistry()->all()) {
    const FunctionKey& key = trigger->info().function;
    if ((!ns || key.ns == QString::fromUtf8(*ns)) && (!name || key.name == QString::fromUtf8(*name))) all.push_back(textOf(*trigger, base, m_engine.nowUs(), false));
  }
  reply.send(200, kJson, dump({{"timeMs", m_engine.nowUs() / 1000}, {"triggers", std::move(all)}}));
}

void TriggersApi::types(HttpReply& reply) {
  QMap<std::pair<QString, QString>, QList<QByteArray>> found;
  QMap<std::pair<QString, QString>, int> counts;
  for (const Trigger* trigger : m_engine.triggerRegistry()->all()) {
    QList<QByteArray>& of = found[{trigger->info().function.ns, trigger->info().function.name}];
    if (const QByteArray name = trigger->type().name; !of.contains(name)) of.append(name);
    ++counts[{trigger->info().function.ns, trigger->info().function.name}];
  }
  json all = json::array();
  for (auto it = found.begin(); it != found.end(); ++it) {
    json names = json::array();
    for (const QByteArray& name : it.value()) names.push_back(str(name));
    all.push_back({{"namespace", str(it.key().first)}, {"function", str(it.key().second)}, {"types", std::move(names)}, {"count", counts.value(it.key())}});
  }
  reply.send(200, kJson, dump({{"functions", std::move(all)}}));
}

void TriggersApi::check(const HttpRequest& request, HttpReply& reply) {
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  if (!body.is_object() || !body.contains("type") || !body["type"].is_string())
    return localRefusal(reply, 400, wrongBody(u"The body must be {\"type\":\"timer\",\"desc\":\"...\"}."_s));
  const TriggerType* type = triggerType(QString::fromStdString(body["type"].get<std::string>()));
  if (!type) return localRefusal(reply, 400, {u"InvalidParameterValue.Type"_s, u"There is no such trigger type."_s, {}});
  const json desc = body.value("desc", json(""));
  const auto kept = type->keep(QString::fromStdString(desc.is_string() ? desc.get<std::string>() : desc.dump()));
  if (!kept) return localRefusal(reply, 400, kept.error());
  reply.send(200, kJson, dump({{"desc", parsed(kept->toUtf8())}}));
}

void TriggersApi::change(const HttpRequest& request, HttpReply& reply, const TriggerInfo& now) {
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  if (!body.is_object()) return localRefusal(reply, 400, wrongBody(u"The body must be a JSON object."_s));
  TriggerInfo wanted = now;
  Status done = takeChange(body, wanted);
  if (done) done = m_engine.updateTrigger(wanted);
  if (!done) return localRefusal(reply, localStatusOf(done.error()), done.error());
  m_engine.whenStored([this, reply, id = now.urlId](const Status& stored) mutable {
    if (!stored) return localRefusal(reply, localStatusOf(stored.error()), stored.error());
    const Trigger* trigger = m_engine.triggerRegistry()->trigger(id);
    reply.send(200, kJson, trigger ? dump(textOf(*trigger, u"http://"_s + m_engine.status().api, m_engine.nowUs(), true)) : QByteArray("{}"));
  });
}

void TriggersApi::topics(const HttpRequest& request, HttpReply& reply) {
  Topics& topics = m_engine.triggerRegistry()->topics();
  const QString name = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path().sliced(kTopics.size()).toByteArray().mid(1)));
  if (name.isEmpty()) {
    if (request.method() != QByteArrayView("GET")) return localWrongMethod(reply, "GET");
    json all = json::array();
    const auto counts = topics.counts();
    for (auto it = counts.begin(); it != counts.end(); ++it) {
      json subscriptions = json::array();
      for (const Trigger* t : m_engine.triggerRegistry()->all())
        if (t->type().name == QByteArrayView("cmq") && t->info().name == it.key())
          subscriptions.push_back({{"id", str(t->info().urlId)}, {"namespace", str(t->info().function.ns)}, {"function", str(t->info().function.name)}, {"qualifier", str(t->info().qualifier)}, {"enabled", t->on()}, {"filter", parsed(t->info().desc.toUtf8())}});
      all.push_back({{"name", str(it.key())}, {"published", it->published}, {"delivered", it->delivered}, {"lastMs", it->last / 1000}, {"subscriptions", std::move(subscriptions)}});
    }
    return reply.send(200, kJson, dump({{"topics", std::move(all)}}));
  }
  if (request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "POST");
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  if (!body.is_object() || !body.contains("message")) return localRefusal(reply, 400, wrongBody(u"The body must be {\"message\":\"...\",\"tags\":[],\"routingKey\":\"\"}; tags and routingKey may be left out."_s));
  TopicMessage message;
  for (const auto& [field, value] : body.items()) {
    if (field == "message" && value.is_string()) message.body = QByteArray::fromStdString(value.get<std::string>());
    else if (field == "routingKey" && value.is_string()) message.routingKey = QByteArray::fromStdString(value.get<std::string>());
    else if (field == "tags" && value.is_array() && std::all_of(value.begin(), value.end(), [](const json& t) { return t.is_string(); }))
      for (const json& tag : value) message.tags.append(QByteArray::fromStdString(tag.get<std::string>()));
    else return localRefusal(reply, 400, wrongBody(u"A message has no field `%1` of this type."_s.arg(QString::fromStdString(field))));
  }
  const auto taken = topics.publish(name, message);
  if (!taken) return localRefusal(reply, 400, taken.error());
  // Each subscription's event is on its way to the disk: acknowledged when it is there.
  m_engine.whenStored([reply, id = message.id, count = *taken](const Status& stored) mutable {
    if (!stored) return localRefusal(reply, localStatusOf(stored.error()), stored.error());
    reply.send(200, kJson, dump({{"msgId", str(id)}, {"subscriptions", count}}));
  });
}

void TriggersApi::queues(const HttpRequest& request, HttpReply& reply) {
  LocalQueues& queues = m_engine.triggerRegistry()->queues();
  const QString name = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path().sliced(kQueues.size()).toByteArray().mid(1)));
  if (name.isEmpty()) {
    if (request.method() != QByteArrayView("GET")) return localWrongMethod(reply, "GET");
    json all = json::array();
    for (const auto& [queue, q] : queues.all()) {
      json one{{"name", str(queue)}, {"messages", q.messages.size()}, {"bytes", q.bytes}, {"sent", q.sent}};
      if (!q.messages.empty()) one["oldestMs"] = q.messages.front().message.at / 1000;
      all.push_back(std::move(one));
    }
    return reply.send(200, kJson, dump({{"queues", std::move(all)}}));
  }
  if (request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "POST");
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  const char* field = body.is_object() && body.contains("messages") ? "messages" : "message";
  if (!body.is_object() || body.size() != 1 || !body.contains(field) || (*(field + 7) && !body[field].is_array()))
    return localRefusal(reply, 400, wrongBody(u"The body must be {\"message\":\"...\"} or {\"messages\":[\"...\"]}."_s));
  QList<TopicMessage> messages;
  for (const json& one : body[field].is_array() && *(field + 7) ? body[field] : json::array({body[field]})) {
    if (messages.size() > LocalQueues::kSendMost) break;
    if (!one.is_string()) return localRefusal(reply, 400, wrongBody(u"A message is a string."_s));
    TopicMessage message;
    message.body = QByteArray::fromStdString(one.get<std::string>());
    messages.append(std::move(message));
  }
  auto ids = std::make_shared<json>(json::array());
  const Status sent = queues.send(name, messages, m_engine.nowUs(), [reply, ids](const Status& stored) mutable {
    if (!stored) return localRefusal(reply, localStatusOf(stored.error()), stored.error());
    reply.send(200, kJson, dump({{"msgIds", *ids}}));
  });
  if (!sent) return localRefusal(reply, 400, sent.error());
  for (const TopicMessage& message : messages) ids->push_back(str(message.id));
}

void TriggersApi::act(const HttpRequest& request, HttpReply& reply, const QString& id) {
  const json body = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  const std::string action = body.is_object() && body.contains("action") && body["action"].is_string() ? body["action"].get<std::string>() : std::string();
  if (action == "again") {
    m_engine.triggerRegistry()->trigger(id)->again();
    return reply.send(200, kJson, "{}");
  }
  if (action != "fire") return localRefusal(reply, 400, wrongBody(u"The body must be {\"action\":\"fire\"}, with \"event\" where the type takes one, or {\"action\":\"again\"}."_s));
  const QByteArray event = body.contains("event") ? dump(body["event"]) : QByteArray();
  m_engine.triggerRegistry()->trigger(id)->fire(event, [reply](const Result<InvokeReply>& fired) mutable {
    if (!fired) return localRefusal(reply, localStatusOf(fired.error()), fired.error());
    json out{{"requestId", str(fired->requestId)}, {"statusCode", fired->statusCode}};
    if (!fired->result.isEmpty()) out["result"] = parsed(fired->result);
    reply.send(200, kJson, dump(out));
  });
}

}  // namespace scfdesk
