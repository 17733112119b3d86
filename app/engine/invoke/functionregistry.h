// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/invoke/flight.h"
#include "app/engine/store/store.h"
#include <QSet>
#include <map>
#include <unordered_map>

namespace scfdesk {

class FolderWatch;

/// All functions: what they are, where their code lies, which interpreter runs them. Makes, changes and deletes them through
/// the store; a change is told only when it is durable. Engine thread; owned by Engine.
class FunctionRegistry final {
 public:
  template <typename T>
  using Reply = EngineControl::Reply<T>;
  struct Listener {
    std::function<void(const FunctionEntry&)> configured;  ///< new, or its configuration changed
    std::function<void(const FunctionEntry&)> shown;       ///< what is shown of it changed (status)
    std::function<void(FunctionId)> deployed;              ///< new code: old instances go
    std::function<void(FunctionId)> removed;
    std::function<void(FunctionId, const Error&)> trouble; ///< a linked folder went away or came back (empty code)
    std::function<TimeUs()> now;
    std::function<void(const FunctionEntry&)> unpacked = {};  ///< after load(): its kept package is there to be run
    std::function<QString(const FunctionInfo&)> layerFolder = {};  ///< where its layers lie, merged; empty = it has none
  };
  FunctionRegistry(Reactor& reactor, Store& store, Listener listener);
  ~FunctionRegistry();

  /// What was kept. Packages are unpacked anew where the folder is missing.
  void load(const std::vector<FunctionInfo>& functions);
  /// Interpreters of this machine; every function is looked at anew.
  void setInterpreters(const QList<Interpreter>& found, const QHash<QString, QString>& chosen);
  [[nodiscard]] const QList<Interpreter>& interpreters() const { return m_interpreters; }
  [[nodiscard]] bool interpretersKnown() const { return m_interpretersKnown; }

  void create(const CreateFunction& request, Reply<FunctionInfo> reply);
  void updateConfig(const UpdateConfig& request, Reply<FunctionInfo> reply);
  void updateCode(const UpdateCode& request, Reply<FunctionInfo> reply);
  void remove(const FunctionKey& key, Reply<Done> reply);
  void copy(const CopyRequest& request, Reply<FunctionInfo> reply);
  void changeOverrides(const FunctionKey& key, const EngineControl::OverridesChange& change, Reply<FunctionOverrides> reply);
  /// Packages (SHA-256) that functions are made of. None while a change is under way whose code is not settled.
  [[nodiscard]] std::optional<QSet<QByteArray>> packagesInUse() const;

  // functionversions.cpp: what hangs on a function. Each is told when it is durable; a failure leaves all as it was.
  void publish(const FunctionKey& key, const std::optional<QString>& description, Reply<FunctionInfo> reply);
  void removeVersion(const FunctionKey& key, VersionNumber version, bool force, Reply<Done> reply);
  void saveAlias(const FunctionKey& key, const AliasInfo& alias, bool create, Reply<AliasInfo> reply);
  void removeAlias(const FunctionKey& key, const QString& name, Reply<Done> reply);
  void setAsyncConfig(const FunctionKey& key, const AsyncConfig& config, Reply<Done> reply);
  void setReserved(const FunctionKey& key, std::optional<int> memoryMb, Reply<Done> reply);
  /// Keeps it with the version; none takes it away.
  void setProvisioned(const FunctionKey& key, VersionNumber version, const std::optional<ProvisionedConfig>& config, Reply<Done> reply);
  void readCode(const FunctionInfo& version, Reply<QByteArray> reply);
  /// What a call of this qualifier runs. Errors: ResourceNotFound.FunctionVersion, .Qualifier.
  [[nodiscard]] Result<FunctionEntry*> resolve(FunctionEntry& base, const QString& qualifier, const QByteArray& routingKey) const;
  /// A version of a function, 0 = the function itself; null when there is none.
  [[nodiscard]] FunctionEntry* version(const FunctionInfo& base, VersionNumber number) const;

  /// A function, or one of its versions.
  [[nodiscard]] FunctionEntry* entry(FunctionId id) const;
  [[nodiscard]] FunctionEntry* entry(const FunctionKey& key) const;
  [[nodiscard]] QList<FunctionInfo> inNamespace(const QString& ns) const;
  /// Functions and versions.
  [[nodiscard]] const std::map<FunctionId, std::unique_ptr<FunctionEntry>>& all() const { return m_functions; }

 private:
  struct Code {
    CodeSource source = CodeSource::Package;
    QByteArray sha256;
    int64_t bytes = 0;
    QString dir;
  };
  void takeCode(const CodeInput& input, std::function<void(Result<Code>)> reply);
  static Status checkStart(const FunctionEntry& entry, const Code& code, const QString& handler);
  void prepare(FunctionEntry& entry);      ///< interpreter, environment, context
  void watch(FunctionEntry& entry);
  void apply(FunctionEntry& entry, const Code& code);
  void addVersion(FunctionEntry& base, const Code& code, const QString& description, Reply<FunctionInfo> reply);
  void loadVersion(const FunctionInfo& info);
  void unpack(FunctionEntry& entry);
  /// Changes what hangs on a function, keeps it, and takes it back when it can't be kept.
  void change(const FunctionKey& key, const std::function<Status(FunctionInfo&)>& how, Reply<Done> reply);
  void save(FunctionId id, std::function<void(const Status&)> done);
  [[nodiscard]] Error missing(const FunctionKey& key) const;
  [[nodiscard]] Error busy(const FunctionEntry& entry, const QString& what) const;
  [[nodiscard]] static Error versionMissing(const FunctionInfo& function, VersionNumber version);

  Reactor& m_reactor;
  Store& m_store;
  Listener m_listener;
  QList<Interpreter> m_interpreters;
  QHash<QString, QString> m_chosen;
  bool m_interpretersKnown = false;
  std::map<FunctionId, std::unique_ptr<FunctionEntry>> m_functions;
  QHash<FunctionKey, FunctionId> m_byKey;
  std::unordered_map<FunctionId, std::unique_ptr<FolderWatch>> m_watches;
};

}  // namespace scfdesk
