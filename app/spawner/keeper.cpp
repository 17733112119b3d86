// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/keeper.h"
#include "app/spawner/protocol.h"
#include "app/spawner/sweep.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace scfdesk::spawner {
namespace {
enum Word { kUid = 2, kGid, kFolder, kInside, kIn, kOut, kBytes, kProgram };

void onChild(int) {}

void complain(const char* what) {
  char line[256];
  const int n = snprintf(line, sizeof line, "scfdesk: %s: %s\n", what, strerror(errno));
  [[maybe_unused]] const ssize_t written = write(2, line, size_t(n));
}

/// What cannot be had ends this with 126: the engine reads why in the log.
[[noreturn]] void giveUp(const char* what) {
  complain(what);
  const int status = 126 << 8;
  [[maybe_unused]] const ssize_t written = write(kEngineFd, &status, sizeof status);
  _exit(126);
}

[[noreturn]] void becomeProgram(char** argv, pid_t keeper) {
  const auto uid = uid_t(strtoul(argv[kUid], nullptr, 10));
  const auto gid = gid_t(strtoul(argv[kGid], nullptr, 10));
  if (uid != 0 && getuid() == 0 && (setgroups(0, nullptr) != 0 || setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0)) {
    complain("another user");
    _exit(126);
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);  // after the change of user, which takes it back
  if (getppid() != keeper) _exit(126);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (const unsigned long long bytes = strtoull(argv[kBytes], nullptr, 10)) {
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  sigaction(SIGCHLD, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  execve(argv[kProgram], argv + kProgram, environ);
  complain(argv[kProgram]);
  _exit(127);
}

void place(char** argv) {
  const int out = open(argv[kOut], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out < 0 || dup2(out, 2) < 0 || dup2(out, 1) < 0) giveUp("log");
  if (strcmp(argv[kIn], "-") != 0) {
    const int in = open(argv[kIn], O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (in < 0 || dup2(in, 0) < 0) giveUp("input");
  }
  const char* folder = argv[kFolder];
  if (strcmp(argv[kInside], "-") != 0) {
    if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount(folder, argv[kInside], nullptr, MS_BIND, nullptr) != 0)
      giveUp("a mount namespace for another user than root");
    folder = argv[kInside];
  }
  if (chdir(folder) != 0) giveUp(folder);
}

void obey(pid_t program) {
  char byte = 0;
  const ssize_t n = read(kEngineFd, &byte, 1);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n == 1 && byte == 't') kill(program, SIGTERM);
  if (n == 1 && byte == 'i') kill(program, SIGINT);
  if (n == 1 && byte != 'k') return;
  sweepDescendants(nullptr);
  const int status = SIGKILL;
  [[maybe_unused]] const ssize_t written = write(kEngineFd, &status, sizeof status);
  _exit(0);
}
}  // namespace

void runKeeper(int argc, char** argv) {
  if (argc <= kProgram) _exit(2);
  syscall(SYS_close_range, unsigned(kEngineFd + 1), ~0U, 0U);
  fcntl(kEngineFd, F_SETFD, FD_CLOEXEC);
  signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  struct sigaction action {};
  action.sa_handler = onChild;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, nullptr);
  place(argv);
  const pid_t self = getpid();
  const pid_t program = fork();
  if (program < 0) giveUp("process");
  if (program == 0) becomeProgram(argv, self);
  sigset_t none;
  sigemptyset(&none);
  for (;;) {
    int status = 0;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
      if (pid != program) continue;
      sweepDescendants(nullptr);  // what it has left
      [[maybe_unused]] const ssize_t written = write(kEngineFd, &status, sizeof status);
      _exit(0);
    }
    pollfd fd{kEngineFd, POLLIN, 0};
    if (ppoll(&fd, 1, nullptr, &none) > 0) obey(program);
  }
}

}  // namespace scfdesk::spawner
