// SPDX-License-Identifier: GPL-3.0-or-later
// The dispatcher's instances under a debugger: beside the core, which knows neither them nor the events that they run.
#include "app/engine/invoke/dispatcher.h"
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void Dispatcher::arrive(const Flight& known) {
  const scaling::ReqId req = known.req;
  const FunctionId unit = known.unit;
  if (m_guide && !known.web && m_guide->takesEvent(unit, req, known.invocation.requestId)) {
    if (Flight* f = flight(req)) f->held = true;
    return;
  }
  step(arrivalOf(known));
}

scaling::Event Dispatcher::arrivalOf(const Flight& f) {
  scaling::Event e{.kind = scaling::EventKind::Arrive, .fn = f.unit, .req = f.req, .mode = f.stored ? scaling::Mode::Async : scaling::Mode::Sync};
  if (!f.pulled) return e;
  e.mode = scaling::Mode::Pull;
  e.partition = f.pulled->id;
  e.offset = f.pulled->offset;
  e.retries = f.pulled->retries;
  return e;
}

Result<InstanceId> Dispatcher::startDebugged(FunctionId unit, int port, const QString& program) {
  const FunctionEntry* entry = m_parts.entry(unit);
  if (!entry || !entry->interpreter) return Error{u"ResourceNotFound.Function"_s, u"There is nothing to debug."_s, {}};
  if (!entry->info.codeSha256.isEmpty() && entry->codeDir.isEmpty())
    return Error{u"Local.CodeUnpacked"_s, u"The code of the function is still being unpacked."_s, u"Try again in a moment."_s};
  if (!entry->layerDir.isEmpty() && !QFileInfo(entry->layerDir).isDir())
    return Error{u"Local.LayersUnpacked"_s, u"The layers of the function are still being unpacked."_s, u"Try again in a moment."_s};
  const auto factory = m_parts.factory();
  if (!factory) return factory.error();
  auto owned = std::make_unique<LiveInstance>();
  LiveInstance& l = *owned;
  l.id = m_nextInstance++;
  l.unit = unit;
  l.function = baseOf(unit);
  l.version = entry->info.version;
  l.born = m_parts.reactor.clock().nowUs();
  l.debugged = true;
  l.startReason = u"the next event is debugged"_s;
  m_instances.emplace(l.id, std::move(owned));
  setState(l, InstanceState::Starting, false, 0, l.startReason);
  InstanceSpec spec = specOf(l, *entry);
  spec.debugPort = port;
  spec.debugger = program;
  spec.preparedAllowed = false;  // a debugger is there from the first moment of a process
  l.process = (*factory)->create(spec, *this);
  return l.id;
}

void Dispatcher::loadDebugged(InstanceId instance) {
  const auto it = m_instances.find(instance);
  if (it != m_instances.end() && it->second->process) it->second->process->load();
}

void Dispatcher::runDebugged(InstanceId instance, scaling::ReqId held) {
  const auto it = m_instances.find(instance);
  Flight* f = flight(held);
  if (it == m_instances.end() || !f || !it->second->process) return;
  LiveInstance& l = *it->second;
  const FunctionEntry* entry = m_parts.entry(l.unit);
  if (!entry) return;
  Invocation& v = f->invocation;
  v.at.dispatched = v.at.entered = m_parts.reactor.clock().nowUs();
  v.at.started = v.at.ready = 0;
  v.cold = false;
  v.way = BirthWay::None;
  v.instance = l.id;
  v.retryAt = 0;
  f->quiet = false;
  logStart(*f, l.id);
  logRuntime(*f, *entry, l.id);
  logLine(*f, LogLevel::Platform, "Debugged: the limit of time stands while the program is paused, the limit of memory is off", l.id);
  l.add(held);
  ++l.requests;
  setState(l, InstanceState::Busy, false, v.id);
  m_parts.feed.invocation(v);
  l.process->run(held, entry->context, v.requestId, f->payload);
}

void Dispatcher::stopDebugged(InstanceId instance) {
  const auto it = m_instances.find(instance);
  if (it != m_instances.end()) dropInstance(*it->second, false, u"the debug session is over"_s);
}

void Dispatcher::endDebugged(scaling::ReqId req, int code, const QByteArray& text) {
  Flight* f = flight(req);
  if (!f) return;
  f->failureText = text;
  f->invocation.at.left = m_parts.reactor.clock().nowUs();
  settleDebugged(*f, code);
}

/// As the core would: an async event whose attempt has failed gets its next one, at once and without a debugger.
void Dispatcher::settleDebugged(Flight& f, int code) {
  scaling::Decision d;
  d.now = d.at = m_parts.reactor.clock().nowNs();
  d.fn = f.unit;
  d.req = f.req;
  d.code = code;
  const FunctionEntry* entry = m_parts.entry(f.unit);
  const bool failed = (f.stored || f.pulled) && code != status::kSuccess && code != status::kCanceled;
  if (!failed || f.asyncRun || !entry || f.invocation.retryNum >= (f.pulled ? f.pulled->retries : coreConfig(*entry).retries)) {
    d.attempt = f.invocation.retryNum;
    return finish(d, failed);
  }
  d.attempt = f.invocation.retryNum + 1;
  f.held = false;
  const int64_t age = std::max<int64_t>(m_parts.reactor.clock().nowUs() - f.invocation.at.accepted, 0) * 1000;
  scaling::Event again = arrivalOf(f);
  again.attempt = d.attempt;
  again.firstArrival = d.now - age;
  retry(d);
  step(again);
}

void Dispatcher::releaseHeld(scaling::ReqId req) {
  Flight* f = flight(req);
  if (!f || !f->held) return;
  f->held = false;
  // In a turn of its own: whoever lets it go may be about to delete the function.
  m_parts.reactor.callSoon([this, req] {
    if (const Flight* f = flight(req)) step(arrivalOf(*f));
  });
}

void Dispatcher::cancelHeld(Flight& f) {
  const scaling::ReqId req = f.req;
  if (m_guide) m_guide->eventGone(req);
  scaling::Decision d;
  d.now = d.at = m_parts.reactor.clock().nowNs();
  d.fn = f.unit;
  d.req = req;
  d.code = status::kCanceled;
  finish(d, false);
}

}  // namespace scfdesk
