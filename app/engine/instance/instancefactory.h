// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/bytecode.h"
#include "app/engine/instance/codemounts.h"
#include "app/engine/instance/javabootstrap.h"
#include "app/engine/instance/runtimeapi.h"
#include "app/engine/instance/runtimecommand.h"
#include "app/engine/instance/sparepool.h"
#include "app/engine/instance/spawnerlink.h"
#include <unordered_map>

namespace scfdesk {

/// Makes instances through one spawner, which is started again when it was lost. Engine thread.
class SpawnedInstances final : public InstanceFactory {
 public:
  SpawnedInstances(Reactor& reactor, SpawnerOptions options);
  ~SpawnedInstances() override;

  Status start();
  std::unique_ptr<Instance> create(const InstanceSpec& spec, InstanceListener& listener) override;
  [[nodiscard]] QString isolation() const override;
  void setPrepared(bool allowed, int64_t bytes) override;
  void shutdown(int timeoutMs) override;
  /// Of the spawner process, 0 when none runs. For tests that end it.
  [[nodiscard]] int spawnerPid() const { return int(m_link.pid()); }
  [[nodiscard]] SparePool& spares() { return m_spares; }

 private:
  void prepareFiles();
  [[nodiscard]] QByteArray restoreFiles();
  void onHello(const BirthLink::Hello& hello);
  void onBorn(uint32_t birth, const BirthEnds& ends);
  void give(uint32_t birth, const BirthEnds& ends, BirthWay way);
  void onNotBorn(uint32_t birth, const QByteArray& text);
  void onLost();
  [[nodiscard]] std::unique_ptr<RuntimeTalk> talkFor(const InstanceSpec& spec, TalkListener& listener);
  void askFor(uint32_t birth);
  /// From a spare or a place, if there is one; its descriptors are the core's then.
  bool adoptSpare(InstanceCore& core, const SpareKind& kind);
  bool fillPlace(InstanceCore& core, const SpareKind& kind);
  void ask(InstanceCore& core, const SpareKind* kind);
  uint32_t askForPrepared(const SpareKind& kind, SparePool::Role role);
  [[nodiscard]] QByteArray packetFor(uint32_t birth, const InstanceSpec& spec, BirthKind kind);
  bool sendBirth(uint32_t birth, const InstanceSpec& spec, BirthKind kind);
  void forget(InstanceCore* core);

  Reactor& m_reactor;
  SpawnerOptions m_options;
  QString m_mountPoint;
  QString m_bootstrapDir;
  QByteArray m_locale;  ///< environment entry of programs that are no runtime of ours, or empty
  MemoryWatch m_memory;
  ControlGroups m_groups;
  Bytecode m_bytecode;
  RuntimeApi m_runtimeApi;
  JavaBootstrap m_java;
  CodeMounts m_codeMounts;
  SpawnerLink m_link;
  SparePool m_spares;
  std::unordered_map<InstanceCore*, std::shared_ptr<InstanceCore>> m_cores;
  std::unordered_map<uint32_t, InstanceCore*> m_births;  ///< asked for, or waiting for the spawner's hello
  uint32_t m_nextBirth = 1;
  bool m_hello = false;
  bool m_namespaces = false;
  bool m_ownUser = false;
  bool m_filter = false;
  QByteArray m_missing;
};

}  // namespace scfdesk
