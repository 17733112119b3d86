// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/jobs.h"
#include "app/engine/clock.h"
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/specjson.h"
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk::simulate {

struct Jobs::Job {
  uint64_t id = 0;
  std::vector<Spec> specs;
  std::vector<std::unique_ptr<Watch>> watches;
  std::atomic<size_t> next{0}, ended{0};
  std::atomic<bool> canceled{false};
  std::mutex mutex;                 // of results: workers write, the engine's thread reads
  std::vector<QByteArray> results;  // empty = not yet
  std::vector<std::thread> threads;

  void work() {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10);  // of this thread alone, on Linux
    for (size_t i = next++; i < specs.size(); i = next++) {
      if (!canceled) {
        const int64_t begin = machineMonotonicNs();
        const Outcome outcome = simulate(specs[i], watches[i].get());
        const double seconds = static_cast<double>(machineMonotonicNs() - begin) / 1e9;
        if (!outcome.canceled) {
          QByteArray text = resultToJson(specs[i], outcome, seconds, false);
          const std::lock_guard lock(mutex);
          results[i] = std::move(text);
        }
      }
      ++ended;
    }
  }
  void cancel() {
    canceled = true;
    for (const auto& watch : watches) watch->canceled = true;
  }
  [[nodiscard]] bool over() const { return ended == specs.size(); }
};

Jobs::Jobs() = default;

Jobs::~Jobs() {
  for (const auto& [id, job] : m_jobs) job->cancel();
  for (const auto& [id, job] : m_jobs)
    for (std::thread& thread : job->threads) thread.join();
}

std::shared_ptr<Jobs::Job> Jobs::find(uint64_t id) const {
  const auto it = m_jobs.find(id);
  return it == m_jobs.end() ? nullptr : it->second;
}

void Jobs::forgetOld() {
  size_t over = 0;
  for (const auto& [id, job] : m_jobs) over += job->over();
  for (auto it = m_jobs.begin(); it != m_jobs.end() && over > kMostKept;) {
    if (!it->second->over()) {
      ++it;
      continue;
    }
    for (std::thread& thread : it->second->threads) thread.join();  // they have nothing more to do
    it = m_jobs.erase(it);
    --over;
  }
}

Result<uint64_t> Jobs::start(const QByteArray& body) {
  size_t running = 0;
  for (const auto& [id, job] : m_jobs) running += !job->over();
  if (running >= kMostRunning)
    return Error{u"LimitExceeded"_s, u"%1 simulations run already, as many as may."_s.arg(kMostRunning), u"Wait for one of them, or cancel it."_s};
  auto job = std::make_shared<Job>();
  const json value = json::parse(body.begin(), body.end(), nullptr, false);
  const bool several = value.is_object() && value.contains("specs");
  if (several && (!value["specs"].is_array() || value["specs"].empty() || value["specs"].size() > kMostSpecs || value.size() != 1))
    return Error{u"InvalidParameterValue"_s, u"specs: a list of 1 to %1 specs, and nothing beside it, is wanted."_s.arg(kMostSpecs), {}};
  const auto add = [&](const QByteArray& text, const QString& place) -> std::optional<Error> {
    auto spec = specFromJson(text);
    if (!spec) return Error{spec.error().code, QString(place + spec.error().message), spec.error().next};
    job->specs.push_back(std::move(spec).value());
    job->watches.push_back(std::make_unique<Watch>());
    return std::nullopt;
  };
  if (!several) {
    if (const auto mistake = add(body, {})) return *mistake;
  } else {
    for (size_t i = 0; i < value["specs"].size(); ++i)
      if (const auto mistake = add(QByteArray::fromStdString(value["specs"][i].dump(-1, ' ', false, json::error_handler_t::replace)), u"specs[%1]."_s.arg(i))) return *mistake;
  }
  job->id = ++m_last;
  job->results.resize(job->specs.size());
  // Several specs are spread over the cores; a single one spreads its replications itself.
  const size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const size_t threads = std::min(cores, job->specs.size());
  if (threads > 1)
    for (Spec& spec : job->specs) spec.threads = 1;
  for (size_t i = 0; i < threads; ++i) job->threads.emplace_back([job] { job->work(); });
  m_jobs.emplace(job->id, job);
  forgetOld();
  return job->id;
}

Result<QByteArray> Jobs::state(uint64_t id) {
  const auto job = find(id);
  if (!job) return Error{u"ResourceNotFound.Simulation"_s, u"There is no simulation %1."_s.arg(id), u"Ended ones are kept until %1 newer ones have ended."_s.arg(kMostKept)};
  const bool over = job->over();
  double progress = 0;
  for (const auto& watch : job->watches) progress += static_cast<double>(watch->donePpm) / 1e6;
  QByteArray text("{\"id\":" + QByteArray::number(qulonglong(id)) + ",\"state\":\"" + (!over ? "running" : job->canceled ? "canceled" : "done") +
                  "\",\"progress\":" + QByteArray::number(over ? 1.0 : progress / static_cast<double>(job->specs.size()), 'f', 4) + ",\"results\":[");
  const std::lock_guard lock(job->mutex);
  for (const QByteArray& result : job->results) text.append(result.isEmpty() ? QByteArray("null") : result).append(',');
  text.chop(1);
  return QByteArray(text.append("]}"));
}

Result<Done> Jobs::cancel(uint64_t id) {
  const auto job = find(id);
  if (!job) return Error{u"ResourceNotFound.Simulation"_s, u"There is no simulation %1."_s.arg(id), {}};
  job->cancel();
  return Done{};
}

}  // namespace scfdesk::simulate
