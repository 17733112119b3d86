// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/queuetrigger.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/trigger/localqueues.h"
#include "app/engine/trigger/triggers.h"
#include "models/data/limits.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr char kExample[] = R"({"maxMsgNum":16,"retry":10000,"timeOut":5})";
constexpr const char* kFields[] = {"maxMsgNum", "retry", "timeOut", "onFailure"};

// Gives what a local queue holds, from its begin on: what was handled is no longer there.
class QueueSource final : public BatchSource {
 public:
  struct Options {
    int maxMessages = 0, waitMs = 0;
    std::function<QByteArray(const TopicMessage&)> record;
    std::function<void(CkafkaEvent&&)> event;
  };
  QueueSource(Triggers& host, QString queue, Options options) : m_host(host), m_queue(std::move(queue)), m_options(std::move(options)) {
    m_host.queues().setConsumer(m_queue, [this] { look(); });
    look();
  }
  ~QueueSource() override {
    m_host.queues().setConsumer(m_queue, {});
    if (m_timer) m_host.reactor().cancel(m_timer);
  }
  QueueSource(const QueueSource&) = delete;
  QueueSource& operator=(const QueueSource&) = delete;

  void done(int32_t) override {
    m_out = false;
    look();
  }
  void hurry(int32_t) override {
    m_hurried = true;
    look();
  }
  void produce(const QByteArray&, const QByteArray& value, std::function<void(const Result<kafkaclient::Sent>&)> reply) override {
    QList<TopicMessage> messages(1);
    messages[0].body = value;
    const Status sent = m_host.queues().send(m_queue, messages, m_host.nowUs(), {});
    if (!sent) return reply(sent.error());
    reply(kafkaclient::Sent{0, m_host.queues().find(m_queue)->next - 1});
  }

 private:
  void look() {
    if (m_out) return;
    const LocalQueues::Queue* queue = m_host.queues().find(m_queue);
    if (!queue || queue->messages.empty()) return;
    const TimeUs since = queue->messages.front().message.at, due = since + TimeUs(m_options.waitMs) * 1000, now = m_host.nowUs();
    const bool ready = m_hurried || int(queue->messages.size()) >= m_options.maxMessages || now >= due;
    if (m_timer) m_host.reactor().cancel(std::exchange(m_timer, 0));
    // Not from within the call of who sends, or of the function's reply.
    m_timer = m_host.reactor().callAfterMs(ready ? 0 : std::max<int64_t>((due - now) / 1000, 1), [this, ready] {
      m_timer = 0;
      ready ? give() : look();
    });
  }
  void give() {
    const LocalQueues::Queue* queue = m_host.queues().find(m_queue);
    if (m_out || !queue || queue->messages.empty()) return;
    m_out = true;
    m_hurried = false;
    CkafkaEvent event(m_queue.toUtf8(), 0);
    for (const LocalQueues::Message& m : queue->messages)
      if (event.count() >= m_options.maxMessages || !event.addRecord(m.number, m_options.record(m.message), limits::kSyncEventBytes)) break;
    m_options.event(std::move(event));
  }
  Triggers& m_host;
  const QString m_queue;
  const Options m_options;
  bool m_out = false, m_hurried = false;
  Reactor::TimerId m_timer = 0;
};
}  // namespace

QueueTrigger::~QueueTrigger() { m_source.reset(); }

Result<QString> QueueTrigger::keep(const QString& sent) {
  const QString trimmed = sent.trimmed();
  json value = trimmed.isEmpty() ? json::object() : json::parse(trimmed.toStdString(), nullptr, false);
  if (!value.is_object()) return badTriggerDesc(u"TriggerDesc of a queue trigger is a JSON object."_s, QLatin1String(kExample));
  for (const auto& [name, one] : value.items())
    if (std::none_of(std::begin(kFields), std::end(kFields), [&n = name](const char* field) { return n == field; }))
      return badTriggerDesc(u"A queue trigger has no field %1."_s.arg(QString::fromStdString(name)), QLatin1String(kExample));
  if (!value.contains("maxMsgNum")) value["maxMsgNum"] = kMessages;
  const auto kept = CkafkaConfig::keep(QString::fromStdString(value.dump()));
  if (!kept) {
    Error error = kept.error();
    error.message.replace(u"CKafka"_s, u"queue"_s);
    error.next = u"Example: "_s + QLatin1String(kExample);
    return error;
  }
  const json whole = json::parse(kept->toStdString());
  json out = json::object();
  for (const char* field : kFields)
    if (whole.contains(field)) out[field] = whole[field];
  return QString::fromStdString(out.dump());
}

Status QueueTrigger::conflict(const TriggerInfo& wanted, const TriggerInfo& other) {
  if (wanted.name != other.name) return Done{};
  return Error{u"ResourceInUse.Queue"_s, u"%1 reads the queue %2 already."_s.arg(other.function.name, other.name), u"A queue has one trigger: take another queue, or delete that trigger."_s};
}

QByteArray QueueTrigger::recordOf(const TriggerInfo& info, const TopicMessage& message) { return TopicTrigger::recordOf("queue", info, message); }

void QueueTrigger::begin() {
  m_beginWhenIdle = false;
  setTrouble({});
  QueueSource::Options options;
  options.maxMessages = m_config.maxMessages;
  options.waitMs = m_config.waitSeconds * 1000;
  options.record = [this](const TopicMessage& message) { return recordOf(info(), message); };
  options.event = [this](CkafkaEvent&& event) { onEvent(std::move(event)); };
  m_source = std::make_unique<QueueSource>(host(), info().name, std::move(options));
}

void QueueTrigger::stop() { CkafkaTrigger::stop(); }

void QueueTrigger::handled(int32_t, int64_t last) { host().queues().drop(info().name, last); }

CkafkaEvent QueueTrigger::sampleOf(const QByteArray&, const QByteArray& value) const {
  TopicMessage message;
  message.id = newRequestId();
  message.body = value;
  message.at = host().nowUs();
  CkafkaEvent event(info().name.toUtf8(), 0);
  event.addRecord(0, recordOf(info(), message), limits::kSyncEventBytes);
  return event;
}

QByteArray QueueTrigger::about() const {
  const LocalQueues::Queue* queue = host().queues().find(info().name);
  const int64_t waiting = queue ? int64_t(queue->messages.size()) : 0;
  json one{{"partition", 0}, {"lag", waiting}};
  if (json batch = json::parse(batchOf(0).toStdString()); !batch.is_null()) one["batch"] = std::move(batch);
  return QByteArray::fromStdString(json{{"queue", info().name.toStdString()}, {"lag", waiting}, {"bytes", queue ? queue->bytes : 0}, {"sent", queue ? queue->sent : 0}, {"givenUp", m_skipped}, {"partitions", json::array({std::move(one)})}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace scfdesk
