// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/topictrigger.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/runtime/contexttemplate.h"
#include "app/engine/trigger/triggers.h"
#include <QDateTime>
#include <nlohmann/json.hpp>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr auto kExample = R"({"filterType":1,"filterKey":["tag1"]})";

struct Filter {
  int type = 1;
  QByteArrayList keys;
};
Filter filterOf(const QString& desc) {
  const json value = json::parse(desc.toStdString(), nullptr, false);
  Filter filter;
  if (!value.is_object()) return filter;
  filter.type = value.value("filterType", 1);
  for (const json& key : value.value("filterKey", json::array()))
    if (key.is_string()) filter.keys.append(QByteArray::fromStdString(key.get<std::string>()));
  return filter;
}
Error wrong(const QString& message) { return {u"InvalidParameterValue"_s, message, {}}; }

bool matchWords(const QByteArrayList& pattern, qsizetype p, const QByteArrayList& key, qsizetype k) {
  for (; p < pattern.size(); ++p, ++k) {
    if (pattern[p] == "#") {
      for (qsizetype rest = k; rest <= key.size(); ++rest)
        if (matchWords(pattern, p + 1, key, rest)) return true;
      return false;
    }
    if (k >= key.size() || (pattern[p] != "*" && pattern[p] != key[k])) return false;
  }
  return k == key.size();
}
}  // namespace

Result<QString> TopicTrigger::keep(const QString& sent) {
  const QString example = QLatin1String(kExample);
  const json desc = sent.trimmed().isEmpty() ? json::object() : json::parse(sent.toStdString(), nullptr, false);
  if (!desc.is_object()) return badTriggerDesc(u"TriggerDesc of a CMQ trigger must be a JSON object."_s, example);
  for (const auto& [name, value] : desc.items())
    if (name != "filterType" && name != "filterKey") return badTriggerDesc(u"TriggerDesc has no field `%1`."_s.arg(QString::fromStdString(name)), example);
  const json type = desc.value("filterType", json(1)), keys = desc.value("filterKey", json::array());
  if (!type.is_number_integer() || (type != 1 && type != 2)) return badTriggerDesc(u"filterType must be 1 (tag) or 2 (route)."_s, example);
  const size_t longest = type == 1 ? kTagChars : kRoutingKeyChars;
  const auto good = [&](const json& key) { return key.is_string() && !key.get_ref<const std::string&>().empty() && key.get_ref<const std::string&>().size() <= longest; };
  if (!keys.is_array() || keys.size() > kFilterKeys || !std::all_of(keys.begin(), keys.end(), good))
    return badTriggerDesc(u"filterKey must be a list of at most %1 strings of 1 to %2 characters."_s.arg(kFilterKeys).arg(longest), example);
  return QString::fromStdString(json{{"filterType", type}, {"filterKey", keys}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

Status TopicTrigger::checkName(const QString& name) { return checkTriggerName(name, kTopicNameChars, "."_L1); }

bool TopicTrigger::routeMatches(const QByteArray& pattern, const QByteArray& key) {
  // Patterns are short (kRoutingKeyChars), so that trying every way is quick; but two "#" beside each other say no more than one.
  QByteArrayList words = pattern.split('.');
  words.erase(std::unique(words.begin(), words.end(), [](const QByteArray& a, const QByteArray& b) { return a == "#" && b == "#"; }), words.end());
  return matchWords(words, 0, key.split('.'), 0);
}

bool TopicTrigger::takes(const TopicMessage& message) const {
  const Filter filter = filterOf(info().desc);
  if (filter.keys.isEmpty()) return true;
  return std::any_of(filter.keys.begin(), filter.keys.end(), [&](const QByteArray& key) {
    return filter.type == 1 ? message.tags.contains(key) : routeMatches(key, message.routingKey);
  });
}

QByteArray TopicTrigger::eventOf(const TriggerInfo& info, const TopicMessage& message) { return QByteArray("{\"Records\":[" + recordOf("topic", info, message) + "]}"); }

QByteArray TopicTrigger::recordOf(const char* kind, const TriggerInfo& info, const TopicMessage& message) {
  const QString time = QDateTime::fromMSecsSinceEpoch(message.at / 1000, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss.zzz'Z'"_s);
  QByteArray out("{\"CMQ\":{\"type\":\"");
  out.append(kind).append("\",\"topicOwner\":");
  out.append(localcloud::kAppId);
  const auto member = [&](const char* name, const QByteArray& text) {
    out.append(",\"").append(name).append("\":");
    jsontext::isValidUtf8(text) ? jsontext::appendString(out, text) : jsontext::appendString(out, jsontext::toValidUtf8(text));
  };
  member("topicName", info.name.toUtf8());
  member("subscriptionName", info.function.name.toUtf8());
  member("publishTime", time.toLatin1());
  member("msgId", message.id);
  member("requestId", message.id);
  member("msgBody", message.body);
  member("msgTag", message.tags.join(','));
  return out.append("}}");
}

void TopicTrigger::publish(const TopicMessage& message) { deliver(eventOf(info(), message)); }

void TopicTrigger::fire(const QByteArray& what, Reply reply) {
  const json asked = what.isEmpty() ? json::object() : json::parse(what.begin(), what.end(), nullptr, false);
  if (!asked.is_object()) return reply(wrong(u"The message must be given as {\"message\":\"...\"}."_s));
  const Filter filter = filterOf(info().desc);
  TopicMessage message{newRequestId(), "sample", filter.type == 1 ? filter.keys.mid(0, 1) : QByteArrayList(), {}, host().nowUs()};
  if (asked.contains("message")) message.body = QByteArray::fromStdString(asked["message"].is_string() ? asked["message"].get<std::string>() : asked["message"].dump());
  deliver(eventOf(info(), message), std::move(reply));
}

QByteArray TopicTrigger::about() const {
  const Topics::Count count = host().topics().counts().value(info().name);
  return QByteArray::fromStdString(json{{"topic", info().name.toStdString()}, {"published", count.published}, {"delivered", count.delivered}}.dump());
}

Result<int> Topics::publish(const QString& topic, TopicMessage& message) {
  if (const Status good = TopicTrigger::checkName(topic); !good) return Error{u"InvalidParameterValue.Cmq"_s, u"A topic's name has 1 to %1 letters, digits, ., - and _."_s.arg(TopicTrigger::kTopicNameChars), {}};
  if (message.body.size() > TopicTrigger::kMessageBytes)
    return Error{u"InvalidParameterValue.Cmq"_s, u"The message has %1 bytes; a topic takes %2."_s.arg(message.body.size()).arg(TopicTrigger::kMessageBytes), u"Put the content into COS and publish its key."_s};
  if (message.tags.size() > TopicTrigger::kTags || std::any_of(message.tags.begin(), message.tags.end(), [](const QByteArray& t) { return t.isEmpty() || t.size() > TopicTrigger::kTagChars; }))
    return wrong(u"A message may have %1 tags of 1 to %2 characters."_s.arg(TopicTrigger::kTags).arg(TopicTrigger::kTagChars));
  if (message.routingKey.size() > TopicTrigger::kRoutingKeyChars) return wrong(u"A routing key may have %1 characters."_s.arg(TopicTrigger::kRoutingKeyChars));
  if (message.id.isEmpty()) message.id = newRequestId();
  message.at = m_host.nowUs();
  QList<TopicTrigger*> takers;
  for (Trigger* t : m_host.all())
    if (auto* subscription = dynamic_cast<TopicTrigger*>(t); subscription && t->on() && t->info().name == topic)
      if (subscription->takes(message)) takers.append(subscription);
  if (!m_counts.contains(topic) && m_counts.size() >= kTopics) m_counts.erase(m_counts.begin());
  Count& count = m_counts[topic];
  ++count.published;
  count.delivered += uint64_t(takers.size());
  count.last = message.at;
  for (TopicTrigger* taker : takers) taker->publish(message);
  return int(takers.size());
}

QMap<QString, Topics::Count> Topics::counts() const {
  QMap<QString, Count> all = m_counts;
  for (const Trigger* t : m_host.all())
    if (dynamic_cast<const TopicTrigger*>(t)) all[t->info().name];
  return all;
}

}  // namespace scfdesk
