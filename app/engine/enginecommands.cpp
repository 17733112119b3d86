// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine is asked to do.
#include "app/engine/api/endpoint.h"
#include "app/engine/engine.h"
#include "app/engine/http/webexchange.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/postto.h"
#include "app/engine/resource/layers.h"
#include "app/engine/runtime/runtimes.h"
#include "app/engine/trigger/triggers.h"
#include "models/data/eventvariables.h"
#include "models/data/jsontext.h"
#include "models/data/limits.h"
#include <QRandomGenerator>
#include <simdjson.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

/// Validated on the event path, never turned into a tree: the bytes go to the function as they came.
bool validJson(const QByteArray& text) {
  thread_local simdjson::dom::parser parser;
  return parser.parse(text.constData(), size_t(text.size())).error() == simdjson::SUCCESS;
}

Error noFunction(const FunctionKey& key) {
  return {u"ResourceNotFound.Function"_s, u"There is no function %1 in namespace %2."_s.arg(key.name, key.ns), u"ListFunctions names those that exist."_s};
}

Error closing() { return {u"InternalError.System"_s, u"The engine is ending."_s, u"Start it again."_s}; }

}  // namespace

void Engine::createFunction(const CreateFunction& request, Reply<FunctionInfo> reply) {
  const bool known = std::any_of(m_namespaces.begin(), m_namespaces.end(), [&](const auto& n) { return n.name == request.key.ns; });
  if (!known) return reply(Error{u"ResourceNotFound.Namespace"_s, u"There is no namespace %1."_s.arg(request.key.ns), u"ListNamespaces names those that exist."_s});
  withLayers(request.apiExtras, [this, request, reply = std::move(reply)](const Status& layers) {
    if (!layers) return reply(layers.error());
    withRoom(request.code, layersFromJson(request.apiExtras.value(u"Layers"_s)).value_or(QList<LayerRef>{}), [this, request, reply](const Status& room) {
      room ? m_registry->create(request, reply) : reply(room.error());
    });
  });
}
void Engine::updateConfig(const UpdateConfig& request, Reply<FunctionInfo> reply) {
  withLayers(request.apiExtras, [this, request, reply = std::move(reply)](const Status& layers) {
    if (!layers) return reply(layers.error());
    const FunctionEntry* entry = request.apiExtras.contains(u"Layers"_s) ? m_registry->entry(request.key) : nullptr;
    const bool package = entry && entry->info.source == CodeSource::Package;
    withRoomIn(package ? entry->codeDir : QString(), layersFromJson(request.apiExtras.value(u"Layers"_s)).value_or(QList<LayerRef>{}), [this, request, reply](const Status& room) {
      room ? m_registry->updateConfig(request, reply) : reply(room.error());
    });
  });
}
void Engine::updateCode(const UpdateCode& request, Reply<FunctionInfo> reply) {
  const FunctionEntry* entry = m_registry->entry(request.key);
  withRoom(request.code, entry ? layersOf(entry->info) : QList<LayerRef>{}, [this, request, reply = std::move(reply)](const Status& room) {
    room ? m_registry->updateCode(request, reply) : reply(room.error());
  });
}
void Engine::deleteFunction(const FunctionKey& key, Reply<Done> reply) { m_registry->remove(key, std::move(reply)); }

const FunctionInfo* Engine::function(const FunctionKey& key) const {
  const FunctionEntry* entry = m_registry->entry(key);
  return entry ? &entry->info : nullptr;
}
const FunctionInfo* Engine::function(FunctionId id) const {
  const FunctionEntry* entry = m_registry->entry(id);
  return entry ? &entry->info : nullptr;
}
QList<FunctionInfo> Engine::functions(const QString& ns) const { return m_registry->inNamespace(ns); }
QList<InstanceInfo> Engine::instances() const { return m_dispatcher->instances(); }
FunctionSample Engine::gauges(FunctionId id) const { return m_dispatcher->gauges(id); }

Result<InvokeRequest> Engine::checked(InvokeRequest&& request, const FunctionEntry** found) const {
  if (m_closing) return closing();
  FunctionEntry* function = m_registry->entry(request.function);
  if (!function) return noFunction(request.function);
  const auto resolved = m_registry->resolve(*function, request.qualifier, request.routingKey);
  if (!resolved) return resolved.error();
  const FunctionEntry* entry = *resolved;
  const FunctionInfo& info = entry->info;
  if (info.status != FunctionStatus::Active && info.status != FunctionStatus::Updating && info.status != FunctionStatus::Publishing)
    return Error{u"FailedOperation.FunctionStatusError"_s,
                 u"FunctionStatusError: %1 is %2. %3"_s.arg(info.key.name, statusName(info.status), info.statusReason).trimmed(), {}};
  if (info.config.runtime == "CustomImage"_L1)
    return Error{u"FailedOperation.FunctionStatusError"_s, u"FunctionStatusError: %1 is made of a container image; it needs a container engine and runs in the cloud only."_s.arg(info.key.name), {}};
  if (!info.interpreterFound)
    return Error{u"FailedOperation.FunctionStatusError"_s,
                 u"FunctionStatusError: there is no interpreter for %1 on this machine."_s.arg(info.config.runtime), interpreterHint(info.installCommand)};
  const bool sync = request.mode == InvokeMode::Sync && !info.config.asyncRun;
  const int64_t limit = sync ? limits::kSyncEventBytes : limits::kAsyncEventBytes;
  if (request.payload.size() > limit)
    return Error{u"InvalidParameter.Payload"_s,
                 u"RequestTooLarge: the event has %1 bytes; %2 event may have %3."_s.arg(request.payload.size())
                     .arg(sync ? u"a sync"_s : u"an async"_s).arg(limit), {}};
  if (request.source != Source::Url && !validJson(request.payload))
    if (const auto wrong = checkJson(request.payload, 1); !wrong.empty())  // it also takes numbers that no machine type holds
      return Error{u"InvalidParameterValue.Param"_s,
                   u"The event is not valid JSON. Line %1, column %2: %3."_s.arg(wrong.front().line).arg(wrong.front().column).arg(wrong.front().message), {}};
  *found = entry;
  return std::move(request);
}

void Engine::fillIn(InvokeRequest& request) {
  if ((request.source != Source::Console && request.source != Source::Load) || !request.payload.contains("{{")) return;
  const FunctionEntry* entry = m_registry->entry(request.function);
  if (!entry || variablesIn(request.payload).empty()) return;
  VariableValues values;
  values.now = m_clock.nowUs();
  values.counter = ++m_counters[entry->info.id];
  values.random = [] { return QRandomGenerator::global()->generate64(); };
  values.environment = entry->info.config.environment;
  request.payload = expandVariables(request.payload, values);
}

Error Engine::noEvents(const QString& name) {
  return {u"FailedOperation.InvokeFunction"_s, u"%1 is a web function: it takes HTTP requests, not events."_s.arg(name),
          u"Make a function URL (CreateTrigger with Type http) and send requests to it."_s};
}

InvocationId Engine::invoke(InvokeRequest&& request, Reply<InvokeReply> reply) {
  const FunctionEntry* entry = nullptr;
  fillIn(request);
  if (request.trigger) reply = m_triggers->watch(request, std::move(reply));
  auto ready = checked(std::move(request), &entry);
  if (!ready) {
    reply(ready.error());
    return 0;
  }
  if (entry->native == "web"_L1) {
    reply(noEvents(entry->info.key.name));
    return 0;
  }
  return m_dispatcher->accept(*entry, std::move(ready.value()), std::move(reply));
}

InvocationId Engine::serveWeb(InvokeRequest&& request, const std::shared_ptr<WebExchange>& exchange, Reply<InvokeReply> reply) {
  const FunctionEntry* entry = nullptr;
  const int64_t bytes = exchange->body->length(), most = int64_t(m_options.webBodyMb) * 1024 * 1024;
  if (bytes < 0) exchange->body->setLimit(most);
  if (request.trigger) reply = m_triggers->watch(request, std::move(reply));
  auto ready = checked(std::move(request), &entry);
  if (!ready || bytes > most) {
    reply(!ready ? ready.error() : Error{u"InvalidParameter.Payload"_s, u"RequestTooLarge: the request's body has %1 bytes; it may have %2."_s.arg(bytes).arg(most), u"Start the engine with --web-body to take larger ones here; SCF takes 6 MB."_s});
    return 0;
  }
  return m_dispatcher->accept(*entry, std::move(ready.value()), std::move(reply), 0, exchange);
}

void Engine::abandon(InvocationId id) { m_dispatcher->abandon(id); }

void Engine::findHandlers(const CodeInput& code, Reply<QStringList> reply) {
  const auto look = [this, reply](const QString& folder) {
    startOn(m_workers, [this, folder, reply = reply]() mutable {
      QStringList found;
      for (const QString& family : {u"python3"_s, u"nodejs"_s, u"php"_s, u"java"_s, u"go"_s}) found += scfdesk::findHandlers(folder, family);
      postTo(&m_context, [found, reply = std::move(reply)] { reply(found.mid(0, 20)); });
    });
  };
  if (code.source == CodeSource::Folder) return look(code.folder);
  m_store->addPackage(code.zip, [look, reply](const Result<Store::Package>& package) {
    if (!package) return reply(package.error());
    look(package->folder);
  });
}

Result<uint32_t> Engine::startLoad(const LoadSpec& spec) {
  const FunctionEntry* entry = nullptr;
  auto ready = checked({spec.function, u"$LATEST"_s, spec.mode, Source::Load, spec.payload}, &entry);
  if (!ready) return ready.error();
  return m_loads->start(spec, entry->info.id);
}

void Engine::setPaused(bool paused) {
  m_dispatcher->setPaused(paused);
  m_status.paused = paused;
  m_feed->status(m_status);
}

void Engine::invocationDetail(InvocationId id, Reply<InvocationDetail> reply) {
  if (const InvocationDetail* detail = m_dispatcher->detail(id)) return reply(*detail);
  const Error gone{u"Local.DetailGone"_s, u"The event and result of this invocation were not kept: more than 200 ran in that second."_s, u"Fire it again."_s};
  QByteArray requestId = m_dispatcher->requestIdOf(id);
  if (requestId.isEmpty()) requestId = m_history.value(id);
  if (requestId.isEmpty()) return reply(gone);
  m_store->readInvocation(requestId, [id, gone, reply = std::move(reply)](const Result<InvocationRow>& row) {
    if (!row) return reply(row.error());
    if (row->event.isEmpty() && row->result.isEmpty()) return reply(gone);
    InvocationDetail detail{row->invocation, row->event, row->result, {}, false};
    detail.invocation.id = id;
    for (const LogRecord& r : row->log.records) detail.log += row->log.textOf(r).toByteArray() + '\n';
    reply(detail);
  });
}

void Engine::savedEvents(const FunctionKey& key, Reply<QList<SavedEvent>> reply) {
  const FunctionInfo* info = function(key);
  if (!info) return reply(noFunction(key));
  m_store->savedEvents(*info, std::move(reply));
}

void Engine::saveEvent(const SavedEvent& event, Reply<Done> reply) {
  const FunctionInfo* info = function(event.function);
  if (!info) return reply(noFunction(event.function));
  m_store->saveEvent(info->id, event, std::move(reply));
}

void Engine::deleteEvent(const FunctionKey& key, const QString& name, Reply<Done> reply) {
  const FunctionInfo* info = function(key);
  if (!info) return reply(noFunction(key));
  m_store->removeEvent(info->id, name, std::move(reply));
}

int Engine::pendingEvents(const FunctionKey& key) const {
  const FunctionInfo* info = function(key);
  return info ? m_dispatcher->pendingAsync(info->id) : 0;
}

QList<InterpreterChoice> Engine::interpreterChoices() const {
  QList<InterpreterChoice> list;
  for (const Interpreter& i : m_registry->interpreters())
    list.append({i.family, i.label(), i.path, m_settings.interpreters.value(i.family) == i.path, {}});
  for (const RuntimeName& runtime : runtimeNames()) {
    const auto runs = chooseInterpreter(runtime, m_registry->interpreters(), m_settings.interpreters.value(runtime.family));
    for (InterpreterChoice& choice : list)
      if (runs && choice.path == runs->path && choice.family == runtime.family) choice.runtimes.append(runtime.name);
  }
  return list;
}

void Engine::ask(const QByteArray& method, const QByteArray& target, const QByteArray& action, const QByteArray& body,
                 std::function<void(int, const QByteArray&)> done) {
  m_endpoint->ask(method, target, action, body, std::move(done));
}

}  // namespace scfdesk
