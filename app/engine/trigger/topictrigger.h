// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/trigger.h"
#include <QMap>

namespace scfdesk {

/// A message published to a local topic.
struct TopicMessage {
  QByteArray id, body;
  QByteArrayList tags;     ///< for subscriptions that filter by tag
  QByteArray routingKey;   ///< for those that filter by route: words between dots
  TimeUs at = 0;
};

/// CMQ topic, TDMQ's CMQ (facts/scf.md section 5): a subscription of a function to a topic, with a filter by tags or by routing
/// key. Its name is the topic's. Engine thread; owned by Triggers.
class TopicTrigger final : public Trigger {
 public:
  using Trigger::Trigger;
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray about() const override;
  [[nodiscard]] bool takes(const TopicMessage& message) const;
  void publish(const TopicMessage& message);

  /// {"filterType":1,"filterKey":["tag"]}: 1 tag, 2 route.
  static Result<QString> keep(const QString& sent);
  static Status checkName(const QString& name);
  /// One record of such an event; `kind` is "topic" or "queue".
  static QByteArray recordOf(const char* kind, const TriggerInfo& info, const TopicMessage& message);
  static QByteArray eventOf(const TriggerInfo& info, const TopicMessage& message);
  /// "*" stands for one word of a routing key, "#" for any number of them.
  static bool routeMatches(const QByteArray& pattern, const QByteArray& key);

  static constexpr int kFilterKeys = 5;         ///< CMQ: of a subscription
  static constexpr int kTags = 5;               ///< CMQ: of a message
  static constexpr int kTagChars = 16;
  static constexpr int kRoutingKeyChars = 64;
  static constexpr qsizetype kMessageBytes = 65536;  ///< CMQ: of a message
  static constexpr int kTopicNameChars = 64;
};

/// The local topics: they come to be when they are first named, by a subscription or a message. What is published goes to every
/// subscription whose filter takes it, each an event of its own; a message that none takes is only counted. Engine thread; owned by
/// Triggers.
class Topics final {
 public:
  explicit Topics(Triggers& host) : m_host(host) {}
  struct Count {
    uint64_t published = 0, delivered = 0;
    TimeUs last = 0;
  };
  /// How many subscriptions took it. Errors InvalidParameterValue... (too long, bad name, tags).
  Result<int> publish(const QString& topic, TopicMessage& message);
  /// Of all that were named, by name.
  [[nodiscard]] QMap<QString, Count> counts() const;

  static constexpr int kTopics = 1000;  ///< ours: that are remembered without a subscription

 private:
  Triggers& m_host;
  QMap<QString, Count> m_counts;
};

}  // namespace scfdesk
