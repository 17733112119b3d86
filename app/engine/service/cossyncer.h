// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class QObject;

namespace scfdesk {

/// Brings files and folders to the disk on threads of its own: a file system syncs many at little more than the cost of one, and
/// who asks goes on meanwhile. Made, asked and answered on one thread (COS); its threads begin when there is work. What was asked
/// and not answered when it goes is not answered.
class CosSyncer final {
 public:
  CosSyncer();
  ~CosSyncer();
  CosSyncer(const CosSyncer&) = delete;
  CosSyncer& operator=(const CosSyncer&) = delete;
  /// `work` on one of the threads, then `done` on the asking one.
  void run(std::function<void()> work, std::function<void()> done);
  /// The names in a folder. All who wait for the same one share a sync that begins after they asked.
  void folder(const QByteArray& path, std::function<void()> done);

  static constexpr int kThreads = 12;

 private:
  struct Job {
    std::function<void()> work;  ///< else the folder
    std::function<void()> done;
    QByteArray folder;
  };
  void push(Job&& job);
  void work();
  void tell();
  std::unique_ptr<QObject> m_home;  ///< of the asking thread
  std::mutex m_mutex;               ///< protects all below
  std::condition_variable m_wake;
  std::deque<Job> m_jobs;
  std::map<QByteArray, std::vector<std::function<void()>>> m_folders;  ///< asked for, not begun
  std::vector<std::function<void()>> m_done;  ///< not told yet: those that end together are told in one go
  std::vector<std::thread> m_threads;
  int m_idle = 0;
  bool m_stop = false;
};

}  // namespace scfdesk
