// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/zygote.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk::spawner {
namespace {
char* g_pointers[kMaxStrings];

[[noreturn]] void failed(int control, uint32_t instance, const Failure& failure) {
  answer(control, Kind::Failed, instance, failure.error, failure.step);
  _exit(127);
}

bool place(int from, int to) { return from >= 0 && dup2(from, to) == to; }

[[noreturn]] void becomeZygote(const Ends& ends, int filterFd, uint32_t instance, const BirthPlan& plan) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  int own[5];
  ends.keepOwn(own, filterFd);
  Failure failure;
  RootPlan root = plan.root;
  root.hostProcesses = true;
  if (!buildRoot(root, failure)) failed(own[0], instance, failure);
  const int host = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (host < 0 || chroot(root.mountPoint) != 0 || chdir("/var/user") != 0) failed(own[0], instance, {"root", errno});
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int raised = fcntl(host, F_DUPFD_CLOEXEC, 20);
  if (!place(null, 0) || !place(own[2], 1) || !place(own[3], 2) || !place(own[1], kFrameFd) || !place(own[0], kZygoteFd) ||
      !place(raised, kHostRootFd) || (own[4] >= 0 && !place(own[4], kFilterFd)))
    failed(own[0], instance, {"descriptors", errno});
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  sigaction(SIGCHLD, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setsid();
  execve(plan.argv[0], plan.argv, plan.envp);
  failed(own[0], instance, {plan.argv[0], errno});
}
}  // namespace

void startZygote(const Birthplace& place, int filterFd, char* packet, size_t size) {
  Header header;
  memcpy(&header, packet, sizeof header);
  BirthPlan plan;
  Failure failure{"birth packet", EINVAL};
  Ends ends;
  int pidFd = -1;
  pid_t pid = -1;
  if (place.namespaces && parseBirth(packet + sizeof header, size - sizeof header, g_pointers, plan)) {
    failure = {"descriptors", 0};
    if (ends.open(place.users)) pid = cloneInto(CLONE_NEWUSER | CLONE_NEWNS, false, place.users, true, &pidFd, failure);
    else failure.error = errno;
  }
  if (pid == 0) becomeZygote(ends, filterFd, header.instance, plan);
  if (pid > 0) return answerBorn(place.engine, header.instance, pid, pidFd, ends);
  ends.closeAll();
  answer(place.engine, Kind::NotBorn, header.instance, failure.error, failure.step);
}

}  // namespace scfdesk::spawner
