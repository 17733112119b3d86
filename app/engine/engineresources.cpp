// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine is asked about the things that hang on functions, namespaces, async events and dead letters.
#include "app/engine/engine.h"
#include "app/engine/postto.h"
#include "models/data/limits.h"
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kAttemptsRead = 10'000;
constexpr qint64 kEntryFileBytes = 1024 * 1024;  // of ShowCode

Error noEvent(const QByteArray& requestId) {
  return {u"ResourceNotFound.AsyncEvent"_s, u"No async event %1 is known."_s.arg(QString::fromLatin1(requestId)),
          u"Ended ones are kept for %1 hours when the function's TraceEnable is TRUE."_s.arg(limits::kAsyncStatusHours)};
}

Error noNamespace(const QString& name) {
  return {u"ResourceNotFound.Namespace"_s, u"There is no namespace %1."_s.arg(name), u"ListNamespaces names those that exist."_s};
}

}  // namespace

void Engine::copyFunction(const CopyRequest& request, Reply<FunctionInfo> reply) {
  if (namespaceOf(request.to.ns) == m_namespaces.end()) return reply(noNamespace(request.to.ns));
  m_registry->copy(request, std::move(reply));
}
void Engine::publishVersion(const FunctionKey& key, const std::optional<QString>& description, Reply<FunctionInfo> reply) {
  m_registry->publish(key, description, std::move(reply));
}
void Engine::deleteVersion(const FunctionKey& key, VersionNumber version, bool force, Reply<Done> reply) {
  m_registry->removeVersion(key, version, force, std::move(reply));
}
void Engine::saveAlias(const FunctionKey& key, const AliasInfo& alias, bool create, Reply<AliasInfo> reply) {
  m_registry->saveAlias(key, alias, create, std::move(reply));
}
void Engine::deleteAlias(const FunctionKey& key, const QString& name, Reply<Done> reply) { m_registry->removeAlias(key, name, std::move(reply)); }
void Engine::setAsyncConfig(const FunctionKey& key, const AsyncConfig& config, Reply<Done> reply) { m_registry->setAsyncConfig(key, config, std::move(reply)); }
void Engine::setReserved(const FunctionKey& key, std::optional<int> memoryMb, Reply<Done> reply) { m_registry->setReserved(key, memoryMb, std::move(reply)); }

void Engine::setProvisioned(const FunctionKey& key, VersionNumber version, const std::optional<ProvisionedConfig>& config, Reply<Done> reply) {
  m_registry->setProvisioned(key, version, config, [this, key, version, reply = std::move(reply)](const Result<Done>& set) {
    if (!set) return reply(set);
    const FunctionEntry* base = m_registry->entry(key);
    if (const FunctionEntry* entry = base ? m_registry->version(base->info, version) : nullptr) provision(entry->info);
    reply(set);
  });
}

void Engine::provision(const FunctionInfo& version) {
  const auto config = ProvisionedConfig::fromText(version.apiExtras.value(kProvisionedKey)).value_or(ProvisionedConfig{});
  m_dispatcher->setProvisioned(version.id, config.at(m_clock.nowUs() / 1'000'000));
  m_dispatcher->setSchedule(version.id, config.schedule());
}

std::optional<ProvisionedState> Engine::provisioned(const FunctionInfo& version) const {
  const auto config = ProvisionedConfig::fromText(version.apiExtras.value(kProvisionedKey));
  if (!config) return {};
  const scaling::FnCounters counters = m_dispatcher->counters(version.id);
  return ProvisionedState{*config, counters.provisionedTarget, counters.provisionedReady, counters.provisionedFailures};
}

void Engine::readCode(const FunctionInfo& version, Reply<QByteArray> reply) { m_registry->readCode(version, std::move(reply)); }

void Engine::readEntryFile(const FunctionInfo& version, Reply<QByteArray> reply) {
  const FunctionEntry* entry = m_registry->entry(version.id);
  const QString stem = version.config.handler.section(u'.', 0, 0);
  startOn(m_workers, [this, folder = entry ? entry->codeDir : QString(), stem, reply = std::move(reply)]() mutable {
    QByteArray text;
    bool found = false;
    for (const QLatin1String suffix : {".py"_L1, ".js"_L1, ".mjs"_L1, ".cjs"_L1, ".php"_L1}) {
      QFile file(folder + u'/' + stem + suffix);
      if (folder.isEmpty() || file.size() > kEntryFileBytes || !file.open(QIODevice::ReadOnly)) continue;
      text = file.read(kEntryFileBytes);
      found = true;
      break;
    }
    postTo(&m_context, [text, found, reply = std::move(reply)] {
      if (found) return reply(text);
      reply(Error{u"Local.NoEntryFile"_s, u"The file of the handler is not there or larger than 1 MB."_s, {}});
    });
  });
}

const FunctionInfo* Engine::version(const FunctionInfo& function, VersionNumber number) const {
  const FunctionEntry* entry = m_registry->version(function, number);
  return entry ? &entry->info : nullptr;
}

QList<NamespaceInfo>::iterator Engine::namespaceOf(const QString& name) {
  return std::find_if(m_namespaces.begin(), m_namespaces.end(), [&](const NamespaceInfo& n) { return n.name == name; });
}

void Engine::createNamespace(const NamespaceInfo& wanted, Reply<Done> reply) {
  if (auto s = checkNamespaceName(wanted.name); !s) return reply(s.error());
  if (auto s = checkDescription(wanted.description); !s) return reply(s.error());
  if (namespaceOf(wanted.name) != m_namespaces.end())
    return reply(Error{u"ResourceInUse.Namespace"_s, u"A namespace %1 exists already."_s.arg(wanted.name), {}});
  if (m_namespaces.size() >= limits::kNamespaces)
    return reply(Error{u"LimitExceeded.Namespace"_s, u"There are %1 namespaces, as many as there may be."_s.arg(limits::kNamespaces), u"Delete one first."_s});
  NamespaceInfo made = wanted;
  made.added = made.modified = m_clock.nowUs();
  m_namespaces.append(made);
  m_store->saveNamespace(made, [this, name = made.name, reply = std::move(reply)](const Status& status) {
    if (!status)
      if (const auto it = namespaceOf(name); it != m_namespaces.end()) m_namespaces.erase(it);
    reply(status);
  });
}

void Engine::updateNamespace(const QString& name, const QString& description, Reply<Done> reply) {
  const auto it = namespaceOf(name);
  if (it == m_namespaces.end()) return reply(noNamespace(name));
  if (auto s = checkDescription(description); !s) return reply(s.error());
  const NamespaceInfo before = *it;
  it->description = description;
  it->modified = m_clock.nowUs();
  m_store->saveNamespace(*it, [this, before, reply = std::move(reply)](const Status& status) {
    if (!status)
      if (const auto it = namespaceOf(before.name); it != m_namespaces.end()) *it = before;
    reply(status);
  });
}

void Engine::deleteNamespace(const QString& name, Reply<Done> reply) {
  const auto it = namespaceOf(name);
  if (it == m_namespaces.end()) return reply(noNamespace(name));
  if (name == u"default"_s)
    return reply(Error{u"FailedOperation.DeleteNamespace"_s, u"The namespace default cannot be deleted."_s, {}});
  if (const auto count = m_registry->inNamespace(name).size(); count > 0)
    return reply(Error{u"FailedOperation.DeleteNamespace"_s, u"The namespace %1 has %2 functions."_s.arg(name).arg(count), u"Delete them first."_s});
  const NamespaceInfo before = *it;
  m_namespaces.erase(it);
  m_store->removeNamespace(name, [this, before, reply = std::move(reply)](const Status& status) {
    if (!status) m_namespaces.append(before);
    reply(status);
  });
}

void Engine::asyncEvent(const QByteArray& requestId, Reply<AsyncEventInfo> reply) {
  if (const auto event = m_dispatcher->asyncEvent(requestId)) return reply(*event);
  m_store->tracedEvents(0, requestId, [this, requestId, reply = std::move(reply)](const Result<QList<AsyncEventInfo>>& found) {
    if (!found) return reply(found.error());
    if (!found->isEmpty()) return reply(found->first());
    // Not traced: the invocation itself is kept for some days.
    m_store->readInvocation(requestId, [requestId, reply](const Result<InvocationRow>& row) {
      if (!row || row->invocation.mode != InvokeMode::Async) return reply(noEvent(requestId));
      const Invocation& v = row->invocation;
      reply(AsyncEventInfo{v.requestId, v.function, v.source, versionName(v.version), v.statusCode, v.at.accepted, v.at.replied});
    });
  });
}

void Engine::asyncEvents(FunctionId fn, Reply<QList<AsyncEventInfo>> reply) {
  m_store->tracedEvents(fn, {}, [this, fn, reply = std::move(reply)](const Result<QList<AsyncEventInfo>>& ended) {
    if (!ended) return reply(ended.error());
    QList<AsyncEventInfo> all = m_dispatcher->asyncEvents(fn);
    for (const AsyncEventInfo& event : *ended) all.append(event);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.accepted > b.accepted; });
    reply(all);
  });
}

void Engine::eachPendingAsync(const std::function<void(const Invocation&, const QString&, const QByteArray&)>& visit) const { m_dispatcher->eachPendingAsync(visit); }

Status Engine::terminateAsync(FunctionId fn, const QByteArray& requestId, bool graceful) {
  if (m_dispatcher->terminate(fn, requestId, graceful)) return Done{};
  return noEvent(requestId);
}

void Engine::attempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, Reply<std::vector<InvocationDetail>> reply) {
  m_store->readAttempts(fn, requestId, from, to, kAttemptsRead, [reply = std::move(reply)](Result<std::vector<InvocationRow>> rows) {
    if (!rows) return reply(rows.error());
    std::vector<InvocationDetail> details;
    details.reserve(rows.value().size());
    for (InvocationRow& row : rows.value()) {
      InvocationDetail d{row.invocation, row.event, row.result, {}, row.log.dropped > 0};
      for (const LogRecord& r : row.log.records) d.log += row.log.textOf(r).toByteArray() + '\n';
      details.push_back(std::move(d));
    }
    reply(std::move(details));
  });
}

void Engine::deadLetters(const QString& name, Reply<QList<DeadLetterInfo>> reply) {
  m_store->deadLetters(name, [reply = std::move(reply)](const Result<std::vector<DeadLetter>>& letters) {
    if (!letters) return reply(letters.error());
    QList<DeadLetterInfo> list;
    list.reserve(qsizetype(letters->size()));
    for (const DeadLetter& l : *letters)
      list.append({l.id, l.key, l.event.requestId, l.event.qualifier, l.event.source, l.event.accepted, l.at, l.event.attempts, l.statusCode, l.error, l.event.payload});
    reply(list);
  });
}

void Engine::settleDeadLetter(int64_t id, bool retry, Reply<Done> reply) {
  m_store->deadLetter(id, [this, id, retry, reply = std::move(reply)](const Result<DeadLetter>& letter) {
    if (!letter) return reply(letter.error());
    std::optional<StoredEvent> again;
    const FunctionEntry* entry = nullptr;
    if (retry) {
      const FunctionEntry* function = m_registry->entry(letter->key);
      if (!function)
        return reply(Error{u"ResourceNotFound.Function"_s, u"Its function %1 in namespace %2 is gone."_s.arg(letter->key.name, letter->key.ns), u"Create it again, or discard the letter."_s});
      entry = m_registry->version(function->info, letter->event.version);
      if (!entry)
        return reply(Error{u"ResourceNotFound.FunctionVersion"_s, u"Its version %1 of %2 is gone."_s.arg(letter->event.version).arg(letter->key.name), u"Discard the letter."_s});
      again = letter->event;
      again->function = function->info.id;
      again->attempts = 0;
      again->due = 0;
      again->accepted = m_clock.nowUs();
    }
    m_store->takeDeadLetter(id, again, [this, again, reply](const Status& status) {
      if (!status) return reply(status);
      m_dispatcher->setDeadLetters(std::max(m_dispatcher->deadLetters() - 1, 0));
      if (again) {
        const FunctionEntry* function = m_registry->entry(again->function);
        if (const FunctionEntry* entry = function ? m_registry->version(function->info, again->version) : nullptr)
          m_dispatcher->resume(*entry, *again);
        else
          m_store->finishEvent(again->requestId);
      }
      reply(Done{});
    });
  });
}

void Engine::decisions(TimeUs from, TimeUs to, int count, Reply<QByteArray> reply) {
  m_dispatcher->flushDecisions();
  m_store->readDecisions(from, to, count, std::move(reply));
}

}  // namespace scfdesk
