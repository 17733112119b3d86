// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/redistrigger.h"
#include "app/engine/trigger/triggers.h"
#include "models/data/limits.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr auto kKept = "stream";
constexpr char kOwnRedis[] = "redis";

QByteArray streamOf(const RedisConfig& config, const TriggerInfo& info) { return config.stream.isEmpty() ? info.name.toUtf8() : config.stream; }
QByteArray groupOf(const RedisConfig& config, const TriggerInfo& info) { return config.batches.group.isEmpty() ? QByteArray("scf-" + info.urlId.toLatin1()) : config.batches.group; }
std::string textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}
}  // namespace

RedisTrigger::RedisTrigger(Triggers& host, const TriggerInfo& info) : CkafkaTrigger(host, info) {
  const QByteArray text = host.kept(number(), kKept);
  const json kept = json::parse(text.begin(), text.end(), nullptr, false);
  if (!kept.is_object()) return;
  m_place = QByteArray::fromStdString(textOf(kept, "of"));
  m_after = QByteArray::fromStdString(textOf(kept, "after"));
}

RedisTrigger::~RedisTrigger() {
  m_source.reset();
  if (m_afterTimer) host().reactor().cancel(m_afterTimer);
}

Status RedisTrigger::conflict(const TriggerInfo& wanted, const TriggerInfo& other) {
  if (wanted.function == other.function && wanted.name == other.name)
    return Error{u"ResourceInUse.TriggerName"_s, u"The function has a trigger `%1` already."_s.arg(wanted.name), u"Take another name; stream says what it reads."_s};
  const RedisConfig a = RedisConfig::of(wanted.desc), b = RedisConfig::of(other.desc);
  if (a.batches.group.isEmpty() || a.batches.group != b.batches.group || a.server != b.server || streamOf(a, wanted) != streamOf(b, other)) return Done{};
  return Error{u"ResourceInUse.Stream"_s, u"%1 reads the stream %2 for the group %3 already."_s.arg(other.function.name, QString::fromUtf8(streamOf(a, wanted)), QString::fromUtf8(a.batches.group)),
               u"Take another consumerGroupName, or delete that trigger."_s};
}

CkafkaConfig RedisTrigger::config() {
  m_redis = RedisConfig::of(info().desc);
  m_topic = streamOf(m_redis, info());
  const CkafkaConfig& batches = m_redis.batches;
  const char* start = batches.start == CkafkaConfig::Start::Latest ? "latest" : batches.start == CkafkaConfig::Start::Earliest ? "earliest" : "time";
  const QByteArray place = m_redis.server.toUtf8() + '\n' + m_topic + '\n' + groupOf(m_redis, info()) + '\n' + start + ':' + QByteArray::number(qlonglong(batches.startMs));
  if (m_place != place) {
    m_moved = !m_place.isEmpty();
    m_place = place;
    m_after.clear();
    m_unacknowledged.clear();
  }
  return batches;
}

std::optional<RedisLink::Address> RedisTrigger::address() const {
  RedisLink::Address address;
  if (m_redis.isAddress()) {
    const qsizetype colon = m_redis.server.lastIndexOf(u':');
    address.host = m_redis.server.left(colon).toUtf8();
    address.port = m_redis.server.mid(colon + 1).toInt();
    address.user = m_redis.username;
    address.passwordFile = m_redis.passwordFile;
    return address;
  }
  const QByteArray text = host().redisConnection(m_redis.server.isEmpty() ? QString::fromLatin1(kOwnRedis) : m_redis.server);
  const json found = json::parse(text.begin(), text.end(), nullptr, false);
  if (!found.is_object()) return std::nullopt;
  address.host = QByteArray::fromStdString(textOf(found, "host"));
  address.port = found.value("port", 0);
  address.user = QByteArray::fromStdString(textOf(found, "user"));
  address.password = QByteArray::fromStdString(textOf(found, "password"));
  return address.host.isEmpty() ? std::nullopt : std::optional(address);
}

RedisPoller* RedisTrigger::poller() const { return static_cast<RedisPoller*>(m_source.get()); }

void RedisTrigger::begin() {
  const auto found = address();
  if (!found) {
    setTrouble(m_redis.server.isEmpty() ? u"The local Redis is not running. Start it in Services; entries wait until then."_s
                                        : u"No Redis %1 runs in Services. Start or register it there; entries wait until then."_s.arg(m_redis.server),
               m_redis.server.isEmpty() ? Remedy::StartRedis : Remedy::None);
    return beginLater(kBrokerMs);
  }
  m_beginWhenIdle = false;
  setTrouble({});
  m_address = *found;
  m_ids.clear();
  RedisPoller::Options options;
  options.address = m_address;
  options.stream = m_topic;
  options.group = groupOf(m_redis, info());
  options.maxMessages = m_config.maxMessages;
  options.waitMs = m_config.waitSeconds * 1000;
  options.maxBytes = limits::kSyncEventBytes;
  options.clockScale = host().engine().clockScale();
  options.start = m_config.start;
  options.startMs = m_config.startMs;
  options.after = m_after;
  options.moved = m_moved;
  options.handled = std::exchange(m_unacknowledged, {});
  options.firstNumber = m_number;
  options.turn = m_turn;
  RedisPoller::Listener listener;
  listener.placed = [this](const QByteArray& after) {
    // Kept before the first entry, so that "latest" is decided once and not again after a restart.
    m_moved = false;
    m_after = after;
    keepAfter();
  };
  listener.event = [this](CkafkaEvent&& event, const QByteArrayList& ids) {
    m_ids = ids;
    m_number = event.first();
    onEvent(std::move(event));
  };
  listener.looked = [this](const RedisPoller::Figures& figures, const Error& error) {
    if (error.code.isEmpty()) m_figures = figures;
    onLooked(error);
    // One of Services may come back at another port.
    if (!error.code.isEmpty() && !m_redis.isAddress() && address() != m_address) applyLater();
  };
  listener.leftOut = [this](const QByteArray& id, const QString& why) {
    leaveOut(0, u"The entry %1 of %2 can't be read and was left out: %3."_s.arg(QString::fromLatin1(id), QString::fromUtf8(m_topic), why));
  };
  m_source = std::make_unique<RedisPoller>(std::move(options), std::move(listener));
}

void RedisTrigger::handled(int32_t partition, int64_t last) {
  QByteArrayList ids;
  for (; m_number <= last && !m_ids.isEmpty(); ++m_number) ids << m_ids.takeFirst();
  m_number = last + 1;
  if (!ids.isEmpty()) {
    m_after = ids.last();
    if (!m_afterTimer) m_afterTimer = host().reactor().callAfterMs(kKeepMs, [this] { keepAfter(); });
    if (m_source) poller()->handled(ids);
    else m_unacknowledged += ids;
  }
  CkafkaTrigger::handled(partition, last);
}

void RedisTrigger::keepAfter() {
  if (m_afterTimer) host().reactor().cancel(std::exchange(m_afterTimer, 0));
  host().keep(number(), kKept, QByteArray::fromStdString(json{{"of", m_place.toStdString()}, {"after", m_after.toStdString()}}.dump(-1, ' ', false, json::error_handler_t::replace)));
}

CkafkaEvent RedisTrigger::sampleOf(const QByteArray& key, const QByteArray& value) const {
  const auto text = [](const QByteArray& t) { return resp::Value{'$', t, {}}; };
  QList<resp::Value> fields;
  if (!key.isNull()) fields << text("key") << text(key);
  fields << text("body") << text(value);
  CkafkaEvent event(m_topic, 0);
  event.addRecord(0, redisRecord(m_topic.isEmpty() ? info().name.toUtf8() : m_topic, QByteArray::number(qlonglong(host().nowUs() / 1000)) + "-0", fields), limits::kSyncEventBytes);
  return event;
}

QString RedisTrigger::standsAt(int32_t, int64_t) const {
  return u"The stream %1 stands at its entry %2"_s.arg(QString::fromUtf8(m_topic), m_ids.isEmpty() ? QString() : QString::fromLatin1(m_ids.first()));
}

QByteArray RedisTrigger::about() const {
  json one{{"partition", 0}, {"lag", m_figures.lag}};
  if (json batch = json::parse(batchOf(0).toStdString()); !batch.is_null()) one["batch"] = std::move(batch);
  return QByteArray::fromStdString(json{{"stream", m_topic.toStdString()}, {"group", groupOf(m_redis, info()).toStdString()}, {"server", m_address.port ? m_address.text().toStdString() : std::string()},
                                        {"after", m_after.toStdString()}, {"entries", m_figures.entries}, {"pending", m_figures.pending}, {"lag", m_figures.lag}, {"givenUp", m_skipped},
                                        {"partitions", json::array({std::move(one)})}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace scfdesk
