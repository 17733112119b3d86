// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/deltafeed.h"
#include "models/data/limits.h"

namespace scfdesk {

void DeltaFeed::function(const FunctionInfo& info) {
  if (!wanted()) return;
  std::erase_if(m_batch.functions, [&](const FunctionInfo& f) { return f.id == info.id; });
  m_batch.functions.push_back(info);
  dirty();
}

void DeltaFeed::functionRemoved(FunctionId id) {
  if (!wanted()) return;
  std::erase_if(m_batch.functions, [id](const FunctionInfo& f) { return f.id == id; });
  m_batch.functionsRemoved.push_back(id);
  dirty();
}

void DeltaFeed::transition(InstanceTransition&& t) {
  if (!wanted()) return;
  m_batch.transitions.push_back(std::move(t));
  dirty();
}

void DeltaFeed::invocation(const Invocation& v) {
  if (!wanted()) return;
  const auto [it, fresh] = m_invocationAt.try_emplace(v.id, m_batch.invocations.size());
  if (fresh)
    m_batch.invocations.push_back(v);
  else
    m_batch.invocations[it->second] = v;
  dirty();
}

void DeltaFeed::sample(const FunctionSample& s) {
  if (!wanted()) return;
  m_batch.samples.push_back(s);
  dirty();
}

void DeltaFeed::throttle(const Throttle& t) {
  if (!wanted()) return;
  m_batch.throttles.push_back(t);
  dirty();
}

void DeltaFeed::decision(Decision&& d) {
  if (!wanted()) return;
  m_batch.decisions.push_back(std::move(d));
  dirty();
}

void DeltaFeed::load(const LoadProgress& p) {
  if (!wanted()) return;
  const auto [it, fresh] = m_loadAt.try_emplace(p.run, m_batch.loads.size());
  if (fresh)
    m_batch.loads.push_back(p);
  else
    m_batch.loads[it->second] = p;
  dirty();
}

void DeltaFeed::status(const EngineStatus& s) {
  if (!wanted()) return;
  m_batch.status = s;
  dirty();
}

void DeltaFeed::line(LogRecord record, QByteArrayView text) {
  if (!wanted()) return;
  if (m_batch.log.records.size() >= kMaxLines)
    ++m_batch.log.dropped;
  else
    m_batch.log.append(record, text);
  dirty();
}

void DeltaFeed::taken() {
  m_inFlight = false;
  if (m_replaying) return replayNext();
  if (m_dirty) dirty();
}

void DeltaFeed::replay(std::vector<EngineDelta>&& batches) {
  m_replay.assign(std::make_move_iterator(batches.begin()), std::make_move_iterator(batches.end()));
  m_held = m_replaying = true;
  if (!m_inFlight) replayNext();
}

void DeltaFeed::replayNext() {
  if (!m_replay.empty() && m_console) {
    const EngineDelta batch = std::move(m_replay.front());
    m_replay.pop_front();
    m_inFlight = true;
    return m_console(batch);
  }
  m_replay.clear();
  m_held = m_replaying = false;
  if (m_dirty) dirty();
}

void DeltaFeed::dirty() {
  m_dirty = true;
  if (m_armed || m_inFlight || m_held) return;
  m_armed = true;
  const int64_t due = m_lastFlushNs + int64_t(limits::kDeltaIntervalMs) * 1'000'000;
  m_reactor.callAt(due, [this] {
    m_armed = false;
    if (!m_inFlight && !m_held) flush();
  });
}

void DeltaFeed::flush() {
  if (!m_dirty) return;
  EngineDelta batch = std::exchange(m_batch, {});
  m_invocationAt.clear();
  m_loadAt.clear();
  m_dirty = false;
  batch.now = m_reactor.clock().nowUs();
  m_lastFlushNs = m_reactor.clock().nowNs();
  if (m_keeper) {
    Moments moments{batch.transitions, batch.samples, batch.throttles, batch.decisions};
    if (!moments.empty()) m_keeper(std::make_shared<const Moments>(std::move(moments)));
  }
  if (m_streamWanted && m_stream) m_stream(batch);
  if (m_console) {
    m_inFlight = true;
    m_console(batch);
  }
}

}  // namespace scfdesk
