// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: actions that change triggers. In this engine: type "http", the function URL.
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr qsizetype kNameChars = 100;

Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

Status checkType(const QString& type) {
  static constexpr const char* others[] = {"timer", "cos", "cmq", "ckafka", "apigw", "cls", "clb", "mps", "eb", "cm", "vod"};
  if (type == QLatin1String("http")) return Done{};
  if (std::any_of(std::begin(others), std::end(others), [&](const char* other) { return type == QLatin1String(other); })) {
    return error("UnsupportedOperation.Trigger", QStringLiteral("Triggers of type %1 are not built into this local engine yet.").arg(type), QStringLiteral("Use type http, a function URL."));
  }
  return error("InvalidParameterValue.Type", QStringLiteral("There is no trigger type `%1`.").arg(type));
}

bool isName(const QString& name) {
  const auto letter = [](QChar c) { return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('A') && c <= QLatin1Char('Z')); };
  return !name.isEmpty() && name.size() <= kNameChars && letter(name.front()) && std::all_of(name.begin(), name.end(), [&](QChar c) { return letter(c) || (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || c == QLatin1Char('-') || c == QLatin1Char('_'); });
}
}  // namespace

void CloudApi::createTrigger(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  TriggerInfo trigger;
  trigger.function = (*function)->key;
  trigger.type = params.text("Type");
  if (const Status status = checkType(trigger.type); !status) return call.fail(status.error());
  trigger.name = params.text("TriggerName");
  if (!isName(trigger.name)) return call.fail(error("InvalidParameterValue.TriggerName", QStringLiteral("TriggerName must begin with a letter and have 1 to 100 letters, digits, - and _.")));
  trigger.qualifier = params.text("Qualifier", QStringLiteral("$LATEST"));
  if (const auto version = versionOf(**function, trigger.qualifier); !version) return call.fail(version.error());
  const QString enable = params.text("Enable", QStringLiteral("OPEN"));
  trigger.enabled = enable == QLatin1String("OPEN");
  trigger.description = params.text("Description");
  if (const Status status = checkDescription(trigger.description); !status) return call.fail(status.error());
  auto desc = apijson::urlTriggerDesc(params.text("TriggerDesc"));
  if (!desc) return call.fail(desc.error());
  trigger.desc = std::move(desc).value();
  for (const TriggerInfo& other : m_engine.triggers(trigger.function)) {
    if (other.name == trigger.name) return call.fail(error("ResourceInUse.TriggerName", QStringLiteral("The function has a trigger `%1` already.").arg(trigger.name)));
    if (other.type == trigger.type && other.qualifier == trigger.qualifier) {
      return call.fail(error("ResourceInUse.Trigger", QStringLiteral("%1 of the function has a function URL already: trigger `%2`.").arg(trigger.qualifier, other.name)));
    }
  }
  const auto made = m_engine.createTrigger(trigger);
  if (!made) return call.fail(made.error());
  m_engine.whenStored([call = std::move(call), text = QByteArray("\"TriggerInfo\":" + apijson::triggerText(*made, m_baseUrl))](const Status& stored) {
    stored ? call.succeed(text) : call.fail(stored.error());
  });
}

void CloudApi::updateTrigger(const ApiParams& params, Call&& call) { changeTrigger(params, std::move(call)); }
void CloudApi::updateTriggerStatus(const ApiParams& params, Call&& call) { changeTrigger(params, std::move(call)); }

void CloudApi::changeTrigger(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const QString type = params.text("Type"), name = params.text("TriggerName");
  if (const Status status = checkType(type); !status) return call.fail(status.error());
  const auto all = m_engine.triggers((*function)->key);
  const auto it = std::find_if(all.begin(), all.end(), [&](const TriggerInfo& t) { return t.type == type && t.name == name; });
  if (it == all.end()) return call.fail(error("ResourceNotFound.Trigger", QStringLiteral("The function has no trigger `%1` of type %2.").arg(name, type)));
  TriggerInfo trigger = *it;
  if (params.has("Enable")) trigger.enabled = params.text("Enable").toUpper() == QLatin1String("OPEN");
  if (params.has("Description")) trigger.description = params.text("Description");
  if (const QString qualifier = params.text("Qualifier"); !qualifier.isEmpty() && qualifier != trigger.qualifier) {
    if (const auto version = versionOf(**function, qualifier); !version) return call.fail(version.error());
    if (std::any_of(all.begin(), all.end(), [&](const TriggerInfo& t) { return t.type == type && t.qualifier == qualifier; }))
      return call.fail(error("ResourceInUse.Trigger", QStringLiteral("%1 of the function has a function URL already.").arg(qualifier)));
    trigger.qualifier = qualifier;
  }
  if (!params.text("TriggerDesc").isEmpty()) {
    auto desc = apijson::urlTriggerDesc(params.text("TriggerDesc"));
    if (!desc) return call.fail(desc.error());
    trigger.desc = std::move(desc).value();
  }
  if (const Status status = m_engine.updateTrigger(trigger); !status) return call.fail(status.error());
  m_engine.whenStored([call = std::move(call)](const Status& stored) { stored ? call.succeed() : call.fail(stored.error()); });
}

void CloudApi::deleteTrigger(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const QString type = params.text("Type"), name = params.text("TriggerName");
  if (const Status status = checkType(type); !status) return call.fail(status.error());
  const auto all = m_engine.triggers((*function)->key);
  if (std::none_of(all.begin(), all.end(), [&](const TriggerInfo& t) { return t.type == type && t.name == name; })) {
    return call.fail(error("ResourceNotFound.Trigger", QStringLiteral("The function has no trigger `%1` of type %2.").arg(name, type)));
  }
  const Status status = m_engine.deleteTrigger((*function)->key, type, name);
  if (!status) return call.fail(status.error());
  m_engine.whenStored([call = std::move(call)](const Status& stored) { stored ? call.succeed() : call.fail(stored.error()); });
}

}  // namespace scfdesk
