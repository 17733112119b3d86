// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/invoke/dispatchbench.h"

namespace scfdesk {

void MemoryStore::answerAll() {
  for (auto& answer : std::exchange(waiting, {})) answer();
}
void MemoryStore::addEvent(const StoredEvent& event, Durable done) {
  waiting.push_back([this, event, done] {
    events[event.requestId] = event;
    done(Done{});
  });
}
void MemoryStore::updateEvent(const QByteArray& requestId, int attempts, TimeUs due) {
  events[requestId].attempts = attempts;
  events[requestId].due = due;
}

std::unique_ptr<Instance> ScriptedFactory::create(const InstanceSpec& spec, InstanceListener& listener) {
  auto made = std::make_unique<Scripted>(*this, spec, listener);
  living.push_back(made.get());
  acts << QStringLiteral("create");
  return made;
}
ScriptedFactory::Scripted::~Scripted() { std::erase(factory.living, this); }
void ScriptedFactory::Scripted::run(uint64_t r, const ContextTemplate& c, QByteArrayView requestId, const QByteArray& p) {
  request = r;
  context = c.render(requestId);
  payload = p;
  factory.acts << QStringLiteral("run");
}
void ScriptedFactory::Scripted::reply(int code, const QByteArray& json, TimeUs entered, TimeUs left) {
  InstanceReply answer;
  answer.request = request;
  answer.statusCode = code;
  answer.json = json;
  answer.entered = entered;
  answer.left = left;
  answer.peakBytes = 20 << 20;
  listener.instanceReplied(*this, std::move(answer));
}

DispatchBench::DispatchBench() {
  entry.info.id = 1;
  entry.info.key = {QStringLiteral("default"), QStringLiteral("fn")};
  entry.info.status = FunctionStatus::Active;
  entry.info.config.runtime = QStringLiteral("Python3.10");
  entry.info.config.handler = QStringLiteral("index.main_handler");
  entry.interpreter = Interpreter{QStringLiteral("python3"), QStringLiteral("/usr/bin/python3"), 3, 11, 2};
  entry.context = ContextTemplate(entry.info, QStringLiteral("$LATEST"));
  settings.keepAliveSeconds = 15;
  dispatcher = std::make_unique<Dispatcher>(Dispatcher::Parts{
      reactor, store, feed, metrics, [this](FunctionId id) { return id == 1 && !removed ? &entry : nullptr; },
      [this]() -> Result<InstanceFactory*> { return &factory; }, [this]() -> const EngineSettings& { return settings; }, {},
      [this](const FunctionEntry&) { return foldersThere; }, [this](FunctionId unit, std::function<void(const Status&)> done) { restore(unit, std::move(done)); }});
  feed.setStream([this](const EngineDelta& d) {
    transitions.insert(transitions.end(), d.transitions.begin(), d.transitions.end());
    for (const LogRecord& r : d.log.records) lines << d.log.textOf(r).toByteArray();
  });
  feed.setStreamWanted(true);
  dispatcher->configure(entry);
}

InvocationId DispatchBench::fire(InvokeMode mode, const QByteArray& payload) {
  InvokeRequest request{entry.info.key, QStringLiteral("$LATEST"), mode, Source::Api, payload};
  return dispatcher->accept(entry, std::move(request), [this](Result<InvokeReply> r) { replies.push_back(std::move(r)); });
}

void DispatchBench::advance(int64_t ms) {
  clock.advanceMs(ms);
  reactor.rearm();
  for (int i = 0; i < 8; ++i) reactor.turn(5);
}

}  // namespace scfdesk
