// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/invoke/dispatcher.h"
#include "tests/unit/invoke/handclock.h"
#include <map>

namespace scfdesk {

/// A store that keeps its promises in memory and answers when the test says so.
class MemoryStore final : public Store {
 public:
  StoredState kept;
  std::map<QByteArray, StoredEvent> events;
  std::vector<DeadLetter> letters;
  std::optional<Error> refused;  ///< of saveTriggerState
  QList<AsyncEventInfo> traced;
  std::vector<InvocationRow> rows;
  std::vector<std::function<void()>> waiting;  ///< durable answers that were not given yet
  void answerAll();

  [[nodiscard]] const StoredState& state() const override { return kept; }
  void releaseState() override {}
  void saveFunction(const FunctionInfo&, Durable done) override { done(Done{}); }
  void removeFunction(FunctionId, Durable done) override { done(Done{}); }
  [[nodiscard]] FunctionId nextFunctionId() override { return ++m_next; }
  void saveVersion(const FunctionInfo&, const FunctionInfo&, Durable done) override { done(Done{}); }
  void removeVersion(FunctionId, const FunctionInfo&, Durable done) override { done(Done{}); }
  void saveNamespace(const NamespaceInfo&, Durable done) override { done(Done{}); }
  void removeNamespace(const QString&, Durable done) override { done(Done{}); }
  void saveTrigger(const TriggerInfo&, Durable done) override { done(Done{}); }
  void removeTrigger(const TriggerInfo&, Durable done) override { done(Done{}); }
  void saveTriggerState(uint64_t trigger, const QByteArray& key, const QByteArray& value, bool, Durable done) override {
    if (refused && !value.isEmpty()) return done ? done(*refused) : void();
    if (value.isEmpty()) kept.triggerState[trigger].remove(key);
    else kept.triggerState[trigger].insert(key, value);
    if (done) done(Done{});
  }
  void saveSettings(const EngineSettings&, Durable done) override { done(Done{}); }
  void whenWritten(Durable done) override { done(Done{}); }
  void saveEvent(FunctionId, const SavedEvent&, Durable done) override { done(Done{}); }
  void removeEvent(FunctionId, const QString&, Durable done) override { done(Done{}); }
  void savedEvents(const FunctionInfo&, std::function<void(Result<QList<SavedEvent>>)> reply) override { reply(QList<SavedEvent>{}); }
  void addEvent(const StoredEvent& event, Durable done) override;
  void updateEvent(const QByteArray& requestId, int attempts, TimeUs due) override;
  void finishEvent(const QByteArray& requestId) override { events.erase(requestId); }
  void finishTraced(const AsyncEventInfo& event) override {
    events.erase(event.requestId);
    traced.append(event);
  }
  void tracedEvents(FunctionId, const QByteArray&, std::function<void(Result<QList<AsyncEventInfo>>)> reply) override { reply(traced); }
  void addDeadLetter(const DeadLetter& letter) override { letters.push_back(letter); }
  void deadLetters(const QString&, std::function<void(Result<std::vector<DeadLetter>>)> reply) override { reply(letters); }
  void deadLetter(int64_t, std::function<void(Result<DeadLetter>)> reply) override { reply(Error{}); }
  void takeDeadLetter(int64_t, const std::optional<StoredEvent>&, Durable done) override { done(Error{}); }
  void appendInvocation(InvocationRow&& row) override { rows.push_back(std::move(row)); }
  void appendEngineLog(const LogChunk&) override {}
  QByteArray decisions;  ///< all lines
  void appendDecisions(const QByteArray& lines, TimeUs, TimeUs) override { decisions += lines; }
  void readDecisions(TimeUs, TimeUs, int, std::function<void(Result<QByteArray>)> reply) override { reply(decisions); }
  void readInvocation(const QByteArray&, std::function<void(Result<InvocationRow>)> reply) override { reply(Error{}); }
  void readAttempts(FunctionId, const QByteArray&, TimeUs, TimeUs, int, std::function<void(Result<std::vector<InvocationRow>>)> reply) override { reply(rows); }
  void readRecent(int, std::function<void(Result<std::vector<InvocationRow>>)> reply) override { reply(std::vector<InvocationRow>{}); }
  void appendMoments(std::shared_ptr<const Moments>) override {}
  void readDetail(TimeUs, int, int, std::function<void(Result<std::vector<StoredRun>>)> reply) override { reply(std::vector<StoredRun>{}); }
  void readSeconds(TimeUs, TimeUs, std::function<void(Result<std::vector<SecondSample>>)> reply) override { reply(std::vector<SecondSample>{}); }
  void addPackage(const QByteArray&, std::function<void(Result<Package>)> reply) override { reply(Package{}); }
  void packageFolder(const QByteArray&, std::function<void(Result<QString>)> reply) override { reply(QString()); }
  void readPackage(const QByteArray&, std::function<void(Result<QByteArray>)> reply) override { reply(QByteArray()); }
  void collectPackages(const QSet<QByteArray>&, std::function<void(Result<Collected>)> reply) override { reply(Collected{}); }
  void packFolder(const QString&, std::function<void(Result<QByteArray>)> reply) override { reply(QByteArray()); }
  [[nodiscard]] QString dataDir() const override { return {}; }
  Status writeOwner(int) override { return Done{}; }
  void setTroubleHandler(std::function<void(const Error&)>) override {}
  void setTailLimits(int64_t, int) override {}
  void close() override {}

 private:
  FunctionId m_next = 0;
};

/// Instances that do what the test says; each act is written down.
class ScriptedFactory final : public InstanceFactory {
 public:
  class Scripted;
  std::vector<Scripted*> living;
  QStringList acts;
  std::unique_ptr<Instance> create(const InstanceSpec& spec, InstanceListener& listener) override;
  [[nodiscard]] QString isolation() const override { return QStringLiteral("namespaces"); }
  void shutdown(int) override {}
};
class ScriptedFactory::Scripted final : public Instance {
 public:
  Scripted(ScriptedFactory& factory, const InstanceSpec& spec, InstanceListener& listener) : factory(factory), spec(spec), listener(listener) {}
  ~Scripted() override;
  ScriptedFactory& factory;
  InstanceSpec spec;
  InstanceListener& listener;
  uint64_t request = 0;
  QByteArray context, payload;
  void become() { listener.instanceStarted(*this, BirthWay::Spawn); }
  void ready() { become(); listener.instanceReady(*this); }
  void reply(int code, const QByteArray& json, TimeUs entered = 0, TimeUs left = 0);
  void print(const char* line) { listener.instancePrinted(*this, line, false); }
  [[nodiscard]] InstanceId id() const override { return spec.id; }
  [[nodiscard]] int pid() const override { return 1000 + int(spec.id); }
  void run(uint64_t r, const ContextTemplate& c, QByteArrayView requestId, const QByteArray& p) override;
  void load() override { factory.acts << QStringLiteral("load"); }
  void freeze() override { factory.acts << QStringLiteral("freeze"); }
  void thaw() override { factory.acts << QStringLiteral("thaw"); }
  [[nodiscard]] int64_t residentBytes() const override { return 10 << 20; }
  void end(std::function<void()> gone) override { factory.acts << QStringLiteral("end"); gone(); }
};

/// A dispatcher over both, with one function.
struct DispatchBench {
  HandClock clock;
  Reactor reactor{clock};
  MemoryStore store;
  DeltaFeed feed{reactor};
  Metrics metrics;
  EngineSettings settings;
  FunctionEntry entry;
  ScriptedFactory factory;
  std::unique_ptr<Dispatcher> dispatcher;
  std::vector<Result<InvokeReply>> replies;
  std::vector<InstanceTransition> transitions;
  QByteArrayList lines;
  bool foldersThere = true;
  std::function<void(FunctionId, std::function<void(const Status&)>)> restore;
  bool removed = false;  ///< the function is not known any more

  DispatchBench();
  ~DispatchBench() {
    dispatcher.reset();
    turn();  // what is still to be called holds instances, which know their factory
  }
  InvocationId fire(InvokeMode mode = InvokeMode::Sync, const QByteArray& payload = "{}");
  void turn() { for (int i = 0; i < 4; ++i) reactor.turn(0); }
  void advance(int64_t ms);
  ScriptedFactory::Scripted& instance(size_t i = 0) { return *factory.living.at(i); }
};

}  // namespace scfdesk
