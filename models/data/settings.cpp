// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/settings.h"
#include "models/data/function.h"
#include "models/data/limits.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk {
namespace {

Error refused(const std::string& name, const QString& why) {
  return Error{u"InvalidParameterValue"_s, u"%1: %2"_s.arg(QString::fromStdString(name), why), u"Change that and send it again; nothing was changed."_s};
}

/// Takes an integer within [low, high]; an Error that names the member otherwise.
template <typename Target>
std::optional<Error> takeInt(const std::string& name, const json& value, int64_t low, int64_t high, Target& target) {
  if (!value.is_number_integer() || value.get<int64_t>() < low || value.get<int64_t>() > high)
    return refused(name, u"a whole number from %1 to %2 is wanted"_s.arg(low).arg(high));
  target = value.get<int>();
  return std::nullopt;
}

std::optional<Error> takeWord(const std::string& name, const json& value, std::initializer_list<const char*> words, QString& target) {
  QStringList list;
  for (const char* w : words) {
    if (value.is_string() && value.get_ref<const std::string&>() == w) {
      target = QString::fromLatin1(w);
      return std::nullopt;
    }
    list << QString::fromLatin1(w);
  }
  return refused(name, u"one of %1 is wanted"_s.arg(list.join(u", "_s)));
}

std::optional<Error> takeOne(const std::string& name, const json& value, EngineSettings& s) {
  if (name == "keepAliveSeconds") return takeInt(name, value, 0, 24 * 3600, s.keepAliveSeconds);
  if (name == "freezeAfterMs") return takeInt(name, value, 0, 24 * 3600 * 1000, s.freezeAfterMs);
  if (name == "reuse") return takeWord(name, value, {"mru", "lru"}, s.reuse);
  if (name == "startPolicy") return takeWord(name, value, {"scf", "wait"}, s.startPolicy);
  if (name == "policy") return takeWord(name, value, {"fixed", "histogram", "greedy-dual"}, s.policy);
  if (name == "burstWindow") return takeWord(name, value, {"fixed", "sliding"}, s.burstWindow);
  if (name == "provisionedPerMinute") return takeInt(name, value, 1, 100000, s.provisionedPerMinute);
  if (name == "retryIntervalSeconds") return takeInt(name, value, 1, 3600, s.retryIntervalSeconds);
  if (name == "burstPerMinute") return takeInt(name, value, 1, 100000, s.burstPerMinute);
  if (name == "accountMemoryMb") return takeInt(name, value, 64, 10'000'000, s.accountMemoryMb);
  if (name == "hostMemoryMb") {
    if (value.is_null()) {
      s.hostMemoryMb.reset();
      return std::nullopt;
    }
    return takeInt(name, value, 64, 10'000'000, s.hostMemoryMb);
  }
  if (name == "isolation") return takeWord(name, value, {"auto", "namespaces", "process"}, s.isolation);
  if (name == "preparedStarts") {
    if (!value.is_boolean()) return refused(name, u"true or false is wanted"_s);
    s.preparedStarts = value.get<bool>();
    return std::nullopt;
  }
  if (name == "historyDays") return takeInt(name, value, 1, 366, s.historyDays);
  if (name == "historyMb") return takeInt(name, value, 16, 10'000'000, s.historyMb);
  if (name == "timerZone") {
    const QString zone = value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString();
    if (!zoneSeconds(zone)) return refused(name, u"an offset such as +08:00, from -12:00 to +14:00, is wanted"_s);
    s.timerZone = zone;
    return std::nullopt;
  }
  if (name == "port") return takeInt(name, value, 0, 65535, s.port);
  if (name == "interpreters") {
    if (!value.is_object()) return refused(name, u"an object of runtime family and path is wanted"_s);
    QHash<QString, QString> all;
    for (const auto& [family, path] : value.items()) {
      if (!path.is_string()) return refused(name + "." + family, u"a path is wanted"_s);
      const QString text = QString::fromStdString(path.get<std::string>());
      if (!text.isEmpty() && !text.startsWith(u'/')) return refused(name + "." + family, u"an absolute path is wanted"_s);
      if (!text.isEmpty()) all.insert(QString::fromStdString(family), text);
    }
    s.interpreters = all;
    return std::nullopt;
  }
  return refused(name, u"there is no such setting"_s);
}

Result<json> objectOf(const QByteArray& text) {
  if (text.size() > limits::kSettingsFileBytes)
    return Error{u"InvalidParameterValue"_s, u"Settings of %1 bytes; at most %2."_s.arg(text.size()).arg(limits::kSettingsFileBytes), u"Send only those that change."_s};
  json value = json::parse(text.begin(), text.end(), nullptr, false);
  if (value.is_discarded() || !value.is_object()) return Error{u"InvalidParameterValue"_s, u"A JSON object is wanted."_s, u"Example: {\"keepAliveSeconds\":600}"_s};
  return value;
}

QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

}  // namespace

std::optional<int> zoneSeconds(const QString& zone) {
  const auto digit = [&](int i) { return zone[i] >= u'0' && zone[i] <= u'9' ? zone[i].unicode() - u'0' : -100; };
  if (zone.size() != 6 || (zone[0] != u'+' && zone[0] != u'-') || zone[3] != u':') return std::nullopt;
  const int hours = digit(1) * 10 + digit(2), minutes = digit(4) * 10 + digit(5);
  if (hours < 0 || minutes < 0 || minutes > 59) return std::nullopt;
  const int seconds = (hours * 60 + minutes) * (zone[0] == u'-' ? -60 : 60);
  if (seconds < -12 * 3600 || seconds > 14 * 3600) return std::nullopt;
  return seconds;
}

QByteArray settingsToJson(const EngineSettings& s) {
  json interpreters = json::object();
  for (auto it = s.interpreters.begin(); it != s.interpreters.end(); ++it) interpreters[it.key().toStdString()] = it.value().toStdString();
  return dumped(json{{"keepAliveSeconds", s.keepAliveSeconds},
                     {"freezeAfterMs", s.freezeAfterMs},
                     {"reuse", s.reuse.toStdString()},
                     {"startPolicy", s.startPolicy.toStdString()},
                     {"policy", s.policy.toStdString()},
                     {"burstWindow", s.burstWindow.toStdString()},
                     {"provisionedPerMinute", s.provisionedPerMinute},
                     {"retryIntervalSeconds", s.retryIntervalSeconds},
                     {"burstPerMinute", s.burstPerMinute},
                     {"accountMemoryMb", s.accountMemoryMb},
                     {"hostMemoryMb", s.hostMemoryMb ? json(*s.hostMemoryMb) : json()},
                     {"isolation", s.isolation.toStdString()},
                     {"preparedStarts", s.preparedStarts},
                     {"historyDays", s.historyDays},
                     {"historyMb", s.historyMb},
                     {"timerZone", s.timerZone.toStdString()},
                     {"port", s.port},
                     {"interpreters", interpreters}});
}

Result<EngineSettings> settingsFromJson(const EngineSettings& base, const QByteArray& text) {
  auto object = objectOf(text);
  if (!object) return object.error();
  EngineSettings settings = base;
  for (const auto& [name, value] : object->items())
    if (auto error = takeOne(name, value, settings)) return *error;
  return settings;
}

QByteArray overridesToJson(const FunctionOverrides& o) {
  return dumped(json{{"keepAliveSeconds", o.keepAliveSeconds ? json(*o.keepAliveSeconds) : json()},
                     {"maxInstances", o.maxInstances ? json(*o.maxInstances) : json()},
                     {"startPolicy", o.startPolicy ? json(o.startPolicy->toStdString()) : json()}});
}

Result<FunctionOverrides> overridesFromJson(const FunctionOverrides& base, const QByteArray& text) {
  auto object = objectOf(text);
  if (!object) return object.error();
  FunctionOverrides overrides = base;
  for (const auto& [name, value] : object->items()) {
    std::optional<Error> error;
    if (name == "keepAliveSeconds") {
      if (value.is_null()) overrides.keepAliveSeconds.reset();
      else error = takeInt(name, value, 0, 24 * 3600, overrides.keepAliveSeconds);
    } else if (name == "maxInstances") {
      if (value.is_null()) overrides.maxInstances.reset();
      else error = takeInt(name, value, 1, 100000, overrides.maxInstances);
    } else if (name == "startPolicy") {
      QString word;
      if (value.is_null()) overrides.startPolicy.reset();
      else if (!(error = takeWord(name, value, {"scf", "wait"}, word))) overrides.startPolicy = word;
    } else {
      error = refused(name, u"there is no such setting"_s);
    }
    if (error) return *error;
  }
  return overrides;
}

}  // namespace scfdesk
