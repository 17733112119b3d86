// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/jobs.h"
#include "app/engine/simulate/job.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::simulate {

namespace {
Error noJob(uint64_t id) {
  return {u"ResourceNotFound.Simulation"_s, u"There is no simulation %1."_s.arg(id), u"Ended ones are kept until %1 newer ones have ended."_s.arg(Jobs::kMostKept)};
}
}  // namespace

Jobs::Jobs() = default;

Jobs::~Jobs() {
  for (const auto& [id, job] : m_jobs) job->cancel();
  for (const auto& [id, job] : m_jobs) job->thread.join();
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
    it->second->thread.join();  // it has nothing more to do
    it = m_jobs.erase(it);
    --over;
  }
}

Result<uint64_t> Jobs::add(std::shared_ptr<Job> job) {
  size_t running = 0;
  for (const auto& [id, one] : m_jobs) running += !one->over();
  if (running >= kMostRunning)
    return Error{u"LimitExceeded"_s, u"%1 simulations run already, as many as may."_s.arg(kMostRunning), u"Wait for one of them, or cancel it."_s};
  job->id = ++m_last;
  job->thread = std::thread([job] { job->run(); });
  const uint64_t id = job->id;
  m_jobs.emplace(id, std::move(job));
  forgetOld();
  return id;
}

Result<uint64_t> Jobs::start(const QByteArray& body) {
  if (body.size() > kMostBytes) return Error{u"InvalidParameterValue"_s, u"Specs of %1 bytes; at most %2."_s.arg(body.size()).arg(kMostBytes), {}};
  auto job = std::make_shared<Job>();
  job->body = body;
  return add(std::move(job));
}

Result<uint64_t> Jobs::look(const QByteArray& file) {
  if (file.size() > kMostBytes) return Error{u"InvalidParameterValue"_s, u"A session of %1 bytes; at most %2."_s.arg(file.size()).arg(kMostBytes), {}};
  auto job = std::make_shared<Job>();
  job->body = file;
  job->isSession = true;
  return add(std::move(job));
}

Result<uint64_t> Jobs::look(Session&& session) {
  auto job = std::make_shared<Job>();
  job->session = std::move(session);
  job->isSession = true;
  return add(std::move(job));
}

Result<QByteArray> Jobs::state(uint64_t id) {
  const auto job = find(id);
  if (!job) return noJob(id);
  return job->state();
}

Result<Done> Jobs::cancel(uint64_t id) {
  const auto job = find(id);
  if (!job) return noJob(id);
  job->cancel();
  return Done{};
}

}  // namespace scfdesk::simulate
