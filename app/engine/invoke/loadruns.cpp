// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/loadruns.h"
#include "models/data/limits.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr size_t kRunsKept = 100;
}

LoadRuns::LoadRuns(Reactor& reactor, DeltaFeed& feed, Fire fire) : m_reactor(reactor), m_feed(feed), m_fire(std::move(fire)) {}

Result<uint32_t> LoadRuns::start(const LoadSpec& spec, FunctionId function) {
  if (spec.count < 1 || spec.count > limits::kLoadEvents)
    return Error{u"Local.LoadCount"_s, u"A run of %1 events; it may have 1 to %2."_s.arg(spec.count).arg(limits::kLoadEvents),
                 u"Set the number of events to one of these."_s};
  if (spec.everySeconds != 0 && !(spec.everySeconds >= limits::kRepeatLeastSeconds && spec.everySeconds <= limits::kRepeatMostSeconds))
    return Error{u"Local.LoadInterval"_s, u"An interval of %1 s between events; it may be %2 to %3 s."_s.arg(spec.everySeconds).arg(limits::kRepeatLeastSeconds).arg(limits::kRepeatMostSeconds),
                 u"Set Repeat's seconds to one of these."_s};
  if (!spec.repeats() && !(spec.peakPerSecond > 0 && spec.peakPerSecond <= limits::kLoadRatePerSecond))
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
    ++run.progress.sent;
    m_fire(run.progress.spec, number);
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
  tell(run);
}

void LoadRuns::tell(Run& run) {
  LoadProgress& p = run.progress;
  if (p.endedAt == 0 && (p.stopped || p.sent >= p.spec.count) && p.finished() >= p.sent) p.endedAt = m_reactor.clock().nowUs();
  m_feed.load(p);
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
