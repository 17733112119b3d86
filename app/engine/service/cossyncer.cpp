// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cossyncer.h"
#include "app/engine/postto.h"
#include "app/engine/service/cosfile.h"
#include <QObject>

namespace scfdesk {

CosSyncer::CosSyncer() : m_home(std::make_unique<QObject>()) {}

CosSyncer::~CosSyncer() {
  {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
  }
  m_wake.notify_all();
  for (std::thread& thread : m_threads) thread.join();
}

void CosSyncer::run(std::function<void()> work, std::function<void()> done) { push({std::move(work), std::move(done), {}}); }

void CosSyncer::folder(const QByteArray& path, std::function<void()> done) {
  {
    const std::lock_guard lock(m_mutex);
    auto& waiting = m_folders[path];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1) return;
  }
  push({{}, {}, path});
}

void CosSyncer::push(Job&& job) {
  const std::lock_guard lock(m_mutex);
  m_jobs.push_back(std::move(job));
  // One that was woken and has not come yet counts as idle still.
  if (m_jobs.size() > size_t(m_idle) && m_threads.size() < size_t(kThreads)) m_threads.emplace_back([this] { work(); });
  else m_wake.notify_one();
}

void CosSyncer::tell() {
  std::vector<std::function<void()>> all;
  {
    const std::lock_guard lock(m_mutex);
    all.swap(m_done);
  }
  for (const auto& done : all) done();
}

void CosSyncer::work() {
  std::unique_lock lock(m_mutex);
  for (;;) {
    ++m_idle;
    m_wake.wait(lock, [this] { return m_stop || !m_jobs.empty(); });
    --m_idle;
    if (m_stop) return;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    std::vector<std::function<void()>> waiting;
    if (!job.work) {
      const auto it = m_folders.find(job.folder);
      waiting = std::move(it->second);
      m_folders.erase(it);
    }
    lock.unlock();
    if (job.work) {
      job.work();
      job.work = {};  // what it holds belongs to the asking thread, and ends there
      waiting.push_back(std::move(job.done));
    } else {
      cosfile::syncFolder(job.folder);
    }
    lock.lock();
    const bool first = m_done.empty();
    for (auto& done : waiting) m_done.push_back(std::move(done));
    if (first) postTo(m_home.get(), [this] { tell(); });
  }
}

}  // namespace scfdesk
