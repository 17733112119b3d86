// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/bindnotice.h"
#include "app/spawner/packets.h"
#include <cerrno>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

namespace scfdesk::spawner {
namespace {
#if defined(__x86_64__)
constexpr uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kMachine = AUDIT_ARCH_AARCH64;
#endif

sock_filter load(size_t offset) { return {BPF_LD | BPF_W | BPF_ABS, 0, 0, uint32_t(offset)}; }
sock_filter equal(uint32_t value, uint8_t yes, uint8_t no) { return {BPF_JMP | BPF_JEQ | BPF_K, yes, no, value}; }
sock_filter give(uint32_t action) { return {BPF_RET | BPF_K, 0, 0, action}; }
}  // namespace

bool tellBinds(int control, uint32_t instance) {
  sock_filter code[] = {load(offsetof(seccomp_data, arch)), equal(kMachine, 0, 4),         load(offsetof(seccomp_data, nr)), equal(__NR_bind, 1, 0),
                        equal(__NR_listen, 0, 1),           give(SECCOMP_RET_USER_NOTIF), give(SECCOMP_RET_ALLOW)};
  sock_fprog program{sizeof code / sizeof code[0], code};
  const unsigned long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
  // A signal that comes meanwhile (Go's scheduler sends many) must not make the call happen twice.
  long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, &program);
  if (listener < 0 && errno == EINVAL) listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
  if (listener < 0) return false;
  const int fd = int(listener);
  answer(control, Kind::Binds, instance, 0, "", &fd, 1);
  close(fd);
  return true;
}

}  // namespace scfdesk::spawner
