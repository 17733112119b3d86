// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/initspawn.h"
#include "app/spawner/bindnotice.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace scfdesk::spawner {
namespace {
constexpr rlim_t kDescriptors = 1024;
constexpr rlim_t kProcesses = 1024;
constexpr int kNice = 5;

bool fail(Failure& failure, const char* step) {
  failure.step = step;
  failure.error = errno;
  return false;
}

void limitRuntime(const InitSetup& setup, uint32_t memoryMb) {
  const rlimit descriptors{kDescriptors, kDescriptors};
  const rlimit core{0, 0};
  const rlimit processes{kProcesses, kProcesses};
  setrlimit(RLIMIT_NOFILE, &descriptors);
  setrlimit(RLIMIT_CORE, &core);
  // Counted per user namespace there; without one it would count all of the user's own programs.
  if (setup.namespaces) setrlimit(RLIMIT_NPROC, &processes);
  if (memoryMb != 0) {
    const rlimit data{dataLimitBytes(memoryMb), dataLimitBytes(memoryMb)};
    setrlimit(RLIMIT_DATA, &data);
  }
  setpriority(PRIO_PROCESS, 0, kNice);
  // An instance that is woken by its event does not push the engine off its processor at once: the engine hands out what else is
  // there first. On two cores an event costs a fifth less with it, as each switch less is a cache kept.
  const sched_param none{};
  sched_setscheduler(0, SCHED_BATCH, &none);
}

[[noreturn]] void childFailed(const InitSetup& setup, const Failure& failure) {
  char packet[sizeof(Header) + 256];
  const Header header{Kind::Failed, setup.instance, failure.error, 0};
  memcpy(packet, &header, sizeof header);
  const size_t n = strnlen(failure.step, 255);
  memcpy(packet + sizeof header, failure.step, n);
  send(setup.control, packet, sizeof header + n, MSG_NOSIGNAL);
  _exit(127);
}

/// Descriptors 0 to 3 of the runtime; every other one closes at exec. The sources lie above them.
bool placeDescriptors(const InitSetup& setup) {
  const int null = open("/dev/null", O_RDONLY);
  if (null < 0 || dup2(null, 0) < 0 || dup2(setup.out, 1) < 0 || dup2(setup.err, 2) < 0) return false;
  if (null > 2) close(null);
  return dup2(setup.frame, kFrameFd) == kFrameFd;
}

void resetSignals() {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  sigaction(SIGCHLD, &standard, nullptr);
  sigaction(SIGTERM, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Returns only where runtimes are forks.
void becomeRuntime(const InitSetup& setup, const BirthPlan& plan, bool ownMounts) {
  Failure failure;
  setsid();
  if (ownMounts && unshare(CLONE_NEWNS) != 0) childFailed(setup, {"unshare", errno});
  if (ownMounts && !enterRoot(plan.root.mountPoint, failure)) childFailed(setup, failure);
  const char* folder = setup.namespaces ? "/var/user" : plan.root.codeDir;
  if (folder[0] && chdir(folder) != 0) childFailed(setup, {"working folder", errno});
  if (!setup.namespaces) prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  limitRuntime(setup, plan.birth.memoryMb);
  if (!placeDescriptors(setup)) childFailed(setup, {"descriptors", errno});
  if (!(setup.separateUser ? becomeFunctionUser(failure) : dropPrivileges(failure))) childFailed(setup, failure);
  if (!applyFilter(setup.filter)) childFailed(setup, {"system call filter", errno});
  if ((plan.birth.flags & kTellBinds) != 0 && !tellBinds(setup.control, setup.instance)) childFailed(setup, {"notices of bind()", errno});
  resetSignals();
  if (setup.forks) {
    const char* name = strrchr(plan.argv[0], '/');
    prctl(PR_SET_NAME, name ? name + 1 : plan.argv[0], 0, 0, 0);
    // As after an execution: visible to itself again, and to the init, which looks for its mounts when the pipe closes.
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    syscall(SYS_close_range, unsigned(kFrameFd + 1), ~0U, 0U);
    return;
  }
  execve(plan.argv[0], plan.argv, plan.envp);
  childFailed(setup, {plan.argv[0], errno});
}

bool makeSurroundings(const InitSetup& setup, const BirthPlan& plan, bool prepared, Failure& failure) {
  if (!setup.namespaces) {
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    return true;
  }
  // Nobody below may look into this process: until it has let go of the host's root, that is a way out.
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (sethostname(plan.hostname, strlen(plan.hostname)) != 0) return fail(failure, "hostname");
  if (!buildRoot(plan.root, failure)) return false;
  return prepared || enterRoot(plan.root.mountPoint, failure);
}

void closeRuntimeEnds(const InitSetup& setup) {
  close(setup.frame);
  close(setup.out);
  close(setup.err);
}

/// The runtime has its own mounts when the end of the pipe that it holds is closed by exec.
bool keepMounts(const BirthPlan& plan, Runtime& runtime, int ready, Failure& failure) {
  char byte;
  while (read(ready, &byte, 1) < 0 && errno == EINTR) {}
  char path[4200];
  snprintf(path, sizeof path, "%s/proc/%d/ns/mnt", plan.root.mountPoint, runtime.pid);
  runtime.mounts = open(path, O_RDONLY | O_CLOEXEC);
  return runtime.mounts >= 0 || fail(failure, "mount namespace");
}
}  // namespace

bool startRuntime(const InitSetup& setup, const BirthPlan& plan, Runtime& runtime, Failure& failure) {
  if ((plan.birth.flags & kPlace) != 0) {
    if (!setup.namespaces || !makeSurroundings(setup, plan, false, failure)) return false;
    runtime.place = send(setup.frame, kUpFrame, sizeof kUpFrame, MSG_NOSIGNAL) == ssize_t(sizeof kUpFrame);
    return runtime.place || fail(failure, "place");
  }
  runtime.prepared = plan.root.codeDir[0] == 0;
  const bool ownMounts = runtime.prepared && setup.namespaces;
  if (!makeSurroundings(setup, plan, runtime.prepared, failure)) return false;
  int ready[2] = {-1, -1};
  if (ownMounts && pipe2(ready, O_CLOEXEC) != 0) return fail(failure, "pipe");
  runtime.pid = fork();
  if (runtime.pid < 0) return fail(failure, "fork");
  if (runtime.pid == 0) {
    becomeRuntime(setup, plan, ownMounts);
    return true;
  }
  closeRuntimeEnds(setup);
  if (!ownMounts) return !setup.namespaces || dropPrivileges(failure);
  close(ready[1]);
  const bool kept = keepMounts(plan, runtime, ready[0], failure);
  close(ready[0]);
  return kept;
}

bool assign(const InitSetup& setup, const BirthPlan&, Runtime& runtime, char* packet, size_t size, int codeMount, Failure& failure) {
  errno = EINVAL;
  if (!runtime.prepared || size < sizeof(Assignment) + 3 || packet[size - 1] != 0) return fail(failure, "assignment");
  Assignment assignment;
  memcpy(&assignment, packet, sizeof assignment);
  const char* hostname = packet + sizeof assignment;
  const char* codeDir = hostname + strlen(hostname) + 1;
  const char* layerDir = codeDir >= packet + size ? codeDir : codeDir + strlen(codeDir) + 1;
  if (layerDir >= packet + size) return fail(failure, "assignment");
  runtime.prepared = false;
  const rlimit data{dataLimitBytes(assignment.memoryMb), dataLimitBytes(assignment.memoryMb)};
  if (prlimit(runtime.pid, RLIMIT_DATA, &data, nullptr) != 0) return fail(failure, "prlimit");
  if (!setup.namespaces) return true;
  if (sethostname(hostname, strlen(hostname)) != 0) return fail(failure, "hostname");
  const int code = codeMount >= 0 ? codeMount : cloneReadOnly(codeDir);
  if (code < 0) return fail(failure, "code folder");
  const int layers = layerDir[0] ? cloneReadOnly(layerDir) : -1;
  if (layerDir[0] && layers < 0) return fail(failure, "layer folder");
  if (setns(runtime.mounts, CLONE_NEWNS) != 0) return fail(failure, "setns");
  if (!attach(code, "/var/user")) return fail(failure, "/var/user");
  close(code);
  if (layers >= 0 && !attach(layers, "/opt")) return fail(failure, "/opt");
  if (layers >= 0) close(layers);
  close(runtime.mounts);
  runtime.mounts = -1;
  return dropPrivileges(failure);
}

bool fill(const InitSetup& setup, const BirthPlan& plan, Runtime& runtime, int codeMount, Failure& failure) {
  errno = EINVAL;
  if (!runtime.place || codeMount < 0) return fail(failure, "place");
  runtime.place = false;
  if (sethostname(plan.hostname, strlen(plan.hostname)) != 0) return fail(failure, "hostname");
  if (!attach(codeMount, "/var/user")) return fail(failure, "/var/user");
  close(codeMount);
  runtime.pid = fork();
  if (runtime.pid < 0) return fail(failure, "fork");
  if (runtime.pid == 0) becomeRuntime(setup, plan, false);
  closeRuntimeEnds(setup);
  return dropPrivileges(failure);
}

}  // namespace scfdesk::spawner
