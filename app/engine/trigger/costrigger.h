// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/coschange.h"
#include "app/engine/trigger/trigger.h"

namespace scfdesk {

/// COS (facts/scf.md section 5): objects of a bucket that are made or removed. Its name is the bucket's domain
/// (name-appid.cos.region.myqcloud.com) or, here, the bucket's name alone. Engine thread; owned by Triggers, which hands it what
/// the COS thread tells.
class CosTrigger final : public Trigger {
 public:
  CosTrigger(Triggers& host, const TriggerInfo& info);
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray about() const override;
  /// Delivers the change when it is one of this trigger's. `kept` is called when its event is on the disk, or there is none.
  void changed(const CosChange& change, const std::function<void()>& kept);

  /// {"event":"cos:ObjectCreated:*","filter":{"Prefix":"","Suffix":""}}; a bare event counts too.
  static Result<QString> keep(const QString& sent);
  static Status checkName(const QString& name);
  /// ResourceInUse.Cos: events of one bucket that overlap in event, prefix and suffix may call one function only.
  static Status conflict(const TriggerInfo& wanted, const TriggerInfo& other);
  /// The event as COS sends it; `address` is "http://127.0.0.1:9701".
  static QByteArray eventOf(const TriggerInfo& info, const CosChange& change, const QByteArray& address);

  static constexpr int kFilterBytes = 850;  ///< of a prefix or suffix: as long as a key

 protected:
  void start() override;

 private:
  struct Rule {
    QByteArray bucket, event, prefix, suffix;
    [[nodiscard]] bool takes(const CosChange& change) const;
  };
  static Rule ruleOf(const TriggerInfo& info);

  Rule m_rule;
  CosChange m_last;                  ///< that it took, or would have taken were it on
  QHash<QByteArray, Reply> m_fired;  ///< by hand, by the key that was put
  std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace scfdesk
