// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/handlers.h"
#include "tests/support/fakebackend.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

template <typename T>
void FakeBackend::answer(QObject* context, Reply<T> reply, Result<T> result) {
  auto safe = guarded<T>(context, std::move(reply));
  if (!safe) return;
  later([safe = std::move(safe), result = std::move(result)]() mutable { safe(std::move(result)); });
}

namespace {
/// The failure that a test has planned for this command, if any.
std::optional<Error> planned(std::vector<Error>& failures) {
  if (failures.empty()) return std::nullopt;
  Error e = failures.front();
  failures.erase(failures.begin());
  return e;
}
}  // namespace

FakeProfile* FakeBackend::profileOf(const FunctionKey& key) {
  for (const FunctionId id : m_ids)
    if (FakeProfile* p = m_activity.profile(id); p && p->info.key == key) return p;
  return nullptr;
}

Error FakeBackend::unknown(const FunctionKey& key) const {
  return {u"ResourceNotFound.Function"_s, u"There is no function %1 in namespace %2."_s.arg(key.name, key.ns), {}};
}

FunctionInfo FakeBackend::publish(const FakeProfile& profile) {
  EngineDelta d = m_activity.advance(m_activity.now() + 1000);
  d.functions.push_back(profile.info);
  soon(std::move(d));
  return profile.info;
}

Result<FunctionInfo> FakeBackend::change(FakeProfile* profile, const FunctionKey& key, const std::function<Status(FunctionInfo&)>& edit) {
  if (auto e = planned(m_failures)) return *e;
  if (!profile) return unknown(key);
  FunctionInfo changed = profile->info;
  if (const Status ok = edit(changed); !ok) return ok.error();
  ++changed.generation;
  changed.modified = m_activity.now();
  profile->info = changed;
  return publish(*profile);
}

void FakeBackend::createFunction(const CreateFunction& r, QObject* context, Reply<FunctionInfo> reply) {
  called("createFunction", r.key);
  created.push_back(r);
  const auto result = [&]() -> Result<FunctionInfo> {
    if (auto e = planned(m_failures)) return *e;
    if (const Status ok = checkFunctionName(r.key.name); !ok) return ok.error();
    if (const Status ok = checkConfig(r.config, r.apiExtras); !ok) return ok.error();
    if (profileOf(r.key)) return Error{u"ResourceInUse.Function"_s, u"A function %1 exists already."_s.arg(r.key.name), u"Choose another name."_s};
    FunctionInfo f;
    f.id = m_nextId++;
    f.key = r.key;
    f.config = r.config;
    f.overrides = r.overrides;
    f.source = r.code.source;
    f.folder = r.code.folder;
    f.status = FunctionStatus::Active;
    f.runtimeShown = r.config.runtime;
    f.sample = r.sample;
    f.apiExtras = r.apiExtras;
    f.added = f.modified = m_activity.now();
    m_activity.add(fakeProfileFor(f));
    m_ids.push_back(f.id);
    return publish(*m_activity.profile(f.id));
  }();
  answer(context, std::move(reply), result);
}

void FakeBackend::updateConfig(const UpdateConfig& r, QObject* context, Reply<FunctionInfo> reply) {
  called("updateConfig", r.key);
  configured.push_back(r);
  answer(context, std::move(reply), change(profileOf(r.key), r.key, [&r](FunctionInfo& f) {
    if (r.handler) f.config.handler = *r.handler;
    if (r.description) f.config.description = *r.description;
    if (r.memoryMb) f.config.memoryMb = *r.memoryMb;
    if (r.timeoutSeconds) f.config.timeoutSeconds = *r.timeoutSeconds;
    if (r.initTimeoutSeconds) f.config.initTimeoutSeconds = *r.initTimeoutSeconds;
    if (r.environment) f.config.environment = *r.environment;
    return checkConfig(f.config);
  }));
}

void FakeBackend::updateCode(const UpdateCode& r, QObject* context, Reply<FunctionInfo> reply) {
  called("updateCode", r.key);
  coded.push_back(r);
  answer(context, std::move(reply), change(profileOf(r.key), r.key, [&r](FunctionInfo& f) -> Status {
    f.source = r.code.source;
    f.folder = r.code.folder;
    f.codeBytes = r.code.zip.size();
    if (r.handler) f.config.handler = *r.handler;
    return Done{};
  }));
}

void FakeBackend::deleteFunction(const FunctionKey& key, QObject* context, Reply<Done> reply) {
  called("deleteFunction", key);
  deleted.push_back(key);
  const auto result = [&]() -> Result<Done> {
    if (auto e = planned(m_failures)) return *e;
    const FakeProfile* p = profileOf(key);
    if (!p) return unknown(key);
    const FunctionId id = p->info.id;
    m_activity.remove(id);
    std::erase(m_ids, id);
    EngineDelta d = m_activity.advance(m_activity.now() + 1000);
    d.functionsRemoved.push_back(id);
    soon(std::move(d));
    return Done{};
  }();
  answer(context, std::move(reply), result);
}

void FakeBackend::copyFunction(const FunctionKey& from, const FunctionKey& to, QObject* context, Reply<FunctionInfo> reply) {
  called("copyFunction", from);
  copied.emplace_back(from, to);
  const auto result = [&]() -> Result<FunctionInfo> {
    if (auto e = planned(m_failures)) return *e;
    const FakeProfile* p = profileOf(from);
    if (!p) return unknown(from);
    if (const Status ok = checkFunctionName(to.name); !ok) return ok.error();
    if (profileOf(to)) return Error{u"ResourceInUse.Function"_s, u"A function %1 exists already."_s.arg(to.name), u"Choose another name."_s};
    FakeProfile copy = *p;
    copy.info.id = m_nextId++;
    copy.info.key = to;
    copy.info.sample = false;
    copy.rate = nullptr;
    m_activity.add(copy);
    m_ids.push_back(copy.info.id);
    return publish(*m_activity.profile(copy.info.id));
  }();
  answer(context, std::move(reply), result);
}

void FakeBackend::setOverrides(const FunctionKey& key, const FunctionOverrides& overrides, QObject* context, Reply<Done> reply) {
  called("setOverrides", key);
  overridden.emplace_back(key, overrides);
  const auto r = change(profileOf(key), key, [&](FunctionInfo& f) -> Status {
    f.overrides = overrides;
    return Done{};
  });
  answer<Done>(context, std::move(reply), r ? Result<Done>(Done{}) : Result<Done>(r.error()));
}

void FakeBackend::findHandlers(const CodeInput&, QObject* context, Reply<QStringList> reply) {
  called("findHandlers");
  const auto e = planned(m_failures);
  answer<QStringList>(context, std::move(reply), e ? Result<QStringList>(*e) : Result<QStringList>(handlers));
}

void FakeBackend::invoke(const InvokeRequest& r, QObject* context, Reply<InvokeReply> reply) {
  called("invoke", r.function);
  invoked.push_back(r);
  if (const auto e = planned(m_failures)) return answer<InvokeReply>(context, std::move(reply), *e);
  const FakeProfile* p = profileOf(r.function);
  if (!p) return answer<InvokeReply>(context, std::move(reply), unknown(r.function));
  const FunctionId fn = p->info.id;
  const InvocationId id = m_activity.fire(fn, r.mode, r.source, r.payload.size());
  const auto ended = [this, fn, safe = guarded<InvokeReply>(context, std::move(reply)), mode = r.mode](const Invocation& i) {
    InvokeReply out;
    out.id = i.id;
    out.requestId = i.requestId;
    if (mode == InvokeMode::Sync) {
      out.statusCode = i.statusCode;
      const FakeProfile* profile = m_activity.profile(fn);
      out.result = i.statusCode == status::kSuccess && profile
                       ? profile->result
                       : QByteArray("{\"errorCode\":") + QByteArray::number(i.statusCode) + ",\"errorMessage\":\"" + i.message.toUtf8() + "\"}";
      out.logTail = m_activity.logOf(i.id);
      out.durationUs = i.durationUs;
      out.billedMs = i.billedMs;
      out.peakMemoryBytes = i.peakMemoryBytes;
    }
    if (safe) later([safe, out] { safe(out); });
  };
  if (r.mode == InvokeMode::Async) {
    // Stored is enough; the run goes on by itself.
    Invocation stored = *m_activity.invocation(id);
    ended(stored);
    m_waiting.emplace(id, [](const Invocation&) {});
  } else {
    m_waiting.emplace(id, ended);
  }
  if (!m_manual && !m_timer.isActive()) later([this, id] { runToEnd(id); });
}

void FakeBackend::startLoad(const LoadSpec& spec, QObject* context, Reply<uint32_t> reply) {
  called("startLoad", spec.function);
  loads.push_back(spec);
  if (const auto e = planned(m_failures)) return answer<uint32_t>(context, std::move(reply), *e);
  const FakeProfile* p = profileOf(spec.function);
  if (!p) return answer<uint32_t>(context, std::move(reply), unknown(spec.function));
  const uint32_t run = m_activity.startLoad(p->info.id, spec);
  soon(m_activity.advance(m_activity.now() + 1000));
  answer<uint32_t>(context, std::move(reply), run);
}

void FakeBackend::stopLoad(uint32_t run) {
  called("stopLoad");
  stopped.push_back(run);
  m_activity.stopLoad(run);
  soon(m_activity.advance(m_activity.now() + 1000));
}

void FakeBackend::setPaused(bool on) {
  called("setPaused");
  paused = on;
  m_statusAt = 0;
  soon(m_activity.advance(m_activity.now() + 1000));
}

void FakeBackend::invocationDetail(InvocationId id, QObject* context, Reply<InvocationDetail> reply) {
  called("invocationDetail");
  if (const auto e = planned(m_failures)) return answer<InvocationDetail>(context, std::move(reply), *e);
  const Invocation* i = m_activity.invocation(id);
  if (!i) return answer<InvocationDetail>(context, std::move(reply), Error{u"ResourceNotFound.FunctionLog"_s, u"This invocation is no longer kept."_s, {}});
  InvocationDetail d;
  d.invocation = *i;
  d.event = R"({"key1":"test value 1","key2":"test value 2"})";
  if (const FakeProfile* p = m_activity.profile(i->function); p && i->statusCode == status::kSuccess) d.result = p->result;
  else if (i->finished) d.result = "{\"errorCode\":" + QByteArray::number(i->statusCode) + ",\"errorMessage\":\"" + i->message.toUtf8() + "\"}";
  d.log = m_activity.logOf(id);
  answer<InvocationDetail>(context, std::move(reply), d);
}

void FakeBackend::savedEvents(const FunctionKey& key, QObject* context, Reply<QList<SavedEvent>> reply) {
  called("savedEvents", key);
  QList<SavedEvent> mine;
  for (const SavedEvent& e : events)
    if (e.function == key) mine.append(e);
  const auto e = planned(m_failures);
  answer<QList<SavedEvent>>(context, std::move(reply), e ? Result<QList<SavedEvent>>(*e) : Result<QList<SavedEvent>>(mine));
}

void FakeBackend::saveEvent(const SavedEvent& event, QObject* context, Reply<Done> reply) {
  called("saveEvent", event.function);
  saved.push_back(event);
  if (const auto e = planned(m_failures)) return answer<Done>(context, std::move(reply), *e);
  const auto same = std::find_if(events.begin(), events.end(), [&](const SavedEvent& e) { return e.function == event.function && e.name == event.name; });
  if (same != events.end()) *same = event;
  else events.append(event);
  answer<Done>(context, std::move(reply), Done{});
}

void FakeBackend::deleteEvent(const FunctionKey& key, const QString& name, QObject* context, Reply<Done> reply) {
  called("deleteEvent", key);
  events.removeIf([&](const SavedEvent& e) { return e.function == key && e.name == name; });
  answer<Done>(context, std::move(reply), Done{});
}

void FakeBackend::pendingEvents(const FunctionKey& key, QObject* context, Reply<int> reply) {
  called("pendingEvents", key);
  answer<int>(context, std::move(reply), pending);
}

void FakeBackend::querySeconds(TimeUs begin, TimeUs end, QObject* context, Reply<std::vector<SecondSample>> reply) {
  if (!secondsAnswer) return Backend::querySeconds(begin, end, context, std::move(reply));
  later([answer = secondsAnswer(begin, end), reply = guarded(context, std::move(reply))] { reply(answer); });
}

void FakeBackend::local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) {
  if (!localAnswer) return Backend::local(method, target, body, context, std::move(reply));
  calls << QString::fromUtf8(QByteArray(method + ' ' + target + ' ' + body).trimmed());
  answer(context, std::move(reply), localAnswer(method, target, body));
}

void FakeBackend::settings(QObject* context, Reply<EngineSettings> reply) {
  called("settings");
  answer<EngineSettings>(context, std::move(reply), engineSettings);
}

void FakeBackend::setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) {
  called("setSettings");
  settingsWritten.push_back(settings);
  if (const auto e = planned(m_failures)) return answer<EngineSettings>(context, std::move(reply), *e);
  engineSettings = settings;
  answer<EngineSettings>(context, std::move(reply), settings);
}

void FakeBackend::interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) {
  called("interpreters");
  answer<QList<InterpreterChoice>>(context, std::move(reply), choices);
}

}  // namespace scfdesk
