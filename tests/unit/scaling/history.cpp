// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/scaling/history.h"

using namespace scfdesk::scaling;

namespace {
constexpr Ns kMs = kSecond / 1000;
constexpr FnId kFunctions = 5;
}  // namespace

FnConfig History::config() {
  FnConfig c;
  c.memMb = static_cast<int>(64 << m_random.below(3));
  c.conc = m_random.chance(65) ? 1 : static_cast<int>(1 + m_random.below(m_random.chance(10) ? 100 : 4));
  c.timeout = static_cast<Ns>(1 + m_random.below(5000)) * kMs;
  c.initTimeout = static_cast<Ns>(1 + m_random.below(5000)) * kMs;
  c.keepAlive = static_cast<Ns>(m_random.below(8000)) * kMs;
  c.reservedMb = m_random.chance(75) ? -1 : static_cast<int>(m_random.below(4) * 128);
  c.group = m_random.chance(60) ? 0 : static_cast<FnId>(1 + m_random.below(kFunctions + 1));
  c.maxInstances = m_random.chance(60) ? -1 : static_cast<int>(1 + m_random.below(4));
  c.footprintMb = m_random.chance(60) ? -1 : static_cast<int>(1 + m_random.below(64));
  c.startPolicy = m_random.chance(40) ? StartPolicy::Wait : m_random.chance(30) ? StartPolicy::Both : StartPolicy::Scf;
  c.reuse = m_random.chance(50) ? Reuse::Mru : Reuse::Lru;
  c.retries = static_cast<int>(m_random.below(4));
  c.pullRetries = static_cast<int>(m_random.below(3));
  c.retryInterval = static_cast<Ns>(1 + m_random.below(3000)) * kMs;
  c.maxAge = static_cast<Ns>(m_random.below(20000)) * kMs;
  return c;
}

Limits History::limits() {
  Limits l;
  l.accountMb = static_cast<int>(m_random.below(12) * 128);
  l.hostMb = m_random.chance(50) ? 0 : static_cast<int>(m_random.below(20) * 128);
  l.burst = static_cast<int>(m_random.below(40));
  l.burstWindow = 10 * kSecond;  // one length: the book counts windows by number
  l.burstSliding = m_random.chance(50);
  l.provisionedRamp = static_cast<int>(m_random.below(8));
  l.policy = static_cast<PolicyId>(m_random.below(3));
  l.unixTime = m_random.chance(90) ? 0 : static_cast<Ns>(m_random.below(100)) * kSecond;
  return l;
}

Provision History::provision() {
  Provision p;
  p.count = static_cast<int>(m_random.below(5));
  p.tracking = m_random.chance(30);
  p.utilizationPpm = static_cast<int>(m_random.below(1'200'000));
  p.least = static_cast<int>(m_random.below(2));
  p.most = static_cast<int>(m_random.below(6));
  return p;
}

InstId History::anyInstance(const Observer& book, bool ready) {
  const auto& all = book.instances();
  if (all.empty() || m_random.chance(3)) return static_cast<InstId>(m_random.next());
  auto it = all.begin();
  std::advance(it, m_random.below(all.size()));
  for (size_t tries = 0; tries < all.size() && it->second.ready != ready; ++tries)
    if (++it == all.end()) it = all.begin();
  return it->first;
}

ReqId History::anyRequest(const Observer& book) {
  const auto& all = book.requests();
  if (all.empty()) return 1;
  auto it = all.lower_bound(1 + m_random.below(m_last));
  return it == all.end() ? all.begin()->first : it->first;
}

void History::arrival(Event& e, const Observer& book) {
  e.kind = EventKind::Arrive;
  e.mode = m_random.chance(45) ? Mode::Async : m_random.chance(30) ? Mode::Pull : Mode::Sync;
  e.req = m_random.chance(1) ? anyRequest(book) : ++m_last;
  if (e.mode == Mode::Pull) {
    e.partition = static_cast<PartId>(m_random.chance(95) ? e.fn * 4 + m_random.below(4) : m_random.below(30));
    e.offset = ++m_offset;
  }
  if (m_random.chance(3)) {
    e.attempt = static_cast<int>(m_random.below(3));
    e.firstArrival = std::max<Ns>(1, e.now - static_cast<Ns>(m_random.below(25000)) * kMs);
  }
}

void History::change(Event& e, uint64_t dice) {
  if (dice < 25) {
    e.kind = EventKind::Config;
    if (e.fn > kFunctions) e.fn = 0;
    e.config = config();
  } else if (dice < 33) {
    e.kind = EventKind::SetLimits;
    e.limits = limits();
  } else if (dice < 43) {
    e.kind = EventKind::Deploy;
  } else if (dice < 46) {
    e.kind = EventKind::Remove;
  } else if (dice < 54) {
    e.kind = EventKind::Provision;
    e.provision = provision();
  } else if (dice < 58) {
    e.kind = EventKind::Schedule;
    e.scheduled = {scfdesk::parseCron(m_random.chance(50) ? "*/7 * * * * * *" : "0,20,40 * * * * * *").value(), provision()};
  } else if (dice < 60) {
    e.kind = EventKind::ClearSchedule;
  } else {
    e.kind = m_random.chance(30) ? EventKind::Pause : EventKind::Resume;
  }
}

Event History::next(const Observer& book, const Core& core) {
  static constexpr int kCodes[] = {200, 200, 200, 200, 200, 430, 430, 433, 434, 439, 443, 450, 500, 432};
  Event e;
  if (m_random.chance(70)) m_now += static_cast<Ns>(m_random.below(400)) * kMs;
  if (m_random.chance(5) && core.nextDeadline() != kNever) m_now = std::max(m_now, core.nextDeadline());
  e.now = m_now;
  e.fn = static_cast<FnId>(m_random.chance(98) ? 1 + m_random.below(kFunctions) : m_random.below(8));
  e.code = kCodes[m_random.below(std::size(kCodes))];
  const uint64_t dice = m_random.below(1000);
  if (dice < 370) {
    arrival(e, book);
  } else if (dice < 560) {
    e.kind = EventKind::Ready;
    e.inst = anyInstance(book, false);
  } else if (dice < 820) {
    e.kind = EventKind::Done;
    e.inst = anyInstance(book, true);
    const auto it = book.instances().find(e.inst);
    e.req = m_random.below(50);
    if (it != book.instances().end() && !it->second.reqs.empty() && !m_random.chance(3)) {
      auto req = it->second.reqs.begin();
      std::advance(req, m_random.below(it->second.reqs.size()));
      e.req = *req;
    }
  } else if (dice < 870) {
    e.kind = EventKind::Stopped;
    e.inst = anyInstance(book, true);
    for (const auto& [id, inst] : book.instances())
      if (inst.stopping && m_random.chance(60)) {
        e.inst = id;
        break;
      }
  } else if (dice < 890) {
    e.kind = EventKind::Died;
    e.inst = anyInstance(book, m_random.chance(70));
  } else if (dice < 905) {
    e.kind = EventKind::InitFailed;
    e.inst = anyInstance(book, false);
  } else if (dice < 915) {
    e.kind = EventKind::Measured;
    e.inst = anyInstance(book, m_random.chance(80));
    e.memMb = static_cast<int>(m_random.below(200));
  } else if (dice < 930) {
    e.kind = EventKind::Terminate;
    e.req = anyRequest(book);
  } else {
    change(e, dice - 930);
  }
  return e;
}
