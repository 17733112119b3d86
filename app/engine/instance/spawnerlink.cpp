// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/spawnerlink.h"
#include "app/spawner/protocol.h"
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kReapMs = 1000;

QString reason(int error) { return QString::fromLocal8Bit(std::strerror(error)); }

/// Descriptor 3 is the socket; standard input and output are not the engine's.
int spawnProgram(const QByteArray& program, const QByteArray& mode, const QByteArray& mountPoint, int socket, pid_t* pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 0, 1);
  posix_spawn_file_actions_adddup2(&actions, socket, spawner::kEngineFd);
  sigset_t all;
  sigset_t none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  // A session of its own: Ctrl-C in the engine's terminal is the engine's to handle.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  QByteArray name = program;
  QByteArray modeCopy = mode;
  QByteArray mountCopy = mountPoint;
  char* argv[] = {name.data(), modeCopy.data(), mountCopy.data(), nullptr};
  char* envp[] = {nullptr};
  const int error = posix_spawn(pid, program.constData(), &actions, &attributes, argv, envp);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return error;
}
}  // namespace

SpawnerLink::SpawnerLink(Reactor& reactor, BirthLink::Receiver receiver)
    : m_lost(std::exchange(receiver.lost, {})),
      m_link(reactor, {std::move(receiver.hello), std::move(receiver.born), std::move(receiver.notBorn), [this] {
                         stop(kReapMs);
                         m_lost();
                       }}) {}

SpawnerLink::~SpawnerLink() { stop(kReapMs); }

Status SpawnerLink::start(const QString& program, const QString& mode, const QString& mountPoint) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return Error{QStringLiteral("Local.Spawner"), QStringLiteral("No socket for the spawner: %1.").arg(reason(errno)), {}};
  const int error = spawnProgram(QFile::encodeName(program), mode.toUtf8(), QFile::encodeName(mountPoint), pair[1], &m_pid);
  close(pair[1]);
  if (error != 0) {
    close(pair[0]);
    m_pid = 0;
    return Error{QStringLiteral("Local.Spawner"),
                 QStringLiteral("The spawner %1 can't be started: %2.").arg(program, reason(error)),
                 QStringLiteral("Build or install the program again.")};
  }
  m_link.open(pair[0]);
  return Done{};
}

void SpawnerLink::reap(int timeoutMs) {
  if (m_pid <= 0) return;
  const int pidFd = int(syscall(SYS_pidfd_open, m_pid, 0));
  pollfd fd{pidFd, POLLIN, 0};
  if (pidFd < 0 || poll(&fd, 1, timeoutMs) <= 0) kill(m_pid, SIGKILL);
  if (pidFd >= 0) close(pidFd);
  while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {}
  m_pid = 0;
}

void SpawnerLink::stop(int timeoutMs) {
  m_link.close();
  reap(timeoutMs);
}

}  // namespace scfdesk
