// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of a function in the registry: resolved, published, removed.
#include "app/engine/invoke/functionregistry.h"
#include "models/data/limits.h"
#include <QRandomGenerator>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

bool names(const AliasInfo& alias, VersionNumber version) {
  return alias.version == version || std::any_of(alias.weights.begin(), alias.weights.end(), [=](const auto& w) { return w.version == version; }) ||
         std::any_of(alias.matches.begin(), alias.matches.end(), [=](const auto& m) { return m.version == version; });
}

}  // namespace

Error FunctionRegistry::versionMissing(const FunctionInfo& f, VersionNumber version) {
  return {u"ResourceNotFound.FunctionVersion"_s, u"%1 has no version %2."_s.arg(f.key.name, versionName(version)), u"ListVersionByFunction names those that exist."_s};
}

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
    return versionMissing(base.info, *number);
  }
  for (const AliasInfo& alias : base.info.aliases) {
    if (alias.name != qualifier) continue;
    const VersionNumber number = routed(alias, routingKey, alias.weights.isEmpty() ? 0 : QRandomGenerator::global()->generateDouble());
    if (FunctionEntry* e = version(base.info, number)) return e;
    return versionMissing(base.info, number);
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
  if (!e) return reply(versionMissing(base->info, number));
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

}  // namespace scfdesk
