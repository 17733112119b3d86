// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include "app/engine/trigger/topictrigger.h"
#include <deque>
#include <map>

namespace scfdesk {

/// The local CMQ queues: they come to be with their first message or trigger. A message is kept (in the store, until it was handled)
/// before who sent it is told; order is that of sending. Engine thread; owned by Triggers.
class LocalQueues final {
 public:
  struct Message {
    int64_t number = 0;  ///< rises with each message of the queue
    TopicMessage message;
  };
  struct Queue {
    int64_t next = 1;
    qsizetype bytes = 0;
    uint64_t sent = 0;   ///< since the start
    std::deque<Message> messages;
    std::function<void()> consumer;
  };
  static constexpr int kQueues = 1000;
  static constexpr int kSendMost = 16;                           ///< CMQ: messages of one BatchSendMessage
  static constexpr qsizetype kBytes = qsizetype(256) * 1024 * 1024;  ///< ours: of all queues together

  explicit LocalQueues(Store& store) : m_store(store) {}
  void load(const QHash<QByteArray, QByteArray>& kept);
  /// Ids and times are filled in. Errors InvalidParameterValue..., LimitExceeded.Cmq; nothing is taken then. `done` when all are
  /// on the disk, and in the queue; when that fails none of them is.
  Status send(const QString& queue, QList<TopicMessage>& messages, TimeUs now, Store::Durable done);
  /// Those up to `number` were handled.
  void drop(const QString& queue, int64_t number);
  [[nodiscard]] const Queue* find(const QString& queue) const;
  [[nodiscard]] const std::map<QString, Queue>& all() const { return m_queues; }
  /// Told when there is something new; one at a time.
  void setConsumer(const QString& queue, std::function<void()> consumer);

 private:
  struct Sending;
  void kept(Sending& sending);
  static QByteArray keyOf(const QString& queue, int64_t number);
  Store& m_store;
  std::map<QString, Queue> m_queues;
  qsizetype m_bytes = 0;  ///< with those on their way to the disk
  std::shared_ptr<char> m_alive = std::make_shared<char>();  ///< for answers of the store
};

}  // namespace scfdesk
