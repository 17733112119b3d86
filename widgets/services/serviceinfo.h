// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace scfdesk {

/// One state service as GET /-/services tells it. A value.
struct ServiceInfo {
  struct Variable {
    QString name, value;
    bool secret = false;
  };
  QString name, title, product, version, kind, state, host, things, commands, note, work;
  int port = 0;
  bool keeps = true, builtIn = false, registered = false;
  Error error;
  std::optional<qint64> memoryBytes, connections, keys;
  std::optional<double> commandsPerSecond, hitRate;
  qint64 sinceMs = 0, snapshotMs = 0, snapshotBytes = 0;
  QList<Variable> variables;
  QStringList functions;  ///< NAMESPACE/NAME

  [[nodiscard]] bool running() const { return state == QLatin1String("running"); }
  [[nodiscard]] bool starting() const { return state == QLatin1String("starting"); }
  [[nodiscard]] bool missing() const { return state == QLatin1String("missing"); }
  /// The whole product line: "TencentDB for Redis 7.0".
  [[nodiscard]] QString productLine() const;
};

/// The whole answer, in its order.
[[nodiscard]] QList<ServiceInfo> servicesFromJson(const QByteArray& text);
/// "Running", translated.
[[nodiscard]] QString serviceStateText(const ServiceInfo& service);
/// A JSON object with these members, all texts.
[[nodiscard]] QByteArray serviceAction(const QString& action, const QList<std::pair<QString, QString>>& members = {});
[[nodiscard]] QByteArray serviceFunctions(const QStringList& functions);

/// What a command has answered.
struct ServiceTable {
  QStringList columns;
  QList<QStringList> rows;
  QString note;
  int more = 0;
};
[[nodiscard]] ServiceTable serviceTableFromJson(const QByteArray& text);
/// The member "url" of an answer.
[[nodiscard]] QString urlFromJson(const QByteArray& text);

}  // namespace scfdesk
