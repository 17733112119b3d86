// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/firesession.h"
#include "models/invocationmodel.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timestate.h"

namespace scfdesk {

FireSession::FireSession(ModelHub& hub, QObject* parent) : QObject(parent), m_hub(hub) {
  connect(&hub, &ModelHub::statusChanged, this, &FireSession::onStatus);
  connect(&hub, &ModelHub::firstDelta, this, &FireSession::onStatus);
  connect(&hub.invocations(), &InvocationModel::invocationUpdated, this, &FireSession::onInvocation);
  connect(&hub.invocations(), &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
    for (int row = last; m_running && row >= first; --row)
      if (const Invocation* v = m_hub.invocations().invocationAt(row)) onInvocation(v->id);
  });
}

void FireSession::fire(const FunctionInfo& function, InvokeMode mode, const QByteArray& payload) {
  press({.load = {}, .key = function.key, .function = function.id, .mode = mode, .payload = payload});
}

void FireSession::fireLoad(FunctionId function, const LoadSpec& spec) {
  press({.load = spec, .key = spec.function, .function = function, .mode = spec.mode, .payload = {}});
}

void FireSession::press(Press press) {
  press.qualifier = m_hub.selection().qualifier();
  if (m_hub.status().connected) {
    send(press);
    return;
  }
  m_kept = std::move(press);
  Q_EMIT keptChanged();
}

void FireSession::onStatus() {
  if (!m_kept || !m_hub.status().connected) return;
  const Press press = *std::exchange(m_kept, std::nullopt);
  Q_EMIT keptChanged();
  send(press);
}

void FireSession::send(const Press& press) {
  m_hub.time().returnToLive();
  if (press.load) {
    sendLoad(press);
    return;
  }
  m_function = press.function;
  m_mode = press.mode;
  m_following = 0;
  const Invocation* newest = m_hub.invocations().invocationAt(0);
  m_newestBefore = newest ? newest->id : 0;
  m_running = true;
  m_stored = false;
  m_clock.start();
  const uint64_t turn = ++m_turn;
  const InvokeRequest request{.function = press.key, .qualifier = press.qualifier, .mode = press.mode, .source = Source::Console, .payload = press.payload};
  m_hub.backend().invoke(request, this, [this, turn](Result<InvokeReply> reply) {
    if (turn != m_turn) return;
    if (reply) {
      onReply(*reply);
      return;
    }
    m_running = false;
    Q_EMIT refused(reply.error());
  });
  if (m_running) Q_EMIT started();
}

void FireSession::sendLoad(const Press& press) {
  m_running = false;
  ++m_turn;
  m_hub.backend().startLoad(*press.load, this, [this](Result<uint32_t> run) {
    if (run) Q_EMIT loadStarted(*run);
    else Q_EMIT refused(run.error());
  });
}

void FireSession::onReply(const InvokeReply& reply) {
  m_following = reply.id;
  m_reply = reply;
  if (m_mode == InvokeMode::Async) {
    m_stored = true;  // the reply only says that the event was taken
    const Invocation* known = m_hub.invocations().invocation(reply.id);
    if (!known || !known->finished) return;
  }
  finish(reply.id, reply);
}

void FireSession::onInvocation(quint64 id) {
  if (!m_running) return;
  const Invocation* v = m_hub.invocations().invocation(id);
  if (!v || v->function != m_function) return;
  if (m_following == 0 && v->id > m_newestBefore && v->source == Source::Console && v->mode == m_mode) m_following = id;
  if (m_following == id && m_stored && v->finished) finish(id, m_reply);
}

void FireSession::finish(InvocationId id, const InvokeReply& fallback) {
  m_running = false;
  const uint64_t turn = m_turn;
  m_hub.backend().invocationDetail(id, this, [this, turn, fallback](Result<InvocationDetail> detail) {
    if (turn != m_turn) return;
    if (detail) {
      Q_EMIT replied(*detail);
      return;
    }
    // The engine forgot the details already: what the caller got is still the reply.
    InvocationDetail known;
    if (const Invocation* v = m_hub.invocations().invocation(fallback.id)) known.invocation = *v;
    Invocation& v = known.invocation;
    v.id = fallback.id;
    v.function = m_function;
    v.mode = m_mode;
    v.requestId = fallback.requestId;
    v.finished = true;
    v.statusCode = fallback.statusCode;
    v.durationUs = fallback.durationUs;
    v.billedMs = fallback.billedMs;
    v.peakMemoryBytes = fallback.peakMemoryBytes;
    known.result = fallback.result;
    known.log = fallback.logTail;
    Q_EMIT replied(known);
  });
}

void FireSession::stopLoad(FunctionId function) {
  for (const auto& [run, load] : m_hub.loads())
    if (load.endedAt == 0 && load.function == function) m_hub.backend().stopLoad(run);
}

void FireSession::forget() {
  ++m_turn;
  m_running = false;
  m_following = 0;
  if (!m_kept) return;
  m_kept.reset();
  Q_EMIT keptChanged();
}

qint64 FireSession::elapsedMs() const { return m_running && m_clock.isValid() ? m_clock.elapsed() : 0; }

const Invocation* FireSession::live() const {
  return m_running && m_following ? m_hub.invocations().invocation(m_following) : nullptr;
}

const LoadProgress* FireSession::activeLoad(FunctionId function) const {
  const LoadProgress* load = m_hub.lastLoad(function);
  return load && load->endedAt == 0 ? load : nullptr;
}

}  // namespace scfdesk
