// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <QString>
#include <cstdint>
#include <optional>

namespace scfdesk {

/// Microseconds since the Unix epoch. The engine anchors its monotonic clock once at start, so these never step back.
using TimeUs = int64_t;
/// Stable number of a function (or of one of its versions) in one data folder; 0 is none. Never reused.
using FunctionId = uint32_t;

/// Number of a published version, 1, 2, 3...; 0 is $LATEST, the only one that can be changed.
using VersionNumber = uint32_t;
QString versionName(VersionNumber);  ///< "$LATEST", "1"
/// "$LATEST" and numbers from 1 without leading zeros; none for everything else (an alias).
std::optional<VersionNumber> versionFromName(QStringView name);

/// A published version: code and configuration as they were then, never changed again.
struct VersionInfo {
  VersionNumber number = 0;
  FunctionId unit = 0;  ///< number of its own in the engine
  QString description;
  TimeUs added = 0;
  friend bool operator==(const VersionInfo&, const VersionInfo&) = default;
};

/// The share of calls of an alias that go to another version than its main one, 0 to 1.
struct VersionWeight {
  VersionNumber version = 0;
  double weight = 0;
  friend bool operator==(const VersionWeight&, const VersionWeight&) = default;
};

/// Calls whose RoutingKey holds `key` with a fitting value go to `version` (facts/scf.md section 8).
struct VersionMatch {
  VersionNumber version = 0;
  QString key;         ///< "invoke.headers.User": the member "User" of the RoutingKey
  QString method;      ///< "exact" | "range"
  QString expression;  ///< the value; or "(1,9]", "[1,9]", ... of integers
  friend bool operator==(const VersionMatch&, const VersionMatch&) = default;
};

/// A name for a version, or for two that share its calls. At most one of `weights` and `matches` has an entry.
struct AliasInfo {
  QString name;
  VersionNumber version = 0;
  QString description;
  QList<VersionWeight> weights;
  QList<VersionMatch> matches;
  TimeUs added = 0;
  TimeUs modified = 0;
  friend bool operator==(const AliasInfo&, const AliasInfo&) = default;
};
/// The alias that every function has; it is $LATEST until it is moved.
inline constexpr QStringView kDefaultAlias = u"$DEFAULT";

/// What happens to async events that fail (facts/scf.md section 6).
struct AsyncConfig {
  int retries = 2;               ///< after execution errors
  int maxAgeSeconds = 6 * 3600;  ///< MsgTTL
  friend bool operator==(const AsyncConfig&, const AsyncConfig&) = default;
};

/// The rules of facts/scf.md 1.7 and section 8.
Status checkAliasName(const QString& name);  ///< "$DEFAULT" passes
/// Weights and matches; that the versions exist is not looked at.
Status checkRouting(const AliasInfo& alias);
Status checkAsyncConfig(const AsyncConfig& config);

/// The version that a call of this alias goes to. `routingKey`: the call's JSON object of strings, may be empty; `dice`: 0 <= dice < 1.
VersionNumber routed(const AliasInfo& alias, const QByteArray& routingKey, double dice);

}  // namespace scfdesk
