// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/functioncodec.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

QJsonArray environmentToJson(const QList<std::pair<QString, QString>>& environment) {
  QJsonArray list;
  for (const auto& [key, value] : environment) list.append(QJsonArray{key, value});
  return list;
}

QList<std::pair<QString, QString>> environmentFromJson(const QJsonArray& list) {
  QList<std::pair<QString, QString>> environment;
  for (const auto& entry : list) {
    const QJsonArray pair = entry.toArray();
    environment.append({pair.at(0).toString(), pair.at(1).toString()});
  }
  return environment;
}

QJsonArray aliasesToJson(const QList<AliasInfo>& aliases) {
  QJsonArray list;
  for (const AliasInfo& a : aliases) {
    QJsonObject o{{u"name"_s, a.name}, {u"version"_s, qint64(a.version)}, {u"description"_s, a.description}, {u"added"_s, qint64(a.added)}, {u"modified"_s, qint64(a.modified)}};
    QJsonArray weights, matches;
    for (const VersionWeight& w : a.weights) weights.append(QJsonArray{qint64(w.version), w.weight});
    for (const VersionMatch& m : a.matches) matches.append(QJsonArray{qint64(m.version), m.key, m.method, m.expression});
    if (!weights.isEmpty()) o[u"weights"_s] = weights;
    if (!matches.isEmpty()) o[u"matches"_s] = matches;
    list.append(o);
  }
  return list;
}

QList<AliasInfo> aliasesFromJson(const QJsonArray& list) {
  QList<AliasInfo> aliases;
  for (const auto& entry : list) {
    const QJsonObject o = entry.toObject();
    AliasInfo a;
    a.name = o["name"_L1].toString();
    a.version = VersionNumber(o["version"_L1].toInteger());
    a.description = o["description"_L1].toString();
    a.added = o["added"_L1].toInteger();
    a.modified = o["modified"_L1].toInteger();
    for (const auto& w : o["weights"_L1].toArray()) a.weights.append({VersionNumber(w.toArray().at(0).toInteger()), w.toArray().at(1).toDouble()});
    for (const auto& m : o["matches"_L1].toArray()) {
      const QJsonArray parts = m.toArray();
      a.matches.append({VersionNumber(parts.at(0).toInteger()), parts.at(1).toString(), parts.at(2).toString(), parts.at(3).toString()});
    }
    aliases.append(a);
  }
  return aliases;
}

QByteArray compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

}  // namespace

QByteArray functionToRow(const FunctionInfo& f) {
  QJsonObject o{{u"runtime"_s, f.config.runtime},
                {u"handler"_s, f.config.handler},
                {u"description"_s, f.config.description},
                {u"memoryMb"_s, f.config.memoryMb},
                {u"timeoutSeconds"_s, f.config.timeoutSeconds},
                {u"initTimeoutSeconds"_s, f.config.initTimeoutSeconds},
                {u"environment"_s, environmentToJson(f.config.environment)},
                {u"source"_s, f.source == CodeSource::Folder ? u"folder"_s : u"package"_s},
                {u"folder"_s, f.folder},
                {u"codeSha256"_s, QString::fromLatin1(f.codeSha256)},
                {u"codeBytes"_s, qint64(f.codeBytes)},
                {u"status"_s, int(f.status)},
                {u"statusReason"_s, f.statusReason},
                {u"statusCode"_s, f.statusCode},
                {u"runtimeShown"_s, f.runtimeShown},
                {u"sample"_s, f.sample},
                {u"interpreterFound"_s, f.interpreterFound},
                {u"installCommand"_s, f.installCommand},
                {u"functionId"_s, f.functionId},
                {u"role"_s, f.role},
                {u"added"_s, qint64(f.added)},
                {u"modified"_s, qint64(f.modified)},
                {u"generation"_s, qint64(f.generation)}};
  if (f.overrides.keepAliveSeconds) o[u"keepAliveSeconds"_s] = *f.overrides.keepAliveSeconds;
  if (f.overrides.maxInstances) o[u"maxInstances"_s] = *f.overrides.maxInstances;
  if (f.overrides.startPolicy) o[u"startPolicy"_s] = *f.overrides.startPolicy;
  if (f.config.asyncRun) o[u"asyncRun"_s] = true;
  if (f.config.traceEnabled) o[u"traceEnabled"_s] = true;
  if (f.lastVersion) o[u"lastVersion"_s] = qint64(f.lastVersion);
  if (!f.aliases.isEmpty()) o[u"aliases"_s] = aliasesToJson(f.aliases);
  if (f.async != AsyncConfig{}) o[u"async"_s] = QJsonObject{{u"retries"_s, f.async.retries}, {u"maxAgeSeconds"_s, f.async.maxAgeSeconds}};
  if (f.reservedMemoryMb) o[u"reservedMemoryMb"_s] = *f.reservedMemoryMb;
  QJsonObject extras;
  for (auto it = f.apiExtras.begin(); it != f.apiExtras.end(); ++it) extras[it.key()] = it.value();
  if (!extras.isEmpty()) o[u"apiExtras"_s] = extras;
  return compact(o);
}

FunctionInfo functionFromRow(FunctionId id, const FunctionKey& key, const QByteArray& row) {
  const QJsonObject o = QJsonDocument::fromJson(row).object();
  FunctionInfo f;
  f.id = id;
  f.key = key;
  f.config.runtime = o["runtime"_L1].toString();
  f.config.handler = o["handler"_L1].toString();
  f.config.description = o["description"_L1].toString();
  f.config.memoryMb = o["memoryMb"_L1].toInt(f.config.memoryMb);
  f.config.timeoutSeconds = o["timeoutSeconds"_L1].toInt(f.config.timeoutSeconds);
  f.config.initTimeoutSeconds = o["initTimeoutSeconds"_L1].toInt(f.config.initTimeoutSeconds);
  f.config.environment = environmentFromJson(o["environment"_L1].toArray());
  f.source = o["source"_L1].toString() == "folder"_L1 ? CodeSource::Folder : CodeSource::Package;
  f.folder = o["folder"_L1].toString();
  f.codeSha256 = o["codeSha256"_L1].toString().toLatin1();
  f.codeBytes = o["codeBytes"_L1].toInteger();
  const int status = o["status"_L1].toInt();
  if (status >= 0 && status <= int(FunctionStatus::PublishFailed)) f.status = FunctionStatus(status);
  f.statusReason = o["statusReason"_L1].toString();
  f.statusCode = o["statusCode"_L1].toString();
  f.runtimeShown = o["runtimeShown"_L1].toString();
  f.sample = o["sample"_L1].toBool();
  f.interpreterFound = o["interpreterFound"_L1].toBool(true);
  f.installCommand = o["installCommand"_L1].toString();
  f.functionId = o["functionId"_L1].toString();
  f.role = o["role"_L1].toString();
  f.added = o["added"_L1].toInteger();
  f.modified = o["modified"_L1].toInteger();
  f.generation = uint32_t(o["generation"_L1].toInteger());
  if (const auto v = o["keepAliveSeconds"_L1]; v.isDouble()) f.overrides.keepAliveSeconds = v.toInt();
  if (const auto v = o["maxInstances"_L1]; v.isDouble()) f.overrides.maxInstances = v.toInt();
  if (const auto v = o["startPolicy"_L1]; v.isString()) f.overrides.startPolicy = v.toString();
  f.config.asyncRun = o["asyncRun"_L1].toBool();
  f.config.traceEnabled = o["traceEnabled"_L1].toBool();
  f.lastVersion = VersionNumber(o["lastVersion"_L1].toInteger());
  f.aliases = aliasesFromJson(o["aliases"_L1].toArray());
  const QJsonObject async = o["async"_L1].toObject();
  f.async.retries = async["retries"_L1].toInt(f.async.retries);
  f.async.maxAgeSeconds = async["maxAgeSeconds"_L1].toInt(f.async.maxAgeSeconds);
  if (const auto v = o["reservedMemoryMb"_L1]; v.isDouble()) f.reservedMemoryMb = v.toInt();
  const QJsonObject extras = o["apiExtras"_L1].toObject();
  for (auto it = extras.begin(); it != extras.end(); ++it) f.apiExtras[it.key()] = it.value().toString();
  return f;
}

QByteArray triggerToRow(const TriggerInfo& t) {
  return compact({{u"customArgument"_s, t.customArgument},
                  {u"qualifier"_s, t.qualifier},
                  {u"desc"_s, t.desc},
                  {u"description"_s, t.description},
                  {u"enabled"_s, t.enabled},
                  {u"urlId"_s, t.urlId},
                  {u"added"_s, qint64(t.added)},
                  {u"modified"_s, qint64(t.modified)}});
}

TriggerInfo triggerFromRow(const FunctionKey& function, const QString& type, const QString& name, const QByteArray& row) {
  const QJsonObject o = QJsonDocument::fromJson(row).object();
  TriggerInfo t;
  t.function = function;
  t.type = type;
  t.name = name;
  t.qualifier = o["qualifier"_L1].toString();
  t.desc = o["desc"_L1].toString();
  t.description = o["description"_L1].toString();
  t.enabled = o["enabled"_L1].toBool(true);
  t.customArgument = o["customArgument"_L1].toString();
  t.urlId = o["urlId"_L1].toString();
  t.added = o["added"_L1].toInteger();
  t.modified = o["modified"_L1].toInteger();
  return t;
}

}  // namespace scfdesk
