// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/loadruns.h"
#include "models/data/limits.h"
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int64_t kMeasureNs = 250'000'000;

int64_t rankOf(std::vector<int64_t>& values, double p) {
  const auto n = int64_t(values.size());
  const int64_t rank = std::clamp<int64_t>(int64_t(std::ceil(p * double(n) - 1e-9)) - 1, 0, n - 1);
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[size_t(rank)];
}

Status checkedShape(const LoadSpec& spec) {
  if (spec.repeats()) return Done{};
  if (spec.shape == LoadShape::Drawn && (!spec.curve || spec.curve->size() < 2 || spec.curve->size() > LoadSpec::kCurvePoints || settledCurve(*spec.curve) != *spec.curve))
    return Error{u"Local.LoadCurve"_s, u"The drawn curve has %1 points; it may have 2 to %2, between 0 and 1 and the highest at 1."_s.arg(spec.curve ? spec.curve->size() : 0).arg(LoadSpec::kCurvePoints),
                 u"Draw it anew."_s};
  if (spec.shape != LoadShape::Replay) return Done{};
  if (!(spec.speed >= LoadSpec::kSlowest && spec.speed <= LoadSpec::kFastest))
    return Error{u"Local.LoadSpeed"_s, u"A speed of %1; it may be %2 to %3."_s.arg(spec.speed).arg(LoadSpec::kSlowest).arg(LoadSpec::kFastest), u"Set the speed to one of these."_s};
  const auto later = [](const LoadArrival& a, const LoadArrival& b) { return a.seconds > b.seconds; };
  if (!spec.recorded || spec.recorded->size() != size_t(spec.count) || spec.recorded->front().seconds < 0 ||
      std::adjacent_find(spec.recorded->begin(), spec.recorded->end(), later) != spec.recorded->end())
    return Error{u"Local.LoadRecording"_s, u"The recorded span has %1 events by time; the run asks for %2."_s.arg(spec.recorded ? spec.recorded->size() : 0).arg(spec.count), u"Choose the span anew."_s};
  return Done{};
}
}

LoadRuns::LoadRuns(Reactor& reactor, DeltaFeed& feed, Fire fire) : m_reactor(reactor), m_feed(feed), m_fire(std::move(fire)) {}

Result<uint32_t> LoadRuns::start(const LoadSpec& spec, FunctionId function) {
  if (spec.count < 1 || spec.count > limits::kLoadEvents)
    return Error{u"Local.LoadCount"_s, u"A run of %1 events; it may have 1 to %2."_s.arg(spec.count).arg(limits::kLoadEvents),
                 u"Set the number of events to one of these."_s};
  if (spec.everySeconds != 0 && !(spec.everySeconds >= limits::kRepeatLeastSeconds && spec.everySeconds <= limits::kRepeatMostSeconds))
    return Error{u"Local.LoadInterval"_s, u"An interval of %1 s between events; it may be %2 to %3 s."_s.arg(spec.everySeconds).arg(limits::kRepeatLeastSeconds).arg(limits::kRepeatMostSeconds),
                 u"Set Repeat's seconds to one of these."_s};
  if (const Status shape = checkedShape(spec); !shape) return shape.error();
  if (!spec.repeats() && !spec.replays() && !(spec.peakPerSecond > 0 && spec.peakPerSecond <= limits::kLoadRatePerSecond))
    return Error{u"Local.LoadRate"_s, u"A peak of %1 a second; it may be more than 0 and at most %2."_s.arg(spec.peakPerSecond).arg(limits::kLoadRatePerSecond),
                 u"Set the peak rate to one of these."_s};
  for (const auto& [number, run] : m_runs)
    if (run.progress.function == function && run.progress.endedAt == 0 && run.progress.sent < run.progress.spec.count && !run.progress.stopped)
      return Error{u"Local.LoadRunning"_s, u"A load run of %1 is still sending."_s.arg(spec.function.name), u"Stop it first."_s};
  while (m_runs.size() >= kRunsKept) {
    const auto oldest = std::find_if(m_runs.begin(), m_runs.end(), [](const auto& e) { return e.second.progress.endedAt != 0; });
    if (oldest == m_runs.end()) break;
    m_runs.erase(oldest);
  }
  const uint32_t number = m_next++;
  Run& run = m_runs[number];
  run.progress.run = number;
  run.progress.function = function;
  run.progress.spec = spec;
  run.progress.startedAt = m_reactor.clock().nowUs();
  run.beganNs = m_reactor.clock().nowNs();
  tell(run);
  arm(run);
  return number;
}

void LoadRuns::arm(Run& run) {
  if (run.progress.stopped || run.progress.sent >= run.progress.spec.count) return;
  const auto due = run.beganNs + int64_t(loadDueSeconds(run.progress.spec, run.progress.sent) * 1e9);
  run.timer = m_reactor.callAt(due, [this, number = run.progress.run] { fireDue(number); });
}

void LoadRuns::fireDue(uint32_t number) {
  const auto it = m_runs.find(number);
  if (it == m_runs.end()) return;
  Run& run = it->second;
  run.timer = 0;
  const int64_t now = m_reactor.clock().nowNs();
  // After a stall all that is due goes out at once, as it would have come from outside.
  while (!run.progress.stopped && run.progress.sent < run.progress.spec.count &&
         run.beganNs + int64_t(loadDueSeconds(run.progress.spec, run.progress.sent) * 1e9) <= now) {
    m_fire(run.progress.spec, number, run.progress.sent++);
  }
  tell(run);
  arm(run);
}

void LoadRuns::finished(const Invocation& v) {
  const auto it = m_runs.find(v.loadRun);
  if (it == m_runs.end()) return;
  Run& run = it->second;
  ++run.progress.byCode[v.statusCode];
  if (v.statusCode == status::kSuccess)
    ++run.progress.succeeded;
  else if (v.statusCode == status::kResourceLimit || v.statusCode == status::kResourceLimitReached)
    ++run.progress.throttled;
  else
    ++run.progress.failed;
  run.progress.cold += v.cold;
  if (v.at.accepted > 0 && v.at.replied >= v.at.accepted && v.statusCode != status::kResourceLimit && v.statusCode != status::kResourceLimitReached)
    run.totals.push_back(v.at.replied - v.at.accepted);
  tell(run);
}

void LoadRuns::substituted(uint32_t number) {
  if (const auto it = m_runs.find(number); it != m_runs.end()) ++it->second.progress.substituted;
}

void LoadRuns::measure(Run& run) {
  run.measuredNs = m_reactor.clock().nowNs();
  if (run.totals.empty()) return;
  run.progress.p50Us = rankOf(run.totals, 0.50);
  run.progress.p99Us = rankOf(run.totals, 0.99);
  run.progress.maxUs = *std::max_element(run.totals.begin(), run.totals.end());
}

void LoadRuns::tell(Run& run) {
  LoadProgress& p = run.progress;
  const bool ends = p.endedAt == 0 && (p.stopped || p.sent >= p.spec.count) && p.finished() >= p.sent;
  if (ends || m_reactor.clock().nowNs() - run.measuredNs >= kMeasureNs) measure(run);
  if (ends) {
    p.endedAt = m_reactor.clock().nowUs();
    run.totals = {};
  }
  m_feed.load(p);
  if (ends && m_ended) m_ended(p);
}

void LoadRuns::stop(uint32_t number) {
  const auto it = m_runs.find(number);
  if (it == m_runs.end() || it->second.progress.stopped) return;
  Run& run = it->second;
  if (run.timer) m_reactor.cancel(run.timer);
  run.timer = 0;
  run.progress.stopped = run.progress.sent < run.progress.spec.count;
  tell(run);
}

void LoadRuns::stopAll(FunctionId function) {
  for (auto& [number, run] : m_runs)
    if (run.progress.function == function && run.progress.endedAt == 0) stop(number);
}

}  // namespace scfdesk
