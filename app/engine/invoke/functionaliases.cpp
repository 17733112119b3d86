// SPDX-License-Identifier: GPL-3.0-or-later
// Aliases of a function in the registry, and its async, reserved and provisioned configuration: each is in force once it is durable.
#include "app/engine/invoke/functionregistry.h"
#include "models/data/limits.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

Error noAlias(const FunctionInfo& f, const QString& name) {
  return {u"ResourceNotFound.Alias"_s, u"%1 has no alias %2."_s.arg(f.key.name, name), u"ListAliases names those that exist."_s};
}

bool exists(const FunctionInfo& f, VersionNumber version) {
  return version == 0 || std::any_of(f.versions.begin(), f.versions.end(), [=](const VersionInfo& v) { return v.number == version; });
}

auto find(QList<AliasInfo>& aliases, const QString& name) {
  return std::find_if(aliases.begin(), aliases.end(), [&](const AliasInfo& a) { return a.name == name; });
}

}  // namespace

void FunctionRegistry::change(const FunctionKey& key, const std::function<Status(FunctionInfo&)>& how, Reply<Done> reply) {
  FunctionEntry* e = entry(key);
  if (!e) return reply(missing(key));
  if (e->changing) return reply(busy(*e, u"changed"_s));
  const FunctionInfo before = e->info;
  if (auto s = how(e->info); !s) {
    e->info = before;
    return reply(s.error());
  }
  e->changing = true;
  const FunctionId id = e->info.id;
  FunctionInfo after = std::exchange(e->info, before);  // nothing is in force before it is durable
  m_store.saveFunction(after, [this, id, after, reply = std::move(reply)](const Status& status) {
    FunctionEntry* e = entry(id);
    if (!e) return;
    e->changing = false;
    if (!status) return reply(status.error());
    e->info.aliases = after.aliases;
    e->info.async = after.async;
    e->info.reservedMemoryMb = after.reservedMemoryMb;
    if (e->info.overrides != after.overrides) save(id, [](const Status&) {});  // they were set meanwhile and written without this change
    m_listener.configured(*e);
    for (const VersionInfo& v : e->info.versions)
      if (const FunctionEntry* version = entry(v.unit)) m_listener.configured(*version);
    m_listener.shown(*e);
    reply(Done{});
  });
}

void FunctionRegistry::saveAlias(const FunctionKey& key, const AliasInfo& wanted, bool create, Reply<AliasInfo> reply) {
  const auto made = std::make_shared<AliasInfo>(wanted);
  change(
      key,
      [this, made, create](FunctionInfo& f) -> Status {
        if (auto s = checkAliasName(made->name); !s) return s;
        if (auto s = checkDescription(made->description); !s) return s;
        if (auto s = checkRouting(*made); !s) return s;
        if (!exists(f, made->version)) return versionMissing(f, made->version);
        for (const VersionWeight& w : made->weights)
          if (!exists(f, w.version)) return versionMissing(f, w.version);
        for (const VersionMatch& m : made->matches)
          if (!exists(f, m.version)) return versionMissing(f, m.version);
        const auto it = find(f.aliases, made->name);
        const bool isDefault = made->name == kDefaultAlias;
        if (create && (isDefault || it != f.aliases.end()))
          return Error{u"ResourceInUse.Alias"_s, u"%1 has the alias %2 already."_s.arg(f.key.name, made->name), u"UpdateAlias changes it."_s};
        if (!create && !isDefault && it == f.aliases.end()) return noAlias(f, made->name);
        made->modified = m_listener.now();
        made->added = it != f.aliases.end() ? it->added : isDefault ? f.added : made->modified;
        if (it != f.aliases.end()) {
          *it = *made;
          return Done{};
        }
        if (f.aliases.size() >= limits::kAliasesPerFunction)
          return Error{u"LimitExceeded.Alias"_s, u"%1 has %2 aliases, as many as it may have."_s.arg(f.key.name).arg(limits::kAliasesPerFunction), u"Delete one first."_s};
        f.aliases.append(*made);
        std::sort(f.aliases.begin(), f.aliases.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        return Done{};
      },
      [made, reply = std::move(reply)](const Status& status) { status ? reply(*made) : reply(status.error()); });
}

void FunctionRegistry::removeAlias(const FunctionKey& key, const QString& name, Reply<Done> reply) {
  change(
      key,
      [name](FunctionInfo& f) -> Status {
        if (name == kDefaultAlias)
          return Error{u"FailedOperation.DeleteAlias"_s, u"The alias $DEFAULT of %1 cannot be deleted."_s.arg(f.key.name), u"UpdateAlias moves it to another version."_s};
        const auto it = find(f.aliases, name);
        if (it == f.aliases.end()) return noAlias(f, name);
        f.aliases.erase(it);
        return Done{};
      },
      std::move(reply));
}

void FunctionRegistry::setAsyncConfig(const FunctionKey& key, const AsyncConfig& config, Reply<Done> reply) {
  change(
      key,
      [config](FunctionInfo& f) -> Status {
        if (auto s = checkAsyncConfig(config); !s) return s;
        f.async = config;
        return Done{};
      },
      std::move(reply));
}

void FunctionRegistry::setReserved(const FunctionKey& key, std::optional<int> memoryMb, Reply<Done> reply) {
  change(
      key,
      [memoryMb](FunctionInfo& f) -> Status {
        f.reservedMemoryMb = memoryMb;
        return Done{};
      },
      std::move(reply));
}

void FunctionRegistry::setProvisioned(const FunctionKey& key, VersionNumber number, const std::optional<ProvisionedConfig>& config, Reply<Done> reply) {
  FunctionEntry* base = entry(key);
  if (!base) return reply(missing(key));
  FunctionEntry* e = number > 0 ? version(base->info, number) : nullptr;
  if (!e) return reply(versionMissing(base->info, number));
  if (base->changing || e->changing) return reply(busy(*base, u"changed"_s));
  FunctionInfo after = e->info;
  after.apiExtras.remove(kProvisionedKey);
  if (config) after.apiExtras.insert(kProvisionedKey, config->toText());
  base->changing = e->changing = true;
  m_store.saveVersion(after, base->info, [this, id = base->info.id, after, reply = std::move(reply)](const Status& status) {
    FunctionEntry* base = entry(id);
    FunctionEntry* e = entry(after.id);
    if (!base || !e) return;
    base->changing = e->changing = false;
    if (!status) return reply(status.error());
    e->info.apiExtras = after.apiExtras;
    m_listener.shown(*base);
    reply(Done{});
  });
}

}  // namespace scfdesk
