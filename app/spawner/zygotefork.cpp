// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded into a runtime that forks (LD_PRELOAD): stands in the place of fork(). The runtime calls that once, when it has
// booted and has one thread. The call then serves births and never returns in the runtime itself, but once in each instance
// that was born, as fork does in a child: so the runtime's own care for forks (locks, random numbers, threads) is taken. In
// an instance, and for all else that it forks, it is the C library's.
#include "app/spawner/birth.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
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

/// Reads one line of /proc/self/maps at a time; without the C library's streams, whose state is the runtime's.
template <typename F>
void forEachMapping(F take) {
  const int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  static char text[16 * 1024];
  size_t have = 0;
  for (ssize_t n; (n = read(fd, text + have, sizeof text - 1 - have)) > 0;) {
    have += size_t(n);
    text[have] = 0;
    char* line = text;
    for (char* end; (end = strchr(line, '\n')); line = end + 1) {
      *end = 0;
      take(line);
    }
    have -= size_t(line - text);
    memmove(text, line, have + 1);
  }
  close(fd);
}

/// Whoever looks after an instance for its whole life needs nothing of what the runtime has built up: heap and arenas. The C
/// library's locale goes with them: an init neither prints nor reads numbers after this. What lies beside the thread's own
/// data stays: errno is there.
void dropRuntimeMemory() {
  constexpr unsigned long kArena = 256 * 1024;  // smaller ones may be the C library's own
  static unsigned long thread;
  thread = reinterpret_cast<unsigned long>(&errno);
  constexpr int kRanges = 512;
  static struct {
    unsigned long from;
    unsigned long to;
  } ranges[kRanges];
  static int count;
  count = 0;
  forEachMapping([](const char* line) {
    auto& range = ranges[count];
    char rights[8] = "";
    char name[8] = "";
    if (count == kRanges || sscanf(line, "%lx-%lx %7s %*s %*s %*s %7s", &range.from, &range.to, rights, name) < 3) return;
    if (strcmp(rights, "rw-p") != 0 || (range.from <= thread && thread < range.to)) return;
    if (strcmp(name, "[heap]") == 0 || (name[0] == 0 && range.to - range.from >= kArena)) ++count;
  });
  for (int i = 0; i < count; ++i) madvise(reinterpret_cast<void*>(ranges[i].from), ranges[i].to - ranges[i].from, MADV_DONTNEED);
}

/// Returns in a new instance only.
void serve() {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // A process in a changed root may make no user namespace, and births need what lies outside.
  if (fchdir(kHostRootFd) != 0 || chroot(".") != 0) _exit(1);
  close(kHostRootFd);
  const Birthplace place{kZygoteFd, true, true, usersOf(true), readFilter(kFilterFd), dropRuntimeMemory};
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
