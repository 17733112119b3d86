// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: versions and aliases.
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/paging.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr int kMostListed = 100;

Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

Result<VersionNumber> numberOf(const QString& name, const char* code) {
  if (const auto number = versionFromName(name)) return *number;
  return error(code, QStringLiteral("`%1` is not a version: $LATEST or a number.").arg(name.left(80)));
}

// Name, version, description and routing as the client gave them.
Result<AliasInfo> aliasOf(const ApiParams& params) {
  AliasInfo alias;
  alias.name = params.text("Name");
  alias.description = params.text("Description");
  const auto version = numberOf(params.text("FunctionVersion"), "InvalidParameterValue.Qualifier");
  if (!version) return version.error();
  alias.version = *version;
  const ApiParams routing = params.object("RoutingConfig");
  for (const ApiParams& weight : routing.objects("AdditionalVersionWeights")) {
    const auto number = numberOf(weight.text("Version"), "InvalidParameterValue.AdditionalVersionWeights");
    if (!number) return number.error();
    alias.weights.append({*number, weight.real("Weight", 0)});
  }
  for (const ApiParams& match : routing.objects("AddtionVersionMatchs")) {
    const auto number = numberOf(match.text("Version"), "InvalidParameterValue.RoutingConfig");
    if (!number) return number.error();
    alias.matches.append({*number, match.text("Key"), match.text("Method").toLower(), match.text("Expression")});
  }
  return alias;
}

// The function's aliases with $DEFAULT, which is there from the beginning.
QList<AliasInfo> aliasesOf(const FunctionInfo& function) {
  QList<AliasInfo> all = function.aliases;
  if (std::none_of(all.begin(), all.end(), [](const AliasInfo& a) { return a.name == kDefaultAlias; })) {
    AliasInfo standard;
    standard.name = kDefaultAlias.toString();
    standard.added = standard.modified = function.added;
    all.prepend(standard);
  }
  return all;
}

// ListAliases has its numbers as strings.
Result<qsizetype> pagePart(const ApiParams& params, const char* name, qsizetype otherwise, qsizetype most, const char* code) {
  const QString text = params.text(name);
  if (text.isEmpty()) return otherwise;
  bool good = false;
  const qlonglong value = text.toLongLong(&good);
  if (good && value >= 0 && value <= most) return qsizetype(value);
  return error(code, QStringLiteral("%1 must be 0 to %2 in a string, not `%3`.").arg(QLatin1String(name)).arg(most).arg(text.left(80)));
}
}  // namespace

Result<const FunctionInfo*> CloudApi::versionOf(const FunctionInfo& function, const QString& qualifier) const {
  VersionNumber number = 0;
  if (const auto version = versionFromName(qualifier)) {
    number = *version;
  } else {
    const auto all = aliasesOf(function);
    const auto alias = std::find_if(all.begin(), all.end(), [&](const AliasInfo& a) { return a.name == qualifier; });
    if (alias == all.end())
      return error("ResourceNotFound.Qualifier", QStringLiteral("The function `%1` has no version or alias `%2`.").arg(function.key.name, qualifier), QStringLiteral("ListVersionByFunction and ListAliases name those that exist."));
    number = alias->version;
  }
  if (const FunctionInfo* version = m_engine.version(function, number)) return version;
  return error("ResourceNotFound.FunctionVersion", QStringLiteral("The function `%1` has no version %2.").arg(function.key.name).arg(number), QStringLiteral("ListVersionByFunction names those that exist."));
}

void CloudApi::publishAfter(const FunctionKey& key, Call&& call) {
  m_engine.publishVersion(key, std::nullopt, [call = std::move(call)](const Result<FunctionInfo>& made) { made ? call.succeed() : call.fail(made.error()); });
}

void CloudApi::publishVersion(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  std::optional<QString> description;
  if (params.has("Description")) description = params.text("Description");
  m_engine.publishVersion((*function)->key, description, [call = std::move(call)](const Result<FunctionInfo>& made) {
    made ? call.succeed(apijson::publishedVersion(*made)) : call.fail(made.error());
  });
}

void CloudApi::listVersionByFunction(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const FunctionInfo& f = **function;
  QList<const FunctionInfo*> all{&f};
  for (const VersionInfo& v : f.versions)
    if (const FunctionInfo* version = m_engine.version(f, v.number)) all.append(version);
  const bool byModified = params.text("OrderBy").compare(QLatin1String("ModTime"), Qt::CaseInsensitive) == 0;
  const bool rising = paging::rising(params);
  // $LATEST is always the first; numbers follow.
  std::stable_sort(all.begin() + 1, all.end(), [=](const FunctionInfo* a, const FunctionInfo* b) {
    const auto key = [byModified](const FunctionInfo* v) { return std::pair(byModified ? v->modified : 0, v->version); };
    return rising ? key(a) < key(b) : key(b) < key(a);
  });
  QList<QByteArray> texts;
  QByteArray names;
  for (const FunctionInfo* version : paging::page(params, all)) {
    texts.append(apijson::versionSummary(*version));
    names += '"' + versionName(version->version).toLatin1() + "\",";
  }
  names.chop(names.isEmpty() ? 0 : 1);
  call.succeed(QByteArray("\"FunctionVersion\":[" + names + "]," + paging::listText("Versions", texts, all.size())));
}

void CloudApi::deleteFunctionVersion(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  deleteVersion(**function, params.text("Qualifier"), params.flag("ForceDelete", false), std::move(call));
}

void CloudApi::deleteVersion(const FunctionInfo& function, const QString& qualifier, bool force, Call&& call) {
  const auto number = versionFromName(qualifier);
  if (!number || *number == 0)
    return call.fail(error("InvalidParameterValue.Qualifier", QStringLiteral("Only a published version can be deleted alone, not `%1`.").arg(qualifier.left(80)), QStringLiteral("DeleteFunction without Qualifier deletes the function.")));
  m_engine.deleteVersion(function.key, *number, force, [call = std::move(call)](const Result<Done>& gone) { gone ? call.succeed() : call.fail(gone.error()); });
}

void CloudApi::createAlias(const ApiParams& params, Call&& call) { saveAlias(params, true, std::move(call)); }
void CloudApi::updateAlias(const ApiParams& params, Call&& call) { saveAlias(params, false, std::move(call)); }

void CloudApi::saveAlias(const ApiParams& params, bool create, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  auto alias = aliasOf(params);
  if (!alias) return call.fail(alias.error());
  if (!create && !params.has("Description")) {
    for (const AliasInfo& old : (*function)->aliases)
      if (old.name == alias->name) alias.value().description = old.description;
  }
  m_engine.saveAlias((*function)->key, *alias, create, [call = std::move(call)](const Result<AliasInfo>& saved) { saved ? call.succeed() : call.fail(saved.error()); });
}

void CloudApi::getAlias(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const QString name = params.text("Name");
  for (const AliasInfo& alias : aliasesOf(**function)) {
    if (alias.name != name) continue;
    QByteArray text = apijson::aliasText(alias);
    return call.succeed(text.sliced(1, text.size() - 2));  // its fields stand in the answer itself
  }
  call.fail(error("ResourceNotFound.Alias", QStringLiteral("The function `%1` has no alias `%2`.").arg((*function)->key.name, name), QStringLiteral("ListAliases names those that exist.")));
}

void CloudApi::listAliases(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto offset = pagePart(params, "Offset", 0, INT32_MAX, "InvalidParameterValue.Offset");
  if (!offset) return call.fail(offset.error());
  const auto limit = pagePart(params, "Limit", 20, kMostListed, "InvalidParameterValue.Limit");
  if (!limit) return call.fail(limit.error());
  QList<AliasInfo> all = aliasesOf(**function);
  if (const QString version = params.text("FunctionVersion"); !version.isEmpty()) {
    const auto number = numberOf(version, "InvalidParameterValue.Qualifier");
    if (!number) return call.fail(number.error());
    all.removeIf([&](const AliasInfo& a) { return a.version != *number; });
  }
  QList<QByteArray> texts;
  for (const AliasInfo& alias : all.mid(*offset, *limit)) texts.append(apijson::aliasText(alias));
  call.succeed(paging::listText("Aliases", texts, all.size()));
}

void CloudApi::deleteAlias(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const QString name = params.text("Name");
  for (const TriggerInfo& trigger : m_engine.triggers((*function)->key)) {
    if (trigger.qualifier == name)
      return call.fail(error("FailedOperation.DeleteAlias", QStringLiteral("The trigger `%1` is bound to the alias `%2`.").arg(trigger.name, name), QStringLiteral("Delete the trigger first.")));
  }
  m_engine.deleteAlias((*function)->key, name, [call = std::move(call)](const Result<Done>& gone) { gone ? call.succeed() : call.fail(gone.error()); });
}

}  // namespace scfdesk
