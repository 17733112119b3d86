// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/world.h"
#include "app/engine/scaling/largepages.h"
#include <algorithm>

namespace scfdesk::simulate {

using scaling::EventKind;
using scaling::ReqId;

namespace {

/// How many events ahead the state of an event is brought near, and then what that state names.
constexpr size_t kFar = 8, kNear = 4;
constexpr Ns kNoLimit = 100LL * 366 * 86400 * scaling::kSecond;

scaling::FnConfig configOf(const Spec& spec, const FunctionSpec& f) {
  scaling::FnConfig c;
  c.memMb = f.memoryMb;
  c.timeout = f.timeoutSeconds > 0 ? nsOf(f.timeoutSeconds) : kNoLimit;
  c.initTimeout = f.initTimeoutSeconds > 0 ? nsOf(f.initTimeoutSeconds) : kNoLimit;
  c.keepAlive = nsOf(f.keepAliveSeconds);
  c.reservedMb = f.reservedMb;
  c.maxInstances = f.maxInstances;
  c.startPolicy = f.startPolicy;
  c.reuse = spec.reuse;
  c.retries = f.retries;
  c.retryInterval = nsOf(spec.retryIntervalSeconds);
  c.maxAge = nsOf(f.maxAgeSeconds);
  return c;
}

}  // namespace

World::World(const Spec& spec, uint64_t seed) : m_spec(spec), m_core(spec.limits), m_series(spec), m_warmup(nsOf(spec.warmupSeconds)) {
  m_ended.code = 200;
  m_fine = spec.functions.size() <= 50;
  const int bits = m_fine ? 10 : 5;
  scaling::reserveLarge(m_functions, spec.functions.size());
  scaling::reserveLarge(m_tallies, spec.functions.size());
  scaling::Event e;
  for (const FunctionSpec& f : spec.functions) {
    const auto index = static_cast<uint32_t>(m_functions.size());
    const Draws draws(seed, f.name);
    m_functions.push_back({draws, 0, {}, 0, 0, f.async, f.provisioned > 0, ArrivalStream(f.arrivals, draws), QuickDistribution(f.service), f.userErrorProbability, 0, {}});
    m_tallies.emplace_back(bits);
    e.kind = EventKind::Config;
    e.fn = index + 1;
    e.config = configOf(spec, f);
    m_core.step(e, *this);
    if (f.provisioned > 0) {
      e.kind = EventKind::Provision;
      e.provision = scaling::Provision{};
      e.provision.count = f.provisioned;
      m_core.step(e, *this);
    }
    Function& fn = m_functions.back();
    if (fn.stream.next(fn.next)) m_arrivals.push({fn.next.at, index});
  }
}

double World::counted(Ns from, Ns to) const {
  from = std::max(from, m_warmup);
  to = std::min(to, m_horizon);
  return to > from ? secondsOf(to - from) : 0;
}

double World::countedSeconds() const { return secondsOf(std::max<Ns>(0, m_horizon - m_warmup)); }

bool World::run(Watch* watch, uint64_t fromPpm, uint64_t toPpm) {
  const Ns last = m_spec.seconds > 0 ? nsOf(m_spec.seconds) : scaling::kNever;
  const uint64_t most = m_spec.arrivals > 0 ? m_spec.arrivals : UINT64_MAX;
  if (last != scaling::kNever) m_horizon = last;
  Ns now = 0;
  for (uint64_t turn = 0;; ++turn) {
    if ((turn & 0xFFFF) == 0 && watch) {
      if (watch->canceled.load(std::memory_order_relaxed)) return false;
      const double byTime = last == scaling::kNever ? 0 : std::min(1.0, static_cast<double>(now) / static_cast<double>(last));
      const double byCount = most == UINT64_MAX ? 0 : static_cast<double>(m_arrived) / static_cast<double>(most);
      if (m_show && turn > 0 && watch->wantsPartial.exchange(false, std::memory_order_relaxed)) {
        settle();
        m_show(now);
      }
      if (toPpm > fromPpm) watch->donePpm = fromPpm + static_cast<uint64_t>(std::max(byTime, byCount) * static_cast<double>(toPpm - fromPpm));
    }
    const bool more = !m_arrivals.empty() && m_arrived < most && m_arrivals.top().at < last;
    // What is counted ends with the last arrival; its time is known once there is no other.
    if (!more && m_horizon == scaling::kNever) m_horizon = now;
    const Ns arrival = more ? m_arrivals.top().at : scaling::kNever;
    const Ns end = m_endings.empty() ? scaling::kNever : m_endings.top().at;
    const Ns timer = m_core.nextDeadline();
    // Until all is final, and the time that is counted is over: what expires in it, or gets ready, happens.
    if (!more && m_open.size() == m_free.size() && std::min(end, timer) >= m_horizon) break;
    now = std::min({arrival, end, timer});
    if (m_series.on()) hold(now);
    // At one instant: what ends, then timers, then arrivals.
    if (end == now) {
      ending();
    } else if (timer == now) {
      m_core.tick(now, *this);
    } else {
      arrive();
    }
    for (size_t i = 0; i < m_stops.size(); ++i) {
      m_ended.kind = EventKind::Stopped;
      m_ended.now = now;
      m_ended.inst = m_stops[i];
      m_core.step(m_ended, *this);
    }
    m_stops.clear();
  }
  m_end = std::max(now, m_horizon);
  if (m_series.on()) hold(m_horizon);
  endLives();
  if (watch && toPpm > fromPpm) watch->donePpm = toPpm;
  return true;
}

void World::arrive() {
  const Next next = m_arrivals.top();
  Function& fn = m_functions[next.fn];
  uint32_t slot;
  if (m_free.empty()) {
    slot = static_cast<uint32_t>(m_open.size());
    m_open.emplace_back();
  } else {
    slot = m_free.back();
    m_free.pop_back();
  }
  ++m_arrived;
  const ReqId id = ++m_serial << kSlotBits | slot;
  Open& open = m_open[slot];
  open = Open{};
  open.id = id;
  open.number = ++fn.numbers;
  open.arrived = open.since = next.at;
  open.given = fn.next.run;
  open.givenCode = static_cast<uint16_t>(fn.next.code);
  open.fn = next.fn;
  open.counts = next.at >= m_warmup;
  open.provisioned = fn.provisioned;
  fn.arrivals += open.counts;
  if (m_series.on()) ++m_series.points[m_series.at(next.at)].arrivals;
  if (fn.stream.next(fn.next))
    m_arrivals.replaceTop({fn.next.at, next.fn});
  else
    m_arrivals.pop();
  m_arrivals.foresee<0>(kFar, [this](const Next& soon) {
    const auto* at = reinterpret_cast<const char*>(&m_functions[soon.fn]);
    for (int line = 0; line < 3; ++line) __builtin_prefetch(at + line * 64, 1);
    m_core.expectArrival(soon.fn + 1);
  });
  m_arrivals.foresee<1>(kNear, [this](const Next& soon) { m_core.expectArrivalSoon(soon.fn + 1); });
  m_event.kind = EventKind::Arrive;
  m_event.now = next.at;
  m_event.fn = next.fn + 1;
  m_event.req = id;
  m_event.mode = fn.async ? scaling::Mode::Async : scaling::Mode::Sync;
  m_core.step(m_event, *this);
}

void World::ending() {
  const Ending e = m_endings.top();
  m_endings.pop();
  m_endings.foresee<0>(kFar, [this](const Ending& soon) {
    if (soon.req != 0) __builtin_prefetch(&openOf(soon.req), 1);
    m_core.expectEnd(soon.inst, soon.req);
  });
  m_endings.foresee<1>(kNear, [this](const Ending& soon) { m_core.expectEndSoon(soon.inst); });
  m_ended.now = e.at;
  m_ended.inst = e.inst;
  m_ended.req = e.req;
  if (e.req == 0) {
    if (Life& life = m_lives[e.inst & kInstSlot]; life.inst == e.inst && life.starting) isReady(life, e.at);
    m_ended.kind = EventKind::Ready;
  } else {
    // The end of a run that was cut short comes late; the core knows by the instance, this by the number.
    const Open& open = openOf(e.req);
    m_ended.code = open.id == e.req && open.code != 0 ? open.code : 200;
    m_ended.kind = EventKind::Done;
  }
  m_core.step(m_ended, *this);
}

}  // namespace scfdesk::simulate
