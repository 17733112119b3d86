// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/worker.h"
#include <pthread.h>

namespace scfdesk {

Worker::Worker() : m_thread([this] { loop(); }) { pthread_setname_np(m_thread.native_handle(), "scf-worker"); }

Worker::~Worker() { stop(); }

bool Worker::post(std::function<void()> job) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_stop || m_jobs.size() >= kJobs) return false;
    m_jobs.push_back(std::move(job));
  }
  m_wake.notify_one();
  return true;
}

void Worker::stop() {
  if (!m_thread.joinable()) return;
  {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_jobs.clear();
  }
  m_wake.notify_one();
  m_thread.join();
}

void Worker::loop() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(m_mutex);
      m_wake.wait(lock, [this] { return m_stop || !m_jobs.empty(); });
      if (m_stop) return;
      job = std::move(m_jobs.front());
      m_jobs.pop_front();
    }
    job();
  }
}

}  // namespace scfdesk
