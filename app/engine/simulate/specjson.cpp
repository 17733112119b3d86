// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/specjson.h"
#include "app/engine/simulate/specreader.h"
#include "models/data/settings.h"
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_set>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk::simulate {

namespace {

constexpr qsizetype kMostSpecBytes = 512LL * 1024 * 1024;
constexpr double kLongest = 1e9;

Error unreadable(const QByteArray& text, const json::parse_error& e) {
  const auto at = std::min<qsizetype>(static_cast<qsizetype>(e.byte > 0 ? e.byte - 1 : 0), text.size());
  const QByteArray before = text.left(at);
  return {u"InvalidParameterValue"_s, u"The spec is no JSON: line %1, column %2."_s.arg(before.count('\n') + 1).arg(at - before.lastIndexOf('\n')), {}};
}

void readSettings(SpecReader& r, Spec& spec, EngineSettings& settings, std::optional<Error>& mistake) {
  if (const json* value = r.member("settings")) {
    auto read = settingsFromJson(EngineSettings{}, QByteArray::fromStdString(value->dump(-1, ' ', false, json::error_handler_t::replace)));
    if (read)
      settings = read.value();
    else if (!mistake)
      mistake = Error{read.error().code, u"settings.%1."_s.arg(read.error().message), {}};
  }
  spec.limits.accountMb = settings.accountMemoryMb;
  spec.limits.burst = settings.burstPerMinute;
  spec.limits.burstSliding = settings.burstWindow == u"sliding"_s;
  spec.limits.provisionedRamp = settings.provisionedPerMinute;
  spec.limits.hostMb = settings.hostMemoryMb.value_or(0);  // no machine: none unless it is said
  spec.limits.policy = settings.policy == u"histogram"_s     ? scaling::PolicyId::Histogram
                       : settings.policy == u"greedy-dual"_s ? scaling::PolicyId::GreedyDual
                                                             : scaling::PolicyId::Fixed;
  spec.reuse = settings.reuse == u"lru"_s ? scaling::Reuse::Lru : scaling::Reuse::Mru;
  spec.retryIntervalSeconds = settings.retryIntervalSeconds;
}

void readTariff(SpecReader& r, Tariff& tariff, std::optional<Error>& mistake) {
  const json* value = r.member("tariff");
  if (!value) return;
  SpecReader t(*value, "tariff", mistake);
  t.text("date", tariff.date);
  t.number("gbSecond", tariff.gbSecond, 0, 1e6);
  t.number("tenThousandCalls", tariff.tenThousandCalls, 0, 1e6);
  t.number("idleProvisionedGbSecond", tariff.idleProvisionedGbSecond, 0, 1e6);
  t.flag("billInit", tariff.billInit);
  t.unknown();
}

void readFunction(const json& value, const std::string& place, const ReadContext& context, const EngineSettings& settings, FunctionSpec& f, std::optional<Error>& mistake) {
  SpecReader r(value, place, mistake);
  r.require("arrivals");
  r.require("service");
  r.text("name", f.name);
  r.whole("memoryMb", f.memoryMb, 1, 1'000'000);
  std::string mode = "sync";
  r.word("mode", mode, {"sync", "async"});
  f.async = mode == "async";
  if (const json* arrivals = r.member("arrivals")) readArrivals(*arrivals, r.placeOf("arrivals"), context, f.arrivals, mistake);
  if (const json* service = r.member("service")) readDistribution(*service, r.placeOf("service"), f.service, mistake);
  if (const json* init = r.member("init")) readDistribution(*init, r.placeOf("init"), f.init, mistake);
  f.keepAliveSeconds = settings.keepAliveSeconds;
  r.number("keepAliveSeconds", f.keepAliveSeconds, 0, kLongest);
  r.whole("reservedMb", f.reservedMb, 0, 10'000'000);
  r.whole("provisioned", f.provisioned, 0, 1'000'000);
  r.whole("maxInstances", f.maxInstances, 1, 1'000'000);
  r.whole("retries", f.retries, 0, 1000);
  r.number("userErrorProbability", f.userErrorProbability, 0, 1);
  r.number("timeoutSeconds", f.timeoutSeconds, 0, kLongest);
  r.number("initTimeoutSeconds", f.initTimeoutSeconds, 0, kLongest);
  r.number("maxAgeSeconds", f.maxAgeSeconds, 0, kLongest);
  std::string start = settings.startPolicy.toStdString();
  r.word("startPolicy", start, {"scf", "wait"});
  f.startPolicy = start == "wait" ? scaling::StartPolicy::Wait : scaling::StartPolicy::Scf;
  r.unknown();
}

/// Functions of a trace, each with its own arrivals: {"file","format","durations","memory","init","service","keepAliveSeconds",...}.
void readTraceFunctions(const json& value, const ReadContext& context, const EngineSettings& settings, Spec& spec, std::optional<Error>& mistake) {
  SpecReader r(value, "trace", mistake);
  TraceSource source;
  r.require("file");
  r.require("format");
  readTraceSource(r, context, source);
  int64_t most = kMostFunctions;
  r.whole("mostFunctions", most, 1, kMostFunctions);
  source.mostFunctions = static_cast<size_t>(most);
  FunctionSpec common;
  common.keepAliveSeconds = settings.keepAliveSeconds;
  r.number("keepAliveSeconds", common.keepAliveSeconds, 0, kLongest);
  r.whole("memoryMb", common.memoryMb, 1, 1'000'000);
  std::string mode = "sync";
  r.word("mode", mode, {"sync", "async"});
  common.async = mode == "async";
  common.service = Distribution{Distribution::Kind::Constant, 0.1, 0, {}, {}};
  if (const json* service = r.member("service")) readDistribution(*service, r.placeOf("service"), common.service, mistake);
  if (const json* init = r.member("init")) readDistribution(*init, r.placeOf("init"), common.init, mistake);
  r.unknown();
  if (mistake) return;
  auto functions = readTrace(source);
  if (!functions) {
    mistake = functions.error();
    return;
  }
  for (TraceFunction& f : functions.value()) {
    FunctionSpec& one = spec.functions.emplace_back(common);
    one.name = f.name;
    if (f.memoryMb > 0) one.memoryMb = f.memoryMb;
    if (f.hasRun) one.service = f.run;
    one.arrivals.kind = ArrivalSpec::Kind::Times;
    one.arrivals.times = std::make_shared<std::vector<Arrival>>(std::move(f.arrivals));
  }
}

/// Would it ever end?
void checkEnd(SpecReader& r, const Spec& spec) {
  if (spec.arrivals > 0 || spec.seconds > 0) return;
  for (const FunctionSpec& f : spec.functions) {
    const bool ends = f.arrivals.kind == ArrivalSpec::Kind::Times || f.arrivals.none ||
                      (f.arrivals.kind == ArrivalSpec::Kind::Curve && !(f.arrivals.curve.back().second > 0));
    if (!ends) return r.wrong("arrivals", u"how many, or \"seconds\", is wanted: the arrivals of %1 never end"_s.arg(QString::fromStdString(f.name)));
  }
}

}  // namespace

Result<Spec> specFromJson(const QByteArray& text, const std::string& folder) { return specFromJson(text, ReadContext{folder, nullptr, nullptr}); }

Result<Spec> specFromJson(const QByteArray& text, const ReadContext& context) {
  if (text.size() > kMostSpecBytes) return Error{u"InvalidParameterValue"_s, u"A spec of %1 bytes; at most %2."_s.arg(text.size()).arg(kMostSpecBytes), {}};
  json value;
  try {
    value = json::parse(text.begin(), text.end());
  } catch (const json::parse_error& e) {
    return unreadable(text, e);
  } catch (const json::exception&) {
    return Error{u"InvalidParameterValue"_s, u"The spec has a number that is too large."_s, {}};
  }
  std::optional<Error> mistake;
  Spec spec;
  EngineSettings settings;
  SpecReader r(value, {}, mistake);
  int64_t seed = 1, arrivals = 0;
  r.whole("seed", seed, 0, INT64_MAX);
  r.whole("replications", spec.replications, 1, kMostReplications);
  r.whole("threads", spec.threads, 0, 1024);
  r.number("warmupSeconds", spec.warmupSeconds, 0, kLongest);
  r.whole("arrivals", arrivals, 1, int64_t{1} << 36);
  r.number("seconds", spec.seconds, 1e-6, kLongest);
  r.whole("points", spec.points, 0, kMostPoints);
  spec.seed = static_cast<uint64_t>(seed);
  spec.arrivals = static_cast<uint64_t>(arrivals);
  if (spec.points > 0 && !(spec.seconds > 0)) r.wrong("points", u"a series needs \"seconds\""_s);
  if (spec.seconds > 0 && spec.warmupSeconds >= spec.seconds) r.wrong("warmupSeconds", u"nothing is left of \"seconds\""_s);
  readSettings(r, spec, settings, mistake);
  readTariff(r, spec.tariff, mistake);
  if (!r.has("trace")) r.require("functions");
  if (const json* trace = r.member("trace"); trace && !mistake) readTraceFunctions(*trace, context, settings, spec, mistake);
  std::unordered_set<std::string> names;
  for (const FunctionSpec& f : spec.functions) names.insert(f.name);
  if (const json* functions = r.member("functions")) {
    if (!functions->is_array() || functions->empty() || functions->size() > kMostFunctions)
      r.wrong("functions", u"a list of 1 to %1 functions is wanted"_s.arg(kMostFunctions));
    for (size_t i = 0; i < functions->size() && !mistake; ++i) {
      FunctionSpec f;
      f.name = "f" + std::to_string(i + 1);
      const std::string place = "functions[" + std::to_string(i) + "]";
      readFunction((*functions)[i], place, context, settings, f, mistake);
      if (!names.insert(f.name).second) r.wrong((place + ".name").c_str(), u"\"%1\" is there twice"_s.arg(QString::fromStdString(f.name)));
      spec.functions.push_back(std::move(f));
    }
  }
  r.unknown();
  if (!mistake) checkEnd(r, spec);
  if (mistake) return *mistake;
  return spec;
}

}  // namespace scfdesk::simulate
