// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/sparepool.h"
#include "app/engine/instance/sparekind.h"
#include <algorithm>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kRefillMs = 20;  // after the last request: a burst of cold starts needs the processors more
constexpr int kWayMs = 20;     // after the last start: its instance has loaded its code by then, or takes long anyhow
constexpr int kWaitMs = 300;   // for a zygote that boots; then a start of one's own
constexpr int64_t kTogetherNs = 50'000'000;  // requests that come so close are a burst
constexpr int kIdleCheckMs = 30'000;
constexpr int64_t kBootNs = 5'000'000'000;  // a spare that has not booted by then holds up no other kind
constexpr int kMaxFailures = 3;  // a runtime that can't wait is not asked to again
constexpr int kKindsPerInterpreter = 2;
constexpr int64_t kDefaultBudget = 512LL << 20;
}  // namespace

SparePool::SparePool(Reactor& reactor, Calls calls) : m_reactor(reactor), m_calls(std::move(calls)), m_budget(kDefaultBudget) {}

SparePool::~SparePool() { clear(); }

SparePool::Kind* SparePool::find(const SpareKind& kind) {
  const auto it = std::find_if(m_kinds.begin(), m_kinds.end(), [&](const auto& k) { return k->kind == kind; });
  return it == m_kinds.end() ? nullptr : it->get();
}

SparePool::Kind* SparePool::ofZygote(uint32_t birth) {
  for (const auto& kind : m_kinds)
    if (kind->zygote && kind->zygote->birth() == birth) return kind.get();
  return nullptr;
}

std::pair<SparePool::Kind*, Spare*> SparePool::ofSpare(uint32_t birth) {
  for (const auto& kind : m_kinds)
    for (const auto& spare : kind->spares)
      if (spare->birth() == birth) return {kind.get(), spare.get()};
  return {nullptr, nullptr};
}

std::optional<BirthEnds> SparePool::take(const SpareKind& wanted) {
  Kind* kind = find(wanted);
  if (!kind) return std::nullopt;
  const auto it = std::find_if(kind->spares.begin(), kind->spares.end(), [](const auto& spare) { return spare->up(); });
  if (it == kind->spares.end()) return std::nullopt;
  const BirthEnds ends = (*it)->release();
  kind->spares.erase(it);
  return ends;
}

bool SparePool::forks(const SpareKind& wanted) {
  Kind* kind = find(wanted);
  if (!kind || !kind->mayFork()) return false;
  if (kind->zygote) return true;
  if (m_reactor.clock().nowNs() - kind->demand.lastNs() > kTogetherNs) return false;
  startZygote(kind);
  return kind->zygote != nullptr;
}

void SparePool::fork(const SpareKind& wanted, uint32_t birth, QByteArray packet, int code) {
  Kind* kind = find(wanted);
  if (kind->zygote->up()) return kind->zygote->fork(birth, std::move(packet), code);
  kind->waiting.push_back({birth, std::move(packet), code});
  if (kind->waitTimer == 0)
    kind->waitTimer = m_reactor.callAfterMs(kWaitMs, [this, kind] {
      kind->waitTimer = 0;
      giveUpWaiting(kind);
    });
}

void SparePool::giveUpWaiting(Kind* kind) {
  m_reactor.cancel(std::exchange(kind->waitTimer, 0));
  for (const Waiting& waiting : std::exchange(kind->waiting, {})) {
    if (waiting.code >= 0) close(waiting.code);
    m_calls.orphan(waiting.birth);
  }
}

void SparePool::used(const SpareKind& wanted) {
  Kind* kind = find(wanted);
  if (!kind) {
    int same = 0;
    for (auto old = m_kinds.begin(); old != m_kinds.end();) {
      const bool tooMany = (*old)->kind.interpreter == wanted.interpreter && ++same >= kKindsPerInterpreter;
      if (tooMany) retire(old->get());
      old = tooMany ? m_kinds.erase(old) : std::next(old);
    }
    m_kinds.push_front(std::make_unique<Kind>());
    kind = m_kinds.front().get();
    kind->kind = wanted;
  } else {
    m_kinds.splice(m_kinds.begin(), m_kinds, std::find_if(m_kinds.begin(), m_kinds.end(), [&](const auto& k) { return k.get() == kind; }));
  }
  kind->demand.asked(m_reactor.clock().nowNs());
  scheduleIdleCheck();
  m_reactor.cancel(kind->refillTimer);
  kind->refillTimer = m_reactor.callAfterMs(kRefillMs, [this, kind] {
    kind->refillTimer = 0;
    refill(kind);
  });
}

/// A JVM boots for a quarter of a second on both processors, whatever its share of them: a start beside it takes twice its time.
void SparePool::giveWay() {
  const int64_t now = m_reactor.clock().nowNs();
  if (m_wayTimer == 0) m_waySinceNs = now;
  else m_reactor.cancel(m_wayTimer);
  m_wayTimer = m_reactor.callAfterMs(kWayMs, [this] {
    m_wayTimer = 0;
    goOn();
  });
  const bool mayStand = now - m_waySinceNs < kLongestWayMs * 1'000'000LL;
  if (m_givesWay && !mayStand) return goOn();
  if (m_givesWay || !mayStand) return;
  m_givesWay = true;
  for (const auto& kind : m_kinds)
    for (const auto& spare : kind->spares) spare->stand();
}

void SparePool::goOn() {
  if (!std::exchange(m_givesWay, false)) return;
  for (const auto& kind : m_kinds)
    for (const auto& spare : kind->spares) spare->goOn();
  refillAll();
}

int SparePool::wanted(const Kind& kind) const {
  return std::clamp(kind.demand.recent(m_reactor.clock().nowNs()), 1, kind.mayFork() ? kMaxForkedSpares : kMaxSpares);
}

/// One more like the largest of its kind is within what spares may take.
bool SparePool::fits(const Kind& kind) const {
  int64_t all = 0;
  int64_t next = 0;
  for (const auto& k : m_kinds)
    for (const auto& spare : k->spares) {
      all += spare->bytes();
      if (k.get() == &kind) next = std::max(next, spare->bytes());
    }
  return all + next <= m_budget;
}

/// One after the other, of all kinds, so that they don't take the processors from instances.
void SparePool::refill(Kind* kind) {
  if (m_givesWay || kind->refillTimer != 0 || kind->failures >= kMaxFailures || int(kind->spares.size()) >= wanted(*kind) || !fits(*kind)) return;
  const auto boots = [](const Kind& k) { return std::any_of(k.spares.begin(), k.spares.end(), [](const auto& spare) { return !spare->up(); }); };
  if (boots(*kind)) return;
  if (!kind->mayFork() && !kind->isPlace()) {
    const int64_t since = m_reactor.clock().nowNs() - kBootNs;
    const auto holdsUp = [since](const auto& spare) { return !spare->up() && spare->since() > since; };
    const auto othersBoot = [&](const auto& k) { return !k->mayFork() && !k->isPlace() && std::any_of(k->spares.begin(), k->spares.end(), holdsUp); };
    if (std::any_of(m_kinds.begin(), m_kinds.end(), othersBoot)) return;
  }
  if (!kind->mayFork()) {
    if (const uint32_t birth = m_calls.ask(kind->kind, Role::Spare)) addSpare(kind, birth);
    return;
  }
  if (!kind->zygote) return startZygote(kind);
  if (!kind->zygote->up()) return;
  auto [birth, packet] = m_calls.forkedSpare(kind->kind);
  if (birth == 0) return;
  addSpare(kind, birth);
  kind->zygote->fork(birth, std::move(packet), -1);
}

void SparePool::startZygote(Kind* kind) {
  const uint32_t number = m_calls.ask(kind->kind, Role::Zygote);
  if (number == 0) return;
  kind->zygote = std::make_unique<Zygote>(
      m_reactor, number,
      Zygote::Calls{[this, kind] { zygoteUp(kind); }, [this, kind] { zygoteGone(kind); },
                    [this](uint32_t birth, const BirthEnds& ends) {
                      const auto [k, spare] = ofSpare(birth);
                      if (spare) spare->born(ends);
                      else m_calls.born(birth, ends);
                    },
                    [this](uint32_t birth, const QByteArray& text) {
                      if (!notBorn(birth)) m_calls.notBorn(birth, text);
                    },
                    [this](uint32_t birth) {
                      if (!notBorn(birth)) m_calls.orphan(birth);
                    }});
}

void SparePool::zygoteUp(Kind* kind) {
  m_reactor.cancel(std::exchange(kind->waitTimer, 0));
  for (Waiting& waiting : std::exchange(kind->waiting, {})) kind->zygote->fork(waiting.birth, std::move(waiting.packet), waiting.code);
  refill(kind);
}

void SparePool::zygoteGone(Kind* kind) {
  kind->zygoteFailures = kind->zygote->proved() ? 0 : kind->zygoteFailures + 1;
  kind->zygote.reset();
  giveUpWaiting(kind);
}

void SparePool::addSpare(Kind* kind, uint32_t birth) {
  kind->spares.push_back(std::make_unique<Spare>(
      m_reactor, birth, Spare::Calls{[this, kind] { spareUp(kind); }, [this, kind, birth] { spareGone(kind, birth); }}));
}

void SparePool::spareUp(Kind* kind) {
  kind->failures = 0;
  refillAll();
}

void SparePool::spareGone(Kind* kind, uint32_t birth) {
  std::erase_if(kind->spares, [birth](const auto& spare) { return spare->birth() == birth; });
  ++kind->failures;
  for (const auto& other : m_kinds)  // which may have waited for it
    if (other.get() != kind) refill(other.get());
}

void SparePool::ready() { refillAll(); }

void SparePool::refillAll() {
  for (auto kind = m_kinds.rbegin(); kind != m_kinds.rend(); ++kind) refill(kind->get());  // who has waited longest first
}

bool SparePool::born(uint32_t birth, const BirthEnds& ends) {
  if (Kind* kind = ofZygote(birth)) {
    kind->zygote->bornItself(ends);
    return true;
  }
  Spare* spare = ofSpare(birth).second;
  if (spare) spare->born(ends);
  return spare != nullptr;
}

bool SparePool::notBorn(uint32_t birth) {
  if (Kind* kind = ofZygote(birth)) {
    zygoteGone(kind);
    return true;
  }
  Kind* kind = ofSpare(birth).first;
  if (kind) spareGone(kind, birth);
  return kind != nullptr;
}

void SparePool::retire(Kind* kind) {
  m_reactor.cancel(std::exchange(kind->refillTimer, 0));
  kind->spares.clear();
  if (const auto zygote = std::move(kind->zygote))
    for (const uint32_t birth : zygote->takePending()) m_calls.orphan(birth);
  giveUpWaiting(kind);
}

void SparePool::scheduleIdleCheck() {
  if (m_idleTimer != 0 || m_kinds.empty()) return;
  m_idleTimer = m_reactor.callAfterMs(kIdleCheckMs, [this] {
    m_idleTimer = 0;
    endIdle();
    scheduleIdleCheck();
  });
}

void SparePool::endIdle() {
  const int64_t now = m_reactor.clock().nowNs();
  for (auto it = m_kinds.begin(); it != m_kinds.end();) {
    Kind* kind = it->get();
    if (now - kind->demand.lastNs() >= Demand::kMemoryNs) {
      retire(kind);
      it = m_kinds.erase(it);
      continue;
    }
    ++it;
    while (int(kind->spares.size()) > wanted(*kind)) kind->spares.pop_back();
  }
}

}  // namespace scfdesk
