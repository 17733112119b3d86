// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/ckafkatrigger.h"
#include "app/engine/trigger/triggers.h"
#include "models/data/limits.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr auto kKept = "offsets";
constexpr char kSample[] = "Hello from CKafka";
constexpr size_t kWaiting = 100;  // samples on their way

// What will fail again however often it is tried.
bool hopeless(int code) { return code == status::kRequestTooLarge || code == status::kInvalidEvent; }
}  // namespace

CkafkaTrigger::CkafkaTrigger(Triggers& host, const TriggerInfo& info) : Trigger(host, info), m_topic(CkafkaConfig::topicOf(info.name)) {
  if (m_topic.isEmpty()) m_topic = info.name.toUtf8();  // of a queue
  const QByteArray text = host.kept(number(), kKept);
  const json kept = json::parse(text.begin(), text.end(), nullptr, false);
  if (!kept.is_object() || !kept.contains("next") || !kept["next"].is_object()) return;
  m_identity = QByteArray::fromStdString(kept.value("of", std::string()));
  for (const auto& [partition, offset] : kept["next"].items())
    if (offset.is_number_integer()) m_offsets[QByteArray::fromStdString(partition).toInt()] = offset.get<int64_t>();
}

CkafkaTrigger::~CkafkaTrigger() {
  for (const auto& [partition, flight] : m_flights)
    if (flight.timer) host().reactor().cancel(flight.timer);
  for (const Reactor::TimerId timer : {m_keepTimer, m_brokerTimer})
    if (timer) host().reactor().cancel(timer);
}

QByteArray CkafkaTrigger::identity() const {
  const char* start = m_config.start == CkafkaConfig::Start::Latest ? "latest" : m_config.start == CkafkaConfig::Start::Earliest ? "earliest" : "time";
  return m_config.access.brokers + '/' + start + ':' + QByteArray::number(qlonglong(m_config.startMs));
}

void CkafkaTrigger::start() {
  m_config = config();
  // Another broker, or another place to begin at: what was read before says nothing any more.
  if (m_identity != identity()) {
    m_identity = identity();
    m_offsets.clear();
  }
  // A batch of before that still runs comes first: a partition never has two at a time.
  m_beginWhenIdle = true;
  idle();
}

CkafkaConfig CkafkaTrigger::config() { return CkafkaConfig::of(info().desc); }

void CkafkaTrigger::stop() {
  m_beginWhenIdle = false;
  m_source.reset();
  m_ends.clear();
  m_leftOut.clear();
  if (m_brokerTimer) host().reactor().cancel(std::exchange(m_brokerTimer, 0));
  host().leavePulled(*this);  // their replies come at once; a batch that runs is the last one
  std::erase_if(m_flights, [this](const auto& f) {
    if (f.second.timer) host().reactor().cancel(f.second.timer);
    if (!f.second.running) leave(f.second);
    return !f.second.running;
  });
  for (const Waiting& w : std::exchange(m_waiting, {})) w.reply(Error{u"Local.TriggerOff"_s, u"The trigger was switched off before its sample came."_s, {}});
  keepNow();
}

void CkafkaTrigger::idle() {
  if (m_beginWhenIdle && m_flights.empty()) begin();
}

void CkafkaTrigger::beginLater(int retryMs) {
  if (m_brokerTimer) host().reactor().cancel(m_brokerTimer);
  m_brokerTimer = host().reactor().callAfterMs(retryMs, [this] {
    m_brokerTimer = 0;
    idle();
  });
}

void CkafkaTrigger::begin() {
  KafkaAccess access = m_config.access;
  if (access.brokers.isEmpty()) access.brokers = host().kafkaAddress();
  if (access.brokers.isEmpty()) {
    setTrouble(u"The local CKafka is not running. Start it in Services; messages wait until then."_s, Remedy::StartCkafka);
    return beginLater(kBrokerMs);
  }
  m_beginWhenIdle = false;
  setTrouble({});
  KafkaPoller::Options options;
  options.access = access;
  options.topic = m_topic;
  options.group = m_config.group.isEmpty() ? QByteArray("scf-" + info().urlId.toLatin1()) : m_config.group;
  options.maxMessages = m_config.maxMessages;
  options.waitMs = m_config.waitSeconds * 1000;
  options.maxBytes = limits::kSyncEventBytes;
  options.clockScale = host().engine().clockScale();
  options.start = m_config.start;
  options.startMs = m_config.startMs;
  options.offsets = m_offsets;
  KafkaPoller::Listener listener;
  listener.placed = [this](const std::map<int32_t, int64_t>& offsets) {
    // Kept before the first message, so that "latest" is decided once and not again after a restart.
    for (const auto& [partition, offset] : offsets) m_offsets.try_emplace(partition, offset);
    keepNow();
  };
  listener.event = [this](CkafkaEvent&& event) { onEvent(std::move(event)); };
  listener.looked = [this](const std::vector<KafkaPoller::Ends>& ends, const Error& error) {
    if (error.code.isEmpty()) m_ends = ends;
    onLooked(error);
    // The built-in broker may come back at another port.
    if (m_config.access.brokers.isEmpty() && !error.code.isEmpty() && host().kafkaAddress() != m_brokers) applyLater();
  };
  listener.leftOut = [this](int32_t partition, int64_t offset, const QString& why) {
    leaveOut(partition, u"The message at offset %1 of partition %2 of %3 can't be read and was left out: %4."_s.arg(offset).arg(partition).arg(QString::fromUtf8(m_topic), why));
  };
  m_brokers = access.brokers;
  m_source = std::make_unique<KafkaPoller>(std::move(options), std::move(listener));
}

void CkafkaTrigger::onLooked(const Error& error) {
  if (!error.code.isEmpty()) return setTrouble(error.message + u' ' + error.next);
  // A source that is well again does not make a batch well that it stands at.
  const auto stopped = std::find_if(m_flights.begin(), m_flights.end(), [](const auto& f) { return f.second.stopped; });
  if (stopped != m_flights.end()) standStill(stopped->first);
  else setTrouble(m_leftOut.empty() ? QString() : m_leftOut.begin()->second);
}

void CkafkaTrigger::leaveOut(int32_t partition, const QString& why) {
  ++m_skipped;
  m_leftOut[partition] = why;
  setTrouble(why);
}

void CkafkaTrigger::applyLater() {
  if (m_brokerTimer) return;
  m_brokerTimer = host().reactor().callAfterMs(0, [this] {
    m_brokerTimer = 0;
    apply(TriggerInfo(info()));
  });
}

void CkafkaTrigger::clockChanged() {
  if (m_source) m_source->setClockScale(host().engine().clockScale());
}

void CkafkaTrigger::onEvent(CkafkaEvent&& event) {
  const int32_t partition = event.partition();
  ledger().made(host().nowUs(), event.count());
  Flight flight;
  flight.event = std::move(event);
  m_flights[partition] = std::move(flight);
  run(partition);
}

void CkafkaTrigger::run(int32_t partition) {
  Flight& flight = m_flights[partition];
  flight.timer = 0;
  flight.running = true;
  const CkafkaEvent& event = flight.event;
  const QByteArray note = "{\"partition\":" + QByteArray::number(partition) + ",\"first\":" + QByteArray::number(qlonglong(event.first())) + ",\"last\":" + QByteArray::number(qlonglong(event.last())) + '}';
  const Batch batch{partition, event.first(), flight.halved ? 0 : m_config.retries, note, event.count()};
  const auto here = [this, id = info().urlId, triggers = &host()] { return triggers->trigger(id) == this; };  // else it was deleted meanwhile
  pull(
      event.text(), batch,
      [this, here, partition](const InvokeReply& attempt) {
        if (here()) onFailed(partition, attempt);
      },
      [this, here, partition](const Result<InvokeReply>& result) {
        if (here()) onReply(partition, result);
      });
}

void CkafkaTrigger::onFailed(int32_t partition, const InvokeReply& attempt) {
  const auto it = m_flights.find(partition);
  if (it == m_flights.end()) return;
  ++it->second.failures;
  it->second.message = statusCodeName(attempt.statusCode);
  answerWaiting(it->second.event, attempt);
}

void CkafkaTrigger::onReply(int32_t partition, const Result<InvokeReply>& result) {
  const auto it = m_flights.find(partition);
  if (it == m_flights.end()) return;
  Flight& flight = it->second;
  flight.running = false;
  const bool current = m_source != nullptr;  // else it was switched off meanwhile: this batch is the last one
  InvokeReply last = result ? *result : InvokeReply{};
  if (!result) {
    last.statusCode = refusalStatus(result.error().code);
    last.result = result.error().message.toUtf8();
  }
  // A function that runs asynchronously has it when it says 202.
  if (last.statusCode == status::kSuccess || last.statusCode == status::kRunning) {
    handled(partition, flight.event.last());
    ledger().delivered(host().nowUs(), flight.event.count());
    answerWaiting(flight.event, result);
    return through(partition);
  }
  flight.message = result ? statusCodeName(last.statusCode) : result.error().message;
  if (!current) {
    leave(flight);
    m_flights.erase(it);  // not kept: it comes again
    return idle();
  }
  answerWaiting(flight.event, result);
  if (!result && !hopeless(last.statusCode)) return retry(partition, last.requestId);
  ++flight.failures;
  giveUp(partition, last);
}

void CkafkaTrigger::retry(int32_t partition, const QByteArray& requestId) {
  Flight& flight = m_flights[partition];
  const int64_t pauseMs = std::min<int64_t>(int64_t(kLeastPauseMs) << std::min(flight.tries, 10), kMostPauseMs);
  ++flight.tries;
  flight.timer = host().reactor().callAfterMs(pauseMs, [this, partition, requestId] {
    countRetry(requestId);
    run(partition);
  });
}

void CkafkaTrigger::giveUp(int32_t partition, const InvokeReply& last) {
  using OnFailure = CkafkaConfig::OnFailure;
  Flight& flight = m_flights[partition];
  if (m_config.onFailure == OnFailure::Stop) {
    flight.stopped = true;
    return standStill(partition);
  }
  const int count = flight.event.count();
  if (m_config.onFailure == OnFailure::Isolate && count > 1) {
    flight.rest.push_back(flight.event.part(count / 2, count - count / 2));
    flight.event = flight.event.part(0, count / 2);
    flight.halved = true;
    flight.tries = flight.failures = 0;
    return run(partition);
  }
  m_skipped += count;
  host().deadLetter(*this, flight.event.text(), count, last);
  handled(partition, flight.event.last());
  through(partition);
}

void CkafkaTrigger::standStill(int32_t partition) {
  const Flight& flight = m_flights[partition];
  setTrouble(u"%1: %2. Disable and enable the trigger to try again."_s.arg(standsAt(partition, flight.event.first()), flight.message), Remedy::Again);
}

void CkafkaTrigger::handled(int32_t partition, int64_t last) {
  m_offsets[partition] = last + 1;
  m_leftOut.erase(partition);
  keepSoon();
}

void CkafkaTrigger::through(int32_t partition) {
  const auto it = m_flights.find(partition);
  Flight& flight = it->second;
  if (!flight.rest.empty() && m_source) {
    flight.event = std::move(flight.rest.back());
    flight.rest.pop_back();
    flight.tries = flight.failures = 0;
    return run(partition);
  }
  for (const CkafkaEvent& part : flight.rest) ledger().left(part.count());
  m_flights.erase(it);
  if (m_source) m_source->done(partition);
  idle();
}

/// What it holds comes again from the broker.
void CkafkaTrigger::leave(const Flight& flight) {
  ledger().left(flight.event.count());
  for (const CkafkaEvent& part : flight.rest) ledger().left(part.count());
}

void CkafkaTrigger::answerWaiting(const CkafkaEvent& event, const Result<InvokeReply>& result) {
  std::vector<Waiting> answered;
  std::erase_if(m_waiting, [&](Waiting& w) {
    if (w.partition != event.partition() || w.offset < event.first() || w.offset > event.last()) return false;
    answered.push_back(std::move(w));
    return true;
  });
  for (const Waiting& w : answered) w.reply(result);
}

void CkafkaTrigger::keepSoon() {
  if (!m_keepTimer) m_keepTimer = host().reactor().callAfterMs(kKeepMs, [this] { keepNow(); });
}

void CkafkaTrigger::keepNow() {
  if (m_keepTimer) host().reactor().cancel(std::exchange(m_keepTimer, 0));
  json next = json::object();
  for (const auto& [partition, offset] : m_offsets) next[std::to_string(partition)] = offset;
  const json kept{{"of", m_identity.toStdString()}, {"next", std::move(next)}};
  host().keep(number(), kKept, QByteArray::fromStdString(kept.dump(-1, ' ', false, json::error_handler_t::replace)));
}

void CkafkaTrigger::fire(const QByteArray& what, Reply reply) {
  QByteArray key, value(kSample);
  if (!what.isEmpty()) {
    const json given = json::parse(what.begin(), what.end(), nullptr, false);
    const auto text = [&](const char* name, QByteArray& into) {
      if (!given.contains(name)) return true;
      if (!given[name].is_string()) return given[name].is_null();
      into = QByteArray::fromStdString(given[name].get<std::string>());
      return true;
    };
    if (!given.is_object() || !text("key", key) || !text("value", value))
      return reply(Error{u"InvalidParameterValue"_s, u"A message is {\"key\":\"...\",\"value\":\"...\"}."_s, {}});
  }
  if (!m_source || !trouble().isEmpty()) {
    return deliver(sampleOf(key, value).text(), std::move(reply));
  }
  if (m_waiting.size() >= kWaiting) return reply(Error{u"Local.Busy"_s, u"%1 samples are on their way already."_s.arg(kWaiting), {}});
  m_source->produce(key, value, [this, reply = std::move(reply)](const Result<kafkaclient::Sent>& sent) {
    if (!sent) return reply(sent.error());
    m_waiting.push_back({sent->partition, sent->offset, reply});
    if (m_source) m_source->hurry(sent->partition);
  });
}

QString CkafkaTrigger::standsAt(int32_t partition, int64_t first) const {
  return u"Partition %1 of %2 stands at offset %3"_s.arg(partition).arg(QString::fromUtf8(m_topic)).arg(first);
}

CkafkaEvent CkafkaTrigger::sampleOf(const QByteArray& key, const QByteArray& value) const {
  CkafkaEvent event(m_topic, 0);
  event.add(0, key.isNull() ? std::nullopt : std::optional<QByteArrayView>(key), value, limits::kSyncEventBytes);
  return event;
}

QByteArray CkafkaTrigger::batchOf(int32_t partition) const {
  const auto flight = m_flights.find(partition);
  if (flight == m_flights.end()) return "null";
  const Flight& f = flight->second;
  json batch{{"messages", f.event.count()}, {"first", f.event.first()}, {"state", f.stopped ? "stopped" : f.running && f.failures == 0 ? "running" : "waiting"}, {"failures", f.failures}};
  if (!f.message.isEmpty()) batch["message"] = f.message.toStdString();
  return QByteArray::fromStdString(batch.dump(-1, ' ', false, json::error_handler_t::replace));
}

QByteArray CkafkaTrigger::about() const {
  json partitions = json::array();
  int64_t lag = 0;
  for (const KafkaPoller::Ends& ends : m_ends) {
    const auto next = m_offsets.find(ends.partition);
    const int64_t at = std::max(next == m_offsets.end() ? ends.end : next->second, ends.begin);
    json one{{"partition", ends.partition}, {"begin", ends.begin}, {"next", at}, {"end", ends.end}, {"lag", std::max<int64_t>(ends.end - at, 0)}};
    lag += one["lag"].get<int64_t>();
    if (json batch = json::parse(batchOf(ends.partition).toStdString()); !batch.is_null()) one["batch"] = std::move(batch);
    partitions.push_back(std::move(one));
  }
  return QByteArray::fromStdString(json{{"topic", m_topic.toStdString()}, {"brokers", m_brokers.toStdString()}, {"builtIn", m_config.access.brokers.isEmpty()},
                                        {"lag", lag}, {"givenUp", m_skipped}, {"partitions", std::move(partitions)}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace scfdesk
