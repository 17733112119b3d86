// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: actions that only look.
#include "app/engine/api/actionrules.h"
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr int kDefaultLimit = 20;
constexpr int kMaxLimit = 100;
constexpr qsizetype kFilters = 10;

Error error(const char* code, const QString& message) { return Error{QString::fromLatin1(code), message, {}}; }

// Offset and Limit with SCF's defaults.
Result<std::pair<qsizetype, qsizetype>> pageOf(const ApiParams& params) {
  const int64_t offset = params.number("Offset", 0), limit = params.number("Limit", kDefaultLimit);
  if (offset < 0) return error("InvalidParameterValue.Offset", QStringLiteral("Offset must not be below 0."));
  if (limit < 0 || limit > kMaxLimit) return error("InvalidParameterValue.Limit", QStringLiteral("Limit must be 0 to 100."));
  return std::pair(qsizetype(std::min<int64_t>(offset, INT32_MAX)), qsizetype(limit));
}

// +1 ascending, -1 descending.
Result<int> orderOf(const ApiParams& params, int otherwise) {
  const QString order = params.text("Order").toUpper();
  if (order.isEmpty()) return otherwise;
  if (order == QLatin1String("ASC")) return 1;
  if (order == QLatin1String("DESC")) return -1;
  return error("InvalidParameterValue.Order", QStringLiteral("Order must be ASC or DESC."));
}

QByteArray listText(const char* name, const QList<QByteArray>& items, qsizetype total) {
  QByteArray text;
  text.append('"').append(name).append("\":[");
  for (const QByteArray& item : items) text.append(item).append(',');
  if (!items.isEmpty()) text.chop(1);
  return text.append("],\"TotalCount\":").append(QByteArray::number(total));
}

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
  const QList<ApiParams> filters = params.objects("Filters");
  if (filters.size() != params.arraySize("Filters") || filters.size() > kFilters) return error("InvalidParameterValue.Filters", QStringLiteral("Filters must be at most 10 objects of Name and Values."));
  for (const ApiParams& filter : filters) {
    if (const Status status = filter.check(rules::kFilter); !status) return status.error();
    const QString name = filter.text("Name");
    const QStringList values = filter.texts("Values");
    if (!filtered(FunctionInfo{}, name)) return error("InvalidParameterValue.Filters", QStringLiteral("There is no filter `%1` here; there are Runtime, Status, Role, Type, ClsTopicId and ClsLogsetId.").arg(name));
    list.removeIf([&](const FunctionInfo& f) { return !values.contains(*filtered(f, name)); });
  }
  return Done{};
}

Status sortFunctions(const ApiParams& params, QList<FunctionInfo>& list) {
  const auto order = orderOf(params, -1);
  if (!order) return order.error();
  const QString by = params.text("Orderby", QStringLiteral("ModTime"));
  std::function<bool(const FunctionInfo&, const FunctionInfo&)> less;
  if (by == QLatin1String("FunctionName")) {
    less = [](const FunctionInfo& a, const FunctionInfo& b) { return a.key.name < b.key.name; };
  } else if (by == QLatin1String("AddTime")) {
    less = [](const FunctionInfo& a, const FunctionInfo& b) { return std::tie(a.added, a.id) < std::tie(b.added, b.id); };
  } else if (by == QLatin1String("ModTime")) {
    less = [](const FunctionInfo& a, const FunctionInfo& b) { return std::tie(a.modified, a.id) < std::tie(b.modified, b.id); };
  } else {
    return error("InvalidParameterValue.Orderby", QStringLiteral("Orderby must be AddTime, ModTime or FunctionName."));
  }
  const bool rising = *order > 0;
  std::stable_sort(list.begin(), list.end(), [&](const FunctionInfo& a, const FunctionInfo& b) { return rising ? less(a, b) : less(b, a); });
  return Done{};
}
}  // namespace

void CloudApi::getFunction(const ApiParams& params, Call&& call) {
  const QString qualifier = params.text("Qualifier", QStringLiteral("$LATEST"));
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  if (const Status status = checkQualifier(qualifier); !status) return call.fail(status.error());
  QList<QByteArray> triggers;
  for (const TriggerInfo& trigger : m_engine.triggers((*function)->key)) triggers.append(apijson::triggerText(trigger, m_baseUrl));
  call.succeed(apijson::functionDetail(**function, qualifier, triggers));
}

void CloudApi::listFunctions(const ApiParams& params, Call&& call) {
  const QString ns = keyOf(params).ns;
  if (const Status status = checkNamespace(ns); !status) return call.fail(status.error());
  const auto page = pageOf(params);
  if (!page) return call.fail(page.error());
  QList<FunctionInfo> list = m_engine.functions(ns);
  const QString search = params.text("SearchKey"), description = params.text("Description");
  list.removeIf([&](const FunctionInfo& f) { return !f.key.name.contains(search, Qt::CaseInsensitive) || !f.config.description.contains(description, Qt::CaseInsensitive); });
  if (const Status status = applyFilters(params, list); !status) return call.fail(status.error());
  if (const Status status = sortFunctions(params, list); !status) return call.fail(status.error());
  QList<QByteArray> texts;
  for (const FunctionInfo& function : list.mid(page->first, page->second)) texts.append(apijson::functionSummary(function));
  call.succeed(listText("Functions", texts, list.size()));
}

void CloudApi::listNamespaces(const ApiParams& params, Call&& call) {
  const auto page = pageOf(params);
  if (!page) return call.fail(page.error());
  const auto order = orderOf(params, -1);
  if (!order) return call.fail(order.error());
  const QString by = params.text("Orderby", QStringLiteral("ModTime"));
  if (by != QLatin1String("Name") && by != QLatin1String("AddTime") && by != QLatin1String("ModTime")) {
    return call.fail(error("InvalidParameterValue.Orderby", QStringLiteral("Orderby must be Name, AddTime or ModTime.")));
  }
  QList<NamespaceInfo> list = m_engine.namespaces();
  for (const ApiParams& search : params.objects("SearchKey")) {
    if (const Status status = search.check(rules::kSearchKey); !status) return call.fail(status.error());
    const QString key = search.text("Key"), value = search.text("Value");
    if (key != QLatin1String("Namespace") && key != QLatin1String("Description")) return call.fail(error("InvalidParameterValue.SearchKey", QStringLiteral("A SearchKey must be Namespace or Description.")));
    const bool inName = key == QLatin1String("Namespace");
    list.removeIf([&](const NamespaceInfo& n) { return !(inName ? n.name : n.description).contains(value, Qt::CaseInsensitive); });
  }
  const auto less = [&](const NamespaceInfo& a, const NamespaceInfo& b) {
    if (by == QLatin1String("Name")) return a.name < b.name;
    return by == QLatin1String("AddTime") ? a.added < b.added : a.modified < b.modified;
  };
  const bool rising = *order > 0;
  std::stable_sort(list.begin(), list.end(), [&](const NamespaceInfo& a, const NamespaceInfo& b) { return rising ? less(a, b) : less(b, a); });
  QList<QByteArray> texts;
  for (const NamespaceInfo& ns : list.mid(page->first, page->second)) texts.append(apijson::namespaceText(ns));
  call.succeed(listText("Namespaces", texts, list.size()));
}

void CloudApi::listTriggers(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto page = pageOf(params);
  if (!page) return call.fail(page.error());
  const auto order = orderOf(params, -1);
  if (!order) return call.fail(order.error());
  QList<TriggerInfo> list = m_engine.triggers((*function)->key);
  const bool rising = *order > 0;
  std::stable_sort(list.begin(), list.end(), [rising](const TriggerInfo& a, const TriggerInfo& b) { return rising ? a.added < b.added : b.added < a.added; });
  QList<QByteArray> texts;
  for (const TriggerInfo& trigger : list.mid(page->first, page->second)) texts.append(apijson::triggerText(trigger, m_baseUrl));
  call.succeed(listText("Triggers", texts, list.size()));
}

}  // namespace scfdesk
