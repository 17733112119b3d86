// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: actions that change triggers (facts/scf.md 1.5 and section 5).
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include "app/engine/trigger/triggertypes.h"
#include <algorithm>

namespace scfdesk {
namespace {
Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

// The cloud's own types that are not here are another matter than words it never heard.
Result<const TriggerType*> typeOf(const QString& name) {
  static constexpr const char* others[] = {"cm", "vod", "kafka", "mqtt"};
  if (const TriggerType* type = triggerType(name)) return type;
  if (std::any_of(std::begin(others), std::end(others), [&](const char* other) { return name == QLatin1String(other); }))
    return error("UnsupportedOperation.Trigger", QStringLiteral("Triggers of type %1 are not built into this local engine yet.").arg(name));
  return error("InvalidParameterValue.Type", QStringLiteral("There is no trigger type `%1`.").arg(name));
}

Status takeDesc(const TriggerType& type, const QString& sent, TriggerInfo& trigger) {
  if (sent.size() > kTriggerDescBytes)
    return error("InvalidParameterValue.TriggerDesc", QStringLiteral("TriggerDesc has %1 characters; it may have %2.").arg(sent.size()).arg(kTriggerDescBytes));
  auto kept = type.keep(sent);
  if (!kept) return kept.error();
  trigger.desc = std::move(kept).value();
  return Done{};
}
}  // namespace

Result<TriggerInfo> CloudApi::findTrigger(const ApiParams& params, const FunctionInfo& function) const {
  const QString name = params.text("TriggerName"), qualifier = params.text("Qualifier");
  const auto type = typeOf(params.text("Type"));
  if (!type) return type.error();
  QList<TriggerInfo> found = m_engine.triggers(function.key);
  found.removeIf([&](const TriggerInfo& t) { return t.name != name || t.type != QLatin1String((*type)->name); });
  if (found.size() > 1 && !params.text("TriggerDesc").isEmpty()) {  // of a bucket a function may have several
    const auto desc = (*type)->keep(params.text("TriggerDesc"));
    if (!desc) return desc.error();
    found.removeIf([&](const TriggerInfo& t) { return t.desc != *desc; });
  }
  if (found.size() > 1 && !qualifier.isEmpty()) found.removeIf([&](const TriggerInfo& t) { return t.qualifier != qualifier; });
  if (found.size() == 1) return found.first();
  if (found.size() > 1)
    return error("InvalidParameterValue.TriggerDesc", QStringLiteral("The function has %1 triggers `%2` of type %3.").arg(found.size()).arg(name, params.text("Type")), QStringLiteral("Give the TriggerDesc of the one that is meant."));
  return error("ResourceNotFound.Trigger", QStringLiteral("The function has no trigger `%1` of type %2.").arg(name, params.text("Type")));
}

void CloudApi::createTrigger(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  TriggerInfo trigger;
  trigger.function = (*function)->key;
  const auto type = typeOf(params.text("Type"));
  if (!type) return call.fail(type.error());
  trigger.type = QLatin1String((*type)->name);
  trigger.name = params.text("TriggerName");
  if (const Status good = (*type)->checkName(trigger.name); !good) return call.fail(good.error());
  trigger.qualifier = params.text("Qualifier", QStringLiteral("$LATEST"));
  if (const auto version = versionOf(**function, trigger.qualifier); !version) return call.fail(version.error());
  trigger.enabled = params.text("Enable", QStringLiteral("OPEN")).toUpper() == QLatin1String("OPEN");
  trigger.description = params.text("Description");
  if (const Status good = checkDescription(trigger.description); !good) return call.fail(good.error());
  trigger.customArgument = params.text("CustomArgument");
  if (const Status good = checkCustomArgument(trigger.customArgument); !good) return call.fail(good.error());
  if (const Status good = takeDesc(**type, params.text("TriggerDesc"), trigger); !good) return call.fail(good.error());
  const auto made = m_engine.createTrigger(trigger);
  if (!made) return call.fail(made.error());
  m_engine.whenStored([call = std::move(call), text = QByteArray("\"TriggerInfo\":" + apijson::triggerText(*made, m_baseUrl))](const Status& stored) {
    stored ? call.succeed(text) : call.fail(stored.error());
  });
}

void CloudApi::updateTrigger(const ApiParams& params, Call&& call) {
  const auto type = typeOf(params.text("Type"));
  if (type && !(*type)->updatable)
    return call.fail(error("UnsupportedOperation.Trigger", QStringLiteral("UpdateTrigger takes triggers of type timer, ckafka and http, not %1.").arg(params.text("Type")), QStringLiteral("Delete the trigger and create it again.")));
  changeTrigger(params, std::move(call));
}

void CloudApi::updateTriggerStatus(const ApiParams& params, Call&& call) {
  const auto type = typeOf(params.text("Type"));
  if (type && !(*type)->switchable)
    return call.fail(error("UnsupportedOperation.Trigger", QStringLiteral("UpdateTriggerStatus takes triggers of type timer, cos, ckafka and http, not %1.").arg(params.text("Type")), QStringLiteral("Delete the trigger, or switch it off in the console.")));
  changeTrigger(params, std::move(call));
}

void CloudApi::changeTrigger(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto found = findTrigger(params, **function);
  if (!found) return call.fail(found.error());
  TriggerInfo trigger = *found;
  const TriggerType& type = *triggerType(trigger.type);
  if (params.has("Enable")) trigger.enabled = params.text("Enable").toUpper() == QLatin1String("OPEN");
  if (params.has("Description")) trigger.description = params.text("Description");
  if (const Status good = checkDescription(trigger.description); !good) return call.fail(good.error());
  if (params.has("CustomArgument")) trigger.customArgument = params.text("CustomArgument");
  if (const Status good = checkCustomArgument(trigger.customArgument); !good) return call.fail(good.error());
  if (const QString qualifier = params.text("Qualifier"); !qualifier.isEmpty() && qualifier != trigger.qualifier) {
    if (const auto version = versionOf(**function, qualifier); !version) return call.fail(version.error());
    trigger.qualifier = qualifier;
  }
  if (!params.text("TriggerDesc").isEmpty())
    if (const Status good = takeDesc(type, params.text("TriggerDesc"), trigger); !good) return call.fail(good.error());
  if (const Status status = m_engine.updateTrigger(trigger); !status) return call.fail(status.error());
  m_engine.whenStored([call = std::move(call)](const Status& stored) { stored ? call.succeed() : call.fail(stored.error()); });
}

void CloudApi::deleteTrigger(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto found = findTrigger(params, **function);
  if (!found) return call.fail(found.error());
  const Status status = m_engine.deleteTrigger(*found);
  if (!status) return call.fail(status.error());
  m_engine.whenStored([call = std::move(call)](const Status& stored) { stored ? call.succeed() : call.fail(stored.error()); });
}

}  // namespace scfdesk
