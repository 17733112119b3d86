// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the registry: create, update, copy, delete. Each is checked whole before anything changes.
#include "app/engine/invoke/folderwatch.h"
#include "app/engine/invoke/functionregistry.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/runtime/startfile.h"
#include "models/data/handlers.h"
#include "models/data/limits.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

Status checkRuntime(const QString& name) {
  const auto runtime = runtimeName(name);
  if (!runtime)
    return Error{u"InvalidParameterValue.Runtime"_s, u"\"%1\" is not a Runtime of SCF."_s.arg(name.left(60)), u"For example Python3.10 or Nodejs18.15."_s};
  if (!runtimeSupported(*runtime))
    return Error{u"InvalidParameterValue.Runtime"_s, u"The Runtime %1 is not run by this engine yet."_s.arg(name), u"Python 3, Node.js, PHP and Java run."_s};
  return Done{};
}

}  // namespace

/// A package whose program can't be executed is refused with the cause; a linked folder may still be being built.
Status FunctionRegistry::checkStart(const FunctionEntry& e, const Code& code, const QString& handler) {
  if (e.native.isEmpty() || code.source == CodeSource::Folder) return Done{};
  const QByteArray problem = startFileProblem(code.dir, startFile(e.native, handler));
  if (problem.isEmpty()) return Done{};
  return Error{u"InvalidParameterValue.Code"_s, u"The package can't be started: %1."_s.arg(QString::fromUtf8(problem)), {}};
}

void FunctionRegistry::create(const CreateFunction& request, Reply<FunctionInfo> reply) {
  if (auto s = checkNamespaceName(request.key.ns); !s) return reply(s.error());
  if (auto s = checkFunctionName(request.key.name); !s) return reply(s.error());
  if (auto s = checkRuntime(request.config.runtime); !s) return reply(s.error());
  if (auto s = checkConfig(request.config, request.apiExtras); !s) return reply(s.error());
  if (m_byKey.contains(request.key))
    return reply(Error{u"ResourceInUse.FunctionName"_s, u"A function %1 exists already in namespace %2."_s.arg(request.key.name, request.key.ns),
                       u"Choose another name, or update it."_s});
  if (inNamespace(request.key.ns).size() >= limits::kFunctionsPerNamespace)
    return reply(Error{u"LimitExceeded.Function"_s,
                       u"Namespace %1 has %2 functions, as many as it may have."_s.arg(request.key.ns).arg(limits::kFunctionsPerNamespace),
                       u"Delete one first."_s});
  const FunctionId id = m_store.nextFunctionId();
  auto owned = std::make_unique<FunctionEntry>();
  FunctionInfo& info = owned->info;
  info.id = id;
  info.key = request.key;
  info.config = request.config;
  info.overrides = request.overrides;
  info.sample = request.sample;
  info.role = request.role;
  info.apiExtras = request.apiExtras;
  info.status = FunctionStatus::Creating;
  info.functionId = u"lam-"_s + QString::fromLatin1(newRequestId().left(8));
  info.added = info.modified = m_listener.now();
  owned->changing = true;
  prepare(*owned);
  m_byKey.insert(request.key, id);
  FunctionEntry* e = m_functions.emplace(id, std::move(owned)).first->second.get();
  m_listener.shown(*e);
  const auto undo = [this, id](const Error& error, const Reply<FunctionInfo>& reply) {
    if (FunctionEntry* e = entry(id)) {
      m_watches.erase(id);
      m_byKey.remove(e->info.key);
      m_functions.erase(id);
      m_listener.removed(id);
    }
    reply(error);
  };
  const auto taken = [this, id, undo, reply = std::move(reply)](const Result<Code>& code) {
    FunctionEntry* e = entry(id);
    if (!e) return;
    if (!code) return undo(code.error(), reply);
    if (const Status starts = checkStart(*e, *code, e->info.config.handler); !starts) return undo(starts.error(), reply);
    apply(*e, *code);
    e->info.status = FunctionStatus::Active;
    save(id, [this, id, undo, reply](const Status& status) {
      FunctionEntry* e = entry(id);
      if (!status) return undo(status.error(), reply);
      e->changing = false;
      m_listener.configured(*e);
      m_listener.shown(*e);
      reply(e->info);
    });
  };
  if (request.config.runtime == "CustomImage"_L1) return taken(Code{});  // the code is an image, elsewhere
  takeCode(request.code, taken);
}

void FunctionRegistry::updateConfig(const UpdateConfig& request, Reply<FunctionInfo> reply) {
  FunctionEntry* e = entry(request.key);
  if (!e) return reply(missing(request.key));
  if (e->changing) return reply(busy(*e, u"changed"_s));
  FunctionConfig config = e->info.config;
  if (request.handler) config.handler = *request.handler;
  if (request.description) config.description = *request.description;
  if (request.memoryMb) config.memoryMb = *request.memoryMb;
  if (request.timeoutSeconds) config.timeoutSeconds = *request.timeoutSeconds;
  if (request.initTimeoutSeconds) config.initTimeoutSeconds = *request.initTimeoutSeconds;
  if (request.environment) config.environment = *request.environment;
  if (request.runtime && *request.runtime != config.runtime)
    return reply(Error{u"InvalidParameterValue.Runtime"_s, u"The Runtime of %1 is %2 and cannot be changed."_s.arg(request.key.name, config.runtime),
                       u"Copy the function, or create it anew."_s});
  if (auto s = checkConfig(config, e->info.apiExtras); !s) return reply(s.error());
  const FunctionInfo before = e->info;
  e->info.config = config;
  if (request.role) e->info.role = *request.role;
  for (auto it = request.apiExtras.begin(); it != request.apiExtras.end(); ++it) e->info.apiExtras.insert(it.key(), it.value());
  ++e->info.generation;
  e->info.modified = m_listener.now();
  e->changing = true;
  const FunctionId id = e->info.id;
  save(id, [this, id, before, reply = std::move(reply)](const Status& status) {
    FunctionEntry* e = entry(id);
    e->changing = false;
    if (!status) {
      e->info = before;
      m_listener.shown(*e);
      return reply(status.error());
    }
    prepare(*e);
    m_listener.configured(*e);
    // Memory, handler and environment are an instance's from its birth: new ones take them, old ones finish.
    m_listener.deployed(id);
    m_listener.shown(*e);
    reply(e->info);
  });
}

void FunctionRegistry::updateCode(const UpdateCode& request, Reply<FunctionInfo> reply) {
  FunctionEntry* e = entry(request.key);
  if (!e) return reply(missing(request.key));
  if (e->changing) return reply(busy(*e, u"updated"_s));
  if (request.handler)
    if (auto s = checkHandler(*request.handler, e->info.config.runtime, e->info.apiExtras); !s) return reply(s.error());
  e->changing = true;
  const FunctionInfo before = e->info;
  const QString beforeDir = e->codeDir;
  e->info.status = FunctionStatus::Updating;
  m_listener.shown(*e);
  const FunctionId id = e->info.id;
  const auto undo = [this, id, before, beforeDir](const Error& error, const Reply<FunctionInfo>& reply) {
    FunctionEntry* e = entry(id);
    if (!e) return;
    e->info = before;
    e->codeDir = beforeDir;
    e->changing = false;
    watch(*e);
    m_listener.shown(*e);
    reply(error);
  };
  takeCode(request.code, [this, id, undo, handler = request.handler, reply = std::move(reply)](const Result<Code>& code) {
    FunctionEntry* e = entry(id);
    if (!e) return;
    if (!code) return undo(code.error(), reply);
    if (const Status starts = checkStart(*e, *code, handler.value_or(e->info.config.handler)); !starts) return undo(starts.error(), reply);
    apply(*e, *code);
    if (handler) e->info.config.handler = *handler;
    e->info.status = FunctionStatus::Active;
    e->info.statusReason.clear();
    e->info.statusCode.clear();
    save(id, [this, id, undo, reply](const Status& status) {
      FunctionEntry* e = entry(id);
      if (!status) return undo(status.error(), reply);
      e->changing = false;
      prepare(*e);
      m_listener.configured(*e);
      m_listener.deployed(id);
      m_listener.shown(*e);
      reply(e->info);
    });
  });
}

void FunctionRegistry::remove(const FunctionKey& key, Reply<Done> reply) {
  FunctionEntry* e = entry(key);
  if (!e) return reply(missing(key));
  if (e->changing) return reply(busy(*e, u"deleted"_s));
  e->changing = true;
  e->info.status = FunctionStatus::Deleting;
  m_listener.shown(*e);
  const FunctionId id = e->info.id;
  m_store.removeFunction(id, [this, id, reply = std::move(reply)](const Status& status) {
    FunctionEntry* e = entry(id);
    if (!e) return;
    if (!status) {
      e->changing = false;
      e->info.status = FunctionStatus::Active;
      m_listener.shown(*e);
      return reply(status.error());
    }
    m_watches.erase(id);
    for (const VersionInfo& v : e->info.versions) {
      m_listener.removed(v.unit);
      m_functions.erase(v.unit);
    }
    m_listener.removed(id);
    m_byKey.remove(e->info.key);
    m_functions.erase(id);
    reply(Done{});
  });
}

}  // namespace scfdesk
