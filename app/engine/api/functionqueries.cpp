// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: actions that only look.
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/paging.h"
#include <algorithm>

namespace scfdesk {
namespace {
Error error(const char* code, const QString& message) { return Error{QString::fromLatin1(code), message, {}}; }

// What a filter of ListFunctions looks at; none when there is no such filter.
std::optional<QString> filtered(const FunctionInfo& function, const QString& name) {
  if (name == QLatin1String("Runtime")) return function.config.runtime;
  if (name == QLatin1String("Status")) return statusName(function.status);
  if (name == QLatin1String("Role")) return function.role;
  if (name == QLatin1String("Type")) return QStringLiteral("Event");
  if (name == QLatin1String("ClsTopicId") || name == QLatin1String("ClsLogsetId")) {
    QString id = function.apiExtras.value(name);
    return id.remove(QLatin1Char('"'));
  }
  return std::nullopt;
}

Status applyFilters(const ApiParams& params, QList<FunctionInfo>& list) {
  for (const ApiParams& filter : params.objects("Filters")) {
    const QString name = filter.text("Name");
    const QStringList values = filter.texts("Values");
    if (!filtered(FunctionInfo{}, name)) return error("InvalidParameterValue.Filters", QStringLiteral("There is no filter `%1` here; there are Runtime, Status, Role, Type, ClsTopicId and ClsLogsetId.").arg(name));
    list.removeIf([&](const FunctionInfo& f) { return !values.contains(*filtered(f, name)); });
  }
  return Done{};
}

void sortFunctions(const ApiParams& params, QList<FunctionInfo>& list) {
  const QString by = params.text("Orderby").toLower();
  const auto less = [&by](const FunctionInfo& a, const FunctionInfo& b) {
    if (by == QLatin1String("functionname")) return a.key.name < b.key.name;
    if (by == QLatin1String("addtime")) return std::tie(a.added, a.id) < std::tie(b.added, b.id);
    return std::tie(a.modified, a.id) < std::tie(b.modified, b.id);
  };
  const bool rising = paging::rising(params);
  std::stable_sort(list.begin(), list.end(), [&](const FunctionInfo& a, const FunctionInfo& b) { return rising ? less(a, b) : less(b, a); });
}
}  // namespace

void CloudApi::getFunction(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const QString qualifier = params.text("Qualifier", QStringLiteral("$LATEST"));
  const auto version = versionOf(**function, qualifier);
  if (!version) return call.fail(version.error());
  QList<QByteArray> triggers;
  for (const TriggerInfo& trigger : m_engine.triggers((*function)->key))
    if (!params.has("Qualifier") || trigger.qualifier == qualifier) triggers.append(apijson::triggerText(trigger, m_baseUrl));
  if (!params.flag("ShowCode", false)) return call.succeed(apijson::functionDetail(**version, qualifier, triggers, {}, layersText(**version)));
  m_engine.readEntryFile(**version, [call = std::move(call), version = **version, qualifier, triggers, layers = layersText(**version)](const Result<QByteArray>& code) {
    // A file that is too large, or none, is not shown.
    call.succeed(apijson::functionDetail(version, qualifier, triggers, code ? *code : QByteArray(), layers));
  });
}

void CloudApi::listFunctions(const ApiParams& params, Call&& call) {
  const QString ns = keyOf(params).ns;
  if (const Status status = checkNamespace(ns); !status) return call.fail(status.error());
  QList<FunctionInfo> list = m_engine.functions(ns);
  const QString search = params.text("SearchKey"), description = params.text("Description");
  list.removeIf([&](const FunctionInfo& f) { return !f.key.name.contains(search, Qt::CaseInsensitive) || !f.config.description.contains(description, Qt::CaseInsensitive); });
  if (const Status status = applyFilters(params, list); !status) return call.fail(status.error());
  sortFunctions(params, list);
  QList<QByteArray> texts;
  for (const FunctionInfo& function : paging::page(params, list)) texts.append(apijson::functionSummary(function, provisionedMb(function, false)));
  call.succeed(paging::listText("Functions", texts, list.size()));
}

void CloudApi::listTriggers(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  QList<TriggerInfo> list = m_engine.triggers((*function)->key);
  for (const ApiParams& filter : params.objects("Filters")) {
    const QString name = filter.text("Name");
    if (name != QLatin1String("Qualifier") && name != QLatin1String("Type") && name != QLatin1String("TriggerName"))
      return call.fail(error("InvalidParameterValue.Filters", QStringLiteral("There is no filter `%1` here; there are Qualifier, Type and TriggerName.").arg(name)));
    const QStringList values = filter.texts("Values");
    list.removeIf([&](const TriggerInfo& t) {
      return !values.contains(name == QLatin1String("Type") ? t.type : name == QLatin1String("Qualifier") ? t.qualifier : t.name);
    });
  }
  const bool rising = paging::rising(params);
  std::stable_sort(list.begin(), list.end(), [rising](const TriggerInfo& a, const TriggerInfo& b) { return rising ? a.added < b.added : b.added < a.added; });
  QList<QByteArray> texts;
  for (const TriggerInfo& trigger : paging::page(params, list)) texts.append(apijson::triggerText(trigger, m_baseUrl));
  call.succeed(paging::listText("Triggers", texts, list.size()));
}

}  // namespace scfdesk
