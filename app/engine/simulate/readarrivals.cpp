// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/specreader.h"
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk::simulate {

namespace {

constexpr double kHighestRate = 1e8;

bool readCurve(SpecReader& r, const json& points, ArrivalSpec& target) {
  constexpr size_t kMostCurve = 100'000;
  if (points.empty() || points.size() > kMostCurve) {
    r.wrong("rate", u"a number, or 1 to %1 points [seconds, rate], are wanted"_s.arg(kMostCurve));
    return false;
  }
  for (size_t i = 0; i < points.size(); ++i) {
    const json& p = points[i];
    const std::string name = "rate[" + std::to_string(i) + "]";
    if (!p.is_array() || p.size() != 2 || !p[0].is_number() || !p[1].is_number()) {
      r.wrong(name.c_str(), u"[seconds, rate] is wanted"_s);
      return false;
    }
    const double at = p[0], rate = p[1];
    if (!(rate >= 0 && rate <= kHighestRate) || !(at >= 0)) r.wrong(name.c_str(), u"seconds of at least 0 and a rate from 0 to %1 are wanted"_s.arg(kHighestRate, 0, 'g'));
    if (i > 0 && at < target.curve.back().first) r.wrong(name.c_str(), u"it lies before the point ahead of it"_s);
    target.curve.emplace_back(at, rate);
  }
  target.kind = ArrivalSpec::Kind::Curve;
  return !r.failed();
}

void readRate(SpecReader& r, ArrivalSpec::Shape shape, ArrivalSpec& target) {
  using Kind = Distribution::Kind;
  target.shape = shape;
  if (const json* rate = r.member("rate"); rate && rate->is_array()) {
    readCurve(r, *rate, target);
    return;
  }
  double rate = 0;
  r.require("rate");
  r.number("rate", rate, 0, kHighestRate);
  target.none = !(rate > 0);
  if (target.none) return;
  const double gap = 1 / rate;
  if (shape == ArrivalSpec::Shape::Poisson) target.gap = Distribution{Kind::Exponential, gap, 0, {}, {}};
  if (shape == ArrivalSpec::Shape::Constant) target.gap = Distribution{Kind::Constant, gap, 0, {}, {}};
  if (shape == ArrivalSpec::Shape::Uniform) target.gap = Distribution{Kind::Uniform, 0, 2 * gap, {}, {}};
}

void readTimes(SpecReader& r, ArrivalSpec& target) {
  std::vector<double> seconds;
  const char* name = r.has("times") ? "times" : "values";
  if (!r.has(name)) return r.wrong("times", u"is missing"_s);
  r.numbers(name, seconds, 0);
  std::sort(seconds.begin(), seconds.end());
  auto arrivals = std::make_shared<std::vector<Arrival>>();
  arrivals->reserve(seconds.size());
  for (const double at : seconds) arrivals->push_back({nsOf(at)});
  target.kind = ArrivalSpec::Kind::Times;
  target.times = std::move(arrivals);
}

void readTraceOf(SpecReader& r, const ReadContext& context, ArrivalSpec& target, std::optional<Error>& mistake) {
  TraceSource source;
  r.require("file");
  r.require("format");
  if (r.failed()) return;
  readTraceSource(r, context, source);
  r.text("function", source.function);
  if (r.failed()) return;
  auto functions = readTrace(source);
  if (!functions) {
    mistake = functions.error();
    return;
  }
  // All of them together, when none is named.
  auto all = std::make_shared<std::vector<Arrival>>();
  for (TraceFunction& f : functions.value()) all->insert(all->end(), f.arrivals.begin(), f.arrivals.end());
  std::stable_sort(all->begin(), all->end(), [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
  target.kind = ArrivalSpec::Kind::Times;
  target.times = std::move(all);
}

}  // namespace

void readTraceSource(SpecReader& r, const ReadContext& context, TraceSource& source) {
  r.text("file", source.file);
  r.word("format", source.format, {"jsonl", "azure2019", "azure2021", "cls"});
  r.text("durations", source.durations);
  r.text("memory", source.memory);
  int64_t seed = 1;
  r.whole("seed", seed, 0, INT64_MAX);
  source.seed = static_cast<uint64_t>(seed);
  for (std::string* file : {&source.file, &source.durations, &source.memory})
    if (!file->empty() && file->front() != '/' && !context.folder.empty()) *file = context.folder + "/" + *file;
  source.canceled = context.canceled;
  source.donePpm = context.donePpm;
}

void readArrivals(const json& value, const std::string& place, const ReadContext& context, ArrivalSpec& target, std::optional<Error>& mistake) {
  SpecReader r(value, place, mistake);
  r.require("kind");
  std::string kind;
  r.word("kind", kind, {"poisson", "constant", "uniform", "exponential", "lognormal", "weibull", "empirical", "times", "trace"});
  if (r.failed()) return;
  const bool byRate = r.has("rate");
  if (kind == "poisson" || (kind == "exponential" && byRate)) {
    readRate(r, ArrivalSpec::Shape::Poisson, target);
  } else if (kind == "constant" && byRate) {
    readRate(r, ArrivalSpec::Shape::Constant, target);
  } else if (kind == "uniform" && byRate) {
    readRate(r, ArrivalSpec::Shape::Uniform, target);
  } else if (kind == "times") {
    readTimes(r, target);
  } else if (kind == "trace") {
    readTraceOf(r, context, target, mistake);
  } else {
    readDistribution(value, place, target.gap, mistake);  // of the gaps
    // Gaps that are all nothing would never let the time pass.
    const Distribution& g = target.gap;
    const bool zero = (g.kind == Distribution::Kind::Constant || g.kind == Distribution::Kind::Exponential || g.kind == Distribution::Kind::LogNormal) ? !(g.a > 0)
                      : g.kind == Distribution::Kind::Uniform ? !(g.b > 0)
                      : g.kind == Distribution::Kind::Empirical && *std::max_element(g.values.begin(), g.values.end()) <= 0;
    if (!r.failed() && zero) r.wrong("kind", u"gaps between arrivals must be above 0"_s);
    return;
  }
  r.unknown();
}

}  // namespace scfdesk::simulate
