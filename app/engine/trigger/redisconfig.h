// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/ckafkaconfig.h"

namespace scfdesk {

/// TriggerDesc of a Redis stream trigger (an addition of this engine; in the cloud a connector of EventBridge does this): that of a
/// CKafka trigger without its broker, and where the stream is. A value; pure, any thread.
struct RedisConfig {
  CkafkaConfig batches;  ///< maxMsgNum, offset, retry, timeOut, consumerGroupName, onFailure
  QString server;        ///< host:port, or the name of a Redis in Services; empty: the engine's own
  QByteArray stream;     ///< empty: as the trigger is called
  QByteArray username;   ///< for host:port alone
  QString passwordFile;

  static constexpr qsizetype kStreamBytes = 512;

  /// TriggerDesc as it is kept. Error InvalidParameterValue.TriggerDesc.
  static Result<QString> keep(const QString& sent);
  /// Of a kept one.
  static RedisConfig of(const QString& desc);
  [[nodiscard]] bool isAddress() const { return server.contains(u':'); }
};

}  // namespace scfdesk
