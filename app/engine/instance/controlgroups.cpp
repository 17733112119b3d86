// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/controlgroups.h"
#include "app/engine/instance/processtree.h"
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr int kMoveRounds = 8;  // of a tree that forks all the time; its limit on processes ends that
constexpr int kRemoveTries = 50;
constexpr auto kBetweenTries = std::chrono::milliseconds(20);

QByteArray contentOf(const QByteArray& path) {
  QFile file(QString::fromUtf8(path));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QByteArray& path, const QByteArray& text) {
  const int fd = open(path.constData(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool good = write(fd, text.constData(), size_t(text.size())) == text.size();
  close(fd);
  return good;
}

bool mayMakeIn(const QByteArray& folder) { return !folder.isEmpty() && access(folder.constData(), W_OK | X_OK) == 0; }

/// "8:pids:/a" -> "/a" of the hierarchy with this controller; "" names version 2.
QByteArray ownPath(const QByteArray& own, QByteArrayView controller) {
  for (const QByteArray& line : own.split('\n')) {
    const auto first = line.indexOf(':'), second = line.indexOf(':', first + 1);
    if (first < 0 || second < 0) continue;
    const QByteArray controllers = line.mid(first + 1, second - first - 1);
    if (controller.isEmpty() ? controllers.isEmpty() : controllers.split(',').contains(controller)) return line.mid(second + 1);
  }
  return {};
}

/// The mount point of version 2, or of the hierarchy of version 1 with this controller.
QByteArray mountOf(const QByteArray& mounts, QByteArrayView controller) {
  for (const QByteArray& line : mounts.split('\n')) {
    const auto words = line.split(' ');
    if (words.size() < 4) continue;
    if (controller.isEmpty() ? words[2] == "cgroup2" : words[2] == "cgroup" && words[3].split(',').contains(controller)) return words[1];
  }
  return {};
}

QByteArray joined(const QByteArray& mount, const QByteArray& path) {
  if (mount.isEmpty() || path.isEmpty()) return {};
  const QByteArray folder = path == "/" ? mount : mount + path;
  struct stat there {};
  return stat(folder.constData(), &there) == 0 ? folder : mount;  // inside a container the path may be its host's
}

/// Moves `pid` and all below it; those that are born meanwhile too.
void moveTree(const QByteArray& folder, pid_t init) {
  std::vector<pid_t> moved;
  for (int round = 0; round < kMoveRounds; ++round) {
    bool fresh = false;
    auto all = descendantsOf(init);
    all.insert(all.begin(), init);
    for (const pid_t pid : all) {
      if (std::find(moved.begin(), moved.end(), pid) != moved.end()) continue;
      put(folder + "/cgroup.procs", QByteArray::number(pid));
      moved.push_back(pid);
      fresh = true;
    }
    if (!fresh) return;
  }
}

}  // namespace

GroupTree GroupTree::find(const QByteArray& mounts, const QByteArray& own, pid_t self) {
  GroupTree tree;
  const QByteArray unified = joined(mountOf(mounts, {}), ownPath(own, {}));
  if (mayMakeIn(unified) && contentOf(unified + "/cgroup.controllers").split(' ').contains("memory")) {
    // A group with processes gives its controllers to no group below: this process has to be alone in it, to move out of the way.
    const QByteArray procs = contentOf(unified + "/cgroup.procs").trimmed();
    if (procs == QByteArray::number(self)) {
      tree = {Version::V2, unified, unified, {}};
      return tree;
    }
    tree.missing = "control groups: " + unified + " holds other processes; systemd-run --user --scope -p Delegate=yes gives the engine one of its own";
  }
  const QByteArray memory = joined(mountOf(mounts, "memory"), ownPath(own, "memory"));
  if (mayMakeIn(memory)) {
    const QByteArray pids = joined(mountOf(mounts, "pids"), ownPath(own, "pids"));
    return {Version::V1, memory, mayMakeIn(pids) ? pids : QByteArray(), {}};
  }
  if (tree.missing.isEmpty()) tree.missing = "control groups: none is delegated to this process; systemd-run --user --scope -p Delegate=yes gives it one";
  return tree;
}

GroupTree GroupTree::ofThisProcess() { return find(contentOf("/proc/self/mounts"), contentOf("/proc/self/cgroup"), getpid()); }

ControlGroups::ControlGroups(GroupTree tree) : m_tree(std::move(tree)), m_self(getpid()) {
  if (!on()) return;
  removeLeftovers();
  if (m_tree.version != GroupTree::Version::V2) return;
  const QByteArray leaf = m_tree.memory + "/scfdesk-engine";
  mkdir(leaf.constData(), 0755);
  put(leaf + "/cgroup.procs", QByteArray::number(m_self));
  put(m_tree.memory + "/cgroup.subtree_control", "+memory");
  put(m_tree.memory + "/cgroup.subtree_control", "+pids");
}

ControlGroups::~ControlGroups() {
  {
    const std::lock_guard lock(m_mutex);
    m_ends = true;
  }
  m_asked.notify_one();
  if (m_thread.joinable()) m_thread.join();
}

QByteArray ControlGroups::folder(const QByteArray& parent, pid_t init) const {
  return parent + "/scfdesk-" + QByteArray::number(m_self) + '-' + QByteArray::number(init);
}

void ControlGroups::add(pid_t init, int memoryMb) {
  if (on() && init > 0) ask({init, memoryMb});
}

void ControlGroups::remove(pid_t init) {
  if (on() && init > 0) ask({init, -1});
}

void ControlGroups::ask(Task task) {
  {
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(task);
  }
  if (!m_thread.joinable()) m_thread = std::thread([this] { run(); });
  m_asked.notify_one();
}

bool ControlGroups::endedForMemory(pid_t init) const {
  if (!on() || init <= 0) return false;
  const QByteArray path = folder(m_tree.memory, init) + (m_tree.version == GroupTree::Version::V2 ? "/memory.events" : "/memory.oom_control");
  for (const QByteArray& line : contentOf(path).split('\n'))
    if (line.startsWith("oom_kill ")) return line.mid(9).toLongLong() > 0;
  return false;
}

void ControlGroups::settle() {
  std::unique_lock lock(m_mutex);
  m_done.wait(lock, [this] { return m_tasks.empty() && !m_working; });
}

void ControlGroups::run() {
  std::unique_lock lock(m_mutex);
  int tries = 0;
  for (;;) {
    const auto wanted = [this] { return m_ends || !m_tasks.empty(); };
    if (m_stubborn.empty()) m_asked.wait(lock, wanted);
    else m_asked.wait_for(lock, kBetweenTries, wanted);
    if (m_ends && m_tasks.empty() && (m_stubborn.empty() || ++tries > kRemoveTries)) return;
    m_working = true;
    const std::deque<Task> tasks = std::exchange(m_tasks, {});
    const bool ends = m_ends;
    lock.unlock();
    for (const Task& task : tasks) {
      if (task.memoryMb < 0) removeFolders(task.init);
      else make(task);
    }
    std::erase_if(m_stubborn, [](const QByteArray& path) { return rmdir(path.constData()) == 0 || errno == ENOENT; });
    if (ends && !m_stubborn.empty()) std::this_thread::sleep_for(kBetweenTries);
    lock.lock();
    m_working = false;
    m_done.notify_all();
  }
}

void ControlGroups::make(const Task& task) const {
  if (kill(task.init, 0) != 0 && errno == ESRCH) return;
  const QByteArray memory = folder(m_tree.memory, task.init);
  const QByteArray bytes = QByteArray::number(int64_t(task.memoryMb) * 1024 * 1024 + kRoomBytes);
  const QByteArray processes = QByteArray::number(kMostProcesses);
  if (mkdir(memory.constData(), 0755) != 0) return;
  if (m_tree.version == GroupTree::Version::V2) {
    put(memory + "/memory.max", bytes);
    put(memory + "/memory.swap.max", "0");
    put(memory + "/memory.oom.group", "1");
    put(memory + "/pids.max", processes);
  } else {
    put(memory + "/memory.limit_in_bytes", bytes);
  }
  moveTree(memory, task.init);
  if (m_tree.version != GroupTree::Version::V1 || m_tree.pids.isEmpty()) return;
  const QByteArray pids = folder(m_tree.pids, task.init);
  if (mkdir(pids.constData(), 0755) != 0) return;
  put(pids + "/pids.max", processes);
  moveTree(pids, task.init);
}

void ControlGroups::removeFolders(pid_t init) {
  m_stubborn.push_back(folder(m_tree.memory, init));
  if (m_tree.version == GroupTree::Version::V1 && !m_tree.pids.isEmpty()) m_stubborn.push_back(folder(m_tree.pids, init));
}

void ControlGroups::removeLeftovers() const {
  for (const QByteArray& parent : {m_tree.memory, m_tree.pids}) {
    if (parent.isEmpty()) continue;
    const QDir dir(QString::fromUtf8(parent));
    for (const QString& name : dir.entryList({u"scfdesk-*-*"_s}, QDir::Dirs)) {
      const pid_t engine = name.section(u'-', 1, 1).toInt();
      if (engine > 0 && engine != m_self && kill(engine, 0) != 0 && errno == ESRCH) rmdir(dir.filePath(name).toUtf8().constData());
    }
  }
}

}  // namespace scfdesk
