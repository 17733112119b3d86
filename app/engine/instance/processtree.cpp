// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/processtree.h"
#include <algorithm>
#include <cstddef>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr size_t kMaxProcesses = 4096;
constexpr size_t kMostRead = 64;  // of a tree, for proportional shares
constexpr int kSignalRounds = 8;  // a tree that forks all the time is caught by the limit on processes

/// Reads a small /proc file; returns its length, 0 when the process is gone.
size_t readProc(const char* path, char* text, size_t size) {
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  const ssize_t n = read(fd, text, size - 1);
  close(fd);
  text[n > 0 ? n : 0] = 0;
  return size_t(n > 0 ? n : 0);
}

/// A child is listed under the thread that made it.
void addChildrenOfThread(const char* path, std::vector<pid_t>& to) {
  char text[16 * 1024];
  if (readProc(path, text, sizeof text) == 0) return;
  for (char* p = text; *p && to.size() < kMaxProcesses;) {
    char* end = nullptr;
    const long pid = strtol(p, &end, 10);
    if (end == p) return;
    to.push_back(pid_t(pid));
    p = *end ? end + 1 : end;
  }
}

void addChildren(pid_t parent, std::vector<pid_t>& to) {
  char path[320];
  snprintf(path, sizeof path, "/proc/%d/task", parent);
  DIR* threads = opendir(path);
  if (!threads) return;
  while (const dirent* entry = readdir(threads)) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", parent, entry->d_name);
    addChildrenOfThread(path, to);
  }
  closedir(threads);
}

/// Resident bytes of each descendant.
std::vector<std::pair<int64_t, pid_t>> residentBelow(pid_t root) {
  static const int64_t page = sysconf(_SC_PAGESIZE);
  std::vector<std::pair<int64_t, pid_t>> all;
  for (const pid_t pid : descendantsOf(root)) {
    char path[64];
    char text[128];
    snprintf(path, sizeof path, "/proc/%d/statm", pid);
    long size = 0;
    long resident = 0;
    if (readProc(path, text, sizeof text) && sscanf(text, "%ld %ld", &size, &resident) == 2) all.emplace_back(resident * page, pid);
  }
  return all;
}
}  // namespace

std::vector<pid_t> descendantsOf(pid_t root) {
  std::vector<pid_t> found;
  addChildren(root, found);
  for (size_t i = 0; i < found.size() && found.size() < kMaxProcesses; ++i) addChildren(found[i], found);
  return found;
}

TreeMemory treeMemory(pid_t root) {
  TreeMemory tree;
  for (const auto& [bytes, pid] : residentBelow(root)) {
    ++tree.processes;
    tree.resident += bytes;
    tree.largest = std::max(tree.largest, bytes);
  }
  return tree;
}

int64_t proportionalBytesBelow(pid_t root) {
  auto all = residentBelow(root);
  const size_t read = std::min(all.size(), kMostRead);
  std::partial_sort(all.begin(), all.begin() + std::ptrdiff_t(read), all.end(), std::greater<>());
  int64_t resident = 0;
  int64_t residentRead = 0;
  int64_t proportional = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    resident += all[i].first;
    if (i >= read) continue;
    char path[64];
    char text[2048];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", all[i].second);
    const char* line = readProc(path, text, sizeof text) ? strstr(text, "\nPss:") : nullptr;
    if (!line) continue;
    residentRead += all[i].first;
    proportional += strtol(line + 5, nullptr, 10) * 1024;
  }
  return residentRead == 0 ? 0 : int64_t(double(proportional) * (double(resident) / double(residentRead)));
}

bool setSessionNice(pid_t init, int nice) {
  std::vector<pid_t> runtimes;
  addChildren(init, runtimes);
  bool set = false;
  for (const pid_t pid : runtimes) {
    if (getsid(pid) != pid) continue;  // still in the session of the spawner
    char path[64], text[8];
    snprintf(path, sizeof path, "/proc/%d/autogroup", pid);
    const int size = snprintf(text, sizeof text, "%d", nice);
    const int group = open(path, O_WRONLY | O_CLOEXEC);
    if (group < 0) continue;
    set = write(group, text, size_t(size)) == size || set;
    close(group);
  }
  return set;
}

void signalBelow(pid_t root, int signal) {
  std::vector<pid_t> told;
  for (int round = 0; round < kSignalRounds; ++round) {
    bool fresh = false;
    for (const pid_t pid : descendantsOf(root)) {
      if (std::find(told.begin(), told.end(), pid) != told.end()) continue;
      kill(pid, signal);
      told.push_back(pid);
      fresh = true;
    }
    if (!fresh) return;
  }
}

}  // namespace scfdesk
