// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/serverkind.h"
#include <unistd.h>

namespace scfdesk {

QByteArrayList ServerKind::environment(const QByteArray& inside) const {
  return {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "HOME=" + inside, "TMPDIR=" + inside};
}

std::unique_ptr<ServerKind> serverKind(const QString& name) {
  if (name == QLatin1String("redis")) return redisKind();
  if (name == QLatin1String("memcached")) return memcachedKind();
  if (name == QLatin1String("mysql")) return mysqlKind();
  if (name == QLatin1String("postgresql")) return postgresqlKind();
  return nullptr;
}

QByteArray programAt(std::initializer_list<const char*> paths) {
  for (const char* path : paths)
    if (access(path, X_OK) == 0) return path;
  return {};
}

std::optional<int64_t> figureOf(const ServerTable& table, QByteArrayView name) {
  for (const QByteArrayList& row : table.rows) {
    if (row.size() < 2 || row[0] != name) continue;
    bool ok = false;
    const double value = row[1].toDouble(&ok);
    return ok ? std::optional<int64_t>(int64_t(value)) : std::nullopt;
  }
  return std::nullopt;
}

Error serverError(const QByteArray& text) { return {QStringLiteral("Local.ServerRefused"), QString::fromUtf8(text.trimmed().left(2000)), {}}; }

}  // namespace scfdesk
