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
#include <sys/epoll.h>
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

SpawnerLink::SpawnerLink(Reactor& reactor, Receiver receiver) : m_reactor(reactor), m_receiver(std::move(receiver)) {}

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
  m_fd = pair[0];
  fcntl(m_fd, F_SETFL, O_NONBLOCK);
  m_token = m_reactor.watch(m_fd, EPOLLIN, this);
  return Done{};
}

void SpawnerLink::send(QByteArray packet) {
  if (m_fd < 0) return;
  m_queue.push_back(std::move(packet));
  if (!m_wantsOut) writeSome();
}

void SpawnerLink::writeSome() {
  while (!m_queue.empty()) {
    const ssize_t n = ::send(m_fd, m_queue.front().constData(), size_t(m_queue.front().size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) break;
    m_queue.pop_front();  // sent, or the spawner is gone: then reading tells
  }
  if (m_wantsOut == !m_queue.empty()) return;
  m_wantsOut = !m_queue.empty();
  m_reactor.change(m_token, m_wantsOut ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

bool SpawnerLink::readPacket() {
  char data[1024];
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * spawner::kFdCount)];
  iovec part{data, sizeof data};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t n = recvmsg(m_fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  spawner::Header header{};
  if (n < ssize_t(sizeof header)) {
    lose();
    return false;
  }
  std::memcpy(&header, data, sizeof header);
  const QByteArray text(data + sizeof header, n - qsizetype(sizeof header));
  int fds[spawner::kFdCount] = {-1, -1, -1, -1, -1};
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof fds))
    std::memcpy(fds, CMSG_DATA(head), sizeof fds);
  if (header.kind == spawner::Kind::Hello) {
    m_receiver.hello(header.value == 1, text);
  } else if (header.kind == spawner::Kind::Born && fds[0] >= 0) {
    m_receiver.born(header.instance, {header.value, fds[spawner::kControl], fds[spawner::kPid], fds[spawner::kFrame],
                                      fds[spawner::kStdout], fds[spawner::kStderr]});
  } else if (header.kind == spawner::Kind::Born) {
    m_receiver.notBorn(header.instance, "No descriptors left for another instance");
  } else {
    m_receiver.notBorn(header.instance,
                       "The instance could not be started: " + text + " (" + std::strerror(header.value) + ")");
  }
  return m_fd >= 0;
}

void SpawnerLink::onReady(uint32_t events) {
  if (events & EPOLLOUT) writeSome();
  while (m_fd >= 0 && readPacket()) {}
}

void SpawnerLink::waitForPacket(int timeoutMs) {
  pollfd fd{m_fd, POLLIN, 0};
  if (m_fd >= 0 && poll(&fd, 1, timeoutMs) > 0) readPacket();
}

void SpawnerLink::lose() {
  stop(kReapMs);
  m_receiver.lost();
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
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    close(std::exchange(m_fd, -1));
  }
  m_queue.clear();
  m_wantsOut = false;
  reap(timeoutMs);
}

}  // namespace scfdesk
