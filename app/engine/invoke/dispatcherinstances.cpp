// SPDX-License-Identifier: GPL-3.0-or-later
// The dispatcher's instances: born, told, ended.
#include "app/engine/invoke/dispatcher.h"
#include "app/engine/invoke/platformlog.h"
#include "app/engine/runtime/runtimes.h"
#include "models/data/limits.h"
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void Dispatcher::startInstance(const scaling::Decision& d) {
  auto owned = std::make_unique<LiveInstance>();
  LiveInstance& l = *owned;
  l.id = m_nextInstance++;
  l.core = d.inst;
  l.function = baseOf(d.fn);
  l.unit = d.fn;
  if (const FunctionEntry* entry = m_parts.entry(d.fn)) l.version = entry->info.version;
  l.boundTo = d.req;
  l.born = m_parts.reactor.clock().nowUs();
  const scaling::ReasonText text = scaling::describe(d.reason);
  l.startReason = QString::fromStdString(text.inputs.empty() ? text.rule : text.rule + ", " + text.inputs);
  m_byCore[d.inst] = l.id;
  m_instances.emplace(l.id, std::move(owned));
  InvocationId invocation = 0;
  if (Flight* f = flight(d.req)) {
    f->bound = d.inst;
    f->invocation.at.dispatched = l.born;
    f->invocation.retryAt = 0;
    f->invocation.instance = l.id;
    f->invocation.cold = true;
    invocation = f->invocation.id;
    logStart(*f, l.id);
    m_parts.feed.invocation(f->invocation);
  }
  setState(l, InstanceState::Starting, false, invocation, l.startReason);
  makeProcess(l);
}

void Dispatcher::makeProcess(LiveInstance& l) {
  FunctionEntry* entry = m_parts.entry(l.unit);
  const auto fail = [this, core = l.core](int code, const QByteArray& text) { failStart(core, code, text); };
  if (!entry) return fail(status::kFunctionNotFound, "FunctionNotFound");
  if (!entry->interpreter) {
    if (entry->info.interpreterFound) {  // still being looked for
      m_waitingForInterpreter.push_back(l.id);
      return;
    }
    return fail(status::kInternal, u"No interpreter for %1 on this machine. %2"_s.arg(entry->info.config.runtime, interpreterHint(entry->info.installCommand)).toUtf8());
  }
  const auto factory = m_parts.factory();
  if (!factory) return fail(status::kInternal, u"%1 %2"_s.arg(factory.error().message, factory.error().next).trimmed().toUtf8());
  if (restoreFolders(l, *entry)) return;
  const InstanceSpec spec = specOf(l, *entry);
  l.process = (*factory)->create(spec, *this);
}

void Dispatcher::failStart(scaling::InstId core, int code, const QByteArray& text) {
  // Reported in a turn of its own: the core must have seen the start before it hears of the failure.
  m_parts.reactor.callSoon([this, core, code, text] {
    LiveInstance* l = live(core);
    if (!l) return;
    if (Flight* f = flight(l->boundTo)) f->failureText = text;
    dropInstance(*l, true, QString::fromUtf8(text));
    step({.kind = scaling::EventKind::InitFailed, .inst = core, .code = code});
  });
}

/// True: what somebody has removed of the data folder is being made again, and makeProcess comes a second time.
bool Dispatcher::restoreFolders(LiveInstance& l, const FunctionEntry& entry) {
  if (!m_parts.foldersThere || m_parts.foldersThere(entry)) return false;
  if (std::exchange(l.restored, true)) return false;  // the instance says what is missing
  m_parts.restore(l.unit, [this, core = l.core](const Status& made) {
    LiveInstance* l = live(core);
    if (!l) return;
    if (!made) return failStart(core, status::kInternal, u"%1 %2"_s.arg(made.error().message, made.error().next).trimmed().toUtf8());
    makeProcess(*l);
  });
  return true;
}

InstanceSpec Dispatcher::specOf(LiveInstance& l, const FunctionEntry& known) {
  const FunctionEntry* entry = &known;
  InstanceSpec spec;
  spec.id = l.id;
  spec.interpreter = entry->interpreter->path;
  spec.family = entry->interpreter->family;
  spec.codeDir = l.codeDir = entry->codeDir;
  spec.layerDir = entry->layerDir;
  spec.handler = entry->info.config.handler;
  spec.environment = entry->environment;
  if (m_parts.environment)
    for (const QByteArray& added : m_parts.environment(entry->info.key)) {
      const QByteArrayView name = QByteArrayView(added).first(added.indexOf('=') + 1);
      if (std::none_of(entry->environment.begin(), entry->environment.end(), [name](const QByteArray& own) { return own.startsWith(name); })) spec.environment.append(added);
    }
  spec.environment.append("HOSTNAME=" + instanceName(l.id).toUtf8());
  spec.memoryMb = entry->info.config.memoryMb;
  spec.function = entry->info.key;
  spec.version = versionName(entry->info.version);
  spec.timeoutSeconds = entry->info.config.timeoutSeconds;
  if (entry->native == "go"_L1) spec.variables = variablesJson(entry->info);
  spec.preparedAllowed = m_parts.settings().preparedStarts;
  return spec;
}

void Dispatcher::interpretersKnown() {
  for (const InstanceId id : std::exchange(m_waitingForInterpreter, {}))
    if (const auto it = m_instances.find(id); it != m_instances.end() && !it->second->ending) makeProcess(*it->second);
}

void Dispatcher::instanceStarted(Instance& instance, BirthWay way) {
  LiveInstance* l = live(instance);
  if (!l) return;
  l->way = way;
  l->started = m_parts.reactor.clock().nowUs();
  m_parts.metrics.countColdStart(l->function, way);
  if (Flight* f = flight(l->boundTo)) {
    f->invocation.at.started = l->started;
    f->invocation.way = way;
    m_parts.feed.invocation(f->invocation);
  }
  const InstanceId id = l->id;
  const bool debugged = l->debugged;
  setState(*l, InstanceState::Init);
  if (debugged && m_guide) m_guide->debuggedStarted(id);
}

void Dispatcher::instanceReady(Instance& instance) {
  LiveInstance* l = live(instance);
  if (!l) return;
  l->ready = m_parts.reactor.clock().nowUs();
  l->idleSince = l->ready;
  if (l->debugged) {
    const InstanceId id = l->id;
    setState(*l, InstanceState::Idle);
    if (m_guide) m_guide->debuggedReady(id);
    return;
  }
  if (Flight* f = flight(l->boundTo)) {
    f->invocation.at.ready = l->ready;
    f->moduleLoadUs = instance.moduleLoadUs();
  }
  l->boundTo = 0;
  step({.kind = scaling::EventKind::Ready, .inst = l->core});
  // The step may have ended it, or given it work.
  if (LiveInstance* still = live(instance); still && still->state == InstanceState::Init) setState(*still, InstanceState::Idle);
}

void Dispatcher::instanceInitFailed(Instance& instance, int code, const QByteArray& text) {
  LiveInstance* l = live(instance);
  if (!l) return;
  if (Flight* f = flight(l->boundTo)) f->failureText = text;
  const scaling::InstId core = l->core;
  if (l->debugged) {
    const InstanceId id = l->id;
    dropInstance(*l, true, u"initialisation failed: %1"_s.arg(statusCodeName(code)));
    if (m_guide) m_guide->debuggedEnded(id, code, text);
    return;
  }
  dropInstance(*l, true, u"initialisation failed: %1"_s.arg(statusCodeName(code)));
  step({.kind = scaling::EventKind::InitFailed, .inst = core, .code = code});
}

/// What a run has given, written into its flight.
void Dispatcher::takeReply(LiveInstance& l, Flight* f, InstanceReply&& reply) {
  l.drop(reply.request);
  l.idleSince = m_parts.reactor.clock().nowUs();
  if (!f) return;
  f->invocation.at.entered = reply.entered;
  f->invocation.at.left = reply.left;
  f->invocation.peakMemoryBytes = reply.peakBytes;
  (reply.statusCode == status::kSuccess ? f->result : f->failureText) = std::move(reply.json);
}

void Dispatcher::instanceReplied(Instance& instance, InstanceReply&& reply) {
  LiveInstance* l = live(instance);
  if (!l || !l->runs(reply.request)) return;  // late: the run was cancelled
  const scaling::ReqId req = reply.request;
  Flight* f = flight(req);
  const bool failed = reply.statusCode != status::kSuccess;
  takeReply(*l, f, std::move(reply));
  if (l->debugged) {
    const InstanceId id = l->id;
    setState(*l, InstanceState::Idle, failed);
    if (f) settleDebugged(*f, reply.statusCode);
    if (m_guide) m_guide->debuggedRan(id, reply.statusCode);
    return;
  }
  const scaling::InstId core = l->core;
  if (failed && f && (f->asyncRun || reply.recycle)) {
    dropInstance(*l, true, (f->asyncRun ? u"the asynchronous execution failed: %1"_s : u"the runtime is to end after a failed run: %1"_s).arg(statusCodeName(reply.statusCode)));
    return step({.kind = scaling::EventKind::Died, .inst = core, .code = reply.statusCode});
  }
  // The state is told before the step, which may give the instance its next event in the same moment.
  if (l->current == 0) setState(*l, InstanceState::Idle, failed);
  step({.kind = scaling::EventKind::Done, .inst = core, .req = req, .code = reply.statusCode});
  // Unless the next event came at once.
  if (LiveInstance* still = reply.freeze ? live(core) : nullptr; still && still->state == InstanceState::Idle) freezeNow(*still);
}

void Dispatcher::instancePrinted(Instance& instance, QByteArrayView line, bool stderrStream) {
  LiveInstance* l = live(instance);
  if (!l) return;
  const LogLevel level = logLevelOf(line, stderrStream);
  if (Flight* f = flight(l->current ? l->current : l->boundTo)) return logLine(*f, level, line, l->id);
  // Printed between two events (a timer of the function's): shown, but of no invocation.
  LogRecord record{m_nextLine++, m_parts.reactor.clock().nowUs(), l->function, l->id, 0, 0, 0, level};
  m_parts.feed.line(record, line);
}

void Dispatcher::instanceDied(Instance& instance, int code, const QByteArray& text) {
  LiveInstance* l = live(instance);
  if (!l) return;
  const scaling::InstId core = l->core;
  if (Flight* f = flight(l->current ? l->current : l->boundTo)) {
    f->failureText = text;
    f->invocation.at.left = m_parts.reactor.clock().nowUs();
    f->invocation.peakMemoryBytes = std::max(f->invocation.peakMemoryBytes, l->process ? l->process->residentBytes() : 0);
  }
  for (const scaling::ReqId req : l->more)
    if (Flight* f = flight(req)) {
      f->failureText = text;
      f->invocation.at.left = m_parts.reactor.clock().nowUs();
    }
  const bool debugged = l->debugged;
  const InstanceId id = l->id;
  dropInstance(*l, true, u"the process ended: %1"_s.arg(QString::fromUtf8(text)));
  if (debugged) {
    if (m_guide) m_guide->debuggedEnded(id, code, text);
    return;
  }
  step({.kind = scaling::EventKind::Died, .inst = core, .code = code});
}

void Dispatcher::runOn(const scaling::Decision& d) {
  LiveInstance* l = live(d.inst);
  Flight* f = flight(d.req);
  if (!l || !f || !l->process) return;
  const FunctionEntry* entry = m_parts.entry(l->unit);
  if (!entry) return step({.kind = scaling::EventKind::Done, .inst = d.inst, .req = d.req, .code = status::kFunctionNotFound});  // deleted while it started
  const TimeUs now = m_parts.reactor.clock().nowUs();
  Invocation& v = f->invocation;
  const bool own = f->bound == d.inst && d.cold;  // it waited for this very start
  if (!own) {
    if (LiveInstance* other = f->bound != 0 && f->bound != d.inst ? live(f->bound) : nullptr) other->boundTo = 0;
    // One that was ready before its event came (provisioned, or ahead of it) is no cold start for the caller.
    v.cold = d.cold && d.reason.rule != scaling::Rule::IdleInstance;
    v.at.dispatched = now;
    if (v.cold) {
      v.at.started = l->started;
      v.at.ready = l->ready;
      f->moduleLoadUs = l->process->moduleLoadUs();
    } else {
      v.at.started = v.at.ready = 0;
    }
    v.way = v.cold ? l->way : BirthWay::None;
  }
  v.instance = l->id;
  v.retryNum = d.attempt;
  v.retryAt = 0;
  logStart(*f, l->id);
  if (v.cold) logLine(*f, LogLevel::Platform, platformlog::initReport(v, f->moduleLoadUs, l->process->residentBytes()), l->id);
  if (l->requests == 0) logRuntime(*f, *entry, l->id);
  if (l->state == InstanceState::Frozen) l->process->thaw();
  l->add(d.req);
  ++l->requests;
  v.at.entered = now;  // until the bootstrap says exactly when
  setState(*l, InstanceState::Busy, false, v.id);
  m_parts.feed.invocation(v);
  if (f->web) return l->process->serve(d.req, v.requestId, f->web);
  l->process->run(d.req, entry->context, v.requestId, f->payload);
}

void Dispatcher::stopInstance(const scaling::Decision& d) {
  LiveInstance* l = live(d.inst);
  if (!l) {  // ended by itself a moment ago
    step({.kind = scaling::EventKind::Stopped, .inst = d.inst});
    return;
  }
  const scaling::ReasonText text = scaling::describe(d.reason);
  const bool failed = d.reason.rule == scaling::Rule::RunTimeout || d.reason.rule == scaling::Rule::InitTimeout;
  dropInstance(*l, failed, QString::fromStdString(text.inputs.empty() ? text.rule : text.inputs));
}

void Dispatcher::dropInstance(LiveInstance& l, bool failed, const QString& reason) {
  const InstanceId id = l.id;
  const scaling::InstId core = l.core;
  setState(l, InstanceState::Gone, failed, 0, reason);
  m_byCore.erase(core);
  auto owned = std::move(m_instances[id]);
  m_instances.erase(id);
  if (!owned->process) {
    if (core != 0) m_parts.reactor.callSoon([this, core] { step({.kind = scaling::EventKind::Stopped, .inst = core}); });
    return;
  }
  ++m_ending;
  // The process object lives until its last process is reaped; nobody waits for it.
  std::shared_ptr<Instance> process = std::move(owned->process);
  process->end([this, core, process]() mutable {
    m_parts.reactor.callSoon([process = std::move(process)] {});
    --m_ending;
    if (core != 0) step({.kind = scaling::EventKind::Stopped, .inst = core});
    if (m_closing && m_ending == 0 && m_shutdownDone) std::exchange(m_shutdownDone, {})();
  });
}

void Dispatcher::setState(LiveInstance& l, InstanceState state, bool failed, InvocationId invocation, const QString& reason) {
  l.state = state;
  if (!m_parts.feed.wanted()) return;
  m_parts.feed.transition({l.id, l.function, state, m_parts.reactor.clock().nowUs(), invocation, failed, l.way, reason, l.version});
}

void Dispatcher::freezeIdle() {
  const int after = m_parts.settings().freezeAfterMs;
  if (after <= 0) return;
  const TimeUs before = m_parts.reactor.clock().nowUs() - TimeUs(after) * 1000;
  for (auto& [id, l] : m_instances) {
    if (l->state != InstanceState::Idle || l->idleSince > before || !l->process || l->debugged) continue;
    freezeNow(*l);
  }
}

void Dispatcher::freezeNow(LiveInstance& l) {
  if (!l.process || m_parts.settings().freezeAfterMs <= 0) return;
  l.process->freeze();
  setState(l, InstanceState::Frozen);
}

void Dispatcher::shutdown(std::function<void()> done) {
  m_closing = true;
  m_decisionLog.flush();
  std::vector<InstanceId> ids;
  for (const auto& [id, l] : m_instances) ids.push_back(id);
  for (const InstanceId id : ids)
    if (const auto it = m_instances.find(id); it != m_instances.end()) dropInstance(*it->second, false, u"the engine ends"_s);
  if (m_ending == 0) return done();
  m_shutdownDone = std::move(done);
}

}  // namespace scfdesk
