// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/scaling/observer.h"
#include <algorithm>

using namespace scfdesk::scaling;

void Observer::fail(const char* what, uint64_t where) {
  if (m_error.empty()) m_error = std::string(what) + " (" + std::to_string(where) + ")";
}

void Observer::before(const Event& e) {
  if (e.kind == EventKind::Config && e.fn != 0) m_configs[e.fn] = e.config;
  if (e.kind == EventKind::Remove) m_configs.erase(e.fn);
  if (e.kind == EventKind::SetLimits) m_limits = e.limits;
  if (e.kind == EventKind::Arrive && e.req != 0 && !m_requests.count(e.req)) {
    m_requests[e.req] = Req{e.fn, e.mode, At::Waiting, 0, e.firstArrival ? e.firstArrival : e.now, 0, e.attempt};
    ++m_arrived;
  }
  const auto inst = m_instances.find(e.inst);
  if (inst == m_instances.end()) return;
  if (e.kind == EventKind::Ready && !inst->second.stopping) inst->second.ready = true;
  if (e.kind == EventKind::Died) inst->second.dead = true;
  if (e.kind == EventKind::Stopped && inst->second.stopping) m_instances.erase(inst);
}

void Observer::after(const Event& e) {
  if (e.kind == EventKind::Died) m_instances.erase(e.inst);
}

int64_t Observer::executing(FnId fn) const {
  const auto it = m_executing.find(fn);
  return it == m_executing.end() ? 0 : it->second;
}

/// The limits of section 2 at the moment of an admission, from scratch.
void Observer::checkQuota(FnId fn) {
  int64_t total = 0, shared = 0, reserved = 0;
  for (const auto& [id, mb] : m_executing) {
    total += mb;
    const auto config = m_configs.find(id);
    if (config == m_configs.end() || config->second.reservedMb < 0) shared += mb;
  }
  for (const auto& [id, config] : m_configs) reserved += std::max(config.reservedMb, 0);
  const int own = m_configs[fn].reservedMb;
  if (total > m_limits.accountMb) fail("admitted over the account quota", fn);
  if (own >= 0 && executing(fn) > own) fail("admitted over the reserved quota", fn);
  if (own < 0 && shared > m_limits.accountMb - reserved) fail("admitted into the reserved quota of others", fn);
}

void Observer::bind(Inst& inst, const Decision& d, At at) {
  Req& r = m_requests[d.req];
  if (inst.req != 0) fail("two requests in one instance", d.req);
  if (r.at == At::Bound || r.at == At::Running) fail("a request in two instances", d.req);
  if (r.at == At::Retrying && d.now < r.due) fail("a retry came early", d.req);
  if (inst.fn != r.fn) fail("an instance of another function", d.req);
  inst.req = d.req;
  r.inst = d.inst;
  r.at = at;
  m_executing[inst.fn] += inst.memMb;
  checkQuota(inst.fn);
}

void Observer::release(ReqId, Req& r) {
  if (r.at != At::Bound && r.at != At::Running) return;
  Inst& inst = m_instances[r.inst];
  inst.req = 0;
  m_executing[inst.fn] -= inst.memMb;
}

void Observer::decide(const Decision& d) {
  if (d.reason.rule == Rule::None) fail("a decision without a reason", d.req);
  if (const ReasonText text = describe(d.reason); text.rule.empty() || text.inputs.empty()) fail("a reason without words", d.req);
  const bool hasReq = d.kind != DecisionKind::Stop;
  if (hasReq && !m_requests.count(d.req)) return fail("a decision about an unknown request", d.req);
  if (hasReq && m_requests[d.req].at == At::Final) fail("a decision after the final one", d.req);
  switch (d.kind) {
    case DecisionKind::Start: {
      if (m_instances.count(d.inst)) fail("an instance id that is in use", d.inst);
      ++m_started;
      Inst& inst = m_instances[d.inst] = Inst{d.fn, m_configs[d.fn].memMb};
      bind(inst, d, At::Bound);
      if (m_limits.burstWindow > 0 && ++m_startsByWindow[d.now / m_limits.burstWindow] > m_limits.burst)
        fail("more starts than the burst limit", d.inst);
      int living = 0;
      for (const auto& [id, i] : m_instances) living += i.fn == d.fn && !i.stopping && !i.dead;
      if (const int most = m_configs[d.fn].maxInstances; most > 0 && living > most) fail("more than maxInstances", d.fn);
      break;
    }
    case DecisionKind::Run: {
      Inst& inst = m_instances[d.inst];
      Req& r = m_requests[d.req];
      if (!inst.ready || inst.stopping) fail("run in an instance that is not ready", d.inst);
      if (d.cold == inst.used) fail("cold is wrong", d.inst);
      if (d.attempt != r.attempt) fail("attempt is wrong", d.req);
      inst.used = true;
      if (r.at != At::Bound) bind(inst, d, At::Running);
      if (inst.req != d.req) fail("another request runs than was bound", d.req);
      r.at = At::Running;
      break;
    }
    case DecisionKind::Wait:
      if (d.inst != 0)
        bind(m_instances[d.inst], d, At::Bound);
      else
        m_requests[d.req].at = At::Waiting;
      break;
    case DecisionKind::Retry: {
      Req& r = m_requests[d.req];
      release(d.req, r);
      if (r.mode != Mode::Async) fail("a sync request is retried", d.req);
      if (d.at - r.first > m_configs[d.fn].maxAge) fail("a retry at too high an age", d.req);
      const bool counts = d.code != 432 && d.code != 429 && d.code != 500;
      r.attempt += counts;
      if (counts && r.attempt > m_configs[d.fn].retries) fail("too many attempts", d.req);
      r.at = At::Retrying;
      r.due = d.at;
      break;
    }
    case DecisionKind::Reject:
    case DecisionKind::Finish:
    case DecisionKind::DeadLetter: {
      Req& r = m_requests[d.req];
      release(d.req, r);
      if (d.kind == DecisionKind::DeadLetter && r.mode != Mode::Async) fail("a dead letter of a sync request", d.req);
      r.at = At::Final;
      ++(d.kind == DecisionKind::Reject ? m_rejected : d.kind == DecisionKind::DeadLetter ? m_dead : d.code == 200 ? m_done : m_failed);
      break;
    }
    case DecisionKind::Stop: {
      Inst& inst = m_instances[d.inst];
      if (inst.req != 0) fail("a stop of an instance that runs", d.inst);
      if (inst.stopping) fail("a second stop", d.inst);
      inst.stopping = true;
      ++m_stopped;
      break;
    }
    case DecisionKind::Ack:
    case DecisionKind::Nack:
    case DecisionKind::Target: break;
    case DecisionKind::Cancel:
      if (m_instances[d.inst].req != d.req) fail("cancel of what does not run", d.req);
      break;
  }
}

void Observer::compare(const Core& core) {
  std::map<FnId, FnCounters> counts;
  for (const auto& [id, config] : m_configs) counts[id];
  for (const auto& [id, r] : m_requests) {
    counts[r.fn].waiting += r.at == At::Waiting;
    counts[r.fn].retrying += r.at == At::Retrying;
  }
  int living = 0;
  for (const auto& [id, i] : m_instances) {
    if (i.stopping) continue;
    ++living;
    FnCounters& c = counts[i.fn];
    ++(!i.ready ? c.starting : i.req ? c.busy : c.idle);
    if (i.req) c.executingMb += i.memMb;
  }
  int executingMb = 0;
  for (const auto& [id, c] : counts) {
    executingMb += c.executingMb;
    const FnCounters is = core.counters(id);
    if (is.starting != c.starting || is.busy != c.busy || is.idle != c.idle) fail("counters of instances differ", id);
    if (is.waiting != c.waiting || is.retrying != c.retrying) fail("counters of requests differ", id);
    if (is.executingMb != c.executingMb) fail("executing memory differs", id);
  }
  const Totals t = core.totals();
  if (t.arrived != m_arrived || t.rejected != m_rejected || t.done != m_done || t.failed != m_failed || t.deadLettered != m_dead)
    fail("totals of requests differ", t.arrived);
  if (t.started != m_started || t.living != living || t.executingMb != executingMb) fail("totals of instances differ", t.started);
  if (t.started != t.stopped + t.died + static_cast<uint64_t>(t.living)) fail("starts don't balance", t.started);
}
