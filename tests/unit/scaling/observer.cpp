// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/scaling/observer.h"
#include <algorithm>

using namespace scfdesk::scaling;

void Observer::fail(const char* what, uint64_t where) {
  if (m_error.empty()) m_error = std::string(what) + " (" + std::to_string(where) + ")";
}

void Observer::before(const Event& e) {
  if (e.kind == EventKind::Config && e.fn != 0) {
    m_configs[e.fn] = e.config;
    m_groups[e.fn] = e.config.group ? e.config.group : e.fn;
    m_reserved[m_groups[e.fn]] = e.config.reservedMb;
  }
  if (e.kind == EventKind::Remove) m_configs.erase(e.fn);
  if (e.kind == EventKind::SetLimits) {
    if (e.limits.burstSliding != m_limits.burstSliding) m_slidingSince = e.limits.burstSliding ? e.now : -1;
    m_limits = e.limits;
  }
  const auto same = m_requests.find(e.req);
  // The number of a request that has ended names a new one.
  if (e.kind == EventKind::Arrive && e.req != 0 && (same == m_requests.end() || same->second.at == At::Final)) {
    std::deque<ReqId>* partition = e.mode == Mode::Pull && e.partition ? &m_partitions[e.partition] : nullptr;
    if (!partition || partition->empty() || m_requests[partition->front()].fn == e.fn) {
      const bool known = m_configs.count(e.fn) > 0;
      m_requests[e.req] = Req{e.fn, e.mode, At::Waiting, 0, e.firstArrival ? e.firstArrival : e.now, 0, e.attempt,
                              partition && known ? e.partition : 0, e.offset};
      if (partition && known) partition->push_back(e.req);
      ++m_arrived;
    }
  }
  const auto inst = m_instances.find(e.inst);
  if (inst == m_instances.end()) return;
  if (e.kind == EventKind::Ready && !inst->second.stopping) inst->second.ready = true;
  if (e.kind == EventKind::Died) inst->second.dead = true;
  if (e.kind == EventKind::Stopped && inst->second.stopping) m_instances.erase(inst);
}

void Observer::after(const Event& e) {
  if (e.kind == EventKind::Died) m_instances.erase(e.inst);
  if (m_toAck != 0) fail("a batch ended without an acknowledgement", m_toAck);
}

FnId Observer::groupOf(FnId fn) const {
  const auto it = m_groups.find(fn);
  return it == m_groups.end() ? fn : it->second;
}

/// -1 as soon as no member is left.
int Observer::reservedOf(FnId group) const {
  const auto member = [&](const auto& c) { return groupOf(c.first) == group; };
  const auto it = m_reserved.find(group);
  return it == m_reserved.end() || std::none_of(m_configs.begin(), m_configs.end(), member) ? -1 : it->second;
}

/// The limits of section 2 at the moment of an admission, from scratch.
void Observer::checkQuota(FnId fn) {
  int64_t total = 0, shared = 0, reserved = 0, own = 0;
  const FnId group = groupOf(fn);
  for (const auto& [id, mb] : m_executing) {
    total += mb;
    if (groupOf(id) == group) own += mb;
    if (reservedOf(groupOf(id)) < 0) shared += mb;
  }
  for (const auto& [id, mb] : m_reserved) reserved += std::max(reservedOf(id), 0);
  const int limit = reservedOf(group);
  if (total > m_limits.accountMb) fail("admitted over the account quota", fn);
  if (limit >= 0 && own > limit) fail("admitted over the reserved quota", fn);
  if (limit < 0 && shared > m_limits.accountMb - reserved) fail("admitted into the reserved quota of others", fn);
}

void Observer::bind(Inst& inst, const Decision& d, At at, bool moved) {
  Req& r = m_requests[d.req];
  if (inst.reqs.size() >= static_cast<size_t>(inst.conc)) fail("too many requests in one instance", d.req);
  if (r.at == At::Bound || r.at == At::Running) fail("a request in two instances", d.req);
  if (r.at == At::Retrying && d.now < r.due) fail("a retry came early", d.req);
  if (inst.fn != r.fn) fail("an instance of another function", d.req);
  inst.reqs.insert(d.req);
  r.inst = d.inst;
  r.at = at;
  if (inst.reqs.size() > 1) {
    ++m_shared;
    return;
  }
  m_executing[inst.fn] += inst.memMb;
  if (!moved) checkQuota(inst.fn);
}

void Observer::release(ReqId id, Req& r) {
  if (r.at != At::Bound && r.at != At::Running) return;
  Inst& inst = m_instances[r.inst];
  inst.reqs.erase(id);
  r.at = At::Waiting;
  if (inst.reqs.empty()) m_executing[inst.fn] -= inst.memMb;
}

void Observer::checkStarts(const Decision& d) {
  if (m_limits.burstWindow <= 0) return;
  const int64_t window = d.now / m_limits.burstWindow;
  if (d.provisioned) {
    ++m_provisioned;
    if (++m_rampByWindow[window] > m_limits.provisionedRamp && !m_limits.burstSliding && m_slidingSince < 0)
      fail("more provisioned starts than the ramp", d.inst);
    return;
  }
  m_starts.push_back(d.now);
  ++m_startsByWindow[window];
  if (!m_limits.burstSliding && m_startsByWindow[window] > m_limits.burst) fail("more starts than the burst limit", d.inst);
  const bool long_ = m_slidingSince >= 0 && m_slidingSince <= d.now - m_limits.burstWindow;
  if (!m_limits.burstSliding || !long_) return;
  const auto inside = std::count_if(m_starts.begin(), m_starts.end(), [&](Ns at) { return at > d.now - m_limits.burstWindow; });
  if (inside > m_limits.burst) fail("more starts than the burst limit in a sliding window", d.inst);
}

void Observer::started(const Decision& d) {
  if (m_instances.count(d.inst)) fail("an instance id that is in use", d.inst);
  ++m_started;
  const FnConfig& config = m_configs[d.fn];
  Inst& inst = m_instances[d.inst] = Inst{d.fn, config.memMb, config.conc, {}, d.provisioned};
  if (d.req != 0) bind(inst, d, At::Bound, false);
  if (d.req == 0 && !d.provisioned && d.reason.rule != Rule::Prewarm) fail("a start for nobody", d.inst);
  if (d.req != 0 && d.provisioned) fail("a provisioned start for somebody", d.inst);
  checkStarts(d);
  int living = 0;
  for (const auto& [id, i] : m_instances) living += i.fn == d.fn && !i.stopping && !i.dead;
  if (config.maxInstances > 0 && living > config.maxInstances && !d.provisioned) fail("more than maxInstances", d.fn);
}

void Observer::ran(const Decision& d) {
  Inst& inst = m_instances[d.inst];
  Req& r = m_requests[d.req];
  if (!inst.ready || inst.stopping) fail("run in an instance that is not ready", d.inst);
  if (d.cold == inst.used) fail("cold is wrong", d.inst);
  if (d.attempt != r.attempt) fail("attempt is wrong", d.req);
  if (r.at == At::Running) fail("a request runs twice", d.req);
  inst.used = true;
  const bool moved = r.at == At::Bound && r.inst != d.inst;
  if (moved) release(d.req, r);
  if (r.at != At::Bound) bind(inst, d, At::Running, moved);
  if (!inst.reqs.count(d.req)) fail("another request runs than was bound", d.req);
  r.at = At::Running;
  if (r.partition != 0 && m_partitions[r.partition].front() != d.req) fail("a batch before its turn", d.req);
}

void Observer::retried(const Decision& d) {
  Req& r = m_requests[d.req];
  release(d.req, r);
  const FnConfig& config = m_configs[d.fn];
  if (r.mode == Mode::Sync) fail("a sync request is retried", d.req);
  if (r.mode == Mode::Async && d.at - r.first > config.maxAge) fail("a retry at too high an age", d.req);
  if (d.at <= d.now || d.at > d.now + std::max(300 * kSecond, config.retryInterval)) fail("a retry at a wrong time", d.req);
  const bool counts = d.code != 432 && d.code != 429 && d.code != 500;
  r.attempt += counts;
  if (counts && r.attempt > (r.mode == Mode::Pull ? config.pullRetries : config.retries)) fail("too many attempts", d.req);
  r.at = At::Retrying;
  r.due = d.at;
}

void Observer::ended(const Decision& d) {
  Req& r = m_requests[d.req];
  release(d.req, r);
  if (d.kind == DecisionKind::DeadLetter && r.mode == Mode::Sync) fail("a dead letter of a sync request", d.req);
  r.at = At::Final;
  ++(d.kind == DecisionKind::Reject ? m_rejected : d.kind == DecisionKind::DeadLetter ? m_dead : d.code == 200 ? m_done : m_failed);
  if (r.partition == 0) return;
  std::deque<ReqId>& open = m_partitions[r.partition];
  if (open.front() == d.req)
    m_toAck = d.req;
  else
    std::erase(open, d.req);
}

void Observer::acknowledged(const Decision& d) {
  const Req& r = m_requests[d.req];
  if (m_toAck != d.req || r.partition != d.partition || r.offset != d.offset) fail("an acknowledgement of another batch", d.req);
  m_toAck = 0;
  m_partitions[d.partition].pop_front();
  ++m_acks;
}

void Observer::decide(const Decision& d) {
  if (d.reason.rule == Rule::None) fail("a decision without a reason", d.req);
  if (const ReasonText text = describe(d.reason); text.rule.empty() || text.inputs.empty()) fail("a reason without words", d.req);
  const bool ack = d.kind == DecisionKind::Ack || d.kind == DecisionKind::Nack;
  if (m_toAck != 0 && !ack) fail("a batch ended without an acknowledgement", m_toAck);
  const bool mayLack = d.kind == DecisionKind::Stop || d.kind == DecisionKind::Target || d.kind == DecisionKind::Start || d.kind == DecisionKind::Wait;
  if (d.req == 0 ? !mayLack : !m_requests.count(d.req)) return fail("a decision about an unknown request", d.req);
  if (d.req != 0 && !ack && m_requests[d.req].at == At::Final) fail("a decision after the final one", d.req);
  switch (d.kind) {
    case DecisionKind::Start: return started(d);
    case DecisionKind::Run: return ran(d);
    case DecisionKind::Wait:
      if (d.inst != 0)
        bind(m_instances[d.inst], d, At::Bound, false);
      else if (d.req != 0)
        m_requests[d.req].at = At::Waiting;
      return;
    case DecisionKind::Retry: return retried(d);
    case DecisionKind::Reject:
    case DecisionKind::Finish:
    case DecisionKind::DeadLetter: return ended(d);
    case DecisionKind::Stop: {
      Inst& inst = m_instances[d.inst];
      if (!inst.reqs.empty()) fail("a stop of an instance that runs", d.inst);
      if (inst.stopping) fail("a second stop", d.inst);
      if (inst.ready && inst.provisioned && !inst.used && d.reason.rule == Rule::KeepAlive) fail("a provisioned instance is reclaimed", d.inst);
      inst.stopping = true;
      ++m_stopped;
      return;
    }
    case DecisionKind::Cancel:
      if (!m_instances[d.inst].reqs.count(d.req)) fail("cancel of what does not run", d.req);
      return;
    case DecisionKind::Ack:
    case DecisionKind::Nack: return acknowledged(d);
    case DecisionKind::Target: return;
  }
}

void Observer::compare(const Core& core) {
  std::map<FnId, FnCounters> counts;
  for (const auto& [id, config] : m_configs) counts[id];
  for (const auto& [id, r] : m_requests) {
    FnCounters& c = counts[r.fn];
    const bool held = r.partition != 0 && r.at == At::Waiting && m_partitions[r.partition].front() != id;
    c.waiting += r.at == At::Waiting && !held;
    c.retrying += r.at == At::Retrying;
    c.running += r.at == At::Running;
  }
  int living = 0;
  for (const auto& [id, i] : m_instances) {
    if (i.stopping) continue;
    ++living;
    FnCounters& c = counts[i.fn];
    ++(!i.ready ? c.starting : !i.reqs.empty() ? c.busy : c.idle);
    if (!i.reqs.empty()) c.executingMb += i.memMb;
  }
  int executingMb = 0;
  for (const auto& [id, c] : counts) {
    executingMb += c.executingMb;
    const FnCounters is = core.counters(id);
    if (is.starting != c.starting || is.busy != c.busy || is.idle != c.idle) fail("counters of instances differ", id);
    if (is.waiting != c.waiting || is.retrying != c.retrying || is.running != c.running) fail("counters of requests differ", id);
    if (is.executingMb != c.executingMb) fail("executing memory differs", id);
    if (is.provisionedReady + is.provisionedStarting > is.provisionedTarget) fail("more provisioned than wanted", id);
  }
  const Totals t = core.totals();
  if (t.arrived != m_arrived || t.rejected != m_rejected || t.done != m_done || t.failed != m_failed || t.deadLettered != m_dead)
    fail("totals of requests differ", t.arrived);
  if (t.started != m_started || t.living != living || t.executingMb != executingMb) fail("totals of instances differ", t.started);
  if (t.started != t.stopped + t.died + static_cast<uint64_t>(t.living)) fail("starts don't balance", t.started);
}
