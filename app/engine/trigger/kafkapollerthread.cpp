// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/kafkapollerthread.h"
#include <algorithm>
#include <chrono>
#include <librdkafka/rdkafka.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kAtOnce = 512;          // messages taken from librdkafka at a time
constexpr int kIdleMs = 500;          // how long the thread sleeps when nothing wakes it
constexpr int64_t kEnd = -1, kBegin = -2;  // times that ListOffsets takes for the two ends

struct ListFree { void operator()(rd_kafka_topic_partition_list_t* list) const { rd_kafka_topic_partition_list_destroy(list); } };
using List = std::unique_ptr<rd_kafka_topic_partition_list_t, ListFree>;

void messagesThere(rd_kafka_t*, void* shared) { static_cast<KafkaPoller::Shared*>(shared)->poke(); }
}  // namespace

KafkaPollerThread::KafkaPollerThread(std::shared_ptr<KafkaPoller::Shared> shared, KafkaPoller::Options options, KafkaPoller::Listener listener)
    : m_shared(std::move(shared)), m_options(std::move(options)), m_listener(std::move(listener)), m_scale(m_options.clockScale), m_next(m_options.offsets) {}

KafkaPollerThread::~KafkaPollerThread() { letGo(); }

void KafkaPollerThread::letGo() {
  for (auto& [number, partition] : m_partitions) {
    for (rd_kafka_message_t* message : partition.ahead) rd_kafka_message_destroy(message);
    if (!partition.queue) continue;
    rd_kafka_queue_cb_event_enable(partition.queue, nullptr, nullptr);
    rd_kafka_queue_destroy(partition.queue);
  }
  m_partitions.clear();
  m_client.reset();
}

void KafkaPollerThread::pause(int64_t ms) {
  std::unique_lock lock(m_shared->mutex);
  m_shared->wake.wait_for(lock, std::chrono::milliseconds(std::max<int64_t>(ms, 0)), [this] { return m_shared->stop || m_shared->woken; });
  m_shared->woken = false;
}

void KafkaPollerThread::fail(const Error& error) {
  m_error = error;
  m_shared->tell([looked = m_listener.looked, error] { looked({}, error); });
}

void KafkaPollerThread::run() {
  const auto stopped = [this] {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->stop;
  };
  while (!stopped()) {
    if (m_partitions.empty() && !(connect() && place())) {
      const int64_t until = nowMs() + m_pauseMs;
      m_pauseMs = std::min(m_pauseMs * 2, KafkaPoller::kMostPauseMs);
      while (!stopped() && nowMs() < until) {
        takeOrders();
        pause(until - nowMs());
      }
      continue;
    }
    m_pauseMs = KafkaPoller::kLeastPauseMs;
    takeOrders();
    if (nowMs() >= m_lookAt) look();
    readAll();
    int64_t sleep = std::clamp<int64_t>(m_lookAt - nowMs(), 0, kIdleMs);
    for (const auto& [number, partition] : m_partitions)
      if (!partition.out && partition.event.count() > 0)
        sleep = std::min(sleep, partition.since / 1'000'000 + int64_t(double(m_options.waitMs) / m_scale) - nowMs() + 1);
    pause(sleep);
  }
}

namespace {
bool damaged(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR__BAD_COMPRESSION || code == RD_KAFKA_RESP_ERR__BAD_MSG || code == RD_KAFKA_RESP_ERR_INVALID_MSG || code == RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE;
}
}  // namespace

bool KafkaPollerThread::connect() {
  if (m_client) return true;
  auto made = kafkaclient::make(true, m_options.access,
                                {{"group.id", m_options.group},
                                 {"enable.auto.commit", "false"},
                                 {"enable.auto.offset.store", "false"},
                                 {"auto.offset.reset", "earliest"},
                                 {"fetch.wait.max.ms", "500"},
                                 {"fetch.error.backoff.ms", "200"},
                                 {"receive.message.max.bytes", "100000000"},
                                 {"queued.max.messages.kbytes", QByteArray::number(KafkaPoller::kHeldBytes / 1024)}});
  if (!made) {
    fail(made.error());
    return false;
  }
  m_client = std::move(made.value());
  return true;
}

Result<int> KafkaPollerThread::partitionCount() {
  const struct rd_kafka_metadata* metadata = nullptr;
  rd_kafka_topic_t* topic = rd_kafka_topic_new(m_client.get(), m_options.topic.constData(), nullptr);
  const rd_kafka_resp_err_t code = rd_kafka_metadata(m_client.get(), 0, topic, &metadata, KafkaPoller::kRequestMs);
  rd_kafka_topic_destroy(topic);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaclient::error(code, m_options.access);
  const bool there = metadata->topic_cnt == 1;
  const int count = there ? metadata->topics[0].partition_cnt : 0;
  const rd_kafka_resp_err_t why = there ? metadata->topics[0].err : RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
  rd_kafka_metadata_destroy(metadata);
  if (count > 0) return count;
  if (why == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    return Error{u"Local.NoTopic"_s, u"The broker at %1 has no topic %2."_s.arg(QString::fromUtf8(m_options.access.brokers), QString::fromUtf8(m_options.topic)), u"Create the topic; the trigger begins then."_s};
  return kafkaclient::error(why, m_options.access);
}

Result<std::map<int32_t, int64_t>> KafkaPollerThread::offsetsAt(int count, int64_t time) {
  const List list(rd_kafka_topic_partition_list_new(count));
  for (int i = 0; i < count; ++i) rd_kafka_topic_partition_list_add(list.get(), m_options.topic.constData(), i)->offset = time;
  const rd_kafka_resp_err_t code = rd_kafka_offsets_for_times(m_client.get(), list.get(), KafkaPoller::kRequestMs);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaclient::error(code, m_options.access);
  std::map<int32_t, int64_t> offsets;
  for (int i = 0; i < list->cnt; ++i) {
    const auto& one = list->elems[i];
    if (one.err != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaclient::error(one.err, m_options.access);
    offsets[one.partition] = one.offset;
  }
  return offsets;
}

bool KafkaPollerThread::place() {
  const auto count = partitionCount();
  if (!count) {
    fail(count.error());
    return false;
  }
  std::map<int32_t, int64_t> placed;
  const bool first = m_next.empty();
  if (first || m_next.size() < size_t(*count)) {
    // A partition that comes later begins at its begin: nothing in it is from before the trigger.
    const int64_t time = !first || m_options.start == CkafkaConfig::Start::Earliest ? kBegin : m_options.start == CkafkaConfig::Start::Latest ? kEnd : m_options.startMs;
    auto offsets = offsetsAt(*count, time);
    const auto ends = offsets && first && m_options.start == CkafkaConfig::Start::Time ? offsetsAt(*count, kEnd) : offsets;
    if (!offsets || !ends) {
      fail(offsets ? ends.error() : offsets.error());
      return false;
    }
    for (const auto& [number, offset] : *offsets)
      if (!m_next.contains(number)) placed[number] = offset >= 0 ? offset : ends->at(number);  // no message is that late: the next one
  }
  m_next.insert(placed.begin(), placed.end());
  if (!placed.empty()) m_shared->tell([tell = m_listener.placed, placed] { tell(placed); });
  m_topicsAt = nowMs() + KafkaPoller::kTopicsMs;
  std::map<int32_t, int64_t> wanted;
  for (const auto& [number, offset] : m_next)
    if (number < *count && !m_partitions.contains(number)) wanted[number] = offset;
  return wanted.empty() || assign(wanted);
}

bool KafkaPollerThread::assign(const std::map<int32_t, int64_t>& offsets) {
  const List list(rd_kafka_topic_partition_list_new(int(offsets.size())));
  for (const auto& [number, offset] : offsets) rd_kafka_topic_partition_list_add(list.get(), m_options.topic.constData(), number)->offset = offset;
  // The queues are taken before anything comes, so that it comes there.
  for (const auto& [number, offset] : offsets) {
    Partition& partition = m_partitions[number];
    partition.event = CkafkaEvent(m_options.topic, number);
    partition.queue = rd_kafka_queue_get_partition(m_client.get(), m_options.topic.constData(), number);
    if (!partition.queue) continue;
    rd_kafka_queue_forward(partition.queue, nullptr);
    rd_kafka_queue_cb_event_enable(partition.queue, messagesThere, m_shared.get());
  }
  if (rd_kafka_error_t* refused = rd_kafka_incremental_assign(m_client.get(), list.get())) {
    fail(kafkaclient::error(rd_kafka_error_code(refused), m_options.access));
    rd_kafka_error_destroy(refused);
    letGo();
    return false;
  }
  return true;
}

void KafkaPollerThread::takeOrders() {
  std::set<int32_t> done, hurried;
  {
    const std::lock_guard lock(m_shared->mutex);
    done.swap(m_shared->done);
    hurried.swap(m_shared->hurried);
    m_productions.swap(m_shared->productions);
    m_scale = m_shared->clockScale;
  }
  for (const int32_t number : done)
    if (const auto it = m_partitions.find(number); it != m_partitions.end()) it->second.out = false;
  for (const int32_t number : hurried)
    if (const auto it = m_partitions.find(number); it != m_partitions.end()) it->second.hurried = true;
  for (auto& production : m_productions) {
    const auto all = kafkaclient::produce(m_options.access, m_options.topic, -1, {{production.key, production.value}});
    const Result<kafkaclient::Sent> sent = all ? Result<kafkaclient::Sent>(all->constFirst()) : Result<kafkaclient::Sent>(all.error());
    m_shared->tell([reply = std::move(production.reply), sent] { reply(sent); });
  }
  m_productions.clear();
}

void KafkaPollerThread::readAll() {
  rd_kafka_poll(m_client.get(), 0);
  for (auto& [number, partition] : m_partitions) {
    fill(number, partition);
    sendDue(number, partition);
    fill(number, partition);
  }
}

void KafkaPollerThread::fill(int32_t number, Partition& partition) {
  while (!partition.full) {
    if (partition.ahead.empty()) {
      // One partition may always be filled; the others only while there is room for all.
      if (m_filled >= KafkaPoller::kFilledBytes && partition.event.count() > 0) return;
      rd_kafka_message_t* messages[kAtOnce];
      const auto got = partition.queue ? rd_kafka_consume_batch_queue(partition.queue, 0, messages, kAtOnce) : 0;
      if (got <= 0) return;
      for (ssize_t i = 0; i < got; ++i) {
        if (messages[i]->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
          partition.ahead.push_back(messages[i]);
          continue;
        }
        if (damaged(messages[i]->err)) leaveOut(number, *messages[i]);
        else m_error = kafkaclient::error(messages[i]->err, m_options.access);
        rd_kafka_message_destroy(messages[i]);
      }
      continue;
    }
    rd_kafka_message_t* message = partition.ahead.front();
    const auto key = message->key ? std::optional(QByteArrayView(static_cast<const char*>(message->key), qsizetype(message->key_len))) : std::nullopt;
    const qsizetype before = partition.event.count() ? partition.event.bytes() : 0;
    if (!partition.event.add(message->offset, key, QByteArrayView(static_cast<const char*>(message->payload), qsizetype(message->len)), m_options.maxBytes)) {
      partition.full = true;
      return;
    }
    if (partition.event.count() == 1) partition.since = m_clock.nowNs();
    m_filled += partition.event.bytes() - before;
    m_next[number] = message->offset + 1;
    rd_kafka_message_destroy(message);
    partition.ahead.pop_front();
    partition.full = partition.event.count() >= m_options.maxMessages;
  }
}

/// The client would ask for the same for ever. How many messages it was the head of the batch alone knows: one after the other is left
/// out, until something can be read again.
void KafkaPollerThread::leaveOut(int32_t number, const rd_kafka_message_t& damaged) {
  const int64_t offset = std::max(damaged.offset, m_next[number]);
  m_next[number] = offset + 1;
  const List list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), m_options.topic.constData(), number)->offset = offset + 1;
  if (rd_kafka_error_t* refused = rd_kafka_seek_partitions(m_client.get(), list.get(), KafkaPoller::kRequestMs)) {
    m_error = kafkaclient::error(rd_kafka_error_code(refused), m_options.access);
    rd_kafka_error_destroy(refused);
  }
  const QString why = QString::fromUtf8(rd_kafka_err2str(damaged.err));
  m_shared->tell([tell = m_listener.leftOut, number, offset, why] {
    if (tell) tell(number, offset, why);
  });
}

void KafkaPollerThread::sendDue(int32_t number, Partition& partition) {
  if (partition.out || partition.event.count() == 0) return;
  const int64_t waitNs = int64_t(double(m_options.waitMs) * 1e6 / m_scale);
  if (!partition.full && !partition.hurried && m_clock.nowNs() - partition.since < waitNs) return;
  partition.out = true;
  partition.full = partition.hurried = false;
  m_filled -= partition.event.bytes();
  m_shared->tell([tell = m_listener.event, event = std::exchange(partition.event, CkafkaEvent(m_options.topic, number))]() mutable { tell(std::move(event)); });
}

void KafkaPollerThread::look() {
  m_lookAt = nowMs() + KafkaPoller::kLookMs;
  const int count = int(m_partitions.size());
  const auto ends = offsetsAt(count, kEnd);
  const auto begins = ends ? offsetsAt(count, kBegin) : ends;
  if (!begins) return fail(begins.error());
  m_error = {};
  std::vector<KafkaPoller::Ends> all;
  for (const auto& [number, end] : *ends) all.push_back({number, begins->at(number), end});
  m_shared->tell([looked = m_listener.looked, all = std::move(all)] { looked(all, {}); });
  if (nowMs() >= m_topicsAt) place();
}

}  // namespace scfdesk
