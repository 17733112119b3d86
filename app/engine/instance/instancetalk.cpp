// SPDX-License-Identifier: GPL-3.0-or-later
// The half of an instance's core that runtimes with a protocol of their own need: several runs at once, memory seen from outside.
#include "app/engine/instance/instancecore.h"
#include <algorithm>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int64_t kLookNs = 20'000'000;  // the memory of a run is looked at when it ends, but not more often than this
}

void RuntimeTalk::watchBinds(int listener) { ::close(listener); }

void RuntimeTalk::serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange) {
  Q_UNUSED(request)
  Q_UNUSED(requestId)
  Q_UNUSED(exchange)
}

void InstanceCore::talkReady() {
  const auto keep = shared_from_this();
  if (m_phase != Phase::Loading && m_phase != Phase::Starting) return;
  if (m_startedNs != 0) m_moduleLoadUs = (machineMonotonicNs() - m_startedNs) / 1000;  // all that runs there is the user's
  lookAtRun();  // what its start took; a short first run is not looked at again
  if (m_phase <= Phase::Loading) becomeReady();
}

void InstanceCore::talkFailed(int code, const QByteArray& text) {
  const auto keep = shared_from_this();
  if (m_phase <= Phase::Loading) return failLoading(code, text);
  m_failure = text;
  kill();
}

void InstanceCore::serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange) {
  if (!m_talk || (m_phase != Phase::Ready && m_phase != Phase::Busy)) return;
  if (m_phase == Phase::Ready) beginRun();
  ++m_running;
  m_talk->serve(request, requestId, exchange);
}

void InstanceCore::cancel(uint64_t request) {
  if (!m_talk) return;
  m_talk->cancel(request);
  if (m_phase != Phase::Busy || m_running == 0 || --m_running > 0) return;
  m_phase = Phase::Ready;
  m_around.memory.idle(this);
}

/// Nothing inside tells how much it takes: a run that was not seen by the regular look is looked at when it ends.
void InstanceCore::lookAtRun() {
  const int64_t now = machineMonotonicNs();
  if (now < m_nextRunLookNs) return;
  m_nextRunLookNs = now + kLookNs;
  lookAtMemory();
}

void InstanceCore::talkReplied(TalkReply&& reply) {
  const auto keep = shared_from_this();
  const bool web = m_running > 0;
  if (m_phase != Phase::Busy || (!web && reply.request != m_request)) return;
  drainOutput();
  if (!m_listener || m_phase != Phase::Busy) return;
  lookAtRun();
  if (!m_listener || m_phase != Phase::Busy) return;
  m_peak = std::max(m_peak, m_resident);
  if (!web || --m_running == 0) {
    m_phase = Phase::Ready;
    m_around.memory.idle(this);
  }
  InstanceReply given;
  given.request = reply.request;
  given.statusCode = reply.statusCode;
  given.json = std::move(reply.result);
  given.entered = wallOf(reply.enteredNs);
  given.left = wallOf(reply.leftNs);
  given.peakBytes = m_peak;
  given.recycle = reply.recycle;
  m_listener->instanceReplied(*m_handle, std::move(given));
}

}  // namespace scfdesk
