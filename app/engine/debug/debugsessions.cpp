// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/debug/debugsessions.h"
#include "app/engine/runtime/runtimes.h"
#include "models/data/limits.h"
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {
constexpr int64_t kMs = 1'000'000;
}

DebugSessions::DebugSessions(Parts parts) : m_parts(std::move(parts)), m_self(std::make_shared<DebugSessions*>(this)) { m_parts.dispatcher.setDebugGuide(this); }

DebugSessions::~DebugSessions() {
  m_parts.dispatcher.setDebugGuide(nullptr);
  for (auto& [unit, session] : m_sessions) m_parts.reactor.cancel(session->timer);
}

DebugSessions::Session* DebugSessions::live(FunctionId unit) {
  const auto it = m_sessions.find(unit);
  return it != m_sessions.end() && it->second->state < State::Done ? it->second.get() : nullptr;
}

DebugSessions::Session* DebugSessions::byInstance(InstanceId instance) {
  const auto it = std::find_if(m_sessions.begin(), m_sessions.end(), [instance](const auto& s) { return s.second->state < State::Done && s.second->instance == instance; });
  return it == m_sessions.end() ? nullptr : it->second.get();
}

Result<DebugSessions::Session*> DebugSessions::start(const FunctionKey& key, const QString& qualifier) {
  const FunctionEntry* entry = m_parts.entry(key, qualifier);
  if (!entry)
    return Error{u"ResourceNotFound.Function"_s, u"There is no function `%1` with the version `%2` in namespace `%3`."_s.arg(key.name, qualifier, key.ns), {}};
  if (Session* running = live(entry->info.id)) return running;
  const auto open = std::count_if(m_sessions.begin(), m_sessions.end(), [](const auto& s) { return s.second->state < State::Done; });
  if (size_t(open) >= kSessions)
    return Error{u"LimitExceeded"_s, u"%1 functions are being debugged, as many as may be at once."_s.arg(kSessions), u"Stop one first."_s};
  if (entry->native == u"web")
    return Error{u"UnsupportedOperation"_s, u"A web function serves many requests at once: there is no next event to debug."_s,
                 u"Start the debugger in scf_bootstrap; 127.0.0.1 inside a function is this machine's."_s};
  if (entry->info.config.runtime == "CustomImage"_L1)
    return Error{u"UnsupportedOperation"_s, u"A function of a container image needs a container engine; it runs in the cloud only."_s, u"Debug its program by itself."_s};
  if (!entry->interpreter && entry->info.interpreterFound)
    return Error{u"Local.StillLooking"_s, u"The interpreters of this machine are still being looked for."_s, u"Try again in a moment."_s};
  if (!entry->interpreter)
    return Error{u"Local.NoInterpreter"_s, u"No interpreter for %1 on this machine."_s.arg(entry->info.config.runtime), interpreterHint(entry->info.installCommand)};
  auto means = debugMeans(entry->interpreter->family, entry->interpreter->path, entry->codeDir);
  if (!means) return means.error();
  const int inner = freeLoopbackPort();
  auto made = std::make_unique<Session>();
  Session& s = *made;
  s.key = key;
  s.qualifier = qualifier;
  s.unit = entry->info.id;
  auto proxy = DebugProxy::listen(m_parts.reactor, means->protocol, usualDebugPort(means->protocol), inner, {[this, unit = s.unit] { proxyChanged(unit); }});
  if (!proxy) return proxy.error();
  s.proxy = std::move(proxy.value());
  const bool linked = entry->info.source == CodeSource::Folder;
  s.place = {means->protocol, key.name, s.proxy->port(), linked ? entry->info.folder : QString(), u"/var/user"_s};
  const auto born = m_parts.dispatcher.startDebugged(s.unit, inner, means->program);
  if (!born) return born.error();
  s.instance = *born;
  auto& kept = m_sessions[s.unit];
  kept = std::move(made);
  arm(*kept, kAttachMs * kMs, &DebugSessions::nobodyCame);
  return kept.get();
}

/// Real time: what a person does goes by no scale.
void DebugSessions::arm(Session& s, int64_t delayNs, void (DebugSessions::*what)(Session&)) {
  m_parts.reactor.cancel(s.timer);
  s.timer = m_parts.reactor.callAt(m_parts.reactor.clock().nowNs() + int64_t(double(delayNs) * m_parts.clockScale()), [this, unit = s.unit, instance = s.instance, what] {
    Session* s = live(unit);
    if (!s || s->instance != instance) return;
    s->timer = 0;
    (this->*what)(*s);
  });
}

bool DebugSessions::takesEvent(FunctionId unit, uint64_t req, const QByteArray& requestId) {
  Session* s = live(unit);
  if (!s || s->req != 0) return false;
  s->req = req;
  s->requestId = requestId;
  // In a turn of its own: whoever brings the event has not finished with it.
  m_parts.reactor.callSoon([this, unit, req] {
    if (Session* s = live(unit); s && s->req == req) tryGo(*s);
  });
  return true;
}

void DebugSessions::debuggedStarted(InstanceId instance) {
  Session* s = byInstance(instance);
  if (!s || s->state != State::Starting) return;
  s->state = State::Waiting;
  tryGo(*s);
}

void DebugSessions::debuggedReady(InstanceId instance) {
  Session* s = byInstance(instance);
  if (!s || s->state >= State::Ready) return;
  s->state = State::Ready;
  if (s->req == 0) arm(*s, kAttachMs * kMs, &DebugSessions::nobodyCame);
  tryGo(*s);
}

void DebugSessions::proxyChanged(FunctionId unit) {
  // In a turn of its own: the proxy is in the middle of something.
  m_parts.reactor.callSoon([this, unit] {
    Session* s = live(unit);
    if (!s) return;
    const int64_t now = m_parts.reactor.clock().nowNs();
    if (!s->proxy->attached()) s->attachedNs = 0;
    else if (s->attachedNs == 0) s->attachedNs = now;
    if (s->state == State::Running) setClock(*s);
    else tryGo(*s);
  });
}

/// Goes on as soon as the debugger has set what it wants to set: loads the code, or runs the event.
void DebugSessions::tryGo(Session& s) {
  // delve starts the program itself, at its client's word.
  const bool loads = s.state == State::Waiting && s.place.protocol != DebugProtocol::Delve;
  const bool runs = s.state == State::Ready && s.req != 0;
  if (s.state != State::Waiting && !runs) return;
  if (!s.proxy->attached()) return arm(s, kAttachMs * kMs, &DebugSessions::nobodyCame);
  if (!loads && !runs) return m_parts.reactor.cancel(std::exchange(s.timer, 0));
  const auto real = [this](int64_t ms) { return int64_t(double(ms * kMs) * m_parts.clockScale()); };
  const int64_t now = m_parts.reactor.clock().nowNs();
  const int64_t due = s.proxy->configured()                       ? now
                      : s.place.protocol == DebugProtocol::Dap ? s.attachedNs + real(kConfiguredMostMs)
                                                               : std::min(s.proxy->lastNs() + real(kQuietMs), s.attachedNs + real(kQuietMostMs));
  if (now < due) return arm(s, int64_t(double(due - now) / m_parts.clockScale()), &DebugSessions::tryGo);
  m_parts.reactor.cancel(std::exchange(s.timer, 0));
  runs ? run(s) : load(s);
}

/// The module level has no limit of time here: it may be paused.
void DebugSessions::load(Session& s) {
  s.state = State::Loading;
  m_parts.dispatcher.loadDebugged(s.instance);
}

void DebugSessions::run(Session& s) {
  const FunctionEntry* entry = m_parts.entry(s.key, s.qualifier);
  if (!entry) return over(s, State::Failed, u"The function is gone."_s);
  s.state = State::Running;
  s.leftNs = int64_t(entry->info.config.timeoutSeconds) * 1'000'000'000;
  const InstanceId instance = s.instance;
  m_parts.dispatcher.runDebugged(instance, s.req);
  if (Session* still = byInstance(instance)) setClock(*still);
}

/// The function's time goes on, or stands.
void DebugSessions::setClock(Session& s) {
  const int64_t now = m_parts.reactor.clock().nowNs();
  const bool stands = s.proxy->paused();
  if (stands == (s.runningSinceNs == 0)) return;
  if (stands) {
    s.leftNs -= int64_t(double(now - s.runningSinceNs) / m_parts.clockScale());
    s.runningSinceNs = 0;
    m_parts.reactor.cancel(std::exchange(s.timer, 0));
    return;
  }
  s.runningSinceNs = now;
  arm(s, std::max<int64_t>(s.leftNs, 0), &DebugSessions::timeUp);
}

void DebugSessions::timeUp(Session& s) { cut(s, status::kTimeLimit); }

void DebugSessions::cut(Session& s, int code) {
  s.code = code;
  const uint64_t req = std::exchange(s.req, 0);
  over(s, State::Done, {});
  m_parts.dispatcher.endDebugged(req, code, {});
}

void DebugSessions::nobodyCame(Session& s) {
  if (s.proxy->attached() && s.req == 0) return over(s, State::Failed, u"No event has come within %1 minutes."_s.arg(kAttachMs / 60'000), u"Start it again and fire an event."_s);
  over(s, State::Failed, u"No debugger has attached to 127.0.0.1:%1 within %2 minutes."_s.arg(s.place.port).arg(kAttachMs / 60'000), u"Start it again when the editor is ready."_s);
}

void DebugSessions::debuggedRan(InstanceId instance, int code) {
  Session* s = byInstance(instance);
  if (!s) return;
  s->req = 0;
  s->code = code;
  linger(*s);
  over(*s, State::Done, {});
}

/// The session is over, but a debugger that has just said `continue` gets its answer.
void DebugSessions::linger(Session& s) {
  const InstanceId instance = std::exchange(s.instance, 0);
  m_lingering[instance] = std::move(s.proxy);
  const int64_t due = m_parts.reactor.clock().nowNs() + int64_t(double(kLingerMs * kMs) * m_parts.clockScale());
  m_parts.reactor.callAt(due, [self = std::weak_ptr(m_self), instance] {
    const auto sessions = self.lock();
    if (!sessions) return;
    (*sessions)->m_lingering.erase(instance);
    (*sessions)->m_parts.dispatcher.stopDebugged(instance);
  });
}

void DebugSessions::debuggedEnded(InstanceId instance, int code, const QByteArray& text) {
  Session* s = byInstance(instance);
  if (!s) return;
  const bool ran = s->state == State::Running;
  const uint64_t req = ran ? std::exchange(s->req, 0) : 0;
  s->code = code;
  s->instance = 0;  // it is gone
  over(*s, ran ? State::Done : State::Failed, QString::fromUtf8(text));
  if (req != 0) m_parts.dispatcher.endDebugged(req, code, text);
}

void DebugSessions::eventGone(uint64_t req) {
  for (auto& [unit, s] : m_sessions)
    if (s->req == req) {
      s->req = 0;
      s->requestId.clear();
      if (s->state == State::Running) over(*s, State::Done, {});
    }
}

void DebugSessions::functionGone(FunctionId unit) {
  if (Session* s = live(unit)) over(*s, State::Failed, u"The function is gone."_s);
  m_sessions.erase(unit);
}

/// Ends the instance; an event that has not run yet goes the way of all others.
void DebugSessions::over(Session& s, State state, const QString& trouble, const QString& next) {
  s.state = state;
  s.trouble = trouble;
  s.next = next;
  m_parts.reactor.cancel(std::exchange(s.timer, 0));
  s.runningSinceNs = 0;
  if (s.proxy) {
    m_ended.push_back(std::move(s.proxy));
    m_parts.reactor.callSoon([self = std::weak_ptr(m_self)] {
      if (const auto sessions = self.lock()) (*sessions)->m_ended.clear();
    });
  }
  const InstanceId instance = std::exchange(s.instance, 0);
  const uint64_t held = std::exchange(s.req, 0);
  if (instance != 0) m_parts.dispatcher.stopDebugged(instance);
  if (held != 0) m_parts.dispatcher.releaseHeld(held);
}

}  // namespace scfdesk
