// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/users.h"
#include "app/spawner/protocol.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace scfdesk::spawner {
static_assert(kNamespaces == (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS));
namespace {

bool writeOf(pid_t pid, const char* name, const char* text) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  const int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool ok = write(fd, text, strlen(text)) == ssize_t(strlen(text));
  const int error = errno;
  close(fd);
  errno = error;
  return ok;
}

bool writeMap(pid_t pid, const char* name, const Users& users, uint32_t own, bool asRoot) {
  char text[96];
  if (users.separate) snprintf(text, sizeof text, "0 %u 1\n%u %u 1", own, kUserInside, users.function);
  else snprintf(text, sizeof text, "%u %u 1", asRoot ? 0 : kUserInside, own);
  return writeOf(pid, name, text);
}

bool giveNames(pid_t pid, const Users& users, bool asRoot, Failure& failure) {
  failure.step = "user map";
  bool ok = users.separate || writeOf(pid, "setgroups", "deny");
  ok = ok && writeMap(pid, "uid_map", users, users.uid, asRoot) && writeMap(pid, "gid_map", users, users.gid, asRoot);
  failure.error = errno;
  return ok;
}
}  // namespace

Users usersOf(bool zygote) {
  Users users{getuid(), getgid(), false, 0};
  if (users.uid != 0) return users;
  if (!zygote) {
    users.separate = true;
    users.function = kUserOfRoot;
    return users;
  }
  const int fd = open("/proc/self/uid_map", O_RDONLY | O_CLOEXEC);
  char text[256];
  const ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
  if (fd >= 0) close(fd);
  text[n > 0 ? n : 0] = 0;
  users.separate = strchr(text, '\n') != strrchr(text, '\n');  // a line for root and one for functions
  users.function = kUserInside;
  return users;
}

int codeUsers(const Users& users) {
  int gate[2];
  if (pipe2(gate, O_CLOEXEC) != 0) return -1;
  clone_args args{};
  args.flags = CLONE_NEWUSER;
  args.exit_signal = SIGCHLD;
  const auto pid = pid_t(syscall(SYS_clone3, &args, sizeof args));
  if (pid == 0) {  // only holds the namespace until it is opened
    char byte;
    close(gate[1]);
    [[maybe_unused]] const ssize_t n = read(gate[0], &byte, 1);
    _exit(0);
  }
  close(gate[0]);
  int fd = -1;
  char map[96];
  snprintf(map, sizeof map, "0 %u 1\n1 1 %u\n%u 0 1", users.function, users.function - 1, users.function);
  if (pid > 0 && writeOf(pid, "uid_map", map) && writeOf(pid, "gid_map", map)) {
    snprintf(map, sizeof map, "/proc/%d/ns/user", pid);
    fd = open(map, O_RDONLY | O_CLOEXEC);
  }
  close(gate[1]);
  if (pid > 0) waitpid(pid, nullptr, 0);
  return fd;
}

pid_t cloneInto(unsigned long long flags, bool sibling, const Users& users, bool asRoot, int* pidFd, Failure& failure) {
  int gate[2];
  if (pipe2(gate, O_CLOEXEC) != 0) {
    failure = {"pipe", errno};
    return -1;
  }
  clone_args args{};
  args.flags = flags | (pidFd ? CLONE_PIDFD : 0) | (sibling ? CLONE_PARENT : 0);
  args.pidfd = pidFd ? uint64_t(reinterpret_cast<uintptr_t>(pidFd)) : 0;
  args.exit_signal = sibling ? 0 : SIGCHLD;
  const auto pid = pid_t(syscall(SYS_clone3, &args, sizeof args));
  if (pid == 0) {
    char byte = 0;
    close(gate[1]);
    while (read(gate[0], &byte, 1) < 0 && errno == EINTR) {}
    close(gate[0]);
    if (byte != 'g') _exit(1);
    return 0;
  }
  if (pid < 0) failure = {"clone", errno};
  close(gate[0]);
  const bool open = pid > 0 && (!(flags & CLONE_NEWUSER) || giveNames(pid, users, asRoot, failure));
  if (open) [[maybe_unused]] const ssize_t written = write(gate[1], "g", 1);
  close(gate[1]);
  if (open || pid < 0) return pid;
  if (!sibling) waitpid(pid, nullptr, 0);
  if (pidFd) close(*pidFd);
  return -1;
}

}  // namespace scfdesk::spawner
