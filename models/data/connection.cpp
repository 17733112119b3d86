// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/connection.h"
#include "models/data/function.h"
#include <QUrl>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

Error wrong(const QString& message, const QString& next) { return Error{QStringLiteral("InvalidParameterValue"), message, next}; }
QString textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string&>()) : QString();
}
bool isLoopback(const QString& host) { return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) || host == QLatin1String("::1"); }
}  // namespace

ConnectionProfile embeddedConnection() { return {QStringLiteral("embedded"), QStringLiteral("Embedded engine"), ConnectionKind::Embedded, {}, {}, QStringLiteral("default")}; }

QString connectionKindName(ConnectionKind kind) {
  switch (kind) {
    case ConnectionKind::Embedded: return QStringLiteral("embedded");
    case ConnectionKind::Engine: return QStringLiteral("engine");
    case ConnectionKind::Cloud: return QStringLiteral("cloud");
  }
  return {};
}

Status checkConnection(const ConnectionProfile& profile) {
  if (profile.kind == ConnectionKind::Embedded) return Done{};
  if (profile.name.trimmed().isEmpty() || profile.name.size() > kConnectionNameChars)
    return wrong(QStringLiteral("A connection has a name of 1 to %1 characters.").arg(kConnectionNameChars), QStringLiteral("Give it one."));
  if (profile.name == embeddedConnection().id || profile.name == embeddedConnection().name)
    return wrong(QStringLiteral("The name %1 is that of the engine in this window.").arg(profile.name), QStringLiteral("Choose another one."));
  const QUrl url(profile.endpoint, QUrl::StrictMode);
  const bool secure = url.scheme() == QLatin1String("https");
  if (!url.isValid() || url.host().isEmpty() || !(secure || url.scheme() == QLatin1String("http")) || !(url.path().isEmpty() || url.path() == QLatin1String("/")) ||
      url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
    return wrong(QStringLiteral("The endpoint `%1` is no address of the form https://host or http://host:port.").arg(profile.endpoint.left(200)),
                 QStringLiteral("Tencent Cloud's is https://scf.tencentcloudapi.com."));
  // A request shows code and environment of functions to whoever reads along.
  if (profile.kind == ConnectionKind::Cloud && !secure && !isLoopback(url.host()))
    return wrong(QStringLiteral("The endpoint %1 of a cloud connection is not encrypted.").arg(profile.endpoint), QStringLiteral("Write https:// in front of it."));
  if (profile.kind == ConnectionKind::Cloud && profile.region.trimmed().isEmpty())
    return wrong(QStringLiteral("A cloud connection needs a region."), QStringLiteral("For example ap-guangzhou."));
  for (const QChar c : profile.region)
    if (!c.isLetterOrNumber() && c != u'-') return wrong(QStringLiteral("The region `%1` has letters, digits and - only.").arg(profile.region.left(60)), QStringLiteral("For example ap-guangzhou."));
  if (!profile.keyVariables.isEmpty() && !std::all_of(profile.keyVariables.begin(), profile.keyVariables.end(), [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'; }))
    return wrong(QStringLiteral("The variables of keys begin with capital letters, digits and _, not with `%1`.").arg(profile.keyVariables.left(60)), QStringLiteral("STAGE stands for STAGE_SECRET_ID and STAGE_SECRET_KEY."));
  if (const Status ns = checkNamespaceName(profile.ns); !ns) return wrong(ns.error().message, QStringLiteral("The one that every account has is default."));
  return Done{};
}

QByteArray connectionsToJson(const QList<ConnectionProfile>& profiles) {
  json list = json::array();
  for (const ConnectionProfile& p : profiles) {
    if (p.kind == ConnectionKind::Embedded) continue;
    list.push_back({{"id", p.id.toStdString()}, {"name", p.name.toStdString()}, {"kind", connectionKindName(p.kind).toStdString()},
                    {"endpoint", p.endpoint.toStdString()}, {"region", p.region.toStdString()}, {"namespace", p.ns.toStdString()}});
    if (!p.keyVariables.isEmpty()) list.back()["keys"] = p.keyVariables.toStdString();
  }
  return QByteArray::fromStdString(json{{"connections", std::move(list)}}.dump(2, ' ', false, json::error_handler_t::replace) + '\n');
}

Result<QList<ConnectionProfile>> connectionsFromJson(const QByteArray& text) {
  const json whole = json::parse(text.begin(), text.end(), nullptr, false);
  if (!whole.is_object() || !whole.contains("connections") || !whole["connections"].is_array())
    return Error{QStringLiteral("Local.BadConnections"), QStringLiteral("The file of the connections is damaged."), QStringLiteral("Mend connections.json in the data folder, or take it away.")};
  QList<ConnectionProfile> profiles;
  for (const json& one : whole["connections"]) {
    if (profiles.size() >= kConnectionsMost) break;
    const auto bad = [number = profiles.size() + 1](const QString& why) {
      return Error{QStringLiteral("Local.BadConnections"), QStringLiteral("Entry %1 of the file of the connections is wrong: %2").arg(number).arg(why), QStringLiteral("Mend connections.json in the data folder, or take it away.")};
    };
    if (!one.is_object()) return bad(QStringLiteral("it is no object."));
    ConnectionProfile p;
    p.id = textOf(one, "id");
    p.name = textOf(one, "name");
    p.kind = textOf(one, "kind") == QLatin1String("engine") ? ConnectionKind::Engine : ConnectionKind::Cloud;
    p.endpoint = textOf(one, "endpoint");
    p.region = textOf(one, "region");
    if (const QString ns = textOf(one, "namespace"); !ns.isEmpty()) p.ns = ns;
    p.keyVariables = textOf(one, "keys");
    if (p.id.isEmpty()) return bad(QStringLiteral("it has no id."));
    if (const Status good = checkConnection(p); !good) return bad(good.error().message);
    profiles.append(p);
  }
  return profiles;
}

}  // namespace scfdesk
