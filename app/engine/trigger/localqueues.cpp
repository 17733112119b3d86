// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/localqueues.h"
#include "app/engine/invoke/requestid.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr char kPrefix[] = "queue/";  // queue/NAME/number, 16 digits
constexpr int kDigits = 16;
Error wrong(const QString& message, const QString& next = {}) { return {u"InvalidParameterValue.Cmq"_s, message, next}; }
}  // namespace

struct LocalQueues::Sending {
  QString queue;
  std::vector<Message> messages;
  qsizetype bytes = 0;
  int waiting = 0;
  Status outcome;
  Store::Durable done;
};

QByteArray LocalQueues::keyOf(const QString& queue, int64_t number) { return kPrefix + queue.toLatin1() + '/' + QByteArray::number(qlonglong(number)).rightJustified(kDigits, '0'); }

void LocalQueues::load(const QHash<QByteArray, QByteArray>& kept) {
  QByteArrayList keys;
  for (auto it = kept.begin(); it != kept.end(); ++it)
    if (it.key().startsWith(kPrefix)) keys.append(it.key());
  std::sort(keys.begin(), keys.end());
  for (const QByteArray& key : keys) {
    const QByteArray value = kept.value(key);
    const qsizetype slash = key.lastIndexOf('/'), first = value.indexOf('\n'), second = first < 0 ? -1 : value.indexOf('\n', first + 1);
    if (second < 0) continue;
    Queue& queue = m_queues[QString::fromLatin1(key.mid(qsizetype(sizeof kPrefix) - 1, slash - qsizetype(sizeof kPrefix) + 1))];
    Message m;
    m.number = key.mid(slash + 1).toLongLong();
    m.message.id = value.left(first);
    m.message.at = value.mid(first + 1, second - first - 1).toLongLong();
    m.message.body = value.mid(second + 1);
    queue.next = m.number + 1;
    queue.bytes += m.message.body.size();
    m_bytes += m.message.body.size();
    queue.messages.push_back(std::move(m));
  }
}

Status LocalQueues::send(const QString& name, QList<TopicMessage>& messages, TimeUs now, Store::Durable done) {
  if (const Status good = TopicTrigger::checkName(name); !good) return wrong(u"A queue's name has 1 to %1 letters, digits, ., - and _."_s.arg(TopicTrigger::kTopicNameChars));
  if (messages.isEmpty() || messages.size() > kSendMost) return wrong(u"1 to %1 messages may be sent at once."_s.arg(kSendMost));
  qsizetype bytes = 0;
  for (const TopicMessage& m : messages) {
    if (m.body.size() > TopicTrigger::kMessageBytes)
      return wrong(u"The message has %1 bytes; a queue takes %2."_s.arg(m.body.size()).arg(TopicTrigger::kMessageBytes), u"Put the content into COS and send its key."_s);
    bytes += m.body.size();
  }
  if (!m_queues.contains(name) && m_queues.size() >= size_t(kQueues)) return Error{u"LimitExceeded.Cmq"_s, u"There are %1 queues, as many as there may be."_s.arg(kQueues), u"Let some of them be read to their end."_s};
  if (m_bytes + bytes > kBytes) return Error{u"LimitExceeded.Cmq"_s, u"The queues hold %1 MB, as much as they may."_s.arg(kBytes >> 20), u"Let a function read %1 first."_s.arg(name)};
  Queue& queue = m_queues[name];
  m_bytes += bytes;
  const auto sending = std::make_shared<Sending>(Sending{name, {}, bytes, int(messages.size()), Done{}, std::move(done)});
  for (TopicMessage& m : messages) {
    if (m.id.isEmpty()) m.id = newRequestId();
    m.at = now;
    sending->messages.push_back({queue.next++, m});
  }
  for (const Message& m : std::vector<Message>(sending->messages)) {
    const bool last = m.number == sending->messages.back().number;
    m_store.saveTriggerState(0, keyOf(name, m.number), m.message.id + '\n' + QByteArray::number(qlonglong(m.message.at)) + '\n' + m.message.body, last,
                             [this, alive = std::weak_ptr(m_alive), sending](const Status& stored) {
                               if (!stored) sending->outcome = stored;
                               if (--sending->waiting == 0 && !alive.expired()) kept(*sending);
                             });
  }
  return Done{};
}

/// All of a sending is on the disk, in the order of the sendings; or it is taken back.
void LocalQueues::kept(Sending& sending) {
  Queue& queue = m_queues[sending.queue];
  if (sending.outcome) {
    for (Message& m : sending.messages) queue.messages.push_back(std::move(m));
    queue.bytes += sending.bytes;
    queue.sent += uint64_t(sending.messages.size());
  } else {
    m_bytes -= sending.bytes;
    for (const Message& m : sending.messages) m_store.saveTriggerState(0, keyOf(sending.queue, m.number), {}, false, {});
  }
  if (sending.done) sending.done(sending.outcome);
  if (sending.outcome && queue.consumer) queue.consumer();
}

void LocalQueues::drop(const QString& name, int64_t number) {
  const auto it = m_queues.find(name);
  if (it == m_queues.end()) return;
  Queue& queue = it->second;
  while (!queue.messages.empty() && queue.messages.front().number <= number) {
    queue.bytes -= queue.messages.front().message.body.size();
    m_bytes -= queue.messages.front().message.body.size();
    m_store.saveTriggerState(0, keyOf(name, queue.messages.front().number), {}, false, {});
    queue.messages.pop_front();
  }
}

const LocalQueues::Queue* LocalQueues::find(const QString& queue) const {
  const auto it = m_queues.find(queue);
  return it == m_queues.end() ? nullptr : &it->second;
}

void LocalQueues::setConsumer(const QString& queue, std::function<void()> consumer) { m_queues[queue].consumer = std::move(consumer); }

}  // namespace scfdesk
