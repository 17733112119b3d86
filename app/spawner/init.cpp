// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/init.h"
#include "app/spawner/initspawn.h"
#include "app/spawner/packets.h"
#include "app/spawner/sweep.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace scfdesk::spawner {
namespace {
volatile sig_atomic_t g_terminated = 0;
void onChild(int) {}
void onTerm(int) { g_terminated = 1; }

class Init {
 public:
  Init(const InitSetup& setup, const BirthPlan& plan) : m_setup(setup), m_plan(plan) {}
  void run();

 private:
  void send(Kind kind, int32_t value, int32_t extra, const char* text = "") const;
  void started() const;
  [[noreturn]] void failed(const Failure& failure) const;
  [[noreturn]] void leave(int status) const;
  void listen() const;
  void reap() const;
  void onControl();

  const InitSetup& m_setup;
  const BirthPlan& m_plan;
  Runtime m_runtime;
};

void Init::send(Kind kind, int32_t value, int32_t extra, const char* text) const {
  char packet[sizeof(Header) + 256];
  const Header header{kind, m_setup.instance, value, extra};
  memcpy(packet, &header, sizeof header);
  const size_t n = strnlen(text, 255);
  memcpy(packet + sizeof header, text, n);
  ::send(m_setup.control, packet, sizeof header + n, MSG_NOSIGNAL);
}

/// With its /tmp, so that the engine can see what that holds.
void Init::started() const {
  const int tmp = m_setup.namespaces ? open("/tmp", O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
  answer(m_setup.control, Kind::Started, m_setup.instance, 0, "", &tmp, tmp >= 0 ? 1 : 0);
  if (tmp >= 0) close(tmp);
}

void Init::failed(const Failure& failure) const {
  send(Kind::Failed, failure.error, 0, failure.step ? failure.step : "");
  leave(1);
}

void Init::leave(int status) const {
  if (!m_setup.namespaces) sweepDescendants(nullptr);
  _exit(status);
}

void Init::reap() const {
  int status = 0;
  rusage usage{};
  for (pid_t pid; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
    if (pid != m_runtime.pid) continue;
    send(Kind::Exited, status, int32_t(usage.ru_maxrss));
    leave(0);
  }
}

void Init::onControl() {
  static char packet[kPacketBytes];
  int code = -1;
  const ssize_t n = receive(m_setup.control, packet, sizeof packet - 1, MSG_DONTWAIT, &code);
  if (n < 0 && errno == EAGAIN) return;
  if (n < ssize_t(sizeof(Header))) leave(0);
  packet[n] = 0;
  Header header;
  memcpy(&header, packet, sizeof header);
  Failure failure;
  if (header.kind == Kind::Fill) {
    static char* pointers[kMaxStrings];
    BirthPlan plan;
    errno = EINVAL;
    if (!parseBirth(packet + sizeof header, size_t(n) - sizeof header, pointers, plan)) failed({"birth packet", EINVAL});
    if (!fill(m_setup, plan, m_runtime, code, failure)) failed(failure);
    return started();
  }
  if (header.kind != Kind::Assign) return;
  if (!assign(m_setup, m_plan, m_runtime, packet + sizeof header, size_t(n) - sizeof header, code, failure)) failed(failure);
  started();
}

/// Waits for the control socket and for children at once: SIGCHLD is only let in while waiting, so none is missed.
void Init::listen() const {
  struct sigaction action {};
  action.sa_handler = onChild;
  sigaction(SIGCHLD, &action, nullptr);
  action.sa_handler = onTerm;
  sigaction(SIGTERM, &action, nullptr);
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigaddset(&blocked, SIGTERM);
  sigprocmask(SIG_BLOCK, &blocked, nullptr);
}

void Init::run() {
  listen();
  Failure failure;
  if (!startRuntime(m_setup, m_plan, m_runtime, failure)) failed(failure);
  if (m_runtime.pid == 0) return;
  if (m_setup.settled) m_setup.settled();
  if (!m_runtime.prepared && !m_runtime.place) started();
  sigset_t none;
  sigemptyset(&none);
  for (;;) {
    reap();
    if (g_terminated) leave(0);
    pollfd fd{m_setup.control, POLLIN, 0};
    const int n = ppoll(&fd, 1, nullptr, &none);
    if (n > 0) onControl();
  }
}
}  // namespace

bool parseBirth(char* packet, size_t size, char** pointers, BirthPlan& plan) {
  if (size < sizeof(Birth) || packet[size - 1] != 0) return false;
  memcpy(&plan.birth, packet, sizeof(Birth));
  const uint32_t fixed = 6;
  if (plan.birth.argc > 64 || plan.birth.envc > kMaxStrings - 64 - fixed - 2 || plan.birth.argc == 0) return false;
  const uint32_t count = fixed + plan.birth.argc + plan.birth.envc;
  char* p = packet + sizeof(Birth);
  char* const end = packet + size;
  char* heads[fixed];
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (p >= end) return false;
    if (i == fixed + plan.birth.argc) pointers[at++] = nullptr;
    if (i < fixed) heads[i] = p;
    else pointers[at++] = p;
    p += strlen(p) + 1;
  }
  if (plan.birth.envc == 0) pointers[at++] = nullptr;
  pointers[at] = nullptr;
  plan.hostname = heads[0];
  plan.root = RootPlan{heads[2], heads[1], heads[3], heads[4], heads[5], -1, false};
  plan.argv = pointers;
  plan.envp = pointers + plan.birth.argc + 1;
  return p == end;
}

void runInit(const InitSetup& setup, const BirthPlan& plan) {
  prctl(PR_SET_NAME, "scfdesk-init", 0, 0, 0);
  // With namespaces the kernel ends all below a killed PID 1; without, the sweep has to run first.
  prctl(PR_SET_PDEATHSIG, setup.namespaces ? SIGKILL : SIGTERM, 0, 0, 0);
  Init(setup, plan).run();
}

void runProbe(bool separateUser, const char* mountPoint, int report) {
  Failure failure;
  const RootPlan plan{mountPoint, "", "", "", "", -1, false};
  if (buildRoot(plan, failure) && enterRoot(mountPoint, failure) &&
      (separateUser ? becomeFunctionUser(failure) : dropPrivileges(failure)))
    _exit(0);
  char text[256];
  const int n = snprintf(text, sizeof text, "%s (%s)", failure.step, strerror(failure.error));
  [[maybe_unused]] const ssize_t written = write(report, text, size_t(n));
  _exit(1);
}

}  // namespace scfdesk::spawner
