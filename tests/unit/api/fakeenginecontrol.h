// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/metrics.h"
#include "app/engine/trigger/triggertypes.h"
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
  std::optional<CopyRequest> copied;
  QList<FunctionInfo> published;
  QList<AsyncEventInfo> allEvents;
  QList<std::pair<QByteArray, bool>> terminated;
  std::vector<std::pair<Invocation, QByteArray>> waiting;  ///< async events that wait or run, with their payload
  std::vector<InvocationDetail> allAttempts;
  size_t mostAttempts = 10'000;               // of one answer
  QList<DeadLetterInfo> letters;
  QList<std::pair<int64_t, bool>> settled;
  QByteArray code{"PK"};
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
  void changeOverrides(const FunctionKey& key, OverridesChange change, Reply<FunctionOverrides> reply) override {
    auto changed = change(mutableFunction(key)->overrides);
    if (changed) mutableFunction(key)->overrides = *changed;
    reply(changed);
  }
  void copyFunction(const CopyRequest& request, Reply<FunctionInfo> reply) override {
    copied = request;
    reply(add(request.to.name, request.to.ns));
  }
  void publishVersion(const FunctionKey& key, const std::optional<QString>& description, Reply<FunctionInfo> reply) override {
    FunctionInfo& f = *mutableFunction(key);
    FunctionInfo v = f;
    v.version = ++f.lastVersion;
    v.base = f.id;
    v.id = 1000 * f.id + v.version;
    v.config.description = description.value_or(f.config.description);
    f.versions.append({v.version, v.id, v.config.description, f.added});
    published.append(v);
    reply(v);
  }
  void deleteVersion(const FunctionKey& key, VersionNumber number, bool, Reply<Done> reply) override {
    mutableFunction(key)->versions.removeIf([&](const VersionInfo& v) { return v.number == number; });
    reply(Done{});
  }
  void saveAlias(const FunctionKey& key, const AliasInfo& alias, bool, Reply<AliasInfo> reply) override {
    auto& aliases = mutableFunction(key)->aliases;
    aliases.removeIf([&](const AliasInfo& a) { return a.name == alias.name; });
    aliases.append(alias);
    reply(alias);
  }
  void deleteAlias(const FunctionKey& key, const QString& name, Reply<Done> reply) override {
    mutableFunction(key)->aliases.removeIf([&](const AliasInfo& a) { return a.name == name; });
    reply(Done{});
  }
  void setAsyncConfig(const FunctionKey& key, const AsyncConfig& config, Reply<Done> reply) override {
    mutableFunction(key)->async = config;
    reply(Done{});
  }
  void setReserved(const FunctionKey& key, std::optional<int> memoryMb, Reply<Done> reply) override {
    mutableFunction(key)->reservedMemoryMb = memoryMb;
    reply(Done{});
  }
  QHash<FunctionId, ProvisionedState> allProvisioned;
  void setProvisioned(const FunctionKey& key, VersionNumber number, const std::optional<ProvisionedConfig>& config, Reply<Done> reply) override {
    const FunctionInfo* v = version(*function(key), number);
    allProvisioned.remove(v->id);
    if (config) allProvisioned.insert(v->id, {*config, config->at(now / 1'000'000).count, 0, 0});
    reply(Done{});
  }
  std::optional<ProvisionedState> provisioned(const FunctionInfo& v) const override {
    const auto it = allProvisioned.constFind(v.id);
    return it == allProvisioned.constEnd() ? std::nullopt : std::optional(*it);
  }
  void readCode(const FunctionInfo&, Reply<QByteArray> reply) override { reply(code); }
  void readEntryFile(const FunctionInfo&, Reply<QByteArray> reply) override { reply(QByteArray("print(1)")); }
  void createNamespace(const NamespaceInfo& ns, Reply<Done> reply) override {
    spaces.append(ns);
    reply(Done{});
  }
  void updateNamespace(const QString& name, const QString& description, Reply<Done> reply) override {
    for (NamespaceInfo& ns : spaces)
      if (ns.name == name) ns.description = description;
    reply(Done{});
  }
  void deleteNamespace(const QString& name, Reply<Done> reply) override {
    spaces.removeIf([&](const NamespaceInfo& ns) { return ns.name == name; });
    reply(Done{});
  }
  const FunctionInfo* version(const FunctionInfo& f, VersionNumber number) const override {
    if (number == 0) return &f;
    const auto it = std::find_if(published.begin(), published.end(), [&](const FunctionInfo& v) { return v.base == f.id && v.version == number; });
    return it == published.end() ? nullptr : &*it;
  }
  void asyncEvent(const QByteArray& requestId, Reply<AsyncEventInfo> reply) override {
    for (const AsyncEventInfo& event : allEvents)
      if (event.requestId == requestId) return reply(event);
    reply(Error{QStringLiteral("ResourceNotFound.AsyncEvent"), QStringLiteral("none"), {}});
  }
  void asyncEvents(FunctionId fn, Reply<QList<AsyncEventInfo>> reply) override {
    QList<AsyncEventInfo> list = allEvents;
    list.removeIf([&](const AsyncEventInfo& e) { return e.function != fn; });
    reply(list);
  }
  void eachPendingAsync(const std::function<void(const Invocation&, const QString& qualifier, const QByteArray& payload)>& visit) const override {
    for (const auto& [v, payload] : waiting) visit(v, QStringLiteral("$LATEST"), payload);
  }
  Status terminateAsync(FunctionId, const QByteArray& requestId, bool graceful) override {
    terminated.append({requestId, graceful});
    return Done{};
  }
  void attempts(FunctionId, const QByteArray& requestId, TimeUs from, TimeUs to, Reply<std::vector<InvocationDetail>> reply) override {
    std::vector<InvocationDetail> list;
    for (const InvocationDetail& d : allAttempts)
      if ((requestId.isEmpty() || d.invocation.requestId == requestId) && d.invocation.at.replied >= from && d.invocation.at.replied <= to && list.size() < mostAttempts) list.push_back(d);
    reply(list);
  }
  void deadLetters(const QString& name, Reply<QList<DeadLetterInfo>> reply) override {
    QList<DeadLetterInfo> list = letters;
    list.removeIf([&](const DeadLetterInfo& l) { return !name.isEmpty() && l.function.name != name; });
    reply(list);
  }
  void settleDeadLetter(int64_t id, bool retry, Reply<Done> reply) override {
    if (std::none_of(letters.begin(), letters.end(), [=](const DeadLetterInfo& l) { return l.id == id; }))
      return reply(Error{QStringLiteral("ResourceNotFound.DeadLetter"), QStringLiteral("none"), {}});
    settled.append({id, retry});
    reply(Done{});
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
    if (const Status fits = triggerFits(trigger, allTriggers); !fits) return fits.error();
    allTriggers.append(trigger);
    allTriggers.last().urlId = QStringLiteral("u%1").arg(allTriggers.size());
    allTriggers.last().added = allTriggers.last().modified = 1'528'335'143'000'000;
    return allTriggers.last();
  }
  Status updateTrigger(const TriggerInfo& trigger) override {
    for (TriggerInfo& t : allTriggers)
      if (t.function == trigger.function && t.type == trigger.type && t.name == trigger.name) t = trigger;
    return Done{};
  }
  Status deleteTrigger(const TriggerInfo& gone) override {
    allTriggers.removeIf([&](const TriggerInfo& t) { return t.urlId == gone.urlId; });
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

  QByteArray decided;
  void decisions(TimeUs from, TimeUs to, int count, Reply<QByteArray> reply) override {
    decidedOf = {from, to, count};
    reply(decided);
  }
  std::tuple<TimeUs, TimeUs, int> decidedOf;
  EngineSettings settings() const override { return current; }
  void changeSettings(SettingsChange change, Reply<EngineSettings> reply) override {
    auto changed = change(current);
    if (changed) current = *changed;
    reply(changed);
  }
  Status setClockScale(double value) override {
    scale = value;
    return Done{};
  }
  double clockScale() const override { return scale; }
  TimeUs nowUs() const override { return now; }
  const Metrics& metrics() const override { return counters; }
  EngineStatus state;
  EngineStatus status() const override { return state; }
};

}  // namespace scfdesk
