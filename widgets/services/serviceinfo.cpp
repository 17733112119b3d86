// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/serviceinfo.h"
#include <QCoreApplication>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;

json parse(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
QString text(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}
template <typename T>
std::optional<T> number(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_number() ? std::optional<T>(it->get<T>()) : std::nullopt;
}
bool flag(const json& object, const char* name, bool other) {
  const auto it = object.find(name);
  return it != object.end() && it->is_boolean() ? it->get<bool>() : other;
}
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

ServiceInfo infoOf(const std::string& name, const json& o) {
  ServiceInfo s;
  s.name = QString::fromStdString(name);
  s.title = text(o, "title").isEmpty() ? s.name : text(o, "title");
  s.product = text(o, "product");
  s.version = text(o, "version");
  s.kind = text(o, "kind");
  s.state = text(o, "state");
  s.host = text(o, "host");
  s.things = text(o, "things");
  s.commands = text(o, "commands");
  s.note = text(o, "note");
  s.work = text(o, "work");
  s.port = number<int>(o, "port").value_or(0);
  s.keeps = flag(o, "keeps", true);
  s.builtIn = flag(o, "builtIn", false);
  s.registered = flag(o, "registered", false);
  s.memoryBytes = number<qint64>(o, "memoryBytes");
  s.connections = number<qint64>(o, "connections");
  s.keys = number<qint64>(o, "keys");
  s.commandsPerSecond = number<double>(o, "commandsPerSecond");
  s.hitRate = number<double>(o, "hitRate");
  s.sinceMs = number<qint64>(o, "sinceMs").value_or(0);
  if (const auto e = o.find("error"); e != o.end() && e->is_object()) s.error = {text(*e, "code"), text(*e, "message"), text(*e, "next")};
  if (const auto e = o.find("snapshot"); e != o.end() && e->is_object()) {
    s.snapshotMs = number<qint64>(*e, "atMs").value_or(0);
    s.snapshotBytes = number<qint64>(*e, "bytes").value_or(0);
  }
  if (const auto list = o.find("variables"); list != o.end() && list->is_array())
    for (const json& v : *list) s.variables.append({text(v, "name"), text(v, "value"), flag(v, "secret", false)});
  if (const auto list = o.find("functions"); list != o.end() && list->is_array())
    for (const json& f : *list)
      if (f.is_string()) s.functions << QString::fromStdString(f.get<std::string>());
  return s;
}
}  // namespace

QString ServiceInfo::productLine() const {
  if (builtIn) return QCoreApplication::translate("scfdesk::ServicesView", QT_TRANSLATE_NOOP("scfdesk::ServicesView", "object storage"));
  if (kind == u"ckafka"_s) return QCoreApplication::translate("scfdesk::ServicesView", QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Kafka protocol, built-in broker"));
  return version.isEmpty() ? product : QString(product + u' ' + version.section(u'.', 0, 1));
}

QList<ServiceInfo> servicesFromJson(const QByteArray& answer) {
  QList<ServiceInfo> list;
  const json all = parse(answer);
  if (!all.is_object()) return list;
  for (const auto& [name, object] : all.items())
    if (object.is_object()) list.append(infoOf(name, object));
  return list;
}

QString serviceStateText(const ServiceInfo& s) {
  const auto said = [](const char* word) { return QCoreApplication::translate("scfdesk::ServicesView", word); };
  if (s.work == u"saved"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Saving"));
  if (s.work == u"restored"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Restoring"));
  if (s.work == u"reset"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Resetting"));
  if (s.state == u"running"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Running"));
  if (s.state == u"starting"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Starting"));
  if (s.state == u"stopping"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Stopping"));
  if (s.state == u"failed"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Failed"));
  if (s.state == u"missing"_s) return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Not installed"));
  return said(QT_TRANSLATE_NOOP("scfdesk::ServicesView", "Stopped"));
}

QByteArray serviceAction(const QString& action, const QList<std::pair<QString, QString>>& members) {
  json object{{"action", action.toStdString()}};
  for (const auto& [name, value] : members) object[name.toStdString()] = value.toStdString();
  return dump(object);
}

QByteArray serviceFunctions(const QStringList& functions) {
  json list = json::array();
  for (const QString& f : functions) list.push_back(f.toStdString());
  return dump({{"action", "functions"}, {"functions", list}});
}

ServiceTable serviceTableFromJson(const QByteArray& answer) {
  ServiceTable table;
  const json o = parse(answer);
  if (!o.is_object()) return table;
  const auto listOf = [](const json& array) {
    QStringList list;
    for (const json& field : array) list << (field.is_string() ? QString::fromStdString(field.get<std::string>()) : QString());
    return list;
  };
  if (const auto it = o.find("columns"); it != o.end() && it->is_array()) table.columns = listOf(*it);
  if (const auto it = o.find("rows"); it != o.end() && it->is_array())
    for (const json& row : *it) table.rows.append(listOf(row));
  table.note = text(o, "note");
  table.more = number<int>(o, "more").value_or(0);
  return table;
}

QString urlFromJson(const QByteArray& answer) {
  const json o = parse(answer);
  return o.is_object() ? text(o, "url") : QString();
}

}  // namespace scfdesk
