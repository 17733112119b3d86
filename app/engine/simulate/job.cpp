// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/job.h"
#include "app/engine/clock.h"
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/specjson.h"
#include <nlohmann/json.hpp>
#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk::simulate {

namespace {

void giveWay() { setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10); }  // this thread alone, on Linux

/// Arrivals that a spec holds in memory.
size_t heldBy(const Spec& spec) {
  size_t held = 0;
  for (const FunctionSpec& f : spec.functions)
    if (f.arrivals.times) held += f.arrivals.times->size();
  return held;
}

QByteArray partialText(const Partial& p) {
  const Figures& f = p.total;
  const nlohmann::ordered_json value{{"seconds", p.seconds}, {"arrivals", f[Arrivals]}, {"done", f[DoneCount]}, {"failed", f[Failed]}, {"rejected", {{"432", f[Rejected432]}, {"429", f[Rejected429]}}},
                                     {"deadLetters", f[DeadLetters]}, {"coldShare", f[ColdShare]}, {"latency", {{"p50", f[LatencyP50]}, {"p99", f[LatencyP99]}}}, {"instances", {{"max", f[InstancesMax]}}}};
  return QByteArray::fromStdString(value.dump());
}

}  // namespace

void Jobs::Job::run() {
  giveWay();
  auto mistake = isSession ? lookAt() : read();
  if (!mistake && !isSession && !canceled) {
    phase = Phase::Running;
    simulateAll();
  }
  if (mistake && !canceled) {
    const std::lock_guard lock(mutex);
    error = std::move(mistake);
  }
  phase = Phase::Ended;
}

std::optional<Error> Jobs::Job::read() {
  const json value = json::parse(body.begin(), body.end(), nullptr, false);
  const bool several = value.is_object() && value.contains("specs");
  if (several && (!value["specs"].is_array() || value["specs"].empty() || value["specs"].size() > kMostSpecs || value.size() != 1))
    return Error{u"InvalidParameterValue"_s, u"specs: a list of 1 to %1 specs, and nothing beside it, is wanted."_s.arg(kMostSpecs), {}};
  const size_t count = several ? value["specs"].size() : 1;
  size_t held = 0;
  const ReadContext context{{}, &canceled, &readPpm};
  for (size_t i = 0; i < count && !canceled; ++i) {
    const QString place = several ? u"specs[%1]."_s.arg(i) : QString();
    auto spec = specFromJson(several ? QByteArray::fromStdString(value["specs"][i].dump(-1, ' ', false, json::error_handler_t::replace)) : body, context);
    if (!spec) return Error{spec.error().code, QString(place + spec.error().message), spec.error().next};
    held += heldBy(*spec);
    if (held > kMostArrivals)
      return Error{u"LimitExceeded"_s, u"%1the specs hold more than %2 arrivals together."_s.arg(place).arg(kMostArrivals), u"Simulate fewer of them at a time, or a part of the trace."_s};
    specs.push_back(std::move(spec).value());
  }
  body = QByteArray();
  const std::lock_guard lock(mutex);
  for (size_t i = 0; i < specs.size(); ++i) watches.push_back(std::make_shared<Watch>());
  results.resize(specs.size());
  return std::nullopt;
}

std::optional<Error> Jobs::Job::lookAt() {
  if (!session) {
    auto read = unpackSession(body);
    if (!read) return read.error();
    session = std::move(read).value();
    body = QByteArray();
  }
  phase = Phase::Running;
  auto text = lookThrough(*session, &canceled, &readPpm);
  session.reset();
  if (!text) return text.error();
  const std::lock_guard lock(mutex);
  results.assign(1, std::move(text).value());
  return std::nullopt;
}

size_t Jobs::threadsFor(const std::vector<int>& replications, size_t cores) {
  size_t tasks = 0;
  for (const int count : replications) tasks += static_cast<size_t>(std::max(1, count));
  return std::clamp<size_t>(tasks, 1, std::max<size_t>(1, cores));
}

/// All replications of all specs are one heap of work: the first spec's first, and no core is idle before the last one is taken.
void Jobs::Job::simulateAll() {
  std::vector<int> replications;
  for (size_t i = 0; i < specs.size(); ++i) {
    runs.push_back(std::make_unique<Replications>(specs[i], watches[i].get()));
    replications.push_back(specs[i].replications);
  }
  began = std::vector<std::atomic<int64_t>>(specs.size());
  std::vector<std::thread> others;
  for (size_t i = 1; i < threadsFor(replications, std::thread::hardware_concurrency()); ++i)
    others.emplace_back([this] {
      giveWay();
      work();
    });
  work();
  for (std::thread& one : others) one.join();
  runs.clear();
}

void Jobs::Job::work() {
  for (size_t i = next; i < runs.size() && !canceled; i = next) {
    int64_t never = 0;
    began[i].compare_exchange_strong(never, machineMonotonicNs());
    const auto worked = runs[i]->work();
    if (worked == Replications::Worked::None) {
      size_t taken = i;
      next.compare_exchange_strong(taken, i + 1);
      continue;
    }
    if (worked != Replications::Worked::Last) continue;
    const double seconds = static_cast<double>(machineMonotonicNs() - began[i]) / 1e9;
    const Outcome outcome = runs[i]->outcome();
    if (outcome.canceled) continue;
    QByteArray text = resultToJson(specs[i], outcome, seconds, false);
    const std::lock_guard lock(mutex);
    results[i] = std::move(text);
  }
}

void Jobs::Job::cancel() {
  canceled = true;
  const std::lock_guard lock(mutex);
  for (const auto& watch : watches) watch->canceled = true;
}

QByteArray Jobs::Job::state() const {
  const Phase now = phase;
  const std::lock_guard lock(mutex);
  double progress = static_cast<double>(readPpm) / 1e6;
  if (now == Phase::Running && !watches.empty()) {
    progress = 0;
    for (const auto& watch : watches) progress += static_cast<double>(watch->donePpm) / 1e6 / static_cast<double>(watches.size());
  }
  const char* word = now == Phase::Reading ? "reading" : now == Phase::Running ? "running" : canceled ? "canceled" : error ? "failed" : "done";
  QByteArray text("{\"id\":" + QByteArray::number(qulonglong(id)) + ",\"state\":\"" + word + "\",\"progress\":" + QByteArray::number(now == Phase::Ended ? 1.0 : progress, 'f', 4) + ",\"results\":[");
  for (const QByteArray& result : results) text.append(result.isEmpty() ? QByteArray("null") : result).append(',');
  if (!results.empty()) text.chop(1);
  text.append(']');
  if (now == Phase::Running && !watches.empty()) {
    text.append(",\"partial\":[");
    for (const auto& watch : watches) {
      watch->wantsPartial = true;
      const std::lock_guard inner(watch->mutex);
      text.append(watch->partial ? partialText(*watch->partial) : QByteArray("null")).append(',');
    }
    text.chop(1);
    text.append(']');
  }
  if (now == Phase::Ended && error) {
    const nlohmann::ordered_json value{{"code", error->code.toStdString()}, {"message", error->message.toStdString()}, {"next", error->next.toStdString()}};
    text.append(",\"error\":").append(QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)));
  }
  return text.append('}');
}

}  // namespace scfdesk::simulate
