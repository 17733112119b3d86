// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/ckafkatrigger.h"
#include "app/engine/trigger/topictrigger.h"

namespace scfdesk {

/// CMQ queue (pull, sync; an addition of this engine, in the cloud EventBridge does this): batches of a local queue, its messages in
/// their order, by the rules of a CKafka trigger with one partition. A message leaves the queue after success or when it was given
/// up as configured, so a kill delivers again and never skips. Its name is the queue's; a queue has one trigger.
class QueueTrigger final : public CkafkaTrigger {
 public:
  using CkafkaTrigger::CkafkaTrigger;
  ~QueueTrigger() override;
  [[nodiscard]] QByteArray about() const override;

  /// {"maxMsgNum":16,"retry":10000,"timeOut":5,"onFailure":"deadletter"}, each of which may be left out.
  static Result<QString> keep(const QString& sent);
  /// ResourceInUse.Queue: somebody else reads it.
  static Status conflict(const TriggerInfo& wanted, const TriggerInfo& other);
  static QByteArray recordOf(const TriggerInfo& info, const TopicMessage& message);

  static constexpr int kMessages = 16;  ///< CMQ: of one BatchReceiveMessage; the default, not the most

 protected:
  void begin() override;
  void stop() override;
  void handled(int32_t partition, int64_t last) override;
  [[nodiscard]] CkafkaEvent sampleOf(const QByteArray& key, const QByteArray& value) const override;
};

}  // namespace scfdesk
