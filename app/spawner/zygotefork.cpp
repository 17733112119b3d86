// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded into a runtime that forks (LD_PRELOAD): stands in the place of fork(). The runtime calls that once, when it has
// booted and has one thread. The call then serves births and never returns in the runtime itself, but once in each instance
// that was born, as fork does in a child: so the runtime's own care for forks (locks, random numbers, threads) is taken. In
// an instance, and for all else that it forks, it is the C library's.
#include "app/spawner/birth.h"
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace scfdesk::spawner;

namespace {
bool g_serves = true;
char g_packet[kPacketBytes];

pid_t (*g_fork)() = nullptr;

__attribute__((constructor)) void loaded() {
  unsetenv("LD_PRELOAD");  // for this process alone; the runtime sees by it that the library is there
  g_fork = reinterpret_cast<pid_t (*)()>(dlsym(RTLD_NEXT, "fork"));
}

/// Returns in a new instance only.
void serve() {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // A process in a changed root may make no user namespace, and births need what lies outside.
  if (fchdir(kHostRootFd) != 0 || chroot(".") != 0) _exit(1);
  close(kHostRootFd);
  const Birthplace place{kZygoteFd, true, true, usersOf(true), readFilter(kFilterFd)};
  for (;;) {
    int code = -1;
    const ssize_t n = receive(kZygoteFd, g_packet, sizeof g_packet, 0, &code);
    if (n <= 0) _exit(0);  // the engine wants no more, or is gone
    if (size_t(n) < sizeof(Header)) continue;
    Header header;
    memcpy(&header, g_packet, sizeof header);
    if (header.kind == Kind::Spawn && giveBirth(place, g_packet, size_t(n), code) == 0) return;
    if (code >= 0) close(code);
  }
}
}  // namespace

extern "C" __attribute__((visibility("default"))) pid_t fork() noexcept {
  if (!g_serves) return g_fork();
  g_serves = false;  // what an init forks below is the runtime
  serve();
  return 0;
}
