// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs on a function in the registry: versions, aliases, async and reserved quota configuration, copies.
#include "app/engine/invoke/functionregistry.h"
#include "models/data/limits.h"
#include <QRandomGenerator>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

Error noVersion(const FunctionInfo& f, VersionNumber version) {
  return {u"ResourceNotFound.FunctionVersion"_s, u"%1 has no version %2."_s.arg(f.key.name, versionName(version)), u"ListVersionByFunction names those that exist."_s};
}

Error noAlias(const FunctionInfo& f, const QString& name) {
  return {u"ResourceNotFound.Alias"_s, u"%1 has no alias %2."_s.arg(f.key.name, name), u"ListAliases names those that exist."_s};
}

bool exists(const FunctionInfo& f, VersionNumber version) {
  return version == 0 || std::any_of(f.versions.begin(), f.versions.end(), [=](const VersionInfo& v) { return v.number == version; });
}

bool names(const AliasInfo& alias, VersionNumber version) {
  return alias.version == version || std::any_of(alias.weights.begin(), alias.weights.end(), [=](const auto& w) { return w.version == version; }) ||
         std::any_of(alias.matches.begin(), alias.matches.end(), [=](const auto& m) { return m.version == version; });
}

auto find(QList<AliasInfo>& aliases, const QString& name) {
  return std::find_if(aliases.begin(), aliases.end(), [&](const AliasInfo& a) { return a.name == name; });
}

}  // namespace

FunctionEntry* FunctionRegistry::version(const FunctionInfo& base, VersionNumber number) const {
  if (number == 0) return entry(base.id);
  for (const VersionInfo& v : base.versions)
    if (v.number == number) return entry(v.unit);
  return nullptr;
}

Result<FunctionEntry*> FunctionRegistry::resolve(FunctionEntry& base, const QString& qualifier, const QByteArray& routingKey) const {
  if (qualifier == u"$LATEST"_s) return &base;
  if (const auto number = versionFromName(qualifier)) {
    if (FunctionEntry* e = version(base.info, *number)) return e;
    return noVersion(base.info, *number);
  }
  for (const AliasInfo& alias : base.info.aliases) {
    if (alias.name != qualifier) continue;
    const VersionNumber number = routed(alias, routingKey, alias.weights.isEmpty() ? 0 : QRandomGenerator::global()->generateDouble());
    if (FunctionEntry* e = version(base.info, number)) return e;
    return noVersion(base.info, number);
  }
  if (qualifier == kDefaultAlias) return &base;
  return Error{u"ResourceNotFound.Qualifier"_s, u"%1 has no version or alias %2."_s.arg(base.info.key.name, qualifier), u"ListVersionByFunction and ListAliases name those that exist."_s};
}

void FunctionRegistry::loadVersion(const FunctionInfo& info) {
  FunctionEntry* base = entry(info.base);
  if (!base) return;
  auto owned = std::make_unique<FunctionEntry>();
  owned->info = info;
  FunctionEntry* e = m_functions.emplace(info.id, std::move(owned)).first->second.get();
  base->info.versions.append({info.version, info.id, info.config.description, info.added});
  base->info.lastVersion = std::max(base->info.lastVersion, info.version);
  prepare(*e);
  unpack(*e);
  m_listener.configured(*e);
}

void FunctionRegistry::publish(const FunctionKey& key, const std::optional<QString>& description, Reply<FunctionInfo> reply) {
  FunctionEntry* e = entry(key);
  if (!e) return reply(missing(key));
  if (e->changing || e->info.status != FunctionStatus::Active)
    return reply(Error{u"FailedOperation.PublishVersion"_s, u"%1 is %2 and cannot be published now."_s.arg(key.name, statusName(e->info.status)), u"Wait until it is Active."_s});
  if (description)
    if (auto s = checkDescription(*description); !s) return reply(s.error());
  if (e->info.versions.size() >= limits::kVersionsPerFunction)
    return reply(Error{u"LimitExceeded.FunctionVersion"_s, u"%1 has %2 versions, as many as it may have."_s.arg(key.name).arg(limits::kVersionsPerFunction),
                       u"Delete one that no alias names."_s});
  const FunctionId id = e->info.id;
  const QString text = description.value_or(e->info.config.description);
  e->changing = true;
  e->info.status = FunctionStatus::Publishing;
  m_listener.shown(*e);
  if (e->info.source == CodeSource::Package)
    return addVersion(*e, {CodeSource::Package, e->info.codeSha256, e->info.codeBytes, e->codeDir}, text, std::move(reply));
  // A linked folder goes on changing: the version is a package of it as it is now.
  const auto failed = [this, id, reply](const Error& error) {
    if (FunctionEntry* e = entry(id)) {
      e->changing = false;
      e->info.status = FunctionStatus::Active;
      m_listener.shown(*e);
    }
    reply(error);
  };
  m_store.packFolder(e->info.folder, [this, id, text, failed, reply = std::move(reply)](const Result<QByteArray>& zip) {
    if (!zip) return failed(zip.error());
    takeCode({CodeSource::Package, *zip, {}}, [this, id, text, failed, reply](const Result<Code>& code) {
      FunctionEntry* e = entry(id);
      if (!e) return;
      if (!code) return failed(code.error());
      addVersion(*e, *code, text, reply);
    });
  });
}

void FunctionRegistry::addVersion(FunctionEntry& base, const Code& code, const QString& description, Reply<FunctionInfo> reply) {
  FunctionInfo info = base.info;
  info.id = m_store.nextFunctionId();
  info.base = base.info.id;
  info.version = base.info.lastVersion + 1;
  info.config.description = description;
  info.source = CodeSource::Package;
  info.folder.clear();
  info.codeSha256 = code.sha256;
  info.codeBytes = code.bytes;
  info.status = FunctionStatus::Active;
  info.versions.clear();
  info.aliases.clear();
  info.lastVersion = 0;
  info.added = info.modified = m_listener.now();
  info.generation = 0;
  FunctionInfo function = base.info;
  function.status = FunctionStatus::Active;
  function.lastVersion = info.version;
  m_store.saveVersion(info, function, [this, info, dir = code.dir, reply = std::move(reply)](const Status& status) {
    FunctionEntry* base = entry(info.base);
    if (!base) return;
    base->changing = false;
    base->info.status = FunctionStatus::Active;
    if (!status) {
      m_listener.shown(*base);
      return reply(status.error());
    }
    auto owned = std::make_unique<FunctionEntry>();
    owned->info = info;
    owned->codeDir = dir;
    FunctionEntry* e = m_functions.emplace(info.id, std::move(owned)).first->second.get();
    base->info.lastVersion = info.version;
    base->info.versions.append({info.version, info.id, info.config.description, info.added});
    prepare(*e);
    m_listener.configured(*e);
    m_listener.shown(*base);
    reply(e->info);
  });
}

void FunctionRegistry::removeVersion(const FunctionKey& key, VersionNumber number, bool force, Reply<Done> reply) {
  FunctionEntry* base = entry(key);
  if (!base) return reply(missing(key));
  FunctionEntry* e = number > 0 ? version(base->info, number) : nullptr;
  if (!e) return reply(noVersion(base->info, number));
  if (base->changing || e->changing) return reply(busy(*base, u"changed"_s));
  FunctionInfo after = base->info;
  for (AliasInfo& alias : after.aliases) {
    if (!names(alias, number)) continue;
    if (!force)
      return reply(Error{u"UnsupportedOperation.AliasBind"_s, u"Version %1 of %2 is bound to the alias %3."_s.arg(number).arg(key.name, alias.name),
                         u"Move the alias first, or delete with ForceDelete."_s});
    alias.weights.removeIf([=](const auto& w) { return w.version == number; });
    alias.matches.removeIf([=](const auto& m) { return m.version == number; });
  }
  after.aliases.removeIf([=](const AliasInfo& a) { return a.version == number; });
  after.versions.removeIf([=](const VersionInfo& v) { return v.number == number; });
  base->changing = e->changing = true;
  const FunctionId id = base->info.id, unit = e->info.id;
  m_store.removeVersion(unit, after, [this, id, unit, after, reply = std::move(reply)](const Status& status) {
    FunctionEntry* base = entry(id);
    if (!base) return;
    base->changing = false;
    if (!status) {
      if (FunctionEntry* e = entry(unit)) e->changing = false;
      return reply(status.error());
    }
    base->info.aliases = after.aliases;
    base->info.versions = after.versions;
    m_listener.removed(unit);
    m_functions.erase(unit);
    m_listener.shown(*base);
    reply(Done{});
  });
}

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
        if (!exists(f, made->version)) return noVersion(f, made->version);
        for (const VersionWeight& w : made->weights)
          if (!exists(f, w.version)) return noVersion(f, w.version);
        for (const VersionMatch& m : made->matches)
          if (!exists(f, m.version)) return noVersion(f, m.version);
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
  if (!e) return reply(noVersion(base->info, number));
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

void FunctionRegistry::readCode(const FunctionInfo& version, Reply<QByteArray> reply) {
  if (version.source == CodeSource::Folder) return m_store.packFolder(version.folder, std::move(reply));
  m_store.readPackage(version.codeSha256, std::move(reply));
}

void FunctionRegistry::copy(const CopyRequest& request, Reply<FunctionInfo> reply) {
  const FunctionEntry* e = entry(request.from);
  if (!e) return reply(missing(request.from));
  const FunctionInfo source = e->info;
  const bool replaces = request.override && entry(request.to);
  CreateFunction make;
  make.key = request.to;
  make.config = source.config;
  if (!request.withConfiguration) {
    make.config = FunctionConfig{};
    make.config.runtime = source.config.runtime;
    make.config.handler = source.config.handler;
  } else {
    make.overrides = source.overrides;
    make.role = source.role;
    make.apiExtras = source.apiExtras;
  }
  if (request.description) make.config.description = *request.description;
  const auto withEvents = [this, source, reply](const Result<FunctionInfo>& made) {
    if (!made) return reply(made.error());
    m_store.savedEvents(source, [this, made = *made, reply](const Result<QList<SavedEvent>>& events) {
      if (events)
        for (SavedEvent event : *events) {
          event.function = made.key;
          m_store.saveEvent(made.id, event, [](const Status&) {});
        }
      reply(made);
    });
  };
  const auto withCode = [this, make, replaces, withEvents, request, reply](const CodeInput& code) {
    if (!replaces) {
      CreateFunction whole = make;
      whole.code = code;
      return create(whole, withEvents);
    }
    updateCode({make.key, code, make.config.handler}, [this, make, request, reply](const Result<FunctionInfo>& updated) {
      if (!updated || !request.withConfiguration) return reply(updated);
      UpdateConfig config;
      config.key = make.key;
      config.description = make.config.description;
      config.memoryMb = make.config.memoryMb;
      config.timeoutSeconds = make.config.timeoutSeconds;
      config.initTimeoutSeconds = make.config.initTimeoutSeconds;
      config.environment = make.config.environment;
      config.role = make.role;
      config.apiExtras = make.apiExtras;
      updateConfig(config, reply);
    });
  };
  if (source.source == CodeSource::Folder) return withCode({CodeSource::Folder, {}, source.folder});
  m_store.readPackage(source.codeSha256, [withCode, reply](const Result<QByteArray>& zip) {
    if (!zip) return reply(zip.error());
    withCode({CodeSource::Package, *zip, {}});
  });
}

}  // namespace scfdesk
