// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QHash>
#include <QString>
#include <optional>

namespace scfdesk {

/// Settings of the engine, as GET|PUT /-/settings shows them (contract.md). Defaults are those of the contract.
struct EngineSettings {
  int keepAliveSeconds = 600;
  int freezeAfterMs = 2000;
  QString reuse = QStringLiteral("mru");          ///< mru | lru
  QString startPolicy = QStringLiteral("scf");    ///< scf | wait
  QString policy = QStringLiteral("fixed");       ///< fixed | histogram | greedy-dual: what becomes of idle instances (policies.h)
  int retryIntervalSeconds = 60;
  int burstPerMinute = 500;
  QString burstWindow = QStringLiteral("fixed");  ///< fixed | sliding
  int provisionedPerMinute = 100;                 ///< starts of provisioned instances, apart from burstPerMinute
  int accountMemoryMb = 128000;
  std::optional<int> hostMemoryMb;                ///< none = 70 % of the machine
  QString isolation = QStringLiteral("auto");     ///< auto | namespaces | process
  bool preparedStarts = true;
  int historyDays = 7;                            ///< invocations and log lines: kept this long
  int historyMb = 2048;                           ///< and at most so much, oldest first
  QString timerZone = QStringLiteral("+08:00");    ///< what the cron of timer triggers means: "+HH:MM" or "-HH:MM", no daylight saving
  int port = 9700;                                ///< taken at the next start
  QHash<QString, QString> interpreters;           ///< runtime family ("python3", "nodejs") -> absolute path; empty = found
  friend bool operator==(const EngineSettings&, const EngineSettings&) = default;
};

/// Seconds ahead of UTC of "+08:00" (-12:00 to +14:00); none for anything else.
std::optional<int> zoneSeconds(const QString& zone);

/// JSON object of all settings.
QByteArray settingsToJson(const EngineSettings& settings);
/// `base` with the members of a JSON object put over it. Unknown names, wrong types and impossible values are refused by
/// name (code "InvalidParameterValue") and change nothing.
Result<EngineSettings> settingsFromJson(const EngineSettings& base, const QByteArray& json);

QByteArray overridesToJson(const struct FunctionOverrides& overrides);
Result<struct FunctionOverrides> overridesFromJson(const struct FunctionOverrides& base, const QByteArray& json);

}  // namespace scfdesk
