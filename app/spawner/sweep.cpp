// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/sweep.h"
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace scfdesk::spawner {
namespace {
constexpr int kRounds = 1000;  // a tree that forks faster than it can be killed ends here

bool isSpared(const pid_t* spared, pid_t pid) {
  for (; spared && *spared; ++spared)
    if (*spared == pid) return true;
  return false;
}

int readChildren(pid_t parent, char* text, size_t size) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  const ssize_t n = read(fd, text, size - 1);
  close(fd);
  text[n > 0 ? n : 0] = 0;
  return int(n > 0 ? n : 0);
}

/// Stops before it kills, top down, so that a parent can't replace what dies below it.
int killTree(pid_t parent, const pid_t* spared, int depth) {
  char text[8192];
  int found = 0;
  readChildren(parent, text, sizeof text);
  for (char* p = text; *p;) {
    char* end = nullptr;
    const auto pid = pid_t(strtol(p, &end, 10));
    if (end == p) break;
    p = *end ? end + 1 : end;
    if (isSpared(spared, pid)) continue;
    ++found;
    kill(pid, SIGSTOP);
    if (depth < 64) found += killTree(pid, nullptr, depth + 1);
    kill(pid, SIGKILL);
  }
  return found;
}
}  // namespace

void sweepDescendants(const pid_t* spared) {
  const pid_t self = getpid();
  for (int round = 0; round < kRounds; ++round) {
    const int found = killTree(self, spared, 0);
    if (found == 0) return;
    // The dead come home to the subreaper; without one left to wait for, the next round looks again.
    char text[8192];
    readChildren(self, text, sizeof text);
    for (char* p = text; *p;) {
      char* end = nullptr;
      const auto pid = pid_t(strtol(p, &end, 10));
      if (end == p) break;
      p = *end ? end + 1 : end;
      if (!isSpared(spared, pid)) waitpid(pid, nullptr, 0);
    }
  }
}

}  // namespace scfdesk::spawner
