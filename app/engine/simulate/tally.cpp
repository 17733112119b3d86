// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/tally.h"
#include <algorithm>
#include <cmath>

namespace scfdesk::simulate {

void Tally::startedAt(Ns now) {
  const int64_t minute = now / (60 * scaling::kSecond);
  if (minute >= kMostMinutes) return;
  if (starts.size() <= static_cast<size_t>(minute)) starts.resize(static_cast<size_t>(minute) + 1);
  ++starts[static_cast<size_t>(minute)];
}

void Tally::add(const Tally& o) {
  arrivals += o.arrivals, done += o.done, failed += o.failed, deadLetters += o.deadLetters;
  rejected432 += o.rejected432, rejected429 += o.rejected429;
  attempts += o.attempts, cold += o.cold, waited += o.waited, finished += o.finished;
  waitSeconds += o.waitSeconds, latencySeconds += o.latencySeconds, runSeconds += o.runSeconds, initSeconds += o.initSeconds;
  for (size_t i = 0; i < kThrottles; ++i) throttled[i] += o.throttled[i];
  plain.add(o.plain), latency.add(o.latency), wait.add(o.wait), init.add(o.init), run.add(o.run);
  livingSeconds += o.livingSeconds, busySeconds += o.busySeconds, startingSeconds += o.startingSeconds;
  executingGbSeconds += o.executingGbSeconds, initGbSeconds += o.initGbSeconds, idleGbSeconds += o.idleGbSeconds;
  idleProvisionedGbSeconds += o.idleProvisionedGbSeconds;
  if (starts.size() < o.starts.size()) starts.resize(o.starts.size());
  for (size_t i = 0; i < o.starts.size(); ++i) starts[i] += o.starts[i];
}

Figures figuresOf(const Tally& t, double seconds, const Tariff& tariff) {
  const auto share = [](uint64_t part, uint64_t whole) { return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0.0; };
  const auto mean = [](double sum, uint64_t count) { return count ? sum / static_cast<double>(count) : 0.0; };
  const auto over = [&](double sum) { return seconds > 0 ? sum / seconds : 0.0; };
  LogHistogram latency = t.plain, run = t.plain, wait = t.wait, init = t.init;
  latency.add(t.latency);
  run.add(t.run);
  if (const uint64_t none = t.attempts - std::min(t.attempts, wait.total()); none > 0) wait.add(0, none);
  Figures f{};
  f[Arrivals] = static_cast<double>(t.arrivals);
  f[DoneCount] = static_cast<double>(t.done);
  f[Failed] = static_cast<double>(t.failed);
  f[Rejected432] = static_cast<double>(t.rejected432);
  f[Rejected429] = static_cast<double>(t.rejected429);
  f[DeadLetters] = static_cast<double>(t.deadLetters);
  f[Attempts] = static_cast<double>(t.attempts);
  f[ColdShare] = share(t.cold, t.attempts);
  f[LossShare] = share(t.rejected432 + t.rejected429, t.arrivals);
  f[WaitShare] = share(t.waited, t.attempts);
  f[WaitMean] = mean(t.waitSeconds, t.attempts);
  f[LatencyP50] = latency.quantile(0.5);
  f[LatencyP95] = latency.quantile(0.95);
  f[LatencyP99] = latency.quantile(0.99);
  f[LatencyMean] = mean(t.latencySeconds, t.finished);
  f[WaitP50] = wait.quantile(0.5);
  f[WaitP99] = wait.quantile(0.99);
  f[InitP50] = init.quantile(0.5);
  f[InitP99] = init.quantile(0.99);
  f[RunP50] = run.quantile(0.5);
  f[RunP99] = run.quantile(0.99);
  f[InstancesMean] = over(t.livingSeconds);
  f[InstancesMax] = static_cast<double>(t.mostLiving);
  f[BusyMean] = over(t.busySeconds);
  f[IdleMean] = over(std::max(0.0, t.livingSeconds - t.busySeconds - t.startingSeconds));
  f[ExecutingGbSeconds] = t.executingGbSeconds;
  f[IdleGbSeconds] = t.idleGbSeconds;
  f[IdleProvisionedGbSeconds] = t.idleProvisionedGbSeconds;
  f[Cost] = (t.executingGbSeconds + (tariff.billInit ? t.initGbSeconds : 0)) * tariff.gbSecond +
            static_cast<double>(t.attempts) / 10'000 * tariff.tenThousandCalls + t.idleProvisionedGbSeconds * tariff.idleProvisionedGbSecond;
  for (size_t i = 0; i < kThrottles; ++i) f[ThrottledFirst + i] = static_cast<double>(t.throttled[i]);
  return f;
}

Bill billOf(const Figures& f, double initGbSeconds, const Tariff& tariff) {
  const auto cents = [](double value) { return std::round(value * 100) / 100; };
  return {cents((f[ExecutingGbSeconds] + (tariff.billInit ? initGbSeconds : 0)) * tariff.gbSecond), cents(f[Attempts] / 10'000 * tariff.tenThousandCalls),
          cents(f[IdleProvisionedGbSeconds] * tariff.idleProvisionedGbSecond)};
}

void IdleProvisioned::close(int64_t window) {
  if (window <= m_window) return;
  m_seconds += 10.0 * std::max(0, m_mostStarted - m_mostRunning);
  m_seconds += 10.0 * static_cast<double>(window - m_window - 1) * std::max(0, m_started - m_running);
  m_window = window;
  m_mostStarted = m_started;
  m_mostRunning = m_running;
}

void IdleProvisioned::change(Ns now, int started, int running) {
  close(now / kWindow);
  m_started += started;
  m_running += running;
  m_mostStarted = std::max(m_mostStarted, m_started);
  m_mostRunning = std::max(m_mostRunning, m_running);
}

double IdleProvisioned::until(Ns now) {
  close(now / kWindow);
  return m_seconds;
}

}  // namespace scfdesk::simulate
