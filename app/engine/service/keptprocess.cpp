// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/keptprocess.h"
#include "app/spawner/protocol.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace scfdesk {
namespace {
constexpr int kReapMs = 3000;  // a keeper ends in milliseconds once its tree is swept

std::vector<char*> pointersTo(QByteArrayList& list) {
  std::vector<char*> pointers;
  for (QByteArray& text : list) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int spawnKeeper(QByteArrayList words, QByteArrayList environment, int socket, pid_t* pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, socket, spawner::kEngineFd);
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  // A session of its own: Ctrl-C in the engine's terminal is the engine's to handle.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  const int error = posix_spawn(pid, words.first().constData(), &actions, &attributes, pointersTo(words).data(), pointersTo(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return error;
}
}  // namespace

KeptProcess::~KeptProcess() {
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    close(m_fd);
  }
  reap();
}

Status KeptProcess::start(const Plan& plan) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
    return Error{QStringLiteral("Local.Service"), QStringLiteral("No socket for a service: %1.").arg(QString::fromLocal8Bit(strerror(errno))), {}};
  const QByteArrayList words = QByteArrayList{plan.keeper, "service", QByteArray::number(plan.uid), QByteArray::number(plan.gid), plan.folder, plan.inside,
                                              plan.input, plan.output, QByteArray::number(qlonglong(plan.fileBytes))} + plan.command;
  const int error = spawnKeeper(words, plan.environment, pair[1], &m_pid);
  close(pair[1]);
  if (error != 0) {
    close(pair[0]);
    m_pid = 0;
    return Error{QStringLiteral("Local.Service"), QStringLiteral("%1 can't be started: %2.").arg(QString::fromLocal8Bit(plan.keeper), QString::fromLocal8Bit(strerror(error))),
                 QStringLiteral("Build or install the program again.")};
  }
  m_fd = pair[0];
  m_token = m_reactor.watch(m_fd, EPOLLIN, this);
  return Done{};
}

void KeptProcess::tell(char what) {
  if (m_fd >= 0) [[maybe_unused]] const ssize_t n = send(m_fd, &what, 1, MSG_NOSIGNAL);
}

void KeptProcess::reap() {
  if (m_pid <= 0) return;
  const int pidFd = int(syscall(SYS_pidfd_open, m_pid, 0));
  pollfd fd{pidFd, POLLIN, 0};
  if (pidFd < 0 || poll(&fd, 1, kReapMs) <= 0) kill(m_pid, SIGKILL);
  if (pidFd >= 0) close(pidFd);
  while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {}
  m_pid = 0;
}

void KeptProcess::onReady(uint32_t) {
  int status = 0;
  const ssize_t n = recv(m_fd, &status, sizeof status, 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n == ssize_t(sizeof status)) {
    m_status = status;
    return;  // its end follows
  }
  m_reactor.unwatch(m_token);
  close(std::exchange(m_fd, -1));
  reap();
  const auto ended = std::exchange(m_ended, {});
  if (ended) ended(m_status);
}

}  // namespace scfdesk
