// SPDX-License-Identifier: GPL-3.0-or-later
// What the core decides: carried out in virtual time, and counted.
#include "app/engine/simulate/world.h"
#include <algorithm>

namespace scfdesk::simulate {

using scaling::Decision;
using scaling::DecisionKind;
using scaling::Rule;

namespace {
constexpr int kUserError = 430;
constexpr double kMbPerGb = 1024;
}  // namespace

void World::decide(const Decision& d) {
  if (d.fn >= 1 && d.fn <= m_tallies.size()) {
    const uint64_t number = d.req != 0 ? openOf(d.req).number : 0;
    m_hashNotes[m_hashCount++] = {number << 16 | static_cast<uint64_t>(d.code) << 5 | static_cast<uint64_t>(d.kind), d.now, d.fn - 1};
    if (m_hashCount == kNotes) {
      settleHashes();
      settleRuns();  // of the same functions: their tallies are near now
    }
  }
  switch (d.kind) {
    case DecisionKind::Start: return launched(d);
    case DecisionKind::Run: return runs(d);
    case DecisionKind::Wait:
      if (d.req == 0) return;
      if (Open& open = openOf(d.req); !open.waiting) {
        open.waiting = true;
        ++m_waiting;
        if (m_series.on()) hold(d.now);
      }
      return;
    case DecisionKind::Reject:
    case DecisionKind::Finish:
    case DecisionKind::DeadLetter: return final(d);
    case DecisionKind::Retry: {
      Open& open = openOf(d.req);
      noLongerWaits(open);
      if (open.runAt >= 0)
        closeRun(open, d);
      else
        throttled(d, open);
      open.since = d.at;
      open.startedAt = -1;
      return;
    }
    case DecisionKind::Stop: return stopped(d);
    case DecisionKind::Cancel:
    case DecisionKind::Ack:
    case DecisionKind::Nack:
    case DecisionKind::Target: return;
  }
}

void World::settleHashes() {
  constexpr size_t kAhead = 16;
  for (size_t i = 0; i < m_hashCount; ++i) {
    if (i + kAhead < m_hashCount) __builtin_prefetch(&m_tallies[m_hashNotes[i + kAhead].fn], 1);
    const HashNote& note = m_hashNotes[i];
    uint64_t& hash = m_tallies[note.fn].hash;
    hash = (hash ^ note.word) * 0x9E3779B97F4A7C15ull;
    hash = (hash ^ (hash >> 29) ^ static_cast<uint64_t>(note.now)) * 0xBF58476D1CE4E5B9ull;
  }
  m_hashCount = 0;
}

void World::settleRuns() {
  constexpr size_t kFar = 24, kNear = 12;
  for (size_t i = 0; i < m_runCount; ++i) {
    if (i + kFar < m_runCount) {
      const auto* at = reinterpret_cast<const char*>(&m_tallies[m_runNotes[i + kFar].fn]);
      __builtin_prefetch(at, 1);
      __builtin_prefetch(at + 64, 1);
    }
    if (i + kNear < m_runCount) m_tallies[m_runNotes[i + kNear].fn].plain.prefetch(m_runNotes[i + kNear].run);
    const RunNote& note = m_runNotes[i];
    Tally& tally = m_tallies[note.fn];
    tally.busySeconds += note.busy;
    tally.done += note.done;
    if (!note.counts) continue;
    tally.runSeconds += secondsOf(note.run);
    if (note.answered) {
      ++tally.finished;
      tally.latencySeconds += secondsOf(note.latency);
      if (!m_fine) m_latency.add(note.latency);
    }
    if (note.answered && note.latency == note.run) {
      tally.plain.add(note.run);
    } else {
      tally.run.add(note.run);
      if (note.answered) tally.latency.add(note.latency);
    }
  }
  m_runCount = 0;
}

void World::settle() {
  settleHashes();
  settleRuns();
  for (size_t i = 0; i < m_functions.size(); ++i) {
    m_tallies[i].arrivals = m_functions[i].arrivals;
    m_tallies[i].attempts = m_functions[i].attempts;
  }
}

void World::launched(const Decision& d) {
  const uint32_t index = d.fn - 1;
  Function& fn = m_functions[index];
  Tally& tally = m_tallies[index];
  const uint32_t slot = d.inst & kInstSlot;
  if (slot >= m_lives.size()) m_lives.resize(slot + 1);
  m_lives[slot] = Life{d.now, d.inst, index, true, d.provisioned, d.req != 0};
  tally.startedAt(d.now);
  tally.mostLiving = std::max(tally.mostLiving, ++tally.living);
  m_mostLiving = std::max(m_mostLiving, ++m_living);
  ++m_starting;
  double init;
  if (d.req != 0) {
    Open& open = openOf(d.req);
    open.startedAt = d.now;
    open.startedInst = d.inst;
    init = m_spec.functions[index].init.at(fn.draws.unit(open.number, d.attempt, Purpose::Init));
  } else {
    init = m_spec.functions[index].init.at(fn.draws.unit(++fn.starts << 32, 0, Purpose::Init));
  }
  m_endings.push({d.now + nsOf(init), ++m_seq, d.inst, 0});
  if (m_series.on()) hold(d.now);
}

void World::isReady(Life& life, Ns now) {
  life.starting = false;
  --m_starting;
  // A start that a request waits for counts as busy with that request's run.
  if (!life.forRequest) m_tallies[life.fn].startingSeconds += counted(life.from, now);
  if (life.provisioned) m_functions[life.fn].idleProvisioned.change(now, 1, 0);
  if (m_series.on()) hold(now);
}

void World::runs(const Decision& d) {
  Open& open = openOf(d.req);
  Function& fn = m_functions[open.fn];
  noLongerWaits(open);
  open.own = d.cold && open.startedAt >= 0 && open.startedInst == d.inst;
  open.runAt = d.now;
  open.busyFrom = open.own ? open.startedAt : d.now;
  Ns run = open.given;
  if (run < 0 || d.attempt > 0) run = nsOf(fn.service.at(fn.draws.unit(open.number, d.attempt, Purpose::Service)));
  open.code = open.givenCode == 200 ? uint16_t{0} : open.givenCode;
  if (open.givenCode == 0 && fn.errorProbability > 0 && fn.draws.unit(open.number, d.attempt, Purpose::Error) < fn.errorProbability)
    open.code = kUserError;
  m_endings.push({d.now + run, ++m_seq, d.inst, d.req});
  ++m_busy;
  if (fn.provisioned) fn.idleProvisioned.change(d.now, 0, 1);
  if (m_series.on()) hold(d.now);
  if (!open.counts) return;
  ++fn.attempts;
  const Ns waited = (open.own ? open.startedAt : d.now) - open.since;
  if (!open.own && waited <= 0) return;
  Tally& tally = m_tallies[open.fn];
  if (open.own) {
    ++tally.cold;
    tally.init.add(d.now - open.startedAt);
    tally.initSeconds += secondsOf(d.now - open.startedAt);
    if (m_series.on()) ++m_series.points[m_series.at(d.now)].cold;
  }
  if (waited > 0) {
    ++tally.waited;
    tally.waitSeconds += secondsOf(waited);
    tally.wait.add(waited);
  }
}

void World::closeRun(Open& open, const Decision& d) {
  const bool answered = d.kind == DecisionKind::Finish;
  // No more of these than notes of hashes, of which each decision has left one before.
  m_runNotes[m_runCount++] = {d.now - open.runAt, d.now - open.arrived, counted(open.busyFrom, d.now), open.fn, open.counts, answered, open.counts && answered && d.code == 200};
  --m_busy;
  if (open.provisioned) m_functions[open.fn].idleProvisioned.change(d.now, 0, -1);
  open.runAt = -1;
  if (m_series.on()) {
    if (d.kind == DecisionKind::Finish) m_series.latency[m_series.at(d.now)].add(d.now - open.arrived);
    hold(d.now);
  }
}

void World::throttled(const Decision& d, const Open& open) {
  if (m_series.on()) {
    Series::Point& p = m_series.points[m_series.at(d.now)];
    ++(d.kind == DecisionKind::Reject ? p.rejected : p.retried);
  }
  if (!open.counts) return;
  auto& by = m_tallies[open.fn].throttled;
  switch (d.reason.rule) {
    case Rule::Burst: ++by[static_cast<size_t>(Throttle::Burst)]; return;
    case Rule::AccountQuota: ++by[static_cast<size_t>(Throttle::AccountQuota)]; return;
    case Rule::ReservedQuota: ++by[static_cast<size_t>(Throttle::ReservedQuota)]; return;
    case Rule::FunctionOff: ++by[static_cast<size_t>(Throttle::FunctionOff)]; return;
    case Rule::HostMemory: ++by[static_cast<size_t>(Throttle::HostMemory)]; return;
    default: return;
  }
}

void World::final(const Decision& d) {
  Open& open = openOf(d.req);
  noLongerWaits(open);
  const bool ran = open.runAt >= 0;
  if (ran)
    closeRun(open, d);
  else if (d.kind == DecisionKind::Reject)
    throttled(d, open);
  // A run that ended well was counted with it.
  if (open.counts && !(ran && d.kind == DecisionKind::Finish && d.code == 200)) {
    Tally& tally = m_tallies[open.fn];
    if (d.kind == DecisionKind::Reject)
      ++(d.code == 429 ? tally.rejected429 : tally.rejected432);
    else if (d.kind == DecisionKind::DeadLetter)
      ++tally.deadLetters;
    else
      ++(d.code == 200 ? tally.done : tally.failed);
  }
  if (m_series.on() && d.code != 200 && d.kind != DecisionKind::Reject) ++m_series.points[m_series.at(d.now)].failed;
  m_free.push_back(static_cast<uint32_t>(d.req & ((uint64_t{1} << kSlotBits) - 1)));
  open.id = 0;
}

void World::stopped(const Decision& d) {
  Life& life = m_lives[d.inst & kInstSlot];
  Tally& tally = m_tallies[life.fn];
  tally.livingSeconds += counted(life.from, d.now);
  if (life.starting) {
    if (!life.forRequest) tally.startingSeconds += counted(life.from, d.now);
    --m_starting;
  } else if (life.provisioned) {
    m_functions[life.fn].idleProvisioned.change(d.now, -1, 0);
  }
  life.inst = 0;
  --tally.living;
  --m_living;
  m_stops.push_back(d.inst);
  if (m_series.on()) hold(d.now);
}

void World::endLives() {
  settle();
  for (Life& life : m_lives) {
    if (life.inst == 0) continue;
    Tally& tally = m_tallies[life.fn];
    tally.livingSeconds += counted(life.from, m_end);
    if (life.starting && !life.forRequest) tally.startingSeconds += counted(life.from, m_end);
  }
  for (size_t i = 0; i < m_functions.size(); ++i) {
    Tally& t = m_tallies[i];
    const double gb = m_spec.functions[i].memoryMb / kMbPerGb;
    t.executingGbSeconds = t.runSeconds * gb;
    t.initGbSeconds = t.initSeconds * gb;
    t.idleGbSeconds = std::max(0.0, t.livingSeconds - t.busySeconds - t.startingSeconds) * gb;
    if (m_spec.functions[i].provisioned > 0) {
      const double before = m_functions[i].idleProvisioned.until(m_warmup);
      t.idleProvisionedGbSeconds = (m_functions[i].idleProvisioned.until(std::max(m_horizon, m_warmup)) - before) * gb;
    }
  }
}

}  // namespace scfdesk::simulate
