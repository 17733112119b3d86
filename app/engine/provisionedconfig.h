// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/config.h"
#include <QList>
#include <QString>
#include <optional>
#include <vector>

namespace scfdesk {

/// The provisioned concurrency of a published version as PutProvisionedConcurrencyConfig gives it (facts/scf.md 1.5, 1.6 and 7).
/// It is kept with its version as a JSON text under kProvisionedKey. A plain value; engine thread.
struct ProvisionedConfig {
  /// One of TriggerActions: from each time of its cron on, this many.
  struct Task {
    QString name;
    int count = 0;
    QString cron;  ///< seven fields, East 8; checked
    friend bool operator==(const Task&, const Task&) = default;
  };
  int count = 0;
  bool tracking = false;       ///< ConcurrencyUtilizationTracking; count is 0 then
  int utilizationPpm = 0;
  int least = 0, most = 0;     ///< MinCapacity, MaxCapacity
  QList<Task> tasks;           ///< at most scaling::kScheduledTasks
  int64_t since = 0;           ///< when it was put, Unix seconds

  /// The most instances that it may ever ask for.
  [[nodiscard]] int peak() const;
  [[nodiscard]] scaling::Provision base() const;
  [[nodiscard]] std::vector<scaling::ScheduledProvision> schedule() const;
  /// What is in force at a time: what was put, or the task that came last since then (of two at once the later in the list).
  [[nodiscard]] scaling::Provision at(int64_t unixSeconds) const;

  [[nodiscard]] QString toText() const;
  static std::optional<ProvisionedConfig> fromText(const QString& text);
  friend bool operator==(const ProvisionedConfig&, const ProvisionedConfig&) = default;
};

/// It with how far the engine is.
struct ProvisionedState {
  ProvisionedConfig config;
  int target = 0;    ///< in force now
  int ready = 0;
  int failures = 0;  ///< starts in a row that failed
};

inline const QString kProvisionedKey = QStringLiteral("ProvisionedConcurrencyConfig");  ///< in FunctionInfo::apiExtras of a version

}  // namespace scfdesk
