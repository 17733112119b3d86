// SPDX-License-Identifier: GPL-3.0-or-later
// Steps per second of the scaling core under a synthetic load: arrivals over many functions (few get most), fixed work per
// request, keep-alive and quotas on. One line per load. Fails when the core does not answer every request.
#include "app/engine/scaling/core.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

using namespace scfdesk::scaling;

namespace {

struct Load {
  const char* name;
  uint32_t functions;
  uint64_t arrivals;
  Ns gap;      ///< mean time between arrivals
  Ns service;  ///< mean time of a run
  Ns keepAlive;
  PolicyId policy = PolicyId::Fixed;
  int hostMb = 0;
  int conc = 1;
};

struct Pending {
  Ns at;
  uint64_t seq;
  ReqId req;
  InstId inst;
  bool ready;
  bool operator<(const Pending& other) const { return at != other.at ? at > other.at : seq > other.seq; }
};

uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

/// The world of the simulator in its simplest form: a heap of what ends when.
class World final : public Sink {
 public:
  explicit World(Ns service) : m_service(service) {}
  void decide(const Decision& d) override {
    if (d.kind == DecisionKind::Start) add(d.now + kSecond / 4, d, true);
    if (d.kind == DecisionKind::Run)
      add(d.now + 1 + static_cast<Ns>(mixed(d.req) % static_cast<uint64_t>(2 * m_service)), d, false);
    if (d.kind == DecisionKind::Stop) stops.push_back(d.inst);
  }
  std::vector<Pending> heap;
  std::vector<InstId> stops;

 private:
  void add(Ns at, const Decision& d, bool ready) {
    heap.push_back({at, ++m_seq, d.req, d.inst, ready});
    std::push_heap(heap.begin(), heap.end());
  }
  Ns m_service;
  uint64_t m_seq = 0;
};

bool measure(const Load& load) {
  Limits limits;
  limits.accountMb = 1 << 30;
  limits.burst = 1 << 30;
  limits.policy = load.policy;
  limits.hostMb = load.hostMb;
  Core core(limits);
  World world(load.service);
  Event e;
  e.kind = EventKind::Config;
  e.config.keepAlive = load.keepAlive;
  e.config.timeout = 900 * kSecond;
  e.config.conc = load.conc;
  for (e.fn = 1; e.fn <= load.functions; ++e.fn) core.step(e, world);

  Ns now = 0, nextArrival = 0;
  uint64_t arrived = 0, steps = 0;
  int most = 0;
  const auto begin = std::chrono::steady_clock::now();
  while (arrived < load.arrivals || !world.heap.empty()) {
    const Ns end = world.heap.empty() ? kNever : world.heap.front().at;
    const Ns arrival = arrived < load.arrivals ? nextArrival : kNever;
    const Ns timer = core.nextDeadline();
    now = std::min({end, arrival, timer});
    if (end == now) {
      std::pop_heap(world.heap.begin(), world.heap.end());
      const Pending p = world.heap.back();
      world.heap.pop_back();
      e.kind = p.ready ? EventKind::Ready : EventKind::Done;
      e.inst = p.inst;
      e.req = p.req;
      e.code = 200;
      e.now = now;
      core.step(e, world);
    } else if (timer == now) {
      core.tick(now, world);
    } else {
      e.kind = EventKind::Arrive;
      e.req = ++arrived;
      const uint64_t r = mixed(arrived * 0x9E3779B97F4A7C15ull);
      e.fn = 1 + static_cast<FnId>((r % load.functions) * ((r >> 32) % load.functions) / load.functions);
      e.now = now;
      core.step(e, world);
      nextArrival = now + static_cast<Ns>(mixed(r) % static_cast<uint64_t>(2 * load.gap));
    }
    ++steps;
    for (size_t i = 0; i < world.stops.size(); ++i, ++steps) {
      Event s;
      s.kind = EventKind::Stopped;
      s.now = now;
      s.inst = world.stops[i];
      core.step(s, world);
    }
    world.stops.clear();
    if ((steps & 1023) == 0) most = std::max(most, core.totals().living);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const Totals t = core.totals();
  std::printf("%-28s %9llu invocations  %7d instances  %6.2f s  %5.2f M steps/s  %5.2f M invocations/s  hash %016llx\n", load.name,
              static_cast<unsigned long long>(t.done), most, seconds, static_cast<double>(steps) / seconds / 1e6,
              static_cast<double>(t.done) / seconds / 1e6, static_cast<unsigned long long>(core.decisionHash()));
  const std::string broken = core.checkInvariants();
  if (t.done != load.arrivals || !broken.empty()) std::printf("wrong: %s\n", broken.c_str());
  return t.done == load.arrivals && broken.empty();
}

}  // namespace

int main(int argc, char** argv) {
  const bool full = argc > 1 && std::strcmp(argv[1], "--full") == 0;
  const uint64_t scale = full ? 10 : 1;
  const Load loads[] = {
      {"1 function, 8 instances", 1, 300'000 * scale, kSecond, 2 * kSecond, 600 * kSecond},
      {"1 function, 2,000 busy", 1, 300'000 * scale, kSecond / 1000, 2 * kSecond, 600 * kSecond},
      {"5,000 functions", 5000, 300'000 * scale, kSecond / 1000, 2 * kSecond, 600 * kSecond},
      {"5,000 functions, histogram", 5000, 300'000 * scale, kSecond / 1000, 2 * kSecond, 0, PolicyId::Histogram},
      {"5,000 functions, greedy-dual", 5000, 300'000 * scale, kSecond / 1000, 2 * kSecond, 0, PolicyId::GreedyDual, 8000 * 128},
      {"5,000 functions, 10 a time", 5000, 300'000 * scale, kSecond / 1000, 2 * kSecond, 600 * kSecond, PolicyId::Fixed, 0, 10},
  };
  bool ok = true;
  for (const Load& load : loads) ok = measure(load) && ok;
  return ok ? 0 : 1;
}
