// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <cstdint>

namespace scfdesk {

/// What a connection leads to.
enum class ConnectionKind : uint8_t {
  Embedded,  ///< the engine in this process
  Engine,    ///< an engine of ours on another machine (or in another process)
  Cloud,     ///< Tencent Cloud
};

/// A stored way to a target, without its keys: those lie in the desktop's keyring under `id`, or in the environment.
struct ConnectionProfile {
  QString id;        ///< never changes; names its keys in the keyring
  QString name;      ///< as the user calls it; unique
  ConnectionKind kind = ConnectionKind::Cloud;
  QString endpoint;  ///< "https://scf.tencentcloudapi.com", "http://10.0.0.5:9700"
  QString region = QStringLiteral("ap-guangzhou");
  QString ns = QStringLiteral("default");
  QString keyVariables = {};  ///< "STAGE": its keys are in STAGE_SECRET_ID, STAGE_SECRET_KEY, STAGE_TOKEN; empty = the keyring's, or the usual names
  friend bool operator==(const ConnectionProfile&, const ConnectionProfile&) = default;
};
/// The profile of the engine in this process; it is always there and never stored.
ConnectionProfile embeddedConnection();
QString connectionKindName(ConnectionKind kind);  ///< "embedded" "engine" "cloud"

/// Keys of an account or of an engine. Never shown, logged or written to a file of ours.
struct ConnectionKeys {
  QByteArray secretId, secretKey, token;
  [[nodiscard]] bool valid() const { return !secretId.isEmpty() && !secretKey.isEmpty(); }
};

inline constexpr int kConnectionsMost = 50;
inline constexpr int kConnectionNameChars = 64;

/// Name, endpoint, region and namespace by their rules; the first that is wrong. Code "InvalidParameterValue".
Status checkConnection(const ConnectionProfile& profile);

/// {"connections":[...]}: the text of connections.json. Holds no key, ever.
QByteArray connectionsToJson(const QList<ConnectionProfile>& profiles);
/// What such a text holds. Entries that cannot be are left out; a text that is no such object is an Error.
Result<QList<ConnectionProfile>> connectionsFromJson(const QByteArray& json);

}  // namespace scfdesk
