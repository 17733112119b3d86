// SPDX-License-Identifier: GPL-3.0-or-later
// scfdesk-spawner MODE MOUNTPOINT: gives birth to instances for one engine. Descriptor 3 is the socket pair to it.
// A big process must not fork (15-18 ms at 1 GB); this one is small, static and has one thread.
#include "app/spawner/init.h"
#include "app/spawner/protocol.h"
#include "app/spawner/sweep.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <linux/sched.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace scfdesk::spawner;

namespace {
constexpr unsigned long long kNamespaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS;
constexpr int kMaxInits = 65536;

bool g_namespaces = false;
pid_t g_inits[kMaxInits + 1];  // of process groups: whom a sweep must spare
int g_initCount = 0;
char g_packet[kPacketBytes];
char* g_pointers[kMaxStrings];

void onChild(int) {}

pid_t cloneChild(unsigned long long flags, int* pidFd) {
  clone_args args{};
  args.flags = flags | (pidFd ? CLONE_PIDFD : 0);
  args.pidfd = pidFd ? uint64_t(reinterpret_cast<uintptr_t>(pidFd)) : 0;
  args.exit_signal = SIGCHLD;
  return pid_t(syscall(SYS_clone3, &args, sizeof args));
}

void answer(Kind kind, uint32_t instance, int32_t value, const char* text, const int* fds, int fdCount) {
  const Header header{kind, instance, value, 0};
  iovec parts[2] = {{const_cast<Header*>(&header), sizeof header}, {const_cast<char*>(text), strlen(text)}};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kFdCount)] = {};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  if (fdCount > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * size_t(fdCount));
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int) * size_t(fdCount));
    memcpy(CMSG_DATA(head), fds, sizeof(int) * size_t(fdCount));
  }
  while (sendmsg(kEngineFd, &message, MSG_NOSIGNAL) < 0 && errno == EINTR) {}
}

struct Ends {
  int control[2] = {-1, -1};
  int frame[2] = {-1, -1};
  int out[2] = {-1, -1};
  int err[2] = {-1, -1};
  bool open() {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) == 0 &&
           socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, frame) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
           pipe2(err, O_CLOEXEC) == 0;
  }
  void closeAll() const {
    for (const int* pair : {control, frame, out, err})
      for (int i = 0; i < 2; ++i)
        if (pair[i] >= 0) close(pair[i]);
  }
};

/// In the child: only what an instance needs stays open, above the numbers that the runtime gets.
[[noreturn]] void becomeInit(const Ends& ends, uint32_t instance, uid_t uid, gid_t gid, const BirthPlan& plan) {
  const int sources[4] = {ends.control[1], ends.frame[1], ends.out[1], ends.err[1]};
  int kept[4];
  for (int i = 0; i < 4; ++i) kept[i] = fcntl(sources[i], F_DUPFD_CLOEXEC, 100);
  for (int i = 0; i < 4; ++i) {
    dup3(kept[i], 10 + i, O_CLOEXEC);
    kept[i] = 10 + i;
  }
  syscall(SYS_close_range, 3U, 9U, 0U);
  syscall(SYS_close_range, 14U, ~0U, 0U);
  InitSetup setup;
  setup.namespaces = g_namespaces;
  setup.instance = instance;
  setup.uid = uid;
  setup.gid = gid;
  setup.control = kept[0];
  setup.frame = kept[1];
  setup.out = kept[2];
  setup.err = kept[3];
  runInit(setup, plan);
}

void spawnInstance(uint32_t instance, size_t size) {
  BirthPlan plan;
  if (!parseBirth(g_packet + sizeof(Header), size - sizeof(Header), g_pointers, plan))
    return answer(Kind::NotBorn, instance, EINVAL, "birth packet", nullptr, 0);
  Ends ends;
  if (!ends.open() || (!g_namespaces && g_initCount == kMaxInits)) {
    const int error = errno;
    ends.closeAll();
    return answer(Kind::NotBorn, instance, error, "descriptors", nullptr, 0);
  }
  const uid_t uid = getuid();
  const gid_t gid = getgid();
  int pidFd = -1;
  const pid_t pid = cloneChild(g_namespaces ? kNamespaces : 0, &pidFd);
  if (pid == 0) becomeInit(ends, instance, uid, gid, plan);
  if (pid < 0) {
    const int error = errno;
    ends.closeAll();
    return answer(Kind::NotBorn, instance, error, "clone", nullptr, 0);
  }
  if (!g_namespaces) g_inits[g_initCount++] = pid;
  const int fds[kFdCount] = {ends.control[0], pidFd, ends.frame[0], ends.out[0], ends.err[0]};
  answer(Kind::Born, instance, pid, "", fds, kFdCount);
  ends.closeAll();
  close(pidFd);
}

/// Tries once what every birth will need. The text names what is missing.
bool probe(const char* mountPoint, char* text, size_t size) {
  int report[2];
  text[0] = 0;
  if (pipe2(report, O_CLOEXEC) != 0) return false;
  const uid_t uid = getuid();
  const gid_t gid = getgid();
  const pid_t pid = cloneChild(kNamespaces, nullptr);
  if (pid == 0) runProbe(uid, gid, mountPoint, report[1]);
  const int error = errno;
  close(report[1]);
  if (pid < 0) {
    close(report[0]);
    snprintf(text, size, "user namespaces (%s)", strerror(error));
    return false;
  }
  const ssize_t n = read(report[0], text, size - 1);
  text[n > 0 ? n : 0] = 0;
  close(report[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Reaps inits; without namespaces also what an ended init has left behind.
void reap() {
  bool initEnded = false;
  for (pid_t pid; (pid = waitpid(-1, nullptr, WNOHANG)) > 0;) {
    for (int i = 0; i < g_initCount; ++i) {
      if (g_inits[i] != pid) continue;
      g_inits[i] = g_inits[--g_initCount];
      g_inits[g_initCount] = 0;
      initEnded = true;
      break;
    }
  }
  if (initEnded) sweepDescendants(g_inits);
}

void serve() {
  sigset_t none;
  sigemptyset(&none);
  for (;;) {
    reap();
    pollfd fd{kEngineFd, POLLIN, 0};
    if (ppoll(&fd, 1, nullptr, &none) <= 0) continue;
    const ssize_t n = recv(kEngineFd, g_packet, sizeof g_packet, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (n <= 0) return;
    if (size_t(n) < sizeof(Header)) continue;
    Header header;
    memcpy(&header, g_packet, sizeof header);
    if (header.kind == Kind::Spawn) spawnInstance(header.instance, size_t(n));
  }
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fputs("scfdesk-spawner is started by the engine\n", stderr);
    return 2;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  syscall(SYS_close_range, 4U, ~0U, 0U);
  fcntl(kEngineFd, F_SETFD, FD_CLOEXEC);
  struct sigaction action {};
  action.sa_handler = onChild;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, nullptr);

  char missing[256] = "asked for";
  if (strcmp(argv[1], "process") != 0) g_namespaces = probe(argv[2], missing, sizeof missing);
  answer(Kind::Hello, 0, g_namespaces ? 1 : 0, missing, nullptr, 0);
  serve();
  // The engine is gone: with namespaces the end of this process ends every init, without them they are swept here.
  if (!g_namespaces) sweepDescendants(nullptr);
  return 0;
}
