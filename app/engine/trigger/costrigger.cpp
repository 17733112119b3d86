// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/costrigger.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/trigger/triggers.h"
#include <nlohmann/json.hpp>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr auto kExample = R"({"event":"cos:ObjectCreated:*","filter":{"Prefix":"in/","Suffix":".jpg"}})";
constexpr const char* kEvents[] = {
    "cos:ObjectCreated:*", "cos:ObjectCreated:Put", "cos:ObjectCreated:Post", "cos:ObjectCreated:Copy", "cos:ObjectCreated:CompleteMultipartUpload",
    "cos:ObjectCreated:Origin", "cos:ObjectCreated:Replication", "cos:ObjectRemove:*", "cos:ObjectRemove:Delete",
    "cos:ObjectRemove:DeleteMarkerCreated", "cos:ObjectRestore:Post", "cos:ObjectRestore:Completed"};
constexpr auto kRegion = "ap-guangzhou", kShortRegion = "gz";  // what this engine calls itself

std::string str(const QByteArray& text) { return text.toStdString(); }

bool covers(const QByteArray& pattern, const QByteArray& event) {
  return pattern == event || (pattern.endsWith('*') && event.startsWith(QByteArrayView(pattern).chopped(1)));
}

QByteArray bucketOf(const QString& name) {
  const QByteArray text = name.toUtf8();
  return text.left(text.indexOf('.') < 0 ? text.size() : text.indexOf('.'));
}

Result<std::string> filterOf(const json& filter, const char* name) {
  const auto it = filter.find(name);
  if (it == filter.end() || it->is_null()) return std::string();
  if (!it->is_string() || it->get_ref<const std::string&>().size() > size_t(CosTrigger::kFilterBytes))
    return badTriggerDesc(u"filter.%1 must be a string of at most %2 bytes."_s.arg(QLatin1String(name)).arg(CosTrigger::kFilterBytes), QLatin1String(kExample));
  if (it->get_ref<const std::string&>().find_first_of(" \t\r\n") != std::string::npos)
    return badTriggerDesc(u"filter.%1 may have no spaces."_s.arg(QLatin1String(name)), QLatin1String(kExample));
  return it->get<std::string>();
}
}  // namespace

CosTrigger::CosTrigger(Triggers& host, const TriggerInfo& info) : Trigger(host, info), m_rule(ruleOf(info)) {}

Result<QString> CosTrigger::keep(const QString& sent) {
  const QString text = sent.trimmed();
  const json desc = text.startsWith(u"cos:"_s) ? json{{"event", text.toStdString()}} : json::parse(text.toStdString(), nullptr, false);
  const QString example = QLatin1String(kExample);
  if (!desc.is_object()) return badTriggerDesc(u"TriggerDesc of a COS trigger must be a JSON object."_s, example);
  for (const auto& [name, value] : desc.items())
    if (name != "event" && name != "filter") return badTriggerDesc(u"TriggerDesc has no field `%1`."_s.arg(QString::fromStdString(name)), example);
  const std::string event = desc.value("event", json("")).is_string() ? desc.value("event", std::string()) : std::string();
  if (std::none_of(std::begin(kEvents), std::end(kEvents), [&](const char* e) { return event == e; }))
    return badTriggerDesc(u"event must be one of cos:ObjectCreated:*, :Put, :Post, :Copy, :CompleteMultipartUpload, :Origin, :Replication, cos:ObjectRemove:*, :Delete, :DeleteMarkerCreated, cos:ObjectRestore:Post and :Completed."_s, example);
  const json filter = desc.value("filter", json::object());
  if (!filter.is_object()) return badTriggerDesc(u"filter must be an object with Prefix and Suffix."_s, example);
  for (const auto& [name, value] : filter.items())
    if (name != "Prefix" && name != "Suffix") return badTriggerDesc(u"filter has no field `%1`."_s.arg(QString::fromStdString(name)), example);
  const auto prefix = filterOf(filter, "Prefix"), suffix = filterOf(filter, "Suffix");
  if (!prefix) return prefix.error();
  if (!suffix) return suffix.error();
  if (!suffix->empty() && suffix->front() != '.') return badTriggerDesc(u"filter.Suffix must begin with a dot."_s, example);
  return QString::fromStdString(json{{"event", event}, {"filter", {{"Prefix", *prefix}, {"Suffix", *suffix}}}}.dump());
}

Status CosTrigger::checkName(const QString& name) {
  const QByteArray bucket = bucketOf(name);
  const QString rest = name.mid(bucket.size());
  if (cosnames::isBucket(bucket) && (rest.isEmpty() || (rest.startsWith(u".cos."_s) && rest.endsWith(u".myqcloud.com"_s)))) return Done{};
  return Error{u"InvalidParameterValue.TriggerName"_s, u"The name of a COS trigger is the bucket's domain: name-appid.cos.ap-guangzhou.myqcloud.com."_s, {}};
}

CosTrigger::Rule CosTrigger::ruleOf(const TriggerInfo& info) {
  const json desc = json::parse(info.desc.toStdString(), nullptr, false);
  if (!desc.is_object()) return {};
  const json filter = desc.value("filter", json::object());
  return {bucketOf(info.name), QByteArray::fromStdString(desc.value("event", "")), QByteArray::fromStdString(filter.value("Prefix", "")), QByteArray::fromStdString(filter.value("Suffix", ""))};
}

bool CosTrigger::Rule::takes(const CosChange& change) const {
  return change.bucket == bucket && covers(event, change.event) && change.object.key.startsWith(prefix) && change.object.key.endsWith(suffix);
}

Status CosTrigger::conflict(const TriggerInfo& wanted, const TriggerInfo& other) {
  const Rule a = ruleOf(wanted), b = ruleOf(other);
  const bool overlap = a.bucket == b.bucket && (covers(a.event, b.event) || covers(b.event, a.event)) &&
                       (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) && (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix));
  if (!overlap) return Done{};
  return Error{u"ResourceInUse.Cos"_s,
               u"%1 of bucket %2 is bound to %3 already, with prefix \"%4\" and suffix \"%5\"."_s.arg(QString::fromUtf8(b.event), QString::fromUtf8(b.bucket), other.function.name, QString::fromUtf8(b.prefix), QString::fromUtf8(b.suffix)),
               u"Choose a prefix or suffix that does not overlap, or delete that trigger."_s};
}

QByteArray CosTrigger::eventOf(const TriggerInfo& info, const CosChange& change, const QByteArray& address) {
  const qsizetype dash = change.bucket.lastIndexOf('-');
  const QByteArray name = change.bucket.left(dash), appid = change.bucket.mid(dash + 1), key = change.object.key;
  json meta{{"x-cos-request-id", str(change.requestId)}, {"Content-Type", str(change.object.type)}};
  if (!change.object.etag.isEmpty()) meta["ETag"] = '"' + str(change.object.etag) + '"';
  for (const auto& [header, value] : change.object.headers)
    if (header.startsWith("x-cos-meta-")) meta[str(header)] = str(value);
  json object{{"url", str(address) + '/' + str(change.bucket) + '/' + str(cosnames::encoded(key, true))}, {"meta", std::move(meta)}, {"vid", ""},
              {"key", '/' + str(appid) + '/' + str(name) + '/' + str(key)}, {"size", change.object.size}};
  const QString queue = u"qcs:0:scf:%1:appid/%2:%3.%4.%5"_s.arg(QLatin1String(kShortRegion), QString::fromUtf8(appid), info.function.ns, info.function.name, info.qualifier);
  const json record{
      {"cos", {{"cosSchemaVersion", "1.0"}, {"cosObject", std::move(object)},
               {"cosBucket", {{"region", kShortRegion}, {"name", str(name)}, {"appid", str(appid)}, {"cosRegion", kRegion}, {"s3Region", kRegion}}},
               {"cosNotificationId", "unkown"}}},
      {"event", {{"eventName", str(change.event)}, {"eventVersion", "1.0"}, {"eventTime", change.at / 1'000'000}, {"eventSource", "qcs::cos"},
                 {"requestParameters", {{"requestSourceIP", str(change.sourceIp)}, {"requestHeaders", {{"Authorization", str(change.authorization)}}}}},
                 {"eventQueue", queue.toStdString()}, {"reservedInfo", ""}, {"reqid", change.at / 1000}}}};
  return QByteArray::fromStdString(json{{"Records", json::array({record})}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

void CosTrigger::start() { m_rule = ruleOf(info()); }

void CosTrigger::changed(const CosChange& change, const std::function<void()>& kept) {
  Reply byHand;
  if (m_rule.takes(change)) m_last = change;
  if (change.bucket == m_rule.bucket) byHand = m_fired.take(change.object.key);
  if (byHand ? !m_rule.takes(change) : !on() || !m_rule.takes(change)) {
    if (byHand) byHand(Error{u"FailedOperation.Cos"_s, u"The object was put, but %1 is not what this trigger waits for."_s.arg(QString::fromUtf8(change.event)), u"Make that change in the bucket to see it fire."_s});
    if (m_rule.takes(change) && !on()) host().cosJournal().tell(change.number, {number(), info().function.ns, info().function.name, {}, {}});
    return kept();
  }
  CosJournal::Fired fired{number(), info().function.ns, info().function.name, {}, {}};
  deliver(eventOf(info(), change, host().cosAddress()), [&journal = host().cosJournal(), change = change.number, fired = std::move(fired), kept, byHand = std::move(byHand)](const Result<InvokeReply>& taken) mutable {
    if (taken) fired.requestId = taken->requestId;
    else fired.trouble = taken.error().message;
    journal.tell(change, std::move(fired));
    if (byHand) byHand(taken);
    kept();
  });
}

void CosTrigger::fire(const QByteArray& what, Reply reply) {
  m_rule = ruleOf(info());
  const json asked = what.isEmpty() ? json::object() : json::parse(what.begin(), what.end(), nullptr, false);
  if (!asked.is_object()) return reply(Error{u"InvalidParameterValue"_s, u"The object must be given as {\"key\":\"...\",\"body\":\"...\"}."_s, {}});
  const QByteArray given = QByteArray::fromStdString(asked.value("key", ""));
  const QByteArray key = given.isEmpty() ? QByteArray(m_rule.prefix + "sample-" + QByteArray::number(qlonglong(host().nowUs() / 1000)) + m_rule.suffix) : given;
  if (m_rule.event.startsWith("cos:ObjectRe")) {  // a removal or a restore: the object need not be there
    CosChange change;
    change.event = m_rule.event.endsWith('*') ? QByteArray("cos:ObjectRemove:Delete") : m_rule.event;
    change.bucket = m_rule.bucket;
    change.object.key = key;
    change.requestId = newRequestId();
    change.sourceIp = "127.0.0.1";
    change.at = host().nowUs();
    return deliver(eventOf(info(), change, host().cosAddress()), std::move(reply));
  }
  m_fired.insert(key, reply);
  host().putObject(m_rule.bucket, key, QByteArray::fromStdString(asked.value("body", "sample")), [this, alive = std::weak_ptr<int>(m_alive), key](const Status& put) {
    if (put || alive.expired()) return;
    if (const Reply failed = m_fired.take(key)) failed(put.error());
  });
}

QByteArray CosTrigger::about() const {
  const Rule rule = ruleOf(info());
  const std::string bucket = str(rule.bucket);
  json about{{"bucket", bucket}, {"endpoint", str(host().cosAddress())}};
  if (!m_last.event.isEmpty()) about["last"] = {{"event", str(m_last.event)}, {"key", str(m_last.object.key)}, {"atMs", m_last.at / 1000}};
  return QByteArray::fromStdString(about.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace scfdesk
