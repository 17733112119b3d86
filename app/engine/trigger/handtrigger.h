// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/trigger.h"

namespace scfdesk {

/// MPS and EventBridge (facts/scf.md section 5): sources that are not on this machine. Their events, in the exact shapes, are fired
/// by hand. Engine thread; owned by Triggers.
class HandTrigger final : public Trigger {
 public:
  using Trigger::Trigger;
  /// `what`: the whole event instead of the sample.
  void fire(const QByteArray& what, Reply reply) override;

  /// {"eventType":"WorkflowTask"} or "EditMediaTask".
  static Result<QString> keepMps(const QString& sent);
  /// One function per event type.
  static Status conflictMps(const TriggerInfo& wanted, const TriggerInfo& other);
  /// Configured in EventBridge: any JSON object.
  static Result<QString> keepEb(const QString& sent);
  static QByteArray sampleOf(const TriggerInfo& info, TimeUs now);
};

}  // namespace scfdesk
