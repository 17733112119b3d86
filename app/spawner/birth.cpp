// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/birth.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace scfdesk::spawner {
namespace {
constexpr int kFirstOwn = 10;
char* g_pointers[kMaxStrings];

void notBorn(const Birthplace& place, uint32_t instance, const Failure& failure) {
  answer(place.engine, Kind::NotBorn, instance, failure.error, failure.step);
}
}  // namespace

bool Ends::open(const Users& users) {
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0 ||
      socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, frame) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
    return false;
  // /dev/stdout is opened anew by name: the function must own what it prints to.
  return !users.separate || (fchown(out[1], users.function, users.function) == 0 && fchown(err[1], users.function, users.function) == 0);
}

void Ends::closeAll() const {
  for (const int* pair : {control, frame, out, err})
    for (int i = 0; i < 2; ++i)
      if (pair[i] >= 0) close(pair[i]);
}

void Ends::keepOwn(int own[5], int also) const {
  const int sources[5] = {control[1], frame[1], out[1], err[1], also};
  const int count = also >= 0 ? 5 : 4;
  own[4] = -1;
  for (int i = 0; i < count; ++i) own[i] = fcntl(sources[i], F_DUPFD_CLOEXEC, 100);
  for (int i = 0; i < count; ++i) {
    dup3(own[i], kFirstOwn + i, O_CLOEXEC);
    own[i] = kFirstOwn + i;
  }
  syscall(SYS_close_range, 3U, unsigned(kFirstOwn - 1), 0U);
  syscall(SYS_close_range, unsigned(kFirstOwn + count), ~0U, 0U);
}

void answerBorn(int engine, uint32_t instance, pid_t pid, int pidFd, const Ends& ends) {
  const int fds[kFdCount] = {ends.control[0], pidFd, ends.frame[0], ends.out[0], ends.err[0]};
  answer(engine, Kind::Born, instance, pid, "", fds, kFdCount);
  ends.closeAll();
  close(pidFd);
}

pid_t giveBirth(const Birthplace& place, char* packet, size_t size, int code) {
  Header header;
  memcpy(&header, packet, sizeof header);
  BirthPlan plan;
  if (!parseBirth(packet + sizeof header, size - sizeof header, g_pointers, plan)) {
    notBorn(place, header.instance, {"birth packet", EINVAL});
    return -1;
  }
  Ends ends;
  if (!ends.open(place.users)) {
    const Failure failure{"descriptors", errno};
    ends.closeAll();
    notBorn(place, header.instance, failure);
    return -1;
  }
  int pidFd = -1;
  Failure failure;
  const pid_t pid = cloneInto(place.namespaces ? kNamespaces : 0, place.forks, place.users, false, &pidFd, failure);
  if (pid == 0) {
    int own[5];
    ends.keepOwn(own, code);
    InitSetup setup;
    setup.namespaces = place.namespaces;
    setup.forks = place.forks;
    setup.separateUser = place.namespaces && place.users.separate;
    setup.filter = place.filter;
    setup.settled = place.settled;
    setup.instance = header.instance;
    setup.control = own[0];
    setup.frame = own[1];
    setup.out = own[2];
    setup.err = own[3];
    plan.root.codeMount = own[4];
    runInit(setup, plan);
    return 0;
  }
  if (pid < 0) {
    ends.closeAll();
    notBorn(place, header.instance, failure);
    return -1;
  }
  answerBorn(place.engine, header.instance, pid, pidFd, ends);
  return pid;
}

}  // namespace scfdesk::spawner
