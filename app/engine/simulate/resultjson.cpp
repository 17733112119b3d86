// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/resultjson.h"
#include <cmath>
#include <nlohmann/json.hpp>

using ordered = nlohmann::ordered_json;

namespace scfdesk::simulate {

namespace {

std::string hex(uint64_t value) {
  char text[17];
  snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
  return text;
}

/// Whole numbers stay whole: a mean over replications need not be one.
ordered numberOf(double value) {
  if (std::floor(value) == value && std::abs(value) < 9e15) return static_cast<int64_t>(value);
  return value;
}

/// Figures by their names in the contract.
ordered namesOf(const Figures& f) {
  ordered throttled = ordered::object();
  for (size_t i = 0; i < kThrottles; ++i)
    if (f[ThrottledFirst + i] > 0) throttled[kThrottleNames[i]] = numberOf(f[ThrottledFirst + i]);
  return {{"arrivals", numberOf(f[Arrivals])},
          {"done", numberOf(f[DoneCount])},
          {"failed", numberOf(f[Failed])},
          {"rejected", {{"432", numberOf(f[Rejected432])}, {"429", numberOf(f[Rejected429])}}},
          {"throttledBy", std::move(throttled)},
          {"deadLetters", numberOf(f[DeadLetters])},
          {"attempts", numberOf(f[Attempts])},
          {"coldShare", f[ColdShare]},
          {"lossShare", f[LossShare]},
          {"waitShare", f[WaitShare]},
          {"waitMean", f[WaitMean]},
          {"latency", {{"p50", f[LatencyP50]}, {"p95", f[LatencyP95]}, {"p99", f[LatencyP99]}, {"mean", f[LatencyMean]}}},
          {"wait", {{"p50", f[WaitP50]}, {"p99", f[WaitP99]}}},
          {"init", {{"p50", f[InitP50]}, {"p99", f[InitP99]}}},
          {"run", {{"p50", f[RunP50]}, {"p99", f[RunP99]}}},
          {"instances", {{"mean", f[InstancesMean]}, {"max", numberOf(f[InstancesMax])}}},
          {"busy", {{"mean", f[BusyMean]}}},
          {"idle", {{"mean", f[IdleMean]}}},
          {"executingGbSeconds", f[ExecutingGbSeconds]},
          {"idleGbSeconds", f[IdleGbSeconds]},
          {"idleProvisionedGbSeconds", f[IdleProvisionedGbSeconds]},
          {"cost", f[Cost]}};
}

ordered estimateToJson(const Spec& spec, const Outcome& outcome, const Estimate& e, double wallSeconds) {
  ordered value = namesOf(e.mean);
  const Bill bill = billOf(e.mean, e.initGbSeconds, spec.tariff);
  value["bill"] = {{"resources", bill.resources}, {"invocations", bill.calls}, {"idleProvisioned", bill.idleProvisioned},
                   {"total", std::round((bill.resources + bill.calls + bill.idleProvisioned) * 100) / 100}, {"currency", "CNY"}, {"tariff", spec.tariff.date}};
  // Minutes without a start are there too, as long as events came or ended.
  ordered starts = ordered::array();
  const auto minutes = static_cast<size_t>(std::min<double>(static_cast<double>(kMostMinutes), std::ceil(outcome.endSeconds / 60)));
  for (size_t i = 0; i < std::max(minutes, e.starts.size()); ++i) starts.push_back(numberOf(i < e.starts.size() ? e.starts[i] : 0));
  value["startsPerMinute"] = std::move(starts);
  value["hash"] = hex(e.hash);
  if (wallSeconds >= 0) value["wallSeconds"] = wallSeconds;
  if (outcome.replications > 1) {
    ordered ci = namesOf(e.half);
    ci.erase("throttledBy");
    value["ci"] = std::move(ci);
  }
  return value;
}

ordered seriesToJson(const Series& s) {
  const auto column = [&](auto&& of) {
    ordered list = ordered::array();
    for (size_t i = 0; i < s.points.size(); ++i) list.push_back(of(i));
    return list;
  };
  using Point = Series::Point;
  const auto counts = [&](auto Point::*member) { return column([&](size_t i) { return s.points[i].*member; }); };
  const auto around = static_cast<size_t>(s.step > 0 ? std::min(5.0, 0.75 / s.step) : 0);  // a moving window of 1.5 s
  return {{"stepSeconds", s.step},
          {"starting", counts(&Point::starting)}, {"busy", counts(&Point::busy)}, {"idle", counts(&Point::idle)},
          {"waiting", counts(&Point::waiting)}, {"arrivals", counts(&Point::arrivals)}, {"rejected", counts(&Point::rejected)},
          {"retried", counts(&Point::retried)}, {"cold", counts(&Point::cold)}, {"failed", counts(&Point::failed)},
          {"p50", column([&](size_t i) { return s.quantile(i, 0.5, around); })},
          {"p99", column([&](size_t i) { return s.quantile(i, 0.99, around); })}};
}

}  // namespace

QByteArray resultToJson(const Spec& spec, const Outcome& outcome, double wallSeconds, bool indented) {
  ordered functions = ordered::array();
  for (size_t i = 0; i < outcome.functions.size(); ++i) {
    ordered f = estimateToJson(spec, outcome, outcome.functions[i], wallSeconds);
    ordered named{{"name", spec.functions[i].name}};
    named.update(f);
    functions.push_back(std::move(named));
  }
  ordered result{{"prediction", true},
                 {"seed", spec.seed},
                 {"replications", outcome.replications},
                 {"simulatedSeconds", outcome.countedSeconds},
                 {"latencyError", outcome.quantileError},
                 {"functions", std::move(functions)},
                 {"total", estimateToJson(spec, outcome, outcome.total, wallSeconds)},
                 {"hash", hex(outcome.hash)}};
  if (wallSeconds >= 0) result["wallSeconds"] = wallSeconds;
  if (!outcome.series.empty()) result["series"] = seriesToJson(outcome.series.front());
  return QByteArray::fromStdString(result.dump(indented ? 2 : -1, ' ', false, ordered::error_handler_t::replace));
}

QByteArray resultAsText(const Spec& spec, const Outcome& outcome, double wallSeconds) {
  constexpr size_t kFew = 20;
  QByteArray text("prediction, nothing was invoked\n");
  const auto line = [&](const QByteArray& name, const Estimate& e) {
    const Figures& f = e.mean;
    char row[512];
    snprintf(row, sizeof row,
             "%s\n  arrivals %.0f: done %.0f, failed %.0f, rejected 432 %.0f, 429 %.0f, dead letters %.0f\n"
             "  latency p50 %.4g s, p95 %.4g s, p99 %.4g s; cold %.4g %%, waited %.4g %%\n"
             "  instances mean %.4f, max %.0f; busy %.4f; idle %.4f\n"
             "  executing %.6g GB-s, idle %.6g GB-s, %.4f CNY by the tariff of ",
             name.constData(), f[Arrivals], f[DoneCount], f[Failed], f[Rejected432], f[Rejected429], f[DeadLetters], f[LatencyP50], f[LatencyP95], f[LatencyP99],
             f[ColdShare] * 100, f[WaitShare] * 100, f[InstancesMean], f[InstancesMax], f[BusyMean], f[IdleMean], f[ExecutingGbSeconds], f[IdleGbSeconds], f[Cost]);
    text.append(row).append(spec.tariff.date.c_str()).append('\n');
  };
  if (outcome.functions.size() > 1 && outcome.functions.size() <= kFew)
    for (size_t i = 0; i < outcome.functions.size(); ++i) line(QByteArray::fromStdString(spec.functions[i].name), outcome.functions[i]);
  line(outcome.functions.size() == 1 ? QByteArray::fromStdString(spec.functions.front().name) : QByteArray("total"), outcome.total);
  char row[160];
  snprintf(row, sizeof row, "%d replication%s, %.6g s simulated in %.3f s, hash %s\n", outcome.replications, outcome.replications == 1 ? "" : "s",
           outcome.countedSeconds, wallSeconds, hex(outcome.hash).c_str());
  return text.append(row);
}

}  // namespace scfdesk::simulate
