// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkaclient.h"

namespace scfdesk {

/// TriggerDesc of a CKafka trigger (facts/scf.md section 5), with what only this engine knows: brokers and security for a broker
/// that is not the built-in one, onFailure. A value; pure, any thread.
struct CkafkaConfig {
  enum class Start { Latest, Earliest, Time };
  /// What becomes of a batch whose retries are used up.
  enum class OnFailure {
    DeadLetter,  ///< it goes to the dead letters whole, and the partition goes on
    Isolate,     ///< it is halved until the messages that fail are alone; only they go to the dead letters
    Stop,        ///< the partition waits until the trigger is enabled again
  };
  int maxMessages = 100;
  Start start = Start::Latest;
  int64_t startMs = 0;        ///< of Start::Time
  int retries = 10'000;
  int waitSeconds = 5;
  QByteArray group;           ///< consumerGroupName, as the broker is told
  OnFailure onFailure = OnFailure::DeadLetter;
  KafkaAccess access;         ///< without brokers: the built-in one

  static constexpr int kMostMessages = 10'000, kMostRetries = 10'000, kMostWaitSeconds = 60;

  /// TriggerDesc as it is kept, with all that was left out. Error InvalidParameterValue.TriggerDesc.
  static Result<QString> keep(const QString& sent);
  /// Of a kept one.
  static CkafkaConfig of(const QString& desc);
  /// TriggerName: instanceId-topic, as "ckafka-8tknnq4v-orders".
  static Status checkName(const QString& name);
  /// The part after the instance's id; empty when there is none.
  static QByteArray topicOf(const QString& triggerName);
};

}  // namespace scfdesk
