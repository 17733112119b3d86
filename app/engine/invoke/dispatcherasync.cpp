// SPDX-License-Identifier: GPL-3.0-or-later
// The dispatcher's async events, as they are asked for and ended from outside.
#include "app/engine/invoke/dispatcher.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

FunctionId Dispatcher::baseOf(FunctionId unit) const {
  const FunctionEntry* entry = m_parts.entry(unit);
  return entry && entry->info.base ? entry->info.base : unit;
}

AsyncEventInfo Dispatcher::asyncInfo(const Flight& f) {
  const Invocation& v = f.invocation;
  return {v.requestId, v.function, v.source, f.qualifier, v.finished ? v.statusCode : status::kRunning, v.at.accepted, v.finished ? v.at.replied : 0};
}

void Dispatcher::landed(const Flight& f) {
  const auto it = m_pendingAsync.find(f.invocation.function);
  if (it != m_pendingAsync.end() && --it->second <= 0) m_pendingAsync.erase(it);
}

std::optional<AsyncEventInfo> Dispatcher::asyncEvent(const QByteArray& requestId) const {
  for (const auto& [req, f] : m_flights)
    if (f->stored && f->invocation.requestId == requestId) return asyncInfo(*f);
  return std::nullopt;
}

QList<AsyncEventInfo> Dispatcher::asyncEvents(FunctionId fn) const {
  QList<AsyncEventInfo> list;
  for (const auto& [req, f] : m_flights)
    if (f->stored && f->invocation.function == fn) list.append(asyncInfo(*f));
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return std::tie(a.accepted, a.requestId) > std::tie(b.accepted, b.requestId); });
  return list;
}

void Dispatcher::eachPendingAsync(const std::function<void(const Invocation&, const QString&, const QByteArray&)>& visit) const {
  for (const auto& [req, f] : m_flights)
    if (f->stored) visit(f->invocation, f->qualifier, f->payload);
}

bool Dispatcher::terminate(FunctionId fn, const QByteArray& requestId, bool graceful) {
  for (const auto& [req, f] : m_flights) {
    if (!f->stored || f->invocation.function != fn || f->invocation.requestId != requestId) continue;
    const auto running = std::find_if(m_instances.begin(), m_instances.end(), [req = req](const auto& i) { return i.second->current == req; });
    if (f->held && (!graceful || running == m_instances.end())) {
      cancelHeld(*f);
      return true;
    }
    if (!graceful || running == m_instances.end()) {
      step({.kind = scaling::EventKind::Terminate, .req = req});
      return true;
    }
    LiveInstance& l = *running->second;
    const bool sent = l.process && l.process->terminate();
    logLine(*f, LogLevel::Platform, sent ? "[PLATFORM] Signal received successfully" : "[PLATFORM] Signal reception failed", l.id);
    return true;
  }
  return false;
}

}  // namespace scfdesk
