// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/simulation.h"
#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <thread>

namespace scfdesk::simulate {

namespace {

/// 97.5 % quantile of Student's t; beyond the table the normal one, with the first term of its expansion.
double studentT(int freedom) {
  constexpr double table[] = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
                              2.120,  2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
  if (freedom <= 30) return table[std::max(freedom, 1) - 1];
  return 1.959964 + 2.372 / freedom;
}

/// What is left of one replication.
struct Sample {
  std::vector<Figures> functions;
  std::vector<uint64_t> hashes;
  std::vector<double> initGbSeconds;
  Figures total{};
  double totalInitGbSeconds = 0;
  uint64_t hash = 0;
  double seconds = 0, end = 0, error = 0;
};

Sample sampleOf(const World& world, const Spec& spec) {
  Sample s;
  s.seconds = world.countedSeconds();
  s.end = world.endSeconds();
  s.hash = world.hash();
  Tally total = world.tallies().front();
  s.error = total.plain.error();
  bool first = true;
  for (const Tally& t : world.tallies()) {
    s.functions.push_back(figuresOf(t, s.seconds, spec.tariff));
    s.hashes.push_back(t.hash);
    s.initGbSeconds.push_back(t.initGbSeconds);
    if (!first) total.add(t);
    first = false;
  }
  total.mostLiving = world.mostLiving();
  s.total = figuresOf(total, s.seconds, spec.tariff);
  if (const LogHistogram* all = world.latency()) {
    s.total[LatencyP50] = all->quantile(0.5);
    s.total[LatencyP95] = all->quantile(0.95);
    s.total[LatencyP99] = all->quantile(0.99);
  }
  s.totalInitGbSeconds = total.initGbSeconds;
  return s;
}

/// What is known while a run is under way: instances that live still have no length yet, and no cost of standing idle.
Partial partialOf(const World& world, const Spec& spec, Ns now) {
  const auto& tallies = world.tallies();
  Tally total = tallies.front();
  for (size_t i = 1; i < tallies.size(); ++i) total.add(tallies[i]);
  total.mostLiving = world.mostLiving();
  Partial partial{secondsOf(now), figuresOf(total, std::max(0.0, secondsOf(now) - spec.warmupSeconds), spec.tariff)};
  if (const LogHistogram* all = world.latency())
    for (const auto& [figure, q] : {std::pair{LatencyP50, 0.5}, std::pair{LatencyP95, 0.95}, std::pair{LatencyP99, 0.99}}) partial.total[figure] = all->quantile(q);
  return partial;
}

void add(Estimate& estimate, const Figures& figures, uint64_t hash, double initGbSeconds) {
  for (size_t i = 0; i < kFigures; ++i) estimate.mean[i] += figures[i];
  estimate.hash = mixed(estimate.hash ^ hash) + 1;
  estimate.initGbSeconds += initGbSeconds;
}

void addSquares(Estimate& estimate, const Figures& figures) {
  for (size_t i = 0; i < kFigures; ++i) estimate.half[i] += (figures[i] - estimate.mean[i]) * (figures[i] - estimate.mean[i]);
}

void addStarts(std::vector<double>& sum, const std::vector<uint32_t>& starts) {
  if (sum.size() < starts.size()) sum.resize(starts.size());
  for (size_t i = 0; i < starts.size(); ++i) sum[i] += starts[i];
}

template <typename Visit>
void eachOf(Outcome& outcome, const std::vector<std::optional<Sample>>& samples, Visit visit) {
  for (const auto& sample : samples) {
    for (size_t i = 0; i < outcome.functions.size(); ++i) visit(outcome.functions[i], sample->functions[i], sample->hashes[i], sample->initGbSeconds[i]);
    visit(outcome.total, sample->total, sample->hash, sample->totalInitGbSeconds);
  }
}

void reduce(Outcome& outcome, const std::vector<std::optional<Sample>>& samples) {
  const auto count = static_cast<double>(samples.size());
  eachOf(outcome, samples, [](Estimate& e, const Figures& f, uint64_t hash, double init) { add(e, f, hash, init); });
  const auto each = [&](auto&& change) {
    for (Estimate& e : outcome.functions) change(e);
    change(outcome.total);
  };
  each([&](Estimate& e) {
    for (double& value : e.mean) value /= count;
    for (double& value : e.starts) value /= count;
    e.initGbSeconds /= count;
  });
  eachOf(outcome, samples, [](Estimate& e, const Figures& f, uint64_t, double) { addSquares(e, f); });
  each([&](Estimate& e) {
    for (double& value : e.half) value = samples.size() < 2 ? 0 : studentT(static_cast<int>(samples.size()) - 1) * std::sqrt(value / (count - 1) / count);
  });
  for (const auto& sample : samples) {
    outcome.countedSeconds += sample->seconds / count;
    outcome.endSeconds += sample->end / count;
    outcome.quantileError = sample->error;
  }
  outcome.hash = outcome.total.hash;
}

}  // namespace

uint64_t seedOf(uint64_t seed, int replication) { return replication == 0 ? seed : mixed(seed + static_cast<uint64_t>(replication) * 0x9E3779B97F4A7C15ull); }

struct Replications::Samples : std::vector<std::optional<Sample>> {
  using std::vector<std::optional<Sample>>::vector;
};

Replications::Replications(const Spec& spec, Watch* watch) : m_spec(spec), m_watch(watch ? *watch : m_own), m_count(std::max(1, spec.replications)), m_samples(std::make_unique<Samples>(static_cast<size_t>(m_count))) {
  m_outcome.replications = m_count;
  m_outcome.functions.resize(spec.functions.size());
}

Replications::~Replications() = default;

Replications::Worked Replications::work() {
  const int r = m_next++;
  if (r >= m_count || m_watch.canceled) return Worked::None;
  World world(m_spec, seedOf(m_spec.seed, r));
  if (r == 0)
    world.setShow([&](Ns now) {
      Partial partial = partialOf(world, m_spec, now);
      const std::lock_guard lock(m_watch.mutex);
      m_watch.partial = std::move(partial);
    });
  // One replication shows its own progress, several how many are done.
  if (m_count == 1) {
    if (!world.run(&m_watch)) return Worked::None;
  } else if (!world.run(&m_watch, 0, 0)) {
    return Worked::None;
  }
  (*m_samples)[static_cast<size_t>(r)] = sampleOf(world, m_spec);
  const std::lock_guard lock(m_mutex);
  for (size_t i = 0; i < m_spec.functions.size(); ++i) {
    addStarts(m_outcome.functions[i].starts, world.tallies()[i].starts);
    addStarts(m_outcome.total.starts, world.tallies()[i].starts);
  }
  if (r == 0 && world.series().on()) m_outcome.series.push_back(world.series());
  ++m_finished;
  m_watch.donePpm = static_cast<uint64_t>(m_finished) * 1'000'000 / static_cast<uint64_t>(m_count);
  return m_finished == m_count ? Worked::Last : Worked::One;
}

Outcome Replications::outcome() {
  m_outcome.canceled = m_watch.canceled;
  if (!m_outcome.canceled) reduce(m_outcome, *m_samples);
  return std::move(m_outcome);
}

Outcome simulate(const Spec& spec, Watch* watch) {
  Replications all(spec, watch);
  const auto work = [&all] {
    while (all.work() != Replications::Worked::None) {
    }
  };
  const int cores = spec.threads > 0 ? spec.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::vector<std::thread> threads;
  for (int i = 1; i < std::min(cores, std::max(1, spec.replications)); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return all.outcome();
}

}  // namespace scfdesk::simulate
