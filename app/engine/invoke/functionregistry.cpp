// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/functionregistry.h"
#include "app/engine/invoke/folderwatch.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/runtime/startfile.h"
#include "models/data/limits.h"
#include <QDir>
#include <QFileInfo>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

FunctionRegistry::FunctionRegistry(Reactor& reactor, Store& store, Listener listener)
    : m_reactor(reactor), m_store(store), m_listener(std::move(listener)) {}
FunctionRegistry::~FunctionRegistry() = default;

FunctionEntry* FunctionRegistry::entry(FunctionId id) const {
  const auto it = m_functions.find(id);
  return it == m_functions.end() ? nullptr : it->second.get();
}

FunctionEntry* FunctionRegistry::entry(const FunctionKey& key) const { return entry(m_byKey.value(key, 0)); }

QList<FunctionInfo> FunctionRegistry::inNamespace(const QString& ns) const {
  QList<FunctionInfo> list;
  for (const auto& [id, e] : m_functions)
    if (e->info.key.ns == ns && e->info.version == 0) list.append(e->info);
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.key.name < b.key.name; });
  return list;
}

Error FunctionRegistry::missing(const FunctionKey& key) const {
  return {u"ResourceNotFound.Function"_s, u"There is no function %1 in namespace %2."_s.arg(key.name, key.ns), u"ListFunctions names those that exist."_s};
}

Error FunctionRegistry::busy(const FunctionEntry& e, const QString& what) const {
  return {u"FailedOperation.FunctionStatusError"_s,
          u"%1 is %2 and cannot be %3 now."_s.arg(e.info.key.name, statusName(e.info.status), what), u"Wait until it is Active."_s};
}

void FunctionRegistry::load(const std::vector<FunctionInfo>& functions) {
  for (const FunctionInfo& info : functions) {
    if (info.version > 0) {
      loadVersion(info);
      continue;
    }
    auto owned = std::make_unique<FunctionEntry>();
    FunctionEntry& e = *owned;
    e.info = info;
    // A change that a crash cut short left the old content in force.
    if (e.info.status == FunctionStatus::Updating || e.info.status == FunctionStatus::Publishing) e.info.status = FunctionStatus::Active;
    if (e.info.status == FunctionStatus::Creating) {
      e.info.status = FunctionStatus::CreateFailed;
      e.info.statusReason = u"The engine ended while the function was being created. Update its code to finish it."_s;
    }
    m_byKey.insert(info.key, info.id);
    m_functions.emplace(info.id, std::move(owned));
    prepare(e);
    unpack(e);
    m_listener.configured(e);
  }
}

void FunctionRegistry::unpack(FunctionEntry& e) {
  if (e.info.source == CodeSource::Folder) {
    e.codeDir = e.info.folder;
    return watch(e);
  }
  if (e.info.codeSha256.isEmpty()) return;
  m_store.packageFolder(e.info.codeSha256, [this, id = e.info.id](const Result<QString>& folder) {
    FunctionEntry* e = entry(id);
    if (!e) return;
    if (folder) {
      e->codeDir = *folder;
      if (m_listener.unpacked) m_listener.unpacked(*e);
    } else {
      e->info.status = FunctionStatus::CreateFailed;
      e->info.statusReason = folder.error().message;
    }
    m_listener.shown(*e);
  });
}

void FunctionRegistry::setInterpreters(const QList<Interpreter>& found, const QHash<QString, QString>& chosen) {
  m_interpreters = found;
  m_chosen = chosen;
  const bool known = std::exchange(m_interpretersKnown, true);  // else what runs already is a program of its own
  for (const auto& [id, e] : m_functions) {
    const auto before = e->interpreter;
    prepare(*e);
    if (known && before && e->interpreter && before->path != e->interpreter->path) m_listener.deployed(id);
    m_listener.shown(*e);
  }
}

void FunctionRegistry::prepare(FunctionEntry& e) {
  const auto runtime = runtimeName(e.info.config.runtime);
  e.interpreter.reset();
  if (runtime && m_interpretersKnown) e.interpreter = chooseInterpreter(*runtime, m_interpreters, m_chosen.value(runtime->family));
  e.native = nativeFamily(e.info);
  if (!e.native.isEmpty()) {
    // The code is the program: an interpreter is only what a web function's start file may ask for.
    Interpreter none;
    e.interpreter = e.interpreter.value_or(none);
    e.interpreter->family = e.native;
  }
  e.info.interpreterFound = !m_interpretersKnown || e.interpreter.has_value();
  if (runtime) {
    e.info.runtimeShown = !e.native.isEmpty() ? runtime->label() : m_interpretersKnown ? runtimeShown(*runtime, e.interpreter) : runtime->label();
    e.info.installCommand = installCommand(runtime->family);
  }
  e.layerDir = m_listener.layerFolder ? m_listener.layerFolder(e.info) : QString();
  const QString version = versionName(e.info.version);
  if (runtime && e.interpreter)
    e.environment = instanceEnvironment({e.info.key, e.info.config, *runtime, *e.interpreter, {}, version});
  e.environment.removeIf([](const QByteArray& v) { return v.startsWith("HOSTNAME="); });
  e.context = ContextTemplate(e.info, version);
}

void FunctionRegistry::watch(FunctionEntry& e) {
  m_watches.erase(e.info.id);
  if (e.info.source != CodeSource::Folder) return;
  const FunctionId id = e.info.id;
  m_watches[id] = std::make_unique<FolderWatch>(
      m_reactor, e.info.folder,
      FolderWatch::Callbacks{[this, id] {
                               FunctionEntry* e = entry(id);
                               if (!e) return;
                               ++e->info.generation;
                               e->info.modified = m_listener.now();
                               m_listener.trouble(id, {});
                               m_listener.deployed(id);
                               m_listener.shown(*e);
                             },
                             [this, id](const Error& error) { m_listener.trouble(id, error); }});
}

void FunctionRegistry::apply(FunctionEntry& e, const Code& code) {
  e.info.source = code.source;
  e.info.folder = code.source == CodeSource::Folder ? code.dir : QString();
  e.info.codeSha256 = code.sha256;
  e.info.codeBytes = code.bytes;
  e.codeDir = code.dir;
  ++e.info.generation;
  e.info.modified = m_listener.now();
  watch(e);
}

void FunctionRegistry::takeCode(const CodeInput& input, std::function<void(Result<Code>)> reply) {
  if (input.source == CodeSource::Folder) {
    const QFileInfo folder(input.folder);
    if (!folder.isAbsolute() || !folder.isDir() || !folder.isReadable() || !folder.isExecutable())
      return reply(Error{u"Local.FolderUnreadable"_s, u"The folder %1 cannot be read."_s.arg(input.folder), u"Choose a folder that exists and that you may read."_s});
    Code code;
    code.source = CodeSource::Folder;
    code.dir = folder.canonicalFilePath();
    return reply(code);
  }
  if (input.zip.isEmpty()) return reply(Error{u"InvalidParameterValue.Code"_s, u"There is no code: give a zip package."_s, {}});
  if (input.zip.size() > limits::kZipBytes)
    return reply(Error{u"InvalidParameterValue.Code"_s,
                       u"The package has %1 bytes; it may have %2 (50 MB)."_s.arg(input.zip.size()).arg(limits::kZipBytes), {}});
  m_store.addPackage(input.zip, [reply = std::move(reply)](Result<Store::Package> package) {
    if (!package) return reply(package.error());
    reply(Code{CodeSource::Package, package->sha256, package->bytes, package->folder});
  });
}

void FunctionRegistry::save(FunctionId id, std::function<void(const Status&)> done) {
  FunctionEntry* e = entry(id);
  if (!e) return;
  m_store.saveFunction(e->info, [this, id, done = std::move(done)](const Status& status) {
    if (entry(id)) done(status);
  });
}

void FunctionRegistry::changeOverrides(const FunctionKey& key, const EngineControl::OverridesChange& change, Reply<FunctionOverrides> reply) {
  FunctionEntry* e = entry(key);
  if (!e) return reply(missing(key));
  const auto wanted = change(e->info.overrides);
  if (!wanted) return reply(wanted.error());
  const auto apply = [this](FunctionEntry& e) {
    m_listener.configured(e);
    for (const VersionInfo& v : e.info.versions)
      if (const FunctionEntry* version = entry(v.unit)) m_listener.configured(*version);
    m_listener.shown(e);
  };
  const FunctionOverrides before = std::exchange(e->info.overrides, *wanted);
  apply(*e);
  m_store.saveFunction(e->info, [this, id = e->info.id, key, before, wanted = *wanted, apply, reply = std::move(reply)](const Status& stored) {
    FunctionEntry* e = entry(id);
    if (!e) return reply(missing(key));
    if (stored) return reply(wanted);
    e->info.overrides = before;
    apply(*e);
    reply(stored.error());
  });
}

std::optional<QSet<QByteArray>> FunctionRegistry::packagesInUse() const {
  QSet<QByteArray> used;
  for (const auto& [id, e] : m_functions) {
    if (e->changing) return {};  // what is undone when it fails still needs its package
    if (!e->info.codeSha256.isEmpty()) used.insert(e->info.codeSha256);
  }
  return used;
}

}  // namespace scfdesk
