// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/ckafkatrigger.h"
#include "app/engine/trigger/redisconfig.h"
#include "app/engine/trigger/redispoller.h"

namespace scfdesk {

/// Redis stream (pull, sync; an addition of this engine): entries of one stream for a consumer group, in their order, by the rules
/// of a CKafka trigger with one partition. An entry is acknowledged after success or when it was given up as configured. Its server
/// is the engine's own Redis, another one in Services, or any address.
class RedisTrigger final : public CkafkaTrigger {
 public:
  RedisTrigger(Triggers& host, const TriggerInfo& info);
  ~RedisTrigger() override;
  [[nodiscard]] QByteArray about() const override;

  /// ResourceInUse.Stream: another trigger reads for the same group.
  static Status conflict(const TriggerInfo& wanted, const TriggerInfo& other);

 protected:
  CkafkaConfig config() override;
  void begin() override;
  void handled(int32_t partition, int64_t last) override;
  [[nodiscard]] CkafkaEvent sampleOf(const QByteArray& key, const QByteArray& value) const override;
  [[nodiscard]] QString standsAt(int32_t partition, int64_t first) const override;

 private:
  /// None: it does not run, or there is none of that name.
  [[nodiscard]] std::optional<RedisLink::Address> address() const;
  [[nodiscard]] RedisPoller* poller() const;
  void keepAfter();

  RedisConfig m_redis;
  RedisLink::Address m_address;           ///< that is polled
  QByteArray m_place;                     ///< stream, group and start that m_after belongs to
  bool m_moved = false;
  QByteArray m_after;                     ///< id of the last entry that was handled
  QByteArrayList m_ids;                   ///< of the batch that is out, those not handled yet
  int64_t m_number = 1;                   ///< of the first of them
  QByteArrayList m_unacknowledged;        ///< while there is no poller
  RedisPoller::Figures m_figures;
  Reactor::TimerId m_afterTimer = 0;
  const std::shared_ptr<std::mutex> m_turn = std::make_shared<std::mutex>();
};

}  // namespace scfdesk
