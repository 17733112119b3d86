// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include <memory>
#include <span>

namespace scfdesk {

class Trigger;
class Triggers;

enum class TriggerModel : uint8_t {
  Push,  ///< the source calls the engine
  Pull,  ///< the engine polls the source
};

/// What there is to know of a type of trigger (facts/scf.md section 5). Rows of one table; pure, any thread, but for `make`.
struct TriggerType {
  const char* name;       ///< Type of the Cloud API
  Source source;
  TriggerModel model;
  InvokeMode mode;
  bool updatable;         ///< UpdateTrigger of the cloud takes it
  bool switchable;        ///< UpdateTriggerStatus of the cloud takes it
  bool onePerQualifier;   ///< a version or alias has at most one of it
  /// TriggerDesc as it is kept (JSON text), from what a client sent. Error InvalidParameterValue.TriggerDesc and its like.
  Result<QString> (*keep)(const QString& sent);
  /// Error InvalidParameterValue.TriggerName.
  Status (*checkName)(const QString& name);
  /// What runs it; engine thread. Null: nothing but its ledger (events come through the endpoint or by hand).
  std::unique_ptr<Trigger> (*make)(Triggers& host, const TriggerInfo& info);
  /// Why the two can't be there together (Error ResourceInUse...), over all functions; may be null.
  Status (*conflict)(const TriggerInfo& wanted, const TriggerInfo& other);
};

[[nodiscard]] std::span<const TriggerType> triggerTypes();
/// Null when there is none of that name.
[[nodiscard]] const TriggerType* triggerType(const QString& name);

/// Whether it may be there beside the others (its own former self among them): names, numbers, what its type excludes. Errors
/// ResourceInUse..., LimitExceeded.Trigger.
[[nodiscard]] Status triggerFits(const TriggerInfo& wanted, const QList<TriggerInfo>& others);

/// Rules that several types share. `more`: characters allowed besides letters, digits, - and _.
[[nodiscard]] Status checkTriggerName(const QString& name, int most, QLatin1StringView more);
[[nodiscard]] Error badTriggerDesc(const QString& message, const QString& example);
/// Of CustomArgument: at most kCustomArgumentBytes.
[[nodiscard]] Status checkCustomArgument(const QString& text);

inline constexpr int kCustomArgumentBytes = 4096;   ///< section 5
inline constexpr int kTriggersPerFunctionType = 10; ///< section 8
inline constexpr int kTriggerNameChars = 100;       ///< of the API; the console takes 60
inline constexpr int kTriggerDescBytes = 16 * 1024; ///< ours

}  // namespace scfdesk
