// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/metrics.h"
#include <algorithm>

namespace scfdesk {

/// An engine that keeps what it is told and answers what the test says. Invocations wait in `invocations` when `hold` is set.
class FakeEngineControl final : public EngineControl {
 public:
  struct Pending {
    InvocationId id = 0;
    InvokeRequest request;
    Reply<InvokeReply> reply;
  };
  QList<FunctionInfo> all;
  QList<TriggerInfo> allTriggers;
  QList<NamespaceInfo> spaces{{QStringLiteral("default"), {}, 1'528'335'143'000'000, 1'528'335'143'000'000}};
  QList<InstanceInfo> allInstances;
  std::vector<Pending> invocations;
  QList<InvocationId> abandoned;
  std::optional<CreateFunction> created;
  std::optional<UpdateConfig> configured;
  std::optional<UpdateCode> coded;
  std::optional<FunctionKey> deleted;
  EngineSettings current;
  Metrics counters;
  FunctionSample sample;
  double scale = 1;
  bool hold = false;
  Result<InvokeReply> next{InvokeReply{1, "11111111-2222-4333-8444-555555555555", 200, "\"ok\"", "START\nEND\n", 826, 1, 3207168}};
  TimeUs now = 1'700'000'000'000'000;

  FunctionInfo& add(const QString& name, const QString& ns = QStringLiteral("default")) {
    FunctionInfo f;
    f.id = FunctionId(all.size() + 1);
    f.key = {ns, name};
    f.config.runtime = QStringLiteral("Python3.10");
    f.config.handler = QStringLiteral("index.main_handler");
    f.status = FunctionStatus::Active;
    f.functionId = QStringLiteral("lam-abcdefgh");
    f.added = f.modified = 1'528'335'143'000'000 + f.id * 1'000'000;  // 2018-06-07 09:32:23 at +08:00, and later
    f.codeBytes = 123;
    all.append(f);
    return all.last();
  }
  FunctionInfo* mutableFunction(const FunctionKey& key) {
    const auto it = std::find_if(all.begin(), all.end(), [&](const FunctionInfo& f) { return f.key == key; });
    return it == all.end() ? nullptr : &*it;
  }

  void createFunction(const CreateFunction& request, Reply<FunctionInfo> reply) override {
    created = request;
    FunctionInfo& f = add(request.key.name, request.key.ns);
    f.config = request.config;
    f.apiExtras = request.apiExtras;
    f.role = request.role;
    reply(f);
  }
  void updateConfig(const UpdateConfig& request, Reply<FunctionInfo> reply) override {
    configured = request;
    reply(*function(request.key));
  }
  void updateCode(const UpdateCode& request, Reply<FunctionInfo> reply) override {
    coded = request;
    reply(*function(request.key));
  }
  void deleteFunction(const FunctionKey& key, Reply<Done> reply) override {
    deleted = key;
    reply(Done{});
  }
  Status setOverrides(const FunctionKey& key, const FunctionOverrides& overrides) override {
    mutableFunction(key)->overrides = overrides;
    return Done{};
  }
  const FunctionInfo* function(const FunctionKey& key) const override {
    const auto it = std::find_if(all.begin(), all.end(), [&](const FunctionInfo& f) { return f.key == key; });
    return it == all.end() ? nullptr : &*it;
  }
  const FunctionInfo* function(FunctionId id) const override {
    const auto it = std::find_if(all.begin(), all.end(), [&](const FunctionInfo& f) { return f.id == id; });
    return it == all.end() ? nullptr : &*it;
  }
  QList<FunctionInfo> functions(const QString& ns) const override {
    QList<FunctionInfo> list = all;
    list.removeIf([&](const FunctionInfo& f) { return f.key.ns != ns; });
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.key.name < b.key.name; });
    return list;
  }
  QList<NamespaceInfo> namespaces() const override { return spaces; }
  QList<InstanceInfo> instances() const override { return allInstances; }
  FunctionSample gauges(FunctionId) const override { return sample; }

  InvocationId invoke(InvokeRequest&& request, Reply<InvokeReply> reply) override {
    const InvocationId id = invocations.size() + 1;
    invocations.push_back({id, std::move(request), reply});
    if (!hold) reply(next);
    return next.ok() ? id : 0;
  }
  void abandon(InvocationId id) override { abandoned.append(id); }

  Result<TriggerInfo> createTrigger(const TriggerInfo& trigger) override {
    allTriggers.append(trigger);
    allTriggers.last().urlId = QStringLiteral("u%1").arg(allTriggers.size());
    allTriggers.last().added = allTriggers.last().modified = 1'528'335'143'000'000;
    return allTriggers.last();
  }
  Status deleteTrigger(const FunctionKey& key, const QString& type, const QString& name) override {
    allTriggers.removeIf([&](const TriggerInfo& t) { return t.function == key && t.type == type && t.name == name; });
    return Done{};
  }
  QList<TriggerInfo> triggers(const FunctionKey& key) const override {
    QList<TriggerInfo> list = allTriggers;
    list.removeIf([&](const TriggerInfo& t) { return !(t.function == key); });
    return list;
  }
  const TriggerInfo* triggerByUrl(const QString& urlId) const override {
    const auto it = std::find_if(allTriggers.begin(), allTriggers.end(), [&](const TriggerInfo& t) { return t.urlId == urlId; });
    return it == allTriggers.end() ? nullptr : &*it;
  }

  EngineSettings settings() const override { return current; }
  Status setSettings(const EngineSettings& settings) override {
    current = settings;
    return Done{};
  }
  Status setClockScale(double value) override {
    scale = value;
    return Done{};
  }
  TimeUs nowUs() const override { return now; }
  const Metrics& metrics() const override { return counters; }
  EngineStatus status() const override { return {}; }
};

}  // namespace scfdesk
