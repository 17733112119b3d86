// SPDX-License-Identifier: GPL-3.0-or-later
// How an instance ends: every way goes through kill() and, when the kernel says that init is gone, through finish().
#include "app/engine/instance/instancecore.h"
#include "app/engine/instance/birthlink.h"
#include "app/engine/runtime/startfile.h"
#include "app/spawner/protocol.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kLastResortMs = 2000;
}

InstanceCore::~InstanceCore() {
  if (m_phase == Phase::Gone) return;  // finish() has closed all; the factory may be gone by now
  m_around.memory.remove(this);
  m_around.reactor.cancel(m_lastResort);
  closeControl();
  if (m_ends.pidFd >= 0) {
    m_around.reactor.unwatch(m_pidWatch.token);
    close(m_ends.pidFd);
  }
  for (const int fd : {m_ends.frame, m_ends.out, m_ends.err, m_tmp})
    if (fd >= 0) close(fd);
}

void InstanceCore::closeControl() {
  if (m_ends.control < 0) return;
  m_around.reactor.unwatch(m_controlWatch.token);
  close(m_ends.control);
  m_ends.control = -1;
}

void InstanceCore::onControl() {
  char packet[512];
  int descriptor = -1;
  const ssize_t n = receivePacket(m_ends.control, packet, sizeof packet, &descriptor);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n < ssize_t(sizeof(spawner::Header))) closeControl();  // the pidfd tells the rest
  else onPacket(packet, size_t(n), descriptor);
}

void InstanceCore::onPacket(const char* packet, size_t size, int descriptor) {
  spawner::Header header;
  std::memcpy(&header, packet, sizeof header);
  if (descriptor >= 0 && header.kind == spawner::Kind::Binds) {
    if (m_talk && m_talk->wantsBinds()) m_talk->watchBinds(descriptor);
    else close(descriptor);
  } else if (descriptor >= 0) {
    if (m_tmp >= 0) close(m_tmp);
    m_tmp = descriptor;
  }
  const QByteArray text(packet + sizeof header, qsizetype(size - sizeof header));
  switch (header.kind) {
    case spawner::Kind::Started:
      if (m_phase != Phase::Starting) return;
      m_phase = Phase::Loading;
      m_startedNs = machineMonotonicNs();
      if (m_loadOnStart) m_channel.send({loadFrame(m_spec.handler.toUtf8(), m_root, m_spec.environment)});
      if (m_listener) m_listener->instanceStarted(*m_handle, m_way);
      return;
    case spawner::Kind::Failed:
      m_startError = header.value;
      if (m_failure.isEmpty())
        m_failure = "The instance could not be set up: " + text + " (" + std::strerror(header.value) + ")";
      return kill();
    case spawner::Kind::Exited:
      m_exitStatus = header.value;
      m_peak = std::max(m_peak, int64_t(header.extra) * 1024);
      return;  // the init ends by itself now
    default:
      return;
  }
}

void InstanceCore::kill() {
  if (m_phase >= Phase::Ending || m_phase == Phase::Unborn) return;
  m_endedIn = m_phase;
  m_phase = Phase::Ending;
  m_around.memory.remove(this);
  closeControl();
  if (m_talk) m_talk->close();
  if (m_namespaces) {
    syscall(SYS_pidfd_send_signal, m_ends.pidFd, SIGKILL, nullptr, 0);
    return;
  }
  // Without a pid namespace the init has to sweep first; if it can't, the spawner does.
  m_lastResort = m_around.reactor.callAfterMs(kLastResortMs, [this] {
    m_lastResort = 0;
    syscall(SYS_pidfd_send_signal, m_ends.pidFd, SIGKILL, nullptr, 0);
  });
}

void InstanceCore::end(std::function<void()> gone) {
  m_listener = nullptr;
  m_handle = nullptr;
  m_gone = std::move(gone);
  m_ended = true;
  if (m_phase == Phase::Gone) {
    if (auto call = std::exchange(m_gone, nullptr)) call();
    return;
  }
  kill();
}

void InstanceCore::letGo() {
  m_listener = nullptr;
  m_handle = nullptr;
  m_ended = true;
  kill();
}

void InstanceCore::waitUntilGone(int timeoutMs) {
  const auto keep = shared_from_this();
  if (m_ends.pidFd >= 0) {
    pollfd fd{m_ends.pidFd, POLLIN, 0};
    if (poll(&fd, 1, timeoutMs) <= 0) syscall(SYS_pidfd_send_signal, m_ends.pidFd, SIGKILL, nullptr, 0);
  }
  finish();
}

void InstanceCore::notBorn(const QByteArray& text) {
  m_failure = text;
  m_endedIn = Phase::Starting;
  m_phase = Phase::Ending;
  finish();
}

void InstanceCore::onPid() {
  if (m_phase < Phase::Ending) {
    while (m_ends.control >= 0) {  // how the runtime ended
      const int before = m_exitStatus;
      onControl();
      if (before == m_exitStatus && m_exitStatus >= 0) break;
    }
    if (m_listener) m_channel.drain();
    if (m_phase < Phase::Ending) {
      m_endedIn = m_phase;
      m_phase = Phase::Ending;
    }
  }
  finish();
}

void InstanceCore::finish() {
  if (m_phase == Phase::Gone) return;
  const auto keep = shared_from_this();
  if (m_listener) drainOutput();
  m_phase = Phase::Gone;
  m_around.memory.remove(this);
  m_around.reactor.cancel(std::exchange(m_lastResort, 0));
  m_channel.close();
  if (m_talk) m_talk->close();
  m_stdout.close();
  m_stderr.close();
  closeControl();
  if (m_ends.pidFd >= 0) {
    m_around.reactor.unwatch(m_pidWatch.token);
    close(std::exchange(m_ends.pidFd, -1));
  }
  for (int* fd : {&m_ends.frame, &m_ends.out, &m_ends.err, &m_tmp})  // an open /tmp would outlive its instance
   
    if (*fd >= 0) close(std::exchange(*fd, -1));
  reportEnd(m_endedIn);
  if (m_grouped) m_around.groups.remove(m_ends.pid);
  if (auto call = std::exchange(m_gone, nullptr)) call();
  m_around.forget(this);
}

void InstanceCore::reportEnd(Phase phase) {
  InstanceListener* listener = std::exchange(m_listener, nullptr);
  if (!listener) return;
  const bool clean = m_exitStatus >= 0 && WIFEXITED(m_exitStatus) && WEXITSTATUS(m_exitStatus) == 0;
  constexpr int kJavaOutOfMemory = 3;
  const bool aborted = m_exitStatus >= 0 && (WIFSIGNALED(m_exitStatus) || WEXITSTATUS(m_exitStatus) == kJavaOutOfMemory);
  const bool ended = m_grouped && !clean && m_around.groups.endedForMemory(m_ends.pid);
  const bool memory = m_memoryReached || ended || (!clean && overLimit(m_peak)) || (aborted && m_saidOutOfMemory);
  int code = memory ? status::kMemoryLimit : status::kProcessExit;
  QByteArray text = memory ? memoryText() : exitText();
  if (!m_failure.isEmpty() && !memory) {
    code = status::kInternal;
    text = m_failure;
  }
  if (m_talk && phase <= Phase::Loading && !memory) {
    if (m_startError != 0) {  // the program could not be executed: its file says why
      const QByteArray why = startFileProblem(m_spec.codeDir, m_talk->program());
      if (!why.isEmpty()) code = status::kUserCodeError, text = why;
    } else if (m_failure.isEmpty()) {
      code = m_talk->exitCodeInInit();
      text.replace("User process exit when running", QByteArray(m_talk->program() + " has ended before it was ready"));
    }
  }
  if (phase <= Phase::Loading) listener->instanceInitFailed(*m_handle, code, text);
  else listener->instanceDied(*m_handle, memory ? code : status::kProcessExit, text);
}

QByteArray InstanceCore::memoryText() const { return "Task memory exceeded " + QByteArray::number(m_spec.memoryMb) + " MB"; }

QByteArray InstanceCore::exitText() const {
  const QByteArray text = "User process exit when running";
  if (!m_lastWords.isEmpty()) return text + ": " + m_lastWords;
  if (m_exitStatus < 0) return text;
  if (WIFSIGNALED(m_exitStatus)) {
    const int signal = WTERMSIG(m_exitStatus);
    const char* name = sigabbrev_np(signal);
    return text + ": signal " + QByteArray::number(signal) + (name ? QByteArray(" (SIG") + name + ')' : QByteArray());
  }
  return text + ": exit status " + QByteArray::number(WEXITSTATUS(m_exitStatus));
}

}  // namespace scfdesk
