// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace scfdesk {

/// One thread for bulk work of the store: unpacking, packing, reading segments. Jobs run in order.
class Worker final {
 public:
  static constexpr size_t kJobs = 256;

  Worker();
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Any thread. False when kJobs wait already or the worker was stopped: the job is not taken.
  [[nodiscard]] bool post(std::function<void()> job);
  /// Ends after the job that runs now; those that wait are dropped. Blocks.
  void stop();

 private:
  void loop();
  std::mutex m_mutex;  // protects m_jobs and m_stop
  std::condition_variable m_wake;
  std::deque<std::function<void()>> m_jobs;
  bool m_stop = false;
  std::thread m_thread;
};

}  // namespace scfdesk
