// SPDX-License-Identifier: GPL-3.0-or-later
// scfdesk-spawner MODE MOUNTPOINT: gives birth to instances for one engine. Descriptor 3 is the socket pair to it.
// A big process must not fork (15-18 ms at 1 GB); this one is small, static and has one thread.
#include "app/spawner/birth.h"
#include "app/spawner/keeper.h"
#include "app/spawner/sweep.h"
#include "app/spawner/zygote.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace scfdesk::spawner;

namespace {
constexpr int kMaxInits = 65536;

Birthplace g_place;
int g_filterFd = -1;
pid_t g_inits[kMaxInits + 1];  // of process groups: whom a sweep must spare
int g_initCount = 0;
char g_packet[kPacketBytes];

void onChild(int) {}

void spawnInstance(size_t size, int code) {
  if (!g_place.namespaces && g_initCount == kMaxInits) {
    Header header;
    memcpy(&header, g_packet, sizeof header);
    return answer(kEngineFd, Kind::NotBorn, header.instance, EAGAIN, "instances");
  }
  const pid_t pid = giveBirth(g_place, g_packet, size, code);
  if (pid > 0 && !g_place.namespaces) g_inits[g_initCount++] = pid;
}

bool tryOnce(const char* mountPoint, char* text, size_t size) {
  int report[2];
  text[0] = 0;
  if (pipe2(report, O_CLOEXEC) != 0) return false;
  Failure failure;
  const pid_t pid = cloneInto(kNamespaces, false, g_place.users, false, nullptr, failure);
  if (pid == 0) runProbe(g_place.users.separate, mountPoint, report[1]);
  close(report[1]);
  if (pid < 0) {
    close(report[0]);
    snprintf(text, size, "user namespaces (%s: %s)", failure.step, strerror(failure.error));
    return false;
  }
  const ssize_t n = read(report[0], text, size - 1);
  text[n > 0 ? n : 0] = 0;
  close(report[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Tries once what every birth will need. The text names what is missing.
bool probe(const char* mountPoint, char* text, size_t size) {
  if (tryOnce(mountPoint, text, size)) return true;
  if (!g_place.users.separate) return false;
  g_place.users.separate = false;  // a root that may not speak for other users: in a container
  return tryOnce(mountPoint, text, size);
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
    int code = -1;
    const ssize_t n = receive(kEngineFd, g_packet, sizeof g_packet, MSG_DONTWAIT, &code);
    if (n < 0 && errno == EAGAIN) continue;
    if (n <= 0) return;
    if (size_t(n) < sizeof(Header)) continue;
    Header header;
    memcpy(&header, g_packet, sizeof header);
    if (header.kind == Kind::Spawn) spawnInstance(size_t(n), code);
    if (header.kind == Kind::Prepare) startZygote(g_place, g_filterFd, g_packet, size_t(n));
    if (code >= 0) close(code);
  }
}
}  // namespace

int main(int argc, char** argv) {
  if (argc > 2 && strcmp(argv[1], "service") == 0) runKeeper(argc, argv);
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
  g_filterFd = buildFilter();
  g_place = {kEngineFd, false, false, usersOf(false), readFilter(g_filterFd)};
  if (strcmp(argv[1], "process") != 0) g_place.namespaces = probe(argv[2], missing, sizeof missing);
  if (!g_place.namespaces) {
    g_place.users.separate = false;
    // The end of the socket tells the engine's end. To be killed then would break off the sweep, and leave inits behind that it
    // has stopped and not yet ended.
    prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0);
  }
  const int users = g_place.users.separate ? codeUsers(g_place.users) : -1;
  answer(kEngineFd, Kind::Hello, 0, g_place.namespaces ? 1 : 0, missing, &users, users >= 0 ? 1 : 0,
         (g_place.users.separate ? kOwnUser : 0) | (g_place.filter.program ? kFilter : 0));
  if (users >= 0) close(users);
  serve();
  // The engine is gone: with namespaces the end of this process ends every init, without them they are swept here.
  if (!g_place.namespaces) sweepDescendants(nullptr);
  return 0;
}
