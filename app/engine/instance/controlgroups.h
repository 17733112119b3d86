// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace scfdesk {

/// Where this process may make control groups. A value; find() reads files and changes none.
struct GroupTree {
  enum class Version : uint8_t { None, V1, V2 };
  Version version = Version::None;
  QByteArray memory;   ///< the folder in which groups with a memory limit are made
  QByteArray pids;     ///< the same for the number of processes; of version 2 the same folder; empty = none
  QByteArray missing;  ///< of None: why, and what to do

  /// Version 2 where a subtree is delegated to this process alone (`systemd-run --user --scope -p Delegate=yes`), version 1 where its
  /// hierarchies may be written (root). `mounts`: /proc/self/mounts; `own`: /proc/self/cgroup; `self`: whose group it is.
  static GroupTree find(const QByteArray& mounts, const QByteArray& own, pid_t self);
  static GroupTree ofThisProcess();
};

/// The kernel's own limits around each instance's processes, one level above the watch on resident memory: the whole tree ends at
/// once where it takes more than its ceiling between two looks, and can't grow over kMostProcesses. Used from the engine thread;
/// files are written on a thread of its own, which begins with the first group, since the kernel may hold such a write for
/// milliseconds. Groups of engines that are gone are removed at start.
class ControlGroups final {
 public:
  static constexpr int kMostProcesses = 1024;  ///< processes and threads of an instance; as its limit by user (spawner)
  /// Above the memory of the configuration: /tmp (512 MB in memory here, a disk in the cloud), page cache, kernel memory.
  static constexpr int64_t kRoomBytes = int64_t(512 + 128) * 1024 * 1024;

  explicit ControlGroups(GroupTree tree);
  ~ControlGroups();
  ControlGroups(const ControlGroups&) = delete;
  ControlGroups& operator=(const ControlGroups&) = delete;

  [[nodiscard]] const GroupTree& tree() const { return m_tree; }
  [[nodiscard]] bool on() const { return m_tree.version != GroupTree::Version::None; }
  /// The tree of `init` gets a group of its own, soon.
  void add(pid_t init, int memoryMb);
  /// The instance is gone: so is its group, soon.
  void remove(pid_t init);
  /// The kernel ended a process of it because of its memory. Reads a file; before remove().
  [[nodiscard]] bool endedForMemory(pid_t init) const;
  /// Waits until everything asked for is done. For tests and the end.
  void settle();

 private:
  struct Task {
    pid_t init;
    int memoryMb;  ///< < 0: remove
  };
  void ask(Task task);
  void run();
  void make(const Task& task) const;
  [[nodiscard]] QByteArray folder(const QByteArray& parent, pid_t init) const;
  void removeFolders(pid_t init);
  void removeLeftovers() const;

  const GroupTree m_tree;
  const pid_t m_self;
  std::mutex m_mutex;  ///< over what follows
  std::condition_variable m_asked, m_done;
  std::deque<Task> m_tasks;
  std::vector<QByteArray> m_stubborn;  ///< folders whose last process is not reaped yet
  bool m_working = false;
  bool m_ends = false;
  std::thread m_thread;
};

}  // namespace scfdesk
